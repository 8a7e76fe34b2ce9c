"""Where the indicators of a codebook stand in a corpus, as columns of numbers: made once per corpus and codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.analysis import Analysed, analysed, parts_of, token_index, token_voices
from toolkit.articles import Corpus
from toolkit.codebooks import Code, Codebook, shipped_names
from toolkit.errors import CodebookError
from toolkit.text.tokens import tokenize

if TYPE_CHECKING:
    from toolkit.index import TokenIndex

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Indicated:
    """Indicators in a corpus, in its order. A place with an indicator of two codes is there twice."""

    codes: tuple[Code, ...]  # those that have indicators
    articles: Integers  # of each place, the number of its article
    code: Integers  # the number of its code
    sentences: Integers  # counted over the corpus
    starts: Integers  # characters of the article
    ends: Integers
    voices: npt.NDArray[np.uint8]  # numbers in VOICES
    weights: npt.NDArray[np.float64]
    in_lead: npt.NDArray[np.bool_]
    sentences_of: Integers  # of each article, how many sentences it has
    words: npt.NDArray[np.int64]  # of each article (rows) and voice: how many words
    headlines: Integers  # articles x codes: indicators in the headline


def as_codebook(codebook: Codebook | str | Path) -> Codebook:
    """The codebook itself, one that ships by its name, or one of a file. Raises CodebookError for anything else."""
    if isinstance(codebook, Codebook):
        return codebook
    if isinstance(codebook, str) and codebook in shipped_names():
        return Codebook.named(codebook)
    if isinstance(codebook, Path) or (isinstance(codebook, str) and "." in codebook):
        return Codebook.read(codebook)
    if isinstance(codebook, str):
        return Codebook.named(codebook)
    shown = "None" if codebook is None else type(codebook).__name__
    raise CodebookError(f"codebook: a codebook, a name or a file is needed, this is {shown}; give policy, for example.")


def indicated(corpus: Corpus, book: Codebook, *, english: str = "") -> Indicated:
    """The indicators of a codebook in a corpus. `english` names what is asked for, for codebooks that ship."""
    key = ("indicated", corpus.settings.engine, book)
    analysed(corpus, english=english if book.name in shipped_names() else "")  # tells of articles in other languages
    if key not in corpus._kept:
        parts = [_indicated(part, book, list(analysed(part))) for part in parts_of(corpus)]
        corpus._kept[key] = parts[0] if len(parts) == 1 else _joined(parts)
    kept: Indicated = corpus._kept[key]
    return kept


def _joined(parts: Sequence[Indicated]) -> Indicated:
    """The indicators of parts as those of one corpus: articles and sentences are counted on."""
    articles = np.cumsum([0, *(len(part.sentences_of) for part in parts[:-1])])
    sentences = np.cumsum([0, *(int(np.maximum(part.sentences_of, 1).sum()) for part in parts[:-1])])
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Indicated)
        if field.name != "codes"
    }
    columns["articles"] += np.repeat(articles, [len(part.articles) for part in parts])
    columns["sentences"] += np.repeat(sentences, [len(part.sentences) for part in parts])
    return Indicated(codes=parts[0].codes, **columns)


def _indicated(corpus: Corpus, book: Codebook, ones: Sequence[Analysed]) -> Indicated:
    from toolkit.voice import VOICES

    index = token_index(corpus)
    sentences, sentences_of = _sentences(index, ones)
    first, sizes, numbers = _places(index, book, sentences)
    codes = tuple(code for code in book.codes if code.indicators)
    owner = np.array([n for n, code in enumerate(codes) for _ in code.indicators], dtype=np.int64)
    weights = np.array([one.weight for code in codes for one in code.indicators], dtype=np.float64)
    voices = token_voices(corpus)
    words = np.zeros((len(corpus), len(VOICES)), dtype=np.int64)
    counted = index.word_types[index.types]
    np.add.at(words, (index.articles[counted], voices[counted]), 1)
    articles, starts = index.articles[first].astype(np.int64), index.starts[first].astype(np.int64)
    leads = np.array([one.article.paragraphs[0][1] if one.article.paragraphs else 0 for one in ones], dtype=np.int64)
    headlines = np.zeros((len(corpus), len(codes)), dtype=np.int64)
    place = {code.name: n for n, code in enumerate(codes)}
    for number, one in enumerate(ones):
        if one.article.headline:
            for found in book.find(tokenize(one.article.headline)):
                headlines[number, place[found.code]] += 1
    return Indicated(
        codes, articles, owner[numbers], sentences[first], starts, index.ends_of(first + sizes - 1), voices[first],
        weights[numbers], starts < leads[articles] if len(articles) else np.zeros(0, dtype=bool), sentences_of, words,
        headlines,
    )  # fmt: skip


def _sentences(index: TokenIndex, ones: Sequence[Analysed]) -> tuple[Integers, Integers]:
    """For each token the number of its sentence, counted over the corpus; how many sentences each article has."""
    numbers = np.zeros(len(index), dtype=np.int64)
    before, sizes = 0, np.zeros(len(ones), dtype=np.int64)
    for article, one in enumerate(ones):
        low, high = index.first[article : article + 2].tolist()
        begins = [start for start, _ in one.sentences]
        numbers[low:high] = before + np.maximum(np.searchsorted(begins, index.starts[low:high], side="right") - 1, 0)
        before += max(len(begins), 1)
        sizes[article] = len(begins)
    return numbers, sizes


class _Words(Sequence[str]):
    """The tokens of an index as words."""

    def __init__(self, index: TokenIndex) -> None:
        self._words: list[str] = [one.word for one in index.vocabulary]
        self._types = index.types

    def __len__(self) -> int:
        return len(self._types)

    def __getitem__(self, token: int) -> str:  # type: ignore[override]
        word: str = self._words[int(self._types[token])]
        return word


def _places(index: TokenIndex, book: Codebook, sentences: Integers) -> tuple[Integers, Integers, Integers]:
    """First token, number of tokens and number of the indicator of every place: each distinct token is asked once."""
    finder = book.finder
    forms = [finder.candidates(one.word) for one in index.vocabulary]
    begins = np.fromiter(map(bool, forms), dtype=bool, count=len(forms))
    at = np.flatnonzero(begins[index.types]) if len(index) else np.zeros(0, dtype=np.int64)
    types = index.types[at].tolist()
    alone = [bool(one) and len(one[0].parts) == 1 for one in forms]
    single = [
        tuple(dict.fromkeys(n for form in one for n in form.numbers)) if alone[k] else () for k, one in enumerate(forms)
    ]
    words = _Words(index)
    first: list[int] = []
    sizes: list[int] = []
    numbers: list[int] = []
    free = 0

    def goes_on(token: int) -> bool:
        return bool(sentences[token] == sentences[token + 1])

    for token, kind in zip(at.tolist(), types, strict=True):
        if token < free:
            continue
        size, owners = (1, single[kind]) if alone[kind] else finder.longest(forms[kind], words, token, goes_on)
        if size:
            free = token + size
            for number in owners:
                first.append(token)
                sizes.append(size)
                numbers.append(number)
    return tuple(np.array(column, dtype=np.int64) for column in (first, sizes, numbers))  # type: ignore[return-value]
