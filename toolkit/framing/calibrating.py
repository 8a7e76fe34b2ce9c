"""Ridge regression on a kernel, its scores on held-out folds, and what turns scores into probabilities."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_SMOOTH = 3  # places on either side over which the F1 of a threshold is averaged: the best single one is luck
_SHARED = 0.35  # how far thresholds are drawn to the one for all frames: rare frames have too few articles of their own


def ridge(kernel: Floats, wanted: Bools, *, penalty: float, balanced: bool) -> tuple[Floats, Floats]:
    """Dual weights (articles x frames) and intercepts. `balanced` gives each frame the same weight in all."""
    y = 2.0 * wanted - 1.0
    weights = np.ones(len(y))
    if balanced:
        sizes = np.maximum(wanted.sum(axis=0), 1)
        weights = len(y) / wanted.shape[1] / sizes[wanted.argmax(axis=1)]
    intercept = (weights[:, None] * y).sum(axis=0) / weights.sum()
    dual = np.linalg.solve(kernel + np.diag(penalty / weights), y - intercept)
    return np.asarray(dual, dtype=np.float64), np.asarray(intercept, dtype=np.float64)


def held_out(kernel: Floats, wanted: Bools, parts: npt.NDArray[np.int64], *, penalty: float, balanced: bool) -> Floats:
    """The score of every article by a model that has not seen it."""
    scores = np.zeros(wanted.shape)
    for part in np.unique(parts):
        inside, outside = np.flatnonzero(parts == part), np.flatnonzero(parts != part)
        dual, intercept = ridge(kernel[np.ix_(outside, outside)], wanted[outside], penalty=penalty, balanced=balanced)
        scores[inside] = kernel[np.ix_(inside, outside)] @ dual + intercept
    return scores


def folds_of(wanted: Bools, folds: int, *, several: bool, seed: int) -> npt.NDArray[np.int64]:
    """The number of the fold of each article; with one frame an article every frame is spread over all folds."""
    chance = np.random.default_rng(seed)
    if several:
        return chance.permutation(len(wanted)) % folds
    parts = np.zeros(len(wanted), dtype=np.int64)
    for frame in range(wanted.shape[1]):
        members = np.flatnonzero(wanted[:, frame])
        chance.shuffle(members)
        parts[members] = (np.arange(len(members)) + frame) % folds
    return parts


class Calibration(NamedTuple):
    """From scores to probabilities: softmax(slope x score) for one frame, 1 / (1 + exp(-slope x score - shift)) each
    for several; `thresholds` are probabilities from which a frame is given."""

    several: bool
    slopes: Floats
    shifts: Floats
    thresholds: Floats

    def probabilities(self, scores: Floats) -> Floats:
        found = special.expit if self.several else (lambda x: special.softmax(x, axis=1))
        return np.asarray(found(scores * self.slopes + self.shifts), dtype=np.float64)

    def numbers(self) -> dict[str, Any]:
        return {
            "several": self.several, "slopes": self.slopes.tolist(), "shifts": self.shifts.tolist(),
            "thresholds": self.thresholds.tolist(),
        }  # fmt: skip

    @classmethod
    def of_numbers(cls, numbers: dict[str, Any]) -> Calibration:
        arrays = (np.array(numbers[name], dtype=np.float64) for name in ("slopes", "shifts", "thresholds"))
        return cls(bool(numbers["several"]), *arrays)


def calibrated(scores: Floats, wanted: Bools, *, several: bool) -> Calibration:
    """The calibration that fits held-out scores best (Platt 1999; one temperature for all where there is one frame)."""
    frames = wanted.shape[1]
    if not several:
        truth = wanted.argmax(axis=1)

        def loss(log_slope: float) -> float:
            shares = special.log_softmax(np.exp(log_slope) * scores, axis=1)
            return -float(shares[np.arange(len(truth)), truth].mean())

        slope = float(np.exp(optimize.minimize_scalar(loss, bounds=(-2.0, 2.5), method="bounded").x))
        return Calibration(False, np.full(frames, slope), np.zeros(frames), np.zeros(frames))
    slopes, shifts = np.array([_platt(scores[:, n], wanted[:, n]) for n in range(frames)]).T
    p = special.expit(scores * slopes + shifts)
    shared = _best_threshold(p.ravel(), wanted.ravel())
    own = np.array([_best_threshold(p[:, n], wanted[:, n]) for n in range(frames)])
    logits = _SHARED * special.logit(shared) + (1 - _SHARED) * special.logit(own)
    return Calibration(True, slopes, shifts, np.asarray(special.expit(logits), dtype=np.float64))


def _platt(scores: Floats, wanted: Bools) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    if wanted.all() or not wanted.any():  # nothing tells when it is not so
        return 0.0, float(special.logit((wanted.sum() + 0.5) / (len(wanted) + 1)))
    fitted = LogisticRegression(C=10.0).fit(scores[:, None], wanted)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _best_threshold(p: Floats, wanted: Bools) -> float:
    """The probability from which F1 is best, averaged over neighbouring places."""
    order = np.argsort(-p, kind="stable")
    right = np.cumsum(wanted[order])
    f1 = 2 * right / (np.arange(1, len(p) + 1) + wanted.sum())
    padded = np.pad(f1, _SMOOTH, mode="edge")
    smooth = np.convolve(padded, np.ones(2 * _SMOOTH + 1) / (2 * _SMOOTH + 1), mode="valid")
    place = int(np.argmax(smooth))
    following = p[order[min(place + 1, len(p) - 1)]]
    return float(np.clip((p[order[place]] + following) / 2, 0.01, 0.99))
