"""Nexis exports as RTF, of Nexis Uni and of the older Nexis."""

from __future__ import annotations

from toolkit.errors import LoadError
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.documents.rtf_paragraphs import notes
from toolkit.loading.records import Document, Reading

NAME = "Nexis RTF"


def recognises(document: Document) -> bool:
    """Whether the lines have the marks of Nexis."""
    try:
        return is_nexis(document.paragraphs)
    except LoadError:
        return False


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    return read_lines(document, NAME, document.paragraphs, notes=notes(document.data))
