"""Who gets to speak: the words of a corpus counted by voice and by speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.tokenizer import is_word, tokenize
from toolkit.voice.records import VOICES
from toolkit.voice.stretches import voices_of

if TYPE_CHECKING:
    import pandas as pd


def voices(corpus: Corpus | Article | Iterable[Article], *, by: str = "voice") -> pd.DataFrame:
    """How many words stand in each voice (`by="voice"`) or are given to each speaker (`by="speaker"`).

    Columns: voice or speaker, words, share (of all words, 0 to 1), articles (in how many). By speaker only the words
    that have one are listed; a speaker's name is that of its story, so equal names of two stories are added up.
    The denominator is in `.attrs["denominator"]`: words and numbers of the bodies. Raises QueryError for another `by`.

    >>> voices(Article(id="a", text="“We left,” Bali said."))[["voice", "words"]].values.tolist()
    [['outlet', 2], ['direct', 2]]
    """
    import pandas as pd

    if by not in ("voice", "speaker"):
        raise QueryError(f'by={by!r}: words can be counted by="voice" or by="speaker".')
    words: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    total = 0
    for article in as_corpus(corpus):
        counted = _words(article.text, by)
        total += sum(counted.values())
        named = {name: count for name, count in counted.items() if name}
        words.update(named)
        articles.update(dict.fromkeys(named, 1))
    order = sorted(words, key=lambda name: (VOICES.index(name) if by == "voice" else 0, -words[name], name))
    rows = [(name, words[name], words[name] / total, articles[name]) for name in order]
    types = {by: "str", "words": "int64", "share": "float64", "articles": "int64"}
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    table.attrs["denominator"] = total
    return table


def _words(text: str, by: str) -> Counter[str]:
    tokens = tokenize(text)
    stretches = voices_of(text).stretches
    counted: Counter[str] = Counter()
    at = 0
    for start, kind in zip(tokens.starts, tokens.kinds, strict=True):
        while stretches[at].end <= start:
            at += 1
        if is_word(kind):
            counted[stretches[at].voice if by == "voice" else stretches[at].speaker or ""] += 1
    return counted
