"""Press reviews of the Dutch government (BZK) as HTML.

The page of 2013 lists articles with the beginning of each; the page since 2014 has the whole texts between drawn
lines, below an index, each with its headline (h2) above a line in italics that names outlet and date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.loading.databases.assembling import asides, assemble, extras, joined, one_line
from toolkit.loading.databases.html_exports import Line, has, lines, page, text_in
from toolkit.loading.dates import find_date
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "BZK press review"
_PARTS = ("articleTitle", "sourceTitle", "articleDate", "articlePage", "articleIntro", "ownArticle")


def recognises(document: Document) -> bool:
    """Whether the page has the identifiers of the press review, or its headlines between drawn lines."""
    if has(document, b"articletitle", b"sourcetitle", b"articledate") and has(document, b"articleintro"):
        return True
    if not has(document, b"<h1", b"<h2", b"<hr") or not has(document, b"<i"):
        return False
    root = page(document)
    return root is not None and _ruled(root) is not None


def read(document: Document) -> Reading:
    """The articles of the list; those of which the page shows no words have an empty text and say so."""
    ruled = _ruled(document.html)
    if ruled is not None:
        return assemble(document, NAME, ruled, notes=["the index above the first drawn line was left out"])
    stories = []
    for position, title in enumerate(_with_id(document.html, "articleTitle"), start=1):
        stories.append(_story(_row(title), f"article {position}"))
    return assemble(document, NAME, stories)


def _ruled(root: _Element) -> list[Story] | None:
    """The articles between drawn lines; None where the page is no such review: a dated title, headlines, outlets."""
    title = next(iter(root.iter("h1")), None)
    whole = find_date(text_in(title), order="day") if title is not None else None
    rules = list(root.iter("hr"))
    if whole is None or len(rules) < 2:
        return None
    parts: list[list[Line]] = [[]]
    lines_of = iter(lines(root))
    order = {element: i for i, element in enumerate(root.iter())}
    places = [order[rule] for rule in rules]
    for line in lines_of:
        while len(parts) <= len(places) and order.get(line.block, 0) > places[len(parts) - 1]:
            parts.append([])
        parts[-1].append(line)
    stories: list[Story] = []
    for part in parts[1:]:
        head = next((i for i, line in enumerate(part) if line.block.tag == "h2"), None)
        if head is None:
            continue
        named = next((i for i, line in enumerate(part) if i > head and _in_italics(line)), None)
        source = one_line(part[named].text) if named is not None else ""
        moment = find_date(source, order="day")
        body = [line.text for i, line in enumerate(part) if i not in (head, named)]
        stories.append(
            Story(
                text=joined(row for text in body for row in text.split("\n")),
                locator=f"article {len(stories) + 1}",
                headline=one_line(part[head].text),
                outlet=(moment.rest if moment else source) or None,
                published=(moment or whole).when,
                not_full_text=None if body else "the press review shows the headline alone",
                asides=tuple(asides("date", "line below the headline", [source])),
            )
        )
    dated = sum(1 for story in stories if story.outlet)
    return stories if len(stories) > 1 and dated * 10 >= len(stories) * 6 else None


def _in_italics(line: Line) -> bool:
    """Whether a line is short and printed in italics as a whole."""
    italics = "".join("".join(element.itertext()) for element in line.block.iter("i", "em"))
    return len(line.text) < 120 and one_line(italics) == one_line(line.text)


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
    number = re.sub(r"^(?:pagina|blz\.?|p\.)\s*", "", parts["articlePage"], flags=re.IGNORECASE)
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
        extra=extras(page=number),
    )
