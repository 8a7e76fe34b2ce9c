"""Japanese newspaper databases as HTML: Kikuzo (Asahi Shimbun) and Yomidasu (Yomiuri Shimbun)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, number, one_line
from toolkit.loading.databases.html_exports import has, lines, text_in, with_class
from toolkit.loading.dates import find_date
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

NAME = "Kikuzo or Yomidasu HTML"

_LENGTH = re.compile(r"^\s*0*(?P<length>\d[\d,]*)\s*(?:文字|字)\s*$")
_PAGE = re.compile(r"^\s*0*(?P<page>\d+)\s*(?:頁|面|ページ)?\s*$")
_TOTAL = re.compile(r"総件数[：:]?\s*(?P<total>[\d,]+)\s*件")
_ASAHI, _YOMIURI = "朝日新聞", "読売新聞"
_TOLERATED = 0.25  # share of characters; headlines and captions are counted by one database and not by the other


def recognises(document: Document) -> bool:
    """Whether the page has the tables of one of the databases."""
    return has(document, b"topic-list", b"topic-detail") or has(document, b"contentstable", b"heiseidetail")


def read(document: Document) -> Reading:
    """The articles of the page. Raises LoadError where there is none."""
    root = document.html
    asahi = bool(with_class(root, "topic-detail"))
    pairs = _kikuzo(root) if asahi else _yomidasu(root)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for position, (cells, title, body) in enumerate(pairs, start=1):
        story = _story(cells, title, body, _ASAHI if asahi else _YOMIURI, f"article {position}")
        if story.headline is None and not story.text:
            rejections.append(Rejection(document.name, story.locator, "neither a headline nor a text"))
        else:
            stories.append(story)
    return assemble(document, NAME, stories, rejections=rejections, notes=_notes(root, stories))


def _kikuzo(root: _Element) -> list[tuple[list[str], str | None, list[str]]]:
    """Of each article the cells of the line above it, its headline and its paragraphs."""
    cells: list[str] = []
    found = []
    for table in root.iter("table"):
        names = str(table.get("class", "")).split()
        if "topic-list" in names:
            cells = [text_in(cell) for cell in table.iter("td")]
        elif "topic-detail" in names:
            titles = with_class(table, "font002")
            texts = with_class(table, "font003")
            title = one_line(" ".join(text_in(element) for element in titles)) or None
            found.append((cells, title, [line.text for element in texts for line in lines(element)]))
            cells = []
    return found


def _yomidasu(root: _Element) -> list[tuple[list[str], str | None, list[str]]]:
    found: list[tuple[list[str], str | None, list[str]]] = []
    for element in root.iter("table", "p"):
        names = str(element.get("class", "")).split()
        if element.tag == "table" and "contentsTable" in names:
            cells = [text_in(cell) for cell in element.iter("th", "td")]
            wide = [cell for cell in element.iter("th", "td") if "wp50" in str(cell.get("class", ""))]
            title = one_line(text_in(wide[0])) if wide else (cells[2] if len(cells) > 2 else None)
            found.append(([cell for cell in cells if one_line(cell) != title], title, []))
        elif element.tag == "p" and "mb10" in names and found:
            found[-1][2].extend(line.text for line in lines(element))
    return found


def _story(cells: Sequence[str], title: str | None, body: Sequence[str], outlet: str, locator: str) -> Story:
    moment = length = None
    page = edition = section = None
    for cell in cells:
        date = find_date(cell)
        if date is not None and moment is None:
            moment = date.when
        elif found := _LENGTH.match(cell):
            length = number(found["length"])
        elif cell.isdecimal() and moment is None:
            continue  # the number in the list
        elif "刊" in cell and edition is None:
            edition = cell
        elif (paged := _PAGE.match(cell)) and page is None:
            page = paged["page"]
        elif not section:
            section = cell
    text = joined(row for text in body for row in text.split("\n"))
    return Story(
        text=text,
        locator=locator,
        headline=title,
        outlet=outlet,
        published=moment,
        section=section or None,
        language="ja",
        not_full_text=None if text else "the database shows no text of this article",
        asides=tuple(asides("classification", "line above the headline", [" ".join(cells)])),
        extra=extras(edition=edition, page=page, characters_stated=length),
    )


def _notes(root: _Element, stories: Sequence[Story]) -> list[str]:
    notes = []
    total = _TOTAL.search(" ".join(line.text for line in lines(root)[:60]))
    found = number(total["total"]) if total else None
    if found is not None and found != len(stories):
        notes.append(f"the search found {found} articles; this page holds {len(stories)} of them")
    empty = [story.locator for story in stories if not story.text]
    if empty:
        notes.append(f"{len(empty)} articles have a headline and no text: {', '.join(empty[:20])}")
    differing = []
    for story in stories:
        stated = dict(story.extra).get("characters_stated")
        have = len("".join(story.text.split()))
        if isinstance(stated, int) and have and abs(have - stated) > max(60, _TOLERATED * stated):
            differing.append(f"{story.locator} ({stated} stated, {have} found)")
    if differing:
        limit = f"{_TOLERATED:.0%} and 60 characters"
        notes.append(
            f"{len(differing)} of {len(stories)} articles differ by more than {limit} from the length they state: "
            + ", ".join(differing[:20])
        )
    return notes
