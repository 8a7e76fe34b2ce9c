"""Sentences for rows about events and copies."""

from __future__ import annotations

from toolkit.analysis.short_display import is_missing
from toolkit.results.sentence_parts import Row, articles_of, as_clause, in_marks, percent, with_cautions

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
    ("sources_gone", "{} speaks no more"),
    ("sources_come", "{} speaks only here"),
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
