"""Lexical diversity: how many different words a text uses. All functions take the sequence of its terms.

The ratios fall with the length of a text, so they compare texts of one length only; MATTR, MTLD and HD-D are less
dependent on it (McCarthy and Jarvis 2010). What a text is too short for is missing (NaN).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import log, nan, sqrt
from typing import Literal

import numpy as np
from scipy import stats

Terms = Sequence[Hashable]


def type_token_ratio(
    terms: Terms,
    *,
    variant: Literal["TTR", "root", "corrected", "herdan", "somers", "maas", "dugast"] = "TTR",
) -> float:
    """The ratio of types V to tokens N, and its corrections for length.

    TTR: V/N. root: V/√N (Guiraud 1954, R). corrected: V/√(2N) (Carroll 1964, CTTR). herdan: ln V / ln N (1960, C).
    somers: ln ln V / ln ln N (1966). maas: (ln N − ln V) / ln² N (1972, a²; smaller is more diverse). dugast:
    ln² N / (ln N − ln V) (1979, U).

    >>> words = "this is a sentence .".split() * 20
    >>> type_token_ratio(words), type_token_ratio(words, variant="root")
    (0.05, 0.5)
    """
    n, v = len(terms), len(set(terms))
    if n == 0:
        return nan
    if variant in ("TTR", "root", "corrected"):
        return v / {"TTR": n, "root": sqrt(n), "corrected": sqrt(2 * n)}[variant]
    if n == 1 or (variant == "dugast" and n == v) or (variant == "somers" and v < 3):
        return nan
    if variant == "herdan":
        return log(v) / log(n)
    if variant == "somers":
        return log(log(v)) / log(log(n))
    maas = (log(n) - log(v)) / log(n) ** 2
    return maas if variant == "maas" else 1 / maas


def moving_average_ttr(terms: Terms, *, window: int = 100) -> float:
    """MATTR: the mean type-token ratio of all windows of `window` tokens (Covington and McFall 2010).

    Missing for a text shorter than the window.

    >>> moving_average_ttr("this is a sentence .".split() * 20, window=50)
    0.1
    """
    n = len(terms)
    if n < window:
        return nan
    counts = Counter(terms[:window])
    types = total = len(counts)
    for left, right in zip(terms, terms[window:], strict=False):
        counts[left] -= 1
        types -= counts[left] == 0
        types += counts[right] == 0
        counts[right] += 1
        total += types
    return total / (window * (n - window + 1))


def mtld(terms: Terms, *, threshold: float = 0.72) -> float:
    """The measure of textual lexical diversity (McCarthy and Jarvis 2010).

    The mean length of stretches that keep a type-token ratio of at least `threshold`, forwards and backwards. A last
    stretch counts in part, (1 − TTR) / (1 − threshold). Missing where no ratio ever falls below 1.

    >>> round(mtld("this is a sentence .".split() * 20), 4)
    7.1429
    """
    lengths = [_stretches(terms, threshold), _stretches(terms[::-1], threshold)]
    return nan if not terms or min(lengths) == 0 else sum(len(terms) / length for length in lengths) / 2


def _stretches(terms: Terms, threshold: float) -> float:
    factors, types, tokens = 0.0, set[Hashable](), 0
    for word in terms:
        types.add(word)
        tokens += 1
        if len(types) / tokens < threshold:
            factors, types, tokens = factors + 1, set(), 0
    return factors + (1 - len(types) / tokens) / (1 - threshold) if tokens else factors


def hdd(terms: Terms, *, sample: int = 42) -> float:
    """HD-D: the type-token ratio to be expected in a random sample of 42 tokens (McCarthy and Jarvis 2007).

    Σ over the types of the chance that a sample holds the type, divided by the sample. Missing for shorter texts.

    >>> round(hdd("this is a sentence .".split() * 20), 4)
    0.119
    """
    n = len(terms)
    if n < sample:
        return nan
    frequencies, how_many = np.unique(np.fromiter(Counter(terms).values(), dtype=int), return_counts=True)
    return float(((1 - stats.hypergeom.pmf(0, n, frequencies, sample)) * how_many).sum() / sample)


def yule_k(terms: Terms) -> float:
    """Yule's characteristic K = 10⁴ (Σ f² − N) / N²: larger is more repetitive (Yule 1944).

    >>> yule_k("this is a sentence .".split() * 20)
    1900.0
    """
    n = len(terms)
    return 1e4 * (sum(f * f for f in Counter(terms).values()) - n) / n**2 if n else nan


def simpson_d(terms: Terms) -> float:
    """The chance that two tokens drawn without replacement are the same type (Simpson 1949)."""
    n = len(terms)
    return sum(f * (f - 1) for f in Counter(terms).values()) / (n * (n - 1)) if n > 1 else nan
