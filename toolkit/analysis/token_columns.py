"""The voices and the loaded words of a whole corpus as columns over the tokens of `token_index`, made once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.analysis.one_article import Analysed
from toolkit.analysis.whole_corpus import token_index
from toolkit.articles import Corpus
from toolkit.lexicon import Lexicon
from toolkit.voice import VOICES

if TYPE_CHECKING:
    from toolkit.index import TokenIndex

Integers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Voiced:
    """The voice and the speaker of places in a corpus: numbers in `VOICES` and in `names` (0 is nobody)."""

    stretch_of: Integers  # of each token: the stretch in which it begins, counted over the corpus
    ends: Integers  # of each stretch: where it ends, in characters of its article
    voices: npt.NDArray[np.uint8]  # of each stretch
    speakers: Integers  # of each stretch
    names: tuple[str | None, ...]

    def at(
        self, corpus: Corpus, index: TokenIndex, first: Places, starts: Places, ends: Places
    ) -> tuple[npt.NDArray[np.uint8], Integers]:
        """Voice and speaker of spans that begin in the tokens `first`: those of the stretch that holds most of each."""
        stretch = self.stretch_of[first]
        voices, speakers = self.voices[stretch], self.speakers[stretch]
        number_of = {name: number for number, name in enumerate(self.names)}
        # few: those that run over the end of their stretch, or begin inside a token
        for place in np.flatnonzero((ends > self.ends[stretch]) | (starts != index.starts[first])).tolist():
            one = Analysed(corpus[int(index.articles[first[place]])], corpus.settings)
            whose = one.voices.at(int(starts[place]), int(ends[place]))
            voices[place], speakers[place] = VOICES.index(whose.voice), number_of[whose.speaker]
        return voices, speakers


def voiced_tokens(corpus: Corpus) -> Voiced:
    """The voices of a corpus, token by token."""
    key = ("voiced_tokens", corpus.settings.engine)
    if key not in corpus._kept:
        index = token_index(corpus)
        stretch_of = np.zeros(len(index), dtype=np.int32)
        ends, voices, speakers = [], [], []
        numbers: dict[str | None, int] = {None: 0}
        before = 0
        for number, article in enumerate(corpus):
            packed = Analysed(article, corpus.settings, arrays=True).packed_voices()
            low, high = index.first[number], index.first[number + 1]
            edges = np.asarray(packed.ends, dtype=np.int32)
            stretch_of[low:high] = before + np.searchsorted(edges, index.starts[low:high], side="right")
            names = np.array([0, *(numbers.setdefault(name, len(numbers)) for name in packed.names)], dtype=np.int32)
            ends.append(edges)
            voices.append(np.frombuffer(packed.voices, dtype=np.uint8))
            speakers.append(names[np.asarray(packed.speakers, dtype=np.int32)])
            before += len(edges)
        corpus._kept[key] = Voiced(
            stretch_of,
            np.concatenate([np.zeros(0, np.int32), *ends]),
            np.concatenate([np.zeros(0, np.uint8), *voices]),
            np.concatenate([np.zeros(0, np.int32), *speakers]),
            tuple(numbers),
        )
    kept: Voiced = corpus._kept[key]
    return kept


def loaded_tokens(corpus: Corpus) -> dict[str, Places]:
    """For each category of loaded words the tokens at which one begins, in order."""
    key = ("loaded_tokens", corpus.settings.key[1])
    if key not in corpus._kept:
        index = token_index(corpus)
        lexicon = corpus.settings.lexicon
        by_id = (Lexicon.default() if lexicon is None else lexicon).by_id
        tokens: list[Places] = []
        categories: list[str] = []
        for number, article in enumerate(corpus):
            packed = Analysed(article, corpus.settings, arrays=True).packed_hits()
            if packed.entries:
                low, high = index.first[number], index.first[number + 1]
                starts = np.asarray(packed.starts, dtype=np.int64)
                tokens.append(low + np.searchsorted(index.starts[low:high], starts, side="right") - 1)
                categories += [by_id[entry].category for entry in packed.entries]
        every = np.concatenate([np.zeros(0, np.int64), *tokens])
        of = np.array(categories, dtype=object)
        corpus._kept[key] = {name: every[of == name] for name in sorted(set(categories))}
    kept: dict[str, Places] = corpus._kept[key]
    return kept
