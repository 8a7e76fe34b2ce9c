"""Europresse exports as HTML: the older page of tables and the newer one of articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, number, one_line
from toolkit.loading.databases.html_exports import classes, has, lines, text_in, with_class
from toolkit.loading.dates import Moment, find_date
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "Europresse HTML"

_COPYRIGHT = re.compile(
    r"^\s*(?:©|\(c\)|copyright)|tous droits réservés\.?\s*$|all rights reserved\.?\s*$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:numéro de document|document number|número de documento)\s*:\s*(?P<id>\S+)", re.IGNORECASE)
_ID = re.compile(r"\b(?:news|web|biz|pub)[·.]\d{8}[·.]\w+[·.]\S+", re.IGNORECASE)
_CERTIFICATE = re.compile(
    r"certificat|certificate|protégé par les lois|protected by|date d'émission|issue date", re.IGNORECASE
)
_WORDS = re.compile(  # not the year that stands before it: "octobre 2013 120 mots"
    r"(?<!\d)(?P<words>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)\s*(?:mots|words|palabras|wörter)\b", re.IGNORECASE
)
_PAGE = re.compile(r"\bp(?:p|ages?)?\.\s*(?P<page>[\w\-]+(?:\s*[,;-]\s*[A-Z]{0,3}\d+)*)")
_BYLINE = re.compile(r"^(?:par|by|de|propos recueillis par)\s", re.IGNORECASE)
_ALSO = re.compile(
    r"^\s*(?:cet article est paru dans|this article appeared in|cet article est également paru)", re.IGNORECASE
)
_LONGEST_BYLINE = 90


def recognises(document: Document) -> bool:
    """Whether the page has the classes by which Europresse marks a publication."""
    return has(document, b"docpublicationname")


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    root = document.html
    stories: list[Story] = []
    rejections: list[Rejection] = []
    names = _names(root)
    places = [_place(name, names) for name in names]
    for position, (name, place) in enumerate(zip(names, places, strict=True), start=1):
        locator = f"article {position}"
        newer = place.tag == "article" or bool(with_class(place, "docOcurrContainer"))
        story = _newer(place, name, locator) if newer else _older(place, name, locator)
        if story.headline or story.text:
            stories.append(story)
        else:
            shown = text_in(place)[:60]
            rejections.append(Rejection(document.name, locator, f"neither a headline nor a text ({shown!r})"))
    return assemble(document, NAME, stories, rejections=rejections)


def _names(root: _Element) -> list[_Element]:
    """The elements that name the publication of an article, the innermost of each."""
    found = with_class(root, "DocPublicationName") or with_class(root, "rdp__DocPublicationName")
    outer = {ancestor for element in found for ancestor in element.iterancestors()}
    return [element for element in found if element not in outer]


def _place(name: _Element, names: Sequence[_Element]) -> _Element:
    """The element that holds an article: the largest around its publication that holds no other publication."""
    place = name
    for ancestor in name.iterancestors():
        if ancestor.tag == "body" or sum(1 for other in names if ancestor in set(other.iterancestors())) > 1:
            break
        place = ancestor
        if ancestor.tag == "article":
            break
    return place


def _older(place: _Element, name: _Element, locator: str) -> Story:
    headers, titles = with_class(place, "DocHeader"), with_class(place, "TitreArticleVisu")
    title = one_line(text_in(titles[0])) if titles else ""
    outlet = text_in(name)
    header = one_line("".join("".join(element.itertext()) for element in headers))
    rows = [[row.strip() for row in line.text.split("\n")] for line in lines(place)]
    before: list[str] = []
    first: list[str] = []
    rest: list[str] = []
    seen = not title
    for block in rows:
        for index, row in enumerate(block):
            if not seen and one_line(row) == title:
                seen = True
                first = [text for text in block[index + 1 :] if text]
                break
            if seen:
                rest.append(row)
            elif row and one_line(row) not in (one_line(outlet), header):
                before.append(row)
    text, set_aside, id = _behind([row for row in rest if row])
    byline = _is_byline(first, text)
    paragraphs = [*(first[1:] if byline else first), *text]
    first_text, more, first_id = _behind(paragraphs)
    return _story(
        locator, outlet, header, title, byline=byline, body=first_text, above=before, set_aside=[*set_aside, *more],
        id=id or first_id,
    )  # fmt: skip


def _is_byline(rows: Sequence[str], text: Sequence[str]) -> str | None:
    """The line under a title, if it is a name: short, no sentence, and with a text to follow."""
    if not rows or len(rows[0]) > _LONGEST_BYLINE or not (rows[1:] or text):
        return None
    return rows[0] if _BYLINE.match(rows[0]) or not re.search(r"[.!?…:»]\s*$", rows[0]) else None


def _newer(place: _Element, name: _Element, locator: str) -> Story:
    bodies = with_class(place, "docOcurrContainer") or with_class(place, "DocText")
    inside = {element for body in bodies for element in (body, *body.iterdescendants())}
    outlet, header, title, byline = text_in(name), "", "", ""
    decks: list[str] = []
    body: list[str] = []
    other: list[str] = []
    for line in lines(place):
        names = " ".join(
            " ".join(classes(e))
            for e in (line.block, *line.block.iterancestors(), *line.block.iterdescendants("span", "p"))
        ).lower()
        text = one_line(line.text)
        own = " ".join(" ".join(classes(e)) for e in (line.block, *line.block.iterdescendants())).lower()
        if line.block in inside:
            body += [row for row in line.text.split("\n") if row.strip()]
        elif "docpublicationname" in own and text == one_line(outlet):
            continue
        elif "docheader" in own and not title:
            header = f"{header} {text.removeprefix(one_line(outlet))}".strip()
        elif "subtitle" in own:
            decks.append(text)
        elif "titrearticle" in own or "articletitle" in own or ("titrearticle" in names and not title):
            title = f"{title} {text}".strip()
        elif (
            title and not byline and not body and ("margin-bottomnews" in own or "author" in own or "doc-author" in own)
        ):
            byline = text
        else:
            other.append(text)
    if not bodies:
        body, other = other, []
    text_rows, set_aside, id = _behind(body)
    others, more, other_id = _behind(other)
    return _story(
        locator, outlet, header, title, byline=byline or None, body=text_rows, above=decks,
        set_aside=[*set_aside, *more, *asides("unclassified", "Europresse line outside the text", others)],
        id=id or other_id,
    )  # fmt: skip


def _behind(rows: Sequence[str]) -> tuple[list[str], list[Aside], str | None]:
    """The paragraphs of a text, and the lines around it that are none: copyright, number, certificate."""
    kept: list[str] = []
    found: list[Aside] = []
    id: str | None = None
    for row in rows:
        numbered = _NUMBER.search(row)
        named = _ID.search(row) if len(row) < 80 else None
        if given := numbered or named:
            id = id or given.group("id" if numbered else 0)
            found += asides("furniture", "Europresse document number", [row])
        elif _COPYRIGHT.search(row) and len(row) < 200:
            found += asides("copyright", "Europresse copyright line", [row])
        elif _CERTIFICATE.search(row) and found:
            found += asides("furniture", "Europresse certificate", [row])
        elif _ALSO.match(row):
            found += asides("furniture", "Europresse line on other editions", [row])
        else:
            kept.append(row)
    return kept, found, id


def _story(
    locator: str,
    outlet: str,
    header: str,
    title: str,
    *,
    byline: str | None,
    body: Sequence[str],
    above: Sequence[str],
    set_aside: Sequence[Aside],
    id: str | None,
) -> Story:
    moment = find_date(header, order="day")
    words, page = _WORDS.search(header), _PAGE.search(header)
    text = joined(body)
    return Story(
        text=text,
        locator=locator,
        id=id,
        headline=title or None,
        deck=one_line(" ".join(above)) or None,
        byline=byline,
        outlet=one_line(outlet) or None,
        published=None if moment is None else moment.when,
        section=_section(header, moment),
        words_promised=number(words["words"]) if words else None,
        not_full_text=None if text else "the export holds no text of this article, only its fields",
        asides=(*asides("date", "Europresse header", [header]), *set_aside),
        extra=extras(page=page["page"].strip() if page else None),
    )


def _section(header: str, moment: Moment | None) -> str | None:
    """What stands before the date in a header: "Politique, jeudi 5 octobre 2013, p. 3"."""
    first = header.split(",")[0].strip()
    if not first or moment is None or re.search(r"\d", first) or len(first.split()) > 6:
        return None
    before = header[: header.find(",")] if "," in header else ""
    return one_line(before) or None if find_date(header[len(before) :], order="day") else None
