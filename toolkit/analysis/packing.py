"""What is kept of an analysis: small columns of numbers, from which the records are made again in microseconds."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.articles.schemas import SCHEMAS
from toolkit.text.tokens import Tokens, is_word, lower_form
from toolkit.voice import VOICES, Attribution, Span, Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]

KINDS = ("word", "number", "url", "email", "hashtag", "handle", "punctuation", "symbol")
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_VOICE_NUMBER = {voice: number for number, voice in enumerate(VOICES)}


def compact(values: Iterable[int]) -> array[int]:
    """Whole numbers from 0 on in an array with the smallest items that hold them all."""
    values = list(values)
    largest = max(values, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I" if largest < 1 << 32 else "Q", values)


def _shrunk(values: Integers) -> array[int]:
    """The same of an array of NumPy."""
    largest = int(values.max(initial=0))
    code = "B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I" if largest < 1 << 32 else "Q"
    return array(code, values.astype(code).tobytes())


class PackedTokens(NamedTuple):
    """The tokens of one text: the gap before each, its length, its kind, and how many tokens each sentence has."""

    gaps: array[int]
    lengths: array[int]
    kinds: bytes
    sizes: array[int]

    @classmethod
    def of(cls, tokens: Tokens) -> PackedTokens:
        gaps = map(sub, tokens.starts, [0, *tokens.ends])
        lengths = map(sub, tokens.ends, tokens.starts)
        counted = Counter(tokens.sentences)
        sizes = map(counted.__getitem__, range(len(tokens.spans)))
        kinds = bytes(map(_KIND_NUMBER.__getitem__, tokens.kinds))
        return cls(compact(gaps), compact(lengths), kinds, compact(sizes))

    @classmethod
    def of_arrays(cls, starts: Integers, ends: Integers, kinds: Integers, sentences: Integers) -> PackedTokens:
        """The same from numbers: of kinds those of `KINDS`, of sentences those of the tokens."""
        import numpy as np

        gaps = starts.copy()
        gaps[1:] -= ends[:-1]
        sizes = np.bincount(sentences)
        return cls(_shrunk(gaps), _shrunk(ends - starts), kinds.astype(np.uint8).tobytes(), _shrunk(sizes))

    @property
    def places(self) -> tuple[list[int], list[int]]:
        """Where each token starts and ends."""
        steps = [0] * (2 * len(self.gaps))
        steps[0::2], steps[1::2] = self.gaps, self.lengths
        edges = list(accumulate(steps))
        return edges[0::2], edges[1::2]

    def tokens(self, text: str) -> Tokens:
        """The tokens as `tokenize` gave them."""
        starts, ends = self.places
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        kinds = list(map(KINDS.__getitem__, self.kinds))
        sentences = [number for number, size in enumerate(self.sizes) for _ in range(size)]
        return Tokens(
            text, words, list(map(lower_form, words)), starts, ends, kinds, sentences, self.spans(starts, ends)
        )

    def spans(self, starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
        """The sentences, in characters."""
        behind = list(accumulate(self.sizes))
        return [(starts[b - size], ends[b - 1]) for b, size in zip(behind, self.sizes, strict=True)]

    def columns(self) -> dict[str, Any]:
        import numpy as np

        steps = np.empty(2 * len(self.gaps), dtype=np.int64)
        steps[0::2], steps[1::2] = self.gaps, self.lengths
        edges = np.cumsum(steps)
        sentences = np.repeat(np.arange(len(self.sizes)), self.sizes)
        kinds = list(map(KINDS.__getitem__, self.kinds))
        return {"start": edges[0::2], "end": edges[1::2], "kind": kinds, "sentence": sentences}

    @classmethod
    def from_columns(cls, columns: Mapping[str, Sequence[Any]]) -> PackedTokens:
        starts, ends, sentences = (list(columns[name]) for name in ("start", "end", "sentence"))
        sizes = [0] * (sentences[-1] + 1 if sentences else 0)
        for number in sentences:
            sizes[number] += 1
        gaps, lengths = map(sub, starts, [0, *ends]), map(sub, ends, starts)
        return cls(
            compact(gaps), compact(lengths), bytes(map(_KIND_NUMBER.__getitem__, columns["kind"])), compact(sizes)
        )


class PackedVoices(NamedTuple):
    """The stretches of one text, without gaps: where each ends, whose it is, and how many words it has.

    `names` holds the speakers, cues and reasons, each once; a number in their columns is a place in it, counted from 1.
    """

    ends: array[int]
    voices: bytes
    speakers: array[int]
    cues: array[int]
    whys: array[int]
    p: array[float]
    attributions: array[int]
    words: array[int]
    names: tuple[str, ...]

    @classmethod
    def of(cls, stretches: Sequence[Voice], words: Sequence[int]) -> PackedVoices:
        names = _Names()
        return cls(
            compact(s.end for s in stretches),
            bytes(_VOICE_NUMBER[s.voice] for s in stretches),
            compact(names.number(s.speaker) for s in stretches),
            compact(names.number(s.cue) for s in stretches),
            compact(names.number(s.why) for s in stretches),
            array("d", [s.p for s in stretches]),
            compact(0 if s.attribution is None else s.attribution + 1 for s in stretches),
            compact(words),
            names.known,
        )

    def stretches(self) -> tuple[Voice, ...]:
        """The stretches as they were."""
        name = (None, *self.names)
        rows = zip(
            [0, *self.ends], self.ends, self.voices, self.speakers, self.cues, self.p, self.whys, self.attributions,
            strict=False,
        )  # fmt: skip
        return tuple(
            Voice(
                start, end, VOICES[voice], name[speaker], name[cue], p, name[why] or "", number - 1 if number else None
            )
            for start, end, voice, speaker, cue, p, why, number in rows
        )

    def counted(self, by: str) -> Iterator[tuple[str, int]]:
        """The words of each stretch, under its voice or its speaker ("" for none)."""
        if by == "voice":
            return zip(map(VOICES.__getitem__, self.voices), self.words, strict=True)
        name = ("", *self.names)
        return zip(map(name.__getitem__, self.speakers), self.words, strict=True)

    def columns(self) -> dict[str, list[Any]]:
        rows = [stretch[2:] for stretch in self.stretches()]
        voice, speaker, cue, p, why, attribution = (
            map(list, zip(*rows, strict=True)) if rows else ([] for _ in range(6))
        )
        return {
            "start": [0, *self.ends][: len(self.ends)], "end": list(self.ends), "voice": voice, "speaker": speaker,
            "cue": cue, "p": p, "why": why, "attribution": attribution, "words": list(self.words),
        }  # fmt: skip

    @classmethod
    def from_columns(cls, columns: Mapping[str, list[Any]]) -> PackedVoices:
        fields = [columns[name] for name in SCHEMAS["voices"] if name != "words"]
        return cls.of([Voice(*row) for row in zip(*fields, strict=True)], columns["words"])


class PackedAttributions(NamedTuple):
    """The attributions of one text. Spans are pairs of numbers, counted from 1; a source or cue of 0, 0 is none."""

    kinds: bytes
    sizes: array[int]
    contents: array[int]
    sources: array[int]
    cues: array[int]
    speakers: array[int]
    whys: array[int]
    p: array[float]
    inside: array[int]
    names: tuple[str, ...]

    @classmethod
    def of(cls, found: Sequence[Attribution]) -> PackedAttributions:
        names = _Names()
        return cls(
            bytes(_VOICE_NUMBER[a.kind] for a in found),
            compact(len(a.contents) for a in found),
            compact(edge for a in found for span in a.contents for edge in span),
            compact(edge for a in found for edge in _pair(a.source)),
            compact(edge for a in found for edge in _pair(a.cue)),
            compact(names.number(a.speaker) for a in found),
            compact(names.number(a.why) for a in found),
            array("d", [a.p for a in found]),
            compact(0 if a.inside is None else a.inside + 1 for a in found),
            names.known,
        )

    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions as they were."""
        name = (None, *self.names)
        found = []
        at = 0
        for number, (kind, size) in enumerate(zip(self.kinds, self.sizes, strict=True)):
            edges = self.contents[at : at + 2 * size]
            at += 2 * size
            found.append(
                Attribution(
                    number=number,
                    kind=VOICES[kind],
                    contents=tuple(map(Span, edges[0::2], edges[1::2])),
                    source=_span(self.sources, number),
                    cue=_span(self.cues, number),
                    speaker=name[self.speakers[number]],
                    p=self.p[number],
                    why=name[self.whys[number]] or "",
                    inside=self.inside[number] - 1 if self.inside[number] else None,
                )
            )
        return tuple(found)

    def columns(self) -> dict[str, list[Any]]:
        columns: dict[str, list[Any]] = {name: [] for name in SCHEMAS["attributions"]}
        for a in self.attributions():
            for start, end in a.contents:
                source, cue = a.source or (None, None), a.cue or (None, None)
                row = (a.number, a.kind, start, end, *source, *cue, a.speaker, a.p, a.why, a.inside)
                for name, value in zip(SCHEMAS["attributions"], row, strict=True):
                    columns[name].append(value)
        return columns

    @classmethod
    def from_columns(cls, columns: Mapping[str, list[Any]]) -> PackedAttributions:
        found: list[Attribution] = []
        for row in zip(*(columns[name] for name in SCHEMAS["attributions"]), strict=True):
            number, kind, start, end, s, e, c, d, speaker, p, why, inside = row
            if found and found[-1].number == number:
                contents = (*found[-1].contents, Span(start, end))
                found.pop()
            else:
                contents = (Span(start, end),)
            source, cue = None if s is None else Span(s, e), None if c is None else Span(c, d)
            found.append(
                Attribution(
                    number=number, kind=kind, contents=contents, source=source, cue=cue, speaker=speaker, p=p, why=why,
                    inside=inside,
                )
            )  # fmt: skip
        return cls.of(found)


class PackedHits(NamedTuple):
    """The loaded words of one text: where each stands, the id of its entry, and whether it is denied."""

    starts: array[int]
    lengths: array[int]
    entries: tuple[str, ...]
    negated: bytes

    def columns(self) -> dict[str, list[Any]]:
        ends = [start + length for start, length in zip(self.starts, self.lengths, strict=True)]
        return {
            "start": list(self.starts), "end": ends, "entry": list(self.entries),
            "negated": list(map(bool, self.negated)),
        }  # fmt: skip

    @classmethod
    def from_columns(cls, columns: Mapping[str, list[Any]]) -> PackedHits:
        lengths = [end - start for start, end in zip(columns["start"], columns["end"], strict=True)]
        entries = tuple(map(intern, columns["entry"]))
        return cls(compact(columns["start"]), compact(lengths), entries, bytes(columns["negated"]))


def words_by_stretch(tokens: Tokens, stretches: Sequence[Voice]) -> list[int]:
    """How many words and numbers each stretch has; a token belongs where it begins."""
    counts = [0] * len(stretches)
    at = 0
    for start, kind in zip(tokens.starts, tokens.kinds, strict=True):
        while stretches[at].end <= start:
            at += 1
        counts[at] += is_word(kind)
    return counts


class _Names:
    """Strings numbered from 1 as they come; 0 is none."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str | None) -> int:
        return 0 if name is None else self._numbers.setdefault(name, len(self._numbers) + 1)

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(map(intern, self._numbers))


def _pair(span: Span | None) -> tuple[int, int]:
    return (0, 0) if span is None else (span.start + 1, span.end + 1)


def _span(edges: array[int], number: int) -> Span | None:
    start, end = edges[2 * number], edges[2 * number + 1]
    return Span(start - 1, end - 1) if end else None
