"""Terms and loaded words as features for scikit-learn: the same tokens, lexicon and voices as everywhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from toolkit.analysis import analysed
from toolkit.articles import Article, Corpus
from toolkit.errors import QueryError
from toolkit.index import TokenIndex
from toolkit.lexicon import CATEGORIES, Lexicon
from toolkit.statistics.terms import STOP_WORDS, chosen_voices, stemmer, stop_word_list

UNITS = ("word", "stem")
_STOPPED = " "  # marks a stop word among stems, so that "wills" does not go with "will"


class _OfTexts(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """What both vectorizers share: they take texts, and are told so by scikit-learn's tags."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


class TermVectorizer(_OfTexts):
    """Counts of terms: one row per text, one column per term. A transformer of scikit-learn.

    `unit` is word or stem, `stop_words` none or english (the shipped list), `minimum_articles` leaves out terms that
    stand in fewer texts of the training part. `transform` gives a sparse matrix of whole numbers; terms that were not
    met in `fit` are not counted. X is a list, array or Series of strings, or a DataFrame with one column.

    >>> vectorizer = TermVectorizer(stop_words="english").fit(["Rain fell.", "The rain’s end."])
    >>> vectorizer.get_feature_names_out().tolist(), vectorizer.transform(["Rain, rain!"]).toarray().tolist()
    (['end', 'fell', 'rain'], [[0, 0, 2]])
    """

    def __init__(self, *, unit: str = "word", stop_words: str = "none", minimum_articles: int = 1) -> None:
        self.unit = unit
        self.stop_words = stop_words
        self.minimum_articles = minimum_articles

    def fit(self, X: object, y: object = None) -> Self:  # noqa: N803
        """Learn the terms of the texts. Raises QueryError for an unknown unit or list."""
        if self.unit not in UNITS:
            raise QueryError(f"unit={self.unit!r}: choose from {', '.join(UNITS)}.")
        if self.stop_words not in STOP_WORDS:
            raise QueryError(f"stop_words={self.stop_words!r}: choose from {', '.join(STOP_WORDS)}.")
        counts = self._counts(X)
        articles = np.asarray((counts.matrix > 0).sum(axis=0)).ravel()
        left_out = stop_word_list() if (self.unit, self.stop_words) == ("word", "english") else frozenset[str]()
        kept = [
            name
            for name, met in zip(counts.terms, articles.tolist(), strict=True)
            if met >= self.minimum_articles and name not in left_out and name[0] != _STOPPED
        ]
        self.vocabulary_ = {name: number for number, name in enumerate(sorted(kept))}
        self.n_features_out_ = len(self.vocabulary_)
        return self

    def transform(self, X: object) -> sp.csr_matrix:  # noqa: N803
        """The counts of the learnt terms in each text."""
        check_is_fitted(self)
        counts = self._counts(X)
        known = [n for n, name in enumerate(counts.terms) if name in self.vocabulary_]
        columns = [self.vocabulary_[counts.terms[n]] for n in known]
        chosen = sp.coo_matrix(counts.matrix[:, known])
        places = np.asarray(columns, dtype=np.int64)[chosen.col] if columns else chosen.col
        return sp.csr_matrix((chosen.data, (chosen.row, places)), shape=(chosen.shape[0], len(self.vocabulary_)))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """The terms, in the order of the columns."""
        check_is_fitted(self)
        return np.asarray(list(self.vocabulary_), dtype=object)

    def _counts(self, X: object) -> Any:  # noqa: N803
        index = TokenIndex(_corpus(X))
        if self.unit != "stem":
            return index.counts()
        # stop words are words, so they go before words become stems
        left_out = stop_word_list() if self.stop_words == "english" else frozenset[str]()
        stems = stemmer()
        return index.counts(name=lambda term: f"{_STOPPED}{term}" if term in left_out else stems(term))


class LexiconVectorizer(_OfTexts):
    """Loaded words by category: one row per text, one column per category. A transformer of scikit-learn.

    `voice` counts only hits in one voice or several (`"outlet"`: what the outlet says itself; None: all). `per_words`
    divides by the words of the text and multiplies by this number; None leaves plain counts. `lexicon=None` is the
    shipped one. X is a list, array or Series of strings, or a DataFrame with one column.

    >>> vectorizer = LexiconVectorizer(per_words=None).fit(["The Crusaders came."])
    >>> table = vectorizer.set_output(transform="pandas").transform(["They fought the Crusaders."])
    >>> int(table.religious_war.iloc[0])
    1
    """

    def __init__(
        self,
        *,
        lexicon: Lexicon | None = None,
        voice: str | Collection[str] | None = None,
        per_words: float | None = 1000.0,
    ) -> None:
        self.lexicon = lexicon
        self.voice = voice
        self.per_words = per_words

    def fit(self, X: object, y: object = None) -> Self:  # noqa: N803
        """Learn nothing but the categories of the lexicon. Raises QueryError for an unknown voice."""
        chosen_voices(self.voice)
        _corpus(X)
        used = {entry.category for entry in (Lexicon.default() if self.lexicon is None else self.lexicon)}
        self.categories_ = [category for category in CATEGORIES if category in used]
        return self

    def transform(self, X: object) -> npt.NDArray[np.float64]:  # noqa: N803
        """Hits of each category in each text."""
        check_is_fitted(self)
        wanted = chosen_voices(self.voice)
        corpus = _corpus(X)
        column = {category: number for number, category in enumerate(self.categories_)}
        table = np.zeros((len(corpus), len(column)))
        for row, one in enumerate(analysed(corpus.with_settings(lexicon=self.lexicon))):
            for hit in one.hits:
                if hit.voice.voice in wanted:
                    table[row, column[hit.entry.category]] += 1
        if self.per_words is None:
            return table
        index = TokenIndex(corpus)
        words = np.bincount(index.articles[index.word_types[index.types]], minlength=len(corpus))
        return self.per_words * table / np.maximum(words, 1)[:, np.newaxis]

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """The categories, in the order of the columns."""
        check_is_fitted(self)
        return np.asarray(self.categories_, dtype=object)


def _corpus(X: object) -> Corpus:  # noqa: N803
    if isinstance(X, str) or not isinstance(X, Iterable):
        raise ValueError("Give a list of texts: X is one string or no collection at all.")
    if isinstance(X, pd.DataFrame):
        if X.shape[1] != 1:
            raise ValueError(f"Give one column of texts; the table has {X.shape[1]}. Choose one with df['text'].")
        return _corpus(X.iloc[:, 0])
    texts = list(X)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"Row {number} is no text but {type(text).__name__}; leave it out or make it a string.")
    return Corpus(Article(id=str(number), text=text) for number, text in enumerate(texts))
