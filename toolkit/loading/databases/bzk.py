"""Press reviews of the Dutch government (BZK) as HTML: a list of articles with the beginning of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.loading.databases.assembling import asides, assemble, extras, one_line
from toolkit.loading.databases.pages import has, lines, text_in
from toolkit.loading.dates import find_date
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "BZK press review"
_PARTS = ("articleTitle", "sourceTitle", "articleDate", "articlePage", "articleIntro", "ownArticle")


def recognises(document: Document) -> bool:
    """Whether the page has the identifiers of the press review."""
    return has(document, b"articletitle", b"sourcetitle", b"articledate") and has(document, b"articleintro")


def read(document: Document) -> Reading:
    """The articles of the list; those of which the page shows no words have an empty text and say so."""
    stories = []
    for position, title in enumerate(_with_id(document.html, "articleTitle"), start=1):
        stories.append(_story(_row(title), f"article {position}"))
    return assemble(document, NAME, stories)


def _with_id(root: _Element, name: str) -> list[_Element]:
    return [
        element for element in root.iter("span", "div", "td", "a", "p", "h1", "h2", "h3") if element.get("id") == name
    ]


def _row(title: _Element) -> _Element:
    """The largest element around a title that holds no other title."""
    place = title
    for ancestor in title.iterancestors():
        if len(_with_id(ancestor, "articleTitle")) > 1 or ancestor.tag == "body":
            break
        place = ancestor
    return place


def _story(place: _Element, locator: str) -> Story:
    parts = {name: one_line(" ".join(text_in(e) for e in _with_id(place, name))) for name in _PARTS}
    intro = [line.text for element in _with_id(place, "articleIntro") for line in lines(element)]
    text = "\n\n".join(one_line(paragraph) for paragraph in intro)
    moment = find_date(parts["articleDate"], order="day")
    page = re.sub(r"^(?:pagina|blz\.?|p\.)\s*", "", parts["articlePage"], flags=re.IGNORECASE)
    known = {one_line(part) for part in parts.values()}
    rest = [line.text for line in lines(place) if one_line(line.text) not in known and line.block.tag == "td"]
    only = (
        "the press review shows the beginning of the article" if text else "the press review shows the headline alone"
    )
    return Story(
        text=text,
        locator=locator,
        headline=parts["articleTitle"] or None,
        outlet=parts["sourceTitle"] or None,
        published=None if moment is None else moment.when,
        not_full_text=only,
        asides=tuple(asides("furniture", "line of the press review", rest)),
        extra=extras(page=page),
    )
