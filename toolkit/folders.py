"""A folder that is whole or not there: written beside its place, moved when complete, one writer at a time; hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import ToolkitError


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `target` at the end; after an error nothing has changed.

    An older folder that an interrupted run had moved away is put back first. Raises ToolkitError if another run is
    writing the same folder.
    """
    target = target.absolute()
    made, old = (target.with_name(f".{target.name}.{state}") for state in ("partial", "old"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(target):
        if old.exists():
            if target.exists():
                shutil.rmtree(old)
            else:
                old.rename(target)
        shutil.rmtree(made, ignore_errors=True)
        try:
            made.mkdir()
            yield made
            if target.exists():
                target.rename(old)
            try:
                made.rename(target)
            except OSError:
                if old.exists():
                    old.rename(target)
                raise
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(made, ignore_errors=True)


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Only one run at a time works on a folder. Raises ToolkitError if another one does."""
    lock = target.with_name(f".{target.name}.lock")
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            if _is_running(lock):
                raise ToolkitError(
                    f"{target}: another run is writing this folder; wait for it, or give another."
                ) from None
            lock.unlink(missing_ok=True)  # the run that left it has ended
    try:
        os.write(handle, str(os.getpid()).encode("ascii"))
        os.close(handle)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_running(lock: Path) -> bool:
    try:
        number = int(lock.read_text(encoding="ascii") or "0")
    except (OSError, ValueError):
        return False
    if number == 0:
        return True  # made this moment, its number not yet written
    if number == os.getpid():
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
