"""Uncertainty: intervals of shares, and p-values of many tests corrected."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import stats

from toolkit.measures.arrays import Floats, Numbers, floats, ratio


def wilson(count: Numbers, total: Numbers, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """The interval of a share (Wilson 1927): it stays between 0 and 1 and works for few observations.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). It takes the observations for independent.

    >>> low, high = wilson(1, 10)
    >>> float(low.round(4)), float(high.round(4))
    (0.0179, 0.4042)
    """
    count, total = floats(count, total)
    z = float(stats.norm.isf((1 - level) / 2))
    share = ratio(count, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (share + z * z / (2 * total)) / (1 + z * z / total)
        width = z / (1 + z * z / total) * np.sqrt(share * (1 - share) / total + (z / (2 * total)) ** 2)
    return np.where(count == 0, 0.0, middle - width), np.where(count == total, 1.0, middle + width)


def clopper_pearson(count: Numbers, total: Numbers, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """The exact interval of a share: it inverts the binomial test (Clopper and Pearson 1934).

    >>> low, high = clopper_pearson(0, 10)
    >>> float(low), float(high.round(4))
    (0.0, 0.3085)
    """
    count, total = floats(count, total)
    error = (1 - level) / 2
    low = np.where(count > 0, stats.beta.ppf(error, count, total - count + 1), 0.0)
    high = np.where(count < total, stats.beta.isf(error, count + 1, total - count), 1.0)
    return low, high


def effective_share(
    count: Numbers, total: Numbers, effect: Numbers, *, exact: Numbers = True, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The interval of a share of observations that depend on each other, worth total / effect independent ones.

    Quantiles of beta distributions at count / effect and (total - count) / effect: where `exact`, those of Clopper and
    Pearson; otherwise with one half added to both (Jeffreys), which holds the truth in `level` of the cases on average
    (Brown, Cai and DasGupta 2001). A count of 0 has the low 0, one of `total` the high 1.

    >>> low, high = effective_share([0, 20], [10, 100], [1, 2])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.1003], [0.3085, 0.3372])
    """
    count, total, effect = floats(count, total, effect)
    error = (1 - level) / 2
    a, b = count / effect, (total - count) / effect
    less, more = np.where(exact, 0.0, 0.5), np.where(exact, 1.0, 0.5)
    low = np.where(count > 0, stats.beta.ppf(error, a + less, b + more), 0.0)
    high = np.where(count < total, stats.beta.isf(error, a + more, b + less), 1.0)
    return low, high


def adjusted(
    p: Numbers, *, variant: Literal["benjamini-hochberg", "bonferroni", "none"] = "benjamini-hochberg"
) -> Floats:
    """p-values corrected for how many they are; missing ones stay missing and are not counted.

    `benjamini-hochberg` bounds the share of false discoveries (Benjamini and Hochberg 1995), `bonferroni` the chance
    of even one.

    >>> adjusted([0.01, 0.04, 0.03]).round(3).tolist(), adjusted([0.01, 0.5], variant="bonferroni").tolist()
    ([0.03, 0.04, 0.04], [0.02, 1.0])
    """
    values = np.array(p, dtype=np.float64)
    known = ~np.isnan(values)
    if variant == "bonferroni":
        return np.asarray(np.minimum(values * known.sum(), 1.0))
    if variant == "benjamini-hochberg" and known.any():
        values[known] = stats.false_discovery_control(values[known], method="bh")
    return values
