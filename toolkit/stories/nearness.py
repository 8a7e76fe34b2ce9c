"""How near two stories are to each other, where both were published at about the same time.

Each article is a vector of four parts with tf-idf weights (Salton and Buckley 1988): the whole text, its opening with
the headline, the headline, and the numbers. Every part has length one, so that a long text weighs no more than its
headline is allowed to, and so has the whole: nearness is a cosine between 0 and 1. Names are rare terms, and rare terms
weigh most; a part of their own for them added nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from toolkit.analysis import token_index
from toolkit.articles import Corpus
from toolkit.index import TokenIndex
from toolkit.statistics.terms import stop_word_list

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENING = 2000  # characters of a text, with the headline before them: what a story is about stands there
# What each part is worth, by logistic regression over pairs of half of the events, docs/benchmarks.md#events.
WEIGHTS = {"text": 0.36, "opening": 0.33, "headline": 0.24, "numbers": 0.07}
LEAST = 0.05  # pairs that are less near have nothing to do with each other
NAME = 0.8  # a term of whose uses so many begin with a capital is a name
_BLOCK = 512  # articles that are compared with all others at once


class Pairs(NamedTuple):
    """Pairs of articles, each once: their numbers, how near they are, and how many days lie between (-1: not known)."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    nearness: NDArray[np.float64]
    days: NDArray[np.int64]


class Stories:
    """The articles of a corpus as vectors, and the terms that make them near: names, numbers and other words."""

    def __init__(self, corpus: Corpus) -> None:
        index = token_index(corpus)
        heads = TokenIndex(Corpus([article.headline_article for article in corpus]))
        of_number = np.fromiter((kind == "number" for _, kind in index.vocabulary), bool, len(index.vocabulary))
        number = of_number[index.types]
        self._text = _Part(index, ~number)
        self._numbers = _Part(index, number)
        headline = _Part(heads, None)
        parts = {
            "text": self._text.weighted,
            "opening": _tfidf(_sum(_Part(index, ~number & (index.starts < OPENING)), headline)),
            "headline": headline.weighted,
            "numbers": self._numbers.weighted,
        }
        self.vectors = _unit(sparse.hstack([WEIGHTS[name] ** 0.5 * part for name, part in parts.items()], format="csr"))
        self.published = [None if one.published is None else one.published.toordinal() for one in corpus]
        self._is_name = _names(index, set(self._text.terms))

    def pairs(self, days: int) -> Pairs:
        """All pairs at most so many days apart; an article without a date may be of any day."""
        found = list(self._blocks(days))
        columns = (np.concatenate([block[n] for block in found]) if found else np.zeros(0) for n in range(4))
        left, right, nearness, apart = columns
        return Pairs(left.astype(np.int64), right.astype(np.int64), nearness, apart.astype(np.int64))

    def _blocks(self, days: int) -> Iterator[Pairs]:
        when = np.array([np.nan if day is None else day for day in self.published])
        turned = self.vectors.T.tocsc()
        for first in range(0, len(when), _BLOCK):
            block = (self.vectors[first : first + _BLOCK] @ turned).tocoo()
            near = (block.data >= LEAST) & (block.row + first < block.col)
            left, right, nearness = block.row[near].astype(np.int64) + first, block.col[near], block.data[near]
            apart = np.abs(when[left] - when[right])
            inside = np.isnan(apart) | (apart <= days)
            known = np.where(np.isnan(apart), -1, apart)[inside].astype(np.int64)
            yield Pairs(left[inside], right[inside].astype(np.int64), nearness[inside], known)

    def shared(self, articles: list[int], *, most: int) -> tuple[list[str], list[str], list[str]]:
        """Names, numbers and other terms that weigh most in common: each stands in half of the articles, and in two."""
        least = max(2, (len(articles) + 1) // 2)
        terms = self._text.common(articles, least)
        names = [term for term in terms if term in self._is_name]
        others = [term for term in terms if term not in self._is_name]
        return names[:most], self._numbers.common(articles, least)[:most], others[:most]


class _Part:
    """The terms of one part of every article: counted, and weighted by tf-idf."""

    def __init__(self, index: TokenIndex, keep: NDArray[np.bool_] | None) -> None:
        stop = stop_word_list()
        counts = index.counts(keep=keep, order="alphabet")
        kept = [number for number, term in enumerate(counts.terms) if term not in stop]
        self.counts = sparse.csr_matrix(counts.matrix[:, kept])
        self.terms = [counts.terms[number] for number in kept]
        self.weighted = _tfidf(self.counts)

    def common(self, articles: list[int], least: int) -> list[str]:
        """The terms of at least so many of these articles, those that weigh most first."""
        rows = self.weighted[articles].tocsc()
        inside = np.diff(rows.indptr)
        weights = np.asarray(rows.sum(axis=0)).ravel()
        found = np.flatnonzero(inside >= least).tolist()
        return [self.terms[n] for n in sorted(found, key=lambda n: (-weights[n], self.terms[n]))]


def _names(index: TokenIndex, terms: set[str]) -> set[str]:
    """The terms that are written with a capital wherever they stand."""
    capital = np.fromiter((word[:1].isupper() for word, _ in index.vocabulary), bool, len(index.vocabulary))
    uses = np.bincount(index.term_of, weights=index.type_counts, minlength=len(index.terms))
    large = np.bincount(index.term_of, weights=index.type_counts * capital, minlength=len(index.terms))
    return {index.terms[n] for n in np.flatnonzero(large >= NAME * uses).tolist()} & terms


def _sum(one: _Part, other: _Part) -> sparse.csr_matrix:
    """The counts of two parts of the same articles, added up."""
    place = {term: number for number, term in enumerate(sorted({*one.terms, *other.terms}))}
    wide = []
    for part in (one, other):
        cells = part.counts.tocoo()
        columns = np.array([place[term] for term in part.terms], dtype=np.int64)
        wide.append(sparse.csr_matrix((cells.data, (cells.row, columns[cells.col])), (cells.shape[0], len(place))))
    return sparse.csr_matrix(wide[0] + wide[1])


def _tfidf(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Counts as weights: (1 + ln tf) (1 + ln((1 + n) / (1 + df))), each row of length one."""
    weighted = counts.astype(np.float64)
    articles = np.bincount(weighted.indices, minlength=counts.shape[1])
    rare = 1 + np.log((1 + counts.shape[0]) / (1 + articles))
    weighted.data = (1 + np.log(weighted.data)) * rare[weighted.indices]
    return _unit(weighted)


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix)
