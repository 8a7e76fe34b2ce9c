"""Tables in HTML: what databases call .xls, and pages that are one table of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import LoadError, TableError
from toolkit.loading.columns import has_text, is_known
from toolkit.loading.delimited import header_at, named
from toolkit.loading.fragments import element_text
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "HTML table"
_LEAST_SHARE = 0.8  # of the text of a page: a page that holds much else is no table


def recognises(document: Document) -> bool:
    """Whether a table with the names of a text and one more field holds nearly all the text of the page."""
    if b"<table" not in document.lowered:
        return False
    try:
        return _found(document) is not None
    except LoadError:
        return False


def read(document: Document) -> Reading:
    """One article a row. Raises TableError where no table has a column for a text."""
    found = _found(document)
    if found is None:
        raise TableError(f"{document.name}: no table of this page has a column for the article text.")
    rows, at = found
    header = named(rows[at])
    held = [Row(f"row {number}", dict(zip(header, row, strict=False))) for number, row in enumerate(rows[at + 1 :], 1)]
    notes = [f"{at} rows above the names of the columns are skipped"] if at else []
    return reading(held, header, format=NAME, source=document.name, columns=document.columns, markup=False, notes=notes)


def _found(document: Document) -> tuple[list[list[str]], int] | None:
    """The rows of the table of articles, and which of them names the columns."""
    root = document.html
    best: tuple[int, list[list[str]], int] | None = None
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is not None:
            continue
        rows = [[element_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        rows = [row for row in rows if any(row)]
        at = header_at(rows, document.columns)
        if at is None or len(rows) < at + 2 or (document.columns.text is None and not _is_header(rows[at])):
            continue
        size = sum(len(cell) for row in rows for cell in row)
        if best is None or size > best[0]:
            best = (size, rows, at)
    if best is None or best[0] < _LEAST_SHARE * _length(root):
        return None
    return best[1], best[2]


def _is_header(row: list[str]) -> bool:
    return is_known(row) >= 2 and has_text(row)


def _length(root: _Element) -> int:
    """The characters of the page that people read, without white space at the edges."""
    total = 0
    for element in next(root.iter("body"), root).iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            total += len((element.text or "").strip())
        total += len((element.tail or "").strip())
    return total
