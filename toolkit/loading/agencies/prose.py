"""From marked-up bodies (XHTML, NITF, HTML in a string) to paragraphs of plain text."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.errors import LoadError
from toolkit.loading.markup import parse_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = frozenset(
    "abstract address article aside blockquote block body body.content body.end body.head bq byline caption center "
    "dateline dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hedline hl1 hl2 hr "
    "html li main media media-caption media-producer nav note ol p pre section table tagline tbody thead tr ul".split()
)
_SKIPPED = frozenset(
    "head iframe media-metadata media-reference noscript object script style svg template title".split()
)
_CELLS = ("td", "th")
# Windows characters that were written as if they were Latin-1: 0x92 is an apostrophe wherever it comes from.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0) if code != 0x85}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_SENTENCE = re.compile(r"[.!?…:][”’\"')\]]*$")


def local(element: _Element) -> str:
    """The name of an element in small letters, without namespace or prefix; "" for comments and the like."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def named(element: _Element, *names: str) -> Iterator[_Element]:
    """All descendants with one of the names, in the order of the document."""
    return (found for found in element.iter() if found is not element and local(found) in names)


def first(element: _Element, *names: str) -> _Element | None:
    """The first descendant with one of the names."""
    return next(named(element, *names), None)


def line(element: _Element | None) -> str | None:
    """All text of an element on one line; None where there is none."""
    if element is None:
        return None
    text = _SPACE.sub(" ", "".join(_texts(element))).translate(_WINDOWS).strip()
    return text or None


def _texts(element: _Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            apart = " " if local(child) in _BLOCKS or local(child) == "br" else ""
            yield apart
            yield from _texts(child)
            yield apart
        else:
            yield _named_character(child)
        if child.tail:
            yield child.tail


def raw(element: _Element) -> str:
    """All text of an element as it stands, without comments."""
    return "".join(_texts(element))


def _named_character(node: _Element) -> str:
    """The character of a name that a DTD elsewhere declares (`&eacute;`), by its meaning in HTML; "" for comments."""
    name = node.text or ""
    return unescape(name) if name.startswith("&") and getattr(node, "name", None) == name[1:-1] else ""


def paragraphs(element: _Element, *, without: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs below an element, in order; elements named in `without` are left out.

    Lines broken by hand inside a paragraph are joined where the first is as long as a typewriter's and does not end a
    sentence. Cells of a table row stand on one line, with tabs between them.
    """
    pieces: list[str] = []
    _collect(element, pieces, _SKIPPED | without, pre=False)
    found = []
    for block in re.split(r"\n\s*\n", "".join(pieces).translate(_WINDOWS)):
        lines = [one.strip(" \r\f") for one in block.split("\n") if one.strip()]
        if lines:
            found.append(_unwrapped(lines))
    return found


def _collect(element: _Element, pieces: list[str], skipped: frozenset[str], *, pre: bool) -> None:
    name = local(element)
    block = name in _BLOCKS
    pre = pre or name == "pre"
    if block:
        pieces.append("\n" if name == "tr" else "\n\n")
    elif name == "br":
        pieces.append("\n")
    if element.text:
        pieces.append(element.text if pre else _SPACE.sub(" ", element.text))
    for child in element:
        if isinstance(child.tag, str) and local(child) not in skipped:
            if local(child) in _CELLS and child.getprevious() is not None:
                pieces.append("\t")
            _collect(child, pieces, skipped, pre=pre)
        elif not isinstance(child.tag, str):
            pieces.append(_named_character(child))
        if child.tail:
            pieces.append(child.tail if pre else _SPACE.sub(" ", child.tail))
    if block and name != "tr":
        pieces.append("\n\n")


def _unwrapped(lines: list[str]) -> str:
    """Lines joined to paragraphs: a typewriter's line goes on unless it ends a sentence before the margin."""
    width = max(len(one) for one in lines)
    open_ends = sum(not _SENTENCE.search(one) for one in lines[:-1])
    typed = width <= 100 and 2 * open_ends > len(lines) - 1
    text = lines[0]
    for before, after in pairwise(lines):
        ends = _SENTENCE.search(before) and not (typed and len(before) > 0.8 * width)
        text += (" " if 40 <= len(before) <= 100 and not ends and "\t" not in before else "\n") + after
    return text


def unwrapped(block: str) -> str:
    """A block of lines as they were typed, joined to a paragraph where the breaks are those of a typewriter."""
    lines = [stripped for one in block.splitlines() if (stripped := one.strip())]
    return _unwrapped(lines) if lines else ""


def is_markup(text: str) -> bool:
    """Whether a string holds HTML elements or names of characters."""
    return _MARKUP.search(text) is not None


def html_paragraphs(text: str, *, without: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of a string that may hold HTML; of plain text, those that empty lines divide."""
    text = text.translate(_WINDOWS)
    if not is_markup(text):
        return [stripped for block in re.split(r"\n\s*\n", text) if (stripped := unwrapped(block))]
    try:
        root = parse_html(text.replace("\0", "").encode("utf-8", "replace"), source="a body", encoding="utf-8")
    except LoadError:
        return []  # tags and nothing between them
    return paragraphs(root, without=without)


def html_line(text: object) -> str | None:
    """A string that may hold HTML as one line of plain text; None where there is none."""
    if not isinstance(text, str):
        return None
    return _SPACE.sub(" ", " ".join(html_paragraphs(text))).strip() or None
