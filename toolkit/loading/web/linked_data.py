"""What a page says of itself in JSON-LD (schema.org): the node of its article, in whatever shape it comes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

Node = dict[str, Any]

LARGEST = 2_000_000  # characters of one script; more is data for a program, not facts about an article
_DEEPEST = 12
# schema.org types of one article, from sure to weak. Before these come types that end in "NewsArticle" and "Article".
_RANKS = {
    "liveblogposting": 1, "blogposting": 1, "socialmediaposting": 2, "report": 2, "review": 3, "videoobject": 4,
    "audioobject": 4, "podcastepisode": 4, "medicalwebpage": 4, "webpage": 5, "itempage": 5,
}  # fmt: skip
_FRONTS = frozenset({"collectionpage", "searchresultspage", "profilepage"})
_WRAPPED = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/|<!\[CDATA\[)|(?:-->|//\]\]>|/\*\]\]>\*/|\]\]>)\s*$")
_COMMA = re.compile(r",(\s*[}\]])")
_BARE_QUOTE = re.compile(r'(?<![\\:,{\[\s])"(?=[^\s:,}\]][^"\n]*[^\s,:}\]\[{\\]"\s*[^\s,:}\]])')
_PAIR = re.compile(
    r'"(?P<key>headline|datePublished|dateModified|articleSection|inLanguage)"\s*:\s*"(?P<value>(?:[^"\\]|\\.){1,2000})"'
)


def nodes(root: _Element) -> list[Node]:
    """Every node of the page's JSON-LD in order, graphs and lists opened, broken JSON mended where that is possible."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = "".join(script.itertext())
        if text.strip() and len(text) <= LARGEST:
            for value in _values(text):
                found.extend(_opened(value, 0))
    return found


def article_node(found: list[Node]) -> Node:
    """The node that describes the article of the page; an empty one where there is none."""
    ranked = [node for node in found if _rank(node) is not None]
    return min(ranked, key=lambda node: (_rank(node) or 0, -_facts(node)), default={})


def is_front(found: list[Node]) -> bool:
    """Whether the page calls itself a list of others and describes no article."""
    types = {kind for node in found for kind in kinds(node)}
    return bool(types & _FRONTS) and not any((rank := _rank(node)) is not None and rank <= 2 for node in found)


def is_article(node: Node) -> bool:
    """Whether the node describes an article, not just a page or a film."""
    rank = _rank(node)
    return rank is not None and rank <= 3


def kinds(node: Node) -> list[str]:
    """The schema.org types of a node in small letters."""
    given = node.get("@type")
    listed = given if isinstance(given, list) else [given]
    return [one.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for one in listed if isinstance(one, str)]


def by_id(found: list[Node]) -> dict[str, Node]:
    """The nodes that others refer to, by their `@id`; the fullest where several have one."""
    named: dict[str, Node] = {}
    for node in found:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(named.get(key, {})):
            named[key] = node
    return named


def _rank(node: Node) -> int | None:
    return min((rank for kind in kinds(node) if (rank := _rank_of(kind)) is not None), default=None)


def _rank_of(kind: str) -> int | None:
    if kind.endswith("newsarticle"):
        return 0
    return 1 if kind.endswith("article") else _RANKS.get(kind)


def _facts(node: Node) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "publisher", "articleBody"))


def _opened(value: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _opened(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "item"):
            if key in value:
                yield from _opened(value[key], depth + 1)


def _values(text: str) -> list[object]:
    text = _WRAPPED.sub("", text).strip().rstrip(";").strip()
    for mended in (str, _without_commas, html.unescape, _quoted):
        try:
            return [json.loads(mended(text), strict=False)]
        except (ValueError, RecursionError):
            continue
    return _one_after_another(text) or _pairs(text)


def _without_commas(text: str) -> str:
    return _COMMA.sub(r"\1", text)


def _quoted(text: str) -> str:
    """Quotation marks inside a value that the page forgot to escape."""
    return _BARE_QUOTE.sub(r"\"", _COMMA.sub(r"\1", text))


def _one_after_another(text: str) -> list[object]:
    """Several values in one script with nothing, or a comma, between them."""
    decoder, found, at = json.JSONDecoder(strict=False), list[object](), 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return found


def _pairs(text: str) -> list[object]:
    """The plain facts of JSON that nothing mends: the first value of each key."""
    node: Node = {}
    for match in _PAIR.finditer(text):
        try:
            node.setdefault(match["key"], json.loads(f'"{match["value"]}"', strict=False))
        except ValueError:
            continue
    return [{"@type": "NewsArticle", **node}] if "headline" in node or "datePublished" in node else []
