"""Parquet tables."""

from __future__ import annotations

import io
from collections.abc import Iterator

from toolkit.errors import TableError
from toolkit.loading.archives import Limits
from toolkit.loading.bounds import bounded, first_line
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "Parquet table"


def recognises(document: Document) -> bool:
    """Any Parquet table."""
    return True


def read(document: Document) -> Reading:
    """One article a row. The number of rows and cells that the file states is looked at before any is read."""
    import pyarrow.parquet
    from pyarrow import ArrowException

    source = document.name
    try:
        opened = pyarrow.parquet.ParquetFile(io.BytesIO(document.data), pre_buffer=False)
        names = list(opened.schema_arrow.names)
        bounded(source, opened.metadata.num_rows, len(names), 0, document.limits)
        rows = list(_rows(opened, source, document.limits))
    except (ArrowException, OSError, ValueError, KeyError, SystemError, MemoryError) as error:
        raise TableError(
            f"{source}: this is no Parquet table, or it is cut short ({first_line(error)[:200]})."
        ) from error
    names = [name for name in names if not name.startswith("__index_level_")]
    return reading(rows, names, format=NAME, source=source, columns=document.columns)


def _rows(opened: object, source: str, limits: Limits) -> Iterator[Row]:
    unpacked, number = 0, 0
    for batch in opened.iter_batches(batch_size=1000):  # type: ignore[attr-defined]
        unpacked += batch.nbytes
        bounded(source, number, 1, unpacked, limits)
        for record in batch.to_pylist():
            number += 1
            yield Row(f"row {number}", {k: v for k, v in record.items() if not k.startswith("__index_level_")})
