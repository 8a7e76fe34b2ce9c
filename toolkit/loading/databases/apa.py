"""Press reviews of the Austria Press Agency (APA) as RTF: each article opens with its outlet in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def recognises(document: Document) -> bool:
    """Whether a line names an outlet in quotation marks and says when the article was found or printed."""
    try:
        paragraphs = document.paragraphs
    except LoadError:
        return False
    return any(_opens(paragraph.text) for paragraph in paragraphs)


def read(document: Document) -> Reading:
    """The articles of the press review. Raises LoadError where there is none."""
    rows = [paragraph.text for paragraph in document.paragraphs]
    openings = [i for i, row in enumerate(rows) if _opens(row) and _at_beginning(rows, i)]
    stories: list[Story] = []
    rejections: list[Rejection] = []
    for start, end in zip(openings, [*openings[1:], len(rows)], strict=False):
        locator = f"article {len(stories) + len(rejections) + 1}"
        story = _story(rows[start:end], locator)
        if story.text or story.headline:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, locator, f"no text below {rows[start].strip()[:80]!r}"))
    drawn = sum(1 for i, row in enumerate(rows) if _DRAWN.match(row) and any(r.strip() for r in rows[i + 1 :]))
    said = list(notes(document.data))
    cover = [row for row in rows[: openings[0] if openings else 0] if row.strip() and not _DRAWN.match(row)]
    if drawn + 1 > len(openings) + len(rejections) and drawn:
        said.append(f"{drawn + 1} parts stand between drawn lines, {len(openings)} of them open with an outlet")
    if cover:
        said.append(f"{len(cover)} lines above the first article were left out ({cover[0].strip()[:60]!r})")
    return assemble(document, NAME, stories, rejections=rejections, notes=said)


def _opens(row: str) -> bool:
    found = _OPENING.match(row) if len(row) < 400 and row.lstrip()[:1] in ('"', "„", "“") else None
    return found is not None and find_date(found["rest"]) is not None


def _at_beginning(rows: Sequence[str], i: int) -> bool:
    """Whether a line opens an article and no paragraph: it stands first, below a drawn line or below a blank."""
    return i == 0 or not rows[i - 1].strip() or bool(_DRAWN.match(rows[i - 1]))


def _story(rows: Sequence[str], locator: str) -> Story:
    opening = _OPENING.match(rows[0])
    rest = opening["rest"] if opening else ""
    moment = find_date(rest)
    part = (opening["part"] or "").strip(" ,;()") or None if opening else None
    page, section, author = _PAGE.search(rest), _SECTION.search(rest), _AUTHOR.search(rest)
    kept = [row.strip() for row in rows[1:] if row.strip() and not _DRAWN.match(row)]
    about = 0
    while about < min(4, len(kept) - 1) and _ABOUT.match(kept[about]):
        page = page or _PAGE.search(kept[about])
        section = section or _SECTION.search(kept[about])
        author = author or _BYLINE.match(kept[about])
        about += 1
    end = next((i for i, row in enumerate(kept) if _ATTACHED.match(row)), len(kept))
    body = kept[about + 1 : end]
    return Story(
        text=joined(body),
        locator=locator,
        headline=kept[about] if about < len(kept) else None,
        byline=author["value"].strip(" ,;") if author else None,
        outlet=opening["outlet"].strip() if opening else None,
        published=None if moment is None else moment.when,
        section=section["value"].strip(" ,;") if section else part,
        language="de",
        not_full_text=None if body else "the press review holds no text of this article",
        asides=(
            *asides("date", "APA line above the headline", [rows[0], *kept[:about]]),
            *asides("furniture", "APA line on attachments", kept[max(end, about + 1) :]),
        ),
        extra=extras(page=page["value"] if page else None),
    )
