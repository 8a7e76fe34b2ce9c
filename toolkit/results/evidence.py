"""From any number back to the sentences behind it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysed, analysed
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.statistics.terms import Occurrence, found_by_query, group_of, occurrences

if TYPE_CHECKING:
    import pandas as pd

Place = tuple[str, int, int]
Key = tuple[str, ...]


def evidence(corpus: Corpus | Article | Iterable[Article], rows: pd.DataFrame) -> pd.DataFrame:
    """The sentences behind rows of a result: as many as the rows count.

    Rows with article, start and end (loaded words, attributions, concordance, tokens, ...) open into one sentence each;
    rows of `term_frequency`, `keyness` (the uses in their group), `collocations`, `dispersion` and `timeline` into
    `count` sentences each; rows of `text_statistics` into all sentences of the article. Columns: article, sentence,
    start, end (of the sentence, in characters of `Article.text`; from the first to the last if the span runs through
    several), text, match_start, match_end (of the span, in the same characters), match, headline. Raises QueryError
    for rows that name no place, or that have lost the settings they were counted with (`.attrs["settings"]`).

    >>> from toolkit.statistics.term_frequency import term_frequency
    >>> article = Article(id="a", text="Rain fell. Then more rain came.")
    >>> rain = term_frequency(article).query("term == 'rain'")
    >>> evidence(article, rain).text.tolist()
    ['Rain fell.', 'Then more rain came.']
    """
    import pandas as pd

    whole = as_corpus(corpus)
    settings = rows.attrs.get("settings")
    if {"article", "start", "end"} <= set(rows.columns):
        places = [(str(a), int(s), int(e)) for a, s, e in zip(rows["article"], rows["start"], rows["end"], strict=True)]
    elif isinstance(settings, dict) and settings.get("result") in _RESULTS:
        places = _places(whole, rows, settings)
    else:
        raise QueryError(
            "These rows name no place in an article; evidence needs the columns article, start and end, or rows of"
            f" {', '.join(_RESULTS)} with their .attrs. Columns are {', '.join(map(str, rows.columns))}."
        )
    asked = {identity: Analysed(whole[identity], whole.settings) for identity, _, _ in places}
    found = [_sentence(asked[identity], start, end) for identity, start, end in places]
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str"}
    types |= {"match_start": "int64", "match_end": "int64", "match": "str", "headline": "str"}
    return pd.DataFrame(found, columns=list(types)).astype(types)


def _places(corpus: Corpus, rows: pd.DataFrame, settings: dict[str, Any]) -> list[Place]:
    """The places of each row, row by row: every result has a key of its rows, and keyed places of an article."""
    key_of, keyed_places = _RESULTS[settings["result"]]
    keys = [key_of(row, settings) for row in rows.to_dict("records")]
    wanted: dict[Key, list[Place]] = {key: [] for key in keys}
    for one in analysed(corpus):
        for key, place in keyed_places(one, settings, set(wanted)):
            if key in wanted:
                wanted[key].append(place)
    return [place for key in keys for place in wanted[key]]


def _of_term(row: dict[Any, Any], settings: dict[str, Any]) -> Key:
    by = settings["by"]
    return (str(row[by]) if by else "", str(row["term"]))


def _of_key_term(row: dict[Any, Any], settings: dict[str, Any]) -> Key:
    return (str(row["group"]) if settings["by"] else "", str(row["term"]))


def _terms(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    group = group_of(one.article, settings["by"]) if settings["by"] else ""
    for found in _counted(one, settings):
        yield (group, found.term), (found.article, found.start, found.end)


def _counted(one: Analysed, settings: dict[str, Any]) -> list[Occurrence]:
    if settings.get("terms") is not None:
        return found_by_query(one, settings["terms"], voice=settings["voice"])[0]
    options = {name: settings[name] for name in ("unit", "stop_words", "voice")}
    return occurrences(one, **options)[0]


def _collocates(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    from toolkit.statistics.collocations import neighbours

    for found in neighbours(one, settings):
        yield (found.term,), (found.article, found.start, found.end)


def _in_period(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    from toolkit.statistics.timeline import period_of

    published = one.article.published
    if published is not None:
        period = str(period_of(published, settings["every"]))
        for found in _counted(one, settings):
            yield (period,), (found.article, found.start, found.end)


def _all_sentences(one: Analysed, settings: dict[str, Any], wanted: set[Key]) -> Iterable[tuple[Key, Place]]:
    identity = one.article.id
    if (identity,) in wanted:
        for start, end in one.sentences:
            yield (identity,), (identity, start, end)


_KeyOf = Callable[[dict[Any, Any], dict[str, Any]], Key]
_Keyed = Callable[[Analysed, dict[str, Any], set[Key]], Iterable[tuple[Key, Place]]]
_RESULTS: dict[str, tuple[_KeyOf, _Keyed]] = {
    "term_frequency": (_of_term, _terms),
    "keyness": (_of_key_term, _terms),
    "dispersion": (_of_term, _terms),
    "collocations": (lambda row, settings: (str(row["term"]),), _collocates),
    "timeline": (lambda row, settings: (str(row["period"]),), _in_period),
    "text_statistics": (lambda row, settings: (str(row["article"]),), _all_sentences),
}


def _sentence(one: Analysed, start: int, end: int) -> tuple[object, ...]:
    spans, text, article = one.sentences, one.text, one.article
    if not spans or not 0 <= start < end <= len(text):
        raise QueryError(f"Article {article.id!r} has no characters {start} to {end}; was it loaded differently?")
    first = max(bisect_right(spans, start, key=lambda span: span[0]) - 1, 0)
    last = max(bisect_left(spans, end, key=lambda span: span[0]) - 1, first)
    begin, stop = spans[first][0], spans[last][1]
    return article.id, first, begin, stop, text[begin:stop], start, end, text[start:end], article.headline
