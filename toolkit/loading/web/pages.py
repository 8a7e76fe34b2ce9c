"""Web pages: one page, one article, or a sentence that says why it holds none.

The page is parsed once. What it says of itself comes first (`metadata`), then what is no part of the article is taken
out of the tree and the body is found in the rest (`bodies`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.articles import Person, Rejection
from toolkit.errors import LoadError
from toolkit.loading.markup import parse_html
from toolkit.loading.records import Document, Reading, Story
from toolkit.loading.refusing import no_article
from toolkit.loading.web.addresses import host_of, parts_of
from toolkit.loading.web.bodies import MUCH_SHORTER, SHORT_BODY, Body, find_body, prose_of, second_reading
from toolkit.loading.web.charset import page_text
from toolkit.loading.web.metadata import Facts, facts
from toolkit.loading.web.people import AGENCIES

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "web page"
MOST_ELEMENTS = 40_000  # tags of one page; news pages have up to 4,000
LARGEST = 20_000_000  # bytes of one page: the limit of trafilatura's own reader

_TAG = re.compile(rb"<[A-Za-z!/?]")
_INLINE = re.compile(r"</?(?:a|b|big|center|em|font|i|small|span|strong|sub|sup|tt|u)\b[^<>]*>", re.I)
_SENTENCE = re.compile(r"[.!?…。！？।؟](?:[”’\"'»)\]]|\s|$)")
_LEAST = 25  # words (or signs of scripts without spaces, counted in threes) of an article
_PAID = re.compile(r"(?:…|\.\.\.|\[…\])\s*$")


def recognises(document: Document) -> bool:
    """Whether there is a tag near the beginning: whatever is HTML and no database export is a page."""
    return _TAG.search(document.data[:4096].replace(b"\0", b"")) is not None


def read(document: Document) -> Reading:
    """The article of a page, or the reason why it holds none. Raises LoadError where the bytes are no page."""
    if len(document.data) > LARGEST:
        size = len(document.data) / 1_000_000
        raise LoadError(
            f"{document.name}: the page has {size:.0f} MB and at most {LARGEST // 1_000_000} are read; save its text."
        )
    text, encoding = page_text(document.data, encoding=document.encoding)
    root, notes = _parsed(text, document.name)
    if (elements := sum(1 for _ in root.iter())) > MOST_ELEMENTS:
        raise LoadError(f"{document.name}: the page has {elements:,} elements and at most {MOST_ELEMENTS:,} are read.")
    _take_frame(root)
    found = facts(root, url=document.url)
    front = _front(root, found)
    named = " ".join("".join(title.itertext()) for title in [*root.iter("title")][:1])
    prose = prose_of(root)
    body = find_body(root, title=found.title, authors=found.authors, stated=found.body)
    if len(body.text) < SHORT_BODY and len(body.text) < MUCH_SHORTER * prose:
        body = second_reading(_parsed(text, document.name)[0], body, title=found.title, authors=found.authors)
    notes += body.notes
    reason = no_article(body.text, f"{named} {found.title or ''}", menus=False) or front or _no_article(body, found)
    if reason:
        return Reading(
            format=NAME, stories=(), rejections=(Rejection(document.name, "", reason),), encoding=encoding, notes=notes
        )
    return Reading(format=NAME, stories=(_story(found, body),), encoding=encoding, notes=notes)


def _take_frame(root: _Element) -> None:
    """The frame that a web archive puts around a copy of a page goes out of the tree."""
    for element in [*root.iter("div", "iframe")]:
        if (element.get("id") or "").startswith("wm-ipp") or element.get("id") == "donato":
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()


def located(story: Story, place: str, more: tuple[tuple[str, object], ...] = ()) -> Story:
    """The story of a page inside an archive: with its place in it, and what the archive says of the page."""
    return replace(story, locator=place, extra=(*story.extra, *more))


def _parsed(text: str, name: str) -> tuple[_Element, tuple[str, ...]]:
    """The tree; without the tags of formatting where pages forget to close so many that they nest too deep."""
    try:
        return parse_html(text.encode("utf-8"), source=name, encoding="utf-8", comments=False), ()
    except LoadError:
        plainer = _INLINE.sub("", text)
        if len(plainer) == len(text):
            raise
        root = parse_html(plainer.encode("utf-8"), source=name, encoding="utf-8", comments=False)
        return root, ("tags of formatting that were never closed are left out",)


def _story(found: Facts, body: Body) -> Story:
    stated = (*found.authors, *((found.organisation,) if found.organisation and not found.authors else ()))
    extra = {
        "published_zone": found.published.zone if found.published else None,
        "modified_zone": found.modified.zone if found.modified else None,
        "description": found.description,
        "keywords": "; ".join(found.keywords) or None,
    }
    return Story(
        text=body.text,
        locator="",
        headline=found.title,
        byline=", ".join(stated) or None,
        authors=(
            *(Person(name) for name in found.authors),
            *((Person(found.organisation, "organisation"),) if found.organisation and not found.authors else ()),
        ),
        agency=next((AGENCIES[name.lower()] for name in found.authors if name.lower() in AGENCIES), None),
        outlet=found.outlet,
        published=found.published.moment if found.published else None,
        modified=found.modified.moment if found.modified else None,
        section=found.section,
        language=found.language,
        url=found.url,
        captions=body.captions,
        not_full_text=_not_full(found, body),
        asides=body.asides,
        extra=tuple((name, value) for name, value in extra.items() if value),
    )


def words_of(text: str) -> int:
    """Words; in scripts without spaces every three signs count as one."""
    spaced = len(text.split())
    return max(spaced, len(text) // 3) if spaced < len(text) / 30 else spaced


def _not_full(found: Facts, body: Body) -> str | None:
    """A reason only where the page says that it is not free: the count of words that pages state is often wrong."""
    if found.is_free is not False:
        return None
    words = words_of(body.text)
    if found.words_promised and words * 2 < found.words_promised:
        return f"the page is not free to read, states {found.words_promised:,} words and shows {words:,}"
    if words < 150 or _PAID.search(body.text):
        return "the page is not free to read and shows only a beginning"
    return None


def _no_article(body: Body, found: Facts) -> str | None:
    words = words_of(body.text)
    if not words:
        return "this page holds no text that could be an article."
    if words < _LEAST and not _SENTENCE.search(body.text):
        return f"this page holds no article: {words} words without a sentence."
    return None


def _front(root: _Element, found: Facts) -> str | None:
    """A reason where the page is a list of other pages: by its own word, or by headings that are links."""
    if found.is_article and found.published:
        return None
    address = parts_of(found.url)
    home = bool(host_of(found.url)) and not address.path.strip("/") and not address.query
    if not (found.is_front or home or found.published is None):
        return None
    links = sum(1 for tag in ("h1", "h2", "h3", "h4", "article", "li", "td") for e in root.iter(tag) if _is_teaser(e))
    prose = sum(1 for p in root.iter("p") if len("".join(p.itertext())) > 150)
    if (found.is_front or home) and links >= 8 and prose * 2 < links:
        return f"this is a front or list page: {links} links to other pages and {prose} paragraphs of prose."
    if links >= 25 and prose * 8 < links and not found.is_article:
        return f"this is a list of links, not an article: {links} links and {prose} paragraphs of prose."
    return None


def _is_teaser(element: _Element) -> bool:
    link = element.find(".//a[@href]")
    if link is None:
        return False
    text = "".join(link.itertext()).strip()
    return len(text) > 25 and len(text) * 2 > len("".join(element.itertext()).strip())
