"""How good a sentence model is on sentences, topics or outlets that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.errors import QueryError

if TYPE_CHECKING:
    from toolkit.loaded.models.sentences import LoadedSentenceModel


def evaluate(
    model: LoadedSentenceModel,
    rows: Sequence[dict[str, Any]],
    *,
    labels: tuple[str, str],
    prepare: Callable[..., Any],
    by: str | None = None,
    unseen: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Macro-F1 of a model trained anew for each part that is left out: five parts, or one for each group of a field.

    Rows have `text`, `label` (Biased or Non-biased; others are left out and counted) and `spans`. `by="topic"` leaves
    out one topic after the other, `by="outlet"` one outlet. `unseen` are rows of a part that nothing was chosen on, not
    even the entries of the lexicon: no model learns from them, and each is scored by the model that left its group out.
    The intervals are 95 % by bootstrap over sentences.
    """
    from sklearn.base import clone

    if by is None and unseen:
        raise QueryError("evaluate: unseen rows belong to a group that is left out; give by=, or leave them out.")
    kept = [row for row in rows if row.get("label") in labels]
    others = [row for row in unseen if row.get("label") in labels]
    if by is not None and (missing := [row for row in kept + others if not row.get(by)]):
        raise QueryError(f"evaluate(by={by!r}): {len(missing)} rows have no {by}; leave them out.")
    y = np.array([row["label"] == labels[1] for row in kept + others])
    learnt = np.arange(len(y)) < len(kept)
    if min(int(y[learnt].sum()), int((~y[learnt]).sum())) < 5:
        raise QueryError("evaluate: give at least five sentences with the label Biased and five with Non-biased.")
    ready = prepare(
        [row["text"] for row in kept + others],
        y.tolist(),
        [row["spans"] for row in kept] + [[] for _ in others],
        model.lexicon,
    )
    p = np.full(len(y), np.nan)
    parts = _parts(y[learnt], kept, others, by)
    for test in parts:
        train = np.setdiff1d(np.flatnonzero(learnt), test)
        p[test] = clone(model).fit_prepared(ready, train).proba_prepared(ready, test)[:, 1]
    result = {"left_out": by or "a fifth", "parts": len(parts), "without_label": len(rows) - len(kept)}
    result |= _figures(y[learnt], p[learnt])
    if others:
        result["unseen"] = _figures(y[~learnt], p[~learnt])
    return result


def _parts(
    y: npt.NDArray[np.bool_], kept: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]], by: str | None
) -> list[npt.NDArray[np.int64]]:
    from sklearn.model_selection import StratifiedKFold

    if by is None:
        return [test for _, test in StratifiedKFold(5, shuffle=True, random_state=0).split(y, y)]
    values = np.array([str(row[by]) for row in [*kept, *others]])
    if len(np.unique(values[: len(kept)])) < 2:
        raise QueryError(f"evaluate(by={by!r}): all rows have the same {by}; nothing can be left out.")
    return [np.flatnonzero(values == value) for value in np.unique(values)]


def _figures(y: npt.NDArray[np.bool_], p: npt.NDArray[np.float64]) -> dict[str, Any]:
    found = p >= 0.5
    return {"sentences": len(y), "macro_F1": round(_macro(y, found), 3), "interval": list(interval(y, found))}


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
    f1 = [2 * int((a & b).sum()) / max(int(a.sum()) + int(b.sum()), 1) for a, b in ((y, found), (~y, ~found))]
    return float(np.mean(f1))
