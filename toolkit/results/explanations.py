"""A row of a result in two plain sentences, with what to be careful about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isinf
from typing import TYPE_CHECKING, Any

from toolkit.articles.short_display import is_missing
from toolkit.errors import QueryError
from toolkit.results import explaining_frames, explaining_stories
from toolkit.results import explaining_tables as explaining
from toolkit.results.sentence_parts import (
    FEW_ARTICLES,
    Row,
    articles_of,
    chosen,
    digits,
    few,
    interval,
    p_value,
    percent,
    rate,
    uses_of,
    with_cautions,
)
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

ONE_ARTICLE = 0.5  # of a term's uses


def explain(row: pd.Series | pd.DataFrame | Mapping[str, Any]) -> str:
    """One row of any result in one or two plain sentences.

    They name the counts and rates, the voice, the group and the interval, as far as the row has them. They end with
    cautions where they are due: few uses, few articles, one article with most of them, no use at all in the reference,
    an interval that holds zero, a count without an interval. Takes a row (`table.iloc[0]`) or a table of one row. The
    voices that a table was counted in are named if the row still has its `.attrs`.

    Raises:
        QueryError: for a table of several rows, and for what is no row of a result.

    >>> explain({"term": "rain", "count": 4, "per_million": 2000.0, "low": 800.0, "high": 5100.0, "articles": 2,
    ...          "of_articles": 3, "DP": 0.3, "rank": 1})
    '“rain”: 4 uses, 20 in 10,000 words (95 % interval 8 to 51). It stands in 2 of 3 articles; caution: only 4 uses, \
only 3 articles.'
    """
    if hasattr(row, "columns") and hasattr(row, "iloc") and not len(row):
        return "There is no row to explain: nothing was found."
    values = _values(row)
    for names, sentences in _KINDS:
        if names <= set(values):
            return sentences(values)
    raise QueryError(
        "explain takes one row of term_frequency, keyness, or of another result of the toolkit;"
        f" this one has the columns {', '.join(map(str, values)) or 'none'}."
    )


def _values(row: Any) -> Row:
    if not hasattr(row, "items") or (hasattr(row, "columns") and not hasattr(row, "iloc")):
        shown = "None" if row is None else "a text" if isinstance(row, str) else type(row).__name__
        raise QueryError(f"explain takes one row of a result, this is {shown}; give table.iloc[0].")
    if hasattr(row, "columns"):
        if len(row) != 1:
            raise QueryError(f"explain takes one row; this table has {len(row)}. Give table.iloc[0] or a single row.")
        settings = row.attrs.get("settings")
        row = row.iloc[0]
    else:
        settings = getattr(row, "attrs", {}).get("settings")
    values = Row({str(name): value for name, value in row.items()})
    values.settings = settings or {}
    if "all" in values and _VOICE_COLUMNS.issuperset(values):  # the row of a table by voice: its name says of what
        index = getattr(row, "name", None)
        if isinstance(index, str):
            values["category"] = index
        elif isinstance(index, tuple) and len(index) == 2:
            values["referent"], values["name"] = index
    return values


def _keyness(row: Row) -> str:
    first = (
        f"“{row['term']}”: {rate(row['per_million'])} in 10,000 words{chosen(row, row['group'])}, "
        f"{rate(row['per_million_reference'])} in {row['reference']} ({_times(row)})."
    )
    where = f"It stands in {row['articles']} of {articles_of(row['of_articles'])} of {row['group']}"
    if row["of_articles_reference"]:
        where += f" and in {row['articles_reference']} of {row['of_articles_reference']} of {row['reference']}"
    if not is_missing(row["p"]):
        where += f"; dividing the articles at random gives such a difference with p = {p_value(row['p'])}"
        where += f" ({p_value(row['p_adjusted'])} corrected for all terms)"
    cautions = few(row["count"] + row["count_reference"], None)
    fewest = min(row["of_articles"], row["of_articles_reference"] or row["of_articles"])
    cautions += [f"only {articles_of(fewest)} on one side"] if fewest < FEW_ARTICLES else []
    if row["dominated"]:
        cautions.append(
            f"{percent(row['top_share'])} of its uses in {row['group']} are in one article, {row['top_article']!r}"
        )
    if row["count_reference"] == 0:
        cautions.append(f"no use in {row['reference']}, so how many times oftener cannot be known")
    elif row["count"] == 0:
        cautions.append(f"no use in {row['group']}, so how many times rarer cannot be known")
    if not (is_missing(row["low"]) or is_missing(row["high"])) and row["low"] <= 0 <= row["high"]:
        cautions.append("the interval holds no difference at all")
    if is_missing(row["p"]):
        several = min(row["of_articles"], row["of_articles_reference"]) > 1
        cautions.append(
            "fewer than three articles use it there, which is no finding"
            if several
            else "without several articles on both sides there is no test over articles"
        )
    return f"{first} {where}{with_cautions(cautions)}."


def _times(row: Row) -> str:
    if is_missing(row["low"]) and is_missing(row["high"]):
        return f"{_fold(row['log_ratio'])}; no interval"
    if is_missing(row["high"]):
        return f"{_fold(row['log_ratio'])}; at least {_fold(row['low'])} with 95 % confidence"
    if is_missing(row["low"]):
        return f"{_fold(row['log_ratio'])}; at most {_fold(row['high'])} with 95 % confidence"
    return f"{_fold(row['log_ratio'])}; 95 % interval {_fold(row['low'])} to {_fold(row['high'])}"


def _fold(log_ratio: float) -> str:
    if isinf(log_ratio):
        return "only here" if log_ratio > 0 else "only there"
    return f"{digits(2 ** float(log_ratio))} times"


def _collocations(row: Row) -> str:
    times = row["count"] / row["expected"] if row["expected"] else float("inf")
    first = (
        f"“{row['term']}” stands {uses_of(row['count'], 'time')} near the node{chosen(row)}, {row['left']} before and "
        f"{row['right']} after; {row['expected']:.1f} were to be expected by chance ({digits(times)} times as often)."
    )
    elsewhere = f"the word has {uses_of(row['frequency'])} outside the node in all"
    where = f"They stand in {articles_of(row['articles'])}; {elsewhere}"
    cautions = few(row["count"], None)
    cautions += ["all in one article"] if row["articles"] == 1 else []
    cautions += ["less than one was expected: measures exaggerate"] if row["expected"] < 1 else []
    return f"{first} {where}{with_cautions(cautions)}."


def _dispersion(row: Row) -> str:
    first = f"“{row['term']}”: {uses_of(row['count'])}{chosen(row)} in {row['range']} of {row['of_parts']} parts."
    if is_missing(row["DP"]):
        return f"{first} There is no dispersion to tell{with_cautions(few(row['count'], None))}."
    kind = "evenly" if row["DP_norm"] < 0.3 else "rather unevenly" if row["DP_norm"] < 0.7 else "very unevenly"
    where = f"It is spread {kind}: {percent(row['DP'])} of its uses would have to move to be even (DP {row['DP']:.2f})"
    return f"{first} {where}{with_cautions(few(row['count'], row['of_parts'], 'part'))}."


def _timeline(row: Row) -> str:
    if not row["words"]:
        return f"{row['period']}: no articles. Nothing can be said of this period; caution: it is no zero."
    used = f"{uses_of(row['count'])}{chosen(row)}"
    first = f"{row['period']}: {used}, {rate(row['per_million'])} in 10,000 words{interval(row)}."
    cautions = few(row["count"], row["of_articles"])
    if row.get("change") is True or row.get("change") == 1:
        first = f"{first[:-1]}, and a new level begins here (p = {p_value(row['change_p'])})."
    return f"{first} They stand in {row['articles']} of {articles_of(row['of_articles'])}{with_cautions(cautions)}."


def _frequency(row: Row) -> str:
    group = next((str(value) for name, value in row.items() if name not in _FREQUENCY), "")
    used = f"{uses_of(row['count'])}{chosen(row, group)}"
    first = f"“{row['term']}”: {used}, {rate(row['per_million'])} in 10,000 words{interval(row)}."
    where = f"It stands in {row['articles']} of {articles_of(row['of_articles'])}"
    cautions = few(row["count"], row["of_articles"])
    if row["articles"] == 1 and row["of_articles"] > 1 and row["count"] > 1:
        cautions.append("all its uses are in one article")
    elif not is_missing(row["DP"]) and row["DP"] > 1 - ONE_ARTICLE / 2:
        cautions.append(f"very unevenly spread (DP {row['DP']:.2f})")
    return f"{first} {where}{with_cautions(cautions)}."


_FREQUENCY = frozenset({"term", "count", "per_million", "low", "high", "articles", "of_articles", "DP", "rank"})
_VOICE_COLUMNS = frozenset({*VOICES, "all"})
_KINDS: tuple[tuple[set[str], Callable[[Row], str]], ...] = (
    ({"term", "count_reference", "log_ratio", "dominated"}, _keyness),
    ({"term", "count", "expected", "frequency", "left"}, _collocations),
    ({"term", "count", "DP_norm", "of_parts"}, _dispersion),
    ({"period", "count", "of_articles", "words"}, _timeline),
    ({"term", "count", "per_million", "of_articles", "low", "DP"}, _frequency),
    ({"voice", "hits", "words", "per_1000", "low", "high", "articles"}, explaining.rate_of_voice),
    ({"words", "share", "low", "high", "articles", "stretches"}, explaining.share),
    ({"kind", "about", "word", "group", "count", "words", "per_10000", "low", "high"}, explaining.wording_rate),
    ({"kind", "about", "word", "all", "outlet_voice", "with_indirect"}, explaining.wording),
    ({"frame", "strength", "rank", "present", "evidence"}, explaining_frames.frame),
    ({"frame", "share", "difference", "of_articles", "own"}, explaining_frames.prevalence),
    ({"actor", "frame", "with_frame", "elsewhere"}, explaining_frames.of_actor),
    ({"article", "text", "role", "who", "by"}, explaining_frames.responsible),
    ({"frame", "coded", "sensitivity", "specificity", "share"}, explaining_frames.validated),
    ({"category", "all"}, explaining.counts_by_voice),
    ({"referent", "name", "all"}, explaining.counts_by_voice),
    ({"entry", "term", "category", "severity", "hits", "articles"}, explaining.entry),
    ({"article", "duplicate_of", "kind", "containment", "evidence"}, explaining.repeat),
    ({"article", "event", "size", "outlets", "near", "names"}, explaining_stories.event),
    ({"article", "original", "part", "verb", "shared"}, explaining_stories.descent),
    ({"part", "about", "outlet", "others", "value", "note"}, explaining_stories.side),
    ({"measure", "group", "reference", "events", "per_1000", "p_adjusted"}, explaining_stories.within),
    ({"article", "part", "text", "words", "loaded", "voices"}, explaining.opening),
    ({"article", "sentences", "words", "flesch", "MATTR"}, explaining.text_figures),
    ({"measure", "value", "low", "high", "units", "coders"}, explaining.score),
    ({"article", "text", "disagreement", "marked", "coders", "codes"}, explaining.disputed),
    ({"article", "text", "category", "voice", "why"}, explaining.loaded),
    ({"article", "text", "voice", "position"}, explaining.position),
    ({"article", "text", "rank", "words", "voices"}, explaining.ranked),
    ({"article", "match_start", "match_end", "match", "text"}, explaining.opened),
    ({"article", "start", "end", "text", "code", "person", "note"}, explaining.mark),
    *(({"article", "start", "end", name}, explaining.place) for name in ("text", "node", "content", "token")),
)
