"""Loaded spans in a quotation or not: the question that annotators of bias answer for each span they mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from toolkit.voice import scan_quotations
from toolkit.voice.stretches import voices_of


def benchmark_in_quote(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How often the toolkit agrees that a marked span stands in a quotation, by kind of span.

    Rows have `text` and `spans` with start, end, in_quote and perhaps bias (the kind). Two systems: the voice of the
    span is direct or partial, or distanced or mention inside quotation marks; and, as a peer, whether the span lies
    between quotation marks. `disagreements` counts what people and the toolkit said where they differ.
    """
    right: Counter[tuple[str, str]] = Counter()
    spans: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        voices = voices_of(text)
        quotations = [q for q in scan_quotations(text) if q.level == 0]
        for span in row["spans"]:
            start, end, gold = span["start"], span["end"], bool(span["in_quote"])
            marked = any(q.start <= start and end <= q.end for q in quotations)
            voice = voices.at(start, end).voice
            ours = voice in ("direct", "partial") or (marked and voice in ("distanced", "mention"))
            for kind in {"all", str(span.get("bias") or "all")}:
                spans[kind] += 1
                right["voice", kind] += ours == gold
                right["quotation marks only", kind] += marked == gold
            if ours != gold:
                differ[f"people: {'in' if gold else 'not in'} a quotation, toolkit: {voice}"] += 1
    kinds = sorted(spans)
    systems = [
        {"system": name, **{kind: round(100 * right[name, kind] / spans[kind], 1) for kind in kinds}}
        for name in ("voice", "quotation marks only")
    ]
    return {"spans": dict(spans), "systems": systems, "disagreements": dict(differ.most_common())}
