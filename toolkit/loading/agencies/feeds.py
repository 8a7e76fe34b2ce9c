"""RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0: one story an item; what is only a summary says so."""

from __future__ import annotations

import re
from base64 import b64decode
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from toolkit.articles import Caption, Person, Rejection
from toolkit.errors import LoadError
from toolkit.loading.agencies.fields import extras, moment
from toolkit.loading.agencies.prose import html_line, html_paragraphs, line, local, paragraphs, raw
from toolkit.loading.markup import parse_xml, root_name
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

NAME = "feed"
_ROOTS = {"rss": "RSS", "rdf": "RSS 1.0", "feed": "Atom", "channel": "RSS"}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MEDIA = "search.yahoo.com/mrss"
_CONTENT = ("encoded", "content", "body", "div", "fullitem")
_SUMMARY = ("description", "summary", "abstract", "subtitle")
_PUBLISHED = ("published", "pubdate", "issued", "date", "created")
_MODIFIED = ("updated", "modified", "lastmod")
_CUT = re.compile(
    r"(?:\[(?:…|\.\.\.|&#8230;)\]|…|\.\.\.|(?:Continue reading|Read (?:more|the full (?:story|article))|Weiterlesen|"
    r"Lire la suite|Leer más)\b.{0,80})\s*$",
    re.I,
)
_SUMMARY_ONLY = "the feed gives a summary of this item, not its text"
_HEADLINE_ONLY = "the feed gives a headline only"
_TRUNCATED = "the text of the feed breaks off and refers to the page"
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((?P<after>[^()]+)\)|(?P<before>[^<>(]+?)\s*[<(]\S+@\S+[>)]")


def recognises(document: Document) -> bool:
    """Whether the root element is that of a feed."""
    return root_name(document.data).lower() in _ROOTS


def read(document: Document) -> Reading:
    """One story an item. A damaged feed is read as far as it can be, and the report says so."""
    root, notes = _root(document)
    items = [one for one in root.iter() if local(one) in ("item", "entry")]
    channel = next((one for one in root.iter() if local(one) == "channel"), root)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for number, item in enumerate(items, 1):
        story = _story(item, channel, f"item {number}")
        if story.text or story.headline:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, f"item {number}", "the item has neither a title nor a text"))
    if not items:
        title = line(_child(channel, "title"))
        about = f' "{title}"' if title else ""
        raise LoadError(f"{document.name}: the feed{about} holds no items; it may have been saved before it had any.")
    name = _ROOTS.get(local(root), "damaged")
    return Reading(format=f"{name} {NAME}", stories=tuple(stories), rejections=tuple(rejections), notes=notes)


def _root(document: Document) -> tuple[_Element, tuple[str, ...]]:
    try:
        return document.xml, ()
    except LoadError as error:
        root = parse_xml(document.data, source=document.name, recover=True)
        if not any(local(one) in ("item", "entry") for one in root.iter()):
            raise
        reason = str(error).removeprefix(f"{document.name}: ")
        return root, (f"the feed is damaged and was read as far as it goes; {reason}",)


def _story(item: _Element, channel: _Element, locator: str) -> Story:
    content = [blocks for one in _contents(item) if (blocks := _paragraphs(one))]
    summary = [blocks for one in _children(item, *_SUMMARY) if (blocks := _paragraphs(one))]
    chosen = max(content or summary, key=lambda blocks: sum(map(len, blocks)), default=[])
    reason = None
    if not content:
        reason = _SUMMARY_ONLY if summary else _HEADLINE_ONLY
    elif chosen and _CUT.search(chosen[-1]):
        reason = _TRUNCATED
    published, zone = _time(item, _PUBLISHED)
    modified, modified_zone = _time(item, _MODIFIED)
    feed = _title(channel)
    source = _child(item, "source")
    original = (_title(source) or line(source)) if source is not None else None
    authors = tuple(_authors(item))
    rights = line(_child(item, "rights", "copyright"))
    return Story(
        text="\n\n".join(chosen),
        locator=locator,
        id=line(_child(item, "guid", "id")) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"),
        headline=_title(item),
        deck=" ".join(summary[0]) if content and summary and summary[0][0] not in "\n\n".join(chosen) else None,
        byline=", ".join(person.name for person in authors) or None,
        authors=authors,
        outlet=original or feed,
        published=published or modified,
        modified=modified if published else None,
        language=_language(item, channel),
        url=_link(item),
        captions=tuple(_captions(item)),
        not_full_text=reason,
        asides=(Aside("copyright", rights, "rights of the item"),) if rights else (),
        extra=extras(
            published_zone=zone or (modified_zone if not published else None),
            published_from="updated" if modified and not published else None,
            feed=feed if original and original != feed else None,
            keywords=list(_categories(item)),
        ),
    )


def _media(element: _Element) -> bool:
    return isinstance(element.tag, str) and (_MEDIA in element.tag or element.prefix in ("media", "itunes"))


def _children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children with one of the names, in the order of the names; those of other media are left out."""
    for name in names:
        yield from (child for child in element if local(child) == name and not _media(child))


def _child(element: _Element, *names: str) -> _Element | None:
    return next(_children(element, *names), None)


def _contents(item: _Element) -> Iterator[_Element]:
    for one in _children(item, *_CONTENT):
        kind = (one.get("type") or "").lower()
        if not one.get("src") and not kind.startswith(("image/", "audio/", "video/")):
            yield one


def _paragraphs(element: _Element) -> list[str]:
    """The paragraphs of a content, whichever way its mark-up is written: as elements, escaped, or in base 64."""
    if any(isinstance(child.tag, str) for child in element):
        return paragraphs(element)
    text = raw(element)
    kind = (element.get("type") or "").lower()
    if element.get("mode") == "base64" or (local(element) != "description" and _is_base64(kind, element.get("mode"))):
        with suppress(ValueError):  # said to be base 64, and is text: then the text is what there is
            text = b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
        return html_paragraphs(text)
    if kind in ("text", "text/plain") or (not kind and _is_atom(element)):
        return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]
    return html_paragraphs(text)


def _is_base64(kind: str, mode: str | None) -> bool:
    """Atom 1.0: any type that is neither text nor mark-up is written in base 64."""
    return mode is None and "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))


def _is_atom(element: _Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith("{http://www.w3.org/2005/Atom}")


def _title(element: _Element) -> str | None:
    found = [" ".join(blocks) for one in _children(element, "title") if (blocks := _paragraphs(one))]
    return " ".join(found[0].split()) if found else None


def _time(item: _Element, names: tuple[str, ...]) -> tuple[datetime | None, str | None]:
    for one in _children(item, *names):
        found = moment(line(one))
        if found[0] is not None:
            return found
    return None, None


def _link(item: _Element) -> str | None:
    """The address of the page: the alternate link, else an identity that is an address itself."""
    for one in _children(item, "link"):
        address = one.get("href") or line(one)
        if address and one.get("rel", "alternate") in ("alternate", ""):
            return _absolute(one, address)
    for one in _children(item, "guid", "id"):
        address = line(one) or ""
        if address.startswith(("http://", "https://")) and one.get("ispermalink", one.get("isPermaLink")) != "false":
            return address
    return None


def _absolute(element: _Element, address: str) -> str:
    bases = [one.get(f"{_XML}base") for one in (element, *element.iterancestors())]
    with suppress(ValueError):  # a base that is no address: the link stays as it is printed
        for base in filter(None, bases):
            address = urljoin(base, address)
    return address


def _authors(item: _Element) -> Iterator[Person]:
    seen = set()
    for one in _children(item, "author", "creator"):
        name = line(_child(one, "name")) if len(one) else line(one)
        found = _MAIL_AND_NAME.fullmatch(name or "")
        if found:
            name = found["after"] or found["before"]
        name = (html_line(name) or "").strip()
        if name and name not in seen:
            seen.add(name)
            yield Person(name)


def _categories(item: _Element) -> Iterator[str]:
    for one in _children(item, "category", "subject"):
        name = one.get("label") or one.get("term") or line(one)
        if name:
            yield name


def _language(item: _Element, channel: _Element) -> str | None:
    said = line(_child(item, "language"))
    lang = next((found for one in (item, *item.iterancestors()) if (found := one.get(f"{_XML}lang"))), None)
    return said or lang or line(_child(channel, "language"))


def _captions(item: _Element) -> Iterator[Caption]:
    for one in item.iter():
        if _media(one) and local(one) == "content":
            below = {local(child): line(child) for child in one if isinstance(child.tag, str)}
            text = html_line(below.get("description"))
            if text:
                yield Caption(text, html_line(below.get("credit")))
