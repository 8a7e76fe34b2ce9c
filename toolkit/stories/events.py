"""Articles that tell one event, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.analysis import token_index
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.stories.grouping import groups
from toolkit.stories.nearness import Stories

if TYPE_CHECKING:
    import pandas as pd

DAYS = 3  # between the first and the last article of an event
SHOWN = 6  # names, numbers and terms that a row lists
_TYPES = {
    "article": "str", "event": "str", "size": "int64", "outlets": "int64", "outlet": "str", "published": "datetime",
    "near": "float64", "names": "str", "numbers": "str", "terms": "str", "sentence": "int64", "start": "int64",
    "end": "int64", "text": "str",
}  # fmt: skip


class Event(NamedTuple):
    """Articles that tell one event, the earliest first, and what they share: names, numbers and other terms."""

    articles: tuple[Article, ...]
    near: tuple[float, ...]
    names: list[str]
    numbers: list[str]
    terms: list[str]


def events(corpus: Corpus | Article | Iterable[Article], *, days: int = DAYS) -> pd.DataFrame:
    """Which articles tell the same event, and what shows it: one row per article that shares its event with another.

    Articles belong together if their texts, openings, headlines and numbers have rare terms in common, and if they are
    clearly nearer to each other than to the articles around them. At most `days` lie between the first and the last
    one; an article without a date may be of any day, and must be nearer. The caption says how many articles stand
    alone, and `.attrs["alone"]` lists them. A republished agency story is one more article of its event; `genealogy`
    tells it apart.

    Columns:

    - article
    - event: the id of its earliest article
    - size: articles of the event
    - outlets: how many outlets they come from; articles without an outlet are not counted
    - outlet, published: of the article
    - near: how near the article is to the others of its event, from 0 to 1
    - names, numbers, terms: what at least half of the articles have in common, the rarest first
    - sentence, start, end, text: the sentence of the article with most of it

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles, and for `days` that are no whole number.

    >>> told = ["Floods in Leeds killed 12 people, mayor Ana Ruiz said.", "Mayor Ana Ruiz: 12 dead in floods in Leeds."]
    >>> corpus = Corpus([Article(id=id, text=text) for id, text in zip("abc", [*told, "Shares fell."], strict=True)])
    >>> events(corpus)[["article", "event", "names", "numbers"]].values.tolist()
    [['a', 'a', 'ana, leeds, ruiz', '12'], ['b', 'a', 'ana, leeds, ruiz', '12']]
    """
    whole = as_corpus(corpus)
    found = events_of(whole, days=days)
    rows = list(_rows(whole, found))
    inside = {row[0] for row in rows}
    alone = [article.id for article in whole if article.id not in inside]
    caption = f"{len(found)} events in {len(inside)} of {len(whole)} articles; {len(alone)} stand alone"
    return result_table("events", rows, _TYPES, corpus=whole, caption=caption, settings={"days": days}, alone=alone)


def events_of(corpus: Corpus, *, days: int = DAYS) -> list[Event]:
    """The events of a corpus as records, the earliest first. Raises QueryError for days that are no whole number."""
    if not isinstance(days, int) or isinstance(days, bool) or days < 0:
        raise QueryError(f"days={days!r}: give a whole number of days, 0 for one day.")
    ordered = Corpus(sorted(corpus, key=by_time))  # so that the order of the corpus decides nothing
    if len(ordered) < 2:
        return []
    stories = Stories(ordered)
    pairs = stories.pairs(days)
    found = []
    for group in groups(len(ordered), pairs, stories.published, days):
        rows = stories.vectors[group.articles]
        nearness = (rows @ rows.T).toarray()
        near = (nearness.sum(axis=1) - nearness.diagonal()) / (len(group.articles) - 1)
        shared = stories.shared(group.articles, most=SHOWN)
        found.append(Event(tuple(ordered[n] for n in group.articles), tuple(near.tolist()), *shared))
    return found


def by_time(article: Article) -> tuple[bool, str, str]:
    """The order of articles: by time, then by id; those without a time are last."""
    when = article.published
    return when is None, "" if when is None else when.isoformat(), article.id


def _rows(corpus: Corpus, found: list[Event]) -> Iterator[tuple[object, ...]]:
    if not found:
        return
    index = token_index(corpus)
    number_of = {article.id: number for number, article in enumerate(corpus)}
    term_number = {term: number for number, term in enumerate(index.terms)}
    of_token = index.term_of[index.types]
    for event in found:
        shared = [*event.names, *event.numbers, *event.terms]
        worth = np.zeros(len(index.terms))
        worth[[term_number[term] for term in shared]] = 1
        outlets = len({article.outlet for article in event.articles} - {None})
        told = ", ".join(event.names), ", ".join(event.numbers), ", ".join(event.terms)
        for article, near in zip(event.articles, event.near, strict=True):
            low, high = index.first[number_of[article.id] :][:2].tolist()
            sentences = index.sentences[low:high]
            best = int(np.bincount(sentences, weights=worth[of_token[low:high]]).argmax()) if high > low else 0
            inside = np.flatnonzero(sentences == best) + low
            start, end = int(index.starts[inside[0]]), int(index.ends[inside[-1]])
            said = (best, start, end, article.text[start:end])
            yield (
                article.id, event.articles[0].id, len(event.articles), outlets, article.outlet, article.published,
                round(near, 3), *told, *said,
            )  # fmt: skip
