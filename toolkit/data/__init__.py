"""Tables for people: word lists with a source and a reason in every row, read in one way."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path


def data_path(name: str) -> Path:
    """Where a file of this folder lies."""
    return Path(str(files("toolkit").joinpath("data", name)))


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, by its path inside this folder."""
    return list(csv.DictReader(data_path(name).read_text(encoding="utf-8").splitlines()))
