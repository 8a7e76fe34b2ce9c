"""A corpus on disk, whole: every field, the user's own columns with their types, corrections, load report, analysis.

A folder of Parquet tables (`schemas.py`) and `corpus.json`. It is written beside its place and moved there when it is
complete, so that an interrupted run leaves nothing half.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.articles.article import Article
from toolkit.articles.article_tables import (
    analysis_schema,
    analysis_tables,
    articles_table,
    known_tables,
    rejected_table,
    table_name,
)
from toolkit.articles.load_report import FileAccount
from toolkit.articles.settings import Settings
from toolkit.articles.stored_columns import StoredColumn
from toolkit.errors import LoadError
from toolkit.folders import sha256_of, written_whole
from toolkit.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np

    from toolkit.articles.corpus import Corpus

FORMAT = "media-analysis-corpus 1"
IN_PARTS = "media-analysis-corpus in parts 1"  # what `toolkit.analyse(..., to=folder)` writes
MANIFEST = "corpus.json"
# The rooms and tables that decide what the analysis of an article is.
_DECISIVE = ("articles/schemas.py", "text", "lexicon", "voice", "analysis", "data")


class Kept(NamedTuple):
    """The analysis of one article that lies on disk: read when it is asked for."""

    tables: StoredTables
    number: int
    known: frozenset[str]

    def columns(self, *key: str) -> dict[str, list[Any]] | None:
        """The columns of a table for this article, or None if the analysis does not hold it."""
        name = table_name(key)
        return self.tables.rows(name, self.number) if name in self.known else None


def save(corpus: Corpus, folder: str | os.PathLike[str]) -> None:
    """Write a corpus. Raises LoadError if the folder holds something else, or cannot be written."""
    target = Path(folder)
    if target.exists() and not _is_corpus(target) and not (target.is_dir() and not any(target.iterdir())):
        raise LoadError(f"{target}: this holds something that is no saved corpus; give an empty or a new folder.")
    try:
        with written_whole(target) as made:
            _write(corpus, made)
    except OSError as error:
        raise LoadError(f"{target}: the corpus cannot be written ({error.strerror or error}).") from error


def is_saved_corpus(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder is a corpus that `Corpus.save` wrote."""
    return _is_corpus(Path(folder))


def _is_corpus(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["format"] in (FORMAT, IN_PARTS))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(corpus: Corpus, folder: Path) -> None:
    import pyarrow.parquet as pq

    articles = tuple(corpus)
    pq.write_table(articles_table(articles), folder / "articles.parquet", compression="zstd")
    pq.write_table(rejected_table(corpus.rejections), folder / "rejected.parquet", compression="zstd")
    names = sorted({name for article in articles for name in known_tables(article)})
    for name in names:
        _write_rows(articles, name, folder / f"{name}.parquet")
    write_lexicon(corpus.settings, folder)
    manifest = {
        "format": FORMAT,
        "articles": len(articles),
        "fingerprint": corpus.fingerprint,
        "settings": {"engine": corpus.settings.engine, "lexicon": corpus.settings.key[1]},
        "analysis": {"made_by": code_fingerprint()},
        "tables": {name: sha256_of(folder / f"{name}.parquet") for name in ("rejected", *names)},
        "load_report": [account_record(account) for account in corpus.load_report.files],
        "furniture": [list(line) for line in corpus.load_report.furniture],
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _write_rows(articles: Sequence[Article], name: str, path: Path) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, analysis_schema(name), compression="zstd") as writer:
        for table in analysis_tables(articles, range(len(articles)), name):
            writer.write_table(table)


def write_lexicon(settings: Settings, folder: Path) -> None:
    """The lexicon beside the tables that it made, if it is not the shipped one."""
    if settings.lexicon is not None:
        entries = json.dumps([asdict(entry) for entry in settings.lexicon], ensure_ascii=False, indent=1)
        (folder / "lexicon.json").write_text(entries + "\n", encoding="utf-8")


def read_settings(folder: Path, said: Mapping[str, Any]) -> Settings:
    """The settings of a folder, with the lexicon that lies in it. Raises ValueError if that was changed."""
    if said["lexicon"] == "shipped":
        return Settings(engine=said["engine"])
    lexicon = Lexicon.from_records(json.loads((folder / "lexicon.json").read_text(encoding="utf-8")))
    if lexicon.fingerprint != said["lexicon"]:
        raise ValueError("lexicon.json was changed")
    return Settings(engine=said["engine"], lexicon=lexicon)


def account_record(account: FileAccount) -> dict[str, Any]:
    """The account of a file as it is written down."""
    return asdict(account) | {
        "notes": list(account.notes),
        "removed": dict(account.removed),
        "hygiene": dict(account.hygiene),
        "languages": dict(account.languages),
    }


class StoredTables:
    """The tables of the analysis, each read when a first article asks for it."""

    def __init__(self, folder: Path, articles: int, hashes: Mapping[str, str]) -> None:
        self._folder, self._articles, self._hashes = folder, articles, hashes
        self._tables: dict[str, tuple[dict[str, StoredColumn], list[int]]] = {}

    def rows(self, name: str, number: int) -> dict[str, list[Any]]:
        """The columns of one article. Raises LoadError if the table is gone or damaged."""
        if name not in self._tables:
            self._tables[name] = self._read(name)
        columns, first = self._tables[name]
        return {column: values.between(first[number], first[number + 1]) for column, values in columns.items()}

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"

    def _places(self, numbers: np.ndarray) -> np.ndarray:
        """The rows of articles that stand in the column article under these numbers."""
        return numbers

    def _read(self, name: str) -> tuple[dict[str, StoredColumn], list[int]]:
        import numpy as np
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._path(name)
        try:
            if sha256_of(path) != self._hashes.get(name):
                raise LoadError(f"{path}: this is not the table that was saved; save the corpus again.")
            table = pq.read_table(path)
            numbers = table["article"].to_numpy()
        except (pa.ArrowException, OSError, KeyError) as error:
            raise LoadError(f"{path}: the analysis cannot be read ({error}); save the corpus again.") from error
        counts = np.bincount(self._places(numbers), minlength=self._articles)
        columns = {column: StoredColumn(table[column]) for column in table.column_names if column != "article"}
        return columns, [0, *np.cumsum(counts).tolist()]


@cache
def code_fingerprint() -> str:
    """A hash of the code and the tables that decide what an analysis is: an analysis of other code is not used."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for name in _DECISIVE:
        place = root / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
