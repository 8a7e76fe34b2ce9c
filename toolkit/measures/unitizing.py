"""Agreement of people who mark stretches of their own choosing: Krippendorff's alpha for unitizing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.arrays import Floats

Spans = Sequence[tuple[int, int]]  # begin and end, half-open, apart from each other, in order
Integers = NDArray[np.int64]


class Continuum(NamedTuple):
    """A text of some length, and what each person marked in it with one code; all persons read it."""

    length: int
    spans: tuple[Spans, ...]


class Parts(NamedTuple):
    """What the texts add to observed and expected disagreement about one code: sums over any of them are quick."""

    observed: Floats  # per text
    units: Floats
    cubes: Floats
    squares: Floats
    placed: Floats  # per text of a unit and text of a gap

    def disagreement(self, weights: Floats, lengths: Floats, people: int) -> tuple[Floats, Floats]:
        """Observed and expected disagreement for each row of weights, which say how often each text is taken."""
        size = weights @ lengths
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = weights @ self.observed / (people * (people - 1) * size**2)
            placed = np.einsum("da,ab,db->d", weights, self.placed, weights)
            above = (weights @ self.units - 1) * (weights @ self.cubes) + placed
            whole = people * size
            expected = 2 / size * above / (whole * (whole - 1) - weights @ self.squares)
        return observed, expected


def unitizing_alpha(by_code: Mapping[str, Sequence[Continuum]], weights: Floats | None = None) -> Floats:
    """uα = 1 − Σ Do / Σ De over codes (Krippendorff 1995; Content Analysis 2004, p. 254).

    `by_code` has the same texts, in the same order, for each code. Two units that overlap disagree by the squares of
    how far their beginnings and their ends are apart, a unit in a gap by the square of its length. Chance puts the
    same units and gaps in any order. Between texts there is no unit. `weights` has one row per draw and one column
    per text; without it there is one draw of all texts. Missing where nobody marked anything.

    >>> marked = {"c": [Continuum(300, (((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270))))]}
    >>> unitizing_alpha(marked).round(4).tolist()
    [0.7286]
    """
    texts = next(iter(by_code.values()), ())
    weights = np.ones((1, len(texts))) if weights is None else weights
    lengths = np.array([text.length for text in texts], dtype=np.float64)
    people = len(texts[0].spans) if texts else 0
    observed = expected = np.zeros(len(weights))
    for continua in by_code.values():
        seen, chance = parts_of(continua).disagreement(weights, lengths, people)
        observed, expected = observed + seen, expected + chance
    return 1 - np.divide(observed, expected, out=np.full_like(expected, np.nan), where=expected > 0)


def parts_of(continua: Sequence[Continuum]) -> Parts:
    """The sums of each text for one code."""
    lengths = [
        np.array([end - start for spans in text.spans for start, end in spans], dtype=float) for text in continua
    ]
    gaps = [np.sort(np.concatenate([_gaps(text.length, spans) for spans in text.spans])) for text in continua]
    placed = np.array([[float((units**2 * _ways(units, free)).sum()) for free in gaps] for units in lengths])
    return Parts(
        np.array([_observed(text.spans) for text in continua]),
        np.array([len(units) for units in lengths], dtype=float),
        np.array([float((2 * units**3 - 3 * units**2 + units).sum()) / 3 for units in lengths]),
        np.array([float((units * (units - 1)).sum()) for units in lengths]),
        placed.reshape(len(continua), len(continua)),
    )


def _gaps(length: int, spans: Spans) -> Floats:
    edges = [0, *(edge for span in spans for edge in span), length]
    sizes = np.diff(np.array(edges, dtype=float))[::2]
    return np.asarray(sizes[sizes > 0])


def _ways(units: Floats, gaps: Floats) -> Floats:
    """In how many places of the gaps (ascending) each unit fits."""
    first = np.searchsorted(gaps, units)
    sums = np.append(np.cumsum(gaps[::-1])[::-1], 0.0)
    return np.asarray(sums[first] - (len(gaps) - first) * (units - 1))


def _observed(people: tuple[Spans, ...]) -> float:
    """The sum of disagreements over all ordered pairs of people."""
    total = 0.0
    for n, left in enumerate(people):
        for right in people[n + 1 :]:
            one, other = (np.array(spans, dtype=float).reshape(-1, 2) for spans in (left, right))
            meet = (one[:, None, 0] < other[None, :, 1]) & (other[None, :, 0] < one[:, None, 1])
            apart = (one[:, None, :] - other[None, :, :]) ** 2
            total += float((apart.sum(axis=2) * meet).sum())
            for spans, alone in ((one, ~meet.any(axis=1)), (other, ~meet.any(axis=0))):
                total += float((((spans[:, 1] - spans[:, 0]) ** 2) * alone).sum())
    return 2 * total
