"""Which reader reads a document: told from its bytes, never from its name.

A reader is a module with three names: `NAME` (shown in the load report), `recognises(document)` (cheap, never raises)
and `read(document)` (a `Reading`, or LoadError where nothing can be read). Readers are tried in the order of this
table among those of the document's base; the last of a base takes what no other knows. Modules are imported only when
a document of their base comes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from toolkit.errors import LoadError

if TYPE_CHECKING:
    from toolkit.loading.records import Document, Reading

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
        "html_tables",
        "web.pages",
    ),
    "xml": (
        "databases.factiva_xml",
        "agencies.nitf",
        "agencies.newsml_g2",
        "agencies.newsml",
        "agencies.wordpress",
        "agencies.feeds",
        "xml_records",
        "agencies.unknown_xml",
    ),
    "json": ("agencies.ninjs", "json_records"),
    "workbook": ("databases.integrum", "workbooks"),
    "parquet": ("parquet",),
    "arrow": ("arrow",),
    "sqlite": ("sqlite",),
    "mhtml": ("web.mhtml",),
    "warc": ("web.warc",),
    "email": ("databases.proquest_html", "agencies.mail"),
    "text": (
        "databases.nexis_txt",
        "databases.factiva_text",
        "databases.proquest_txt",
        "databases.ris",
        "databases.references",
        "databases.mediargus",
        "agencies.teleprinter",
        "captions",
        "iramuteq",
        "delimited",
        "front_matter",
        "texts",
    ),
}

# What users may call a format in `load(format=...)`, beside the names of bases and readers.
ALIASES: dict[str, str] = {
    "bib": "references",
    "csv": "delimited",
    "db": "sqlite",
    "eml": "email",
    "enw": "references",
    "excel": "workbook",
    "feather": "arrow",
    "htm": "html",
    "jsonl": "json",
    "markdown": "texts",
    "md": "texts",
    "mht": "mhtml",
    "ods": "workbook",
    "plain text": "texts",
    "srt": "captions",
    "text": "texts",
    "tsv": "delimited",
    "txt": "texts",
    "vtt": "captions",
    "wxr": "wordpress",
    "xls": "workbook",
    "xlsx": "workbook",
}


class Reader(Protocol):
    """What every reader module offers."""

    NAME: str

    def recognises(self, document: Document) -> bool: ...

    def read(self, document: Document) -> Reading: ...


def reader_of(document: Document, base: str) -> Reader:
    """The reader that reads a document of a base. Raises LoadError where none does."""
    for name in READERS[base]:
        reader = _module(name)
        try:
            mine = reader.recognises(document)
        except Exception:  # a reader that fails on looking at a file does not know it: the next is asked
            mine = False
        if mine:
            return reader
    raise LoadError(f"{document.name}: {_unknown(document, base)}")


def named(format: str) -> tuple[str | None, Reader | None]:
    """The base, or the reader, that a user means by a name. Raises LoadError with the names there are.

    >>> named("html")[0], named("csv")[1].NAME
    ('html', 'CSV table')
    """
    wanted = format.strip().lower().lstrip(".")
    wanted = ALIASES.get(wanted, wanted)
    if wanted in READERS:
        return wanted, None
    readers = [name for names in READERS.values() for name in names]
    for name in readers:
        if wanted == name.rpartition(".")[2]:
            return None, _module(name)
    for name in readers:
        if wanted == _module(name).NAME.lower():
            return None, _module(name)
    known = sorted({*READERS, *ALIASES, *(name.rpartition(".")[2] for name in readers)})
    raise LoadError(f"format={format!r} is no format that is read; choose from {', '.join(known)}.")


def _module(name: str) -> Reader:
    return cast(Reader, import_module(f"toolkit.loading.{name}"))


def _unknown(document: Document, base: str) -> str:
    """The sentence for a document whose base is known and whose kind is not."""
    if base == "xml":
        root = document.xml.tag
        return f"this is XML of a kind that is not read (its root is <{str(root).rpartition('}')[2]}>)."
    return f"this is {_CALLED.get(base, base.upper())} of a kind that is not read; save it as text."


_CALLED = {"html": "an HTML page", "email": "an e-mail", "workbook": "a workbook", "text": "a text"}
