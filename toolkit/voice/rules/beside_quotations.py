"""Any verb between a quotation and a name is a cue: “...,” thundered the bishop; Berg shook his head: “...”."""

from __future__ import annotations

from toolkit.voice.rules.clauses import QUOTE, Unit
from toolkit.voice.rules.draft_records import Draft
from toolkit.voice.rules.extents import source_behind_end
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    DETERMINER,
    ENDS,
    PREPOSITION,
    SUBJECT_PRONOUN,
    TIME,
    is_adverb,
    is_name,
    is_verb,
)
from toolkit.voice.rules.subjects import carried_subject, phrase_at, phrase_start, subject

_CLOSES = ".,!?…—–"
_PARTICLES = frozenset("back out in up off on".split())  # shot back, blurted out
_USED = {("the", "word"), ("the", "term"), ("the", "phrase"), ("the", "way"), ("how", "the")}
_AFTER_VERB = frozenset({*ENDS, ",", QUOTE}) | PREPOSITION | TIME | _PARTICLES | {"as", "when", "while", "and"}


def cue_beside(unit: Unit, position: int) -> Draft | None:
    """Who says a quotation that has no listed cue, told by the verb behind it or in front of it."""
    return _behind(unit, position) or _in_front(unit, position)


def _content(position: int) -> tuple[tuple[int, int], ...]:
    return ((position, position + 1),)


def _behind(unit: Unit, position: int) -> Draft | None:
    """“...,” thundered the bishop / “...,” the bishop thundered."""
    size, lowers = len(unit), unit.lowers
    at = position + 1
    closed = unit.inner(position)[-1:] in _CLOSES
    if at < size and lowers[at] in (",", "—", "–") and not closed:
        at, closed = at + 1, True
    if not closed or at + 1 >= size:
        return None
    if lowers[at] in ("is", "was") and tuple(lowers[at + 1 : at + 3]) in _USED and at + 3 < size:
        end = phrase_at(unit, at + 3, size)  # “Barbaric,” is the word Ruiz used
        if end is not None and end < size:
            return Draft("verb beside it", "speech", _content(position), (at + 3, end), (at, at + 3))
    verb_end = at + 1 + (at + 1 < size and (lowers[at + 1] in _PARTICLES))
    if _may_say(unit, at) and verb_end < size and _begins_phrase(unit, verb_end):
        stop = source_behind_end(unit, verb_end, size)
        if stop - verb_end <= 20 and not is_verb(unit, stop - 1):
            return Draft("verb beside it, inverted", "speech", _content(position), (verb_end, stop), (at, verb_end))
    if not _begins_phrase(unit, at):
        return None
    end = phrase_at(unit, at, size)
    if end is None or end <= at or end >= size:
        return None
    verb = end
    if lowers[verb] == ",":  # “...,” Ruiz, a nurse, sobbed
        closing = next((k for k in range(verb + 1, min(verb + 16, size)) if lowers[k] == ","), None)
        verb = closing + 1 if closing is not None else size
    while verb < size and is_adverb(lowers[verb]):
        verb += 1
    if verb >= size or not _may_say(unit, verb):
        return None
    following = lowers[verb + 1] if verb + 1 < size else "."
    if not (following in _AFTER_VERB or following in DETERMINER or is_adverb(following)):
        return None
    return Draft("verb beside it", "speech", _content(position), (at, end), (verb, verb + 1))


def _in_front(unit: Unit, position: int) -> Draft | None:
    """Berg shook his head and blurted out, “...” / The mayor made her point: “...”"""
    lowers = unit.lowers
    if position < 2 or not unit.long_quote(position):
        return None
    before = lowers[position - 1]
    if before not in (",", ":") and not is_verb(unit, position - 1) and before not in _PARTICLES:
        return None
    edge = position - (before in (",", ":"))
    begin = next((k + 1 for k in range(edge - 1, -1, -1) if unit.quotes[k] is not None or lowers[k] == ";"), 0)
    verbs = [k for k in range(edge - 1, begin, -1) if is_verb(unit, k) and lowers[k] not in AUXILIARY]
    for verb in verbs:
        if lowers[verb - 1] in ("that", "which"):
            continue
        who = subject(unit, verb, begin)
        source = (who[0], who[1]) if who is not None else carried_subject(unit, verb, begin)
        if source is not None and not (before == "," and edge - verb > 8):
            return Draft("verb in front of it", "speech", _content(position), source, (verb, verb + 1), who is None)
    found = carried_subject(unit, edge, begin) if before == ":" else None
    if found is not None:
        return Draft("verb in front of it", "speech", _content(position), found, None, True)
    return None


def introduced_by(unit: Unit) -> tuple[int, int] | None:
    """Whose words a paragraph announces that ends with a colon: its last subject, else the phrase that it is."""
    lowers = unit.lowers
    end = len(unit) - 1
    for verb in range(end - 1, 0, -1):
        if unit.quotes[verb] is None and is_verb(unit, verb) and lowers[verb] not in AUXILIARY:
            who = subject(unit, verb, 0)
            if who is not None:
                return who[0], who[1]
            return carried_subject(unit, verb, 0)
    for verb in range(end - 1, 0, -1):
        if lowers[verb] in ("read", "reads", *AUXILIARY):
            who = subject(unit, verb, 0)
            return (who[0], who[1]) if who else None
    start = phrase_start(unit, end, 0)
    if start == 0 and end <= 8 and is_name(unit.words[0]) and is_name(unit.words[end - 1]):
        return start, end
    return None


def _may_say(unit: Unit, position: int) -> bool:
    """Whether a word may be a verb of saying that the list does not have: its past, or its present in -s."""
    lower = unit.lowers[position]
    if lower in AUXILIARY or lower in PREPOSITION:
        return False
    return is_verb(unit, position)


def _begins_phrase(unit: Unit, position: int) -> bool:
    lower = unit.lowers[position]
    if unit.quotes[position] is not None or lower in TIME:
        return False
    return is_name(unit.words[position]) or lower in DETERMINER or lower in SUBJECT_PRONOUN
