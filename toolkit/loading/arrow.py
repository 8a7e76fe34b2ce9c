"""Feather and Arrow tables: files and streams of record batches."""

from __future__ import annotations

import io

from toolkit.errors import TableError
from toolkit.loading.bounds import bounded, first_line
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "Arrow table"


def recognises(document: Document) -> bool:
    """Any Arrow table."""
    return True


def read(document: Document) -> Reading:
    """One article a row. Raises TableError where the bytes are no Arrow table or it is larger than the limits."""
    import pyarrow
    from pyarrow import ArrowException, feather, ipc

    source, data = document.name, document.data
    rows: list[Row] = []
    try:
        if data.startswith(b"FEA1"):
            batches = iter(feather.read_table(io.BytesIO(data)).to_batches(1000))
        elif data.startswith(b"ARROW1"):
            opened = ipc.open_file(pyarrow.BufferReader(data))
            batches = (opened.get_batch(number) for number in range(opened.num_record_batches))
        else:
            batches = iter(ipc.open_stream(pyarrow.BufferReader(data)))
        names: list[str] = []
        unpacked = 0
        for batch in batches:
            names = names or list(batch.schema.names)
            unpacked += batch.nbytes
            bounded(source, len(rows) + batch.num_rows, len(names), unpacked, document.limits)
            rows += [Row(f"row {len(rows) + at}", record) for at, record in enumerate(batch.to_pylist(), 1)]
    except (ArrowException, OSError, ValueError, KeyError, SystemError, MemoryError) as error:
        raise TableError(
            f"{source}: this is no Arrow or Feather table, or it is cut short ({first_line(error)[:200]})."
        ) from error
    if not rows:
        raise TableError(f"{source}: the Arrow table has no row.")
    return reading(rows, names, format=NAME, source=source, columns=document.columns)
