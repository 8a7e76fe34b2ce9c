"""Press reviews of the Dutch government (BZK) as HTML.

The page of 2013 lists articles with the beginning of each; the page since 2014 has the whole texts between drawn
lines, below an index, each with its headline (h2) above a line in italics that names outlet and date.
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

from toolkit.loading.databases.assembling import asides, assemble, extras, joined, one_line
from toolkit.loading.databases.html_exports import Line, has, lines, page, text_in
from toolkit.loading.dates import find_date
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "BZK press review"
_PARTS = ("articleTitle", "sourceTitle", "articleDate", "articlePage", "articleIntro", "ownArticle")
_NAMED = 0.6  # share of the articles between drawn lines that name their outlet, at least
_LONGEST_SOURCE = 120  # characters of a line with outlet and date


def recognises(document: Document) -> bool:
    """Whether the page has the identifiers of the press review, or its headlines between drawn lines."""
    if has(document, b"articletitle", b"sourcetitle", b"articledate", b"articleintro"):
        return True
    root = page(document) if has(document, b"<h1", b"<h2", b"<hr") else None
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
    whole = find_date(text_in(title), order="day")
    if whole is None:
        return None
    order = {element: i for i, element in enumerate(root.iter())}
    places = [order[rule] for rule in root.iter("hr")]
    parts: list[list[Line]] = [[] for _ in (None, *places)]
    found = lines(root)
    for line, part in zip(found, accumulate((bisect(places, order[line.block]) for line in found), max), strict=True):
        parts[part].append(line)
    stories: list[Story] = []
    for of_part in parts[1:]:
        head = next((line for line in of_part if line.block.tag == "h2"), None)
        if head is None:
            continue
        below = of_part[of_part.index(head) + 1 :]
        named = next((line for line in below if _in_italics(line)), None)
        source = one_line(named.text) if named is not None else ""
        moment = find_date(source, order="day")
        body = [line.text for line in of_part if line not in (head, named)]
        stories.append(
            Story(
                text=joined(row for text in body for row in text.split("\n")),
                locator=f"article {len(stories) + 1}",
                headline=one_line(head.text),
                outlet=(moment.rest if moment else source) or None,
                published=(moment or whole).when,
                not_full_text=None if body else "the press review shows the headline alone",
                asides=tuple(asides("date", "line below the headline", [source])),
            )
        )
    dated = sum(1 for story in stories if story.outlet)
    return stories if len(stories) > 1 and dated >= _NAMED * len(stories) else None


def _in_italics(line: Line) -> bool:
    """Whether a line is short and printed in italics as a whole."""
    italics = "".join("".join(element.itertext()) for element in line.block.iter("i", "em"))
    return len(line.text) < _LONGEST_SOURCE and one_line(italics) == one_line(line.text)


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
    known = {one_line(part) for part in (*parts.values(), *intro)}
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
