"""ProQuest exports as plain text, RTF or Word document: records between drawn lines, with labelled fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.databases.assembling import LINES_LOOKED_AT, assemble, text_of
from toolkit.loading.databases.proquest import ENDS, Line, labelled, numbered, story_of
from toolkit.loading.records import Document, Reading, Story

NAME = "ProQuest TXT"
_DRAWN = re.compile(r"^\s*[_=]{10,}\s*$")
_LONG = frozenset(("copyright", "captions", "correction"))  # fields whose words may take a second line
_FOOTER = re.compile(
    r"^\s*(?:contact us at:|copyright ©? ?\d{4} proquest|database copyright|terms and conditions|"
    r"report information from|table of contents|inhaltsverzeichnis|table des matières|bibliography|citation style)",
    re.IGNORECASE,
)


def recognises(document: Document) -> bool:
    """Whether lines have the labels of ProQuest: the document's number, or a full text with a publication."""
    fields = {labelled(text).field for text in _lines(document)[:LINES_LOOKED_AT]}
    return "id" in fields and bool(fields & {"text", "abstract", "outlet"})


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    left: list[str] = []
    promised: int | None = None
    number = 0
    for mark, texts in _records(_lines(document)):
        if mark is not None and promised is None:
            promised = mark[1] - mark[0] + 1
        kept = [text for text in texts if text.strip() and not _FOOTER.match(text)]
        record = _labels(kept)
        if not any(line.field in ("text", "abstract", "outlet", "id", "info") for line in record):
            left += [text for text in texts if text.strip()]
            continue
        number += 1
        locator = f"article {number}"
        story = story_of(record, locator)
        if story is None:
            reason = "the record has neither a text nor the name of a publication"
            rejections.append(Rejection(document.name, locator, reason))
        else:
            stories.append(story)
    notes = [f"{len(left)} lines of the cover and of the pages' own were left out"] if left else []
    return assemble(document, NAME, stories, rejections=rejections, promised=promised, notes=notes)


def _lines(document: Document) -> list[str]:
    if document.data.lstrip().startswith((b"PK", b"{\\rtf")):
        try:
            return [text for paragraph in document.paragraphs for text in paragraph.text.split("\n")]
        except LoadError:
            return []
    return text_of(document).lstrip("\ufeff").replace("\r\n", "\n").split("\n")


def _records(texts: Sequence[str]) -> list[tuple[tuple[int, int] | None, list[str]]]:
    """The lines of each record: from a drawn line or a number ("Document 3 of 50") to the next."""
    records: list[tuple[tuple[int, int] | None, list[str]]] = [(None, [])]
    for text in texts:
        mark = numbered(text)
        if mark is not None:
            records.append((mark, []))
        elif _DRAWN.match(text):
            records.append((None, []))
        else:
            records[-1][1].append(text)
    return records


def _labels(texts: Sequence[str]) -> list[Line]:
    """The lines of a record with their labels; below the full text only the labels that no line of text follows."""
    record = [labelled(text) for text in texts]
    start = next((i for i, line in enumerate(record) if line.field == "text"), None)
    if start is None:
        return record
    end = _end(record, start + 1)
    inner = [Line(text) for text in texts[start + 1 : end]]
    return [*record[: start + 1], *inner, *record[end:]]


def _end(record: Sequence[Line], start: int) -> int:
    """Where the text of a record ends: above the unbroken run of labels at its end, if that names the publication."""
    end = len(record)
    for i in range(len(record) - 1, start - 1, -1):
        if record[i].field is not None:
            end = i
        elif record[i - 1].field not in _LONG:
            break
    return end if any(line.field in ENDS for line in record[end:]) else len(record)
