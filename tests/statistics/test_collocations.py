"""Words near a word: what a window holds, where it stops, and which count was to be expected."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit as tk
from tests.outlets import flood
from toolkit.measures import association
from toolkit.statistics.collocations import EXPECTED, MEASURES

FLOOD = flood()


def near(text: str, node: str, **options: Any) -> dict[str, int]:
    table = tk.collocations(tk.Article(id="a", text=text), node, minimum=1, **options)
    return dict(zip(table["term"], table["count"], strict=True))


def test_a_window_stops_at_the_end_of_an_article() -> None:  # trap 8
    articles = [tk.Article(id="1", text="one two node"), tk.Article(id="2", text="three node four")]
    table = tk.collocations(articles, "node", window=9, minimum=1)
    assert dict(zip(table["term"], table["count"], strict=True)) == {"one": 1, "two": 1, "three": 1, "four": 1}
    assert table.attrs["denominator"] == {"nodes": 2, "words outside the node": 4, "words in windows": 4}


def test_a_window_stops_at_sentences_paragraphs_and_quotations_if_asked() -> None:
    text = "Far away. He said “the node fell” today. Then it rained.\n\nLast one."
    inside = {"far", "away", "he", "said", "the", "fell", "today", "then", "it", "rained"}
    assert set(near(text, "node", window=20, boundaries=[])) == inside | {"last", "one"}
    assert set(near(text, "node", window=20, boundaries=["paragraph"])) == inside
    assert set(near(text, "node", window=20)) == {"he", "said", "the", "fell", "today"}
    assert set(near(text, "node", window=20, boundaries=["quotation"])) == {"the", "fell"}
    assert near("“A node.” B node “c.”", "node", window=9, boundaries=["quotation"]) == {"a": 1, "b": 1}


def test_a_word_in_two_windows_counts_once_on_the_nearer_side() -> None:
    table = tk.collocations(tk.Article(id="a", text="node x y node z"), "node", window=3, minimum=1).set_index("term")
    assert table["count"].to_dict() == {"x": 1, "y": 1, "z": 1}
    assert (table.left["y"], table.right["y"]) == (1, 0)
    assert (table.left["x"], table.right["x"]) == (0, 1)


def test_sides_of_a_window_can_differ() -> None:
    assert set(near("a b node c d", "node", window=(0, 1))) == {"c"}
    assert set(near("a b node c d", "node", window=(2, 0))) == {"a", "b"}


def test_phrases_and_wildcards_are_nodes() -> None:
    assert near("heavy rain storms came", "rain storm*", window=1) == {"heavy": 1, "came": 1}
    assert near("the rain’s end", "rain", window=1) == {"the": 1, "end": 1}


def test_the_expected_count_is_named_and_follows_its_formula() -> None:  # trap 4
    for kind in EXPECTED:
        table = tk.collocations(FLOOD, "the", window=2, minimum=2, expected=kind)  # type: ignore[arg-type]
        numbers = table.attrs["denominator"]
        nodes, words, near_words = numbers.values()
        row = table.iloc[0]
        by_hand = {
            "window": near_words * row.frequency / words,
            "span": nodes * 4 * row.frequency / (words + nodes),
            "pair": nodes * row.frequency / (words + nodes),
        }[kind]
        assert row.expected == pytest.approx(by_hand)
        assert pytest.approx(np.log2(row["count"] / by_hand)) == row.MI
        assert EXPECTED[kind] == table.attrs["expected"]
        assert EXPECTED[kind] in table.attrs["caption"]


def test_all_measures_are_those_of_the_tables() -> None:
    table = tk.collocations(FLOOD, "the", window=2, minimum=1, measures="all")
    numbers = table.attrs["denominator"]
    cells = table["count"], numbers["words in windows"], table.frequency, numbers["words outside the node"]
    assert set(MEASURES) <= set(table.columns)
    np.testing.assert_allclose(table.G2, association.log_likelihood(*cells))
    np.testing.assert_allclose(table.log_dice, association.log_dice(*cells))
    np.testing.assert_allclose(table.delta_p_node, association.delta_p(*cells, given="second"))
    assert not table[["MI", "t", "G2", "log_dice", "poisson", "fisher"]].isna().any().any()


def test_more_uses_than_nodes_have_no_four_cells() -> None:
    text = "x node x. y z."
    table = tk.collocations(tk.Article(id="a", text=text), "node", expected="pair", minimum=1).set_index("term")
    assert np.isnan(table.loc["x", "G2"])
    assert not np.isnan(table.loc["x", "MI"])


def test_voices_choose_nodes_and_neighbours() -> None:
    text = "The flood rose. “The flood of money stopped,” Ruiz said."
    assert "money" not in near(text, "flood", voice="outlet")
    assert "rose" not in near(text, "flood", voice="direct")
    assert "money" in near(text, "flood", voice="direct")


@pytest.mark.parametrize(
    "options",
    [{}, {"window": (2, 1)}, {"boundaries": ["quotation", "paragraph"]}, {"boundaries": []}, {"voice": "outlet"}],
)
def test_joint_counts_open_into_as_many_sentences(options: dict[str, Any], corpus: tk.Corpus) -> None:
    for source, node in ((FLOOD, "the"), (FLOOD, "critic*"), (corpus, "islamic state")):
        table = tk.collocations(source, node, minimum=1, **options)
        assert len(table)
        for n in range(0, len(table), 6):
            part = table.iloc[[n]]
            found = tk.evidence(source, part)
            assert len(found) == int(part["count"].iloc[0])
        assert len(tk.evidence(source, table)) == table["count"].sum()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["node", "a", "b", "c", "."]), max_size=30), st.integers(0, 3), st.integers(1, 3))
def test_counts_agree_with_a_plain_search(words: list[str], left: int, right: int) -> None:
    text = " ".join(words)
    plain = [word for word in words if word != "."]
    inside = set()
    for place, word in enumerate(plain):
        if word == "node":
            inside |= set(range(max(place - left, 0), min(place + right + 1, len(plain))))
    found = near(text, "node", window=(left, right), boundaries=[])
    for word in "abc":
        assert found.get(word, 0) == sum(plain[place] == word for place in inside)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"window": 0}, "at least one in all"),
        ({"boundaries": ["page"]}, "give a list of sentence"),
        ({"boundaries": "sentence"}, "give a list of sentence"),
        ({"expected": "none"}, "choose from window, span, pair"),
        ({"measures": ["mu"]}, "there is no 'mu'"),
        ({"sort": "z"}, "choose a measure of this table"),
        ({"stop_words": "french"}, "none, english"),
        ({"minimum": 0}, "give 1 or more"),
        ({"voice": "author"}, "is no voice"),
    ],
)
def test_mistakes_about_collocations_are_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        tk.collocations(FLOOD, "rain", **options)
