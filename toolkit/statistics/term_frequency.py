"""Term frequency: how often, in how many articles, how evenly, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.index import TokenIndex
from toolkit.measures.intervals import wilson
from toolkit.measures.spread import sparse_gries_dp
from toolkit.statistics.document_features import Features, document_feature_matrix
from toolkit.statistics.intervals import HOW, rate_interval
from toolkit.statistics.terms import chosen_voices, groups_of

if TYPE_CHECKING:
    import pandas as pd

Interval = Literal["articles", "wilson"]
INTERVALS = {"articles": HOW, "wilson": "95 %, over words as if each were drawn alone (Wilson)"}
_COLUMNS = {
    "term": "str", "count": "int64", "per_million": "float64", "low": "float64", "high": "float64", "articles": "int64",
    "of_articles": "int64", "DP": "float64", "rank": "int64",
}  # fmt: skip


def term_frequency(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex,
    *,
    by: str | None = None,
    unit: str = "word",
    stop_words: str = "none",
    voice: str | Collection[str] | None = None,
    terms: Sequence[str] | None = None,
    minimum: int = 1,
    interval: Interval = "articles",
) -> pd.DataFrame:
    """How often each term occurs, most frequent first: one row per term.

    Terms are lower case without possessive endings (`toolkit.text.tokens.term`). `unit="stem"` joins forms by NLTK's
    Snowball stemmer, which merges organ and organization; bigrams and trigrams stay inside a sentence and do not cross
    punctuation. `terms` counts words, phrases and wildcards (`militant*`) instead, each by its own name, also those
    that do not occur. `voice` counts only words in one voice or several. `stop_words="english"` leaves out the shipped
    list (`data/stopwords.csv`), `minimum` rarer terms.

    `per_million` divides by all words and numbers of the group in the chosen voices, before stop words or rare terms
    are left out: `.attrs["denominator"]` has them by group ("" for all), `.attrs["caption"]` says so in words. The
    interval takes articles for the unit (`toolkit.statistics.intervals`): it is wide for a word that one story repeats,
    and missing with fewer than 5 articles. A term that does not occur has the exact upper bound. `interval="wilson"`
    takes words for independent, as other programs do: it is too narrow for words that come in clusters.

    Columns:

    - the field named by `by`: only with `by`
    - term
    - count: how often it occurs
    - per_million: in a million words
    - low, high: 95 % interval of per_million
    - articles, of_articles: in how many it occurs, and how many there are
    - DP: Gries's deviation of proportions over the articles; 0 is evenly spread, near 1 in one small article; missing
      for a single article
    - rank: 1 is the most frequent, within its group; equal counts share a rank

    Raises:
        QueryError: for an unknown unit, list, voice, field or interval.

    >>> article = Article(id="a", text="Rain fell. The rain’s end came.")
    >>> term_frequency(article, stop_words="english")[["term", "count"]].head(1).values.tolist()
    [['rain', 2]]
    """
    import pandas as pd

    if minimum < 1:
        raise QueryError(f"minimum={minimum}: a term is counted at least once; give 1 or more.")
    if interval not in INTERVALS:
        raise QueryError(f"interval={interval!r}: choose from {', '.join(INTERVALS)}.")
    whole = as_corpus(corpus)
    least = 0 if terms is not None else minimum
    features = document_feature_matrix(corpus, unit=unit, stop_words=stop_words, voice=voice, terms=terms)
    groups = np.array(groups_of(whole, by) if by else [""] * len(whole), dtype=object)
    names = sorted(set(groups)) if by else [""]
    tables = []
    for name in names:
        rows = np.flatnonzero(groups == name)
        chosen = features.matrix if len(rows) == len(groups) else features.matrix[rows]
        part = Features(chosen, features.terms, (), features.words[rows])
        table = _table(part, least, interval)
        if by:
            table[by] = name
        tables.append(table)
    result = pd.concat(tables, ignore_index=True) if tables else _table(features, least, interval)
    if by and not tables:
        result[by] = pd.Series(dtype="str")
    denominators = {str(name): int(features.words[groups == name].sum()) for name in names}
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    chosen = f"unit: {unit}; stop words: {stop_words}" if terms is None else f"terms: {', '.join(terms)}"
    told = f"{whose}; {chosen}; intervals: {INTERVALS[interval]}"
    caption = f"{sum(denominators.values()):,} words and numbers, {told}"
    settings = {
        "by": by, "unit": unit, "stop_words": stop_words, "voice": voice,
        "terms": None if terms is None else list(terms),
    }  # fmt: skip
    types = ({by: "str"} if by else {}) | _COLUMNS
    return result_table(
        "term_frequency", result, types, corpus=whole, caption=caption, settings=settings, denominator=denominators,
        interval=INTERVALS[interval],
    )  # fmt: skip


def _table(part: Features, minimum: int, interval: Interval) -> pd.DataFrame:
    import pandas as pd
    from scipy.stats import rankdata

    counts = np.asarray(part.matrix.sum(axis=0)).ravel()
    kept = np.flatnonzero(counts >= minimum) if minimum else np.arange(len(counts))
    total = int(part.words.sum())
    matrix = part.matrix if len(kept) == len(counts) else part.matrix[:, kept]
    counts = counts[kept]
    if interval == "articles":
        low, high = rate_interval(matrix, part.words)
    else:
        low, high = wilson(counts, total) if total else (np.full(len(kept), np.nan),) * 2
    several = len(part.words) > 1
    columns = {
        "term": [part.terms[n] for n in kept],
        "count": counts,
        "per_million": 1e6 * counts / total if total else np.full(len(kept), np.nan),
        "low": 1e6 * low,
        "high": 1e6 * high,
        "articles": np.bincount(matrix.indices[matrix.data != 0], minlength=len(kept)),
        "of_articles": np.full(len(kept), len(part.words)),
        "DP": sparse_gries_dp(matrix, part.words) if several and total else np.full(len(kept), np.nan),
        "rank": rankdata(-counts, method="min") if len(kept) else [],
    }
    table = pd.DataFrame(columns).astype(_COLUMNS)
    return table.sort_values(["count", "term"], ascending=[False, True], kind="stable", ignore_index=True)
