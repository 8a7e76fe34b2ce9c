"""One file to its outcomes: what it is, which reader reads it, and the members of an archive one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.archives import PACKED, Budget, Limits, members
from toolkit.loading.formats import Reader, named, reader_of
from toolkit.loading.outcomes import Outcome, outcome, refused
from toolkit.loading.records import Columns, Document
from toolkit.loading.sniffing import ARCHIVES, base_of

_NESTED = 2  # archives in archives that are opened: the one given, and one inside it


class Item(NamedTuple):
    """A file to read: the path as the user knows it, and how the ids of its articles begin."""

    path: Path
    stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the caller of `load` wants, the same for every file."""

    columns: Columns = field(default_factory=Columns)
    encoding: str | None = None
    format: str | None = None
    tidy: bool = True
    table: str | None = None
    limits: Limits = field(default_factory=Limits)


def read_items(items: list[Item], settings: Settings) -> list[list[Outcome]]:
    """The outcomes of several files: what one process is given at a time."""
    return [list(read_item(item, settings)) for item in items]


def read_item(item: Item, settings: Settings) -> Iterator[Outcome]:
    """The outcomes of a file: one, or one a member where it is an archive. Never raises for what is in the file."""
    source = str(item.path)
    try:
        size = _size(item.path)
        if size > settings.limits.file_bytes and settings.format is None:
            yield _large(item, size, settings)
            return
        data = _bytes(item.path, size, settings.limits)
    except LoadError as error:
        yield refused(source, _without(source, error))
        return
    yield from read_bytes(data, source=source, stem=item.stem, settings=settings)


def _large(item: Item, size: int, settings: Settings) -> Outcome:
    """The outcome of a table that is larger than one file may be."""
    from toolkit.loading.large import read_large

    columns = settings.columns
    try:
        found = read_large(item.path, size=size, columns=columns, limits=settings.limits)
    except OSError as error:
        raise LoadError(f"{item.path}: the file cannot be opened: {error.strerror or error}.") from error
    return outcome(found, source=str(item.path), stem=item.stem, tidy=settings.tidy, outlet=columns.outlet)


def read_bytes(
    data: bytes,
    *,
    source: str,
    stem: str,
    settings: Settings,
    budget: Budget | None = None,
    depth: int = 0,
) -> Iterator[Outcome]:
    """The outcomes of a document in memory."""
    try:
        base, reader = named(settings.format) if settings.format else (None, None)
        if data[:2] in (b"PK", b"\x1f\x8b", b"BZ", b"\xfd7") or (base is None and reader is None):
            found = base_of(data, source=source)
            base = found if found in ARCHIVES or (base is None and reader is None) else base
        if base in ARCHIVES:
            yield from _archive(data, str(base), source, stem, settings, budget or Budget(settings.limits), depth)
            return
        yield _document(data, base, reader, source, stem, settings)
    except LoadError as error:
        yield refused(source, _without(source, error))
    except Exception as error:  # one file never takes the others: what could not even be looked at is listed
        what = f"{type(error).__name__}: {str(error)[:200]}"
        yield refused(
            source, f"the file is damaged in a way that is not known ({what}); please tell the authors of the toolkit."
        )


def _document(
    data: bytes, base: str | None, reader: Reader | None, source: str, stem: str, settings: Settings
) -> Outcome:
    document = Document(
        data=data,
        name=source,
        encoding=settings.encoding,
        columns=settings.columns,
        clean=settings.tidy,
        table=settings.table,
        limits=settings.limits,
        forced=settings.format is not None,
    )
    reader = reader or reader_of(document, str(base))
    try:
        found = reader.read(document)
        notes, encoding = _decoding(document, base)
        return outcome(
            found,
            source=source,
            stem=stem,
            tidy=settings.tidy,
            outlet=settings.columns.outlet,
            encoding=encoding,
            notes=notes,
        )
    except LoadError:
        raise
    except (
        Exception,
        RecursionError,
    ) as error:  # a mistake of ours in one file must not lose the others: it is listed, with its kind
        raise LoadError(
            f"{source}: the reader of {reader.NAME} failed on this file ({type(error).__name__}: {str(error)[:200]}); "
            "please tell the authors of the toolkit."
        ) from error


def _decoding(document: Document, base: str | None) -> tuple[list[str], str | None]:
    """What the report says of the encoding, where a reader took the text as a whole."""
    decoded = document.__dict__.get("decoded")  # the view is cached where it was used
    if decoded is None:
        return [], None
    notes = []
    if decoded.how == "guess":
        notes.append(f"encoding guessed: {decoded.encoding}; pass encoding=... if letters are wrong")
    return notes, decoded.encoding


def _archive(
    data: bytes, kind: str, source: str, stem: str, settings: Settings, budget: Budget, depth: int
) -> Iterator[Outcome]:
    inside = depth + (kind not in PACKED)
    if inside > _NESTED or depth > 2 * _NESTED:
        yield refused(source, "an archive inside an archive inside an archive is not opened; unpack it first")
        return
    count = 0
    try:
        for member in members(data, kind, source=source, budget=budget):
            count += 1
            if isinstance(member, Rejection):
                yield refused(member.source, _plain(member.source, member.reason))
                continue
            name = f"{source}!{member.name}" if member.name else source
            inner = f"{stem}/{without_suffix(member.name)}" if member.name else stem
            yield from read_bytes(member.data, source=name, stem=inner, settings=settings, budget=budget, depth=inside)
    except LoadError as error:
        yield refused(source, _without(source, error))
        return
    if not count:
        yield refused(source, "the archive holds no file")


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise LoadError(f"{path}: this is a device or a pipe, not a file.")
        return path.stat().st_size
    except OSError as error:
        raise LoadError(f"{path}: the file cannot be opened: {error.strerror or error}.") from error


def _bytes(path: Path, size: int, limits: Limits) -> bytes:
    from toolkit.loading.large import too_large

    if size > limits.file_bytes:
        raise too_large(path, limits.file_bytes, "file_bytes")
    try:
        return path.read_bytes()
    except OSError as error:
        raise LoadError(f"{path}: the file cannot be opened: {error.strerror or error}.") from error


def without_suffix(name: str) -> str:
    """The name of a file without its suffix, nor that of its compression.

    >>> without_suffix("march/news.csv.gz"), without_suffix("v1.2 notes")
    ('march/news', 'v1.2 notes')
    """
    for compression in (".gz", ".bz2", ".xz", ".lz4"):
        if name.lower().endswith(compression):
            name = name[: -len(compression)]
    head, suffix = os.path.splitext(name)
    return head if suffix and " " not in suffix and len(suffix) <= 9 else name


def _without(source: str, error: LoadError) -> str:
    return _plain(source, str(error))


def _plain(source: str, reason: str) -> str:
    """The reason without the name of the file, which stands in a column of its own, as one line."""
    return " ".join(reason.removeprefix(f"{source}: ").split())


def with_own_ids(outcomes: list[Outcome]) -> list[Outcome]:
    """Two files of one name in two folders of a list: the second becomes "name-2"."""
    seen: set[str] = set()
    result = []
    for one in outcomes:
        articles = []
        for article in one.articles:
            name, number = article.id, 1
            while name in seen:
                number += 1
                name = f"{article.id}-{number}"
            seen.add(name)
            articles.append(article if name == article.id else replace(article, id=name))
        result.append(one._replace(articles=tuple(articles)))
    return result
