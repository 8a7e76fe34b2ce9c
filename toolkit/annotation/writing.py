"""`write_annotations`: marks into a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.own_files import csv_text, json_document, json_lines
from toolkit.annotation.records import Annotation
from toolkit.annotation.tables import marks_of
from toolkit.errors import AnnotationError

if TYPE_CHECKING:
    import pandas as pd

_BY_ENDING: dict[str, Callable[[Iterable[Annotation]], str]] = {
    ".jsonl": json_lines,
    ".json": json_document,
    ".csv": csv_text,
}


def write_annotations(annotations: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write marks into a file; its ending says how: `.jsonl` (JSON lines), `.json`, `.csv`.

    `read_annotations` reads the same marks again. An older file of that name is replaced, whole or not at all.

    Raises:
        AnnotationError: for another ending, for rows that are no marks, and where the file cannot be written.

    >>> import tempfile
    >>> from toolkit.annotation.tables import annotation_table
    >>> table = annotation_table([Annotation(article="a", start=0, end=4, text="Rain", code="weather")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_annotations(table, f"{folder}/marks.csv")
    ...     print(Path(folder, "marks.csv").read_text()[:36])
    "version","article","start","end","t
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in _BY_ENDING:
        raise AnnotationError(
            f"{target}: marks are written as {', '.join(_BY_ENDING)}; give a name with such an ending."
        )
    replaced(target, _BY_ENDING[ending](marks_of(annotations)))


def replaced(target: Path, text: str) -> None:
    """A file with a new content: written beside its place, and moved there when it is complete."""
    made = target.with_name(f".{target.name}.partial")
    try:
        with made.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, target)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise AnnotationError(f"{target}: the file cannot be written: {error.strerror or error}.") from error
