"""Mediargus and GoPress exports as text: a numbered list of articles, then their texts in the same order."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, number, one_line, text_of
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
    stories: list[Story] = []
    rejections: list[Rejection] = []
    notes: list[str] = []
    by_key: dict[tuple[str, str], list[list[str]]] = {}
    for rows_of in texts:
        by_key.setdefault(_key(rows_of), []).append(rows_of)
    in_order = len(texts) == len(entries)
    for position, entry in enumerate(entries):
        locator = f"article {entry.number}"
        text: list[str] | None = texts[position] if in_order else None
        moment = read_date(entry.date)
        if text is None:
            day = "" if moment is None else moment.when.date().isoformat()
            found = by_key.get((day, _words(entry.title)))
            text = found.pop(0) if found else None
        if text is None and not entry.summary:
            rejections.append(Rejection(document.name, locator, f"listed without a text: {entry.title[:80]!r}"))
            continue
        stories.append(_story(entry, text, locator))
    listed = [entry.number for entry in entries]
    used = len(entries) if in_order else 0
    left = sum(len(rest) for rest in by_key.values()) if not used else 0
    if left:
        notes.append(f"{left} texts stand in no line of the list and were left out")
        rejections += [
            Rejection(document.name, f"text of {key[0]}", f"not in the list: {' '.join(rest[1:])[:80].strip()!r}")
            for key, found in by_key.items()
            for rest in found
        ]
    return assemble(document, NAME, stories, rejections=rejections, promised=max(listed, default=None), notes=notes)


def _contents(rows: list[str]) -> tuple[list[_Entry], int]:
    """The entries of the list, and the line behind it: a title with the next number, outlet and date below it."""
    entries: list[_Entry] = []
    filled = [i for i, row in enumerate(rows) if row.strip()]
    end = 0
    position = 0
    while position < len(filled) - 1:
        i, below = filled[position], filled[position + 1]
        title, source = _TITLE.match(rows[i]), _SOURCE.match(rows[below].strip())
        if not (title and source and (not entries or int(title["number"]) == entries[-1].number + 1)):
            position += 1
            continue
        position += 2
        summary: list[str] = []
        while position < len(filled):
            row = rows[filled[position]]
            after = rows[filled[position + 1]].strip() if position + 1 < len(filled) else ""
            if _OPENING.match(row) or (_TITLE.match(row) and _SOURCE.match(after)):
                break
            summary.append(row.strip())
            position += 1
        words = int(source["words"]) if source["words"] else None
        entries.append(
            _Entry(
                int(title["number"]),
                title["title"].strip(),
                source["outlet"].strip(),
                source["date"],
                source["page"],
                words,
                " ".join(summary),
            )
        )
        end = filled[position] if position < len(filled) else len(rows)
    return entries, end


def _words(title: str) -> str:
    return re.sub(r"\W+", "", title.lower())[:40]


def _key(text: list[str]) -> tuple[str, str]:
    moment = read_date(text[0].split(",")[0])
    title = next((row for row in text[1:] if row.strip()), "")
    return ("" if moment is None else moment.when.date().isoformat(), _words(title))


def _story(entry: _Entry, text: list[str] | None, locator: str) -> Story:
    moment = read_date(entry.date)
    set_aside: list[Aside] = []
    body: list[str] = [entry.summary]
    missing: str | None = "the export holds a summary of this article alone"
    headline = entry.title
    if text is not None:
        rows = [row.strip() for row in text[1:] if row.strip()]
        set_aside += asides("date", "Mediargus line above the text", [text[0]])
        if rows and (
            _words(rows[0]).startswith(_words(entry.title)[:30]) or _words(entry.title).startswith(_words(rows[0]))
        ):
            headline = rows[0] if len(rows[0]) >= len(entry.title.rstrip(". ")) else entry.title
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
        extra=extras(page=entry.page, words_stated=entry.words if missing else None, number=number(str(entry.number))),
    )
