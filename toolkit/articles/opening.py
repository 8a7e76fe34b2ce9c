"""A saved corpus is opened again: equal in every field, its analysis read when it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.articles.article import Article, Rejection
from toolkit.articles.article_tables import articles_of
from toolkit.articles.corpus import Corpus
from toolkit.articles.load_report import FileAccount, FurnitureLine, LoadReport
from toolkit.articles.storage import FORMAT, IN_PARTS, MANIFEST, Kept, StoredTables, code_fingerprint, read_settings
from toolkit.articles.stored_parts import PartRecord, PartStore, StoredArticles
from toolkit.errors import LoadError
from toolkit.folders import sha256_of


def open_corpus(folder: str | os.PathLike[str]) -> Corpus:
    """A corpus as it was saved: every field equal, under the same settings, with its analysis.

    A folder that `toolkit.analyse(..., to=folder)` wrote is read part by part: the texts are never all in memory.

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
        if sha256_of(where / "rejected.parquet") != manifest["tables"]["rejected"]:
            raise ValueError("rejected.parquet was changed")
        rejected = [Rejection(**row) for row in pq.read_table(where / "rejected.parquet").to_pylist()]
        furniture = tuple(FurnitureLine(*line) for line in manifest["furniture"])
        report = LoadReport(tuple(_account_of(row) for row in manifest["load_report"]), furniture)
        settings = read_settings(where, manifest["settings"])
        current = manifest["analysis"].get("made_by") == code_fingerprint()
        articles = (_in_parts if manifest["format"] == IN_PARTS else _whole)(where, manifest, current)
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise LoadError(f"{where}: the saved corpus is damaged ({error}); save it again from its source.") from error
    corpus = Corpus(articles, rejected, load_report=report, settings=settings)
    if corpus.fingerprint != manifest["fingerprint"]:
        raise LoadError(f"{where}: the articles are not those that were saved; somebody changed articles.parquet.")
    return corpus


def _whole(folder: Path, manifest: Mapping[str, Any], current: bool) -> list[Article]:
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "articles.parquet")
    articles = list(articles_of(table))
    if current:
        tables = StoredTables(folder, len(articles), manifest["tables"])
        for number, (article, known) in enumerate(zip(articles, table["analysed"].to_pylist(), strict=True)):
            article._kept["stored"] = Kept(tables, number, frozenset(known))
    return articles


def _in_parts(folder: Path, manifest: Mapping[str, Any], current: bool) -> StoredArticles:
    parts = [PartRecord(number, articles, files) for number, articles, files in manifest["parts"]]
    return StoredArticles(PartStore(folder, parts, with_analysis=current))


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file() and (folder / "journal.jsonl").is_file():
        raise LoadError(f"{folder}: this is an unfinished analysis; the call that began it goes on with it.")
    if not path.is_file():
        raise LoadError(f"{folder}: this is no saved corpus, for it holds no {MANIFEST}; toolkit.load reads articles.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LoadError(f"{path}: this cannot be read ({error}); save the corpus again from its source.") from error
    if not isinstance(manifest, dict) or manifest.get("format") not in (FORMAT, IN_PARTS):
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


def _account_of(row: Mapping[str, Any]) -> FileAccount:
    return FileAccount(**{**row, "notes": tuple(row["notes"])})
