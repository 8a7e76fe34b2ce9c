"""Who gets to speak: the words of a corpus counted by voice and by speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, analysed
from toolkit.articles import Article, Corpus
from toolkit.errors import QueryError
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd


def voices(
    corpus: Corpus | Article | Iterable[Article], *, by: str = "voice", draws: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """How many words stand in each voice (`by="voice"`) or are given to each speaker (`by="speaker"`).

    Columns: voice or speaker, words, share (of all words, 0 to 1), low, high (95 % interval of the share, by bootstrap
    over articles with `draws` draws from `seed`; missing for a corpus of one article), articles (in how many). By
    speaker only the words that have one are listed; a speaker's name is that of its story, so equal names of two
    stories are added up. The denominator is in `.attrs["denominator"]`: words and numbers of the bodies. Raises
    QueryError for another `by`.

    >>> voices(Article(id="a", text="“We left,” Bali said."))[["voice", "words"]].values.tolist()
    [['outlet', 2], ['direct', 2]]
    """
    import pandas as pd

    if by not in ("voice", "speaker"):
        raise QueryError(f'by={by!r}: words can be counted by="voice" or by="speaker".')
    counted = [_words(one, by) for one in analysed(corpus, english="voices")]
    words: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for count in counted:
        words.update(count)
        articles.update(dict.fromkeys(count, 1))
    total = words.total()
    named = [name for name in words if name]
    order = sorted(named, key=lambda name: (VOICES.index(name) if by == "voice" else 0, -words[name], name))
    bounds = _intervals(counted, order, draws, seed)
    rows = [(name, words[name], words[name] / total, *bounds[n], articles[name]) for n, name in enumerate(order)]
    types = {by: "str", "words": "int64", "share": "float64", "low": "float64", "high": "float64", "articles": "int64"}
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    table.attrs["denominator"] = total
    return table


def _intervals(counted: list[Counter[str]], names: list[str], draws: int, seed: int) -> list[tuple[float, float]]:
    """The middle 95 % of the shares when articles are drawn anew, with replacement."""
    if len(counted) < 2:
        return [(float("nan"), float("nan"))] * len(names)
    import numpy as np

    totals = np.array([count.total() for count in counted], dtype=float)
    chosen = np.random.default_rng(seed).multinomial(len(counted), np.full(len(counted), 1 / len(counted)), size=draws)
    below = np.maximum(chosen @ totals, 1)
    bounds = []
    for name in names:
        shares = chosen @ np.array([count[name] for count in counted], dtype=float) / below
        low, high = np.quantile(shares, [0.025, 0.975])
        bounds.append((float(low), float(high)))
    return bounds


def _words(one: Analysed, by: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for name, words in one.packed_voices().counted(by):
        if words:
            counted[name] += words
    return counted
