"""Thousands of words and phrases looked for at once, on numbers: one look-up a token, whatever the number of terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


class Places(NamedTuple):
    """Where terms were found: numbers of the first token, of how many tokens, and of the term in the list given."""

    first: Integers
    sizes: Integers
    terms: Integers


class Tree:
    """Phrases as a tree of words: each step leads from the words read so far and the next one to a node.

    `of_word[w]` is the node after the single word w (0: none begins with it); `keys` and `nodes` are the further steps,
    sorted by node * words + word; `term[node]` is the term that ends there, or -1.
    """

    def __init__(self, phrases: Iterable[tuple[int, ...]], *, words: int) -> None:
        self.words = words
        self.of_word = np.zeros(words, dtype=np.int64)
        self.depth = 0
        steps: dict[int, int] = {}
        ends: list[int] = [-1]
        for number, phrase in enumerate(phrases):
            if not phrase:
                continue
            node = 0
            for word in phrase:
                key = node * words + word
                if key not in steps:
                    steps[key] = len(ends)
                    ends.append(-1)
                node = steps[key]
            if ends[node] < 0:
                ends[node] = number
            self.depth = max(self.depth, len(phrase))
        for key, node in steps.items():
            if key < words:
                self.of_word[key] = node
        later = sorted(key for key in steps if key >= words)
        self.keys = np.array(later, dtype=np.int64)
        self.nodes = np.array([steps[key] for key in later], dtype=np.int64)
        self.term = np.array(ends, dtype=np.int64)

    def find(self, stream: npt.NDArray[np.int32], joined: npt.NDArray[np.bool_]) -> Places:
        """The longest term at every place, none overlapping; `joined[n]`: token n + 1 may go on with a phrase of n."""
        node = self.of_word[stream]
        places = np.flatnonzero(node)
        node = node[places]
        best = self.term[node]
        sizes = np.ones(len(places), dtype=np.int64)
        at = np.arange(len(places))
        for length in range(1, self.depth):
            goes_on = np.flatnonzero(
                (places[at] + length < len(stream)) & joined[np.minimum(places[at] + length, len(stream)) - 1]
            )
            at, node = at[goes_on], node[goes_on]
            if not len(at) or not len(self.keys):
                break
            keys = node * self.words + stream[places[at] + length]
            step = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            known = self.keys[step] == keys
            at, node = at[known], self.nodes[step[known]]
            ends = self.term[node] >= 0
            best[at[ends]] = self.term[node[ends]]
            sizes[at[ends]] = length + 1
        hit = best >= 0
        return _without_overlaps(Places(places[hit], sizes[hit], best[hit]), len(stream))


def _without_overlaps(found: Places, tokens: int) -> Places:
    covered = np.zeros(tokens, dtype=bool)
    keep = np.ones(len(found.first), dtype=bool)
    end = 0
    for number in np.flatnonzero(found.sizes > 1).tolist():
        first, size = int(found.first[number]), int(found.sizes[number])
        if first < end:
            keep[number] = False
            continue
        end = first + size
        covered[first + 1 : end] = True
    keep &= ~(covered[found.first] & (found.sizes == 1))
    return Places(found.first[keep], found.sizes[keep], found.terms[keep])
