"""Tables that are larger than one file may be: read from the disk piece by piece, where their format allows it.

JSON lines, Parquet, Arrow and delimited tables are read row by row, within the limits of rows, cells and all bytes.
What must be held as a whole (a text, a page, one value of JSON) is refused in a sentence that says how to raise the
limit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.archives import Limits
from toolkit.loading.bounds import bounded, first_line
from toolkit.loading.json_lists import unwrapped
from toolkit.loading.large_delimited import read_delimited
from toolkit.loading.records import Columns, Reading
from toolkit.loading.rows import Row, flat, reading

LONGEST_LINE = 50_000_000  # bytes of one record


def read_large(path: Path, *, size: int, columns: Columns, limits: Limits) -> Reading:
    """The rows of a large table. Raises LoadError where the file is none, or larger than the limits."""
    source = str(path)
    with path.open("rb") as opened:
        head = opened.read(65_536)
        opened.seek(0)
        columnar, lines = head.startswith((b"PAR1", b"ARROW1")), are_lines(head)
        if (columnar or lines) and size > limits.total_bytes:
            raise too_large(path, limits.total_bytes, "total_bytes")
        if columnar:
            rows, names = _columnar(opened, head, source, limits)
            kind = "Parquet table" if head.startswith(b"PAR1") else "Arrow table"
            return reading(rows, names, format=kind, source=source, columns=columns)
        if lines:
            return _lines(opened, source, columns, limits)
        if size <= limits.total_bytes and (found := read_delimited(opened, source, columns, limits)) is not None:
            return found
    raise too_large(path, limits.file_bytes, "file_bytes")


def too_large(path: Path, most: int, option: str) -> LoadError:
    """The sentence for a file beyond a limit, with the way to raise it."""
    return LoadError(
        f"{path}: the file is larger than {most / 1e6:,.0f} MB; split it, or raise the limit with "
        f"limits=Limits({option}=...)."
    )


def are_lines(head: bytes) -> bool:
    """Whether a file holds one JSON object a line: its first line is one."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first[1] or not first[0].startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first[0]), dict)
    except (ValueError, RecursionError):
        return False


def _lines(opened: BinaryIO, source: str, columns: Columns, limits: Limits) -> Reading:
    rows: list[Row] = []
    rejections: list[Rejection] = []
    names: dict[str, None] = {}
    number = 0
    while line := opened.readline(LONGEST_LINE):
        number += 1
        text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
        if not text:
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            rejections.append(Rejection(source, f"line {number}", f"no JSON: {str(error)[:200]}"))
            continue
        if not isinstance(record, dict):
            rejections.append(Rejection(source, f"line {number}", "no JSON object, one article a line"))
            continue
        values = flat(unwrapped(record))
        names.update(dict.fromkeys(values))
        rows.append(Row(f"row {len(rows) + len(rejections) + 1}", values))
        bounded(source, len(rows), len(names), 0, limits)
    return reading(
        rows, list(names), format="JSON records", source=source, columns=columns, rejections=rejections,
        notes=["one record a line, read line by line"],
    )  # fmt: skip


def _columnar(opened: BinaryIO, head: bytes, source: str, limits: Limits) -> tuple[list[Row], list[str]]:
    import pyarrow.parquet
    from pyarrow import ArrowException, ipc

    try:
        if head.startswith(b"PAR1"):
            table = pyarrow.parquet.ParquetFile(opened, pre_buffer=False)  # what is read ahead would stay in memory
            names = [name for name in table.schema_arrow.names if not name.startswith("__index_level_")]
            bounded(source, table.metadata.num_rows, len(names), 0, limits)
            batches: Iterator[object] = table.iter_batches(batch_size=1000)
        else:
            file = ipc.open_file(opened)
            names = list(file.schema.names)
            batches = (file.get_batch(number) for number in range(file.num_record_batches))
        rows: list[Row] = []
        unpacked = 0
        for batch in batches:
            unpacked += batch.nbytes  # type: ignore[attr-defined]
            records = batch.to_pylist()  # type: ignore[attr-defined]
            bounded(source, len(rows) + len(records), len(names), unpacked, limits)
            rows += [Row(f"row {len(rows) + at}", record) for at, record in enumerate(records, 1)]
    except (ArrowException, OSError, ValueError, KeyError, SystemError, MemoryError) as error:
        raise TableError(f"{source}: this table is damaged or cut short ({first_line(error)[:200]}).") from error
    return rows, names
