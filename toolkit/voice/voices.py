"""The voice of every stretch of a text: attributions and short quotations, laid over the outlet's own words."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from toolkit.voice.attribution import Analysis, QuoteContext, analyse, is_utterance, is_whole
from toolkit.voice.grammar import CONJUNCTION, DETERMINER, PREPOSITION, SUBORDINATOR, is_name
from toolkit.voice.records import Attribution, Voice, VoiceMap

P_DISTANCED = 0.8  # a marker stands before the words
P_SCARE = 0.6  # quotation marks alone, nobody near to whom the words could belong
P_MENTION = 0.8
P_NEAR_SPEAKER = 0.5  # the speaker of the same paragraph or of the sentence before, no cue in the sentence
P_UNSURE = 0.45  # below this the evidence does not decide

_MARKUP = re.compile(r"https?:|www\.|=\s*$")


class _Stretch(NamedTuple):
    start: int
    end: int
    voice: str
    speaker: str | None
    cue: str | None
    p: float
    why: str
    attribution: int | None


@lru_cache(maxsize=256)
def voices_of(text: str) -> VoiceMap:
    """The voice of every character of a text.

    >>> found = voices_of("The so-called “caliphate” fell. “We won,” Bali said.")
    >>> [(v.voice, v.speaker) for v in found.stretches]
    [('outlet', None), ('distanced', None), ('outlet', None), ('direct', 'Bali'), ('outlet', None)]
    """
    return _lay_over(text, analyse(text))


def _lay_over(text: str, analysis: Analysis) -> VoiceMap:
    quoted = [_voice_of_quote(text, context, analysis) for context in analysis.quotes]
    own = [stretch for stretch in _distanced_words(text, analysis) if not _inside_any(stretch, quoted)]
    spoken = [
        (span.start, span.end, attribution)
        for attribution in analysis.attributions
        for span in attribution.contents
        if attribution.kind not in ("direct", "partial")
    ]
    edges = {0, len(text)}
    for stretch in (*quoted, *own):
        edges.update((stretch.start, stretch.end))
    for start, end, _ in spoken:
        edges.update((start, end))
    ordered = sorted(edges)
    stretches: list[Voice] = []
    quote_at = {stretch.start: stretch for stretch in quoted}
    quote_until: _Stretch | None = None
    for start, end in zip(ordered, ordered[1:], strict=False):
        if start in quote_at:
            quote_until = quote_at[start]
        if quote_until is not None and quote_until.end <= start:
            quote_until = None
        stretch = quote_until or _unquoted(text, start, end, spoken, own)
        voice = Voice(start, end, *stretch[2:])
        if stretches and stretches[-1][2:] == voice[2:]:
            stretches[-1] = stretches[-1]._replace(end=end)
        else:
            stretches.append(voice)
    return VoiceMap(tuple(stretches) or (Voice(0, 0, "outlet", None, None, 1.0, "empty text", None),))


def _inside_any(stretch: _Stretch, others: list[_Stretch]) -> bool:
    return any(other.start <= stretch.start and stretch.end <= other.end for other in others)


def _unquoted(
    text: str, start: int, end: int, spoken: list[tuple[int, int, Attribution]], own: list[_Stretch]
) -> _Stretch:
    around = [
        (span_end - span_start, a) for span_start, span_end, a in spoken if span_start <= start and end <= span_end
    ]
    if around:
        # the widest: what the recording says includes whom it quotes in turn
        attribution = max(around, key=lambda pair: pair[0])[1]
        voice = attribution.kind if attribution.p >= P_UNSURE else "unsure"
        return _Stretch(start, end, voice, attribution.speaker, *_cue(text, attribution))
    for stretch in own:
        if stretch.start <= start and end <= stretch.end:
            return stretch
    return _Stretch(start, end, "outlet", None, None, 1.0, "no quotation, cue or marker", None)


def _cue(text: str, attribution: Attribution) -> tuple[str | None, float, str, int]:
    cue = text[attribution.cue.start : attribution.cue.end] if attribution.cue else None
    return cue, attribution.p, attribution.why, attribution.number


def _voice_of_quote(text: str, context: QuoteContext, analysis: Analysis) -> _Stretch:
    """The decision list for a quotation; the first rule that fits decides (docs/architecture.md, Voice)."""
    unit, position, quote = context.unit, context.position, context.quotation
    start, end = quote.start, quote.end
    short = not unit.long_quote(position)
    if short and (mention := _mention(text, context)) is not None:
        return _Stretch(start, end, "mention", None, None, P_MENTION, mention, None)
    if short and (marker := _marker_before(context)) is not None:
        return _Stretch(start, end, "distanced", None, marker, P_DISTANCED, "short quotation: marker before it", None)
    holding = [a for a in analysis.attributions if any(s.start <= start and end <= s.end for s in a.contents)]
    if holding:
        attribution = min(holding, key=lambda a: sum(s.end - s.start for s in a.contents if s.start <= start < s.end))
        kind = "direct" if is_whole(unit, position) else "partial"
        return _Stretch(start, end, kind, attribution.speaker, *_cue(text, attribution))
    near = _near(context, analysis)
    if near is not None and (near[1] == "sentence" or not short or is_utterance(unit, position)):
        attribution, where = near
        cue = _cue(text, attribution)
        why = f"short quotation: the source of the same {where}"
        return _Stretch(start, end, "partial", attribution.speaker, cue[0], P_NEAR_SPEAKER, why, attribution.number)
    if near is not None:
        attribution, where = near
        why = f"short quotation: the source of the same {where}"
        return _Stretch(start, end, "partial", attribution.speaker, None, P_NEAR_SPEAKER, why, attribution.number)
    return _Stretch(start, end, "distanced", None, None, P_SCARE, "short quotation: nobody's words, scare quotes", None)


def _near(context: QuoteContext, analysis: Analysis) -> tuple[Attribution, str] | None:
    """A source in the same sentence, else the last one before it in the same paragraph."""
    unit = context.unit
    first, last = unit.starts[0], unit.ends[-1]
    speech = [a for a in analysis.attributions if a.source is not None and a.kind != "ascribed"]
    for attribution in speech:
        if attribution.source is not None and first <= attribution.source.start < last:
            return attribution, "sentence"
    paragraph = context.unit.text.rfind("\n", 0, first) + 1
    before = [a for a in speech if a.source is not None and paragraph <= a.source.start < first]
    return (before[-1], "paragraph") if before else None


def _marker_before(context: QuoteContext) -> str | None:
    unit, position = context.unit, context.position
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


def _mention(text: str, context: QuoteContext) -> str | None:
    """The word as a word, a nickname or the title of a work; the rule that says so."""
    unit, position = context.unit, context.position
    inner = unit.inner(position).strip(" ,.;:!?")
    if _MARKUP.search(inner) or text[context.quotation.start - 1 : context.quotation.start] == "=":
        return "short quotation: markup or an address"
    words = inner.split()
    capitals = bool(words) and all(is_name(w) or w in _SMALL for w in words) and is_name(words[0])
    before = unit.words[position - 1] if position else ""
    after = unit.words[position + 1] if position + 1 < len(unit) else ""
    if capitals and len(words) <= 2 and is_name(before) and is_name(after) and inner[-1:].isalpha():
        return "short quotation: a nickname inside a name"
    left = {lower for lower in unit.lowers[max(position - 3, 0) : position]}
    right = {lower for lower in unit.lowers[position + 1 : position + 4]}
    nouns = _nouns()
    previous = unit.lowers[position - 1] if position else ""
    if capitals and (left | right) & nouns["title"]:
        return "short quotation: the title of a work"
    if previous in nouns["word"] or (previous in ("of", "for", "as") and left & nouns["word"]):
        return "short quotation: the word as a word"
    following = unit.lowers[position + 1] if position + 1 < len(unit) else ""
    if following in nouns["gloss"]:
        return "short quotation: the word as a word, its meaning follows"
    return None


_SMALL = frozenset("the a an of and in on for to with from at by or".split())


def _distanced_words(text: str, analysis: Analysis) -> list[_Stretch]:
    """Words without quotation marks that a marker holds at a distance: "the self-proclaimed caliphate"."""
    tokens = analysis.tokens
    found = []
    known = markers()
    for position, lower in enumerate(tokens.lowers):
        if lower not in known or lower in _QUOTED_ONLY:
            continue
        start = position + 1
        stop = start
        while (
            stop < min(start + 4, len(tokens))
            and tokens.words[stop][0].isalnum()
            and not _ends_name(tokens.lowers[stop])
        ):
            stop += 1
        if stop == start or tokens.lowers[start] == "to":
            continue
        why = "distancing marker before the words"
        found.append(
            _Stretch(tokens.starts[start], tokens.ends[stop - 1], "distanced", None, tokens.words[position],
                     P_DISTANCED, why, None)
        )  # fmt: skip
    return found


def _ends_name(lower: str) -> bool:
    return lower in PREPOSITION or lower in SUBORDINATOR or lower in CONJUNCTION or lower in DETERMINER or lower in (
        "is", "are", "was", "were", "has", "have", "had", "who", "which", "will", "would",
    )  # fmt: skip


@cache
def _rows() -> list[dict[str, str]]:
    table = files("toolkit").joinpath("data/distancing.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))


@cache
def markers() -> frozenset[str]:
    """Words by which the outlet holds the next words at a distance: so-called, self-styled, purported."""
    return frozenset(row["word"] for row in _rows() if row["meaning"] == "distanced")


_QUOTED_ONLY = frozenset(("supposedly", "purportedly"))


@cache
def _nouns() -> dict[str, frozenset[str]]:
    kinds = {"title": "title", "word": "word as a word", "gloss": "gloss"}
    return {key: frozenset(r["word"] for r in _rows() if r["meaning"] == value) for key, value in kinds.items()}
