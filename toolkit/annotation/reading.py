"""`read_annotations`: files of marks, whoever made them. What a file is, is told from what it says."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.annotation.brat import from_brat, is_brat
from toolkit.annotation.label_studio import from_label_studio, is_label_studio
from toolkit.annotation.own_files import FORMAT, Raw, from_csv, from_json_document, from_json_lines
from toolkit.annotation.records import Annotation, from_values
from toolkit.annotation.tables import annotation_table
from toolkit.annotation.web_annotation import from_web_annotations, is_web_annotation
from toolkit.articles import Article, Corpus, Rejection, as_corpus
from toolkit.errors import AnnotationError, AnnotationWarning

if TYPE_CHECKING:
    import pandas as pd

LARGEST = 200_000_000  # bytes of one file
KINDS = "JSON, JSON lines and CSV of the toolkit, W3C Web Annotation, Label Studio and brat"
Source = str | os.PathLike[str]


def read_annotations(
    source: Source | Iterable[Source], *, articles: Corpus | Article | Iterable[Article] | None = None
) -> pd.DataFrame:
    """The marks that people made, from a file, several files, or a folder.

    Takes what `annotate` and the pages for a class save (JSON lines, JSON, CSV), W3C Web Annotations, exports of Label
    Studio (JSON, JSON-MIN), and folders of brat (.ann with .txt). With `articles`, each mark is checked against its
    article: one that was made on another text is set aside. What is set aside is listed with its place and
    its reason in `.attrs["rejected"]`, counted in the caption, and told by a warning.

    Columns:

    - article: the id
    - start, end: characters of `Article.text`, half-open
    - text: what stands there
    - code: of the codebook
    - note: why
    - person
    - time: as given
    - id: of the mark
    - text_sha256: hash of the whole text; empty if it is not known

    Raises:
        AnnotationError: if a file does not exist, is no file of marks, or is damaged as a whole; of several files, if
            this holds of all of them. Otherwise such a file is set aside.

    >>> import tempfile
    >>> line = '{"article": "a", "start": 0, "end": 4, "text": "Rain", "code": "weather", "person": "Ada"}'
    >>> with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
    ...     _ = file.write(line), file.flush()
    ...     read_annotations(file.name)[["text", "code", "person"]].values.tolist()
    [['Rain', 'weather', 'Ada']]
    """
    corpus = None if articles is None else as_corpus(articles)
    known = None if corpus is None else {article.id: article for article in corpus}
    marks: list[Annotation] = []
    rejected: list[Rejection] = []
    files = list(_files(source))
    for path in files:
        try:
            for raw in _records(path, known or {}):
                try:
                    marks.append(_checked(raw, known))
                except AnnotationError as error:
                    rejected.append(Rejection(str(path), raw.locator, str(error)))
        except AnnotationError as error:
            if len(files) == 1:
                raise AnnotationError(f"{path}: {error}") from error
            rejected.append(Rejection(str(path), "the file", str(error)))
    if not marks and files and len(rejected) == len(files) > 1:
        raise AnnotationError(f"None of {len(files)} files holds marks; the first, {files[0]}: {rejected[0].reason}")
    if rejected:
        first = rejected[0]
        warnings.warn(
            f"{len(marks)} marks were read and {len(rejected)} set aside, which .attrs['rejected'] lists. The first: "
            f"{first.source}, {first.locator}: {first.reason}",
            AnnotationWarning,
            stacklevel=2,
        )
    return annotation_table(marks, corpus=corpus, rejected=rejected)


def _files(source: Source | Iterable[Source]) -> Iterator[Path]:
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            annotated = {one.with_suffix("") for one in found if one.suffix == ".ann"}
            yield from (one for one in found if not (_beside_brat(one, annotated)))
        else:
            yield path
    elif isinstance(source, Iterable) and not hasattr(source, "columns"):
        for one in source:
            yield from _files(one)
    else:
        shown = "None" if source is None else type(source).__name__
        raise AnnotationError(f"read_annotations takes a path, several paths or a folder; this is {shown}.")


def _beside_brat(path: Path, annotated: set[Path]) -> bool:
    """Texts and settings of brat, which are read with its annotations."""
    return path.suffix == ".conf" or (path.suffix == ".txt" and path.with_suffix("") in annotated)


def _records(path: Path, known: Mapping[str, Article]) -> Iterator[Raw]:
    """The records of a file, by the first reader that knows what the file says of itself."""
    text = _text_of(path)
    if is_brat(text):
        beside = path.with_suffix(".txt")
        if not beside.is_file():
            raise AnnotationError(f"annotations of brat need their text beside them, and there is no {beside.name}.")
        return from_brat(text, _text_of(beside, mark=False), path.stem)
    start = text.lstrip()[:1]
    if not start:
        return iter(())  # nobody has marked anything yet
    if start not in ("{", "["):
        return from_csv(text)
    said = _json(text)
    if isinstance(said, Mapping) and said.get("format") == FORMAT:
        return from_json_document(said)
    if is_web_annotation(said):
        return from_web_annotations(said, known)
    if is_label_studio(said):
        return from_label_studio(said, known)
    if said is None or (isinstance(said, Mapping) and {"article", "start", "end"} <= set(said)):
        return from_json_lines(text)
    raise AnnotationError(f"this JSON is no file of marks; read are {KINDS}.")


def _text_of(path: Path, *, mark: bool = True) -> str:
    """The text of a file; a mark of its encoding at the beginning is no part of it, unless the offsets count it."""
    try:
        if path.stat().st_size > LARGEST:
            raise AnnotationError(f"the file has more than {LARGEST:,} bytes; split it.")
        data = path.read_bytes()
    except OSError as error:
        raise AnnotationError(f"the file cannot be opened: {error.strerror or error}.") from error
    try:
        return data.decode("utf-8-sig" if mark else "utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"the file is no UTF-8 (byte {error.start}); save it as UTF-8.") from error


def _json(text: str) -> Any:
    """What one JSON document says; None for a text of several, or of none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _checked(raw: Raw, known: Mapping[str, Article] | None) -> Annotation:
    if raw.values is None:
        raise AnnotationError(f"{raw.reason}.")
    if known is None or not isinstance(raw.values, Mapping):
        return from_values(raw.values)
    identity = raw.values.get("article")
    if not isinstance(identity, str) or identity not in known:
        raise AnnotationError(f"no article has the id {str(identity)[:60]!r}; the ids are those of articles=.")
    return from_values(raw.values, known[identity])
