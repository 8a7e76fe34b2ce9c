"""Who gets to speak: the words of a corpus counted by voice and by speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd


def voices(corpus: Corpus | Article | Iterable[Article], *, by: str = "voice") -> pd.DataFrame:
    """How many words stand in each voice (`by="voice"`) or are given to each speaker (`by="speaker"`).

    By speaker only the words that have one are listed. A speaker's name is that of its story, so equal names of two
    stories are added up. The denominator is in `.attrs["denominator"]`: words and numbers of the bodies.

    Columns:

    - voice or speaker
    - words
    - share: of all words, 0 to 1
    - low, high: 95 % interval of the share over articles, see `toolkit.statistics.intervals`; missing with fewer than
      5 articles
    - articles: in how many
    - stretches: runs of words in this voice with no other voice between them; a row opens into so many places

    Raises:
        QueryError: if `by` is neither "voice" nor "speaker".

    >>> voices(Article(id="a", text="“We left,” Bali said."))[["voice", "words"]].values.tolist()
    [['outlet', 2], ['direct', 2]]
    """
    if by not in ("voice", "speaker"):
        raise QueryError(f'by={by!r}: words can be counted by="voice" or by="speaker".')
    whole = as_corpus(corpus)
    counted = []
    stretches: Counter[str] = Counter()
    for one in analysed(whole, english="voices"):
        counted.append(_words(one, by))
        stretches.update(name for name, words in one.packed_voices().counted(by) if words)
    words: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for count in counted:
        words.update(count)
        articles.update(dict.fromkeys(count, 1))
    total = words.total()
    named = [name for name in words if name]
    order = sorted(named, key=lambda name: (VOICES.index(name) if by == "voice" else 0, -words[name], name))
    bounds = _intervals(counted, order)
    rows = [
        (name, words[name], words[name] / total, *bounds[n], articles[name], stretches[name])
        for n, name in enumerate(order)
    ]
    types = {by: "str", "words": "int64", "share": "float64", "low": "float64", "high": "float64", "articles": "int64"}
    types["stretches"] = "int64"
    return result_table("voices", rows, types, corpus=whole, settings={"by": by}, denominator=total)


def _intervals(counted: list[Counter[str]], names: list[str]) -> list[tuple[float, float]]:
    from scipy import sparse

    from toolkit.statistics.intervals import rate_interval

    place = {name: number for number, name in enumerate(names)}
    cells = [
        (words, row, place[name]) for row, count in enumerate(counted) for name, words in count.items() if name in place
    ]
    words, rows, columns = zip(*cells, strict=True) if cells else ((), (), ())
    counts = sparse.csr_array((words, (rows, columns)), shape=(len(counted), len(names)), dtype=float)
    low, high = rate_interval(counts, [count.total() for count in counted])
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _words(one: Analysed, by: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for name, words in one.packed_voices().counted(by):
        if words:
            counted[name] += words
    return counted
