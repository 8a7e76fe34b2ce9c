"""NewsML 1.0 to 1.2: an envelope with news items, each a tree of components that hold lines and contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.articles import Caption, Rejection
from toolkit.loading.agencies import nitf
from toolkit.loading.agencies.fields import agency, body_of, byline_name, extras, moment, place
from toolkit.loading.agencies.prose import first, html_paragraphs, line, local, named, paragraphs, raw
from toolkit.loading.markup import root_name
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "NewsML 1"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_BODY = frozenset("caption contact copyright headline keyword logo picture photo stylesheet summary teaser".split())


def recognises(document: Document) -> bool:
    """Whether the root element is `NewsML`."""
    return root_name(document.data) == "NewsML"


def read(document: Document) -> Reading:
    """One story for each component with a text of its own; an item without text is set aside by name."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    envelope = first(document.xml, "newsenvelope")
    items = list(named(document.xml, "newsitem"))
    for number, item in enumerate(items, 1):
        found = _stories(item, envelope, f"item {number}" if len(items) > 1 else "")
        stories += found
        if not found:
            rejections.append(Rejection(document.name, f"item {number}", _why_not(item)))
    if not items:
        rejections.append(Rejection(document.name, "", "the NewsML document holds no NewsItem"))
    return Reading(format=NAME, stories=tuple(stories), rejections=tuple(rejections))


def _why_not(item: _Element) -> str:
    kind = _formal(first(item, "mediatype")) or "nothing"
    title = line(first(item, "headline"))
    about = f' "{title}"' if title else ""
    return f"the news item{about} holds no text of an article, only {kind.lower()}; there is no body to analyse"


def _formal(element: _Element | None) -> str | None:
    return element.get("FormalName") if element is not None else None


def _stories(item: _Element, envelope: _Element | None, locator: str) -> list[Story]:
    """Texts belong to the nearest component above them that has a headline."""
    owners: dict[_Element, list[_Element]] = {}
    for content in named(item, "contentitem"):
        if (data := first(content, "datacontent")) is not None and _is_body(content):
            owners.setdefault(_owner(content, item), []).append(data)
    found = []
    for number, (owner, contents) in enumerate(owners.items(), 1):
        where = ", ".join(one for one in (locator, f"text {number}" if len(owners) > 1 else "") if one)
        story = _story(owner, contents, item, envelope, where)
        if story.text:
            found.append(story)
    return found


def _is_body(content: _Element) -> bool:
    role = next((_formal(one) for one in content.getparent() if local(one) == "role"), None) or ""
    if role.lower() in _NOT_BODY:
        return False
    kind = " ".join(_formal(first(content, name)) or "" for name in ("mediatype", "mimetype", "format")).lower()
    if any(other in kind for other in ("css", "photo", "graphic", "video", "audio", "image", "jpeg")):
        return False
    return any(known in kind for known in ("text", "html", "nitf")) or not kind.strip()


def _owner(content: _Element, item: _Element) -> _Element:
    for above in content.iterancestors():
        if local(above) == "newscomponent" and any(
            first(one, "headline") is not None for one in above if local(one) == "newslines"
        ):
            return above
        if above is item:
            break
    return item


def _story(owner: _Element, contents: list[_Element], item: _Element, envelope: _Element | None, where: str) -> Story:
    inner: Story | None = None
    blocks: list[str] = []
    for data in contents:
        document = first(data, "nitf")
        if document is not None:
            inner = nitf.story_of(document, locator=where)
            blocks += inner.text.split("\n\n")
        elif len(data):
            blocks += paragraphs(data, without=frozenset(("figure", "header", "footer")))
        else:
            blocks += html_paragraphs(raw(data))
    found = body_of(blocks)
    town, printed = place(_one(owner, item, "dateline"))
    provider = _party(item, "provider") or _formal(first(envelope, "party") if envelope is not None else None)
    source = _party(item, "source")
    published, zone = moment(line(first(item, "firstcreated")))
    modified, _ = moment(line(first(item, "thisrevisioncreated")))
    lines = list(_news_lines(item))
    rights = _one(owner, item, "copyrightline")
    byline = _one(owner, item, "byline") or _party(item, "creator")
    return Story(
        text=found.text,
        locator=where,
        id=line(first(item, "publicidentifier")),
        headline=_one(owner, item, "headline") or (inner.headline if inner else None),
        deck=_one(owner, item, "subheadline") or (inner.deck if inner else None),
        byline=byline_name(byline) or (inner.byline if inner else None),
        outlet=provider or source,
        published=published,
        modified=modified if modified != published else None,
        dateline=town or found.dateline or (inner.dateline if inner else None),
        agency=printed or found.agency or agency(provider, source),
        section=next((text for kind, text in lines if kind == "section"), None),
        language=_formal(first(owner, "language")) or _formal(first(item, "language")) or item.get(_LANG),
        captions=tuple(_captions(item)) + (inner.captions if inner else ()),
        notices=tuple(_notices(item, lines)),
        asides=found.asides
        + (inner.asides if inner else ())
        + ((Aside("copyright", rights, "CopyrightLine"),) if rights else ()),
        extra=extras(
            published_zone=zone,
            slug=_one(owner, item, "slugline") or line(first(item, "namelabel")),
            urgency=_formal(first(item, "urgency")),
            keywords=[one.get("Value") for one in named(item, "property") if one.get("FormalName") == "Keyword"],
            subjects=[_formal(one) for one in named(item, "subject", "subjectmatter", "subjectdetail")],
            source=source if source != (provider or source) else None,
        ),
    )


def _one(owner: _Element, item: _Element, name: str) -> str | None:
    """The line of a component, else of its item; what stands inside a content is the line of that content."""
    lines = (one for above in (owner, item) for one in named(above, name))
    outside = (line(one) for one in lines if not any(local(above) == "datacontent" for above in one.iterancestors()))
    return next(filter(None, outside), None)


def _party(item: _Element, role: str) -> str | None:
    found = first(item, role)
    return " ".join((_formal(first(found, "party")) or "").split()) or None if found is not None else None


def _news_lines(item: _Element) -> list[tuple[str, str]]:
    found = []
    for one in named(item, "newsline"):
        text = line(first(one, "newslinetext"))
        if text:
            found.append(((_formal(first(one, "newslinetype")) or "").lower(), text))
    return found


def _notices(item: _Element, lines: list[tuple[str, str]]) -> list[str]:
    found = [text for kind, text in lines if "advisory" in kind or "note" in kind or "correction" in kind]
    management = first(item, "newsmanagement")
    if management is None:
        return found
    found += [text for one in named(management, "instruction") if (text := line(one))]
    status = _formal(first(management, "status")) or "Usable"
    change = line(first(management, "dateandtime"))
    if status.lower() == "embargoed":
        found.append(f"Embargoed until {change}" if change else "Embargoed")
    elif status.lower() != "usable":
        found.append(f"Status: {status}")
    return found


def _captions(item: _Element) -> list[Caption]:
    found = []
    for component in named(item, "newscomponent"):
        if (next((_formal(one) for one in component if local(one) == "role"), None) or "").lower() != "caption":
            continue
        data = first(component, "datacontent")
        if data is not None and (text := " ".join(paragraphs(data))):
            found.append(Caption(text))
    return found
