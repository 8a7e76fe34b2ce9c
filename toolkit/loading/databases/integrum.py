"""Workbooks of Russian media databases (Integrum and others): an article a row, the column names in Russian."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, one_line
from toolkit.loading.dates import read_short_date
from toolkit.loading.records import Aside, Document, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "Integrum workbook"

# field -> names of columns in small letters
_COLUMNS = {
    "outlet": ("источник", "издание", "сми", "название источника"),
    "date": ("дата", "дата публикации", "дата выхода"),
    "time": ("время",),
    "headline": ("заголовок", "название", "заглавие"),
    "text": ("анонс", "текст", "полный текст", "текст статьи", "сообщение"),
    "url": ("оригинал", "ссылка", "url", "адрес", "источник url"),
    "byline": ("автор", "авторы"),
    "section": ("рубрика", "раздел"),
    "page": ("страница", "полоса", "номер"),
}
_LOOKED_AT = 15  # rows in which the names of the columns are looked for
_DATE_LINE = re.compile(r"^\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:,?\s+\d{1,2}:\d\d(?::\d\d)?)?\s*$")


def recognises(document: Document) -> bool:
    """Whether a sheet has the Russian names of columns for source, date and headline or text."""
    try:
        return any(_header(rows) is not None for _, rows in _sheets(document, _LOOKED_AT))
    except LoadError:
        return False


def read(document: Document) -> Reading:
    """The articles of all sheets. Raises LoadError where there is none."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    notes = []
    for sheet, rows in _sheets(document, None):
        header = _header(rows)
        if header is None:
            if any(any(cell.strip() for cell in row) for row in rows):
                notes.append(f"the sheet {sheet!r} has no names of columns that are known and was left out")
            continue
        at, columns = header
        for number, row in enumerate(rows[at + 1 :], start=at + 2):
            if not any(cell.strip() for cell in row):
                continue
            story = _story({field: row[i].strip() for field, i in columns.items()}, f"row {number}")
            other = [
                f"{rows[at][i]}: {cell}" for i, cell in enumerate(row) if i not in columns.values() and cell.strip()
            ]
            if not story.text and not story.headline:
                rejections.append(Rejection(document.name, story.locator, "neither a headline nor a text in this row"))
            else:
                aside = asides("classification", "column that is not known", other)
                stories.append(replace(story, asides=(*story.asides, *aside)))
    return assemble(document, NAME, stories, rejections=rejections, notes=notes)


def _sheets(document: Document, rows: int | None) -> list[tuple[str, list[list[str]]]]:
    return [(sheet.name, [[str(cell) for cell in row] for row in sheet.rows[:rows]]) for sheet in document.sheets]


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """The row of the names of columns and which field each column is."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        names = [cell.strip().lower() for cell in row]
        columns = {
            field: names.index(name) for field, known in _COLUMNS.items() for name in reversed(known) if name in names
        }
        if "outlet" in columns and "date" in columns and ("headline" in columns or "text" in columns):
            return at, columns
    return None


def _story(cells: dict[str, str], locator: str) -> Story:
    headline = one_line(cells.get("headline", ""))
    moment = read_short_date(cells.get("date", "").removesuffix(" 00:00:00"), cells.get("time", ""))
    paragraphs = [row.strip() for row in cells.get("text", "").split("\n") if row.strip()]
    set_aside: list[Aside] = []
    if headline and paragraphs and one_line(paragraphs[0]) == headline:
        set_aside += asides("headline", "headline once more above the text", paragraphs[:1])
        paragraphs = paragraphs[1:]
    if paragraphs and _DATE_LINE.match(paragraphs[0]):
        set_aside += asides("date", "date above the text", paragraphs[:1])
        paragraphs = paragraphs[1:]
    url = cells.get("url", "")
    text = joined(paragraphs)
    return Story(
        text=text,
        locator=locator,
        headline=headline or None,
        byline=cells.get("byline") or None,
        outlet=cells.get("outlet") or None,
        published=None if moment is None else moment.when,
        section=cells.get("section") or None,
        url=url if "/" in url else None,
        not_full_text=None if text else "the row holds no text of this article",
        asides=tuple(set_aside),
        extra=extras(page=cells.get("page"), site=url if url and "/" not in url else None),
    )
