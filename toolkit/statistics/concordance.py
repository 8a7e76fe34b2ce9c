"""Concordance: every use of a word with its neighbours, its voice and its article."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toolkit.analysis import Analysed, analysed, parts_of, token_index
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.statistics.terms import chosen_voices
from toolkit.text.queries import Query
from toolkit.voice import Voice, VoiceMap

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
    with_fields: Sequence[str] = (),
) -> pd.DataFrame:
    """Every occurrence of a query with its context (key word in context): one row per occurrence.

    `query` takes words, phrases and wildcards (`militant*`, `*-backed`). Matching ignores case unless the query has
    capitals, and a possessive ending does not matter. With `regex` it is a regular expression over the text.

    `sort` orders by the words to the left (nearest first), to the right, the node, the date or the outlet instead of
    the place in the corpus. `sample` keeps that many occurrences, chosen at random from `seed`: the caption and
    `.attrs["sample"]` say so.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: of the node, characters of `Article.text`
    - left, right: up to `window` tokens as they stand, on one line
    - node: what was found
    - voice, speaker: whose words the node stands in
    - outlet, date: of the article

    Raises:
        QueryError: for unknown options, and for a query that cannot be read; it names the part.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

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
    wanted, whole = chosen_voices(voice), as_corpus(corpus)
    search = Query(query, regex=regex)
    on_index = search.size > 0 and (len(whole) >= MANY or "index" in whole._kept)
    uses = list(_uses_on_index(whole, search, window) if on_index else _uses(whole, search, window))
    voices = _Voices(whole)
    if voice is not None:
        uses = [use for use in uses if voices.of(use).voice in wanted]
    found = len(uses)
    if sample is not None and sample < found:
        uses = [uses[n] for n in sorted(random.Random(seed).sample(range(found), sample))]  # noqa: S311
    rows = [_row(whole[use.number], use, voices.of(use), window) for use in uses]
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "left": "str", "node": "str"}
    types |= {"right": "str", "voice": "str", "speaker": "str", "outlet": "str"}
    types |= {"date": "datetime"}
    caption = f"{found} occurrence{'' if found == 1 else 's'} of {query!r}"
    more: dict[str, Any] = {}
    if len(rows) < found:
        caption = f"a random sample of {len(rows)} of {caption} (seed {seed})"
        more["sample"] = {"size": len(rows), "of": found, "seed": seed}
    return result_table(
        "concordance", _ordered(rows, sort), types, corpus=whole, caption=caption, with_fields=with_fields, **more
    )


class _Use(NamedTuple):
    """A use of the query: the number of its article, its sentence, and characters: its own and those of its context."""

    number: int
    sentence: int
    start: int
    end: int
    left: int
    right: int


def _uses(corpus: Corpus, search: Query, window: int) -> Iterator[_Use]:
    """The uses, article by article."""
    for number, one in enumerate(analysed(corpus)):
        tokens = one.tokens
        for start, end, first, last in search.find(tokens):
            left = tokens.starts[max(first - window, 0)]
            right = tokens.ends[min(last + window, len(tokens) - 1)]
            yield _Use(number, tokens.sentences[first], start, end, left, right)


def _uses_on_index(corpus: Corpus, search: Query, window: int) -> Iterator[_Use]:
    """The same, from the tokens of the corpus as numbers, part by part."""
    before = 0
    for part in parts_of(corpus):
        for use in _uses_in(token_index(part), search, window):
            yield use._replace(number=use.number + before)
        before += len(part)


def _uses_in(index: TokenIndex, search: Query, window: int) -> Iterator[_Use]:
    import numpy as np

    first = index.find_query(search)
    last = first + search.size - 1
    owners = index.articles[first]
    left = np.maximum(first - window, index.first[owners])
    right = np.minimum(last + window, index.first[owners + 1] - 1)
    columns = (
        owners, index.sentence_of(first), index.starts[first], index.ends_of(last), index.starts[left],
        index.ends_of(right),
    )  # fmt: skip
    return itertools.starmap(_Use, zip(*(column.tolist() for column in columns), strict=True))


_HELD = 1000  # articles whose voices are held


class _Voices:
    """The voices of uses; those of an article are read when its first use asks."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._found: dict[int, VoiceMap] = {}

    def of(self, use: _Use) -> Voice:
        if use.number not in self._found:
            if len(self._found) >= _HELD:
                self._found.clear()
            one = Analysed(self._corpus[use.number], self._corpus.settings, arrays=True)
            self._found[use.number] = one.voices
        return self._found[use.number].at(use.start, use.end)


def _row(article: Article, use: _Use, voice: Voice, window: int) -> tuple[object, ...]:
    left = article.text[use.left : use.start] if window else ""
    right = article.text[use.end : use.right] if window else ""
    place = (article.id, use.sentence, use.start, use.end)
    context = (_SPACE.sub(" ", left), article.text[use.start : use.end], _SPACE.sub(" ", right))
    return (*place, *context, voice.voice, voice.speaker, article.outlet, article.published)


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
