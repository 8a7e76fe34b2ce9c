"""How a form of an action stands in its sentence: active, passive, noun or not finite, and who is named beside it."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.framing.action_objects import agent, behind_agent, has_object, object_of, opens_object
from toolkit.framing.action_words import Form, Span, forms, plain
from toolkit.framing.noun_groups import (
    MORE_PREPOSITIONS,
    after,
    before,
    is_nounlike,
    is_sure_verb,
    split_at_name,
)
from toolkit.framing.participants import (
    POSSESSIVE,
    head_before,
    is_plural,
    owner,
    shared_subject,
    subject,
)
from toolkit.voice.nouns import THING, sort_of_head
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    CONTRACTED,
    DASH,
    DETERMINER,
    HAVE,
    MODAL,
    OBJECT_PRONOUN,
    PREPOSITION,
    RELATIVE,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    is_adverb,
    is_name,
)

_GET = frozenset("get gets got getting gotten".split())
_IS = frozenset("he's she's it's that's who's there's they're we're you're i'm".split())
_HAS = frozenset("they've we've i've you've who've he'd she'd they'd we'd i'd".split())
_WILL = frozenset("he'll she'll they'll we'll i'll you'll it'll he'd she'd they'd we'd i'd you'd".split())
_BARE = frozenset(  # "let troops enter", "saw police beat him": a verb without "to"
    "let lets letting make makes made making help helps helped helping see sees saw seen seeing watch watched watching"
    " heard hear have had".split()
)
_STATES = frozenset("hostage captive prisoner".split())
_TAKES_TO = frozenset("akin amount amounted amounts amounting due subject close tantamount equal related".split())
_START = frozenset(  # what begins or hangs on a preposition is a verb: "started shooting", "before shooting"
    "start started starts starting begin began begins stop stopped keep kept without after before by".split()
)
_SHOTS = frozenset("shot shots missile missiles rocket rockets bullet bullets rounds".split())
_BOTH_WAYS = frozenset(("halt",))  # what is acted on may be the subject
_RAISING = frozenset("going about likely set ready due".split())  # "likely to be": its subject is that of "be"


class Reading(NamedTuple):
    """How one form is used: one of the forms of `actions`, and who is named."""

    form: str
    actor: Span | None
    acted_on: Span | None


class _Place(NamedTuple):
    """A form in its sentence, with the verb group that ends with it."""

    unit: Unit
    at: int
    form: Form
    group: int  # where the auxiliaries and adverbs in front of it begin
    helpers: frozenset[str]  # its auxiliaries

    @property
    def previous(self) -> str:
        """The word in front of the group."""
        return self.unit.lowers[self.group - 1] if self.group else ""

    @property
    def follows(self) -> str:
        """The word behind the form."""
        return self.unit.lowers[self.at + 1] if self.at + 1 < len(self.unit.lowers) else ""


def read(unit: Unit, at: int, form: Form) -> Reading | None:
    """How a form is used here; None where it is another word, an adjective, or in doubt."""
    roles, lowers = form.roles, unit.lowers
    if at and is_name(unit.words[at]) and not _in_capitals(unit):
        return None  # "the Free Trade Agreement"
    if at and lowers[at - 1] in ("-", "–") and unit.ends[at - 1] == unit.starts[at]:
        return None
    place = _Place(unit, at, form, *_group(unit, at))
    if "participle" in roles or "past" in roles:
        found = _past(place)
        if found is not None or not roles & {"present", "noun"}:
            return found
    if "ing" in roles:
        found = _ing(place)
        if found is not None or "noun" not in roles:
            return found
    if "present" in roles:
        found = _present(place)
        if found is not None or place.helpers & MODAL:
            return found
    return _noun(place) if "noun" in roles else None


def _in_capitals(unit: Unit) -> bool:
    letters = [word for word in unit.words if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) > 0.8 * len(letters)


def _group(unit: Unit, at: int) -> tuple[int, frozenset[str]]:
    """Where the verb group begins, and its auxiliaries."""
    found = set()
    first = at
    while first > 0:
        lower = unit.lowers[first - 1]
        if lower in AUXILIARY or lower in _GET:
            found.add(lower)
        elif not is_adverb(lower) and lower != "almost":
            break
        first -= 1
    return first, frozenset(found)


# Past and participle ------------------------------------------------------------------------------------------------


def _past(place: _Place) -> Reading | None:
    unit, at, form, _, helpers = place
    roles, verb, previous = form.roles, form.verb, place.previous
    if "participle" in roles:
        if helpers & (BE | _GET):
            return _passive(place)
        if previous == "to" and helpers & HAVE:
            return Reading("not finite", None, object_of(unit, at, form.verb))
        if helpers & HAVE or (previous in _HAS and not helpers):
            return _finite(place)
        if previous in _IS:
            return None  # "he's left": is or has
    if helpers:
        return None  # "did cut", "will hit": the base form, which is read as present
    partner = _partner(unit, at)
    if partner is not None:
        return _read_like(place, partner)
    if previous == "to" or (previous in DETERMINER and (previous != "that" or place.group < 2)):
        return None  # "the besieged town"
    if "participle" in roles and place.follows == "by":
        return _reduced(place)
    if previous in PREPOSITION:
        return None
    behind = _partner_behind(unit, at)
    if behind is not None and "participle" in roles and verb.object != "none" and not has_object(unit, behind):
        return _reduced(place)  # "a reporter shot and killed on air"
    if previous in _SHOTS and "participle" in roles and not has_object(unit, at):
        return _reduced(place)  # "shots fired at police"
    if "past" in roles and object_of(unit, at, verb) is not None:
        return _named(_finite(place))
    if place.follows == "and" and verb.name in _BOTH_WAYS:
        return None  # "growth halted and unemployment rose"
    if "participle" in roles and (verb.object == "needed" or (verb.object == "possible" and agent(unit, at))):
        return _reduced(place)
    if "past" in roles and verb.object != "needed" and "present" not in roles:
        return _named(_finite(place))
    return None


def _named(found: Reading) -> Reading | None:
    """A finite reading that nothing else supports: only with its subject."""
    return found if found.actor is not None else None


def _partner(unit: Unit, at: int) -> int | None:
    """The participle that "and" joins to this one: "shot and killed"."""
    lowers = unit.lowers
    if at < 2 or lowers[at - 1] not in ("and", "or", ","):
        return None
    left = at - 2
    if lowers[at - 1] == "and" and lowers[left] == ",":
        left -= 1
    known = forms().get(lowers[left])
    if known is not None and "participle" in known.roles:
        return left
    return left if lowers[left].endswith("ed") and len(lowers[left]) > 4 and unit.words[left].islower() else None


def _partner_behind(unit: Unit, at: int) -> int | None:
    """The participle that "and" joins to this one from the right, if its verb needs an object."""
    if unit.lowers[at + 1 : at + 2] != ["and"] or at + 2 >= len(unit.lowers):
        return None
    known = forms().get(unit.lowers[at + 2])
    return at + 2 if known is not None and "participle" in known.roles and known.verb.object == "needed" else None


def _read_like(place: _Place, partner: int) -> Reading | None:
    """A form that shares its verb group with the participle before "and"; both are read alike."""
    unit, at, form = place.unit, place.at, place.form
    group, helpers = _group(unit, partner)
    earlier = _partner(unit, partner)
    if earlier is not None and not helpers:
        group, helpers = _group(unit, earlier)
    shared = _Place(unit, at, form, group, helpers)
    if helpers & (BE | _GET) and "participle" in form.roles:
        return _passive(shared)
    if (helpers & HAVE and "participle" in form.roles) or (shared.previous in _HAS and not helpers):
        return _finite(shared)
    if helpers or shared.previous in _IS:
        return None
    if has_object(unit, at) and "past" in form.roles:
        return _finite(shared)
    return _reduced(shared) if "participle" in form.roles and form.verb.object == "needed" else None


def _passive(place: _Place) -> Reading | None:
    unit, at, form, group, helpers = place
    if form.verb.object == "none":
        return None
    actor = agent(unit, at)
    acted_on = None
    if place.previous == "to":
        acted_on = _raised(unit, group - 1)
    elif "being" in helpers and not helpers & (BE - {"being"}):
        found = before(unit, group)
        acted_on = found if found is not None and unit.lowers[found[0]] not in POSSESSIVE else None
    elif group:
        acted_on = subject(unit, group)
        if acted_on is None and place.previous in ("and", "but", "or"):
            acted_on = shared_subject(unit, group - 1)
    return Reading("passive" if actor else "passive without actor", actor, acted_on)


def _raised(unit: Unit, to: int) -> Span | None:
    """Who is meant by "X is expected to be", "X wants to be": the subject of what stands before "to"."""
    at = to - 1
    while at > 0 and is_adverb(unit.lowers[at]):
        at -= 1
    if at < 1:
        return None
    group, helpers = _group(unit, at)
    return subject(unit, group) if helpers or is_sure_verb(unit, at) or unit.lowers[at] in _RAISING else None


def _reduced(place: _Place) -> Reading | None:
    """ "A man shot on Monday": a participle behind its noun; "Besieged by troops, the town": in front of it."""
    unit, at, form, group, _ = place
    lowers = unit.lowers
    actor = agent(unit, at)
    if form.verb.object == "none" or ("present" in form.roles and actor is None):
        return None  # "a tax cut in May"
    if group == 0 or (place.previous in DASH and actor):
        acted_on = _behind_comma(unit, at)
    else:
        acted_on = head_before(unit, group - (place.previous == ","))
    if acted_on is None or lowers[acted_on[1] - 1] in SUBJECT_PRONOUN:
        return None
    alone = acted_on[1] - acted_on[0] <= 2 and lowers[acted_on[0]] in ("a", "an", "the", "no")
    if form.verb.name == "shoot" and alone and sort_of_head(lowers[acted_on[1] - 1]) == THING:
        return None  # "a fair shot"
    follows = lowers[at + 1] if at + 1 < len(lowers) else "."
    if follows in _STATES:  # "held hostage by"
        follows = lowers[at + 2] if at + 2 < len(lowers) else "."
    ends = (
        follows in PREPOSITION | MORE_PREPOSITIONS | TIME | CONJUNCTION | SUBORDINATOR
        or not follows[0].isalnum()
        or is_adverb(follows)
    )
    return Reading("passive" if actor else "passive without actor", actor, acted_on) if ends else None


def _behind_comma(unit: Unit, at: int) -> Span | None:
    """ "Besieged by troops, the town held out": acted on is the subject of what follows."""
    for position in range(at, min(at + 20, len(unit.lowers) - 1)):
        if unit.lowers[position] == ",":
            return after(unit, position + 1)
    return None


# Active --------------------------------------------------------------------------------------------------------------


def _finite(place: _Place) -> Reading:
    unit, at, form, group, _ = place
    acted_on = object_of(unit, at, form.verb)
    actor = None
    if place.previous in ("and", "but", "or", "then"):
        actor = shared_subject(unit, group - 1)
    elif group:
        actor = subject(unit, group)
    if actor is not None and acted_on is None and form.verb.object != "none":
        parts = split_at_name(unit, actor) if form.verb.object == "needed" else None
        if parts is not None:
            acted_on, actor = parts
        else:
            acted_on = _object_before(unit, actor)
    return Reading("active", actor, acted_on)


def _object_before(unit: Unit, actor: Span) -> Span | None:
    """ "the bill that Moyo signed", "the bill he signed": the object stands in front."""
    start, lowers = actor[0], unit.lowers
    if start < 2:
        return None
    end = start
    if lowers[start - 1] in ("that", "which", "whom", "who"):
        end = start - 1 - (lowers[start - 2] == ",")
    elif not is_nounlike(unit, start - 1):
        return None
    found = before(unit, end)
    if found is None or is_sure_verb(unit, end - 1):
        return None
    told = lowers[found[0]] in DETERMINER or is_name(unit.words[found[0]]) or lowers[end - 1].endswith("s")
    return found if told else None


def _present(place: _Place) -> Reading | None:
    unit, at, form, group, helpers = place
    lowers, previous = unit.lowers, place.previous
    base = not lowers[at].endswith("s") or lowers[at].endswith("ss")
    if base and previous == "to" and not helpers and not _is_noun_after_to(place):
        return Reading("not finite", None, object_of(unit, at, form.verb))
    if base and (helpers & MODAL or previous in _WILL) and not helpers & (BE | HAVE):
        return _named(_finite(place))
    if at == 0 or helpers or previous in DETERMINER - {"that"} or previous in PREPOSITION or previous in POSSESSIVE:
        return None
    if previous == "better" and base:
        return Reading("not finite", None, object_of(unit, at, form.verb))  # "you better vote"
    if not _fits_verb(place):
        return None
    if previous in SUBJECT_PRONOUN or previous in RELATIVE:
        return _named(_finite(place))
    if "noun" in form.roles and not base and not opens_object(unit, at + 1):
        return None
    if base and _is_bare(unit, group):
        return Reading("not finite", None, object_of(unit, at, form.verb))
    if previous in ("and", "or") and base:
        return _behind_conjunction(place)
    found = subject(unit, group)
    if found is None or place.follows == "that":
        return None
    plural = is_plural(unit, found)
    told = lowers[found[0]] in DETERMINER | SUBJECT_PRONOUN or is_name(unit.words[found[0]])
    if not plural and not told:
        return None  # "will lead demands"
    if not base and not opens_object(unit, at + 1) and not is_name(unit.words[found[1] - 1]):
        return None  # "his border wall demands."
    return _named(_finite(place)) if plural == base or lowers[found[0]] in CONTRACTED else None


def _is_noun_after_to(place: _Place) -> bool:
    """ "akin to murder", "amounted to torture": a noun behind a word that "to" belongs to, with nothing acted on."""
    before_to = place.unit.lowers[place.group - 2] if place.group > 1 else ""
    return (
        "noun" in place.form.roles
        and before_to in _TAKES_TO
        and place.form.verb.object == "needed"
        and not has_object(place.unit, place.at)
    )


def _behind_conjunction(place: _Place) -> Reading | None:
    """ "to capture or kill", "they can meet and defeat them": the form hangs on what stands in front of "and"."""
    unit, acted_on = place.unit, object_of(place.unit, place.at, place.form.verb)
    for at in range(place.group - 2, max(place.group - 14, -1), -1):
        lower = unit.lowers[at]
        if lower == "to":
            return Reading("not finite", None, acted_on)
        if lower in MODAL:
            return _named(Reading("active", subject(unit, _group(unit, at + 1)[0]), acted_on))
        if lower in SUBORDINATOR or lower in (",", ";"):
            return None
    return None


def _is_bare(unit: Unit, group: int) -> bool:
    """Whether the verb hangs on "let", "make", "help" or "see" in front of its subject."""
    found = before(unit, group)
    if found is None and group and unit.lowers[group - 1] in OBJECT_PRONOUN:
        found = (group - 1, group)
    return found is not None and found[0] > 0 and unit.lowers[found[0] - 1] in _BARE


def _fits_verb(place: _Place) -> bool:
    """Whether what stands behind a form fits a verb: an object, or for verbs without one a preposition or the end."""
    verb, noun, follows = place.form.verb, "noun" in place.form.roles, place.follows
    if not follows:
        return verb.object == "none"
    if follows in POSSESSIVE or opens_object(place.unit, place.at + 1):
        return True
    if verb.object == "needed":
        return not noun and is_nounlike(place.unit, place.at + 1)
    if follows in PREPOSITION | {"to"}:
        return follows in verb.prepositions if noun else follows not in ("of", "with")
    return not noun and (not follows[0].isalnum() or is_adverb(follows) or follows in TIME)


def _ing(place: _Place) -> Reading | None:
    unit, at, form, _, helpers = place
    previous = place.previous
    noun, acted_on = "noun" in form.roles, object_of(unit, at, form.verb)
    if (helpers & BE or (previous in _IS and not helpers)) and not (noun and not has_object(unit, at)):
        return _named(_finite(place))
    owned = previous in POSSESSIVE or plain(previous) != previous
    if owned or previous in DETERMINER:
        return Reading("not finite", None, acted_on) if owned and not noun and has_object(unit, at) else None
    if noun and previous in _START and place.follows not in ("of", "in", "at"):
        return Reading("not finite", None, acted_on)
    if noun and (acted_on is None or not opens_object(unit, at + 1) or is_nounlike(unit, at - 1)):
        return None
    if acted_on is None and form.verb.object == "needed":
        return None
    bare = acted_on is not None and acted_on[1] - acted_on[0] == 1 and not opens_object(unit, at + 1)
    if bare and previous in ("and", "or", ","):
        return None  # "recent immigrants and fleeing suburbanites"
    if at + 1 < len(unit.lowers) and at and unit.words[at + 1].islower() and is_nounlike(unit, at + 1):
        left = unit.lowers[at - 1]
        if is_nounlike(unit, at - 1) and not left.endswith("s") and not is_name(unit.words[at - 1]):
            return None  # "a big holding company"
    if form.verb.object == "none" and place.follows and is_nounlike(unit, at + 1) and unit.words[at + 1].islower():
        return None  # "voting citizens"
    return Reading("not finite", None, acted_on)


# Nouns ---------------------------------------------------------------------------------------------------------------


def _noun(place: _Place) -> Reading | None:
    unit, at, form = place.unit, place.at, place.form
    lowers, follows = unit.lowers, place.follows
    if place.previous in SUBJECT_PRONOUN or _is_modifier(place) or _may_be_verb(place):
        return None
    actor: Span | None = None
    down = 1 if lowers[at + 1 : at + 3] == ["down", "of"] else 0
    acted_on = after(unit, at + 2 + down) if down or follows in ("of", "on", "against") else None
    if acted_on is not None and lowers[acted_on[1] - 1] in ("floor", "behalf"):
        acted_on = None  # "a vote on the House floor"
    if acted_on is not None and (lowers[acted_on[0]].isdigit() or lowers[acted_on[0]] in TIME):
        acted_on = None  # "the invasion of 2003"
    whose = owner(unit, at)
    if form.verb.object == "none" and follows == "of" and whose is None:
        return Reading("noun", acted_on, None)  # "the resignation of a minister"
    if whose is not None:
        if form.verb.possessor == "acted on" and acted_on is None:
            acted_on = whose
        else:
            actor = whose
    by = acted_on[1] if acted_on is not None else at + 1
    if actor is None and lowers[by : by + 1] == ["by"]:
        actor = behind_agent(unit, by, of=acted_on is not None)
        if actor is not None and acted_on is None and lowers[actor[1] : actor[1] + 1] == ["of"]:
            acted_on = after(unit, actor[1] + 1)
    return Reading("noun", actor, acted_on)


def _may_be_verb(place: _Place) -> bool:
    """Doubt: "the way people vote", "Rebels attack town", "Vote!": a form without -s behind a plural or a bare name."""
    unit, at = place.unit, place.at
    if "present" not in place.form.roles or unit.lowers[at].endswith("s"):
        return False
    if place.follows == "?" and place.previous in CONJUNCTION:
        return True  # "where do they work and vote?"
    if at == 0:
        return not opens_object(unit, 1) and place.follows not in ("of", "on", "against", "by")
    left, word = unit.lowers[at - 1], unit.words[at - 1]
    if place.form.verb.name == "vote" and place.follows == "with":
        return True  # "people who want to move vote with their feet"
    fits = opens_object(unit, at + 1) if place.form.verb.object == "needed" else True
    if fits and left.endswith("s") and not left.endswith(("ss", "us", "'s", "is")) and word.islower():
        return True
    return is_name(word) and (at == 1 or unit.lowers[at - 2] not in DETERMINER) and opens_object(unit, at + 1)


def _is_modifier(place: _Place) -> bool:
    """Whether a noun stands in front of another one: "a murder trial", "attack-minded"."""
    unit, at, follows = place.unit, place.at, place.follows
    if not follows:
        return False
    if follows in ("-", "–"):
        return unit.ends[at] == unit.starts[at + 1]
    plural = unit.lowers[at].endswith("s") and not unit.lowers[at].endswith("ss")
    if at == 0 and is_name(unit.words[1]):
        return True  # "Assault Weapons Ban"
    if not unit.words[at + 1].islower() or follows in TIME or follows.endswith("ing"):
        return False
    return (not plural or follows.endswith(("er", "ers"))) and is_nounlike(unit, at + 1)
