"""Factiva exports as HTML, with field codes or without, in any language of the interface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import assemble, number, one_line
from toolkit.loading.databases.factiva import ACCESSION, Entry, from_codes, from_lines
from toolkit.loading.databases.html_exports import classes, has, lines, text_in
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "Factiva HTML"
_FOUND = re.compile(
    r"^(?:results found|gefundene ergebnisse|résultats trouvés|resultados|risultati|找到的结果|检索结果)$", re.I
)
_ARTICLE = re.compile(r"^(?:[a-z]{2,5}-?)?article$", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the page names Factiva and holds its articles."""
    return has(document, b"factiva") and (has(document, b"articleparagraph") or has(document, b'article"'))


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    root = document.html
    stories: list[Story] = []
    rejections: list[Rejection] = []
    places = _articles(root)
    for position, place in enumerate(places, start=1):
        locator = f"article {position}"
        story = _coded(place, locator) or _plain(place, locator)
        if story is None:
            shown = text_in(place)[:60]
            rejections.append(
                Rejection(document.name, locator, f"neither a date nor a length above the text ({shown!r})")
            )
        else:
            stories.append(story)
    return assemble(document, NAME, stories, rejections=rejections, notes=_notes(root, places))


def _articles(root: _Element) -> list[_Element]:
    """The innermost elements that are articles."""
    every = [e for e in root.iter("div", "article") if e.tag == "article" or any(map(_ARTICLE.match, classes(e)))]
    outer = {ancestor for element in every for ancestor in element.iterancestors()}
    return [element for element in every if element not in outer]


def _coded(place: _Element, locator: str) -> Story | None:
    """The story of an article printed as a table of codes and contents."""
    fields: list[tuple[str, list[str]]] = []
    texts: list[str] = []
    for row in place.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        code = "".join(text_in(cell) for cell in cells[:1]).strip().upper()
        said = [one_line(line.text) for cell in cells[1:] for line in lines(cell)]
        if re.fullmatch(r"[A-Z]{2,3}", code):
            texts = said
            fields.append((code, texts))
        elif not code:
            texts += said
    return from_codes(fields, locator) if any(code in ("HD", "PD", "SN") for code, _ in fields) else None


def _plain(place: _Element, locator: str) -> Story | None:
    entries = []
    for line in lines(place):
        names = " ".join(classes(line.block)).lower()
        if line.block.get("id") == "hd" or "headline" in names or _in_headline(line.block):
            role = "headline"
        elif "author" in names:
            role = "author"
        else:
            role = "paragraph" if "articleparagraph" in names else ""
        entries.append(Entry(one_line(line.text), role))
    return from_lines(entries, locator)


def _in_headline(block: _Element) -> bool:
    return any("headline" in str(child.get("class", "")).lower() for child in block.iterchildren("span", "b"))


def _notes(root: _Element, places: list[_Element]) -> list[str]:
    notes = []
    numbered = sum(1 for line in lines(root) if ACCESSION.match(line.text) and " " in line.text)
    if numbered > len(places):
        notes.append(f"{numbered} document numbers stand in the page, but {len(places)} articles")
    labels = [cell for cell in root.iter("td") if "label" in classes(cell) and _FOUND.match(text_in(cell))]
    for label in labels[:1]:
        cell = label.getnext()
        total = number(text_in(cell)) if cell is not None else None
        if total is not None and total > len(places):
            notes.append(f"the search found {total} articles; this page holds {len(places)} of them")
    return notes
