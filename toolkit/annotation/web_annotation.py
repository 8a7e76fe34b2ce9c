"""Marks as W3C Web Annotations (JSON-LD): https://www.w3.org/TR/annotation-model/.

A mark is an annotation with two selectors, by position and by quotation, and with bodies that tag and comment. What the
model has no word for (the id of the article, the hash of its text, a time in a form of its own) stands in properties of
the toolkit. Positions are code points, as the model says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from toolkit.annotation.anchoring import anchored
from toolkit.annotation.own_files import Raw
from toolkit.annotation.records import Annotation
from toolkit.articles import Article

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN = {"toolkit": "urn:media-analysis-toolkit:"}
_SOURCE = "urn:media-analysis-toolkit:article:"
_ID = "urn:media-analysis-toolkit:mark:"
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_CHARACTERS = re.compile(r"char=(\d{1,15}),(\d{1,15})")
_AROUND = 32  # characters of a prefix and a suffix


def web_annotations(marks: Iterable[Annotation], articles: Mapping[str, Article]) -> str:
    """A collection of Web Annotations. Where the articles are given, quotations have what stands around them."""
    items = [_annotation(mark, articles.get(mark.article)) for mark in marks]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    said = {"@context": [CONTEXT, OWN], "type": "AnnotationCollection", "total": len(items), "first": page}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _annotation(mark: Annotation, article: Article | None) -> dict[str, Any]:
    quoted = {"type": "TextQuoteSelector", "exact": mark.text}
    if article is not None:
        quoted["prefix"] = article.text[max(mark.start - _AROUND, 0) : mark.start]
        quoted["suffix"] = article.text[mark.end : mark.end + _AROUND]
    place = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": mark.code}]
    if mark.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": mark.note})
    said: dict[str, Any] = {"type": "Annotation", "motivation": "classifying", "body": bodies}
    if mark.id:
        said["id"] = _ID + quote(mark.id, safe="")
    if mark.person:
        said["creator"] = {"type": "Person", "name": mark.person}
    if mark.time:
        said["created" if _MOMENT.fullmatch(mark.time) else "toolkit:time"] = mark.time
    said["target"] = {
        "source": (article.url if article is not None else None) or _SOURCE + quote(mark.article, safe=""),
        "selector": [place, quoted], "toolkit:article": mark.article,
    }  # fmt: skip
    if mark.text_sha256:
        said["target"]["toolkit:textSha256"] = mark.text_sha256
    return said


def is_web_annotation(said: object) -> bool:
    """Whether a JSON document says that it holds Web Annotations."""
    if isinstance(said, list):
        return bool(said) and all(is_web_annotation(one) for one in said)
    if not isinstance(said, Mapping):
        return False
    kinds = _listed(said.get("type", said.get("@type")))
    return any(kind in ("Annotation", "AnnotationPage", "AnnotationCollection", "oa:Annotation") for kind in kinds)


def from_web_annotations(said: Any, articles: Mapping[str, Article]) -> Iterator[Raw]:
    """The marks of annotations, pages and collections; what has no characters of a text is set aside."""
    number = 0
    waiting = [said]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, Mapping) and ("items" in one or "first" in one):
            waiting = [one.get("items"), one.get("first"), *waiting]
            if isinstance(one.get("next"), str) and not isinstance(one.get("next"), Mapping):
                yield Raw(f"behind annotation {number}", None, "the page goes on at an address, which is not opened")
        elif isinstance(one, Mapping):
            number += 1
            yield from _marks(one, f"annotation {number}", articles)
        elif one is not None:
            yield Raw(f"behind annotation {number}", None, "the page stands at an address, which is not opened")


def _marks(said: Mapping[str, Any], place: str, articles: Mapping[str, Article]) -> Iterator[Raw]:
    codes, notes = _bodies(said)
    targets = [one for one in _listed(said.get("target")) if isinstance(one, Mapping)]
    if not codes or not targets:
        what = "no tag in its body" if targets else "no part of a text as its target"
        yield Raw(place, None, f"the annotation has {what}")
        return
    shared = {
        "note": "\n".join(notes), "person": _person(said.get("creator")),
        "time": said.get("created") or said.get("toolkit:time"), "id": _unquoted(said.get("id"), _ID),
    }  # fmt: skip
    for target in targets:
        for code in codes:
            yield _placed(target, shared | {"code": code}, place, articles)


def _bodies(said: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Codes are what is tagged or classified; the other texts are notes. A body of plain text is a code."""
    codes: list[str] = []
    notes: list[str] = []
    for body in [*_listed(said.get("body")), *_listed(said.get("bodyValue"))]:
        if isinstance(body, str):
            codes.append(body)
        elif isinstance(body, Mapping) and isinstance(body.get("value"), str):
            purposes = _listed(body.get("purpose") or said.get("motivation"))
            (codes if {"tagging", "classifying"} & {str(one) for one in purposes} else notes).append(body["value"])
        elif isinstance(body, Mapping) and isinstance(body.get("id"), str):
            codes.append(body["id"])
    return codes, notes


def _placed(target: Mapping[str, Any], values: dict[str, Any], place: str, articles: Mapping[str, Article]) -> Raw:
    start = end = None
    exact = before = behind = ""
    for selector in _listed(target.get("selector")):
        if not isinstance(selector, Mapping):
            continue
        kind = selector.get("type")
        found = _CHARACTERS.search(str(selector.get("value"))) if kind == "FragmentSelector" else None
        if kind == "TextPositionSelector":
            start, end = (_whole(selector.get(name)) for name in ("start", "end"))
        elif found is not None:
            start, end = int(found[1]), int(found[2])
        elif kind == "TextQuoteSelector":
            exact, before, behind = (_text(selector.get(name)) for name in ("exact", "prefix", "suffix"))
    identity = target.get("toolkit:article")
    source = target.get("source")
    source = source.get("id") if isinstance(source, Mapping) else source
    if not isinstance(identity, str):
        by_url = next((one.id for one in articles.values() if one.url and one.url == source), None)
        identity = by_url or _unquoted(source, _SOURCE)
    article = articles.get(identity) if isinstance(identity, str) else None
    if article is not None:
        span = anchored(article.text, start, end, exact, before=before, behind=behind)
        if span is None:
            return Raw(
                place, None, f"what it marks is not found in article {article.id!r}, or stands there several times"
            )
        start, end = span
        exact = article.text[start:end]
    elif start is None or end is None:
        return Raw(place, None, "it says no offsets; give the articles (articles=...), and its quotation is looked for")
    return Raw(
        place, {**values, "article": identity, "start": start, "end": end, "text": exact,
                "text_sha256": target.get("toolkit:textSha256")},
    )  # fmt: skip


def _unquoted(value: Any, start: str) -> Any:
    return unquote(value.removeprefix(start)) if isinstance(value, str) and value.startswith(start) else value


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _person(creator: Any) -> Any:
    one = creator[0] if isinstance(creator, list) and creator else creator
    if not isinstance(one, Mapping):
        return one
    return next((one[name] for name in ("name", "nickname", "id") if one.get(name)), "")
