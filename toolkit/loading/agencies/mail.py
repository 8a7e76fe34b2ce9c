"""E-mail: alerts that list articles (Google Alerts), and newsletters; single messages and mailboxes.

Attachments are counted and named, never opened.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.agencies.fields import extras, moment
from toolkit.loading.agencies.prose import html_paragraphs, line, paragraphs, unwrapped
from toolkit.loading.markup import parse_html
from toolkit.loading.records import Document, Reading, Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

NAME = "e-mail"
_HEADER = re.compile(rb"(?:From \S[^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t]+[^\n]*\n)*){2,}")
_KNOWN = re.compile(rb"^(?:from|subject|date|message-id|delivered-to|received|mime-version|return-path):", re.I | re.M)
_MAILBOX = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S[^\n]*\d{4}[^\n]*\n")
_ALERT_HEAD = re.compile(r"===\s*(?P<kind>.+?)\s+[-–]\s+.*===\s*$")
_SUMMARY_ONLY = "the alert gives a summary of this article, not its text"


class _Message(NamedTuple):
    subject: str | None
    sender: str | None
    address: str
    date: datetime | None
    zone: str | None
    plain: str
    html: str
    attachments: tuple[str, ...]


def recognises(document: Document) -> bool:
    """Whether the document opens with header lines of a message, one of them an e-mail's."""
    head = document.data[:20_000].lstrip()
    found = _HEADER.match(head)
    return found is not None and _KNOWN.search(found[0]) is not None


def read(document: Document) -> Reading:
    """One story a message; of an alert, one for each article it lists. Messages without text are set aside."""
    stories: list[Story] = []
    rejections: list[Rejection] = []
    notes: list[str] = []
    messages = _messages(document.data.lstrip())
    for number, data in enumerate(messages, 1):
        place = f"message {number}" if len(messages) > 1 else ""
        try:
            message = _parsed(data)
        except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError) as error:
            rejections.append(Rejection(document.name, place, f"the message is damaged and cannot be read ({error})"))
            continue
        found = _stories(message, place)
        stories += found
        if not found:
            about = f' "{message.subject}"' if message.subject else ""
            rejections.append(Rejection(document.name, place, f"the message{about} holds no text"))
        if message.attachments:
            many = len(message.attachments)
            what = f"{many} attachment{'' if many == 1 else 's'} ({', '.join(message.attachments)})"
            notes.append(f"{place or 'the message'}: {what} not opened")
    if not messages:
        raise LoadError(f"{document.name}: there is no message in this mailbox; export it again.")
    return Reading(format=NAME, stories=tuple(stories), rejections=tuple(rejections), notes=tuple(notes))


def _messages(data: bytes) -> list[bytes]:
    starts = [found.start() for found in _MAILBOX.finditer(data)] if data.startswith(b"From ") else []
    if not starts:
        return [data] if data else []
    ends = [*starts[1:], len(data)]
    pieces = (data[start:end] for start, end in zip(starts, ends, strict=True))
    return [re.sub(rb"^>(>*From )", rb"\1", piece.partition(b"\n")[2], flags=re.M) for piece in pieces]


def _parsed(data: bytes) -> _Message:
    message = message_from_bytes(data, policy=policy.compat32)
    headers = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    sender, address = parseaddr(_decoded(headers.get("from", "")))
    date, zone = moment(re.sub(r"\s*\([^)]*\)\s*$", "", headers.get("date", "")))
    plain: list[str] = []
    html: list[str] = []
    attachments: list[str] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attachments.append(_decoded(str(name)) if name else kind)
        elif kind == "text/html":
            html.append(_content(part))
        else:
            plain.append(_content(part))
    subject = " ".join(_decoded(headers.get("subject", "")).split())
    texts = ("\n\n".join(plain), "\n".join(html))
    return _Message(subject or None, sender or address or None, address, date, zone, *texts, tuple(attachments))


def _decoded(header: str) -> str:
    """A header as people read it; bytes and charsets written wrongly cost characters, never the message."""
    text = header.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not text.isascii():  # raw bytes inside encoded words: they are what they are, whatever charset was claimed
        return re.sub(r"=\?[^?]+\?[Qq]\?(.*?)\?=", lambda found: found[1].replace("_", " "), text)
    try:
        return str(make_header(decode_header(text)))
    except (UnicodeError, LookupError, ValueError, MessageError):
        return text


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    for charset in (part.get_content_charset(), "utf-8", "cp1252"):
        try:
            return str(data.decode(charset)) if charset else str(data.decode("utf-8"))
        except (UnicodeError, LookupError):
            continue
    return str(data.decode("latin-1"))


def _stories(message: _Message, place: str) -> list[Story]:
    found = list(_listed(message))
    if not found:
        blocks = _text(message)
        return [_story(message, place, headline=message.subject, text="\n\n".join(blocks))] if blocks else []
    return [
        _story(
            message,
            ", ".join(one for one in (place, f"article {number}") if one),
            headline=one.title,
            text=one.summary,
            outlet=one.outlet,
            url=one.url,
            alert=message.subject,
        )
        for number, one in enumerate(found, 1)
    ]


def _story(
    message: _Message,
    locator: str,
    *,
    headline: str | None,
    text: str,
    outlet: str | None = None,
    url: str | None = None,
    alert: str | None = None,
) -> Story:
    return Story(
        text=text,
        locator=locator,
        headline=headline,
        outlet=outlet or (message.sender if alert is None else None),
        published=message.date,
        url=url,
        not_full_text=_SUMMARY_ONLY if alert is not None else None,
        extra=extras(
            published_zone=message.zone,
            sender=message.address,
            alert=alert,
            attachments=len(message.attachments) or None,
        ),
    )


def _text(message: _Message) -> list[str]:
    """The plain part, unless the one in HTML says half as much again (then the plain one only refers to it)."""
    plain = re.split(r"(?m)^-- ?$", message.plain.replace("\r\n", "\n"))[0]
    blocks = [text for block in re.split(r"\n[ \t]*\n", plain) if (text := unwrapped(block))]
    marked = html_paragraphs(message.html) if message.html.strip() else []
    if not blocks or sum(len(one.split()) for one in marked) > 1.5 * sum(len(one.split()) for one in blocks):
        return marked
    return blocks


class _Listed(NamedTuple):
    title: str | None
    outlet: str | None
    summary: str
    url: str | None


def _listed(message: _Message) -> Iterator[_Listed]:
    """The articles of an alert: marked as such in its HTML, or in the blocks of its plain part."""
    if "schema.org/Article" in message.html:
        try:
            root = parse_html(message.html.encode("utf-8", "replace"), source="an alert", encoding="utf-8")
        except LoadError:
            return
        yield from (_marked(one) for one in root.iter() if (one.get("itemtype") or "").endswith("schema.org/Article"))
        return
    if not any(_ALERT_HEAD.match(text) for text in message.plain.splitlines()):
        return
    for block in re.split(r"\r?\n[ \t]*\r?\n", message.plain):
        lines = [text.strip() for text in block.splitlines() if text.strip() and not _ALERT_HEAD.match(text)]
        if not lines or not re.fullmatch(r"<https?://\S+>", lines[-1]) or lines[0].startswith(("<", "- ")):
            continue
        outlet = lines[1] if len(lines) > 3 else None
        summary = " ".join(lines[2 if outlet else 1 : -1])
        if lines[0].lower().startswith(("unsubscribe", "create another", "view all", "sign in")):
            continue
        yield _Listed(lines[0], outlet, summary, _target(lines[-1][1:-1]))


def _marked(article: _Element) -> _Listed:
    publisher = _of(article, "publisher")
    names = [one for one in article.iter() if one.get("itemprop") == "name"]
    below = set(publisher.iter()) if publisher is not None else set()
    title = next((line(one) for one in names if one not in below), None)
    description, address = _of(article, "description"), _of(article, "url")
    return _Listed(
        title,
        line(publisher),
        "\n\n".join(paragraphs(description)) if description is not None else "",
        _target(address.get("href") or "") if address is not None else None,
    )


def _of(article: _Element, name: str) -> _Element | None:
    return next((one for one in article.iter() if one.get("itemprop") == name), None)


def _target(address: str) -> str | None:
    """The address of the article behind the link that counts clicks."""
    try:
        parts = urlsplit(address)
        if parts.hostname and parts.hostname.endswith("google.com") and parts.path == "/url":
            asked = parse_qs(parts.query)
            return next((asked[name][0] for name in ("url", "q") if name in asked), address)
    except ValueError:
        return None
    return address or None
