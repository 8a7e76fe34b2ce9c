"""The weights of the sequence model, as they ship: names of features and numbers, one a line, for people and programs.

`data/voice.tsv.gz` has three kinds of lines, their cells parted by tabs: `labels` and all labels; `step`, two labels
and the weight of going from one to the other; `feature`, its name and for each label that training gave a weight the
label and the weight in turn.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from toolkit.data import data_path


class States(dict[str, tuple[tuple[int, float], ...]]):
    """The weights of features, each made numbers when it is first met: one article meets a tenth of them."""

    def __init__(self, written: dict[str, str], labels: list[str]) -> None:
        super().__init__()
        self.written = written
        self._number = {label: n for n, label in enumerate(labels)}

    def __missing__(self, feature: str) -> tuple[tuple[int, float], ...]:
        if feature not in self.written:
            return ()
        cells = self.written[feature].split("\t")
        found = tuple((self._number[name], float(w)) for name, w in zip(cells[::2], cells[1::2], strict=True))
        self[feature] = found
        return found


class Weights(NamedTuple):
    """`steps[i][j]` is the weight of label j behind label i; `state` has the numbers of labels and their weights."""

    labels: list[str]
    steps: list[list[float]]
    state: States

    def of(self, feature: str, label: str) -> float:
        """The weight of a feature for a label, 0 if it has none."""
        return dict(self.state[feature]).get(self.labels.index(label), 0.0)


def write_weights(
    path: Path,
    labels: Iterable[str],
    steps: Mapping[tuple[str, str], float],
    states: Mapping[tuple[str, str], float],
) -> None:
    """Writes the file; equal weights give equal bytes, and are read back without loss."""
    names = sorted(labels)
    lines = ["\t".join(("labels", *names))]
    lines += [f"step\t{before}\t{after}\t{weight!r}" for (before, after), weight in sorted(steps.items())]
    of_feature: dict[str, list[str]] = {}
    for (feature, label), weight in sorted(states.items()):
        of_feature.setdefault(feature, []).append(f"{label}\t{weight!r}")
    lines += ["\t".join(("feature", feature, *cells)) for feature, cells in of_feature.items()]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0))


@cache
def read_weights(path: Path | None = None) -> Weights:
    """The weights that ship with the toolkit, or those of another file."""
    stored = path or data_path("voice.tsv.gz")
    header, *rows = gzip.decompress(stored.read_bytes()).decode().split("\n")
    labels = header.split("\t")[1:]
    number = {label: n for n, label in enumerate(labels)}
    steps = [[0.0] * len(labels) for _ in labels]
    written: dict[str, str] = {}
    for row in rows:
        kind, name, cells = row.split("\t", 2)
        if kind == "step":
            after, weight = cells.split("\t")
            steps[number[name]][number[after]] = float(weight)
        else:
            written[name] = cells
    return Weights(labels, steps, States(written, labels))
