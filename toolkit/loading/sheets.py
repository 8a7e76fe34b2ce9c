"""The sheets of workbooks as rows of cells, bounded before they are read.

A cell far away makes the reader reserve memory for all cells before it. The cells of XLSX and ODS are therefore looked
up in their XML first; XLS and XLSB, whose size cannot be told, are read in a process of their own with a memory limit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.errors import LoadError, TableError
from toolkit.loading.archives import ZIP_DAMAGE, Limits, check_office
from toolkit.loading.isolated import sheets_apart

# A cell that holds something: cells that only have a colour are not read.
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\sr=\"([A-Za-z]{1,3})(\d{1,7})\"[^<>]*(?<!/)>(?!</)")
_CHUNK = 1 << 20
_OLD = (b"\xd0\xcf\x11\xe0", b"\x09\x08")  # XLS, in its container and without one
_LONGEST_TAG = 400  # bytes of a cell's tag
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


class Sheet(NamedTuple):
    """One sheet: its name, and its rows from the first that holds anything, empty cells as ""."""

    name: str
    rows: Sequence[Sequence[object]]


def sheets_of(data: bytes, *, source: str, limits: Limits) -> tuple[Sheet, ...]:
    """All sheets of a workbook. Raises TableError if it is damaged or larger than the limits."""
    if data.startswith(_OLD):
        return tuple(Sheet(name, rows) for name, rows in sheets_apart(data, source=source, limits=limits))
    if not data.startswith(b"PK"):
        raise TableError(f"{source}: the spreadsheet is damaged or none; save it again as .xlsx or .csv.")
    try:
        check_office(data, source=source, limits=limits)
        binary = _look(data, source, limits)
    except TableError:
        raise
    except LoadError as error:  # of a part of the workbook, which has a name of its own
        raise TableError(f"{source}: {str(error).removeprefix(f'{source}: ')}") from error
    except ZIP_DAMAGE as error:
        raise _damaged(source, error) from error
    if binary:
        return tuple(Sheet(name, rows) for name, rows in sheets_apart(data, source=source, limits=limits))
    return _read(data, source)


def _read(data: bytes, source: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(Sheet(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise _damaged(source, error) from error


def _damaged(source: str, error: Exception) -> TableError:
    return TableError(f"{source}: the spreadsheet cannot be read ({error}); save it again as .xlsx or .csv.")


def _look(data: bytes, source: str, limits: Limits) -> bool:
    """Whether the sheets are binary (XLSB). Raises TableError where a sheet reaches beyond the limits."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for name in names:
            if re.match(r"xl/worksheets/[^/]+\.xml$", name, re.I):
                _bounded(source, *_reach_of_xlsx(archive, name), limits)
            elif name == "content.xml":
                _bounded(source, *_reach_of_ods(archive, name), limits)
        return any(name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin") for name in names)


def _bounded(source: str, rows: int, columns: int, limits: Limits) -> None:
    from toolkit.loading.bounds import bounded

    bounded(source, rows, columns, 0, limits, what="sheet")


def _reach_of_xlsx(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """How many rows and columns lie between the first and the last cell of a sheet."""
    top, left, bottom, right = 1 << 30, 1 << 30, 0, 0
    with archive.open(name) as opened:
        before = b""
        while chunk := opened.read(_CHUNK):
            piece = before + chunk
            for found in _CELL.finditer(piece):
                column = 0
                for letter in found[1].upper():
                    column = column * 26 + letter - 64
                row = int(found[2])
                top, bottom = min(top, row), max(bottom, row)
                left, right = min(left, column), max(right, column)
            before = piece[-_LONGEST_TAG:]
    return (bottom - top + 1, right - left + 1) if bottom else (0, 0)


def _reach_of_ods(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """How many rows and columns the largest table has, its repetitions counted and the empty end left out."""
    from lxml import etree

    rows = columns = most_rows = most_columns = 0
    with archive.open(name) as opened:
        events = etree.iterparse(
            opened, events=("end",), tag=(_TABLE + "table-row", _TABLE + "table"),
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        )  # fmt: skip
        try:
            filled = 0
            for _, element in events:
                if element.tag == _TABLE + "table":
                    most_rows, most_columns = max(most_rows, filled), max(most_columns, columns)
                    rows = columns = filled = 0
                else:
                    rows += _repeated(element, "number-rows-repeated")
                    if width := _width(element):
                        filled, columns = rows, max(columns, width)
                element.clear()
        except etree.XMLSyntaxError as error:
            raise ValueError(str(error)) from error
    return most_rows, most_columns


def _width(row: object) -> int:
    """The columns of a row up to the last cell that holds something."""
    at = width = 0
    for cell in row:  # type: ignore[attr-defined]
        at += _repeated(cell, "number-columns-repeated")
        if len(cell) or any(str(name).endswith("}value") for name in cell.attrib):
            width = at
    return width


def _repeated(element: object, name: str) -> int:
    text = str(element.get(_TABLE + name, "1"))  # type: ignore[attr-defined]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 1
