"""The same as `decoding.py` in arrays, for all paragraphs of a text at once: many times faster over a corpus.

The rows of all arrays are ordered by place in the paragraph, the longest paragraph first: row `begin[t] + b` is token
`t` of paragraph `b`. So one step of the recursions is one operation over every paragraph that is still going on, and
nothing is padded. Method: L. Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 1989.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.voice.sequence.token_features import COMMA, EDGES, TEMPLATES, Sequence, join
from toolkit.voice.sequence.weights import read_weights

_Floats = NDArray[np.float64]
_Numbers = NDArray[np.intp]
_SCALED_EVERY = 8  # places: far from the range of floats
_EDGE = 3  # places in front of a paragraph and behind it that a template may look at


class Table(NamedTuple):
    """One template: its columns, how far a step in each moves the place in `rows`, and there the row of the weights."""

    places: tuple[tuple[str, int], ...]
    strides: tuple[int, ...]
    rows: NDArray[np.int32]


class Numbers(dict[str, int]):
    """The values of a column that any weight speaks of, numbered from 1; 0 is every other value."""

    def __missing__(self, value: str) -> int:
        return 0


class Arrays(NamedTuple):
    """`state[rows[feature]]` are the weights of a feature, one a label; row 0 is of all that have none."""

    labels: list[str]
    transitions: _Floats
    state: _Floats
    rows: dict[str, int]
    numbers: dict[str, Numbers]
    tables: list[Table]


@cache
def arrays(path: Path | None) -> Arrays:
    weights = read_weights(path)
    features = list(weights.state.written)
    state = np.zeros((len(features) + 1, len(weights.labels)))
    entries = [(row, label, w) for row, name in enumerate(features, 1) for label, w in weights.state[name]]
    if entries:
        places, labels, values = zip(*entries, strict=True)
        state[places, labels] = values
    rows = {feature: row for row, feature in enumerate(features, 1)}
    return Arrays(weights.labels, np.array(weights.steps), state, rows, *_tables(rows))


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


def decode(paragraphs: list[Sequence], path: Path | None = None) -> tuple[list[list[str]], list[list[float]]]:
    """For each paragraph what `decoding.decode` gives, with the weights that ship or those of another file."""
    weights = arrays(path)
    sizes = [paragraph.last - paragraph.first for paragraph in paragraphs]
    return decode_scores(_scores(weights, paragraphs), sizes, weights.transitions, weights.labels)


def decode_scores(
    scores: _Floats, sizes: list[int], transitions: _Floats, labels: list[str], *, flatter: float = 1.0
) -> tuple[list[list[str]], list[list[float]]]:
    """For each paragraph the best labels, and how probable it is that each word is part of a content.

    `scores` has a row a word, one paragraph behind the other. The probabilities are those of all scores and steps
    divided by `flatter`.
    """
    row_of, steps = layout(sizes)
    by_place = np.empty_like(scores)
    by_place[row_of] = scores
    best = _best_path(by_place, transitions, steps)[row_of].tolist()
    inside = [n for n, label in enumerate(labels) if label[0] not in "OSC"]
    if flatter != 1.0:
        by_place, transitions = by_place / flatter, transitions / flatter
    p = _marginals(by_place, transitions, steps)[:, inside].sum(1)[row_of].tolist()
    found = [labels[n] for n in best]
    starts = np.cumsum([0, *sizes]).tolist()
    cuts = [slice(start, end) for start, end in pairwise(starts)]
    return [found[cut] for cut in cuts], [p[cut] for cut in cuts]


def layout(sizes: list[int]) -> tuple[_Numbers, list[tuple[int, int]]]:
    """The row of each token, paragraph after paragraph, and for each place the first row and the one behind its last.

    `sizes` are the numbers of tokens of the paragraphs.
    """
    lengths = np.array(sizes)
    order = np.argsort(-lengths, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    counts = (lengths[None, :] > np.arange(lengths.max())[:, None]).sum(1)
    begins = np.concatenate([[0], np.cumsum(counts)])
    row_of = np.concatenate([begins[:size] + rank[n] for n, size in enumerate(sizes)])  # paragraphs one after another
    return row_of, [(int(begin), int(begin + count)) for begin, count in zip(begins, counts, strict=False)]


def _scores(weights: Arrays, paragraphs: list[Sequence]) -> _Floats:
    """The sum of the weights of each token's features, one column a label."""
    total = np.zeros((sum(paragraph.last - paragraph.first for paragraph in paragraphs), len(weights.labels)))
    added = np.empty_like(total)
    for rows in _rows(weights, paragraphs):
        weights.state.take(rows, axis=0, out=added)
        total += added
    for place, row in _at_commas(weights, paragraphs):
        total[place] += weights.state[row]
    return total


def feature_rows(weights: Arrays, paragraphs: list[Sequence]) -> NDArray[np.int32]:
    """For each token and template the row of the weights of its feature, 0 where it has none."""
    rows = list(_rows(weights, paragraphs))
    commas = np.zeros_like(rows[0])
    for place, row in _at_commas(weights, paragraphs):
        commas[place] = row
    return np.stack([*rows, commas], axis=1)


def _rows(weights: Arrays, paragraphs: list[Sequence]) -> Iterator[NDArray[np.int32]]:
    """The rows of one template after another, but for that of commas."""
    # One column after another, each with the edges of every paragraph: `here` are the places of the tokens.
    sizes = [paragraph.last - paragraph.first for paragraph in paragraphs]
    length = sum(sizes) + 2 * _EDGE * len(sizes)
    numbers: dict[str, _Numbers] = {}
    for column, known in weights.numbers.items():
        left, right = EDGES.get(column, ("", ""))
        front, behind = [left] * _EDGE, [right] * _EDGE
        padded = chain.from_iterable([part for p in paragraphs for part in (front, p.columns[column], behind)])
        numbers[column] = np.fromiter(map(known.__getitem__, padded), dtype=np.intp, count=length)
    shift_of = np.repeat(_EDGE * (2 * np.arange(len(sizes)) + 1), sizes)
    here = np.arange(len(shift_of)) + shift_of
    near = {
        (column, shift): numbers[column][here + shift] for table in weights.tables for column, shift in table.places
    }
    for table in weights.tables:
        place = near[table.places[0]] * table.strides[0]
        for key, stride in zip(table.places[1:], table.strides[1:], strict=True):
            place += near[key] * stride if stride > 1 else near[key]
        yield table.rows.take(place)


def _at_commas(weights: Arrays, paragraphs: list[Sequence]) -> Iterator[tuple[int, int]]:
    """The tokens at a comma and behind one, with the row of the template of commas."""
    at = 0
    for paragraph in paragraphs:
        looks = paragraph.columns["look"]
        for offset, look in enumerate(looks):
            if look == ",":
                for n in (offset, offset + 1):
                    if n < len(looks) and (n == offset or looks[n] != ","):
                        yield at + n, weights.rows.get(paragraph.feature(COMMA, n), 0)
        at += len(looks)


def _best_path(scores: _Floats, transitions: _Floats, steps: list[tuple[int, int]]) -> _Numbers:
    """`steps` are the first row of each place in the paragraphs, and the row behind its last."""
    best = scores.copy()
    before = 0
    for first, stop in steps[1:]:
        here = best[first:stop]
        here += (best[before : before + stop - first, :, None] + transitions).max(1)
        before = first
    into = np.ascontiguousarray(transitions.T)  # row: the label stepped into
    path = np.empty(len(scores), dtype=np.intp)
    following = stop = steps[-1][1]
    for first, stop in reversed(steps):
        count = following - stop  # paragraphs that go on behind this place
        going = first + count
        if count:
            path[first:going] = (best[first:going] + into[path[stop:following]]).argmax(1)
        path[going:stop] = best[going:stop].argmax(1)
        following = stop
    return path


def _marginals(scores: _Floats, transitions: _Floats, steps: list[tuple[int, int]]) -> _Floats:
    """Forward and backward sums, scaled now and then to keep within the range of floats."""
    step = np.exp(transitions)
    back_step = np.ascontiguousarray(step.T)
    local = np.exp(scores - scores.max(1, keepdims=True))
    forward = local.copy()
    before = 0
    for number, (first, stop) in enumerate(steps[1:]):
        here = forward[first:stop]
        here *= forward[before : before + stop - first] @ step
        if number % _SCALED_EVERY == 0:
            here /= here.sum(1, keepdims=True)
        before = first
    backward = np.ones_like(local)
    for number, ((after, stop), (first, _)) in enumerate(pairwise(reversed(steps))):
        here = backward[first : first + stop - after]
        np.matmul(local[after:stop] * backward[after:stop], back_step, out=here)
        if number % _SCALED_EVERY == 0:
            here /= here.sum(1, keepdims=True)
    both = forward * backward
    return np.asarray(both / both.sum(1, keepdims=True))
