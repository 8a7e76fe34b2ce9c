"""Loaded words counted by voice, and where in its article each of them falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.analysis import Analysed
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.text.tokens import is_word
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd


def voice_table(loaded: pd.DataFrame) -> pd.DataFrame:
    """Loaded words by category (rows) and voice (columns, in the order of `VOICES`), with totals.

    Takes a table of `loaded_language`; voices without a hit have no column.

    >>> import pandas as pd
    >>> hits = pd.DataFrame({"category": ["euphemism", "euphemism"], "voice": ["outlet", "direct"]})
    >>> voice_table(hits).loc["euphemism"].tolist()
    [1, 1, 2]
    """
    import pandas as pd

    voices = [voice for voice in VOICES if (loaded["voice"] == voice).any()]
    table = pd.crosstab(loaded["category"].astype("object"), loaded["voice"].astype("object"))
    table = table.reindex(columns=voices, fill_value=0).astype("int64")
    table["all"] = table.sum(axis=1).astype("int64")
    table = table.iloc[sorted(range(len(table)), key=lambda n: (-table["all"].iloc[n], str(table.index[n])))]
    table.index.name, table.columns.name = "category", None
    return table


def positions(loaded: pd.DataFrame, corpus: Corpus | Article) -> pd.DataFrame:
    """Where in its article each loaded word falls. Columns: article, text, voice, position (percent of the words)."""
    import pandas as pd

    whole = as_corpus(corpus)
    places: dict[str, list[int]] = {}
    rows = []
    for article, start, text, voice in zip(
        loaded["article"], loaded["start"], loaded["text"], loaded["voice"], strict=True
    ):
        if article not in places:
            tokens = Analysed(whole[article], whole.settings).tokens
            places[article] = [s for s, kind in zip(tokens.starts, tokens.kinds, strict=True) if is_word(kind)]
        before = sum(place < start for place in places[article])
        rows.append((article, text, voice, round(100 * before / max(len(places[article]), 1), 1)))
    types = {"article": "str", "text": "str", "voice": "str", "position": "float64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
