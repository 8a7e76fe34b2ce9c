"""Sentences for rows about events and copies."""

from __future__ import annotations

from toolkit.analysis.short_display import is_missing
from toolkit.results.sentence_parts import Row, articles_of, percent, with_cautions

_LOOSE = 0.15  # nearness below which the rest of an event should be read


def event(row: Row) -> str:
    """A row of events."""
    others = articles_of(int(row["size"]) - 1).replace("article", "other article", 1)
    first = f"Article {row['article']} tells the same event as {others}"
    told = [
        f"the {what} {row[what]}" for what in ("names", "numbers", "terms") if not is_missing(row[what]) and row[what]
    ]
    shared = f"At least half of them have {' and '.join(told)} in common" if told else "They have no term in common"
    cautions = ["far from the others, so read it"] if row["near"] < _LOOSE else []
    cautions += ["all from one outlet"] if row["outlets"] == 1 else []
    return f"{first}, and is {percent(row['near'])} near to them. {shared}{with_cautions(cautions)}."
