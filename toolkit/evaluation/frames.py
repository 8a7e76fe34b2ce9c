"""Frames of headlines by a linear model: trained on one part of annotated headlines, scored on another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.errors import LoadError
from toolkit.statistics.terms import stemmer

_DRAWS = 1000
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LETTERS_OF_LEAD = 0.7  # the weight of their columns; this and the penalty come from five folds of the part train


def benchmark_frames(train: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How often the frame that annotators chose first is the model's first, or one of its first two; how often the
    model's first is one of the two that annotators chose.

    Rows have `text` (the headline), `lead3` (the first sentences; may be missing), `frame` and `frame2`. The model is a
    ridge classifier over TF-IDF of stems and letters, of headline and lead. Intervals are 95 % by bootstrap over rows.
    """
    from sklearn.linear_model import RidgeClassifier

    if len({row["frame"] for row in train}) < 3:
        raise LoadError(
            "frames: give training headlines of at least three frames; the first two would always be right."
        )
    blocks = [_columns(train, rows, *block) for block in _blocks()]
    learn, test = ([block[side] for block in blocks] for side in (0, 1))
    model = RidgeClassifier(alpha=1.0, class_weight="balanced", solver="sparse_cg", random_state=0)
    model.fit(_joined(learn), [row["frame"] for row in train])
    ranked = model.classes_[np.argsort(-model.decision_function(_joined(test)), axis=1, kind="stable")]
    first = np.array([row["frame"] for row in rows])
    second = np.array([row["frame2"] or "" for row in rows])
    right = {
        "accuracy": ranked[:, 0] == first,
        "first_or_second_frame": (ranked[:, 0] == first) | (ranked[:, 0] == second),
        "top_two": (ranked[:, :2] == first[:, np.newaxis]).any(axis=1),
    }
    shares = {name: _share(found) for name, found in right.items()}
    return {"trained_on": len(train), "rows": len(rows), "frames": len(model.classes_), **shares}


def _blocks() -> list[tuple[str, float, Any]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    stem = stemmer()

    def stems(text: str) -> list[str]:
        return [stem(word) for word in _WORDS.findall(text.lower())]

    by_stem = {"tokenizer": stems, "token_pattern": None, "ngram_range": (1, 2), "sublinear_tf": True}
    by_letter = {"analyzer": "char_wb", "sublinear_tf": True}
    return [
        ("text", 1.0, TfidfVectorizer(**by_stem)),
        ("text", 1.0, TfidfVectorizer(**by_letter, ngram_range=(2, 5), min_df=2)),
        ("lead3", 1.0, TfidfVectorizer(**by_stem, min_df=2, max_df=0.3)),
        ("lead3", _LETTERS_OF_LEAD, TfidfVectorizer(**by_letter, ngram_range=(3, 5), min_df=3, max_df=0.5)),
    ]


def _columns(
    train: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], field: str, weight: float, vectorizer: Any
) -> tuple[Any, Any]:
    learn, test = ([row.get(field) or "" for row in part] for part in (train, rows))
    if not any(learn):
        import scipy.sparse as sp

        return sp.csr_matrix((len(learn), 0)), sp.csr_matrix((len(test), 0))
    return weight * vectorizer.fit_transform(learn), weight * vectorizer.transform(test)


def _joined(blocks: Sequence[Any]) -> Any:
    import scipy.sparse as sp

    return sp.hstack(blocks, format="csr")


def _share(right: npt.NDArray[np.bool_]) -> list[float]:
    chance = np.random.default_rng(0)
    drawn = [right[chance.integers(0, len(right), len(right))].mean() for _ in range(_DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return [round(float(value), 3) for value in (right.mean(), low, high)]
