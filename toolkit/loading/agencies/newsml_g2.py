"""NewsML-G2: a news item, or a message or package of several, with bodies in NITF, XHTML or plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.articles import Caption, Person, Rejection
from toolkit.loading.agencies import nitf
from toolkit.loading.agencies.fields import agency, body_of, byline_name, extras, moment, place, whole
from toolkit.loading.agencies.prose import first, html_paragraphs, line, local, named, paragraphs, raw
from toolkit.loading.markup import root_name
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

NAME = "NewsML-G2"
_ROOTS = ("newsitem", "newsmessage", "packageitem")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OF_THE_DESK = ("notepad", "closingline", "dpacontacts", "contacts", "picture")
_APART = frozenset(("header", "footer", "figure", "time"))


def recognises(document: Document) -> bool:
    """Whether the root element is a news item, a news message or a package of NewsML-G2."""
    return root_name(document.data).lower() in _ROOTS


def read(document: Document) -> Reading:
    """One story for each item that holds a text; pictures give their captions to the story they came with."""
    root = document.xml
    items = [root] if local(root) == "newsitem" else list(named(root, "newsitem"))
    stories: list[Story] = []
    rejections: list[Rejection] = []
    captions: list[Caption] = []
    for number, item in enumerate(items, 1):
        locator = f"item {number}" if len(items) > 1 else ""
        if _kind(item) not in ("text", "composite", ""):
            text = line(_described(item, "caption")) or line(_described(item, ""))
            captions += [Caption(text, line(first(item, "creditline")))] if text else []
            if not text or len(items) == 1:
                rejections.append(Rejection(document.name, locator, f"a {_kind(item)} without text; {_titled(item)}"))
            continue
        story = _story(item, locator)
        if story.text:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, locator, _why_not(item)))
    if not items:
        rejections.append(Rejection(document.name, "", f"the {local(root)} holds no newsItem, so no article"))
    return Reading(format=NAME, stories=tuple(_with_captions(stories, captions)), rejections=tuple(rejections))


def _with_captions(stories: list[Story], captions: list[Caption]) -> list[Story]:
    """Captions of the pictures of a message go to its story, where it has just one."""
    if len(stories) == 1 and captions:
        (story,) = stories
        known = {caption.text for caption in story.captions}
        more = tuple(caption for caption in captions if caption.text not in known)
        return [replace(story, captions=(*story.captions, *more))]
    return stories


def _kind(item: _Element) -> str:
    found = first(item, "itemclass")
    return (found.get("qcode") or "").rpartition(":")[2].lower() if found is not None else ""


def _titled(item: _Element) -> str:
    title = line(first(item, "headline"))
    return f'its headline is "{title}"' if title else f"its guid is {item.get('guid') or 'not given'}"


def _why_not(item: _Element) -> str:
    remote = first(item, "remotecontent")
    if remote is not None and remote.get("href"):
        return f"the text is kept elsewhere ({remote.get('href')}) and is not fetched; {_titled(item)}"
    return f"the news item holds no text; {_titled(item)}"


def _story(item: _Element, locator: str) -> Story:
    blocks, pictures, inner, promised = _bodies(item, locator)
    headline = line(first(item, "headline")) or (inner.headline if inner else None) or _heading(item)
    blocks = [block for number, block in enumerate(blocks) if number > 0 or block != headline]
    found = body_of(blocks)
    about = first(item, "contentmeta")
    town, printed = place(line(first(about, "dateline")) if about is not None else None)
    provider = _name(first(item, "provider"))
    sources = [_name(one) for one in named(item, "infosource")]
    credit = (line(first(item, "creditline")) or "").strip("–—- ")
    published, zone = moment(line(first(item, "firstcreated")) or line(first(item, "versioncreated")))
    modified, _ = moment(line(first(item, "versioncreated")))
    byline = byline_name(line(first(item, "by"))) or (inner.byline if inner else None)
    rights = line(first(item, "copyrightnotice"))
    return Story(
        text=found.text,
        locator=locator,
        id=item.get("guid"),
        headline=headline,
        deck=line(_described(item, "summary")) or (inner.deck if inner else None),
        byline=byline,
        authors=() if byline else _creators(item),
        outlet=provider or _name(first(item, "copyrightholder")),
        published=published,
        modified=modified if modified != published else None,
        dateline=town or found.dateline or (inner.dateline if inner else None) or _name(first(item, "located")),
        agency=printed or found.agency or agency(credit, provider, *sources),
        language=_language(item),
        captions=tuple(pictures) + (inner.captions if inner else ()),
        taglines=inner.taglines if inner else (),
        notices=tuple(_notices(item)),
        words_promised=promised,
        asides=found.asides
        + (inner.asides if inner else ())
        + ((Aside("copyright", rights, "copyrightNotice"),) if rights else ())
        + _desk(item),
        extra=extras(
            published_zone=zone,
            slug=line(first(item, "slugline")),
            urgency=line(first(item, "urgency")),
            keywords=[line(one) for one in named(item, "keyword") if local(one.getparent()) == "contentmeta"],
            subjects=[line(first(one, "name")) for one in named(item, "subject")],
            genre=[line(first(one, "name")) for one in named(item, "genre")],
            sources=[name for name in sources if name and name != provider],
        ),
    )


def _bodies(item: _Element, locator: str) -> tuple[list[str], list[Caption], Story | None, int | None]:
    """Paragraphs, captions of pictures among them, the NITF story if there is one, and the words promised."""
    for content in named(item, "inlinexml", "inlinedata"):
        promised = whole(content.get("wordcount"))
        document = next((one for one in content if local(one) == "nitf"), None)
        if document is not None:
            inner = nitf.story_of(document, locator=locator)
            return inner.text.split("\n\n") if inner.text else [], [], inner, promised
        if len(content):
            body = first(content, "body")
            body = _main(content if body is None else body)
            found = paragraphs(body, without=_APART)
            if found:
                return found, list(_figures(body)), None, promised
        elif text := raw(content).strip():
            return html_paragraphs(text, without=_APART), [], None, promised
    return [], [], None, None


def _main(body: _Element) -> _Element:
    """The part of an XHTML body that holds the text, where the agency marks it (dpa: main, TT: bodytext)."""
    return next((one for one in body.iter() if {"main", "bodytext"} & set((one.get("class") or "").split())), body)


def _figures(body: _Element) -> Iterator[Caption]:
    for figure in named(body, "figure"):
        if text := line(first(figure, "figcaption")):
            credit = next((one for one in figure.iter() if "byline" in (one.get("class") or "")), None)
            yield Caption(text, line(credit))


def _heading(item: _Element) -> str | None:
    """The first heading of the body, where the item states no headline."""
    content = first(item, "inlinexml")
    return line(first(content, "h1", "h2")) if content is not None else None


def _described(item: _Element, role: str) -> _Element | None:
    for one in named(item, "description"):
        if (one.get("role") or "").rpartition(":")[2].lower() == role and line(one):
            return one
    return None


def _name(element: _Element | None) -> str | None:
    if element is None:
        return None
    code = (element.get("qcode") or "").rpartition(":")[2]
    name = next((text for one in element if local(one) == "name" and (text := line(one))), None)
    return name or element.get("literal") or code or None


def _creators(item: _Element) -> tuple[Person, ...]:
    return tuple(Person(name) for one in named(item, "creator") if (name := line(first(one, "name"))))


def _language(item: _Element) -> str | None:
    found = first(item, "language")
    tag = found.get("tag") if found is not None else None
    return tag or item.get(_LANG) or None


def _notices(item: _Element) -> list[str]:
    """Notes of the editors as printed, embargoes, and a status other than usable; no addresses of the desk."""
    found: list[str] = []
    for one in named(item, "ednote"):
        if (one.get("role") or "").rpartition(":")[2].lower() not in _OF_THE_DESK:
            found += [text for text in paragraphs(one) if text not in found]
    if embargo := line(first(item, "embargoed")):
        found.append(f"Embargoed until {embargo}")
    status = first(item, "pubstatus")
    code = (status.get("qcode") or "").rpartition(":")[2] if status is not None else "usable"
    if code and code != "usable":
        found.append(f"Status: {code}")
    return found


def _desk(item: _Element) -> tuple[Aside, ...]:
    """The notes that are no notices: the notepad (which repeats them), contacts and signatures."""
    return tuple(
        Aside("furniture", "\n".join(blocks), "note of the desk")
        for one in named(item, "ednote")
        if (one.get("role") or "").rpartition(":")[2].lower() in _OF_THE_DESK and (blocks := paragraphs(one))
    )
