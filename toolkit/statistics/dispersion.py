"""Dispersion of words over the articles of a corpus, or over equal slices of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from toolkit.analysis import parts_of, token_index
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.measures import spread
from toolkit.measures.arrays import Floats
from toolkit.statistics.document_features import counted_words, in_voices_of, uses_of
from toolkit.statistics.terms import listed_terms

if TYPE_CHECKING:
    import pandas as pd

_DISTANCES: tuple[Literal["ARF", "AWT", "ALD", "f_AWT", "f_ALD"], ...] = ("ARF", "AWT", "ALD", "f_AWT", "f_ALD")
_ADJUSTED: tuple[Literal["juilland_U", "carroll_Um", "rosengren_KF", "engwall_FM", "kromer_UR"], ...] = (
    "juilland_U", "carroll_Um", "rosengren_KF", "engwall_FM", "kromer_UR",
)  # fmt: skip


def dispersion(
    corpus: Corpus | Article | Iterable[Article],
    terms: str | Sequence[str],
    *,
    parts: int | Literal["articles"] = "articles",
    voice: str | Collection[str] | None = None,
) -> pd.DataFrame:
    """How evenly words, phrases or wildcards are spread, over articles or over `parts` slices of equal length.

    One row per term. Parts are measured in words and numbers, in the chosen voices. Formulas and sources:
    `toolkit.measures.spread`. What has no value is missing: all measures of a term that does not occur, and of a corpus
    of one part.

    Columns:

    - term
    - count: how often it occurs
    - articles: with the term
    - range: parts with the term
    - of_parts: how many parts there are
    - DP, DP_norm, KLD: 0 is even; the first two after Gries
    - juilland_D, carroll_D2, rosengren_S, lyne_D3: 1 is even; juilland_D takes the population standard deviation and
      parts of any size
    - zhang_DC: only for parts of equal length
    - ARF, AWT, ALD: average reduced frequency, waiting time, logarithmic distance; over the length of the corpus,
      articles one after the other
    - f_AWT, f_ALD: the frequencies adjusted by the last two
    - juilland_U, carroll_Um, rosengren_KF, engwall_FM, kromer_UR: the frequencies adjusted for the parts

    Raises:
        QueryError: for parts that are no number above 1, and for a query that cannot be read.

    >>> articles = [Article(id="a", text="Rain, rain and rain."), Article(id="b", text="No clouds at all.")]
    >>> dispersion(articles, "rain")[["term", "count", "range", "DP"]].values.tolist()
    [['rain', 3, 1, 0.5]]
    """
    import pandas as pd

    names = listed_terms(terms, "terms")
    if parts != "articles" and (not isinstance(parts, int) or parts < 2):
        raise QueryError(f"parts={parts!r}: give 'articles' or a number of slices, 2 or more.")
    whole = as_corpus(corpus)
    places = positions_of(whole, names, voice=voice)
    sizes = np.diff(places.attrs["bounds"])
    length = int(sizes.sum())
    bounds = (
        np.array(places.attrs["bounds"])
        if parts == "articles"
        else np.linspace(0, length, parts + 1).round().astype(int)
    )
    table = pd.DataFrame([_row(name, places[places["term"] == name], bounds, parts) for name in names])
    counts = ("count", "articles", "range", "of_parts")
    types = dict.fromkeys(table.columns, "float64") | dict.fromkeys(counts, "int64") | {"term": "str"}
    what = f"{len(bounds) - 1} {'articles' if parts == 'articles' else 'equal parts'}"
    caption = f"dispersion over {what}, {length:,} words; Juilland's D with the population's deviation"
    return result_table(
        "dispersion", table, types, corpus=whole, caption=caption, denominator=length,
        settings={"by": None, "terms": names, "voice": voice},
    )  # fmt: skip


def _row(name: str, places: pd.DataFrame, bounds: NDArray[np.int64], parts: int | str) -> dict[str, object]:
    positions, owners, sizes = places["position"].to_numpy(), places["number"].to_numpy(), np.diff(bounds)
    counts = np.bincount(owners, minlength=len(sizes)) if parts == "articles" else np.histogram(positions, bounds)[0]
    counts, filled = counts[sizes > 0], sizes[sizes > 0]
    row: dict[str, object] = {
        "term": name, "count": len(positions), "articles": len(np.unique(owners)), "range": int((counts > 0).sum()),
        "of_parts": len(filled),
    }  # fmt: skip
    several = len(filled) > 1 and len(positions) > 0
    over_parts: dict[str, Callable[[], Floats]] = {
        "DP": lambda: spread.gries_dp(counts, filled),
        "DP_norm": lambda: spread.gries_dp(counts, filled, variant="DPnorm"),
        "juilland_D": lambda: spread.juilland_d(counts, filled),
        "carroll_D2": lambda: spread.carroll_d2(counts, filled),
        "rosengren_S": lambda: spread.rosengren_s(counts, filled),
        "lyne_D3": lambda: spread.lyne_d3(counts, filled),
        "zhang_DC": lambda: spread.zhang_dc(counts) if parts != "articles" else np.array(np.nan),
        "KLD": lambda: spread.kullback_leibler(counts, filled),
    }
    row |= {measure: float(value()) if several else np.nan for measure, value in over_parts.items()}
    for variant in _DISTANCES:
        row[variant] = spread.distance_measure(positions, int(bounds[-1]), variant=variant)
    for adjusted in _ADJUSTED:
        row[adjusted] = float(spread.adjusted_frequency(counts, filled, variant=adjusted)) if several else np.nan
    return row


def positions_of(
    corpus: Corpus | Article | Iterable[Article],
    terms: str | Sequence[str],
    *,
    voice: str | Collection[str] | None = None,
) -> pd.DataFrame:
    """Where each use of a term falls, articles one after the other.

    Columns: term, article, start, end (characters of `Article.text`), position (words and numbers of the corpus before
    it), number (of the article, from 0). `.attrs["bounds"]` has the position at which each article begins, and the end.
    """
    import pandas as pd

    names = list(dict.fromkeys([terms] if isinstance(terms, str) else terms))
    tables, bounds = [], [0]
    number = 0
    for part in parts_of(as_corpus(corpus)):
        table, inside = _positions(part, names, voice)
        table["position"] += bounds[-1]
        table["number"] += number
        tables.append(table)
        bounds += (inside[1:] + bounds[-1]).tolist()
        number += len(part)
    found = pd.concat(tables, ignore_index=True)
    found.attrs["bounds"] = bounds
    return found


def _positions(
    corpus: Corpus, names: list[str], voice: str | Collection[str] | None
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """The uses in some articles, counted from the first of them, and the words before each article and behind all."""
    import pandas as pd

    index, keep = token_index(corpus), in_voices_of(corpus, voice)
    before = np.concatenate(([0], np.cumsum(counted_words(index, keep))))  # words in front of each token
    bounds = before[index.first]
    found = [uses_of(index, name, keep) for name in names]
    number_of_term = np.repeat(np.arange(len(found)), [len(firsts) for firsts, _ in found])
    first = np.concatenate([np.zeros(0, dtype=np.int64), *(firsts for firsts, _ in found)])
    last = np.concatenate([np.zeros(0, dtype=np.int64), *(firsts + size - 1 for firsts, size in found)])
    order = np.lexsort((first, number_of_term, index.articles[first]))
    first, last, number_of_term = first[order], last[order], number_of_term[order]
    owners = index.articles[first]
    most = np.maximum(bounds[owners + 1] - 1, bounds[owners])  # a use behind the last word counts as at its place
    ids = [article.id for article in corpus]
    columns = {
        "term": [names[n] for n in number_of_term.tolist()],
        "article": [ids[n] for n in owners.tolist()],
        "start": index.starts[first],
        "end": index.ends_of(last),
        "position": np.minimum(before[first], most),
        "number": owners,
    }
    types = {"term": "str", "article": "str", "start": "int64", "end": "int64", "position": "int64", "number": "int64"}
    return pd.DataFrame(columns).astype(types), bounds
