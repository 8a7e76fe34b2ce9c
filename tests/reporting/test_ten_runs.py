"""The same report ten times. A file of its own, for it takes as long as many other tests together."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import toolkit as tk
from tests.reporting.making import csv_file


@pytest.mark.slow
def test_ten_runs_are_the_same(tmp_path: Path) -> None:
    csv_file(tmp_path / "news.csv", 12)
    out = tmp_path / "out"
    seen = set()
    for _ in range(10):
        tk.report(tmp_path / "news.csv", out, text="body", outlet="source", published="date")
        files = sorted(path for path in out.rglob("*") if path.is_file())
        seen.add(tuple((path.relative_to(out), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files))
    assert len(seen) == 1
    assert len(seen.pop()) > 20
