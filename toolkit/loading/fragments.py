"""Cells that hold HTML, as interfaces and content systems give them, as paragraphs of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.errors import LoadError
from toolkit.loading.markup import parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table td th tr ul".split()
)
_SKIPPED = frozenset(("script", "style", "template", "noscript", "head"))
_MARKED = re.compile(
    r"<(p|div|h[1-6]|blockquote|ul|ol|figure|section|article|a|strong|em|b|i|span)\b[^<>]*>.*?</\1\s*>|<br\s*/?>|<!--.*?-->",
    re.S | re.I,
)


def is_marked_up(cell: str) -> bool:
    """Whether a cell holds HTML elements (a text that speaks of "<p>" does not)."""
    return "<" in cell and _MARKED.search(cell) is not None


def plain(cell: str, *, source: str) -> str:
    """The paragraphs of a piece of HTML, with an empty line between them.

    >>> plain("<p>Rain &amp; wind<br>all day.</p><p>It <b>stopped</b>.</p>", source="cell")
    'Rain & wind\\nall day.\\n\\nIt stopped.'
    """
    try:
        root = parse_html(cell.encode("utf-8", "replace"), source=source, encoding="utf-8")
    except LoadError:  # a comment alone is no page: there is no text in it
        return ""
    return element_text(root)


def element_text(element: _Element) -> str:
    """The paragraphs of an element, with an empty line between them; what stands behind it is not its own."""
    pieces = "".join(_pieces(element)).removesuffix(_spaced(element.tail)).split("\0")
    paragraphs = (re.sub(r"[ \t\r\f]*\n[ \t\r\f]*", "\n", part).strip() for part in pieces)
    return "\n\n".join(part for part in paragraphs if part)


def _pieces(element: _Element) -> Iterator[str]:
    """The text of an element; "\\0" divides blocks, white space in the source is one space, <br> a line end."""
    stack: list[tuple[_Element, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        block = isinstance(node.tag, str) and node.tag in _BLOCKS
        if closing:
            if block:
                yield "\0"
            yield _spaced(node.tail)
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            yield _spaced(node.tail)
            continue
        yield "\n" if node.tag == "br" else "\0" if block else ""
        yield _spaced(node.text)
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\0]+", " ", text) if text else ""
