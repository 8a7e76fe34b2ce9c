"""The files of a folder, in order; what is in it and is not entered or no article is said, never skipped in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.loading.outcomes import Outcome, refused
from toolkit.loading.reading import Item, without_suffix

# How browsers call the folder beside a page that they saved.
_SAVED = re.compile(
    r".+(?:_files|-Dateien|_fichiers|_archivos|_file|_bestanden|_arquivos|_pliki|_filer|-filer|_tiedostot|_soubory|\.files)$"
)
# What the toolkit writes: the file that says so, the format it names, and what to tell.
_OWN = (
    (
        "manifest.json",
        "media-analysis-toolkit report",
        "this folder is a report of the toolkit, its own results and no articles; load what it was made from",
    ),
    (
        "corpus.json",
        "media-analysis-corpus",
        "this folder is a corpus that the toolkit saved; read it with toolkit.open()",
    ),
    ("journal.jsonl", "media-analysis-corpus", "this folder is an unfinished analysis of the toolkit, no articles"),
)
_FORMAT = re.compile(r'"format"\s*:\s*"([^"\\]*)"')


def files_of(folder: Path) -> Iterator[Item | Outcome]:
    """The files of a folder and of the folders in it; links, unreadable and other special folders as refusals."""
    yield from _below(folder, folder)


def _below(folder: Path, top: Path) -> Iterator[Item | Outcome]:
    if reason := own(folder):
        yield refused(str(folder), reason)
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refused(str(folder), f"the folder cannot be opened: {error.strerror or error}")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield from _link(path, top)
        elif not entry.is_dir(follow_symlinks=False):
            yield Item(path, without_suffix(path.relative_to(top).as_posix()))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            if _is_beside_a_page(entry):
                count = sum(len(names) for _, _, names in os.walk(entry.path))
                yield refused(
                    entry.path, f"the {count} files that a browser saved beside a page are parts of it, no articles"
                )
            else:
                yield from _below(Path(entry.path), top)


def _link(path: Path, top: Path) -> Iterator[Item | Outcome]:
    """A link to a file of the folder is read; others are said."""
    try:
        target, is_folder = path.resolve(strict=True), path.is_dir()
    except (OSError, RuntimeError):
        yield refused(str(path), "a link that leads to nothing")
        return
    if is_folder:
        yield refused(str(path), "a link to a folder is not entered; give that folder itself, or copy it")
    elif not target.is_relative_to(top.resolve()):
        yield refused(str(path), "a link that leaves the folder; copy the file into it")
    else:
        yield Item(path, without_suffix(path.relative_to(top).as_posix()))


def _is_beside_a_page(entry: os.DirEntry[str]) -> bool:
    """Whether a folder holds the pictures and programs of a page that was saved beside it."""
    if not _SAVED.match(entry.name):
        return False
    base = re.sub(r"(?:[_-][A-Za-z]+|\.files)$", "", entry.path)
    return any(Path(base + suffix).is_file() for suffix in (".html", ".htm", ".xhtml"))


def own(folder: Path) -> str | None:
    """Why a folder that the toolkit made itself holds no articles; None for all others."""
    for name, kind, reason in _OWN:
        try:
            with (folder / name).open(encoding="utf-8", errors="replace") as opened:
                found = _FORMAT.search(opened.read(1_000_000))
        except OSError:  # no such file: no folder of this kind
            continue
        if found and found[1].startswith(kind):
            return reason
    return None
