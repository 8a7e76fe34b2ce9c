"""Whose verb it is: the noun phrase that is the subject of a verb, beside it or carried along from further left."""

from __future__ import annotations

from toolkit.voice.rules.clauses import QUOTE, Unit
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.rules.grammar import (
    ADVERB,
    AUXILIARY,
    BEGINS_ROLE,
    CONJUNCTION,
    CONNECTIVE,
    CONTRACTED,
    DASH,
    DETERMINER,
    NO_NAME,
    PAST,
    PREPOSITION,
    PRONOUN,
    PURPOSE,
    RELATIVE,
    STOP_LEFT,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    WITH_CLAUSES,
    group_start,
    is_adverb,
    is_consequence,
    is_month,
    is_name,
    is_participle,
    is_verb,
)

_LONGEST = 60  # atoms of a noun phrase
_Subject = tuple[int, int, int]
_Found = tuple[tuple[int, int], bool]


def subject(unit: Unit, verb: int, begin: int) -> _Subject | None:
    """The noun phrase that is the subject of a verb: (start, end, last) in atoms, or None where none stands left of it.

    `last` is where the verb group begins, auxiliaries and adverbs included. Appositions belong to the subject: "X,
    director of Y, said Z".
    """
    lowers, words = unit.lowers, unit.words
    group = group_start(unit, verb, begin)
    end = _before_time(unit, group, begin)
    if end - 1 < begin:
        return None
    if lowers[end - 1] == "to":  # decided to announce: the subject is that of the first verb
        return None
    if lowers[end - 1] in CONTRACTED:
        return end - 1, end, group
    if lowers[end - 1] in RELATIVE:
        return _antecedent(unit, end - 1, begin)
    if lowers[end - 1] == "," or lowers[end - 1] in DASH:
        return apposition(unit, end - 1, begin, group)
    if lowers[end - 1] in (")", "]"):
        opening = end - 1
        while opening > begin and lowers[opening] not in ("(", "["):
            opening -= 1
        start = phrase_start(unit, opening, begin)
        return (start, end, group) if start < opening else None
    start = phrase_start(unit, end, begin)
    if start >= end:
        return None
    if lowers[start - 1 : start] == [","] and start > begin and is_consequence(unit, start, end):
        return None
    start = _before_relative(unit, start, end, begin)
    # "Argish al-Deiri, a commander in Baghouz who identified himself by his nom de guerre told": no second comma
    if (
        start - 2 >= begin
        and lowers[start - 1] == ","
        and lowers[start] in ("a", "an", "the", "who")
        and is_name(words[start - 2])
    ):
        earlier = phrase_start(unit, start - 1, begin)
        if _is_name_alone(unit, earlier, start - 1, begin):  # not "It fell on Tuesday, the mayor said"
            start = earlier
    # "The recording, released by supporters and reported by a group on Monday said"
    while (
        start - 2 >= begin and lowers[start - 1] in (",", "and") and is_participle(lowers[start]) and end - start >= 3
    ):
        start = phrase_start(unit, start - 1, begin)
    if (
        start - 3 == begin
        and end - start >= 2
        and lowers[start - 1] == ","
        and lowers[begin] in DETERMINER
        and lowers[start] not in DETERMINER
        and not is_name(words[start])
        and lowers[verb + 1 : verb + 2] != [","]
    ):
        start = begin  # "The brief, shaky recording said", not "it flooded the town, police said"
    start = _with_list(unit, start, end, begin)
    if lowers[start] in PREPOSITION and lowers[start] not in _QUANTIFIES:
        return None  # "Ruiz stayed away but on the phone said"
    return start, end, group


_QUANTIFIES = frozenset("over about around under between near".split())  # over 200 people said
_DAYS = frozenset(  # the month of May and the paper USA Today may be somebody who speaks
    "monday tuesday wednesday thursday friday saturday sunday today yesterday late early last this".split()
)


def _before_time(unit: Unit, group: int, begin: int) -> int:
    """ "Ruiz on Tuesday evening said", "Ruiz late Monday said": where the subject ends in front of a time."""
    lowers = unit.lowers
    for back in (3, 4):  # "Ruiz has for some time vowed": a phrase between auxiliary and verb
        if (
            group - back > begin
            and lowers[group - back + 1] in ("for", "in", "at", "by")
            and lowers[group - back] in AUXILIARY
        ):
            group = group - back
            break
    while group - 1 > begin and lowers[group - 1] in AUXILIARY and not is_month(unit, group - 1):
        group -= 1
    first = group
    while first - 1 > begin and lowers[first - 1] in TIME:
        first -= 1
    if first == group:
        return group
    if lowers[first - 1] in ("on", "in", "since"):
        return first - 1
    return first if lowers[first] in _DAYS and unit.words[first] != "Today" else group


def _antecedent(unit: Unit, relative: int, begin: int) -> _Subject | None:
    """ "Ruiz, who said": the noun phrase before the relative pronoun is the subject."""
    stop = relative - (relative - 1 >= begin and unit.lowers[relative - 1] == ",")
    start = phrase_start(unit, stop, begin)
    if start >= stop:
        return None
    # "gave the floor to Mark Hill, who said": what stands in front of a preposition is no part of the antecedent
    for position in range(stop - 2, start, -1):
        if is_verb(unit, position) or unit.lowers[position] in ("by", "to", "with", "from"):
            start = position + 1
            break
    return start, stop, relative


def _with_list(unit: Unit, start: int, end: int, begin: int) -> int:
    """ "Researchers at Oxford, Yale and Lund said": a list of names before the verb begins further left."""
    lowers, words = unit.lowers, unit.words
    if "and" not in lowers[start:end]:
        return start
    first = start
    while (
        first - 2 >= begin
        and lowers[first - 1] == ","
        and is_name(words[first - 2])
        and is_name(words[first])
        and lowers[first - 2] not in NO_NAME
    ):
        earlier = phrase_start(unit, first - 1, begin)
        if earlier >= first - 1 or any(is_verb(unit, k) for k in range(earlier, first - 1)):
            break
        first = earlier
    return first


def _before_relative(unit: Unit, start: int, end: int, begin: int) -> int:
    """ "A group that calls itself an army said": what stands between `that` and the verb is a clause about the subject.

    It is one if a verb follows `that`, and an object the verb; "he hoped that residents said so" has neither.
    """
    lowers = unit.lowers
    first = start
    while first - 1 > begin and lowers[first - 1] in AUXILIARY:
        first -= 1
    if first - 2 < begin or lowers[first - 1] not in RELATIVE:
        return start
    verb = lowers[start]
    if lowers[first - 1] != "that":
        clause = first < start or is_verb(unit, start)
    elif lowers[first - 2] in WITH_CLAUSES:
        return start
    else:
        following = lowers[start + 1] if start + 1 < end else ""
        has_object = following in DETERMINER or following.endswith(("self", "selves"))
        clause = first < start or is_participle(verb) or (has_object and (verb.endswith("s") or verb in PAST))
    if clause:
        stop = first - 1 - (lowers[first - 2] == ",")
        earlier = phrase_start(unit, stop, begin)
        if earlier < stop and (lowers[earlier] in DETERMINER or is_name(unit.words[earlier]) or earlier == begin):
            return earlier
    return start


def _is_name_alone(unit: Unit, start: int, end: int, begin: int) -> bool:
    """Whether atoms are the name of a person or body, with nothing in front that it hangs on."""
    named = all(is_name(unit.words[n]) and unit.lowers[n] not in NO_NAME for n in range(start, end))
    if end - start == 1 and (unit.lowers[start] in CONNECTIVE or is_adverb(unit.lowers[start])):
        return False  # "Still, the mayor said"
    return named and (start == begin or unit.lowers[start - 1] not in PREPOSITION)


def apposition(unit: Unit, comma: int, begin: int, group: int) -> _Subject | None:
    """ "Jane Moyo, 43, of Leeds, Yorkshire, said": back from the comma before the verb to the name."""
    lowers = unit.lowers
    if unit.quotes[comma - 1] is not None:
        return None
    dash = lowers[comma] in DASH
    commas = [
        k
        for k in range(max(begin, comma - _LONGEST) + 1, comma)
        if (lowers[k] in DASH if dash else lowers[k] == ",") and unit.quotes[k - 1] is None
    ]
    best: _Subject | None = None
    for opening in reversed(commas):
        edge = commas[commas.index(opening) + 1] if opening != commas[-1] else comma
        if opening + 1 >= edge or any(unit.quotes[k] is not None for k in range(opening, edge)):
            break
        if not _may_describe(unit, opening + 1, edge, begin, best is not None):
            if any(lowers[k + 1] in ("who", "whose", "which") for k in commas if k < opening):
                continue  # inside of a relative clause: "Ruiz, whose latest book, Rain, sold well, said"
            break
        start = phrase_start(unit, opening, begin)
        if start < opening and not _has_verb(unit, start, opening):
            best = (start, comma, group)
        if dash:
            break
    return best


def _may_describe(unit: Unit, start: int, end: int, begin: int, inner: bool) -> bool:
    """Whether a stretch between commas may tell more of the noun phrase before it."""
    lowers, words = unit.lowers, unit.words
    first, word = lowers[start], words[start]
    if first in SUBJECT_PRONOUN or (first in CONJUNCTION and not (first == "and" and inner)):
        return False
    if first in SUBORDINATOR - {"whose"}:
        return False  # "..., though Ruiz, a nurse, said"
    if first in BEGINS_ROLE or word[:1].isdigit() or first in ("of", "from", "in"):
        return (
            not _has_verb(unit, start, end)
            or first in ("who", "whose", "which")
            or any(lowers[k] in ("who", "that", "which") for k in range(start, end))
        )
    if word[:1].islower():
        return True
    return is_name(words[start - 2]) and end - start <= 7 and not _has_verb(unit, start, end)


def _has_verb(unit: Unit, start: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch, outside of its relative clauses."""
    for k in range(start + 1, end):
        if unit.lowers[k] in RELATIVE:
            return False
        if (
            is_verb(unit, k)
            and unit.lowers[k - 1] not in DETERMINER | PREPOSITION
            and not (is_participle(unit.lowers[k]) and unit.lowers[k + 1 : k + 2] and unit.lowers[k + 1] in PREPOSITION)
        ):
            return True
    return False


def phrase_start(unit: Unit, end: int, begin: int) -> int:
    """Where the noun phrase that ends before `end` begins."""
    lowers = unit.lowers
    if end - 1 < begin:
        return end
    if lowers[end - 1] in PRONOUN:
        return end - 1
    start = end
    begin = max(begin, end - _LONGEST)
    while start > begin:
        lower = lowers[start - 1]
        if not (lower[0].isalnum() or lower[0] in "#@$") or lower in STOP_LEFT:
            # "Smith and Jones said", "men and women said": the conjunction joins two phrases, no clauses
            if lower == "and" and begin <= start - 2 and start < end and _joins(unit, start - 1, begin):
                start -= 1
                continue
            break
        if lower in SUBJECT_PRONOUN:
            break
        start -= 1
    return _without_adjunct(unit, start, end)


def _joins(unit: Unit, conjunction: int, begin: int) -> bool:
    left, right = unit.words[conjunction - 1], unit.words[conjunction + 1]
    if left.endswith("s") and right.islower() and unit.lowers[conjunction + 1] not in DETERMINER:
        # "Residents and aid workers said", "the town fell, residents and aid workers said"
        return conjunction - 1 == begin or unit.lowers[conjunction - 2] == ","
    if is_name(left) and unit.lowers[conjunction + 1] in ("his", "her", "their", "its"):
        return True  # "Jane Moyo and her brother Ben said"
    return is_name(left) and is_name(right) and conjunction - 1 >= begin


def _without_adjunct(unit: Unit, start: int, end: int) -> int:
    """ "In a statement Bali said": the prepositional phrase at the front is not the speaker."""
    if start < end and (unit.lowers[start] in PREPOSITION or unit.lowers[start] == "according"):
        name = end
        while name > start and is_name(unit.words[name - 1]) and unit.lowers[name - 1] not in TIME:
            name -= 1
        if name < end and name > start:
            return name
        for position in range(end - 1, start, -1):
            if unit.lowers[position] in DETERMINER and unit.lowers[position - 1] not in PREPOSITION:
                return position  # "In Ely the mayor of the town said"
    while start + 1 < end and (is_adverb(unit.lowers[start]) or unit.lowers[start] in TIME):
        start += 1
    return start


def phrase_after(unit: Unit, start: int, end: int) -> int:
    """Where the noun phrase that begins at `start` ends: up to a comma, verb, quotation or clause word."""
    position = start
    while position < end:
        lower = unit.lowers[position]
        if not (lower[0].isalnum() or lower[0] in "#@$("):
            break
        if position > start and (lower in STOP_LEFT or lower in SUBJECT_PRONOUN) and lower != "and":
            break
        position += 1
    return position


_OPENS_CLAUSE = frozenset({",", ";", ":", ".", QUOTE, *DASH}) | CONJUNCTION | SUBORDINATOR | {"—", "because"}
_NEVER_SUBJECT = PREPOSITION | SUBORDINATOR | CONJUNCTION | AUXILIARY | RELATIVE | {"there", "to"}
_CONTROL = frozenset(
    "asked asking ask urged urging told telling prompted prompting led leading forced forcing allowed allowing"
    " encouraged encouraging persuaded pushed pressed wants wanted expects expected".split()
)  # "prompted Rubio to argue": the subject of the infinitive stands behind the verb


_REDUCED = frozenset("based known born held called named located".split())  # "scholars based at Ely said"


def phrase_at(unit: Unit, start: int, limit: int) -> int | None:
    """Where the noun phrase that begins a clause at `start` ends, in front of its verb; None if none begins there."""
    lowers, words = unit.lowers, unit.words
    first = lowers[start]
    if not (first[0].isalnum() or first[0] in "#@"):
        return None
    if first in SUBJECT_PRONOUN or first in CONTRACTED:
        return start + 1
    if first in _NEVER_SUBJECT or first in ADVERB or (is_adverb(first) and words[start] != words[start].title()):
        return None
    if first.endswith("ing") and first not in DETERMINER:
        return None
    seen = first not in DETERMINER
    position = start + 1
    while position < limit:
        lower = lowers[position]
        if not (lower[0].isalnum() or lower[0] in "#@&"):
            return position
        if seen and is_verb(unit, position):
            follows = lowers[position + 1] if position + 1 < limit else ""
            reduced = follows == "by" or (follows in ("at", "as", "in") and lower in _REDUCED)
            if not (is_participle(lower) and reduced and lower not in PAST):
                return position
        if (
            seen
            and is_name(words[position - 1])
            and words[position][:1].islower()
            and _is_s_form(unit, position, limit)
        ):
            return position
        if is_adverb(lower) and seen and lower not in ("first", "long"):
            return position
        if lower in SUBORDINATOR or lower in RELATIVE or (lower in CONJUNCTION and lower != "and"):
            return position
        if lower == "and" and not (
            position + 1 < limit
            and (
                is_name(words[position + 1]) or lowers[position + 1] in DETERMINER or words[position - 1].endswith("s")
            )
        ):
            return position
        if lower in SUBJECT_PRONOUN:
            return position
        seen = seen or lower not in DETERMINER
        position += 1
    return position


def _is_s_form(unit: Unit, position: int, limit: int) -> bool:
    """ "Trump primes supporters": the word behind a name ends like a verb, and no verb follows at once."""
    lower = unit.lowers[position]
    if not lower.endswith("s") or lower.endswith(("ss", "'s")) or lower in PREPOSITION | SUBORDINATOR:
        return False
    if position + 1 >= limit:
        return True
    following = unit.lowers[position + 1]
    if following in cue_forms() and following not in DETERMINER:
        return False  # "Republican opponents argue"
    return not (is_verb(unit, position + 1) or is_name(unit.words[position + 1]) or following in AUXILIARY)


def main_subject(unit: Unit, start: int, limit: int) -> tuple[int, int] | None:
    """The subject of the clause that begins at `start`, if a verb of its own follows before `limit`."""
    end = phrase_at(unit, start, limit)
    if end is None or end <= start:
        return None
    at = end
    if at < limit and unit.lowers[at] in RELATIVE:  # "The men who had fled spoke"
        at = min(_clause_over(unit, at, limit), limit)
    if at < limit and unit.lowers[at] in (",", "(", *DASH):
        closing = ")" if unit.lowers[at] == "(" else unit.lowers[at]
        later = at + 1
        while later < limit and unit.lowers[later] != closing and later - at < 40:
            later += 1
        at = later + 1
    while at < limit and is_adverb(unit.lowers[at]):
        at += 1
    if at > limit:
        return None
    if at < limit and at != end and not _may_be_verb(unit, at):
        return None
    return start, end


def _may_be_verb(unit: Unit, at: int) -> bool:
    """Whether a word behind an apposition may be the verb of the phrase before it."""
    lower = unit.lowers[at]
    return unit.words[at][:1].islower() and lower not in (_NEVER_SUBJECT - AUXILIARY) | DETERMINER | SUBJECT_PRONOUN


def _clause_over(unit: Unit, start: int, limit: int) -> int:
    verbs = [k for k in range(start + 1, limit) if is_verb(unit, k) or unit.lowers[k] in AUXILIARY]
    return verbs[1] if len(verbs) > 1 else limit


def carried_subject(unit: Unit, verb: int, begin: int) -> tuple[int, int] | None:
    """The subject that a verb without one of its own has from further left in its sentence, or None.

    "She met voters and later said", "He left, claiming that", "The army tried to argue that", "Berg shook his head and
    blurted out".
    """
    lowers = unit.lowers
    begin = max(begin, verb - 120)
    if verb - 1 > begin and lowers[verb - 1] == "to":
        if lowers[verb - 2] in PURPOSE:
            return None  # smoke "meant to suggest that": smoke does not speak
        stop = verb - 1
        start = phrase_start(unit, stop, begin)
        for position in range(stop - 1, max(start - 1, begin), -1):
            if lowers[position] in _CONTROL and position + 1 < stop:
                return position + 1, stop
    for start in range(verb - 1, begin - 1, -1):
        if start > begin:
            before = lowers[start - 1]
            if unit.quotes[start - 1] is None and before not in _OPENS_CLAUSE:
                continue
            if before in SUBORDINATOR and before not in ("as", "while", "when"):
                continue  # "She said that Berg left and said": not Berg
        found = main_subject(unit, start, verb)
        if found is None or found[1] >= verb:
            continue
        if (
            not any(
                is_verb(unit, k) or lowers[k] in AUXILIARY or (lowers[k].endswith("s") and k == found[1])
                for k in range(found[1], verb)
            )
            and lowers[found[0]] not in CONTRACTED
        ):
            continue
        return found
    return None


def whose_cue(unit: Unit, start: int, end: int) -> _Found | None:
    """The source of a cue that stands in atoms `start` to `end`, and whether it is carried along from further left.

    It is the subject of the last verb in the cue, or what stands behind an inverted one: “...,” says the committee.
    """
    lowers = unit.lowers
    verb = end - 1
    while verb > start and (is_adverb(lowers[verb]) or lowers[verb] in PREPOSITION or lowers[verb] == "that"):
        verb -= 1
    first = start
    while first < verb and lowers[first] in AUXILIARY:
        first += 1
    who = subject(unit, first, 0)
    if who is not None:
        return (who[0], who[1]), False
    inverted = start > 0 and (unit.quotes[start - 1] is not None or lowers[start - 1] == ",")
    if inverted and end < len(unit) and (is_name(unit.words[end]) or lowers[end] in DETERMINER):
        return (end, phrase_after(unit, end, len(unit))), False
    carried = carried_subject(unit, verb, 0)
    return (carried, True) if carried is not None else None
