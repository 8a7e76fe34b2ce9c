"""Dates as newspapers and their databases print them, in the languages of their interfaces.

No zone is invented and none is kept: a time is what the source prints on its own clock, and the words around it stay
with the reader as `rest`. A date that can be read in two ways (03/04/2019) is not read unless the reader knows the
order.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Literal, NamedTuple

Order = Literal["day", "month"]
Precision = Literal["minute", "day", "month", "year"]

# Names of months from January on; languages share a line, names that differ stand side by side.
_MONTHS = (
    "january jan januar janvier janv enero ene gennaio gen janeiro januari januára stycznia styczeń января январь янв"
    " tammikuuta tammikuu ledna leden ocak ianuarie siječnja január gener ιανουαρίου січня січень يناير ינואר",
    "february feb februar février fevr fév febrero febbraio febr fevereiro fev februari lutego luty февраля февраль"
    " helmikuuta helmikuu února únor şubat februarie veljače február febrer φεβρουαρίου лютого лютий فبراير פברואר",
    "march mar märz mrz mars marzo março maart mrt marts marca marzec марта март мар"
    " maaliskuuta maaliskuu března březen mart martie ožujka március març maret μαρτίου березня березень مارس מרץ",
    "april apr avril avr abril abr aprile april kwietnia kwiecień апреля апрель апр"
    " huhtikuuta huhtikuu dubna duben nisan aprilie travnja április απριλίου квітня квітень أبريل אפריל",
    "may mai mayo maggio mag maio mei maj maja мая май"
    " toukokuuta toukokuu května květen mayıs svibnja május maig μαΐου травня травень مايو מאי",
    "june jun juni juin junio giugno giu junho czerwca czerwiec июня июнь июн"
    " kesäkuuta kesäkuu června červen haziran iunie lipnja június juny ιουνίου червня червень يونيو יוני",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec июля июль июл"
    " heinäkuuta heinäkuu července červenec temmuz iulie srpnja július juliol ιουλίου липня липень يوليو יולי",
    "august aug août agosto ago augustus augusti sierpnia sierpień августа август авг"
    " elokuuta elokuu srpna srpen ağustos kolovoza augusztus agost agustus αυγούστου серпня серпень أغسطس אוגוסט",
    "september sep sept septembre septiembre settembre set setembro września wrzesień сентября сентябрь сен сент"
    " syyskuuta syyskuu září eylül septembrie rujna szeptember setembre σεπτεμβρίου вересня вересень سبتمبر ספטמבר",
    "october oct oktober okt octobre octubre ottobre ott outubro out października październik октября октябрь окт"
    " lokakuuta lokakuu října říjen ekim octombrie listopada október οκτωβρίου жовтня жовтень أكتوبر אוקטובר",
    "november nov novembre noviembre novembro listopada listopad ноября ноябрь ноя нояб"
    " marraskuuta marraskuu listopadu kasım noiembrie studenoga νοεμβρίου листопада листопад نوفمبر נובמבר",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień декабря декабрь дек"
    " joulukuuta joulukuu prosince prosinec aralık decembrie prosinca desember δεκεμβρίου грудня грудень ديسمبر דצמבר",
)
_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedì segunda segunda-feira maandag mandag måndag poniedziałek понедельник "
    "tuesday tue tues dienstag di mardi martes martedì terça terça-feira dinsdag tirsdag tisdag wtorek вторник "
    "wednesday wed mittwoch mi mercredi mer miércoles mercoledì quarta quarta-feira woensdag onsdag środa среда "
    "thursday thu thur thurs donnerstag do jeudi jeu jueves giovedì quinta quinta-feira donderdag torsdag czwartek "
    "четверг friday fri freitag fr vendredi ven viernes venerdì sexta sexta-feira vrijdag fredag piątek пятница "
    "saturday sat samstag sonnabend sa samedi sam sábado sabato zaterdag lørdag lördag sobota суббота "
    "sunday sun sonntag so dimanche dim domingo domenica zondag søndag söndag niedziela воскресенье"
)
_AFTERNOON = ("pm", "午後", "下午", "오후")
_MORNING = ("am", "午前", "上午", "오전")


def _plain(word: str) -> str:
    """A word in small letters without accents, as some exports print it."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def _month_names() -> dict[str, int]:
    """The number of each name. One name stands for two months in two languages ("listopada"): it is none."""
    names: dict[str, int] = {}
    twice = set()
    for number, line in enumerate(_MONTHS, start=1):
        for name in map(_plain, line.split()):
            if names.setdefault(name, number) != number:
                twice.add(name)
    return {name: number for name, number in names.items() if name not in twice}


_MONTH = _month_names()
_WEEKDAY = frozenset(_plain(name) for name in _WEEKDAYS.split())

_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DATES = (
    re.compile(_YEAR + r"\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    re.compile(r"(?<!\d)" + _YEAR + r"-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)" + _YEAR + r"[./](?P<month>\d{1,2})[./](?P<day>\d{1,2})(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:\.|er|º|ª|st|nd|rd|th)?,?\s+(?:de\s+|of\s+)?"
        rf"(?P<name>{_WORD})\.?,?\s+(?:de\s+|del\s+)?{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<name>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})-(?P<name>{_WORD})-{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?" + _YEAR + r"(?!\d)"),
    re.compile(r"(?<![\d-])(?P<day>\d{1,2})-(?P<month>\d{1,2})-" + _YEAR + r"(?!\d)"),
    re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/" + _YEAR + r"(?!\d)"),
)
_SHORT = re.compile(r"^\s*(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d\d)\s*$")
_MONTH_ALONE = re.compile(rf"^\s*(?P<name>{_WORD})\.?,?\s+(?:de\s+)?{_YEAR}\s*$", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d:.])(?P<before>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})\s?(?:[:h時]|\.(?=\d\d\s*Uhr))\s?(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d))?(?:[.,]\d+)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?:Uhr|[Hh])\b)?",
    re.IGNORECASE,
)
_HOUR_ALONE = re.compile(r"(?<![\d:.])(?P<hour>\d{1,2})\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|[ECMPA][SDE]?T|CES?T|MES?Z|JST|IST|HKT|AEDT|AEST|AWST|NZDT|NZST|Z)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?"
    r"|(?<=\d)Z\b|(?:(?<=\d)|(?<=^ )|(?<=^T ))[+-]\d\d:?\d\d\b"  # the time was taken out in front of it
)
# "Tue Mar 12 03:14:00 +0000 2019": the year stands behind the time, as interfaces of short messages print it.
_YEAR_LAST = re.compile(
    rf"(?P<name>{_WORD})\s+(?P<day>\d{{1,2}}),?\s+(?P<time>\d{{1,2}}:\d\d(?::\d\d)?)(?:\s+(?:[+-]\d{{4}}|[A-Z]{{2,5}}))?"
    rf"\s+{_YEAR}(?!\d)"
)
_BETWEEN = " \t\u00a0,;.()-–|"


class Moment(NamedTuple):
    """A date that was read: naive, on the clock of the source. `rest` is what stands around it, no weekday or zone."""

    when: datetime
    precision: Precision
    rest: str


def find_date(text: str, *, order: Order | None = None) -> Moment | None:
    """The first date in a line with the time behind it; None where there is none or it can be read in two ways.

    `order` says which of two numbers is the day where slashes leave it open.

    >>> find_date("January 10, 2018 Wednesday 10:36 EST, Late Edition")
    Moment(when=datetime.datetime(2018, 1, 10, 10, 36), precision='minute', rest='Late Edition')
    >>> find_date("jeudi 29 décembre 2011").when
    datetime.datetime(2011, 12, 29, 0, 0)
    """
    text = _YEAR_LAST.sub(r"\g<name> \g<day>, \g<year> \g<time>", text)
    for pattern in _DATES:
        for found in pattern.finditer(text):
            day = _day(found, order)
            if day is not None:
                return _with_time(day, text[: found.start()], text[found.end() :])
    return None


def read_date(text: str, *, order: Order | None = None, longest_rest: int = 0) -> Moment | None:
    """The date of a line that is a date and nothing else: weekday, time and zone may stand with it.

    `longest_rest` allows that many characters more ("Late Edition - Final"). A month or a year alone is read too.

    >>> read_date("Dienstag, 3. März 2015").when.day
    3
    >>> read_date("Since March 3, 2015 nothing has changed") is None
    True
    """
    line = text.strip()
    if len(line) > 160:
        return None
    found = find_date(line, order=order)
    if found is None:
        return _month_alone(line)
    return found if len(found.rest) <= longest_rest else None


def read_short_date(text: str, time: str = "") -> Moment | None:
    """A date whose year has two figures, day first ("28.02.05"), with its time: years to 68 are of this century.

    >>> read_short_date("28.02.05", "12:59").when
    datetime.datetime(2005, 2, 28, 12, 59)
    """
    found = _SHORT.match(text)
    if found is None:
        return find_date(f"{text} {time}", order="day")
    year = int(found["year"])
    day = _date(year + (2000 if year <= 68 else 1900), int(found["month"]), int(found["day"]))
    return None if day is None else _with_time(day, "", f" {time}")


def _day(found: re.Match[str], order: Order | None) -> datetime | None:
    groups = found.groupdict()
    year = int(groups["year"])
    if groups.get("name"):
        month = _MONTH.get(_plain(groups["name"]))
        return None if month is None else _date(year, month, int(groups["day"]))
    if groups.get("one"):
        one, two = int(groups["one"]), int(groups["two"])
        if one == two:
            return _date(year, one, two)
        if order == "day" or (order is None and one > 12):
            return _date(year, two, one)
        return _date(year, one, two) if order == "month" or two > 12 else None
    return _date(year, int(groups["month"]), int(groups["day"]))


def _date(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _with_time(day: datetime, before: str, behind: str) -> Moment:
    """The moment of a day whose date stands between two texts: the time is looked for behind it, then before it."""
    when, precision = day, "day"
    found = _time(behind)
    if found is not None:
        hour, minute, at = found
        when, precision = day.replace(hour=hour, minute=minute), "minute"
        behind = behind[: at[0]] + " " + behind[at[1] :]
    elif (found := _time(before)) is not None:
        hour, minute, at = found
        when, precision = day.replace(hour=hour, minute=minute), "minute"
        before = before[: at[0]] + " " + before[at[1] :]
    return Moment(when, "minute" if precision == "minute" else "day", _rest(before, behind))


def _time(text: str) -> tuple[int, int, tuple[int, int]] | None:
    found = _TIME.search(text)
    if found is None:
        alone = _HOUR_ALONE.search(text)
        if alone is None or not 1 <= int(alone["hour"]) <= 12:
            return None
        return int(alone["hour"]) % 12 + (12 if alone["half"].lower() == "p" else 0), 0, alone.span()
    hour, minute = int(found["hour"]), int(found["minute"])
    half = (found["half"] or "").lower() + "m" if found["half"] else found["before"]
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    return (hour, minute, found.span()) if hour < 24 and minute < 60 else None


def _rest(before: str, behind: str) -> str:
    pieces = []
    for piece in (before, behind):
        piece = re.sub(r"^T(?=\s|$)", "", _ZONE.sub(" ", piece))
        words = [w for w in piece.split() if _plain(w.strip(_BETWEEN)) not in _WEEKDAY]
        piece = " ".join(words).strip(_BETWEEN)
        if piece:
            pieces.append(re.sub(r"^(?:le|el|den|am|il|la)$", "", piece, flags=re.IGNORECASE))
    return " ".join(piece for piece in pieces if piece)


def _month_alone(line: str) -> Moment | None:
    found = _MONTH_ALONE.match(line)
    if found is not None:
        month = _MONTH.get(_plain(found["name"]))
        day = None if month is None else _date(int(found["year"]), month, 1)
        return None if day is None else Moment(day, "month", "")
    return None
