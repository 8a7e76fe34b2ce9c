"""Workbooks: Excel (.xlsx, .xlsb, .xls) and OpenDocument tables, every sheet that holds articles."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from toolkit.errors import LoadError, TableError
from toolkit.loading.archives import check_office
from toolkit.loading.delimited import header_at, named
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

NAME = "workbook"


def recognises(document: Document) -> bool:
    """Any workbook that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """One article a row, of every sheet whose header has a column for a text; the others are named in the notes."""
    source = document.name
    book = _opened(document.data, source)
    found: list[Reading] = []
    notes: list[str] = []
    problem: TableError | None = None
    names = book.sheet_names
    if document.table is not None:
        if document.table not in names:
            raise TableError(f"{source}: there is no sheet {document.table!r}; sheets are {', '.join(names)}.")
        names = [document.table]
    for name in names:
        try:
            found.append(_sheet(book, name, document, several=len(book.sheet_names) > 1))
        except TableError as error:
            problem = problem or error
            notes.append(f"sheet {name!r} is not read: {str(error).removeprefix(f'{source}: ')}")
    if not found:
        raise problem or TableError(f"{source}: the workbook has no sheet.")
    stories = tuple(story for one in found for story in one.stories)
    rejections = tuple(rejection for one in found for rejection in one.rejections)
    said = tuple(dict.fromkeys([*notes, *(note for one in found for note in one.notes)]))
    return Reading(format=NAME, stories=stories, rejections=rejections, notes=said)


def _opened(data: bytes, source: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    if data.startswith(b"PK"):
        check_office(data, source=source)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise _damaged(source, error) from error


def _damaged(source: str, error: Exception) -> LoadError:
    return TableError(f"{source}: the spreadsheet cannot be read ({error}); save it again as .xlsx or .csv.")


def _sheet(book: CalamineWorkbook, name: str, document: Document, *, several: bool) -> Reading:
    from python_calamine import CalamineError

    try:
        table = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
    except CalamineError as error:
        raise _damaged(document.name, error) from error
    held = [(number, row) for number, row in enumerate(table) if any(cell != "" for cell in row)]
    if not held:
        raise TableError(f"{document.name}: the sheet is empty.")
    at = header_at([row for _, row in held], document.columns) or 0
    header = named(held[at][1])
    place = f"sheet {name!r}, row " if several else "row "
    top = held[at][0]
    rows = [
        Row(
            f"{place}{number - top}",
            {key: None if cell == "" else cell for key, cell in zip(header, row, strict=True)},
        )
        for number, row in held[at + 1 :]
    ]
    if not rows:
        raise TableError(f"{document.name}: the sheet has names of columns and no row.")
    notes = [f"{at} rows above the names of the columns are skipped"] if at else []
    return reading(rows, header, format=NAME, source=document.name, columns=document.columns, notes=notes)
