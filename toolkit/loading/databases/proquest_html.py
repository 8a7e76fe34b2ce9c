"""ProQuest exports as HTML, and the mails that ProQuest sends, which hold the same page."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.databases.assembling import assemble, number
from toolkit.loading.databases.html_exports import has, lines
from toolkit.loading.databases.proquest import Line, labelled, numbered, story_of
from toolkit.loading.markup import parse_html
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "ProQuest HTML"
_MAIL = re.compile(r"^\s*e-?mail (?P<number>\d+) (?:of|von|de) (?P<total>\d+)\s*$", re.IGNORECASE)
_FOOTER = re.compile(r"^(?:contact proquest|database copyright ©|terms and conditions)", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Whether the page or mail is of ProQuest and holds documents."""
    if not has(document, b"proquest"):
        return False
    mailed = not document.data.lstrip().startswith(b"<") and has(document, b"from:", b"base64")
    return mailed or has(document, b"docid_") or has(document, b"proquest document id")


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    root = document.html if document.data.lstrip().startswith(b"<") else _page_of_mail(document)
    records, cover, mailed, promised = _records(root)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    lengths = _lengths(root, len(records))
    for position, ((anchor, elements), words) in enumerate(zip(records, lengths, strict=True), start=1):
        locator = f"article {position}"
        story = story_of(elements, locator, id=anchor, words=words)
        if story is None:
            shown = " ".join(line.text for line in elements)[:60]
            reason = f"the record has neither a text nor the name of a publication ({shown!r})"
            rejections.append(Rejection(document.name, locator, reason))
        else:
            stories.append(story)
    notes = [mailed] if mailed else []
    if cover:
        notes.append(f"{len(cover)} lines of the page's own were left out")
    return assemble(document, NAME, stories, rejections=rejections, promised=promised, notes=notes)


def _records(
    root: _Element,
) -> tuple[list[tuple[str | None, list[Line]]], list[str], str | None, int | None]:
    """The records of a page, each from its anchor or number on; the lines above; a note on mails; the total."""
    anchors = {}
    for anchor in root.iter("a"):
        name = str(anchor.get("name") or anchor.get("id") or "")
        if name.startswith("DocID_"):
            anchors[anchor.getparent()] = name.removeprefix("DocID_")
    records: list[tuple[str | None, list[Line]]] = []
    cover: list[str] = []
    mailed: str | None = None
    promised: int | None = None
    holder: _Element | None = None
    for line in lines(root):
        mark = numbered(line.text)
        mail = _MAIL.match(line.text)
        if mail:
            mailed = f"this is mail {mail['number']} of {mail['total']}: the others hold further articles"
        elif mark is not None and not anchors:
            records.append((None, []))
            promised = mark[1] - mark[0] + 1 if len(records) == 1 else promised
        elif mark is not None:
            promised = mark[1] if promised is None else promised
        elif _FOOTER.match(line.text):
            cover.append(line.text)
        else:
            found = next((e for e in (line.block, *line.block.iterancestors()) if e in anchors), None)
            if found is not None and found is not holder:
                holder = found
                records.append((anchors[found], []))
            if records and found is holder:
                records[-1][1].append(_line(line.text, line.block))
            else:
                cover.append(line.text)
    if not records:
        rest = [_line(line.text, line.block) for line in lines(root)]
        records = [(None, rest)] if any(line.field == "text" for line in rest) else []
    return records, cover, mailed, promised


def _line(text: str, block: _Element) -> Line:
    """A line of a record: in a page the labels are printed bold, so that words of the text are never taken for one."""
    first = next((child for child in block if isinstance(child.tag, str)), None)
    if first is None or first.tag not in ("strong", "b") or (block.text or "").strip():
        return Line(text)
    return labelled(text)


def _lengths(root: _Element, total: int) -> list[int | None]:
    """The lengths that the page keeps beside its texts, if every record has a text; otherwise none."""
    counts = [number(element.get("wordcount") or "") for element in root.iter("text")]
    return counts if len(counts) == total else [None] * total


def _page_of_mail(document: Document) -> _Element:
    message = email.message_from_bytes(document.data.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                return parse_html(payload, source=document.name, encoding=_charset(part.get_content_charset()))
    raise LoadError(f"{document.name}: No articles found: the mail of ProQuest holds no page.")


def _charset(name: str | None) -> str | None:
    return name if name and re.fullmatch(r"[A-Za-z0-9._-]{1,30}", name) else None
