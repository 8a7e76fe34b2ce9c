"""Agreement of people who label the same units: how much better than chance."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Literal

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
    labels = in_order({*first, *second})
    place = {label: n for n, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    np.add.at(table, ([place[x] for x in first], [place[y] for y in second]), 1)
    apart = np.abs(np.subtract.outer(np.arange(len(labels)), np.arange(len(labels)))).astype(float)
    cost = {"none": (apart > 0).astype(float), "linear": apart, "quadratic": apart**2}[weights]
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / len(first)
    expected = float((cost * chance).sum())
    return 1 - float((cost * table).sum()) / expected if expected else float("nan")


def fleiss_kappa(table: Sequence[Sequence[int]] | Floats) -> float:
    """κ of any number of people: `table` has how many gave each label (columns) to each unit (rows) (Fleiss 1971).

    Every unit needs the same number of labels.
    """
    counts = np.asarray(table, dtype=np.float64)
    n = counts.sum() / max(len(counts), 1)
    if n < 2 or (counts.sum(axis=1) != n).any():
        return float("nan")
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
    labels = in_order({label for unit in units for label in unit})
    place = {label: n for n, label in enumerate(labels)}
    counts = np.array([np.bincount([place[x] for x in unit], minlength=len(labels)) for unit in units], dtype=float)
    return float(alpha_of(coincidences(counts.reshape(len(units), len(labels))), labels, level))


def in_order(labels: Iterable[Hashable]) -> list[Any]:
    """Labels in the order of their ranks: numbers by size, texts by the alphabet."""
    return sorted(labels, key=lambda label: (str(type(label)), label))


def coincidences(counts: Floats) -> Floats:
    """How often two labels stand together in a unit, each unit weighing as many labels as it has (Krippendorff 2011).

    `counts` has how many people gave each label (columns) to each unit (rows). Units with fewer than two labels add
    nothing, so that the matrices of parts of the units add up to the matrix of all.
    """
    given = counts.sum(axis=1)
    weighed = counts * np.divide(1.0, given - 1, out=np.zeros_like(given), where=given > 1)[:, None]
    return np.asarray(weighed.T @ counts - np.diag(weighed.sum(axis=0)))


def alpha_of(together: Floats, labels: Sequence[Hashable], level: Level = "nominal") -> Floats:
    """α of matrices of coincidences: of one, or of each in a stack of them."""
    totals = together.sum(axis=-1)
    apart = _distance(labels, totals, level)
    expected = (totals[..., :, None] * totals[..., None, :] * apart).sum(axis=(-2, -1))
    observed = (together * apart).sum(axis=(-2, -1))
    known = np.divide(observed, expected, out=np.full_like(expected, np.nan), where=expected > 0)
    return np.asarray(1 - (totals.sum(axis=-1) - 1) * known)


def _distance(labels: Sequence[Hashable], totals: Floats, level: Level) -> Floats:
    if level == "nominal":
        return 1 - np.eye(len(labels))
    if level == "ordinal":
        ranks = np.cumsum(totals, axis=-1) - totals / 2
        return np.asarray((ranks[..., :, None] - ranks[..., None, :]) ** 2)
    values = np.asarray(labels, dtype=np.float64)
    apart = np.subtract.outer(values, values)
    if level == "ratio":
        both = np.add.outer(values, values)
        apart = np.divide(apart, both, out=np.zeros_like(apart), where=both != 0)
    return np.asarray(apart**2)


def kappa_of(tables: Floats, *, pooled: bool = False) -> Floats:
    """κ of tables that cross the labels of two people: of one, or of each in a stack; `pooled` gives Scott's π."""
    total = tables.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        agreed = np.trace(tables, axis1=-2, axis2=-1) / total
        rows, columns = tables.sum(axis=-1) / total[..., None], tables.sum(axis=-2) / total[..., None]
        both = (rows + columns) / 2
        chance = (both * both).sum(axis=-1) if pooled else (rows * columns).sum(axis=-1)
        return np.asarray((agreed - chance) / (1 - chance))  # one label alone: nothing against nothing, so missing


def fleiss_by_category(table: Sequence[Sequence[int]] | Floats) -> Floats:
    """κ of each label against all others (Fleiss 1971). `table` is that of `fleiss_kappa`."""
    counts = np.asarray(table, dtype=np.float64)
    units, n = len(counts), counts.sum() / len(counts)
    share = counts.sum(axis=0) / (units * n)
    spread = (counts * (n - counts)).sum(axis=0)
    return np.asarray(1 - spread / (units * n * (n - 1) * share * (1 - share)))
