"""Numbers of the tables worked out by hand, and what happens at the bounds of their options."""

from __future__ import annotations

from datetime import datetime
from math import isnan, log2, sqrt
from typing import Any

import numpy as np
import pytest
from scipy import sparse, stats

import toolkit as tk
from tests.outlets import flood
from toolkit.statistics.intervals import log_ratio_interval, rate_interval
from toolkit.statistics.resampling import permutation_p

FLOOD = flood()
Z = float(stats.norm.isf(0.025))


def interval_by_hand(counts: list[int], words: list[int]) -> tuple[float, float]:
    """One term, by the formulas that `rate_interval` states."""
    n, size, total = sum(w > 0 for w in words), sum(words), sum(counts)
    rate = total / size
    variance = 0.0
    for count, length in zip(counts, words, strict=True):
        if length:
            variance += ((count - rate * length) / (1 - length / size)) ** 2
    variance *= (n - 1) / n / size**2
    effect = max(variance / (rate * (1 - rate) / size), 1)
    degrees = min(max(sum(c > 0 for c in counts), 3), n - 1)
    effect *= (stats.t.isf(0.025, degrees) / Z) ** 2
    half = 0.0 if min(total, size - total) < 10 else 0.5
    a, b = total / effect, (size - total) / effect
    return float(stats.beta.ppf(0.025, a + half, b + 1 - half)), float(stats.beta.isf(0.025, a + 1 - half, b + half))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([3, 0, 1, 2, 0, 1], [20, 30, 25, 40, 20, 30]),
        ([9, 0, 0, 0, 0], [50, 60, 70, 80, 90]),
        ([1, 0, 3, 2, 0, 1], [1, 30, 25, 40, 1, 30]),
        ([4, 3, 2, 1], [50, 60, 70, 80]),
        ([10, 9, 8, 9, 10, 9, 0], [100, 90, 80, 100, 90, 100, 0]),
        ([5, 5, 0, 0, 0, 0], [20] * 6),
        ([19, 19, 20, 20, 20], [20] * 5),
        ([2, 3, 4, 1, 0, 0, 0, 0], [100] * 8),
        ([1, 1, 1, 1, 1], [10] * 5),
    ],
)
def test_an_interval_over_articles_equals_its_formulas(counts: list[int], words: list[int]) -> None:
    low, high = rate_interval(np.array(counts)[:, None], words)
    if sum(w > 0 for w in words) < 5:
        assert isnan(low[0])
        assert isnan(high[0])
    else:
        assert (low[0], high[0]) == pytest.approx(interval_by_hand(counts, words))


def test_a_term_of_all_words_or_none_has_the_exact_interval_of_independent_words() -> None:
    low, high = rate_interval(np.array([[0, 10]] * 5), [10] * 5)
    assert low.tolist() == [0, pytest.approx(float(stats.beta.ppf(0.025, 50 / few(), 1)))]
    assert high.tolist() == [pytest.approx(float(stats.beta.isf(0.025, 1, 50))), 1]


def few() -> float:
    """What a variance from five articles costs: t with 4 degrees of freedom."""
    return float(stats.t.isf(0.025, 4) / Z) ** 2


def test_the_interval_of_a_log_ratio_follows_donner_and_zou() -> None:
    r1, l1, u1, r2, l2, u2 = 0.04, 0.03, 0.06, 0.01, 0.005, 0.018
    mine, theirs = (np.array([r1]), np.array([l1]), np.array([u1])), (np.array([r2]), np.array([l2]), np.array([u2]))
    found = log_ratio_interval(mine, theirs)
    below = u2 * (2 * r2 - u2)
    low = (r1 * r2 - sqrt((r1 * r2) ** 2 - l1 * (2 * r1 - l1) * below)) / below
    above = l2 * (2 * r2 - l2)
    high = (r1 * r2 + sqrt((r1 * r2) ** 2 - u1 * (2 * r1 - u1) * above)) / above
    assert (found[0][0], found[1][0]) == pytest.approx((log2(low), log2(high)))


def test_a_reference_without_the_term_bounds_the_log_ratio_on_one_side() -> None:
    mine = np.array([0.04]), np.array([0.03]), np.array([0.06])
    nothing = np.array([0.0]), np.array([0.0]), np.array([0.01])
    low, high = log_ratio_interval(mine, nothing)
    assert np.isfinite(low[0])
    assert isnan(high[0])
    low, high = log_ratio_interval(nothing, mine)
    assert isnan(low[0])
    assert np.isfinite(high[0])


# periods


def dated(day: int, text: str = "rain fell today", month: int = 1) -> tk.Article:
    return tk.Article(id=f"{month}-{day}-{text}", text=text, published=datetime(2026, month, day))


def test_a_period_is_small_below_five_articles_and_then_has_no_interval() -> None:
    articles = [dated(day, f"rain {day}") for day in range(1, 6)] + [
        dated(day, f"rain {day}", 2) for day in range(1, 5)
    ]
    table = tk.timeline(articles, "rain")
    assert table.small.tolist() == [False, True]
    assert table.low.isna().tolist() == table.high.isna().tolist() == [False, True]
    assert (table.low[0], table.high[0]) == pytest.approx([1e6 * bound for bound in interval_by_hand([1] * 5, [2] * 5)])
    assert "1 of 2 periods have fewer than 5 articles" in table.attrs["caption"]


def test_a_period_without_words_has_no_rate_and_no_interval() -> None:
    table = tk.timeline([dated(1, "..."), dated(2, "rain fell", 2)], "rain", interval="wilson")
    assert table.words.tolist() == [0, 2]
    assert table.per_million.isna().tolist() == table.low.isna().tolist() == [True, False]
    low, high = (1e6 * ((0.5 + Z**2 / 4 + sign * Z * sqrt(1 / 8 + Z**2 / 16)) / (1 + Z**2 / 2)) for sign in (-1, 1))
    assert (table.low[1], table.high[1]) == pytest.approx((low, high))


def test_a_rise_is_a_change_in_the_period_in_which_it_begins() -> None:
    articles = [
        dated(day, f"{'rain rain' if month > 2 else 'calm calm'} {day} {month}", month)
        for month in range(1, 5) for day in range(1, 11)
    ]  # fmt: skip
    table = tk.timeline(articles, "rain", changes=True, draws=99)
    assert table.change.tolist() == [False, False, True, False]
    assert table.change_p[2] == pytest.approx(1 / 100)
    assert table.change_p.isna().tolist() == [True, True, False, True]


def test_one_draw_is_enough_and_none_is_not() -> None:
    assert len(tk.timeline(FLOOD, "rain", changes=True, draws=1)) == 7
    for options in ({"draws": 0}, {"alpha": 0}, {"alpha": 1}):
        with pytest.raises(tk.QueryError, match="1 draw or more"):
            tk.timeline(FLOOD, "rain", **options)  # type: ignore[arg-type]


# comparisons


def test_up_to_eight_groups_are_named_as_the_rest() -> None:
    def rest(number: int) -> set[str]:
        articles = [
            tk.Article(id=f"{o}{n}", outlet=f"O{o}", text="The flood, the town.") for o in range(number) for n in "ab"
        ]
        return set(tk.keyness(articles, by="outlet", draws=9).reference)

    assert "rest (O1, O2, O3, O4, O5, O6, O7, O8)" in rest(9)
    assert rest(10) == {"rest (9 groups)"}


def test_two_articles_on_each_side_are_tested_and_one_is_not() -> None:
    def p(target: int, reference: int) -> Any:
        articles = [tk.Article(id=f"t{n}", outlet="A", text="storm came") for n in range(target)]
        articles += [tk.Article(id=f"r{n}", outlet="B", text=f"calm day {'storm' * (n < 2)}") for n in range(reference)]
        return tk.keyness(articles, by="outlet", draws=19, minimum=1).set_index(["group", "term"]).p["A", "storm"]

    assert p(3, 3) <= 1
    assert isnan(p(1, 3))


def test_a_side_without_words_in_the_voices_is_named() -> None:
    mine = tk.Corpus([tk.Article(id="a", text="Rain fell."), tk.Article(id="b", text="Rain came.")])
    theirs = tk.Corpus([tk.Article(id="c", text="“It is all rain now,” Ruiz said.")])
    with pytest.raises(tk.QueryError, match="'target' has no words in the chosen voices"):
        tk.keyness(mine, theirs, voice="direct")
    with pytest.raises(tk.QueryError, match="'reference' has no words in the chosen voices"):
        tk.keyness(theirs, mine, voice="direct")


def test_p_of_a_group_that_is_the_larger_side_mirrors_that_of_the_smaller_one() -> None:
    matrix = sparse.csr_array(np.array([[3], [2], [2], [0], [0], [1], [0], [0], [0], [0]]))
    words = np.array([20, 22, 25, 20, 21, 20, 23, 20, 24, 20])
    small, large = permutation_p(matrix, words, [np.arange(3), np.arange(3, 10)], draws=400, seed=1)[:, 0]
    assert small == pytest.approx(large)
    assert small < 0.1


def test_a_group_of_two_articles_gets_two_in_every_draw() -> None:
    matrix = sparse.csr_array(np.array([[1], [1], [0], [0], [0], [0]]))
    p = permutation_p(matrix, np.full(6, 10), [np.arange(2)], draws=2000, seed=4)[0, 0]
    assert p == pytest.approx(2 / 15, abs=0.03)  # one of the 15 pairs, twice for two sides


# terms


def test_what_is_no_text_among_the_terms_is_named() -> None:
    for given, message in ((["rain", 5], "5 is no text"), ([], "is empty"), (5, "this is int"), (None, "this is None")):
        with pytest.raises(tk.QueryError, match=message):
            tk.timeline(FLOOD, given)  # type: ignore[arg-type]


def test_a_phrase_counts_in_a_voice_only_if_all_of_it_stands_there() -> None:
    article = tk.Article(id="a", text="Ruiz saw rain “fall in the old town” here, he said. Rain fall is rare.")
    both = tk.term_frequency(article, terms=["rain fall"])["count"].tolist()
    outlet = tk.term_frequency(article, terms=["rain fall"], voice="outlet")["count"].tolist()
    assert (both, outlet) == ([1], [1])
    words = tk.term_frequency(article, terms=["town here", "the old town"], voice="outlet")["count"].tolist()
    assert words == [0, 0]


def test_dispersion_needs_two_parts_with_words_and_a_use() -> None:
    one = tk.dispersion(tk.Article(id="a", text="rain fell"), "rain").iloc[0]
    assert isnan(one.DP)
    assert (one["count"], one["range"], one.of_parts) == (1, 1, 1)
    assert one.ARF == 1
    two = tk.dispersion([tk.Article(id="a", text="rain fell"), tk.Article(id="b", text="no sea")], "rain").iloc[0]
    assert two.DP == 0.5
    assert isnan(two.zhang_DC)  # for equal parts only


def test_slices_are_as_equal_as_words_allow() -> None:
    row = tk.dispersion(tk.Article(id="a", text="a b a b a"), "a", parts=2).iloc[0]
    assert (row["range"], row.of_parts) == (2, 2)
    assert tk.dispersion(tk.Article(id="a", text="a b a b a"), "a", parts=5).iloc[0]["range"] == 3


def test_a_concordance_sampled_to_its_size_is_whole() -> None:
    whole = tk.concordance(FLOOD, "rain")
    same = tk.concordance(FLOOD, "rain", sample=len(whole))
    assert same.equals(whole)
    assert "sample" not in same.attrs["caption"]
    fewer = tk.concordance(FLOOD, "rain", sample=len(whole) - 1, seed=2)
    assert fewer.attrs["caption"].startswith(f"a random sample of {len(whole) - 1} of {len(whole)} occurrences")


def test_voices_share_out_all_words_and_come_in_their_order() -> None:
    text = "The dam fell. “The dam was old and bad,” said Ada Moor. It rained."
    table = tk.voices([tk.Article(id=str(n), text=text) for n in range(5)])
    assert table.voice.tolist() == ["outlet", "direct"]
    assert table.words.tolist() == [5 * 8, 5 * 6]
    assert table.share.tolist() == pytest.approx([8 / 14, 6 / 14])
    assert table.articles.tolist() == [5, 5]
    assert table.stretches.tolist() == [10, 5]
    low, high = interval_by_hand([8] * 5, [14] * 5)
    assert (table.low[0], table.high[0]) == pytest.approx((low, high))


def test_parts_without_words_are_no_parts() -> None:
    texts = ["rain fell", "", "rain", "..."]
    row = tk.dispersion([tk.Article(id=str(n), text=text) for n, text in enumerate(texts)], "rain").iloc[0]
    assert (row["range"], row.of_parts) == (2, 2)
    assert pytest.approx(1 / 6) == row.DP


def test_stop_words_are_no_occurrences_but_stay_in_the_number_of_words() -> None:
    from toolkit.analysis import Analysed
    from toolkit.articles import Settings
    from toolkit.statistics.terms import occurrences

    one = Analysed(tk.Article(id="a", text="The rain of the north fell. Rain fell."), Settings())
    found, words = occurrences(one, stop_words="english")
    assert ([occurrence.term for occurrence in found], words) == (["rain", "north", "fell", "rain", "fell"], 8)
    pairs, words = occurrences(one, unit="bigram", stop_words="english")
    assert ([occurrence.term for occurrence in pairs], words) == (["north fell", "rain fell"], 8)
    assert [pair.start for pair in pairs] == [16, 28]
    assert len(occurrences(one, unit="trigram")[0]) == 4
