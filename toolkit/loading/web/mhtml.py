"""MHTML: the page that a browser saved in one file, read from its main HTML part."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from email import errors, message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message

from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading
from toolkit.loading.web import pages

NAME = "saved web page (MHTML)"

_HTML = ("text/html", "application/xhtml+xml")
_CUT = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)


def recognises(document: Document) -> bool:
    """Whether the headers of a message come first and announce parts that belong together, or an HTML page."""
    head = document.data[:8192].lower()
    return b"content-type:" in head and (b"multipart/related" in head or b"text/html" in head)


def read(document: Document) -> Reading:
    """The article of the saved page; its address is that of the part or of the snapshot.

    Raises LoadError where the message has no HTML part.
    """
    message = message_from_bytes(document.data, policy=policy.compat32)
    part = _main(message)
    if part is None:
        raise LoadError(f"{document.name}: no part of this saved page is HTML; save it again, or as text.")
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise LoadError(f"{document.name}: the HTML part of this saved page is empty; save it again.")
    address = _web(_said(part, "Content-Location")) or _web(_said(message, "Snapshot-Content-Location")) or document.url
    charset = _charset(part)
    page = Document(
        data=payload, name=document.name, encoding=document.encoding or charset, url=address, clean=document.clean
    )
    reading = pages.read(page)
    notes = list(reading.notes)
    if any(isinstance(defect, _CUT) for one in message.walk() for defect in one.defects):
        notes.append("the file is cut short: its last part has no end")
    subject = _decoded(_said(message, "Subject"))
    stories = tuple(replace(story, headline=story.headline or subject) for story in reading.stories)
    return replace(reading, format=NAME, stories=stories, notes=tuple(notes))


def _main(message: Message) -> Message | None:
    """The part that `start` names, else the one from the address of the snapshot, else the first of HTML."""
    found = [part for part in message.walk() if part.get_content_type() in _HTML]
    start = message.get_param("start")
    address = _said(message, "Snapshot-Content-Location")
    for part in found:
        if start and _said(part, "Content-ID") == start:
            return part
    for part in found:
        if address and _said(part, "Content-Location") == address:
            return part
    return found[0] if found else None


def _said(message: Message, name: str) -> str | None:
    """A header as text: one with bytes that are no ASCII is no string until it is asked for one."""
    value = message.get(name)
    return None if value is None else str(value)


def _charset(part: Message) -> str | None:
    """The encoding that a part states; None if it states none that exists."""
    try:
        name = part.get_content_charset()
        return codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None


def _web(address: str | None) -> str | None:
    return address.strip() if address and re.match(r"\s*https?://", str(address)) else None


def _decoded(value: str | None) -> str | None:
    if not value:
        return None
    try:
        text = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, errors.HeaderParseError):
        text = str(value)  # an encoding that nobody knows: as it stands
    return " ".join(text.split()) or None
