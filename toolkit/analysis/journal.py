"""What is done of a long analysis, line by line on disk: after an end at any moment the same call goes on from it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError

NAME = "journal.jsonl"
_LONG = "furniture"  # of a part: as long as its texts vary, and needed at the end alone, so it stays on the disk


class Journal:
    """The lines of a journal, and a way to add to them. A line is there whole or not at all.

    `lines` are in memory, without the furniture of parts; `read` gives them as they were added.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.lines: list[dict[str, Any]] = []
        if self._path.exists():
            _cut_to_whole_lines(self._path)
            self.lines = list(map(_light, self.read()))

    def add(self, line: Mapping[str, Any]) -> None:
        """Write down one thing that is done; when this returns, it lies on the disk."""
        with self._path.open("a", encoding="ascii") as opened:
            opened.write(json.dumps(line) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        self.lines.append(_light(line))

    def read(self) -> Iterator[dict[str, Any]]:
        """The lines on the disk. Raises LoadError if one of them is damaged."""
        with self._path.open("rb") as opened:
            for written in opened:
                try:
                    line = json.loads(written)
                except ValueError as error:
                    raise LoadError(
                        f"{self._path}: the journal is damaged ({error}); delete the folder and analyse again."
                    ) from error
                if isinstance(line, dict):
                    yield line

    def first(self, name: str) -> Any:
        """What stands under a name in the first line that has it, or None."""
        return next((line[name] for line in self.lines if name in line), None)


def _light(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != _LONG or "part" not in line}


def _cut_to_whole_lines(path: Path) -> None:
    """Takes off the beginning of a line that was being written when the run ended."""
    whole = at = 0
    with path.open("rb") as opened:
        for line in opened:
            at += len(line)
            whole = at if line.endswith(b"\n") else whole
    if whole < at:
        os.truncate(path, whole)
