"""Concordance: every use of a word with its neighbours, its voice and its article."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Literal

from toolkit.analysis import Analysed, analysed, token_index
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.statistics.terms import chosen_voices
from toolkit.text.queries import Query
from toolkit.voice import Voice

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.index import TokenIndex

MANY = 20  # articles, from which an index of all tokens pays for a single query
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
SORTS = ("text", "left", "right", "node", "date", "outlet")
Sort = Literal["text", "left", "right", "node", "date", "outlet"]


def concordance(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex,
    query: str,
    *,
    window: int = 8,
    voice: str | Collection[str] | None = None,
    regex: bool = False,
    sort: Sort = "text",
    sample: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Every occurrence of a query with its context (key word in context).

    Columns: article, sentence, start, end, left, node, right, voice, speaker, outlet, date. `start` and `end` are
    characters into `Article.text`; left and right hold up to `window` tokens as they stand, on one line. `query` takes
    words, phrases and wildcards (`militant*`, `*-backed`); matching ignores case unless the query has capitals, and a
    possessive ending does not matter. With `regex` it is a regular expression over the text.

    `sort` orders by the words to the left (nearest first), to the right, the node, the date or the outlet instead of
    the place in the corpus. `sample` keeps that many occurrences, chosen at random from `seed`: the caption and
    `.attrs["sample"]` say so. Raises QueryError naming the part of the query that cannot be read.

    >>> found = concordance(Article(id="a", text="The so-called “caliphate” fell."), "caliphate")
    >>> found[["node", "voice"]].values.tolist()
    [['caliphate', 'distanced']]
    """

    if window < 0:
        raise QueryError(f"window={window}: give the number of tokens on each side, 0 or more.")
    if sort not in SORTS:
        raise QueryError(f"sort={sort!r}: choose from {', '.join(SORTS)}.")
    if sample is not None and sample < 1:
        raise QueryError(f"sample={sample}: give the number of occurrences to keep, 1 or more.")
    wanted = chosen_voices(voice)
    search = Query(query, regex=regex)
    rows: list[tuple[object, ...]] = []
    whole = as_corpus(corpus)
    for one in _candidates(whole, search):
        article, tokens = one.article, one.tokens
        matches = list(search.find(tokens))
        if not matches:
            continue
        voices = one.voices
        for start, end, first, last in matches:
            whose: Voice = voices.at(start, end)
            if whose.voice not in wanted:
                continue
            left = article.text[tokens.starts[max(first - window, 0)] : start] if window else ""
            right = article.text[end : tokens.ends[min(last + window, len(tokens) - 1)]] if window else ""
            place = (article.id, tokens.sentences[first], start, end)
            context = (_SPACE.sub(" ", left), article.text[start:end], _SPACE.sub(" ", right))
            rows.append((*place, *context, whose.voice, whose.speaker, article.outlet, article.published))
    found = len(rows)
    if sample is not None and sample < found:
        rows = [rows[n] for n in sorted(random.Random(seed).sample(range(found), sample))]  # noqa: S311
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "left": "str", "node": "str"}
    types |= {"right": "str", "voice": "str", "speaker": "str", "outlet": "str"}
    types |= {"date": "datetime"}
    caption = f"{found} occurrence{'' if found == 1 else 's'} of {query!r}"
    more: dict[str, Any] = {}
    if len(rows) < found:
        caption = f"a random sample of {len(rows)} of {caption} (seed {seed})"
        more["sample"] = {"size": len(rows), "of": found, "seed": seed}
    return result_table("concordance", _ordered(rows, sort), types, corpus=whole, caption=caption, **more)


def _candidates(corpus: Corpus, search: Query) -> Iterable[Analysed]:
    """The articles worth reading for a query: where the words of each are known, those that hold every word of it."""
    if len(corpus) < MANY and "index" not in corpus._kept:
        return analysed(corpus)
    numbers = token_index(corpus).candidates(search)
    return (Analysed(corpus[number], corpus.settings, arrays=True) for number in numbers)


def _ordered(rows: list[tuple[object, ...]], sort: Sort) -> list[tuple[object, ...]]:
    """The rows in the order asked for; equal ones stay in the order of the corpus."""
    left, node, right, outlet, date = 4, 5, 6, 9, 10
    if sort == "left":
        return sorted(rows, key=lambda row: _WORD.findall(str(row[left]).lower())[::-1])
    if sort in ("right", "node"):
        column = right if sort == "right" else node
        return sorted(rows, key=lambda row: _WORD.findall(str(row[column]).lower()))
    if sort in ("date", "outlet"):
        column = date if sort == "date" else outlet
        return sorted(rows, key=lambda row: (row[column] is None, str(row[column] or "")))
    return rows
