"""Noun phrases in front of a place and behind it, from small word classes. Doubt gives none."""

from __future__ import annotations

from functools import cache

from toolkit.framing.action_words import Span, forms
from toolkit.voice.nouns import is_person_noun, is_title
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
    is_participle,
    is_verb,
)

LONGEST = 14  # words of a noun phrase: longer ones run into the next clause
_NUMBERS = frozenset("one two three four five six seven eight nine ten dozens hundreds thousands".split())
_DEMONSTRATIVE = frozenset("this that these those".split())
_OF_NAMES = frozenset("former then fellow late newly mr. mrs. ms. sen. rep. gov. gen. dr. embattled".split())
ALONE = frozenset("this that these those some many most both all another others several few none each more".split())
_PARTICLES = frozenset("off up down out away back".split())
MORE_PREPOSITIONS = frozenset(
    "along alongside outside inside throughout except besides like following aboard atop opposite due because than"
    " behind".split()
)
_NEVER = MORE_PREPOSITIONS | frozenset("given to not there where who whose or".split()) | _PARTICLES
_BEFORE_NUMBERS = frozenset("about nearly almost some around over under least than more at".split())
INDEFINITE = frozenset("everyone everybody someone somebody anyone anybody nobody".split())
# Verbs that are seldom anything else, besides irregular pasts and words in -ed.
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
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
CLAUSE_MARKS = frozenset(", ; : ( [ ! ? … ... •".split()) | DASH
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
    if lower in ("than", "ago") or lower in CONTRACTED or lower in DETERMINER or lower in _NEVER:
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
    if last in SUBJECT_PRONOUN or last in INDEFINITE or (last in ALONE and last != "that"):
        return end - 1 - (last == "others" and is_determined(unit, end - 1)), end
    start = end
    while start > 0 and end - start < LONGEST:
        at = start - 1
        if lowers[at] == "'" and at and lowers[at - 1].endswith("s") and start < end:
            start = at
        elif _is_modifier(unit, at, end) or (is_nounlike(unit, at) and not lowers[at].endswith("ing")):
            if start < end and lowers[at] in TIME and not is_name(unit.words[at]) and not is_determined(unit, at):
                break
            start = at
        elif start == end and _is_plural_head(unit, at):
            start = at  # "the chief suspects"
        elif start == end and lowers[at].endswith("ing") and is_determined(unit, at):
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


def _is_plural_head(unit: Unit, at: int) -> bool:
    """Whether a word that is a verb elsewhere is a plural noun here: behind a determiner, perhaps with an adjective."""
    lower = unit.lowers[at]
    if not lower.endswith("s") or lower in AUXILIARY or not says(lower):
        return False
    return is_determined(unit, at) or (is_determined(unit, at - 1) and is_nounlike(unit, at - 1))


def _points(unit: Unit, start: int) -> bool:
    """Whether "that" or "this" in front of `start` is a determiner: not in "said that the men", "that Moyo"."""
    lowers = unit.lowers
    if lowers[start] in DETERMINER or is_name(unit.words[start]):
        return False
    return lowers[start - 1] != "that" or start == 1 or lowers[start - 2] in PREPOSITION | CONJUNCTION | CLAUSE_MARKS


def _counts(unit: Unit, start: int) -> bool:
    """Whether a word in front of `start` belongs to its number: "about 50", "at least two"."""
    lowers = unit.lowers
    if lowers[start - 1] not in _BEFORE_NUMBERS:
        return False
    if lowers[start - 1] in ("at", "more"):
        return lowers[start] in ("least", "than")
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
    if first == 0 and end > 1 and says(unit.lowers[0]) and unit.lowers[0].endswith("ed"):
        return 1  # "Added Moyo, who voted"
    return first


def is_determined(unit: Unit, at: int) -> bool:
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


def after(unit: Unit, start: int, *, joined: bool = True, of: bool = True) -> Span | None:
    """The noun phrase that begins at `start`, without its prepositions but for "of"; None where none does."""
    lowers, words = unit.lowers, unit.words
    count = len(lowers)
    if start >= count:
        return None
    first = lowers[start]
    if first in ("that", "here", "there") and not (first == "that" and _points_on(unit, start)):
        return None
    if first in OBJECT_PRONOUN or first in INDEFINITE:
        return start, start + 1
    at = start
    if first in ("about", "nearly", "almost", "around", "over", "as", "at") or (
        first == "more" and lowers[start + 1 : start + 2] == ["than"]
    ):
        while at < count and (lowers[at] in _BEFORE_NUMBERS or lowers[at] in ("as", "many")):
            at += 1
        if at >= count or not (words[at][0].isdigit() or lowers[at] in _NUMBERS or lowers[at] in ("a", "people")):
            return None
    while at < count and lowers[at] in DETERMINER:
        at += 1
    determined = at > start
    begin = at
    while at < count and at - start < LONGEST:
        lower = lowers[at]
        if lower == "'" and at > begin and lowers[at - 1].endswith("s") and unit.ends[at - 1] == unit.starts[at]:
            at += 1
            continue
        if lower in TIME and not is_name(words[at]) and not (at == begin and determined):
            break
        if lower in TIME and (not determined or (at > begin and lower in _WEEKDAYS)):
            break
        modifier = lower.endswith(("ed", "ing")) or lower in PAST or is_adverb(lower)
        if modifier and ((at == begin and determined) or (at > begin and _follows_determiner(unit, at))):
            at += 1
            continue
        plural = at > begin and lowers[at - 1].endswith("s") and not lowers[at - 1].endswith(("ss", "'s"))
        if lower.endswith("ing") and words[at].islower() and (plural or (at > begin and not determined)):
            break
        plural = at == begin and lower.endswith("s") and lower not in BE | HAVE and words[at].islower()
        if not is_nounlike(unit, at) and not (plural and lower in _saying()):
            break
        at += 1
    if at == begin and not (determined and lowers[at - 1] in _NUMBERS | ALONE | {"her"}):
        return None
    end = at
    if not determined and words[begin].islower() and lowers[begin].endswith("ing") and len(lowers[begin]) > 4:
        return None  # "bans on raising wages"
    if end - begin == 1 and not determined and (lowers[begin] == "such" or is_participle(lowers[begin])):
        return None  # "such a course", "suspected, accused, killed"
    if of and end < count and lowers[end] == "of":
        more = after(unit, end + 1, joined=False)
        if more is not None:
            end = more[1]
    if joined and end + 1 < count and lowers[end] == "and":
        more = after(unit, end + 1, joined=True)
        verb = lowers[end + 1] in forms() or lowers[end + 1] in SUBJECT_PRONOUN or says(lowers[end + 1])
        verb = verb or lowers[end + 1] == "the" or lowers[end + 1][0].isdigit() or lowers[end + 1].endswith("ing")
        if more is not None and not verb and not _goes_on(unit, more[1]):
            end = more[1]
    return (start, end) if end - start <= LONGEST else None


def _points_on(unit: Unit, that: int) -> bool:
    """Whether "that" begins a noun phrase: "that deal"; not a clause: "demanded that reporters leave"."""
    following = unit.lowers[that + 1 : that + 2]
    if not following or not is_nounlike(unit, that + 1):
        return not following or not following[0][0].isalpha()
    end = that + 1
    while end < min(that + 6, len(unit.lowers)) and unit.lowers[end][0].isalnum():
        end += 1
    plural = any(
        lower.endswith("s") and not lower.endswith("ss") for lower in unit.lowers[that + 1 : min(end, that + 4)]
    )
    return not (plural or is_name(unit.words[that + 1]) or is_sure_verb(unit, that + 1)) and not any(
        is_sure_verb(unit, at) or unit.lowers[at] in AUXILIARY for at in range(that + 2, end)
    )


def _goes_on(unit: Unit, at: int) -> bool:
    """Whether a verb follows: then "and" joined clauses, not nouns."""
    while at < len(unit.lowers) and is_adverb(unit.lowers[at]):
        at += 1
    return at < len(unit.lowers) and (
        unit.lowers[at] in AUXILIARY or is_sure_verb(unit, at) or unit.lowers[at] in forms() or says(unit.lowers[at])
    )


def split_at_name(unit: Unit, span: Span) -> tuple[Span, Span] | None:
    """ "the bill Moyo" in "the bill Moyo signed": a noun phrase and the name behind it, or None."""
    first = span[1]
    while first > span[0] and is_name(unit.words[first - 1]):
        first -= 1
    if first == span[1] or first - span[0] < 2 or unit.lowers[span[0]] not in DETERMINER:
        return None
    return (span[0], first), (first, span[1])


@cache
def _saying() -> frozenset[str]:
    kinds = ("speech", "belief", "document")
    return frozenset(form for form, cues in cue_forms().items() if any(c.category in kinds for c in cues))


def says(lower: str) -> bool:
    return lower in _saying()
