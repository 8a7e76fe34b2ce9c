"""Words as numbers: the features that need no training as a sparse matrix, and what is learnt of words in folds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from toolkit.lexicon import CATEGORIES
from toolkit.loaded.models.seeing import Seen

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
_KINDS = ("term", "stem", "entry")
_ENTRY_PRIOR = 0.3  # how often an entry of a word list is marked (borrowed lists .15-.25, chosen ones .57)
_SMOOTHING = {"term": 4.0, "stem": 4.0, "entry": 2.0, "context": 8.0}  # words' worth of the average
_CATEGORIES = tuple(CATEGORIES)


class Coded(NamedTuple):
    """Many texts as arrays, one place a word; `names` are the columns of `features`."""

    texts: int
    text: Ints  # the number of the text
    sentence: Ints  # numbered over all texts
    ids: dict[str, Ints]  # of term, stem and entry; -1 for none
    keys: dict[str, list[str]]
    category: Ints  # of the lexicon; -1 for none
    features: sp.csr_matrix
    names: list[str]


def code(seen: Sequence[Seen]) -> Coded:
    """The arrays of some texts."""
    columns: dict[str, int] = {}
    known: dict[str, dict[str, int]] = {kind: {} for kind in _KINDS}
    ids: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    text: list[int] = []
    sentence: list[int] = []
    category: list[int] = []
    indices: list[int] = []
    ends = [0]
    number, before = -1, (-1, -1)
    for n, one in enumerate(seen):
        for word, names in zip(one.words, one.features, strict=True):
            if (n, word.sentence) != before:
                number, before = number + 1, (n, word.sentence)
            text.append(n)
            sentence.append(number)
            for kind in _KINDS:
                key = getattr(word, kind)
                ids[kind].append(known[kind].setdefault(key, len(known[kind])) if key else -1)
            category.append(_CATEGORIES.index(word.category) if word.category in CATEGORIES else -1)
            indices += [columns.setdefault(name, len(columns)) for name in dict.fromkeys(names)]
            ends.append(len(indices))
    shape = (len(text), len(columns))
    return Coded(
        len(seen),
        np.array(text, dtype=np.int64),
        np.array(sentence, dtype=np.int64),
        {kind: np.array(found, dtype=np.int64) for kind, found in ids.items()},
        {kind: list(found) for kind, found in known.items()},
        np.array(category, dtype=np.int64),
        sp.csr_matrix((np.ones(len(indices)), indices, ends), shape=shape),
        list(columns),
    )


class Counts(NamedTuple):
    """How often words, stems and entries were seen and marked, and how often a stem's sentence had any mark."""

    keys: dict[str, list[str]]
    seen: dict[str, Ints]
    marked: dict[str, Ints]
    rate: float  # of marked words
    sentence_rate: float  # of sentences with a mark

    def of(self, coded: Coded) -> Counts:
        """The same counts in the order of other texts."""
        seen: dict[str, Ints] = {}
        marked: dict[str, Ints] = {}
        for kind in (*_KINDS, "context"):
            known = {key: n for n, key in enumerate(self.keys[_key(kind)])}
            places = np.array([known.get(key, -1) for key in coded.keys[_key(kind)]], dtype=np.int64)
            for target, source in ((seen, self.seen[kind]), (marked, self.marked[kind])):
                target[kind] = np.append(source, 0)[places] if len(places) else np.zeros(0, dtype=np.int64)
        return self._replace(keys=coded.keys, seen=seen, marked=marked)


def _key(kind: str) -> str:
    return "stem" if kind == "context" else kind


def count(coded: Coded, y: Bools, within: Bools) -> Counts:
    """The counts of some of the words."""
    seen: dict[str, Ints] = {}
    marked: dict[str, Ints] = {}
    for kind in _KINDS:
        size = len(coded.keys[kind])
        valid = within & (coded.ids[kind] >= 0)
        seen[kind] = np.bincount(coded.ids[kind][valid], minlength=size)
        marked[kind] = np.bincount(coded.ids[kind][valid & y], minlength=size)
    sentences = int(coded.sentence.max(initial=-1)) + 1
    loaded = np.zeros(sentences, dtype=bool)
    loaded[coded.sentence[within & y]] = True
    pairs = np.unique(np.stack([coded.sentence[within], coded.ids["stem"][within]]), axis=1)
    seen["context"] = np.bincount(pairs[1], minlength=len(coded.keys["stem"]))
    marked["context"] = np.bincount(pairs[1][loaded[pairs[0]]], minlength=len(coded.keys["stem"]))
    met = np.unique(coded.sentence[within])
    rate = float(np.clip(y[within].mean() if within.any() else 0.0, 0.001, 0.999))
    return Counts(coded.keys, seen, marked, rate, float(np.clip(loaded[met].mean() if len(met) else 0, 0.01, 0.99)))


def _odds(counts: Counts, kind: str, ids: Ints) -> Floats:
    """Smoothed log odds of being marked, less those of the average; 0 for what was never seen."""
    prior = {"entry": _ENTRY_PRIOR, "context": counts.sentence_rate}.get(kind, counts.rate)
    n, marked, k = np.append(counts.seen[kind], 0), np.append(counts.marked[kind], 0), _SMOOTHING[kind]
    table = np.log((marked + k * prior) / (n - marked + k * (1 - prior))) - np.log(prior / (1 - prior))
    return np.asarray(table[ids], dtype=np.float64)


class Block:
    """The features that are learnt of words, one row per word: dense, few columns, all named."""

    NAMES: ClassVar[tuple[str, ...]] = (
        "odds word", "odds stem", "odds context", "odds sentence", "odds others", "odds before", "odds after",
        "odds entry", "entry=yes", *(f"entry seen={n}" for n in range(5)), *(f"seen={n}" for n in range(9)),
        *(f"lexicon={category}" for category in _CATEGORIES),
    )  # fmt: skip

    def __init__(self, values: Floats) -> None:
        self.values = values

    @classmethod
    def empty(cls, words: int) -> Block:
        return cls(np.zeros((words, len(cls.NAMES))))

    def fill(self, other: Block, inside: Bools) -> None:
        self.values[inside] = other.values[inside]

    def matrix(self) -> sp.csr_matrix:
        return sp.csr_matrix(self.values)


def learnt(coded: Coded, counts: Counts, inside: Bools, *, hide: Bools | None = None) -> Block:
    """What `counts` say of the words inside. Of those in `hide`, entries that hit nowhere in the counts are hidden."""
    block = Block.empty(len(inside))
    values = block.values
    odds = {kind: _odds(counts, kind, coded.ids[_key(kind)]) for kind in (*_KINDS, "context")}
    sentences = int(coded.sentence.max(initial=-1)) + 1
    sizes = np.maximum(np.bincount(coded.sentence, minlength=sentences), 1)
    context = np.bincount(coded.sentence, weights=odds["context"], minlength=sentences) / sizes
    stems = np.bincount(coded.sentence, weights=odds["stem"], minlength=sentences)
    values[:, 0], values[:, 1], values[:, 2] = odds["term"], odds["stem"], odds["context"]
    values[:, 3] = 5 * context[coded.sentence]
    values[:, 4] = (stems[coded.sentence] - odds["stem"]) / np.maximum(sizes[coded.sentence] - 1, 1)
    same = coded.sentence[1:] == coded.sentence[:-1]
    values[1:, 5] = np.where(same, odds["stem"][:-1], 0.0)
    values[:-1, 6] = np.where(same, odds["stem"][1:], 0.0)
    rows = np.arange(len(inside))
    entry = coded.ids["entry"]
    met = np.append(counts.seen["entry"], 0)[entry]
    shown = entry >= 0
    if hide is not None:
        shown &= ~(hide & (met == 0))
    values[:, 7] = np.where(shown, odds["entry"], 0.0)
    values[:, 8] = shown
    values[rows[shown], 9 + np.minimum(met[shown], 4)] = 1.0
    often = np.log2(np.append(counts.seen["stem"], 0)[coded.ids["stem"]] + 1).astype(np.int64)
    values[rows, 14 + np.minimum(often, 8)] = 1.0
    labelled = shown & (coded.category >= 0)
    values[rows[labelled], 23 + coded.category[labelled]] = 1.0
    values[~inside] = 0.0
    return block
