"""Each measure by its formula, written out for small numbers, and at the edges where a formula stops to hold."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan, log, log2, log10, nan, sqrt
from typing import Any

import numpy as np
import pytest
from scipy import sparse, stats

from toolkit.measures import agreement_scores, association, comparison, diversity, intervals, readability, spread
from toolkit.measures.unitizing import Continuum, unitizing_alpha

SHORT_G2 = 2 * (10 * log(10 / 5) + 5 * log(5 / 10))  # 10 and 5 of 15 in 100 and 200 words
LONG_G2 = SHORT_G2 + 2 * (90 * log(90 / 95) + 195 * log(195 / 190))
Z = float(stats.norm.isf(0.025))
WIDTH = Z * sqrt(1 / 100 + 1 / 100 - 1 / 1000 - 1 / 2000) / log(2)
D2 = -(2 / 3 * log2(2 / 3) + 1 / 3 * log2(1 / 3)) / log2(3)  # Carroll's
ALD = (3 * log10(3) + 2 * log10(2) + 5 * log10(5)) / 10
PAIR = (10, 20, 40, 1000)  # a pair 10 times, its words 20 and 40 times, in 1000; expected is 0.8
RARE = (1, 200, 100, 1000)  # expected is 20
COUNTS = readability.Counts(letters=100, words=20, sentences=2, syllables=30, polysyllables=3, long_words=4)
NOTHING = readability.Counts(0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        # comparison of two corpora
        (lambda: comparison.expected(10, 5, 100, 200), [5, 10]),
        (lambda: comparison.log_likelihood(10, 5, 100, 200), LONG_G2),
        (lambda: comparison.log_likelihood(10, 5, 100, 200, variant="short"), SHORT_G2),
        (
            lambda: comparison.log_likelihood(10, 5, 100, 200, variant="williams"),
            LONG_G2 / (1 + (3 + 1.5 - 1) * (300 / 15 + 300 / 285 - 1) / 1800),
        ),
        (lambda: comparison.log_likelihood([10, 5], [5, 10], [100, 200], [200, 100], signed=True), [LONG_G2, -LONG_G2]),
        (lambda: comparison.chi_squared(7, 2, 10, 9), 4.33716),
        (lambda: comparison.chi_squared(2, 7, 9, 10, signed=True), -4.33716),
        (lambda: comparison.chi_squared(3, 5, 100, 150, variant="yates"), 0),  # nearer than a half
        (lambda: comparison.fisher_exact([1, 1], [3, 3], [4, 4], [4, 4]), [34 / 70, 34 / 70]),
        (lambda: comparison.fisher_exact(1, 3, 4, 4, alternative="greater"), 69 / 70),
        (lambda: comparison.fisher_exact(1, 3, 4, 4, alternative="less"), 17 / 70),
        (lambda: comparison.log_ratio([10, 0, 10], [5, 5, 0], 100, 200), [2, log2(0.2), log2(0.1 / 0.0025)]),
        (lambda: comparison.log_ratio(10, 5, 100, 200, zero="half"), log2(10.5 / 100 / (5.5 / 200))),
        (lambda: comparison.log_ratio(10, 5, 100, 200, zero="walter"), log2(10.5 / 100.5 / (5.5 / 200.5))),
        (lambda: comparison.log_ratio([0, 10], [5, 0], 100, 200, zero="infinite"), [-inf, inf]),
        (
            lambda: comparison.conservative_log_ratio(
                [100, 100, 10], [100, 100, 20], [1000, 2000, 100], [2000, 1000, 200], variant="normal", tests=1
            ),
            [1 - WIDTH, WIDTH - 1, 0],
        ),
        (
            lambda: comparison.conservative_log_ratio([0, 40], [40, 0], 100, 100, variant="normal", tests=1),
            [-log2(80) + Z * sqrt(2 + 1 / 40 - 0.02) / log(2), log2(80) - Z * sqrt(2 + 1 / 40 - 0.02) / log(2)],
        ),
        (lambda: comparison.percent_difference([2, 2], [1, 0], 10, 10), [100, inf]),
        (lambda: comparison.bayes_factor(10, 5, 100, 200, variant="short"), SHORT_G2 - log(300)),
        (lambda: comparison.effect_size_ll(10, 5, 100, 200), SHORT_G2 / (300 * log(5))),
        (lambda: comparison.effect_size_ll(10, 5, 100, 200, variant="long"), LONG_G2 / (300 * log(5))),
        (lambda: comparison.odds_ratio(2, 1, 10, 10), 2 * 9 / (1 * 8)),
        (lambda: comparison.relative_risk(2, 1, 10, 20), 4),
        (lambda: comparison.simple_maths(2, 1, 1e6, 1e6), 1.5),
        (lambda: comparison.simple_maths(2, 1, 1e6, 2e6, k=2), 4 / 2.5),
        (lambda: comparison.difference_coefficient(3, 1, 10, 10), 0.5),
        (
            lambda: comparison.log_odds_prior([1, 3], [2, 2], 4, 4, prior=[1, 1], variant="difference")[0],
            log(2 / 4) - log(1),
        ),
        (
            lambda: comparison.log_odds_prior([1, 3], [2, 2], 4, 4, prior=[1, 1])[0],
            log(2 / 4) / sqrt(1 / 2 + 1 / 3),
        ),
        (lambda: comparison.jensen_shannon([1, 1, 0], [0, 1, 1], 2, 2, signed=False), [0.25, 0, 0.25]),
        (lambda: comparison.rank_turbulence([5, 3, 0, 0], [0, 0, 3, 5], signed=False).sum(), 1),
        (lambda: comparison.mann_whitney([1, 2, 3], [4, 5, 6]), [6, 0.1]),
        (lambda: comparison.rank_turbulence([5, 3, 1, 0], [0, 0, 0, 4], signed=False).sum(), 1),
        (lambda: comparison.conservative_log_ratio([], [], 10, 10).size, 0),
        (
            lambda: comparison.conservative_log_ratio(1, 10, 100, 100, variant="positive", tests=1),
            log2((1 - 0.95 ** (1 / 11)) / 0.95 ** (1 / 11)),
        ),
        (lambda: comparison.conservative_log_ratio(0, 1, 1000, 1, tests=1), log2(0.975 / 0.025 / 1000)),
        (lambda: comparison.conservative_log_ratio(1, 0, 1, 1000, tests=1), -log2(0.975 / 0.025 / 1000)),
        (lambda: comparison.conservative_log_ratio(0, 0, 10, 10), 0),
        (lambda: comparison.log_likelihood(1, 3, 7, 21) >= 0, True),
        # association of two words
        (lambda: association.average_mutual_information(10, 100, 15, 300), LONG_G2 / (2 * log(2))),
        (lambda: association.mi_log_frequency(*PAIR), log2(10 / 0.8) * log(11)),
        (lambda: association.t_score(*PAIR), 9.2 / sqrt(10)),
        (lambda: association.z_score(*PAIR), 9.2 / sqrt(0.8)),
        (lambda: association.z_score(*PAIR, variant="yates"), 8.7 / sqrt(0.8)),
        (lambda: association.z_score(*RARE, variant="yates"), -18.5 / sqrt(20)),
        (lambda: association.z_score(20, 200, 100, 1000, variant="yates"), -0.5 / sqrt(20)),
        (lambda: association.log_likelihood(*PAIR, variant="simple"), 2 * (10 * log(12.5) - 9.2)),
        (lambda: association.log_likelihood(*RARE, variant="simple"), -2 * (log(1 / 20) + 19)),
        (lambda: association.log_likelihood(*RARE, variant="simple", signed=False), 2 * (log(1 / 20) + 19)),
        (lambda: association.chi_squared(*PAIR), 1000 * (10 * 950 - 10 * 30) ** 2 / (20 * 980 * 40 * 960)),
        (lambda: association.chi_squared(*PAIR, variant="yates"), 1000 * (9200 - 500) ** 2 / (20 * 980 * 40 * 960)),
        (lambda: association.chi_squared(*RARE) < 0, True),
        (lambda: association.chi_squared(*RARE, signed=False) > 0, True),
        (lambda: association.phi_squared(*PAIR), (10 * 950 - 10 * 30) ** 2 / (20 * 980 * 40 * 960)),
        (lambda: association.dice(*PAIR), 20 / 60),
        (lambda: association.log_dice(*PAIR), 14 + log2(1 / 3)),
        (lambda: association.jaccard(*PAIR), 10 / 50),
        (lambda: association.geometric_mean(*PAIR), 10 / sqrt(800)),
        (lambda: association.minimum_sensitivity(*PAIR), 10 / 40),
        (lambda: association.conditional_probability(*PAIR), 10 / 20),
        (lambda: association.conditional_probability(*PAIR, given="second"), 10 / 40),
        (lambda: association.delta_p(*PAIR), 10 / 20 - 30 / 980),
        (lambda: association.delta_p(*PAIR, given="second"), 10 / 40 - 10 / 960),
        (lambda: association.liddell(*PAIR), (10 * 950 - 10 * 30) / (40 * 960)),
        (lambda: association.odds_ratio(*PAIR), 10 * 950 / (10 * 30)),
        (lambda: association.odds_ratio(*PAIR, variant="discounted"), 10.5 * 950.5 / (10.5 * 30.5)),
        (lambda: association.relative_risk(*PAIR), (10 / 40) / (10 / 960)),
        (lambda: association.poisson(1, 20, 40, 1000), -log10(1 - 2.718281828459045**-0.8)),
        (
            lambda: association.poisson(2, 20, 40, 1000, variant="likelihood"),
            -log10(0.8**2 / 2 * 2.718281828459045**-0.8),
        ),
        (lambda: association.poisson(*PAIR, variant="stirling"), 10 * (1 - log10(0.8) - log10(2.718281828459045))),
        (lambda: association.fisher(4, 4, 4, 8), log10(70)),
        (lambda: association.fisher(1, 4, 4, 8), -log10(69 / 70)),
        (lambda: association.log_linear(*PAIR), log(10.5 * 950.5 / (10.5 * 30.5))),
        (
            lambda: association.log_linear(*PAIR, variant="z"),
            log(10.5 * 950.5 / (10.5 * 30.5)) / sqrt(2 / 10.5 + 1 / 30.5 + 1 / 950.5),
        ),
        # spread over parts
        (lambda: spread.parts_with([0, 1, 2]), 2),
        (lambda: spread.variation([1, 2, 3]), sqrt(2 / 3) / 2),
        (lambda: spread.variation([1, 2, 3], sample=True), 0.5),
        (lambda: spread.variation([1, 2, 3], [10, 20, 30]), 0),
        (lambda: spread.variation([[0, 0], [1, 1]]), [nan, 0]),
        (lambda: spread.juilland_d([3, 0]), 0),
        (lambda: spread.juilland_d([2, 1, 0]), 1 - sqrt(2 / 3) / sqrt(2)),
        (lambda: spread.carroll_d2([[2, 2], [2, 0], [0, 0]]), [1, 0, nan]),
        (lambda: spread.carroll_d2([2, 1, 0]), D2),
        (lambda: spread.rosengren_s([4, 0], [1, 3]), 0.25),
        (lambda: spread.lyne_d3([2, 1, 0]), 1 - (1 + 0 + 1) / 12),
        (lambda: spread.zhang_dc([4, 0]), (2 / 2) ** 2 / 2),
        (lambda: spread.gries_dp([1, 0], [1, 3]), 0.75),
        (lambda: spread.gries_dp([1, 0], [1, 3], variant="DPnorm"), 1),
        (lambda: spread.kullback_leibler([[1, 0], [1, 1], [0, 0]]), [1, 0, nan]),
        (lambda: spread.distances([3, 1, 8], 10), [3, 2, 5]),
        (lambda: spread.distances([0], 10), [10]),
        (lambda: spread.distances([], 10).size, 0),
        (lambda: spread.distance_measure([1, 3, 8], 10), (3 + 2 + 10 / 3) / (10 / 3)),
        (lambda: spread.distance_measure([1, 3, 8], 10, variant="AWT"), (1 + 38 / 10) / 2),
        (lambda: spread.distance_measure([1, 3, 8], 10, variant="f_AWT"), 100 / 38),
        (lambda: spread.distance_measure([1, 3, 8], 10, variant="ALD"), ALD),
        (lambda: spread.distance_measure([1, 3, 8], 10, variant="f_ALD"), 10 / 10**ALD),
        (lambda: spread.distance_measure([], 10), nan),
        (lambda: spread.adjusted_frequency([[2, 1, 0], [0, 0, 0]]), [3 * (1 - sqrt(2 / 3) / sqrt(2)), 0]),
        (lambda: spread.adjusted_frequency([2, 1, 0], variant="carroll_Um"), 3 * D2 + (1 - D2) * 3 / 3),
        (lambda: spread.adjusted_frequency([2, 1, 0], variant="rosengren_KF"), (sqrt(2 / 3) + sqrt(1 / 3)) ** 2),
        (lambda: spread.adjusted_frequency([2, 1, 0], variant="engwall_FM"), 2),
        (lambda: spread.adjusted_frequency([2, 1, 0], variant="kromer_UR"), 2.5),
        # readability
        (lambda: readability.flesch_reading_ease(COUNTS), 206.835 - 10.15 - 126.9),
        (lambda: readability.flesch_kincaid(COUNTS), 3.9 + 17.7 - 15.59),
        (lambda: readability.gunning_fog(COUNTS), 0.4 * (10 + 15)),
        (lambda: readability.automated_readability(COUNTS), 4.71 * 5 + 5 - 21.43),
        (lambda: readability.coleman_liau(COUNTS), 5.88 * 5 - 2.96 - 15.8),
        (lambda: readability.lix(COUNTS), 10 + 20),
        (lambda: readability.rix(COUNTS), 2),
        (lambda: readability.smog(COUNTS), nan),
        (lambda: readability.smog(readability.Counts(100, 20, 30, 30, 3, 4)), 1.043 * sqrt(3) + 3.1291),
        (
            lambda: [
                f(NOTHING)
                for f in (
                    readability.flesch_reading_ease,
                    readability.flesch_kincaid,
                    readability.gunning_fog,
                    readability.automated_readability,
                    readability.coleman_liau,
                    readability.lix,
                    readability.rix,
                )
            ],
            [nan] * 7,
        ),
        (lambda: readability.dale_chall(10, 20), 1.579 + 0.992 + 3.6365),
        (lambda: readability.dale_chall(10, 20, variant="1995"), 64 - 9.5 - 13.8),
        # diversity
        (
            lambda: [diversity.type_token_ratio(["a"], variant=v) for v in ("herdan", "somers", "maas", "dugast")],
            [nan] * 4,
        ),
        (lambda: diversity.type_token_ratio(["a", "a"], variant="herdan"), 0),
        (lambda: diversity.type_token_ratio(["a", "a"], variant="corrected"), 0.5),
        (lambda: diversity.type_token_ratio(["a", "b"], variant="dugast"), nan),
        (lambda: diversity.type_token_ratio(["a", "a"], variant="maas"), 1 / log(2)),
        (lambda: diversity.type_token_ratio(["a", "a"], variant="dugast"), log(2)),
        (lambda: diversity.type_token_ratio(list("aab"), variant="somers"), nan),
        (lambda: diversity.type_token_ratio(list("aabc"), variant="somers"), log(log(3)) / log(log(4))),
        (lambda: diversity.type_token_ratio([]), nan),
        (lambda: diversity.moving_average_ttr(list("aab"), window=3), 2 / 3),
        (lambda: diversity.moving_average_ttr(list("aab"), window=4), nan),
        (lambda: diversity.moving_average_ttr(list("aabb"), window=2), (1 + 2 + 1) / 6),
        (lambda: diversity.mtld(list("abcd")), nan),
        (lambda: diversity.mtld([]), nan),
        (lambda: diversity.mtld(list("aa"), threshold=0.5), (2 / 1 + 2 / 1) / 2),
        (lambda: diversity.hdd([str(n) for n in range(42)]), 1),
        (lambda: diversity.hdd([str(n) for n in range(41)]), nan),
        (lambda: diversity.hdd([]), nan),
        (lambda: diversity.mtld(list("aab"), threshold=0.5), 4.5),
        (lambda: diversity.hdd(list("aab"), sample=2), (1 + 2 / 3) / 2),
        (lambda: diversity.yule_k(list("aab")), 1e4 * (5 - 3) / 9),
        (lambda: diversity.yule_k([]), nan),
        (lambda: [diversity.simpson_d(list(text)) for text in ("a", "aa", "aab")], [nan, 1, 2 / 6]),
        # intervals
        (lambda: intervals.wilson([0, 10], 10), [[0, 10 / (10 + Z**2)], [Z**2 / (10 + Z**2), 1]]),
        (lambda: intervals.clopper_pearson([1, 9, 10], 10)[0][0], 1 - 0.975 ** (1 / 10)),
        (lambda: intervals.clopper_pearson([0, 9, 10], 10)[1], [1 - 0.025 ** (1 / 10), 0.975 ** (1 / 10), 1]),
        (lambda: intervals.effective_share(1, 10, 1)[0], 1 - 0.975 ** (1 / 10)),
        (lambda: intervals.effective_share(9, 10, 1)[1], 0.975 ** (1 / 10)),
        (lambda: intervals.effective_share([0, 4], 4, 2, exact=False)[0], [0, stats.beta.ppf(0.025, 2.5, 0.5)]),
        (lambda: intervals.effective_share([0, 4], 4, 2, exact=False)[1], [stats.beta.isf(0.025, 0.5, 2.5), 1]),
        (lambda: intervals.adjusted([0.01, nan, 0.5], variant="bonferroni"), [0.02, nan, 1]),
        (lambda: intervals.adjusted([0.01, nan, 0.02]), [0.02, nan, 0.02]),
        (lambda: intervals.adjusted([nan]), [nan]),
        (lambda: intervals.adjusted([0.01, 0.04], variant="none"), [0.01, 0.04]),
        # agreement
        (lambda: agreement_scores.cohen_kappa([1, 2, 3, 3], [1, 2, 3, 2], weights="linear"), 1 - 1 / (14 / 4)),
        (lambda: agreement_scores.cohen_kappa([], []), nan),
        (lambda: agreement_scores.cohen_kappa([1], [1]), nan),
        (lambda: agreement_scores.fleiss_kappa([[2, 0], [0, 2]]), 1),
        (lambda: agreement_scores.fleiss_kappa(np.zeros((0, 2))), nan),
        (lambda: agreement_scores.fleiss_kappa([[1, 0], [0, 1]]), nan),
        (lambda: agreement_scores.fleiss_kappa([[2, 0], [0, 3]]), nan),
        (lambda: agreement_scores.fleiss_kappa([[2, 0], [2, 0]]), nan),
        (lambda: agreement_scores.fleiss_by_category([[2, 0], [1, 1]]), [1 - 1 / (2 * 2 * 0.75 * 0.25)] * 2),
        (lambda: agreement_scores.krippendorff_alpha([["a", "b", None], ["a", "b", "b"]]), 1),
        (lambda: agreement_scores.krippendorff_alpha([["a", "a"], ["a", "a"]]), nan),
        (lambda: agreement_scores.krippendorff_alpha([["a", "a"], ["b", "a"]]), 1 - 3 * 2 / (2 * 3 * 1)),
        (
            lambda: agreement_scores.krippendorff_alpha([[0, 2], [0, 4]], level="ratio"),
            1 - 3 * (8 / 36) / (2 * (4 + 4 / 36)),
        ),
        (
            lambda: agreement_scores.kappa_of(np.array([[[1, 1], [0, 2]], [[2, 0], [0, 2]], [[3, 0], [0, 0]]])),
            [0.5, 1, nan],
        ),
        (lambda: agreement_scores.kappa_of(np.array([[1, 1], [0, 2]]), pooled=True), (0.75 - 0.53125) / (1 - 0.53125)),
        (lambda: agreement_scores.coincidences(np.array([[2.0, 1], [0, 3], [1, 0]])), [[1, 1], [1, 3]]),
        # units of free length
        (lambda: unitizing_alpha({"c": [Continuum(10, (((0, 4),), ((0, 4),)))]}), 1),
        (lambda: unitizing_alpha({"c": [Continuum(10, ((), ()))]}), nan),
    ],
)
def test_a_measure_equals_its_formula(found: Callable[[], Any], wanted: Any) -> None:
    given = np.asarray(found())
    assert given.dtype != object  # a number, if only NaN
    np.testing.assert_allclose(given.astype(float), np.asarray(wanted, dtype=float), rtol=2e-4, atol=1e-9)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("W.H.O.", 5), ("U.S", 2), ("end.", 1), ("1990", 1), ("didn't", 2), ("don't", 1), ("can't", 1),
        ("isn’t", 2), ("the", 1), ("miller's", 2), ("café", 2), ("radio", 3), ("walked", 1), ("wanted", 2),
        ("suppose", 2), ("described", 2),
        ("", 1),
    ],
)  # fmt: skip
def test_syllables_of_words_with_marks(word: str, syllables: int) -> None:
    assert readability.syllables(word) == syllables


def test_words_are_long_from_seven_letters_and_heavy_from_three_syllables() -> None:
    found = readability.count(["garden", "gardens", "mill", "government", "it's"], 2)
    assert found == readability.Counts(letters=30, words=5, sentences=2, syllables=9, polysyllables=1, long_words=2)


def test_the_bound_of_a_log_ratio_is_that_of_its_tests_and_its_level() -> None:
    bound = comparison.conservative_log_ratio
    assert bound([40, 1], [10, 1], 1000, 1000)[0] == bound(40, 10, 1000, 1000, tests=2)
    assert bound(40, 10, 1000, 1000, tests=1) > bound(40, 10, 1000, 1000, tests=2) > 0
    assert bound(40, 10, 1000, 1000, level=0.9) > bound(40, 10, 1000, 1000, level=0.95)
    assert bound(10, 40, 1000, 1000) == pytest.approx(-float(bound(40, 10, 1000, 1000)))
    assert bound(10, 10, 1000, 1000) == 0
    assert bound(10, 10, 1000, 1000, variant="positive") < 0
    assert bound(0, 10, 1000, 1000) < 0 < bound(10, 0, 1000, 1000)
    low = stats.beta.ppf(0.05, 40, 11)
    assert bound(40, 10, 1000, 2000, variant="positive", tests=1) == pytest.approx(log2(2 * low / (1 - low)))
    low = stats.beta.ppf(0.025, 40, 11)
    assert bound(40, 10, 1000, 2000, tests=1) == pytest.approx(log2(2 * low / (1 - low)))
    low = stats.beta.ppf(0.025, 10, 1)
    assert bound(10, 0, 1000, 1000, tests=1) == pytest.approx(log2(low / (1 - low)))
    assert bound(0, 10, 1000, 1000, variant="positive") == -inf


ROWS = [[2, 1, 0, 1], [0, 0, 0, 0], [5, 5, 5, 5], [0, 0, 9, 1], [1, 0, 0, 0]]
OF_ROWS = {
    "range": spread.parts_with, "variation": spread.variation, "D": spread.juilland_d, "D2": spread.carroll_d2,
    "S": spread.rosengren_s, "D3": spread.lyne_d3, "DC": spread.zhang_dc, "DP": spread.gries_dp,
    "KLD": spread.kullback_leibler,
    **{
        form: (lambda rows, form=form: spread.adjusted_frequency(rows, variant=form))
        for form in ("juilland_U", "carroll_Um", "rosengren_KF", "engwall_FM", "kromer_UR")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", OF_ROWS)
def test_several_terms_at_once_are_measured_one_by_one(name: str) -> None:
    np.testing.assert_allclose(OF_ROWS[name](ROWS), [OF_ROWS[name](row) for row in ROWS])


def test_a_term_is_measured_over_more_parts_than_are_looked_at_together() -> None:
    counts = np.zeros(20_002)
    counts[[0, 1, 20_001]] = 1, 2, 3
    sizes = np.arange(1, 20_003)
    found = spread.sparse_gries_dp(sparse.csr_array(counts[:, None]), sizes)
    np.testing.assert_allclose(found, [spread.gries_dp(counts, sizes)])


def test_a_unit_of_one_word_fits_into_a_gap_of_one_word() -> None:
    """A text of 4: both mark its first word, one also the third. Do = 2 (1) / (2 1 4²); De by counting all places."""
    found = unitizing_alpha({"c": [Continuum(4, (((0, 1), (2, 3)), ((0, 1),)))]})
    placed = 3 * (1 + 1 + 3)  # each of three units in each word of the gaps
    np.testing.assert_allclose(found, 1 - (2 / 32) / (2 / 4 * placed / (8 * 7)))


def test_one_use_is_a_use() -> None:
    assert not isnan(float(spread.carroll_d2([1, 0])))
    assert spread.adjusted_frequency([1, 0], variant="kromer_UR") == 1
    assert comparison.log_ratio([1, 10], [10, 1], 100, 100).tolist() == pytest.approx([-log2(10), log2(10)])


def test_a_stack_of_tables_is_measured_table_by_table() -> None:
    counts = np.array([[2.0, 1, 0], [0, 3, 0], [1, 1, 1], [1, 0, 0]])
    together = agreement_scores.coincidences(counts)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        stack = agreement_scores.alpha_of(np.stack([together, together.T * 2, np.eye(3)]), [1, 2, 4], level)
        alone = [agreement_scores.alpha_of(one, [1, 2, 4], level) for one in (together, together.T * 2, np.eye(3))]
        np.testing.assert_allclose(stack, alone)
    tables = np.array([[[3.0, 1], [0, 2]], [[1, 5], [2, 2]]])
    for pooled in (True, False):
        np.testing.assert_allclose(
            agreement_scores.kappa_of(tables, pooled=pooled),
            [agreement_scores.kappa_of(table, pooled=pooled) for table in tables],
        )


def test_no_number_stands_for_what_a_formula_cannot_tell() -> None:
    assert isnan(float(spread.gries_dp([0, 0])))
    assert isnan(float(comparison.relative_risk(0, 0, 10, 10)))
    assert float(association.mutual_information(0, 5, 5, 100)) == -inf


def test_units_one_word_apart_disagree_by_their_edges() -> None:
    """A text of 6: one person marks 1-3, the other 2-4. Do = 2 (1 + 1) / (2 1 6²); De by counting all places."""
    found = unitizing_alpha({"c": [Continuum(6, (((1, 3),), ((2, 4),)))]})
    gaps = [1, 3, 2, 2]
    placed = sum(4 * (gap - 1) for gap in gaps if gap >= 2) * 2  # each of two units in each gap that holds it
    cubes = 2 * (2 * 8 - 3 * 4 + 2) / 3
    expected = 2 / 6 * ((2 - 1) * cubes + placed) / (12 * 11 - 2 * 2)
    np.testing.assert_allclose(found, 1 - (4 / 72) / expected)
