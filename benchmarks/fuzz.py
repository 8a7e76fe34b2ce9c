"""Voice on damaged articles: marks taken out and put in, paragraphs cut, joined and turned round, odd characters."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from toolkit.voice import Attribution, attribute, scan_quotations
from toolkit.voice.stretches import voices_of

MARKS = [*list("“”\"‘’'«»„‹›()[]—–-:;,.?!… \n\t\xa0\u200b\u202e\ufeff"), "\n\n", " said ", "according to ", "''", "``"]
_LENGTH = 700  # characters of an article that one round takes


def benchmark_fuzz(rows: Sequence[dict[str, Any]], *, rounds: int = 200_000, seed: int = 0) -> dict[str, Any]:
    """Damage texts at random and look at what comes back.

    Counted are exceptions, spans outside the text, contents that neither nest nor stand apart, and voices with gaps.
    """
    chance = random.Random(seed)  # noqa: S311  reproducible damage, no secret
    texts = [row["text"] for row in rows if row["text"].strip()]
    wrong: list[str] = []
    began = time.perf_counter()
    for number in range(rounds):
        text = damaged(chance.choice(texts), chance)
        try:
            problem = _problem(text)
        except Exception as error:  # what this counts is that there is none
            problem = f"{type(error).__name__}: {error}"
        if problem:
            wrong.append(f"round {number}: {problem}: {text[:80]!r}")
    seconds = time.perf_counter() - began
    return {"rounds": rounds, "wrong": len(wrong), "first": wrong[:5], "seconds": round(seconds)}


def damaged(text: str, chance: random.Random) -> str:
    """A piece of a text with up to eight wounds."""
    start = chance.randrange(max(len(text) - _LENGTH, 1))
    piece = text[start : start + chance.randrange(1, _LENGTH)]
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(piece) + 1)
        end = min(at + chance.randrange(1, 40), len(piece))
        kind = chance.randrange(4)
        if kind == 0:
            piece = piece[:at] + chance.choice(MARKS) * chance.choice((1, 1, 1, 3)) + piece[at:]
        elif kind == 1:
            piece = piece[:at] + piece[end:]
        elif kind == 2:
            piece = piece[:at] + piece[at:end][::-1] + piece[end:]
        else:
            piece = piece + " " + piece[at:end]
    return piece


def _problem(text: str) -> str:
    found = attribute(text)
    if any(not 0 <= q.start < q.end <= len(text) for q in scan_quotations(text)):
        return "a quotation outside the text"
    if any(not 0 <= start < end <= len(text) for a in found for start, end in _spans(a)):
        return "a span outside the text"
    contents = sorted((span for a in found for span in a.contents), key=lambda s: (s[0], -s[1]))
    open_ends: list[int] = []
    for start, end in contents:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            return "contents that overlap"
        open_ends.append(end)
    stretches = voices_of(text).stretches
    if text and (stretches[0].start, stretches[-1].end) != (0, len(text)):
        return "voices that do not cover the text"
    if any(left.end != right.start for left, right in pairwise(stretches)):
        return "voices with a gap"
    return ""


def _spans(attribution: Attribution) -> list[tuple[int, int]]:
    others = [span for span in (attribution.source, attribution.cue) if span is not None]
    return [*attribution.contents, *others]
