"""Nexis exports as HTML: the articles one below another, outlet and date centred above each headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.loading.databases.assembling import number
from toolkit.loading.databases.html_exports import has, lines, page
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Document, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "Nexis HTML"
_LENGTHS = (b"length:", "länge:".encode(), b"l&auml;nge:", b"longueur:")
_CENTRED = re.compile(r"\.([\w-]+)\s*\{[^{}]*text-align\s*:\s*center", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the page says that Nexis made it, or its lines have the marks of Nexis."""
    if has(document, b"lxncomment") or has(document, b"<docfull>"):
        return True
    numbered = has(document, b" documents") and any(has(document, label) for label in _LENGTHS)
    marked = numbered or has(document, b"end of document") or has(document, b"load-date")
    root = page(document) if marked else None
    return root is not None and is_nexis(_paragraphs(root))


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    root = document.html
    stated = next((m.get("documents") for m in root.iter("meta") if m.get("documents")), None)
    return read_lines(document, NAME, _paragraphs(root), promised=number(stated or ""))


def _paragraphs(root: _Element) -> tuple[Paragraph, ...]:
    """The paragraphs of the page, an empty one between two of them; the lines of a centred one are apart."""
    styles = " ".join(style.text or "" for style in root.iter("style"))
    centred = set(_CENTRED.findall(styles))
    found: list[Paragraph] = []
    for line in lines(root):
        block, parent = line.block, line.block.getparent()
        middle = any(
            element is not None
            and (
                element.tag == "center"
                or element.get("align") == "center"
                or centred & set(str(element.get("class", "")).split())
            )
            for element in (block, parent)
        )
        bold = next((element.tag in ("b", "strong") for element in block), False)
        texts = line.text.split("\n") if middle else [line.text]
        found += [Paragraph(text.strip(), bold=bold, centred=middle) for text in texts if text.strip()]
        found.append(Paragraph(""))
    return tuple(found)
