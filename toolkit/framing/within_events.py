"""How groups of outlets differ within the same events: the event is the unit, and topics cannot pass for wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import Place, packed_places, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.framing.event_parts import PRINTED
from toolkit.framing.frames import measure
from toolkit.framing.indicators import as_codebook
from toolkit.measures.intervals import adjusted
from toolkit.statistics.terms import group_of
from toolkit.stories.duplicates import QUOTED, repeats
from toolkit.stories.events import DAYS, events_of

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 5  # events that both groups tell, below which there is no interval and no test
EXACT = 12  # events up to which every way of turning the differences round is tried
LOADED = "loaded words"
_TYPES = {
    "measure": "str", "group": "str", "reference": "str", "events": "int64", "count": "int64",
    "count_reference": "int64", "per_1000": "float64", "per_1000_reference": "float64", "difference": "float64",
    "low": "float64", "high": "float64", "p": "float64", "p_adjusted": "float64",
}  # fmt: skip
Floats = npt.NDArray[np.float64]


def within_events(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str = "outlet",
    events: str | None = None,
    days: int = DAYS,
    codebook: Codebook | str | Path | None = "policy",
    draws: int = 9999,
    seed: int = 1,
) -> pd.DataFrame:
    """Do groups differ within the same events? Loaded words in the own voice and frames, one row per measure and pair.

    Every event that both groups tell gives one difference of their rates. The test turns the sign of each difference at
    random: if nothing but chance told the groups apart, either could stand on either side (Fisher 1935). `p_adjusted`
    is corrected for all rows (Benjamini and Hochberg 1995). An article that prints the text of another one of its event
    (half of it or more) is left out, so that a republished copy counts once. The caption says how many. `by` is a field
    of the articles, `events` a field that names their event; without it `events(corpus, days=days)` finds them.
    `codebook=None` leaves frames out.

    Columns:

    - measure: "loaded words" (flags in the outlet's own voice), one of its categories, or "frame: " and its name
    - group, reference: the two sides
    - events: told by both
    - count, count_reference: places in these events
    - per_1000, per_1000_reference: in 1,000 words, the mean over these events
    - difference: the mean of the differences
    - low, high: 95 % interval of the difference over events; missing for fewer than 5
    - p: of the test over events, two-sided; missing for fewer than 5
    - p_adjusted: corrected for all rows

    Raises:
        QueryError: for a field that articles do not have, for days that are no whole number, and for draws below 99.
        CodebookError: for a codebook that is not there, has mistakes, or has no indicators.

    >>> rows = [(f"{side}{n}", side, f"e{n}") for n in range(6) for side in "LR"]
    >>> corpus = Corpus(
    ...     Article(id=id, outlet=side, text="The thugs left town." if side == "R" else "They left.", extra=(("e", e),))
    ...     for id, side, e in rows
    ... )
    >>> table = within_events(corpus, events="e", codebook=None)
    >>> table[["measure", "events", "count_reference", "p"]].values.tolist()[0]
    ['loaded words', 6, 6, 0.03125]
    """
    whole = as_corpus(corpus)
    if not isinstance(draws, int) or draws < 99:
        raise QueryError(f"draws={draws!r}: give a whole number of 99 or more.")
    groups_of = {article.id: group_of(article, by) for article in whole}
    told, left_out = _events(whole, events, days)
    book = None if codebook is None else as_codebook(codebook)
    chosen = whole.subset(article for articles in told for article in articles)
    places, words = _places(chosen, book)
    event_of = {article.id: number for number, articles in enumerate(told) for article in articles}
    rows = []
    keyed: dict[tuple[str, ...], list[Place]] = {}
    chance = np.random.default_rng(seed)
    for one, other in combinations(sorted(set(groups_of.values())), 2):
        sides = {
            side: [[a.id for a in articles if groups_of[a.id] == side and words[a.id]] for articles in told]
            for side in (one, other)
        }
        both = [n for n in range(len(told)) if sides[one][n] and sides[other][n]]
        if not both:
            continue
        for name, of_article in places.items():
            found = {side: [p for n in both for id in sides[side][n] for p in of_article.get(id, [])] for side in sides}
            if not any(found.values()):
                continue
            rates = {side: np.array([_rate(sides[side][n], of_article, words) for n in both]) for side in sides}
            differences = rates[one] - rates[other]
            low, high, p = _over_events(differences, draws, chance)
            means = (float(rates[one].mean()), float(rates[other].mean()), float(differences.mean()))
            rows.append((name, one, other, len(both), len(found[one]), len(found[other]), *means, low, high, p))
            keyed[name, one, other] = found[one]
    p_values = adjusted([row[-1] for row in rows]).tolist() if rows else list[float]()
    full = [(*row, p) for row, p in zip(rows, p_values, strict=True)]
    caption = f"{len(told)} events with {len(event_of)} articles; left out because they print the text of another one"
    caption += f" of their event: {left_out}"
    settings = {"by": by, "events": events, "days": days, "draws": draws, "seed": seed}
    return result_table(
        "within_events", full, _TYPES, corpus=whole, caption=caption, settings=settings, places=packed_places(keyed)
    )


def _events(corpus: Corpus, field: str | None, days: int) -> tuple[list[list[Article]], int]:
    """The articles of each event, each text once, and how many were left out because they print another one."""
    if field is None:
        told = [list(event.articles) for event in events_of(corpus, days=days)]
    else:
        told = [list(part) for part in corpus.by(field).values() if len(part) > 1]
    of = {article.id: number for number, articles in enumerate(told) for article in articles}
    prints = {
        one.article
        for one in repeats(corpus)
        if one.kind != QUOTED and one.containment >= PRINTED and of.get(one.article, -1) == of.get(one.duplicate_of, -2)
    }
    return [[article for article in articles if article.id not in prints] for articles in told], len(prints)


def _places(corpus: Corpus, book: Codebook | None) -> tuple[dict[str, dict[str, list[Place]]], dict[str, int]]:
    """The places of each measure by article, and the words of each article."""
    loaded: dict[str, dict[str, list[Place]]] = {LOADED: {}}
    words: dict[str, int] = {}
    for one in analysed(corpus, english="within_events"):
        words[one.article.id] = _words(one)
        for hit in one.hits:
            if hit.voice.voice == "outlet" and hit.entry.severity == "flag":
                place = (hit.article, hit.start, hit.end, hit.text)
                for name in (LOADED, hit.entry.category.replace("_", " ")):
                    loaded.setdefault(name, {}).setdefault(hit.article, []).append(place)
    found = {LOADED: loaded.pop(LOADED), **{name: loaded[name] for name in sorted(loaded)}}
    if book is not None:
        measured = measure(corpus, book)
        where = measured.found
        for column, code in enumerate(measured.codes):
            of_article: dict[str, list[Place]] = {}
            for n in np.flatnonzero(where.code == column).tolist():
                article, start, end = corpus[int(where.articles[n])], int(where.starts[n]), int(where.ends[n])
                of_article.setdefault(article.id, []).append((article.id, start, end, article.text[start:end]))
            found[f"frame: {code.name.replace('_', ' ')}"] = of_article
    return found, words


def _words(one: Analysed) -> int:
    return sum(number for _, number in one.packed_voices().counted("voice"))


def _rate(ids: list[str], of_article: Mapping[str, list[Place]], words: Mapping[str, int]) -> float:
    return 1000 * sum(len(of_article.get(id, [])) for id in ids) / sum(words[id] for id in ids)


def _over_events(differences: Floats, draws: int, chance: np.random.Generator) -> tuple[float, float, float]:
    """The interval of the mean by drawing events, and p by turning signs; missing for few events."""
    count = len(differences)
    if count < FEWEST:
        return float("nan"), float("nan"), float("nan")
    means = differences[chance.integers(count, size=(draws, count))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    observed = abs(differences.sum()) - 1e-12
    if count <= EXACT:
        signs = 1 - 2 * ((np.arange(2**count)[:, None] >> np.arange(count)) & 1)
        return float(low), float(high), float((abs(signs @ differences) >= observed).mean())
    turned = abs(chance.choice((-1, 1), size=(draws, count)) @ differences)
    return float(low), float(high), float((1 + (turned >= observed).sum()) / (1 + draws))
