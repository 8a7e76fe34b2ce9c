"""Loaded words counted by voice, and where in its article each of them falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.analysis import Analysed
from toolkit.analysis.table_making import as_table, made_of, places_by, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.text.tokens import is_word
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd


def voice_table(loaded: pd.DataFrame) -> pd.DataFrame:
    """Loaded words by category (rows) and voice (columns, in the order of `VOICES`), with totals.

    Takes a table of `loaded_language`. Voices without a hit have no column. The index has the category.

    Columns:

    - category: in the index
    - one column per voice that occurs: loaded words of the category in it
    - all: loaded words of the category

    Raises:
        QueryError: if `loaded` is no table of `loaded_language`.

    >>> import pandas as pd
    >>> hits = pd.DataFrame({"category": ["euphemism", "euphemism"], "voice": ["outlet", "direct"]})
    >>> voice_table(hits).loc["euphemism"].tolist()
    [1, 1, 2]
    """
    import pandas as pd

    loaded = as_table(loaded, "loaded", ("category", "voice"), made_by="loaded_language(corpus)")
    voices = [voice for voice in VOICES if (loaded["voice"] == voice).any()]
    table = pd.crosstab(loaded["category"].astype("object"), loaded["voice"].astype("object"))
    table = table.reindex(columns=voices, fill_value=0).astype("int64")
    table["all"] = table.sum(axis=1).astype("int64")
    table = table.iloc[sorted(range(len(table)), key=lambda n: (-table["all"].iloc[n], str(table.index[n])))]
    table.index.name, table.columns.name = "category", None
    table = table.reset_index()
    types = {name: "str" if name == "category" else "int64" for name in table.columns}
    places = places_by(loaded, ["category", "voice"])
    more = {} if places is None else {"places": places}
    return made_of("voice_table", loaded, table, types, settings={}, index=["category"], **more)


def positions(loaded: pd.DataFrame, corpus: Corpus | Article) -> pd.DataFrame:
    """Where in its article each loaded word falls.

    Columns:

    - article
    - start, end: characters of `Article.text`
    - text
    - voice
    - position: in percent of the words of the article

    Raises:
        QueryError: if `loaded` is no table of `loaded_language`.
    """
    loaded = as_table(loaded, "loaded", ("article", "start", "end", "text", "voice"), made_by="loaded_language(corpus)")
    whole = as_corpus(corpus)
    places: dict[str, list[int]] = {}
    rows = []
    named = (loaded[name] for name in ("article", "start", "end", "text", "voice"))
    for article, start, end, text, voice in zip(*named, strict=True):
        if article not in places:
            tokens = Analysed(whole[article], whole.settings).tokens
            places[article] = [s for s, kind in zip(tokens.starts, tokens.kinds, strict=True) if is_word(kind)]
        before = sum(place < start for place in places[article])
        rows.append((article, start, end, text, voice, round(100 * before / max(len(places[article]), 1), 1)))
    types = {"article": "str", "start": "int64", "end": "int64", "text": "str", "voice": "str", "position": "float64"}
    return result_table("positions", rows, types, corpus=whole)
