"""What is mended in a text, and the way back; lines joined or left; scripts side by side; old encodings."""

from __future__ import annotations

from textwrap import fill

import pytest

from toolkit.text.encodings import guess
from toolkit.text.hygiene import clean, unwrap
from toolkit.text.languages import tell_language


def places(text: str) -> list[int]:
    """Where each character of the cleaned text stands in the text given."""
    mapping = clean(text).mapping
    return [mapping(at) for at in range(len(clean(text).text) + 1)]


@pytest.mark.parametrize(
    ("text", "cleaned", "way_back"),
    [
        ("plain", "plain", [0, 1, 2, 3, 4, 5]),
        ("a\r\nb", "a\nb", [0, 1, 3, 4]),
        ("a\r\n\r\nb", "a\n\nb", [0, 1, 3, 5, 6]),
        ("a\u200b\u200bb", "ab", [0, 3, 4]),
        ("\u200ba", "a", [1, 2]),
        ("a\u200b", "a", [0, 2]),
        ("a\u00a0b\x00c", "a bc", [0, 1, 2, 4, 5]),
        ("itâ€™s", "it’s", [0, 1, 2, 5, 6]),
        ("â€œnoâ€\x9d.", "“no”.", [0, 3, 4, 5, 8, 9]),
        ("cafÃ© cafÃ©", "café café", [0, 1, 2, 3, 5, 6, 7, 8, 9, 11]),
        ("a\ncafÃ©\nb cafÃ©", "a\ncafé\nb café", [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 15]),
        ("cafÃ©\r\nit", "café\nit", [0, 1, 2, 3, 5, 7, 8, 9]),
    ],
)
def test_each_character_leads_back_to_its_place(text: str, cleaned: str, way_back: list[int]) -> None:
    assert clean(text).text == cleaned
    assert places(text) == way_back


def test_changes_are_counted_by_kind_and_mended_lines_as_lines() -> None:
    found = clean("cafÃ© cafÃ©\nnone\ncafÃ©\u00a0\u200b\ud800")
    assert dict(found.counts) == {
        "mojibake": 2, "half characters": 1, "invisible characters": 1, "special spaces": 1,
    }  # fmt: skip
    assert not clean("none").mapping
    assert clean("no\u00adne").mapping


LINE = "The council said on Monday that the old bridge over the river was closed"  # 72 characters


def wrapped(width: int, words: str = LINE, times: int = 4) -> str:
    return fill(" ".join([words] * times), width)


@pytest.mark.parametrize("width", [31, 40, 72, 100, 139])
def test_a_paragraph_broken_at_one_width_is_joined(width: int) -> None:
    text = wrapped(width, times=12)
    found = unwrap(text)
    assert found.text == text.replace("\n", " ")
    assert found.counts["wrapped lines"] == text.count("\n")
    assert found.mapping(len(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        wrapped(25),  # too narrow
        wrapped(160, times=12),  # too wide
        "\n".join(wrapped(60).split("\n")[:3]),  # two joints
        wrapped(60) + "\n\nshort\nlines\nstay\nhere",
        wrapped(60).replace("\n", ".\n"),  # every line is a sentence
        wrapped(60).replace("council said", "council  said"),  # columns
        wrapped(60).replace("council said", "council\tsaid"),
        wrapped(60).replace("council said", "council|said"),
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert "short\nlines\nstay\nhere" in unwrap(text).text if "short" in text else unwrap(text).text == text


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen_and_takes_no_space() -> None:
    lines = [
        "The council said on Monday that the old bridge over the well-",
        "known river was closed, and that nobody would be let over it-",
        "Ely included, until the end of May, when the new bridge opens",
        "and the old one is torn down by the guild for good and ever -",
        "as planned.",
    ]
    assert unwrap("\n".join(lines)).text == (f"{lines[0]}{lines[1]} {lines[2]} {lines[3]} {lines[4]}")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("市议会周一投票决定关闭图书馆。", "zh"),
        ("市議会は月曜日に図書館を閉鎖することを決めた。", "ja"),
        ("図書館閉鎖決定市議会月曜日図書館閉鎖の", "ja"),  # one in less than twenty
        ("図書館閉鎖決定市議会月曜日図書館閉鎖決の", "zh"),
        ("としょかん", "ja"),
        ("시의회는 월요일 도서관을 닫기로 결정했다.", "ko"),
        ("iPhone 図書館 の", "ja"),
        ("WordPress 图书馆关闭", "zh"),
        ("WordPress 도서관은", "ko"),
        ("Samsung Electronics 도서 the and of to is was", "en"),
        ("Η βιβλιοθήκη κλείνει.", "el"),
        ("הספרייה נסגרת", "he"),
        ("12:30", None),
        ("12:30 — “14”", None),
        ("№ ½", None),
    ],
)
def test_scripts_tell_a_language_and_latin_words_among_them_do_not(text: str, language: str | None) -> None:
    assert tell_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the of and rain dam wall", "en"),
        ("the of and rain dam", None),  # five words
        ("the of rain dam wall mill", None),  # two function words
        ("the of and " + "rain " * 22, "en"),  # 12 % of them
        ("the of and " + "rain " * 23, None),
    ],
)
def test_a_language_needs_six_words_three_of_its_own_and_an_eighth(text: str, language: str | None) -> None:
    assert tell_language(text) == language


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Fluss stieg über die Brücke; der Bürgermeister schloß sie.", "cp1252"),
        ("“The dam held,” she said – and it’s true.", "cp1252"),
        ("Le café était fermé à Noël, où l’été s’achève.", "cp1252"),
        ("Rada miasta zdecydowała się zamknąć bibliotekę, żeby oszczędzić pieniądze.", "cp1250"),
    ],
)
def test_old_encodings_are_told_by_their_words(text: str, encoding: str) -> None:
    found = guess(text.encode(encoding))
    assert found is not None
    assert text.encode(encoding).decode(found) == text


def test_bytes_with_controls_or_nothing_beyond_them_are_no_text() -> None:
    assert guess(b"\x00\x01\x02\x03\xff\xfe\xfd" * 40) is None
    assert guess(b"\x01\x02\x03\x04\xe9" * 40) != "cp1252"
