"""The weights of the sequence model: the file that ships, and the arrays that a decoder reads.

The file (`data/voice.npz`) holds numbers and the names of features: labels, the weight of every step from one label to
the next, and a weight for each feature and label that training gave one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.voice.features import COMMA, TEMPLATES, join

_Floats = NDArray[np.float64]


class Table(NamedTuple):
    """One template: its columns, how far a step in each moves the place in `rows`, and there the row of the weights."""

    places: tuple[tuple[str, int], ...]
    strides: tuple[int, ...]
    rows: NDArray[np.int32]


class Numbers(dict[str, int]):
    """The values of a column that any weight speaks of, numbered from 1; 0 is every other value."""

    def __missing__(self, value: str) -> int:
        return 0


class Weights(NamedTuple):
    """`state[rows[feature]]` are the weights of a feature, one a label; row 0 is of all that have none."""

    labels: list[str]
    transitions: _Floats
    state: _Floats
    rows: dict[str, int]
    numbers: dict[str, Numbers]
    tables: list[Table]

    def of(self, feature: str, label: str) -> float:
        """The weight of a feature for a label, 0 if it has none."""
        return float(self.state[self.rows.get(feature, 0), self.labels.index(label)])


def write_weights(
    path: Path,
    labels: Iterable[str],
    transitions: Mapping[tuple[str, str], float],
    states: Mapping[tuple[str, str], float],
) -> None:
    """Writes the file; equal weights give equal bytes."""
    names = sorted(labels)
    number = {label: n for n, label in enumerate(names)}
    steps = np.zeros((len(names), len(names)))
    for (before, after), weight in transitions.items():
        steps[number[before], number[after]] = weight
    features = sorted({feature for feature, _ in states})
    row = {feature: n for n, feature in enumerate(features)}
    entries = sorted((row[feature], number[label], weight) for (feature, label), weight in states.items())
    with path.open("wb") as out:
        np.savez_compressed(
            out,
            labels=np.array(names),
            transitions=steps,
            features=np.frombuffer("\n".join(features).encode(), dtype=np.uint8),
            feature=np.array([entry[0] for entry in entries], dtype=np.int32),
            label=np.array([entry[1] for entry in entries], dtype=np.int8),
            weight=np.array([entry[2] for entry in entries], dtype=np.float64),
        )


@cache
def read_weights(path: Path | None = None) -> Weights:
    """The weights that ship with the toolkit, or those of another file."""
    with np.load(path or Path(str(files("toolkit").joinpath("data/voice.npz"))), allow_pickle=False) as stored:
        labels = [str(label) for label in stored["labels"]]
        features = stored["features"].tobytes().decode().split("\n")
        state = np.zeros((len(features) + 1, len(labels)))
        state[stored["feature"] + 1, stored["label"]] = stored["weight"]
        transitions = stored["transitions"]
    rows = {feature: n for n, feature in enumerate(features, 1)}
    return Weights(labels, transitions, state, rows, *_tables(rows))


def _tables(rows: dict[str, int]) -> tuple[dict[str, Numbers], list[Table]]:
    """A dense table a template: the place of a combination of values is found by arithmetic, without making words.

    The template of commas has too many combinations for that and stays a lookup by its words.
    """
    numbers = {column: Numbers() for places in TEMPLATES.values() for column, _ in places}
    of_template = {name: [numbers[column] for column, _ in places] for name, places in TEMPLATES.items()}
    known: dict[str, list[tuple[list[int], int]]] = {name: [] for name in TEMPLATES}
    for feature, row in rows.items():
        name, _, value = feature.partition("=")
        for values in _taken_apart(name, value):
            place = [n.setdefault(v, len(n) + 1) for n, v in zip(of_template[name], values, strict=True)]
            known[name].append((place, row))
    tables = []
    for name, places in TEMPLATES.items():
        if name != COMMA:
            dense = np.zeros([len(numbers[column]) + 1 for column, _ in places], dtype=np.int32)
            strides = tuple(stride // dense.itemsize for stride in dense.strides)
            if known[name]:
                at = np.array([place for place, _ in known[name]]) @ np.array(strides)
                dense.reshape(-1)[at] = [row for _, row in known[name]]
            tables.append(Table(places, strides, dense.reshape(-1)))
    return numbers, tables


def _taken_apart(name: str, value: str) -> list[tuple[str, ...]]:
    """The values that a feature was made of: in every way there is, for a word of the text may be the separator."""
    count = len(TEMPLATES[name])
    if join(name, ["a", "b"]) == "ab":
        return [tuple(value)] if len(value) == count else []
    parts = value.split("|")
    if count == 1 or len(parts) == count:
        return [tuple(parts) if count > 1 else (value,)]
    found = []
    for cuts in combinations(range(1, len(parts)), count - 1):
        edges = (0, *cuts, len(parts))
        found.append(tuple("|".join(parts[edges[n] : edges[n + 1]]) for n in range(count)))
    return found
