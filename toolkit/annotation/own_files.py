"""Marks in files of the toolkit's own: JSON lines, one JSON document, CSV. One way in and one way out for each.

Readers give the values of each mark as they stand, with the place in the file; checking is done in one place for all
formats (`reading.py`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from toolkit.annotation.records import FIELDS, VERSION, Annotation, as_values
from toolkit.errors import AnnotationError

FORMAT = "media-analysis-annotations"
COLUMNS = ("version", *FIELDS)
_LONGEST = 1 << 30  # characters in a cell: a judgement of a whole article holds its whole text


class Raw(NamedTuple):
    """What a file says of one mark: its place in the file, and values, or the reason why it is none."""

    locator: str
    values: Mapping[str, Any] | None
    reason: str = ""


def json_lines(marks: Iterable[Annotation]) -> str:
    """One record per line."""
    return "".join(json_line(mark) for mark in marks)


def json_line(mark: Annotation) -> str:
    """The line of one record."""
    # U+2028 and the like end a line for some readers: only \n may end one here.
    text = json.dumps(as_values(mark), ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in "\x85\u2028\u2029" else c for c in text) + "\n"


def json_document(marks: Iterable[Annotation]) -> str:
    """All records in one document, as a page in a browser saves them."""
    listed = [as_values(mark) for mark in marks]
    for values in listed:
        del values["version"]
    return json.dumps({"format": FORMAT, "version": VERSION, "marks": listed}, ensure_ascii=False, indent=1) + "\n"


def csv_text(marks: Iterable[Annotation]) -> str:
    """One row per record under a head row."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writeheader()
    writer.writerows(as_values(mark) for mark in marks)
    return out.getvalue()


def from_json_lines(text: str) -> Iterator[Raw]:
    """The records of a file of JSON lines; a line that is torn is set aside with its number."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                values = json.loads(line)
            except (ValueError, RecursionError):
                yield Raw(f"line {number}", None, "the line is no JSON; it may be cut off")
                continue
            yield Raw(f"line {number}", values)


def from_json_document(said: Mapping[str, Any]) -> Iterator[Raw]:
    """The records of one document; whatever else a page keeps in it stays there. Raises AnnotationError."""
    version, marks = said.get("version"), said.get("marks")
    if version != VERSION or isinstance(version, bool):
        raise AnnotationError(f"the file has version {str(version)[:20]!r}; this toolkit reads version {VERSION}.")
    if not isinstance(marks, list):
        raise AnnotationError('the file has no list "marks"; it holds the marks of a page.')
    for number, values in enumerate(marks, 1):
        yield Raw(f"mark {number}", values)


def from_csv(text: str) -> Iterator[Raw]:
    """The records of a table; a row with more cells than the head is set aside. Raises AnnotationError."""
    old = csv.field_size_limit(_LONGEST)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        head = [name.strip() for name in next(lines, [])]
        if missing := [name for name in ("article", "start", "end", "code") if name not in head]:
            raise AnnotationError(
                f"the table has no column {missing[0]!r}; it has {', '.join(head)[:200] or 'none'}. "
                "Marks need article, start, end and code."
            )
        for number, cells in enumerate(lines, 1):
            if len(cells) == len(head):
                yield Raw(f"row {number}", dict(zip(head, cells, strict=True)))
            elif cells:
                yield Raw(f"row {number}", None, f"the row has {len(cells)} cells and the head row {len(head)}")
    except csv.Error as error:
        raise AnnotationError(f"the table cannot be read further: {error}.") from error
    finally:
        csv.field_size_limit(old)
