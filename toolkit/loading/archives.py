"""Members of archives, read in memory with byte counters: nothing is written out, and no name becomes a path."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO, NamedTuple

from toolkit.articles import Rejection
from toolkit.errors import LoadError

PACKED = ("gzip", "bzip2", "xz")  # one file, packed alone

# What the reader of ZIP archives raises where one is damaged.
ZIP_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    IndexError, KeyError, OverflowError, MemoryError, struct.error,
)  # fmt: skip
_CHUNK = 1 << 20
_OPENERS: dict[str, Callable[[IO[bytes]], AbstractContextManager[IO[bytes]]]] = {
    "gzip": gzip.open,  # type: ignore[dict-item]
    "bzip2": bz2.open,
    "xz": lzma.open,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one file is read. What goes beyond is set aside with a sentence that names the limit.

    `file_bytes`: one file or one member; `members`: members of one archive; `total_bytes`: all members of one archive
    together, those of archives inside included; `ratio`: how many times larger than its compressed form a member of
    more than 1 MB may be; `rows` and `cells`: of one table or sheet, empty ones included; `memory`: bytes that the
    process may take which reads a file whose size cannot be told before.
    """

    file_bytes: int = 200_000_000
    members: int = 50_000
    total_bytes: int = 2_000_000_000
    ratio: int = 200
    rows: int = 500_000
    cells: int = 5_000_000
    memory: int = 1_000_000_000


class Member(NamedTuple):
    """One file in an archive: the name to show, and its bytes."""

    name: str
    data: bytes


class Budget:
    """The bytes that one archive may still unpack; shared with the archives inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.total_bytes


def members(data: bytes, kind: str, *, source: str, budget: Budget) -> Iterator[Member | Rejection]:
    """The members of a ZIP, tar, gzip, bzip2 or xz archive one after the other, each read when it is asked for.

    What cannot be read is a Rejection, and the rest goes on. Raises LoadError where the archive itself is damaged.
    """
    if kind in PACKED:
        yield Member("", _unpacked(data, kind, source, budget))
    elif kind == "tar":
        yield from _tar(data, source, budget)
    else:
        yield from _zip(data, source, budget)


def check_office(data: bytes, *, source: str, limits: Limits | None = None) -> None:
    """Raises LoadError where an office document would unpack beyond the limits; for readers that unpack it alone."""
    budget = Budget(limits or Limits())
    with _opened(data, source) as archive:
        for info in archive.infolist():
            _member(archive, info, source, budget, keep=False)


def _zip(data: bytes, source: str, budget: Budget) -> Iterator[Member | Rejection]:
    limits = budget.limits
    with _opened(data, source) as archive:
        listed = [
            info for info in archive.infolist() if info.filename and not info.is_dir() and not _is_hidden(info.filename)
        ]
        for info in listed[: limits.members]:
            name = shown(info.filename)
            try:
                yield Member(name, _member(archive, info, source, budget))
            except LoadError as error:
                yield Rejection(f"{source}!{name}", "", str(error))
        if len(listed) > limits.members:
            more = (
                f"the archive has {len(listed):,} members, and {limits.members:,} are read; split it or raise the limit"
            )
            yield Rejection(source, "", more)


def _tar(data: bytes, source: str, budget: Budget) -> Iterator[Member | Rejection]:
    read = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for info in archive:
                if info.isdir() or _is_hidden(info.name):
                    continue
                name = shown(info.name)
                read += 1
                if read > budget.limits.members:
                    yield Rejection(source, "", f"only the first {budget.limits.members:,} members are read; split it")
                    return
                opened = archive.extractfile(info) if info.isreg() else None
                if opened is None:
                    yield Rejection(f"{source}!{name}", "", "a link or a device in an archive is never followed")
                    continue
                try:
                    yield Member(name, _bounded(opened, f"{source}!{name}", info.size, budget))
                except LoadError as error:
                    yield Rejection(f"{source}!{name}", "", str(error))
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise LoadError(f"{source}: the tar archive is damaged or cut short ({error}).") from error


def _unpacked(data: bytes, kind: str, source: str, budget: Budget) -> bytes:
    """The bytes of a file that was packed alone."""
    try:
        with _OPENERS[kind](io.BytesIO(data)) as opened:
            return _bounded(opened, source, len(data), budget)
    except (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise LoadError(
            f"{source}: the {kind} archive is damaged or cut short ({error}); download it again, or unpack it yourself."
        ) from error


def _opened(data: bytes, source: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ZIP_DAMAGE as error:
        raise LoadError(f"{source}: the ZIP archive is damaged or cut short ({error}); download it again.") from error


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, budget: Budget, *, keep: bool = True
) -> bytes:
    named = f"{source}!{shown(info.filename)}"
    if info.flag_bits & 0x1:
        raise LoadError(f"{named}: the member is encrypted; unpack the archive with its password first.")
    try:
        with archive.open(info) as opened:
            return _bounded(opened, named, info.compress_size, budget, keep=keep)
    except ZIP_DAMAGE as error:
        raise LoadError(f"{named}: the member is damaged or packed in a way that is not read ({error}).") from error


def _bounded(opened: IO[bytes] | gzip.GzipFile, named: str, packed: int, budget: Budget, *, keep: bool = True) -> bytes:
    """The bytes of a member, counted while they come: the size that an archive states is not believed."""
    limits = budget.limits
    read, size = bytearray(), 0
    while chunk := opened.read(_CHUNK):
        size += len(chunk)
        budget.left -= len(chunk)
        if keep:
            read += chunk
        if size > limits.file_bytes:
            raise LoadError(
                f"{named}: the file is larger than {limits.file_bytes // 1_000_000} MB; split it, or raise the limit "
                "with limits=Limits(file_bytes=...)."
            )
        if size > 1_000_000 and size > limits.ratio * max(packed, 1):
            raise LoadError(
                f"{named}: it unpacks to more than {limits.ratio} times its size, which is the mark of a ZIP bomb; "
                "unpack it yourself if you trust it."
            )
        if budget.left < 0:
            raise LoadError(
                f"{named}: the archive unpacks to more than {limits.total_bytes // 1_000_000} MB; split it, or raise "
                "the limit with limits=Limits(total_bytes=...)."
            )
    return bytes(read)


def shown(name: str) -> str:
    """The name of a member as it is shown and used in ids: no drive, no way up, no control characters.

    >>> shown("../../etc/news.txt"), shown("C:\\\\exports\\\\march.txt")
    ('etc/news.txt', 'exports/march.txt')
    """
    plain = "".join(char if char.isprintable() else "?" for char in name.replace("\\", "/"))
    pieces = [piece for piece in plain.split("/") if piece not in ("", ".", "..") and not piece.endswith(":")]
    return "/".join(pieces) or "unnamed"


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")
