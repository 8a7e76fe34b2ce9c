"""OpenDocument texts (LibreOffice): a document as one article."""

from __future__ import annotations

from toolkit.loading.documents.articles import as_one_article
from toolkit.loading.records import Document, Reading

NAME = "OpenDocument text (ODT)"


def recognises(document: Document) -> bool:
    """Every OpenDocument text is one."""
    return True


def read(document: Document) -> Reading:
    """The document as one article, its anatomy left to be taken apart. Raises LoadError where it holds none."""
    return as_one_article(document, NAME)
