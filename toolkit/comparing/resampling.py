"""Inference over articles: words of one article depend on each other, so whole articles are permuted and drawn.

A test that takes each word for an independent draw (G2, χ²) finds differences between random halves of one corpus far
too often (Kilgarriff 2001; Brezina and Meyerhoff 2014; Lijffijt et al. 2016; docs/benchmarks.md has our figures).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.arrays import Floats
from toolkit.measures.comparison import ZeroRule, log_ratio

AGAIN = 20  # times the draws, for terms whose p-value would otherwise be a floor
_CELLS = 4_000_000  # numbers held at once: about 32 MB a block


def permutation_p(
    matrix: sparse.csr_array, words: NDArray[np.int64], chosen: NDArray[np.bool_], *, draws: int, seed: int
) -> Floats:
    """Two-sided p-value of each term, from random divisions of the articles into groups of the same sizes.

    The statistic is the difference of the relative frequencies, count / words; p is the share of divisions whose
    difference is at least as large as the one seen, which counts as one of them: (1 + k) / (1 + draws). `chosen` marks
    the articles of the target. Terms for which k is below 10 get `AGAIN` times as many draws more, so that p can be
    small enough to stand a correction for many terms.
    """
    generator = np.random.default_rng(seed)
    exceeded = _exceeded(matrix, words, chosen, draws, generator)
    p = (1 + exceeded) / (1 + draws)
    rare = np.flatnonzero(exceeded < 10)
    if len(rare) and len(words) > 2:
        more = _exceeded(matrix.tocsc()[:, rare], words, chosen, AGAIN * draws, generator)
        p[rare] = (1 + exceeded[rare] + more) / (1 + draws + AGAIN * draws)
    return p


def _exceeded(
    matrix: sparse.csr_array, words: NDArray[np.int64], chosen: NDArray[np.bool_], draws: int,
    generator: np.random.Generator,
) -> NDArray[np.int64]:  # fmt: skip
    """In how many of the draws each term's difference is at least as large as the one seen."""
    size, rows = int(chosen.sum()), matrix.T.tocsr()
    total = np.asarray(matrix.sum(axis=0)).ravel()[:, None]
    step = max(min(_CELLS // max(len(words), matrix.shape[1], 1), draws), 1)
    found = np.zeros(matrix.shape[1], dtype=np.int64)

    def apart(labels: NDArray[np.float64]) -> Floats:
        mine = labels.T @ words
        counts = rows @ labels
        difference: Floats = np.abs(counts / np.maximum(mine, 1) - (total - counts) / np.maximum(words.sum() - mine, 1))
        return difference

    seen = apart(chosen.astype(float)[:, None]) * (1 - 1e-12)
    for begin in range(0, draws, step):
        labels = np.zeros((len(words), min(step, draws - begin)))
        labels[:size] = 1
        found += (apart(generator.permuted(labels, axis=0)) >= seen).sum(axis=1)
    return found


def drawn_counts(words: NDArray[np.int64], *, draws: int, generator: np.random.Generator) -> NDArray[np.int64]:
    """How often each article is drawn (articles x draws), with replacement, as many as there are."""
    n = len(words)
    return np.ascontiguousarray(generator.multinomial(n, np.full(n, 1 / n), size=draws).T)


def log_ratio_interval(
    matrix: sparse.csr_array,
    words: NDArray[np.int64],
    reference: sparse.csr_array | None,
    reference_words: NDArray[np.int64],
    fixed: Floats,
    *,
    draws: int,
    seed: int,
    zero: ZeroRule,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """The middle 95 % of the log ratio when the articles of each group are drawn anew, with replacement.

    Without articles of the reference (a list of frequencies) its counts are `fixed`, its size the one number in
    `reference_words`, and only the target's articles are drawn. An article of a small group that holds all of a term
    makes the interval wide, as it should.
    """
    generator = np.random.default_rng(seed)
    mine = drawn_counts(words, draws=draws, generator=generator)
    theirs = drawn_counts(reference_words, draws=draws, generator=generator) if reference is not None else None
    c = np.maximum(words @ mine, 1)
    d = reference_words.sum() if theirs is None else np.maximum(reference_words @ theirs, 1)
    bounds = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.full(matrix.shape[1], np.nan), np.full(matrix.shape[1], np.nan)
    target, other = matrix.T.tocsr(), None if reference is None else reference.T.tocsr()
    for rows in _blocks(matrix.shape[1], draws):
        b = fixed[rows, None] if theirs is None or other is None else other[rows] @ theirs
        ratios = log_ratio(target[rows] @ mine, b, c, d, zero=zero)
        low[rows], high[rows] = np.quantile(ratios, bounds, axis=1)
    return low, high


def rate_interval(
    matrix: sparse.csr_array, words: NDArray[np.int64], *, draws: int, seed: int, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The middle 95 % of count / words of each term when the articles are drawn anew; missing for a single article."""
    low, high = np.full(matrix.shape[1], np.nan), np.full(matrix.shape[1], np.nan)
    if len(words) < 2:
        return low, high
    drawn = drawn_counts(words, draws=draws, generator=np.random.default_rng(seed))
    total = np.maximum(words @ drawn, 1)
    target = matrix.T.tocsr()
    for rows in _blocks(matrix.shape[1], draws):
        low[rows], high[rows] = np.quantile((target[rows] @ drawn) / total, [(1 - level) / 2, (1 + level) / 2], axis=1)
    return low, high


def _blocks(terms: int, draws: int) -> Iterator[slice]:
    width = max(_CELLS // max(draws, 1), 1)
    for begin in range(0, terms, width):
        yield slice(begin, min(begin + width, terms))
