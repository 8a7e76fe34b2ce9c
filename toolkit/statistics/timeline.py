"""Counts over time: by day, week or month, gaps kept, with intervals, and changes only where a test finds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.measures.arrays import Floats
from toolkit.measures.intervals import wilson
from toolkit.statistics.document_features import document_feature_matrix
from toolkit.statistics.intervals import rate_interval
from toolkit.statistics.term_frequency import INTERVALS, Interval
from toolkit.statistics.terms import listed_terms

if TYPE_CHECKING:
    import pandas as pd

EVERY = {"day": "D", "week": "W", "month": "M", "year": "Y"}
Every = Literal["day", "week", "month", "year"]
SMALL = 5  # articles: with fewer a period's rate says more about them than about the time
CHANGE_TEST = (
    "binary segmentation by the largest cumulative deviation of counts from the mean rate (CUSUM); "
    "p by permutation of the articles over time"
)


def timeline(
    corpus: Corpus | Article | Iterable[Article],
    term: str | Sequence[str],
    *,
    every: Every = "month",
    voice: str | Collection[str] | None = None,
    interval: Interval = "articles",
    changes: bool = False,
    alpha: float = 0.05,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """How often a word, phrase or wildcard (or several, added up) occurs in each period: one row per period.

    Every period between the first and the last has its row; one without articles has a count of 0 and no rate.
    Articles without a date are left out and counted in `.attrs["undated"]` and the caption. `changes` marks a period
    only where the test named in `.attrs["test"]` finds p < `alpha` (Page 1954; binary segmentation: Scott and Knott
    1974): the articles of a segment are permuted over its time, so words that come in clusters do not mislead it.

    Columns:

    - period: as text: 2026-11, 2026-11-25, weeks by their first and last day
    - begin: its first day
    - count
    - words: of the period
    - per_million: count in a million words
    - low, high: 95 % interval of per_million over the articles of the period, missing with fewer than 5;
      `interval="wilson"` takes words for independent
    - articles, of_articles: with the term, and in the period
    - small: fewer than 5 articles
    - change: the first period of a new level; only with `changes`
    - change_p: of that change; only with `changes`

    Raises:
        QueryError: for unknown options, and for a query that cannot be read.

    >>> articles = [Article(id=str(n), text="Rain fell.", published=datetime(2026, n, 2)) for n in (1, 3)]
    >>> timeline(articles, "rain")[["period", "count", "of_articles"]].values.tolist()
    [['2026-01', 1, 1], ['2026-02', 0, 0], ['2026-03', 1, 1]]
    """
    import pandas as pd

    if every not in EVERY:
        raise QueryError(f"every={every!r}: choose from {', '.join(EVERY)}.")
    if interval not in INTERVALS:
        raise QueryError(f"interval={interval!r}: choose from {', '.join(INTERVALS)}.")
    if not 0 < alpha < 1 or draws < 1:
        raise QueryError(f"alpha={alpha}, draws={draws}: give a share between 0 and 1, and 1 draw or more.")
    terms = listed_terms(term, "term")
    whole = as_corpus(corpus)
    dated = whole.subset(article for article in whole if article.published is not None)
    features = document_feature_matrix(dated, voice=voice, terms=terms)
    counts = np.asarray(features.matrix.sum(axis=1), dtype=np.int64).ravel()
    periods = pd.PeriodIndex([period_of(a.published, every) for a in dated if a.published], freq=EVERY[every])
    line = pd.period_range(periods.min(), periods.max(), freq=EVERY[every]) if len(periods) else periods
    numbers = line.get_indexer(periods)
    rows = []
    for number, period in enumerate(line):
        here = np.flatnonzero(numbers == number)
        count, words = int(counts[here].sum()), int(features.words[here].sum())
        low, high = _bounds(counts[here], features.words[here], interval)
        rate = count / words if words else np.nan
        found, of = int((counts[here] > 0).sum()), len(here)
        rows.append((str(period), period.start_time, count, words, rate * 1e6, low, high, found, of, of < SMALL))
    names = "period begin count words per_million low high articles of_articles small".split()
    types = {"period": "str", "count": "int64", "words": "int64", "per_million": "float64", "low": "float64"}
    types |= {"high": "float64", "articles": "int64", "of_articles": "int64", "small": "bool"}
    types["begin"] = "datetime"
    settings = {"by": None, "terms": terms, "voice": voice, "every": every}
    table = result_table(
        "timeline", rows, {name: types[name] for name in names}, corpus=whole, settings=settings,
        denominator=int(features.words.sum()), undated=len(whole) - len(dated),
    )  # fmt: skip
    undated = len(whole) - len(dated)
    small = int(table["small"].sum())
    caption = f"{', '.join(map(repr, terms))} by {every}; {len(dated)} articles, {undated} without a date left out"
    caption += f"; {small} of {len(table)} periods have fewer than {SMALL} articles; intervals: {INTERVALS[interval]}"
    if changes:
        table["change"], table["change_p"] = _changes(counts, features.words, numbers, len(table), alpha, draws, seed)
        table.attrs["test"] = CHANGE_TEST
        caption += f"; changes: {CHANGE_TEST}, {draws} draws, seed {seed}, alpha {alpha}"
    table.attrs["caption"] = caption
    return table


def period_of(moment: datetime, every: Every) -> pd.Period:
    """The period a moment belongs to; weeks begin on Monday. Times are taken as printed, without their zone."""
    import pandas as pd

    return pd.Period(moment, freq=EVERY[every])


def _bounds(counts: NDArray[np.int64], words: NDArray[np.int64], interval: str) -> tuple[float, float]:
    total = int(words.sum())
    if not total:
        return np.nan, np.nan
    if interval == "wilson":
        low, high = wilson(int(counts.sum()), total)
        return float(low) * 1e6, float(high) * 1e6
    (low,), (high,) = rate_interval(counts[:, None], words)
    return float(low) * 1e6, float(high) * 1e6


def _changes(
    counts: NDArray[np.int64], words: NDArray[np.int64], numbers: NDArray[np.int64], periods: int, alpha: float,
    draws: int, seed: int,
) -> tuple[NDArray[np.bool_], Floats]:  # fmt: skip
    generator = np.random.default_rng(seed)
    change, p_values = np.zeros(periods, dtype=bool), np.full(periods, np.nan)
    waiting = [(0, periods)]
    while waiting:
        begin, end = waiting.pop()
        inside = np.flatnonzero((numbers >= begin) & (numbers < end))
        inside = inside[np.argsort(numbers[inside], kind="stable")]
        places = numbers[inside]
        ends = np.flatnonzero(np.diff(places)) + 1  # a level can change only between periods
        if not len(ends) or not words[inside].sum():
            continue
        excess = counts[inside] - words[inside] * (counts[inside].sum() / words[inside].sum())
        seen = np.abs(np.cumsum(excess))[ends - 1]
        shuffled = generator.permuted(np.tile(excess, (draws, 1)), axis=1)
        largest = np.abs(np.cumsum(shuffled, axis=1))[:, ends - 1].max(axis=1)
        p = (1 + int((largest >= seen.max() * (1 - 1e-12)).sum())) / (draws + 1)
        if p < alpha and seen.max() > 0:
            cut = int(places[ends[int(seen.argmax())]])
            change[cut], p_values[cut] = True, p
            waiting += [(begin, cut), (cut, end)]
    return change, p_values
