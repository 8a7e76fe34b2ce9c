"""Intervals of rates over articles: the one implementation that every table of the toolkit uses.

Words of one article depend on each other: a story that has named a village goes on naming it. So the articles are the
unit. The variance of the rate is taken from the articles, and the interval is the exact one of so many independent
words as would be worth the same (Korn and Graubard 1998, "Confidence intervals for proportions with small expected
number of positive counts estimated from survey data"). How often such intervals hold the truth on real news is in
docs/benchmarks.md#intervals; the command is `python -m benchmarks intervals`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse, stats

from toolkit.measures.arrays import Floats, Numbers, log2, ratio
from toolkit.measures.intervals import effective_share

FEWEST = 5  # articles; with fewer there is no interval
EXACT = 10  # uses; below them the bounds are exact, from there on they are those of the mid-point
_ROWS = 20_000  # articles that are looked at together
_LEAST_DEGREES = 3  # of freedom: a variance from one or two articles says nothing more about itself
HOW = f"95 %, over articles (design effect, t; exact below {EXACT} uses; none below {FEWEST} articles)"


def rate_interval(matrix: Any, words: Numbers, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """The interval of count / words of each column of `matrix` (articles x terms, sparse or not).

    Missing with fewer than `FEWEST` articles that have words. A term without any use has a low of 0 and the exact
    upper bound of a count of zero, which takes words for independent: with no use seen nothing tells how they cluster.

    With residuals e = count - rate x words, the variance is Σ (e / (1 - h))² (n - 1) / n over the square of all words,
    h the share of the words that an article has (the jackknife). The design effect is that over the variance of
    independent words, at least 1. Count and words are divided by it, and by the square of t over the normal quantile,
    where t has as many degrees of freedom as articles have the term, at least 3 and at most n - 1.
    """
    words = np.asarray(words, dtype=np.float64)
    counts = sparse.csr_array(matrix)
    filled = words > 0
    missing = np.full(counts.shape[1], np.nan)
    n, size = int(filled.sum()), float(words.sum())
    if n < FEWEST:
        return missing, missing.copy()
    weights = np.where(filled, 1 / np.maximum(1 - words / size, 1e-9) ** 2, 0)
    total, squares, crossed, articles = np.zeros((4, counts.shape[1]))
    for low in range(0, len(words), _ROWS):  # some rows at a time: what is made of them takes more memory than they do
        rows = counts[low : low + _ROWS].astype(np.float64)
        weight = weights[low : low + _ROWS]
        of = np.where(filled[low : low + _ROWS], 1.0, 0.0)
        total += rows.T @ of
        squares += rows.multiply(rows).T @ weight
        crossed += rows.T @ (weight * words[low : low + _ROWS])
        articles += (rows != 0).T @ of
    rate = total / size
    residuals = squares - 2 * rate * crossed + rate**2 * (weights @ words**2)
    effect = np.maximum(ratio(residuals * (n - 1) / n, size * rate * (1 - rate)), 1)
    effect[(total == 0) | (total >= size)] = 1  # nothing varies, so nothing tells
    degrees = np.clip(articles, min(_LEAST_DEGREES, n - 1), n - 1)
    error = (1 - level) / 2
    few = (stats.t.isf(error, degrees) / stats.norm.isf(error)) ** 2
    few[total == 0] = 1
    return effective_share(total, size, effect * few, exact=np.minimum(total, size - total) < EXACT, level=level)


def log_ratio_interval(
    mine: tuple[Floats, Floats, Floats], theirs: tuple[Floats, Floats, Floats]
) -> tuple[Floats, Floats]:
    """The interval of log2 (rate / rate) from two rates and their intervals, each as (rate, low, high).

    Intervals of ratios by the method of variance estimates recovery (Donner and Zou 2012). A bound is missing where
    there is none: a term that the reference never uses may be any number of times as frequent.
    """
    (r1, l1, u1), (r2, l2, u2) = mine, theirs
    with np.errstate(divide="ignore", invalid="ignore"):
        product = r1 * r2
        below, above = l2 * (2 * r2 - l2), u2 * (2 * r2 - u2)
        first, last = l1 * (2 * r1 - l1), u1 * (2 * r1 - u1)
        low = first / (product + np.sqrt(np.maximum(product**2 - first * above, 0)))
        high = (product + np.sqrt(np.maximum(product**2 - last * below, 0))) / below
    bounds = log2(low), log2(high)
    return np.where(np.isfinite(bounds[0]), bounds[0], np.nan), np.where(np.isfinite(bounds[1]), bounds[1], np.nan)
