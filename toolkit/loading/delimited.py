"""Tables in plain text (CSV, TSV): separator, quoting, header and what stands above it are found and said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.columns import is_known
from toolkit.loading.quoting import Line, TooLargeError, parsed, sample
from toolkit.loading.records import Columns, Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "CSV table"
SEPARATORS = (",", ";", "\t", "|")
MOST_ABOVE = 40  # rows above the header: titles of reports, comments

_NAMED = re.compile(
    r"\.(csv|tsv|tab|psv)(\.(gz|bz2|xz))?$", re.I
)  # among texts, a table of one column looks like prose
_STATED = re.compile(r"\ufeff?\"?sep=(?P<separator>[,;|\t])\"?[ \t]*(?:\r\n|\r|\n)", re.I)  # the first line of Excel's
_COMMENT = re.compile(r"\s*(?:#|//|%)")
_PATH = re.compile(r"/\S*\.\w|\d\.\w{2,5}$|://")  # a path or an address among the first rows
_LABEL = 60  # characters: names of columns are shorter


def recognises(document: Document) -> bool:
    """A header with names that tables of articles have, and rows that fit it; or a text that is named as a table."""
    try:
        text = document.text
    except LoadError:
        return False
    if _NAMED.search(document.name) or _STATED.match(text):
        return True
    head = text[:200_000]
    first = head.lstrip("\ufeff\r\n ").partition("\n")[0]
    separator = _separator(head, Columns())
    rows = list(sample(head, separator, MOST_ABOVE))
    at = header_at(rows)
    if at is None or (at and is_known(rows[at]) < 3) or (not at and len(first) > 2000):
        return False
    header, below = rows[at], rows[at + 1 :]
    if not below or len(header) < 2:
        return False
    fitting = sum(len(row) == len(header) for row in below)
    spaced = separator == "," and any(
        cell.startswith(" ") for cell in header
    )  # commas of prose have a space after them
    return not spaced and 2 * fitting > len(below) and (not has_marks(header))


def has_marks(header: Sequence[str]) -> bool:
    """Whether the cells of a row are too long, or end as sentences do: such a row names no columns."""
    return any(len(cell) > _LABEL or re.search(r"\w\w[.!?…]\s*$", cell) for cell in header)


def read(document: Document) -> Reading:
    """One article a row. What cannot be read as a row is listed with its line; a short row is filled up.

    Raises TableError where there is no header, no row, or no column for a text.
    """
    text = document.text.removeprefix("\ufeff")
    notes: list[str] = []
    separator, stated = separator_of(text, document.columns)
    text, skipped = text[len(stated) :], int(bool(stated))
    above = list(sample(text[:200_000], separator, MOST_ABOVE))
    at = header_at(above, document.columns) or 0
    try:
        found = parsed(text, separator, width=len(above[at]) if above else None)
    except TooLargeError as error:
        raise TableError(
            f"{document.name}: this is no table of values separated by {_called(separator)}: {error}."
        ) from error
    table = found.rows
    if not table:
        raise TableError(f"{document.name}: the table is empty.")
    at = header_at((row.values for row in table), document.columns) or 0
    if at:
        notes.append(f"{at} rows above the names of the columns are skipped: {_shown(table[0].values)}")
    header = named(table[at].values)
    if len(table) == at + 1 and not found.bad:
        raise TableError(f"{document.name}: the table has names of columns ({', '.join(header[:30])}) and no row.")
    rejections = [Rejection(document.name, f"line {bad.number + skipped}", bad.reason) for bad in found.bad]
    rows, more, short = fitted(table[at + 1 :], header, document.name, skipped, separator)
    notes += [] if separator == "," else [f"values separated by {_called(separator)}"]
    notes += found.notes
    if short:
        notes.append(f"{short} rows have fewer values than the header names; the rest of them is empty")
    return reading(
        rows,
        header,
        format=NAME,
        source=document.name,
        columns=document.columns,
        rejections=[*rejections, *more],
        notes=notes,
        encoding=document.decoded.encoding,
    )


def fitted(
    table: Iterable[Line], header: Sequence[str], source: str, skipped: int, separator: str
) -> tuple[list[Row], list[Rejection], int]:
    """The rows with the names of their columns, those with too many values, and how many have too few."""
    rows: list[Row] = []
    rejections: list[Rejection] = []
    short = 0
    for number, (line, values) in enumerate(table, 1):
        row = list(values)
        while len(row) > len(header) and not row[-1].strip():
            row.pop()
        if len(header) == 1:
            row = [separator.join(row)]  # the text of a table of one column may hold the separator
        if len(row) > len(header):
            reason = f"{len(row)} values where the header names {len(header)}: {_shown(row)}"
            rejections.append(Rejection(source, f"row {number}, line {line + skipped}", reason))
            continue
        if len(header) > 1 and len(row) == 1 and _COMMENT.match(row[0]):
            rejections.append(Rejection(source, f"row {number}, line {line + skipped}", f"a comment: {_shown(row)}"))
            continue
        short += len(row) < len(header)
        rows.append(Row(f"row {number}", dict(zip(header, row, strict=False))))
    return rows, rejections, short


def named(cells: Sequence[object]) -> list[str]:
    """The names of the columns; one that has none is called by its number, and a name that comes again is counted.

    >>> named(["title", " ", "text", "title"])
    ['title', 'column 2', 'text', 'title (2)']
    """
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = ("" if cell is None else str(cell).strip()) or f"column {number}"
        same = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({same + 1})" if name in names else name)
    return names


def header_at(rows: Iterable[Sequence[object]], columns: Columns | None = None) -> int | None:
    """Which of the first rows names the columns; None where none of them has a name that is known.

    Titles, comments and settings above it are common in exports. The columns that the caller named decide first.

    >>> header_at([["Report:", "Mentions"], ["Date", "Title", "Full Text"], ["2019-03-12", "A", "Rain fell."]])
    1
    """
    wanted = {name for name in columns or () if name}
    best: tuple[int, int] | None = None  # the row, and how many names of it are known
    for at, row in enumerate(islice(rows, MOST_ABOVE + 1)):
        cells = [str(cell).strip() for cell in row if cell is not None and str(cell).strip()]
        if wanted and wanted <= set(cells):
            return at
        if any(len(cell) > _LABEL for cell in cells) or len(set(cells)) < len(cells):
            continue
        known = is_known(cell for cell in cells if not _PATH.search(cell))
        if known > bool(at) and (best is None or known > best[1] + 1):
            best = at, known
    return None if wanted or best is None else best[0]


def separator_of(text: str, columns: Columns) -> tuple[str, str]:
    """The separator of a table, and the line above it that states the separator, where there is one."""
    if stated := _STATED.match(text):
        return stated["separator"], stated.group()
    return _separator(text[:200_000], columns), ""


def _separator(head: str, columns: Columns) -> str:
    """The separator by which most rows have as many values as the header has; the one with most values among equals."""

    def fit(separator: str) -> tuple[float, int]:
        rows = list(sample(head, separator, MOST_ABOVE))
        at = header_at(rows, columns)
        header, *below = rows[at or 0 :] or [[]]
        if len(header) < 2:
            return (0.0, 0)
        fitting = sum(len(row) == len(header) for row in below) / (len(below) or 1)
        return ((at is not None) + fitting, len(header))

    return max(SEPARATORS, key=fit)


def _called(separator: str) -> str:
    return {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[separator]


def _shown(row: Sequence[str]) -> str:
    joined = " | ".join(" ".join(cell.split()) for cell in row)
    return joined[:77] + "..." if len(joined) > 80 else joined
