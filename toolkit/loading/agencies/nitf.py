"""NITF (News Industry Text Format) 2.5 to 3.6: the XML in which agencies wrote single stories from 1999 on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.articles import Caption, Rejection
from toolkit.loading.agencies.fields import agency, body_of, byline_name, extras, moment, place, whole
from toolkit.loading.agencies.prose import first, line, named, paragraphs
from toolkit.loading.markup import root_name
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

NAME = "NITF"
APART = frozenset(("media", "table-reference", "note", "tagline"))


def recognises(document: Document) -> bool:
    """Whether the root element is `nitf`."""
    return root_name(document.data).lower() == "nitf"


def read(document: Document) -> Reading:
    """The one story of an NITF document. Raises LoadError where the XML is damaged."""
    story = story_of(document.xml, locator="")
    if not story.text and not story.headline:
        reason = "the NITF document has neither a headline nor a body"
        return Reading(format=NAME, stories=(), rejections=(Rejection(document.name, "", reason),))
    return Reading(format=NAME, stories=(story,))


def story_of(root: _Element, *, locator: str) -> Story:
    """The story of an `nitf` element, also of one inside another format."""
    head, body = first(root, "head"), first(root, "body.head")
    content = first(root, "body.content")
    found = body_of(paragraphs(content, without=APART) if content is not None else [])
    headline = line(first(root, "hl1")) or line(first(root, "hedline")) or _below(head, "title")
    deck, abstract = _below(body, "hl2"), _below(body, "abstract")
    if abstract == headline:
        abstract = None
    where, printed = place(_dateline(body))
    provider = _provider(root)
    published, zone = _moments(root, ("pubdata", "date.publication"), ("date.issue", "norm"), ("date.release", "norm"))
    keywords = [one.get("key") for one in named(root, "keyword")]
    slug = _slug(root)
    if deck and deck in keywords:  # some agencies repeat the slug as a second headline
        deck, slug = None, deck
    rights = first(root, "doc.copyright")
    return Story(
        text=found.text,
        locator=locator,
        id=_attribute(root, "doc-id", "id-string"),
        headline=headline,
        deck=deck or abstract,
        byline=byline_name(_byline(body)),
        outlet=provider,
        published=published,
        dateline=where or found.dateline,
        agency=printed or found.agency or agency(provider, *(line(one) for one in named(root, "distributor"))),
        section=_attribute(root, "pubdata", "position.section") or None,
        language=root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        captions=tuple(_captions(root)),
        taglines=tuple(text for one in named(root, "tagline") if (text := line(one))),
        notices=tuple(_notices(root)),
        words_promised=_words(root),
        asides=found.asides
        + ((Aside("copyright", _copyright(rights), "doc.copyright"),) if rights is not None else ()),
        extra=extras(
            published_zone=zone,
            summary=abstract if deck else None,
            slug=slug,
            urgency=_attribute(root, "urgency", "ed-urg"),
            keywords=keywords,
            subjects=[_subject(one) for one in named(root, "tobject.subject")],
        ),
    )


def _below(element: _Element | None, name: str) -> str | None:
    return line(first(element, name)) if element is not None else None


def _attribute(root: _Element, element: str, attribute: str) -> str | None:
    return next((value for one in named(root, element) if (value := (one.get(attribute) or "").strip())), None)


def _moments(root: _Element, *places: tuple[str, str]) -> tuple[datetime | None, str | None]:
    for element, attribute in places:
        found, zone = moment(_attribute(root, element, attribute))
        if found is not None:
            return found, zone
    return None, None


def _dateline(body: _Element | None) -> str | None:
    found = first(body, "dateline") if body is not None else None
    if found is None:
        return None
    return line(first(found, "location")) or "".join(
        text for text in found.xpath(".//text()[not(ancestor::*[local-name()='story.date'])]")
    )


def _byline(body: _Element | None) -> str | None:
    found = first(body, "byline") if body is not None else None
    if found is None:
        return None
    people = [name for one in named(found, "person") if (name := line(one))]
    title = line(first(found, "byttl"))
    return f"{' and '.join(people)}, {title}" if people and title else line(found)


def _provider(root: _Element) -> str | None:
    names = [_attribute(root, "pubdata", "name"), _attribute(root, "doc.copyright", "holder")]
    names += [line(one) for one in named(root, "rights.owner", "distributor")]
    names += [_attribute(root, "doc.rights", "owner"), _attribute(root, "from-src", "src-name")]
    return next((name for name in names if name), None)


def _captions(root: _Element) -> list[Caption]:
    found = []
    for media in named(root, "media"):
        text = line(first(media, "media-caption"))
        credit = line(first(media, "media-producer"))
        if text:
            found.append(Caption(text, credit))
    return found


def _notices(root: _Element) -> list[str]:
    """Messages of the editors and embargoes, as printed."""
    found = [text for one in named(root, "ed-msg") if (text := " ".join((one.get("info") or "").split()))]
    found += [note for one in named(root, "note") if (note := line(one))]
    status = (_attribute(root, "docdata", "management-status") or "").lower()
    release = _attribute(root, "date.release", "norm")
    if status == "embargoed" and release:
        found.append(f"Embargoed until {release}")
    elif status and status not in ("usable", "embargoed"):
        found.append(f"Status: {status}")
    return found


def _words(root: _Element) -> int | None:
    for one in named(root, "pubdata"):
        if (one.get("unit-of-measure") or "").lower() == "word":
            return whole(one.get("item-length"))
    return whole(_meta(root, "anpa-wordcount"))


def _meta(root: _Element, name: str) -> str | None:
    return next(
        (
            str(one.get("content"))
            for one in named(root, "meta")
            if one.get("content") and (one.get("name") or "").lower() == name
        ),
        None,
    )


def _slug(root: _Element) -> str | None:
    return _meta(root, "anpa-keyword") or _meta(root, "slug") or _attribute(root, "du-key", "key")


def _subject(subject: _Element) -> str | None:
    for level in ("detail", "matter", "type"):
        if name := subject.get(f"tobject.subject.{level}"):
            return str(name)
    return subject.get("tobject.subject.refnum") or None


def _copyright(rights: _Element) -> str:
    return " ".join(("Copyright", rights.get("year") or "", rights.get("holder") or "")).replace("  ", " ").strip()
