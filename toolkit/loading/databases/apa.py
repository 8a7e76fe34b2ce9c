"""Press reviews of the Austria Press Agency (APA) as RTF: each article opens with its outlet in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.databases.assembling import asides, assemble, extras, joined
from toolkit.loading.dates import find_date
from toolkit.loading.documents.rtf_paragraphs import notes
from toolkit.loading.records import Document, Reading, Story

NAME = "APA RTF"

# '"Kurier.at" gefunden am 28.12.2017 10:36 Uhr', '"Der Standard" vom 29.12.2017 Seite 5 Ressort: Inland Von: ...'
_OPENING = re.compile(
    r"^\s*[\"„“](?P<outlet>[^\"“”„]{2,80})[\"“”]\s*(?P<part>[^\"“”„]{1,80}?\s+)??"
    r"(?:gefunden am|vom|Nr\.?\s*\S+\s+vom|erschienen am|online seit|gesendet am)\s+"
    r"(?P<rest>\d.*|[^\W\d_]+,?\s+\d.*)$",
    re.DOTALL,
)
_DRAWN = re.compile(r"^\s*[_=-]{10,}\s*$")
_PAGE = re.compile(r"\bSeite:?\s*(?P<value>[\w/,-]+)")
_SECTION = re.compile(r"\bRessort:?\s*(?P<value>.+?)(?=\s+(?:Von:|Seite|Autor:|$)|$)")
_ABOUT = re.compile(r"^(?:Seite:?\s*L?\d|Ressort:|Von\s+[A-ZÄÖÜ][^0-9.!?]{2,60}$|\d{1,2}\.\d{1,2}\.\d{4})")
_BYLINE = re.compile(r"^(?P<value>Von\s+[A-ZÄÖÜ][^0-9.!?]{2,60})$")
_ATTACHED = re.compile(r"^(?:Gespeicherter? Anh[aä]nge?:|Der gegenständliche Text ist eine Abschrift)")
_AUTHOR = re.compile(r"\b(?:Von|Autor):\s*(?P<value>.+?)(?=\s+(?:Ressort|Seite|\d{2}\.)|$)")
_LONGEST_OPENING = 400  # characters; a longer line is a paragraph
_MOST_ABOUT = 4  # lines of page, section and author above a headline


class _Opening(NamedTuple):
    """What the line above an article says: its outlet, a part of it, when it was found or printed, and the rest."""

    outlet: str
    part: str
    when: datetime
    rest: str


def recognises(document: Document) -> bool:
    """Whether a line names an outlet in quotation marks and says when the article was found or printed."""
    try:
        paragraphs = document.paragraphs
    except LoadError:
        return False
    return any(_opening(paragraph.text) for paragraph in paragraphs)


def read(document: Document) -> Reading:
    """The articles of the press review. Raises LoadError where there is none."""
    rows = [paragraph.text for paragraph in document.paragraphs]
    openings = {i: found for i, row in enumerate(rows) if (found := _opening(row)) and _at_beginning(rows, i)}
    starts = list(openings)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for position, (start, end) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=False), start=1):
        story = _story(openings[start], rows[start:end], f"article {position}")
        if story.headline:
            stories.append(story)
        else:
            reason = f"no text below {rows[start].strip()[:80]!r}"
            rejections.append(Rejection(document.name, story.locator, reason))
    parts = 1 + sum(1 for i, row in enumerate(rows) if _DRAWN.match(row) and any(r.strip() for r in rows[i + 1 :]))
    said = list(notes(document.data))
    cover = [row for row in rows[: next(iter(starts), None)] if row.strip() and not _DRAWN.match(row)]
    if parts > len(starts):
        said.append(f"{parts} parts stand between drawn lines, {len(starts)} of them open with an outlet")
    if cover:
        said.append(f"{len(cover)} lines above the first article were left out ({cover[0].strip()[:60]!r})")
    return assemble(document, NAME, stories, rejections=rejections, notes=said)


def _opening(row: str) -> _Opening | None:
    found = _OPENING.match(row) if len(row) < _LONGEST_OPENING else None
    moment = find_date(found["rest"]) if found else None
    if found is None or moment is None:
        return None
    return _Opening(found["outlet"].strip(), (found["part"] or "").strip(" ,;()"), moment.when, found["rest"])


def _at_beginning(rows: Sequence[str], i: int) -> bool:
    """Whether a line opens an article and no paragraph: it stands first, below a drawn line or below a blank."""
    return i == 0 or not rows[i - 1].strip() or bool(_DRAWN.match(rows[i - 1]))


def _story(opening: _Opening, rows: Sequence[str], locator: str) -> Story:
    page, section, author = (pattern.search(opening.rest) for pattern in (_PAGE, _SECTION, _AUTHOR))
    lines = [row.strip() for row in rows[1:] if row.strip() and not _DRAWN.match(row)]
    attached = next((i for i, row in enumerate(lines) if _ATTACHED.match(row)), len(lines))
    kept = lines[:attached]
    about = 0
    while about < min(_MOST_ABOUT, len(kept) - 1) and _ABOUT.match(kept[about]):
        page = page or _PAGE.search(kept[about])
        section = section or _SECTION.search(kept[about])
        author = author or _BYLINE.match(kept[about])
        about += 1
    body = kept[about + 1 :]
    return Story(
        text=joined(body),
        locator=locator,
        headline=next(iter(kept[about:]), None),
        byline=author["value"].strip(" ,;") if author else None,
        outlet=opening.outlet,
        published=opening.when,
        section=section["value"].strip(" ,;") if section else opening.part or None,
        language="de",
        not_full_text=None if body else "the press review holds no text of this article",
        asides=(
            *asides("date", "APA line above the headline", [rows[0], *kept[:about]]),
            *asides("furniture", "APA line on attachments", lines[attached:]),
        ),
        extra=extras(page=page["value"] if page else None),
    )
