"""Captions of films and broadcasts (WebVTT, SRT, SBV): what is said, without times, marks and repetitions.

Speakers are kept in front of what they say. Captions that roll show every phrase several times: it is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story

NAME = "captions (WebVTT, SRT)"

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}"
_TIMES = re.compile(rf"^\s*(?P<start>{_CLOCK})\s*(?:-->|,)\s*(?P<end>{_CLOCK})(?:\s.*)?$")
_BEGINS = re.compile(
    rf"\A\ufeff?\s*(?:WEBVTT\b|(?:\d+\s*\r?\n)?\s*{_CLOCK}\s*-->\s*{_CLOCK}|\d+:\d\d:\d\d\.\d{{3}},\d+:\d\d:\d\d\.\d{{3}}\s*\n)"
)
_VOICE = re.compile(r"<v(?:\.[\w.-]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]*)?>|<\d[\d:.,]*>|\{\\[^{}]*\}")
_SOUND = re.compile(r"^[\s>\-♪#]*(?:[\[(][^\])]*[\])]\s*)*[\s♪#]*$")
_SPEAKER = re.compile(
    r"^(?:>>+\s*|[-–]\s+)?(?P<name>[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|of|de|van|von)){0,4})\s*:\s+(?=\S)"
)
_TURN = re.compile(r"^\s*(?:>>+\s*|[-–—]\s+)")
_SENTENCE = re.compile(r"[.!?…。！？][\"”’)\]]*$")
_PAUSE = 4.0  # seconds between two captions after which a sentence begins a paragraph
_LONG = 500  # characters of a paragraph after which the next sentence begins another


class _Cue(NamedTuple):
    start: float
    end: float
    lines: tuple[str, ...]


def recognises(document: Document) -> bool:
    """Whether the text begins as captions do: WEBVTT, or a number and two times."""
    return _BEGINS.match(document.sample[:2000]) is not None


def read(document: Document) -> Reading:
    """The captions as one article. Raises LoadError where they hold no word."""
    cues = list(_cues(document.text))
    paragraphs = _paragraphs(cues)
    if not paragraphs:
        raise LoadError(f"{document.name}: these captions hold no words.")
    language = re.search(r"^Language:\s*([A-Za-z]{2,3}(?:-\w+)?)\s*$", document.text[:500], re.M)
    story = Story(text="\n\n".join(paragraphs), locator="", layout="body", language=language[1] if language else None)
    return Reading(format=NAME, stories=(story,), notes=(f"{len(cues)} captions, read without their times",))


def _cues(text: str) -> Iterator[_Cue]:
    """The captions with their times; notes, styles and headers are left out."""
    for block in re.split(r"\n[ \t]*\n", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.split("\n")
        at = next((number for number, line in enumerate(lines[:3]) if _TIMES.match(line)), None)
        if at is None:
            continue
        pending: list[str] = []
        times = _TIMES.match(lines[at])
        for line in lines[at + 1 :]:
            if more := _TIMES.match(line):  # captions without an empty line between them
                if pending and pending[-1].strip().isdigit():
                    pending.pop()
                yield _cue(times, pending)
                times, pending = more, []
            else:
                pending.append(line)
        yield _cue(times, pending)


def _cue(times: re.Match[str] | None, lines: list[str]) -> _Cue:
    start, end = (_seconds(times["start"]), _seconds(times["end"])) if times else (0.0, 0.0)
    return _Cue(start, end, tuple(line for line in lines if line.strip()))


def _seconds(clock: str) -> float:
    total = 0.0
    for piece in clock.replace(",", ".").split(":"):
        total = total * 60 + float(piece)
    return total


def _paragraphs(cues: list[_Cue]) -> list[str]:
    """What is said, a paragraph a turn; a line that is shown again is said once."""
    found: list[str] = []
    shown: tuple[str, ...] = ()
    last_end, speaker = 0.0, None
    for cue in cues:
        lines = tuple(" ".join(unescape(_TAG.sub("", _VOICE.sub("", line))).split()) for line in cue.lines)
        pause = cue.start - last_end
        last_end = max(last_end, cue.end)
        for raw, line in zip(cue.lines, lines, strict=True):
            if not line or _SOUND.match(line) or (line in shown and pause < 1):
                continue
            voice = _VOICE.search(raw)
            named = _SPEAKER.match(line)
            name = " ".join(voice[1].split()) if voice else named["name"] if named else None
            words = _TURN.sub("", line[named.end() :] if named and not voice else line)
            turn = _TURN.match(line) is not None
            if name and name != speaker:
                found.append(f"{name}: {words}")
                speaker = name
            elif not found or turn or (_SENTENCE.search(found[-1]) and (pause > _PAUSE or len(found[-1]) > _LONG)):
                found.append(words)
                speaker = None if turn else speaker
            else:
                found[-1] = _grown(found[-1], words)
        shown = tuple(line for line in lines if line) or shown
    return found


def _grown(before: str, words: str) -> str:
    """A paragraph with the next words; of words that grow (a phrase shown as it is typed) the longer form stays."""
    tail = before[-len(words) - 200 :]
    for length in range(min(len(tail), len(words)), 11, -1):
        if before.endswith(words[:length]) and (length == len(words) or not words[length].isalnum()):
            return before + words[length:]
    return f"{before} {words}"
