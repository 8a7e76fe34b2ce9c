"""Measuring the toolkit against peers, damage and the clock: `python -m benchmarks TASK --gold FILE`.

For developers: nothing here ships in the package. What users can repeat is `toolkit benchmark`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.errors import QueryError
from toolkit.evaluation import need, read_gold


def _analysis(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.analysis import benchmark_analysis

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_analysis(rows)


def _anatomy(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.anatomy import benchmark_anatomy

    rows = read_gold(path, part=part)
    need(path, rows, *(("text",) if "text" in rows[0] else ("line", "kind")))
    return benchmark_anatomy(rows)


def _duplicates(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.duplicates import benchmark_duplicates

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_duplicates(rows)


def _fuzz(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.fuzz import benchmark_fuzz

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_fuzz(rows)


def _html(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.pages import benchmark_pages, publisher_rows

    if path.is_dir():
        return benchmark_pages(publisher_rows(path), path)
    rows = read_gold(path, part=part)
    need(path, rows, "file")
    return benchmark_pages(rows, path.parent)


def _in_quote(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.in_quote import benchmark_in_quote

    rows = read_gold(path, part=part)
    need(path, rows, "text", "spans")
    return benchmark_in_quote(rows)


def _intervals(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.intervals import benchmark_intervals

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_intervals(rows)


def _keyness(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.keyness import benchmark_keyness

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_keyness(rows)


def _lexicon_speed(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.lexicon_speed import benchmark_lexicon_speed

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_lexicon_speed(rows)


def _loading(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.loading import benchmark_loading

    return benchmark_loading(path)


def _pipeline(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.pipeline import benchmark_pipeline

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_pipeline(rows)


def _propaganda(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.word_models import benchmark_propaganda

    everything = read_gold(path, part=None)
    rows = [row for row in everything if row.get("split") == part] or everything  # as given it has one part alone
    need(path, rows, "text", "spans")
    beside = path.with_name("babe.jsonl.gz")  # the sentences to train on lie beside the articles to score
    train = read_gold(beside, part="train")
    need(beside, train, "text", "spans")
    return benchmark_propaganda(train, rows, trained_on=f"{beside.name}, part train")


def _speed(path: Path, part: str | None) -> dict[str, Any]:
    from benchmarks.speed import benchmark_speed

    rows = read_gold(path, part=part)
    need(path, rows, "text")
    return benchmark_speed(rows)


TASKS: dict[str, Callable[[Path, str | None], dict[str, Any]]] = {
    "analysis": _analysis,
    "anatomy": _anatomy,
    "duplicates": _duplicates,
    "fuzz": _fuzz,
    "html": _html,
    "in-quote": _in_quote,
    "intervals": _intervals,
    "keyness": _keyness,
    "lexicon-speed": _lexicon_speed,
    "loading": _loading,
    "pipeline": _pipeline,
    "propaganda": _propaganda,
    "speed": _speed,
}


def run(task: str, gold: str | Path, *, part: str | None = "dev") -> dict[str, Any]:
    """The figures of one task as plain numbers and words, ready for JSON. Raises QueryError for an unknown task."""
    if task not in TASKS:
        raise QueryError(f"No benchmark is called {task!r}; choose from {', '.join(sorted(TASKS))}.")
    return {"task": task, "gold": Path(gold).name, "part": part, **TASKS[task](Path(gold), part)}
