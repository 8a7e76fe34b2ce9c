"""A row of a result in two plain sentences, with what to be careful about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isinf, isnan
from typing import TYPE_CHECKING, Any

from toolkit.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

FEW_USES = 10
FEW_ARTICLES = 5
ONE_ARTICLE = 0.5  # of a term's uses


def explain(row: pd.Series | pd.DataFrame | Mapping[str, Any]) -> str:
    """One row of a result in plain sentences: counts, rates by voice and group, and rows that name a place.

    The second ends with cautions where they are due: few uses, few articles, one article with most of them, no use at
    all in the reference, an interval that holds zero. Takes a row (`table.iloc[0]`) or a table of one row. Raises
    QueryError for other rows.

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
        "explain takes one row of term_frequency, keyness, collocations, dispersion, timeline, voices, loaded_summary,"
        " or of a result that names a place;"
        f" this one has the columns {', '.join(map(str, values))}."
    )


def _values(row: Any) -> dict[str, Any]:
    if not hasattr(row, "items") or (hasattr(row, "columns") and not hasattr(row, "iloc")):
        shown = "None" if row is None else "a text" if isinstance(row, str) else type(row).__name__
        raise QueryError(f"explain takes one row of a result, this is {shown}; give table.iloc[0].")
    if hasattr(row, "columns"):
        if len(row) != 1:
            raise QueryError(f"explain takes one row; this table has {len(row)}. Give table.iloc[0] or a single row.")
        row = row.iloc[0]
    return {str(name): value for name, value in row.items()}


def _keyness(row: dict[str, Any]) -> str:
    first = (
        f"“{row['term']}”: {_rate(row['per_million'])} in 10,000 words in {row['group']}, "
        f"{_rate(row['per_million_reference'])} in {row['reference']} ({_times(row)})."
    )
    where = f"It stands in {row['articles']} of {_articles(row['of_articles'])} of {row['group']}"
    if row["of_articles_reference"]:
        where += f" and in {row['articles_reference']} of {row['of_articles_reference']} of {row['reference']}"
    if not _missing(row["p"]):
        where += f"; dividing the articles at random gives such a difference with p = {_p(row['p'])}"
        where += f" ({_p(row['p_adjusted'])} corrected for all terms)"
    cautions = _few(row["count"] + row["count_reference"], None)
    fewest = min(row["of_articles"], row["of_articles_reference"] or row["of_articles"])
    cautions += [f"only {_articles(fewest)} on one side"] if fewest < FEW_ARTICLES else []
    if row["dominated"]:
        cautions.append(
            f"{_percent(row['top_share'])} of its uses in {row['group']} are in one article, {row['top_article']!r}"
        )
    if row["count_reference"] == 0:
        cautions.append(f"no use in {row['reference']}, so how many times oftener cannot be known")
    elif row["count"] == 0:
        cautions.append(f"no use in {row['group']}, so how many times rarer cannot be known")
    if not (_missing(row["low"]) or _missing(row["high"])) and row["low"] <= 0 <= row["high"]:
        cautions.append("the interval holds no difference at all")
    if _missing(row["p"]):
        several = min(row["of_articles"], row["of_articles_reference"]) > 1
        cautions.append(
            "fewer than three articles use it there, which is no finding"
            if several
            else "without several articles on both sides there is no test over articles"
        )
    return f"{first} {where}{_cautions(cautions)}."


def _times(row: dict[str, Any]) -> str:
    if _missing(row["low"]) and _missing(row["high"]):
        return f"{_fold(row['log_ratio'])}; no interval"
    if _missing(row["high"]):
        return f"{_fold(row['log_ratio'])}; at least {_fold(row['low'])} with 95 % confidence"
    if _missing(row["low"]):
        return f"{_fold(row['log_ratio'])}; at most {_fold(row['high'])} with 95 % confidence"
    return f"{_fold(row['log_ratio'])}; 95 % interval {_fold(row['low'])} to {_fold(row['high'])}"


def _fold(log_ratio: float) -> str:
    if isinf(log_ratio):
        return "only here" if log_ratio > 0 else "only there"
    return f"{_number(2 ** float(log_ratio))} times"


def _collocations(row: dict[str, Any]) -> str:
    times = row["count"] / row["expected"] if row["expected"] else float("inf")
    first = (
        f"“{row['term']}” stands {_uses(row['count'], 'time')} near the node, {row['left']} before and {row['right']} "
        f"after; {row['expected']:.1f} were to be expected by chance ({_number(times)} times as often)."
    )
    where = (
        f"They stand in {_articles(row['articles'])}; the word has {_uses(row['frequency'])} outside the node in all"
    )
    cautions = _few(row["count"], None)
    cautions += ["all in one article"] if row["articles"] == 1 else []
    cautions += ["less than one was expected: measures exaggerate"] if row["expected"] < 1 else []
    return f"{first} {where}{_cautions(cautions)}."


def _dispersion(row: dict[str, Any]) -> str:
    first = f"“{row['term']}”: {_uses(row['count'])} in {row['range']} of {row['of_parts']} parts."
    if _missing(row["DP"]):
        return f"{first} There is no dispersion to tell{_cautions(_few(row['count'], None))}."
    kind = "evenly" if row["DP_norm"] < 0.3 else "rather unevenly" if row["DP_norm"] < 0.7 else "very unevenly"
    where = f"It is spread {kind}: {_percent(row['DP'])} of its uses would have to move to be even (DP {row['DP']:.2f})"
    return f"{first} {where}{_cautions(_few(row['count'], row['of_parts'], 'part'))}."


def _timeline(row: dict[str, Any]) -> str:
    if not row["words"]:
        return f"{row['period']}: no articles. Nothing can be said of this period; caution: it is no zero."
    first = f"{row['period']}: {_uses(row['count'])}, {_rate(row['per_million'])} in 10,000 words{_interval(row)}."
    cautions = _few(row["count"], row["of_articles"])
    return f"{first} They stand in {row['articles']} of {_articles(row['of_articles'])}{_cautions(cautions)}."


def _frequency(row: dict[str, Any]) -> str:
    first = f"“{row['term']}”: {_uses(row['count'])}, {_rate(row['per_million'])} in 10,000 words{_interval(row)}."
    where = f"It stands in {row['articles']} of {_articles(row['of_articles'])}"
    cautions = _few(row["count"], row["of_articles"])
    if row["articles"] == 1 and row["of_articles"] > 1 and row["count"] > 1:
        cautions.append("all its uses are in one article")
    elif not _missing(row["DP"]) and row["DP"] > 1 - ONE_ARTICLE / 2:
        cautions.append(f"very unevenly spread (DP {row['DP']:.2f})")
    return f"{first} {where}{_cautions(cautions)}."


def _few(uses: int, articles: int | None, unit: str = "article") -> list[str]:
    found = [f"only {_uses(uses)}"] if uses < FEW_USES else []
    return found + (
        [f"only {articles} {unit}{'' if articles == 1 else 's'}"]
        if articles is not None and articles < FEW_ARTICLES
        else []
    )


def _cautions(cautions: list[str]) -> str:
    return f"; caution: {', '.join(cautions)}" if cautions else ""


def _interval(row: dict[str, Any]) -> str:
    if _missing(row["low"]):
        return " (no interval)"
    return f" (95 % interval {_rate(row['low'])} to {_rate(row['high'])})"


def _uses(count: int, word: str = "use") -> str:
    return f"{int(count):,} {word}{'' if count == 1 else 's'}"


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def _rate(per_million: float) -> str:
    """In 10,000 words, with as many digits as tell something."""
    rate = float(per_million) / 100
    return "0" if rate == 0 else _number(rate)


def _number(value: float) -> str:
    """Two digits, or all those before the point."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _p(p: float) -> str:
    return f"{p:.2g}"


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


_VIEWS = {
    "(all)": "in all voices",
    "(outlet with indirect)": "in the outlet's own voice or in reported speech",
    "(without quotations)": "outside quotation marks",
    "(only quotations)": "inside quotation marks",
}


def _whose(row: dict[str, Any]) -> str:
    voice = row["voice"]
    if voice == "outlet":
        return "in the outlet's own voice"
    if voice in _VIEWS:
        return _VIEWS[voice]
    speaker = row.get("speaker")
    return f"in the voice “{voice}”" + ("" if _missing(speaker) or not speaker else f" of {speaker}")


def _rate_of_voice(row: dict[str, Any]) -> str:
    group = next((f" of {value}" for name, value in row.items() if name not in _SUMMARY), "")
    if not row["words"]:
        return f"No words stand {_whose(row)}{group}."
    first = f"{_uses(row['hits'], 'loaded word')} {_whose(row)}{group}: {_number(row['per_1000'])} in 1,000 words"
    low, high = row["low"], row["high"]
    bounds = "no interval" if _missing(low) else f"95 % interval {_number(low)} to {_number(high)}"
    cautions = _few(row["hits"], row["articles"])
    return f"{first} ({bounds}), in {_articles(int(row['articles']))}{_cautions(cautions)}."


_SUMMARY = frozenset({"voice", "hits", "words", "per_1000", "low", "high", "articles"})


def _share(row: dict[str, Any]) -> str:
    whose = _whose(row) if "voice" in row else f"are given to {row['speaker']}"
    low, high = row["low"], row["high"]
    bounds = "no interval" if _missing(low) else f"95 % interval {_percent(low)} to {_percent(high)}"
    stand = "stand " if "voice" in row else ""
    cautions = [f"only {_articles(int(row['articles']))}"] if row["articles"] < FEW_ARTICLES else []
    first = f"{_uses(row['words'], 'word')} {stand}{whose}: {_percent(row['share'])} of all ({bounds})"
    return f"{first}, in {_articles(int(row['articles']))}{_cautions(cautions)}."


def _loaded(row: dict[str, Any]) -> str:
    first = (
        f"“{row['text']}” ({str(row['category']).replace('_', ' ')}) stands {_whose(row)} in article {row['article']}."
    )
    p = row.get("p")
    doubt = _cautions([f"the voice is not sure (p = {_p(p)})"] if not _missing(p) and p is not None and p < 0.7 else [])
    return f"{first} It is flagged because: {row['why']}{doubt}."


def _place(row: dict[str, Any]) -> str:
    text = next(row[name] for name in ("text", "node", "content", "token") if name in row)
    whose = f" {_whose(row)}" if "voice" in row else ""
    return f"“{text}” stands{whose} in article {row['article']}, characters {int(row['start'])} to {int(row['end'])}."


_KINDS: tuple[tuple[set[str], Callable[[dict[str, Any]], str]], ...] = (
    ({"term", "count_reference", "log_ratio", "dominated"}, _keyness),
    ({"term", "count", "expected", "frequency", "left"}, _collocations),
    ({"term", "count", "DP_norm", "of_parts"}, _dispersion),
    ({"period", "count", "of_articles", "words"}, _timeline),
    ({"term", "count", "per_million", "of_articles", "low", "DP"}, _frequency),
    ({"voice", "hits", "words", "per_1000", "low", "high", "articles"}, _rate_of_voice),
    ({"words", "share", "low", "high", "articles", "stretches"}, _share),
    ({"article", "text", "category", "voice", "why"}, _loaded),
    ({"article", "start", "end", "text"}, _place),
    ({"article", "start", "end", "node"}, _place),
    ({"article", "start", "end", "content"}, _place),
    ({"article", "start", "end", "token"}, _place),
)
