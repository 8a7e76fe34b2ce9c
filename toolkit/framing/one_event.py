"""One event in several outlets, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis.table_making import packed_places, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.framing import event_parts as parts
from toolkit.framing import event_sources as sources
from toolkit.framing.event_parts import Event, Line
from toolkit.framing.indicators import as_codebook
from toolkit.stories.events import events_of

if TYPE_CHECKING:
    import pandas as pd

PARTS = ("headline", "source", "quotation", "word", "name", "frame", "number", "only here", "order")
MOST = 10  # outlets that fit side by side
_TYPES = {
    "part": "str", "about": "str", "outlet": "str", "text": "str", "count": "int64", "others": "Int64",
    "value": "float64", "note": "str",
}  # fmt: skip


def compare_event(
    corpus: Corpus | Article | Iterable[Article],
    event: str | Iterable[str] | pd.DataFrame | None = None,
    *,
    by: str = "outlet",
    codebook: Codebook | str | Path = "policy",
) -> pd.DataFrame:
    """How two to ten outlets tell one event, side by side: one row per matter and outlet.

    `event` is the name of an event of `events` (the id of its earliest article), rows of that table, or ids of
    articles. Without it all articles of the corpus are one event: `compare_event(corpus.where(event="flood"))`. `by` is
    the field that tells the sides. Where two outlets print one text, its words are not held against each other; the
    caption names such prints. One event shows how outlets differ here. `within_events` tests over many events.

    Columns:

    - part: headline, source, quotation, word, name, frame, number, only here (a sentence) or order
    - about: the matter. headline: the article. source: who speaks. quotation: its number. word: the word. name: whom it
      names, and the name. frame: the frame. number: what is counted. only here: a number for the sentence.
      order: a name or number that most of them have
    - outlet: the side
    - text: what stands there; missing if there is nothing, and for words, names and frames
    - count: places behind the row
    - others: the same for all other sides; for sources, their words. Missing for headlines, quotations, sentences and
      order
    - value: headline, source and quotation: how many words. word: log odds under a prior, from 1 on. name: uses. frame:
      strength, indicators in 100 words. number: different ones. only here: the share of the sentence that stands in
      one sentence elsewhere. order: percent of the text before its first use
    - note: what is only here, left out or missing

    Raises:
        QueryError: for an event that is not there, fewer than two or more than ten sides, and an unknown field.
        CodebookError: for a codebook that is not there, has mistakes, or has no indicators.

    >>> said = "“Nobody warned us of the water, and nobody helped,” said Ana Ruiz."
    >>> a = Article(id="a", outlet="A", text=said)
    >>> b = Article(id="b", outlet="B", text=said.replace(", and nobody helped", ""))
    >>> table = compare_event([a, b])
    >>> table[table.part == "quotation"][["outlet", "value", "note"]].values.tolist()
    [['A', 9.0, 'the longest cut'], ['B', 6.0, 'without: and nobody helped']]
    """
    whole = as_corpus(corpus)
    book = as_codebook(codebook)
    chosen = _chosen(whole, event)
    groups = chosen.by(by)
    if not 2 <= len(groups) <= MOST:
        have = f"{len(groups)} values of {by!r}" if len(groups) else "no articles"
        raise QueryError(
            f"An event is compared between two to {MOST} sides, and these articles have {have}; choose with"
            f" corpus.where({by}=[...]), or another field with by=...."
        )
    told = Event.of(chosen, by)
    found = list(_lines(told, book))
    rows = [
        (line.part, line.about, line.outlet, line.text, len(line.places), line.others, line.value, line.note)
        for line in found
    ]
    places = packed_places({(line.part, line.about, line.outlet): line.places for line in found})
    return result_table(
        "compare_event", rows, _TYPES, corpus=chosen, caption=_caption(told), settings={"by": by}, places=places,
        outlets=list(told.outlets),
    )  # fmt: skip


def _chosen(corpus: Corpus, event: str | Iterable[str] | pd.DataFrame | None) -> Corpus:
    if event is None:
        return corpus
    if isinstance(event, str):
        for one in events_of(corpus):
            if one.articles[0].id == event:
                return corpus.subset(one.articles)
        raise QueryError(f"No event is called {event!r}; events(corpus) lists them in the column event.")
    rows: Any = event
    ids = rows["article"] if hasattr(rows, "columns") and "article" in rows.columns else rows
    try:
        wanted = dict.fromkeys(ids)
    except TypeError:
        wanted = {}
    if not wanted or not all(isinstance(id, str) for id in wanted) or hasattr(ids, "columns"):
        raise QueryError("event: give the name of an event, rows of events(corpus), or a list of ids of articles.")
    return corpus.subset(corpus[str(id)] for id in wanted)


def _lines(event: Event, book: Codebook) -> Iterator[Line]:
    yield from parts.headlines(event)
    yield from sources.sources(event)
    yield from sources.quotations(event)
    yield from parts.words(event)
    yield from parts.names(event)
    yield from parts.frames(event, book)
    yield from parts.numbers(event)
    yield from sources.only_here(event)
    yield from sources.order(event)


def _caption(event: Event) -> str:
    caption = f"one event in {len(event.corpus)} articles of {len(event.outlets)} sides: {', '.join(event.outlets)}"
    prints = [f"{id} prints {original}" for id, original in event.family.items() if id != original]
    if prints:
        caption += f"; {', '.join(prints)}, and the words of one text are not held against each other"
    return caption
