"""Which reader reads a document: told from its bytes, never from its name.

A reader is a module with three names: `NAME` (shown in the load report), `recognises(document)` (cheap, never raises)
and `read(document)` (a `Reading`, or LoadError where nothing can be read). Readers are tried in the order of this
table among those of the document's base; the last of a base takes what no other knows. Modules are imported only when
a document of their base comes.
"""

from __future__ import annotations

# base -> modules below toolkit.loading, most particular first
READERS: dict[str, tuple[str, ...]] = {
    "docx": (),
    "rtf": (),
    "odt": (),
    "epub": ("documents.epub",),
    "pdf": ("documents.pdf",),
    "html": ("web.pages",),
    "xml": ("wires.nitf", "wires.newsml_g2", "wires.newsml", "wires.feeds", "wires.unknown_xml"),
    "json": ("wires.ninjs",),
    "workbook": (),
    "parquet": (),
    "mhtml": ("web.mhtml",),
    "warc": ("web.warc",),
    "email": ("wires.mail",),
    "text": ("wires.teleprinter",),
}
