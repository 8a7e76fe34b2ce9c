"""The tokens of many texts as numbers, batch after batch: each word and each difficult chunk is looked at once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from itertools import count, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.index.splitting import (
    BREAK,
    CODES,
    MARKS,
    MASKS,
    SPACE,
    STOP,
    Pieces,
    as_numbers,
    places_in,
    spelled,
    split,
)
from toolkit.text.tokens import cut, ends_with_stop, has_spaced_dots

Integers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]

BATCH = 1_000_000  # characters that are split at once: larger batches hold more memory and are no faster
_NEW = -2  # stands for a word that has no number yet
_LONGEST = 16  # characters of words that are looked up as numbers
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, with bits all over


class Builder:
    """The columns of an index, in pieces that are still to be joined; it remembers all that it has met."""

    def __init__(self) -> None:
        self.words: list[str] = []  # of each type; strings alone, for the garbage collector passes over them
        self.kinds: list[str] = []
        self.types: list[Integers] = []
        self.starts: list[Integers] = []
        self.breaks: list[Booleans] = []
        self.sizes: list[int] = []
        self._numbers: dict[str, dict[str, int]] = {}  # of each kind the types of words
        self._with_stop = np.zeros(0, dtype=np.int32)  # per type: it and a full stop that belongs to it, as far as known
        self._short: dict[int, int] = {0: -1}  # no word: what stands in the place of longer ones
        self._middle: dict[bytes, int] = {}
        self._long: dict[str, int] = {}
        self._chunks: dict[str, int] = {}
        # the tokens of chunk n: `_sizes[n]` of them, from `_begins[n]` on in the flat columns
        self._sizes, self._begins, self._flat_types, self._flat_starts = array("i"), array("i"), array("i"), array("i")
        self._marks = np.zeros(256, dtype=np.int32)
        for mark in MARKS:
            self._marks[CODES[mark]] = self._number(mark, cut(mark)[2][0])

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

    def _read_batch(self, texts: list[str]) -> None:
        if not texts:
            return
        joined = "\n".join([*texts, ""])
        if any(tie in joined for tie in _TIES.values()):
            for text in texts:
                if any(tie in text for tie in _TIES.values()):
                    self._read_alone(text)
                else:
                    self._read_plain([text], f"{text}\n")
            return
        self._read_plain(texts, joined)

    def _read_plain(self, texts: list[str], joined: str) -> None:
        if has_spaced_dots(joined):
            joined = _SPACED_DOTS.sub(_tie, joined)
        pieces = split(joined)
        types = np.empty(len(pieces.begins), dtype=np.int32)
        marks = np.flatnonzero(~pieces.words)
        types[pieces.words] = self._words(joined, pieces)
        types[marks] = self._marks[pieces.codes[pieces.begins[marks]]]
        difficult = np.searchsorted(pieces.begins, pieces.difficult[:, 0])
        types[difficult] = -1
        stops = self._join_stops(pieces, types, marks)

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
        types[places] = _view(self._flat_types)[inside]
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

    def _words(self, joined: str, pieces: Pieces) -> Integers:
        """The types of plain words and numbers: up to eight letters are one whole number, up to sixteen are two."""
        begins = pieces.begins[pieces.words]
        lengths = pieces.ends - begins
        numbers = as_numbers(pieces.codes)
        first = numbers[begins] & MASKS[np.minimum(lengths, 8)]
        longer = np.flatnonzero(lengths > 8)
        start = first[longer]
        first[longer] = 0
        codes, short = pd.factorize(first)
        types = self._known(self._short, short.tolist(), short[:, None])[codes]
        longer, start = longer[(fits := lengths[longer] <= _LONGEST)], start[fits]
        if len(longer):
            pairs = np.stack((start, numbers[begins[longer] + 8] & MASKS[lengths[longer] - 8]), axis=1)
            codes, distinct = _factorize_pairs(pairs)
            types[longer] = self._known(self._middle, distinct.view("S16").ravel().tolist(), distinct)[codes]
        for place in np.flatnonzero(lengths > _LONGEST).tolist():
            word = joined[begins[place] : pieces.ends[place]]
            number = self._long.get(word)
            if number is None:
                number = self._long[word] = self._number(word, "number" if word[0] <= "9" else "word")
            types[place] = number
        return types

    def _known(self, known: dict[Any, int], keys: list[Any], numbers: Keys) -> Integers:
        """The types of distinct keys; those that are new are spelled out."""
        types = np.fromiter(map(known.get, keys, repeat(_NEW)), dtype=np.int32, count=len(keys))
        new = np.flatnonzero(types == _NEW)
        if len(new):
            first = numbers[new, 0] & MASKS[1]
            counted = first < CODES["A"]  # all are letters and digits of ASCII
            for places, kind in ((new[counted], "number"), (new[~counted], "word")):
                types[places] = self._register(spelled(numbers[places]), kind)
            known.update(zip(map(keys.__getitem__, new.tolist()), types[new].tolist(), strict=True))
        return types

    def _register(self, words: list[str], kind: str) -> Integers:
        """The types of distinct words of one kind."""
        numbers = self._numbers.setdefault(kind, {})
        new = [word for word in words if word not in numbers]
        numbers.update(zip(new, count(len(self.words))))
        self.words += new
        self.kinds += repeat(kind, len(new))
        return np.fromiter(map(numbers.__getitem__, words), dtype=np.int32, count=len(words))

    def _join_stops(self, pieces: Pieces, types: Integers, marks: Places) -> Places:
        """Joins full stops to the abbreviations they belong to. Gives the pieces that are no tokens any more."""
        stops = marks[types[marks] == self._marks[STOP]]
        before = stops[stops > 0] - 1
        before = before[pieces.words[before]]
        gaps = pieces.codes[pieces.begins[before + 1] - 1]
        before = before[(gaps != SPACE) & (gaps != BREAK)]
        joined = self._stopped(types[before])
        before, joined = before[joined >= 0], joined[joined >= 0]
        types[before] = joined
        behind: npt.NDArray[np.int64] = before + 1
        return behind

    def _read_alone(self, text: str) -> None:
        words, _, kinds, starts, ends = cut(text)
        types = list(map(self._number, words, kinds))
        gaps = zip(ends, [*starts[1:], len(text)], strict=True)
        self.types.append(np.asarray(types, dtype=np.int32))
        self.starts.append(np.asarray(starts, dtype=np.int32))
        self.breaks.append(np.fromiter(("\n" in text[end:start] for end, start in gaps), dtype=bool, count=len(words)))
        self.sizes.append(len(words))

    def _chunk(self, chunk: str) -> int:
        number = self._chunks.get(chunk)
        if number is None:
            number = self._chunks[chunk] = len(self._sizes)
            words, _, kinds, starts, _ = cut(_untie(chunk))
            self._begins.append(len(self._flat_types))
            self._flat_types.extend(map(self._number, words, kinds))
            self._flat_starts.extend(starts)
            self._sizes.append(len(words))
        return number

    def _stopped(self, types: Integers) -> Integers:
        """The types of words together with a full stop behind them; -1 where it does not belong to the word."""
        if len(self.words) > len(self._with_stop):
            unknown = np.full(2 * len(self.words) - len(self._with_stop), _NEW, dtype=np.int32)
            self._with_stop = np.concatenate((self._with_stop, unknown))
        found = self._with_stop[types]
        for type_ in np.unique(types[found == _NEW]).tolist():
            belongs = self.kinds[type_] == "word" and ends_with_stop(word := self.words[type_])
            self._with_stop[type_] = self._number(f"{word}.", "word") if belongs else -1
        return self._with_stop[types]

    def _number(self, word: str, kind: str) -> int:
        numbers = self._numbers.setdefault(kind, {})
        number = numbers.get(word)
        if number is None:
            number = numbers[word] = len(self.words)
            self.words.append(word)
            self.kinds.append(kind)
        return number


def _factorize_pairs(pairs: Keys) -> tuple[Places, Keys]:
    """Rows of two numbers as numbers of distinct rows; by a mixed number, of which it is checked that it told apart."""
    codes, _ = pd.factorize((pairs * _MIX).sum(axis=1, dtype=np.uint64))
    places = np.empty(codes.max() + 1, dtype=np.int64)
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


# Spaced dots are one token: while chunks are split, characters that hardly any text holds stand for their spaces.
_SPACED_DOTS = re.compile(r"\.(?:[ \u00a0]?\.)+")
_TIES = {" ": "\ufdd0", "\u00a0": "\ufdd1"}


def _tie(match: re.Match[str]) -> str:
    return match.group().replace(" ", _TIES[" "]).replace("\u00a0", _TIES["\u00a0"])


def _untie(chunk: str) -> str:
    if _TIES[" "] in chunk or _TIES["\u00a0"] in chunk:
        return chunk.replace(_TIES[" "], " ").replace(_TIES["\u00a0"], "\u00a0")
    return chunk


def _view(column: array[int]) -> Integers:
    """The numbers of a growing column as they are now; a copy, so that it can go on growing."""
    return np.array(column, dtype=np.int32)
