"""How a story opens: its headline and its lead beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.statistics.terms import stop_word_list
from toolkit.text.tokens import is_word, lower_form, term

if TYPE_CHECKING:
    import pandas as pd


_OPENING = 8  # paragraphs among which the lead is looked for
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")


def headline_and_lead(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """The headline and the lead of each article: one row per headline, one row per lead.

    The lead is the first paragraph that ends like a sentence, which bylines, captions and repeated headlines seldom do.
    An article without a headline has one row.

    Columns:

    - article
    - part: headline or lead
    - text
    - words: how many
    - loaded: its loaded words, each with the voice
    - voices: its voices with their words
    - speakers
    - shared: content words that headline and lead have in common

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> article = Article(id="a", headline="Flood kills two", text="A flood killed two people, police said.")
    >>> headline_and_lead(article)[["part", "words", "shared"]].values.tolist()
    [['headline', 3, 'flood, two'], ['lead', 7, 'flood, two']]
    """

    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="headline_and_lead"):
        article = one.article
        headline = Analysed(article.headline_article, whole.settings)
        parts = [("headline", headline, 0, len(headline.text))]
        parts += [("lead", one, *span) for span in _lead(article)]
        terms = [_terms(text, start, end) for _, text, start, end in parts]
        common = set.intersection(*map(set, terms)) - stop_word_list()
        shared = ", ".join(word for word in dict.fromkeys(terms[0]) if word in common)
        rows += [
            (article.id, part, text.text[start:end], *_described(text, start, end), shared)
            for part, text, start, end in parts
            if start < end
        ]
    types = dict.fromkeys(("article", "part", "text"), "str") | {"words": "int64"}
    types |= dict.fromkeys(("loaded", "voices", "speakers", "shared"), "str")
    return result_table("headline_and_lead", rows, types, corpus=whole, with_fields=with_fields)


def _lead(article: Article) -> list[tuple[int, int]]:
    """The first paragraph that ends like a sentence: bylines, captions, decks and repeated headlines seldom do.

    Where none of the first ones does, it is the first paragraph.
    """
    told = [span for span in article.paragraphs[:_OPENING] if _ENDS.search(article.text, *span)]
    headline = " ".join(article.headline.split()).rstrip(".") if article.headline else ""
    told = [(start, end) for start, end in told if " ".join(article.text[start:end].split()).rstrip(".") != headline]
    return told[:1] or list(article.paragraphs[:1])


def _described(one: Analysed, start: int, end: int) -> tuple[int, str, str, str]:
    words: dict[str, int] = {}
    speakers: dict[str, None] = {}
    for first, last in _words(one, start, end):
        voice = one.voices.at(first, last)
        words[voice.voice] = words.get(voice.voice, 0) + 1
        if voice.speaker:
            speakers[voice.speaker] = None
    loaded = ", ".join(f"{hit.text} ({hit.voice.voice})" for hit in one.hits if start <= hit.start < end)
    whose = ", ".join(f"{voice} {count}" for voice, count in words.items())
    return sum(words.values()), loaded, whose, ", ".join(speakers)


def _words(one: Analysed, start: int, end: int) -> list[tuple[int, int]]:
    tokens = one.tokens
    places = zip(tokens.starts, tokens.ends, tokens.kinds, strict=True)
    return [(first, last) for first, last, kind in places if start <= first < end and is_word(kind)]


def _terms(one: Analysed, start: int, end: int) -> list[str]:
    return [term(lower_form(one.text[first:last])) for first, last in _words(one, start, end)]
