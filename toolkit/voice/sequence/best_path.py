"""From weights to labels: the best path through one paragraph, and how probable it is that each word is attributed.

Plain Python, for an article from the shell: it answers before NumPy were imported. `array_decoding.py` does the same
for many articles, by test. Method: L. Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 1989.
"""

from __future__ import annotations

from math import exp
from operator import add, mul

from toolkit.voice.sequence.token_features import Sequence
from toolkit.voice.sequence.weights import Weights

_Rows = list[list[float]]


def decode(weights: Weights, paragraph: Sequence) -> tuple[list[str], list[float]]:
    """The labels of a paragraph's tokens, and how probable it is that each is part of a content."""
    scores = _scores(weights, paragraph)
    labels = [weights.labels[n] for n in _best_path(scores, weights.steps)]
    inside = [n for n, label in enumerate(weights.labels) if label[0] not in "OSC"]
    return labels, [sum(row[n] for n in inside) for row in _marginals(scores, weights.steps)]


def _scores(weights: Weights, paragraph: Sequence) -> _Rows:
    rows = []
    for offset in range(paragraph.last - paragraph.first):
        row = [0.0] * len(weights.labels)
        for feature in paragraph.features(offset):
            for label, weight in weights.state[feature]:
                row[label] += weight
        rows.append(row)
    return rows


def _best_path(scores: _Rows, steps: _Rows) -> list[int]:
    into = list(zip(*steps, strict=True))
    best = scores[0]
    back: list[list[int]] = []
    for row in scores[1:]:
        ways = [list(map(add, best, before)) for before in into]
        tops = list(map(max, ways))
        back.append([way.index(top) for way, top in zip(ways, tops, strict=True)])
        best = list(map(add, tops, row))
    path = [best.index(max(best))]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1]


def _marginals(scores: _Rows, steps: _Rows) -> _Rows:
    """Forward and backward sums, each row scaled to keep within the range of floats."""
    out_of = [list(map(exp, row)) for row in steps]
    into = list(zip(*out_of, strict=True))
    local = [[exp(score - max(row)) for score in row] for row in scores]
    forward = [_scaled(local[0])]
    for row in local[1:]:
        forward.append(
            _scaled([sum(map(mul, forward[-1], before)) * here for before, here in zip(into, row, strict=True)])
        )
    backward = [[1.0] * len(steps)]
    for row in reversed(local[1:]):
        ahead = list(map(mul, row, backward[-1]))
        backward.append(_scaled([sum(map(mul, ahead, after)) for after in out_of]))
    return [_scaled(list(map(mul, a, b))) for a, b in zip(forward, reversed(backward), strict=True)]


def _scaled(row: list[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]
