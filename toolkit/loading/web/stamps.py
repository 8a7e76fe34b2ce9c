"""Times as pages write them for machines and people: the time as printed, its zone beside it, nothing converted."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

_ISO = re.compile(
    r"(?P<year>(?:1[6-9]|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T,]?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?(?![\d:])"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?P<zone>Z)?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_ZONE = re.compile(
    r"(?:GMT|UTC)?\s*(?P<zone>[+-]\d\d:?\d\d|Z\b|UTC|GMT|[ECMP][SD]?T|CES?T|BST|JST|IST|AEST|AEDT)(?:\s*\([^)]*\))?\s*$"
)
_DAY_FIRST = re.compile(
    r"^\D{0,12}(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)(?P<rest>.*)$", re.S
)
_CLOCK = re.compile(r"(?<!\d)(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Stamp(NamedTuple):
    """A point in time as a page prints it.

    `moment` is naive: the day and the clock as printed. `zone` is the offset or name printed with them, None where
    none is; `has_time` tells whether a clock is printed at all (a moment without one is midnight).
    """

    moment: datetime
    printed: str
    zone: str | None
    has_time: bool


def read_stamp(value: object) -> Stamp | None:
    """The stamp in an attribute or a short text; None where it tells no full date.

    >>> read_stamp("2024-05-03T15:47:42.389Z")
    Stamp(moment=datetime.datetime(2024, 5, 3, 15, 47, 42), printed='2024-05-03T15:47:42.389Z', zone='Z', has_time=True)
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    printed = " ".join(str(value).split())
    if not printed or len(printed) > 120:
        return None
    if _EPOCH.fullmatch(printed):
        seconds = int(printed) / (1000 if len(printed) == 13 else 1)
        return Stamp(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None, microsecond=0), printed, "Z", True)
    match = _ISO.search(printed) or _COMPACT.fullmatch(printed)
    if match is not None:
        return _stamp(match, printed)
    match = _DAY_FIRST.match(printed)
    if match is not None:
        clock = _CLOCK.search(match["rest"])
        numbers = [int(match[name]) for name in ("year", "month", "day")]
        numbers += [int(clock["hour"]), int(clock["minute"])] if clock else []
        return _made(numbers, printed, _zone(match["rest"]), clock is not None)
    return _in_words(printed)


def _stamp(match: re.Match[str], printed: str) -> Stamp | None:
    numbers = [int(match[name]) for name in ("year", "month", "day")]
    has_time = match["hour"] is not None
    if has_time:
        numbers += [int(match["hour"]), int(match["minute"]), int(match["second"] or 0)]
        # "5:30 PM" after an ISO day
        afternoon = re.match(r"\s*([ap])\.?m", printed[match.end() :], re.I)
        if afternoon is not None and numbers[3] <= 12:
            numbers[3] = numbers[3] % 12 + (12 if afternoon[1].lower() == "p" else 0)
    return _made(numbers, printed, match["zone"] if has_time else None, has_time)


def _made(numbers: list[int], printed: str, zone: str | None, has_time: bool) -> Stamp | None:
    if numbers[3:4] == [24]:
        numbers[3] = 0
    try:
        return Stamp(datetime(*numbers), printed, zone, has_time)  # type: ignore[arg-type]
    except ValueError:
        return None


def _zone(text: str) -> str | None:
    match = _ZONE.search(text)
    return match["zone"] if match else None


def _in_words(printed: str) -> Stamp | None:
    """ "Fri, 28 Apr 2023 17:40:08 GMT", "April 28, 2023 5:40 PM"; a text without a year of four digits is none."""
    if not _YEAR.search(printed):
        return None
    from dateutil import parser

    zone = _zone(printed)
    text = _ZONE.sub(" ", printed)
    text = re.sub(r"([ap])\.m\.", r"\1m", re.sub(r"\b(?:at|um|à|las?)\b|\|", " ", text), flags=re.I)
    first, second = datetime(1, 1, 1), datetime(4, 2, 2, 1, 1)
    try:
        found, other = (parser.parse(text, default=default, ignoretz=True) for default in (first, second))
    except (ValueError, OverflowError, TypeError):
        return None
    if found.date() != other.date():
        return None  # a part of the date is missing
    return Stamp(found.replace(microsecond=0, tzinfo=None), printed, zone, found.hour == other.hour)
