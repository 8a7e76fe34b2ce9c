"""Collocations: which words stand near a word more often than chance would put them there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.measures import association
from toolkit.measures.arrays import Floats
from toolkit.statistics.terms import Occurrence, chosen_voices, in_voices, stop_word_list
from toolkit.text.queries import Query
from toolkit.text.tokens import Tokens, is_word, term
from toolkit.voice import scan_quotations

if TYPE_CHECKING:
    import pandas as pd

BOUNDARIES = ("sentence", "paragraph", "quotation")
EXPECTED = {
    "window": "E = words in all windows x frequency of the collocate / words outside the node",
    "span": "E = frequency of the node x frequency of the collocate x size of the window / all words",
    "pair": "E = frequency of the node x frequency of the collocate / all words, without the size of the window",
}

# Measures by the name of their column; each takes f, f1, f2, n.
MEASURES: dict[str, Callable[..., Floats]] = {
    "MI": association.mutual_information,
    "MI2": partial(association.mutual_information, variant="MI2"),
    "MI3": partial(association.mutual_information, variant="MI3"),
    "NPMI": association.normalised_mutual_information,
    "t": association.t_score,
    "z": association.z_score,
    "G2": association.log_likelihood,
    "simple_LL": partial(association.log_likelihood, variant="simple"),
    "chi2": association.chi_squared,
    "dice": association.dice,
    "log_dice": association.log_dice,
    "jaccard": association.jaccard,
    "delta_p_collocate": association.delta_p,
    "delta_p_node": partial(association.delta_p, given="second"),
    "minimum_sensitivity": association.minimum_sensitivity,
    "odds_ratio": partial(association.odds_ratio, variant="discounted"),
    "poisson": association.poisson,
    "fisher": association.fisher,
    "liddell": association.liddell,
    "log_linear": association.log_linear,
    "mi_log_f": association.mi_log_frequency,
}
# Measures of O and E alone; the others divide all words into four cells, which `expected="pair"` may not allow.
_WITHOUT_CELLS = frozenset({"MI", "MI2", "MI3", "t", "z", "simple_LL", "dice", "log_dice", "poisson", "mi_log_f"})
USUAL = ("MI", "NPMI", "t", "G2", "log_dice", "delta_p_collocate", "delta_p_node", "minimum_sensitivity")


class _Words(NamedTuple):
    """The counted words of an article, by column; `segments` numbers the stretches a window does not leave."""

    terms: list[str]
    tokens: list[int]
    segments: list[int]
    nodes: list[bool]
    node_count: int


def collocations(
    corpus: Corpus | Article | Iterable[Article],
    node: str,
    *,
    window: int | tuple[int, int] = 5,
    boundaries: Collection[str] = ("sentence",),
    expected: Literal["window", "span", "pair"] = "window",
    voice: str | Collection[str] | None = None,
    stop_words: str = "none",
    minimum: int = 2,
    measures: Sequence[str] | Literal["all"] = USUAL,
    sort: str = "log_dice",
) -> pd.DataFrame:
    """Words near a node word, phrase or wildcard, with how strongly each is drawn to it: one row per word.

    Columns:

    - term
    - count: uses inside a window of the node; one that stands in two windows counts once
    - left, right: of these, before and after the nearest node
    - frequency: uses outside the node in all articles
    - expected: how many uses chance alone would put into the windows
    - articles: with a use in a window
    - one column per measure: see `toolkit.statistics.collocations.MEASURES`; logarithms of MI are to base 2, G2 and
      chi2 are signed, odds_ratio has a half added to each cell, poisson and fisher are −log10 of p

    Rows are sorted by `sort`. `window` is the number of words on each side, or a pair (left, right); punctuation is not
    counted. A window never leaves its article, nor the `boundaries`: sentence, paragraph, quotation (the edges of
    quotation marks). `voice` keeps only nodes and neighbours in one voice or several. Words of `stop_words` are not
    listed, but they keep their place in the window.

    `expected` names how the expected count is reckoned: with the words in all `window`s as they are (Evert 2008), with
    the `span`'s nominal size, or for a `pair` without it, as some programs do. The formula is in `.attrs["expected"]`
    and the caption. With "pair" a collocate may occur oftener than the node; measures of four cells are then missing.

    Raises:
        QueryError: for unknown options, and for a query that cannot be read.

    >>> article = Article(id="a", text="Heavy rain fell. Heavy rain came. The rain stopped. Snow fell.")
    >>> collocations(article, "rain", window=1)[["term", "count", "frequency"]].values.tolist()
    [['heavy', 2, 2]]
    """
    import pandas as pd

    left, right = (window, window) if isinstance(window, int) else window
    names = tuple(MEASURES) if measures == "all" else tuple(measures)
    _check(left, right, boundaries, expected, names, sort, stop_words, minimum)
    settings: dict[str, Any] = {
        "result": "collocations", "node": node, "window": [left, right], "boundaries": sorted(boundaries),
        "voice": voice,
    }  # fmt: skip
    together: Counter[str] = Counter()
    before: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    frequency: Counter[str] = Counter()
    words = nodes = near = 0
    whole = as_corpus(corpus)
    for one in analysed(whole):
        found = _words(one, settings)
        outside = [name for name, inside in zip(found.terms, found.nodes, strict=True) if not inside]
        frequency.update(outside)
        words += len(outside)
        nodes += found.node_count
        sides = _near(found, left, right)
        near += len(sides)
        here = Counter(found.terms[place] for place in sides)
        together.update(here)
        articles.update(dict.fromkeys(here, 1))
        before.update(found.terms[place] for place, side in sides.items() if side < 0)
    left_out = stop_word_list() if stop_words == "english" else frozenset[str]()
    terms = sorted(name for name, count in together.items() if count >= minimum and name not in left_out)
    f = np.array([together[name] for name in terms], dtype=float)
    f2 = np.array([frequency[name] for name in terms], dtype=float)
    first, total = {
        "window": (near, words), "span": (nodes * (left + right), words + nodes), "pair": (nodes, words + nodes),
    }[expected]  # fmt: skip
    lefts = np.array([before[name] for name in terms], dtype=int)
    columns: dict[str, Any] = {
        "term": terms, "count": f.astype(int), "left": lefts, "right": f.astype(int) - lefts,
        "frequency": f2.astype(int), "expected": association.expected(first, f2, total),
        "articles": np.array([articles[name] for name in terms], dtype=int),
    }  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        for name in names:
            values = MEASURES[name](f, first, f2, total)
            columns[name] = values if name in _WITHOUT_CELLS else np.where(f > first, np.nan, values)
    order = np.lexsort((np.array(terms, dtype=object), -f, -np.nan_to_num(columns[sort], nan=-np.inf)))
    whole_numbers = ("count", "left", "right", "frequency", "articles")
    types = dict.fromkeys(columns, "float64") | dict.fromkeys(whole_numbers, "int64") | {"term": "str"}
    table = pd.DataFrame(columns).iloc[order].reset_index(drop=True)
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    caption = (
        f"{node!r}: {nodes:,} uses, {near:,} words in windows of {left} to the left and {right} to the right, in "
        f"{', '.join(['the article', *sorted(boundaries)])}; {words:,} other words; {whose}; {EXPECTED[expected]}"
    )
    return result_table(
        "collocations", table, types, corpus=whole, caption=caption, settings=settings, expected=EXPECTED[expected],
        denominator={"nodes": nodes, "words outside the node": words, "words in windows": near},
    )  # fmt: skip


def _check(
    left: int, right: int, boundaries: Collection[str], expected: str, names: tuple[str, ...], sort: str,
    stop_words: str, minimum: int,
) -> None:  # fmt: skip
    if left < 0 or right < 0 or left + right == 0:
        raise QueryError(f"window=({left}, {right}): give the number of words on each side, at least one in all.")
    if isinstance(boundaries, str) or (unknown := sorted(set(boundaries) - set(BOUNDARIES))):
        wrong = boundaries if isinstance(boundaries, str) else unknown[0]
        raise QueryError(f"boundaries={wrong!r}: give a list of {', '.join(BOUNDARIES)}.")
    if expected not in EXPECTED:
        raise QueryError(f"expected={expected!r}: choose from {', '.join(EXPECTED)}.")
    if missing := [name for name in names if name not in MEASURES]:
        raise QueryError(f"measures: there is no {missing[0]!r}; choose from {', '.join(MEASURES)}.")
    if sort not in (*names, "count", "frequency"):
        raise QueryError(f"sort={sort!r}: choose a measure of this table or count.")
    if stop_words not in ("none", "english"):
        raise QueryError(f"stop_words={stop_words!r}: choose from none, english.")
    if minimum < 1:
        raise QueryError(f"minimum={minimum}: a collocate is counted at least once; give 1 or more.")


def neighbours(one: Analysed, settings: dict[str, Any]) -> list[Occurrence]:
    """The collocates that `collocations` counts in one article, with their places."""
    found = _words(one, settings)
    tokens = one.tokens
    return [
        Occurrence(one.article.id, tokens.sentences[n], tokens.starts[n], tokens.ends[n], found.terms[place])
        for place in sorted(_near(found, *settings["window"]))
        for n in (found.tokens[place],)
    ]


def _words(one: Analysed, settings: dict[str, Any]) -> _Words:
    article, tokens = one.article, one.tokens
    matches = list(Query(settings["node"]).find(tokens))
    segments = _segments(article, tokens, settings["boundaries"])
    keep = [True] * len(tokens)
    if settings["voice"] is not None:
        keep = in_voices(one, chosen_voices(settings["voice"]))
    matches = [match for match in matches if all(keep[match.first : match.last + 1])]
    inside = {n for match in matches for n in range(match.first, match.last + 1)}
    counted = [n for n, kind in enumerate(tokens.kinds) if is_word(kind) and keep[n]]
    return _Words(
        [term(tokens.lowers[n]) for n in counted],
        counted,
        [segments[n] for n in counted],
        [n in inside for n in counted],
        len(matches),
    )


def _segments(article: Article, tokens: Tokens, boundaries: Collection[str]) -> list[int]:
    """A number for each token that changes wherever a window must stop."""
    labels: list[tuple[object, ...]] = [() for _ in range(len(tokens))]
    if "sentence" in boundaries:
        labels = [(*label, number) for label, number in zip(labels, tokens.sentences, strict=True)]
    if "paragraph" in boundaries:
        begins = [start for start, _ in article.paragraphs]
        labels = [(*label, bisect_right(begins, start)) for label, start in zip(labels, tokens.starts, strict=True)]
    if "quotation" in boundaries:
        quotations = scan_quotations(article.text)
        inner = [
            max((n for n, q in enumerate(quotations) if q.start <= start < q.end), default=-1)
            for start in tokens.starts
        ]
        labels = [(*label, number) for label, number in zip(labels, inner, strict=True)]
    number, numbers = 0, []
    for place, label in enumerate(labels):
        number += place > 0 and label != labels[place - 1]
        numbers.append(number)
    return numbers


def _near(found: _Words, left: int, right: int) -> dict[int, int]:
    """The places in windows of a node and outside it, with the distance to the nearest one: below zero is before."""
    near: dict[int, int] = {}
    places = [place for place, inside in enumerate(found.nodes) if inside]
    for node in places:
        for place in range(max(node - left, 0), min(node + right + 1, len(found.terms))):
            if not found.nodes[place] and found.segments[place] == found.segments[node]:
                distance = place - node
                if place not in near or abs(distance) < abs(near[place]):
                    near[place] = distance
    return near
