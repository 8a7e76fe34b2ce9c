"""Stamps: when a story was published or changed, as the page prints it. No time zone is invented."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = {
    1: "jan januar january janvier enero gennaio janv", 2: "feb februar february février febrero febbraio févr fév",
    3: "mar märz march mars marzo mär", 4: "apr april avril abril aprile avr", 5: "may mai mayo maggio",
    6: "jun juni june juin junio giugno", 7: "jul juli july juillet julio luglio juil", 8: "aug august août agosto",
    9: "sep sept september septembre septiembre settembre", 10: "oct okt oktober october octobre octubre ottobre",
    11: "nov november novembre noviembre", 12: "dec dez dezember december décembre diciembre dicembre déc",
}  # fmt: skip
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ANY_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
MONTH = rf"(?i:{_ANY_MONTH})\b\.?"
DAY_AND_MONTH = rf"(?:{MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}\.? {MONTH}(?: \d{{4}})?)"
_WEEKDAY = (
    r"(?i:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b\.?"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\b\.?|[AP]M\b)?"
_ZONE = r"(?:[A-Z]{2,4}T?\b(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2})"
_DATE = rf"(?:{DAY_AND_MONTH}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d\d-\d\d)"
_PIECE = rf"(?:{_WEEKDAY}|{_DATE}|{_CLOCK}|{_ZONE}|at|on|and|um|à|[,;|·-])"
_WHEN = rf"{_PIECE}(?:\s*{_PIECE}){{0,9}}\.?"
_SIGN = r"(?:[—–]|-{1,2})?\s?"
_PUBLISHED = re.compile(rf"{_SIGN}(?:First )?(?:Published|PUBLISHED|Posted|Published on|Posted on):? (?P<when>{_WHEN})")
_CHANGED = re.compile(
    rf"{_SIGN}(?:Last )?(?:Modified|MODIFIED|Updated|UPDATED|updated)(?: on| at)?:? (?P<when>{_WHEN})"
)
_BEFORE_PROSE = re.compile(rf"(?:{_CHANGED.pattern}|{_PUBLISHED.pattern.replace('P<when>', 'P<then>')})\s?: ?(?=\S)")
_BARE = re.compile(rf"(?P<when>{_WHEN})")
_YEAR = re.compile(r"\d{4}")


def read_stamp(line: str) -> str | None:
    """The kind of stamp that a whole line is: published or modified; None for every other line.

    >>> read_stamp("Updated at 11:02 a.m. ET"), read_stamp("Updated warnings")
    ('modified', None)
    """
    if _PUBLISHED.fullmatch(line):
        return "published"
    return "modified" if _CHANGED.fullmatch(line) else None


def read_bare_date(line: str) -> bool:
    """Whether a whole line is a date with its year and nothing else, as databases print it under a headline."""
    return bool(_BARE.fullmatch(line)) and bool(_YEAR.search(line)) and moment(line) is not None


def stamp_before_prose(text: str) -> int:
    """How many characters of a paragraph are a stamp that its prose follows ("Updated at 11:11 a.m. ET: ...")."""
    match = _BEFORE_PROSE.match(text)
    return match.end() if match else 0


def moment(line: str | None) -> datetime | None:
    """The time of a stamp as it is printed; None where it tells no full day. A printed zone stays out of the time."""
    if line is None:
        return None
    day = _day(line)
    if day is None:
        return None
    clock = re.search(r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s?([apAP])?\.?[mM]?", _DATE_AS_NUMBERS.sub(" ", line))
    if clock is None:
        return day
    hour, minute = int(clock[1]), int(clock[2])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    return day.replace(hour=hour, minute=minute) if hour < 24 and minute < 60 else day


_DATE_AS_NUMBERS = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}")
_DAY_FORMS = (
    re.compile(rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"),
    re.compile(rf"(?P<day>\d{{1,2}})\.? (?P<month>{MONTH}),? (?P<year>\d{{4}})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
)


def _day(line: str) -> datetime | None:
    for form in _DAY_FORMS:
        if match := form.search(line):
            month = match["month"].strip(".").lower()
            try:
                return datetime(int(match["year"]), _MONTH_OF.get(month) or int(month), int(match["day"]))
            except ValueError:
                return None  # 31 February: the line stays among the parts
    return None
