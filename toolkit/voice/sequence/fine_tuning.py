"""Train a sequence model further, in small batches: `toolkit train voice --gold FILE --silver NEWS --start MODEL`.

CRFsuite chooses which weights there are and begins; this moves them, on the gold and on news that nobody annotated,
which the encoder labels. It adds none, so the file stays as small. The same texts, model and plan give the same file.
Methods: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015; the gradient is what a chain
expects less what the labels say (Lafferty, McCallum, Pereira 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from toolkit.errors import QueryError
from toolkit.voice.rules.attribution import Analysis, analyse
from toolkit.voice.sequence.array_best_path import Arrays, arrays, feature_rows
from toolkit.voice.sequence.expecting import expectations
from toolkit.voice.sequence.labels import labels
from toolkit.voice.sequence.token_features import Sequence, sequences
from toolkit.voice.sequence.weights import write_weights

_Floats = NDArray[np.float64]
_Numbers = NDArray[np.intp]
_BETA, _BETA_OF_SQUARES, _LEAST = 0.9, 0.99, 1e-5  # Adam's
_STEADY = 20.0  # steps between labels that are seldom move slowly
_Paragraphs = list[tuple[Sequence, list[str]]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How a model is trained further, chosen on the part dev. `gold` is how much a gold word counts beside a silver
    one, `batch` the number of words; the rates fall to a fiftieth in a straight line. Each seed orders the batches in
    another way, and the weights are the mean of what comes of each."""

    epochs: int = 2
    batch: int = 20_000
    rate: float = 0.01
    rate_of_steps: float = 0.03
    gold: float = 2.0
    seeds: tuple[int, ...] = (1, 2, 3)


class _Texts(NamedTuple):
    """The paragraphs of texts: `rows` of features and a label a token, and where each paragraph begins."""

    rows: NDArray[np.int32]
    labels: _Numbers
    begins: _Numbers
    weight: float


def fine_tune(
    start: Path | None,
    rows: Iterable[dict[str, Any]],
    silver: Iterable[str],
    out: Path,
    *,
    plan: Plan | None = None,
    told: Callable[[str], None] | None = None,
) -> None:
    """Write a model that begins with the weights of `start` (None: those that ship) and learns from both texts.

    Raises QueryError where the packages of the encoder are not installed and there is silver, where the texts hold
    nothing to learn from, or where the gold has a label that the model lacks.
    """
    chosen = plan or Plan()
    say = told or (lambda step: None)
    weights = arrays(start)
    of_gold = _read(weights, _annotated(rows), chosen.gold)
    of_silver = _read(weights, (_labelled(analyse(text)) for text in silver), 1.0)
    texts = [part for part in (of_gold, of_silver) if len(part.labels)]
    if not texts:
        raise QueryError("train voice: no paragraph to learn from; give annotated articles, or news as silver.")
    say(f"read {len(of_gold.labels)} gold words and marks and {len(of_silver.labels)} that the encoder labelled")
    runs = [_trained(weights, texts, chosen, seed, say) for seed in chosen.seeds]
    state, steps = (np.mean([run[part] for run in runs], axis=0) for part in (0, 1))
    names = weights.labels
    write_weights(
        out,
        names,
        {(a, b): round(float(steps[i, j]), 4) for i, a in enumerate(names) for j, b in enumerate(names)},
        {
            (feature, names[label]): round(float(state[row, label]), 4)
            for feature, row in weights.rows.items()
            for label in np.flatnonzero(np.abs(state[row]) >= 5e-5).tolist()
        },
    )
    say(f"wrote {out}")


def _annotated(rows: Iterable[dict[str, Any]]) -> Iterator[_Paragraphs]:
    for row in rows:
        rules = analyse(row["text"])
        gold = labels(rules.tokens, row["attributions"])
        yield [(sequence, gold[sequence.first : sequence.last]) for sequence in sequences(rules)]


def _labelled(rules: Analysis) -> _Paragraphs:
    """The paragraphs of a text, each word with the label that the encoder finds likeliest."""
    from toolkit.voice.encoder.tagging import shipped

    found = shipped().likeliest(rules)
    return [(sequence, found[sequence.first : sequence.last]) for sequence in sequences(rules)]


def _read(weights: Arrays, texts: Iterable[_Paragraphs], weight: float) -> _Texts:
    """Labels that the model does not know are those of the same role: a content that goes on, without a cue."""
    number = {label: n for n, label in enumerate(weights.labels)}
    rows, found, sizes = [np.zeros((0, len(weights.tables) + 1), dtype=np.int32)], list[int](), [0]
    for paragraphs in filter(None, texts):
        rows.append(feature_rows(weights, [sequence for sequence, _ in paragraphs]))
        for _, given in paragraphs:
            for label in given:
                known = label if label in number else "I" + label[1:]
                if known not in number:
                    raise QueryError(f"train voice: the model to start with has no label {label!r}; train one anew.")
                found.append(number[known])
            sizes.append(len(given))
    return _Texts(np.concatenate(rows), np.array(found, dtype=np.intp), np.cumsum(sizes), weight)


def _trained(
    weights: Arrays, texts: list[_Texts], plan: Plan, seed: int, say: Callable[[str], None]
) -> tuple[NDArray[np.float32], _Floats]:
    chance = np.random.default_rng(seed)
    state, steps = weights.state.astype(np.float32), weights.transitions.copy()
    moves = (state != 0).astype(np.float32)
    moves[0] = 0  # the row of all features that have no weight
    mean, squares = np.zeros_like(state), np.zeros_like(state)
    batches = [batch for _ in range(plan.epochs) for batch in _batches(texts, plan.batch, chance)]
    for number, (part, paragraphs) in enumerate(batches, 1):
        sizes = part.begins[paragraphs + 1] - part.begins[paragraphs]
        at = np.concatenate([np.arange(part.begins[n], part.begins[n + 1]) for n in paragraphs])
        rows, gold = part.rows[at], part.labels[at]
        count, templates = rows.shape
        holds = sparse.csr_matrix(
            (np.ones(rows.size, np.float32), rows.ravel(), np.arange(0, rows.size + 1, templates)),
            shape=(count, len(state)),
        )
        expected, expected_steps = expectations((holds @ state).astype(np.float64), sizes.tolist(), steps)
        expected[np.arange(count), gold] -= 1
        slope = moves * (holds.T @ expected.astype(np.float32)) * np.float32(part.weight / count)
        mean = _BETA * mean + (1 - _BETA) * slope
        squares = _BETA_OF_SQUARES * squares + (1 - _BETA_OF_SQUARES) * slope * slope
        falling = min(1, number / 10) * (1 - number / len(batches) + 0.02)
        straight, curved = mean / (1 - _BETA**number), squares / (1 - _BETA_OF_SQUARES**number)
        state -= (plan.rate * falling * straight / (np.sqrt(curved) + _LEAST)).astype(np.float32)
        seen_steps = _seen(gold, sizes, len(steps))
        off = (expected_steps - seen_steps) / np.sqrt(seen_steps + _STEADY)
        steps -= plan.rate_of_steps * falling * np.clip(off, -1, 1)
        if number % 50 == 0:
            say(f"batch {number} of {len(batches)}")
    return state, steps


def _batches(texts: list[_Texts], words: int, chance: np.random.Generator) -> list[tuple[_Texts, _Numbers]]:
    """Paragraphs of about so many words together, in an order drawn by chance."""
    found = []
    for part in texts:
        order = chance.permutation(len(part.begins) - 1)
        ends = np.cumsum(np.diff(part.begins)[order])
        cuts = np.searchsorted(ends, np.arange(words, ends[-1] + words, words)).tolist()
        found += [(part, order[first:last]) for first, last in pairwise([0, *cuts]) if last > first]
    return [found[n] for n in chance.permutation(len(found))]


def _seen(gold: _Numbers, sizes: _Numbers, labels: int) -> _Floats:
    """How often one label follows another inside a paragraph."""
    inside = np.ones(len(gold), dtype=bool)
    inside[np.cumsum(sizes) - 1] = False
    places = np.flatnonzero(inside)
    counts = np.zeros((labels, labels))
    np.add.at(counts, (gold[places], gold[places + 1]), 1.0)
    return counts
