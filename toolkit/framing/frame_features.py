"""Articles as numbers for a frame model: stems, letters within words, and the indicators of a codebook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from toolkit.codebooks import Codebook
from toolkit.loaded.models.files import Arrays, lines_of, names_of
from toolkit.statistics.terms import stemmer, stop_word_list

Pair = tuple[str, str]  # headline and text; the headline may be empty
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Block(NamedTuple):
    """One kind of features of one field, and the weight of its columns."""

    field: int  # of a pair: 0 the headline, 1 the text
    kind: str  # stems or letters
    weight: float
    sizes: tuple[int, int]
    least: int  # texts that a feature must stand in
    most: float  # share of the texts that a feature may stand in


# Sizes, shares and weights come from five folds of the headlines and articles of docs/benchmarks.md#frames.
_PAIRS = (
    Block(0, "stems", 1.0, (1, 2), 1, 1.0),
    Block(0, "letters", 1.0, (2, 5), 2, 1.0),
    Block(1, "stems", 1.0, (1, 2), 2, 0.3),
    Block(1, "letters", 0.7, (3, 5), 3, 0.5),
)
_TEXTS = (Block(1, "stems", 1.0, (1, 2), 2, 1.0), Block(1, "letters", 1.0, (3, 5), 3, 0.7))
INDICATORS = {"pairs": 0.45, "texts": 0.84}  # the weight of the columns of the codebook


@cache
def _stem(word: str) -> str:
    return str(stemmer()(word))


def stems(text: str) -> list[str]:
    """The words of a text as stems."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


class FrameFeatures:
    """What turns headlines and texts into columns; fitted on the articles that people coded."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.blocks: list[tuple[Block, Any]] = []
        self.shape = "texts"

    def fit(self, pairs: Sequence[Pair]) -> sp.csr_matrix:
        """Learn the columns and give the rows of the same articles."""
        self.blocks, found = [], []
        self.shape = "pairs" if any(headline for headline, _ in pairs) else "texts"
        for block in _PAIRS if self.shape == "pairs" else _TEXTS:
            vectorizer = _vectorizer(block)
            try:
                found.append(block.weight * vectorizer.fit_transform([pair[block.field] for pair in pairs]))
            except ValueError:  # no feature stands in enough texts: the block has no columns
                continue
            self.blocks.append((block, vectorizer))
        return sp.hstack([*found, self._indicators(pairs)], format="csr")

    def transform(self, pairs: Sequence[Pair]) -> sp.csr_matrix:
        """The rows of other articles."""
        found = [
            block.weight * vectorizer.transform([pair[block.field] for pair in pairs])
            for block, vectorizer in self.blocks
        ]
        return sp.hstack([*found, self._indicators(pairs)], format="csr")

    def _indicators(self, pairs: Sequence[Pair]) -> sp.csr_matrix:
        place = {code.name: n for n, code in enumerate(self.codebook)}
        counts = np.zeros((len(pairs), len(place)))
        for row, (headline, text) in enumerate(pairs):
            # of articles with a headline its own words alone: five folds are better so (docs/benchmarks.md#frames)
            for found in self.codebook.find(headline if self.shape == "pairs" and headline else text):
                counts[row, place[found.code]] += 1
        counts = np.log1p(counts)
        counts /= np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)
        return sp.csr_matrix(INDICATORS[self.shape] * counts)

    def words_of(self, pair: Pair, row: sp.csr_matrix, weights: npt.NDArray[np.float64]) -> dict[str, float]:
        """What each word or pair of words of an article says for a frame: the weights of its columns, added up.

        The letters of a word count for the word. The words are those of the article, in lower case.
        """
        values = np.zeros(len(weights))
        values[row.indices] = row.data * weights[row.indices]
        said: dict[str, float] = {}
        stop_words = stop_word_list()
        begin = 0
        for block, vectorizer in self.blocks:
            size = len(vectorizer.vocabulary_)
            part = values[begin : begin + size]
            begin += size
            words = _WORD.findall(pair[block.field].lower())
            if block.kind == "letters":
                grams = {
                    word: vectorizer.build_analyzer()(word) for word in dict.fromkeys(words) if word not in stop_words
                }
                held: dict[str, int] = {}
                for of in grams.values():
                    for gram in set(of):
                        held[gram] = held.get(gram, 0) + 1
                pieces = [(word, gram, 1 / held[gram]) for word, of in grams.items() for gram in set(of)]
            else:
                by_stem: dict[str, str] = {}
                for first, second in zip(words, [*words[1:], ""], strict=True):
                    if first not in stop_words:
                        by_stem.setdefault(_stem(first), first)
                    by_stem.setdefault(f"{_stem(first)} {_stem(second)}", f"{first} {second}")
                pieces = [(word, gram, 1.0) for gram, word in by_stem.items()]
            for word, gram, share in pieces:
                column = vectorizer.vocabulary_.get(gram)
                if column is not None and part[column]:
                    said[word] = said.get(word, 0.0) + share * float(part[column])
        return said

    def parts(self) -> tuple[dict[str, Any], Arrays]:
        """What a file holds of it."""
        arrays: Arrays = {}
        for number, (_, vectorizer) in enumerate(self.blocks):
            names = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
            arrays[f"block {number} names"] = lines_of(names)
            arrays[f"block {number} idf"] = vectorizer.idf_
        return {"shape": self.shape, "blocks": [list(block) for block, _ in self.blocks]}, arrays

    @classmethod
    def of_parts(cls, codebook: Codebook, parts: Mapping[str, Any], arrays: Arrays) -> FrameFeatures:
        """The same, from a file. Raises ValueError if the parts do not fit together."""
        made = cls(codebook)
        made.shape = str(parts["shape"])
        for number, (field, kind, weight, sizes, least, most) in enumerate(parts["blocks"]):
            block = Block(int(field), str(kind), float(weight), (int(sizes[0]), int(sizes[1])), int(least), float(most))
            vectorizer = _vectorizer(block, names_of(arrays[f"block {number} names"]))
            vectorizer.idf_ = arrays[f"block {number} idf"]
            made.blocks.append((block, vectorizer))
        return made


def _vectorizer(block: Block, names: list[str] | None = None) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    of: dict[str, Any] = (
        {"tokenizer": stems, "token_pattern": None} if block.kind == "stems" else {"analyzer": "char_wb"}
    )
    return TfidfVectorizer(
        **of, ngram_range=block.sizes, min_df=block.least, max_df=block.most, sublinear_tf=True, vocabulary=names
    )
