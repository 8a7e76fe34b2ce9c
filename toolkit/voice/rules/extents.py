"""Where things begin and end around a cue: the reported words, the person spoken to, the speaker behind the verb."""

from __future__ import annotations

from toolkit.voice.rules.clauses import QUOTE, Unit
from toolkit.voice.rules.cues import Cue
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    CONJUNCTION,
    CONNECTIVE,
    CONSEQUENCE,
    CONTRACTED,
    DASH,
    DETERMINER,
    OBJECT_PRONOUN,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
    is_verb,
)
from toolkit.voice.rules.subjects import phrase_after

_WH = frozenset("whether if why how what when where who which".split())
PREPOSITION_FRAMES = frozenset("of for about on with against at in over like".split())
_ADJUNCT = frozenset("on in at during after before via through from late early last this earlier shortly by".split())


BEFORE_TIME = frozenset("on in at during since until by before after".split())
_GOES_WITH_NAME = PREPOSITION | DETERMINER
_NO_ROLE = AUXILIARY | CONJUNCTION | SUBORDINATOR | SUBJECT_PRONOUN | {"which", "to"}


def what_follows(unit: Unit, position: int, limit: int, cue: Cue) -> tuple[str, int]:
    """What follows a cue, and where: that, wh, quote, colon, comma, end, to, a preposition, or x (anything else)."""
    lowers = unit.lowers
    start, skipped = position, False
    while position < limit:
        lower = lowers[position]
        if unit.quotes[position] is not None:
            return "quote", position
        if lower == "that":
            return "that", position
        if lower == ":":
            return "colon", position + 1
        if lower == ";":
            return "end", position
        if lower == ",":
            if position + 1 < limit and unit.quotes[position + 1] is not None:
                return "quote", position + 1
            behind = _that_behind(unit, position, limit, inserted=position > start)
            return ("that", behind) if behind else ("comma", position + 1)
        if lower in _WH:
            return "wh", position
        if lower == "to":
            return "to", position
        if lower in TIME and lower != "may":
            position += 1
            skipped = True
            continue
        if (behind := _time_end(unit, position, limit)) > position:
            position = behind
            continue
        if lower in PREPOSITION_FRAMES and lower in cue.frames and not skipped:
            return lower, position
        if lower in _ADJUNCT or (lower in PREPOSITION_FRAMES and lower not in cue.frames) or is_adverb(lower):
            stop = position + 1
            while (
                stop < limit
                and stop - position < 12
                and lowers[stop] not in (",", "that", ":")
                and (unit.quotes[stop] is None)
            ):
                stop += 1
            if stop >= limit:
                return "adjunct", limit
            if lowers[stop] in ("that", ":") or unit.quotes[stop] is not None:
                position = stop
                continue
            if lowers[stop] == ",":
                position = stop
                skipped = True
                continue
            position += 1
            skipped = True
            continue
        return "x", position
    return "end", limit


def _that_behind(unit: Unit, comma: int, limit: int, *, inserted: bool) -> int:
    """Where `that` stands behind an insertion: "said, in a long speech, that", or "said in a speech, that"; else 0."""
    first = unit.lowers[comma + 1] if comma + 1 < limit else ""
    if first == "that" and inserted and any(is_verb(unit, k) for k in range(comma + 2, limit)):
        return comma + 1
    if first not in PREPOSITION and first not in CONNECTIVE and not is_adverb(first):
        return 0
    end = min(comma + 12, limit - 1)
    closing = next((k for k in range(comma + 2, end) if unit.lowers[k] == ","), None)
    return closing + 1 if closing is not None and unit.lowers[closing + 1] == "that" else 0


def _time_end(unit: Unit, position: int, limit: int) -> int:
    """Where a time behind a preposition ends: "on Monday evening", "in May"; `position` where there is none."""
    end = position + 1
    if unit.lowers[position] not in BEFORE_TIME:
        return position
    while end < limit and (unit.lowers[end] in TIME or unit.lowers[end].isdigit()):
        end += 1
    return end if position + 1 < end < limit and unit.lowers[position + 1] in TIME else position


def words_in_front(unit: Unit, edge: int, begin: int, least: int = 3) -> tuple[int, int] | None:
    """The words in front of "he said": up to a comma or a quotation that ends there; `least` if nothing is quoted."""
    end = edge - 1
    if unit.quotes[end] is None and unit.lowers[end] != ",":
        return None
    if unit.lowers[end] == ",":
        if end - 1 < begin:
            return None
        end -= 1
    if end + 1 - begin < least and all(unit.quotes[k] is None for k in range(begin, end + 1)):
        return None
    words = unit.lowers[begin : end + 1]
    # "In a statement Tuesday, he said ..." and "But, he said": no content of its own
    if words[0] in PREPOSITION and QUOTE not in words and len(words) <= 7:
        return None
    return begin, end + 1


def quotation_end(unit: Unit, at: int, limit: int) -> int:
    """The end of what a quotation begins: itself, and the sentence it is woven into."""
    end = at + 1
    if end < limit and unit.lowers[end] not in (",", *DASH) and unit.quotes[at] is not None:
        return clause_end(unit, at, limit)
    return end


def source_behind_end(unit: Unit, start: int, limit: int) -> int:
    """Where the speaker of an inverted cue ends: "said Bali, a spokesman for the group, ..." includes the role."""
    stop = phrase_after(unit, start, limit)
    if stop < limit and stop > start and unit.lowers[stop] == ",":
        inner = stop + 1
        if (
            inner < limit
            and unit.quotes[inner] is None
            and unit.lowers[inner] not in _NO_ROLE
            and not is_verb(unit, inner)
            and (unit.lowers[inner] in DETERMINER or unit.words[inner][:1].islower() or unit.words[inner][:1].isdigit())
        ):
            role = phrase_after(unit, inner, limit)
            if role >= limit or unit.lowers[role] == ",":
                return role
    return stop


def addressee_end(unit: Unit, at: int, limit: int) -> int:
    lowers = unit.lowers
    if at < limit and lowers[at] in OBJECT_PRONOUN:
        return at + 1
    begin = at
    while at < limit:
        lower = lowers[at]
        if unit.quotes[at] is not None or lower in (",", "that", "to", "about", ":") or lower in TIME:
            break
        if at > begin and (lower in DETERMINER or lower in SUBJECT_PRONOUN or lower in CONTRACTED):
            break
        if at > begin and lower in ("in", "on", "at", "during", "after", "by", "for", "if", "when", "how", "what"):
            break
        if at > begin and lowers[at - 1] not in _GOES_WITH_NAME and _begins_clause(unit, at, limit):
            break
        at += 1
    return at


def _begins_clause(unit: Unit, at: int, limit: int) -> bool:
    """Whether a name behind a small word is a subject: "told local reporters Ely was safe", not "the host Ben Hale"."""
    words = unit.words
    if not is_name(words[at]) or not words[at - 1][:1].islower():
        return False
    behind = at
    while behind < limit and is_name(words[behind]):
        behind += 1
    return behind < limit and (unit.lowers[behind] in AUXILIARY or is_verb(unit, behind))


def looks_like_clause(unit: Unit, at: int, limit: int) -> bool:
    """Whether "said X" goes on with a clause rather than an object: a clause has a subject and more than two words."""
    return limit - at >= 3 or unit.lowers[at] in SUBJECT_PRONOUN or unit.lowers[at] in CONTRACTED


def clause_end(unit: Unit, start: int, limit: int) -> int:
    """Where reported words end in the outlet's sentence."""
    lowers = unit.lowers
    position = start + 1
    while position < limit:
        lower = lowers[position]
        if lower == ";" or (lower in DASH and position - start > 2):
            return position
        if lower == "," and position + 1 < limit:
            after = lowers[position + 1]
            if after == "and" and position + 2 < limit and lowers[position + 2] in SUBJECT_PRONOUN:
                return position
            if after in ("which", "who") or is_outlets_tail(unit, start, position, limit):
                return position
            # “...,” which is jargon for: the gloss is the outlet's
            if unit.quotes[position - 1] is not None and after in ("a", "an"):
                return position
        if (
            unit.quotes[position] is not None
            and unit.words[position - 1] != ","
            and position + 1 < limit
            and lower == QUOTE
            and lowers[position + 1] in ("which", "who")
        ):
            return position + 1
        position += 1
    return limit


def is_outlets_tail(unit: Unit, start: int, comma: int, limit: int) -> bool:
    """Whether the outlet goes on behind a comma: ", a reckless promise that he later broke", ", prompting protests"."""
    lowers = unit.lowers
    if comma + 2 >= limit:
        return False
    after = lowers[comma + 1]
    if after in CONSEQUENCE:
        return True
    if after not in ("a", "an") or comma - start < 3 or "," in lowers[comma + 1 : limit]:
        return False
    if not any(is_verb(unit, k) or lowers[k] in AUXILIARY for k in range(start, comma)):
        return False
    return any(
        lowers[k] in ("that", "which", "who") or lowers[k] in SUBJECT_PRONOUN or is_verb(unit, k)
        for k in range(comma + 3, limit)
    )


_FIRST_TIME = ("for", "the", "first", "time")


def phrase_end(unit: Unit, start: int, limit: int) -> int:
    """Where the object of a cue ends: the next comma or conjunction with a verb, not inside a quotation."""
    position = start
    while position < limit:
        lower = unit.lowers[position]
        if lower in (",", ";") or lower in DASH:
            return position
        if lower in ("which", "who") and position > start and unit.quotes[position - 1] is not None:
            return position
        if lower == "for" and position > start and tuple(unit.lowers[position : position + 4]) == _FIRST_TIME:
            return position  # endorsed her for the first time in its history
        if lower == "and" and position + 1 < limit and unit.lowers[position + 1].endswith("ed"):
            return position
        position += 1
    return limit
