"""The notebooks that come with the toolkit: where they lie, and a copy of them that a reader may change."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import ReportError

FOLDERS = ("notebooks", "seeds")  # beside each other, because the notebooks name ../seeds
RECORD = ".toolkit-notebooks.json"  # which file was copied, and its hash: a file that still has it was not changed


class Copied(NamedTuple):
    """What became of the files: names as seen from the folder they were copied to."""

    folder: Path
    written: tuple[str, ...]
    kept: tuple[str, ...]  # changed by the reader, and left alone


def shipped(name: str) -> Path:
    """A folder that comes with the toolkit: `notebooks` (lessons, teaching stories) or `seeds` (the founding story).

    In an installed package it lies inside the package. In a checkout it lies beside the package.
    Raises: ReportError if this installation lacks the folder.
    """
    package = Path(str(files("toolkit")))
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise ReportError(f"This installation of the toolkit lacks its folder {name!r}; install the toolkit again.")


def copy_notebooks(target: str | os.PathLike[str]) -> Copied:
    """Copy the notebooks and what they read into a folder of the reader's, and tell what was kept.

    A file that the reader has changed is never overwritten. A file that is still as it was copied is replaced by the
    file of this version of the toolkit. Raises: ReportError if the folder cannot be written, or lies in the toolkit.
    """
    folder = Path(target)
    _check(folder)
    record = _read_record(folder)
    written, kept = [], []
    try:
        for name, source in _sources():
            goal, data = folder / name, source.read_bytes()
            there = goal.read_bytes() if goal.is_file() else None
            if there is not None and there != data and _hash(there) != record.get(name):
                kept.append(name)
                continue
            record[name] = _hash(data)
            if there != data:
                goal.parent.mkdir(parents=True, exist_ok=True)
                goal.write_bytes(data)
                written.append(name)
        (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ReportError(f"{folder}: the notebooks cannot be copied here ({error.strerror}); give another.") from error
    return Copied(folder, tuple(written), tuple(kept))


def holds_own_notebooks(folder: Path) -> bool:
    """Whether a folder has notebooks that were not copied from the toolkit: it is opened as it is."""
    return any(folder.glob("*.ipynb")) and not (folder / RECORD).is_file()


def _sources() -> list[tuple[str, Path]]:
    found = [
        (path.relative_to(root.parent).as_posix(), path)
        for root in map(shipped, FOLDERS)
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    ]
    return sorted(found)


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ReportError(f"{folder}: this is a file; give a folder for the notebooks.")
    package = Path(str(files("toolkit"))).resolve()
    owned = {package, *(shipped(name).resolve() for name in FOLDERS)}
    if package.parent.name in ("site-packages", "dist-packages"):
        owned.add(package.parent)
    goal = folder.resolve()
    if owned & {goal, *goal.parents}:
        raise ReportError(f"{folder}: this folder belongs to the installed toolkit; give a folder of your own.")


def _read_record(folder: Path) -> dict[str, str]:
    """What was copied before. A record that cannot be read counts as none: then every differing file is kept."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in record.items()} if isinstance(record, dict) else {}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
