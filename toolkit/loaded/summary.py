"""Loaded words in 1,000 words of each voice, with intervals over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.lexicon import Lexicon
from toolkit.loaded.loaded_language import Severity, chosen_severities
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

QUOTED = frozenset({"direct", "partial"})  # inside quotation marks
WITH_INDIRECT = frozenset({"outlet", "indirect"})  # in paraphrased speech the words are often the outlet's choice
VIEWS: Mapping[str, frozenset[str]] = {
    "(outlet with indirect)": WITH_INDIRECT,
    "(all)": frozenset(VOICES),
    "(without quotations)": frozenset(VOICES) - QUOTED,
    "(only quotations)": QUOTED,
}


class _Count(NamedTuple):
    words: Counter[str]  # by voice
    hits: Counter[str]


def loaded_summary(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str | None = None,
    lexicon: Lexicon | None = None,
    severity: Severity = "flag",
) -> pd.DataFrame:
    """Loaded words in 1,000 words of each voice, with 95 % intervals over articles.

    One row per voice that has words, then four that join voices: (outlet with indirect), (all), (without quotations)
    and (only quotations). With `by` (a field of the articles, as "outlet") there are as many for each group.

    The rows outlet and (outlet with indirect) are the bounds of what the outlet says itself. The first has only the
    outlet's own statements. The second has reported speech without quotation marks, too: its words are often the
    outlet's choice, and often the speaker's, which no text tells.

    Flags are counted; `severity="all"` counts the notes, too, `severity="note"` only them. The rates describe words,
    not outlets: they depend on the subject.

    Columns:

    - the field named by `by`: only with `by`
    - voice
    - hits: loaded words
    - words: of that voice
    - per_1000: hits in 1,000 words
    - low, high: 95 % interval of per_1000, see `toolkit.statistics.intervals`; missing with fewer than 5 articles that
      have words in the voice
    - articles: that have words in the voice

    Raises:
        QueryError: for another severity, for a field that the articles do not have, and if `lexicon` is no lexicon.

    >>> article = Article(id="a", text="The thugs left. “Thugs and vermin,” Bali said.")
    >>> table = loaded_summary(article)
    >>> table[table.voice == "(all)"][["hits", "words"]].values.tolist()
    [[3, 8]]
    """

    severities = chosen_severities(severity)
    whole = as_corpus(corpus).with_settings(lexicon=lexicon)
    groups = whole.by(by) if by else {"": whole}
    counted = {one.article.id: _count(one, severities) for one in analysed(whole, english="loaded_summary")}
    rows: list[tuple[object, ...]] = []
    for name, group in groups.items():
        counts = [counted[article.id] for article in group]
        voices = {voice: frozenset({voice}) for voice in VOICES if any(count.words[voice] for count in counts)}
        for voice, joined in {**voices, **VIEWS}.items():
            found = [sum(count.hits[one] for one in joined) for count in counts]
            words = [sum(count.words[one] for one in joined) for count in counts]
            rate = 1000 * sum(found) / sum(words) if sum(words) else float("nan")
            bounds = _interval(found, words)
            rows.append((name, voice, sum(found), sum(words), rate, *bounds, sum(map(bool, words))))
    field = by or "group"
    types = {field: "str", "voice": "str", "hits": "int64", "words": "int64", "per_1000": "float64"}
    types |= {"low": "float64", "high": "float64", "articles": "int64"}
    settings = {"by": by, "severity": severity}
    if not by:
        del types[field]
        rows = [row[1:] for row in rows]
    return result_table("loaded_summary", rows, types, corpus=whole, settings=settings)


def _count(one: Analysed, severities: frozenset[str]) -> _Count:
    words: Counter[str] = Counter()
    for voice, count in one.packed_voices().counted("voice"):
        words[voice] += count
    found = (hit for hit in one.hits if hit.entry.severity in severities)
    return _Count(words, Counter(hit.voice.voice for hit in found))


def _interval(found: list[int], words: list[int]) -> tuple[float, float]:
    """The bounds of hits in 1,000 words."""
    from toolkit.statistics.intervals import rate_interval

    low, high = rate_interval([[count] for count in found] or [[0]], words or [0])
    return 1000 * float(low[0]), 1000 * float(high[0])
