"""Delimited tables that are larger than one file may be: read row by row, by the rules of CSV.

The beginning of the file tells encoding, separator, header and quoting. What breaks them further down ends in a
sentence with its line, since the care that a smaller file gets needs all of it at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from toolkit.errors import TableError
from toolkit.loading.archives import Limits
from toolkit.loading.bounds import bounded
from toolkit.loading.delimited import MOST_ABOVE, NAME, fitted, header_at, named, recognises, separator_of
from toolkit.loading.quoting import LARGEST_FIELD, Line, are_plain, sample, swallowed
from toolkit.loading.records import Columns, Document, Reading
from toolkit.loading.rows import reading

HEAD = 2_000_000  # bytes that tell how the table is written


def read_delimited(opened: BinaryIO, source: str, columns: Columns, limits: Limits) -> Reading | None:
    """The rows of a large table in plain text; None where the beginning of the file is none.

    Raises TableError where a line breaks the encoding or the quoting, or the table is larger than the limits.
    """
    head = opened.read(HEAD)
    opened.seek(0)
    if b"\0" in head:  # UTF-16 and the like: their lines are not told by bytes
        return None
    document = Document(data=head[: head.rfind(b"\n") + 1], name=source, columns=columns)
    if not recognises(document):
        return None
    text = document.text.removeprefix("\ufeff")
    separator, stated = separator_of(text, columns)
    above = list(sample(text[len(stated) :], separator, MOST_ABOVE))
    at = header_at(above, columns)
    if at is None or len(above[at]) < 2:
        return None
    header, encoding = named(above[at]), document.decoded.encoding
    plain = '"' not in text or are_plain(text, separator)
    skipped = int(bool(stated))
    lines = _Lines(opened, encoding, source)
    ruled = _by_the_rules(lines, skipped, separator, limits)
    rows = _plain(islice(lines, skipped, None), separator) if plain else ruled
    table = _bounded(islice(rows, at + 1, None), header, separator, source, limits, plain=plain)
    read, rejections, short = fitted(table, header, source, skipped, separator)
    notes = ["read row by row, by the rules of CSV: the file is larger than one that is held as a whole"]
    notes += [f"{at} rows above the names of the columns are skipped"] if at else []
    notes += [f"{short} rows have fewer values than the header names; the rest of them is empty"] if short else []
    return reading(
        read, header, format=NAME, source=source, columns=columns, rejections=rejections, notes=notes,
        encoding=encoding,
    )  # fmt: skip


class _Lines(Iterator[str]):
    """The lines of a file with their ends, decoded one after the other."""

    def __init__(self, opened: BinaryIO, encoding: str, source: str) -> None:
        self._opened, self._encoding = opened, encoding
        self.source, self.number = source, 0

    def __next__(self) -> str:
        raw = self._opened.readline(LARGEST_FIELD)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) == LARGEST_FIELD and not raw.endswith(b"\n"):
            raise TableError(f"{self.source}: line {self.number} is larger than {LARGEST_FIELD:,} characters.")
        try:
            line = raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise TableError(
                f"{self.source}: line {self.number} is no {error.encoding}, as the lines above are; "
                "give encoding=..., or save the table as UTF-8."
            ) from error
        return line.removeprefix("\ufeff") if self.number == 1 else line


def _plain(lines: Iterator[str], separator: str) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        values = line.rstrip("\r\n").split(separator)
        if any(values):
            yield Line(number, values)


def _by_the_rules(lines: _Lines, skipped: int, separator: str, limits: Limits) -> Iterator[Line]:
    csv.field_size_limit(LARGEST_FIELD)  # the module keeps one limit for all
    reader = csv.reader(islice(lines, skipped, None), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(row):
                yield Line(reader.line_num, row)
    except csv.Error as error:
        raise broken(lines.source, reader.line_num + skipped, limits) from error


def _bounded(
    rows: Iterator[Line], header: list[str], separator: str, source: str, limits: Limits, *, plain: bool
) -> Iterator[Line]:
    """The rows within the limits; a value that holds whole rows is a mark left open."""
    for count, line in enumerate(rows, 1):
        bounded(source, count, len(header), 0, limits)
        if not plain and swallowed([line, line], separator, len(header)):
            raise broken(source, line.number, limits)
        yield line


def broken(source: str, number: int, limits: Limits) -> TableError:
    """The sentence for a line whose quotation marks break the rules."""
    return TableError(
        f"{source}: line {number}: the quotation marks do not follow the rules of CSV, and a file of more than "
        f"{limits.file_bytes / 1e6:,.0f} MB is read by them alone; mend the line, split the file, or raise the limit "
        "with limits=Limits(file_bytes=...)."
    )
