"""The parts of the sentences that explain a row: counts, rates, intervals, voices, cautions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.articles.short_display import is_missing

FEW_USES = 10
FEW_ARTICLES = 5
SHOWN = 60  # characters of a text that a sentence shows


class Row(dict[str, Any]):
    """The values of a row, with the settings it was counted under."""

    settings: Mapping[str, Any] = {}


def few(uses: int, articles: int | None, unit: str = "article") -> list[str]:
    found = [f"only {uses_of(uses)}"] if uses < FEW_USES else []
    return found + (
        [f"only {articles} {unit}{'' if articles == 1 else 's'}"]
        if articles is not None and articles < FEW_ARTICLES
        else []
    )


def with_cautions(cautions: list[str]) -> str:
    return f"; caution: {', '.join(cautions)}" if cautions else ""


def interval(row: Row) -> str:
    if is_missing(row["low"]):
        return " (no interval)"
    return f" (95 % interval {rate(row['low'])} to {rate(row['high'])})"


def uses_of(count: int, word: str = "use") -> str:
    return f"{int(count):,} {word}{'' if count == 1 else 's'}"


def articles_of(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def rate(per_million: float) -> str:
    """In 10,000 words, with as many digits as tell something."""
    rate = float(per_million) / 100
    return "0" if rate == 0 else digits(rate)


def digits(value: float) -> str:
    """Two digits, or all those before the point."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def p_value(p: float) -> str:
    return f"{p:.2g}"


_VIEWS = {
    "(outlet with indirect)": "in the outlet's own voice or in reported speech without quotation marks",
    "own": "in the outlet's own voice",
    "outlet": "in the outlet's own voice",
    "quoted": "in quotations",
    "unquoted": "outside quotations",
    "(all)": "in all voices",
    "(without quotations)": "outside quotation marks",
    "(only quotations)": "inside quotation marks",
}


def whose(row: Mapping[str, Any]) -> str:
    """The voice that a row names, with its speaker."""
    speaker = row.get("speaker")
    return in_voice(row["voice"]) + ("" if is_missing(speaker) or not speaker else f" of {speaker}")


def in_voice(voice: str) -> str:
    return _VIEWS.get(voice, f"in the voice “{voice}”")


def chosen(row: Row, group: str = "") -> str:
    """The voices that were counted, if not all, and the group: with a space in front, or nothing."""
    given = row.settings.get("voice")
    voices = [given] if isinstance(given, str) else list(given or ())
    said = f" {' or '.join(map(in_voice, voices))}" if voices else ""
    return said + (f" {'of' if said else 'in'} {group}" if group else "")


def in_marks(text: object) -> str:
    """A text of an article between quotation marks, short and on one line, its own marks single."""
    flat = " ".join(str(text).split())
    flat = flat.translate(str.maketrans('“”„"«»', "‘’‘’‹›"))
    short = flat if len(flat) <= SHOWN else flat[:SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


def as_clause(text: object) -> str:
    """A remark that stands in the middle of a sentence: without full stops."""
    return "; ".join(str(text).rstrip(". ").split(". "))
