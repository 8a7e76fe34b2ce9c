"""Tables in plain text (CSV, TSV): the separator, the quoting and the header are found, not assumed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.columns import is_known
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "CSV table"
SEPARATORS = (",", ";", "\t", "|")
LARGEST_FIELD = 5_000_000  # characters of one cell: a long novel
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NAMED = re.compile(r"\.(csv|tsv|tab)(\.gz)?$", re.I)  # only among texts, where a table of one column looks like prose


def recognises(document: Document) -> bool:
    """A header with names that tables of articles have, and rows that fit it; or a text that is named as a table."""
    try:
        text = document.text
    except LoadError:
        return False
    if _NAMED.search(document.name):
        return True
    head = text[:200_000]
    first = head.lstrip("\ufeff\r\n ").partition("\n")[0]
    if len(first) > 2000 or not any(separator in first for separator in SEPARATORS):
        return False
    separator = _separator(head)
    rows = list(_sample(head, separator))
    if len(rows) < 2 or len(rows[0]) < 2 or is_known(rows[0]) == 0:
        return False
    fitting = sum(len(row) == len(rows[0]) for row in rows[1:])
    spaced = separator == "," and any(
        cell.startswith(" ") for cell in rows[0]
    )  # commas of prose have a space after them
    return not spaced and all(len(cell) <= 60 for cell in rows[0]) and 2 * fitting > len(rows) - 1


def read(document: Document) -> Reading:
    """One article a row. A row with more values than the header names is listed; a short one is filled up."""
    text = document.text.removeprefix("\ufeff")
    separator = _separator(text[:200_000])
    table = _parsed(text, separator, document.name)
    header = [name.strip() or f"column {number}" for number, name in enumerate(table[0][1], 1)]
    rows, rejections, short = [], [], 0
    for number, (line, row) in enumerate(table[1:], 1):
        while len(row) > len(header) and row[-1] == "":
            row.pop()
        if len(row) > len(header):
            reason = f"{len(row)} values where the header names {len(header)}: {_shown(row)}"
            rejections.append(Rejection(document.name, f"row {number}, line {line}", reason))
            continue
        short += len(row) < len(header)
        rows.append(Row(f"row {number}", dict(zip(header, row, strict=False))))
    notes = [] if separator == "," else [f"values separated by {_called(separator)}"]
    if short:
        notes.append(f"{short} rows have fewer values than the header names; the rest of them is empty")
    return reading(
        rows,
        header,
        format=NAME,
        source=document.name,
        columns=document.columns,
        rejections=rejections,
        notes=notes,
        encoding=document.decoded.encoding,
    )


def _parsed(text: str, separator: str, source: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line of the file where it ends."""
    csv.field_size_limit(LARGEST_FIELD)  # the module keeps one limit for all
    problem: csv.Error | None = None
    for escape in (None, "\\"):
        lines = (match.group() for match in _LINES.finditer(text))
        reader = csv.reader(lines, delimiter=separator, strict=True, escapechar=escape, doublequote=escape is None)
        try:
            table = [(reader.line_num, row) for row in reader if any(row)]
        except csv.Error as error:
            problem = problem or csv.Error(f"line {reader.line_num}: {error}")
            if "field larger" in str(error):
                break
            continue
        if table:
            return table
        raise TableError(f"{source}: the table is empty.")
    raise TableError(f"{source}: this is no table of values separated by {_called(separator)}: {problem}.")


def _sample(head: str, separator: str) -> Iterator[list[str]]:
    """The first rows; the last of them may be cut and is left out where there are more."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            if any(row):
                rows.append(row)
            if len(rows) > 30:
                break
    except csv.Error:
        pass  # the rows until there are the sample
    yield from rows if len(rows) < 3 else rows[:-1]


def _separator(head: str) -> str:
    """The separator by which most rows have as many values as the first has; the one with most values among equals."""

    def fit(separator: str) -> tuple[float, int]:
        rows = list(_sample(head, separator))
        if not rows or len(rows[0]) < 2:
            return (0.0, 0)
        known = is_known(rows[0]) > 0
        return (known + sum(len(row) == len(rows[0]) for row in rows) / len(rows), len(rows[0]))

    return max(SEPARATORS, key=fit)


def _called(separator: str) -> str:
    return {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[separator]


def _shown(row: list[str]) -> str:
    joined = " | ".join(cell.replace("\n", " ") for cell in row)
    return joined[:77] + "..." if len(joined) > 80 else joined
