"""Workbooks: Excel (.xlsx, .xlsb, .xls) and OpenDocument tables, every sheet that holds articles."""

from __future__ import annotations

from toolkit.errors import TableError
from toolkit.loading.delimited import header_at, named
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading
from toolkit.loading.sheets import Sheet

NAME = "workbook"


def recognises(document: Document) -> bool:
    """Any workbook that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """One article a row, of every sheet whose header has a column for a text; the others are named in the notes."""
    source, sheets = document.name, document.sheets
    several = len(sheets) > 1
    if document.table is not None:
        sheets = tuple(sheet for sheet in sheets if sheet.name == document.table)
        if not sheets:
            names = ", ".join(sheet.name for sheet in document.sheets)
            raise TableError(f"{source}: there is no sheet {document.table!r}; sheets are {names}.")
    found: list[Reading] = []
    notes: list[str] = []
    problem: TableError | None = None
    for sheet in sheets:
        try:
            found.append(_sheet(sheet, document, several=several))
        except TableError as error:
            problem = problem or error
            notes.append(f"sheet {sheet.name!r} is not read: {str(error).removeprefix(f'{source}: ')}")
    if not found:
        raise problem or TableError(f"{source}: the workbook has no sheet.")
    stories = tuple(story for one in found for story in one.stories)
    rejections = tuple(rejection for one in found for rejection in one.rejections)
    said = tuple(dict.fromkeys([*notes, *(note for one in found for note in one.notes)]))
    return Reading(format=NAME, stories=stories, rejections=rejections, notes=said)


def _sheet(sheet: Sheet, document: Document, *, several: bool) -> Reading:
    held = [(number, row) for number, row in enumerate(sheet.rows) if any(cell != "" for cell in row)]
    if not held:
        raise TableError(f"{document.name}: the sheet is empty.")
    at = header_at([row for _, row in held], document.columns) or 0
    header = named(held[at][1])
    place = f"sheet {sheet.name!r}, row " if several else "row "
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
