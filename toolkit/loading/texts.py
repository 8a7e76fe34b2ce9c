"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story

NAME = "plain text"
LARGEST = 10_000_000  # bytes; one article is never so long


def recognises(document: Document) -> bool:
    """Any text that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """The article of a text that somebody kept or pasted; its anatomy is taken apart later (`toolkit.anatomy`)."""
    if len(document.data) > LARGEST:
        raise LoadError(
            f"{document.name}: a plain text is one article, and this one is larger than {LARGEST // 1_000_000} MB; "
            "split it, or name its format with format=..."
        )
    return Reading(format=NAME, stories=(Story(text=document.text, locator="", layout="story"),))
