"""Keyness of groups of articles: effect, uncertainty over articles, and what could mislead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import permutations
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.measures import comparison
from toolkit.measures.arrays import Floats
from toolkit.measures.comparison import ZERO_RULES, ZeroRule
from toolkit.measures.intervals import adjusted
from toolkit.measures.spread import sparse_gries_dp
from toolkit.statistics.document_features import Features, document_feature_matrix
from toolkit.statistics.intervals import FEWEST, log_ratio_interval, rate_interval
from toolkit.statistics.resampling import permutation_p
from toolkit.statistics.terms import chosen_voices, groups_of

if TYPE_CHECKING:
    import pandas as pd

CORRECTIONS = ("benjamini-hochberg", "bonferroni", "none")
NAMED = 8  # groups that the name of a rest lists
FINDING = 3  # articles with the term on the side that uses it more; fewer are no finding, whatever p would be
DOMINATED = 0.5  # more than half of a term's uses in one article
_KEY = float(stats.chi2.isf(0.05, 1))

# Further measures by the name of their column; each takes a, b, c, d.
MEASURES: dict[str, Callable[..., Floats]] = {
    "BIC": comparison.bayes_factor,
    "ELL": comparison.effect_size_ll,
    "G2_short": partial(comparison.log_likelihood, variant="short", signed=True),
    "G2_williams": partial(comparison.log_likelihood, variant="williams", signed=True),
    "JSD": comparison.jensen_shannon,
    "LRC_normal": partial(comparison.conservative_log_ratio, variant="normal"),
    "LRC_positive": partial(comparison.conservative_log_ratio, variant="positive"),
    "chi2": partial(comparison.chi_squared, signed=True),
    "chi2_yates": partial(comparison.chi_squared, variant="yates", signed=True),
    "difference_coefficient": comparison.difference_coefficient,
    "fisher_p": comparison.fisher_exact,
    "log_odds_z": comparison.log_odds_prior,
    "odds_ratio": comparison.odds_ratio,
    "percent_difference": comparison.percent_difference,
    "rank_turbulence": lambda a, b, c, d: comparison.rank_turbulence(a, b),
    "relative_risk": comparison.relative_risk,
    "simple_maths": comparison.simple_maths,
}


class _Side(NamedTuple):
    """One side of a comparison; a plain list of frequencies has no `matrix`."""

    name: str
    counts: Floats
    size: int
    matrix: sparse.csr_array | None
    words: NDArray[np.int64]
    ids: tuple[str, ...]

    @property
    def articles(self) -> int:
        return 0 if self.matrix is None else len(self.words)


def keyness(
    target: Corpus | Iterable[Article],
    reference: Corpus | Iterable[Article] | Mapping[str, int] | pd.DataFrame | None = None,
    *,
    by: str | None = None,
    compare: Literal["rest", "pairs"] = "rest",
    unit: str = "word",
    stop_words: str = "none",
    voice: str | Collection[str] | None = None,
    minimum: int = 5,
    measures: Sequence[str] = (),
    zero: ZeroRule = "hardie",
    correction: Literal["benjamini-hochberg", "bonferroni", "none"] = "benjamini-hochberg",
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Which terms each group uses more, or less, than another; how sure that is over articles; what could mislead.

    `keyness(corpus, by="outlet")` compares each group with the rest together, or with `compare="pairs"` every group
    with every other. `keyness(target, reference)` compares two corpora, or a corpus with a list of frequencies: a
    mapping from term to count, or a table with columns term and count. Terms with fewer than `minimum` uses on both
    sides together are left out, and stop words if chosen, but sizes are always those of the whole texts.

    Columns:

    - group, reference: the two sides
    - term
    - count, count_reference: uses on each side
    - per_million, per_million_reference: in a million words of each side
    - articles, articles_reference: in how many articles of each side
    - of_articles, of_articles_reference: how many articles each side has
    - log_ratio: how many times oftener the group uses the term, as a logarithm to base 2
    - low, high: 95 % interval of log_ratio over articles; one of them is missing where a side never uses the term, for
      then the ratio has no bound
    - p: two-sided, by permutation of articles between the sides, of a difference in units of its error, and between
      sides of as many words as there are
    - p_adjusted: corrected for the terms of one comparison (`correction`)
    - G2: long form, signed
    - p_words: of G2; it takes words for independent and is too sure
    - LRC: exact, 95 %, Bonferroni
    - DP: over the group's articles
    - key_share: share of the group's articles in which the term alone is key, G2 > 3.84
    - top_article, top_share: the article with most of the uses, and its share
    - dominated: top_share is over one half
    - one column per name in `measures`: see `toolkit.statistics.keyness.MEASURES`

    Rows go by group, then the most frequent sign of difference first: by p, then by size of log_ratio.

    The interval needs five articles on each side. The p needs two on each side, and three with the term on the side
    that uses it more: what one or two stories do is no finding about a group. Otherwise they are missing. Terms that
    few draws reach get up to 20 times as many (`resampling.permutation_p`). `.attrs` has the settings, the
    denominators, and a caption that names the zero rule and the tests. A corpus of one group gives an empty table,
    whose caption says so.

    Raises:
        QueryError: for unknown options, and for a reference that cannot be read.

    >>> texts = {"X": ["Rain fell again.", "More rain fell."], "Y": ["Snow fell again.", "More snow fell."]}
    >>> articles = [Article(id=f"{o}{n}", outlet=o, text=t) for o, ts in texts.items() for n, t in enumerate(ts)]
    >>> keyness(articles, by="outlet", minimum=2).query("group == 'X'")[["term", "count", "count_reference"]].head(1)
       term  count  count_reference
    0  rain      2                0
    """
    import pandas as pd

    _check(by, reference, compare, measures, zero, correction, minimum, draws)
    options: dict[str, Any] = {"unit": unit, "stop_words": stop_words, "voice": voice}
    whole = as_corpus(target)
    if by is not None and len(groups := set(groups_of(whole, by))) < 2:
        alone = f"there is only the group {groups.pop()}" if groups else "there is no article"
        return _nothing_to_compare(
            whole, f"{by}: {alone}, so there is nothing to compare", measures, options | {"by": by}
        )
    terms, sides = _two(whole, reference, options) if by is None else _grouped(whole, by, compare, options)
    settings: dict[str, Any] = {
        "minimum": minimum,
        "zero": zero,
        "correction": correction,
        "draws": draws,
        "seed": seed,
    }
    tested = _tested_at_once(sides, minimum, draws, seed) if compare == "rest" and len(sides) > 1 else None
    tables = [
        _contrast(terms, mine, theirs, measures, p=None if tested is None else tested[number], **settings)
        for number, (mine, theirs) in enumerate(sides)
    ]
    table = pd.concat(tables, ignore_index=True)
    sizes = {side.name: side.size for pair in sides for side in pair}
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    caption = (
        f"{'; '.join(f'{name}: {size:,} words' for name, size in sizes.items())}; {whose}; unit: {unit}; "
        f"stop words: {stop_words}; at least {minimum} uses; zero rule of the log ratio: {zero}; G2: long form, "
        f"signed; p: {draws} permutations of articles, {FINDING} or more with the term; "
        f"corrected: {correction}; intervals: 95 %, over articles, at least {FEWEST} on each side; seed {seed}"
    )
    more = {"by": by, "compare": compare, **options}
    listed: Any = reference
    other = None if listed is None or _frequency_list(listed) is not None else as_corpus(listed).fingerprint
    return result_table(
        "keyness", table, _types(table), corpus=whole, caption=caption, settings=more, denominator=sizes,
        reference=other,
    )  # fmt: skip


def _types(table: pd.DataFrame) -> dict[str, str]:
    """The types of the columns, which do not depend on whether there are rows."""
    counts = ("count", "articles", "of_articles")
    types = {str(name): "float64" for name in table.columns} | dict.fromkeys(counts, "int64") | {"dominated": "bool"}
    types |= dict.fromkeys((f"{name}_reference" for name in counts), "int64")
    return types | dict.fromkeys(("group", "reference", "term", "top_article"), "str")


_COLUMNS = (
    "group reference term count count_reference per_million per_million_reference articles of_articles"
    " articles_reference of_articles_reference log_ratio low high p p_adjusted G2 p_words LRC DP key_share top_article"
    " top_share dominated"
).split()


def _nothing_to_compare(
    corpus: Corpus, caption: str, measures: Sequence[str], settings: dict[str, Any]
) -> pd.DataFrame:
    import pandas as pd

    table = pd.DataFrame(columns=[*_COLUMNS, *measures])
    return result_table("keyness", table, _types(table), corpus=corpus, caption=caption, settings=settings)


def _check(
    by: str | None, reference: object, compare: str, measures: Sequence[str], zero: str, correction: str,
    minimum: int, draws: int,
) -> None:  # fmt: skip
    if (by is None) == (reference is None):
        raise QueryError('Give either by= (a field, such as "outlet") or a reference to compare with.')
    if compare not in ("rest", "pairs"):
        raise QueryError(f"compare={compare!r}: choose from rest, pairs.")
    if unknown := [name for name in measures if name not in MEASURES]:
        raise QueryError(f"measures: there is no {unknown[0]!r}; choose from {', '.join(sorted(MEASURES))}.")
    if zero not in ZERO_RULES:
        raise QueryError(f"zero={zero!r}: choose from {', '.join(ZERO_RULES)}.")
    if correction not in CORRECTIONS:
        raise QueryError(f"correction={correction!r}: choose from {', '.join(CORRECTIONS)}.")
    if minimum < 1 or draws < 1:
        raise QueryError(f"minimum={minimum}, draws={draws}: give 1 or more.")


def _grouped(
    corpus: Corpus, by: str, compare: str, options: dict[str, Any]
) -> tuple[tuple[str, ...], list[tuple[_Side, _Side]]]:
    features = document_feature_matrix(corpus, **options)
    groups = np.array(groups_of(corpus, by), dtype=object)
    names = sorted(set(groups))
    sides = {name: _side(str(name), features, groups == name) for name in names}
    if compare == "pairs":
        return features.terms, [(sides[mine], sides[theirs]) for mine, theirs in permutations(names, 2)]
    return features.terms, [
        (sides[name], _side(_rest([other for other in names if other != name]), features, groups != name))
        for name in names
    ]


def _rest(others: list[str]) -> str:
    """What all groups but one are called; a long list would fill every row of the table with itself."""
    if len(others) == 1:
        return others[0]
    return f"rest ({', '.join(others) if len(others) <= NAMED else f'{len(others)} groups'})"


def _side(name: str, features: Features, chosen: NDArray[np.bool_]) -> _Side:
    rows = np.flatnonzero(chosen)
    matrix, words = features.matrix[rows], features.words[rows]
    return _Side(
        name,
        np.asarray(matrix.sum(axis=0), dtype=float).ravel(),
        int(words.sum()),
        matrix,
        words,
        tuple(features.articles[n] for n in rows),
    )


def _two(target: Corpus, reference: Any, options: dict[str, Any]) -> tuple[tuple[str, ...], list[tuple[_Side, _Side]]]:
    listed = _frequency_list(reference)
    if listed is not None:
        features = document_feature_matrix(target, **options)
        extra = sorted(set(listed) - set(features.terms))
        matrix = sparse.hstack([features.matrix, sparse.csr_array((len(target), len(extra)), dtype=np.int64)]).tocsr()
        features = features._replace(matrix=matrix, terms=(*features.terms, *extra))
        counts = np.array([listed.get(term, 0) for term in features.terms], dtype=float)
        size = sum(listed.values())
        theirs = _Side("reference", counts, size, None, np.array([size]), ())
        return features.terms, [(_side("target", features, np.ones(len(target), dtype=bool)), theirs)]
    other = as_corpus(reference)
    both = Corpus([*target, *other]) if not {a.id for a in target} & {a.id for a in other} else None
    if both is None:
        raise QueryError("An article is in target and reference; a comparison needs two sides with different articles.")
    features = document_feature_matrix(both, **options)
    first = np.arange(len(both)) < len(target)
    return features.terms, [(_side("target", features, first), _side("reference", features, ~first))]


def _frequency_list(reference: Any) -> dict[str, int] | None:
    import pandas as pd

    if isinstance(reference, pd.DataFrame):
        if missing := [name for name in ("term", "count") if name not in reference]:
            listed = ", ".join(map(str, reference.columns))
            raise QueryError(f"The reference has no column {missing[0]!r}; it has {listed}. Give term and count.")
        if reference["term"].duplicated().any():
            raise QueryError("The reference lists a term twice; give each term one row (no groups).")
        reference = dict(zip(reference["term"], reference["count"], strict=True))
    if not isinstance(reference, Mapping):
        return None
    try:
        counts = {str(term): int(count) for term, count in reference.items()}
    except (TypeError, ValueError) as error:
        raise QueryError(f"The reference has a count that is no whole number ({error}).") from error
    if not counts or min(counts.values()) < 0 or not any(counts.values()):
        raise QueryError("The reference has no counts above zero, or one below; give term and how often it occurs.")
    return counts


def _kept(mine: _Side, theirs: _Side, minimum: int) -> NDArray[np.intp]:
    return np.flatnonzero(mine.counts + theirs.counts >= minimum)


def _tested_at_once(sides: list[tuple[_Side, _Side]], minimum: int, draws: int, seed: int) -> list[Floats]:
    """The p-values of groups that divide a corpus, each against the rest: all have the same terms and draws."""
    matrix = sparse.vstack([side.matrix for side, _ in sides]).tocsr()[:, _kept(*sides[0], minimum)]
    words = np.concatenate([side.words for side, _ in sides])
    places = np.split(np.arange(len(words)), np.cumsum([side.articles for side, _ in sides])[:-1])
    p = np.full((len(sides), matrix.shape[1]), np.nan)
    large = [number for number, (mine, theirs) in enumerate(sides) if min(mine.articles, theirs.articles) > 1]
    p[large] = permutation_p(matrix, words, [places[number] for number in large], draws=draws, seed=seed)
    return list(p)


def _contrast(
    terms: tuple[str, ...], mine: _Side, theirs: _Side, measures: Sequence[str], *, minimum: int, zero: ZeroRule,
    correction: Any, draws: int, seed: int, p: Floats | None,
) -> pd.DataFrame:  # fmt: skip
    import pandas as pd

    if not mine.size or not theirs.size or mine.matrix is None:
        empty = mine.name if not mine.size else theirs.name
        raise QueryError(f"{empty!r} has no words in the chosen voices: there is nothing to compare.")
    kept = _kept(mine, theirs, minimum)
    matrix = mine.matrix[:, kept]
    other = None if theirs.matrix is None else theirs.matrix[:, kept]
    a, b, c, d = mine.counts[kept], theirs.counts[kept], float(mine.size), float(theirs.size)
    nothing = np.full(len(kept), np.nan)
    low, high = log_ratio_interval(_rates(matrix, mine), _rates(other, theirs, fixed=b))
    if p is None and mine.articles > 1 and theirs.articles > 1:
        everything = sparse.vstack([matrix, other]).tocsr()
        words = np.concatenate([mine.words, theirs.words])
        p = permutation_p(everything, words, [np.arange(mine.articles)], draws=draws, seed=seed)[0]
    p = nothing if p is None or other is None else _findings(p, a / c, b / d, matrix, other)
    g2 = comparison.log_likelihood(a, b, c, d, signed=True)
    top, place = _top(matrix)
    with np.errstate(invalid="ignore"):
        columns: dict[str, Any] = {
            "group": mine.name, "reference": theirs.name, "term": [terms[n] for n in kept],
            "count": a.astype(int), "count_reference": b.astype(int),
            "per_million": 1e6 * a / c, "per_million_reference": 1e6 * b / d,
            "articles": _articles_with(matrix), "of_articles": mine.articles,
            "articles_reference": _articles_with(other) if other is not None else 0,
            "of_articles_reference": theirs.articles,
            "log_ratio": comparison.log_ratio(a, b, c, d, zero=zero), "low": low, "high": high,
            "p": p, "p_adjusted": _corrected(p, matrix, other, correction),
            "G2": g2, "p_words": stats.chi2.sf(np.abs(g2), 1),
            "LRC": comparison.conservative_log_ratio(a, b, c, d),
            "DP": sparse_gries_dp(matrix, mine.words) if mine.articles > 1 else nothing,
            "key_share": _key_share(matrix, mine.words, b, d),
            "top_article": [mine.ids[n] if n >= 0 else None for n in place],
            "top_share": top / a,
            "dominated": top > DOMINATED * a,
        }  # fmt: skip
    columns |= {name: MEASURES[name](a, b, c, d) for name in measures}
    table = pd.DataFrame(columns)
    order = np.lexsort(
        (np.array(columns["term"], dtype=object), -np.abs(columns["log_ratio"]), np.nan_to_num(p, nan=1))
    )
    text = dict.fromkeys(("group", "reference", "term", "top_article"), "str")
    return table.iloc[order].reset_index(drop=True).astype(text)


def _rates(matrix: sparse.csr_array | None, side: _Side, fixed: Floats | None = None) -> tuple[Floats, Floats, Floats]:
    """The rates of one side with their intervals; a plain list of frequencies has `fixed` counts and is exact."""
    if matrix is not None:
        rates = np.asarray(matrix.sum(axis=0), dtype=float).ravel() / side.size
        return rates, *rate_interval(matrix, side.words)
    rates = np.maximum(np.asarray(fixed, dtype=float), 0.5) / side.size
    return rates, rates, rates


def _findings(p: Floats, rate: Floats, other_rate: Floats, matrix: sparse.csr_array, other: sparse.csr_array) -> Floats:
    """p without that of terms which too few articles of the side have that uses them more."""
    articles = np.where(rate >= other_rate, _articles_with(matrix), _articles_with(other))
    return np.where(articles >= FINDING, p, np.nan)


def _corrected(p: Floats, matrix: sparse.csr_array, other: sparse.csr_array | None, correction: Any) -> Floats:
    """p corrected for all terms that could have been a finding on either side, whichever uses them more."""
    theirs = np.zeros(len(p)) if other is None else _articles_with(other)
    tested = (_articles_with(matrix) + theirs >= FINDING) & (not np.isnan(p).all())
    return np.where(
        np.isnan(p), np.nan, adjusted(np.where(tested, np.nan_to_num(p, nan=1), np.nan), variant=correction)
    )


def _articles_with(matrix: sparse.csr_array) -> NDArray[np.int64]:
    return np.bincount(matrix.tocoo().col, minlength=matrix.shape[1])


def _top(matrix: sparse.csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The largest count of each term in one article, and which row that is (-1 for none)."""
    by_column = matrix.tocsc()
    most = np.zeros(matrix.shape[1], dtype=np.int64)
    place = np.full(matrix.shape[1], -1, dtype=np.int64)
    filled = np.flatnonzero(np.diff(by_column.indptr))
    if len(filled):
        most[filled] = np.maximum.reduceat(by_column.data, by_column.indptr[filled])
        columns = np.repeat(np.arange(matrix.shape[1]), np.diff(by_column.indptr))
        where = np.flatnonzero(by_column.data == most[columns])[::-1]
        place[columns[where]] = by_column.indices[where]
    return most, place


def _key_share(matrix: sparse.csr_array, words: NDArray[np.int64], b: Floats, d: float) -> Floats:
    """The share of articles in which a term, counted in that article alone, is key against the whole reference."""
    entries = matrix.tocoo()
    g2 = comparison.log_likelihood(entries.data, b[entries.col], words[entries.row], d, signed=True)
    return np.bincount(entries.col, weights=g2 > _KEY, minlength=matrix.shape[1]) / len(words)
