"""Tokens and sentences: every offset exact, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.text.tokens import count_words, sentences, tokenize

NEWS = st.text(alphabet=st.sampled_from(list("aIé’'“”\"‘.,!?…-—() \n\t1%$@#uUSsmr\u0301\u200d🙂中")), max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t can't", ["don’t", "can't"]),
        ("Bali’s men", ["Bali’s", "men"]),
        ("U.S.-backed forces", ["U.S.-backed", "forces"]),
        ("Bello Jr.’s plan, Acme Inc.'s", ["Bello", "Jr.’s", "plan", ",", "Acme", "Inc.'s"]),
        ("Corp.'so", ["Corp.", "'", "so"]),
        ("Mr. Bali left.", ["Mr.", "Bali", "left", "."]),
        ("at 3:14am, or 5 a.m. today", ["at", "3:14am", ",", "or", "5", "a.m.", "today"]),
        ("a minute-and-a half recording", ["a", "minute-and-a", "half", "recording"]),
        ("$1,200.50 or 3.5%", ["$", "1,200.50", "or", "3.5", "%"]),
        ("See https://example.org/a?b=c.", ["See", "https://example.org/a?b=c", "."]),
        ("Write to a.b@example.org!", ["Write", "to", "a.b@example.org", "!"]),
        ("#SyriaSiege by @reporter", ["#SyriaSiege", "by", "@reporter"]),
        ("“few days.”", ["“", "few", "days", ".", "”"]),
        ("wait … no ... yes", ["wait", "…", "no", "...", "yes"]),
        ("al-Deiri", ["al-Deiri"]),
    ],
)
def test_words_of_news_stay_whole(text: str, expected: list[str]) -> None:
    assert tokenize(text).words == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“rise against the Crusaders and … take revenge for your religion.” As the man speaks, it ends.", 2),
        ("Sen. J. R. Smith of the U.S. Senate met Gen. Bali at 5 a.m. Tuesday. He left.", 2),
        ("“We must!” he shouted. “Why?” Smith asked. Nobody answered.", 3),
        ("It cost $3.5 million. That is 4.2 percent.", 2),
        ("He lives in the U.S. The law is old.", 2),
        ("The harbour master, Cdr. Holt, met Lieut. Berg there. Both sailed.", 2),
        ("First paragraph without a stop\n\nSecond paragraph", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.one_of(st.text(max_size=200), NEWS))
def test_offsets_are_exact_and_nothing_visible_is_lost(text: str) -> None:
    tokens = tokenize(text)
    covered = set()
    last = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert text[start:end] == word != ""
        assert start >= last
        last = end
        covered.update(range(start, end))
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)


@given(st.one_of(st.text(max_size=200), NEWS))
def test_every_token_lies_in_its_sentence(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.sentences == sorted(tokens.sentences)
    for start, end, number in zip(tokens.starts, tokens.ends, tokens.sentences, strict=True):
        assert tokens.spans[number][0] <= start < end <= tokens.spans[number][1]


def test_the_table_of_tokens_has_the_same_offsets(story: tk.Article) -> None:
    table = tk.tokens(story)
    assert table.columns.tolist() == ["article", "sentence", "token", "lower", "start", "end", "kind"]
    assert all(story.text[start:end] == token for token, start, end in table[["token", "start", "end"]].to_numpy())
    assert int(table.kind.isin(["word", "number", "hashtag", "handle"]).sum()) == count_words(story.text) == 388
