"""Keyness: how much more often a term occurs in a target than in a reference.

Every function takes the same four numbers, or arrays of them: `a` the term's count in the target, `b` its count in the
reference, `c` and `d` the sizes of the two in words. N = c + d; the counts to be expected are E1 = c (a + b) / N and
E2 = d (a + b) / N. The sizes are those of the whole texts: leaving stop words out of them changes every measure.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import stats

from toolkit.measures.arrays import Floats, Numbers, floats, log2, ratio, surprise

ZERO_RULES = ("hardie", "half", "walter", "infinite")
ZeroRule = Literal["hardie", "half", "walter", "infinite"]


def expected(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> tuple[Floats, Floats]:
    """E1 and E2: the counts if the term were as frequent in both."""
    a, b, c, d = floats(a, b, c, d)
    share = ratio(a + b, c + d)
    return c * share, d * share


def _signed(values: Floats, a: Floats, e1: Floats, signed: bool) -> Floats:
    return np.where(a < e1, -values, values) if signed else values


def log_likelihood(
    a: Numbers,
    b: Numbers,
    c: Numbers,
    d: Numbers,
    *,
    variant: Literal["long", "short", "williams"] = "long",
    signed: bool = False,
) -> Floats:
    """The log-likelihood ratio G2.

    `long`: 2 Σ O ln(O/E) over all four cells (Dunning 1993), which follows χ² with one degree of freedom. `short`: its
    first two cells, 2 (a ln a/E1 + b ln b/E2) (Rayson and Garside 2000), smaller and without that law. `williams`: the
    long form divided by q = 1 + (N/c + N/d − 1)(N/(a+b) + N/(N−a−b) − 1) / 6N (Sokal and Rohlf 1995). `signed` gives
    a minus to terms that are rarer in the target than expected.

    >>> [float(log_likelihood(10, 5, 100, 200, variant=form).round(6)) for form in ("long", "short")]
    [7.329812, 6.931472]
    """
    a, b, c, d = floats(a, b, c, d)
    e1, e2 = expected(a, b, c, d)
    value = surprise(a, e1) + surprise(b, e2)
    if variant != "short":
        value = value + surprise(c - a, c - e1) + surprise(d - b, d - e2)
    value = 2 * np.maximum(value, 0)
    if variant == "williams":
        n, both = c + d, a + b
        value = value / (1 + (n / c + n / d - 1) * (ratio(n, both) + ratio(n, n - both) - 1) / (6 * n))
    return _signed(value, a, e1, signed)


def chi_squared(
    a: Numbers,
    b: Numbers,
    c: Numbers,
    d: Numbers,
    *,
    variant: Literal["pearson", "yates"] = "pearson",
    signed: bool = False,
) -> Floats:
    """Pearson's χ² = Σ (O − E)² / E over four cells; `yates` takes a half from each |O − E|, or all that there is.

    >>> float(chi_squared(7, 2, 10, 9).round(6)), float(chi_squared(7, 2, 10, 9, variant="yates").round(6))
    (4.33716, 2.632438)
    """
    a, b, c, d = floats(a, b, c, d)
    e1, e2 = expected(a, b, c, d)
    distance = np.abs(a - e1)
    if variant == "yates":
        distance = distance - np.minimum(0.5, distance)
    value = distance**2 * (ratio(np.ones_like(e1), e1) + ratio(np.ones_like(e1), e2) + 1 / (c - e1) + 1 / (d - e2))
    return _signed(value, a, e1, signed)


def fisher_exact(
    a: Numbers,
    b: Numbers,
    c: Numbers,
    d: Numbers,
    *,
    alternative: Literal["two-sided", "greater", "less"] = "two-sided",
) -> Floats:
    """The p-value of Fisher's exact test (Fisher 1922; Pedersen 1996 for words).

    >>> float(fisher_exact(1, 3, 4, 4, alternative="greater").round(3))
    0.986
    """
    a, b, c, d = floats(a, b, c, d)
    if alternative == "greater":
        return np.asarray(stats.hypergeom.sf(a - 1, c + d, a + b, c))
    if alternative == "less":
        return np.asarray(stats.hypergeom.cdf(a, c + d, a + b, c))
    cells = np.stack([a, b, c - a, d - b], axis=-1).reshape(-1, 4)
    different, where = np.unique(cells, axis=0, return_inverse=True)
    p = [stats.fisher_exact([[w, x], [y, z]]).pvalue for w, x, y, z in different.astype(int)]
    return np.asarray(p, dtype=np.float64)[where].reshape(a.shape)


def log_ratio(a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, zero: ZeroRule = "hardie") -> Floats:
    """The log ratio, log2((a/c) / (b/d)): 1 is twice as frequent, 2 four times (Hardie 2014).

    A count of zero has no ratio, and programs differ in what they do: `hardie` puts 0.5 in place of zero counts alone;
    `half` adds 0.5 to all counts and leaves the sizes; `walter` is (a + .5) / (c + .5) (Walter 1975); `infinite` lets
    the ratio be infinite.

    >>> float(log_ratio(10, 5, 100, 200)), float(log_ratio(10, 0, 100, 200))
    (2.0, 5.321928094887363)
    """
    a, b, c, d = floats(a, b, c, d)
    if zero == "hardie":
        a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    elif zero in ("half", "walter"):
        a, b = a + 0.5, b + 0.5
    if zero == "walter":
        c, d = c + 0.5, d + 0.5
    return log2(ratio(ratio(a, c), ratio(b, d)))


def conservative_log_ratio(
    a: Numbers,
    b: Numbers,
    c: Numbers,
    d: Numbers,
    *,
    variant: Literal["exact", "positive", "normal"] = "exact",
    level: float = 0.95,
    tests: int | None = None,
) -> Floats:
    """The bound of the log ratio's interval that lies nearest to zero, and zero where the interval holds zero (LRC).

    `exact` inverts the two-sided conditional binomial test of a among a + b (Clopper and Pearson 1934; Evert 2022);
    `positive` is the one-sided lower bound, which may be negative; `normal` uses the standard error
    √(1/a + 1/b − 1/c − 1/d) of the log ratio, with 0.5 for a count of zero (CQPweb). The error is shared among `tests`
    tests (Bonferroni), as many as there are terms unless told otherwise; 1 for no correction.

    >>> float(conservative_log_ratio(1189, 968, 168329, 19552238, tests=596).round(4))
    6.9101
    """
    a, b, c, d = floats(a, b, c, d)
    error = (1 - level) / max(a.size if tests is None else tests, 1)
    if variant == "normal":
        above, below = np.maximum(a, 0.5), np.maximum(b, 0.5)
        value = log2(ratio(above / c, below / d))
        width = stats.norm.isf(error / 2) * np.sqrt(1 / above + 1 / below - 1 / c - 1 / d) / np.log(2)
        return np.asarray(np.where(value >= 0, np.maximum(value - width, 0), np.minimum(value + width, 0)))
    error = error if variant == "positive" else error / 2
    low = np.where(a > 0, stats.beta.ppf(error, a, b + 1), 0.0)
    low = log2(ratio(d, c) * ratio(low, 1 - low))
    if variant == "positive":
        return low
    high = stats.beta.isf(error, a + 1, b)
    high = log2(ratio(d, c) * ratio(high, 1 - high))  # asked only where the reference has more, so b is above zero
    return np.where(ratio(a, c) >= ratio(b, d), np.maximum(low, 0), np.minimum(high, 0))


def percent_difference(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Floats:
    """%DIFF = 100 (a/c − b/d) / (b/d); infinite for b = 0 (Gabrielatos and Marchi 2011).

    >>> float(percent_difference(206523, 178174, 959641, 1562358).round(1))
    88.7
    """
    a, b, c, d = floats(a, b, c, d)
    return ratio(100 * (a / c - b / d), b / d)


def bayes_factor(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, variant: Literal["long", "short"] = "long"
) -> Floats:
    """BIC = G2 − ln N, an approximate Bayes factor: above 2 speaks for a difference, above 10 strongly (Wilson 2013).

    >>> float(bayes_factor(10, 5, 100, 200).round(6))
    1.626029
    """
    a, b, c, d = floats(a, b, c, d)
    return log_likelihood(a, b, c, d, variant=variant) - np.log(c + d)


def effect_size_ll(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, variant: Literal["long", "short"] = "short"
) -> Floats:
    """ELL = G2 / (N ln Emin), between 0 and 1 (Johnston, Berry and Mielke 2006).

    >>> float(effect_size_ll(10, 5, 100, 200).round(6))
    0.014356
    """
    a, b, c, d = floats(a, b, c, d)
    least = np.minimum(*expected(a, b, c, d))
    with np.errstate(divide="ignore", invalid="ignore"):
        return ratio(log_likelihood(a, b, c, d, variant=variant), (c + d) * np.log(least))


def odds_ratio(
    a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, variant: Literal["sample", "conditional"] = "sample"
) -> Floats:
    """The odds ratio a (d − b) / (b (c − a)) (Pojanapunya and Todd 2018).

    `conditional` is the conditional maximum likelihood estimate that belongs to Fisher's test and that R prints.

    >>> float(odds_ratio(16217, 735, 2796938, 2087946).round(1))
    16.6
    """
    a, b, c, d = floats(a, b, c, d)
    if variant == "sample":
        return ratio(a * (d - b), b * (c - a))
    cells = np.stack([a, b, c - a, d - b], axis=-1).reshape(-1, 2, 2).astype(int)
    values = [stats.contingency.odds_ratio(table, kind="conditional").statistic for table in cells]
    return np.asarray(values, dtype=np.float64).reshape(a.shape)


def relative_risk(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Floats:
    """The relative risk (a/c) / (b/d): how many times as frequent.

    >>> float(relative_risk(16217, 735, 2796938, 2087946).round(6))
    16.470986
    """
    a, b, c, d = floats(a, b, c, d)
    return ratio(a / c, b / d)


def simple_maths(a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, k: float = 1) -> Floats:
    """(n1 + k) / (n2 + k) of the frequencies per million: a larger k favours frequent words (Kilgarriff 2009).

    >>> float(simple_maths(35, 263, 112289811, 1559717242).round(4))
    1.1224
    """
    a, b, c, d = floats(a, b, c, d)
    return ratio(1e6 * a / c + k, 1e6 * b / d + k)


def difference_coefficient(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Floats:
    """(n1 − n2) / (n1 + n2) of the relative frequencies, from −1 to 1 (Hofland and Johansson 1982).

    >>> float(difference_coefficient(18, 35, 1e6, 1e6).round(2))
    -0.32
    """
    a, b, c, d = floats(a, b, c, d)
    return ratio(a / c - b / d, a / c + b / d)


def log_odds_prior(
    a: Numbers,
    b: Numbers,
    c: Numbers,
    d: Numbers,
    *,
    prior: Numbers | None = None,
    variant: Literal["z", "difference"] = "z",
) -> Floats:
    """Difference of log odds under an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, eq. 16 and 22).

    δ = ln((a + α) / (c + α0 − a − α)) − ln((b + α) / (d + α0 − b − α)), `z` is δ / √(1/(a + α) + 1/(b + α)). The
    arrays hold all terms: `prior` gives the α of each, their counts in both corpora together unless told otherwise;
    α0 is the sum.

    >>> log_odds_prior([10, 90], [5, 195], 100, 200).round(3).tolist()
    [1.567, -6.82]
    """
    a, b, c, d = floats(a, b, c, d)
    weight = a + b if prior is None else floats(prior, a)[0]
    total = weight.sum()
    difference = np.log((a + weight) / (c + total - a - weight)) - np.log((b + weight) / (d + total - b - weight))
    if variant == "difference":
        return np.asarray(difference)
    return np.asarray(difference / np.sqrt(1 / (a + weight) + 1 / (b + weight)))


def jensen_shannon(a: Numbers, b: Numbers, c: Numbers, d: Numbers, *, signed: bool = True) -> Floats:
    """What each term adds to the Jensen-Shannon divergence of the two, in bits (Gallagher et al. 2021, word shifts).

    With p = a/c, q = b/d and m = (p + q) / 2: (p log2(p/m) + q log2(q/m)) / 2, with a minus where q > p if `signed`.

    >>> jensen_shannon([1, 1, 0], [0, 1, 1], 2, 2).tolist()
    [0.25, 0.0, -0.25]
    """
    a, b, c, d = floats(a, b, c, d)
    p, q = a / c, b / d
    value = (surprise(p, (p + q) / 2) + surprise(q, (p + q) / 2)) / (2 * np.log(2))
    return np.asarray(np.where(q > p, -value, value) if signed else value)


def rank_turbulence(a: Numbers, b: Numbers, *, alpha: float = 1 / 3, signed: bool = True) -> Floats:
    """What each term adds to the rank-turbulence divergence of two lists (Dodds et al. 2023, eq. 11).

    |1/r1^α − 1/r2^α|^(1/(α+1)), divided by the sum that two lists without a common term would have,
    so that the contributions of such lists add up to 1. Ranks are
    shared by equal counts (mean rank); terms absent from one list come last in it together. Minus where the term ranks
    higher in the reference.

    >>> rank_turbulence([2, 1, 0], [0, 1, 2]).round(3).tolist()
    [0.308, 0.0, -0.308]
    """
    a, b = floats(a, b)

    def distance(first: Floats | float, second: Floats | float) -> Floats:
        return np.asarray(np.abs(first**-alpha - second**-alpha) ** (1 / (alpha + 1)))

    ranks = stats.rankdata(-a), stats.rankdata(-b)
    n1, n2 = int((a > 0).sum()), int((b > 0).sum())
    alone = distance(ranks[0][a > 0], n2 + (n1 + 1) / 2).sum() + distance(n1 + (n2 + 1) / 2, ranks[1][b > 0]).sum()
    value = ratio(distance(*ranks), alone)
    return np.where(ranks[0] > ranks[1], -value, value) if signed else value


def mann_whitney(target: Numbers, reference: Numbers) -> tuple[float, float]:
    """The rank sum of the target's rates and its two-sided p: is a term in more of its articles? (Kilgarriff 2001).

    Takes one rate (or count) an article of each side.

    >>> mann_whitney([12, 15, 18, 24, 88], [3, 3, 13, 27, 33])[0]
    31.0
    """
    mine, theirs = np.asarray(target, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    found = stats.mannwhitneyu(mine, theirs, alternative="two-sided")
    return float(found.statistic + len(mine) * (len(mine) + 1) / 2), float(found.pvalue)
