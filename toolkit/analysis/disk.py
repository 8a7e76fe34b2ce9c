"""Files that are there whole or not at all, whatever ends the program that writes them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def write_table(table: Any, path: Path) -> None:
    """A Parquet file, whole or not at all."""
    import pyarrow.parquet as pq

    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("wb") as opened:
        pq.write_table(table, opened, compression="zstd")
        opened.flush()
        os.fsync(opened.fileno())
    made.replace(path)


def write_text(text: str, path: Path) -> None:
    """A text file, whole or not at all."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    made.replace(path)
