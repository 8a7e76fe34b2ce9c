"""RIS records, as reference managers and databases write them: a reference, sometimes an abstract or a text."""

from __future__ import annotations

import re
from datetime import datetime

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import asides, assemble, extras, joined, number, one_line, text_of
from toolkit.loading.dates import find_date
from toolkit.loading.languages import language_code
from toolkit.loading.records import Document, Reading, Story

NAME = "RIS"

_TAG = re.compile(r"^\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,3}-(?:\s(?P<value>.*))?$")
_FIRST = re.compile(r"^\ufeff?\s{0,3}TY\s{1,3}-\s", re.MULTILINE)
_RECORD = re.compile(r"^\s*record\s*#?\s*\d+\s+of\s+(?P<total>\d+)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"^\s*(?:\d+\.|record\s*#?.*|provider:.*|content:.*|database:.*)?\s*$", re.IGNORECASE)
_NEXIS_LENGTH = re.compile(r"^\s*\d[\d.,]*\s+(?:words?|wörter|mots|palabras|parole|woorden)\s*$", re.IGNORECASE)
_DATE = re.compile(
    r"^\s*(?P<year>\d{4})(?:[/-](?P<month>\d{0,2})(?:[/-](?P<day>\d{0,2}))?)?(?:/(?P<rest>.*))?\s*/*\s*$"
)
_FULL = 1500  # characters: an abstract is shorter

_TITLES = ("TI", "T1", "CT", "BT", "ST")
_OUTLETS = ("T2", "JF", "JO", "JA", "J2", "JP", "BT", "T3")
_AUTHORS = ("AU", "A1", "A2", "A3", "A4", "ED")
_TEXTS = ("AB", "N2")
_DATES = ("DA", "PY", "Y1")
_USED = frozenset(
    (*_TITLES, *_OUTLETS, *_AUTHORS, *_TEXTS, *_DATES, "TY", "ER", "LA", "UR", "L1", "LK", "ID", "AN", "SE")
)


def recognises(document: Document) -> bool:
    """Whether a line opens a record."""
    text = text_of(document)
    return bool(_FIRST.search(text[:100_000])) and bool(re.search(r"^\s{0,3}ER\s{1,3}-", text, re.MULTILINE))


def read(document: Document) -> Reading:
    """The records of the file. Raises LoadError where there is none."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    record: list[tuple[str, str]] = []
    between: list[str] = []
    promised: int | None = None
    notes: list[str] = []

    def close(ended: bool) -> None:
        if not record:
            return
        locator = f"record {len(stories) + len(rejections) + 1}"
        if not ended:
            notes.append(f"{locator} has no end (ER): it may be cut short")
        story = story_of(record, locator)
        if story.headline or story.text or story.byline or story.outlet:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, locator, "the record has no title, author, publication or text"))
        record.clear()

    for line in document.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        found = _TAG.match(line)
        tag = found["tag"] if found else ""
        value = (found["value"] or "").strip() if found else ""
        if tag == "TY":
            close(False)
            record.append((tag, value))
        elif tag == "ER" and record:
            close(True)
        elif found and record:
            record.append((tag, value))
        elif record:
            if line.strip():
                last, text = record.pop()
                record.append((last, f"{text}\n{line.strip()}"))
        elif stated := _RECORD.match(line):
            promised = int(stated["total"])
        elif line.strip() and not _BETWEEN.match(line):
            between.append(line.strip())
    close(False)
    if between:
        notes.append(f"{len(between)} lines between records belong to none ({between[0][:60]!r})")
    return assemble(document, NAME, stories, rejections=rejections, promised=promised, notes=notes)


def story_of(record: list[tuple[str, str]], locator: str) -> Story:
    fields: dict[str, list[str]] = {}
    for tag, value in record:
        if value:
            fields.setdefault(tag, []).append(value)

    def first(tags: tuple[str, ...]) -> str | None:
        return next((one_line(fields[tag][0]) for tag in tags if tag in fields), None)

    title_tag = next((tag for tag in _TITLES if tag in fields), None)
    names = [one_line(name) for tag in _AUTHORS for name in fields.get(tag, ())]
    texts = sorted((text for tag in _TEXTS for text in fields.get(tag, ())), key=len)
    text = joined(texts[-1].split("\n")) if texts else ""
    length = next((value for value in fields.get("M3", ()) if _NEXIS_LENGTH.match(value)), None)
    used = _USED
    if length is not None and not names:  # Nexis writes the byline into the notes
        names = [one_line(note) for note in fields.get("N1", ())]
        used = _USED | {"N1"}
    outlet = next((one_line(fields[tag][0]) for tag in _OUTLETS if tag in fields and tag != title_tag), None)
    moment, precision, year = _date(fields)
    why = "the record holds an abstract, not the article" if text else "the record is a reference without a text"
    set_aside = asides("abstract", "RIS shorter text", texts[:-1])
    for tag, value in record:
        if value and value != length and tag not in used:
            set_aside += asides("reference", f"RIS tag {tag}", [f"{tag}  - {value}"])
    pages = "-".join(filter(None, (first(("SP",)), first(("EP",)))))
    links = [
        url.strip()
        for tag in ("UR", "LK", "L1")
        for value in fields.get(tag, ())
        for url in re.split(r";\s*|\n", value)
    ]
    return Story(
        text=text,
        locator=locator,
        id=first(("ID", "AN")),
        headline=first(_TITLES),
        byline="; ".join(names) or None,
        outlet=outlet,
        published=moment,
        section=first(("SE",)),
        language=language_code(first(("LA",))),
        url=next((url for url in links if url), None),
        words_promised=number(length) if length and text else None,
        not_full_text=None if len(text) > _FULL else why,
        asides=tuple(set_aside),
        extra=extras(type=first(("TY",)), pages=pages, year=year, date_precision=precision),
    )


def _date(fields: dict[str, list[str]]) -> tuple[datetime | None, str | None, int | None]:
    """The date of a record, how exact it is where that is less than a day, and its year. A year alone is no date."""
    year: int | None = None
    coarse: tuple[datetime, str] | None = None
    for tag in _DATES:
        for value in fields.get(tag, ()):
            found = _DATE.match(value)
            if found is None:
                moment = find_date(value)
                if moment is not None:
                    return moment.when, None, moment.when.year
                loose = re.search(r"\b(?:1[5-9]\d\d|20\d\d)\b", value)
                year = year or (int(loose.group()) if loose else None)
                continue
            year = year or int(found["year"])
            month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
            try:
                if month and day:
                    return datetime(int(found["year"]), month, day), None, int(found["year"])
                if month and coarse is None:
                    coarse = datetime(int(found["year"]), month, 1), "month"
            except ValueError:
                continue
    return (*coarse, year) if coarse else (None, "year" if year else None, year)
