"""The lines of an HTML export: what a browser would show one below another, with the element that each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import LoadError
from toolkit.loading.records import Document

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody td text tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(("head", "noscript", "option", "script", "select", "style", "template", "textarea", "title"))
_SPACES = re.compile(r"[ \t\r\n\f]+")


class Line(NamedTuple):
    """A line of a page: its text, in which a line break stays one, and the block that it stands in."""

    text: str
    block: _Element


def page(document: Document) -> _Element | None:
    """The root of a page, None where it is none: for readers that look whether it is theirs."""
    try:
        return document.html
    except LoadError:
        return None


def has(document: Document, *marks: bytes) -> bool:
    """Whether all of some words are in the bytes of a page, in capitals or not; cheap."""
    return all(mark in document.lowered for mark in marks)


def lines(root: _Element, *, without: Iterable[_Element] = ()) -> list[Line]:
    """The lines of an element that are not empty; the elements `without` are left out."""
    from lxml import etree

    skipped = set(without)
    found: list[Line] = []
    pieces: list[str] = []
    blocks = [root]

    def flush() -> None:
        text = "\n".join(line.strip() for line in "".join(pieces).split("\n")).strip()
        pieces.clear()
        if text:
            found.append(Line(text, blocks[-1]))

    walker = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _UNSEEN or node in skipped:
                walker.skip_subtree()
                continue
            if tag in _BLOCKS and node is not root:
                flush()
                blocks.append(node)
            elif tag == "br":
                pieces.append("\n")
            if node.text:
                pieces.append(_SPACES.sub(" ", node.text))
        else:
            if event == "end" and tag in _BLOCKS and node is not root and node not in skipped:
                flush()
                blocks.pop()
            if node.tail and node is not root:
                pieces.append(_SPACES.sub(" ", node.tail))
    flush()
    return found


def text_in(element: _Element | None) -> str:
    """All text of an element as one line."""
    if element is None:
        return ""
    return " ".join(line.text for line in lines(element)).replace("\n", " ")


def classes(element: _Element) -> list[str]:
    """The class names of an element."""
    return str(element.get("class", "")).split()


def with_class(root: _Element, name: str) -> list[_Element]:
    """The elements that have a class name."""
    return [element for element in root.iter("*") if name in str(element.get("class", "")) and name in classes(element)]
