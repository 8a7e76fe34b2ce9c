"""Inference over articles: words of one article depend on each other, so whole articles are permuted and drawn.

A test that takes each word for an independent draw (G2, χ²) finds differences between random halves of one corpus far
too often (Kilgarriff 2001; Brezina and Meyerhoff 2014; Lijffijt et al. 2016; docs/benchmarks.md has our figures).

The work is products of the matrix of counts with blocks of draws. Counts of a draw are whole numbers far below 2**24,
so they are exact in single precision, which halves the memory that every product has to move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.arrays import Floats, log2
from toolkit.measures.comparison import ZeroRule

AGAIN = 20  # times the draws more, for terms whose p-value would otherwise be a floor
ENOUGH = 20  # draws as extreme as what was seen, after which a term needs no further ones
_FIRST = 10  # this share of the draws tells most terms that are not extreme at all
_DRAWS, _TERMS = 256, 512  # a block of counts in single precision fits the cache: half a megabyte
_CELLS = 4_000_000  # numbers held at once where no cache matters: about 32 MB a block

Singles = NDArray[np.float32]
Integers = NDArray[np.int64]


def permutation_p(
    matrix: sparse.csr_array, words: Integers, groups: Sequence[Integers], *, draws: int, seed: int
) -> Floats:
    """Two-sided p-values, groups x terms: each group against all other articles, over random orders of the articles.

    `groups` are the numbers of the articles of each; in a draw each gets the articles that the order puts into its
    places, so one draw serves all groups and terms. The statistic is the difference of the relative frequencies,
    count / words; p is (1 + k) / (1 + n), where k of n draws are at least as far from zero as what was seen.

    The draws come in stages that end after a tenth of `draws`, after `draws`, and after two, four, eight and 21 times
    as many. A term goes no further once its k is `ENOUGH`. Such a p stays valid (Besag and Clifford 1991): let m be
    the end of the first stage that could end with p at most α. Terms that stopped before it have a larger p, and those
    that go on have k < `ENOUGH` and so (1 + k) / (1 + m) at most α already; hence p is at most α only where it is so at
    m, a fixed number of draws, which by exchangeability happens with a probability of at most α.
    """
    generator = np.random.default_rng(seed)
    k = np.zeros((len(groups), matrix.shape[1]), dtype=np.int64)
    n = np.zeros_like(k)
    columns = matrix.tocsc().astype(np.float32)
    contrasts = [_Contrast(columns, words, members) for members in groups]
    for draws_more in _stages(draws, len(words)):
        open_terms = [np.flatnonzero(row < ENOUGH) for row in k]
        pieces = [contrast.of(terms) for contrast, terms in zip(contrasts, open_terms, strict=True)]
        for begin in range(0, draws_more, _DRAWS):
            orders = np.tile(np.arange(len(words)), (min(_DRAWS, draws_more - begin), 1))
            generator.permuted(orders, axis=1, out=orders)
            for row, piece, terms in zip(k, pieces, open_terms, strict=True):
                row[terms] += piece.exceeded(orders)
        for row, terms in zip(n, open_terms, strict=True):
            row[terms] += draws_more
    shares: NDArray[np.float64] = (1 + k) / (1 + n)
    return shares


def _stages(draws: int, articles: int) -> list[int]:
    """The draws that each stage adds."""
    last = (1 + AGAIN) * draws if articles > 2 else draws
    ends = [draws // _FIRST, *(times * draws for times in (1, 2, 4, 8)), last]
    ends = sorted({end for end in ends if 0 < end <= last})
    return [end - begin for begin, end in pairwise([0, *ends])]


class _Contrast:
    """One group against the rest: what was seen, in the counts of the smaller of both sides.

    With W words in all, c in the group, and T uses of a term in all, a in the group, the difference of the rates is
    (a - T c / W) W / (c (W - c)): it grows with the distance of a from what its share of the words lets expect.
    """

    def __init__(self, matrix: sparse.csc_array, words: Integers, members: Integers) -> None:
        others = np.setdiff1d(np.arange(len(words)), members)
        self.places = min(members, others, key=len)
        self.words, self.all_words = words, max(float(words.sum()), 1.0)
        self.matrix = matrix
        self.total = np.asarray(matrix.sum(axis=0), dtype=float).ravel()
        expected, scale = self._shares(words[self.places].sum(keepdims=True))
        here = matrix.T @ np.isin(np.arange(len(words)), self.places).astype(np.float64)
        # nothing is seen where a side has no words: every draw is as far from zero
        self.seen = np.abs(here - self.total * expected) / scale if scale[0] > 0 else np.zeros(len(here))

    def _shares(self, mine: Integers) -> tuple[Floats, Floats]:
        share = mine / self.all_words
        return share, share * (self.all_words - mine)

    def of(self, terms: NDArray[np.intp]) -> _Piece:
        """Some terms of it, divided by what is cheaper: a pass over their counts, or over the articles drawn."""
        columns = self.matrix[:, terms]
        dear = np.diff(columns.indptr) > len(self.places) + columns.shape[0] // 64
        return _Piece(self, terms, columns, np.flatnonzero(~dear), np.flatnonzero(dear))


class _Piece:
    """Terms of a contrast that are still drawn for."""

    def __init__(
        self, contrast: _Contrast, terms: NDArray[np.intp], columns: sparse.csc_array, cheap: NDArray[np.intp],
        dear: NDArray[np.intp],
    ) -> None:  # fmt: skip
        self.contrast = contrast
        self.total = contrast.total[terms].astype(np.float32)
        self.seen = contrast.seen[terms].astype(np.float32)
        self.cheap = [(rows, columns[:, rows].T.tocsr()) for rows in _parts(cheap, _TERMS)]
        self.dear = [(rows, columns[:, rows].tocsr()) for rows in _parts(dear, _TERMS)]

    def exceeded(self, orders: Integers) -> Integers:
        """For each term in how many of the orders of articles the group is as far from its share as was seen."""
        found = np.zeros(len(self.total), dtype=np.int64)
        if not len(found):
            return found
        drawn = orders[:, self.contrast.places]
        expected, scale = (
            values.astype(np.float32) for values in self.contrast._shares(self.contrast.words[drawn].sum(axis=1))
        )
        if self.cheap:
            labels = np.zeros((orders.shape[1], len(orders)), dtype=np.float32)
            labels[drawn, np.arange(len(orders))[:, None]] = 1
            for rows, counts in self.cheap:
                found[rows] = _beyond(
                    counts @ labels, self.total[rows, None] * expected, self.seen[rows, None] * scale
                ).sum(axis=1)
        if self.dear:
            ones, begins = np.ones(drawn.size, dtype=np.float32), np.arange(len(drawn) + 1) * drawn.shape[1]
            chosen = sparse.csr_array((ones, drawn.ravel(), begins), shape=orders.shape)
            for rows, counts in self.dear:
                found[rows] = _beyond(
                    chosen @ counts.toarray(), np.outer(expected, self.total[rows]), np.outer(scale, self.seen[rows])
                ).sum(axis=0)
        return found


def _beyond(counts: Singles, expected: Singles, distance: Singles) -> Singles:
    """1 where counts are at least a distance from what is expected; what rounding cannot tell apart is so, too."""
    counts -= expected
    np.abs(counts, out=counts)
    expected *= _ROUNDING
    distance *= 1 - _ROUNDING
    distance -= expected
    return np.greater_equal(counts, distance, out=counts)


_ROUNDING = np.float32(2e-6)


def _parts(numbers: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
    return [numbers[begin : begin + size] for begin in range(0, len(numbers), size)]


def drawn_counts(articles: int, *, draws: int, generator: np.random.Generator) -> Singles:
    """How often each article is drawn (articles x draws), with replacement, as many as there are."""
    drawn = generator.integers(articles, size=(draws, articles))
    drawn += articles * np.arange(draws)[:, None]
    counts = np.bincount(drawn.ravel(), minlength=drawn.size).reshape(drawn.shape)
    return np.ascontiguousarray(counts.T, dtype=np.float32)


def log_ratio_interval(
    matrix: sparse.csr_array,
    words: Integers,
    reference: sparse.csr_array | None,
    reference_words: Integers,
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
    makes the interval wide, as it should. The logarithm is taken of the bounds alone, for it keeps the order of ratios.
    """
    generator = np.random.default_rng(seed)
    mine = drawn_counts(len(words), draws=draws, generator=generator)
    theirs = drawn_counts(len(reference_words), draws=draws, generator=generator) if reference is not None else None
    c = np.maximum(words @ mine, 1)
    d = reference_words.sum() if theirs is None else np.maximum(reference_words @ theirs, 1)
    above, sizes = _zero_rule(zero, c, d)
    target, other = _single(matrix), None if reference is None else _single(reference)

    def ratios(rows: slice) -> Singles:
        a = above(_product(target[rows], mine))
        if theirs is None or other is None:
            b = above(fixed[rows, None].astype(np.float32))
        else:
            b = above(_product(other[rows], theirs))
        with np.errstate(divide="ignore", invalid="ignore"):
            np.divide(a, b, out=a)
        a *= sizes
        return a

    low, high = _middle(ratios, matrix.shape[1], draws, level)
    return log2(low), log2(high)


def _zero_rule(zero: ZeroRule, c: Floats, d: Floats) -> tuple[Callable[[Singles], Singles], Singles]:
    """What `measures.comparison.log_ratio` makes of counts, and of the sizes, by which their ratio is multiplied."""
    if zero == "walter":
        c, d = c + 0.5, d + 0.5
    sizes = (d / c).astype(np.float32)
    half = np.float32(0.5)
    if zero == "hardie":  # counts are whole: only a zero is below one half
        return lambda counts: np.maximum(counts, half), sizes
    if zero in ("half", "walter"):
        return lambda counts: counts + half, sizes
    return lambda counts: counts, sizes


def rate_interval(
    matrix: sparse.csr_array, words: Integers, *, draws: int, seed: int, level: float = 0.95
) -> tuple[Floats, Floats]:
    """The middle 95 % of count / words of each term when the articles are drawn anew; missing for a single article."""
    if len(words) < 2:
        return np.full(matrix.shape[1], np.nan), np.full(matrix.shape[1], np.nan)
    drawn = drawn_counts(len(words), draws=draws, generator=np.random.default_rng(seed))
    size = (1 / np.maximum(words @ drawn, 1)).astype(np.float32)
    target = _single(matrix)
    return _middle(lambda rows: _product(target[rows], drawn) * size, matrix.shape[1], draws, level)


def _single(matrix: sparse.csr_array) -> sparse.csr_array:
    return matrix.T.tocsr().astype(np.float32)


def _product(counts: sparse.csr_array, drawn: Singles) -> Singles:
    """Counts (terms x articles) times draws; rows with few zeros are faster as a plain matrix."""
    full = np.diff(counts.indptr) * 20 > counts.shape[1]
    if not full.any():
        return np.asarray(counts @ drawn)
    product = np.empty((counts.shape[0], drawn.shape[1]), dtype=np.float32)
    product[~full] = counts[np.flatnonzero(~full)] @ drawn
    product[full] = counts[np.flatnonzero(full)].toarray() @ drawn
    return product


def _middle(values: Callable[[slice], Singles], terms: int, draws: int, level: float) -> tuple[Floats, Floats]:
    """The bounds that leave out as much on either side, over the draws of each term."""
    bounds = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.full(terms, np.nan), np.full(terms, np.nan)
    for rows in _blocks(terms, draws):
        ordered = values(rows)
        ordered.sort(axis=1)  # five times as fast as np.quantile, which divides each row several times
        missing = np.isnan(ordered[:, -1])
        for bound, into in zip(bounds, (low, high), strict=True):
            below = int(bound * (draws - 1))
            first, second = ordered[:, below], ordered[:, min(below + 1, draws - 1)]
            with np.errstate(invalid="ignore"):
                between = first + (second - first) * (bound * (draws - 1) - below)
            into[rows] = np.where(missing, np.nan, np.where(first == second, first, between))
    return low, high


def _blocks(terms: int, draws: int) -> Iterator[slice]:
    width = max(_CELLS // max(draws, 1), 1)
    for begin in range(0, terms, width):
        yield slice(begin, min(begin + width, terms))
