"""A file of marks that grows while people mark: each mark is on disk before it is acknowledged.

The file is the truth; it may be read, copied or changed by others between two marks. A new mark is a new line. If one
changes or goes, the file is written anew, and every other line stays as it was, also one that cannot be read.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path

from toolkit.annotation.own_files import COLUMNS, csv_text, from_csv, from_json_lines, json_line
from toolkit.annotation.records import Annotation, as_values, from_values
from toolkit.annotation.writing import replaced
from toolkit.errors import AnnotationError

ENDINGS = (".jsonl", ".csv")


class MarkFile:
    """Marks in a file of JSON lines or CSV, by their ids.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = MarkFile(Path(folder, "marks.jsonl"))
    ...     file.save(Annotation(article="a", start=0, end=4, text="Rain", code="weather", id="m1"))
    ...     file.save(Annotation(article="a", start=0, end=4, text="Rain", code="storm", id="m1"))
    ...     [mark.code for mark in file.marks()]
    ['storm']
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() not in ENDINGS:
            raise AnnotationError(
                f"{self.path}: marks are saved as you go in files that end in {' or '.join(ENDINGS)}."
            )
        self._seen: tuple[int, int] | None = None
        self._marks: dict[str, Annotation] = {}
        self._nameless: list[Annotation] = []
        self._unreadable = 0
        self._read()

    def marks(self) -> list[Annotation]:
        """All marks of the file as it is now."""
        self._read()
        return [*self._nameless, *self._marks.values()]

    @property
    def unreadable(self) -> int:
        """How many lines of the file are no marks; they stay where they are."""
        self._read()
        return self._unreadable

    def save(self, mark: Annotation) -> None:
        """Write a mark, or put it in the place of the one with its id. Raises AnnotationError."""
        if not mark.id:
            raise AnnotationError("a mark that is saved as you go needs an id.")
        self._read()
        known = self._marks.get(mark.id)
        if known is None:
            self._append(mark)
        elif known != mark:
            self._rewrite({mark.id: mark})
        self._marks[mark.id] = mark

    def remove(self, identity: str) -> None:
        """Take a mark back; one that is not there is gone already. Raises AnnotationError."""
        self._read()
        if identity in self._marks:
            self._rewrite({identity: None})
            del self._marks[identity]

    def _append(self, mark: Annotation) -> None:
        text = json_line(mark) if self._is_lines else _row(mark)
        try:
            with self.path.open("ab+") as file:
                size = file.seek(0, os.SEEK_END)
                if size:
                    file.seek(size - 1)
                    text = ("" if file.read(1) == b"\n" else "\n") + text  # behind a line that was cut off
                elif not self._is_lines:
                    text = csv_text([]) + text
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise AnnotationError(f"{self.path}: the mark cannot be saved: {error.strerror or error}.") from error
        self._seen = self._stamp()

    def _rewrite(self, changed: dict[str, Annotation | None]) -> None:
        if self._is_lines:
            text = "".join(self._changed_lines(changed))
        elif self._unreadable:
            raise AnnotationError(f"{self.path}: {self._unreadable} rows are no marks; mend or delete them first.")
        else:
            kept = [
                changed.get(mark.id, mark) if mark.id else mark for mark in (*self._nameless, *self._marks.values())
            ]
            text = csv_text(mark for mark in kept if mark is not None)
        replaced(self.path, text)
        self._seen = self._stamp()

    def _changed_lines(self, changed: dict[str, Annotation | None]) -> Iterable[str]:
        for line in _lines(self.path):
            identity = _identity(line)
            if isinstance(identity, str) and identity in changed:
                mark = changed[identity]
                yield json_line(mark) if mark is not None else ""
            else:
                yield line + "\n"

    def _read(self) -> None:
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._marks, self._nameless, self._unreadable = {}, [], 0
        if stamp is not None:
            text = _text(self.path)
            for raw in from_json_lines(text) if self._is_lines else from_csv(text) if text.strip() else ():
                try:
                    mark = from_values(raw.values)
                except AnnotationError:
                    self._unreadable += 1
                    continue
                if mark.id:
                    self._marks[mark.id] = mark
                else:
                    self._nameless.append(mark)
        self._seen = stamp

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise AnnotationError(f"{self.path}: the file cannot be opened: {error.strerror or error}.") from error
        return found.st_size, found.st_mtime_ns

    @property
    def _is_lines(self) -> bool:
        return self.path.suffix.lower() == ".jsonl"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{path}: the file is no UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise AnnotationError(f"{path}: the file cannot be opened: {error.strerror or error}.") from error


def _lines(path: Path) -> list[str]:
    lines = _text(path).split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _identity(line: str) -> object:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said.get("id") if isinstance(said, dict) else None


def _row(mark: Annotation) -> str:
    out = io.StringIO(newline="")
    csv.DictWriter(out, COLUMNS, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerow(as_values(mark))
    return out.getvalue()
