"""Rows of a table to stories: one row, one article, its text as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.loading.cells import (
    EXCEL_CELL,
    LOOKED_AT,
    fault_of_id,
    fault_of_text,
    field,
    kept,
    printed_list,
    readable,
    string,
    unescaped,
)
from toolkit.loading.column_dates import read_column
from toolkit.loading.columns import Choice, choose
from toolkit.loading.fragments import is_marked_up, plain
from toolkit.loading.records import Columns, Reading, Story
from toolkit.loading.refusing import is_placeholder, no_article

# How interfaces end a text that they cut: "[+1210 chars]", "[1210 more characters]".
_CUT = re.compile(r"\[\+?\s?[\d,.]+ (?:more )?(?:chars|characters|words)\]\s*$|(?:\[…\]|\[\.\.\.\])\s*$")
_UNAVAILABLE = re.compile(r"<!--\s*Redistribution rights for this field are unavailable\s*-->")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d.*|\d{1,2}\s?[ap]\.?m\.?", re.I)


class Row(NamedTuple):
    """One row with its place in the file ("row 7", "sheet 'March', row 7")."""

    locator: str
    values: Mapping[str, object]


class _Cell(NamedTuple):
    """The text of an article in a row: the column it stands in, and why it is none where it is none."""

    text: str
    column: str = ""
    fault: str | None = None


def reading(
    rows: Iterable[Row],
    names: Sequence[str],
    *,
    format: str,
    source: str,
    columns: Columns,
    guess: bool = True,
    markup: bool = True,
    rejections: Sequence[Rejection] = (),
    notes: Sequence[str] = (),
    encoding: str | None = None,
) -> Reading:
    """The stories of a table. Rows without text, with a placeholder for one, or with an id used before, are rejections.

    `guess`: look for common names where the caller gave none; `markup`: cells of HTML become paragraphs of text. Raises
    TableError where a column that was named does not exist, or none holds a text.
    """
    held = list(rows)
    values = [row.values for row in held]
    plan = planned(values, sample(values), names, source=source, columns=columns, guess=guess)
    made = Stories(plan, source=source, guess=guess, markup=markup)
    stories, aside = made.of(held)
    return Reading(
        format=format, stories=tuple(stories), rejections=(*rejections, *aside), encoding=encoding,
        notes=(*notes, *made.notes),
    )  # fmt: skip


class Plan(NamedTuple):
    """How a table is read: its columns, the dates of its rows, and what to say of both."""

    choice: Choice
    dates: Mapping[str, tuple[datetime | None, ...]]
    notes: tuple[str, ...]


def planned(
    values: Iterable[Mapping[str, object]],
    sampled: Sequence[Mapping[str, object]],
    names: Sequence[str],
    *,
    source: str,
    columns: Columns,
    guess: bool = True,
) -> Plan:
    """What all rows together decide. `values` needs the columns of ids and dates alone; `sampled` are whole rows."""
    choice = choose(
        [str(name) for name in names],
        columns,
        source=source,
        guess=guess,
        text_fault=lambda name: fault_of_text(row.get(name) for row in sampled),
        id_fault=lambda name: fault_of_id(name, values),
    )
    dates, dated = _dates(values, choice)
    return Plan(choice, dates, (*choice.notes, *dated))


class Stories:
    """The stories of the rows of one table, some rows at a time, in their order."""

    def __init__(
        self,
        plan: Plan,
        *,
        source: str,
        guess: bool = True,
        markup: bool = True,
        used: Collection[str] = (),
        said: Counter[str] | None = None,
    ) -> None:
        """`used` are ids of rows that were read before, `said` is what they have said."""
        self._plan, self._source, self._guess, self._markup = plan, source, guess, markup
        self._used = used
        self._number = 0
        self.said: Counter[str] = Counter() if said is None else said
        self.given: set[str] = set()  # the ids of the rows that were stories

    def of(self, rows: Iterable[Row]) -> tuple[list[Story], list[Rejection]]:
        """The stories of the next rows, and the rows that are none."""
        stories: list[Story] = []
        aside: list[Rejection] = []
        for row in rows:
            moments = {name: found[self._number] for name, found in self._plan.dates.items()}
            self._number += 1
            story = _story(
                row, self._plan.choice, self._source, self._guess, self._guess and self._markup, self.said, moments
            )
            if isinstance(story, str):
                aside.append(Rejection(self._source, row.locator, story))
            elif story.id is not None and (story.id in self.given or story.id in self._used):
                aside.append(Rejection(self._source, row.locator, f"the id {story.id!r} was used before"))
            else:
                if story.id is not None:
                    self.given.add(story.id)
                stories.append(story)
        return stories, aside

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say of the table, complete when all rows were read."""
        return (*self._plan.notes, *(f"{reason}: {n} rows" for reason, n in self.said.items()))


def sample(values: Sequence[Mapping[str, object]]) -> Sequence[Mapping[str, object]]:
    """Rows to judge columns by: from the whole table, so that its first rows alone decide nothing."""
    return values[:: sample_step(len(values))]


def sample_step(rows: int) -> int:
    """Of so many rows, every which one is looked at."""
    return max(1, rows // (20 * LOOKED_AT))


def _dates(
    values: Iterable[Mapping[str, object]], choice: Choice
) -> tuple[dict[str, tuple[datetime | None, ...]], list[str]]:
    """The dates of the columns that hold some, and what to say of them."""
    found: dict[str, tuple[datetime | None, ...]] = {}
    notes: list[str] = []
    clock = choice.soft.get("time")
    for name in filter(None, (choice.columns.published, choice.soft.get("modified"))):
        cells = [row.get(name) for row in values]
        cells = [None if isinstance(cell, str) and field(cell) is None else cell for cell in cells]
        if clock and name == choice.columns.published:
            cells = [_with_clock(cell, row.get(clock)) for cell, row in zip(cells, values, strict=True)]
        found[name], said = read_column(cells, name)
        notes += said
    return found, notes


def _with_clock(day: object, clock: object) -> object:
    """A day with the time of a column of its own."""
    plain = isinstance(day, str) and isinstance(clock, str) and ":" not in day and _CLOCK.fullmatch(clock.strip())
    return f"{day} {clock}" if plain else day


def _story(
    row: Row,
    choice: Choice,
    source: str,
    guess: bool,
    markup: bool,
    said: Counter[str],
    moments: Mapping[str, datetime | None],
) -> Story | str:
    """The story of a row, or the reason why there is none."""
    values, chosen, soft = row.values, choice.columns, choice.soft
    cell = _joined(values, choice.parts, markup, source, said) if choice.parts else _Cell("")
    cell = cell if cell.text else _text(values, choice.texts, markup, source, said)
    reason, fault = None, cell.fault
    if not cell.text:
        cell = _text(values, choice.summaries, markup, source, said)
        fault = fault or cell.fault
        if cell.text:
            reason = f"only the {cell.column.rpartition('.')[2]!r} is given, not the text of the article"
            said[reason] += 1
    if not cell.text:
        return fault or _no_text(choice)
    headline = _line(values.get(chosen.headline), markup, source) if chosen.headline else None
    if guess and (error := no_article(cell.text, headline, menus=False)):
        return error
    if guess and reason is None:
        reason = _cut(values, cell, said)
    published = moments.get(chosen.published) if chosen.published else None
    byline = _person(values.get(soft["byline"])) if "byline" in soft else None
    words = string(values.get(soft["words"])) if "words" in soft else None
    one = field if guess else string
    outlet = one(values.get(chosen.outlet)) if chosen.outlet else None
    return Story(
        text=cell.text,
        locator=row.locator,
        layout="verbatim",
        id=_identity(values.get(chosen.id)) if chosen.id else None,
        headline=headline,
        outlet=outlet,
        published=published,
        url=one(values.get(chosen.url)) if chosen.url else None,
        modified=moments.get(soft["modified"]) if "modified" in soft else None,
        byline=byline,
        deck=_line(values.get(soft["deck"]), markup, source) if "deck" in soft else None,
        section=field(values.get(soft["section"])) if "section" in soft else None,
        language=field(values.get(soft["language"])) if "language" in soft else None,
        dateline=string(values.get(soft["dateline"])) if "dateline" in soft else None,
        agency=string(values.get(soft["agency"])) if "agency" in soft else None,
        words_promised=int(words) if words and words.isascii() and words.isdigit() and int(words) else None,
        not_full_text=reason,
        extra=_extra(values, choice, cell.column, published),
    )


def _identity(value: object) -> str | None:
    """The id of a row; a whole number that a program wrote with a point ("7.0") is that number."""
    text = field(value)
    return text[:-2] if text and re.fullmatch(r"\d+\.0", text) else text


def _extra(
    values: Mapping[str, object], choice: Choice, column: str, published: datetime | None
) -> tuple[tuple[str, object], ...]:
    """The columns that no field takes, a date that could not be read, and a column `source`, by which people group."""
    soft = choice.soft
    used = {name for name in choice.columns if name} | {name for of, name in soft.items() if name == of}
    used |= {column, *(choice.parts if column in choice.parts else ())}
    extra = []
    for name, value in values.items():
        unread = name == choice.columns.published and published is None and string(value) is not None
        if name not in used or unread or (name == "source" and name == choice.columns.outlet):
            extra.append((string(name) or "column", kept(value)))
    return tuple(extra)


def _no_text(choice: Choice) -> str:
    columns = [*choice.texts, *choice.summaries]
    if len(columns) > 1:
        return "no text in the columns " + ", ".join(columns)
    return f"no text in the column {choice.columns.text!r}"


def _cut(values: Mapping[str, object], cell: _Cell, said: Counter[str]) -> str | None:
    """Why the text of a row is only the beginning of one."""
    if found := _CUT.search(cell.text):
        said["the source gives only the beginning of the text"] += 1
        return f"the source gives only the beginning of the text: {found.group().strip()}"
    whole = values.get(cell.column)
    if isinstance(whole, str) and len(whole) == EXCEL_CELL:
        said[f"the text was cut at {EXCEL_CELL:,} characters, the most a cell of a spreadsheet holds"] += 1
        return f"a spreadsheet cut the text at {EXCEL_CELL:,} characters"
    return None


def _joined(
    values: Mapping[str, object], columns: Sequence[str], markup: bool, source: str, said: Counter[str]
) -> _Cell:
    """The text that stands in several columns, one after the other."""
    found = [cell.text for column in columns if (cell := _text(values, [column], markup, source, said)).text]
    return _Cell("\n\n".join(found), columns[0])


def _text(values: Mapping[str, object], columns: Sequence[str], markup: bool, source: str, said: Counter[str]) -> _Cell:
    """The first of the columns that holds a text."""
    fault = None
    for column in columns:
        held = values.get(column)
        text = readable(held, said, column) if markup else held if isinstance(held, str) else string(held)
        if not text or not text.strip():
            continue
        if is_placeholder(text):
            fault = fault or f"no text in the column {column!r}, only a placeholder for one ({text.strip()[:60]!r})"
            continue
        if markup and is_marked_up(text):
            if _UNAVAILABLE.search(text):
                said[f"the rights in {column!r} are unavailable"] += 1
            text = plain(text, source=source)
            said[f"HTML in {column!r} read as paragraphs"] += 1
        if markup and (plainer := unescaped(text)) != text:
            said[f"characters written as HTML writes them in {column!r} restored"] += 1
            text = plainer
        if text.strip():
            return _Cell(text, column)
    return _Cell("", "", fault)


def _line(value: object, markup: bool, source: str) -> str | None:
    if not markup:
        return string(value)
    text = field(readable(value, Counter(), ""))
    if not text:
        return None
    plainer = unescaped(plain(text, source=source) if is_marked_up(text) else text)
    return " ".join(plainer.split()) if plainer != text else text


def _person(value: object) -> str | None:
    """A byline; the address that some interfaces give in its place is none."""
    value = printed_list(value) or value if isinstance(value, str) else value
    if isinstance(value, list):
        named = [string(one.get("name")) if isinstance(one, dict) else string(one) for one in value]
        text: str | None = ", ".join(one for one in named if one) or None
    else:
        text = field(value)
    return None if text is None or text.startswith(("http://", "https://")) else text


def flat(record: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """A nested record as columns: {"source": {"name": "AP"}} is the column `source.name`; lists stay lists.

    >>> flat({"source": {"name": "AP"}, "tags": ["a"]})
    {'source.name': 'AP', 'tags': ['a']}
    """
    columns: dict[str, object] = {}
    pending: list[tuple[str, object]] = [(f"{prefix}{name}", value) for name, value in record.items()]
    pending.reverse()
    while pending:
        name, value = pending.pop()
        if isinstance(value, Mapping) and value and name.count(".") < 6:
            pending += [(f"{name}.{key}", inner) for key, inner in reversed(list(value.items()))]
        else:
            columns[name] = value
    return columns
