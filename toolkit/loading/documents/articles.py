"""A document that is one article: what people keep who copy a story into their word processor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.anatomy import read_byline
from toolkit.errors import LoadError
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Document, Reading, Story

_ENDS_A_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")
_FIRST_RANK = r"(?:heading|berschrift|überschrift|titre|título|titulo|titolo|kop|rubrik)1|title|titel"
_LEAST_STORY = 30  # words below a heading
_LONGEST_TITLE = 5  # words: fewer than six without the end of a sentence are no article


def as_one_article(document: Document, name: str, *, notes: tuple[str, ...] = ()) -> Reading:
    """The paragraphs of a document as one article. Raises LoadError where there is no more than a title."""
    kept = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.text.strip()]
    if not kept:
        raise LoadError(f"{document.name}: No articles found: the document holds no text.")
    if len(kept) == 1 and len(kept[0].split()) <= _LONGEST_TITLE and not _ENDS_A_SENTENCE.search(kept[0]):
        raise LoadError(f"{document.name}: No articles found: the document holds the title {kept[0][:80]!r} alone.")
    story = Story(text="\n\n".join(kept), locator="", layout="story")
    return Reading(format=name, stories=(story,), notes=(*notes, *_several(document.paragraphs)))


def _several(paragraphs: Sequence[Paragraph]) -> list[str]:
    """A note on a document that seems to hold several stories: headings of the first rank or bylines, with texts."""
    for what, marks in (("headings of the first rank", _is_first_rank), ("bylines", _is_byline)):
        found: list[str] = []
        words = 0
        for paragraph in [*paragraphs, None]:
            if paragraph is not None and not marks(paragraph):
                words += len(paragraph.text.split())
                continue
            if found and words < _LEAST_STORY:
                found.pop()  # a heading with no story below it
            words = 0
            if paragraph is not None:
                found.append(paragraph.text.strip())
        if len(found) > 1:
            named = "; ".join(title[:60] for title in found[:3]) + ("; ..." if len(found) > 3 else "")
            return [
                f"the document has {len(found)} {what} ({named}) and is read as one article: split it if it is several"
            ]
    return []


def _is_first_rank(paragraph: Paragraph) -> bool:
    return re.fullmatch(_FIRST_RANK, re.sub(r"[\s_]+", "", paragraph.style)) is not None and bool(
        paragraph.text.strip()
    )


def _is_byline(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.text) < 80 and bool(read_byline(paragraph.text.strip())) and paragraph.text.strip()[:3] == "By "
    )
