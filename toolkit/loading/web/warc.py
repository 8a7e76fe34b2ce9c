"""Archives of web crawls (WARC and ARC, plain, gzip'd or lz4): every page answered with 200 is read as a web page.

fastwarc reads first and warcio is the second chance for what it fails on; both stop without a word where a file is
cut, so the lengths that the records state are added up here, apart from both.
"""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story
from toolkit.loading.web import pages
from toolkit.loading.web.addresses import host_of

NAME = "web archive"
LARGEST_UNPACKED = 2_000_000_000  # bytes of all records together
LARGEST_HEADER = 64_000

_CHUNK = 1 << 18
_SMALL = 1 << 12  # of lz4: where it breaks off, the whole piece is lost
# What the two libraries raise where a record is damaged; warcio's own errors are told by their module.
_DAMAGE = (OSError, ValueError, EOFError, RuntimeError, KeyError, zlib.error)
_HTML = ("text/html", "application/xhtml+xml")
_LENGTH = re.compile(rb"^content-length\s*:\s*(\d{1,15})\s*$", re.I | re.M)
_ARC_LINE = re.compile(rb"\S.*? \d{1,3}(?:\.\d{1,3}){3} \d{8,14} \S+ (?:\S+ )*?(\d{1,15})\r?$")
_MARKUP = re.compile(rb"^\s*<(?:!doctype|html|head|body|\?xml)", re.I)


class Survey(NamedTuple):
    """How many whole records the lengths of a file add up to, and what is wrong behind them."""

    records: int
    fault: str | None


class _Response(NamedTuple):
    id: str
    number: int
    url: str | None
    captured: str | None
    data: bytes
    charset: str | None
    is_text: bool = False


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def recognises(document: Document) -> bool:
    """Whether the bytes begin as a WARC or ARC does, packed or not."""
    data = document.data
    if data.startswith(b"\x1f\x8b"):
        try:
            return _starts(zlib.decompressobj(31).decompress(data[:4096], 64))
        except zlib.error:
            return False
    return _starts(data) or data.startswith(b"\x04\x22\x4d\x18")


def _starts(data: bytes) -> bool:
    return data.startswith((b"WARC/", b"filedesc://"))


def read(document: Document) -> Reading:
    """The articles of all pages in an archive; other records are counted in the notes.

    Raises LoadError where the readers of archives are not installed or nothing can be unpacked.
    """
    first, second = _libraries(document.name)
    survey = survey_of(document.data)
    seen: Counter[str] = Counter()
    stories: list[Story] = []
    rejections: list[Rejection] = []
    done: set[str] = set()
    notes: list[str] = []
    for reader, library in ((first, "fastwarc"), (second, "warcio")):
        counts: Counter[str] = Counter()
        try:
            for response in reader(document.data, counts, done):
                done.add(response.id)
                _take(document, response, stories, rejections, clipped=response.number > survey.records)
        except _DAMAGE as error:  # what was read before stays
            if library == "warcio" and not done and not counts and survey.records:
                notes.append(f"warcio gave up: {_sentence(error)}")
        if sum(counts.values()) > sum(seen.values()):
            seen = counts
        if sum(counts.values()) >= survey.records and not counts["unreadable"]:
            break
    if survey.fault:
        notes.append(survey.fault)
    if sum(seen.values()) < survey.records:
        notes.append(f"{survey.records - sum(seen.values())} of {survey.records} records could not be read")
    if others := [f"{kind} {count}" for kind, count in sorted(seen.items()) if kind != "pages"]:
        notes.append("records that are no pages: " + ", ".join(others))
    if not stories and not rejections:
        rejections.append(Rejection(document.name, "", _nothing(survey, seen)))
    return Reading(format=NAME, stories=tuple(stories), rejections=tuple(rejections), notes=tuple(notes))


def _nothing(survey: Survey, seen: Counter[str]) -> str:
    if not survey.records and survey.fault:
        return f"no record of this web archive is whole: {survey.fault}."
    return f"none of the {max(survey.records, sum(seen.values()))} records is a web page that was answered with 200."


def _take(
    document: Document, response: _Response, stories: list[Story], rejections: list[Rejection], *, clipped: bool
) -> None:
    place = f"record {response.number}" + (f" ({response.url})" if response.url else "")
    if response.is_text:
        text = response.data.decode("utf-8", "replace").strip()
        if text:
            captured = (("captured", response.captured),) if response.captured else ()
            host = host_of(response.url) or None
            stories.append(
                Story(text=text, locator=place, layout="body", outlet=host, url=response.url, extra=captured)
            )
        else:
            rejections.append(Rejection(document.name, place, "the record holds no text"))
        return
    page = Document(
        data=response.data, name=document.name, encoding=response.charset, url=response.url, clean=document.clean
    )
    try:
        reading = pages.read(page)
    except LoadError as error:
        rejections.append(Rejection(document.name, place, str(error).removeprefix(f"{document.name}: ")))
        return
    captured = (("captured", response.captured),) if response.captured else ()
    for story in reading.stories:
        story = pages.located(story, place, captured)
        stories.append(replace(story, not_full_text="the archive is cut short in this page") if clipped else story)
    rejections += [Rejection(document.name, place, one.reason) for one in reading.rejections]


def _libraries(name: str) -> tuple[Any, Any]:
    try:
        import fastwarc.warc  # noqa: F401
        import warcio.archiveiterator  # noqa: F401
    except ImportError as error:
        raise LoadError(
            f"{name}: this is an archive of a web crawl; install what reads it with "
            "`pip install 'media-analysis-toolkit[web]'`."
        ) from error
    return _by_fastwarc, _by_warcio


def _by_fastwarc(data: bytes, counts: Counter[str], done: set[str]) -> Iterator[_Response]:
    from fastwarc.warc import ArchiveIterator

    spent = 0
    for number, record in enumerate(ArchiveIterator(io.BytesIO(data), parse_http=True, auto_decode="all"), 1):
        kind = (record.headers.get("WARC-Type") or "").lower()
        http = record.http_headers if kind == "response" else None
        status = http.status_code if http is not None else None
        plain = kind == "conversion" and _is_plain(record.headers.get("Content-Type"))
        label = "pages" if plain else _label(kind, status, record.http_content_type if http is not None else None)
        if label != "pages":
            counts[label] += 1
            continue
        body, spent = _body(record.reader, spent)
        if body is None:
            counts["unreadable"] += 1
            continue
        counts["pages"] += 1
        yield _Response(
            record.record_id or str(number), number, _address(record.headers.get("WARC-Target-URI")), record.headers.get("WARC-Date"),  # noqa: E501
            body, None if plain else record.http_charset, plain,
        )  # fmt: skip


def _by_warcio(data: bytes, counts: Counter[str], done: set[str]) -> Iterator[_Response]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        yield from _warcio_responses(ArchiveIterator(io.BytesIO(data), arc2warc=True), counts, done)
    except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
        raise ValueError(str(error)) from error


def _warcio_responses(records: Any, counts: Counter[str], done: set[str]) -> Iterator[_Response]:
    spent = 0
    with contextlib.redirect_stderr(io.StringIO()):  # it talks about spaces in addresses
        for number, record in enumerate(records, 1):
            http = record.http_headers if record.rec_type == "response" else None
            status = http.get_statuscode() if http is not None else None
            declared = http.get_header("Content-Type") if http is not None else None
            kind, _, rest = (declared or "").partition(";")
            plain = record.rec_type == "conversion" and _is_plain(record.rec_headers.get_header("Content-Type"))
            label = (
                "pages"
                if plain
                else _label(
                    record.rec_type, int(status) if status and status.isdigit() else None, kind.strip().lower() or None
                )
            )
            if label != "pages":
                counts[label] += 1
                continue
            id = record.rec_headers.get_header("WARC-Record-ID") or str(number)
            if id in done:
                counts["pages"] += 1
                continue
            body, spent = _body(record.content_stream(), spent)
            if body is None:
                counts["unreadable"] += 1
                continue
            counts["pages"] += 1
            charset = re.search(r"charset=[\"']?([\w.:-]+)", rest)
            yield _Response(
                id, number, _address(record.rec_headers.get_header("WARC-Target-URI")),
                record.rec_headers.get_header("WARC-Date"), body, charset[1] if charset else None, plain,
            )  # fmt: skip


def _is_plain(content: str | None) -> bool:
    """Whether a record of the kind "conversion" is the text of a page (WET)."""
    return (content or "").partition(";")[0].strip().lower() == "text/plain"


def _label(kind: str, status: int | None, content: str | None) -> str:
    """What a record is, in the words of the notes; "pages" are read."""
    if kind != "response":
        return {
            "request": "requests",
            "warcinfo": "descriptions of the archive",
            "revisit": "repetitions of a page",
        }.get(kind, f"of the kind {kind}")
    if status is None:
        return "responses without a status"
    if status != 200:
        return f"responses with status {status}"
    return "pages" if content is None or content.strip().lower() in _HTML else "responses that are no HTML"


def _body(reader: _Readable, spent: int) -> tuple[bytes | None, int]:
    """The content of a record within the limits; None where it cannot be read."""
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= pages.LARGEST and (piece := reader.read(_CHUNK)):
            pieces.append(piece)
            size += len(piece)
    except _DAMAGE:  # counted as unreadable, and tried by the other library
        return None, spent + size
    if spent + size > LARGEST_UNPACKED:
        raise ValueError("the pages are larger than the limit")
    return b"".join(pieces), spent + size


def _address(text: str | None) -> str | None:
    return text.strip().strip("<>") if text else None


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def survey_of(data: bytes) -> Survey:
    """The whole records of an archive by the lengths that they state themselves."""
    source = _Unpacked(data)
    count = 0
    while True:
        line = source.line()
        while line in (b"\r\n", b"\n"):
            line = source.line()
        if not line:
            break
        length = _stated(line, source)
        if length is None:
            return Survey(count, f"behind record {count} the archive holds what is no record")
        if source.skip(length) < length:
            return Survey(count, _cut(source, count))
        count += 1
    return Survey(count, _cut(source, count) if source.fault else None)


def _cut(source: _Unpacked, count: int) -> str:
    if source.fault == "limit":
        return f"the archive unpacks to more than {LARGEST_UNPACKED // 1_000_000:,} MB and is not read further"
    return f"the archive is cut short behind record {count}; the whole records before it were read"


def _stated(line: bytes, source: _Unpacked) -> int | None:
    """The length that a record states: in its header (WARC) or at the end of its line (ARC)."""
    if not line.startswith(b"WARC/"):
        match = _ARC_LINE.match(line.strip(b"\r\n"))
        return int(match[1]) if match else None
    header = b""
    while (line := source.line()) not in (b"\r\n", b"\n", b""):
        header += line
        if len(header) > LARGEST_HEADER:
            return None
    match = _LENGTH.search(header.replace(b"\r", b""))
    if match is None:
        return 1 << 60 if not line else None  # a header that breaks off is a record that is not whole
    return int(match[1])


class _Unpacked:
    """The bytes of an archive one after the other, unpacked piece by piece and never held as a whole."""

    def __init__(self, data: bytes) -> None:
        self.fault: str | None = None
        self._pieces = self._unpack(data)
        self._buffer = b""
        self._spent = 0

    def line(self) -> bytes:
        while b"\n" not in self._buffer and len(self._buffer) <= LARGEST_HEADER and self._more():
            pass
        line, end, rest = self._buffer.partition(b"\n")
        self._buffer = rest
        return line + end

    def skip(self, length: int) -> int:
        skipped = 0
        while True:
            step = min(length - skipped, len(self._buffer))
            self._buffer = self._buffer[step:]
            skipped += step
            if skipped == length or not self._more():
                return skipped

    def _more(self) -> bool:
        piece = next(self._pieces, b"")
        self._spent += len(piece)
        if self._spent > LARGEST_UNPACKED:
            self.fault, self._pieces, piece = "limit", iter(()), b""
        self._buffer += piece
        return bool(piece)

    def _unpack(self, data: bytes) -> Iterator[bytes]:
        if data.startswith(b"\x1f\x8b"):
            yield from self._gunzip(data)
        elif data.startswith(b"\x04\x22\x4d\x18"):
            yield from self._lz4(data)
        else:
            yield from (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))

    def _gunzip(self, data: bytes) -> Iterator[bytes]:
        at = 0
        view = memoryview(data)
        while at < len(data) and bytes(view[at : at + 2]) == b"\x1f\x8b":
            member = zlib.decompressobj(31)
            try:
                while not member.eof and at < len(data):
                    packed = member.unconsumed_tail or view[at : at + _CHUNK]
                    if not member.unconsumed_tail:
                        at += len(packed)
                    if piece := member.decompress(packed, _CHUNK):
                        yield piece
                while not member.eof and member.unconsumed_tail:
                    yield member.decompress(member.unconsumed_tail, _CHUNK)
            except zlib.error:
                self.fault = "cut"
                return
            if not member.eof:
                self.fault = "cut"
                return
            at -= len(member.unused_data)

    def _lz4(self, data: bytes) -> Iterator[bytes]:
        from fastwarc.stream_io import Lz4Reader

        stream = Lz4Reader(io.BytesIO(data))
        try:
            while piece := stream.read(_SMALL):
                yield piece
        except OSError:
            self.fault = "cut"
