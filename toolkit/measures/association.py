"""Association of two words that occur near each other.

Every function takes the same four numbers, or arrays of them: `f` how often the two occur together, `f1` the size or
frequency of the first (for a window: the words in all windows), `f2` the frequency of the second, `n` all words. The
count to be expected is E = f1 f2 / n: what f1 is (the node's frequency, with or without the window's size, or the words
in the windows) is the caller's choice and must be named. Formulas: Evert 2005, 2008; others by function.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import stats
from scipy.special import gammaln

from toolkit.measures import comparison
from toolkit.measures.arrays import Floats, Numbers, floats, ratio, surprise


def expected(f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """E = f1 f2 / n."""
    f1, f2, n = floats(f1, f2, n)
    return ratio(f1 * f2, n)


def _log(values: Floats, base: float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(values) / np.log(base))


def mutual_information(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, variant: Literal["MI", "MI2", "MI3"] = "MI", base: float = 2
) -> Floats:
    """log(O/E), log(O²/E) or log(O³/E) (Church and Hanks 1990; Daille 1994). UCS and its kin take base 10.

    MI favours rare pairs; the higher powers less so.

    >>> float(mutual_information(8, 1105, 44, 15_000_000).round(1))
    11.3
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    return _log(ratio(f ** {"MI": 1, "MI2": 2, "MI3": 3}[variant], expected(f1, f2, n)), base)


def normalised_mutual_information(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """NPMI = PMI / −log2 p(xy): 1 only together, 0 independent, −1 never together (Bouma 2009).

    >>> normalised_mutual_information([10, 1, 0], 10, 10, 100).round(6).tolist()
    [1.0, 0.0, -1.0]
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = mutual_information(f, f1, f2, n) / -np.log2(f / n)
    return np.where(f == 0, -1.0, np.where(f == n, 1.0, value))


def local_mutual_information(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, base: float = 2) -> Floats:
    """O log(O/E)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return np.asarray(surprise(f, expected(f1, f2, n)) / np.log(base))


def average_mutual_information(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, base: float = 2) -> Floats:
    """Σ O log(O/E) over four cells: G2 / 2 in another base."""
    return np.asarray(np.abs(log_likelihood(f, f1, f2, n)) / (2 * np.log(base)))


def mi_log_frequency(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """MI · ln(f + 1) (Kilgarriff and Rundell 2002)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return mutual_information(f, f1, f2, n) * np.log(f + 1)


def t_score(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """(O − E) / √O: favours frequent pairs (Church et al. 1991)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return ratio(f - expected(f1, f2, n), np.sqrt(f))


def z_score(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, variant: Literal["plain", "yates"] = "plain"
) -> Floats:
    """(O − E) / √E; `yates` takes a half off the distance (Berry-Rogghe 1973; Evert 2005)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    e = expected(f1, f2, n)
    distance = f - e
    if variant == "yates":
        distance = np.where(distance >= 0, distance - 0.5, distance + 0.5)
    return ratio(distance, np.sqrt(e))


def log_likelihood(
    f: Numbers,
    f1: Numbers,
    f2: Numbers,
    n: Numbers,
    *,
    variant: Literal["full", "simple"] = "full",
    signed: bool = True,
) -> Floats:
    """G2 over four cells (`full`, Dunning 1993) or 2 (O ln(O/E) − (O − E)) (`simple`, Evert 2008).

    `signed` gives a minus to pairs that occur together less than expected.
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    if variant == "full":
        return comparison.log_likelihood(f, f2 - f, f1, n - f1, signed=signed)
    e = expected(f1, f2, n)
    value = 2 * (surprise(f, e) - (f - e))
    return np.where(f < e, -value, value) if signed else value


def chi_squared(
    f: Numbers,
    f1: Numbers,
    f2: Numbers,
    n: Numbers,
    *,
    variant: Literal["pearson", "yates"] = "pearson",
    signed: bool = True,
) -> Floats:
    """Pearson's χ² over four cells, or N (|O11 O22 − O12 O21| − N/2)² / (R1 R2 C1 C2) (`yates`)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    distance = np.abs(f * (n - f1 - f2 + f) - (f1 - f) * (f2 - f))
    if variant == "yates":
        distance = distance - n / 2
    value = ratio(n * distance**2, f1 * (n - f1) * f2 * (n - f2))
    return np.where(f < expected(f1, f2, n), -value, value) if signed else value


def phi_squared(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """φ² = χ² / N, from 0 to 1 (Church and Gale 1991)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return chi_squared(f, f1, f2, n, signed=False) / n


def dice(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None) -> Floats:
    """2 f / (f1 + f2) (Smadja et al. 1996). The number of all words plays no part.

    >>> float(dice(130, 3121, 143).round(2))
    0.08
    """
    f, f1, f2 = floats(f, f1, f2)
    return ratio(2 * f, f1 + f2)


def log_dice(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None) -> Floats:
    """14 + log2 Dice: at most 14, the same for corpora of any size (Rychlý 2008)."""
    return 14 + _log(dice(f, f1, f2), 2)


def jaccard(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None) -> Floats:
    """f / (f1 + f2 − f)."""
    f, f1, f2 = floats(f, f1, f2)
    return ratio(f, f1 + f2 - f)


def geometric_mean(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None) -> Floats:
    """f / √(f1 f2)."""
    f, f1, f2 = floats(f, f1, f2)
    return ratio(f, np.sqrt(f1 * f2))


def minimum_sensitivity(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None) -> Floats:
    """The smaller of f/f1 and f/f2 (Pedersen and Bruce 1996).

    >>> float(minimum_sensitivity(17, 257, 1018).round(6))
    0.016699
    """
    f, f1, f2 = floats(f, f1, f2)
    return np.minimum(ratio(f, f1), ratio(f, f2))


def conditional_probability(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers | None = None, *, given: Literal["first", "second"] = "first"
) -> Floats:
    """P(second | first) = f / f1, or the other way round (Durrant 2008)."""
    f, f1, f2 = floats(f, f1, f2)
    return ratio(f, f1 if given == "first" else f2)


def delta_p(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, given: Literal["first", "second"] = "first") -> Floats:
    """ΔP: how much likelier one word is when the other is near than when it is not (Gries 2013).

    f/f1 − (f2 − f)/(n − f1) `given` the first word; the other way round for the second.

    >>> float(delta_p(5610, 174_548, 7_867, 10_409_868).round(3))
    0.032
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    if given == "second":
        f1, f2 = f2, f1
    return ratio(f, f1) - ratio(f2 - f, n - f1)


def liddell(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """(O11 O22 − O12 O21) / (C1 C2): ΔP given the second word (Liddell 1976)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return ratio(f * (n - f1 - f2 + f) - (f1 - f) * (f2 - f), f2 * (n - f2))


def odds_ratio(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, variant: Literal["plain", "discounted"] = "plain"
) -> Floats:
    """O11 O22 / (O12 O21); `discounted` with a half added to each cell."""
    f, f1, f2, n = floats(f, f1, f2, n)
    half = 0.5 if variant == "discounted" else 0.0
    return ratio((f + half) * (n - f1 - f2 + f + half), (f1 - f + half) * (f2 - f + half))


def relative_risk(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """(O11 / C1) / (O12 / C2): how many times likelier the first word is near the second than elsewhere."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return ratio(ratio(f, f2), ratio(f1 - f, n - f2))


def poisson(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, variant: Literal["p", "stirling", "likelihood"] = "p"
) -> Floats:
    """Poisson measures, larger is stronger (Quasthoff and Wolff 2002; Evert 2005).

    `p`: −log10 of the chance of f or more when E are expected. `likelihood`: −log10 of the chance of exactly f.
    `stirling`: O (log10 O − log10 E − log10 e), its approximation for large counts.
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    e = expected(f1, f2, n)
    if variant == "p":
        return np.asarray(-stats.poisson.logsf(f - 1, e) / np.log(10))
    if variant == "likelihood":
        return np.asarray((e - f * np.log(e) + gammaln(f + 1)) / np.log(10))
    return np.asarray((surprise(f, e) - f) / np.log(10))


def fisher(f: Numbers, f1: Numbers, f2: Numbers, n: Numbers) -> Floats:
    """−log10 of the p-value of Fisher's exact test, one-sided for more than expected (Pedersen 1996)."""
    f, f1, f2, n = floats(f, f1, f2, n)
    return np.asarray(-stats.hypergeom.logsf(f - 1, n, f1, f2) / np.log(10))


def log_linear(
    f: Numbers, f1: Numbers, f2: Numbers, n: Numbers, *, variant: Literal["lambda", "z"] = "lambda"
) -> Floats:
    """λ of the log-linear model with interaction, the log odds ratio with a half in each cell; `z` is λ / σ.

    σ = √Σ 1/(O + ½) (Blaheta and Johnson 2001; the form quanteda computes for two words).
    """
    f, f1, f2, n = floats(f, f1, f2, n)
    value = np.log(odds_ratio(f, f1, f2, n, variant="discounted"))
    if variant == "lambda":
        return value
    cells = (f, f1 - f, f2 - f, n - f1 - f2 + f)
    return np.asarray(value / np.sqrt(sum(1 / (cell + 0.5) for cell in cells)))
