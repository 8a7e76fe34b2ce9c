"""What is done of a long analysis, line by line on disk: after an end at any moment the same call goes on from it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError

NAME = "journal.jsonl"


class Journal:
    """The lines of a journal, and a way to add to them. A line is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.lines: list[dict[str, Any]] = []
        if self._path.exists():
            self.lines = _whole_lines(self._path)

    def add(self, line: Mapping[str, Any]) -> None:
        """Write down one thing that is done; when this returns, it lies on the disk."""
        with self._path.open("a", encoding="ascii") as opened:
            opened.write(json.dumps(line) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        self.lines.append(dict(line))

    def first(self, name: str) -> Any:
        """What stands under a name in the first line that has it, or None."""
        return next((line[name] for line in self.lines if name in line), None)


def _whole_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a journal; the beginning of a line that was being written when the run ended is cut off."""
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
    try:
        lines = [json.loads(line) for line in data[:whole].splitlines()]
    except ValueError as error:
        raise LoadError(f"{path}: the journal is damaged ({error}); delete the folder and analyse again.") from error
    return [line for line in lines if isinstance(line, dict)]
