"""Markers of a source that are no verbs: according to, in the view of, as somebody put it."""

from __future__ import annotations

from toolkit.voice.nouns import MAN, PERSON, WOMAN, sort_of_head
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import Cue
from toolkit.voice.rules.draft_records import Draft
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DASH,
    DETERMINER,
    ENDS,
    PREPOSITION,
    SUBJECT_PRONOUN,
    is_name,
    is_verb,
)

_REACH = 250  # atoms: as in `rules`
_ACCORDING = Cue("according to", "according", frozenset(), "base", "to")
_PUT_IT = Cue("put it", "put it", frozenset(), "base", "it")
_WHOSE = frozenset("words view views opinion eyes judgment judgement telling estimation mind minds account".split())
# "graded according to age": a measure, nobody's words
_MEASURES = frozenset(
    "age size weight height rank need type colour color plan schedule law ability income merit season location price"
    " value quality seniority gender sex race class status taste preference custom tradition rule rules order"
    " date".split()
)
# "To his enemies he is a tyrant": groups whose view a sentence may tell
_SIDES = frozenset(
    "critics enemies friends supporters opponents fans admirers allies detractors foes followers rivals defenders"
    " believers sceptics skeptics outsiders locals many some others".split()
)
MARKERS = frozenset(("according", "in", "put", "to", "for"))


def marker_at(unit: Unit, position: int) -> tuple[int, Cue] | None:
    """Where a marker ends that begins here, and what it is; None if none begins here."""
    lowers = unit.lowers
    lower = lowers[position]
    if lower == "according" and lowers[position + 1 : position + 2] == ["to"]:
        end = position + 2
        measured = (
            lowers[end : end + 1] and lowers[end + (lowers[end] in ("the", "their", "its"))] if end < len(unit) else ""
        )
        follows = lowers[end + 1] if end + 1 < len(unit) else "."
        if measured in _MEASURES and (lowers[end] == measured or follows != "of") and not is_name(unit.words[end]):
            return None
        return end, _ACCORDING
    if lower == "in" and lowers[position + 1 : position + 2] == ["the"]:
        if lowers[position + 3 : position + 4] == ["of"] and lowers[position + 2] in _WHOSE:
            return position + 4, _ACCORDING
        return None
    if (
        lower == "put"
        and lowers[position + 1 : position + 2] == ["it"]
        and "as" in lowers[max(position - 25, 0) : position]
    ):
        return position + 2, _PUT_IT
    if lower in ("to", "for") and (position == 0 or lowers[position - 1] in (";", ",", "but", "and")):
        at = position + 1
        while at < min(position + 4, len(unit)) and lowers[at] not in _SIDES:
            if lowers[at] not in DETERMINER and not lowers[at].endswith("'s"):
                return None
            at += 1
        if at < len(unit) - 2 and lowers[at] in _SIDES and lowers[at + 1] != "of" and not _counts(unit, at):
            return position + 1, _ACCORDING
    return None


def _counts(unit: Unit, at: int) -> bool:
    """Whether a word of number counts a noun, "for some time": it is no group then, as in "to some, he is a hero"."""
    follows = unit.lowers[at + 1]
    return (
        unit.lowers[at] in ("many", "some", "others")
        and unit.words[at + 1][:1].islower()
        and follows not in DETERMINER | SUBJECT_PRONOUN | AUXILIARY
    )


def according(unit: Unit, position: int, end_of_cue: int) -> Draft | None:
    """ "The ship sank, according to its owner" and "The ship was, in the view of its owner, unsafe"."""
    lowers = unit.lowers
    end = len(unit)
    while lowers[end - 1] in ENDS:
        end -= 1
    side = lowers[position] in ("to", "for")
    stop = end_of_cue
    reach = min(end, end_of_cue + _REACH)
    while (
        stop < reach
        and lowers[stop] not in (",", ";", ":", *DASH)
        and (unit.quotes[stop] is None or stop == end_of_cue)
    ):
        stop += 1
        if (side and lowers[stop - 1] in _SIDES) or unit.inner(stop - 1)[-1:] == ",":
            break
    if stop <= end_of_cue:
        return None
    source, cue = (end_of_cue, stop), (position, end_of_cue)
    before = position
    if before and lowers[before - 1] in (",", "—", "–"):
        before -= 1
    if not side and not before:
        stop = _role_end(unit, stop, end)
        source = (end_of_cue, stop)
    rest = stop + (stop < end and lowers[stop] in (",", ":"))
    if side:
        semicolon = next((k for k in range(rest, end) if lowers[k] == ";"), end)
        return Draft("according to", "belief", ((rest, semicolon),), source, cue) if rest < semicolon else None
    first = max(before - _REACH, 0)
    if before < position and rest > stop and rest < end and _is_torn(unit, first, before, rest):
        return Draft("according to", "speech", ((first, before), (rest, end)), source, cue)
    if before >= 3 or (before and unit.quotes[0] is not None):
        return Draft("according to", "speech", ((first, before),), source, cue)
    if stop + 1 < end:
        return Draft("according to", "speech", ((rest, end),), source, cue)
    return None


def _role_end(unit: Unit, comma: int, end: int) -> int:
    """Where the role behind a name ends: "According to Ruiz, a nurse, it fell"; the comma itself where none stands."""
    lowers = unit.lowers
    start = comma + 1
    closing = next((k for k in range(start + 1, min(start + 12, end)) if lowers[k] == ","), None)
    if closing is None or lowers[comma] != "," or closing + 1 >= end:
        return comma
    if closing == start + 1 and lowers[start].isdigit():
        return closing
    head = next((k for k in range(start, closing) if lowers[k] in PREPOSITION), closing) - 1
    begins = lowers[start] in ("a", "an", "the", "his", "her", "their") or head == start
    return closing if begins and head >= start and sort_of_head(lowers[head]) in (PERSON, MAN, WOMAN) else comma


def _is_torn(unit: Unit, start: int, end: int, rest: int) -> bool:
    """Whether the clause in front of an inserted source is not finished: its verb or complement is to come."""
    lowers = unit.lowers
    if lowers[rest] in CONJUNCTION | {"which", "who", "while", "although"}:
        return False
    verbs = [k for k in range(start + 1, end) if lowers[k] in AUXILIARY or is_verb(unit, k)]
    return not verbs or verbs[-1] == end - 1 or lowers[end - 1] in PREPOSITION | {"that"}


def as_put(unit: Unit, position: int, end_of_cue: int) -> Draft | None:
    """ "As Berg put it, the deal was rotten" and "The deal, as Berg put it, was rotten"."""
    start = position
    while unit.lowers[start] != "as":
        start -= 1
    if start + 1 == position:
        return None  # "as put it": nobody stands between
    end = len(unit)
    while unit.lowers[end - 1] in ENDS:
        end -= 1
    apart = (",", ":", *DASH)
    front = start - (start > 0 and unit.lowers[start - 1] in apart)
    behind = end_of_cue + (end_of_cue < end and unit.lowers[end_of_cue] in apart)
    contents = ((0, front), (behind, end))
    kept = tuple((first, last) for first, last in contents if last > first)
    return Draft("as put", "speech", kept, (start + 1, position), (position, end_of_cue)) if kept else None
