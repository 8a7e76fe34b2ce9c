"""Inference over articles: words of one article depend on each other, so whole articles change sides.

A test that takes each word for an independent draw (G2, χ²) finds differences between random halves of one corpus far
too often (Kilgarriff 2001; Brezina and Meyerhoff 2014; Lijffijt et al. 2016; docs/benchmarks.md has our figures).

The work is products of the matrix of counts with blocks of draws, in single precision, which halves the memory that
every product has to move. Intervals are in `toolkit.statistics.intervals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.measures.arrays import Floats

AGAIN = 20  # times the draws more, for terms whose p-value would otherwise be a floor
ENOUGH = 10  # draws beyond what was seen, on either side, after which a term needs no further ones
LEAST = 2  # articles that a drawn side has at least
_FIRST = 10  # this share of the draws tells most terms that are not extreme at all
_DRAWS, _TERMS = 256, 512  # a block of counts in single precision fits the cache: half a megabyte
_ROUNDING = np.float32(1e-5)  # statistics this near to each other are the same

Singles = NDArray[np.float32]
Integers = NDArray[np.int64]


def permutation_p(
    matrix: sparse.csr_array, words: Integers, groups: Sequence[Integers], *, draws: int, seed: int
) -> Floats:
    """Two-sided p-values, groups x terms: each group against all other articles, over random orders of the articles.

    `groups` are the numbers of the articles of each. In a draw a group gets articles from the beginning of the order
    until it has as many words as it really has: where articles differ in length, a group of short articles would
    otherwise be compared with groups of twice its size. One draw serves all groups and terms.

    There are two statistics. One is the difference of the rates, count / words. The other is that over its standard
    error by articles (Janssen 1997; Chung and Romano 2013): with the residuals e = count - R words of the articles, R
    the rate of all, (Σ e / c) (W / d) / √(Σ e² / c² + Σ' e² / d²); Σ goes over the articles of the group with c words,
    Σ' over the others with d words, W = c + d. The first alone is too sure where the articles of a group are longer
    and so vary more; the second alone where many draws have the same uses and differ in the lengths of the articles.
    A draw counts as high, or as low, as what was seen if it is so by either of them. p is twice the smaller of the
    shares (1 + k) / (1 + n) of such draws on both sides, at most 1.

    The draws come in stages that end after a tenth of `draws`, after `draws`, and after two, four, eight and 21 times
    as many. A term goes no further once both its k are at least `ENOUGH`. Such a p stays valid (Besag and Clifford
    1991): let m be the end of the first stage that could end with p at most α. Terms that stopped before it have a
    larger p, and those that go on have k < `ENOUGH` on one side and so p at most α already; hence p is at most α only
    where it is so at m, a fixed number of draws, which by exchangeability happens with a probability of at most α.
    """
    generator = np.random.default_rng(seed)
    above = np.zeros((len(groups), matrix.shape[1]), dtype=np.int64)
    below, n = np.zeros_like(above), np.zeros_like(above)
    columns = matrix.tocsc()
    contrasts = [_Contrast(columns, words, members) for members in groups]
    for number, contrast in enumerate(contrasts):
        above[number, contrast.even] = below[number, contrast.even] = ENOUGH  # nothing to draw for: p is 1
    for draws_more in _stages(draws, len(words)):
        open_terms = [np.flatnonzero(np.minimum(*ks) < ENOUGH) for ks in zip(above, below, strict=True)]
        pieces = [contrast.of(terms) for contrast, terms in zip(contrasts, open_terms, strict=True)]
        for begin in range(0, draws_more, _DRAWS):
            orders = np.tile(np.arange(len(words)), (min(_DRAWS, draws_more - begin), 1))
            generator.permuted(orders, axis=1, out=orders)
            for number, (piece, terms) in enumerate(zip(pieces, open_terms, strict=True)):
                high, low = piece.exceeded(orders)
                above[number, terms] += high
                below[number, terms] += low
        for row, terms in zip(n, open_terms, strict=True):
            row[terms] += draws_more
    shares: NDArray[np.float64] = np.minimum(2 * (1 + np.minimum(above, below)) / (1 + n), 1)
    return shares


def _stages(draws: int, articles: int) -> list[int]:
    """The draws that each stage adds."""
    last = (1 + AGAIN) * draws if articles > 2 else draws
    ends = [draws // _FIRST, *(times * draws for times in (1, 2, 4, 8)), last]
    return [end - begin for begin, end in pairwise([0, *sorted(end for end in ends if end <= last)])]


class _Contrast:
    """One group against the rest, seen from the side with fewer articles: p is the same from both."""

    def __init__(self, matrix: sparse.csc_array, words: Integers, members: Integers) -> None:
        others = np.setdiff1d(np.arange(len(words)), members)
        self.places = min(members, others, key=len)
        self.words, self.all_words = words, max(float(words.sum()), 1.0)
        self.squares = words.astype(np.float64) ** 2
        self.size = float(words[self.places].sum())
        self.least = min(LEAST, len(self.places))
        self.matrix = matrix.astype(np.float64)
        self.rate = np.asarray(matrix.sum(axis=0), dtype=float).ravel() / self.all_words
        # what the squares of residuals hold beside (rate x words)², which is the same for all terms but for the rate
        self.inner = self.matrix.copy()
        rate = np.repeat(self.rate, np.diff(self.matrix.indptr))
        self.inner.data = self.matrix.data * (self.matrix.data - 2 * rate * words[self.matrix.indices])
        self.variance = np.asarray(self.inner.sum(axis=0)).ravel() + self.rate**2 * self.squares.sum()
        # a term that has the same rate in every article differs nowhere
        self.even = self.variance <= 1e-9 * np.asarray(matrix.sum(axis=0)).ravel()
        chosen = np.isin(np.arange(len(words)), self.places)
        self.seen_difference, self.seen = (values[:, 0] for values in _statistics(
            (self.matrix.T @ chosen)[:, None], (self.inner.T @ chosen)[:, None], self.rate, self.variance,
            self.draw(np.sort(self.places)[None, :], np.array([len(self.places)])),
        ))  # fmt: skip

    def sizes(self, orders: Integers) -> Integers:
        """How many articles of each order are taken: those whose middle lies within the words that the side has."""
        lengths = self.words[orders]
        middles = np.cumsum(lengths, axis=1) - lengths / 2
        found: Integers = np.clip((middles < self.size).sum(axis=1), self.least, orders.shape[1] - self.least)
        return found

    def draw(self, orders: Integers, sizes: Integers) -> _Drawn:
        taken = np.arange(orders.shape[1]) < sizes[:, None]
        c = np.maximum((self.words[orders] * taken).sum(axis=1), 1)
        return _Drawn(
            orders[taken], sizes, c.astype(np.float64), (self.squares[orders] * taken).sum(axis=1), self.all_words
        )

    def of(self, terms: NDArray[np.intp]) -> _Piece:
        """Some terms of it, divided by what is cheaper: a pass over their counts, or over the articles drawn."""
        dear = np.diff(self.matrix.indptr)[terms] > len(self.places) + self.matrix.shape[0] // 64
        return _Piece(self, terms, np.flatnonzero(~dear), np.flatnonzero(dear))


class _Drawn:
    """The sides that some orders give: their articles one after the other, how many, and what the statistic needs."""

    def __init__(self, articles: Integers, sizes: Integers, c: Floats, squares: Floats, all_words: float) -> None:
        d = np.maximum(all_words - c, 1)
        self.articles, self.sizes, self.c, self.squares = articles, sizes, c, squares
        self.difference = all_words / (c * d)
        self.mine, self.theirs = 1 / c**2 - 1 / d**2, 1 / d**2


def _statistics(
    counts: Any, inner: Any, rate: Floats, variance: Floats, drawn: _Drawn
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The difference and the studentised difference, terms x draws; the arrays given are used up."""
    counts -= np.multiply.outer(rate.astype(counts.dtype), drawn.c.astype(counts.dtype))
    counts *= drawn.difference.astype(counts.dtype)
    inner += np.multiply.outer((rate**2).astype(inner.dtype), drawn.squares.astype(inner.dtype))
    np.maximum(inner, 0, out=inner)
    inner *= drawn.mine.astype(inner.dtype)
    inner += np.multiply.outer(variance.astype(inner.dtype), drawn.theirs.astype(inner.dtype))
    np.maximum(inner, 1e-30, out=inner)
    np.sqrt(inner, out=inner)
    np.divide(counts, inner, out=inner)
    return counts, inner


class _Piece:
    """Terms of a contrast that are still drawn for."""

    def __init__(
        self, contrast: _Contrast, terms: NDArray[np.intp], cheap: NDArray[np.intp], dear: NDArray[np.intp]
    ) -> None:
        self.contrast, self.terms = contrast, terms
        self.cheap = [(rows, *self._both(rows)) for rows in _parts(cheap, _TERMS)]
        self.dear = [(rows, *self._both(rows)) for rows in _parts(dear, _TERMS)]

    def _both(self, rows: NDArray[np.intp]) -> tuple[sparse.csr_array, sparse.csr_array]:
        both = self.contrast.matrix, self.contrast.inner
        first, second = (one[:, self.terms[rows]].astype(np.float32).T.tocsr() for one in both)
        return first, second

    def exceeded(self, orders: Integers) -> tuple[Integers, Integers]:
        """For each term in how many orders the statistic is at least as high as what was seen, and at least as low."""
        contrast = self.contrast
        high, low = np.zeros((2, len(self.terms)), dtype=np.int64)
        if not len(self.terms):
            return high, low
        drawn = contrast.draw(orders, contrast.sizes(orders))
        begins = np.concatenate(([0], np.cumsum(drawn.sizes)))
        ones = np.ones(len(drawn.articles), dtype=np.float32)
        chosen = sparse.csr_array((ones, drawn.articles, begins), shape=orders.shape)
        if self.cheap:
            labels = np.ascontiguousarray(chosen.toarray().T)
            for rows, counts, inner in self.cheap:
                high[rows], low[rows] = self._compared(rows, counts @ labels, inner @ labels, drawn)
        for rows, counts, inner in self.dear:
            first, second = (np.ascontiguousarray((chosen @ one.toarray().T).T) for one in (counts, inner))
            high[rows], low[rows] = self._compared(rows, first, second, drawn)
        return high, low

    def _compared(
        self, rows: NDArray[np.intp], counts: Singles, inner: Singles, drawn: _Drawn
    ) -> tuple[Integers, Integers]:
        terms = self.terms[rows]
        contrast = self.contrast
        rate = contrast.rate[terms]
        difference, studentised = _statistics(counts, inner, rate, contrast.variance[terms], drawn)
        high, low = np.zeros((2, *difference.shape), dtype=bool)
        for found, seen, size in (
            (difference, contrast.seen_difference[terms], rate),
            (studentised, contrast.seen[terms], np.ones(len(terms))),
        ):
            tolerance = _ROUNDING * np.maximum(np.abs(seen), size)
            high |= found >= (seen - tolerance).astype(np.float32)[:, None]
            low |= found <= (seen + tolerance).astype(np.float32)[:, None]
        return high.sum(axis=1), low.sum(axis=1)


def _parts(numbers: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
    return [numbers[begin : begin + size] for begin in range(0, len(numbers), size)]
