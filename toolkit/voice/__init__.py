"""Whose voice: quotation marks and rules of attribution give every stretch of a text its voice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.voice.attribution import attribute
from toolkit.voice.quotations import Quotation, scan_quotations
from toolkit.voice.records import VOICES, Attribution, Span, Voice, VoiceMap
from toolkit.voice.shares import voices
from toolkit.voice.stretches import voices_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "VOICES",
    "Attribution",
    "Quotation",
    "Span",
    "Voice",
    "VoiceMap",
    "attribute",
    "attributions",
    "scan_quotations",
    "voices",
    "voices_of",
]

_TEXTS = ("article", "kind", "content", "source", "speaker", "cue", "why")
_PLACES = ("source_start", "source_end", "cue_start", "cue_end")


def attributions(corpus: Corpus | Article | Iterable[Article]) -> pd.DataFrame:
    """Who says what: every attribution of a corpus, one row a stretch of content.

    Columns: article, attribution (number within the article; an interrupted quotation has several rows), kind (direct,
    partial, indirect, ascribed), start, end, content, source, source_start, source_end, speaker (one name for all
    mentions in the story), cue, cue_start, cue_end, p (0 to 1), why (the rule). Offsets are characters into
    `Article.text`; source and cue are missing where the text gives none.

    >>> found = attributions(Article(id="a", text="“We left,” Bali said, “at dawn.”"))
    >>> found[["attribution", "kind", "content", "speaker"]].values.tolist()
    [[0, 'direct', '“We left,”', 'Bali'], [0, 'direct', '“at dawn.”', 'Bali']]
    """
    import pandas as pd

    columns = [
        "article", "attribution", "kind", "start", "end", "content", "source", "source_start", "source_end", "speaker",
        "cue", "cue_start", "cue_end", "p", "why",
    ]  # fmt: skip
    rows = []
    for article in as_corpus(corpus):
        text = article.text
        for found in attribute(text):
            source, cue = found.source or (None, None), found.cue or (None, None)
            for start, end in found.contents:
                said = (found.number, found.kind, start, end, text[start:end])
                by = (text[slice(*source)] if found.source else None, *source, found.speaker)
                with_cue = (text[slice(*cue)] if found.cue else None, *cue, found.p, found.why)
                rows.append((article.id, *said, *by, *with_cue))
    types = dict.fromkeys(_TEXTS, "str") | dict.fromkeys(_PLACES, "Int64")
    types |= {"attribution": "int64", "start": "int64", "end": "int64", "p": "float64"}
    return pd.DataFrame(rows, columns=columns).astype(types)
