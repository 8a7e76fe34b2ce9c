"""Which reader reads a document: told from its bytes, never from its name.

A reader is a module with three names: `NAME` (shown in the load report), `recognises(document)` (cheap, never raises)
and `read(document)` (a `Reading`, or LoadError where nothing can be read). Readers are tried in the order of this
table among those of the document's base; the last of a base takes what no other knows. Modules are imported only when
a document of their base comes.
"""

from __future__ import annotations

# base -> modules below toolkit.loading, most particular first
READERS: dict[str, tuple[str, ...]] = {
    "docx": ("databases.nexis_docx", "databases.proquest_txt", "documents.docx"),
    "rtf": (
        "databases.nexis_rtf",
        "databases.factiva_text",
        "databases.proquest_txt",
        "databases.apa",
        "documents.rtf",
    ),
    "odt": ("documents.odt",),
    "epub": ("documents.epub",),
    "pdf": ("documents.pdf",),
    "html": (
        "databases.nexis_html",
        "databases.factiva_html",
        "databases.europresse",
        "databases.proquest_html",
        "databases.bzk",
        "databases.japanese",
        "web.pages",
    ),
    "xml": (
        "databases.factiva_xml",
        "wires.nitf",
        "wires.newsml_g2",
        "wires.newsml",
        "wires.feeds",
        "wires.unknown_xml",
    ),
    "json": ("wires.ninjs",),
    "workbook": ("databases.integrum",),
    "parquet": (),
    "mhtml": ("web.mhtml",),
    "warc": ("web.warc",),
    "email": ("databases.proquest_html", "wires.mail"),
    "text": (
        "databases.nexis_txt",
        "databases.factiva_text",
        "databases.proquest_txt",
        "databases.ris",
        "databases.mediargus",
        "wires.teleprinter",
    ),
}
