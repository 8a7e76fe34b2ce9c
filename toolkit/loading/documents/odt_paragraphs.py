"""OpenDocument texts (LibreOffice): their paragraphs, and a document as one article.

Comments, footnotes and deleted text of tracked changes are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.loading.documents.packages import Package
from toolkit.loading.markup import elements
from toolkit.loading.paragraphs import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element


_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_LEFT_OUT = (_OFFICE + "annotation", _T + "tracked-changes", _T + "note", _T + "table-of-content")
_MOST_SPACES = 1000


def paragraphs(data: bytes, *, source: str) -> tuple[Paragraph, ...]:
    """The paragraphs and headings of an OpenDocument text in reading order, those of tables included."""
    xml = Package(data, source=source).read("content.xml")
    found = []
    for element in elements(xml, _T + "p", _T + "h", source=source):
        if any(a.tag in _LEFT_OUT or a.tag in (_T + "p", _T + "h") for a in element.iterancestors()):
            continue
        pieces: list[str] = []
        link = _collect(element, pieces)
        style = "heading" if element.tag == _T + "h" else str(element.get(_T + "style-name", "")).lower()
        table = any(a.tag == _TABLE + "table-cell" for a in element.iterancestors())
        found.append(Paragraph(text="".join(pieces).strip("\n"), style=style, link=link, table=table))
    return tuple(found)


def _collect(element: _Element, pieces: list[str]) -> str | None:
    """The text of an element, in pieces; the first address in it."""
    link: str | None = element.get(_LINK)
    if element.text:
        pieces.append(element.text)
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == _T + "s":
                count = str(child.get(_T + "c", "1"))
                pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif child.tag == _T + "tab":
                pieces.append("\t")
            elif child.tag == _T + "line-break":
                pieces.append("\n")
            elif child.tag in (_T + "p", _T + "h"):
                pieces.append("\n")
                link = _collect(child, pieces) or link
            elif child.tag not in _LEFT_OUT:
                link = _collect(child, pieces) or link
        if child.tail:
            pieces.append(child.tail)
    return link
