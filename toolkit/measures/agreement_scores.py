"""Agreement of people who label the same units: how much better than chance."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np

from toolkit.measures.arrays import Floats

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def cohen_kappa(
    first: Sequence[Hashable], second: Sequence[Hashable], *, weights: Literal["none", "linear", "quadratic"] = "none"
) -> float:
    """κ = (po − pe) / (1 − pe) of two people (Cohen 1960); with weights for ordered labels (Cohen 1968).

    Weights take the labels in their sorted order. Missing where chance alone would agree always.

    >>> round(cohen_kappa([1, 1, 0, 0, 1], [1, 0, 0, 0, 1]), 4)
    0.6154
    """
    labels = sorted(set(first) | set(second), key=lambda label: (str(type(label)), label))
    place = {label: n for n, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    np.add.at(table, ([place[x] for x in first], [place[y] for y in second]), 1)
    apart = np.abs(np.subtract.outer(np.arange(len(labels)), np.arange(len(labels)))).astype(float)
    cost = {"none": (apart > 0).astype(float), "linear": apart, "quadratic": apart**2}[weights]
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(len(first), 1)
    expected = float((cost * chance).sum())
    return 1 - float((cost * table).sum()) / expected if expected else float("nan")


def fleiss_kappa(table: Sequence[Sequence[int]] | Floats) -> float:
    """κ of any number of people: `table` has how many gave each label (columns) to each unit (rows) (Fleiss 1971).

    Every unit needs the same number of labels.
    """
    counts = np.asarray(table, dtype=np.float64)
    raters = counts.sum(axis=1)
    if counts.size == 0 or raters.min() != raters.max() or raters[0] < 2:
        return float("nan")
    n = raters[0]
    agreed = ((counts**2).sum(axis=1) - n) / (n * (n - 1))
    chance = float(((counts.sum(axis=0) / counts.sum()) ** 2).sum())
    return (float(agreed.mean()) - chance) / (1 - chance) if chance < 1 else float("nan")


def krippendorff_alpha(ratings: Sequence[Sequence[Hashable | None]], *, level: Level = "nominal") -> float:
    """α = 1 − Do / De, for any number of people and with gaps (Krippendorff 2011).

    `ratings` has one row per person and one column per unit, None if a person gave no label. `level` says how far two
    labels are apart: nominal ones are different or not, ordinal ones by ranks, interval and ratio ones are numbers.
    Units with one label say nothing about agreement and are left out. Missing where all labels are the same.
    """
    units = [[label for label in unit if label is not None] for unit in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    labels = sorted({label for unit in units for label in unit}, key=lambda label: (str(type(label)), label))
    place = {label: n for n, label in enumerate(labels)}
    together = np.zeros((len(labels), len(labels)))
    for unit in units:
        counts = np.bincount([place[label] for label in unit], minlength=len(labels)).astype(float)
        together += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = together.sum(axis=1)
    distance = _distance(labels, totals, level)
    expected = float((np.outer(totals, totals) * distance).sum())
    return 1 - (totals.sum() - 1) * float((together * distance).sum()) / expected if expected else float("nan")


def _distance(labels: Sequence[Hashable], totals: Floats, level: Level) -> Floats:
    if level == "nominal":
        return 1 - np.eye(len(labels))
    if level == "ordinal":
        ranks = np.cumsum(totals) - totals / 2
        return np.asarray(np.subtract.outer(ranks, ranks) ** 2)
    values = np.asarray(labels, dtype=np.float64)
    apart = np.subtract.outer(values, values)
    if level == "ratio":
        both = np.add.outer(values, values)
        apart = np.divide(apart, both, out=np.zeros_like(apart), where=both != 0)
    return np.asarray(apart**2)
