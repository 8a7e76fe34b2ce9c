"""What stands beside the key words of many lines at once: the words by which lines are ordered and grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.index import TokenIndex
from toolkit.measures.association import log_likelihood
from toolkit.statistics.terms import stop_word_list

Places = npt.NDArray[np.int64]
Integers = npt.NDArray[np.int32]

COLLOCATES = 20  # words by which lines are ordered
RARE = 5  # times in a million words: a rarer word is rare
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Window:
    """Lines on an index: the tokens of their key words, and how many tokens are seen on each side."""

    index: TokenIndex
    first: Places
    last: Places
    size: int

    @property
    def low(self) -> Places:
        """The first token that each line shows."""
        begins: Places = self.index.first[self.index.articles[self.first]]
        return np.maximum(self.first - self.size, begins)

    @property
    def high(self) -> Places:
        """The token behind the last one that each line shows."""
        ends: Places = self.index.first[self.index.articles[self.first] + 1]
        return np.minimum(self.last + self.size + 1, ends)

    def neighbours(self) -> Iterator[tuple[Places, Places]]:
        """The tokens at each distance, with the numbers of the lines that have one there."""
        low, high = self.low, self.high
        for distance in range(1, self.size + 1):
            for tokens in (self.first - distance, self.last + distance):
                lines = np.flatnonzero((tokens >= low) & (tokens < high))
                yield tokens[lines], lines


class _Pieces(NamedTuple):
    """The letters and digits of all tokens, as numbers in the order of the alphabet; those of token n from first[n]."""

    numbers: Integers
    first: Integers
    distinct: int


def ordered_by_context(window: Window, side: str) -> Places:
    """The lines in the order of the words on one side, the nearest first."""
    pieces = _pieces(window.index)
    if side == "left":
        begin, end, step = pieces.first[window.low], pieces.first[window.first], -1
    else:
        begin, end, step = pieces.first[window.last + 1], pieces.first[window.high], 1
    bits = (pieces.distinct + 1).bit_length()
    keys: list[Places] = []
    at = end.astype(np.int64) - 1 if step < 0 else begin.astype(np.int64)
    there = (at >= begin) & (at < end)
    while there.any():
        key = np.zeros(len(at), dtype=np.int64)
        for _ in range(63 // bits):
            key <<= bits
            key[there] += pieces.numbers[at[there]] + 1
            at += step
            there = (at >= begin) & (at < end)
        keys.append(key)
    found: Places = np.lexsort(keys[::-1]) if keys else np.arange(len(at))
    return found


def _pieces(index: TokenIndex) -> _Pieces:
    kept = index.corpus._kept
    if "pieces" not in kept:
        words = [word for word, _ in index.vocabulary]
        of_type = [_WORD.findall(word.lower()) for word in words]
        every = {piece for pieces in of_type for piece in pieces}
        rank = {piece: number for number, piece in enumerate(sorted(every))}
        sizes = np.array([len(pieces) for pieces in of_type], dtype=np.int32)
        flat = np.array([rank[piece] for pieces in of_type for piece in pieces], dtype=np.int32)
        counts = sizes[index.types]
        first = np.concatenate(([0], np.cumsum(counts, dtype=np.int32))).astype(np.int32)
        begins = (np.cumsum(sizes) - sizes).astype(np.int32)[index.types]
        numbers = flat[np.repeat(begins - first[:-1], counts) + np.arange(first[-1], dtype=np.int32)]
        kept["pieces"] = _Pieces(numbers, first, len(rank))
    known: _Pieces = kept["pieces"]
    return known


def _term_counts(index: TokenIndex) -> Places:
    """How often the corpus has each term, as a word."""
    kept = index.corpus._kept
    if "term_counts" not in kept:
        by_type = index.type_counts * index.word_types
        kept["term_counts"] = np.bincount(index.term_of, weights=by_type, minlength=len(index.terms)).astype(np.int64)
    known: Places = kept["term_counts"]
    return known


def collocates(window: Window) -> list[str]:
    """The words that stand in the lines far more often than elsewhere (log-likelihood), the strongest first."""
    index = window.index
    everywhere = _term_counts(index)
    seen = np.zeros(len(everywhere), dtype=np.int64)
    for tokens, _ in window.neighbours():
        types = index.types[tokens]
        seen += np.bincount(index.term_of[types[index.word_types[types]]], minlength=len(seen))
    terms = np.flatnonzero((seen > 1) & (seen <= everywhere))
    words, total = int(seen.sum()), int(everywhere.sum())
    if not len(terms) or words >= total:
        return []
    f, f2 = seen[terms].astype(float), everywhere[terms].astype(float)
    score = log_likelihood(f, np.full(len(f), float(words)), f2, np.full(len(f), float(total)))
    more = f * total > words * f2
    stops, names = stop_word_list(), index.terms
    best = [names[terms[n]] for n in np.argsort(-score, kind="stable").tolist() if more[n]]
    return [name for name in best if name not in stops][:COLLOCATES]


def lines_with(window: Window, words: list[str]) -> Integers:
    """How many different ones of a few words each line shows."""
    index = window.index
    rank = np.full(len(index.terms) + 1, -1, dtype=np.int64)
    number_of = {name: number for number, name in enumerate(index.terms)}
    for number, word in enumerate(words):
        rank[number_of[word]] = number
    met = np.zeros(len(window.first), dtype=np.uint64)
    for tokens, lines in window.neighbours():
        found = rank[index.term_of[index.types[tokens]]]
        here = found >= 0
        met[lines[here]] |= np.uint64(1) << found[here].astype(np.uint64)
    return np.bitwise_count(met).astype(np.int32)


def rare_words(window: Window) -> Integers:
    """How many words each line shows that the corpus has at most `RARE` times in a million, or once."""
    index = window.index
    counts = _term_counts(index)
    rare = counts <= max(1.0, RARE * counts.sum() / 1_000_000)
    rare_types = rare[index.term_of] & index.word_types
    met = np.zeros(len(window.first), dtype=np.int32)
    for tokens, lines in window.neighbours():
        met[lines[rare_types[index.types[tokens]]]] += 1
    return met


def beside(window: Window, side: str) -> tuple[Places, list[str]]:
    """For each line a number, and what the numbers mean: the words directly beside the key word that repeat.

    `side` is "left", "right" or "beside": the words on both sides if they repeat together, else the one that repeats
    more often. "" stands for lines beside whose key word nothing repeats.
    """
    names = window.index.terms
    size = len(names) + 1
    left, right = _next(window, window.first - 1), _next(window, window.last + 1)
    often_left, often_right = _repeats(left), _repeats(right)
    both = np.where((left >= 0) & (right >= 0), left * size + right, -1)
    # one number for each pattern: 0 for none, then the words before, the words behind, and the pairs
    found = np.zeros(len(left), dtype=np.int64)
    if side != "left":
        found = np.where(often_right > 1, size + right + 1, found)
    if side == "left":
        found = np.where(often_left > 1, left + 1, found)
    if side == "beside":
        found = np.where((often_left > 1) & (often_left >= often_right), left + 1, found)
        found = np.where(_repeats(both) > 1, 2 * size + both + 1, found)
    patterns, which = np.unique(found, return_inverse=True)
    said = []
    for pattern in patterns.tolist():
        if pattern == 0:
            said.append("")
        elif pattern <= size:
            said.append(f"{names[pattern - 1]} ~")
        elif pattern <= 2 * size:
            said.append(f"~ {names[pattern - size - 1]}")
        else:
            before, behind = divmod(pattern - 2 * size - 1, size)
            said.append(f"{names[before]} ~ {names[behind]}")
    return which.astype(np.int64), said


def neighbours_of(window: Window) -> tuple[list[str], list[str]]:
    """The words directly before and behind the key word of each line; "" at the edges of articles."""
    names = [*window.index.terms, ""]
    before, behind = _next(window, window.first - 1), _next(window, window.last + 1)
    return [names[n] for n in before.tolist()], [names[n] for n in behind.tolist()]


def _next(window: Window, tokens: Places) -> Places:
    """The terms of the tokens beside key words; -1 at the edges of articles."""
    index = window.index
    inside = np.clip(tokens, 0, len(index) - 1)
    same = (tokens == inside) & (index.articles[inside] == index.articles[window.first])
    return np.where(same, index.term_of[index.types[inside]].astype(np.int64), -1)


def _repeats(keys: Places) -> Places:
    """How often each key stands in its column; 0 for none."""
    _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.where(keys < 0, 0, counts[which])
