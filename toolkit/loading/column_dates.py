"""The dates of one column of a table: one order of day and month for the whole column, decided by the column.

A value is a date, a number of seconds since 1970, a day number of a spreadsheet, or a date in words and figures. What
leaves the range of plausible years, names no year, or can be read in two ways stays empty, and is counted and shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from toolkit.loading.dates import Order, read_date

FIRST_YEAR, LAST_YEAR = 1500, 2100  # years outside are numbers or names of nothing
_EXAMPLES = 3
_EPOCH_SECONDS = (100_000_000, 4_102_444_800)  # from 1973 to 2100
_UNITS = ((1, "seconds"), (1_000, "milliseconds"), (1_000_000, "microseconds"), (1_000_000_000, "nanoseconds"))
_DAY_NUMBERS = (20_000, 60_000)  # days since 1899-12-30: from 1954 to 2064
_FIGURES = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
# Two numbers and a year, in either order; the time and the like follow.
_TWO_WAYS = re.compile(
    r"^(?:[^\W\d]{2,12}\.?,?\s+)?(?P<one>\d{1,2})\s?(?P<mark>[./-])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>\d{4}|\d{2})(?P<rest>$|\D.*$)",
    re.S,
)
_SHORT_YEAR = re.compile(r"^(?P<day>\D{0,12}\d{1,2}[ .-]{1,2}[^\W\d_]{3,12}\.?[ ,-]{1,2})'?(?P<year>\d\d)(?=$|\D)")
_YEAR_AND_MONTH = re.compile(r"^(\d{4})[-/](\d{1,2})$")


class ColumnDates(NamedTuple):
    """The dates of a column, one for each value (None where there is none), and what the report says of them."""

    moments: tuple[datetime | None, ...]
    notes: tuple[str, ...]


def read_column(values: Sequence[object], name: str) -> ColumnDates:
    """The dates of all values of a column.

    >>> read_column(["03/04/2019", "13/04/2019"], "date").moments[0]
    datetime.datetime(2019, 4, 3, 0, 0)
    >>> read_column(["03/04/2019"], "date").moments
    (None,)
    """
    order, mixed = _order(values)
    numbered = _are_day_numbers(values)
    found: list[datetime | None] = []
    two_ways: list[str] = []
    unread: list[str] = []
    kinds: Counter[str] = Counter()
    for value in values:
        when, kind = _moment(value, order, numbered)
        found.append(when)
        if kind == "two ways":
            two_ways.append(_shown(value))
        elif kind == "unread":
            unread.append(_shown(value))
        elif kind:
            kinds[kind] += 1
    notes = []
    if mixed:
        notes.append(f"the column {name!r} writes some dates day first and others month first")
    elif order is not None and any(_is_two_ways(value) for value in values):
        notes.append(f"the dates of {name!r} are read {order} first, as its other dates tell")
    if two_ways:
        notes.append(
            f"{_dates(two_ways)} of {name!r} can be read in two ways, day first or month first ({_listed(two_ways)}), "
            "and nothing in the column tells which: left empty; write them as 2019-12-31"
        )
    if unread:
        notes.append(f"{_dates(unread)} of {name!r} could not be read ({_listed(unread)}): left empty")
    notes += [f"{count} values of {name!r} are {kind}" for kind, count in kinds.items()]
    return ColumnDates(tuple(found), tuple(notes))


def moment(value: object, *, order: Order | None = None) -> datetime | None:
    """The time of one value as it is printed, without its zone; None where it tells no day.

    >>> moment("2020-08-09T07:00:00Z"), moment("20200809T071500Z"), moment("soon")
    (datetime.datetime(2020, 8, 9, 7, 0), datetime.datetime(2020, 8, 9, 7, 15), None)
    """
    return _moment(value, order, False)[0]


def _order(values: Sequence[object]) -> tuple[Order | None, bool]:
    """Which of the two numbers is the day, by the values that can be read in one way alone; and whether they differ."""
    day = month = False
    for value in values:
        found = _TWO_WAYS.match(_text(value))
        if found is None:
            continue
        one, two = int(found["one"]), int(found["two"])
        day = day or (12 < one <= 31 and 0 < two <= 12)
        month = month or (12 < two <= 31 and 0 < one <= 12)
    if day and month:
        return None, True
    return ("day" if day else "month" if month else None), False


def _is_two_ways(value: object) -> bool:
    """Whether a value alone could be read day first and month first."""
    found = _TWO_WAYS.match(_text(value))
    if found is None or found["mark"] == ".":
        return False
    one, two = int(found["one"]), int(found["two"])
    return one != two and 0 < one <= 12 and 0 < two <= 12


def _are_day_numbers(values: Sequence[object]) -> bool:
    """Whether all numbers of a column are days as spreadsheets count them."""
    numbers = [number for value in values if (number := _number(value)) is not None]
    return bool(numbers) and all(_DAY_NUMBERS[0] <= number <= _DAY_NUMBERS[1] for number in numbers)


def _moment(value: object, order: Order | None, numbered: bool) -> tuple[datetime | None, str]:
    """The time of a value, and what is to be said of it: "", "unread", "two ways", or what kind of number it is."""
    if value is None or type(value).__name__ in ("NaTType", "NAType") or value != value:
        return None, ""
    if isinstance(value, datetime):
        plain = value.to_pydatetime(warn=False) if hasattr(value, "to_pydatetime") else value
        return _plausible(plain.replace(tzinfo=None))
    text = _text(value)
    if not text:
        return None, ""
    if (number := _number(value)) is not None:
        return _of_number(number, text, numbered)
    if found := _YEAR_AND_MONTH.match(text):
        return _plausible(_first_day(int(found[1]), int(found[2])))
    if found := _TWO_WAYS.match(text):
        return _two_ways(found, order)
    if not any(char.isdigit() for char in text):
        return None, "unread"
    try:
        return _plausible(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        written = _SHORT_YEAR.sub(lambda short: f"{short['day']}{_century(int(short['year']))}", text)
        read = read_date(written, order=order, longest_rest=40)
        return _plausible(read.when if read else None)


def _of_number(number: float, text: str, numbered: bool) -> tuple[datetime | None, str]:
    figures = text.partition(".")[0]
    if (pattern := _FIGURES.get(len(figures))) and FIRST_YEAR <= int(figures[:4]) <= LAST_YEAR:
        with suppress(ValueError):  # figures of no day: a number of milliseconds has as many
            return _plausible(datetime.strptime(figures, pattern))
    for scale, unit in _UNITS:
        if _EPOCH_SECONDS[0] * scale <= number < _EPOCH_SECONDS[1] * scale:
            when = datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(number / scale))
            return when.replace(tzinfo=None), f"{unit} since 1970, read as the time in UTC"
    if numbered:
        days = datetime(1899, 12, 30) + timedelta(days=number)
        return days.replace(microsecond=0), "day numbers of a spreadsheet, read as dates"
    return None, "unread"


def _two_ways(found: re.Match[str], order: Order | None) -> tuple[datetime | None, str]:
    one, two = int(found["one"]), int(found["two"])
    year = int(found["year"]) if len(found["year"]) == 4 else _century(int(found["year"]))
    if order is None and found["mark"] == ".":
        order = "day"  # no language that writes points puts the month first
    if order is None and one != two and one <= 12 and two <= 12:
        return None, "two ways"
    day_first = one > 12 or (order == "day" and two <= 12)
    day, month = (one, two) if day_first else (two, one)
    read = read_date(f"{year:04}-{month:02}-{day:02}{found['rest']}", longest_rest=40)
    return _plausible(read.when if read else None)


def _century(year: int) -> int:
    """A year of two figures: those to 68 are of this century."""
    return year + (2000 if year <= 68 else 1900)


def _first_day(year: int, month: int) -> datetime | None:
    try:
        return datetime(year, month, 1)
    except ValueError:
        return None


def _plausible(when: datetime | None) -> tuple[datetime | None, str]:
    return (when, "") if when is not None and FIRST_YEAR <= when.year <= LAST_YEAR else (None, "unread")


def _number(value: object) -> float | None:
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e20 else None
    text = _text(value)
    return float(text) if len(text) <= 30 and re.fullmatch(r"\d{4,}(?:\.\d+)?", text, re.ASCII) else None


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e20:
        value = int(value)
    return " ".join(value.split()) if isinstance(value, str) else str(value)[:200]


def _shown(value: object) -> str:
    return _text(value)[:40]


def _listed(examples: Sequence[str]) -> str:
    few = list(dict.fromkeys(examples))
    return ", ".join(few[:_EXAMPLES]) + (", ..." if len(few) > _EXAMPLES else "")


def _dates(found: Sequence[str]) -> str:
    return f"{len(found)} date{'' if len(found) == 1 else 's'}"
