"""What a document is, told from its bytes and never from its name.

A DOCX called .txt is as common as a web page called .doc. Containers (ZIP, gzip, tar) are looked into far enough to
tell an office document or a web archive from a plain archive.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from toolkit.errors import LoadError
from toolkit.loading.archives import ZIP_DAMAGE
from toolkit.loading.signatures import refused_kind, refused_zip

ARCHIVES = frozenset({"zip", "gzip", "bzip2", "xz", "tar"})  # bases that hold other documents

_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "workbook",
    "application/epub+zip": "epub",
}
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|section|main|div|p|h1|span|table|a|br|ul|b|i|font|center"
    rb"|center|link|script|style)\b",
    re.I,
)
_XML_NAME = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?[A-Za-z_][\w.\-]*(?:\s[^<]*?)?/?>")
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]?[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*\r?\n")
_MAIL_HEADERS = frozenset(
    b"from to subject date mime-version received return-path delivered-to message-id content-type x-mailer".split()
)
_ASSIGNED = re.compile(rb"window\.YTD\.[\w.]{1,60}\s*=\s*\[")  # archives of accounts of X (Twitter)
_JSON = re.compile(r'(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]\d\-]|true|false|null|$))')


def base_of(data: bytes, *, source: str) -> str:
    """The base of a document: one of `formats.READERS`, or "zip", "gzip", "tar".

    Raises LoadError with a sentence where the bytes are empty, an image, a program or another binary.

    >>> base_of(b"{\\\\rtf1 Rain}", source="rain.txt"), base_of(b"<p>Rain</p>", source="rain.txt")
    ('rtf', 'html')
    """
    if not data:
        raise LoadError(f"{source}: the file is empty.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_base(data, source)
    if data.startswith(b"\x1f\x8b"):
        first = _first_bytes_of_gzip(data)
        if said := refused_kind(first, packed=True):
            raise LoadError(f"{source}: {said}")
        return "warc" if _starts_a_warc(first) else "gzip"
    if data.startswith((b"\x04\x22\x4d\x18", b"\x02\x21\x4c\x18")):
        return "warc"  # lz4: only web archives come so
    if data.startswith(b"BZh") and data[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bzip2"
    if data.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith((b"ARROW1", b"FEA1")) or (data[:4] == b"\xff\xff\xff\xff" and data[6:8] == b"\0\0"):
        return "arrow"
    if data.startswith(b"SQLite format 3\0"):
        return "sqlite"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_base(data, source)
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return "pdf"
    if data[257:262] == b"ustar":
        return "tar"
    if kind := refused_kind(data):
        raise LoadError(f"{source}: {kind}")
    return _text_base(data)


def _text_base(data: bytes) -> str:
    head = _narrow(data[:65536])
    start = head.lstrip(b" \t\r\n\x0b\x0c\x00")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _starts_a_warc(start):
        return "warc"
    if start.startswith(b"<"):
        return _markup_base(start)
    if _ASSIGNED.match(start):
        return "json"
    if start.startswith((b"{", b"[")) and _JSON.match(start[:2000].decode("latin-1")):
        return "json"
    return _mail_base(start)


def _markup_base(start: bytes) -> str:
    """HTML or XML, by the first element; a text that only begins with "<" is a text."""
    rest = start
    declared = rest.startswith(b"<?xml")
    while skipped := re.match(
        rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!(?!doctype\s+html\b)[^>\[]*(?:\[.*?\]\s*)?>)", rest, re.S | re.I
    ):
        rest = rest[skipped.end() :]
    rest = rest.lstrip()
    if _HTML.match(rest) and not (declared and not re.match(rb"<(?:!doctype|html|head|body|div|p)\b", rest, re.I)):
        return "html"
    if declared or rest != start.lstrip() or start.startswith(b"<!DOCTYPE"):
        return "xml"
    return "xml" if (_XML_NAME.match(rest) and b"</" in start + b" ") or rest.rstrip().endswith(b"/>") else "text"


def _mail_base(start: bytes) -> str:
    """E-mail and MHTML begin with headers; other texts are texts."""
    at = 0
    if start.startswith(b"From ") and b"\n" in start:  # the separator of a mailbox
        at = start.index(b"\n") + 1
    names: dict[bytes, bytes] = {}
    while header := _HEADER.match(start, at):
        name, _, value = header.group().partition(b":")
        names[name.lower()] = value.strip()
        at = header.end()
    if len(_MAIL_HEADERS & names.keys()) < 2 or not (names.keys() & {b"subject", b"mime-version", b"content-type"}):
        return "text"
    if not names.keys() & {
        b"mime-version",
        b"received",
        b"return-path",
        b"message-id",
        b"content-type",
        b"delivered-to",
    }:
        return "text"
    related = names.get(b"content-type", b"").lower().startswith(b"multipart/related")
    saved = b"snapshot-content-location" in names or b"saved by" in names.get(b"from", b"").lower()
    return "mhtml" if saved or (related and b"content-location:" in start.lower()) else "email"


def _zip_base(data: bytes, source: str) -> str:
    """Which kind of ZIP: by the names in its directory; the member `mimetype` names OpenDocument and EPUB."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as opened:
                    kind = opened.read(100)
    except ZIP_DAMAGE as error:
        raise LoadError(
            f"{source}: the ZIP archive or Office document is damaged or cut short ({error}); save it again."
        ) from error
    if base := _OPEN_DOCUMENT.get(kind.decode("latin-1").strip()):
        return base
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if any(name.startswith("ppt/") for name in names):
        raise LoadError(f"{source}: this is a presentation; save its text as a document.")
    if said := refused_zip(names):
        raise LoadError(f"{source}: {said}")
    if "META-INF/container.xml" in names:
        return "epub"
    return "zip"


def _compound_base(data: bytes, source: str) -> str:
    """An old Office file: a workbook is read, a Word document and a mail of Outlook are not."""
    head = data[: 1 << 20]
    if "Workbook".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in head:
        return "workbook"
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise LoadError(f"{source}: the Office document is protected by a password; save it without one.")
    if "__nameid".encode("utf-16-le") in head:
        raise LoadError(f"{source}: this is a message of Outlook (.msg); save it as .eml or text.")
    raise LoadError(f"{source}: this is an old Office document (.doc, .ppt); save it as .docx or text.")


def _starts_a_warc(start: bytes) -> bool:
    return start.startswith((b"WARC/", b"filedesc://"))


def _first_bytes_of_gzip(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:8192], 512)
    except zlib.error:
        return b""  # a damaged archive says so where it is unpacked


def _narrow(head: bytes) -> bytes:
    """The beginning of a text in one byte a character, so that one pattern fits UTF-16 and UTF-32 too."""
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return head[: len(head) // 4 * 4].decode("utf-32", "replace").encode("utf-8", "replace")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    if head[:200].count(b"\0") * 3 > len(head[:200]):
        return head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
