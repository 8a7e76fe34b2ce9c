"""Train a model from the rows of a gold file: `toolkit train words|sentences --gold FILE -o MODEL`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError
from toolkit.loaded.models.sentences import LABELS, LoadedSentenceModel
from toolkit.loaded.models.words import LoadedWordModel


def train_model(task: str, rows: Sequence[dict[str, Any]], out: Path, *, told: Callable[[str], None]) -> None:
    """Write the model of `task` (words or sentences). Rows have `text`, `spans`, and for sentences `label`.

    Raises: LoadError if a row lacks a field or the file cannot be written.
    """
    fields = ("text", "spans") if task == "words" else ("text", "spans", "label")
    for number, row in enumerate(rows, 1):
        if missing := [field for field in fields if field not in row]:
            raise LoadError(f"row {number} of the part train has no field {missing[0]!r}; it has {', '.join(row)}.")
    if not out.parent.is_dir():
        raise LoadError(f"{out}: there is no folder {out.parent}; make it first.")
    if task == "sentences":
        judged = [row for row in rows if row["label"] in LABELS]
        told(f"training on {len(judged)} sentences, a minute or less; {len(rows) - len(judged)} without a clear label")
        sentences = LoadedSentenceModel().fit(
            [row["text"] for row in judged],
            [row["label"] == "Biased" for row in judged],
            spans=[row["spans"] for row in judged],
        )
        sentences.save(out)
        return
    told(f"training on {len(rows)} sentences, a minute or less")
    model = LoadedWordModel().fit([row["text"] for row in rows], [row["spans"] for row in rows])
    model.save(out)
    told(f"learnt from {model.words_seen_} words; tk.loaded_language(corpus, model={out.name!r}) uses it")
