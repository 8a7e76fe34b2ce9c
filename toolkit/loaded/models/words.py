"""The word model: how likely is it that experts would mark a word as loaded, and which features say so.

A sparse logistic regression over the named features of `seeing.py` and, learnt in nested folds so that no word is
judged by its own label, how often the word, its stem, its lexicon entry and its neighbours were marked in training.
A lexicon may have been written by people who knew the training sentences. So an entry that hits nowhere outside a
fold is hidden from half of the words in training, and from all of them when the thresholds are chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon
from toolkit.loaded.models.files import Arrays, lines_of, names_of, read_model, write_model
from toolkit.loaded.models.matrices import Block, Coded, Counts, code, count, learnt
from toolkit.loaded.models.saying import reasons
from toolkit.loaded.models.scoring import best_threshold, precise_threshold
from toolkit.loaded.models.seeing import Seen, Word, see

Floats = npt.NDArray[np.float64]
Span = tuple[int, int] | Mapping[str, Any]
MODES = ("balanced", "precise")


class ScoredWord(NamedTuple):
    """A word with the share of experts' marks the model expects, and the features that speak for it, in words."""

    start: int
    end: int
    text: str
    p: float
    why: str


class LoadedWordModel(BaseEstimator):  # type: ignore[misc]
    """Which words of a text are loaded. An estimator of scikit-learn over texts.

    `fit(X, y)`: X is a list of texts, y for each text the spans that people marked, as (start, end) or {"start", "end"}
    in characters. `predict_proba(X)` gives for each text an array with one number a word; `predict(X)` whether it is
    above the threshold. `inverse_regularisation` is C of the logistic regression, `folds` how many nested folds there
    are, `hidden` the share of words from which an entry without evidence elsewhere is hidden, `precision` what the mode
    "precise" aims at. Both thresholds are chosen on held-out folds of the training texts.

    >>> texts = ["The mob rampaged.", "The council met."] * 10
    >>> model = LoadedWordModel(folds=2).fit(texts, [[(4, 7)], []] * 10)
    >>> [word.text for word in model.words("A mob met.") if word.p > 0.2]
    ['mob']
    """

    def __init__(
        self,
        *,
        inverse_regularisation: float = 0.15,
        folds: int = 5,
        hidden: float = 0.5,
        precision: float = 0.7,
        lexicon: Lexicon | None = None,
        random_state: int = 0,
    ) -> None:
        self.inverse_regularisation = inverse_regularisation
        self.folds = folds
        self.hidden = hidden
        self.precision = precision
        self.lexicon = lexicon
        self.random_state = random_state

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.estimator_type = "classifier"
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.target_tags.required = True
        tags.no_validation = True
        return tags

    def fit(self, X: Iterable[str], y: Iterable[Iterable[Span]]) -> Self:  # noqa: N803
        """Learn from texts and their marked spans. Raises: QueryError if they do not fit together."""
        texts = as_texts(X)
        spans = [list(one) for one in y]
        if len(texts) != len(spans):
            raise QueryError(f"fit: {len(texts)} texts, but spans of {len(spans)}; give one list of spans a text.")
        if self.folds < 2 or len(texts) < self.folds:
            raise QueryError(f"fit: {len(texts)} texts for {self.folds} folds; give more texts, and at least 2 folds.")
        seen = [see(text, self.lexicon) for text in texts]
        return self.fit_seen(seen, [marked(one, given) for one, given in zip(seen, spans, strict=True)])

    def fit_seen(self, seen: Sequence[Seen], labels: Sequence[npt.NDArray[np.bool_]]) -> Self:
        """The same for texts that were seen already, with one truth value a word."""
        coded = code(seen)
        y = np.concatenate(labels) if labels else np.zeros(0, dtype=bool)
        if not 0 < int(y.sum()) < len(y):
            raise QueryError("fit: some words must be marked and some not; check the offsets of the spans.")
        return self.fit_rows(coded, y, np.arange(len(seen)))

    def fit_rows(self, coded: Coded, y: npt.NDArray[np.bool_], chosen: npt.NDArray[np.int64]) -> Self:
        """The same for some of the texts of arrays; `held_out_` then has the held-out number of each of their words."""
        draw = np.random.default_rng(self.random_state)
        fold = np.full(coded.texts, -1)
        fold[chosen] = draw.permutation(len(chosen)) % self.folds
        of_word = fold[coded.text]
        held_out = np.zeros(len(y))
        for number in range(self.folds):
            inside, outside = of_word == number, (of_word != number) & (of_word >= 0)
            if not y[outside].any() or not inside.any():
                continue
            weights, counts = self._train(coded, y, outside, draw)
            block = learnt(coded, counts, inside, hide=np.ones(len(y), dtype=bool))
            held_out[inside] = weights.score(coded, block, inside)
        within = of_word >= 0
        weights, self.counts_ = self._train(coded, y, within, draw)
        self.weights_, self.intercept_ = weights.named(coded), weights.intercept
        self.threshold_ = best_threshold(held_out[within], y[within])
        self.precise_threshold_ = precise_threshold(held_out[within], y[within], self.precision, self.threshold_)
        self.held_out_ = np.where(within, held_out, np.nan)
        self.words_seen_, self.texts_seen_ = int(within.sum()), len(chosen)
        return self

    def _train(
        self, coded: Coded, y: npt.NDArray[np.bool_], within: npt.NDArray[np.bool_], draw: np.random.Generator
    ) -> tuple[_Weights, Counts]:
        from sklearn.linear_model import LogisticRegression

        texts = np.unique(coded.text[within])
        fold = np.full(coded.texts, -1)
        fold[texts] = draw.permutation(len(texts)) % self.folds
        of_word = fold[coded.text]
        hide = draw.random(len(y)) < self.hidden
        rows = np.flatnonzero(within)
        block = Block.empty(len(y))
        for number in range(self.folds):
            inside, outside = of_word == number, (of_word != number) & (of_word >= 0)
            block.fill(learnt(coded, count(coded, y, outside), inside, hide=hide), inside)
        base = coded.features[rows]
        columns = np.flatnonzero(np.bincount(base.indices, minlength=base.shape[1]) >= 2)
        matrix = sp.hstack([base[:, columns], block.matrix()[rows]], format="csr")
        model = LogisticRegression(C=self.inverse_regularisation, solver="newton-cg")  # half the time of liblinear here
        model.fit(matrix, y[rows])
        coefficients = np.zeros(base.shape[1])
        coefficients[columns] = model.coef_[0, : len(columns)]
        weights = _Weights(coefficients, model.coef_[0, len(columns) :], float(model.intercept_[0]))
        return weights, count(coded, y, within)

    def predict_proba(self, X: Iterable[str]) -> list[Floats]:  # noqa: N803
        """For each text, one number a word: how likely it is that experts would mark it."""
        check_is_fitted(self)
        return [self.score_seen([see(text, self.lexicon)]) for text in as_texts(X)]

    def predict(self, X: Iterable[str], *, mode: str = "balanced") -> list[npt.NDArray[np.bool_]]:  # noqa: N803
        """For each text, whether each word is above the threshold of a mode: balanced or precise."""
        bound = self.bound(mode)
        return [p >= bound for p in self.predict_proba(X)]

    def bound(self, mode: str = "balanced") -> float:
        """The threshold of a mode. Raises QueryError for an unknown one."""
        check_is_fitted(self)
        if mode not in MODES:
            raise QueryError(f"mode={mode!r}: choose from {', '.join(MODES)}.")
        return float(self.threshold_ if mode == "balanced" else self.precise_threshold_)

    def score(self, X: Iterable[str], y: Iterable[Iterable[Span]]) -> float:  # noqa: N803
        """F1 over words at the balanced threshold."""
        texts = as_texts(X)
        found = np.concatenate([np.zeros(0, dtype=bool), *self.predict(texts)])
        gold = [marked(see(text, self.lexicon), spans) for text, spans in zip(texts, y, strict=True)]
        truth = np.concatenate([np.zeros(0, dtype=bool), *gold])
        return float(2 * (found & truth).sum() / max(found.sum() + truth.sum(), 1))

    def score_seen(self, seen: Sequence[Seen]) -> Floats:
        """The numbers of all words of texts that were seen already, one after another."""
        return self.score_coded(code(seen))

    def score_coded(self, coded: Coded) -> Floats:
        """The numbers of all words of arrays."""
        if not len(coded.text):
            return np.zeros(0)
        everything = np.ones(len(coded.text), dtype=bool)
        block = learnt(coded, self.counts_.of(coded), everything)
        base = np.array([self.weights_.get(name, 0.0) for name in coded.names])
        weights = _Weights(base, np.array([self.weights_.get(name, 0.0) for name in Block.NAMES]), self.intercept_)
        return weights.score(coded, block, everything)

    def words(self, text: str, *, most: int = 4) -> list[ScoredWord]:
        """Every word of a text with its number and the features that speak most for it."""
        check_is_fitted(self)
        return self._scored([see(text, self.lexicon)], 0.0, most)[0]

    def found(self, text: str, *, mode: str = "balanced", most: int = 4) -> list[ScoredWord]:
        """The words of a text above the threshold."""
        return self.found_seen([see(text, self.lexicon)], mode=mode, most=most)[0]

    def found_seen(self, seen: Sequence[Seen], *, mode: str = "balanced", most: int = 4) -> list[list[ScoredWord]]:
        """The same for each of many texts that were seen already, for less work than one after another."""
        return self._scored(seen, self.bound(mode), most)

    def _scored(self, seen: Sequence[Seen], bound: float, most: int) -> list[list[ScoredWord]]:
        coded = code(seen)
        p = self.score_coded(coded)
        found: list[list[ScoredWord]] = [[] for _ in seen]
        rows = np.flatnonzero(p >= bound)
        if not len(rows):
            return found
        block = learnt(coded, self.counts_.of(coded), np.ones(len(p), dtype=bool)).matrix()
        places = {kind: {key: n for n, key in enumerate(keys)} for kind, keys in self.counts_.keys.items()}
        first = np.cumsum([0, *(len(one.words) for one in seen)])
        for n in rows.tolist():
            one = seen[coded.text[n]]
            at = n - first[coded.text[n]]
            row, word = block[n], one.words[at]
            values = [(name, 1.0) for name in one.features[at]]
            values += [(Block.NAMES[k], float(v)) for k, v in zip(row.indices, row.data, strict=True)]
            weighed = [(self.weights_.get(name, 0.0) * value, name, value) for name, value in values]
            why = reasons(weighed, self._counted(word, places), most)
            found[coded.text[n]].append(
                ScoredWord(word.start, word.end, one.text[word.start : word.end], float(p[n]), why)
            )
        return found

    def _counted(self, word: Word, places: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
        """What training saw of a word, in numbers."""
        said = {}
        names = {"term": ("odds word", "this word"), "stem": ("odds stem", "forms of this word")}
        names["entry"] = ("odds entry", "this entry of the lexicon")
        for kind, (feature, name) in names.items():
            place = places[kind].get(getattr(word, kind), -1)
            if place >= 0:
                marked, seen = self.counts_.marked[kind][place], self.counts_.seen[kind][place]
                said[feature] = f"people marked {name} in {marked} of {seen} places"
        return said

    def save(self, path: str | Path) -> None:
        """Write the model as an .npz of numbers and names; equal models give equal bytes."""
        check_is_fitted(self)
        header, arrays = parts_of(self)
        write_model(Path(path), {"kind": "words", **header}, arrays)

    @classmethod
    def load(cls, path: str | Path) -> LoadedWordModel:
        """Read a model. Raises LoadError with a sentence where the file is damaged or of another version."""
        return read_model(Path(path), "words", made_of)


class _Weights(NamedTuple):
    base: Floats
    block: Floats
    intercept: float

    def score(self, coded: Coded, block: Block, inside: npt.NDArray[np.bool_]) -> Floats:
        rows = np.flatnonzero(inside)
        total = coded.features[rows] @ self.base + block.matrix()[rows] @ self.block + self.intercept
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -50, 50))), dtype=np.float64)

    def named(self, coded: Coded) -> dict[str, float]:
        pairs = [
            *zip(coded.names, self.base.tolist(), strict=True),
            *zip(Block.NAMES, self.block.tolist(), strict=True),
        ]
        return {name: weight for name, weight in sorted(pairs) if weight}


def marked(seen: Seen, spans: Iterable[Span]) -> npt.NDArray[np.bool_]:
    """Which words of a text any span touches. Raises QueryError for a span without numbers."""
    found = []
    for span in spans:
        try:
            start, end = (span["start"], span["end"]) if isinstance(span, Mapping) else span
            found.append((int(start), int(end)))
        except (KeyError, TypeError, ValueError) as error:
            raise QueryError(f"A span must be (start, end) in characters, not {span!r}.") from error
    return np.array([any(a < w.end and w.start < b for a, b in found) for w in seen.words], dtype=bool)


def as_texts(X: object) -> list[str]:  # noqa: N803
    """The texts of a collection. Raises ValueError for one string or something that is no text."""
    if isinstance(X, str) or not isinstance(X, Iterable):
        raise ValueError("Give a list of texts: X is one string or no collection at all.")
    texts = list(X)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"Row {number} is no text but {type(text).__name__}; leave it out or make it a string.")
    return texts


_KINDS = ("term", "stem", "entry", "context")
_NUMBERS = ("intercept", "threshold", "precise_threshold", "rate", "sentence_rate", "words_seen", "texts_seen")


def parts_of(model: LoadedWordModel) -> tuple[dict[str, Any], Arrays]:
    """The header and the arrays of a model, as its file holds them."""
    counts = model.counts_
    settings = {k: v for k, v in model.get_params(deep=False).items() if k != "lexicon"}
    numbers = {
        "intercept": model.intercept_, "threshold": model.threshold_, "precise_threshold": model.precise_threshold_,
        "rate": counts.rate, "sentence_rate": counts.sentence_rate, "words_seen": model.words_seen_,
        "texts_seen": model.texts_seen_,
    }  # fmt: skip
    arrays: Arrays = {
        "features": lines_of(list(model.weights_)),
        "weights": np.array(list(model.weights_.values()), dtype=np.float64),
    }
    for kind in _KINDS:
        if kind in counts.keys:
            arrays[f"{kind} keys"] = lines_of(counts.keys[kind])
        arrays[f"{kind} seen"], arrays[f"{kind} marked"] = counts.seen[kind], counts.marked[kind]
    return {"settings": settings, **numbers}, arrays


def made_of(header: Mapping[str, Any], arrays: Arrays) -> LoadedWordModel:
    """The model of a header and arrays. Raises ValueError if they do not fit."""
    model = LoadedWordModel(**header["settings"])
    numbers = {name: float(header[name]) for name in _NUMBERS}
    keys = {kind: names_of(arrays[f"{kind} keys"]) for kind in _KINDS[:3]}
    seen = {kind: arrays[f"{kind} seen"] for kind in _KINDS}
    marked = {kind: arrays[f"{kind} marked"] for kind in _KINDS}
    for kind in _KINDS:
        size = len(keys["stem" if kind == "context" else kind])
        if not size == len(seen[kind]) == len(marked[kind]) or (marked[kind] > seen[kind]).any():
            raise ValueError(f"the counts of {kind}")
    model.counts_ = Counts(keys, seen, marked, numbers["rate"], numbers["sentence_rate"])
    names, weights = names_of(arrays["features"]), arrays["weights"]
    if len(names) != len(weights) or not np.isfinite(weights).all():
        raise ValueError("the weights")
    model.weights_ = dict(zip(names, weights.tolist(), strict=True))
    model.intercept_ = numbers["intercept"]
    model.threshold_, model.precise_threshold_ = numbers["threshold"], numbers["precise_threshold"]
    model.words_seen_, model.texts_seen_ = int(numbers["words_seen"]), int(numbers["texts_seen"])
    return model
