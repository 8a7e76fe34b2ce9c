"""Thousands of words and phrases looked for at once, on numbers: one look-up a token, whatever the number of terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


_ENDS, _GOES_ON, _SECOND = 1, 2, 4


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
        self.goes_further = np.zeros(len(ends), dtype=bool)
        self.goes_further[self.keys // words] = True

    def find(
        self, types: npt.NDArray[np.int32], term_of: npt.NDArray[np.int32], goes_on: Callable[[Integers], Booleans]
    ) -> Places:
        """The longest term at every place, none overlapping, in tokens whose words are `term_of[types]`.

        `goes_on` says of tokens whether the next one may go on with the same phrase; it is asked for few of them.
        """
        nodes_of_types = self.of_word[term_of]
        second = np.zeros(self.words, dtype=np.bool_)
        second[self.keys % self.words] = True
        # one look-up a token: whether a term ends with it, whether one goes on, whether it is the second word of one
        told = (self.term[nodes_of_types] >= 0) * _ENDS + self.goes_further[nodes_of_types] * _GOES_ON
        here = (told + second[term_of] * _SECOND).astype(np.uint8)[types]
        longer = np.zeros(len(here), dtype=np.bool_)
        np.logical_and(here[:-1] & _GOES_ON, here[1:] & _SECOND, out=longer[:-1])
        places = np.flatnonzero(longer | ((here & _ENDS) > 0))
        node = nodes_of_types[types[places]]
        best = self.term[node]
        sizes = np.ones(len(places), dtype=np.int64)
        at = np.flatnonzero(longer[places])
        node = node[at]
        for length in range(1, self.depth):
            inside = places[at] + length < len(types)
            at, node = at[inside], node[inside]
            if not len(at):
                break
            keys = node * self.words + term_of[types[places[at] + length]]
            step = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
            known = np.flatnonzero(self.keys[step] == keys)
            known = known[goes_on(places[at[known]] + length - 1)]
            at, node = at[known], self.nodes[step[known]]
            ends = self.term[node] >= 0
            best[at[ends]] = self.term[node[ends]]
            sizes[at[ends]] = length + 1
            further = self.goes_further[node]
            at, node = at[further], node[further]
        hit = best >= 0
        return _without_overlaps(Places(places[hit], sizes[hit], best[hit]))


def _without_overlaps(found: Places) -> Places:
    """Leaves out what begins inside a term before it that is kept; only terms near a longer one can be concerned."""
    ends = found.first + found.sizes
    furthest = np.maximum.accumulate(ends)
    clashes = np.flatnonzero(found.first[1:] < furthest[:-1]) + 1
    keep = np.ones(len(ends), dtype=bool)
    previous, kept_end = -1, 0
    clashing = zip(clashes.tolist(), found.first[clashes].tolist(), ends[clashes].tolist(), strict=True)
    for (number, first, end), end_before in zip(clashing, ends[clashes - 1].tolist(), strict=True):
        if number - 1 != previous:
            kept_end = end_before
        keep[number] = kept_end <= first
        previous, kept_end = number, end if kept_end <= first else kept_end
    return Places(found.first[keep], found.sizes[keep], found.terms[keep])
