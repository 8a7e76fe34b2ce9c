"""SQLite databases: the table whose columns look most like articles, read in memory; nothing in it is run."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from toolkit.errors import TableError
from toolkit.loading.bounds import bounded
from toolkit.loading.cells import fault_of_text
from toolkit.loading.columns import is_known, known_names, matching
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

NAME = "SQLite table"
_SECONDS = 60.0  # after which a query is broken off


def recognises(document: Document) -> bool:
    """Any SQLite database."""
    return True


def read(document: Document) -> Reading:
    """One article a row of one table: the one that `table` names, else the one whose columns look most like articles.

    Raises TableError where the file is damaged or no table holds a text.
    """
    source = document.name
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            return _read(database, document)
    except (sqlite3.Error, OverflowError, ValueError, MemoryError) as error:
        raise TableError(
            f"{source}: this SQLite database cannot be read ({error}); export the table as CSV."
        ) from error


def _read(database: sqlite3.Connection, document: Document) -> Reading:
    data = bytearray(document.data)
    if data[18:20] == b"\x02\x02":
        data[18:20] = b"\x01\x01"  # written ahead (WAL): what stands in the file alone is read
    database.deserialize(bytes(data))
    database.execute("PRAGMA trusted_schema=OFF")
    database.text_factory = lambda held: held.decode("utf-8", "replace")
    limit = time.monotonic() + _SECONDS
    database.set_progress_handler(lambda: time.monotonic() > limit, 10_000)
    query = (
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND rootpage > 0 ORDER BY rowid"
    )
    names = [str(row[0]) for row in database.execute(query)]
    columns = {name: _columns(database, name) for name in names}
    chosen = _chosen(database, document, columns)
    count = int(database.execute(f"SELECT count(*) FROM {_quoted(chosen)}").fetchone()[0])  # noqa: S608
    bounded(document.name, count, len(columns[chosen]), 0, document.limits)
    listed = columns[chosen]
    rows = [
        Row(f"row {number}", dict(zip(listed, map(_value, values), strict=True)))
        for number, values in enumerate(database.execute(f"SELECT * FROM {_quoted(chosen)}"), 1)  # noqa: S608
    ]
    if not rows:
        raise TableError(f"{document.name}: the table {chosen!r} has no row; pass table=... for another.")
    notes = []
    if len(names) > 1:
        others = ", ".join(name for name in names if name != chosen)
        notes.append(f"the table {chosen!r} is read; pass table=... for another ({others[:300]})")
    return reading(rows, listed, format=NAME, source=document.name, columns=document.columns, notes=notes)


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in database.execute(f"PRAGMA table_info({_quoted(table)})")]


def _chosen(database: sqlite3.Connection, document: Document, columns: dict[str, list[str]]) -> str:
    """The table to read: as the caller says, else the one with a column of texts and most fields that are known."""
    listed = ", ".join(f"{name} ({', '.join(held[:8])})" for name, held in list(columns.items())[:10]) or "none"
    if document.table is not None:
        if document.table not in columns:
            raise TableError(f"{document.name}: there is no table {document.table!r}; tables are {listed}.")
        return document.table
    best, most = None, (0, 0)
    for name, held in columns.items():
        wanted = [column for column in (document.columns.text,) if column]
        candidates = wanted or [*matching(held, known_names()["text"]), *matching(held, known_names()["summary"])]
        texts = [column for column in candidates if column in held and not _fault(database, name, column)]
        if texts:
            size = int(database.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0])  # noqa: S608
            if (score := (is_known(held) + 1, size)) > most and size:
                best, most = name, score
    if best is None:
        raise TableError(
            f"{document.name}: no table of this SQLite database has a column for the article text; tables are "
            f"{listed}. Pass table=... and text=..."
        )
    return best


def _fault(database: sqlite3.Connection, table: str, column: str) -> str | None:
    query = f"SELECT {_quoted(column)} FROM {_quoted(table)} LIMIT 200"  # noqa: S608
    return fault_of_text(_value(row[0]) for row in database.execute(query))


def _value(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
