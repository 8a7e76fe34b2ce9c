"""Prove a report again: its files untouched, its input the same, its tables computed anew and equal."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.articles import Corpus
from toolkit.errors import LoadError, ReportError
from toolkit.reporting.report_tables import as_csv, sha256, tables
from toolkit.reporting.writing import FORMAT, fingerprint


class Check(NamedTuple):
    """One thing that was checked, whether it holds, and what was found."""

    item: str
    holds: bool
    found: str


def verify(out: str | os.PathLike[str], *, source: str | os.PathLike[str] | None = None) -> tuple[Check, ...]:
    """Every check of a report folder; the report is proved if all of them hold.

    The page and the tables must be as they were written, the articles of the input the same, and the tables computed
    anew from them must have the recorded hashes. `source` names the input where it has moved. Other versions of
    packages are not a failure in themselves and not checked: what they compute is. Raises ReportError where `out` is
    no report or its input is gone.
    """
    if not isinstance(out, (str, os.PathLike)):
        raise ReportError(f"verify takes the folder of a report, this is {type(out).__name__}; give its path.")
    folder = Path(out)
    manifest = _manifest(folder)
    checks = [_same("index.html", folder / "index.html", manifest["page"])]
    for name, recorded in manifest["tables"].items():
        checks.append(_same(f"tables/{name}.csv", folder / "tables" / f"{name}.csv", recorded["sha256"]))
    where = os.path.normpath(source if source is not None else folder / manifest["input"]["path"])
    corpus = _reload(where)
    recorded = {entry["id"]: entry["sha256"] for entry in manifest["articles"]}
    now = {article.id: fingerprint(article) for article in corpus}
    changed = sorted(name for name in recorded.keys() | now.keys() if recorded.get(name) != now.get(name))
    found = f"all the same: {len(now)}" if not changed else f"changed, new or gone: {', '.join(changed[:5])}"
    checks.append(Check("input", not changed, found))
    for name, table in tables(corpus, root=where):
        expected = manifest["tables"].get(name, {}).get("sha256")
        again = sha256(as_csv(table)) == expected
        checks.append(Check(f"{name}, computed anew", again, f"{len(table)} rows{'' if again else ', not the same'}"))
    return tuple(checks)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReportError(f"{folder}: there is no manifest.json, so this is no report to verify.") from error
    except (OSError, ValueError) as error:
        raise ReportError(f"{path}: the manifest cannot be read ({error}); make the report again.") from error
    needed = {"format", "input", "articles", "tables", "page"}
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not needed <= manifest.keys():
        raise ReportError(f"{path}: this is no manifest of a report made by this version; make the report again.")
    return manifest


def _same(item: str, path: Path, expected: str) -> Check:
    if not path.is_file():
        return Check(item, False, "the file is gone")
    same = sha256(path.read_bytes()) == expected
    return Check(item, same, "as it was written" if same else "changed since it was written")


def _reload(where: str) -> Corpus:
    from toolkit.loading import load

    try:
        return load(where)
    except LoadError as error:
        raise ReportError(f"The input of the report cannot be read again: {error} Name it with source=...") from error
