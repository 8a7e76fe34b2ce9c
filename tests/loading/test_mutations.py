"""Damaged files of every format; the long run is `python -m benchmarks.mutations --rounds 5000`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mutations import run, seeds

pytestmark = pytest.mark.slow


def test_the_files_to_be_damaged_are_whole(tmp_path: Path) -> None:
    from toolkit.loading.reading import Settings, read_bytes

    empty = [
        name
        for name, data in seeds(tmp_path).items()
        if not any(one.articles for one in read_bytes(data, source=name, stem="a", settings=Settings()))
    ]
    assert empty == []


def test_a_damaged_file_ends_in_articles_or_in_a_sentence(tmp_path: Path) -> None:
    found = run(seeds(tmp_path), rounds=500, seed=7)
    assert found["first"] == []
