"""The voice of every stretch of a text: attributions and short quotations, laid over the outlet's own words."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.articles import Engine
from toolkit.data import read_rows
from toolkit.voice.engine import analyse
from toolkit.voice.rules.attribution import Analysis, is_whole
from toolkit.voice.rules.clauses import Unit, is_title_case
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.rules.grammar import BE, CONJUNCTION, DETERMINER, PREPOSITION, SUBORDINATOR, is_name
from toolkit.voice.rules.transcripts import BY_LAYOUT
from toolkit.voice.voice_records import Attribution, Voice, VoiceMap

P_DISTANCED = 0.8  # a marker stands before the words
P_SCARE = 0.6  # quotation marks alone, nobody near to whom the words could belong
P_MENTION = 0.8
P_NEAR_SPEAKER = 0.5  # the speaker of the same paragraph or of the sentence before, no cue in the sentence
P_UNSURE = 0.45  # below this the evidence does not decide

LIKE_A_TITLE = "short quotation: written like a title"
_MARKUP = re.compile(r"https?:|www\.|=\s*$")


class _Surroundings(NamedTuple):
    """What the decision on one sentence knows: its contents, whose speech is in it, who spoke last in its paragraph."""

    spans: list[tuple[int, int, Attribution]]
    speech: Attribution | None
    recent: Attribution | None


def voices_of(text: str, *, engine: Engine = "model") -> VoiceMap:
    """The voice of every character of a text; `engine` as in `attribute`.

    >>> found = voices_of("The so-called “caliphate” fell. “We won,” Bali said.")
    >>> [(v.voice, v.speaker) for v in found.stretches]
    [('outlet', None), ('distanced', None), ('outlet', None), ('direct', 'Bali'), ('outlet', None)]
    """
    return voices_in(analyse(text, engine=engine))


def voices_in(analysis: Analysis) -> VoiceMap:
    """The voice of every character of a text that was analysed."""
    text = analysis.tokens.text
    spans = _spans_by_unit(analysis)
    stretches: list[Voice] = []
    recent: Attribution | None = None
    paragraph = -1
    for unit, inside in zip(analysis.units, spans, strict=True):
        if unit.paragraph != paragraph:
            recent, paragraph = None, unit.paragraph
        speech = next((a for _, _, a in inside if a.source is not None and a.kind != "ascribed"), None)
        for stretch in _unit_stretches(unit, _Surroundings(inside, speech, recent)):
            _append(stretches, stretch)
        recent = next((a for _, _, a in reversed(inside) if a.source is not None and a.kind != "ascribed"), recent)
    _append(stretches, _outlet(len(text), len(text)))
    return VoiceMap(tuple(_without_gaps(stretches, len(text))))


def _spans_by_unit(analysis: Analysis) -> list[list[tuple[int, int, Attribution]]]:
    starts = [unit.starts[0] for unit in analysis.units]
    spans: list[list[tuple[int, int, Attribution]]] = [[] for _ in starts]
    for attribution in analysis.attributions:
        for start, end in attribution.contents:
            number = bisect_right(starts, start) - 1
            while number < len(starts) and starts[number] < end:  # a content may run through several sentences
                unit = analysis.units[number]
                first, last = max(start, unit.starts[0]), min(end, unit.ends[-1])
                if first < last:
                    spans[number].append((first, last, attribution))
                number += 1
    return spans


def _outlet(start: int, end: int) -> Voice:
    return Voice(start, end, "outlet", None, None, 1.0, "no quotation, cue or marker", None)


def _append(stretches: list[Voice], stretch: Voice) -> None:
    if stretch.start == stretch.end:
        return
    if stretches and stretches[-1].end == stretch.start and stretches[-1][2:] == stretch[2:]:
        stretches[-1] = stretches[-1]._replace(end=stretch.end)
    else:
        stretches.append(stretch)


def _without_gaps(stretches: list[Voice], length: int) -> list[Voice]:
    """Everything between the stretches is the outlet's own."""
    filled: list[Voice] = []
    position = 0
    for stretch in (*stretches, _outlet(length, length)):
        if stretch.start > position:
            own = _outlet(position, stretch.start)
            if filled and filled[-1].voice == "outlet":
                filled[-1] = filled[-1]._replace(end=own.end)
            else:
                filled.append(own)
        if stretch.voice == "outlet" and filled and filled[-1].voice == "outlet":
            filled[-1] = filled[-1]._replace(end=stretch.end)
        elif stretch.start < stretch.end or not filled:
            filled.append(stretch)
        position = stretch.end
    return filled


def _unit_stretches(unit: Unit, around: _Surroundings) -> list[Voice]:
    places = [k for k, quote in enumerate(unit.quotes) if quote is not None]
    holding = _holding([(unit.starts[k], unit.ends[k]) for k in places], around.spans)
    quoted = [_voice_of_quote(unit, k, held, around) for k, held in zip(places, holding, strict=True)]
    own = _distanced_words(unit)
    spoken = [span for span in around.spans if span[2].kind not in ("direct", "partial") or span[2].why in BY_LAYOUT]
    if not quoted and not own and not spoken:
        return []
    edges = {unit.starts[0], unit.ends[-1]}
    for stretch in (*quoted, *own):
        edges.update((stretch.start, stretch.end))
    for first, last, _ in spoken:
        edges.update((first, last))
    waiting = sorted(spoken, key=lambda span: span[0], reverse=True)
    around_here: list[tuple[int, int, Attribution]] = []
    quote_at, own_at = 0, 0
    stretches = []
    for start, end in pairwise(sorted(edges)):
        while waiting and waiting[-1][0] <= start:
            around_here.append(waiting.pop())
        around_here = [span for span in around_here if span[1] > start]
        while quote_at < len(quoted) and quoted[quote_at].end <= start:
            quote_at += 1
        while own_at < len(own) and own[own_at].end <= start:
            own_at += 1
        if quote_at < len(quoted) and quoted[quote_at].start <= start:
            stretch = quoted[quote_at]
        elif around_here:
            # the widest: what the recording says includes whom it quotes in turn
            stretch = _spoken(unit.text, max(around_here, key=lambda span: span[1] - span[0])[2])
        elif own_at < len(own) and own[own_at].start <= start:
            stretch = own[own_at]
        else:
            stretch = _outlet(start, end)
        stretches.append(stretch._replace(start=start, end=end))
    return stretches


def _spoken(text: str, attribution: Attribution) -> Voice:
    voice = attribution.kind if attribution.p >= P_UNSURE else "unsure"
    return Voice(0, 0, voice, attribution.speaker, *_cue(text, attribution))


def _cue(text: str, attribution: Attribution) -> tuple[str | None, float, str, int]:
    cue = text[attribution.cue.start : attribution.cue.end] if attribution.cue else None
    return cue, attribution.p, attribution.why, attribution.number


def _holding(
    quotes: list[tuple[int, int]], spans: list[tuple[int, int, Attribution]]
) -> list[list[tuple[int, Attribution]]]:
    """For each quotation, in order, the contents that hold it, with their lengths: in one pass over both."""
    waiting = sorted(enumerate(spans), key=lambda pair: pair[1][0], reverse=True)
    here: list[tuple[int, tuple[int, int, Attribution]]] = []
    found = []
    for start, end in quotes:
        while waiting and waiting[-1][1][0] <= start:
            here.append(waiting.pop())
        here = [pair for pair in here if pair[1][1] > start]
        found.append([(last - first, a) for _, (first, last, a) in sorted(here, key=_number) if end <= last])
    return found


def _number(pair: tuple[int, object]) -> int:
    return pair[0]


def _voice_of_quote(unit: Unit, position: int, holding: list[tuple[int, Attribution]], around: _Surroundings) -> Voice:
    """The decision list for a quotation; the first rule that fits decides (docs/architecture.md, Voice)."""
    start, end = unit.starts[position], unit.ends[position]
    if not unit.long_quote(position) or is_title_case(unit, position):
        named = any(a.why.startswith("naming") for _, a in holding)  # called it “Cruel Madness”
        if (mention := _mention(unit, position)) is not None and not (named and mention == LIKE_A_TITLE):
            return Voice(start, end, "mention", None, None, P_MENTION, mention, None)
        if (marker := _marker_before(unit, position)) is not None:
            why = "short quotation: marker before it"
            return Voice(start, end, "distanced", None, marker, P_DISTANCED, why, None)
    if holding:
        attribution = min(holding, key=lambda pair: pair[0])[1]
        kind = "direct" if is_whole(unit, position) else "partial"
        return Voice(start, end, kind, attribution.speaker, *_cue(unit.text, attribution))
    if around.speech is not None:
        cue, _, _, number = _cue(unit.text, around.speech)
        why = "short quotation: the source of the same sentence"
        return Voice(start, end, "partial", around.speech.speaker, cue, P_NEAR_SPEAKER, why, number)
    if around.recent is not None:
        why = "short quotation: the source before it in the paragraph"
        recent = around.recent
        return Voice(start, end, "partial", recent.speaker, None, P_NEAR_SPEAKER, why, recent.number)
    return Voice(start, end, "distanced", None, None, P_SCARE, "short quotation: nobody's words, scare quotes", None)


def _marker_before(unit: Unit, position: int) -> str | None:
    for back in range(1, 4):
        if position - back < 0:
            return None
        lower = unit.lowers[position - back]
        if lower in markers():
            if lower == "supposed" and unit.lowers[position - back + 1] == "to":
                return None
            return unit.words[position - back]
        if not lower.isalpha():
            return None
    return None


def _mention(unit: Unit, position: int) -> str | None:
    """The word as a word, a nickname or the title of a work; the rule that says so."""
    inner = unit.inner(position).strip(" ,.;:!?")
    if _MARKUP.search(inner) or (position and unit.words[position - 1] == "="):
        return "short quotation: markup or an address"
    words = inner.split()
    capitals = bool(words) and all(is_name(w) or w in _SMALL for w in words) and is_name(words[0])
    before = unit.words[position - 1] if position else ""
    after = unit.words[position + 1] if position + 1 < len(unit) else ""
    if capitals and len(words) <= 2 and is_name(before) and is_name(after) and inner[-1:].isalpha():
        return "short quotation: a nickname inside a name"
    left = set(unit.lowers[max(position - 3, 0) : position])
    right = set(unit.lowers[position + 1 : position + 4])
    nouns = _nouns()
    previous = unit.lowers[position - 1] if position else ""
    if capitals and (left | right) & nouns["title"]:
        return "short quotation: the title of a work"
    if is_title_case(unit, position) and _sets_titles(previous):
        return LIKE_A_TITLE
    if previous in nouns["word"] or (previous in ("of", "for", "as") and left & nouns["word"]):
        return "short quotation: the word as a word"
    following = unit.lowers[position + 1] if position + 1 < len(unit) else ""
    passive = position > 1 and unit.lowers[position - 2] in BE | {",", "also"}
    if previous in nouns["name"] and passive and following != "by":
        return "short quotation: a name or a label that a thing was given"
    if following in nouns["gloss"]:
        return "short quotation: the word as a word, its meaning follows"
    return None


def _sets_titles(previous: str) -> bool:
    """Whether a title may follow a word: not behind a comma or colon, nor behind a verb that names or says."""
    if not previous or not previous[0].isalnum():
        return False
    return not any(cue.category == "naming" or cue.frames & _QUOTING for cue in cue_forms().get(previous, ()))


_QUOTING = frozenset(("quote", "par", "np", "np-quote"))


_SMALL = frozenset("the a an of and in on for to with from at by or".split())


def _distanced_words(unit: Unit) -> list[Voice]:
    """Words without quotation marks that a marker holds at a distance: "the self-proclaimed caliphate"."""
    known = markers()
    if known.isdisjoint(unit.lowers):
        return []
    found = []
    for position, lower in enumerate(unit.lowers):
        start = stop = position + 1
        if lower not in known or (stop < len(unit) and unit.lowers[stop] == "to"):
            continue
        while stop < min(start + 4, len(unit)) and unit.words[stop][0].isalnum() and not _ends_name(unit.lowers[stop]):
            stop += 1
        if stop > start:
            why = "distancing marker before the words"
            first, last = unit.starts[start], unit.ends[stop - 1]
            found.append(Voice(first, last, "distanced", None, unit.words[position], P_DISTANCED, why, None))
    return found


def _ends_name(lower: str) -> bool:
    return lower in PREPOSITION or lower in SUBORDINATOR or lower in CONJUNCTION or lower in DETERMINER or lower in (
        "is", "are", "was", "were", "has", "have", "had", "who", "which", "will", "would",
    )  # fmt: skip


@cache
def markers() -> frozenset[str]:
    """Words by which the outlet holds the next words at a distance: so-called, self-styled, purported."""
    return frozenset(row["word"] for row in read_rows("distancing.csv") if row["meaning"] == "distanced")


@cache
def _nouns() -> dict[str, frozenset[str]]:
    kinds = {"title": "title", "word": "word as a word", "gloss": "gloss", "name": "name given"}
    rows = read_rows("distancing.csv")
    return {key: frozenset(r["word"] for r in rows if r["meaning"] == value) for key, value in kinds.items()}
