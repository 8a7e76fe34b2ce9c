"""Rows of a table to stories: one row, one article, its text as it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from toolkit.articles import Rejection, VoiceEdit
from toolkit.errors import TableError
from toolkit.loading.columns import Choice, choose
from toolkit.loading.fragments import is_marked_up, plain
from toolkit.loading.records import Columns, Reading, Story
from toolkit.text.hygiene import hygiene

# How interfaces end a text that they cut: "[+1210 chars]", "[1210 more characters]".
_CUT = re.compile(r"\[\+?\s?[\d,.]+ (?:more )?(?:chars|characters|words)\]\s*$|(?:\[…\]|\[\.\.\.\])\s*$")
_UNAVAILABLE = re.compile(r"<!--\s*Redistribution rights for this field are unavailable\s*-->")
_TIMES = ("%Y%m%d%H%M%S", "%Y%m%d", "%d.%m.%Y", "%d.%m.%Y %H:%M")


class Row(NamedTuple):
    """One row with its place in the file ("row 7", "sheet 'March', row 7")."""

    locator: str
    values: Mapping[str, object]


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
    """The stories of a table. Rows without text, or with an id used before, are rejections.

    `guess`: look for common names where the caller gave none; `markup`: cells of HTML become paragraphs of text. Raises
    TableError where a column that was named does not exist, or none holds a text.
    """
    choice = choose([str(name) for name in names], columns, source=source, guess=guess)
    stories: list[Story] = []
    aside = list(rejections)
    said: Counter[str] = Counter()
    seen: set[str] = set()
    for row in rows:
        story = _story(row, choice, source, guess, guess and markup, said)
        if story is None:
            where = f"the column {choice.columns.text!r}"
            if len(choice.texts) + len(choice.summaries) > 1:
                where = "the columns " + ", ".join([*choice.texts, *choice.summaries])
            aside.append(Rejection(source, row.locator, f"no text in {where}"))
        elif story.id is not None and story.id in seen:
            aside.append(Rejection(source, row.locator, f"the id {story.id!r} was used before"))
        else:
            if story.id is not None:
                seen.add(story.id)
            stories.append(story)
    listed = [*notes, *([choice.note] if choice.note else []), *(f"{reason}: {n} rows" for reason, n in said.items())]
    return Reading(
        format=format, stories=tuple(stories), rejections=tuple(aside), encoding=encoding, notes=tuple(listed)
    )


def _story(row: Row, choice: Choice, source: str, guess: bool, markup: bool, said: Counter[str]) -> Story | None:
    values, chosen, soft = row.values, choice.columns, choice.soft
    text, column = _text(values, choice.texts, markup, source, said)
    reason = None
    if not text:
        text, column = _text(values, choice.summaries, markup, source, said)
        if text:
            reason = f"only the {column.rpartition('.')[2]!r} is given, not the text of the article"
            said[reason] += 1
    if not text:
        return None
    if guess and reason is None and (cut := _CUT.search(text)):
        reason = f"the source gives only the beginning of the text: {cut.group().strip()}"
        said["the source gives only the beginning of the text"] += 1
    published = moment(values.get(chosen.published)) if chosen.published else None
    used = {name for name in chosen if name} | {name for field, name in soft.items() if name == field} | {column}
    extra = [
        (name, _kept(value))
        for name, value in values.items()
        if name not in used or _unread(name, value, chosen, published)
    ]
    byline = _person(values.get(soft["byline"])) if "byline" in soft else None
    words = string(values.get(soft["words"])) if "words" in soft else None
    return Story(
        text=text,
        locator=row.locator,
        layout="verbatim",
        id=string(values.get(chosen.id)) if chosen.id else None,
        headline=_line(values.get(chosen.headline), markup, source) if chosen.headline else None,
        outlet=string(values.get(chosen.outlet)) if chosen.outlet else None,
        published=published,
        url=string(values.get(chosen.url)) if chosen.url else None,
        modified=moment(values.get(soft["modified"])) if "modified" in soft else None,
        byline=byline,
        deck=_line(values.get(soft["deck"]), markup, source) if "deck" in soft else None,
        section=string(values.get(soft["section"])) if "section" in soft else None,
        language=string(values.get(soft["language"])) if "language" in soft else None,
        dateline=string(values.get(soft["dateline"])) if "dateline" in soft else None,
        agency=string(values.get(soft["agency"])) if "agency" in soft else None,
        corrections=_corrections(values.get(soft["corrections"]), source, row) if "corrections" in soft else (),
        words_promised=int(words) if words and words.isdigit() and int(words) else None,
        not_full_text=reason,
        extra=tuple(extra),
    )


def _text(
    values: Mapping[str, object], columns: Sequence[str], markup: bool, source: str, said: Counter[str]
) -> tuple[str, str]:
    """The first of the columns that holds a text."""
    for column in columns:
        cell = values.get(column)
        held = plainly(cell)
        text = (
            "\n\n".join(map(str, cell)) if isinstance(cell, list) else held if isinstance(held, str) else string(held)
        )
        if markup and text and is_marked_up(text):
            if _UNAVAILABLE.search(text):
                said[f"the rights in {column!r} are unavailable"] += 1
            text = plain(text, source=source)
            said[f"HTML in {column!r} read as paragraphs"] += 1
        if text and text.strip():
            return text, column
    return "", ""


def _unread(name: str, value: object, chosen: Columns, published: datetime | None) -> bool:
    """A date that cannot be read stays among the extra columns."""
    return name == chosen.published and published is None and string(value) is not None


def _line(value: object, markup: bool, source: str) -> str | None:
    text = string(value)
    return " ".join(plain(text, source=source).split()) if markup and text and is_marked_up(text) else text


def _person(value: object) -> str | None:
    """A byline; the address that some interfaces give in its place is none."""
    if isinstance(value, list):
        named = [string(one.get("name")) if isinstance(one, dict) else string(one) for one in value]
        text: str | None = ", ".join(one for one in named if one) or None
    else:
        text = string(value)
    return None if text is None or text.startswith(("http://", "https://")) else text


def _corrections(value: object, source: str, row: Row) -> tuple[VoiceEdit, ...]:
    """Voices set by hand, as a report keeps them: JSON lists of start, end, voice and speaker."""
    text = string(value)
    if text is None:
        return ()
    try:
        return tuple(VoiceEdit(int(start), int(end), str(v), who) for start, end, v, who in json.loads(text))
    except (ValueError, TypeError) as error:
        raise TableError(
            f"{source}: {row.locator}: corrections must be JSON lists of start, end, voice, speaker."
        ) from error


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


def string(value: object) -> str | None:
    """A cell as text: missing is None, 1.0 is "1", half characters are mended."""
    value = plainly(value)
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return hygiene(text)[0] if any("\ud800" <= char <= "\udfff" for char in text) else text


def plainly(value: object) -> object:
    """A cell as plain Python: missing is None."""
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return None
    return None if isinstance(value, float) and value != value else value


def _kept(value: object) -> object:
    """A cell that no field takes: lists and records of JSON stay readable as JSON."""
    value = plainly(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (list, dict)) else value


def moment(value: object) -> datetime | None:
    """The time of a cell as it is printed, without its zone; None where it tells no day.

    >>> moment("2020-08-09T07:00:00Z"), moment("20200809T071500Z"), moment("soon")
    (datetime.datetime(2020, 8, 9, 7, 0), datetime.datetime(2020, 8, 9, 7, 15), None)
    """
    value = plainly(value)
    if value is None:
        return None
    if isinstance(value, datetime):
        return (value.to_pydatetime() if hasattr(value, "to_pydatetime") else value).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    text = (string(value) or "").strip()
    if not text or not any(char.isdigit() for char in text):
        return None
    for pattern in _TIMES:
        if text.isdigit() == ("." not in pattern) and len(text) >= 8:
            try:
                return datetime.strptime(text, pattern)
            except ValueError:
                continue
    if text.isdigit():
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _written(text)


def _written(text: str) -> datetime | None:
    """A date in words or in another order ("12 March 2019", "03/12/2019")."""
    import pandas as pd

    try:
        found = pd.to_datetime(text, errors="coerce")
        return found.to_pydatetime().replace(tzinfo=None) if isinstance(found, pd.Timestamp) else None
    except (ValueError, OverflowError):  # a year that no calendar has is raised in spite of "coerce"
        return None
