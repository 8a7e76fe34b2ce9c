"""Agreement of people who coded the same articles, sentences or words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from toolkit.analysis.table_making import result_table
from toolkit.errors import QueryError
from toolkit.measures.agreement_scores import Level, cohen_kappa, fleiss_kappa, krippendorff_alpha

if TYPE_CHECKING:
    import pandas as pd


def agreement(
    labels: pd.DataFrame | Iterable[Mapping[str, object]],
    *,
    unit: str = "unit",
    coder: str = "coder",
    label: str = "label",
    level: Level = "nominal",
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How far people agree who labelled the same units, better than chance: one row per measure.

    `labels` has one row per label, with the columns `unit`, `coder` and `label`. A unit may lack the labels of some
    people. A value of 1 is perfect, 0 is chance.

    Columns:

    - measure: agreement (share of pairs of labels that are equal), krippendorff_alpha (units may lack labels; `level`
      is nominal, ordinal, interval or ratio), fleiss_kappa (units that everybody labelled), and cohen_kappa for each
      pair of people, by name
    - value: missing where only one label was ever used
    - low, high: 95 % interval, by bootstrap over units
    - units: how many the measure could use
    - coders: how many people

    Raises:
        QueryError: for missing columns, a label given twice, fewer than two people, or labels that are no numbers where
            the level needs numbers.

    >>> given = [("A", 1, "x"), ("B", 1, "x"), ("A", 2, "y"), ("B", 2, "y"), ("A", 3, "x"), ("B", 3, "y")]
    >>> rows = [{"coder": coder, "unit": unit, "label": label} for coder, unit, label in given]
    >>> agreement(rows, draws=10)[["measure", "value"]].round(3).values.tolist()[:2]
    [['agreement', 0.667], ['krippendorff_alpha', 0.444]]
    """
    import numpy as np
    import pandas as pd

    if labels is None or isinstance(labels, (str, int, float)):
        shown = "None" if labels is None else type(labels).__name__
        raise QueryError(f"labels: a table of labels is needed, this is {shown}; give columns unit, coder, label.")
    table = labels if isinstance(labels, pd.DataFrame) else pd.DataFrame(list(labels))
    if missing := [name for name in (unit, coder, label) if name not in table]:
        listed = ", ".join(map(str, table.columns))
        raise QueryError(
            f"The labels have no column {missing[0]!r}; they have {listed}. Name it: unit=, coder=, label=."
        )
    table = table.dropna(subset=[label])
    twice = table[table.duplicated([unit, coder])]
    if len(twice):
        raise QueryError(f"{twice[coder].iloc[0]} labelled unit {twice[unit].iloc[0]} twice; keep one label.")
    grid = table.pivot(index=coder, columns=unit, values=label).astype("object")
    if len(grid) < 2:
        raise QueryError(f"Labels of {len(grid)} people; agreement needs two or more.")
    if level in ("interval", "ratio") and not pd.api.types.is_numeric_dtype(table[label]):
        raise QueryError(f"level={level!r} needs labels that are numbers; {table[label].iloc[0]!r} is none.")
    ratings = [[None if pd.isna(value) else value for value in row] for row in grid.to_numpy()]
    people = [str(name) for name in grid.index]
    names = ["agreement", "krippendorff_alpha", "fleiss_kappa"]
    names += [f"cohen_kappa: {a}, {b}" for a, b in combinations(people, 2)]
    seen = _scores(ratings, level)
    generator = np.random.default_rng(seed)
    n = len(grid.columns)
    drawn = np.array([_scores([[row[u] for u in chosen] for row in ratings], level)[0] for chosen in
                      generator.integers(0, n, size=(draws, n))])  # fmt: skip
    rows = []
    for place, (name, value, units) in enumerate(zip(names, *seen, strict=True)):
        known = drawn[~np.isnan(drawn[:, place]), place]
        low, high = np.quantile(known, [0.025, 0.975]) if len(known) and n > 1 else (np.nan, np.nan)
        rows.append((name, value, low, high, units, 2 if name.startswith("cohen") else len(people)))
    types = {"measure": "str", "value": "float64", "low": "float64", "high": "float64"}
    types |= {"units": "int64", "coders": "int64"}
    caption = f"{n} units, {len(people)} people, {level} labels; 95 %: {draws} draws of units, seed {seed}"
    return result_table("agreement", rows, types, corpus=None, caption=caption)


def _scores(ratings: list[list[Any]], level: Level) -> tuple[list[float], list[int]]:
    units = [[value for value in unit if value is not None] for unit in zip(*ratings, strict=True)]
    pairs = [(x == y) for unit in units for x, y in combinations(unit, 2)]
    complete = [unit for unit in units if len(unit) == len(ratings)]
    labels = list({value for unit in complete for value in unit})
    values = [
        sum(pairs) / len(pairs) if pairs else float("nan"),
        krippendorff_alpha(ratings, level=level),
        fleiss_kappa([[unit.count(value) for value in labels] for unit in complete]) if complete else float("nan"),
    ]
    used = [sum(len(unit) > 1 for unit in units)] * 2 + [len(complete)]
    for first, second in combinations(ratings, 2):
        both = [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]
        values.append(cohen_kappa([x for x, _ in both], [y for _, y in both]) if both else float("nan"))
        used.append(len(both))
    return values, used
