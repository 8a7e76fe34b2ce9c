"""The sentence model: does a sentence hold loaded language, judged by its words and what the word model says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from toolkit.errors import QueryError
from toolkit.lexicon import CATEGORIES, Lexicon
from toolkit.loaded.models import words
from toolkit.loaded.models.evaluating import evaluate
from toolkit.loaded.models.files import Arrays, lines_of, names_of, read_model, write_model
from toolkit.loaded.models.matrices import Coded, code
from toolkit.loaded.models.seeing import PERSONS, SPEECH, Seen, closed_class, see
from toolkit.loaded.models.words import LoadedWordModel, Span, as_texts, marked

Floats = npt.NDArray[np.float64]
_CATEGORIES = tuple(CATEGORIES)
LABELS = ("Non-biased", "Biased")  # of sentences in the gold; others are not judged
NAMES = (
    "highest word", "second word", "third word", "mean of its words", "any word", "likely words", "clear words",
    "words", "quoted", "capitals", "numbers", "exclamation", "question", "speech", "I or we", "-ly words",
    "function words", "letters a word", "hits of the lexicon", *(f"lexicon: {CATEGORIES[c]}" for c in _CATEGORIES),
)  # fmt: skip
OF_WORDS = 7  # the first of them come from the word model


class LoadedSentenceModel(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Whether a sentence holds loaded language. A classifier of scikit-learn over texts, stacked on the word model.

    `fit(X, y, spans=...)`: X is a list of sentences, y their two classes, of which the second in order (1, True) is the
    loaded one; `spans` for each sentence what people marked, from which the word model learns in nested folds. Without
    spans the model works without word scores. `inverse_regularisation` is C of the logistic regression, `words` the
    settings of the word model (None: three folds, else as it stands).

    >>> texts = ["The mob rampaged.", "The council met."] * 10
    >>> model = LoadedSentenceModel(words=LoadedWordModel(folds=2)).fit(texts, [1, 0] * 10, spans=[[(4, 7)], []] * 10)
    >>> model.predict(["A mob came."]).tolist()
    [1]
    """

    def __init__(
        self,
        *,
        inverse_regularisation: float = 0.5,
        words: LoadedWordModel | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.inverse_regularisation = inverse_regularisation
        self.words = words
        self.lexicon = lexicon

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Iterable[str], y: Iterable[Any], *, spans: Iterable[Iterable[Span]] | None = None) -> Self:  # noqa: N803
        """Learn from sentences, their classes and their marked spans."""
        prepared = prepare(as_texts(X), list(y), None if spans is None else list(spans), self.lexicon)
        return self.fit_prepared(prepared, np.arange(len(prepared.seen)))

    def fit_prepared(self, rows: Prepared, chosen: npt.NDArray[np.int64]) -> Self:
        """Learn from some of the rows that were seen already."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler

        self.classes_ = np.unique(rows.y[chosen])
        if len(self.classes_) != 2:
            raise QueryError(
                f"fit: y has {len(self.classes_)} classes; give two, of which the second is the loaded one."
            )
        scores: Floats | None = None
        self.words_ = None
        if rows.marked is not None:
            settings = self.words if self.words is not None else LoadedWordModel(folds=3, lexicon=self.lexicon)
            self.words_ = LoadedWordModel(**settings.get_params(deep=False)).fit_rows(rows.coded, rows.marked, chosen)
            scores = self.words_.held_out_
        texts = [rows.seen[n].text for n in chosen]
        least = 1 if len(texts) < 200 else 2
        self.terms_, self.letters_ = vectorizers(least)
        counted = [self.terms_.fit_transform(texts), self.letters_.fit_transform(texts)]
        named = self._named(rows, chosen, scores)
        self.scale_ = StandardScaler().fit(named)
        matrix = sp.hstack([*counted, self._scaled(named)], format="csr")
        self.model_ = LogisticRegression(C=self.inverse_regularisation, solver="liblinear", random_state=0)
        self.model_.fit(matrix, rows.y[chosen] == self.classes_[1])
        return self

    def _named(self, rows: Prepared, chosen: npt.NDArray[np.int64], scores: Floats | None) -> Floats:
        table = np.zeros((len(chosen), len(NAMES)))
        for place, n in enumerate(chosen):
            table[place] = describe(rows.seen[n], None if scores is None else scores[rows.first[n] : rows.first[n + 1]])
        return table

    def _matrix(self, texts: Sequence[str], named: Floats) -> sp.csr_matrix:
        counted = [self.terms_.transform(texts), self.letters_.transform(texts)]
        return sp.hstack([*counted, self._scaled(named)], format="csr")

    def _scaled(self, named: Floats) -> sp.csr_matrix:
        return sp.csr_matrix(self.scale_.transform(named) * 0.3)  # of the size of the TF-IDF columns

    def predict_proba(self, X: Iterable[str]) -> Floats:  # noqa: N803
        """For each sentence how likely either class is."""
        check_is_fitted(self)
        texts = as_texts(X)
        rows = prepare(texts, [0] * len(texts), None, self.lexicon)
        return self.proba_prepared(rows, np.arange(len(texts)))

    def proba_prepared(self, rows: Prepared, chosen: npt.NDArray[np.int64]) -> Floats:
        """The same for some of the rows that were seen already."""
        scores = None if self.words_ is None else self.words_.score_coded(rows.coded)
        if not len(chosen):
            return np.zeros((0, 2))
        named = self._named(rows, chosen, scores)
        texts = [rows.seen[n].text for n in chosen]
        return np.asarray(self.model_.predict_proba(self._matrix(texts, named)), dtype=np.float64)

    def predict(self, X: Iterable[str]) -> npt.NDArray[Any]:  # noqa: N803
        """The class of each sentence."""
        loaded = self.predict_proba(X)[:, 1] >= 0.5
        return np.asarray(self.classes_[loaded.astype(int)])

    def evaluate(
        self, rows: Sequence[dict[str, Any]], *, by: str | None = None, unseen: Sequence[dict[str, Any]] = ()
    ) -> dict[str, Any]:
        """Macro-F1 on what was not seen: five folds, or leave one topic (`by="topic"`) or outlet out (`by="outlet"`).

        Rows have `text`, `label` (Biased or Non-biased), `spans`, and the field `by`. `unseen` are rows that no model
        learns from; the model that left their topic out scores them, too.
        """
        return evaluate(self, rows, labels=LABELS, prepare=prepare, by=by, unseen=unseen)

    def reasons(self, text: str, *, most: int = 3) -> list[str]:
        """The named features and terms that speak most for a look at a sentence."""
        check_is_fitted(self)
        return self.reasons_prepared(prepare([text], [0], None, self.lexicon), np.arange(1), most=most)[0]

    def reasons_prepared(self, rows: Prepared, chosen: npt.NDArray[np.int64], *, most: int = 3) -> list[list[str]]:
        """The same for some of the rows that were seen already, for less work than one after another."""
        scores = None if self.words_ is None else self.words_.score_coded(rows.coded)
        if not len(chosen):
            return []
        matrix = self._matrix([rows.seen[n].text for n in chosen], self._named(rows, chosen, scores))
        weighed = matrix.multiply(self.model_.coef_[0]).tocsr()
        letters = len(self.letters_.idf_)
        terms = [f"“{name}”" for name in self.terms_.get_feature_names_out()]
        names = dict(enumerate(terms)) | {len(terms) + letters + n: name for n, name in enumerate(NAMES)}
        found = []
        for begin, end in pairwise(weighed.indptr.tolist()):
            columns, weights = weighed.indices[begin:end].tolist(), weighed.data[begin:end].tolist()
            said = [
                (-weight, names[n]) for n, weight in zip(columns, weights, strict=True) if weight > 0 and n in names
            ]
            found.append([name for _, name in sorted(said)[:most]])
        return found

    def save(self, path: str | Path) -> None:
        """Write the model as an .npz of numbers and names."""
        check_is_fitted(self)
        header: dict[str, Any] = {"kind": "sentences", "classes": self.classes_.tolist(), "words": None}
        arrays: Arrays = {}
        if self.words_ is not None:
            header["words"], within = words.parts_of(self.words_)
            arrays |= {f"words {name}": array for name, array in within.items()}
        for name, vectorizer in (("terms", self.terms_), ("letters", self.letters_)):
            arrays[f"{name} names"] = lines_of(vectorizer.get_feature_names_out().tolist())
            arrays[f"{name} idf"] = vectorizer.idf_
        arrays |= {"mean": self.scale_.mean_, "scale": self.scale_.scale_, "coefficients": self.model_.coef_[0]}
        arrays["intercept"] = self.model_.intercept_
        write_model(Path(path), header, arrays)

    @classmethod
    def load(cls, path: str | Path) -> LoadedSentenceModel:
        """Read a model. Raises LoadError with a sentence where the file is damaged or of another version."""
        return read_model(Path(path), "sentences", _made_of)


def vectorizers(least: int, *, vocabularies: tuple[list[str], list[str]] | None = None) -> tuple[Any, Any]:
    """TF-IDF over words and pairs of words, and over letters within words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words, letters = vocabularies or (None, None)
    return (
        TfidfVectorizer(ngram_range=(1, 2), min_df=least, sublinear_tf=True, vocabulary=words),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), min_df=least + 1, sublinear_tf=True, vocabulary=letters
        ),
    )


class Prepared(NamedTuple):
    """Sentences that were seen, as arrays; `first[n]` is the number of the first word of sentence n."""

    seen: list[Seen]
    coded: Coded
    first: npt.NDArray[np.int64]
    y: npt.NDArray[Any]
    marked: npt.NDArray[np.bool_] | None


def prepare(
    texts: Sequence[str], y: Sequence[Any], spans: Sequence[Iterable[Span]] | None, lexicon: Lexicon | None = None
) -> Prepared:
    """What fitting and evaluating share. Raises: QueryError if texts, classes and spans do not fit together."""
    for name, given in (("y", y), ("spans", spans)):
        if given is not None and len(given) != len(texts):
            raise QueryError(f"{len(texts)} sentences, but {len(given)} in {name}; give one for each sentence.")
    seen = [see(text, lexicon) for text in texts]
    first = np.concatenate([[0], np.cumsum([len(one.words) for one in seen])]).astype(np.int64)
    labels = None
    if spans is not None:
        labels = np.concatenate([np.zeros(0, dtype=bool), *map(marked, seen, spans)])
    return Prepared(seen, code(seen), first, np.asarray(list(y)), labels)


def describe(seen: Seen, scores: Floats | None = None) -> Floats:
    """The named features of a sentence, in the order of NAMES."""
    words, size = seen.words, max(len(seen.words), 1)
    found = np.zeros(len(NAMES))
    if scores is not None and len(scores):
        top = np.sort(scores)[::-1]
        logit = np.log((top + 1e-4) / (1 - top + 1e-4))
        found[: min(3, len(top))] = logit[:3] + 9
        found[3] = top.mean()
        found[4] = np.log(-np.log1p(-np.minimum(top, 0.999)).sum() + 1e-3)
        found[5], found[6] = (top > 0.2).sum(), (top > 0.5).sum()
    terms = [word.term for word in words]
    text = seen.text
    known = closed_class()
    found[OF_WORDS : OF_WORDS + 12] = (
        np.log1p(len(words)),
        sum("quoted=yes" in names for names in seen.features) / size,
        sum(text[word.start].isupper() for word in words) / size,
        sum(form[:1].isdigit() for form in terms) / size,
        "!" in text,
        "?" in text,
        any(form in SPEECH for form in terms),
        any(form in PERSONS for form in terms),
        sum(form.endswith("ly") for form in terms),
        sum(form in known for form in terms) / size,
        sum(map(len, terms)) / size,
        len({word.entry for word in words if word.entry}),
    )
    for word in words:
        if word.category in CATEGORIES:
            found[OF_WORDS + 12 + _CATEGORIES.index(word.category)] += 1
    return found


def _made_of(header: Mapping[str, Any], arrays: Arrays) -> LoadedSentenceModel:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    model = LoadedSentenceModel()
    model.classes_ = np.array(header["classes"])
    within = {name.removeprefix("words "): array for name, array in arrays.items() if name.startswith("words ")}
    model.words_ = None if header["words"] is None else words.made_of(header["words"], within)
    terms, letters = vectorizers(1, vocabularies=(names_of(arrays["terms names"]), names_of(arrays["letters names"])))
    terms.idf_, letters.idf_ = arrays["terms idf"], arrays["letters idf"]
    model.terms_, model.letters_ = terms, letters
    model.scale_ = StandardScaler()
    model.scale_.mean_, model.scale_.scale_ = arrays["mean"], arrays["scale"]
    model.scale_.n_features_in_ = len(NAMES)
    model.model_ = LogisticRegression()
    model.model_.coef_, model.model_.intercept_ = arrays["coefficients"][np.newaxis], arrays["intercept"]
    model.model_.classes_ = np.array([False, True])
    width = len(terms.idf_) + len(letters.idf_) + len(NAMES)
    if len(model.classes_) != 2 or model.model_.coef_.shape[1] != width or len(arrays["mean"]) != len(NAMES):
        raise ValueError("the weights")
    return model
