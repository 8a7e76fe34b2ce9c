"""The articles of a source one file after the other, and those of large tables some rows at a time.

Nothing is held but what decides for a whole table: the ids and dates of its rows, and some of its rows whole. What
`load` decides over all articles (ids that two files share, furniture of pages) is left to the caller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.archives import Limits
from toolkit.loading.asking import checked
from toolkit.loading.bounds import first_line
from toolkit.loading.columns import known_names, matching
from toolkit.loading.formats import named
from toolkit.loading.json_lists import unwrapped
from toolkit.loading.large import LONGEST_LINE, are_lines
from toolkit.loading.outcomes import Outcome, outcome, refused
from toolkit.loading.reading import Item, Settings, read_item
from toolkit.loading.records import Columns, Reading
from toolkit.loading.rows import Row, Stories, flat, planned, sample_step
from toolkit.loading.sources import found_in, is_path

LARGE = 20_000_000  # bytes of a table of columns, from which it is read some rows at a time
ROWS = 1000  # rows that are read at a time
Rows = Iterator[tuple[str, "Mapping[str, object] | Rejection"]]


def stream(
    source: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    table: str | None = None,
    format: str | None = None,
    encoding: str | None = None,
    clean: bool = True,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """What `load` would read, with the same options, as it comes; a large table comes in several outcomes.

    Raises LoadError if there is no such file, and for a text in place of a path.
    """
    if format is not None:
        named(format)
    source = checked(source)
    if isinstance(source, str) and not is_path(source):
        raise LoadError("A path is needed, this is a text; toolkit.load reads pasted text.")
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    settings = Settings(
        columns=columns, encoding=encoding, format=format, tidy=clean, table=table, limits=limits or Limits()
    )
    for one in found_in(source):
        yield from [one] if isinstance(one, Outcome) else _of_item(one, settings)


def _of_item(item: Item, settings: Settings) -> Iterator[Outcome]:
    kind = _large_table(item.path, settings)
    if kind is None:
        yield from read_item(item, settings)
        return
    try:
        yield from _of_table(item, settings, kind)
    except (LoadError, OSError, ValueError, KeyError, SystemError, MemoryError) as error:  # Arrow's own are of these
        said = first_line(error).removeprefix(f"{item.path}: ")
        yield refused(str(item.path), said[:300], format=kind)


def _large_table(path: Path, settings: Settings) -> str | None:
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


def _of_table(item: Item, settings: Settings, kind: str) -> Iterator[Outcome]:
    source = str(item.path)
    decisive = _Decisive(settings.columns)
    for _, values in _rows(item.path, kind):
        if not isinstance(values, Rejection):
            decisive.add(values)
    read = (values for _, values in _rows(item.path, kind) if isinstance(values, Mapping))
    whole = list(islice(read, 0, None, decisive.step))
    plan = planned(decisive, whole, list(decisive.names), source=source, columns=settings.columns)
    del whole
    made = Stories(plan, source=source)
    rows = _rows(item.path, kind)
    while batch := list(islice(rows, ROWS)):
        held = [Row(place, values) for place, values in batch if isinstance(values, Mapping)]
        unread = [Rejection(source, place, values.reason) for place, values in batch if isinstance(values, Rejection)]
        stories, aside = made.of(held)
        reading = Reading(format=kind, stories=tuple(stories), rejections=(*unread, *aside))
        yield outcome(reading, source=source, stem=item.stem, tidy=settings.tidy)
    last = Reading(format=kind, stories=(), notes=(*made.notes, "read some rows at a time"))
    yield outcome(last, source=source, stem=item.stem, tidy=settings.tidy)


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

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for number, rest in enumerate(self._rests):
            yield {"": rest, **{name: cells[number] for name, cells in self._cells.items() if number < len(cells)}}


def _rows(path: Path, kind: str) -> Rows:
    """The rows of a table with their places; a line that is no record is a rejection."""
    with path.open("rb") as opened:
        records = _lines(opened) if kind == "JSON records" else _columnar(opened, kind)
        for number, values in enumerate(records, 1):
            yield f"row {number}", values


def _columnar(opened: BinaryIO, kind: str) -> Iterator[Mapping[str, object]]:
    import pyarrow.parquet
    from pyarrow import ipc

    batches: Iterable[Any]
    if kind == "Parquet table":
        # without: what was read ahead stays in memory until the file ends
        batches = pyarrow.parquet.ParquetFile(opened, pre_buffer=False).iter_batches(batch_size=ROWS)
    else:
        file = ipc.open_file(opened)
        batches = (file.get_batch(number) for number in range(file.num_record_batches))
    for batch in batches:
        for record in batch.to_pylist():
            yield {name: value for name, value in record.items() if not name.startswith("__index_level_")}


def _lines(opened: BinaryIO) -> Iterator[Mapping[str, object] | Rejection]:
    while line := opened.readline(LONGEST_LINE):
        text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
        if not text:
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Rejection("", "", f"no JSON: {str(error)[:200]}")
            continue
        if isinstance(record, dict):
            yield flat(unwrapped(record))
        else:
            yield Rejection("", "", "no JSON object, one article a line")
