"""Whether the words in front of a colon name somebody who speaks: "Mayor:", not "OPINION:" and not "Storm Dora:"."""

from __future__ import annotations

import re

from toolkit.voice.nouns import (
    BODY,
    MAN,
    PERSON,
    SEVERAL,
    THING,
    UNKNOWN,
    WOMAN,
    given_name,
    is_body_name,
    is_person_noun,
    is_place,
    is_title,
    sort_of_head,
)
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.rules.grammar import AUXILIARY, CONTRACTED, DETERMINER, PREPOSITION, is_name

# What stands before a colon without speaking: sections, series, kinds of text, calls to the reader, facts in a box.
NO_SPEAKER = frozenset(
    "breaking opinion analysis watch live update updated updates exclusive video photos photo review editorial"
    " column explainer correction fact check factcheck q&a recap listen poll sport sports weather obituary series"
    " part commentary revealed profile read look latest developing alert bulletin special feature interview podcast"
    " gallery pictures picture map maps graphic infographic timeline quiz blog letters letter essay perspective"
    " viewpoint comment reminder proof conservative liberal dear unreal fact-check fact-checking op-ed oped preview"
    " results result exclusive report-card memo surprise fail win winner winners loser losers truth bombshell"
    " scandal shock shocking confirmed leaked report: transcript full text speech summary background context"
    " briefing spotlight focus inside outlook insight how why what where when who which uh-oh oops wow flashback"
    " throwback remember remembering rip tribute in-depth investigation dispatch diary notebook column analysis:"
    " cost price rating date time age born weight height address phone email website hours location venue tickets"
    " admission ingredients method serves directions note notes source sources caption credit tags topics related"
    " more see also example verdict claim question answer score final next previous total yes no first second third"
    " finally stars pros cons warning tip tips line best worst directed written starring running opens genre key"
    " takeaways takeaway bottom lesson lessons myth reality status rank answer: trailer episode season chapter"
    " volume".split()
)
# Documents and bodies that are quoted by their kind: "Study: coffee is good", "Police: two hurt".
_SPEAKS = frozenset(
    "police court jury judge officials official report reports study studies survey poll polls un u.n eu nato fbi cia"
    " nsa irs doj dhs epa who cdc imf white pentagon kremlin vatican treasury army navy military government campaign"
    " lawyer lawyers lawmaker lawmakers sources experts scientists researchers doctors analysts economists prosecutors"
    " investigators authorities aide aides source minister mayor president governor senator".split()
)
# Events and matters: the head of a topic, whatever name stands in front of it.
_MATTERS = frozenset(
    "league cup race election elections championship games tour war series party council testimony hearing trial"
    " death shooting case speech rally bill plan memo attack attacks storm hurricane fire crash law vote summit"
    " debate protest protests crisis scandal scam deal budget tax taxes strike murder primary caucus caucuses"
    " convention inauguration impeachment inquiry probe resignation arrest shutdown pandemic virus outbreak answer"
    " verdict sentencing".split()
)
_QUESTIONS = frozenset("how why what who where when which is are can could will would should do does did".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_CLAIMS = (
    AUXILIARY
    | frozenset(
        "i we my our us you your not no never don't doesn't didn't isn't aren't won't can't let's it's he's".split()
    )
    | frozenset("she's they're we're i'm i've we've that's there's need needs".split())
) - {"'s"}
_OUTLETS = frozenset(
    "news times post cnn bbc reuters ap npr fox guardian politico breitbart journal tribune herald usa today nbc abc"
    " cbs msnbc vox slate salon bloomberg newsmax mail telegraph express independent mirror magazine online".split()
)
_QUOTE = re.compile(r"[“\"‘'«„]")


def opens_quotation(text: str) -> bool:
    """Whether words begin with a quotation mark."""
    return _QUOTE.match(text.lstrip()) is not None


def speaking_part(words: list[str], *, quoted: bool, claim: list[str]) -> int:
    """How many words of a label name its speaker; zero where it has none.

    "Reeve on tax: ‘It’s cruel’" has one. `quoted` tells that the words behind the label stand in quotation marks,
    `claim` are those words: a name alone speaks only if they assert or demand something.
    """
    lowers = [word.lower().rstrip(".").replace("’", "'") for word in words]
    if not words or lowers[0] in NO_SPEAKER or lowers[-1] in NO_SPEAKER - _SPEAKS or lowers[0] in _CLAIMS | CONTRACTED:
        return 0
    asks = bool(claim) and (claim[-1] == "?" or claim[0].lower() in _QUESTIONS or claim[0].lower() in _NUMBERS)
    if asks and not quoted:
        return 0
    if "and" in lowers and not quoted:
        at = lowers.index("and")
        if not (
            speaking_part(words[:at], quoted=False, claim=claim)
            and speaking_part(words[at + 1 :], quoted=False, claim=claim)
        ):
            return 0
        return len(words)
    size = next((k for k, lower in enumerate(lowers) if k and (lower in PREPOSITION or lower == "vs")), len(words))
    verb = next((k for k in range(1, size) if _is_cue(lowers[k])), None)
    if verb == len(words) - 1:
        size = verb  # "Legal Scholars React: ..."
    if size < len(words) and lowers[size] == "of":  # Chief of Staff Ana Ruiz
        later = next((k for k in range(size + 1, len(words)) if lowers[k] in PREPOSITION), len(words))
        if later - size > 2 and given_name(words[later - 2]) and is_name(words[later - 1]):
            size = later
    if (
        size + 1 < len(words)
        and lowers[size] == "to"
        and words[size + 1][:1].islower()
        and lowers[size + 1] not in DETERMINER
        and sort_of_head(lowers[size + 1]) != SEVERAL
    ):
        return 0  # "Ruiz to visit Leeds: ..." tells what she will do
    if size == 1 < len(words) and lowers[1] == "of" and not is_person_noun(lowers[0]):
        return 0  # State of the Union
    if len(words) > size != verb and lowers[size] not in ("on", "to", "with", "of", "in", "for", "from", "at", "about"):
        return 0
    return size if _speaks(words[:size], quoted=quoted, claims=_claims(claim)) else 0


def _is_cue(lower: str) -> bool:
    return lower in ("react", "reacts") or any(
        cue.category in ("speech", "stance") and cue.shape in ("s", "past") for cue in cue_forms().get(lower, ())
    )


def _claims(words: list[str]) -> bool:
    return any(
        word.lower().replace("’", "'") in _CLAIMS or word.lower().replace("’", "'").endswith("n't") for word in words
    )


def _speaks(words: list[str], *, quoted: bool, claims: bool) -> bool:
    if not words or len(words) > 7 or words[0][:1].isdigit() or any(word.isdigit() for word in words):
        return False
    lowers = [word.lower().rstrip(".") for word in words]
    head = lowers[-1]
    if len(words) > 4 and not any(is_title(word) or given_name(word) for word in words):
        return False  # a clause rather than a name
    if (
        head in _MATTERS
        or head in NO_SPEAKER - _SPEAKS
        or lowers[0] in ("his", "her", "their", "its", "my", "our", "this", "that")
    ):
        return False
    if head in _SPEAKS:
        return True
    name = [word for word in words if is_name(word)]
    if len(name) == len(words):
        if is_title(words[0]) and len(words) > 1 and not is_place(words[-1]):
            return True
        if len(words) in (2, 3) and given_name(words[0]) and not is_body_name(words[1:]):
            return quoted or claims
        if len(words) == 1 and is_body_name(words):
            return quoted or claims
    sort = sort_of_head(head)
    if sort in (PERSON, MAN, WOMAN) and is_person_noun(head):
        return True
    if len(words) == 1 and is_name(words[0]) and sort not in (SEVERAL, BODY) and not is_place(words[0]):
        return claims or (quoted and sort in (THING, UNKNOWN))
    if sort == SEVERAL and is_person_noun(head[:-1]) and "'s" not in " ".join(lowers):
        return True
    return sort == BODY and quoted


def speaks_at_the_end(words: list[str], front: list[str]) -> bool:
    """Whether the last words of a headline name who said the rest: "Tax is cruel – Reeve"."""
    if not 0 < len(words) <= 5 or not is_name(words[0]) or words[0].lower() in DETERMINER:
        return False
    lowers = {word.lower().rstrip(".") for word in words}
    if lowers & _OUTLETS or lowers & NO_SPEAKER or any(lower in PREPOSITION for lower in lowers):
        return False
    quoted = any(_QUOTE.match(word) for word in front)
    return _speaks(words, quoted=quoted, claims=_claims(front) or quoted)
