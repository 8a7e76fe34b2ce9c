"""Articles taken in by several processes, some files or rows each, are those that `load` gives."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.analysis.poison import texts
from tests.conftest import ROOT
from toolkit.analysis import intake, laying, recurring
from toolkit.articles.storage import MANIFEST
from toolkit.loading import ranges, streaming


@pytest.fixture
def by_processes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Small pieces, given to other processes from the second one on; how many were given."""
    monkeypatch.setattr(intake, "ALONE", -1)
    monkeypatch.setattr(ranges, "LARGE", 0)
    monkeypatch.setattr(ranges, "RANGE", 9)
    monkeypatch.setattr(streaming, "FILES", 3)
    given: list[int] = []
    spread = intake.in_processes

    def counted(work: Any, chunks: Any, **options: Any) -> Any:
        for one in spread(work, chunks, **options):
            given.append(1)
            yield one

    monkeypatch.setattr(intake, "in_processes", counted)
    return given


def taken(source: Any, folder: Path, **options: Any) -> tk.Corpus:
    return tk.analyse(
        source, to=folder, **{"tables": ("tokens",), "engine": "rules", "part": 8, "workers": 2} | options
    )


def test_ranges_of_a_table_read_by_several_processes_are_the_table(by_processes: list[int], tmp_path: Path) -> None:
    given = [row | {"date": f"{n % 28 + 1}/03/2021"} for n, row in enumerate(texts(40))]
    given[30] = given[2]  # one row said twice, in ranges that do not know each other
    given[31] = given[31] | {"body": ""}
    given[33] = given[33] | {"body": "<p>Rain fell.</p><p>It fell on Leeds.</p>"}
    given[7] = given[7] | {"body": "<p>Snow fell.</p><p>It fell on Hull.</p>"}
    source = tmp_path / "news.parquet"
    pd.DataFrame(given).to_parquet(source)
    opened = taken(source, tmp_path / "study")
    assert len(by_processes) == 4
    loaded = tk.load(source)
    assert [(one.locator, one.reason) for one in opened.rejections] == [
        (one.locator, one.reason) for one in loaded.rejections
    ]
    assert list(opened) == list(loaded)
    (account,), (known,) = opened.load_report.files, loaded.load_report.files
    assert account.notes == (*known.notes, "read some rows at a time")
    assert "HTML in 'body' read as paragraphs: 2 rows" in account.notes
    assert (account.kept, account.set_aside, account.languages) == (38, 2, known.languages)


def test_files_read_by_several_processes_are_numbered_as_load_numbers_them(
    by_processes: list[int], tmp_path: Path
) -> None:
    for folder in ("east", "west"):
        (tmp_path / folder).mkdir()
        for number in range(5):
            (tmp_path / folder / f"{number}.txt").write_text(f"Rain fell on the {folder} side of street {number}.")
    (tmp_path / "east" / "3.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    source = [tmp_path / "east", tmp_path / "west", tmp_path / "none.txt"]
    opened, loaded = taken(source, tmp_path / "study"), tk.load(source)
    assert by_processes
    assert list(opened) == list(loaded)
    assert [one.id for one in opened] == ["0", "1", "2", "4", "0-2", "1-2", "2-2", "3", "4-2"]
    assert opened.load_report == loaded.load_report
    assert opened.rejections == loaded.rejections
    assert len(opened.rejections) == 2


def test_a_part_has_as_many_articles_and_letters_as_it_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "FILES", 3)

    def parts() -> list[int]:
        folder = tmp_path / f"study{len(list(tmp_path.iterdir()))}"
        taken(sorted((tmp_path / "news").iterdir()), folder, on="serial")
        return [size for _, size, _ in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["parts"]]

    (tmp_path / "news").mkdir()
    for number in range(20):
        (tmp_path / "news" / f"{number:02d}.txt").write_text(f"Rain fell on street {number:02d}.")
    assert parts() == [6, 6, 8]  # of at most eight, laid three by three
    for module in (intake, laying):
        monkeypatch.setattr(module, "PART_CHARACTERS", 4 * len("Rain fell on street 00."))
    assert parts() == [3, 3, 3, 3, 3, 3, 2]
    for module in (intake, laying):
        monkeypatch.setattr(module, "PART_CHARACTERS", 6 * len("Rain fell on street 00."))
    assert parts() == [6, 6, 6, 2]


def outlets(count: int) -> list[dict[str, str]]:
    """Articles of some outlets, each with a line of its own under all of its articles."""
    towns = "Ada Bela Cleo Dora Elsa Fay Gina Hope Ida Jane Kate Lena".split()
    return [
        {
            "id": f"{outlet}{town}",
            "outlet": f"Outlet {outlet}",
            "text": f"The bridge of {town} opened on Monday, and people came to see {town} and its mayor {outlet}.\n\n"
            f"All the pictures of week {'one two three four five'.split()[outlet]} from our readers in town",
        }
        for town in towns
        for outlet in range(count)
    ]


@pytest.mark.parametrize(("at_once", "opened_at_once", "workers"), [(50_000_000, 64, 1), (1, 64, 2), (3_000, 1, 1)])
def test_what_recurs_is_learnt_for_some_outlets_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, opened_at_once: int, workers: int
) -> None:
    source = tmp_path / "news.parquet"
    pd.DataFrame(outlets(5)).to_parquet(source)
    monkeypatch.setattr(recurring, "AT_ONCE", at_once)
    monkeypatch.setattr(recurring, "OPEN", opened_at_once)
    opened, loaded = taken(source, tmp_path / "study", workers=workers), tk.load(source)
    assert len(loaded.load_report.furniture) == 5
    assert opened.load_report.furniture == loaded.load_report.furniture
    assert list(opened) == list(loaded)


def test_what_recurs_is_learnt_from_the_first_articles_of_an_outlet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = outlets(2)
    later = [row | {"id": f"{row['id']}b", "text": row["text"].replace("pictures", "letters")} for row in rows]
    source = tmp_path / "news.parquet"
    pd.DataFrame([*rows, *later]).to_parquet(source)
    monkeypatch.setattr(recurring, "SAMPLE", 12)
    opened = taken(source, tmp_path / "study", on="serial")
    assert ["pictures" in one.text for one in opened] == [False] * 48
    assert ["letters" in one.text for one in opened] == [False] * 24 + [True] * 24


def test_processes_of_a_pool_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "from functools import partial\n"
        "from toolkit.parallel import in_processes\n"
        "list(in_processes(partial(os.kill, os.getpid()), [0], workers=1))\n"  # a process has started
        "print('started', flush=True)\n"
        "list(in_processes(time.sleep, [600, 600], workers=2))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"started\n"
    while len(found := children(run.pid)) < 2:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    until = time.monotonic() + 30
    while any(map(is_running, found)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, found))


def children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
            is_worker = b"spawn_main" in (path.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended since
        if int(told[1]) == parent and is_worker:
            found.append(int(path.parent.name))
    return found


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
