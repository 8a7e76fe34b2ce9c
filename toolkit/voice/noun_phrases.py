"""Noun phrases of a sentence: where one begins and ends, what is a name in it, and what is none."""

from __future__ import annotations

from toolkit.text.tokens import tokenize
from toolkit.voice.nouns import (
    BODY,
    MAN,
    PERSON,
    SEVERAL,
    WOMAN,
    gender_of,
    is_title,
    sort_of_head,
)
from toolkit.voice.people import bare
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import finite_cues
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    CONJUNCTION,
    CONTRACTED,
    DETERMINER,
    ENDS,
    PAST,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
    is_participle,
    is_verb,
)

_RELATIVE = frozenset("who which that whom".split())
_SELF = ("itself", "himself", "herself", "themselves")
NAMING = {("known", "as"), *((verb, whom) for verb in ("call", "calls", "called", "calling") for whom in _SELF)}
CUT = frozenset("who whose which that where when while".split())


def is_month_name(lower: str) -> bool:
    """Whether a month may be a name: Theresa May, April Ruiz."""
    return lower in ("may", "april", "june", "august")


def role_in(unit: Unit, comma: int, end: int) -> str | None:
    """ "Argish al-Deiri, a commander in Baghouz": the noun that tells what somebody is."""
    if comma + 2 >= end or unit.lowers[comma] != "," or unit.lowers[comma + 1] not in DETERMINER:
        return None
    stop = comma + 2
    while stop < end and unit.lowers[stop][0].isalpha() and unit.lowers[stop] not in PREPOSITION | CUT:
        stop += 1
    return unit.lowers[stop - 1]


ENDS_PHRASE = frozenset(
    "some many most both all others another few several these those that this each any one two three four five six may"
    " her his dozens hundreds thousands".split()
)
_HANGS = frozenset("fewer more less away out up down off back to that him them it".split())
_NEVER_FIRST = frozenset("including able sure back unlike like".split())


def begins_clause(unit: Unit, start: int, end: int) -> bool:
    """Whether words begin like a clause: "criticized by some", "moving to head off", "it's his voice"."""
    first = unit.lowers[start]
    if end - start > 1 and (first in CONTRACTED or first in SUBJECT_PRONOUN):
        return True
    if not unit.words[start].islower() or first in DETERMINER:
        return False
    following = unit.lowers[start + 1] if start + 1 < end else ""
    if first in _NEVER_FIRST or (following in DETERMINER and first not in PREPOSITION):
        return True  # "prove an obstacle"
    hangs = (
        not following
        or following in DETERMINER
        or following in PREPOSITION
        or following in TIME
        or following in _HANGS
        or following.endswith("ing")
        or is_adverb(following)
    )
    if first.endswith("ing") and len(first) > 4:
        return hangs or any(lower in PREPOSITION for lower in unit.lowers[start:end])
    return (is_participle(first) or first in PAST) and hangs


def is_finite(unit: Unit, position: int, stop: int) -> bool:
    """Whether a word in a phrase is a finite verb: "the commission issued a report", not "a report issued by"."""
    lower, before = unit.lowers[position], unit.lowers[position - 1]
    if not unit.words[position].islower() or before in DETERMINER or before in PREPOSITION:
        return False
    if lower in AUXILIARY - {"may"}:
        return True
    following = unit.lowers[position + 1] if position + 1 < stop else ""
    has_object = following in DETERMINER or following in ("to", "that", "him", "them", "it", "someone", "how", "why")
    if is_participle(lower):
        return has_object and not is_adverb(before)
    if lower in PAST:
        return True
    if lower in finite_cues() and lower.endswith("s"):
        return is_name(unit.words[position - 1]) or has_object
    return has_object and lower.endswith("s") and is_name(unit.words[position - 1]) and not before.endswith("s")


def uncontracted(lower: str) -> str:
    return lower.removesuffix("'s").removesuffix("'ve").removesuffix("'d").removesuffix("'m").removesuffix("'re")


def text_of(unit: Unit, start: int, end: int) -> str:
    speaker = unit.text[unit.starts[start] : unit.ends[end - 1]].removesuffix("’s").removesuffix("'s")
    if unit.lowers[start] in DETERMINER and (len(unit.words[start]) == 1 or not unit.words[start].isupper()):
        speaker = speaker[0].lower() + speaker[1:]
    return " ".join(speaker.split())


def is_role(unit: Unit, start: int) -> bool:
    """Whether words behind a name tell what somebody is: "director of the clinic", "a nurse"."""
    at = start + (unit.lowers[start] in ("a", "an", "the", "its", "his", "her"))
    return at < len(unit) and unit.words[at].islower() and sort_of_head(unit.lowers[at]) in (PERSON, MAN, WOMAN)


def is_common(unit: Unit, position: int) -> bool:
    """Whether the first word of a sentence is a common noun: "Members of the council", "Officials"."""
    return sort_of_head(unit.lowers[position]) in (SEVERAL,) and unit.words[position + 1 : position + 2] != ["'s"]


def in_title(unit: Unit, position: int) -> bool:
    """The "of" in "Secretary of State John Kerry"."""
    return (
        unit.lowers[position] in ("of", "for")
        and is_title(unit.words[position - 1])
        and position + 2 < len(unit)
        and is_name(unit.words[position + 1])
        and is_name(unit.words[position + 2])
    )


def names_in(unit: Unit) -> list[tuple[int, int]]:
    """The runs of two or more capitalised words outside of quotations, and single ones."""
    found = []
    start = -1
    for position in range(len(unit) + 1):
        part = position < len(unit) and unit.quotes[position] is None and is_name(unit.words[position])
        if part and start < 0:
            start = position
        elif not part and start >= 0:
            found.append((start, position))
            start = -1
    return found


def own_name(unit: Unit, start: int, end: int) -> tuple[str, str] | None:
    """The name by which a group goes: "a group that calls itself the Free Hill Army", "a man known as Bello"."""
    lowers, words = unit.lowers, unit.words
    for position in range(start + 1, end - 2):
        if tuple(lowers[position : position + 2]) not in NAMING:
            continue
        begin = position + 2
        first = begin + (lowers[begin] in ("the", "a", "an"))
        stop = first
        while stop < end and is_name(words[stop]):
            joins = stop + 2 < end and lowers[stop + 1] in ("of", "for", "and") and is_name(words[stop + 2])
            stop += 2 if joins else 1
        if stop > first:
            name = " ".join(map(bare, words[first:stop]))
            told = gender_of(lowers[start:position]) or BODY
            return (f"{lowers[begin]} {name}" if begin < first else name), told
    return None


def parts_of(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    begin = start
    for position in range(start, end + 1):
        if position == end or unit.lowers[position] in (",", "—", "–") or unit.lowers[position] in CUT:
            if position > begin:
                parts.append((begin, position))
            begin = position + 1
            if position < end and unit.lowers[position] in CUT:
                break
    return parts[:2]


def core_end(unit: Unit, start: int, end: int) -> int:
    for position in range(start + 1, end):
        lower = unit.lowers[position]
        if lower in CUT or lower in ("(", "—", "–"):
            return position
        if lower == "," and not _between_adjectives(unit, start, position, end) and not _in_list(unit, position, end):
            return position
    return end


def _in_list(unit: Unit, comma: int, end: int) -> bool:
    """The comma in "Researchers at Oxford, Yale and Lund"."""
    if not (is_name(unit.words[comma - 1]) and comma + 1 < end and is_name(unit.words[comma + 1])):
        return False
    position = comma + 1
    while position < end and (is_name(unit.words[position]) or unit.lowers[position] == ","):
        position += 1
    return position + 1 < end and unit.lowers[position] == "and" and all(map(is_name, unit.words[position + 1 : end]))


def _between_adjectives(unit: Unit, start: int, comma: int, end: int) -> bool:
    """ "The brief, shaky recording", not "The mayor, a teacher" and not "The mayor, who"."""
    if comma - start != 2 or unit.lowers[start] not in DETERMINER or comma + 1 >= end:
        return False
    after = unit.lowers[comma + 1]
    return (
        after not in DETERMINER
        and after not in CUT
        and after not in PREPOSITION
        and not is_name(unit.words[comma + 1])
        and not after[0].isdigit()
        and not is_participle(after)
    )


def trimmed(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """The noun phrase in a source phrase: without adverbs, times and clauses in front."""
    lowers, words = unit.lowers, unit.words
    while end > start and (lowers[end - 1] in ENDS or lowers[end - 1] in (",", "(", "—", "–")):
        end -= 1
    while start < end:
        lower = lowers[start]
        out = (
            lower in CONJUNCTION
            or (is_adverb(lower) and lower != "first" and not is_name(words[start]))
            or (lower == "that" and start + 1 < end and (is_name(words[start + 1]) or lowers[start + 1] in DETERMINER))
            or (lower in TIME and not is_name(words[start]))
            or (lower in TIME and lower not in ("may", "april", "june", "august"))
            or (lower in PREPOSITION and lower not in ("over", "about", "around", "between"))
            or (lower in SUBORDINATOR and lower not in _RELATIVE)
            or (lower in AUXILIARY - {"may"} and words[start] != "Will")
            or not (lower[0].isalnum() or lower[0] in "@#$")
            or (is_verb(unit, start) and not is_participle(lower))
        )
        if not out:
            break
        start += 1
    if start < end and begins_clause(unit, start, end):
        return end, end
    stop = next((k for k in range(start, end) if lowers[k] in (",", "(") or lowers[k] in CUT), end)
    verb = next((k for k in range(start + 1, stop) if is_finite(unit, k, stop)), None)
    if verb is not None:
        end = verb  # "the commission issued a report": the commission
    while end > start and (
        lowers[end - 1] in (PREPOSITION | CONJUNCTION | DETERMINER | AUXILIARY) - ENDS_PHRASE
        or (end - start > 1 and lowers[end - 1] in SUBJECT_PRONOUN | CONTRACTED | {"who's", "that's"})
        or (end - start > 1 and lowers[end - 1] in _RELATIVE)
        or (end - start > 1 and words[end - 1].islower() and lowers[end - 1].endswith("ly"))
    ):
        end -= 1
    return start, end


def is_noun_phrase(speaker: str) -> bool:
    """Whether a speaker's name reads like a noun phrase: it begins and ends like one, without a finite verb."""
    tokens = tokenize(speaker)
    if not len(tokens):
        return False
    whole = Unit(
        speaker,
        0,
        True,
        tokens.words,
        tokens.lowers,
        tokens.starts,
        tokens.ends,
        [None] * len(tokens),
        [0] * len(tokens),
    )
    size = len(whole)
    if size == 1:
        return whole.lowers[0][0].isalnum() or whole.lowers[0][0] in "@#"
    return trimmed(whole, 0, size) == (0, size)
