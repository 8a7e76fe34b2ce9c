"""A document that is one article: what people keep who copy a story into their word processor."""

from __future__ import annotations

import re

from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story

_ENDS_A_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")
_LONGEST_TITLE = 5  # words: fewer than six without the end of a sentence are no article


def as_one_article(document: Document, name: str, *, notes: tuple[str, ...] = ()) -> Reading:
    """The paragraphs of a document as one article. Raises LoadError where there is no more than a title."""
    kept = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.text.strip()]
    if not kept:
        raise LoadError(f"{document.name}: No articles found: the document holds no text.")
    if len(kept) == 1 and len(kept[0].split()) <= _LONGEST_TITLE and not _ENDS_A_SENTENCE.search(kept[0]):
        raise LoadError(f"{document.name}: No articles found: the document holds the title {kept[0][:80]!r} alone.")
    story = Story(text="\n\n".join(kept), locator="", layout="story")
    return Reading(format=name, stories=(story,), notes=notes)
