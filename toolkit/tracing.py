"""From any number back to the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.terms import group_of, occurrences
from toolkit.tokenizer import sentences

if TYPE_CHECKING:
    import pandas as pd


def evidence(corpus: Corpus | Article | Iterable[Article], rows: pd.DataFrame) -> pd.DataFrame:
    """The sentences behind rows of a result: as many as the rows count.

    Rows with article, start and end (loaded words, attributions, concordance, tokens, ...) open into one sentence each;
    rows of `term_frequency` into `count` sentences each. Columns: article, sentence, start, end (of the sentence, in
    characters of `Article.text`; from the first to the last if the span runs through several), text, match_start,
    match_end (of the span, in the same characters), match, headline. Raises QueryError for rows that name no place.

    >>> from toolkit.terms import term_frequency
    >>> article = Article(id="a", text="Rain fell. Then more rain came.")
    >>> rain = term_frequency(article).query("term == 'rain'")
    >>> evidence(article, rain).text.tolist()
    ['Rain fell.', 'Then more rain came.']
    """
    import pandas as pd

    whole = as_corpus(corpus)
    names = set(rows.columns)
    if {"article", "start", "end"} <= names:
        places = [(str(a), int(s), int(e)) for a, s, e in zip(rows["article"], rows["start"], rows["end"], strict=True)]
    elif {"term", "count"} <= names and "settings" in rows.attrs:
        places = _places(whole, rows)
    else:
        raise QueryError(
            "These rows name no place in an article; evidence needs the columns article, start and end,"
            f" or rows of term_frequency. Columns are {', '.join(map(str, rows.columns))}."
        )
    found = [_sentence(whole, *place) for place in places]
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str"}
    types |= {"match_start": "int64", "match_end": "int64", "match": "str", "headline": "str"}
    return pd.DataFrame(found, columns=list(types)).astype(types)


def _places(corpus: Corpus, rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    settings = dict(rows.attrs["settings"])
    by = settings.pop("by")
    wanted: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    keys = [(str(row[by]) if by else "", str(row["term"])) for row in rows.to_dict("records")]
    for key in keys:
        wanted.setdefault(key, [])
    for article in corpus:
        group = group_of(article, by) if by else ""
        for found in occurrences(article, **settings)[0]:
            if (group, found.term) in wanted:
                wanted[group, found.term].append((found.article, found.start, found.end))
    return [place for key in keys for place in wanted[key]]


def _sentence(corpus: Corpus, identity: str, start: int, end: int) -> tuple[object, ...]:
    article = corpus[identity]
    spans = sentences(article.text)
    if not spans or not 0 <= start < end <= len(article.text):
        raise QueryError(f"Article {identity!r} has no characters {start} to {end}; was it loaded differently?")
    first = max((n for n, span in enumerate(spans) if span[0] <= start), default=0)
    last = max((n for n, span in enumerate(spans) if span[0] < end), default=first)
    begin, stop = spans[first][0], spans[max(first, last)][1]
    text = article.text
    return identity, first, begin, stop, text[begin:stop], start, end, text[start:end], article.headline
