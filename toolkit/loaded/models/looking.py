"""What a trained model finds in articles: words as rows beside those of the lexicon, sentences ranked for reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.loaded.models.sentences import LoadedSentenceModel
from toolkit.loaded.models.words import LoadedWordModel, ScoredWord
from toolkit.text.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd

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
    for one in analysed(corpus):
        listed = of_article.get(one.article.id, [])
        both = listed + _rows(one, fitted, voice)
        found += sorted(both, key=_place)
    return found


def _place(row: tuple[Any, ...]) -> tuple[int, int]:
    return row[2], row[3]


def _rows(one: Analysed, model: LoadedWordModel, voice: Collection[str]) -> list[tuple[object, ...]]:
    words = model.found(one.text, mode="precise")
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
    rows: list[list[object]] = []
    scores: list[float] = []
    for one in analysed(whole):
        article, tokens = one.article, one.tokens
        texts = [article.text[start:end] for start, end in tokens.spans]
        if not texts:
            continue
        scores += fitted.predict_proba(texts)[:, 1].tolist()
        voices = one.voices
        for number, ((start, end), text) in enumerate(zip(tokens.spans, texts, strict=True)):
            words = [] if fitted.words_ is None else fitted.words_.found(text)
            whose = {voices.at(start + word.start, start + word.end).voice for word in words}
            why = "; ".join(fitted.reasons(text) + _first(words))
            named = ", ".join(word.text for word in words)
            rows.append([article.id, number, start, end, text, 0, named, why, ", ".join(sorted(whose))])
    order = sorted(range(len(rows)), key=lambda n: (-scores[n], n))[:most]
    for rank, n in enumerate(order, 1):
        rows[n][5] = rank
    return result_table("worth_a_look", [rows[n] for n in order], _COLUMNS, corpus=whole)


def _first(words: list[ScoredWord]) -> list[str]:
    best = max(words, key=lambda word: word.p, default=None)
    return [] if best is None else [f"“{best.text}”: {best.why}"]


def _sentence(tokens: Tokens, start: int) -> int:
    return tokens.sentences[max(bisect_right(tokens.starts, start) - 1, 0)]
