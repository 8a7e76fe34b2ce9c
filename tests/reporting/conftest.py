"""One report for all tests that only look at it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import toolkit as tk
from tests.reporting.making import csv_file


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with news.csv and its report in out/."""
    folder = tmp_path_factory.mktemp("made")
    csv_file(folder / "news.csv")
    tk.report(folder / "news.csv", folder / "out", text="body", outlet="source", published="date")
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "copy"))
