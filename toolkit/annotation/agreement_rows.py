"""The rows of `agreement`: each a measure with its interval, from labels as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from toolkit.annotation.ratings import Integers, Marks, Ratings
from toolkit.measures.agreement_scores import Level, alpha_of, coincidences, kappa_of
from toolkit.measures.arrays import Floats
from toolkit.measures.unitizing import unitizing_alpha

Group = tuple[str, Sequence[str], Sequence[str]]  # what the row is about, people, codes


class Score(NamedTuple):
    """A row of the result."""

    measure: str
    about: str
    value: float
    low: float
    high: float
    units: int
    coders: int


class Draws:
    """How often each block is taken in each of the draws; the first row takes each block once."""

    def __init__(self, blocks: int, draws: int, seed: int) -> None:
        generator = np.random.default_rng(seed)
        self.weights = np.ones((draws + 1 if blocks > 1 else 1, blocks))
        for n in range(1, len(self.weights)):
            self.weights[n] = np.bincount(generator.integers(0, blocks, size=blocks), minlength=blocks)

    def sums(self, parts: Floats) -> Floats:
        """For each draw the sum of what the blocks add."""
        flat = self.weights @ parts.reshape(len(parts), -1)
        return np.asarray(flat.reshape(len(self.weights), *parts.shape[1:]))


def score(measure: str, about: str, values: Floats, units: int, coders: int) -> Score:
    """The value of the first draw, and the interval of the others."""
    known = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(known, [0.025, 0.975]) if len(known) else (np.nan, np.nan)
    return Score(measure, about, float(values[0]), float(low), float(high), units, coders)


def of_all(ratings: Ratings, draws: Draws, level: Level) -> Iterator[Score]:
    """Agreement, alpha and Fleiss's kappa of everybody, Cohen's kappa of each pair."""
    yield from _of_everybody(ratings, draws, level)
    for first, second in combinations(range(len(ratings.people)), 2):
        tables, used = _crossed(ratings, first, second)
        name = f"{ratings.people[first]}, {ratings.people[second]}"
        yield score(f"cohen_kappa: {name}", name, kappa_of(draws.sums(tables)), used, 2)


def by_pair(ratings: Ratings, draws: Draws, level: Level) -> Iterator[Score]:
    """Agreement, alpha, Cohen's kappa and Scott's pi of each pair."""
    for first, second in combinations(range(len(ratings.people)), 2):
        two = ratings.only((first, second))
        name = ", ".join(two.people)
        for one in _of_everybody(two, draws, level):
            if one.measure != "fleiss_kappa":
                yield one._replace(about=name)
        tables, used = _crossed(ratings, first, second)
        sums = draws.sums(tables)
        yield score("cohen_kappa", name, kappa_of(sums), used, 2)
        yield score("scott_pi", name, kappa_of(sums, pooled=True), used, 2)


def by_category(ratings: Ratings, draws: Draws, categories: Sequence[tuple[str, frozenset[int]]]) -> Iterator[Score]:
    """For each category, alpha of its labels against all others, on the units that two people labelled."""
    counts = _counts(ratings)
    used = _comparable(counts)
    for name, members in categories:
        inside = counts[:, sorted(members)].sum(axis=1)
        two = np.stack([inside, counts.sum(axis=1) - inside], axis=1)
        values = alpha_of(draws.sums(_by_block(two, ratings.blocks)), ["in", "out"])
        yield score("krippendorff_alpha", name, values, used, len(ratings.people))


def by_person(ratings: Ratings, draws: Draws, level: Level) -> Iterator[Score]:
    """For each person, how often they agree with the others, and the alpha of the others without them."""
    counts = _counts(ratings)
    for n, name in enumerate(ratings.people):
        mine = ratings.given[n]
        met = mine >= 0
        others = counts.sum(axis=1) - met
        equal = np.where(met, counts[np.arange(len(mine)), mine] - 1, 0)
        pairs = _summed(np.stack([equal, others * met], axis=1), ratings.blocks)
        used = int((met & (others > 0)).sum())
        yield score("agreement", name, _share(draws.sums(pairs)), used, len(ratings.people))
        rest = ratings.only(m for m in range(len(ratings.people)) if m != n)
        if len(rest.people) > 1:
            alpha = next(one for one in _of_everybody(rest, draws, level) if one.measure == "krippendorff_alpha")
            yield alpha._replace(measure="krippendorff_alpha_without", about=name)


def of_tool(ratings: Ratings, draws: Draws, tool: str, unmarked: int | None) -> Iterator[Score]:
    """Precision, recall and F1 of the tool against each person, and against the words that half of them marked."""
    unmarked = -2 if unmarked is None else unmarked  # every unit is marked by everybody
    row = ratings.people.index(tool)
    own = ratings.given[row]
    people = [n for n in range(len(ratings.people)) if n != row]
    marked = np.where(ratings.given[people] >= 0, ratings.given[people] != unmarked, False)
    read = (ratings.given[people] >= 0).sum(axis=0)
    gold = [(ratings.people[n], marked[m], ratings.given[n] >= 0) for m, n in enumerate(people)]
    gold.append(("at least half of them", (marked.sum(axis=0) * 2 >= read) & (read > 0), read > 0))
    for name, wanted, seen in gold:
        both = seen & (own >= 0)
        found = (own != unmarked) & both
        parts = np.stack([found & wanted, found & ~wanted, ~found & wanted & both], axis=1).astype(float)
        hit, wrong, missed = draws.sums(_summed(parts, ratings.blocks)).T
        with np.errstate(divide="ignore", invalid="ignore"):
            scores = (hit / (hit + wrong), hit / (hit + missed), 2 * hit / (2 * hit + wrong + missed))
        for measure, values in zip(("precision", "recall", "f1"), scores, strict=True):
            yield score(measure, name, values, int(both.sum()), 2 if name != gold[-1][0] else len(people) + 1)


def of_spans(marks: Marks, groups: Iterable[Group], draws: int, seed: int, least: int, measure: str) -> Iterator[Score]:
    """Alpha for unitizing of groups of people and codes; intervals are drawn over articles, if there are enough."""
    for name, people, codes in groups:
        by_code, units = marks.continua(people, codes)
        texts = len(next(iter(by_code.values()), ()))
        if not texts:
            yield Score(measure, name, float("nan"), float("nan"), float("nan"), units, len(people))
            continue
        drawn = Draws(texts, draws if texts >= least else 0, seed)
        yield score(measure, name, unitizing_alpha(by_code, drawn.weights), units, len(people))


def _of_everybody(ratings: Ratings, draws: Draws, level: Level) -> Iterator[Score]:
    counts, people = _counts(ratings), len(ratings.people)
    given = counts.sum(axis=1)
    used = _comparable(counts)
    pairs = np.stack([(counts * (counts - 1)).sum(axis=1), given * (given - 1)], axis=1)
    yield score("agreement", "", _share(draws.sums(_summed(pairs, ratings.blocks))), used, people)
    together = draws.sums(_by_block(counts, ratings.blocks))
    yield score("krippendorff_alpha", "", alpha_of(together, ratings.labels, level), used, people)
    whole = given == people
    complete = np.where(whole[:, None], counts, 0.0)
    agreed = (complete * (complete - 1)).sum(axis=1) / max(people * (people - 1), 1)
    parts = np.concatenate([agreed[:, None], whole[:, None], complete], axis=1)
    sums = draws.sums(_summed(parts, ratings.blocks))
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = ((sums[:, 2:] / sums[:, 2:].sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
        values = np.where(chance < 1, (sums[:, 0] / sums[:, 1] - chance) / (1 - chance), np.nan)
    yield score("fleiss_kappa", "", values, int(whole.sum()), people)


def _counts(ratings: Ratings) -> Floats:
    counts = np.zeros((ratings.given.shape[1], len(ratings.labels)))
    units = np.arange(len(counts))
    for row in ratings.given:
        np.add.at(counts, (units[row >= 0], row[row >= 0]), 1)
    return counts


def _comparable(counts: Floats) -> int:
    return int((counts.sum(axis=1) > 1).sum())


def _summed(parts: Floats, blocks: Integers) -> Floats:
    """The sums of the rows of each block."""
    sums = np.zeros((int(blocks.max(initial=-1)) + 1, parts.shape[1]))
    np.add.at(sums, blocks, parts)
    return sums


def _by_block(counts: Floats, blocks: Integers) -> Floats:
    """The matrix of coincidences of each block."""
    order = np.argsort(blocks, kind="stable")
    edges = np.flatnonzero(np.diff(blocks[order])) + 1
    groups = np.split(counts[order], edges) if len(blocks) else []
    size = counts.shape[1]
    return np.array([coincidences(group) for group in groups]).reshape(len(groups), size, size)


def _crossed(ratings: Ratings, first: int, second: int) -> tuple[Floats, int]:
    """For each block the table that crosses the labels of two people; and how many units both labelled."""
    one, other = ratings.given[first], ratings.given[second]
    both = (one >= 0) & (other >= 0)
    size = len(ratings.labels)
    tables = np.zeros((int(ratings.blocks.max(initial=-1)) + 1, size, size))
    np.add.at(tables, (ratings.blocks[both], one[both], other[both]), 1)
    return tables, int(both.sum())


def _share(sums: Floats) -> Floats:
    shares = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
    return np.asarray(shares)
