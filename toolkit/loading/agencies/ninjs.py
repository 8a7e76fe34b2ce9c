"""ninjs 1 to 3 (news in JSON), also as the interfaces of AP and the BBC wrap it."""

from __future__ import annotations

import json
from typing import Any

from toolkit.articles import Caption, Person, Rejection
from toolkit.errors import LoadError
from toolkit.loading.agencies.fields import agency, body_of, byline_name, extras, moment, place, whole
from toolkit.loading.agencies.prose import html_line, html_paragraphs, is_markup
from toolkit.loading.records import Aside, Document, Reading, Story

NAME = "ninjs"
_IDENTITY = (b'"uri"', b'"guid"')
_MARKS = (
    b'"versioncreated"', b'"versionCreated"', b'"body_xhtml"', b'"body_html"', b'"body_richtext"', b'"headline_main"',
    b'"bodies"', b'"pubstatus"', b'"pubStatus"',
)  # fmt: skip
_KEYS = tuple(mark.decode()[1:-1] for mark in _MARKS)
_WRAPPERS = ("item", "items", "data", "news", "results", "_items")
_TEXTS = (None, "text", "composite", "advisory", "preformatted")
_HEADLINES = ("headline", "headline_main", "title")


def recognises(document: Document) -> bool:
    """Whether the names of ninjs stand in the bytes: an identity, and a version or a body."""
    return any(name in document.data for name in _IDENTITY) and any(name in document.data for name in _MARKS)


def read(document: Document) -> Reading:
    """One story for each item with a text; pictures and other items without one are set aside by name."""
    try:
        whole_file = json.loads(document.text)
    except (ValueError, RecursionError) as error:
        raise LoadError(f"{document.name}: this is no JSON that can be read ({error}); export it again.") from error
    items = list(_items(whole_file))
    if not items:
        raise LoadError(f"{document.name}: the JSON has the words of ninjs and no news item; check what was exported.")
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for number, item in enumerate(items, 1):
        locator = f"item {number}" if len(items) > 1 else ""
        story = _story(item, locator)
        if story.text and item.get("type") in _TEXTS:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, locator, _why_not(item, story)))
    return Reading(format=NAME, stories=tuple(stories), rejections=tuple(rejections))


def _items(found: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The news items in a file: itself, or below the names under which interfaces wrap them."""
    if depth > 6:
        return []
    if isinstance(found, list):
        return [item for one in found for item in _items(one, depth + 1)]
    if not isinstance(found, dict):
        return []
    if ("uri" in found or "guid" in found) and any(key in found for key in (*_KEYS, "headline", "headlines")):
        return [found]
    return [item for name in _WRAPPERS if name in found for item in _items(found[name], depth + 1)]


def _why_not(item: dict[str, Any], story: Story) -> str:
    kind = _text(item.get("type")) or "news"
    title = f' "{story.headline}"' if story.headline else ""
    elsewhere = _get(item, "renditions")
    if kind in _TEXTS and elsewhere:
        return f"the {kind} item{title} holds no body; its text is a file elsewhere (renditions) and is not fetched"
    return f"the {kind} item{title} holds no text of an article"


def _story(item: dict[str, Any], locator: str) -> Story:
    found = body_of(_body(item))
    headline = next((text for name in _HEADLINES if (text := html_line(item.get(name)))), None) or _of_role(
        item.get("headlines"), "main"
    )
    description = html_line(item.get("description_text") or item.get("description_html")) or html_line(
        next((item[key] for key in sorted(item) if key.startswith("description_")), None)
    )
    description = description or _of_role(item.get("descriptions"), "summary")
    holders = [_text(_get(item, name)) for name in ("copyrightholder", "provider", "source")]
    holders += [name for one in _list(item, "infosources", "infosource") if (name := _text(one.get("name")))]
    published, zone = _first_moment(item, "firstpublished", "firstcreated", "versioncreated")
    modified, _ = _first_moment(item, "versioncreated")
    rights = html_line(_get(item, "copyrightnotice"))
    uri = _text(item.get("uri")) or ""
    where, _ = place(_text(item.get("located")))
    return Story(
        text=found.text,
        locator=locator,
        id=_text(item.get("guid")) or uri or None,
        headline=headline,
        deck=description if description != headline else None,
        byline=byline_name(html_line(item.get("byline") or item.get("by"))),
        authors=tuple(
            Person(name, _text(one.get("role")))
            for one in _list(item, "authors")
            if (name := _text(one.get("name") or one.get("display_name")))
        ),
        outlet=next((name for name in holders if name), None),
        published=published,
        modified=modified if modified != published else None,
        dateline=found.dateline or where,
        agency=found.agency or agency(*reversed(holders)),
        section=next((name for one in _list(item, "service") if (name := _text(one.get("name")))), None),
        language=_text(item.get("language")),
        url=uri if uri.startswith(("http://", "https://")) else None,
        captions=tuple(_captions(item)),
        notices=tuple(_notices(item)),
        words_promised=whole(_get(item, "wordcount")),
        asides=found.asides + ((Aside("copyright", rights, "copyrightnotice"),) if rights else ()),
        extra=extras(
            published_zone=zone,
            slug=_text(_get(item, "slugline")) or _text(item.get("slug")),
            urgency=item.get("urgency") if isinstance(item.get("urgency"), (int, str)) else None,
            keywords=[_text(one) for one in item.get("keywords", ()) or ()] if _is_list(item, "keywords") else None,
            subjects=[_text(one.get("name")) for one in _list(item, "subject", "subjects")],
            places=[_text(one.get("name")) for one in _list(item, "place", "places")],
            genre=[_text(one.get("name")) for one in _list(item, "genre", "genres")],
        ),
    )


def _get(item: dict[str, Any], name: str) -> Any:
    """A field by its name in small letters, whatever the version's way of writing it (versionCreated)."""
    return next((value for key, value in item.items() if key.lower() == name), None)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _is_list(item: dict[str, Any], name: str) -> bool:
    return isinstance(item.get(name), list)


def _list(item: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    return [one for name in names if _is_list(item, name) for one in item[name] if isinstance(one, dict)]


def _of_role(values: Any, role: str) -> str | None:
    """The value of a role among headlines or descriptions of version 2 and 3; the first where none has the role."""
    found = [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    chosen = [one for one in found if one.get("role") == role] or found
    return html_line(chosen[0].get("value")) if chosen else None


def _first_moment(item: dict[str, Any], *names: str) -> Any:
    for name in names:
        found = moment(_text(_get(item, name)))
        if found[0] is not None:
            return found
    return None, None


def _body(item: dict[str, Any]) -> list[str]:
    """The paragraphs of the body with mark-up, unless the plain one has twice its words."""
    bodies = [item[key] for key in sorted(item) if key.startswith("body_")]
    bodies += [one.get("value") for one in _list(item, "bodies")]
    texts = [body for body in bodies if isinstance(body, str) and body.strip()]
    marked = [html_paragraphs(body) for body in texts if is_markup(body)]
    plain = [html_paragraphs(body) for body in texts if not is_markup(body)]
    best_marked, best_plain = max(marked, key=_words, default=[]), max(plain, key=_words, default=[])
    return best_marked if 2 * _words(best_marked) >= _words(best_plain) and best_marked else best_plain


def _words(blocks: list[str]) -> int:
    return sum(len(block) for block in blocks)


def _captions(item: dict[str, Any]) -> list[Caption]:
    associated = item.get("associations")
    values = associated.values() if isinstance(associated, dict) else associated if isinstance(associated, list) else ()
    found: list[Caption] = []
    for one in values:
        if isinstance(one, dict) and one.get("type") in ("picture", "graphic", "video"):
            text = html_line(one.get("description_text") or one.get("description_html") or one.get("body_text"))
            if text and text not in [caption.text for caption in found]:
                found.append(Caption(text, html_line(one.get("byline"))))
    return found


def _notices(item: dict[str, Any]) -> list[str]:
    found = [text for name in ("ednote", "editorialnote") if (text := html_line(_get(item, name)))]
    if embargo := _text(_get(item, "embargoed")):
        found.append(f"Embargoed until {embargo}")
    status = _text(_get(item, "pubstatus"))
    if status and status != "usable":
        found.append(f"Status: {status}")
    return found
