"""What all readers of databases share at the end: the file's own counts against what was found, said in notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.lengths import listed
from toolkit.loading.records import Aside, Document, Reading, Story

LOOKED_AT = 500_000  # characters in which a reader looks for its marks: a long article, and the next
LINES_LOOKED_AT = 20_000


def assemble(
    document: Document,
    name: str,
    stories: Sequence[Story],
    *,
    rejections: Iterable[Rejection] = (),
    promised: int | None = None,
    notes: Iterable[str] = (),
    missing: Iterable[str] = (),
) -> Reading:
    """The reading of an export, with a note where it differs from what it states.

    `missing` names the articles that the file lists and does not hold. Raises LoadError where there is no article.
    """
    rejections = tuple(rejections)
    if not stories:
        why = rejections[0].reason if rejections else f"the marks of {name} are there, but no article between them"
        raise LoadError(f"{document.name}: No articles found: {why}.")
    said = list(notes)
    if promised is not None and promised != len(stories):
        named = list(missing)
        names = f"; missing: {listed(named)}" if named else ""
        aside = f", {len(rejections)} set aside" if rejections else ""
        said.append(f"the file states {promised} articles, {len(stories)} were found{aside}{names}")
    odd = [story.locator for story in stories if any(aside.kind == "unclassified" for aside in story.asides)]
    if odd:
        said.append(f"{len(odd)} articles have lines where no field is known; they are kept aside: {listed(odd)}")
    return Reading(format=name, stories=tuple(stories), rejections=rejections, promised=promised, notes=tuple(said))


def text_of(document: Document) -> str:
    """The text of a document, or nothing where it cannot be decoded: for readers that look whether it is theirs."""
    try:
        return document.text
    except LoadError:
        return ""


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as a story has them: an empty line between them, none of them empty."""
    return "\n\n".join(stripped for paragraph in paragraphs if (stripped := paragraph.strip()))


def one_line(text: str) -> str:
    """A text as one line."""
    return " ".join(text.split())


def asides(kind: str, rule: str, texts: Iterable[str]) -> list[Aside]:
    """Lines of one kind, set aside by one rule; empty ones are none."""
    return [Aside(kind, text.strip(), rule) for text in texts if text.strip()]


def extras(**values: object) -> tuple[tuple[str, object], ...]:
    """The extra columns that have a value."""
    return tuple((name, value) for name, value in values.items() if value not in (None, ""))


def number(text: str) -> int | None:
    """The first whole number of a text, with points, commas or spaces between thousands: "17,366 words".

    >>> number("1.238 Wörter"), number("Länge: 90 Wörter"), number("none")
    (1238, 90, None)
    """
    found = re.search(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d{1,9}", text)
    return None if found is None else int(re.sub(r"\D", "", found.group()))
