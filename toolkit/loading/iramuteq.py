"""Corpora of IRaMuTeQ and Alceste: texts under lines of stars, whose variables are fields and extra columns."""

from __future__ import annotations

import re

from toolkit.errors import LoadError
from toolkit.loading.column_dates import read_column
from toolkit.loading.columns import known_names, matching
from toolkit.loading.records import Document, Reading, Story

NAME = "IRaMuTeQ corpus"

_HEAD = re.compile(r"^\s*(?:\*{4}|\d{4})\s+(?=\*)(?P<variables>(?:\*[^\s*]+\s*)+)$", re.M)
_THEME = re.compile(r"^-\*[^\s*]+[ \t]*$", re.M)


def recognises(document: Document) -> bool:
    """Whether the first line has four stars and variables (`**** *source_herald *date_2019-03-12`)."""
    return _HEAD.match(document.sample.lstrip("\ufeff \r\n")[:2000].partition("\n")[0].strip()) is not None


def read(document: Document) -> Reading:
    """One article a text. Raises LoadError where none of them holds a word."""
    text = document.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    heads = list(_HEAD.finditer(text))
    records = [_variables(head["variables"]) for head in heads]
    names = list(dict.fromkeys(name for record in records for name in record))
    fields = {
        field: next(iter(matching(names, known_names()[field])), None)
        for field in ("headline", "outlet", "published", "language", "section", "byline")
    }
    dated = fields["published"]
    dates = read_column([record.get(dated) for record in records], dated) if dated else None
    stories = []
    for number, (head, record) in enumerate(zip(heads, records, strict=True), 1):
        end = heads[number].start() if number < len(heads) else len(text)
        body = _THEME.sub("", text[head.end() : end])
        published = dates.moments[number - 1] if dates else None
        taken = {name for field, name in fields.items() if name and (field != "published" or published)}
        stories.append(
            Story(
                text=body.strip(),
                locator=f"text {number}",
                layout="verbatim",
                headline=_field(record, fields["headline"]),
                outlet=_field(record, fields["outlet"]),
                published=published,
                language=_field(record, fields["language"]),
                section=_field(record, fields["section"]),
                byline=_field(record, fields["byline"]),
                extra=tuple((name, value) for name, value in record.items() if name not in taken),
            )
        )
    if not any(story.text for story in stories):
        raise LoadError(f"{document.name}: this corpus holds no texts.")
    themes = len(_THEME.findall(text))
    notes = [*(dates.notes if dates else ()), *([f"{themes} lines of themes (-*...) are left out"] if themes else [])]
    return Reading(format=NAME, stories=tuple(stories), notes=tuple(notes))


def _variables(line: str) -> dict[str, str]:
    """The variables of a line of stars: a name, and the value behind the first underscore."""
    found = {}
    for piece in line.split():
        name, _, value = piece.lstrip("*").partition("_")
        found[name] = value or "yes"
    return found


def _field(record: dict[str, str], name: str | None) -> str | None:
    return record.get(name) if name else None
