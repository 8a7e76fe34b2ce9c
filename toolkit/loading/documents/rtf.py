"""RTF documents: a document as one article."""

from __future__ import annotations

from toolkit.loading.documents.articles import as_one_article
from toolkit.loading.documents.rtf_paragraphs import notes
from toolkit.loading.records import Document, Reading

NAME = "RTF document"


def recognises(document: Document) -> bool:
    """Every RTF document is one."""
    return True


def read(document: Document) -> Reading:
    """The document as one article, its anatomy left to be taken apart. Raises LoadError where it holds none."""
    return as_one_article(document, NAME, notes=notes(document.data))
