"""Texts at the edges of each rule: where exactly a sentence, a token, a match, an edit or a guess begins and ends."""

from __future__ import annotations

import pytest

from toolkit.errors import LoadError, QueryError
from toolkit.text.decoding import decode
from toolkit.text.encodings import escaped, guess
from toolkit.text.hygiene import Cleaned, clean, unwrap
from toolkit.text.languages import tell_language
from toolkit.text.phrases import Phrases
from toolkit.text.queries import Match, Query
from toolkit.text.tokens import count_words, ends_with_stop, has_spaced_dots, sentences, term, tokenize

SENTENCES = [
    ["“Why?” Smith asked.", "Nobody left."],
    ["He said (yes.)", "Then left."],
    ["It fell . . . and rose."],
    ["It fell . . .", "Then it rose."],
    ["It fell…", "Then it rose."],
    ["It fell… then it rose."],
    ["It fell…", "“No,” he said."],
    ["He met Dr. Hale.", "He left."],
    ["He left at 5 a.m.", "The dam held."],
    ["He left at 5 a.m. Tuesday."],
    ["The U.S. Army left."],
    ["The U.S.", "He left."],
    ["He left.”", "She stayed."],
    ['"It fell."', "He left."],
    ["He left.", '"It fell."'],
    ["It fell! it rose."],
    ["It fell?", "It rose?!", "No."],
    ["Hale Inc.", "The dam held."],
    ["It fell.)", "It rose."],
    ["It fell.", "(It rose.)"],
    ["No. 5 left."],
    ["Mr. Hale vs. Ortiz.", "The end."],
    ["It fell.", "“No,” he said."],
    ["It fell.", "«No», he said."],
    ["It fell.", "([“No,”]) he said."],
    ["He won.", "5 left."],
    ["“We won!” Hale said.", "He left."],
    ["“We won!”", "Hale left."],
    ["a"],
]


@pytest.mark.parametrize("expected", SENTENCES, ids=lambda parts: " ".join(parts)[:40])
def test_sentences_are_exactly_these(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell.\nIt stopped", 2), ("Rain fell\nIt stopped", 2), ("Rain fell\nit stopped", 1),
        ("Rain fell\n\nit stopped", 2), ("\nRain fell", 1), ("“It fell.\n\nIt rose… Then no.", 3), ("", 0),
        ("“It fell… Then it rose.” He left.", 2),
    ],
)  # fmt: skip
def test_lines_and_empty_lines_end_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("U.S.'s dam", ["U.S.'s", "dam"], "word word"),
        ("end. A. it's", ["end", ".", "A.", "it's"], "word punctuation word word"),
        ("@hale #dam", ["@hale", "#dam"], "handle hashtag"),
        ("http://a.b/c. a@b.org", ["http://a.b/c", ".", "a@b.org"], "url punctuation email"),
        ("$5.5m 1,000", ["$", "5.5m", "1,000"], "symbol number number"),
        ("x.y a/b", ["x", ".", "y", "a", "/", "b"], "word punctuation word word punctuation word"),
        ("e.g., no", ["e.g.", ",", "no"], "word punctuation word"),
        ("U.S.-backed a -- b ...", ["U.S.-backed", "a", "--", "b", "..."], "word word punctuation word punctuation"),
        ("a . . . b", ["a", ". . .", "b"], "word punctuation word"),
        ("Gov't.’s", ["Gov't.’s"], "word"),
        ("  a  b \t c ", ["a", "b", "c"], "word word word"),
    ],
)
def test_tokens_are_exactly_these(text: str, words: list[str], kinds: str) -> None:
    found = tokenize(text)
    assert (found.words, found.kinds) == (words, kinds.split())
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == words


def test_forms_of_words() -> None:
    assert [term(word) for word in ("'s", "a's", "dogs'", "'", "it's", "dog")] == [
        "'s",
        "a",
        "dogs",
        "'",
        "it's",
        "dog",
    ]
    assert [ends_with_stop(word) for word in ("Dr", "a", "B", "I", "Ely", "AB")] == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]
    assert [has_spaced_dots(text) for text in ("a. . b", "a.\u00a0. b", "a.. b", "a. b")] == [True, True, False, False]
    assert count_words("5 men, #dam @hale — http://a.b $") == 4


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("the dam", "The dam fell. the dam", [(0, 7), (14, 21)]),
        ("dam the", "dam. The dam the", [(9, 16)]),  # not from one sentence into the next
        ("a a", "a a a a", [(0, 3), (4, 7)]),  # matches do not overlap
        ("Dam", "dam Dam", [(4, 7)]),
        ("hale's", "Hale’s dam", [(0, 6)]),
        ("hale", "Hale’s dam", [(0, 6)]),
        ("d*m", "dam dim dm dame", [(0, 3), (4, 7), (8, 10)]),
        ("dam fell hard", "dam fell", []),
        ("dam", "dam", [(0, 3)]),
        ("a b", "a c a b", [(4, 7)]),
    ],
)
def test_a_query_matches_exactly_there(query: str, text: str, found: list[tuple[int, int]]) -> None:
    assert [(match.start, match.end) for match in Query(query).find(tokenize(text))] == found


def test_an_expression_touches_the_tokens_it_touches() -> None:
    found = list(Query("m f", regex=True).find(tokenize("The dam fell, am f")))
    assert found == [Match(6, 9, 1, 2), Match(15, 18, 4, 5)]
    assert list(Query(r"\s", regex=True).find(tokenize("a b"))) == []
    assert list(Query("b ", regex=True).find(tokenize("a b "))) == [Match(2, 4, 1, 1)]
    assert [m.start for m in Query("Dam", regex=True).find(tokenize("dam Dam"))] == [4]
    assert [m.start for m in Query("dam", regex=True).find(tokenize("dam Dam"))] == [0, 4]
    assert Query("a*b c").literal(1) == "c"
    assert Query("a*b c").literal(0) is None
    assert (Query("a b").size, Query("A").cased, Query("a").cased, Query("a", regex=True).size) == (2, True, False, 0)
    assert Query("a").occurs_in("b")
    assert not Query("a", regex=True).occurs_in("b")
    assert Query("Dam").accepts(0, "Dam’s")
    assert not Query("Dam").accepts(0, "dam")


@pytest.mark.parametrize(("query", "regex"), [("", False), ("a *", False), ("**", False), ("(", True), ("a*", True)])
def test_a_query_that_cannot_be_read_is_refused(query: str, regex: bool) -> None:
    with pytest.raises(QueryError, match=r"empty|everything|no regular expression|matches nothing"):
        Query(query, regex=regex)


def test_the_longest_phrase_wins_and_none_overlaps() -> None:
    phrases = Phrases([["old dam"], ["old dam wall", "dam"], ["=IT"]])
    text = "The old dam wall fell. It is IT: the old dam’s. Old. Dam"
    assert [(text[one.start : one.end], one.row) for one in phrases.find(tokenize(text))] == [
        ("old dam wall", 1), ("IT", 2), ("old dam", 0), ("Dam", 1),
    ]  # fmt: skip


def _way_back(cleaned: Cleaned) -> list[int]:
    return [cleaned.mapping(at) for at in range(len(cleaned.text) + 1)]


@pytest.mark.parametrize(
    ("text", "cleaned", "places"),
    [
        ("a\r\nb", "a\nb", [0, 1, 3, 4]),
        ("a\u00adb\u00a0c", "ab c", [0, 2, 3, 4, 5]),
        ("\u200ba", "a", [1, 2]),
        ("a\x00\x00b", "ab", [0, 3, 4]),
        ("\ud800a", "\ufffda", [0, 1, 2]),
        ("itâ€™s", "it’s", [0, 1, 2, 5, 6]),
        ("a\u2028b", "a\nb", [0, 1, 2, 3]),
        ("Ã© and Ã©", "é and é", [0, 2, 3, 4, 5, 6, 7, 9]),
    ],
)
def test_every_character_leads_back(text: str, cleaned: str, places: list[int]) -> None:
    found = clean(text)
    assert found.text == cleaned
    assert _way_back(found) == places


WRAPPED = [
    "Heavy rain fell on the town for the",
    "third day and the bridge over the",
    "river was closed by the council of",
    "the town until the month of May",
]


def test_lines_of_one_width_are_joined_and_lead_back() -> None:
    text = "\n".join(WRAPPED)
    found = unwrap(text)
    assert found.text == " ".join(WRAPPED)
    assert found.counts == {"wrapped lines": 3}
    assert _way_back(found) == [*range(len(text) + 1)]
    assert unwrap("\n".join(WRAPPED[:3])).text == "\n".join(WRAPPED[:3])  # two breaks tell nothing
    indented = "\n  ".join(WRAPPED)
    assert unwrap(indented).text == indented or "\n" not in unwrap(indented).text
    ended = ".\n".join(line[:-1] for line in WRAPPED)
    assert unwrap(ended).text == ended  # most lines end a sentence
    short = "\n".join([*WRAPPED[:2], "river", WRAPPED[3]])
    assert unwrap(short).text == short
    table = "\n".join([WRAPPED[0], "a   b", *WRAPPED[1:]])
    assert unwrap(table).text == table
    divided = "\n".join([*WRAPPED[:2], "river was closed by the old coun-", "cil of the town until May"])
    assert "coun-cil of the" in unwrap(divided).text


def test_how_a_text_was_read_is_told() -> None:
    assert decode("é".encode(), source="a")[1:] == ("utf-8", "strict")
    assert decode("é".encode("utf-16"), source="a") == ("é", "utf-16", "mark")
    assert decode("\ufeffé".encode("utf-32-be"), source="a") == ("é", "utf-32", "mark")
    assert decode("é".encode("cp1252"), source="a", encoding="latin-1") == ("é", "iso8859-1", "given")
    assert decode("ダムは守られた。".encode("iso2022_jp"), source="a")[1:] == ("iso2022_jp", "strict")


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"", None, "a: the file is empty."),
        (b" \n\t", None, "no text, only white space"),
        (b"ab\xe9", "utf-8", "byte 3 cannot be read as utf-8"),
        (b"a", "utf-9", "there is no encoding 'utf-9'"),
        (b"\xff\xfea\0b", None, "mark of UTF-16, but byte 5"),
        (b"\0\1\2\3" * 90, None, "binary file"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_byte(data: bytes, encoding: str | None, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        decode(data, source="a", encoding=encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("“Nice” said the mayor of Besançon, “it’s déjà vu”", "cp1252", "cp1252"),
        ("Zażółć gęślą jaźń, powiedział burmistrz", "cp1250", "cp1250"),
        ("Zażółć gęślą jaźń, powiedział burmistrz", "iso8859_2", "iso8859_2"),
        ("İstanbul’da yağmur yağdı, şehir ıslandı, çocuklar güldü", "cp1254", "cp1254"),
        ("Ūkininkai šiandien pasakė, kad užtvanka išlaikė potvynį", "cp1257", "cp1257"),
        ("Der Fluß stieg über die Brücke in Köln, sagte der Bürgermeister", "mac_roman", "mac_roman"),
        ("Плотина выдержала всю ночь, сказал мэр города Эли", "cp1251", "cp1251"),
        ("ダムは一晩中持ちこたえた、と市長は言った。雨は三日間降り続いた。", "shift_jis", "shift_jis"),
        ("大坝整夜都守住了，市长说。雨下了三天，桥关闭了。", "gbk", "gb18030"),
    ],
)
def test_an_encoding_is_guessed_from_its_letters(text: str, encoding: str, found: str) -> None:
    assert guess(text.encode(encoding)) == found


def test_escapes_tell_their_encoding() -> None:
    assert escaped("댐".encode("iso2022_kr")) == "iso2022_kr"
    assert escaped("ダ".encode("iso2022_jp")) == "iso2022_jp"
    assert escaped(b"plain") is None
    assert escaped(b"\x1b$B\x01\xff") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dam held and it was old", "en"),
        ("The dam held", None),  # three words tell nothing
        ("Dam mill wall farm flood river stone bridge the", None),  # too few function words
        ("Der Damm hat gehalten und es war gut", "de"),
        ("Плотина выдержала, и это было хорошо, что она не упала в реку", "ru"),
        ("Гребля вистояла, і це було добре, що вона не впала в річку її", "uk"),
        ("ダムは守られた", "ja"),
        ("大坝守住了", "zh"),
        ("댐은 밤새 버텼다", "ko"),
        ("Το φράγμα άντεξε", "el"),
        ("The BBC 大坝整夜都守住了市长说雨下了三天", "zh"),
        ("12345 !!", None),
        ("", None),
        ("é", None),
    ],
)
def test_a_language_is_told_or_not(text: str, language: str | None) -> None:
    assert tell_language(text) == language
