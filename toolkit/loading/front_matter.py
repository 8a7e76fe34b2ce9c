"""Markdown and text with front matter (YAML between `---`, TOML between `+++`): its fields, and the body below."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from toolkit.loading.cells import kept, string
from toolkit.loading.column_dates import read_column
from toolkit.loading.columns import known_names, matching
from toolkit.loading.records import Aside, Document, Reading, Story
from toolkit.loading.rows import flat

NAME = "text with front matter"

_YAML = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n(?P<fields>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TOML = re.compile(r"\A\ufeff?\s*\+\+\+[ \t]*\r?\n(?P<fields>.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.S)
_LONGEST = 20_000  # characters of the fields: longer ones are text between two lines


def recognises(document: Document) -> bool:
    """Whether the text begins with fields between two lines of hyphens or plus signs, and has a text below."""
    found = _fields(document.sample)
    return found is not None and bool(document.sample[found[1] :].strip())


def read(document: Document) -> Reading:
    """The body, with what the fields say of it."""
    fields, end = _fields(document.text) or ({}, 0)
    columns = flat(fields)
    names = list(columns)
    chosen: dict[str, str] = {}
    for field in ("headline", "outlet", "published", "url", "byline", "section", "language", "deck", "modified"):
        if found := next((name for name in matching(names, known_names()[field]) if name not in chosen.values()), None):
            chosen[field] = found
    notes: list[str] = []
    times = {}
    for field in ("published", "modified"):
        if field in chosen:
            dates = read_column([columns[chosen[field]]], chosen[field])
            times[field] = dates.moments[0]
            notes += dates.notes

    def one(field: str) -> str | None:
        value = columns.get(chosen.get(field, ""))
        return ", ".join(map(str, value)) if isinstance(value, list) else string(value)

    used = {name for field, name in chosen.items() if times.get(field, True)}
    text = document.text[end:]
    title = one("headline")
    asides: tuple[Aside, ...] = ()
    again = re.match(r"\s*#{1,2}[ \t]+(?P<line>[^\n]+)", text)
    if title and again and again["line"].strip().casefold() == title.strip().casefold():
        asides, text = (Aside("headline", again[0].strip(), "the headline again"),), text[again.end() :]
    story = Story(
        text=text,
        asides=asides,
        locator="",
        layout="story" if "headline" not in chosen else "body",
        headline=one("headline"),
        deck=one("deck"),
        outlet=one("outlet"),
        published=times.get("published"),
        modified=times.get("modified"),
        byline=one("byline"),
        section=one("section"),
        language=one("language"),
        url=one("url"),
        extra=tuple((name, kept(value)) for name, value in columns.items() if name not in used and value is not None),
    )
    said = ", ".join(f"{field} from {name}" for field, name in chosen.items())
    return Reading(format=NAME, stories=(story,), notes=(*([f"fields of the head: {said}"] if said else []), *notes))


def _fields(text: str) -> tuple[Mapping[str, object], int] | None:
    """The fields above a text, and where the text begins; None where there are none."""
    if found := _YAML.match(text[: 2 * _LONGEST]):
        fields = _yaml(found["fields"])
    elif found := _TOML.match(text[: 2 * _LONGEST]):
        try:
            fields = tomllib.loads(found["fields"])
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
    else:
        return None
    return (fields, found.end()) if isinstance(fields, dict) and fields else None


def _yaml(text: str) -> dict[str, object] | None:
    """The fields in YAML, read without types of its own; aliases, which can grow without end, are refused."""
    import yaml

    if len(text) > _LONGEST or re.search(r"(?:^|[\s\[,])[&*]\w", text):
        return None
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else None
