"""The tokens of many texts as numbers, batch after batch: each word and each difficult chunk is looked at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import count, repeat

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.index.splitting import (
    BREAK,
    CODES,
    MARKS,
    MASKS,
    Pieces,
    as_numbers,
    places_in,
    spelled,
    spelled_as_number,
    split,
)
from toolkit.text.tokens import STOPPED, cut

Integers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]

BATCH = 1_000_000  # characters that are split at once: larger batches hold more memory and are no faster
_LONGEST = 16  # characters of words that are looked up as numbers
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, with bits all over


class Builder:
    """The columns of an index, in pieces that are still to be joined.

    While texts are read, a type is a number within its batch, for plain words, or one of `words`, from -1 downwards.
    At the end each plain word is spelled once, whatever the number of batches that it stood in.
    """

    def __init__(self) -> None:
        self.words: list[str] = []  # of each type; strings alone, for the garbage collector passes over them
        self.kinds: list[str] = []
        self.types: list[Integers] = []
        self.starts: list[Integers] = []
        self.breaks: list[Booleans] = []
        self.sizes: list[int] = []
        self._numbers: dict[str, dict[str, int]] = {}  # of each kind the types of words
        self._plain: list[tuple[Keys, Keys]] = []  # of each batch its distinct words of up to eight and sixteen letters
        self._chunks: dict[str, int] = {}
        # the tokens of chunk n: `_sizes[n]` of them, from `_begins[n]` on in the flat columns
        self._sizes, self._begins, self._flat_types, self._flat_starts = array("i"), array("i"), array("i"), array("i")
        self._marks = np.zeros(256, dtype=np.int32)
        for mark in MARKS:
            self._marks[CODES[mark]] = -1 - self._number(mark, cut(mark)[2][0])

    def read(self, texts: Iterable[str]) -> None:
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text)
            if size > BATCH:
                self._read_batch(batch)
                batch, size = [], 0
        self._read_batch(batch)
        self._spell()

    def _read_batch(self, texts: list[str]) -> None:
        if not texts:
            return
        joined = "\n".join([*texts, ""])
        pieces = split(joined)
        types = np.empty(len(pieces.begins), dtype=np.int32)
        marks = np.flatnonzero(~pieces.words)
        types[marks] = self._marks[pieces.codes[pieces.begins[marks]]]
        difficult = np.searchsorted(pieces.begins, pieces.difficult[:, 0])
        types[difficult] = 0
        ends, stops = _with_stops(pieces, marks[types[marks] == self._marks[CODES["."]]])
        types[pieces.words] = self._words(joined, pieces, ends)

        chunks = np.fromiter(
            (self._chunk(joined[begin:end]) for begin, end in pieces.difficult.tolist()),
            dtype=np.int64,
            count=len(difficult),
        )
        sizes, inner = _view(self._sizes)[chunks], _view(self._begins)[chunks]
        counts = np.ones(len(types), dtype=np.int64)
        counts[stops] = 0
        counts[difficult] = sizes
        types, starts = np.repeat(types, counts), np.repeat(pieces.begins, counts)
        # what the tokens of difficult chunks are: they begin where all pieces before have been counted
        firsts = _shifted(difficult, counts, np.union1d(difficult, stops))
        places = places_in(firsts, sizes)
        inside = places_in(inner, sizes)
        types[places] = -1 - _view(self._flat_types)[inside]
        starts[places] += _view(self._flat_starts)[inside]

        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
        text_starts = np.concatenate(([0], np.cumsum(lengths)))
        tokens = np.diff(np.searchsorted(starts, text_starts))
        breaks = np.zeros(len(starts), dtype=bool)
        before = np.searchsorted(starts, np.flatnonzero(pieces.codes == BREAK)) - 1
        breaks[before[before >= 0]] = True
        self.types.append(types)
        self.starts.append((starts - np.repeat(text_starts[:-1], tokens)).astype(np.int32))
        self.breaks.append(breaks)
        self.sizes += tokens.tolist()

    def _words(self, joined: str, pieces: Pieces, ends: Places) -> Integers:
        """The types of plain words and numbers: up to eight letters are one whole number, up to sixteen are two."""
        begins = pieces.begins[pieces.words]
        lengths = ends - begins
        numbers = as_numbers(pieces.codes)
        first = numbers[begins] & MASKS[np.minimum(lengths, 8)]
        longer = np.flatnonzero(lengths > 8)
        start = first[longer]
        first[longer] = 0
        codes, short = pd.factorize(first)
        types: Integers = codes.astype(np.int32)
        longer, start = longer[(fits := lengths[longer] <= _LONGEST)], start[fits]
        pairs = np.stack((start, numbers[begins[longer] + 8] & MASKS[lengths[longer] - 8]), axis=1)
        codes, middle = _factorize_pairs(pairs)
        types[longer] = codes + len(short)
        self._plain.append((short, middle))
        for place in np.flatnonzero(lengths > _LONGEST).tolist():
            word = joined[begins[place] : ends[place]]
            types[place] = -1 - self._number(word, "number" if word[0] <= "9" else "word")
        return types

    def _spell(self) -> None:
        """Gives the plain words of all batches their types."""
        shorts, middles = [short for short, _ in self._plain], [middle for _, middle in self._plain]
        places, short = pd.factorize(np.concatenate([*shorts, np.zeros(0, dtype=np.uint64)]))
        further, middle = _factorize_pairs(np.concatenate([*middles, np.zeros((0, 2), dtype=np.uint64)]))
        others = np.arange(len(self.words) - 1, -1, -1, dtype=np.int32)  # -1 is the last one of a list
        types, more = self._types(short[:, None])[places], self._types(middle)[further]
        at = after = 0
        for number, (short, middle) in enumerate(self._plain):
            own = types[at : at + len(short)], more[after : after + len(middle)]
            self.types[number] = np.concatenate((*own, others))[self.types[number]]
            at, after = at + len(short), after + len(middle)
        self._plain = []

    def _types(self, keys: Keys) -> Integers:
        """The types of distinct plain words."""
        types = np.zeros(len(keys), dtype=np.int32)
        head = keys[:, 0] & MASKS[1]  # 0: no word, but what stood in the place of longer ones
        counted = head < CODES["A"]  # all are letters and digits of ASCII
        for places, kind in ((np.flatnonzero(counted & (head > 0)), "number"), (np.flatnonzero(~counted), "word")):
            words, numbers = spelled(keys[places]), self._numbers.setdefault(kind, {})
            new = [word for word in words if word not in numbers]
            numbers.update(zip(new, count(len(self.words)), strict=False))
            self.words += new
            self.kinds += repeat(kind, len(new))
            types[places] = np.fromiter(map(numbers.__getitem__, words), dtype=np.int32, count=len(words))
        return types

    def _chunk(self, chunk: str) -> int:
        number = self._chunks.get(chunk)
        if number is None:
            number = self._chunks[chunk] = len(self._sizes)
            words, _, kinds, starts, _ = cut(chunk)
            self._begins.append(len(self._flat_types))
            self._flat_types.extend(map(self._number, words, kinds))
            self._flat_starts.extend(starts)
            self._sizes.append(len(words))
        return number

    def _number(self, word: str, kind: str) -> int:
        numbers = self._numbers.setdefault(kind, {})
        number = numbers.get(word)
        if number is None:
            number = numbers[word] = len(self.words)
            self.words.append(word)
            self.kinds.append(kind)
        return number


_STOPPED = np.array([spelled_as_number(word) for word in sorted(STOPPED)], dtype=np.uint64)


def _with_stops(pieces: Pieces, stops: Places) -> tuple[Places, Places]:
    """Joins full stops to the abbreviations they belong to: the new ends of words, and the pieces that are no more."""
    before = stops[stops > 0] - 1
    before = before[pieces.words[before]]
    words = np.searchsorted(np.flatnonzero(pieces.words), before)
    begins, ends = pieces.begins[before], pieces.ends[words]
    near = (ends == pieces.begins[before + 1]) & (ends - begins < 8)
    before, words, begins, ends = before[near], words[near], begins[near], ends[near]
    belongs = np.isin(as_numbers(pieces.codes)[begins] & MASKS[ends - begins], _STOPPED)
    longer = pieces.ends.copy()
    longer[words[belongs]] += 1
    behind: Places = before[belongs] + 1
    return longer, behind


def _factorize_pairs(pairs: Keys) -> tuple[Places, Keys]:
    """Rows of two numbers as numbers of distinct rows; by a mixed number, of which it is checked that it told apart."""
    codes, _ = pd.factorize((pairs * _MIX).sum(axis=1, dtype=np.uint64))
    places = np.empty(codes.max(initial=-1) + 1, dtype=np.int64)
    places[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    distinct = pairs[places]
    if not np.array_equal(distinct[codes], pairs):
        distinct, codes = np.unique(pairs, axis=0, return_inverse=True)
    return codes, distinct


def _shifted(pieces: Places, counts: Places, uneven: Places) -> Places:
    """Where pieces stand when each piece is repeated by its count; all but `uneven` have the count 1."""
    more = np.concatenate(([0], np.cumsum(counts[uneven] - 1)))
    shifted: Places = pieces + more[np.searchsorted(uneven, pieces)]
    return shifted


def _view(column: array[int]) -> Integers:
    """The numbers of a growing column as they are now; a copy, so that it can go on growing."""
    return np.array(column, dtype=np.int32)
