"""An article divided for showing: paragraphs, stretches of one voice, and the loaded words in them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from toolkit.analysis import Analysed, Hit
from toolkit.voice import Voice


class Segment(NamedTuple):
    """Characters that are shown alike: plain text, or one loaded word (`number` counts them from 1)."""

    start: int
    end: int
    hit: Hit | None
    number: int | None


class Stretch(NamedTuple):
    """Segments in one voice. `number` counts the stretches that are not the outlet's, from 1; None is the outlet's."""

    voice: Voice
    number: int | None
    segments: tuple[Segment, ...]


class Paragraph(NamedTuple):
    """One paragraph of the body, half-open, and its stretches without gaps."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]


def mark(one: Analysed) -> tuple[Paragraph, ...]:
    """The paragraphs of an article with voices and loaded words marked.

    A loaded word is never cut in two: where a voice begins inside it, the stretch begins with the word.

    >>> from toolkit.articles import Article
    >>> paragraph, = mark(Analysed(Article(id="a", text="The man blamed “Crusaders.”")))
    >>> [(stretch.voice.voice, stretch.number) for stretch in paragraph.stretches]
    [('outlet', None), ('partial', 1)]
    """
    found, voices = one.hits, one.voices
    edges = {edge for stretch in voices.stretches for edge in (stretch.start, stretch.end)}
    edges -= {edge for hit in found for edge in range(hit.start + 1, hit.end)}
    edges |= {edge for hit in found for edge in (hit.start, hit.end)}
    ordered = sorted(edges)
    by_start = {hit.start: (hit, number) for number, hit in enumerate(found, 1)}
    numbered = 0
    paragraphs = []
    position = 0
    for start, end in one.article.paragraphs:
        while position < len(ordered) and ordered[position] <= start:
            position += 1
        cuts = [start]
        while position < len(ordered) and ordered[position] < end:
            cuts.append(ordered[position])
            position += 1
        cuts.append(end)
        stretches: list[Stretch] = []
        for left, right in pairwise(cuts):
            hit, number = by_start.get(left, (None, None))
            segment = Segment(left, right, hit, number)
            voice = hit.voice if hit else voices.at(left, right)
            if stretches and _alike(stretches[-1].voice, voice):
                last = stretches[-1]
                stretches[-1] = last._replace(segments=(*last.segments, segment))
            else:
                own = voice.voice == "outlet"
                numbered += not own
                stretches.append(Stretch(voice, None if own else numbered, (segment,)))
        paragraphs.append(Paragraph(start, end, tuple(stretches)))
    return tuple(paragraphs)


def _alike(left: Voice, right: Voice) -> bool:
    return (left.voice, left.speaker, left.attribution) == (right.voice, right.speaker, right.attribution)
