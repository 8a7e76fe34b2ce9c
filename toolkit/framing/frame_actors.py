"""Which frames stand in the sentences that name an actor, against all other sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from toolkit.analysis import analysed
from toolkit.analysis.table_making import Place, packed_places, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.framing.indicators import as_codebook, indicated
from toolkit.statistics.intervals import rate_interval
from toolkit.text.queries import Query

if TYPE_CHECKING:
    import pandas as pd


def frame_actors(
    corpus: Corpus | Article | Iterable[Article],
    actors: Mapping[str, str | Sequence[str]],
    *,
    codebook: Codebook | str | Path = "policy",
) -> pd.DataFrame:
    """Which frames stand in the sentences that name somebody: one row per actor and frame.

    `actors` are people or groups with the words for them, with wildcards: `{"migrants": ["migrant*", "refugee*"]}`. An
    indicator of the frame in a sentence that names the actor is no proof that the frame is about the actor: open the
    rows and read.

    Columns:

    - actor, frame
    - sentences: that name the actor
    - with_frame: of these, with an indicator of the frame
    - share, low, high: with_frame of sentences, with the 95 % interval over articles, missing with fewer than 5
    - elsewhere: share of the sentences without the actor that have an indicator
    - hits: indicators in the sentences with the actor

    Raises:
        CodebookError: as `frames`.
        QueryError: for actors that are no mapping of names to words, and words that cannot be read.

    >>> article = Article(id="a", text="The mayor raised taxes. The court waits. Rain fell.")
    >>> table = frame_actors(article, {"mayor": "mayor*"})
    >>> table[table.frame == "economic"][["sentences", "with_frame", "elsewhere"]].values.tolist()
    [[1.0, 1.0, 0.0]]
    """
    if not isinstance(actors, Mapping) or not actors:
        raise QueryError('actors: give a mapping such as {"migrants": ["migrant*", "refugee*"]}.')
    queries = {
        str(name): [Query(word) for word in ([words] if isinstance(words, str) else words)]
        for name, words in actors.items()
    }
    whole = as_corpus(corpus)
    book = as_codebook(codebook)
    found = indicated(whole, book, english="frame_actors")
    before = np.concatenate(([0], np.cumsum(np.maximum(found.sentences_of, 1))))
    named = {name: np.zeros(before[-1], dtype=bool) for name in queries}
    for number, one in enumerate(analysed(whole)):
        for name, listed in queries.items():
            for query in listed:
                for match in query.find(one.tokens):
                    named[name][before[number] + one.tokens.sentences[match.first]] = True
    article_of = np.repeat(np.arange(len(whole)), np.diff(before))
    rows: list[tuple[object, ...]] = []
    places: dict[tuple[str, ...], list[Place]] = {}
    for name, with_actor in named.items():
        sizes = np.bincount(article_of[with_actor], minlength=len(whole))
        for place, code in enumerate(found.codes):
            of_code = np.flatnonzero(found.code == place)
            framed = np.zeros(before[-1], dtype=bool)
            framed[found.sentences[of_code]] = True
            both = np.bincount(article_of[framed & with_actor], minlength=len(whole))
            low, high = rate_interval(both[:, None], sizes) if len(whole) else ([np.nan], [np.nan])
            inside = of_code[with_actor[found.sentences[of_code]]]
            ends = zip(*(column[inside].tolist() for column in (found.articles, found.starts, found.ends)), strict=True)
            key = (name, code.name)
            places[key] = [(whole[a].id, start, end, whole[a].text[start:end]) for a, start, end in ends]
            total, with_frame, others = int(sizes.sum()), int(both.sum()), int((~with_actor).sum())
            share = with_frame / total if total else np.nan
            elsewhere = int((framed & ~with_actor).sum()) / others if others else np.nan
            rows.append((*key, total, with_frame, share, float(low[0]), float(high[0]), elsewhere, len(inside)))
    types = {"actor": "str", "frame": "str", "sentences": "int64", "with_frame": "int64", "share": "float64"}
    types |= {"low": "float64", "high": "float64", "elsewhere": "float64", "hits": "int64"}
    packed = packed_places(places)
    return result_table("frame_actors", rows, types, corpus=whole, settings={"codebook": book.name}, places=packed)
