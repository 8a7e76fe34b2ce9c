"""How good a sentence model is on sentences, topics or outlets that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.errors import QueryError
from toolkit.models.sentences import LoadedSentenceModel, prepare


def evaluate(model: LoadedSentenceModel, rows: Sequence[dict[str, Any]], *, by: str | None = None) -> dict[str, Any]:
    """Macro-F1 of a model trained anew for each part that is left out: five parts, or one for each group of a field.

    Rows have `text`, `label` (Biased or Non-biased; others are left out and counted) and `spans`. `by="topic"` leaves
    out one topic after the other, `by="outlet"` one outlet. The interval is 95 % by bootstrap over sentences.
    """
    from sklearn.base import clone
    from sklearn.metrics import f1_score
    from sklearn.model_selection import StratifiedKFold

    kept = [row for row in rows if row.get("label") in ("Biased", "Non-biased")]
    if by is not None and (missing := [row for row in kept if not row.get(by)]):
        raise QueryError(f"evaluate(by={by!r}): {len(missing)} rows have no {by}; leave them out.")
    y = np.array([row["label"] == "Biased" for row in kept])
    if min(int(y.sum()), int((~y).sum())) < 5:
        raise QueryError("evaluate: give at least five sentences with the label Biased and five with Non-biased.")
    ready = prepare([row["text"] for row in kept], y.tolist(), [row["spans"] for row in kept], model.lexicon)
    if by is None:
        parts = [test for _, test in StratifiedKFold(5, shuffle=True, random_state=0).split(y, y)]
    else:
        values = np.array([str(row[by]) for row in kept])
        parts = [np.flatnonzero(values == value) for value in np.unique(values)]
    if len(parts) < 2:
        raise QueryError(f"evaluate(by={by!r}): all rows have the same {by}; nothing can be left out.")
    p = np.zeros(len(y))
    for test in parts:
        train = np.setdiff1d(np.arange(len(y)), test)
        p[test] = clone(model).fit_prepared(ready, train).proba_prepared(ready, test)[:, 1]
    low, high = interval(y, p >= 0.5)
    return {
        "left_out": by or "a fifth",
        "parts": len(parts),
        "sentences": len(y),
        "without_label": len(rows) - len(kept),
        "macro_F1": round(float(f1_score(y, p >= 0.5, average="macro")), 3),
        "interval": [low, high],
    }


def interval(y: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_], *, draws: int = 1000) -> tuple[float, float]:
    """The 95 % bootstrap interval of macro-F1 over sentences (seed 0)."""
    chance = np.random.default_rng(0)
    scores = []
    for _ in range(draws):
        n = chance.integers(0, len(y), len(y))
        scores.append(_macro(y[n], found[n]))
    low, high = np.quantile(scores, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


def _macro(y: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_]) -> float:
    f1 = [2 * (a & b).sum() / max(a.sum() + b.sum(), 1) for a, b in ((y, found), (~y, ~found))]
    return float(np.mean(f1))
