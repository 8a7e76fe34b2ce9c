"""IPTC 7901 and ANPA 1312: the teleprinter formats, with control characters between header, text and time.

ANPA writes typographic marks in the characters that teleprinters had: `` and '' are quotation marks, a lone _ is a
dash, { after a number is a half. They become the marks they stand for.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.agencies.fields import agency, body_of, byline_name, extras, is_signature, whole
from toolkit.loading.agencies.prose import unwrapped
from toolkit.loading.records import Aside, Document, Reading, Story

NAME = "IPTC 7901 / ANPA"
_START = re.compile(rb"[\x16\s\0]*\x01(?=[^\x02]*\w)[^\x02]{0,500}\x02")
_MESSAGE = re.compile(r"\x01([^\x01\x02]*)\x02([^\x01\x03]*)(?:\x03([^\x01]*))?")
_HEADER = re.compile(  # service and number, priority, category, words, source: eca062 4 i 211 ccccb   dpa 061
    r"(?P<service>[A-Za-z]{2,4})(?P<number>\d{3,4})\s+(?P<priority>\d)\s+(?P<category>\w{1,3})\s+(?P<words>\d{1,5})"
    r"(?:\s+(?P<rest>[^\r\n]*))?"
)
_ANPA = re.compile(
    r"^(?P<priority>[a-z]) (?P<category>[a-z])[\x10-\x14]+ ?(?P<slug>\S+)(?: (?P<version>\S.*?))?\s+\d\d-\d\d\s", re.M
)
_VERSION = re.compile(
    r"(?:(?:\d{1,2}(?:ST|ND|RD|TH)\s)?(?:LEAD|UPDATE|ADD|ROUNDUP|WRAP)(?:\s\d{1,2})?|REFILE|URGENT|EXTRA|ALERT|ADVISORY"
    r"|CORRECTION|CORRECTED|REPEAT|RPT|FEATURE|PREVIEW|SUMMARY|FLASH|BULLETIN)(?:\s*[:-].*)?"
)
_MONTHS = {name: number for number, names in enumerate((
    "jan", "feb", "mar mär mrz", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez",
), 1) for name in names.split()}  # fmt: skip
_IPTC_TIME = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s+(?P<zone>[A-Z]{1,5})\s+(?P<month>\w{3})\w*\s+(?P<year>\d\d)"
)
_ANPA_TIME = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>[A-Z]{3,4})"
)
_NOTEBOOK = re.compile(r"#\s*(?:dpa\s+)?(?:notebook|notizblock)\b", re.I)
_ROLE = re.compile(r".{0,40}\b(?:Writers?|Editors?|Correspondents?|Reporters?|Columnists?)", re.I)
_CONTROLS = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f]")


class _Head(NamedTuple):
    headline: str | None = None
    byline: str | None = None
    summary: str | None = None
    version: str | None = None
    words: int | None = None
    notices: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def recognises(document: Document) -> bool:
    """Whether a start of header comes first and a start of text soon after it."""
    return _START.match(document.data[:2000]) is not None


def read(document: Document) -> Reading:
    """One story a message. Raises LoadError where no message can be told from another."""
    text, encoding = _decoded(document)
    stories: list[Story] = []
    rejections: list[Rejection] = []
    notes: list[str] = []
    messages = list(_MESSAGE.finditer(text))
    for number, message in enumerate(messages, 1):
        locator = f"message {number}" if len(messages) > 1 else ""
        story = _story(message[1], message[2], message[3] or "", locator)
        if story.text:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, locator, "the message holds no text between its controls"))
        if message[3] is None:
            notes.append(f"{locator or 'the message'} has no end of text; it may be cut short")
    if not messages:
        raise LoadError(f"{document.name}: there is no start of text in this teleprinter file; export it again.")
    return Reading(
        format=NAME, stories=tuple(stories), rejections=tuple(rejections), encoding=encoding, notes=tuple(notes)
    )


def _decoded(document: Document) -> tuple[str, str]:
    for encoding in (document.encoding, "utf-8", "cp1252"):
        if encoding is None:
            continue
        try:
            return document.data.decode(encoding), encoding
        except (UnicodeError, LookupError):
            continue
    return document.data.decode("latin-1"), "latin-1"


def _story(header: str, body: str, footer: str, locator: str) -> Story:
    iptc, anpa = _HEADER.search(header), _ANPA.search(header)
    lines = [_CONTROLS.sub("", line).rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [_printed(line) for line in lines] if iptc is None else lines
    head, rest = _carets(lines) if any(line.startswith("^") for line in lines) else _heading(lines)
    rest, notebook, notes = _without_notebook(rest)
    found = body_of(_blocks(rest))
    published, zone = _time(footer)
    source = _source(iptc, footer) or found.agency
    words = whole(iptc["words"]) if iptc else head.words
    return Story(
        text=found.text,
        locator=locator,
        headline=head.headline,
        byline=byline_name(head.byline),
        outlet=source,
        published=published,
        dateline=found.dateline,
        agency=found.agency or source,
        notices=(*head.notices, *notes),
        words_promised=words,
        asides=(*head.asides, *found.asides, *notebook),
        extra=extras(
            published_zone=zone,
            slug=_slug(header, iptc, anpa),
            version=head.version or (anpa["version"] if anpa else None),
            summary=head.summary,
            urgency=iptc["priority"] if iptc else (anpa["priority"] if anpa else None),
            category=iptc["category"] if iptc else (anpa["category"] if anpa else None),
        ),
    )


def _printed(line: str) -> str:
    line = line.replace("``", "“").replace("''", "”")
    line = re.sub(r"(?<=[\d;])\{", "½", line)
    return re.sub(r"(?<=\s)_(?=\s)", "—", line)


def _slug(header: str, iptc: re.Match[str] | None, anpa: re.Match[str] | None) -> str | None:
    if anpa:
        return anpa["slug"]
    last = [line.strip(" /") for line in header.splitlines() if line.strip()] if iptc else []
    return last[-1] if len(last) > 1 else None


def _source(iptc: re.Match[str] | None, footer: str) -> str | None:
    if iptc is not None:
        return next((short for word in (iptc["rest"] or "").split() if (short := agency(word))), None)
    return agency(footer.strip().partition("-")[0])


def _time(footer: str) -> tuple[datetime | None, str | None]:
    found = _ANPA_TIME.search(footer) or _IPTC_TIME.search(footer)
    if found is None:
        return None, None
    year = int(found["year"])
    try:
        month = int(found["month"]) if found["month"].isdigit() else _MONTHS[found["month"].lower()]
        moment = datetime(
            year + (2000 if year < 70 else 1900), month, int(found["day"]), int(found["hour"]), int(found["minute"])
        )
    except (ValueError, KeyError):
        return None, None
    return moment, found["zone"]


def _heading(lines: list[str]) -> tuple[_Head, list[str]]:
    """The lines before the first empty one, or to the first that ends with =, are the heading (IPTC 7901)."""
    heading: list[str] = []
    for at, line in enumerate(lines):
        if not line.strip():
            if heading:
                break
            continue
        if len(heading) >= 5 or (heading and line.startswith("   ")):
            return _Head(), lines
        heading.append(line.strip())
        if heading[-1].endswith("="):
            at += 1
            break
    titles = [line.rstrip("= ") for line in heading]
    version = [line for line in titles if _VERSION.fullmatch(line)]
    by = [line for line in titles if re.match(r"(?:By|Von|Par|Por) \S", line)]
    rest = [line for line in titles if line not in version and line not in by]
    corrected = tuple(line for line in version if line.startswith(("CORRECT", "REPEAT", "RPT")))
    head = _Head(" ".join(rest) or None, by[0] if by else None, None, "; ".join(version) or None, notices=corrected)
    return head, lines[at:]


def _carets(lines: list[str]) -> tuple[_Head, list[str]]:
    """Lines that open with ^ before the body are those of the desk (ANPA); after it they are headings."""
    at = next((number for number, line in enumerate(lines) if line.strip() and line[0] != "^"), len(lines))
    head = [line[1:].strip().rstrip("<= ") for line in lines[:at] if line.startswith("^")]
    by = next((number for number, line in enumerate(head) if re.match(r"By \S", line)), None)
    after: list[str] = []
    if by is not None:
        roles = 1 if by + 1 < len(head) and _ROLE.fullmatch(head[by + 1]) else 0
        after = head[by + 1 + roles :]
        byline = ", ".join(head[by : by + 1 + roles])
    else:
        byline = None
    before = head[:by] if by is not None else head
    notices = tuple(line for line in before if line.startswith(("Eds:", "EDITOR", "Editor")))
    pictures = [line for line in before if re.match(r"(?:AP|EPA|AFP) (?:Photo|Graphic|Video)", line)]
    slug = before[0] if before and re.match(r"[A-Z]{2}-", before[0]) else None
    rest = [line for line in before if line not in notices and line not in pictures and line != slug]
    summary = next((line for line in rest[1:] if len(line) > 60 and line.endswith((".", "”", "?", "!"))), None)
    words = whole(slug.rpartition(",")[2]) if slug else None
    asides = [Aside("furniture", line, "line of the desk") for line in ([slug] if slug else []) + pictures]
    asides += [Aside("deck", line, "line before the body") for line in rest[1:] if line != summary]
    found = _Head(rest[0] if rest else None, byline, summary, None, words, notices, tuple(asides))
    body = [line.removeprefix("^").rstrip("<= ") if line.startswith(("^", "\x08")) else line for line in lines[at:]]
    return found, [*(f"\t{line}" for line in after), *body]


def _blocks(lines: list[str]) -> list[str]:
    """Paragraphs begin after an empty line or with an indented one; rows of a table stay lines."""
    blocks: list[list[str]] = [[]]
    rows = False
    for line in lines:
        text = line.strip().rstrip("<").rstrip()
        row = line.startswith("\x08") or text.count(";") >= 3
        if not text:
            blocks.append([])
        elif row:
            blocks += [[]] if not rows else []
            blocks[-1].append(text.strip("\x08^").replace(";", "\t") + "\n")
        else:
            blocks += [[]] if rows or line[:1] in (" ", "\t") or text.startswith(("- ", "#", "* ")) else []
            blocks[-1].append(text)
        rows = row and bool(text)
    return [
        "".join(block).rstrip("\n") if block[0].endswith("\n") else unwrapped("\n".join(block))
        for block in blocks
        if block
    ]


def _without_notebook(lines: list[str]) -> tuple[list[str], tuple[Aside, ...], list[str]]:
    """The lines before the notebook of the desk, the notebook, and the notes to editors in it."""
    start = next((number for number, line in enumerate(lines) if _NOTEBOOK.match(line.strip())), None)
    if start is None:
        return lines, (), []
    blocks = [text for text in _blocks(lines[start:]) if text.strip("* ")]
    notes: list[str] = []
    inside = False
    for block in blocks:
        if block.startswith(("#", "*")):
            inside = "note to editor" in block.lower() or "redaktionelle hinweise" in block.lower()
        elif inside and not is_signature(block):
            notes.append(block.removeprefix("- "))
    asides = tuple(Aside("furniture", block, "notebook of the desk") for block in blocks)
    return lines[:start], asides, notes
