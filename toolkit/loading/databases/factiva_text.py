"""Factiva exports as RTF or plain text: each article ends with Factiva's own number for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.databases.assembling import LINES_LOOKED_AT, assemble, text_of
from toolkit.loading.databases.factiva import ACCESSION, FIELDS, Entry, from_codes, from_lines
from toolkit.loading.documents.rtf_paragraphs import notes
from toolkit.loading.records import Document, Reading, Story

NAME = "Factiva RTF or TXT"
_CODED = re.compile(r"^(?P<code>[A-Z]{2,3})(?:\t+|\s{2,})(?P<text>.*)$|^(?P<alone>[A-Z]{2,3})\s*$", re.DOTALL)
_FURNITURE = re.compile(
    r"^\s*(?:factiva|dow jones|page \d+ of \d+|seite \d+ von \d+|search summary|suchübersicht|©\s?\d{4} factiva.*)\s*$",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"^\s*(?:search summary|suchübersicht|résumé de la recherche|resumen de búsqueda)\s*$", re.I)


def recognises(document: Document) -> bool:
    """Whether a line is nothing but a number of Factiva."""
    return any(ACCESSION.match(line) for line in _lines(document)[:LINES_LOOKED_AT])


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    left: list[str] = []
    block: list[str] = []
    number = 1
    for line in _lines(document):
        if _FURNITURE.match(line) and not _SUMMARY.match(line):
            left.append(line)
            continue
        block.append(line)
        if not ACCESSION.match(line) or not any(text.strip() for text in block[:-1]):
            continue
        locator = f"article {number}"
        number += 1
        story = _coded(block, locator) or from_lines([Entry(t.strip()) for t in block if t.strip()], locator)
        if story is None:
            reason = f"neither a date nor a length above the text ({' '.join(block)[:60].strip()!r})"
            rejections.append(Rejection(document.name, locator, reason))
        else:
            stories.append(story)
        block = []
    said = list(notes(document.data)) if _is_rtf(document) else []
    rest = [line for line in block if line.strip()]
    if rest and any(_SUMMARY.match(line) for line in rest):
        left += rest
    elif rest:
        locator = f"article {number}"
        last = _coded(block, locator) or from_lines([Entry(text.strip()) for text in rest], locator)
        if last is not None:
            stories.append(last)
            said.append("the last article has no number of Factiva: it may be cut short")
        else:
            rejections.append(Rejection(document.name, "behind the last article", " ".join(rest)[:120]))
    if left:
        said.append(f"{len(left)} lines of the pages' own were left out")
    return assemble(document, NAME, stories, rejections=rejections, notes=said)


def _is_rtf(document: Document) -> bool:
    return document.data.lstrip().startswith(b"{\\rtf")


def _lines(document: Document) -> list[str]:
    """The lines of an RTF document or of a text; none where it cannot be read."""
    if _is_rtf(document):
        try:
            return [paragraph.text for paragraph in document.paragraphs]
        except LoadError:
            return []
    return text_of(document).lstrip("\ufeff").replace("\r\n", "\n").split("\n")


def _coded(block: Sequence[str], locator: str) -> Story | None:
    """The story of an article whose lines begin with field codes; lines without one continue the field above."""
    fields: list[tuple[str, list[str]]] = []
    texts: list[str] = []
    for line in block:
        found = _CODED.match(line.strip(" |"))
        if found and (code := found["code"] or found["alone"]) in FIELDS:
            texts = [found["text"] or ""]
            fields.append((code, texts))
        elif line.strip():
            texts.append(line.strip())
    codes = {code for code, _ in fields}
    if "HD" not in codes or not codes & {"PD", "SN"}:
        return None
    if "AN" not in codes and ACCESSION.match(texts[-1]):
        fields.append(("AN", [texts.pop()]))
    return from_codes(fields, locator)
