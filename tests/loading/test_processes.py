"""When the files of a load are given to several processes: by the time that the first of them take."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.loading import processes
from toolkit.loading.processes import read_all
from toolkit.loading.reading import Item, Settings


class Desk:
    """A desk where reading a file takes a stated time, and where what is given to processes is written down."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.now = seconds, 100.0
        self.alone = 0
        self.chunks: list[int] = []
        self.workers: int | None = None
        self.shown: list[int] = []

    def read(self, item: Item, settings: Settings) -> Iterator[str]:
        self.now += self.seconds
        self.alone += 1
        yield item.stem

    def spread(
        self, work: Callable[..., Any], chunks: Sequence[Sequence[Item]], *, workers: int, one: str
    ) -> Iterator[list[list[str]]]:
        assert one == "processes=1"
        self.workers = workers
        for chunk in chunks:
            self.chunks.append(len(chunk))
            yield [[item.stem] for item in chunk]

    def progress(self, total: int, what: str, **options: object) -> Any:
        line = self

        class Line:
            def __enter__(self) -> Callable[[int], None]:
                return line.shown.append

            def __exit__(self, *error: object) -> None:
                pass

        return Line()


def read(
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    files: int,
    wanted: int | None,
    cores: int | None = 4,
    can: bool = True,
) -> Desk:
    desk = Desk(seconds)
    monkeypatch.setattr(processes, "time", SimpleNamespace(monotonic=lambda: desk.now))
    monkeypatch.setattr(processes, "read_item", desk.read)
    monkeypatch.setattr(processes, "in_processes", desk.spread)
    monkeypatch.setattr(processes, "processes_can_start", lambda: can)
    monkeypatch.setattr(processes, "Progress", desk.progress)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    items = [Item(Path(f"{number}.txt"), str(number)) for number in range(files)]
    found: list[Any] = list(read_all(items, Settings(), processes=wanted))
    assert found == [item.stem for item in items]
    assert desk.shown == [*range(1, files + 1)]
    return desk


@pytest.mark.parametrize(
    ("seconds", "files", "alone", "chunks"),
    [
        (0.001, 400, 400, []),  # all are read within a second
        (0.5, 40, 3, [8, 8, 8, 8, 5]),  # a second has passed after two, and more than a second after three
        (0.5, 19, 3, [8, 8]),  # sixteen are left: two chunks
        (0.5, 18, 18, []),  # fifteen are left: too few
        (9.0, 17, 1, [8, 8]),
        (0.25, 22, 5, [8, 8, 1]),  # seventeen are left, of a quarter of a second
        (0.25, 21, 21, []),  # the rest takes four seconds, no more
    ],
)
def test_processes_are_started_where_the_rest_is_long(
    monkeypatch: pytest.MonkeyPatch, seconds: float, files: int, alone: int, chunks: list[int]
) -> None:
    desk = read(monkeypatch, seconds, files, None)
    assert (desk.alone, desk.chunks) == (alone, chunks)


def test_no_process_is_started_where_none_can_help(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, 9.0, 40, None, can=False).alone == 40


@pytest.mark.parametrize(
    ("wanted", "alone", "workers"), [(1, 40, None), (0, 40, None), (2, 0, 2), (3, 0, 3), (9, 0, 5)]
)
def test_the_user_says_how_many_processes_read(
    monkeypatch: pytest.MonkeyPatch, wanted: int, alone: int, workers: int | None
) -> None:
    desk = read(monkeypatch, 9.0, 40, wanted)
    assert (desk.alone, desk.workers) == (alone, workers)  # never more processes than chunks of eight files


@pytest.mark.parametrize(("cores", "workers"), [(2, 2), (4, 4), (64, 5), (None, 1)])
def test_there_are_as_many_processes_as_cores(monkeypatch: pytest.MonkeyPatch, cores: int | None, workers: int) -> None:
    assert read(monkeypatch, 9.0, 40, None, cores=cores).workers == workers
