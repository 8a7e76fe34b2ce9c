"""Word documents: their paragraphs for every reader of exports, and a document as one article.

Headers, footers, footnotes, comments and deleted text of tracked changes are not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.errors import LoadError
from toolkit.loading.documents.packages import Package
from toolkit.loading.markup import elements, parse_xml
from toolkit.loading.paragraphs import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LINK_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "/officeDocument"
LARGEST_TREE = 24_000_000  # bytes of XML that are held as a tree: it takes ten times as much memory
_SHORT = 60  # only a heading or a label is asked whether it is bold: half the time of reading


def paragraphs(data: bytes, *, source: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word document in reading order, those of tables and text boxes included."""
    package = Package(data, source=source)
    name = _main_part(package, source)
    xml = package.read(name)
    nested = b"txbxContent" in xml or b"moveFrom" in xml or b"<!" in xml[:2000]
    if not nested:
        strict = _STRICT[1:-1].encode() in xml[:20_000]
        return tuple(_flat(xml, _Names(_STRICT if strict else _W, _links(package, name, source)), source))
    if len(xml) > LARGEST_TREE:
        raise LoadError(
            f"{source}: the document has text boxes and {len(xml) // 1_000_000} MB, and at most "
            f"{LARGEST_TREE // 1_000_000} MB of such are read; split it."
        )
    root = parse_xml(xml, source=source)
    namespace = _STRICT if root.tag.startswith(_STRICT) else _W
    if not root.tag.startswith((_W, _STRICT)):
        raise LoadError(f"{source}: the main part of the document is no Word text.")
    return tuple(_nested(root, _Names(namespace, _links(package, name, source))))


class _Names:
    """The names of elements in one of the two namespaces that Word writes, and the addresses of the links."""

    def __init__(self, w: str, links: dict[str, str]) -> None:
        self.p, self.t, self.bold = w + "p", w + "t", f"{w}rPr/{w}b"
        self.breaks = {w + "br": "\n", w + "cr": "\n", w + "noBreakHyphen": "-", w + "tab": "\t"}
        self.link, self.style, self.align, self.tabs = w + "hyperlink", w + "pStyle", w + "jc", w + "tabs"
        self.cell, self.value, self.moved = w + "tc", w + "val", w + "moveFrom"
        self.links = links
        self.all = (self.p, self.t, *self.breaks, self.link, self.style, self.align)


def _flat(xml: bytes, names: _Names, source: str) -> list[Paragraph]:
    """All paragraphs one after the other, each let go of when it is read: no paragraph stands in another."""
    found: list[Paragraph] = []
    root: _Element | None = None
    for paragraph in elements(xml, names.p, source=source):
        root = paragraph.getroottree().getroot() if root is None else root
        found += _collect(paragraph.iter(*names.all), names)
    if root is None or not str(root.tag).startswith((_W, _STRICT)):
        raise LoadError(f"{source}: the main part of the document is no Word text, or it holds no paragraph.")
    return found


def _nested(root: _Element, names: _Names) -> list[Paragraph]:
    """The paragraphs where text boxes stand in paragraphs: each with its own words, old copies for old programs not."""
    found = []
    for element in root.iter(names.p):
        if any(a.tag in (_FALLBACK, names.moved) for a in element.iterancestors()):
            continue
        own = (node for node in element.iter(*names.all) if _owner(node, names) is element)
        found += _collect(own, names)
    return found


def _owner(node: _Element, names: _Names) -> _Element | None:
    """The paragraph that a node belongs to; None where it is an old copy or was moved away."""
    if node.tag == names.p:
        return node
    for ancestor in node.iterancestors():
        if ancestor.tag == names.p:
            return ancestor
        if ancestor.tag in (_FALLBACK, names.moved):
            return None
    return None


def _collect(nodes: Iterable[_Element], names: _Names) -> list[Paragraph]:
    """The paragraphs of elements in document order."""
    found: list[Paragraph] = []
    pieces: list[str] = []
    paragraph: _Element | None = None
    first: _Element | None = None
    style, link, centred = "", None, False
    for node in chain(nodes, (None,)):
        tag = names.p if node is None else node.tag
        if tag == names.t:
            if node.text:
                if first is None and not node.text.isspace():
                    first = node
                pieces.append(node.text)
        elif tag == names.p:
            if paragraph is not None:
                table = _tag(paragraph.getparent()) == names.cell
                words = "".join(pieces).strip("\n")
                short = len(words) < _SHORT or ":" in words[:_SHORT]
                found.append(Paragraph(words, style, short and _is_bold(first, names), link, table, centred))
            paragraph, pieces, first = node, [], None
            style, link, centred = "", None, False
        elif tag == names.link:
            link = link or next((names.links.get(node.get(key, "")) for key in _LINK_IDS if node.get(key)), None)
        elif tag == names.style:
            style = str(node.get(names.value, "")).lower()
        elif tag == names.align:
            centred = node.get(names.value) == "center"
        elif _tag(node.getparent()) != names.tabs:
            pieces.append(names.breaks[tag])
    return found


def _is_bold(text: _Element | None, names: _Names) -> bool:
    """Whether the run of some words is bold."""
    run = None if text is None else text.getparent()
    bold = None if run is None else run.find(names.bold)
    return bold is not None and bold.get(names.value, "1") not in ("0", "false", "off")


def _tag(element: _Element | None) -> str:
    return "" if element is None else str(element.tag)


def _main_part(package: Package, source: str) -> str:
    if "_rels/.rels" in package:
        for relation in parse_xml(package.read("_rels/.rels"), source=source).iter("{*}Relationship"):
            if str(relation.get("Type", "")).endswith(_MAIN):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _links(package: Package, main: str, source: str) -> dict[str, str]:
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if relations not in package:
        return {}
    return {
        str(relation.get("Id")): str(relation.get("Target"))
        for relation in parse_xml(package.read(relations), source=source).iter("{*}Relationship")
        if relation.get("TargetMode") == "External"
    }
