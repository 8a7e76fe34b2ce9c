"""The verbs of `actions`: their forms, and the senses in which they are the action that the table means."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from toolkit.data import read_rows
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.grammar import OBJECT_PRONOUN

Span = tuple[int, int]  # atoms of a unit


class Verb(NamedTuple):
    """A verb of the table. `object`: needed, possible or none. `possessor` of its noun: actor or acted on."""

    name: str
    kind: str
    object: str
    prepositions: frozenset[str]
    possessor: str


class Form(NamedTuple):
    """What a word may be: a form of `verb` in one of its roles (present, past, participle, ing, noun)."""

    verb: Verb
    roles: frozenset[str]


class _Words(NamedTuple):
    """A test of a sense: any of these words (or runs of words), or one of the marks none, name, pronoun."""

    words: frozenset[str]
    runs: tuple[tuple[str, ...], ...]
    marks: frozenset[str]


class _Sense(NamedTuple):
    form: str  # any, verb or noun
    holds: bool  # whether the action is meant, or just not meant, where all tests are met
    kind: str
    actor: _Words | None
    object: _Words | None
    after: _Words | None
    before: _Words | None
    near: _Words | None


@cache
def forms() -> dict[str, Form]:
    """Every form of the table, in lower case."""
    found: dict[str, Form] = {}
    for row in read_rows("frames/actions.csv"):
        prepositions = frozenset(_listed(row["prepositions"]))
        verb = Verb(row["action"], row["kind"], row["object"], prepositions, row["possessor"])
        for role in ("present", "past", "participle", "ing", "nouns"):
            for form in _listed(row[role]):
                roles = found[form].roles if form in found else frozenset()
                found[form] = Form(verb, roles | {"noun" if role == "nouns" else role})
    return found


def sense(
    verb: Verb, unit: Unit, at: int, *, noun: bool, actor: Span | None, acted_on: Span | None, near: frozenset[str]
) -> str | None:
    """The kind of action that a form tells of here, or None where it has another sense.

    `near` are the words of the sentence and of those beside it.
    """
    senses = [one for one in _senses().get(verb.name, ()) if one.form in ("any", "noun" if noun else "verb")]
    needed = False
    kind = None
    for one in senses:
        if not one.holds and _met(one, unit, at, actor, acted_on, near):
            return None
        if one.holds:
            needed = True
            if kind is None and _met(one, unit, at, actor, acted_on, near):
                kind = one.kind or verb.kind
    return kind if needed else verb.kind


def _met(one: _Sense, unit: Unit, at: int, actor: Span | None, acted_on: Span | None, near: frozenset[str]) -> bool:
    lowers = unit.lowers
    return (
        (one.actor is None or _among(one.actor, unit, actor))
        and (one.object is None or _among(one.object, unit, acted_on))
        and (one.after is None or _begins(one.after, lowers[at + 1 : at + 6]))
        and (one.before is None or _ends(one.before, lowers[max(at - 5, 0) : at]))
        and (one.near is None or not one.near.words.isdisjoint(near))
    )


def _among(words: _Words, unit: Unit, span: Span | None) -> bool:
    if span is None:
        return "none" in words.marks
    if "pronoun" in words.marks and unit.lowers[span[0]] in OBJECT_PRONOUN:
        return True
    if "name" in words.marks and all(word[:1].isupper() for word in unit.words[span[0] : span[1]]):
        return True
    return any(plain(lower) in words.words for lower in unit.lowers[span[0] : span[1]])


def _begins(words: _Words, lowers: list[str]) -> bool:
    return any(tuple(lowers[: len(run)]) == run for run in words.runs)


def _ends(words: _Words, lowers: list[str]) -> bool:
    return any(tuple(lowers[-len(run) :]) == run for run in words.runs)


def plain(lower: str) -> str:
    """A word without its possessive ending."""
    return lower[:-2] if lower.endswith("'s") else lower


@cache
def _senses() -> dict[str, tuple[_Sense, ...]]:
    found: dict[str, list[_Sense]] = {}
    for row in read_rows("frames/action_senses.csv"):
        tests = [_words(row[test]) for test in ("actor", "object", "after", "before", "near")]
        made = _Sense(row["form"], row["verdict"] == "only", row["kind"], *tests)
        found.setdefault(row["action"], []).append(made)
    return {action: tuple(senses) for action, senses in found.items()}


def _words(cell: str) -> _Words | None:
    if not cell:
        return None
    marks, runs = set(), []
    for part in _listed(cell):
        name = part.removeprefix("@")
        if name == part:
            runs.append(tuple(part.split()))
        elif name in _classes():
            runs += [(word,) for word in _classes()[name]]
        else:
            marks.add(name)
    return _Words(frozenset(run[0] for run in runs if len(run) == 1), tuple(runs), frozenset(marks))


@cache
def _classes() -> dict[str, list[str]]:
    return {row["class"]: row["words"].split() for row in read_rows("frames/action_classes.csv")}


def _listed(cell: str) -> list[str]:
    return [part for part in cell.split(" | ") if part]
