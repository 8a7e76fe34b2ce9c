"""How a story opens: its headline and its lead beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.loaded.loaded_language import hits
from toolkit.statistics.terms import stop_word_list
from toolkit.text.tokens import is_word, term, tokenize
from toolkit.voice import voices_of

if TYPE_CHECKING:
    import pandas as pd


def headline_and_lead(corpus: Corpus | Article | Iterable[Article]) -> pd.DataFrame:
    """The headline and the first paragraph of each article, one row each.

    Columns: article, part (headline or lead), text, words, loaded (its loaded words, each with the voice), voices (its
    voices with their words), speakers, shared (content words that headline and lead have in common). An article
    without a headline has one row.

    >>> article = Article(id="a", headline="Flood kills two", text="A flood killed two people, police said.")
    >>> headline_and_lead(article)[["part", "words", "shared"]].values.tolist()
    [['headline', 3, 'flood, two'], ['lead', 7, 'flood, two']]
    """
    import pandas as pd

    rows = []
    for article in as_corpus(corpus):
        parts = {"headline": article.headline or ""}
        if article.paragraphs:
            start, end = article.paragraphs[0]
            parts["lead"] = article.text[start:end]
        common = set.intersection(*(_content_words(text) for text in parts.values()))
        shared = ", ".join(word for word in dict.fromkeys(_terms(parts["headline"])) if word in common)
        rows += [(article.id, part, *_described(text), shared) for part, text in parts.items() if text]
    types = dict.fromkeys(("article", "part", "text"), "str") | {"words": "int64"}
    types |= dict.fromkeys(("loaded", "voices", "speakers", "shared"), "str")
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _described(text: str) -> tuple[str, int, str, str, str]:
    tokens = tokenize(text)
    voices = voices_of(text)
    words: dict[str, int] = {}
    speakers: dict[str, None] = {}
    for start, end, kind in zip(tokens.starts, tokens.ends, tokens.kinds, strict=True):
        if is_word(kind):
            voice = voices.at(start, end)
            words[voice.voice] = words.get(voice.voice, 0) + 1
            if voice.speaker:
                speakers[voice.speaker] = None
    loaded = ", ".join(f"{hit.text} ({hit.voice.voice})" for hit in hits(Article(id="part", text=text)))
    whose = ", ".join(f"{voice} {count}" for voice, count in words.items())
    return text, sum(words.values()), loaded, whose, ", ".join(speakers)


def _terms(text: str) -> list[str]:
    tokens = tokenize(text)
    return [term(lower) for lower, kind in zip(tokens.lowers, tokens.kinds, strict=True) if is_word(kind)]


def _content_words(text: str) -> set[str]:
    return set(_terms(text)) - stop_word_list()
