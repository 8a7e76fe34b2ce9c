"""PDF: the text layer of a document, its lines joined to paragraphs, what repeats on its pages set aside."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.records import Aside, Document, Reading, Story
from toolkit.loading.web.people import names, plain
from toolkit.loading.web.stamps import read_stamp

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "PDF"
MOST_PAGES = 2_000
LARGEST_TEXT = 20_000_000  # characters of all pages

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_SENTENCE = re.compile(r"[.!?…:][”’\"')\]]*$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"(?i)(?:page |seite |p\. ?)?[-–—]? ?\d{1,4} ?[-–—]?(?: ?(?:of|/|von|de) ?\d{1,4})?")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?")
_BULLET = re.compile(r"^(?:[•●▪◦‣*–—-]|\d{1,2}[.)])\s")


def recognises(document: Document) -> bool:
    """Whether the signature of a PDF stands in the first kilobyte."""
    return b"%PDF-" in document.data[:1024]


def read(document: Document) -> Reading:
    """The document as one article.

    Raises LoadError where it is protected by a password, damaged, or a scan without a text layer.
    """
    name = document.name
    reader = _opened(document)
    count = len(reader.pages)
    pages, rejections = _texts(reader, name)
    if not any(pages):
        raise LoadError(
            f"{name}: the {count} pages hold no text, only pictures of it (a scan); run them through OCR first."
        )
    body, asides = _without_repetitions(pages)
    empty = sum(not lines for lines in pages)
    notes = [f"{empty} of {count} pages hold no text (pictures or scans)"] if empty else []
    if count > MOST_PAGES:
        notes.append(f"only the first {MOST_PAGES:,} of {count:,} pages are read")
    about = _about(reader)
    title = about.get("/Title")
    modified, created = _moment(about.get("/ModDate")), _moment(about.get("/CreationDate"))
    extra = {"pages": count, "created": created, "changed": modified}
    story = Story(
        text="\n\n".join(_paragraphs(body)),
        locator="",
        layout="body" if title else "story",
        headline=title or None,
        byline=_author(about.get("/Author")),
        not_full_text=f"{empty} of {count} pages are pictures without text" if empty else None,
        asides=tuple(asides),
        extra=tuple((key, value) for key, value in extra.items() if value is not None),
    )
    return Reading(format=NAME, stories=(story,), rejections=tuple(rejections), notes=tuple(notes))


def _opened(document: Document) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on every oddity of a file
    name = document.name
    try:
        reader = PdfReader(io.BytesIO(document.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise LoadError(f"{name}: this PDF is protected by a password; save a copy without one.")
        if not len(reader.pages):
            raise LoadError(f"{name}: this PDF has no pages.")
    except DependencyError as error:
        raise LoadError(f"{name}: this PDF is encrypted in a way that is not read; save a copy without it.") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        # pypdf meets damage with whatever error comes of it
        raise LoadError(f"{name}: this PDF is damaged ({_told(error)}); open it and save it anew.") from error
    return reader


def _texts(reader: PdfReader, name: str) -> tuple[list[list[str]], list[Rejection]]:
    """The lines of every page, each read once; pages that cannot be read are listed."""
    from pypdf.errors import PyPdfError

    pages: list[list[str]] = []
    rejections: list[Rejection] = []
    spent = 0
    seen: set[int] = set()
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES or spent > LARGEST_TEXT:
            break
        reference = page.indirect_reference
        if reference is not None and reference.idnum in seen:
            continue  # a page that the document names again
        if reference is not None:
            seen.add(reference.idnum)
        try:
            text = page.extract_text()
        except (
            PyPdfError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
            OSError,
        ) as error:
            rejections.append(Rejection(name, f"page {number}", f"this page cannot be read ({_told(error)})."))
            text = ""
        spent += len(text)
        lines = [plain(line).translate(_LIGATURES) for line in text.replace("\x00", "").splitlines()]
        pages.append(lines if any(lines) else [])
    return pages, rejections


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _about(reader: PdfReader) -> dict[str, str]:
    """The properties of the document as plain text; none where they are damaged."""
    from pypdf.errors import PyPdfError

    try:
        given: dict[str, object] = dict(reader.metadata or {})
        return {key: plain(given[key]) for key in given if isinstance(given[key], str)}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _author(value: str | None) -> str | None:
    """The author of the properties, where it is the name of a person and not that of an account."""
    return ", ".join(names([value])) or None if value and " " in value else None


def _moment(value: str | None) -> str | None:
    """The time of a property as it is written; when a file was made is not when an article appeared."""
    match = _DATE.match(value or "")
    if match is None:
        return None
    stamp = read_stamp("-".join(match.groups()[:3]) + (f"T{match[4]}:{match[5]}" if match[5] else ""))
    return stamp.moment.isoformat(" ", "minutes") if stamp else None


def _without_repetitions(pages: list[list[str]]) -> tuple[list[list[str]], list[Aside]]:
    """The pages without running heads, feet and page numbers: lines at their edges that most pages repeat."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(lines[at]) for at in _edges(lines)})
    filled = sum(bool(lines) for lines in pages)
    running = {shape for shape, count in counts.items() if filled >= 3 and count >= 3 and count * 2 > filled}
    body: list[list[str]] = []
    asides: list[Aside] = []
    for lines in pages:
        edges = _edges(lines)
        kept: list[str] = []
        for at, line in enumerate(lines):
            if at in edges and _shape(line) in running:
                asides.append(Aside("furniture", line, "repeated on every page"))
            elif at in edges and _PAGE_NUMBER.fullmatch(line):
                asides.append(Aside("furniture", line, "page number"))
            else:
                kept.append(line)
        body.append(kept)
    return body, asides


def _edges(lines: list[str]) -> set[int]:
    """Where the first and the last two lines of a page stand."""
    filled = [at for at, line in enumerate(lines) if line]
    return set(filled if len(filled) <= 4 else [*filled[:2], *filled[-2:]])


def _shape(line: str) -> str:
    """A line without its numbers, so that "Page 3 of 9" is the same on every page."""
    return re.sub(r"\d+", "#", line.casefold())


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines joined: over hyphens at their end, and over breaks that are only the width of the column."""
    lines = [line for page in pages for line in page]
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 3 // 4] if widths else 0
    found: list[str] = []
    open_line = ""
    for line in lines:
        if not line:
            open_line = ""
            continue
        if open_line and not _begins(open_line, line, width):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        open_line = line
    return found


def _begins(before: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph: after a line that ends early, or before a bullet."""
    if _HYPHEN.search(before) and line[0].islower():
        return False
    if _BULLET.match(line):
        return True
    short = len(before) < 0.75 * width
    if line[0].islower():
        return False
    return short and (bool(_SENTENCE.search(before)) or len(before) < 0.6 * width)


def _joined(before: str, line: str) -> str:
    if _HYPHEN.search(before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"
