"""The input of a report: what was given, how it is found and read again, and what its articles say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.articles import FIELDS, Article, Corpus, LoadReport
from toolkit.errors import QueryError, ReportError
from toolkit.folders import sha256_of
from toolkit.reporting.running import relative

Source = Corpus | str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
OPTIONS = ("text", "id", "headline", "outlet", "published", "url", "format", "encoding", "clean")
# What an article says does not depend on where its file lies, nor on what was found in it later.
_ELSEWHERE = frozenset({"id", "source", "locator", "voice_edits", "duplicate_of", "is_wire_copy"})
_CONTENT = tuple(name for name in FIELDS if name not in _ELSEWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A corpus, and for the manifest: files with the options they were read with, or a corpus made in Python."""

    corpus: Corpus
    kind: str
    path: str | list[str] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "path": self.path, "options": dict(self.options), "files": dict(self.files)}


def read_input(source: Source, target: Path, options: Mapping[str, Any]) -> Input:
    """The articles of a source, with paths that name no machine. Raises LoadError and QueryError as `load` does."""
    from toolkit.loading import load
    from toolkit.loading.sources import is_path, source_files

    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise QueryError(f"report has no option {unknown[0]!r}; columns are named with {', '.join(OPTIONS)}.")
    said = {name: value for name, value in options.items() if value is not None}
    if isinstance(source, Corpus):
        if said:
            raise QueryError(f"{next(iter(said))}=...: a corpus is read already; name columns when you load it.")
        return Input(corpus=portable(source, os.path.basename), kind="corpus")
    if isinstance(source, (str, os.PathLike)) and not is_path(source):
        return Input(corpus=portable(load(source, **said), str), kind="corpus")
    if not isinstance(source, (str, os.PathLike)) and (hasattr(source, "columns") or not isinstance(source, Iterable)):
        load(source, **said)  # says in one sentence what is no source
    given = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    paths = [os.fspath(one) for one in given]
    corpus = load(paths[0] if isinstance(source, (str, os.PathLike)) else list(paths), **said)
    files = {_seen_from(paths)(str(path)): sha256_of(path) for one in paths for path in source_files(one)}
    where = [relative(Path(path), target) for path in paths]
    return Input(
        corpus=portable(corpus, _seen_from(paths)),
        kind="files",
        path=where[0] if isinstance(source, (str, os.PathLike)) else where,
        options=said,
        files=files,
    )


def _seen_from(roots: list[str]) -> Callable[[str], str]:
    """Where the input lies must not change a report: a path as seen from the folder given, or the name of the file."""
    pairs = [(os.path.join(root, ""), os.path.basename(os.path.normpath(root)), root) for root in roots]

    def seen(text: str) -> str:
        for folder, name, root in pairs:
            text = text.replace(folder, "").replace(root, name)
        first, mark, member = text.partition("!")
        return os.path.basename(first) + mark + member if os.path.isabs(first) else text

    return seen


def portable(corpus: Corpus, seen: Callable[[str], str]) -> Corpus:
    """The same corpus with other paths; what is known of its articles stays."""

    def moved(article: Article) -> Article:
        if article.source is None or seen(article.source) == article.source:
            return article
        other = replace(article, source=seen(article.source))
        other._kept.update({k: v for k, v in article._kept.items() if isinstance(k, tuple) or k == "stored"})
        return other

    accounts = tuple(
        replace(one, source=seen(one.source), notes=tuple(_plainly(seen(note)) for note in one.notes))
        for one in corpus.load_report.files
    )
    rejections = [one._replace(source=seen(one.source), reason=seen(one.reason)) for one in corpus.rejections]
    return Corpus(map(moved, corpus), rejections, load_report=LoadReport(accounts), settings=corpus.settings)


_PLAINLY = {"columns guessed:": "columns told by their names:", "encoding guessed:": "encoding told by its bytes:"}


def _plainly(note: str) -> str:
    """A note of the load report, in words that no reader takes for a question to them."""
    begins = next((begins for begins in _PLAINLY if note.startswith(begins)), "")
    return _PLAINLY[begins] + note[len(begins) :] if begins else note


def content_hash(article: Article) -> str:
    """A hash of what an article says, wherever it lies and whatever it is called."""
    said = repr([getattr(article, name) for name in _CONTENT])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def difference(before: Article, now: Article) -> str:
    """The first field in which two articles differ, with the place: `text, character 12: "rain" was "Rain"`."""
    for name in ("text", *_CONTENT):
        old, new = getattr(before, name), getattr(now, name)
        if old == new:
            continue
        if isinstance(old, str) and isinstance(new, str):
            at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
            return f"{name}, character {at + 1}: {new[at : at + 20]!r} where {old[at : at + 20]!r} was"
        return f"{name}: {str(new)[:40]!r} where {str(old)[:40]!r} was"
    return "nothing that is compared"


@dataclass(frozen=True, slots=True)
class Reread:
    """The input as it is now: its articles, or the sentence why there are none."""

    corpus: Corpus | None
    told: str
    called: str = ""


def read_again(said: Mapping[str, Any], folder: Path, source: Source | None, options: Mapping[str, Any]) -> Reread:
    """Read the input of a report where it was, or at `source`, with the options that were recorded.

    Raises ReportError if `source` was given and cannot be read.
    """
    from toolkit.errors import LoadError
    from toolkit.loading import load

    if isinstance(source, Corpus):
        return Reread(source, "", "the corpus given")
    recorded = {name: value for name, value in said["options"].items() if name in OPTIONS}
    reading = recorded | {name: value for name, value in options.items() if value is not None}
    if source is None and said["kind"] == "corpus":
        return Reread(None, "the input was a corpus made in Python")
    if source is None:
        path = said["path"]
        here = [os.path.normpath(folder / one) for one in (path if isinstance(path, list) else [path])]
        source = here if isinstance(path, list) else here[0]
        if not isinstance(path, list) and not os.path.lexists(here[0]) and not any(mark in path for mark in "*?["):
            return Reread(None, f"the original, {_name(path)}, is gone")
        try:
            return Reread(load(source, **reading), "", _name(said["path"]))
        except LoadError as error:
            if not _files_there(source):
                return Reread(None, f"the original, {_name(path)}, is gone")
            return Reread(None, f"the original cannot be read as it was: {error}", "changed")
    try:
        return Reread(load(source, **reading), "", _name(source))
    except (LoadError, TypeError) as error:
        raise ReportError(f"The input of the report cannot be read: {error} Name it with source=...") from error


def _files_there(source: Any) -> bool:
    from toolkit.errors import LoadError
    from toolkit.loading.sources import source_files

    try:
        return bool(source_files(source))
    except LoadError:
        return False


def _name(path: Any) -> str:
    paths = path if isinstance(path, list) else [path]
    return ", ".join(os.path.basename(os.path.normpath(os.fspath(one))) for one in paths[:3])
