"""Factiva exports as XML (ppsArticleResponse)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import assemble, number, one_line
from toolkit.loading.databases.factiva import from_codes
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "Factiva XML"

# element -> field code
_CODES = {
    "accessionNo": "AN",
    "artWork": "ART",
    "baseLanguage": "LA",
    "byline": "BY",
    "columnName": "CLM",
    "contact": "CT",
    "copyright": "CY",
    "corrections": "CX",
    "credit": "CR",
    "edition": "ED",
    "headline": "HD",
    "leadParagraph": "LP",
    "notes": "RF",
    "pages": "PG",
    "publicationDate": "PD",
    "publisherName": "PUB",
    "sectionName": "SE",
    "sourceCode": "SC",
    "sourceName": "SN",
    "tailParagraphs": "TD",
    "volume": "VOL",
    "wordCount": "WC",
    "company": "CO",
    "industry": "IN",
    "newsSubject": "NS",
    "region": "RE",
    "descField": "IPC",
}
_LEFT_OUT = frozenset(("logo", "reference", "attachment"))  # addresses of pictures, and the number once more


def recognises(document: Document) -> bool:
    """Whether the bytes name the elements of Factiva."""
    return b"ppsarticle" in document.lowered


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    root = document.xml
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for position, element in enumerate(root.iter("{*}article"), start=1):
        story = from_codes(_fields(element), f"article {position}")
        if story.headline or story.text:
            stories.append(story)
        else:
            reason = "the article has neither a headline nor a text"
            rejections.append(Rejection(document.name, story.locator, reason))
    stated = next((e.get("count") for e in root.iter("{*}ppsarticleResultSet", "{*}ppsArticleResultSet")), None)
    return assemble(document, NAME, stories, rejections=rejections, promised=number(stated or ""))


def _fields(article: _Element) -> list[tuple[str, list[str]]]:
    fields = []
    for element in article.iterchildren("*"):
        name = element.tag.rpartition("}")[2]
        if name in _LEFT_OUT:
            continue
        paragraphs = list(element.iter("{*}paragraph")) or [element]
        texts = [one_line("".join(paragraph.itertext())) for paragraph in paragraphs]
        fields.append((_CODES.get(name, name), [text for text in texts if text]))
    return fields
