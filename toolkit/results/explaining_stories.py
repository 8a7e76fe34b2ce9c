"""Sentences for rows about events and copies."""

from __future__ import annotations

from toolkit.articles.short_display import is_missing
from toolkit.results.sentence_parts import (
    Row,
    articles_of,
    as_clause,
    digits,
    in_marks,
    p_value,
    percent,
    uses_of,
    with_cautions,
)

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


_DONE = {
    "kept": "is kept", "moved": "is moved", "reworded": "is reworded", "cut": "is cut", "added": "is added",
    "changed": "is changed",
}  # fmt: skip
_WENT = (
    ("loaded_gone", "the loaded words {} are gone"),
    ("loaded_come", "the loaded words {} have come"),
    ("sources_gone", "no words are left to {}"),
    ("sources_come", "words of {} have come"),
)
_ATTRIBUTED = {
    "gone": "its words are given to nobody any more",
    "come": "its words are given to a source now",
}
_SHORT = 90  # characters of a paragraph that a sentence shows


def descent(row: Row) -> str:
    """A row of genealogy."""
    then, now = row["original_text"], row["text"]
    text = str(then if is_missing(now) else now)
    cut = text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"
    first = f"The {row['part']} {in_marks(cut)} {_DONE[row['verb']]} in article {row['article']}"
    first += f", which repeats article {row['original']}"
    told = [words.format(as_clause(row[name])) for name, words in _WENT if not is_missing(row[name]) and row[name]]
    if not is_missing(row["attribution"]):
        told.append(_ATTRIBUTED[row["attribution"]])
    alike = row["verb"] in ("reworded", "changed")
    second = f"{percent(row['shared'])} of the words of both are the same" if alike else ""
    parts = [part for part in (second, *told) if part]
    said = "; ".join(parts)
    cautions = ["an editor may have had the words from elsewhere"] if row["verb"] == "added" else []
    return (
        f"{first}. {said[:1].upper()}{said[1:]}{with_cautions(cautions)}."
        if parts
        else f"{first}{with_cautions(cautions)}."
    )


def side(row: Row) -> str:
    """A row of compare_event."""
    name, what = str(row["outlet"]), str(row["about"]).replace("_", " ")
    value = 0.0 if is_missing(row["value"]) else float(row["value"])
    text = "" if is_missing(row["text"]) else in_marks(str(row["text"]))
    if row["part"] == "headline":
        first = f"The headline of article {what} in {name} is {text}"
    elif row["part"] == "source":
        words = uses_of(int(value), "word")
        first = f"{what} speaks in {name} in {words}, and in {uses_of(int(row['others']), 'word')} elsewhere"
    elif row["part"] == "quotation":
        first = f"In {name} the {what} has {uses_of(int(value), 'word')}: {text}"
    elif row["part"] == "word":
        first = f"{name} has {uses_of(int(row['count']))} of {in_marks(what)}, the others have {int(row['others'])}"
        first += f" (log odds {value:.1f})"
    elif row["part"] == "name":
        first = f"{name} has {uses_of(int(row['count']))} of the name {in_marks(what)}"
        first += f", the others have {int(row['others'])}"
    elif row["part"] == "frame":
        first = f"The frame {in_marks(what)} has {uses_of(int(row['count']), 'indicator')} in {name}"
        first += f" ({value:.2g} in 100 words), and {int(row['others'])} elsewhere"
    elif row["part"] == "number":
        first = (
            f"{name} has of {in_marks(what)} the number {text}"
            if text
            else f"{name} gives no number of {in_marks(what)}"
        )
    elif row["part"] == "only here":
        first = f"A sentence that only {name} has is {text}"
    elif text:
        first = f"{name} has {in_marks(what)} first after {value:.0f} % of its text"
    else:
        first = f"{name} does not have {in_marks(what)}"
    note = "" if is_missing(row["note"]) else f" ({as_clause(str(row['note']))})"
    cautions = ["one event is no pattern"] if row["part"] in ("word", "name", "frame") else []
    return f"{first}{note}{with_cautions(cautions)}."


def within(row: Row) -> str:
    """A row of within_events."""
    first = (
        f"{row['measure'][:1].upper()}{row['measure'][1:]}: {digits(row['per_1000'])} in 1,000 words of {row['group']},"
        f" {digits(row['per_1000_reference'])} of {row['reference']},"
        f" over {uses_of(int(row['events']), 'event')} that both tell"
    )
    if is_missing(row["p"]):
        return f"{first}; caution: too few events for an interval or a test."
    low, high = float(row["low"]), float(row["high"])
    second = f"The mean difference is {row['difference']:+.2f} (95 % interval {low:+.2f} to {high:+.2f})"
    second += f", p = {p_value(row['p'])} ({p_value(row['p_adjusted'])} corrected for all rows)"
    cautions = ["the interval holds no difference at all"] if low <= 0 <= high else []
    return f"{first}. {second}{with_cautions(cautions)}."
