"""What the analysis of voice hands on: attributions, and the voice of every stretch of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

# outlet: the outlet's own words. direct: inside a quotation. partial: a quoted fragment inside the outlet's sentence.
# indirect: paraphrased speech. ascribed: belief or stance that the outlet ascribes. distanced: scare quotes, so-called.
# mention: the word as a word, titles, nicknames. unsure: the evidence does not decide.
VOICES = ("outlet", "direct", "partial", "indirect", "ascribed", "distanced", "mention", "unsure")


class Span(NamedTuple):
    """Characters of a text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that the outlet gives to somebody: who (source), by which word (cue), and what (content).

    `contents` has more than one span where the outlet interrupts: "X," he said, "Y". `speaker` is the fullest name the
    story gives the source, the same for all its attributions. `p` is the confidence between 0 and 1, `why` the rule,
    `inside` the number of the attribution that this one stands in ("he said he hoped").
    """

    number: int = 0  # its place among those of a text: `numbered` gives it
    kind: str
    contents: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None
    p: float = 1.0
    why: str = ""
    inside: int | None = None


def numbered(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions numbered in the order of their contents, the wider first where two begin together."""
    ordered = sorted(found, key=lambda a: (a.contents[0].start, -a.contents[-1].end))
    return tuple(a if a.number == number else replace(a, number=number) for number, a in enumerate(ordered))


class Voice(NamedTuple):
    """Whose words a stretch of text is. `speaker` and `cue` are words of the article, None where it gives none."""

    start: int
    end: int
    voice: str
    speaker: str | None
    cue: str | None
    p: float
    why: str
    attribution: int | None


class VoiceMap:
    """The voices of a whole text: stretches without gaps from 0 to its end, looked up by offset."""

    __slots__ = ("_starts", "stretches")

    def __init__(self, stretches: tuple[Voice, ...]) -> None:
        self.stretches = stretches
        self._starts = [stretch.start for stretch in stretches]

    def at(self, start: int, end: int) -> Voice:
        """The voice of a span: that of the stretch that holds most of it, the first one on a tie."""
        position = max(bisect_right(self._starts, start) - 1, 0)
        best = self.stretches[position]
        covered = min(best.end, end) - start
        for stretch in self.stretches[position + 1 :]:
            if stretch.start >= end:
                break
            overlap = min(stretch.end, end) - stretch.start
            if overlap > covered:
                best, covered = stretch, overlap
        return best
