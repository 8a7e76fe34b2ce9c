"""Bylines: who wrote a story, and what the byline says of them."""

from __future__ import annotations

import re

from toolkit.anatomy.news_agencies import agency_of
from toolkit.anatomy.stamps import DAY_AND_MONTH
from toolkit.articles import Person

_LEAD = re.compile(
    r"(?P<lead>By|BY|by|From|FROM|(?:Written|Story|Words|Report|Reporting|Analysis|Comment|Opinion"
    r"|Review|Edited|Compiled)"
    r" by|Von|Par|Por|Di) (?:the BBC[’']s )?(?P<names>.{2,200})"
)
_LONGER_STAMP = re.compile(rf"\s[-–—|]\s(?:{DAY_AND_MONTH}|\d.*).*$")
_ADDRESS = re.compile(r"\s*(?:\(\s*@\w+\s*\)|@\w{2,}|\S+@\S+\.\w+)")
_PROSE = re.compile(
    r"(?:(?:the (?!Associated\b|Canadian\b|Press\b|BBC\b)|a|an|no|now|then|all|mid|far|law|contrast"
    r"|comparison|idea|left|right"
    r"|beginning|start|end|day|night|hand|design|default|definition|here|there|time|means|way|car|train|number|numbers"
    r"|chance|accident|mistake|choice|force|sea|air|land|early|late)\b|\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|June|July|August|September|October"
    r"|November|December)\b)",
    re.I,
)
_ROLE = re.compile(
    r"(?i:\b(?:agency|analyst|associate|bureau|chief|columnist|contributor|contributing"
    r"|correspondent|desk|editor|journal"
    r"|journalist|magazine|network|news|newspapers?|post|press|producer|reporter|reports|service"
    r"|staff|team|times|tribune"
    r"|today|writers?)\b)|\b[A-Z]{2,}[-.]?[A-Z]*\b(?= News)|\b(?:AP|BBC|CNN|NPR|NBC|CBS|ABC|PBS|UPI|AFP|ESPN)\b"
)
_NAME = re.compile(
    r"(?:(?:Dr|Sir|Dame|Lord|Mr|Ms|Mrs|Prof)\.? )?[A-ZÀ-Þ][\w.’'\-]*"
    r"(?: (?:(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|ter|y|of)|[A-ZÀ-Þ][\w.’'\-]*)){0,4}"
)
_BARE_NAME = re.compile(r"[A-ZÀ-Þ][\w’'\-]+(?: [A-ZÀ-Þ]\.)?(?: (?:de|da|van|von|al-|bin))?(?: [A-ZÀ-Þ][\w’'\-]+){1,2}")
_NO_NAME = frozenset(
    "news analysis opinion politics sport sports world business culture review comment editorial"
    " breaking live video usa today times post audio"
    " special report exclusive latest top stories story more read watch money health science the and in on for to of"
    " middle east north south west new united states kingdom white house".split()
)


def read_byline(line: str) -> tuple[Person, ...]:
    """The persons of a byline; none where the line is prose ("By the numbers").

    >>> read_byline("By Ana Ruiz, Europe correspondent, and Lee Wong")
    (Person(name='Ana Ruiz', role='Europe correspondent'), Person(name='Lee Wong', role=None))
    """
    match = _LEAD.fullmatch(line)
    if match is None:
        return ()
    text = _LONGER_STAMP.sub("", match["names"]).strip()
    if line[-1] in "?!" or _PROSE.match(text) or (line[-1] == "." and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", line)):
        return ()
    persons = _persons(_ADDRESS.sub("", text))
    if match["lead"].lower() in ("from", "von", "par", "por", "di") and not all(_two_words(p.name) for p in persons):
        return ()
    if match["lead"].lower().startswith("edited"):
        persons = tuple(Person(person.name, person.role or "editor") for person in persons)
    return persons


def read_bare_names(line: str) -> tuple[Person, ...]:
    """The persons of a line that holds names alone ("Ana Ruiz, Lee Wong"), as it stands between headline and body."""
    pieces = [piece.strip() for piece in re.split(r",| and | & ", line)]
    if (
        len(pieces) > 5
        or (len(pieces) == 1 and line.isupper())
        or not all(_BARE_NAME.fullmatch(piece) for piece in pieces)
    ):
        return ()
    if any(word.lower() in _NO_NAME for piece in pieces for word in piece.split()):
        return ()
    return tuple(Person(piece) for piece in pieces)


def _persons(text: str) -> tuple[Person, ...]:
    persons: list[Person] = []
    for group in re.split(r"\s*(?:;|,? and | & |,? AND |,? und |,? et )\s*", text):
        role: list[str] = []
        for number, piece in enumerate(re.split(r"\s*[,/|]\s*", group.strip(" .,"))):
            name, _, place = piece.partition(" in ") if " in " in piece else (piece, "", "")
            if not name:
                continue
            is_name = bool(_NAME.fullmatch(name)) and (not _ROLE.search(name) or agency_of(name) or number == 0)
            if is_name and (number == 0 or (not role and _two_words(name))):
                persons.append(Person(name, place or None))
                role = [place] if place else []
            elif persons:
                role.append(piece)
                persons[-1] = Person(persons[-1].name, ", ".join(role))
            else:
                return ()
    return tuple(persons)


def _two_words(name: str) -> bool:
    return " " in name
