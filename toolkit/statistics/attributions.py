"""Attributions and quotations of a corpus as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.text.tokens import count_words
from toolkit.voice.quotations import scan_quotations

if TYPE_CHECKING:
    import pandas as pd

_TEXTS = ("article", "kind", "content", "source", "speaker", "cue", "why")
_PLACES = ("source_start", "source_end", "cue_start", "cue_end")


def attributions(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Who says what: every attribution of a corpus, one row per stretch of content.

    Columns:

    - article
    - attribution: its number in the article; an interrupted quotation has several rows
    - kind: direct, partial, indirect or ascribed
    - start, end: of the content, characters of `Article.text`
    - content: what is said
    - source, source_start, source_end: the words that name the source, and where they stand; missing where the text
      names no source
    - speaker: one name for all mentions in the story
    - cue, cue_start, cue_end: the word of saying, and where it stands; missing where there is no such word
    - p: confidence, 0 to 1
    - why: the rule, or what spoke most for it in the model
    - inside: the number of the attribution it stands in ("he said he hoped"); missing if it stands in no other

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> found = attributions(Article(id="a", text="“We left,” Bali said, “at dawn.”"))
    >>> found[["attribution", "kind", "content", "speaker"]].values.tolist()
    [[0, 'direct', '“We left,”', 'Bali'], [0, 'direct', '“at dawn.”', 'Bali']]
    """

    columns = [
        "article", "attribution", "kind", "start", "end", "content", "source", "source_start", "source_end", "speaker",
        "cue", "cue_start", "cue_end", "p", "why", "inside",
    ]  # fmt: skip
    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="attributions"):
        article, text = one.article, one.text
        for found in one.attributions:
            source, cue = found.source or (None, None), found.cue or (None, None)
            for start, end in found.contents:
                said = (found.number, found.kind, start, end, text[start:end])
                by = (text[slice(*source)] if found.source else None, *source, found.speaker)
                with_cue = (text[slice(*cue)] if found.cue else None, *cue, found.p, found.why, found.inside)
                rows.append((article.id, *said, *by, *with_cue))
    types = dict.fromkeys(_TEXTS, "str") | dict.fromkeys((*_PLACES, "inside"), "Int64")
    types |= {"attribution": "int64", "start": "int64", "end": "int64", "p": "float64"}
    return result_table(
        "attributions", rows, {name: types[name] for name in columns}, corpus=whole, with_fields=with_fields
    )


def quotations(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Everything between quotation marks, also a single word: for those who want quotations and nothing else.

    One row per pair of marks. Words in marks that only show distance, or that are a title, are listed as well: their
    voice tells them apart.

    Columns:

    - article
    - start, end: characters of `Article.text`, marks included
    - text: without the marks
    - words: how many
    - level: 0, or 1 for a quotation inside another
    - closed: whether the closing mark was found
    - voice, speaker: whose words they are
    - cue: the word of saying; missing where there is no such word
    - p: confidence of the voice, 0 to 1
    - why: the rule, or what spoke most for it in the model

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> quotations(Article(id="a", text="“We left,” Bali said of the “caliphate.”"))[["text", "voice"]].values.tolist()
    [['We left,', 'direct'], ['caliphate.', 'partial']]
    """

    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="The voice of quotations"):
        article, voices = one.article, one.voices
        for quote in scan_quotations(article.text):
            inner = article.text[quote.inner_start : quote.inner_end]
            voice = voices.at(quote.start, quote.end)
            place = (article.id, quote.start, quote.end, inner, count_words(inner), quote.level, quote.closed)
            rows.append((*place, voice.voice, voice.speaker, voice.cue, voice.p, voice.why))
    types = {"article": "str", "start": "int64", "end": "int64", "text": "str", "words": "int64", "level": "int64"}
    types |= {"closed": "bool", "voice": "str", "speaker": "str", "cue": "str", "p": "float64", "why": "str"}
    return result_table("quotations", rows, types, corpus=whole, with_fields=with_fields)
