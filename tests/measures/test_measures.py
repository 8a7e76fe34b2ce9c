"""Every measure against values that others published or computed, to the printed precision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.measures import agreement_scores, association, comparison, diversity, intervals, readability, spread

GOLD = ROOT / "tests" / "gold"
UCS = pd.read_csv(GOLD / "association_scores.csv")
LOG_RATIOS = pd.read_csv(GOLD / "log_ratios.csv")
CQPWEB = pd.read_csv(GOLD / "cqpweb_log_ratios.csv")
A = association


def log10(measure: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *cells: np.log10(measure(*cells))


ASSOCIATION: dict[str, Callable[..., Any]] = {
    "Dice": A.dice,
    "Fisher.pv": A.fisher,
    "Jaccard": A.jaccard,
    "MI": partial(A.mutual_information, base=10),
    "MI2": partial(A.mutual_information, variant="MI2", base=10),
    "MI3": partial(A.mutual_information, variant="MI3", base=10),
    "MS": A.minimum_sensitivity,
    "Poisson.Stirling": partial(A.poisson, variant="stirling"),
    "Poisson.pv": A.poisson,
    "average.MI": partial(A.average_mutual_information, base=10),
    "chi.squared": A.chi_squared,
    "chi.squared.corr": partial(A.chi_squared, variant="yates"),
    "gmean": A.geometric_mean,
    "local.MI": partial(A.local_mutual_information, base=10),
    "log.likelihood": A.log_likelihood,
    "odds.ratio": log10(A.odds_ratio),
    "odds.ratio.disc": log10(partial(A.odds_ratio, variant="discounted")),
    "relative.risk": log10(A.relative_risk),
    "simple.ll": partial(A.log_likelihood, variant="simple"),
    "t.score": A.t_score,
    "z.score": A.z_score,
    "z.score.corr": partial(A.z_score, variant="yates"),
}


def test_every_score_of_the_gold_is_compared() -> None:
    assert set(UCS.columns) == {*ASSOCIATION, "f", "f1", "f2", "N"}


@pytest.mark.parametrize("name", ASSOCIATION)
def test_association_equals_the_ucs_toolkit_in_all_rows(name: str) -> None:
    gold = UCS[name].replace(1e7, np.inf) if name == "odds.ratio" else UCS[name]  # UCS prints infinity so
    found = ASSOCIATION[name](UCS.f, UCS.f1, UCS.f2, UCS.N)
    np.testing.assert_allclose(found, gold, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("column", "measure"),
    [
        ("lr", comparison.log_ratio),
        ("clr", partial(comparison.conservative_log_ratio, variant="normal", level=0.99)),
        ("lrc", comparison.conservative_log_ratio),
        ("lrc_positive", partial(comparison.conservative_log_ratio, variant="positive")),
        ("lrc_normal", partial(comparison.conservative_log_ratio, variant="normal")),
    ],
)
def test_log_ratios_equal_evert_in_all_rows(column: str, measure: Callable[..., Any]) -> None:
    g = LOG_RATIOS
    found = measure(g.f, g.f2 - g.f, g.f1, g.N - g.f1)
    np.testing.assert_allclose(found, g[column], rtol=1e-9, atol=1e-10)


def cqpweb(measure: str) -> tuple[pd.DataFrame, tuple[Any, ...]]:
    rows = CQPWEB[CQPWEB.measure == measure]
    return rows, (rows.f, rows.f2 - rows.f, 168329, 19720567 - 168329)


def test_log_ratios_equal_cqpweb_to_three_digits() -> None:
    rows, cells = cqpweb("log_ratio")
    assert len(rows) == 288
    np.testing.assert_allclose(comparison.log_ratio(*cells), rows.value, atol=0.0006, rtol=0)


def test_conservative_log_ratios_follow_cqpweb_where_it_is_above_zero() -> None:
    rows, cells = cqpweb("conservative")
    found = comparison.conservative_log_ratio(*cells, variant="normal", tests=7160)
    above = rows.value.to_numpy() > 0
    assert above.sum() > 300
    np.testing.assert_allclose(found[above], rows.value[above], atol=0.0006, rtol=0)
    assert (found[~above] <= 0).all()


def test_expected_counts_equal_cqpweb() -> None:
    for measure in ("log_ratio", "conservative"):
        rows, _ = cqpweb(measure)
        np.testing.assert_allclose(A.expected(168329, rows.f2, 19720567), rows.e, atol=0.001, rtol=3e-5)


TABLE = (10, 5, 100, 200)
SMALL = (7, 2, 10, 9)  # b in quanteda.textstats: 7 of 10 against 2 of 9


@pytest.mark.parametrize(
    ("found", "published", "digits"),
    [
        (lambda: comparison.log_likelihood(*TABLE, variant="short"), 6.931472, 6),
        (lambda: comparison.log_likelihood(*TABLE), 7.329812, 6),  # quanteda.extras
        (lambda: comparison.log_likelihood(10, 0, 3 + 10, 31764), 167.23, 2),  # Dunning's cells in Wordless
        (lambda: comparison.log_likelihood(*SMALL), 4.534939, 6),
        (lambda: comparison.log_likelihood(*SMALL, variant="williams"), 4.200833, 6),
        (lambda: comparison.chi_squared(*SMALL), 4.337160, 6),
        (lambda: comparison.chi_squared(*SMALL, variant="yates"), 2.632438, 6),
        (lambda: comparison.fisher_exact(1, 3, 4, 4), 0.486, 3),  # Pedersen 1996
        (lambda: comparison.fisher_exact(1, 3, 4, 4, alternative="less"), 0.243, 3),
        (lambda: comparison.fisher_exact(1, 3, 4, 4, alternative="greater"), 0.986, 3),
        (lambda: comparison.odds_ratio(*SMALL), 8.1667, 4),
        (lambda: comparison.fisher_exact(*SMALL), 0.069779, 6),
        (lambda: comparison.log_ratio(*TABLE), 2.0, 10),
        (
            lambda: comparison.percent_difference(206523, 178174, 959641, 1562358),
            88.710409,
            6,
        ),  # Gabrielatos, Marchi 2011
        (lambda: comparison.bayes_factor(*TABLE, variant="short"), 1.227689, 6),
        (lambda: comparison.bayes_factor(*TABLE), 1.626029, 6),
        (lambda: comparison.effect_size_ll(*TABLE), 0.014356, 6),
        (lambda: comparison.odds_ratio(16217, 735, 2796938, 2087946), 16.561212, 6),  # Pojanapunya, Todd 2016
        (lambda: comparison.relative_risk(16217, 735, 2796938, 2087946), 16.470986, 6),
        (lambda: comparison.simple_maths(35, 263, 112289811, 1559717242), 1.1224, 4),  # Kilgarriff 2009
        (lambda: comparison.difference_coefficient(18, 35, 1e6, 1e6), -0.32, 2),  # Hofland, Johansson 1982
        (lambda: comparison.mann_whitney([12, 15, 18, 24, 88], [3, 3, 13, 27, 33])[0], 31.0, 1),  # Kilgarriff 2001
        (lambda: A.mutual_information(8, 1105, 44, 15_000_000), 11.3, 1),  # Church, Hanks 1990
        (lambda: A.dice(130, 3121, 143), 0.08, 2),  # Smadja 1996
        (lambda: A.dice(1, 15334, 2), 0.000130412, 9),
        (lambda: A.log_dice(1, 15334, 2), 1.095365, 6),
        (lambda: A.delta_p(5610, 174548, 7867, 10409868), 0.032, 3),  # Gries 2013
        (lambda: A.delta_p(5610, 174548, 7867, 10409868, given="second"), 0.697, 3),
        (lambda: A.minimum_sensitivity(17, 257, 1018), 0.016699, 6),  # Pedersen, Bruce 1996
        (lambda: 100 * A.conditional_probability(28, 15768, 8030), 0.178, 3),  # Durrant 2008, in percent
        (lambda: 100 * A.conditional_probability(28, 15768, 8030, given="second"), 0.349, 3),
        (lambda: A.phi_squared(31950, 43954, 36743, 897077), 0.62, 2),  # Church, Gale 1991
        (lambda: A.dice(2, 3, 3), 0.667, 3),  # "other capital" in quanteda.textstats
        (lambda: A.chi_squared(2, 3, 3, 9), 2.25, 2),
        (lambda: A.log_likelihood(2, 3, 3, 9), 2.231, 3),
    ],
)
def test_published_values(found: Callable[[], Any], published: float, digits: int) -> None:
    assert round(float(found()), digits) == published


def test_normalised_mutual_information_runs_from_one_to_minus_one() -> None:
    assert A.normalised_mutual_information([10, 1, 0], 10, 10, 100).round(10).tolist() == [1, 0, -1]  # Bouma 2009


def test_the_prior_of_log_odds_by_hand() -> None:
    # term one: ln((10+15)/(400-25)) - ln((5+15)/(500-20)); variance 1/25 + 1/20 (Monroe et al. 2008, eq. 16 to 22)
    difference = np.log(25 / 375) - np.log(20 / 480)
    found = comparison.log_odds_prior([10, 90], [5, 195], 100, 200)
    assert found[0] == pytest.approx(difference / np.sqrt(1 / 25 + 1 / 20))
    flat = comparison.log_odds_prior([10, 90], [5, 195], 100, 200, prior=0.01, variant="difference")
    assert flat[0] == pytest.approx(np.log(10.01 / 90.01) - np.log(5.01 / 195.01))


def test_contributions_add_up_to_the_divergence() -> None:
    a, b = [4, 3, 0, 1], [0, 3, 5, 2]
    p, q = np.array(a) / 8, np.array(b) / 10
    m = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = 0.5 * np.nansum(p * np.log2(p / m)) + 0.5 * np.nansum(q * np.log2(q / m))
    assert comparison.jensen_shannon(a, b, 8, 10, signed=False).sum() == pytest.approx(whole)
    disjoint = comparison.rank_turbulence([2, 1, 0, 0], [0, 0, 2, 1], signed=False)
    assert disjoint.sum() == pytest.approx(1)


PARTS = [9, 10, 10, 10, 11]


@pytest.mark.parametrize(
    ("found", "published", "digits"),
    [
        (lambda: spread.juilland_d([0, 4, 3, 2, 1]), 0.6464, 4),  # Carroll 1970
        (lambda: spread.juilland_d([1, 2, 3, 4, 5], PARTS), 0.7852, 4),
        (lambda: spread.carroll_d2([2, 1, 1, 1, 0]), 0.8277, 4),
        (lambda: spread.rosengren_s([1, 2, 3, 4, 5]), 0.937, 3),  # Gries 2008 from here on
        (lambda: spread.rosengren_s([1, 2, 3, 4, 5], PARTS), 0.9498, 4),
        (lambda: spread.lyne_d3([1, 2, 3, 4, 5]), 0.944, 3),
        (lambda: spread.zhang_dc([1, 2, 3, 4, 5]), 0.937, 3),
        (lambda: spread.gries_dp([2, 1, 0]), 0.3333, 4),  # Lijffijt, Gries 2012
        (lambda: spread.gries_dp([2, 1, 0], variant="DPnorm"), 0.5, 4),
        (lambda: spread.gries_dp([1, 2, 3, 4, 5], PARTS), 0.18, 4),
        (lambda: spread.gries_dp([1, 2, 3, 4, 5], PARTS, variant="DPnorm"), 0.2195, 4),
        (lambda: spread.gries_dp([3, 3, 3]), 0.0, 4),
        (lambda: spread.kullback_leibler([1, 2, 3, 4, 5]), 0.1727, 4),
        (lambda: spread.adjusted_frequency([0, 4, 3, 2, 1]), 6.46, 2),
        (lambda: spread.adjusted_frequency([2, 2, 2, 2, 2]), 10, 2),
        (lambda: spread.adjusted_frequency([4, 2, 1, 1, 0]), 4.609, 3),
        (lambda: spread.adjusted_frequency([2, 1, 1, 1, 0], variant="carroll_Um"), 4.31, 2),
        (lambda: spread.adjusted_frequency([4, 2, 1, 1, 0], variant="carroll_Um"), 6.424, 3),
        (lambda: spread.adjusted_frequency([1, 2, 3, 4, 5], variant="carroll_Um"), 14.108, 3),
        (lambda: spread.adjusted_frequency([2, 2, 2, 2, 1], variant="rosengren_KF"), 8.86, 2),
        (lambda: spread.adjusted_frequency([4, 2, 1, 1, 0], variant="rosengren_KF"), 5.863, 3),
        (lambda: spread.adjusted_frequency([1, 2, 3, 4, 5], variant="rosengren_KF"), 14.053, 3),
        (lambda: spread.adjusted_frequency([4, 2, 1, 1, 0], variant="engwall_FM"), 6.4, 1),
        (lambda: spread.adjusted_frequency([1, 2, 3, 4, 5], variant="engwall_FM"), 15, 2),
        (lambda: spread.adjusted_frequency([2, 1, 1, 1, 0], variant="kromer_UR"), 4.5, 1),
        (lambda: spread.adjusted_frequency([0, 0, 0, 0]), 0, 1),
    ],
)
def test_dispersion_equals_what_was_published(found: Callable[[], Any], published: float, digits: int) -> None:
    assert round(float(found()), digits) == published


GRIES = "b a m n i b e u p k b a s a t b e w q n b c a g a b e s t a b a g h a b e a a t b a h a a b e a x a".split()


@pytest.mark.parametrize(
    ("variant", "published", "digits"),
    [("ALD", 0.628, 3), ("ARF", 10.8, 1), ("AWT", 3.18, 2), ("f_ALD", 11.764, 3), ("f_AWT", 9.328, 3)],
)
def test_distances_in_the_example_corpus_of_gries_2008(variant: Any, published: float, digits: int) -> None:
    positions = [n for n, letter in enumerate(GRIES) if letter == "a"]
    assert round(spread.distance_measure(positions, len(GRIES), variant=variant), digits) == published
    assert np.isnan(spread.distance_measure([], len(GRIES), variant=variant))


@settings(deadline=None)
@given(
    counts=st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=8),
    sizes=st.lists(st.integers(10, 99), min_size=8, max_size=8),
)
def test_sparse_dispersion_equals_the_dense_one(counts: list[list[int]], sizes: list[int]) -> None:
    from scipy import sparse

    parts = sizes[: len(counts)]
    found = spread.sparse_gries_dp(sparse.csr_array(np.array(counts)), parts)
    np.testing.assert_allclose(found, spread.gries_dp(np.array(counts).T, parts), atol=1e-12)


SENTENCES = "This is a sentence .".split() * 20


def test_diversity_by_its_formulas() -> None:
    ratio = diversity.type_token_ratio
    assert ratio(SENTENCES) == 5 / 100
    assert ratio(SENTENCES, variant="corrected") == pytest.approx(5 / np.sqrt(200))
    assert ratio(SENTENCES, variant="root") == pytest.approx(5 / np.sqrt(100))
    assert ratio(SENTENCES, variant="herdan") == pytest.approx(np.log(5) / np.log(100))
    assert ratio(SENTENCES, variant="somers") == pytest.approx(np.log(np.log(5)) / np.log(np.log(100)))
    assert ratio(SENTENCES, variant="maas") == pytest.approx((np.log(100) - np.log(5)) / np.log(100) ** 2)
    assert ratio(SENTENCES, variant="dugast") == pytest.approx(np.log(100) ** 2 / (np.log(100) - np.log(5)))
    assert diversity.moving_average_ttr(SENTENCES * 10, window=500) == 5 / 500
    assert diversity.mtld(SENTENCES) == pytest.approx(100 / 14)  # Wordless
    assert diversity.yule_k(SENTENCES) == 1e4 * (5 * 20**2 - 100) / 100**2
    assert diversity.simpson_d(SENTENCES) == (5 * 20**2 - 100) / (100 * 99)
    never = np.prod([(80 - k) / (100 - k) for k in range(42)])
    assert diversity.hdd(SENTENCES) == pytest.approx(5 * (1 - never) / 42)


def test_what_a_text_is_too_short_for_is_missing() -> None:
    assert np.isnan(diversity.moving_average_ttr(["a"] * 9, window=10))
    assert np.isnan(diversity.hdd(["a"] * 41))
    assert np.isnan(diversity.mtld(["a", "b", "c"]))
    assert all(np.isnan(f([])) for f in (diversity.type_token_ratio, diversity.yule_k, diversity.mtld))
    assert np.isnan(readability.smog(readability.count(["word"] * 50, 29)))
    assert np.isnan(readability.flesch_reading_ease(readability.count([], 0)))


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=20, max_size=60), st.integers(1, 20))
def test_moving_windows_equal_their_definition(terms: list[str], window: int) -> None:
    slow = np.mean([len(set(terms[n : n + window])) / window for n in range(len(terms) - window + 1)])
    assert diversity.moving_average_ttr(terms, window=window) == pytest.approx(slow)


def test_readability_equals_what_was_published() -> None:
    cat = readability.count("The cat in the hat ate breakfast".split(), 1)
    assert round(readability.flesch_reading_ease(cat)) == 103  # quanteda.textstats
    assert round(readability.gunning_fog(cat), 1) == 2.8
    ham = readability.count("The cat in the hat at green ham and eggs".split(), 1)
    once = readability.count("Once upon a time".split(), 1)
    assert round(readability.flesch_reading_ease(ham), 3) == 112.085
    assert round(readability.flesch_reading_ease(once), 3) == 97.025
    for percent, words, printed in ((5, 19, 5.3684), (15, 15, 6.7490), (15, 19, 6.9474)):  # Dale and Chall 1948
        assert round(readability.dale_chall(percent, words), 4) == printed


def test_readability_formulas_by_hand() -> None:
    c = readability.Counts(letters=500, words=100, sentences=5, syllables=150, polysyllables=10, long_words=20)
    assert readability.flesch_kincaid(c) == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert readability.automated_readability(c) == pytest.approx(4.71 * 5 + 0.5 * 20 - 21.43)
    assert readability.coleman_liau(c) == pytest.approx(0.0588 * 500 - 0.296 * 5 - 15.8)
    assert (readability.lix(c), readability.rix(c)) == (40, 4)
    many = readability.Counts(letters=0, words=300, sentences=30, syllables=0, polysyllables=30, long_words=0)
    assert readability.smog(many) == pytest.approx(1.0430 * np.sqrt(30) + 3.1291)
    assert readability.dale_chall(10, 20, variant="1995") == pytest.approx(64 - 9.5 - 13.8)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("said", 1), ("called", 1), ("wanted", 2), ("people", 2), ("government", 3), ("idea", 3), ("U.S.", 2),
        ("didn’t", 2), ("don't", 1), ("nation", 2), ("being", 2), ("houses", 2), ("times", 1), ("2019", 1), ("café", 2),
    ],
)  # fmt: skip
def test_syllables_by_spelling(word: str, syllables: int) -> None:
    assert readability.syllables(word) == syllables


_ = None
KRIPPENDORFF = [  # Krippendorff 2011, section C: four observers, twelve units, gaps
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_equals_krippendorff_2011(level: Any, published: float) -> None:
    assert round(agreement_scores.krippendorff_alpha(KRIPPENDORFF, level=level), 3) == published


def test_kappas_equal_their_papers() -> None:
    fleiss = [  # Fleiss 1971 as in the usual worked example: ten units, fourteen raters, five labels
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    assert round(agreement_scores.fleiss_kappa(fleiss), 3) == 0.210
    first, second = ["y"] * 25 + ["n"] * 25, ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert agreement_scores.cohen_kappa(first, second) == pytest.approx(0.4)
    assert np.isnan(agreement_scores.cohen_kappa(["y"], ["y"]))
    assert np.isnan(agreement_scores.fleiss_kappa([[1, 1], [2, 1]]))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_cohen_equals_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    first, second = [x for x, _ in pairs], [y for _, y in pairs]
    if len({*first, *second}) > 1:
        for ours, theirs in (("none", None), ("linear", "linear"), ("quadratic", "quadratic")):
            labels = sorted({*first, *second})
            found = agreement_scores.cohen_kappa(first, second, weights=ours)  # type: ignore[arg-type]
            gold = cohen_kappa_score(first, second, weights=theirs, labels=labels)
            assert found == pytest.approx(gold, nan_ok=True)


def test_intervals_of_shares() -> None:
    low, high = intervals.wilson([0, 1, 10], [10, 10, 10])
    np.testing.assert_allclose(low, [0, 0.0179, 0.7225], atol=1e-4)
    np.testing.assert_allclose(high, [0.2775, 0.4042, 1], atol=1e-4)
    low, high = intervals.clopper_pearson([0, 1, 10], 10)
    np.testing.assert_allclose(low, [0, 0.0025, 0.6915], atol=1e-4)
    np.testing.assert_allclose(high, [0.3085, 0.4450, 1], atol=1e-4)


def test_corrections_leave_missing_ones_out() -> None:
    p = [0.01, 0.02, np.nan, 0.5]
    np.testing.assert_allclose(intervals.adjusted(p), [0.03, 0.03, np.nan, 0.5])
    np.testing.assert_allclose(intervals.adjusted(p, variant="bonferroni"), [0.03, 0.06, np.nan, 1])
    np.testing.assert_allclose(intervals.adjusted(p, variant="none"), p)


# The traps that separate implementations from each other, one test each.


def test_trap_the_short_and_the_long_form_of_g2_differ() -> None:
    short, long = (float(comparison.log_likelihood(*TABLE, variant=v)) for v in ("short", "long"))  # type: ignore[arg-type]
    assert (round(short, 2), round(long, 2)) == (6.93, 7.33)


def test_trap_only_the_long_form_follows_chi_squared() -> None:
    generator = np.random.default_rng(1)
    a, b = generator.binomial(100, 0.5, 4000), generator.binomial(100, 0.5, 4000)
    long = comparison.log_likelihood(a, b, 100, 100) > 3.8415
    short = comparison.log_likelihood(a, b, 100, 100, variant="short") > 3.8415
    assert 0.035 < long.mean() < 0.07
    assert short.mean() < 0.02


def test_trap_a_zero_has_four_log_ratios() -> None:
    found = [float(comparison.log_ratio(10, 0, 100, 200, zero=rule)) for rule in comparison.ZERO_RULES]  # type: ignore[arg-type]
    assert found == pytest.approx(
        [
            np.log2(0.1 / (0.5 / 200)), np.log2((10.5 / 100) / (0.5 / 200)), np.log2((10.5 / 100.5) / (0.5 / 200.5)),
            np.inf,
        ]
    )  # fmt: skip
    both = comparison.log_ratio([10, 10], [0, 5], 100, 200)  # one zero among the terms leaves the others alone
    assert both[1] == 2.0


def test_trap_mutual_information_has_a_base() -> None:
    row = (1, 15334, 2, 191998)
    assert round(float(A.mutual_information(*row)), 4) == 2.6463
    assert round(float(A.mutual_information(*row, base=10)), 4) == 0.7966


def test_trap_the_sample_deviation_gives_another_d() -> None:
    assert round(float(spread.juilland_d([0, 4, 3, 2, 1])), 4) == 0.6464
    assert round(float(spread.juilland_d([0, 4, 3, 2, 1], sample=True)), 4) == 0.6047


def test_trap_signs_are_named_and_not_given_by_default_in_keyness() -> None:
    for measure in (comparison.log_likelihood, comparison.chi_squared):
        assert float(measure(5, 10, 200, 100)) > 0
        assert float(measure(5, 10, 200, 100, signed=True)) == -float(measure(5, 10, 200, 100))
    assert float(A.log_likelihood(7, 15334, 120, 191998)) < 0


def test_trap_the_odds_ratio_of_r_is_the_conditional_one() -> None:
    sample = float(comparison.odds_ratio(*SMALL))
    conditional = float(comparison.odds_ratio(*SMALL, variant="conditional"))
    assert round(sample, 4) == 8.1667
    assert 6.5 < conditional < 7.5
