"""Nexis exports as Word documents: Nexis Uni, Lexis Advance and Nexis, and the older Nexis UK."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import LoadError
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.databases.nexis_labels import ends, labelled
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Document, Reading

NAME = "Nexis DOCX"


def recognises(document: Document) -> bool:
    """Whether the paragraphs have the marks of Nexis."""
    try:
        return is_nexis(_lines(document.paragraphs))
    except LoadError:
        return False


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    return read_lines(document, NAME, _lines(document.paragraphs))


def _lines(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs; one that holds several labels or an end mark behind line breaks is as many lines."""
    several = {i for i, paragraph in enumerate(paragraphs) if "\n" in paragraph.text and _holds_marks(paragraph.text)}
    if not several:
        return paragraphs
    found: list[Paragraph] = []
    for i, paragraph in enumerate(paragraphs):
        texts = paragraph.text.split("\n") if i in several else ()
        found += [paragraph._replace(text=text) for text in texts] or [paragraph]
    return found


def _holds_marks(text: str) -> bool:
    return any(ends(part) or labelled(part) or labelled(part, capitals=True) for part in text.split("\n")[1:])
