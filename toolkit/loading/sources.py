"""Files, folders, patterns, lists and pasted text: each becomes articles or a named rejection."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.articles import Article, Corpus, Rejection
from toolkit.errors import LoadError
from toolkit.loading.records import Columns
from toolkit.loading.tables import TABLES, read_table
from toolkit.loading.texts import article_from_text, read_text_file

TEXTS = frozenset((".txt", ".md", ".markdown", ".text", ""))
LARGEST = 200_000_000  # bytes of one file; more is a database, not an article

Source = str | os.PathLike[str]


def load(
    source: Source | Iterable[Source],
    *,
    text: str | None = None,
    id: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    clean: bool = True,
) -> Corpus:
    """A corpus of everything that can be read: a file, a folder, a pattern (`"news/*.txt"`), a list, or pasted text.

    Text files (`.txt`, `.md`) are one article each, their anatomy taken apart (`Article.parts`). Tables (`.csv`,
    `.tsv`, `.xlsx`, `.ods`, `.json`, `.jsonl`, `.parquet`) are one article a row; `text`, `id`, `headline`, `outlet`,
    `published` and `url` name their columns, and where a name is not given a common one is looked for. For text
    files `outlet` is the outlet of all of them. `encoding` overrides how text files are decoded (UTF-8 unless a
    byte-order mark says otherwise). `clean=False` leaves the texts of tables untouched. No network is ever opened.

    The article's `id` is the file's path without its suffix, as seen from the folder given, or the table's id. In a
    folder or a list, what cannot be read is a row of `corpus.rejected` and the rest goes on; LoadError is raised, in
    one sentence, where a single file cannot be read or nothing at all could be.

    >>> corpus = load("Rain fell on Leeds.\\nIt rained all day.")
    >>> corpus[0].text
    'Rain fell on Leeds.\\n\\nIt rained all day.'
    """
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    if isinstance(source, str) and _is_pasted(source):
        return Corpus([article_from_text(source, id="pasted", source="pasted text", outlet=outlet)])
    single = not _is_collection(source)
    files, rejections = _files(source)
    articles: list[Article] = []
    for name, path in files:
        try:
            found, aside = _read(path, name, columns, encoding, clean)
        except LoadError as error:
            if single and len(files) == 1 and path.is_file() and not _is_folder(source):
                raise
            found, aside = [], [Rejection(str(path), "", str(error))]
        articles += found
        rejections += aside
    if not articles:
        reasons = "; ".join(dict.fromkeys(r.reason for r in rejections[:3])) or "there are no files in it"
        raise LoadError(f"{_named(source)}: nothing could be read: {reasons}")
    return Corpus(_with_own_ids(articles), rejections)


def _is_pasted(source: str) -> bool:
    return "\n" in source.strip() and not Path(source[:1000]).exists() if len(source) < 4000 else "\n" in source


def _is_collection(source: Source | Iterable[Source]) -> bool:
    return not isinstance(source, (str, os.PathLike))


def _is_folder(source: Source | Iterable[Source]) -> bool:
    return isinstance(source, (str, os.PathLike)) and Path(source).is_dir()


def _named(source: Source | Iterable[Source]) -> str:
    return str(source) if isinstance(source, (str, os.PathLike)) else "the list"


def _files(source: Source | Iterable[Source]) -> tuple[list[tuple[str, Path]], list[Rejection]]:
    """The files of a source with the names their articles get, in a fixed order."""
    if not isinstance(source, (str, os.PathLike)):
        files, rejections = [], []
        for one in source:
            if not isinstance(one, (str, os.PathLike)):
                rejections.append(Rejection(repr(one)[:80], "", "a list for load() holds paths only"))
                continue
            try:
                found, aside = _files(one)
            except LoadError as error:
                found, aside = [], [Rejection(str(one), "", str(error))]
            files += found
            rejections += aside
        return files, rejections
    path = Path(source)
    if path.is_dir():
        return _folder(path)
    if path.exists():
        return [(path.stem, path)], []
    if any(char in str(source) for char in "*?["):
        anchor = Path(path.anchor or ".")
        pattern = str(path.relative_to(path.anchor)) if path.anchor else str(path)
        matches = sorted(p for p in anchor.glob(pattern) if p.is_file())
        if not matches:
            raise LoadError(f"{source}: no file matches this pattern; check the folder and the suffix.")
        return [(match.stem, match) for match in matches], []
    raise LoadError(f"{source}: there is no such file or folder; check the spelling, seen from {Path.cwd().name}/.")


def _folder(folder: Path) -> tuple[list[tuple[str, Path]], list[Rejection]]:
    files: list[tuple[str, Path]] = []
    rejections: list[Rejection] = []
    for path in _walk(folder):
        relative = path.relative_to(folder)
        suffix = path.suffix.lower()
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            rejections.append(Rejection(str(path), "", "a link that leaves the folder; copy the file into it"))
        elif any(part.startswith(".") for part in relative.parts):
            rejections.append(Rejection(str(path), "", "a hidden file; name it without the dot to load it"))
        elif suffix in TEXTS or suffix in TABLES:
            files.append((relative.with_suffix("").as_posix(), path))
        else:
            rejections.append(Rejection(str(path), "", f"files ending in {suffix} are not read; save it as text"))
    return files, rejections


def _walk(folder: Path) -> Iterator[Path]:
    for root, names, found in os.walk(folder):
        names.sort()
        for name in sorted(found):
            yield Path(root) / name


def _read(
    path: Path, name: str, columns: Columns, encoding: str | None, clean: bool
) -> tuple[list[Article], list[Rejection]]:
    try:
        if path.stat().st_size > LARGEST:
            raise LoadError(f"{path}: the file is larger than {LARGEST // 1_000_000} MB; split it.")
        if path.suffix.lower() in TABLES:
            return read_table(path, name=name, columns=columns, encoding=encoding, clean=clean)
        return [read_text_file(path, id=name, outlet=columns.outlet, encoding=encoding)], []
    except OSError as error:
        raise LoadError(f"{path}: the file cannot be opened: {error.strerror or error}.") from error


def _with_own_ids(articles: list[Article]) -> list[Article]:
    """Two files of one name in two folders of a list: the second becomes "name-2"."""
    seen: set[str] = set()
    result = []
    for article in articles:
        name, number = article.id, 1
        while name in seen:
            number += 1
            name = f"{article.id}-{number}"
        seen.add(name)
        result.append(article if name == article.id else replace(article, id=name))
    return result
