"""Mediargus and GoPress exports as text: a numbered list of articles, then their texts in the same order."""

from __future__ import annotations

import re
from itertools import pairwise, repeat
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, one_line, text_of
from toolkit.loading.dates import read_date
from toolkit.loading.records import Aside, Document, Reading, Story

NAME = "Mediargus TXT"

# "De Morgen, woensdag 30 november 2011, p. 23, 853w."
_SOURCE = re.compile(
    r"^(?P<outlet>[^,\n]{2,60}(?:,[^,\n]{2,40})??),\s+(?P<date>(?:[^\W\d_]+\s+)?\d{1,2}\s+[^\W\d_]+\.?\s+\d{4})"
    r"(?:,\s+(?:p|blz|pag)\.\s*(?P<page>[^,]{1,20}))?(?:,\s+(?P<words>\d+)\s?(?:w|woorden|mots|words))?\.?\s*$"
)
_TITLE = re.compile(r"^[\ufeff?]?\s*(?P<number>\d{1,5})\.\s+(?P<title>\S.*)$")
# "30-11-2011, p.23"
_OPENING = re.compile(r"^\s*(?P<date>\d{1,2}[-/]\d{1,2}[-/]\d{4})(?:,\s*(?:p|blz|pag)\.\s*(?P<page>.{1,20}?))?\s*$")
_COPYRIGHT = re.compile(r"^\s*(?:©|\(c\)|copyright)", re.IGNORECASE)


class _Entry(NamedTuple):
    number: int
    title: str
    outlet: str
    date: str
    page: str | None
    words: int | None
    summary: str


def recognises(document: Document) -> bool:
    """Whether a numbered title stands above a line of outlet, date and page."""
    return bool(_contents(text_of(document)[:20_000].split("\n"))[0])


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    rows = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    entries, end = _contents(rows)
    openings = [i for i in range(end, len(rows)) if _OPENING.match(rows[i])]
    texts = [rows[a:b] for a, b in zip(openings, [*openings[1:], len(rows)], strict=False)]
    in_order = len(texts) == len(entries)
    by_key: dict[tuple[str, str], list[list[str]]] = {}
    for text in () if in_order else texts:
        by_key.setdefault(_key(text), []).append(text)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for entry, in_place in zip(entries, texts if in_order else repeat(None), strict=False):
        locator = f"article {entry.number}"
        found = by_key.get((_day(entry.date), _words(entry.title)))
        text_of_entry = found.pop(0) if found else in_place
        if text_of_entry is None and not entry.summary:
            rejections.append(Rejection(document.name, locator, f"listed without a text: {entry.title[:80]!r}"))
        else:
            stories.append(_story(entry, text_of_entry, locator))
    left = [(day, text) for (day, _), rest in by_key.items() for text in rest]
    rejections += [
        Rejection(document.name, f"text of {day}", f"not in the list: {' '.join(text[1:])[:80].strip()!r}")
        for day, text in left
    ]
    notes = [f"{len(left)} texts stand in no line of the list and were left out"] if left else []
    return assemble(document, NAME, stories, rejections=rejections, promised=len(entries), notes=notes)


def _contents(rows: list[str]) -> tuple[list[_Entry], int]:
    """The entries of the list, and the line behind it: a title with the next number, outlet and date below it."""
    filled = [i for i, row in enumerate(rows) if row.strip()]
    heads = {
        i: (below, title, source)
        for i, below in pairwise(filled)
        if (title := _TITLE.match(rows[i])) and (source := _SOURCE.match(rows[below].strip()))
    }
    entries: list[_Entry] = []
    end = len(rows)
    for below, title, source in heads.values():
        number = int(title["number"])
        if entries and number != entries[-1].number + 1:
            continue
        behind = range(below + 1, len(rows))
        end = next((i for i in behind if i in heads or _OPENING.match(rows[i])), len(rows))
        words = int(source["words"]) if source["words"] else None
        entries.append(
            _Entry(
                number,
                title["title"].strip(),
                source["outlet"].strip(),
                source["date"],
                source["page"],
                words,
                one_line(" ".join(rows[below + 1 : end])),
            )
        )
    return entries, end


def _words(title: str) -> str:
    return re.sub(r"\W+", "", title.lower())[:40]


def _same(one: str, other: str) -> bool:
    """Whether two titles are one, of which the list may have cut the end."""
    one, other = _words(one), _words(other)
    return bool(one and other) and (one.startswith(other[:30]) or other.startswith(one))


def _day(date: str) -> str:
    moment = read_date(date)
    return "" if moment is None else moment.when.date().isoformat()


def _key(text: list[str]) -> tuple[str, str]:
    """The day and the title of a text."""
    return _day(text[0].split(",")[0]), _words(next((row for row in text[1:] if row.strip()), ""))


def _story(entry: _Entry, text: list[str] | None, locator: str) -> Story:
    moment = read_date(entry.date)
    set_aside: list[Aside] = []
    body: list[str] = [entry.summary]
    missing: str | None = "the export holds a summary of this article alone"
    headline = entry.title
    if text is not None:
        rows = [row.strip() for row in text[1:] if row.strip()]
        set_aside += asides("date", "Mediargus line above the text", [text[0]])
        if rows and _same(rows[0], entry.title):
            headline = max(rows[0], entry.title.rstrip(". "), key=len)
            rows = rows[1:]
        set_aside += asides("copyright", "Mediargus copyright line", [row for row in rows if _COPYRIGHT.match(row)])
        body = [row for row in rows if not _COPYRIGHT.match(row)]
        set_aside += asides("abstract", "Mediargus list", [entry.summary])
        missing = None if body else "the export holds no text of this article"
    return Story(
        text=joined(body),
        locator=locator,
        headline=one_line(headline),
        outlet=entry.outlet,
        published=None if moment is None else moment.when,
        words_promised=entry.words if missing is None else None,
        not_full_text=missing,
        asides=tuple(set_aside),
        extra=extras(page=entry.page, words_stated=entry.words if missing else None, number=entry.number),
    )
