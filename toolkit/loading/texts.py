"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

from toolkit.loading.records import Document, Reading, Story

NAME = "plain text"


def recognises(document: Document) -> bool:
    """Any text that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """The article of a text that somebody kept or pasted; its anatomy is taken apart later (`toolkit.wire`)."""
    return Reading(format=NAME, stories=(Story(text=document.text, locator="", layout="story"),))
