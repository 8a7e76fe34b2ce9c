"""The one place where XML and HTML are parsed: no entities, no DTD, no network, no huge trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import TYPE_CHECKING

from toolkit.errors import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element


_HEAD = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<([A-Za-z_][\w.:-]*)", re.S | re.I
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.S)
_NAMED = re.compile(r"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{1,31};)|&#X(?=[0-9A-Fa-f])|&(?!#)", re.S)
_XML_NAMES = ("amp;", "lt;", "gt;", "quot;", "apos;")


def root_name(data: bytes) -> str:
    """The name of the first element without its prefix, told from the first bytes; "" where there is none.

    >>> root_name(b"<?xml version='1.0'?><!-- a note --><rdf:RDF>")
    'RDF'
    """
    head = data[:20_000]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]
    text = head.decode("utf-16" if wide else "latin-1", "replace").removeprefix("\xef\xbb\xbf")
    found = _HEAD.match(text)
    return found[1].rpartition(":")[2] if found else ""


def parse_xml(data: bytes, *, source: str, recover: bool = False) -> _Element:
    """The root element of an XML document. Raises LoadError where it is not well formed or declares entities.

    `recover` reads what is damaged as far as it can be read: an encoding that is declared wrongly, HTML's names of
    characters (`&eacute;`), unclosed elements. Entities of the document's own are never read, here neither.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_pis=True,
        remove_comments=False,
        recover=recover,
    )
    try:
        root = etree.fromstring(_mended(data) if recover else data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"{source}: this is no well-formed XML ({error}).") from error
    if root is None:
        raise LoadError(f"{source}: there is no XML element in it.")
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise LoadError(f"{source}: the XML declares entities of its own, which are never read; remove its DOCTYPE.")
    return root


def elements(data: bytes, *tags: str, source: str) -> Iterator[_Element]:
    """The elements of these names in the order of their ends; the outermost of them are let go of when they were given.

    For documents that are larger than a tree of them should be. Raises LoadError as `parse_xml` does.
    """
    from lxml import etree

    if b"<!ENTITY" in data:
        parse_xml(data, source=source)
    events = etree.iterparse(
        BytesIO(data), events=("start", "end"), tag=tags,
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True, remove_comments=True,
    )  # fmt: skip
    depth = 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "start":
                continue
            yield element
            if depth == 0:
                element.clear(keep_tail=True)
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"{source}: this is no well-formed XML ({error}).") from error


def _mended(data: bytes) -> bytes:
    """The document as UTF-8 without declaration, characters that HTML names written as themselves."""
    declared = _DECLARED.match(data)
    wide = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    for encoding in (wide, declared[1].decode("ascii") if declared else None, "utf-8", "cp1252"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
            break
        except (UnicodeError, LookupError):
            continue
    else:
        text = data.decode("latin-1")
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    return _NAMED.sub(_character, text).encode("utf-8", "replace")


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return {"&#X": "&#x", "&": "&amp;"}.get(found[0], found[0])
    return found[0] if name in _XML_NAMES else html5.get(name, f"&amp;{name}")


def parse_html(data: bytes, *, source: str, encoding: str | None = None, comments: bool = True) -> _Element:
    """The root element of an HTML page, as browsers would read it.

    Raises LoadError where there is no element, and where the parser would leave out the rest of a page that nests its
    tags too deep (256) or holds a text of more than 10 MB in one piece.
    """
    from lxml import etree
    from lxml.html import HtmlElement

    def made(name: str | None) -> etree.HTMLParser:
        return etree.HTMLParser(
            encoding=name, no_network=True, huge_tree=False, remove_pis=True, remove_comments=not comments
        )

    try:
        parser = made(encoding)
    except LookupError:  # an encoding that nobody knows: the page says itself how it is written
        parser = made(None)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise LoadError(f"{source}: this is no HTML page ({error}).") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LoadError(f"{source}: the page nests its tags too deep or holds a text of over 10 MB; save it as text.")
    if root is None:
        raise LoadError(f"{source}: the HTML page is empty.")
    return root
