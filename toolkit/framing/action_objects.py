"""Who or what stands behind a verb: its object, the noun behind its preposition, the actor behind "by"."""

from __future__ import annotations

from toolkit.framing.action_words import Span, Verb, forms
from toolkit.framing.noun_groups import MORE_PREPOSITIONS, after
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    OBJECT_PRONOUN,
    PREPOSITION,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
)

_STATES = frozenset("hostage captive prisoner".split())  # "held hostage": no object
_DEGREE = frozenset("far so too very even both".split())  # in front of an object: "killed far more people"
_PARTICLES = frozenset("up down out off away back to further overnight east west north south home abroad".split())
_NO_OBJECT = (PREPOSITION | MORE_PREPOSITIONS | TIME | CONJUNCTION | _PARTICLES) - {"about", "over"}
_AMOUNT = frozenset("more nearly about almost another over half up".split())
_COUNTING = (["at", "least"], ["as", "many"], ["more", "than"])
_COUNTED = frozenset("percent points vote margin".split())
_NEAR = 9  # words between a participle and "by"


def object_of(unit: Unit, at: int, verb: Verb) -> Span | None:
    """Who or what is acted on behind a verb: its object, or the noun behind one of the verb's own prepositions."""
    if verb.object != "none":
        found = _object(unit, at)
        if found is not None:
            return found
    if verb.prepositions:
        position = at + 1
        while position < len(unit.lowers) and is_adverb(unit.lowers[position]):
            position += 1
        if position + 1 < len(unit.lowers) and unit.lowers[position] in verb.prepositions:
            if unit.lowers[position : position + 3] == ["at", "close", "range"]:
                return None
            found = after(unit, position + 1)
            if found is not None and unit.lowers[found[0]] not in TIME and unit.lowers[found[1] - 1] not in TIME:
                return found
    return None


def has_object(unit: Unit, at: int) -> bool:
    """Whether an object stands behind a verb."""
    return _object(unit, at) is not None


def opens_object(unit: Unit, at: int) -> bool:
    """Whether a word can only begin a noun phrase: a determiner, a pronoun, a name, a number."""
    if at >= len(unit.lowers):
        return False
    lower, word = unit.lowers[at], unit.words[at]
    if unit.lowers[at : at + 2] in _COUNTING:
        return True
    return lower in DETERMINER | OBJECT_PRONOUN or is_name(word) or word[0].isdigit() or word[0] == "$"


def _object(unit: Unit, at: int) -> Span | None:
    lowers, count = unit.lowers, len(unit.lowers)
    begin = at + 1
    if lowers[begin : begin + 2] == ["into", "law"]:
        begin += 2  # "signed into law a ban"
    while begin < count and (lowers[begin] in _DEGREE or (is_adverb(lowers[begin]) and unit.words[begin].islower())):
        begin += 1
    if begin < count and lowers[begin] in _STATES:
        begin += 1
    if begin + 1 < count and lowers[begin] == "down" and opens_object(unit, begin + 1):
        begin += 1  # "shot down a drone"
    if begin >= count or (lowers[begin] in _NO_OBJECT and lowers[begin : begin + 2] not in _COUNTING):
        return None
    found = after(unit, begin)
    return None if found is not None and all(lower in TIME for lower in lowers[found[0] : found[1]]) else found


def agent(unit: Unit, at: int) -> Span | None:
    """Who stands behind "by", in the clause of a participle."""
    lowers = unit.lowers
    for position in range(at + 1, min(at + _NEAR, len(lowers))):
        lower = lowers[position]
        if lower == "by":
            return behind_agent(unit, position)
        if lower == "and" and position + 1 < len(lowers) and lowers[position + 1] in forms():
            continue  # "shot and killed by"
        if not lower[0].isalnum() or lower in AUXILIARY | RELATIVE | (SUBORDINATOR - PREPOSITION) | CONJUNCTION:
            return None
    return None


def behind_agent(unit: Unit, by: int, *, of: bool = True) -> Span | None:
    """The actor behind "by"; None for a time, an amount or a way of doing it ("by issuing")."""
    start, lowers = by + 1, unit.lowers
    if start >= len(lowers) or lowers[start] in TIME | _AMOUNT or lowers[start].endswith("ing"):
        return None
    if unit.words[start][0].isdigit() or unit.words[start][0] == "$":
        return None
    found = after(unit, start, of=of)
    return None if found is None or lowers[found[1] - 1] in TIME | _COUNTED else found
