"""How often experts agree with the lexicon: its words against the words that they marked in sentences of news."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from toolkit.lexicon import Lexicon
from toolkit.lexicon.entries import Entry
from toolkit.text.tokens import is_word, tokenize

LAYERS: dict[str, Callable[[Entry], bool]] = {
    "flags": lambda entry: entry.severity == "flag",
    "flags and notes": lambda entry: True,
    "framing layer": lambda entry: entry.layer == "framing",
}
_DRAWS = 1000


class _Counts(NamedTuple):
    both: int  # words that the lexicon flags and people marked
    flagged: int
    marked: int


def benchmark_lexicon(rows: Sequence[dict[str, Any]], *, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """Precision, recall and F1 over words for the entries that are flags, all entries and those of the framing layer,
    and precision by category.

    Rows have `text` and `spans` with start and end in characters. A word counts as flagged or marked if any of it is.
    Intervals are 95 % by bootstrap over rows (1,000 draws, seed 0). A hit is right if people marked any word of it.
    Where spans say their `bias`, flags are also scored against those of lexical bias alone.
    """
    whole = Lexicon.default() if lexicon is None else lexicon
    words = sum(sum(map(is_word, tokenize(row["text"]).kinds)) for row in rows)
    systems = []
    parts = [(name, rows, keep) for name, keep in LAYERS.items()]
    lexical = [row | {"spans": [span for span in row["spans"] if span.get("bias") == "lexical"]} for row in rows]
    if any(row["spans"] for row in lexical):
        parts.append(("flags against spans of lexical bias", lexical, LAYERS["flags"]))
    for name, scored, keep in parts:
        part = Lexicon(entry for entry in whole if keep(entry))
        counts = [_count(row, part) for row in scored]
        flagged = sum(count.flagged for count in counts)
        scores = {metric: [_score(counts, metric), *_interval(counts, metric)] for metric in ("P", "R", "F1")}
        systems.append(
            {
                "system": name,
                "entries": len(part),
                **{metric: [round(100 * value, 1) for value in values] for metric, values in scores.items()},
                "flags_per_1000_words": round(1000 * flagged / words, 1),
            }
        )
    categories: dict[str, list[bool]] = defaultdict(list)
    for entry, right in judged(rows, whole):
        categories[entry.category].append(right)
    by_category = [
        {
            "category": name,
            "hits": len(found),
            "right": sum(found),
            "precision": round(100 * sum(found) / len(found), 1),
        }
        for name, found in sorted(categories.items())
    ]
    return {"rows": len(rows), "words": words, "systems": systems, "categories": by_category}


def judged(rows: Sequence[dict[str, Any]], lexicon: Lexicon) -> list[tuple[Entry, bool]]:
    """Every hit of the lexicon, and whether people marked any of it."""
    return [
        (match.entry, any(start < match.end and match.start < end for start, end in _spans(row)))
        for row in rows
        for match in lexicon.match(tokenize(row["text"]))
    ]


def _spans(row: dict[str, Any]) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in row["spans"]]


def _count(row: dict[str, Any], lexicon: Lexicon) -> _Counts:
    tokens = tokenize(row["text"])
    spans, matches = _spans(row), lexicon.match(tokens)
    both = flagged = marked = 0
    for start, end, kind in zip(tokens.starts, tokens.ends, tokens.kinds, strict=True):
        if is_word(kind):
            is_marked = any(a < end and start < b for a, b in spans)
            is_flagged = any(match.start < end and start < match.end for match in matches)
            both += is_marked and is_flagged
            flagged += is_flagged
            marked += is_marked
    return _Counts(both, flagged, marked)


def _score(counts: Sequence[_Counts], metric: str) -> float:
    both = sum(count.both for count in counts)
    flagged = sum(count.flagged for count in counts)
    marked = sum(count.marked for count in counts)
    under = {"P": flagged, "R": marked, "F1": (flagged + marked) / 2}[metric]
    return both / under if under else 0.0


def _interval(counts: Sequence[_Counts], metric: str) -> tuple[float, float]:
    draw = random.Random(0)  # noqa: S311  a seeded bootstrap, no secret
    scores = sorted(_score(draw.choices(counts, k=len(counts)), metric) for _ in range(_DRAWS))
    return scores[int(0.025 * _DRAWS)], scores[int(0.975 * _DRAWS)]
