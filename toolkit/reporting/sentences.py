"""Sentences made from the tables of a report, each with its number, interval and caution."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Corpus

if TYPE_CHECKING:
    import pandas as pd

FEW_ARTICLES = 5
FEW_HITS = 10


def number(count: float) -> str:
    return f"{count:,.0f}"


def many(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> many(1, "article"), many(2, "country", "countries")
    ('1 article', '2 countries')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def rate(value: float) -> str:
    """A rate with as many digits as tell something.

    >>> rate(0.0), rate(0.034), rate(3.14159), rate(31.4)
    ('0', '0.034', '3.1', '31.4')
    """
    if value == 0 or isnan(value):
        return "0" if value == 0 else "none"
    return f"{value:,.1f}" if value >= 1 else f"{value:.2g}"


def about(article: Article) -> str:
    """The outlet and the date of an article, as far as they are known."""
    date = article.published.strftime("%Y-%m-%d") if article.published else None
    return ", ".join(part for part in (article.outlet, date) if part)


def interval(row: Any, factor: float = 1.0, unit: str = "") -> str:
    if row["low"] != row["low"]:
        return "no interval: too few articles"
    return f"95 % interval {rate(factor * row['low'])} to {rate(factor * row['high'])}{unit}"


def what_was_read(corpus: Corpus, rejected: int, by: str) -> list[str]:
    """How much, of whom, from when to when, and what this toolkit cannot judge in it."""
    dates = sorted(article.published for article in corpus if article.published)
    groups = {article.get(by) for article in corpus} - {None}
    said = f"{many(len(corpus), 'article')} {'was' if len(corpus) == 1 else 'were'} read"
    if groups:
        said += f", of {many(len(groups), by)}"
    if dates:
        first, last = dates[0].strftime("%Y-%m-%d"), dates[-1].strftime("%Y-%m-%d")
        said += f", published on {first}" if first == last else f", published from {first} to {last}"
    found = [f"{said}; {number(rejected)} {'was' if rejected == 1 else 'were'} set aside."]
    if dates and len(dates) < len(corpus):
        found.append(f"{many(len(corpus) - len(dates), 'article')} had no date.")
    foreign = sum(not (article.language or "en").lower().startswith("en") for article in corpus)
    if foreign:
        found.append(
            f"Caution: {many(foreign, 'article')} {'is' if foreign == 1 else 'are'} not in English. Voices and loaded "
            "words are found in English only."
        )
    return found


def answer(rates: pd.DataFrame) -> list[str]:
    """Loaded words of the own voice, of quotations, and what to be careful about."""
    rows = {row["voice"]: row for row in rates.to_dict("records")}
    found = []
    whole = rows["(all)"]
    if not whole["words"]:
        return ["The articles hold no words."]
    if "outlet" in rows:
        own = rows["outlet"]
        found.append(
            f"In the outlets' own voice {many(own['hits'], 'loaded word')} "
            f"{'stands' if own['hits'] == 1 else 'stand'} among {many(own['words'], 'word')}: {rate(own['per_1000'])} "
            f"in 1,000 ({interval(own)})."
        )
    quoted = rows["(only quotations)"]
    if quoted["words"]:
        found.append(
            f"Inside quotation marks it is {rate(quoted['per_1000'])} in 1,000 ({interval(quoted)}): "
            f"{many(quoted['hits'], 'loaded word')} among {many(quoted['words'], 'word')}."
        )
    cautions = []
    if whole["articles"] < FEW_ARTICLES:
        cautions.append(f"only {many(whole['articles'], 'article')}")
    if whole["hits"] < FEW_HITS:
        cautions.append(f"only {many(whole['hits'], 'loaded word')}")
    if cautions:
        found.append(f"Caution: {', '.join(cautions)}. This describes these texts and nothing beyond them.")
    return found


def groups(shown: pd.DataFrame, by: str) -> list[str]:
    """The highest and the lowest own-voice rate, and whether chance could do the same."""
    rows = shown.to_dict("records")
    if len(rows) < 2:
        return []
    high, low = rows[0], rows[-1]
    found = [
        f"In its own voice {high[by]} has the highest rate of loaded words, {rate(high['per_1000'])} in 1,000 "
        f"({interval(high)}), and {low[by]} the lowest, {rate(low['per_1000'])} ({interval(low)})."
    ]
    if high["low"] != high["low"] or low["low"] != low["low"]:
        found.append("Caution: without an interval on both sides nothing can be said about chance.")
    elif high["low"] <= low["high"]:
        found.append("The two intervals overlap: the difference may be chance.")
    else:
        found.append("The two intervals do not overlap.")
    few = [str(row[by]) for row in rows if row["articles"] < FEW_ARTICLES]
    if few:
        found.append(f"Caution: fewer than {FEW_ARTICLES} articles of {', '.join(few)}.")
    found.append("A rate depends on what an article is about: compare articles on the same event before you conclude.")
    return found


def voices(table: pd.DataFrame) -> list[str]:
    """The share of the own voice, and of the others."""
    rows = {row["voice"]: row for row in table.to_dict("records")}
    if "outlet" not in rows:
        return []
    own = rows["outlet"]
    said = f"The outlets' own voice has {rate(100 * own['share'])} % of all words ({interval(own, 100)})."
    others = [f"{name} {rate(100 * row['share'])} %" for name, row in rows.items() if name != "outlet"]
    return [said] + ([f"The others: {', '.join(others)}."] if others else [])


def speakers(table: pd.DataFrame) -> list[str]:
    """Who is given most words."""
    if table.empty:
        return ["No words are given to a speaker with a name."]
    first = table.iloc[0]
    return [
        f"Of {many(len(table), 'speaker')}, {first['speaker']} is given most: {many(int(first['words']), 'word')}, "
        f"{rate(100 * first['share'])} % of all ({interval(first, 100)}), in {many(int(first['articles']), 'article')}."
    ]


def telling(table: pd.DataFrame, by: str) -> list[str]:
    """How many of the words that set groups apart are beyond chance."""
    if table.empty:
        return [f"Words that set one {by} apart need two groups of two articles or more."]
    sure = int((table["p_adjusted"] < 0.05).sum())
    mostly = int(table["dominated"].sum())
    found = [
        f"{number(sure)} of {many(len(table), 'comparison')} {'is' if sure == 1 else 'are'} beyond chance "
        "(p below 0.05, corrected for all words, over articles)."
    ]
    if mostly:
        found.append(f"Caution: in {number(mostly)} of them most uses stand in one article.")
    return found


def over_time(table: pd.DataFrame) -> list[str]:
    """From when to when, and the period with the highest rate."""
    own = table[(table["voice"] == "outlet") & (table["words"] > 0)]
    if own["period"].nunique() < 2:
        return []
    top = own.sort_values("per_1000", ascending=False, kind="stable").iloc[0]
    few = int((own["articles"] < FEW_ARTICLES).sum())
    found = [
        f"The outlets' own voice has its highest rate in {top['period']}: {rate(top['per_1000'])} loaded words "
        f"in 1,000 ({interval(top)})."
    ]
    if few:
        found.append(f"Caution: {number(few)} of {many(len(own), 'period')} have fewer than {FEW_ARTICLES} articles.")
    return found
