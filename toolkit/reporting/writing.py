"""Write a report folder: whole or not at all, and never over something that is no report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.articles import Article, Corpus
from toolkit.errors import ReportError
from toolkit.folders import written_whole
from toolkit.parallel import Progress
from toolkit.reporting.exports import as_csv, as_parquet, sha256, write_workbook
from toolkit.reporting.inputs import Input, Source, content_hash, read_input
from toolkit.reporting.leaving_out import shortened, without_texts
from toolkit.reporting.manifest import is_report, made_with, write_manifest
from toolkit.reporting.report_tables import KINDS, for_people
from toolkit.reporting.running import find_notebooks, keep_notebooks, read_notebooks, run_notebooks
from toolkit.reporting.settings import Names, ReportSettings, report_settings

TITLE = "Loaded language, and whose voice it is in"


def report(
    source: Source,
    out: str | os.PathLike[str],
    *,
    title: str = TITLE,
    by: str = "outlet",
    names: Names | str | os.PathLike[str] | None = None,
    notebooks: bool | str | os.PathLike[str] | None = None,
    full_text: bool = True,
    docx: bool = False,
    engine: Any = None,
    workers: int | None = None,
    progress: bool | None = None,
    told: Callable[[str], None] | None = None,
    **columns: Any,
) -> Path:
    """Write a folder about articles: index.html, tables, figures, marked articles, a notebook, a manifest.

    `source` is whatever `load` takes, with the same options (`text="body"`, `outlet="source"`), or a corpus. The
    articles and their analysis are kept in the folder (`corpus/`), so that the notebook and `verify` do not analyse
    them again. `by` is the field that articles are compared by. `names` are words for a person or thing that you want
    compared (`{"attacker": ["attacker*", "assailant*"]}`), or a file of them (JSON, or CSV as `naming_choices` takes).
    `full_text=False` leaves out everything that holds more than seven words of a source. `notebooks=True` adds the
    lessons, run on these articles; a folder adds its own notebooks, each with one cell tagged `parameters` that sets
    SOURCE. `docx=True` adds the page as a Word document (`pip install media-analysis-toolkit[docx]`). `told` is called
    with one short sentence per step, `progress` shows a bar.

    Gives the path of index.html. A folder that is neither empty nor a report is left alone. Raises LoadError where
    nothing can be read, QueryError for a field that articles do not have, and ReportError naming what cannot be
    written or the notebook that failed; nothing is written then.

    >>> report("seeds/", "report/")  # doctest: +SKIP
    PosixPath('report/index.html')
    """
    say = told or (lambda step: None)
    if not isinstance(out, (str, os.PathLike)):
        raise ReportError(f"out is the folder of the report, and got {type(out).__name__}.")
    target = Path(out)
    _check_target(target)
    lessons = read_notebooks(find_notebooks(None if notebooks is True else notebooks)) if notebooks else []
    if docx:
        from toolkit.reporting.word_document import need_pandoc

        need_pandoc()
    given = read_input(source, target, columns)
    corpus = given.corpus.with_settings(engine=engine)
    if not len(corpus):
        raise ReportError("There is no article to report on; corpus.rejected says what was set aside.")
    settings = report_settings(corpus, by=by, names=names, full_text=full_text)
    if not full_text:
        corpus = _with_short_ids(corpus)
    given = replace(given, corpus=corpus)
    say(f"read {_many(len(corpus), 'article')}, {len(corpus.rejections)} set aside")
    try:
        with written_whole(target) as made:
            _write(made, target, given, settings, title, lessons, docx, workers, progress, say)
    except OSError as error:
        raise ReportError(f"{target}: the report cannot be written ({error.strerror or error}).") from error
    say(f"wrote {target / 'index.html'}")
    return target / "index.html"


def _write(
    made: Path,
    target: Path,
    given: Input,
    settings: ReportSettings,
    title: str,
    lessons: list[tuple[Path, Any]],
    docx: bool,
    workers: int | None,
    progress: bool | None,
    say: Callable[[str], None],
) -> None:
    import IPython  # noqa: F401  whole before the threads: Matplotlib fails where it sees it half imported by the other

    from toolkit.analysis import analyse
    from toolkit.reporting.analysis_notebook import analysis_notebook
    from toolkit.reporting.citation import citation
    from toolkit.reporting.figures import figures
    from toolkit.reporting.page import write_pages

    corpus = analyse(given.corpus, workers=workers, progress=progress)
    say(f"analysed {_many(len(corpus), 'article')}")
    kept = corpus if settings.full_text else corpus.replacing(())
    kept.save(made / "corpus")
    with Progress(len(KINDS) + 5 + len(lessons), "writing", unit="steps", wanted=progress) as shown:
        steps = _steps(shown)
        with ThreadPoolExecutor(1) as pool:
            book = None
            if settings.full_text:
                book = pool.submit(analysis_notebook, made, corpus, settings, title)
            tables = {}
            for kind in KINDS:
                tables[kind.name] = kind.make(corpus, settings)
                next(steps)
            listed = _write_tables(made, corpus, tables, settings)
            say(f"wrote {len(listed)} tables")
            next(steps)
            if not settings.full_text:
                tables = {name: without_texts(table) for name, table in tables.items()}
                book = pool.submit(analysis_notebook, made, corpus, settings, title)
            drawn = figures(tables, settings.by)
            (made / "figures").mkdir()
            for figure in drawn:
                (made / "figures" / f"{figure.name}.png").write_bytes(figure.chart.png())
                (made / "figures" / f"{figure.name}.svg").write_bytes(figure.svg())
            next(steps)
            (made / "CITATION.txt").write_text(citation(corpus, title), encoding="utf-8")
            write_pages(made, corpus, tables, drawn, settings, title=title, lessons=[path for path, _ in lessons])
            say("wrote the pages")
            next(steps)
            if docx:
                from toolkit.reporting.word_document import write_word

                write_word(made)
            if book is not None:
                book.result()
            say("ran analysis.ipynb")
            next(steps)
        if lessons:
            where = made / "corpus"
            ran = run_notebooks(lessons, where, told=say)
            keep_notebooks(made, ran)
            next(steps)
    engine, lexicon = corpus.settings.key
    edits = [[article.id, *edit] for article in corpus for edit in article.voice_edits]
    said = given.as_json()
    if not settings.full_text:
        said["files"] = {str(n): value for n, value in enumerate(said["files"].values(), 1)}
    write_manifest(made, {
        "title": title,
        "made_with": made_with(),
        "settings": {"engine": engine, "lexicon": lexicon, **settings.as_json()},
        "input": said,
        "counts": {"articles": len(corpus), "set_aside": len(corpus.rejections), "corrections": len(edits)},
        "articles": [{"id": article.id, "sha256": content_hash(article)} for article in corpus],
        "corrections": edits,
        "tables": listed,
    })  # fmt: skip


def _steps(shown: Progress) -> Iterator[int]:
    done = 0
    while True:
        done += 1
        shown(done)
        yield done


def _write_tables(
    made: Path, corpus: Corpus, tables: dict[str, Any], settings: ReportSettings
) -> dict[str, dict[str, Any]]:
    (made / "tables").mkdir()
    listed: dict[str, dict[str, Any]] = {}
    sheets = {}
    for name, table in tables.items():
        shown = for_people(table, corpus)
        shown = shown if settings.full_text else without_texts(shown)
        data = as_csv(shown)
        (made / "tables" / f"{name}.csv").write_bytes(data)
        (made / "tables" / f"{name}.parquet").write_bytes(as_parquet(shown))
        listed[name] = {"rows": len(shown), "columns": [str(one) for one in shown.columns], "sha256": sha256(data)}
        sheets[name] = shown
    write_workbook(made / "tables" / "all_tables.xlsx", sheets)
    return listed


def _with_short_ids(corpus: Corpus) -> Corpus:
    """Identities that are no run of words of a source: a file may bear the headline as its name."""

    def renamed(articles: Iterable[Article]) -> Iterator[Article]:
        for number, article in enumerate(articles, 1):
            if shortened(article.id) == article.id:
                yield article
                continue
            other = replace(article, id=f"article-{number}")
            other._kept.update({k: v for k, v in article._kept.items() if isinstance(k, tuple) or k == "stored"})
            yield other

    return corpus.replacing(renamed(corpus))


def _check_target(target: Path) -> None:
    if target.is_file():
        raise ReportError(f"{target}: this is a file; give a folder that is empty or does not exist.")
    if target.is_dir() and any(target.iterdir()) and not is_report(target):
        raise ReportError(f"{target}: this folder holds something that is no report; give an empty or a new one.")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
