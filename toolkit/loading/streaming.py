"""A source in pieces: some files, or a range of the rows of a large table. Each piece can be read by a process alone.

What `load` decides over all articles (ids that two files share, furniture of pages) is left to the caller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from toolkit.errors import LoadError
from toolkit.loading.archives import Limits
from toolkit.loading.asking import checked
from toolkit.loading.bounds import first_line
from toolkit.loading.formats import named
from toolkit.loading.outcomes import Outcome, refused
from toolkit.loading.ranges import Range, RangeReading, large_table, ranges_of
from toolkit.loading.reading import Item, Settings, read_item
from toolkit.loading.records import Columns
from toolkit.loading.sources import found_in, is_path

FILES, BYTES = 500, 5_000_000  # of a piece: as many files at most, and no further one when it has so many bytes

Piece = tuple[Item, ...] | Range | Outcome
_FAILS = (LoadError, OSError, ValueError, KeyError, SystemError, MemoryError)  # Arrow's own are of these


class Asked(NamedTuple):
    """A source, and how it is to be read."""

    source: Any
    settings: Settings

    def pieces(self) -> Iterator[Piece]:
        """The source in pieces, in a fixed order. What leads to no file is an outcome already."""
        waiting: list[Item] = []
        size = 0
        for one in found_in(self.source):
            kind = None if isinstance(one, Outcome) else large_table(one.path, self.settings)
            if waiting and (isinstance(one, Outcome) or kind or len(waiting) >= FILES or size >= BYTES):
                yield tuple(waiting)
                waiting, size = [], 0
            if isinstance(one, Outcome):
                yield one
            elif kind:
                yield from self._ranges(one, kind)
            else:
                waiting.append(one)
                size += _size(one)
        if waiting:
            yield tuple(waiting)

    def _ranges(self, item: Item, kind: str) -> Iterator[Piece]:
        try:
            yield from ranges_of(item, kind, self.settings.columns)
        except _FAILS as error:
            yield _failed(item, kind, error)


class PieceReading:
    """The outcomes of a piece as they come. Never raises for what is in a file.

    `used` are the ids of a table's rows before a range of it. When all was read, `given` are those of the range, and
    `said` counts what is told of its rows.
    """

    def __init__(self, piece: Piece, settings: Settings, *, used: Collection[str] = ()) -> None:
        self._piece, self._settings, self._used = piece, settings, used
        self.given: frozenset[str] = frozenset()
        self.said: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Outcome]:
        piece = self._piece
        if isinstance(piece, Outcome):
            yield piece
        elif isinstance(piece, Range):
            reading = RangeReading(piece, self._settings, used=self._used)
            try:
                yield from reading
            except _FAILS as error:
                yield _failed(piece.item, piece.kind, error)
            self.given, self.said = reading.given, reading.said
        else:
            for item in piece:
                yield from read_item(item, self._settings)


def asked(
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
) -> Asked:
    """What `load` would read, with the same options.

    Raises LoadError for an unknown format, and for a text in place of a path.
    """
    if format is not None:
        named(format)
    source = checked(source)
    if isinstance(source, str) and not is_path(source):
        raise LoadError("A path is needed, this is a text; toolkit.load reads pasted text.")
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    return Asked(
        source,
        Settings(
            columns=columns, encoding=encoding, format=format, tidy=clean, table=table, limits=limits or Limits()
        ),
    )  # fmt: skip


def _failed(item: Item, kind: str, error: Exception) -> Outcome:
    said = first_line(error).removeprefix(f"{item.path}: ")
    return refused(str(item.path), said[:300], format=kind)


def _size(item: Item) -> int:
    try:
        return item.path.stat().st_size
    except OSError:
        return 0  # told by the reader of the file
