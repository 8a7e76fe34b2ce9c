"""Who is named beside an action: the subject of a verb, and whose noun it is. Doubt gives none."""

from __future__ import annotations

import re

from toolkit.framing.action_words import Span
from toolkit.framing.noun_groups import (
    ALONE,
    CLAUSE_MARKS,
    LONGEST,
    before,
    is_determined,
    is_nounlike,
    is_sure_verb,
    says,
    split_at_name,
)
from toolkit.voice.nouns import THING, is_person_noun, is_place, is_title, sort_of_head
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    CONTRACTED,
    DASH,
    OBJECT_PRONOUN,
    PREPOSITION,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
)

_TELLS = frozenset("a an the who whose which now then of including his her one".split())  # begins an apposition
_BESIDE_SUBJECTS = frozenset("meanwhile otherwise himself herself itself themselves alone too together instead".split())
_LONG_TIMES = frozenset("decades years months weeks days decade history memory century centuries".split())
_WHERE = frozenset("at near on outside inside during".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLURAL = frozenset("people men women police children they we i you".split())  # with a verb without -s
POSSESSIVE = frozenset("his her its their our my your".split())
_TIMES = frozenset(
    "today's yesterday's tonight's week's month's year's day's night's morning's afternoon's evening's weekend's"
    " monday's tuesday's wednesday's thursday's friday's saturday's sunday's century's decade's summer's winter's"
    " spring's fall's january's february's march's april's june's july's august's september's october's november's"
    " december's".split()
)
_QUESTION = frozenset("do does did will would can could should has have had is are was were".split())


def subject(unit: Unit, end: int) -> Span | None:
    """The subject that ends in front of `end`, where a verb group begins: None where there is none, or in doubt."""
    lowers = unit.lowers
    end = _before_time(unit, end)
    while end > 1 and lowers[end - 1] in _BESIDE_SUBJECTS:
        end -= 1
    if end < 1:
        return None
    last = lowers[end - 1]
    if last in CONTRACTED:
        return end - 1, end
    if last in RELATIVE:
        return _antecedent(unit, end - 1)
    if last == "," or last in DASH or last == ")":
        return _before_apposition(unit, end - 1)
    found = before(unit, end)
    if found is None or last in SUBJECT_PRONOUN:
        return found
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")) and not is_name(unit.words[end - 1])
    if plural and lowers[found[0]] in ("a", "an"):
        return None  # "an officer escorts rescued students"
    parts = split_at_name(unit, found)
    if parts is not None and is_title(unit.words[parts[1][0]]) and unit.lowers[0] in PREPOSITION | {"as"}:
        return parts[1]  # "As part of this policy Mr. Moyo"
    return with_phrases(unit, found)


def with_phrases(unit: Unit, found: Span) -> Span | None:
    """A noun phrase with what stands in front of its preposition, if a clause begins there: "members of the group"."""
    lowers = unit.lowers
    start, end = found
    cut = end
    while start > 0 and lowers[start - 1] in PREPOSITION and lowers[start - 1] not in SUBORDINATOR:
        left = before(unit, start - 1)
        if left is None or left[0] >= left[1] or lowers[left[1] - 1] in SUBJECT_PRONOUN | OBJECT_PRONOUN:
            return None  # "In Leeds police", "went to the town": whose it is stays open
        if lowers[start - 1] != "of":
            cut = left[1]  # "the men in the car": the men
        start = left[0]
    if cut - start > LONGEST:
        return None
    if start and lowers[start - 1] == "and":
        return _joined(unit, start, cut)
    return (start, cut) if opens_clause(unit, start) else None


def opens_clause(unit: Unit, start: int) -> bool:
    """Whether a clause may begin at `start`: behind a mark, a conjunction, or a verb of saying."""
    while start > 0 and (is_adverb(unit.lowers[start - 1]) or unit.lowers[start - 1] in TIME):
        start -= 1
    if start == 0:
        return True
    lower = unit.lowers[start - 1]
    if lower in CLAUSE_MARKS or lower in CONJUNCTION or lower in SUBORDINATOR or lower in RELATIVE:
        return True
    if lower in ("whose", "whom", "where", "then", "not"):
        return True
    if lower in _QUESTION and (start == 1 or lower in ("do", "does", "did")):
        return True
    return says(lower)


def _joined(unit: Unit, start: int, end: int) -> Span | None:
    """ "Farook and Malik", "the army, police and militias": with all that "and" joins."""
    first = before(unit, start - 1)
    if first is not None and unit.lowers[start] in SUBJECT_PRONOUN:
        return start, end
    if first is None:  # "He left and troops attacked": a clause of its own; "Moyo (Utah) and Hill": doubt
        return None if unit.lowers[start - 2 : start - 1] == [")"] else (start, end)
    whole = first[0]
    if whole > 0 and unit.lowers[whole - 1] in PREPOSITION - SUBORDINATOR:
        left = before(unit, whole - 1)
        if left is None or unit.lowers[whole - 1] not in ("of", "between"):
            return None if unit.lowers[whole - 1] in ("of", "between") else (start, end)
        if not opens_clause(unit, left[0]):
            return None
        return (left[0], end) if unit.lowers[whole - 1] == "of" else left  # "a race between Moyo and Hill"
    while whole > 1 and unit.lowers[whole - 1] == ",":
        left = before(unit, whole - 1)
        if left is None:
            break
        whole = left[0]
    if unit.lowers[whole - 1 : whole] == ["of"]:  # "bombings of churches, hotels and homes"
        left = before(unit, whole - 1)
        return (left[0], end) if left is not None and opens_clause(unit, left[0]) else None
    if end - whole > LONGEST:
        return None
    contact = whole > 0 and is_determined(unit, whole + 1) and is_nounlike(unit, whole - 1)  # "the way the US and Iran"
    return (whole, end) if contact or opens_clause(unit, whole) else (start, end)


def _before_time(unit: Unit, end: int) -> int:
    """ "Police on Tuesday evening arrested", "Police late Monday arrested": where the subject ends."""
    lowers = unit.lowers
    first = end
    while first > 1 and lowers[first - 1] in TIME:
        first -= 1
    if first == end:
        return end
    if lowers[first - 1] in ("on", "in", "since"):
        return first - 1
    if is_determined(unit, first):
        return end
    weekday = lowers[end - 1].endswith("day") or lowers[first] in ("last", "this", "late", "earlier", "recently")
    return first if weekday else end


def head_before(unit: Unit, end: int) -> Span | None:
    """The noun phrase that a participle in front of `end` tells of: "immigrants from China arrested"."""
    found = before(unit, end)
    return _beyond_place(unit, found) if found is not None else None


def _beyond_place(unit: Unit, found: Span) -> Span | None:
    """ "the worst violence in Leeds in decades": without the place and the time."""
    while (
        found[0]
        and unit.lowers[found[0] - 1] in ("in", "from")
        and (unit.lowers[found[1] - 1] in _LONG_TIMES or all(is_name(word) for word in unit.words[found[0] : found[1]]))
    ):
        left = before(unit, found[0] - 1)
        if left is None:
            return None
        found = left
    return found


def _antecedent(unit: Unit, relative: int) -> Span | None:
    """ "the men who", "Ruiz, who": the noun phrase in front of a relative pronoun; not "said that"."""
    lowers = unit.lowers
    end = relative - (relative > 0 and lowers[relative - 1] == ",")
    if end > 1 and lowers[end - 1] == ")":
        while end > 1 and lowers[end - 1] != "(":
            end -= 1
        end -= 1
    found = before(unit, end)
    if found is None or end - found[0] > LONGEST:
        return None
    if lowers[relative] == "that" and says(lowers[end - 1]) and not is_determined(unit, end - 1):
        return None
    found = _beyond_place(unit, found)
    if found is None:
        return None
    end = found[1]
    if lowers[relative] != "who" and lowers[found[0] - 1 : found[0]] and lowers[found[0] - 1] in _WHERE:
        return None  # "the shooting at the school that": doubt
    named = is_name(unit.words[end - 1]) or lowers[end - 1] in ALONE
    if lowers[relative] == "who" and (
        (sort_of_head(lowers[end - 1]) == THING and not named) or is_place(unit.words[end - 1])
    ):
        return None  # "a boy with a gun who", "people in Washington who"
    if lowers[relative] != "who" and (_YEAR.fullmatch(lowers[end - 1]) or lowers[end - 1] in TIME):
        return None  # "an attack on 17 June that"
    if lowers[relative] == "who" and not named and lowers[found[0] - 1 : found[0]] == ["of"]:
        members = before(unit, found[0] - 1)
        if members is not None:
            found = members[0], end  # "several members of the council who"
    start = found[0]
    if start and lowers[start - 1] == "and":
        joined = before(unit, start - 1)
        if joined is not None and opens_clause(unit, joined[0]):
            start = joined[0]
    return start, end


def _before_apposition(unit: Unit, mark: int) -> Span | None:
    """ "Moyo, a nurse, attacked", "Moyo (D-Utah) voted": the noun phrase in front of what tells more of it."""
    lowers, words = unit.lowers, unit.words
    if lowers[mark] == ")":
        opening = mark
        while opening > 0 and lowers[opening] != "(":
            opening -= 1
        found = before(unit, opening) if opening else None
        return with_phrases(unit, found) if found else None
    alike = {","} if lowers[mark] == "," else DASH
    marks = [k for k in range(max(mark - 40, 0), mark) if lowers[k] in alike]
    for opening in reversed(marks):
        inside = lowers[opening + 1 : mark]
        if not inside or not opening:
            return None
        first, word = inside[0], unit.words[opening + 1]
        tells = is_person_noun(first) or first in _TELLS
        named = word[:1].isdigit() or (is_name(word) and is_name(words[opening - 1]))
        if not (tells or (len(inside) <= 6 and named) or first in ("along", "like", "together", "however")):
            return None
        clause = next((k for k in range(opening + 2, mark) if lowers[k] in SUBORDINATOR | RELATIVE), mark)
        verbs = any(is_sure_verb(unit, k) or lowers[k] in BE for k in range(opening + 2, clause))
        if tells and first not in ("who", "whose", "which", "including") and verbs:
            return None
        found = before(unit, _before_brackets(unit, opening))
        whole = with_phrases(unit, found) if found else None
        if whole is None or not is_nounlike(unit, whole[1] - 1) or "-" in lowers[whole[0]][1:2]:
            continue
        if (
            whole[0] == 0
            or lowers[whole[0] - 1] != ","
            or is_determined(unit, whole[0] + 1)
            or is_name(words[whole[0]])
        ):
            return whole
    return None


def _before_brackets(unit: Unit, end: int) -> int:
    """ "Moyo (D-Utah)": where the brackets open."""
    if end > 1 and unit.lowers[end - 1] == ")":
        for opening in range(end - 2, max(end - 8, 0), -1):
            if unit.lowers[opening] == "(":
                return opening
    return end


def shared_subject(unit: Unit, conjunction: int) -> Span | None:
    """Whose verb follows "and": the subject of the finite verb before it in the same clause."""
    lowers = unit.lowers
    for at in range(conjunction - 1, max(conjunction - 25, -1), -1):
        lower = lowers[at]
        if lower in SUBORDINATOR or lower in RELATIVE or lower in (";", ":", "(", ")") or lower in DASH:
            return None
        if at + 1 < conjunction and lower in SUBJECT_PRONOUN - {"it", "you"}:
            return (at, at + 1) if not at or lowers[at - 1] not in SUBORDINATOR - {"that"} else None
        if (is_sure_verb(unit, at) or lower in AUXILIARY) and not lower.endswith("ing"):
            group = at
            while group > 0 and (lowers[group - 1] in AUXILIARY or is_adverb(lowers[group - 1])):
                group -= 1
            if lowers[group - 1 : group] == ["to"]:
                continue
            found = subject(unit, group)
            # "before the claims surfaced and ...": the verb may belong to the clause around it
            inner = found is not None and found[0] > 0 and lowers[found[0] - 1] in SUBORDINATOR - {"that"}
            return None if inner else found
    return None


def is_plural(unit: Unit, span: Span) -> bool:
    """Whether a subject takes a verb without -s."""
    end = span[0]
    while end < span[1] and unit.lowers[end] not in PREPOSITION:
        end += 1
    if end == span[0]:
        return False
    head = unit.lowers[end - 1]
    if "and" in unit.lowers[span[0] : span[1]] or head in _PLURAL:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "'s", "is")) and not is_name(unit.words[end - 1])


def owner(unit: Unit, at: int) -> Span | None:
    """ "Israel's deadly raid", "his arrest": whose noun it is; no time."""
    lowers = unit.lowers
    for position in range(at - 1, max(at - 5, -1), -1):
        lower = lowers[position]
        if lower in POSSESSIVE:
            return position, position + 1
        plural = lower == "'" and position > 0 and lowers[position - 1].endswith("s")
        if plural or lower.endswith("'s"):
            if lower in _TIMES or lower in CONTRACTED:
                return None
            found = before(unit, position + 1 - plural)
            return (found[0], position + 1) if found is not None else None
        if not is_nounlike(unit, position) and not lower.endswith(("ed", "ing")):
            return None
    return None
