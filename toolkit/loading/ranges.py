"""Large tables, read some rows at a time, and in ranges that do not wait for each other.

Nothing is held but what decides for a whole table: the ids and dates of its rows, and some of its rows whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from toolkit.articles import Rejection
from toolkit.loading.columns import known_names, matching
from toolkit.loading.json_lists import unwrapped
from toolkit.loading.large import LONGEST_LINE, are_lines
from toolkit.loading.outcomes import Outcome, outcome
from toolkit.loading.reading import Item, Settings
from toolkit.loading.records import Columns, Reading
from toolkit.loading.rows import Plan, Row, Stories, flat, planned, sample_step

LARGE = 20_000_000  # bytes of a table of columns, from which it is read some rows at a time
ROWS = 1000  # rows that are read at a time
RANGE = 2000  # rows of a range, if the file can be entered there
_DECODED = 8  # ranges of one group of a Parquet file, which is decoded from its beginning for each of them

Record = Mapping[str, object] | Rejection


class Mark(NamedTuple):
    """A row where the reading of a table can begin."""

    row: int  # from 0
    held: int  # rows before it that are records
    place: int  # where the file is entered: a byte, a batch or a group of rows
    skipped: int = 0  # rows between that place and this row


class Range(NamedTuple):
    """Some rows of a large table."""

    item: Item
    kind: str
    plan: Plan  # with the dates of these rows alone
    begin: Mark
    rows: int
    is_last: bool


def large_table(path: Path, settings: Settings) -> str | None:
    """The name of the format, if this is a table that is read some rows at a time."""
    if settings.format is not None:
        return None
    try:
        size = path.stat().st_size
        if size < min(LARGE, settings.limits.file_bytes):
            return None
        with path.open("rb") as opened:
            head = opened.read(65_536)
    except OSError:
        return None  # told by the reader of the file
    if head.startswith(b"PAR1"):
        return "Parquet table"
    if head.startswith(b"ARROW1"):
        return "Arrow table"
    return "JSON records" if size > settings.limits.file_bytes and are_lines(head) else None


def ranges_of(item: Item, kind: str, columns: Columns) -> Iterator[Range]:
    """The ranges of a table, in their order. Raises LoadError and what Arrow raises, if it cannot be read."""
    decisive = _Decisive(columns)
    marks = []
    rows = 0
    for mark, values in _marked(item.path, kind):
        rows += 1
        if mark is not None:
            marks.append(mark._replace(held=len(decisive)))
        if not isinstance(values, Rejection):
            decisive.add(values)
    start = Mark(0, 0, 0)
    read = (values for values in _rows(item.path, kind, start) if isinstance(values, Mapping))
    whole = list(islice(read, 0, None, decisive.step))
    plan = planned(decisive, whole, list(decisive.names), source=str(item.path), columns=columns)
    del whole
    end = Mark(rows, len(decisive), 0)
    for begin, behind in pairwise([*(marks or [start]), end]):
        dates = {name: found[begin.held : behind.held] for name, found in plan.dates.items()}
        yield Range(item, kind, plan._replace(dates=dates), begin, behind.row - begin.row, behind is end)


class RangeReading:
    """The outcomes of a range as they come, and then what it says of its table.

    `used` are ids of rows before it. `given` are those of its own rows, `said` counts what is told of rows.
    """

    def __init__(self, chosen: Range, settings: Settings, *, used: Collection[str] = ()) -> None:
        self._range, self._settings = chosen, settings
        self._stories = Stories(chosen.plan, source=str(chosen.item.path), used=used)

    def __iter__(self) -> Iterator[Outcome]:
        item, kind, _, begin, rows, _ = self._range
        source = str(item.path)
        numbered = enumerate(islice(_rows(item.path, kind, begin), rows), begin.row + 1)
        while batch := [(f"row {number}", values) for number, values in islice(numbered, ROWS)]:
            held = [Row(place, values) for place, values in batch if isinstance(values, Mapping)]
            unread = [Rejection(source, place, one.reason) for place, one in batch if isinstance(one, Rejection)]
            stories, aside = self._stories.of(held)
            reading = Reading(format=kind, stories=tuple(stories), rejections=(*unread, *aside))
            yield outcome(reading, source=source, stem=item.stem, tidy=self._settings.tidy)

    @property
    def given(self) -> frozenset[str]:
        return frozenset(self._stories.given)

    @property
    def said(self) -> Counter[str]:
        return self._stories.said


def ended(last: Range, said: Counter[str]) -> Outcome:
    """What is said of a whole table when its last range was read."""
    made = Stories(last.plan, source=str(last.item.path), said=said)
    notes = (*made.notes, "read some rows at a time")
    return outcome(Reading(format=last.kind, stories=(), notes=notes), source=str(last.item.path), stem=last.item.stem)


class _Decisive:
    """What is held of every row: the cells of ids and dates, and a number that stands for the rest."""

    def __init__(self, columns: Columns) -> None:
        self.names: dict[str, None] = {}
        self._given = [name for name in (columns.id, columns.published) if name is not None]
        self._cells: dict[str, list[object]] = {}
        self._rests: list[int] = []
        self._chosen: dict[str, bool] = {}

    def add(self, values: Mapping[str, object]) -> None:
        number = len(self._rests)
        self._rests.append(hash(repr(sorted(values.items(), key=str))))
        for name, value in values.items():
            if name not in self._chosen:
                self.names[name] = None
                known = known_names()
                fields = ("id", "published", "modified", "time")
                self._chosen[name] = name in self._given or any(matching([name], known[one]) for one in fields)
            if self._chosen[name] and value is not None:
                cells = self._cells.setdefault(name, [])
                cells += [None] * (number - len(cells))
                cells.append(value)

    @property
    def step(self) -> int:
        return sample_step(len(self._rests))

    def __len__(self) -> int:
        return len(self._rests)

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for number, rest in enumerate(self._rests):
            yield {"": rest, **{name: cells[number] for name, cells in self._cells.items() if number < len(cells)}}


def _marked(path: Path, kind: str) -> Iterator[tuple[Mark | None, Record]]:
    """The rows of a table, with a mark at those where a range begins."""
    if kind == "JSON records":
        with path.open("rb") as opened:
            due = 0
            for row, (place, values) in enumerate(_lines(opened)):
                yield Mark(row, 0, place) if row == due else None, values
                due = row + RANGE if row == due else due
        return
    marks = {mark.row: mark for mark in _group_marks(path, kind)}
    for row, values in enumerate(_rows(path, kind, Mark(0, 0, 0))):
        yield marks.get(row), values


def _group_marks(path: Path, kind: str) -> Iterator[Mark]:
    """Where ranges begin in a table of columns: at a group of its rows, and within one that is large."""
    first = behind = 0
    for place, rows in enumerate(_group_sizes(path, kind)):
        pieces = min(-(-rows // RANGE), _DECODED) if kind == "Parquet table" else 1
        for piece in range(pieces):
            skipped = rows * piece // pieces
            if first + skipped >= behind:
                yield Mark(first + skipped, 0, place, skipped)
                behind = first + skipped + (RANGE if pieces == 1 else 0)
        first += rows
        behind = max(behind, first) if pieces > 1 else behind


def _group_sizes(path: Path, kind: str) -> list[int]:
    import pyarrow.parquet
    from pyarrow import ipc

    with path.open("rb") as opened:
        if kind == "Parquet table":
            told = pyarrow.parquet.ParquetFile(opened).metadata
            return [told.row_group(number).num_rows for number in range(told.num_row_groups)]
        file = ipc.open_file(opened)
        return [file.get_batch(number).num_rows for number in range(file.num_record_batches)]


def _rows(path: Path, kind: str, begin: Mark) -> Iterator[Record]:
    """The rows of a table from a mark on; a line that is no record is a rejection."""
    with path.open("rb") as opened:
        if kind == "JSON records":
            opened.seek(begin.place)
            yield from (values for _, values in _lines(opened))
        else:
            yield from _columnar(opened, kind, begin)


def _columnar(opened: BinaryIO, kind: str, begin: Mark) -> Iterator[Mapping[str, object]]:
    import pyarrow.parquet
    from pyarrow import ipc

    batches: Iterable[Any]
    if kind == "Parquet table":
        # without: what was read ahead stays in memory until the file ends
        file = pyarrow.parquet.ParquetFile(opened, pre_buffer=False)
        groups = list(range(begin.place, file.metadata.num_row_groups))
        batches = file.iter_batches(batch_size=ROWS, row_groups=groups)
    else:
        arrow = ipc.open_file(opened)
        batches = (arrow.get_batch(number) for number in range(begin.place, arrow.num_record_batches))
    passed = begin.skipped
    for batch in batches:
        rows = batch.slice(passed)
        passed -= batch.num_rows - rows.num_rows
        for record in rows.to_pylist():
            yield {name: value for name, value in record.items() if not name.startswith("__index_level_")}


def _lines(opened: BinaryIO) -> Iterator[tuple[int, Record]]:
    """The records of lines, and at which byte each begins."""
    place = opened.tell()
    while line := opened.readline(LONGEST_LINE):
        begin, place = place, place + len(line)
        text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
        if not text:
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield begin, Rejection("", "", f"no JSON: {str(error)[:200]}")
            continue
        if isinstance(record, dict):
            yield begin, flat(unwrapped(record))
        else:
            yield begin, Rejection("", "", "no JSON object, one article a line")
