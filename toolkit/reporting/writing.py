"""Write a report folder: whole or not at all, and never over something that is no report."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import toolkit
from toolkit.articles import Article, Corpus
from toolkit.errors import ReportError
from toolkit.reporting.report_tables import as_csv, sha256, tables
from toolkit.reporting.running import find_notebooks, point_at, relative, run_notebooks

FORMAT = "media-analysis-toolkit report 1"
Source = Corpus | str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
_PACKAGES = ("matplotlib", "nltk", "numpy", "pandas", "scikit-learn", "scipy")
_UNSAFE = re.compile(r"[^\w.-]+")


def report(
    source: Source,
    out: str | os.PathLike[str],
    *,
    notebooks: str | os.PathLike[str] | None = None,
    title: str = "Loaded language, and whose voice it is in",
    told: Callable[[str], None] | None = None,
) -> Path:
    """Run the notebooks on articles and write a folder: index.html, tables/, articles/, notebooks/, manifest.json.

    `source` is whatever `load` takes, or a corpus, which is kept in the folder (`input/articles.parquet`) so that the
    report can be repeated. `notebooks` names another folder of notebooks, each with one cell tagged `parameters` that
    sets SOURCE. `told` is called with one short sentence a step. Gives the path of index.html. A folder that is
    neither empty nor a report is left alone. Raises LoadError where nothing can be read, and ReportError naming the
    notebook and cell that failed or the folder in the way; nothing is written then.

    >>> report("seeds/", "report/")  # doctest: +SKIP
    PosixPath('report/index.html')
    """
    from toolkit.loading import load

    say = told or (lambda step: None)
    target = Path(out)
    _check_target(target)
    paths = find_notebooks(notebooks)
    corpus = source if isinstance(source, Corpus) else load(source)
    if not len(corpus):
        raise ReportError("There is no article to report on; corpus.rejected says what was set aside.")
    say(f"read {len(corpus)} article{'' if len(corpus) == 1 else 's'}, {len(corpus.rejections)} set aside")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_name(f".{target.resolve().name}.partial")  # one name: two runs of a report are the same
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    try:
        _write(made, target, source, corpus, paths, title, say)
        _replace(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    say(f"wrote {target / 'index.html'}")
    return target / "index.html"


def _write(
    made: Path,
    target: Path,
    source: Source,
    corpus: Corpus,
    paths: list[Path],
    title: str,
    say: Callable[[str], None],
) -> None:
    from toolkit.reporting.page import render
    from toolkit.views.highlighting import highlight

    given, where = _input(made, target, source, corpus)
    (made / "tables").mkdir()
    listed: dict[str, dict[str, Any]] = {}
    made_tables = {}
    for name, table in tables(corpus, root=_root(source)):
        data = as_csv(table)
        (made / "tables" / f"{name}.csv").write_bytes(data)
        listed[name] = {"rows": len(table), "sha256": sha256(data)}
        made_tables[name] = table
    say(f"wrote {len(listed)} tables")
    (made / "articles").mkdir()
    for number, article in enumerate(corpus, 1):
        name = f"{number:05d}-{_UNSAFE.sub('-', article.id)[:60]}.html"
        (made / "articles" / name).write_text(highlight(article).to_html(), encoding="utf-8")
    pairs = list(zip(paths, run_notebooks(paths, where, told=say), strict=True))
    _keep_notebooks(made, target, where, pairs)
    page = render(corpus, title=title, notebooks=pairs, tables=made_tables)
    (made / "index.html").write_text(page, encoding="utf-8")
    manifest = {
        "format": FORMAT,
        "toolkit": toolkit.__version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "voice": corpus.settings.engine,
        "input": given,
        "counts": {"articles": len(corpus), "set_aside": len(corpus.rejections)},
        "articles": [{"id": article.id, "sha256": fingerprint(article)} for article in corpus],
        "corrections": [[article.id, *correction] for article in corpus for correction in article.voice_edits],
        "tables": listed,
        "notebooks": {path.name: sha256(path.read_bytes()) for path in paths},
        "page": sha256(page.encode()),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (made / "manifest.json").write_text(text, encoding="utf-8")


def _keep_notebooks(made: Path, target: Path, where: Path, pairs: list[tuple[Path, Any]]) -> None:
    """The notebooks as they were run, pointing at the source from where they now are."""
    import nbformat

    (made / "notebooks").mkdir()
    stays = target.absolute() / where.relative_to(made.absolute()) if made.absolute() in where.parents else where
    for path, notebook in pairs:
        point_at(notebook, relative(stays, target / "notebooks"), path)
        text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
        (made / "notebooks" / path.name).write_text(text + "\n", encoding="utf-8")


def fingerprint(article: Article) -> str:
    """The hash of what an article says: every field, in a fixed order."""
    fields = [str(article.get(name)) for name in ("id", "outlet", "headline", "published", "url", "text")]
    fields += [str(tuple(correction)) for correction in article.voice_edits]
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "replace")).hexdigest()


def _input(made: Path, target: Path, source: Source, corpus: Corpus) -> tuple[dict[str, Any], Path]:
    """What the manifest records of the input, and where it is for the notebooks."""
    import pandas as pd

    if isinstance(source, (str, os.PathLike)) and "\n" not in str(source):  # a file, a folder or a pattern
        return {"path": relative(Path(source), target)}, Path(source).absolute()
    columns = ["id", "text", "headline", "outlet", "published", "modified", "byline", "dateline", "agency", "url"]
    rows = [{name: article.get(name) for name in columns} | _by_hand(article) for article in corpus]
    kept = pd.DataFrame(rows, columns=[*columns, "corrections"])
    path = made.absolute() / "input" / "articles.parquet"
    path.parent.mkdir()
    kept.to_parquet(path, index=False)
    return {"path": "input/articles.parquet"}, path


def _root(source: Source) -> str:
    return os.fspath(source) if isinstance(source, (str, os.PathLike)) else ""


def _by_hand(article: Article) -> dict[str, str | None]:
    return {"corrections": json.dumps(article.voice_edits) if article.voice_edits else None}


def _check_target(target: Path) -> None:
    if target.is_file():
        raise ReportError(f"{target}: this is a file; give a folder that is empty or does not exist.")
    if target.is_dir() and any(target.iterdir()) and not _is_report(target):
        raise ReportError(f"{target}: this folder holds something that is no report; give an empty or a new one.")


def _is_report(folder: Path) -> bool:
    try:
        return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["format"]) == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _replace(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old = made.with_name(made.name + "-old")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        made.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)
