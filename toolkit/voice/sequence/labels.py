"""The labels of words, and gold attributions written in them.

O, S (source), C (cue), and for contents B (begins), I (goes on) and J (the same content goes on after an interruption),
each with the place of the cue: A (content after it), F (in front of it), N (none).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toolkit.text.tokens import Tokens
from toolkit.voice.sequence.model import token_range

LABELS = ("O", "S", "C", "BA", "IA", "JA", "BF", "IF", "JF", "BN", "IN", "JN")


def labels(tokens: Tokens, attributions: Iterable[dict[str, Any]]) -> list[str]:
    """The label of each token: contents over cues over sources, a wider content over one inside it."""
    found = ["O"] * len(tokens)
    listed = list(attributions)
    for role, name in (("S", "source"), ("C", "cue")):
        for attribution in listed:
            for start, end in attribution[name]:
                for n in token_range(tokens, start, end):
                    found[n] = role
    for attribution in sorted((a for a in listed if a["content"]), key=_width):
        spans = sorted(attribution["content"])
        cue = min((start for start, _ in attribution["cue"]), default=None)
        direction = "N" if cue is None else "A" if cue < spans[0][0] else "F"
        for number, (start, end) in enumerate(spans):
            for offset, n in enumerate(token_range(tokens, start, end)):
                found[n] = ("I" if offset else "J" if number else "B") + direction
    return found


def _width(attribution: dict[str, Any]) -> int:
    ends = [end for _, end in attribution["content"]]
    return int(max(ends) - min(start for start, _ in attribution["content"]))
