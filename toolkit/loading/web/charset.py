"""The characters of a page: byte-order mark, what the server and the page declare, UTF-8, then a guess."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding=["']([A-Za-z0-9_:.-]{2,40})""",
    re.I,
)
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers read under these names.
_ALIASES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "big5": "big5hkscs",
    "unicode": "utf-8", "utf8": "utf-8",
    "windows-874": "cp874", "x-x-big5": "big5hkscs", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_CONTROLS = bytes(32 if byte < 32 and byte not in (9, 10, 13, 14, 15, 27) else byte for byte in range(256))
_SAMPLE = 60_000  # bytes that the guess looks at


def page_text(data: bytes, *, encoding: str | None = None) -> tuple[str, str]:
    """The text of a page and the encoding it was read with.

    `encoding` is what the server or the archive declared. A declaration that the bytes contradict is passed over;
    where nothing fits, the last resort is Western European with marks for what cannot be read.

    >>> page_text("<meta charset=iso-8859-2><p>Żółw".encode("iso-8859-2"))
    ('<meta charset=iso-8859-2><p>Żółw', 'iso8859-2')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :] if name == "utf-8" else data, name)
    for given in (encoding, "utf-8", _declared(data)):
        codec = _codec(given)
        # a page of UTF-8 that declares something else is UTF-8: no other encoding gives valid UTF-8 by chance
        if codec is not None and _decodes(data, codec):
            return _clean(data, codec)
    for given in (encoding, _declared(data), _guess(data)):
        codec = _codec(given)
        if codec is not None and _nearly(data, codec):
            return _clean(data, codec)
    return _clean(data, "cp1252")


def _clean(data: bytes, codec: str) -> tuple[str, str]:
    """The decoded text without the characters that no tree may hold."""
    if codec.startswith(("utf-16", "utf-32")):
        return _UNREADABLE.sub(" ", data.decode(codec, errors="replace")), codec
    text = data.translate(_CONTROLS).decode(codec, errors="replace")
    if codec != "utf-8" or "\ufffe" in text or "\uffff" in text:
        text = _UNREADABLE.sub(" ", text)
    return text, codec


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096]) or _DECLARED.search(data[:200_000])
    return (match[1] or match[2]).decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    name = name.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return None


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _nearly(data: bytes, codec: str) -> bool:
    """Whether all but a few stray bytes fit: pages are glued together from parts."""
    text = data.decode(codec, errors="replace")
    foreign = sum(byte > 127 for byte in data[:_SAMPLE])
    return text[:_SAMPLE].count("\ufffd") * 50 <= foreign + 50


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # the words of the page, not its markup: tags are ASCII whatever the encoding
    words = re.sub(rb"<[^<>]*>", b" ", data[: 5 * _SAMPLE])[:_SAMPLE]
    best = from_bytes(words).best()
    return best.encoding if best is not None else None
