"""What the process does that reads an old workbook, seen from within one process."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from toolkit.errors import TableError
from toolkit.loading import isolated
from toolkit.loading.archives import Limits
from toolkit.loading.isolated import sheets_apart

resource = pytest.importorskip("resource")


def book(*sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The process is played by this one: its input is given, its output is read, its memory stays free."""
    limited: list[Any] = []

    def run(command: list[str], *, input: bytes, **options: Any) -> Any:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(input)))
        with monkeypatch.context() as here:
            here.setattr(sys, "stdout", held := io.StringIO())
            isolated.child()
        return SimpleNamespace(returncode=0, stdout=held.getvalue().encode())

    monkeypatch.setattr(resource, "setrlimit", lambda what, most: limited.append((what, most)))
    monkeypatch.setattr(subprocess, "run", run)
    return limited


def test_all_sheets_come_with_their_names_and_rows(memory: list[Any]) -> None:
    moment, day, noon = datetime(2019, 3, 12, 4, 5), date(2019, 3, 12), time(4, 5)
    data = book([["title", "text"], ["A", "Rain\nfell."]], [[moment, day, noon, 1.5, True, timedelta(hours=30), "x"]])
    (one, two) = sheets_apart(data, source="a.xls", limits=Limits(memory=123_000_000))
    assert one == ("Sheet 1", [["title", "text"], ["A", "Rain\nfell."]])
    assert two[0] == "Sheet 2"
    assert two[1] == [[moment, day, noon, 1.5, True, timedelta(hours=30), "x"]]
    assert memory == [(resource.RLIMIT_AS, (123_000_000, 123_000_000))]


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        (Limits(rows=3, cells=6), True),
        (Limits(rows=2, cells=6), False),
        (Limits(rows=3, cells=5), False),
        (Limits(rows=9, cells=9), True),
        (Limits(rows=3, cells=9), True),
    ],
)
def test_a_sheet_may_be_as_large_as_the_limits(memory: list[Any], limits: Limits, fits: bool) -> None:
    data = book([["title", "text"], ["A", "Rain."], ["B", "Snow."]])
    if fits:
        assert len(sheets_apart(data, source="a.xls", limits=limits)[0][1]) == 3
    else:
        with pytest.raises(TableError, match="a sheet of 3 rows and 2 columns is larger than the limits"):
            sheets_apart(data, source="a.xls", limits=limits)


def test_a_damaged_workbook_is_told_with_the_way_out(memory: list[Any]) -> None:
    with pytest.raises(TableError, match=r"^a\.xls: the spreadsheet cannot be read \(.+\); save it again as \.xlsx or"):
        sheets_apart(b"\xd0\xcf\x11\xe0 nothing", source="a.xls", limits=Limits())


@pytest.mark.parametrize(("error", "said"), [(MemoryError(), "MemoryError"), (OSError("no room " * 90), "no room no")])
def test_an_error_of_the_library_is_told_even_without_words(
    memory: list[Any], monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fails(data: object) -> None:
        raise error

    monkeypatch.setattr("python_calamine.CalamineWorkbook", SimpleNamespace(from_filelike=fails))
    with pytest.raises(TableError, match=rf"cannot be read \({said}") as told:
        sheets_apart(b"", source="a.xls", limits=Limits())
    assert len(str(told.value)) < 400


@pytest.mark.parametrize(
    "answer",
    [
        subprocess.TimeoutExpired("python", 120),
        OSError(12, "Cannot allocate memory"),
        SimpleNamespace(returncode=0, stdout=b'{"sheets": [["a", [['),
        SimpleNamespace(returncode=1, stdout=b'{"sheets": [["a", [["x"]]]]}'),
        SimpleNamespace(returncode=-6, stdout=b""),
    ],
)
def test_a_process_that_does_not_end_well_is_told(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    def run(*given: Any, **options: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(TableError, match="it needs more memory or time than the limits allow, or it is damaged"):
        sheets_apart(b"", source="a.xls", limits=Limits())


def test_a_sheet_without_cells_is_empty(memory: list[Any]) -> None:
    assert sheets_apart(book([], [["x"]]), source="a.xls", limits=Limits(rows=1, cells=1)) == [
        ("Sheet 1", []), ("Sheet 2", [["x"]]),
    ]  # fmt: skip
