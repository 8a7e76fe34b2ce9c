"""The one place where XML and HTML are parsed: no entities, no DTD, no network, no huge trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(data: bytes, *, source: str) -> _Element:
    """The root element of an XML document. Raises LoadError where it is not well formed or declares entities."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True, remove_comments=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"{source}: this is no well-formed XML ({error}).") from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise LoadError(f"{source}: the XML declares entities of its own, which are never read; remove its DOCTYPE.")
    return root


def parse_html(data: bytes, *, source: str, encoding: str | None = None) -> _Element:
    """The root element of an HTML page, as browsers would read it. Raises LoadError where there is no element."""
    from lxml import etree

    parser = etree.HTMLParser(encoding=encoding, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise LoadError(f"{source}: this is no HTML page ({error}).") from error
    if root is None:
        raise LoadError(f"{source}: the HTML page is empty.")
    return root
