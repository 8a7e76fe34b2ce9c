"""Nexis exports as Word documents: Nexis Uni, Lexis Advance and Nexis, and the older Nexis UK."""

from __future__ import annotations

from toolkit.errors import LoadError
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.records import Document, Reading

NAME = "Nexis DOCX"


def recognises(document: Document) -> bool:
    """Whether the paragraphs have the marks of Nexis."""
    try:
        return is_nexis(document.paragraphs)
    except LoadError:
        return False


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    return read_lines(document, NAME, document.paragraphs)
