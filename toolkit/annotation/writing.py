"""`write_annotations`: marks into a file, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from toolkit.annotation.brat import brat_files
from toolkit.annotation.own_files import csv_text, json_document, json_lines
from toolkit.annotation.records import Annotation
from toolkit.annotation.tables import marks_in, marks_of
from toolkit.annotation.web_annotation import web_annotations
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import AnnotationError
from toolkit.folders import written_whole

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["w3c", "brat"]
_BY_ENDING: dict[str, Callable[[Iterable[Annotation]], str]] = {
    ".jsonl": json_lines,
    ".json": json_document,
    ".csv": csv_text,
}


def write_annotations(
    annotations: pd.DataFrame,
    path: str | os.PathLike[str],
    *,
    format: Format | None = None,
    articles: Corpus | Article | Iterable[Article] | None = None,
) -> None:
    """Write marks into a file; its ending says how: `.jsonl` (JSON lines), `.json`, `.csv`.

    `format="w3c"` writes W3C Web Annotations into the file, `format="brat"` texts and annotations into a folder, which
    needs the `articles`. `read_annotations` reads the same marks again from each. An older file of that name is
    replaced, whole or not at all; a folder must be new or empty.

    Raises:
        AnnotationError: for another ending, rows that are no marks, a folder that is not empty, and what fails to be
            written.
        QueryError: if an article is missing of those that
            were marked.

    >>> import tempfile
    >>> from toolkit.annotation.tables import annotation_table
    >>> table = annotation_table([Annotation(article="a", start=0, end=4, text="Rain", code="weather")])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_annotations(table, f"{folder}/marks.csv")
    ...     print(Path(folder, "marks.csv").read_text()[:36])
    "version","article","start","end","t
    """
    target = Path(path)
    if format not in (None, "w3c", "brat"):
        raise AnnotationError(f"format={format!r}: choose from w3c, brat, or leave it to the ending of the name.")
    corpus = None if articles is None else as_corpus(articles)
    marks = marks_of(annotations) if corpus is None else marks_in(annotations, corpus)
    known = {} if corpus is None else {article.id: article for article in corpus}
    if format == "w3c":
        replaced(target, web_annotations(marks, known))
    elif format == "brat":
        if corpus is None:
            raise AnnotationError("brat keeps the texts beside the marks; give them: articles=corpus.")
        _write_folder(target, brat_files(marks, known))
    elif (ending := target.suffix.lower()) in _BY_ENDING:
        replaced(target, _BY_ENDING[ending](marks))
    else:
        endings = ", ".join(_BY_ENDING)
        raise AnnotationError(f"{target}: marks are written as {endings}; give a name with such an ending.")


def _write_folder(target: Path, files: Mapping[str, str]) -> None:
    try:
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise AnnotationError(f"{target}: this holds something already; give a new or an empty folder.")
        with written_whole(target) as made:
            for name, text in files.items():
                (made / name).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise AnnotationError(f"{target}: the folder cannot be written: {error.strerror or error}.") from error


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
