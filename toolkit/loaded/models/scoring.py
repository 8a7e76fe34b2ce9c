"""Thresholds and figures over scored words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def _curve(p: Floats, y: Bools) -> tuple[Floats, Floats, Floats]:
    """Scores in falling order, precision and recall when all down to each are taken; ties are taken together."""
    order = np.argsort(-p, kind="stable")
    sorted_p = p[order]
    right = np.cumsum(y[order])
    last = np.append(sorted_p[1:] != sorted_p[:-1], True)
    taken = np.flatnonzero(last)
    return sorted_p[taken], right[taken] / (taken + 1), right[taken] / max(int(y.sum()), 1)


def best_threshold(p: Floats, y: Bools) -> float:
    """The threshold with the best F1."""
    bounds, precision, recall = _curve(p, y)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return float(bounds[int(f1.argmax())])


def precise_threshold(p: Floats, y: Bools, wanted: float, otherwise: float) -> float:
    """The lowest threshold with the wanted precision, and at least `otherwise`; the highest score if there is none."""
    bounds, precision, _ = _curve(p, y)
    reached = np.flatnonzero(precision >= wanted)
    return max(float(bounds[reached[-1]] if len(reached) else bounds[0]), otherwise)


def grown(p: Floats, sentence: npt.NDArray[np.int64], high: float, low: float) -> Bools:
    """The words of runs with a score of at least `low` that hold one of at least `high`; no run leaves its sentence.

    >>> grown(np.array([0.2, 0.9, 0.2, 0.1, 0.2]), np.zeros(5, dtype=np.int64), 0.8, 0.2).tolist()
    [True, True, True, False, False]
    """
    likely = p >= low
    goes_on = np.zeros(len(p), dtype=bool)
    goes_on[1:] = likely[1:] & likely[:-1] & (sentence[1:] == sentence[:-1])
    run = np.cumsum(likely & ~goes_on)
    highest = np.zeros(len(p) + 1)
    np.maximum.at(highest, run[likely], p[likely])
    return np.asarray(likely & (highest[run] >= high))
