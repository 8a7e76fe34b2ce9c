"""What a trained model finds in articles: words as rows beside those of the lexicon, sentences ranked for reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.loaded.models.seeing import see
from toolkit.loaded.models.sentences import LoadedSentenceModel, Prepared, prepare
from toolkit.loaded.models.words import LoadedWordModel, ScoredWord
from toolkit.text.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd

BATCH = 50  # articles that a model looks at together
ALTERNATIVE = "read the sentence: say what happened, or quote who judges"
_COLUMNS = {
    "article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str", "rank": "int64",
    "words": "str", "why": "str", "voices": "str",
}  # fmt: skip


def beside(
    rows: list[tuple[object, ...]],
    corpus: Corpus,
    model: LoadedWordModel | str | Path,
    *,
    voice: Collection[str],
) -> list[tuple[object, ...]]:
    """The rows of `loaded_language` with those of a model between them, in the order of the text.

    Words that a hit of the lexicon covers are left to it. The precise threshold of the model is used.
    """
    fitted = model if isinstance(model, LoadedWordModel) else LoadedWordModel.load(model)
    of_article: dict[object, list[tuple[object, ...]]] = {}
    for row in rows:
        of_article.setdefault(row[0], []).append(row)
    found: list[tuple[object, ...]] = []
    for batch in _batches(corpus):
        words_of = fitted.found_seen([see(one.text, fitted.lexicon) for one in batch], mode="precise")
        for one, words in zip(batch, words_of, strict=True):
            both = of_article.get(one.article.id, []) + _rows(one, words, voice)
            found += sorted(both, key=_place)
    return found


def _batches(corpus: Corpus) -> Iterator[list[Analysed]]:
    """Some articles at a time: a model asks its tables once for all of them."""
    waiting = iter(analysed(corpus))
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _place(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[2], row[3]


def _rows(one: Analysed, words: list[ScoredWord], voice: Collection[str]) -> list[tuple[object, ...]]:
    if not words:
        return []
    article, tokens, voices = one.article, one.tokens, one.voices
    covered = [(hit.start, hit.end) for hit in one.hits]
    rows: list[tuple[object, ...]] = []
    for word in words:
        whose = voices.at(word.start, word.end)
        if whose.voice in voice and not any(a < word.end and word.start < b for a, b in covered):
            place = (article.id, _sentence(tokens, word.start), word.start, word.end, word.text)
            what = (word.text.lower(), "model", "model", "note", False, word.why, ALTERNATIVE)
            rows.append((*place, *what, whose.voice, whose.speaker, whose.cue, whose.p, "model"))
    return rows


def worth_a_look(
    corpus: Corpus | Article | Iterable[Article],
    *,
    model: LoadedSentenceModel | str | Path,
    most: int | None = None,
) -> pd.DataFrame:
    """The sentences of a corpus, those first that are most worth reading closely. A ranking, and no measure of bias.

    One row per sentence. `most` keeps the first rows.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: characters of `Article.text`
    - text: the sentence
    - rank: 1 is read first; equal scores stand in the order of the corpus
    - words: those that the word model finds
    - why: features of the sentence and of its first word
    - voices: that its words stand in

    Raises:
        LoadError: if the model cannot be read.
        QueryError: if `corpus` is no corpus, article or list of articles.
    """

    whole = as_corpus(corpus)
    fitted = model if isinstance(model, LoadedSentenceModel) else LoadedSentenceModel.load(model)
    wanted = None if most is None else max(most, 0)
    scores: list[float] = []
    rows: dict[int, list[object]] = {}  # by the number of the sentence, of those that may be among the first
    for batch in _batches(whole):
        places = [(one, number) for one in batch for number in range(len(one.sentences))]
        texts = [one.text[slice(*one.sentences[number])] for one, number in places]
        seen = prepare(texts, [0] * len(texts), None, fitted.lexicon)
        own = fitted.proba_prepared(seen, np.arange(len(texts)))[:, 1]
        before = len(scores)
        scores += own.tolist()
        least = 0.0 if wanted is None else min(nlargest(wanted, scores), default=np.inf)
        chosen = np.flatnonzero(own >= least)
        rows |= {
            before + n: row
            for n, row in zip(
                chosen.tolist(), _described([places[n] for n in chosen], seen, chosen, fitted), strict=True
            )
        }
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))[:wanted]
    for rank, n in enumerate(order, 1):
        rows[n][5] = rank
    return result_table("worth_a_look", [rows[n] for n in order], _COLUMNS, corpus=whole)


def _described(
    places: list[tuple[Analysed, int]], seen: Prepared, chosen: npt.NDArray[np.int64], model: LoadedSentenceModel
) -> Iterator[list[object]]:
    """The rows of some sentences, which are still without their rank."""
    of = [seen.seen[n] for n in chosen]
    words_of = [[] for _ in of] if model.words_ is None else model.words_.found_seen(of)
    reasons_of = model.reasons_prepared(seen, chosen)
    for (one, number), sentence, words, reasons in zip(places, of, words_of, reasons_of, strict=True):
        start, end = one.sentences[number]
        whose = {one.voices.at(start + word.start, start + word.end).voice for word in words}
        why = "; ".join(reasons + _first(words))
        named = ", ".join(word.text for word in words)
        yield [one.article.id, number, start, end, sentence.text, 0, named, why, ", ".join(sorted(whose))]


def _first(words: list[ScoredWord]) -> list[str]:
    best = max(words, key=lambda word: word.p, default=None)
    return [] if best is None else [f"“{best.text}”: {best.why}"]


def _sentence(tokens: Tokens, start: int) -> int:
    return tokens.sentences[max(bisect_right(tokens.starts, start) - 1, 0)]
