"""A corpus on disk, whole: every field, the user's own columns with their types, corrections, load report, analysis.

A folder of Parquet tables (`schemas.py`) and `corpus.json`. It is written beside its place and moved there when it is
complete, so that an interrupted run leaves nothing half.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.articles.article import FIELDS, Article, Caption, Part, Person, Rejection, VoiceEdit
from toolkit.articles.extras import extra_columns
from toolkit.articles.load_report import FileAccount
from toolkit.articles.schemas import SCHEMAS
from toolkit.errors import LoadError
from toolkit.folders import sha256_of, written_whole

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from toolkit.articles.corpus import Corpus

FORMAT = "media-analysis-corpus 1"
MANIFEST = "corpus.json"
BATCH = 500  # articles whose rows are written at once
RECORDS: dict[str, Any] = {
    "authors": Person, "captions": Caption, "voice_edits": VoiceEdit, "parts": Part, "taglines": str, "notices": str,
}  # fmt: skip
_MOMENTS = ("published", "modified")
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


def table_name(key: Iterable[str]) -> str:
    """The name of the table that holds what is kept under a key: tokens, voices-model, hits-shipped."""
    return "-".join(part[:16] for part in key)


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
        return bool(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["format"] == FORMAT)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _write(corpus: Corpus, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = [sorted(_known(article)) for article in corpus]
    columns: dict[str, Any] = {name: _column(corpus, name) for name in FIELDS if name != "extra"}
    columns |= extra_columns([(article.id, article.extra) for article in corpus])
    columns["analysed"] = pa.array(known, type=pa.list_(pa.string()))
    pq.write_table(pa.table(columns), folder / "articles.parquet", compression="zstd")
    rejected = {
        name: pa.array([getattr(r, name) for r in corpus.rejections], pa.string()) for name in Rejection._fields
    }
    pq.write_table(pa.table(rejected), folder / "rejected.parquet", compression="zstd")
    names = sorted({name for one in known for name in one})
    for name in names:
        _write_rows(corpus, known, name, folder / f"{name}.parquet")
    lexicon = corpus.settings.lexicon
    if lexicon is not None:
        entries = json.dumps([asdict(entry) for entry in lexicon], ensure_ascii=False, indent=1)
        (folder / "lexicon.json").write_text(entries + "\n", encoding="utf-8")
    manifest = {
        "format": FORMAT,
        "articles": len(corpus),
        "fingerprint": corpus.fingerprint,
        "settings": {"engine": corpus.settings.engine, "lexicon": corpus.settings.key[1]},
        "analysis": {"made_by": code_fingerprint()},
        "tables": {name: sha256_of(folder / f"{name}.parquet") for name in ("rejected", *names)},
        "load_report": [_account(account) for account in corpus.load_report.files],
        "furniture": [list(line) for line in corpus.load_report.furniture],
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _known(article: Article) -> set[str]:
    """The tables of which this article's rows are known, computed or stored."""
    kept = {table_name(key) for key in article._kept if isinstance(key, tuple) and key[0] in SCHEMAS}
    stored = article._kept.get("stored")
    return kept | (stored.known if stored is not None else set())


def _write_rows(corpus: Corpus, known: list[list[str]], name: str, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(name)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for first in range(0, max(len(corpus), 1), BATCH):
            columns: dict[str, list[Any]] = {column: [] for column in schema.names}
            for number in range(first, min(first + BATCH, len(corpus))):
                if name in known[number]:
                    rows = _rows(corpus[number], name)
                    columns["article"] += [number] * len(rows["start"])
                    for column, values in rows.items():
                        columns[column] += values
            arrays = [pa.array(columns[field.name], type=field.type) for field in schema]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _rows(article: Article, name: str) -> dict[str, list[Any]]:
    for key, packed in article._kept.items():
        if isinstance(key, tuple) and table_name(key) == name:
            columns: dict[str, list[Any]] = packed.columns()
            return columns
    stored: Kept = article._kept["stored"]
    return stored.tables.rows(name, stored.number)


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    def arrow(kind: str) -> pa.DataType:
        return pa.dictionary(pa.int32(), pa.string()) if kind == "name" else pa.type_for_alias(kind)

    columns = SCHEMAS[name.partition("-")[0]]
    return pa.schema([("article", pa.uint32()), *((column, arrow(kind)) for column, kind in columns.items())])


def _column(corpus: Corpus, name: str) -> pa.Array:
    import pyarrow as pa

    values = [getattr(article, name) for article in corpus]
    if name in _MOMENTS:
        return pa.array(values, type=pa.timestamp("us"))
    if name == "is_wire_copy":
        return pa.array(values, type=pa.bool_())
    if name in RECORDS:
        record = RECORDS[name]
        kind = pa.string() if record is str else pa.struct(_fields(record))
        listed = [[v if record is str else v._asdict() for v in value] for value in values]
        return pa.array(listed, type=pa.list_(kind))
    return pa.array(values, type=pa.large_string())


def _fields(record: Any) -> list[tuple[str, pa.DataType]]:
    import pyarrow as pa

    return [(name, pa.int64() if name in ("start", "end") else pa.string()) for name in record._fields]


def _account(account: FileAccount) -> dict[str, Any]:
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
        self._tables: dict[str, tuple[pa.Table, np.ndarray]] = {}

    def rows(self, name: str, number: int) -> dict[str, list[Any]]:
        """The columns of one article. Raises LoadError if the table is gone or damaged."""
        if name not in self._tables:
            self._tables[name] = self._read(name)
        table, first = self._tables[name]
        columns: dict[str, list[Any]] = table.slice(first[number], first[number + 1] - first[number]).to_pydict()
        return columns

    def _read(self, name: str) -> tuple[pa.Table, np.ndarray]:
        import numpy as np
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._folder / f"{name}.parquet"
        try:
            if sha256_of(path) != self._hashes.get(name):
                raise LoadError(f"{path}: this is not the table that was saved; save the corpus again.")
            table = pq.read_table(path).combine_chunks()
            numbers = table["article"].to_numpy()
        except (pa.ArrowException, OSError, KeyError) as error:
            raise LoadError(f"{path}: the analysis cannot be read ({error}); save the corpus again.") from error
        counts = np.bincount(numbers, minlength=self._articles)
        return table.drop_columns(["article"]), np.concatenate(([0], np.cumsum(counts)))


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
