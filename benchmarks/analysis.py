"""The analysis of a corpus: how long once, how long again, how much memory, how long and how large on disk."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import toolkit as tk


def benchmark_analysis(rows: Sequence[dict[str, Any]], *, workers: int = 2) -> dict[str, Any]:
    """Figures for a corpus of the rows (`text`, perhaps `headline` and `outlet`).

    `again` is a second `tk.voices(corpus)` without intervals, in milliseconds per article, at 250, 260 and all
    articles. `kept` is the memory of the packed analysis, divided by that of the texts as Python holds them.
    """
    corpus = tk.Corpus(
        tk.Article(id=str(n), text=row["text"], headline=row.get("headline"), outlet=row.get("outlet"))
        for n, row in enumerate(rows)
    )
    analysed = _seconds(lambda: tk.analyse(corpus, workers=workers))
    again = {}
    for size in (250, 260, len(corpus)):
        part = corpus[:size]
        tk.voices(part)
        again[f"{len(part)} articles"] = round(1000 * _seconds(lambda part=part: tk.voices(part)) / len(part), 4)
    texts = sum(sys.getsizeof(article.text) for article in corpus)
    kept = sum(_size(packed) for article in corpus for key, packed in article._kept.items() if isinstance(key, tuple))
    result: dict[str, Any] = {
        "articles": len(corpus),
        "analysed_seconds": round(analysed, 1),
        "workers": workers,
        "again_ms_per_article": again,
        "texts_mb": round(texts / 1e6, 1),
        "kept_mb": round(kept / 1e6, 1),
        "kept_by_texts": round(kept / texts, 2),
    }
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "study"
        result["save_seconds"] = round(_seconds(lambda: corpus.save(place)), 1)
        result["disk_mb"] = round(sum(os.path.getsize(path) for path in place.iterdir()) / 1e6, 1)
        result["open_seconds"] = round(_seconds(lambda: tk.open(place)), 1)
        opened = tk.open(place)
        result["opened_voices_seconds"] = round(_seconds(lambda: tk.voices(opened)), 1)
        result["equal"] = opened == corpus and bool(tk.voices(opened).equals(tk.voices(corpus)))
    return result


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _size(packed: Any) -> int:
    """The bytes of a packed record and of what it alone holds; ids of entries are those of the lexicon."""
    parts = sum(sys.getsizeof(part) for part in packed if isinstance(part, (array, bytes, tuple)))
    names = sum(sys.getsizeof(name) for name in getattr(packed, "names", ()))
    return sys.getsizeof(packed) + parts + names
