"""What the sequence model sees of a text: shapes, function words, punctuation, cues and the rules' own answer.

No content word is among the features: a model trained on one year's news holds nothing of it and carries to other
topics. A sequence is a paragraph; its tokens are the toolkit's.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.tokenizer import Tokens
from toolkit.voice.attribution import Analysis
from toolkit.voice.cues import cue_forms, cue_share
from toolkit.voice.grammar import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    CONTRACTED,
    DETERMINER,
    OBJECT_PRONOUN,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)  # fmt: skip
from toolkit.voice.quotations import Quotation

# Words of closed classes: who is spoken of cannot be told from them.
_CLOSED = (
    AUXILIARY | DETERMINER | PREPOSITION | PRONOUN | OBJECT_PRONOUN | CONJUNCTION | SUBORDINATOR | CONTRACTED | ADVERB
    | frozenset("who whom whose which that there not n't such according own than too very more most less".split())
)  # fmt: skip
_SUFFIXES = ("ing", "ed", "ly", "tion", "ment", "ness", "ity", "er", "es", "s", "al", "ive", "ous")


class Sequence(NamedTuple):
    """One paragraph: tokens from `first` to before `last`, and the features of each."""

    first: int
    last: int
    features: list[list[str]]


class _State(NamedTuple):
    """The rules' answer at one token: part of a content, a cue or a source, and the rule."""

    role: str
    rule: str
    since: int
    left: int


def sequences(analysis: Analysis) -> list[Sequence]:
    """The paragraphs of a text as the model sees them, without those that hold neither cue nor quotation mark."""
    tokens, quotations = analysis.tokens, analysis.quotations
    states = _states(tokens, analysis)
    quoted = _quoted(tokens, quotations)
    found = []
    for first, last in _paragraphs(tokens):
        marked = any(mark != "-" for mark in quoted[first:last]) or any(s.role != "-" for s in states[first:last])
        if marked or not _telling().isdisjoint(tokens.lowers[first:last]):
            found.append(Sequence(first, last, _features(tokens, states, quoted, first, last)))
    return found


def _paragraphs(tokens: Tokens) -> list[tuple[int, int]]:
    found = []
    first = 0
    for n in range(1, len(tokens)):
        if (
            tokens.sentences[n] != tokens.sentences[n - 1]
            and "\n" in tokens.text[tokens.ends[n - 1] : tokens.starts[n]]
        ):
            found.append((first, n))
            first = n
    if len(tokens):
        found.append((first, len(tokens)))
    return found


def _states(tokens: Tokens, analysis: Analysis) -> list[_State]:
    """The widest content wins over a narrower one, a content over a cue, a cue over a source."""
    count = len(tokens)
    states = [_State("-", "-", 9, 9)] * count

    def inside(start: int, end: int) -> range:
        return range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))

    for attribution in analysis.attributions:
        kind = attribution.why.partition(":")[0]
        if attribution.source:
            for n in inside(*attribution.source):
                if states[n].role == "-":
                    states[n] = _State("S", kind, 9, 9)
        if attribution.cue:
            for n in inside(*attribution.cue):
                if states[n].role in "-S":
                    states[n] = _State("C", kind, 9, 9)
    by_width = sorted(
        ((end - start, start, end, a.why) for a in analysis.attributions for start, end in a.contents),
        key=lambda c: c[0],
    )
    for _, start, end, why in by_width:
        places = inside(start, end)
        for offset, n in enumerate(places):
            states[n] = _State("B" if offset == 0 else "I", why, min(offset, 9), min(len(places) - 1 - offset, 9))
    return states


def _quoted(tokens: Tokens, quotations: tuple[Quotation, ...]) -> list[str]:
    """Where each token stands in an outer quotation: outside, opening, closing, inside a long or a short one."""
    marks = ["-"] * len(tokens)
    for quote in quotations:
        if quote.level:
            continue
        first = bisect_left(tokens.starts, quote.start)
        last = bisect_left(tokens.starts, quote.end)
        size = "l" if last - first > 7 else "s"
        for n in range(first, last):
            marks[n] = size
        if last > first:
            marks[first], marks[last - 1] = "(" + size, ")" + size
    return marks


@cache
def _telling() -> frozenset[str]:
    """Forms that are a cue in at least one of eight uses: without any, a paragraph is the outlet's."""
    return frozenset(form for form in cue_forms() if cue_share(form) not in ("0", "?"))


@lru_cache(maxsize=50_000)
def _look(word: str, lower: str) -> tuple[str, str]:
    """The word as the model may see it: itself if its class is closed, else its shape and ending; and its cues."""
    if not word[0].isalnum() or lower in _CLOSED:
        look = lower
    elif lower in TIME:
        look = "TIME"
    elif word[0].isdigit():
        look = "0"
    else:
        case = "XX" if word.isupper() and len(word) > 1 else "Xx" if word[0].isupper() else "x"
        ending = next((suffix for suffix in _SUFFIXES if lower.endswith(suffix) and len(lower) > len(suffix) + 2), "")
        look = f"{case}{'-' if '-' in word else ''}~{ending}"
    cues = cue_forms().get(lower)
    if not cues:
        return look, ""
    best = cues[-1]
    return look, f"{best.category}/{best.shape}/{cue_share(lower)}"


def _features(tokens: Tokens, states: list[_State], quoted: list[str], first: int, last: int) -> list[list[str]]:
    size = last - first
    looks, cues = ["", ""], ["", ""]
    for n in range(first, last):
        look, cue = _look(tokens.words[n], tokens.lowers[n])
        looks.append(look)
        cues.append(cue)
    looks += ["", ""]
    cues += ["", ""]
    near = _distances([n for n in range(size) if cues[n + 2]], size, cues)
    near_rule = _distances([n for n in range(size) if states[first + n].role == "C"], size, None)
    sentence_first: dict[int, int] = {}
    for n in range(size):
        sentence_first.setdefault(tokens.sentences[first + n], n)
    begins = sorted(sentence_first.values())
    summaries = _sentences(states, quoted, cues, begins, first, size)
    before_it = _paragraph_before(tokens, states, quoted, first)
    found = []
    number = 0
    for n in range(size):
        k = n + 2
        state = states[first + n]
        before = states[first + n - 1] if n else _State("^", "^", 9, 9)
        after = states[first + n + 1] if n + 1 < size else _State("$", "$", 9, 9)
        look, quote = looks[k], quoted[first + n]
        if number + 1 < len(begins) and begins[number + 1] <= n:
            number += 1
        role = state.role
        features = [
            f"w={look}", f"w-={looks[k - 1]}", f"w+={looks[k + 1]}", f"w--={looks[k - 2]}", f"w++={looks[k + 2]}",
            f"w-w={looks[k - 1]}|{look}", f"ww+={look}|{looks[k + 1]}", f"w-w+={looks[k - 1]}|{looks[k + 1]}",
            f"r={role}|{state.rule}", f"r3={before.role}{role}{after.role}", f"rw={role}|{look}",
            f"rw-={role}|{looks[k - 1]}", f"rw+={role}|{looks[k + 1]}",
            f"rq={role}|{quote}|{quoted[first + n - 1] if n else '^'}|{quoted[first + n + 1] if n + 1 < size else '$'}",
            f"rs={role}|{state.since}", f"rl={role}|{state.left}|{look}", f"rsum={role}|{summaries[number]}",
            f"sp={summaries[number - 1] if number else '^'}|{role}", f"o={min(n - begins[number], 6)}|{role}",
            f"pp={before_it}|{role}|{min(number, 2)}", f"dc={near[n]}", f"dr={near_rule[n]}|{role}|{quote}",
        ]  # fmt: skip
        for shift in (-3, -2, -1, 0, 1, 2, 3):
            if 0 <= n + shift < size and (cue := cues[k + shift]):
                features.append(f"c{shift}={cue}")
                if shift in (-1, 0, 1):
                    features.append(f"cr{shift}={cue}|{role}|{looks[k + 1]}")
        if look == "," or looks[k - 1] == ",":
            features.append(f"comma={role}|{looks[k - 1]}|{looks[k + 1]}|{looks[k + 2]}")
        found.append(features)
    return found


def _paragraph_before(tokens: Tokens, states: list[_State], quoted: list[str], first: int) -> str:
    """How the sentence before this paragraph ended: in a quotation, in reported words, with neither."""
    if not first:
        return "^"
    number = tokens.sentences[first - 1]
    n = first - 1
    seen = set()
    while n >= 0 and tokens.sentences[n] == number:
        seen.add("q" if quoted[n] != "-" else states[n].role)
        n -= 1
    return "q" * ("q" in seen) + "B" * bool(seen & {"B", "I"}) + "C" * ("C" in seen)


def _sentences(
    states: list[_State], quoted: list[str], cues: list[str], begins: list[int], first: int, size: int
) -> list[str]:
    """One word about each sentence: does it hold rule content, speech outside quotation marks, a quotation, a cue?"""
    summaries = []
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else size
        roles = {states[first + n].role for n in range(begin, end)}
        marks = {quoted[first + n][-1] for n in range(begin, end)}
        has = "".join(
            ("B" if "B" in roles else "", "I" if "I" in roles and "B" not in roles else "", "C" if "C" in roles else "")
        )
        cue = any(cues[n + 2] for n in range(begin, end))
        summaries.append(f"{has}{'l' if 'l' in marks else ''}{'s' if 's' in marks else ''}{'c' if cue else ''}")
    return summaries


def _distances(places: list[int], size: int, cues: list[str] | None) -> list[str]:
    """How far the nearest cue stands to the left and to the right, in coarse steps, and what kind it is."""
    found = []
    at = 0
    for n in range(size):
        while at < len(places) and places[at] <= n:
            at += 1
        left = _step(n - places[at - 1]) if at else "-"
        right = _step(places[at] - n) if at < len(places) else "-"
        kind = cues[places[at - 1] + 2].partition("/")[0] if cues is not None and at else ""
        found.append(f"{left}/{right}/{kind}")
    return found


_STEPS = "012335555" + "9" * 8


def _step(distance: int) -> str:
    return _STEPS[distance] if distance < len(_STEPS) else "+"
