"""What the formats of agencies share: times as printed, datelines, bylines, names of agencies, marks of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from toolkit.anatomy.news_agencies import agency_of
from toolkit.loading.records import Aside

Extra = tuple[tuple[str, object], ...]

_ZONE = re.compile(r"(?:\d|\s)(Z|UTC|GMT(?:[+-]\d\d?:?\d?\d?)?|[A-Z]{2,5}|[+-]\d\d:?\d\d)$")
_BY = re.compile(r"(?:by|von|par|por|di|af|av|from)\s+(?=\S)", re.I)
_HAS_DIGIT = re.compile(r",[^,]*\d[^,]*(?:,\s*\d{4})?\s*$")
_WEEKDAY = re.compile(r",\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s*$", re.I)
_END = re.compile(r"-?\s*\(?ends?\)?\s*-?|#{2,3}|-30-", re.I)
_OPENING = re.compile(
    r"(?P<place>[^\W\d][^()\n.!?:;]{1,70}?)\s*\((?P<agency>[^()\d]{2,30})\)\s*(?:\.-|[-–—_]{1,2}|\.\s[-–—])\s*(?=\S)"
)
_INITIALS = re.compile(
    r"(?:AAP|AFP|dpa|PA|EFE|STT|TT|ANSA|APA)(?: [A-Za-z]{2,5}(?:/[a-z]{2,5})?){1,6}|[a-z]{2,4}(?:[-/][a-z]{2,4})+"
)
_COMPANY = re.compile(r"^(?:nprov:|agencia )|(?:\.(?:com|org|de)| gmbh)$")
_OTHER_NAMES = {"ana-mpa": "ANA", "deutsche presse-agentur": "dpa", "thomsonreuters": "Reuters"}


def moment(text: str | None) -> tuple[datetime | None, str | None]:
    """A time as it is printed, without its zone, and the zone as it is printed. (None, None) where it is no full date.

    >>> moment("20131020T192751+1100")
    (datetime.datetime(2013, 10, 20, 19, 27, 51), '+1100')
    >>> moment("Thu, 1 Jan 2004 19:48:21 GMT")
    (datetime.datetime(2004, 1, 1, 19, 48, 21), 'GMT')
    """
    text = " ".join((text or "").split())
    if not 4 <= len(text) <= 80 or not any(char.isdigit() for char in text):
        return None, None
    found = _read(text)
    if found is None or found.year < 1600:
        return None, None
    zone = _ZONE.search(text)
    return found.replace(tzinfo=None), zone[1] if zone else None


def _read(text: str) -> datetime | None:
    from dateutil import parser

    for reader in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return reader(text)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    try:
        return parser.parse(text, default=datetime(1, 1, 1), ignoretz=True)
    except (ValueError, ArithmeticError, TypeError):
        return None


def agency(*names: str | None) -> str | None:
    """The short name of the first news agency among the names; None where none is one.

    >>> agency("Leeds Daily", "Deutsche Presse-Agentur GmbH"), agency("reuters.com")
    ('dpa', 'Reuters')
    """
    for name in filter(None, names):
        plain = _COMPANY.sub("", name.strip().lower())
        if found := _OTHER_NAMES.get(plain) or agency_of(plain):
            return found
    return None


def place(dateline: str | None) -> tuple[str | None, str | None]:
    """The place of a dateline, and the agency where it names one.

    >>> place("Gaza City, Palestinian Territories, May 16, 2021 (AFP) -")
    ('Gaza City, Palestinian Territories', 'AFP')
    """
    text = " ".join((dateline or "").split()).rstrip("-–—:. =")
    named = re.search(r"\(([^()]{2,40})\)$", text)
    if named:
        text = text[: named.start()].rstrip()
    text = _WEEKDAY.sub("", _HAS_DIGIT.sub("", text)).strip(" ,-–—")
    if not text or text[0].isdigit():
        text = ""
    return text or None, (agency(named[1]) or named[1]) if named else None


def byline_name(byline: str | None) -> str | None:
    """A byline without the word that opens it; None where it is the initials of the desk.

    >>> byline_name("By Ana Ruiz, Staff Writer"), byline_name("Von Jan Maas, dpa")
    ('Ana Ruiz, Staff Writer', 'Jan Maas, dpa')
    """
    text = " ".join((byline or "").split()).strip(" =<")
    if _INITIALS.fullmatch(text):
        return None
    return _BY.sub("", text, count=1) if _BY.match(text) else (text or None)


class Body(NamedTuple):
    """The text of a story and what its first and last lines told."""

    text: str
    dateline: str | None
    agency: str | None
    asides: tuple[Aside, ...]


def body_of(blocks: Iterable[str]) -> Body:
    """The body without a dateline that names a known agency, and without the marks with which a desk ends a story.

    >>> body_of(["Leeds, Jan 2 (EFE).- Rain fell.", "ends"])[:3]
    ('Rain fell.', 'Leeds', 'EFE')
    """
    kept = [block for block in blocks if block]
    asides: list[Aside] = []
    while len(kept) > 1:
        if _END.fullmatch(kept[-1].strip()):
            asides.insert(0, Aside("furniture", kept.pop(), "mark of the end"))
        elif _INITIALS.fullmatch(kept[-1].strip()):
            asides.insert(0, Aside("furniture", kept.pop(), "signature of the desk"))
        else:
            break
    opening = _OPENING.match(kept[0]) if kept else None
    if opening is None or (short := agency(opening["agency"])) is None:
        return Body("\n\n".join(kept), None, None, tuple(asides))
    where, _ = place(opening["place"])
    asides.insert(0, Aside("dateline", opening[0].strip(), "dateline of an agency"))
    kept[0] = kept[0][opening.end() :]
    return Body("\n\n".join(kept), where, short, tuple(asides))


def is_signature(text: str) -> bool:
    """Whether a line is the initials with which a desk signs ("dpa wsz jln npr")."""
    return _INITIALS.fullmatch(text.strip()) is not None


def extras(**values: object) -> Extra:
    """The fields that have a value, as extra columns; lists become one string."""
    found: list[tuple[str, object]] = []
    for name, value in values.items():
        if isinstance(value, (list, tuple)):
            value = "; ".join(dict.fromkeys(str(one) for one in value if one))
        if value is not None and value != "":
            found.append((name, value))
    return tuple(found)


def whole(text: object) -> int | None:
    """A count as a number; None where it is none."""
    digits = str(text or "").strip()
    return int(digits) if re.fullmatch(r"[0-9]{1,7}", digits) else None
