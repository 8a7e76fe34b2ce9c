"""Which terms of which sides a comparison tests, and what stands in their rows."""

from __future__ import annotations

from math import erfc, isnan, sqrt
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.outlets import flood
from toolkit.measures import comparison

FLOOD = flood()


def side(name: str, *texts: str, outlet: str | None = None) -> list[tk.Article]:
    return [tk.Article(id=f"{name}{n}", text=text, outlet=outlet or name) for n, text in enumerate(texts)]


def rows(*articles: list[tk.Article], **options: Any) -> pd.DataFrame:
    """Two corpora by their term."""
    target, reference = articles
    return tk.keyness(tk.Corpus(target), tk.Corpus(reference), **{"minimum": 1, "draws": 19} | options).set_index(
        "term"
    )


def grouped(*articles: list[tk.Article], **options: Any) -> pd.DataFrame:
    table = tk.keyness([a for part in articles for a in part], by="outlet", **{"minimum": 1, "draws": 19} | options)
    return table.set_index(["group", "term"])


@pytest.mark.parametrize(
    ("mine", "theirs", "tested"),
    [(2, 3, True), (3, 2, True), (1, 3, False), (3, 1, False), (1, 1, False)],
)
def test_a_test_needs_two_articles_on_each_side(mine: int, theirs: int, tested: bool) -> None:
    sides = side("t", *["rain came"] * mine), side("r", *["snow fell"] * theirs)
    two, several = rows(*sides), grouped(*sides)
    assert isnan(two.p["rain"]) == (not tested or mine < 3)
    assert isnan(two.p["snow"]) == (not tested or theirs < 3)
    assert isnan(several.p["t", "rain"]) == (not tested or mine < 3)
    assert isnan(several.p["r", "snow"]) == (not tested or theirs < 3)


def test_two_corpora_are_tested_as_two_groups_are() -> None:
    courier, herald = FLOOD.by("outlet").values()
    two = tk.keyness(courier, herald, minimum=2, draws=199).set_index("term")
    groups = tk.keyness(FLOOD, by="outlet", minimum=2, draws=199).query("group == 'Courier'").set_index("term")
    assert two.p["mayor"] < 0.05
    assert two.p.dropna().to_dict() == pytest.approx(groups.p.dropna().to_dict(), abs=0.05)


def test_two_groups_are_drawn_together_so_that_p_is_one_number() -> None:
    table = tk.keyness(FLOOD[:11], by="outlet", minimum=2, draws=99)
    one, other = (part.set_index("term").p.dropna().to_dict() for _, part in table.groupby("group"))
    assert len(one) > 3
    assert one == other


def test_a_pair_is_tested_without_the_other_groups() -> None:
    others = side("Zeit", *["the flood and the sea and the rain"] * 4)
    pairs = tk.keyness([*FLOOD, *others], by="outlet", compare="pairs", minimum=2, draws=99)
    pair = pairs.query("group == 'Courier' and reference == 'Herald'").set_index("term")
    alone = tk.keyness(FLOOD, by="outlet", minimum=2, draws=99).query("group == 'Courier'").set_index("term")
    assert pair.index.tolist() == alone.index.tolist() or set(pair.index) == set(alone.index)
    assert pair.p["mayor"] == pytest.approx(alone.p["mayor"], abs=0.02)
    assert pair["count_reference"].to_dict() == alone["count_reference"].to_dict()


def test_three_articles_of_the_side_that_uses_a_term_more_are_a_finding() -> None:
    mine = side("t", "rain ice a", "rain ice b", "rain c d", "e f g", "h i j")
    found = rows(mine, side("r", *["wind k l"] * 5))
    assert not isnan(found.p["rain"])
    assert isnan(found.p["ice"])
    assert found.p_adjusted.isna().tolist() == found.p.isna().tolist()


def test_at_equal_rates_the_articles_of_the_group_decide() -> None:
    spread, heaped = ["rain a"] * 3 + ["b c"] * 3, ["rain rain"] + ["rain a"] + ["b c"] * 4
    assert not isnan(rows(side("t", *spread), side("r", *heaped)).p["rain"])
    assert isnan(rows(side("t", *heaped), side("r", *spread)).p["rain"])


def test_the_article_with_most_uses_is_named_the_first_of_equal_ones() -> None:
    mine = side("t", "rain a b", "rain rain sea", "sea sea sea rain rain", "c d e")
    found = rows(mine, side("r", "wind k l", "wind m n"))
    assert found.top_article[["rain", "sea", "a", "c"]].tolist() == ["t1", "t2", "t0", "t3"]
    assert found.top_share[["rain", "sea", "a"]].tolist() == pytest.approx([2 / 5, 3 / 4, 1])
    assert found.dominated[["rain", "sea"]].tolist() == [False, True]
    assert pd.isna(found.top_article["wind"])
    assert isnan(found.top_share["wind"])
    assert not found.dominated["wind"]


def test_half_of_the_uses_in_one_article_do_not_dominate() -> None:
    found = rows(side("t", "rain rain a", "rain b c", "rain d e"), side("r", "wind", "wind"))
    assert found.top_share["rain"] == 0.5
    assert not found.dominated["rain"]


def test_p_of_words_is_that_of_one_degree_of_freedom() -> None:
    found = rows(side("t", "rain rain rain sea", "rain sea b"), side("r", "rain sea sea sea", "sea b c"))
    for term in ("rain", "sea", "b"):
        assert found.p_words[term] == pytest.approx(erfc(sqrt(abs(found.G2[term]) / 2)))


def test_an_article_is_key_from_a_g2_of_3_84_on() -> None:
    reference = side("r", *["calm " * 10] * 10)
    for uses in range(1, 5):
        text = "rain " * uses + "calm " * (40 - uses)
        found = rows(side("t", text, "calm " * 40), [*reference, *side("s", "rain calm")])
        g2 = float(comparison.log_likelihood(uses, 1, 40, 102, signed=True))
        assert found.key_share["rain"] == (0.5 if g2 > 3.8415 else 0)
    assert rows(side("t", "rain " * 9), reference).key_share["rain"] == 1


def test_one_article_has_no_dispersion_and_two_have() -> None:
    reference = side("r", "wind a", "wind b")
    assert rows(side("t", "rain a"), reference).DP.isna().all()
    assert rows(side("t", "rain a", "b c"), reference).DP["rain"] == pytest.approx(0.5)


def test_a_plain_list_of_frequencies_has_no_articles_and_may_have_zeros() -> None:
    target = tk.Corpus(side("t", "rain rain a", "rain b", "a b", "c d", "e f"))
    found = tk.keyness(target, {"rain": 0, "snow": 7, "a": 3}, minimum=1, draws=9).set_index("term")
    assert found.articles_reference.tolist() == [0] * len(found)
    assert found.of_articles_reference.tolist() == [0] * len(found)
    assert found.attrs["denominator"]["reference"] == 10
    assert found.count_reference[["rain", "snow", "a", "b"]].tolist() == [0, 7, 3, 0]
    assert found.articles[["rain", "snow"]].tolist() == [2, 0]
    assert found.p.isna().all()
    assert found.low["rain"] < found.log_ratio["rain"]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ({"rain": -1, "snow": 5}, "or one below"),
        ({"rain": 0, "snow": 0}, "no counts above zero"),
        ({}, "no counts above zero"),
        (pd.DataFrame({"word": ["a"], "uses": [1]}), "no column 'term'; it has word, uses"),
        (pd.DataFrame({"term": ["a"]}), "no column 'count'"),
    ],
)
def test_a_reference_that_cannot_be_read_is_told(reference: Any, message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        tk.keyness(FLOOD, reference)


def test_terms_stand_by_p_and_then_by_the_size_of_the_difference() -> None:
    table = tk.keyness(FLOOD, by="outlet", minimum=1, draws=99)
    for _, part in table.groupby("group"):
        keys = list(zip(part.p.fillna(1), -part.log_ratio.abs(), part.term, strict=True))
        assert keys == sorted(keys)


def test_a_group_without_words_is_named() -> None:
    for silent in (["", ""], ["...", "!"]):
        with pytest.raises(tk.QueryError, match="has no words in the chosen voices"):
            grouped(side("X", *silent), side("Y", "rain came", "snow came", "wind came"))


def test_the_minimum_counts_both_sides_together() -> None:
    found = rows(side("t", "rain snow wind a", "rain b c"), side("r", "rain snow d e", "f g h"), minimum=2)
    assert set(found.index) == {"rain", "snow"}
    assert found["count"].to_dict() == {"rain": 2, "snow": 1}


def test_the_caption_says_how_a_corpus_without_articles_or_groups_was_met() -> None:
    assert tk.keyness(tk.Corpus([]), by="outlet").attrs["caption"].startswith("outlet: there is no article")
    one = tk.keyness(side("a", "rain", "snow"), by="outlet")
    assert "there is only the group a" in one.attrs["caption"]
