"""Flags in an outlet's own voice on real news: are they loaded in this use, and is the voice the outlet's?

The rows of `benchmarks/gold/own_voice.jsonl` were drawn with a seed from flags that the toolkit gave to outlets, and
were read twice. What a later version no longer gives to the outlet as a flag leaves the sum.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import toolkit as tk
from toolkit.errors import QueryError
from toolkit.measures.intervals import wilson

GOLD = Path(__file__).parent / "gold" / "own_voice.jsonl"


def benchmark_own_voice(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How many of the rows that are still own-voice flags are right in both, with a 95 % interval."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wanted = {row["article"] for row in gold}
    found = [row for row in rows if row["id"] in wanted]
    if {row["id"] for row in found} != wanted:
        raise QueryError(
            f"{len(wanted) - len(found)} articles of {GOLD.name} are not in the file; take the whole news file."
        )
    corpus = tk.from_table(found, text="text", id="id", outlet="outlet", headline="headline", clean=False)
    hits = tk.loaded_language(corpus)
    own = hits[hits["voice"] == "outlet"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(own["article"], own["start"], own["end"], strict=True):
        spans.setdefault(article, []).append((start, end))
    still = [row for row in gold if any(s < row["end"] and row["start"] < e for s, e in spans.get(row["article"], []))]
    first = sum(row["loaded"] and row["outlet"] for row in gold)
    now = sum(row["loaded"] and row["outlet"] for row in still)
    return {
        "rows": len(gold),
        "articles": len(wanted),
        "as drawn": _share(first, len(gold)),
        "today": _share(now, len(still)),
        "right rows lost": first - now,
        "wrong rows gone": len(gold) - first - (len(still) - now),
    }


def _share(right: int, count: int) -> dict[str, Any]:
    low, high = wilson(right, count)
    bounds = [round(float(bound), 3) for bound in (low, high)]
    return {"right": right, "of": count, "share": round(right / count, 3), "low": bounds[0], "high": bounds[1]}
