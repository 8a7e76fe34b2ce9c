"""A saved corpus is opened again: equal in every field, its analysis read when it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles.article import FIELDS, Article, Rejection
from toolkit.articles.corpus import Corpus
from toolkit.articles.extras import extra_fields
from toolkit.articles.load_report import FileAccount, FurnitureLine, LoadReport
from toolkit.articles.settings import Settings
from toolkit.articles.storage import FORMAT, MANIFEST, RECORDS, Kept, StoredTables, code_fingerprint
from toolkit.errors import LoadError
from toolkit.folders import sha256_of
from toolkit.lexicon import Lexicon

if TYPE_CHECKING:
    import pyarrow as pa


def open_corpus(folder: str | os.PathLike[str]) -> Corpus:
    """A corpus as it was saved: every field equal, under the same settings, with its analysis.

    The analysis is used only if this version of the toolkit would compute the same; otherwise the articles are analysed
    anew when a result needs it. Raises LoadError if the folder is no saved corpus, or is damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not isinstance(folder, (str, os.PathLike)):
        raise LoadError(f"open takes the folder of a saved corpus, this is {type(folder).__name__}; give its path.")
    where = Path(folder)
    manifest = _manifest(where)
    try:
        table = pq.read_table(where / "articles.parquet")
        if sha256_of(where / "rejected.parquet") != manifest["tables"]["rejected"]:
            raise ValueError("rejected.parquet was changed")
        rejected = [Rejection(**row) for row in pq.read_table(where / "rejected.parquet").to_pylist()]
        articles = list(_articles(table))
        analysed = table["analysed"].to_pylist()
        furniture = tuple(FurnitureLine(*line) for line in manifest["furniture"])
        report = LoadReport(tuple(_account_of(row) for row in manifest["load_report"]), furniture)
        settings = _settings(where, manifest["settings"])
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise LoadError(f"{where}: the saved corpus is damaged ({error}); save it again from its source.") from error
    if manifest["analysis"].get("made_by") == code_fingerprint():
        tables = StoredTables(where, len(articles), manifest["tables"])
        for number, (article, known) in enumerate(zip(articles, analysed, strict=True)):
            article._kept["stored"] = Kept(tables, number, frozenset(known))
    corpus = Corpus(articles, rejected, load_report=report, settings=settings)
    if corpus.fingerprint != manifest["fingerprint"]:
        raise LoadError(f"{where}: the articles are not those that were saved; somebody changed articles.parquet.")
    return corpus


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise LoadError(f"{folder}: this is no saved corpus, for it holds no {MANIFEST}; toolkit.load reads articles.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LoadError(f"{path}: this cannot be read ({error}); save the corpus again from its source.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise LoadError(f"{path}: this was not saved by this version of the toolkit; save the corpus again.")
    kinds = {
        "fingerprint": str,
        "settings": dict,
        "analysis": dict,
        "tables": dict,
        "load_report": list,
        "furniture": list,
    }
    for name, kind in kinds.items():
        if not isinstance(manifest.get(name), kind):
            raise LoadError(f"{path}: the field {name!r} is missing or of another kind; save the corpus again.")
    return manifest


def _articles(table: pa.Table) -> Iterator[Article]:
    columns: dict[str, list[Any]] = {name: table[name].to_pylist() for name in table.column_names}
    extras = extra_fields(columns, table.num_rows)
    for row in range(table.num_rows):
        values = {name: columns[name][row] for name in FIELDS if name != "extra"}
        for name, record in RECORDS.items():
            values[name] = tuple(v if record is str else record(**v) for v in values[name])
        yield Article(**values, extra=extras[row])


def _account_of(row: Mapping[str, Any]) -> FileAccount:
    return FileAccount(**{**row, "notes": tuple(row["notes"])})


def _settings(folder: Path, said: Mapping[str, Any]) -> Settings:
    if said["lexicon"] == "shipped":
        return Settings(engine=said["engine"])
    lexicon = Lexicon.from_records(json.loads((folder / "lexicon.json").read_text(encoding="utf-8")))
    if lexicon.fingerprint != said["lexicon"]:
        raise ValueError("lexicon.json was changed")
    return Settings(engine=said["engine"], lexicon=lexicon)
