"""The noun phrases beside a verb: its subject, its object, the noun behind a preposition. Doubt gives none."""

from __future__ import annotations

from functools import cache

from toolkit.framing.action_words import Span, forms
from toolkit.voice.nouns import THING, is_person_noun, is_title, sort_of_head
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    CONTRACTED,
    DASH,
    DETERMINER,
    HAVE,
    OBJECT_PRONOUN,
    PAST,
    PREPOSITION,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
    is_verb,
)

_LONGEST = 14  # words of a noun phrase: longer ones run into the next clause
_NUMBERS = frozenset("one two three four five six seven eight nine ten dozens hundreds thousands".split())
_DEMONSTRATIVE = frozenset("this that these those".split())
_OF_NAMES = frozenset("former then fellow late newly mr. mrs. ms. sen. rep. gov. gen. dr. embattled".split())
_ALONE = frozenset("this that these those some many most both all another others several few none each".split())
_PARTICLES = frozenset("off up down out away back".split())
_TELLS = frozenset("a an the who whose which now then of including his her one".split())  # begins an apposition
_NEVER = frozenset("given to not there where who whose or".split()) | _PARTICLES
_PLURAL = frozenset("people men women police children they we i you".split())  # with a verb without -s
POSSESSIVE = frozenset("his her its their our my your".split())
_TIMES = frozenset(
    "today's yesterday's tonight's week's month's year's day's night's morning's afternoon's evening's weekend's"
    " monday's tuesday's wednesday's thursday's friday's saturday's sunday's century's decade's summer's winter's"
    " spring's fall's january's february's march's april's june's july's august's september's october's november's"
    " december's".split()
)
_BEFORE_NUMBERS = frozenset("about nearly almost some around over under least than more at up to".split())
_INDEFINITE = frozenset("everyone everybody someone somebody anyone anybody nobody".split())
# Verbs that are seldom anything else, besides irregular pasts and words in -ed.
_COMMON = frozenset(
    "say says said go goes gone get gets make makes take takes give gives become becomes want wants need needs seem"
    " seems keep keeps let lets begin begins tell tells know knows think thinks believe believes include includes"
    " continue continues remain remains provide provides require requires allow allows agree agrees happen happens"
    " mean means bring brings come comes put puts see sees seen find finds try tries ask asks lead leads tend tends"
    " argue argues suggest suggests expect expects decide decides refuse refuses appear appears describe describes"
    " explain explains insist insists admit admits deny denies warn warns urge urges vow vows hope hopes threaten"
    " threatens involve involves represent represents prevent prevents oppose opposes create creates destroy destroys"
    " become sees serve serves seek seeks sells buy buys wins loses send sends spend spends meet meets sit sits stand"
    " stands pay pays rise rises fall falls grow grows begin run runs lie lies feel feels hear hears".split()
)
_NOUNS_TOO = frozenset("need needs means lead hopes lies stands pay pays run runs rise fall falls hope put cut".split())
_CLAUSE_MARKS = frozenset(", ; : ( [ ! ? … ... •".split()) | DASH
_QUESTION = frozenset("do does did will would can could should has have had is are was were".split())
_IN_PHRASES = frozenset("first only early family daily weekly elderly deadly likely".split())  # shaped like adverbs
# Words in -ed that stand in front of a noun without a determiner: "armed groups".
_ADJECTIVES = frozenset(
    "armed unarmed masked wanted alleged suspected convicted accused retired elected disabled displaced undocumented"
    " unauthorized unauthorised documented wounded injured proposed limited classified skilled educated registered"
    " hundred sacred aged hooded uniformed trained organised organized".split()
)


def is_sure_verb(unit: Unit, at: int) -> bool:
    """Whether a word is most likely a finite verb or a participle."""
    lower = unit.lowers[at]
    if not unit.words[at][:1].islower():
        return False
    return is_verb(unit, at) or (lower in _COMMON and lower not in _NOUNS_TOO) or lower in CONTRACTED


def is_nounlike(unit: Unit, at: int) -> bool:
    """Whether a word may stand inside a noun phrase, behind its determiner."""
    lower, word = unit.lowers[at], unit.words[at]
    if not (word[0].isalnum() or word[0] in "$#@"):
        return False
    if is_name(word) and lower not in SUBJECT_PRONOUN | DETERMINER | RELATIVE | CONTRACTED and at:
        return lower not in PREPOSITION | SUBORDINATOR | AUXILIARY or lower == "may"
    if lower in PREPOSITION | SUBORDINATOR | CONJUNCTION | AUXILIARY | RELATIVE | SUBJECT_PRONOUN | OBJECT_PRONOUN:
        return False
    if lower in CONTRACTED or lower in DETERMINER or lower in _NEVER:
        return False
    if is_adverb(lower):
        return lower in _IN_PHRASES
    if lower in _ADJECTIVES or (lower.endswith("ed") and "-" in lower):
        return True
    return not is_sure_verb(unit, at)


def before(unit: Unit, end: int) -> Span | None:
    """The noun phrase that ends in front of `end`, without prepositions: "the two men"; None where no noun does."""
    lowers = unit.lowers
    if end < 1:
        return None
    last = lowers[end - 1]
    if last in SUBJECT_PRONOUN or last in _INDEFINITE or (last in _ALONE and last != "that"):
        return end - 1 - (last == "others" and _determined(unit, end - 1)), end
    start = end
    while start > 0 and end - start < _LONGEST:
        at = start - 1
        if lowers[at] == "'" and at and lowers[at - 1].endswith("s") and start < end:
            start = at
        elif _is_modifier(unit, at, end) or (is_nounlike(unit, at) and not lowers[at].endswith("ing")):
            if start < end and lowers[at] in TIME and not is_name(unit.words[at]) and not _determined(unit, at):
                break
            start = at
        elif start == end and lowers[at].endswith("ing") and _determined(unit, at):
            start = at  # "the killing", "the shooting"
        else:
            break
    while start < end and lowers[start] in TIME and not (start and lowers[start - 1] in DETERMINER):
        start += 1  # "Tuesday police arrested"
    start = _from_name(unit, start, end)
    if start == end and lowers[end - 1] not in _NUMBERS:
        return None
    while start > 0 and (lowers[start - 1] in DETERMINER or _counts(unit, start)):
        if lowers[start - 1] in _DEMONSTRATIVE and not _points(unit, start):
            break
        start -= 1
    return start, end


def _points(unit: Unit, start: int) -> bool:
    """Whether "that" or "this" in front of `start` is a determiner: not in "said that the men", "that Moyo"."""
    lowers = unit.lowers
    if lowers[start] in DETERMINER or is_name(unit.words[start]):
        return False
    return lowers[start - 1] != "that" or start == 1 or lowers[start - 2] in PREPOSITION | CONJUNCTION | _CLAUSE_MARKS


def _counts(unit: Unit, start: int) -> bool:
    """Whether a word in front of `start` belongs to its number: "about 50", "at least two"."""
    lowers = unit.lowers
    if lowers[start - 1] not in _BEFORE_NUMBERS:
        return False
    return lowers[start] in _NUMBERS | {"than", "least"} or unit.words[start][0].isdigit()


def _from_name(unit: Unit, start: int, end: int) -> int:
    """ "issuing", "defend" in front of a name are no part of it; "former President", "candidate", "then-Sen." are."""
    if start and unit.lowers[start - 1] in DETERMINER:
        return start
    first = end
    while first > start and is_name(unit.words[first - 1]):
        first -= 1
    if first == end:
        return start
    while first > start:
        lower = unit.lowers[first - 1]
        if lower[0].isdigit() or lower in _NUMBERS:
            return first - 1
        if not (is_person_noun(lower) or is_title(lower) or lower in _OF_NAMES or "-" in lower or lower.endswith("'s")):
            break
        first -= 1
    if first == 0 and end > 1 and _says(unit.lowers[0]) and unit.lowers[0].endswith("ed"):
        return 1  # "Added Moyo, who voted"
    return first


def _determined(unit: Unit, at: int) -> bool:
    return at > 0 and unit.lowers[at - 1] in DETERMINER


def _is_modifier(unit: Unit, at: int, end: int) -> bool:
    """ "a wounded soldier", "the internationally recognised army": in -ed, -ing or -ly, behind a determiner."""
    lower = unit.lowers[at]
    if at + 1 >= end or at == 0:
        return False
    if is_adverb(lower):
        inner = unit.lowers[at + 1]
        return _follows_determiner(unit, at) and (inner.endswith(("ed", "ing")) or is_nounlike(unit, at + 1))
    inside = lower.endswith(("ed", "ing")) or lower in PAST
    return inside and (_follows_determiner(unit, at) or is_adverb(unit.lowers[at - 1]))


def _follows_determiner(unit: Unit, at: int) -> bool:
    lower = unit.lowers[at - 1]
    return lower in DETERMINER or (lower.endswith("'s") and lower not in CONTRACTED) or lower == "'"


def subject(unit: Unit, end: int) -> Span | None:
    """The subject that ends in front of `end`, where a verb group begins: None where there is none, or in doubt."""
    lowers = unit.lowers
    end = _before_time(unit, end)
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
    if cut - start > _LONGEST:
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
    if lower in _CLAUSE_MARKS or lower in CONJUNCTION or lower in SUBORDINATOR or lower in RELATIVE:
        return True
    if lower in ("whose", "whom", "where", "then", "not"):
        return True
    if lower in _QUESTION and (start == 1 or lower in ("do", "does", "did")):
        return True
    return _says(lower)


@cache
def _saying() -> frozenset[str]:
    kinds = ("speech", "belief", "document")
    return frozenset(form for form, cues in cue_forms().items() if any(c.category in kinds for c in cues))


def _says(lower: str) -> bool:
    return lower in _saying()


def _joined(unit: Unit, start: int, end: int) -> Span | None:
    """ "Farook and Malik", "the army, police and militias": with all that "and" joins."""
    first = before(unit, start - 1)
    if first is None:  # "He left and troops attacked": a clause of its own; "Moyo (Utah) and Hill": doubt
        return None if unit.lowers[start - 2 : start - 1] == [")"] else (start, end)
    whole = first[0]
    if whole > 0 and unit.lowers[whole - 1] in PREPOSITION:
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
    if end - whole > _LONGEST:
        return None
    contact = whole > 0 and _determined(unit, whole + 1) and is_nounlike(unit, whole - 1)  # "the way the US and Iran"
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
    if _determined(unit, first):
        return end
    weekday = lowers[end - 1].endswith("day") or lowers[first] in ("last", "this", "late", "earlier", "recently")
    return first if weekday else end


def _antecedent(unit: Unit, relative: int) -> Span | None:
    """ "the men who", "Ruiz, who": the noun phrase in front of a relative pronoun; not "said that"."""
    lowers = unit.lowers
    end = relative - (relative > 0 and lowers[relative - 1] == ",")
    if end > 1 and lowers[end - 1] == ")":
        while end > 1 and lowers[end - 1] != "(":
            end -= 1
        end -= 1
    found = before(unit, end)
    if found is None or end - found[0] > _LONGEST:
        return None
    if lowers[relative] == "that" and _says(lowers[end - 1]):
        return None
    start = found[0]
    if lowers[relative] == "who" and sort_of_head(lowers[end - 1]) == THING and not is_name(unit.words[end - 1]):
        return None  # "a boy with a gun who"
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
        verbs = any(is_sure_verb(unit, k) or lowers[k] in BE for k in range(opening + 2, mark))
        if tells and first not in ("who", "whose", "which", "including") and verbs:
            return None
        found = before(unit, _before_brackets(unit, opening))
        whole = with_phrases(unit, found) if found else None
        if whole is None or not is_nounlike(unit, whole[1] - 1) or "-" in lowers[whole[0]][1:2]:
            continue
        if whole[0] == 0 or lowers[whole[0] - 1] != "," or _determined(unit, whole[0] + 1) or is_name(words[whole[0]]):
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


def after(unit: Unit, start: int, *, joined: bool = True, of: bool = True) -> Span | None:
    """The noun phrase that begins at `start`, without its prepositions but for "of"; None where none does."""
    lowers, words = unit.lowers, unit.words
    count = len(lowers)
    if start >= count:
        return None
    first = lowers[start]
    if first == "that" and not _points_on(unit, start):
        return None
    if first in OBJECT_PRONOUN or first in _INDEFINITE:
        return start, start + 1
    at = start
    if first in ("about", "nearly", "almost", "around", "over", "more", "as", "at"):
        while at < count and (lowers[at] in _BEFORE_NUMBERS or lowers[at] in ("as", "many")):
            at += 1
        if at >= count or not (words[at][0].isdigit() or lowers[at] in _NUMBERS or lowers[at] in ("a", "people")):
            return None
    while at < count and lowers[at] in DETERMINER:
        at += 1
    determined = at > start
    begin = at
    while at < count and at - start < _LONGEST:
        lower = lowers[at]
        if lower == "'" and at > begin and lowers[at - 1].endswith("s") and unit.ends[at - 1] == unit.starts[at]:
            at += 1
            continue
        if lower in TIME and not is_name(words[at]) and not (at == begin and determined):
            break
        if lower in TIME and not determined:
            break
        modifier = lower.endswith(("ed", "ing")) or lower in PAST or is_adverb(lower)
        if modifier and ((at == begin and determined) or (at > begin and _follows_determiner(unit, at))):
            at += 1
            continue
        if lower.endswith("ing") and not determined and at > begin and words[at].islower():
            break
        plural = at == begin and lower.endswith("s") and lower not in BE | HAVE and words[at].islower()
        if not is_nounlike(unit, at) and not (plural and lower in _saying()):
            break
        at += 1
    if at == begin and not (determined and lowers[at - 1] in _NUMBERS | _ALONE | {"her"}):
        return None
    end = at
    if of and end < count and lowers[end] == "of":
        more = after(unit, end + 1, joined=False)
        if more is not None:
            end = more[1]
    if joined and end + 1 < count and lowers[end] == "and":
        more = after(unit, end + 1, joined=True)
        verb = lowers[end + 1] in forms() or lowers[end + 1] in SUBJECT_PRONOUN
        if more is not None and not verb and not _goes_on(unit, more[1]):
            end = more[1]
    return (start, end) if end - start <= _LONGEST else None


def _points_on(unit: Unit, that: int) -> bool:
    """Whether "that" begins a noun phrase: "that deal"; not a clause: "demanded that reporters leave"."""
    following = unit.lowers[that + 1 : that + 2]
    if not following or not is_nounlike(unit, that + 1):
        return not following or not following[0][0].isalpha()
    return not (following[0].endswith("s") or is_name(unit.words[that + 1]))


def _goes_on(unit: Unit, at: int) -> bool:
    """Whether a verb follows: then "and" joined clauses, not nouns."""
    while at < len(unit.lowers) and is_adverb(unit.lowers[at]):
        at += 1
    return at < len(unit.lowers) and (
        unit.lowers[at] in AUXILIARY or is_sure_verb(unit, at) or unit.lowers[at] in forms() or _says(unit.lowers[at])
    )


def split_at_name(unit: Unit, span: Span) -> tuple[Span, Span] | None:
    """ "the bill Moyo" in "the bill Moyo signed": a noun phrase and the name behind it, or None."""
    first = span[1]
    while first > span[0] and is_name(unit.words[first - 1]):
        first -= 1
    if first == span[1] or first - span[0] < 2 or unit.lowers[span[0]] not in DETERMINER:
        return None
    return (span[0], first), (first, span[1])


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
