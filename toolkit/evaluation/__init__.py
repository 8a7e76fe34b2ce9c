"""Scores on annotated news that users can repeat: `toolkit benchmark TASK --gold FILE`.

Gold files are JSON lines, plain or gzip'd, and never part of the project; docs/benchmarks.md says where to get them.
A `split` column is respected: train is for tuning, dev for choosing, and dev is what is scored unless told otherwise.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError, QueryError


def read_gold(path: str | Path, *, part: str | None = "dev") -> list[dict[str, Any]]:
    """The rows of a gold file; of one part of it where its rows name a `split`. Raises LoadError with the fix."""
    path = Path(path)
    if not path.is_file():
        raise LoadError(f"{path}: no such gold file; docs/benchmarks.md says where each can be had.")
    opened = gzip.open if path.suffix == ".gz" else open
    rows = []
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    rows.append(json.loads(line))
                except json.JSONDecodeError as error:
                    raise LoadError(f"{path}: line {number} is no JSON ({error.msg}); give JSON lines.") from error
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise LoadError(f"{path}: this is no text of JSON lines ({error}).") from error
    if part is not None and any("split" in row for row in rows):
        rows = [row for row in rows if row.get("split") == part]
    if not rows:
        raise LoadError(f"{path}: no rows of the part {part!r}; name another with part=.")
    return rows


def _frames(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.frames import benchmark_frames

    rows = read_gold(path, part=None)
    need(path, rows, "text", "frames" if "frames" in rows[0] else "frame")
    return benchmark_frames(rows)


def _lexicon(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.lexicon import benchmark_lexicon

    rows = read_gold(path, part=part)
    need(path, rows, "text", "spans")
    return benchmark_lexicon(rows)


def _sentences(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.word_models import benchmark_sentences

    train, rows = read_gold(path, part="train"), read_gold(path, part=part)
    need(path, [*train, *rows], "text", "spans", "label")
    return benchmark_sentences(train, rows)


def _voice(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.voice import SYSTEMS, benchmark_voice

    rows = read_gold(path, part=part)
    if "speaker" in rows[0] and "text" not in rows[0]:
        raise LoadError(f"{path}: these speakers have no texts; name the file of their articles with --articles.")
    need(path, rows, "text", "attributions")
    absent = _absent()
    return {
        "systems": [benchmark_voice(rows, system=system) for system in SYSTEMS if system not in absent],
        "absent": absent,
    }


def _absent() -> dict[str, str]:
    """Systems that cannot be measured here, with the reason."""
    from toolkit.articles import need_packages
    from toolkit.evaluation.peers import TEXTACY, is_installed
    from toolkit.evaluation.voice import ENCODER

    absent = {} if is_installed() else {TEXTACY: "textacy with a small English model of spaCy is not installed"}
    try:
        need_packages("encoder", what="the encoder")
    except QueryError as error:
        absent[ENCODER] = str(error)
    return absent


def _words(path: Path, part: str | None) -> dict[str, Any]:
    from toolkit.evaluation.word_models import benchmark_words

    train, rows = read_gold(path, part="train"), read_gold(path, part=part)
    need(path, [*train, *rows], "text", "spans")
    return benchmark_words(train, rows)


def _speakers(path: Path, articles: Path) -> dict[str, Any]:
    """Resolved speakers: gold without texts, and the articles it speaks of."""
    from toolkit.evaluation.speakers import benchmark_speakers
    from toolkit.evaluation.voice import ENCODER, SYSTEMS

    rows = read_gold(path, part=None)
    need(path, rows, "article", "content", "cue", "pronoun", "speaker")
    given = read_gold(articles, part=None)
    need(articles, given, "id", "text")
    texts = {str(article["id"]): str(article["text"]) for article in given}
    systems = [name for name in ("rules", "rules and model", ENCODER) if name not in _absent()]
    return {"systems": [{"system": name, **benchmark_speakers(rows, texts, SYSTEMS[name])} for name in systems]}


TASKS: dict[str, Callable[[Path, str | None], dict[str, Any]]] = {
    "frames": _frames,
    "lexicon": _lexicon,
    "sentences": _sentences,
    "voice": _voice,
    "words": _words,
}


def run(task: str, gold: str | Path, *, part: str | None = "dev", articles: str | Path | None = None) -> dict[str, Any]:
    """The figures of one task as plain numbers and words, ready for JSON.

    `articles` is the file of the articles that a gold of resolved speakers speaks of (task voice). Raises QueryError
    for an unknown task.
    """
    if task not in TASKS:
        raise QueryError(f"No benchmark is called {task!r}; choose from {', '.join(sorted(TASKS))}.")
    if articles is not None:
        if task != "voice":
            raise QueryError(f"--articles belongs to the task voice with a gold of speakers, not to {task!r}.")
        return {"task": task, "gold": Path(gold).name, "part": part, **_speakers(Path(gold), Path(articles))}
    return {"task": task, "gold": Path(gold).name, "part": part, **TASKS[task](Path(gold), part)}


def need(path: Path, rows: list[dict[str, Any]], *fields: str) -> None:
    for number, row in enumerate(rows, 1):
        if missing := [field for field in fields if field not in row]:
            raise LoadError(f"{path}: row {number} has no field {missing[0]!r}; it has {', '.join(sorted(row))}.")


def print_result(result: dict[str, Any], write: Callable[[str], None], indent: str = "") -> None:
    """The figures of a task, line by line."""
    for name, value in result.items():
        if isinstance(value, dict):
            write(f"{indent}{name}")
            print_result(value, write, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            write(f"{indent}{name}")
            for row in value:
                plain = all(not isinstance(cell, (dict, list)) for cell in row.values())
                if plain:
                    write(indent + "  " + "  ".join(f"{key} {cell}" for key, cell in row.items()))
                else:
                    print_result(row, write, indent + "  ")
        else:
            write(f"{indent}{name:<24} {value}")
