"""Measuring the toolkit against peers, damage and the clock: `python -m benchmarks TASK --gold FILE`.

For developers: nothing here ships in the package. What users can repeat is `toolkit benchmark`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.errors import QueryError
from toolkit.evaluation import need, read_gold

Task = Callable[[Path, str | None], dict[str, Any]]


def _of_rows(task: str, *fields: str) -> Task:
    """The task whose module has its name and takes the rows of a gold file with these fields."""
    name = task.replace("-", "_")

    def measured(path: Path, part: str | None) -> dict[str, Any]:
        rows = read_gold(path, part=part)
        need(path, rows, *fields)
        made: dict[str, Any] = getattr(import_module(f"benchmarks.{name}"), f"benchmark_{name}")(rows)
        return made

    return measured


def _anatomy(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.anatomy import benchmark_anatomy

    rows = read_gold(path, part=part)
    need(path, rows, *(("text",) if "text" in rows[0] else ("line", "kind")))
    return benchmark_anatomy(rows)


def _html(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.pages import benchmark_pages, publisher_rows

    if path.is_dir():
        return benchmark_pages(publisher_rows(path), path)
    rows = read_gold(path, part=part)
    need(path, rows, "file")
    return benchmark_pages(rows, path.parent)


def _loading(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.loading import benchmark_loading

    return benchmark_loading(path)


def _propaganda(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.word_models import benchmark_propaganda

    everything = read_gold(path, part=None)
    rows = [row for row in everything if row.get("split") == part] or everything  # as given it has one part alone
    need(path, rows, "text", "spans")
    beside = path.with_name("babe.jsonl.gz")  # the sentences to train on lie beside the articles to score
    train = read_gold(beside, part="train")
    need(beside, train, "text", "spans")
    return benchmark_propaganda(train, rows, trained_on=f"{beside.name}, part train")


def _framing(task: str) -> Callable[[Path, str | None, Path], dict[str, Any]]:
    def measured(path: Path, part: str | None, articles: Path) -> dict[str, Any]:
        rows, texts = read_gold(path, part=part), read_gold(articles, part=None)
        need(path, rows, "article", "start", "end")
        need(articles, texts, "id", "text")
        made: dict[str, Any] = getattr(import_module("benchmarks.framing_rows"), f"benchmark_{task}")(rows, texts)
        return made

    return measured


# Tasks whose gold has ids and offsets only, so that the articles are given beside it.
BESIDE = {task: _framing(task) for task in ("actions", "entman", "naming")}
TASKS: dict[str, Task] = {
    "anatomy": _anatomy,
    "html": _html,
    "in-quote": _of_rows("in-quote", "text", "spans"),
    "loading": _loading,
    "own-voice": _of_rows("own-voice", "id", "text", "headline", "outlet"),
    "propaganda": _propaganda,
    **{
        task: _of_rows(task, "text")
        for task in (
            "analysis",
            "duplicates",
            "events",
            "genealogy",
            "fuzz",
            "intervals",
            "keyness",
            "lexicon-speed",
            "pipeline",
            "scale",
            "speed",
        )
    },
}


def run(task: str, gold: str | Path, *, part: str | None = "dev", articles: str | Path | None = None) -> dict[str, Any]:
    """The figures of one task as plain numbers and words, ready for JSON. Raises QueryError for an unknown task."""
    if task in BESIDE:
        if articles is None:
            raise QueryError(f"{task}: the gold has no text; give the articles that it names with --articles.")
        return {"task": task, "gold": Path(gold).name, **BESIDE[task](Path(gold), part, Path(articles))}
    if task not in TASKS:
        raise QueryError(f"No benchmark is called {task!r}; choose from {', '.join(sorted([*TASKS, *BESIDE]))}.")
    return {"task": task, "gold": Path(gold).name, "part": part, **TASKS[task](Path(gold), part)}
