"""A frame model that users train on their own codings: linear, calibrated, one frame or several, unsure where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.framing.calibrating import Calibration, calibrated, folds_of, held_out, ridge
from toolkit.framing.frame_features import FrameFeatures, Pair
from toolkit.loaded.models.files import Arrays, lines_of, names_of, read_model, write_model

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
UNSURE = "unsure"
_LEAST = 2  # articles that a frame needs, so that one of them can be held out


class Told(NamedTuple):
    """A frame of an article, how likely it is that a coder would give it, and the words that speak most for it."""

    frame: str
    p: float
    words: tuple[str, ...]


class FrameModel(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Which frame an article has, learnt from articles that people coded. An estimator of scikit-learn.

    `fit(X, y)`: X is a list of texts, or of (headline, text) pairs; y is one frame for each, or with `several=True` a
    collection of frames. It is a ridge regression over stems, letters and the indicators of a codebook (`codebook`, the
    name of one that ships; the words help, whatever the frames are called). Probabilities are calibrated on held-out
    folds of the training articles. Frames with fewer than two articles cannot be learnt.

    `predict(X)` gives the frame, or with `several` a tuple of frames. `told(X)` gives the likeliest frames with the
    words that speak for them, `frames(corpus)` a table of them. Below the probability `unsure` the first is called
    "unsure" there. `penalty` is that of the ridge regression, `folds` how many parts are held out in turn.

    >>> texts = ["Taxes rise and jobs go.", "The court heard the judge."] * 6
    >>> model = FrameModel(folds=2).fit(texts, ["money", "law"] * 6)
    >>> model.predict(["The judge ruled."]).tolist(), model.told(["The judge ruled."])[0][0].frame
    (['law'], 'law')
    """

    def __init__(
        self,
        *,
        several: bool = False,
        penalty: float = 1.0,
        unsure: float = 0.4,
        folds: int = 5,
        codebook: str = "policy",
        random_state: int = 0,
    ) -> None:
        self.several = several
        self.penalty = penalty
        self.unsure = unsure
        self.folds = folds
        self.codebook = codebook
        self.random_state = random_state

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.estimator_type = "classifier"
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.target_tags.required = True
        tags.no_validation = True
        return tags

    def fit(self, X: Iterable[str | Pair], y: Iterable[Any]) -> Self:  # noqa: N803
        """Learn from coded articles. Raises QueryError if texts and frames do not fit together, or are too few."""
        pairs = as_pairs(X)
        names, wanted = coded(y, several=self.several)
        if len(pairs) != len(wanted):
            raise QueryError(f"fit: {len(pairs)} articles, but frames of {len(wanted)}; give one coding an article.")
        if self.folds < 2 or len(pairs) < 2 * self.folds:
            raise QueryError(f"fit: {len(pairs)} articles for {self.folds} folds; give two a fold or more.")
        enough = wanted.sum(axis=0) >= _LEAST
        if enough.sum() < (1 if self.several else 2):
            raise QueryError(f"fit: give at least {_LEAST} articles each of two frames.")
        self.left_out_ = tuple(name for name, kept in zip(names, enough, strict=True) if not kept)
        kept = np.flatnonzero(enough)
        rows = np.arange(len(pairs)) if self.several else np.flatnonzero(wanted[:, kept].any(axis=1))
        self.classes_ = np.array([names[n] for n in kept], dtype=object)
        wanted = wanted[rows][:, kept]
        pairs = [pairs[n] for n in rows]
        self.features_ = FrameFeatures(Codebook.named(self.codebook))
        matrix = self.features_.fit(pairs)
        kernel = (matrix @ matrix.T).toarray()
        parts = folds_of(wanted, self.folds, several=self.several, seed=self.random_state)
        scores = held_out(kernel, wanted, parts, penalty=self.penalty, balanced=not self.several)
        self.calibration_ = calibrated(scores, wanted, several=self.several)
        dual, self.intercept_ = ridge(kernel, wanted, penalty=self.penalty, balanced=not self.several)
        self.weights_ = np.asarray(matrix.T @ dual, dtype=np.float64)
        self.articles_ = len(pairs)
        return self

    def predict_proba(self, X: Iterable[str | Pair]) -> Floats:  # noqa: N803
        """One number an article and frame: how likely it is that a coder would give it."""
        check_is_fitted(self)
        return self._of(self.features_.transform(as_pairs(X)))

    def _of(self, matrix: Any) -> Floats:
        return self.calibration_.probabilities(np.asarray(matrix @ self.weights_) + self.intercept_)

    def predict(self, X: Iterable[str | Pair]) -> npt.NDArray[Any]:  # noqa: N803
        """The likeliest frame of each article; with `several` a tuple of those above their thresholds."""
        p = self.predict_proba(X)
        if not self.several:
            return np.asarray(self.classes_[p.argmax(axis=1)])
        found = np.empty(len(p), dtype=object)
        for n, row in enumerate(p >= self.calibration_.thresholds):
            found[n] = tuple(self.classes_[row])
        return found

    def told(self, X: Iterable[str | Pair], *, most: int = 2, words: int = 5) -> list[list[Told]]:  # noqa: N803
        """The `most` likeliest frames of each article, each with the `words` that speak most for it.

        The first is called "unsure" where its probability is below `unsure`; its words are still those of the likeliest
        frame.
        """
        check_is_fitted(self)
        pairs = as_pairs(X)
        matrix = self.features_.transform(pairs)
        p = self._of(matrix)
        found = []
        for n, pair in enumerate(pairs):
            order = np.argsort(-p[n], kind="stable")[:most]
            listed = []
            for place, frame in enumerate(order.tolist()):
                first = self._words(pair, matrix[n], frame, words)
                name = UNSURE if place == 0 and p[n, frame] < self.unsure else str(self.classes_[frame])
                listed.append(Told(name, float(p[n, frame]), first))
            found.append(listed)
        return found

    def frames(self, corpus: Corpus | Article | Iterable[Article], *, words: int = 5) -> pd.DataFrame:
        """The frames of the articles of a corpus, as `validated_prevalence` and `frame_labels` take them.

        One row per article and frame. A model that learnt from headlines and texts reads both, one that learnt from
        texts the text alone. Columns: article, frame, p (how likely it is that a coder would give it), rank, present
        (the likeliest frame, unless the model is unsure; with `several` each above its threshold), words (those that
        speak most for it, for present frames).
        """
        import pandas as pd

        check_is_fitted(self)
        whole = as_corpus(corpus)
        with_headlines = self.features_.shape == "pairs"
        pairs = [((article.headline or "") if with_headlines else "", article.text) for article in whole]
        rows: list[tuple[object, ...]] = []
        for article, pair in zip(whole, pairs, strict=True):
            row = self.features_.transform([pair])
            p = self._of(row)[0]
            ranks = np.empty(len(p), dtype=np.int64)
            ranks[np.argsort(-p, kind="stable")] = np.arange(1, len(p) + 1)
            present = p >= self.calibration_.thresholds if self.several else (ranks == 1) & (p >= self.unsure)
            for n, name in enumerate(self.classes_):
                said = self._words(pair, row, n, words) if present[n] else ()
                rows.append((article.id, str(name), float(p[n]), int(ranks[n]), bool(present[n]), ", ".join(said)))
        return pd.DataFrame(rows, columns=["article", "frame", "p", "rank", "present", "words"])

    def _words(self, pair: Pair, row: Any, frame: int, most: int) -> tuple[str, ...]:
        """The words of an article that speak most for a frame."""
        said = self.features_.words_of(pair, row, self.weights_[:, frame])
        return tuple(sorted((word for word in said if said[word] > 0), key=lambda word: (-said[word], word))[:most])

    def score(self, X: Iterable[str | Pair], y: Iterable[Any]) -> float:  # noqa: N803
        """The share of right frames; with `several` the F1 over all of them."""
        listed = list(y)
        predicted = self.predict(X)
        if not self.several:
            return float(np.mean(predicted == np.array(listed, dtype=object)))
        right = sum(len(set(a) & set(b)) for a, b in zip(predicted, listed, strict=True))
        return 2 * right / max(sum(map(len, predicted)) + sum(map(len, listed)), 1)

    def learning_curve(
        self,
        X: Iterable[str | Pair],  # noqa: N803
        y: Iterable[Any],
        *,
        steps: int = 5,
        draws: int = 5,
    ) -> pd.DataFrame:
        """How good a model of so many coded articles is on others: does it pay to code more?

        One row per size. A fifth of the articles is held out; of the others, drawn `draws` times, ever more are learnt
        from. Columns: articles, score (share of right frames; with `several` F1 over all), low, high (of the draws).
        Raises QueryError as `fit` does.
        """
        import pandas as pd

        pairs, listed = as_pairs(X), list(y)
        chance = np.random.default_rng(self.random_state)
        least = max(4 * self.folds, len(pairs) // 10)
        sizes = np.unique(np.geomspace(least, max(int(0.8 * len(pairs)), least), steps).round().astype(int))
        scores: dict[int, list[float]] = {int(size): [] for size in sizes}
        for _ in range(draws):
            order = chance.permutation(len(pairs))
            test, rest = order[: len(pairs) // 5], order[len(pairs) // 5 :]
            for size in scores:
                made = type(self)(**self.get_params())
                made.fit([pairs[n] for n in rest[:size]], [listed[n] for n in rest[:size]])
                scores[size].append(made.score([pairs[n] for n in test], [listed[n] for n in test]))
        rows = [(size, float(np.mean(of)), min(of), max(of)) for size, of in scores.items()]
        return pd.DataFrame(rows, columns=["articles", "score", "low", "high"])

    def save(self, path: str | Path) -> None:
        """Write the model as an .npz of numbers and names; no text of an article is in it, but words are."""
        check_is_fitted(self)
        features, arrays = self.features_.parts()
        header = {
            "kind": "frames", "settings": self.get_params(deep=False), "features": features, "articles": self.articles_,
            "left_out": list(self.left_out_), "calibration": self.calibration_.numbers(),
        }  # fmt: skip
        arrays |= {"classes": lines_of(list(map(str, self.classes_))), "weights": self.weights_}
        write_model(Path(path), header, arrays | {"intercept": self.intercept_})

    @classmethod
    def load(cls, path: str | Path) -> FrameModel:
        """Read a model. Raises LoadError with a sentence where the file is damaged or of another version."""
        return read_model(Path(path), "frames", _made_of)


def _made_of(header: dict[str, Any], arrays: Arrays) -> FrameModel:
    model = FrameModel(**header["settings"])
    model.features_ = FrameFeatures.of_parts(Codebook.named(model.codebook), header["features"], arrays)
    model.classes_ = np.array(names_of(arrays["classes"]), dtype=object)
    model.weights_, model.intercept_ = arrays["weights"], arrays["intercept"]
    model.calibration_ = Calibration.of_numbers(header["calibration"])
    model.articles_, model.left_out_ = int(header["articles"]), tuple(header["left_out"])
    columns = sum(
        len(one.vocabulary_ if hasattr(one, "vocabulary_") else one.vocabulary) for _, one in model.features_.blocks
    ) + len(model.features_.codebook)
    if model.weights_.shape != (columns, len(model.classes_)) or not np.isfinite(model.weights_).all():
        raise ValueError("the weights")
    return model


def as_pairs(X: object) -> list[Pair]:  # noqa: N803
    """Headline and text of each article; a text alone has no headline. Raises QueryError for anything else."""
    if isinstance(X, str) or not isinstance(X, Iterable):
        raise QueryError("Give a list of texts, or of (headline, text) pairs; this is one text or no list at all.")
    pairs: list[Pair] = []
    for number, one in enumerate(X):
        if isinstance(one, str):
            pairs.append(("", one))
        elif isinstance(one, Sequence) and len(one) == 2 and all(isinstance(part, str) for part in one):
            pairs.append((one[0], one[1]))
        else:
            raise QueryError(f"Article {number} is no text and no pair of headline and text; make it one.")
    return pairs


def coded(y: Iterable[Any], *, several: bool) -> tuple[list[str], npt.NDArray[np.bool_]]:
    """The names of the frames, and articles x frames."""
    given = [tuple(one) if several and not isinstance(one, str) else (one,) for one in y]
    for number, one in enumerate(given):
        if not all(isinstance(name, str) and name for name in one):
            raise QueryError(f"The coding of article {number} is {one!r}; give names of frames.")
    names = sorted({name for one in given for name in one})
    wanted = np.array([[name in one for name in names] for one in given], dtype=bool).reshape(len(given), len(names))
    return names, wanted
