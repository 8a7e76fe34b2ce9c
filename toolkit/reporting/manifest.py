"""The manifest of a report: what it was made of and with, and the hash of every file. Read with distrust."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import toolkit
from toolkit.articles.storage import code_fingerprint
from toolkit.errors import ReportError
from toolkit.folders import sha256_of
from toolkit.reporting.exports import sha256

FORMAT = "media-analysis-toolkit report 2"
NAME = "manifest.json"
MOST_BYTES = 500_000_000
PACKAGES = ("matplotlib", "nltk", "numpy", "pandas", "pyarrow", "scikit-learn", "scipy")
# What a desktop or JupyterLab leaves in a folder that somebody looked into.
_LEFT_BY_OTHERS = frozenset({".ipynb_checkpoints", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__"})
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST_NAME = 1000

# A kind of value, a list of one kind [kind], a mapping to one kind {str: kind}, or fields by name.
_SHAPE: dict[str, Any] = {
    "format": str,
    "title": str,
    "made_with": {"toolkit": str, "python": str, "packages": {str: str}, "code": "hash"},
    "settings": {"engine": str, "lexicon": str, "by": str, "names": "any", "referents": "any", "full_text": bool},
    "input": {"kind": str, "path": "any", "options": {str: "any"}, "files": {str: "hash"}},
    "counts": {"articles": int, "set_aside": int, "corrections": int},
    "articles": [{"id": str, "sha256": "hash"}],
    "corrections": [list],
    "tables": {str: {"rows": int, "columns": [str], "sha256": "hash"}},
    "files": {"file": "hash"},
    "seal": "hash",
}
_WORDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def made_with() -> dict[str, Any]:
    """The versions that results may depend on, and a hash of the code that decides an analysis."""
    return {
        "toolkit": toolkit.__version__,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "code": code_fingerprint(),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def files_in(folder: Path) -> Iterator[str]:
    """Every file and link of a report folder but the manifest, with forward slashes, in a fixed order."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_BY_OTHERS)
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in sorted((*names, *links)):
            relative = Path(root, name).relative_to(folder).as_posix()
            if relative != NAME and name not in _LEFT_BY_OTHERS:
                yield relative


def write_manifest(folder: Path, said: dict[str, Any]) -> None:
    """Add the hash of every file, and the seal over everything that the manifest says."""
    said = {"format": FORMAT, **said, "files": {name: sha256_of(folder / name) for name in files_in(folder)}}
    said["seal"] = seal_of(said)
    text = json.dumps(said, indent=1, ensure_ascii=True) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


def seal_of(said: Mapping[str, Any]) -> str:
    """A hash of all that a manifest says beside its seal."""
    rest = {name: value for name, value in said.items() if name != "seal"}
    return sha256(json.dumps(rest, sort_keys=True, ensure_ascii=True).encode("ascii"))


def is_report(folder: Path) -> bool:
    """Whether a folder is a report, of this or of an earlier version."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return isinstance(said, dict) and str(said.get("format")).startswith("media-analysis-toolkit report ")
    except (OSError, ValueError, RecursionError):
        return False


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a report. Raises ReportError in one sentence for anything that is no manifest."""
    path = folder / NAME
    if not folder.is_dir():
        raise ReportError(f"{_short(str(folder))}: there is no such folder.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReportError(f"{path}: the manifest is larger than {MOST_BYTES / 1e6:,.0f} MB, so it is no manifest.")
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReportError(f"{folder}: there is no manifest.json, so this is no report to verify.") from error
    except (OSError, ValueError, RecursionError) as error:
        reason = str(getattr(error, "strerror", None) or error).splitlines()[0]
        raise ReportError(f"{path}: the manifest cannot be read ({_short(reason)}); make the report again.") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ReportError(f"{path}: this is no manifest of a report made by this version; make the report again.")
    try:
        _check(said, _SHAPE, "")
        _check_more(said)
    except ValueError as error:
        raise ReportError(f"{path}: {error}; make the report again.") from error
    return said


def _check(value: Any, shape: Any, place: str) -> None:
    """Raises ValueError naming the first field that is missing or of another kind."""
    if shape == "any":
        return
    if shape == "hash":
        if not isinstance(value, str) or not _HASH.fullmatch(value):
            raise ValueError(f"{place} is no hash")
    elif isinstance(shape, list):
        _kind(value, list, place)
        for number, one in enumerate(value, 1):
            _check(one, shape[0], f"{place}, item {number}")
    elif isinstance(shape, dict):
        _kind(value, dict, place or "the manifest")
        if len(shape) == 1 and next(iter(shape)) in (str, "file"):
            ((kind, inner),) = shape.items()
            for name, one in value.items():
                if kind == "file":
                    _check_name(name)
                _check(one, inner, f"{place}, {_short(name)!r}")
            return
        for name, inner in shape.items():
            if name not in value:
                raise ValueError(f"{f'{place}, ' if place else ''}the field {name!r} is missing")
            _check(value[name], inner, f"{place}, {name!r}" if place else f"the field {name!r}")
    else:
        _kind(value, shape, place)


def _kind(value: Any, kind: Any, place: str) -> None:
    if not isinstance(value, kind) or (kind is int and (isinstance(value, bool) or value < 0)):
        raise ValueError(f"{place} must be {_WORDS[kind]}")


def _check_name(name: str) -> None:
    """The name of a file must stay in the folder, on every system."""
    parts = name.split("/")
    if len(name) > _LONGEST_NAME or any(len(part.encode("utf-8", "replace")) > 255 for part in parts):
        raise ValueError(f"the file name {_short(name)!r} is too long ({len(name):,} characters)")
    if not name or any(part in ("", ".", "..") for part in parts) or re.search(r"[\\:\x00-\x1f\ud800-\udfff]", name):
        raise ValueError(f"the file name {_short(name)!r} leaves the folder or cannot be a name")


def _check_more(said: Mapping[str, Any]) -> None:
    """What no shape can say: values that must be one of a few."""
    from toolkit.articles import ENGINES

    given, settings = said["input"], said["settings"]
    if given["kind"] not in ("files", "corpus"):
        raise ValueError(f"the field 'input', 'kind' is {_short(given['kind'])!r}, not files or corpus")
    paths = given["path"] if isinstance(given["path"], list) else [given["path"]]
    if given["kind"] == "files" and not (paths and all(isinstance(path, str) and "\0" not in path for path in paths)):
        raise ValueError("the field 'input', 'path' must be a text or a list of texts")
    if settings["engine"] not in ENGINES:
        raise ValueError(f"the field 'settings', 'engine' is {_short(settings['engine'])!r}, no voice engine")
    names, referents = settings["names"], settings["referents"]
    if names is not None and not (
        isinstance(names, dict)
        and all(isinstance(v, list) and v and all(isinstance(w, str) for w in v) for v in names.values())
    ):
        raise ValueError("the field 'settings', 'names' must be an object of lists of words")
    if referents is not None and not (
        isinstance(referents, list)
        and all(isinstance(row, dict) and all(isinstance(v, str) for v in row.values()) for row in referents)
    ):
        raise ValueError("the field 'settings', 'referents' must be a list of rows")
    identities = [one["id"] for one in said["articles"]]
    if len(set(identities)) != len(identities):
        raise ValueError("the field 'articles' names an article twice")
    for number, one in enumerate(said["corrections"], 1):
        right = len(one) == 5 and all(isinstance(one[n], str) for n in (0, 3)) and isinstance(one[4], str | None)
        if not right or not all(type(one[n]) is int for n in (1, 2)):
            raise ValueError(f"the field 'corrections', item {number} must be id, start, end, voice, speaker")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
