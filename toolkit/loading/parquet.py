"""Parquet tables."""

from __future__ import annotations

import io
from collections.abc import Iterator

from toolkit.errors import TableError
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "Parquet table"
LARGEST = 2_000_000_000  # bytes of the columns after unpacking


def recognises(document: Document) -> bool:
    """Any Parquet table."""
    return True


def read(document: Document) -> Reading:
    """One article a row."""
    import pyarrow.parquet
    from pyarrow import ArrowException

    try:
        opened = pyarrow.parquet.ParquetFile(io.BytesIO(document.data))
        rows = list(_rows(opened, document.name))
        names = list(opened.schema_arrow.names)
    except (ArrowException, OSError) as error:
        raise TableError(
            f"{document.name}: this is no Parquet table, or it is cut short ({str(error).splitlines()[0]})."
        ) from error
    names = [name for name in names if not name.startswith("__index_level_")]
    return reading(rows, names, format=NAME, source=document.name, columns=document.columns)


def _rows(opened: object, source: str) -> Iterator[Row]:
    unpacked, number = 0, 0
    for batch in opened.iter_batches(batch_size=1000):  # type: ignore[attr-defined]
        unpacked += batch.nbytes
        if unpacked > LARGEST:
            raise TableError(f"{source}: the table unpacks to more than {LARGEST // 1_000_000} MB; split it.")
        for record in batch.to_pylist():
            number += 1
            yield Row(f"row {number}", {k: v for k, v in record.items() if not k.startswith("__index_level_")})
