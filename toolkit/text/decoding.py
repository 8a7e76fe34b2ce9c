"""From bytes to text: what the file says of itself, strict UTF-8, and only then a guess, which is always said."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from toolkit.errors import LoadError


class Decoded(NamedTuple):
    """A text, the encoding it was read with, and how that was known: "given", "mark", "strict" or "guess"."""

    text: str
    encoding: str
    how: str


_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),  # the mark stays: it is listed among the parts of the article
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, *, source: str, encoding: str | None = None) -> Decoded:
    """The text of a file: as `encoding` says, else by its byte-order mark, else strict UTF-8, else a guess.

    Raises LoadError with the fix where the bytes are empty, are no text or do not decode as `encoding` says.

    >>> decode(b"Rain fell.", source="a.txt")
    Decoded(text='Rain fell.', encoding='utf-8', how='strict')
    """
    if not data:
        raise LoadError(f"{source}: the file is empty.")
    found = (
        _given(data, source, encoding)
        if encoding
        else (_by_mark(data, source) or _strict(data) or _guess(data, source))
    )
    if not found.text.strip("\ufeff \t\r\n\0"):
        raise LoadError(f"{source}: the file holds no text, only white space.")
    return found


def _given(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name, "given")
    except LookupError as error:
        raise LoadError(f"{source}: there is no encoding {encoding!r}; try 'utf-8' or 'cp1252'.") from error
    except UnicodeError as error:
        at = error.start + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise LoadError(f"{source}: byte {at} cannot be read as {encoding}; try another, or none.") from error


def _by_mark(data: bytes, source: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding, "mark")
            except UnicodeDecodeError as error:
                raise LoadError(
                    f"{source}: the file begins with the mark of {encoding.upper()}, but byte {error.start + 1} is "
                    "none; it may be cut short: pass encoding=..."
                ) from error
    return None


def _strict(data: bytes) -> Decoded | None:
    from toolkit.text.encodings import escaped

    if _is_binary(data):
        return None
    if b"\x1b$" in data and (encoding := escaped(data)):
        return Decoded(data.decode(encoding), encoding, "strict")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "strict")
    except UnicodeDecodeError:
        return None


def _guess(data: bytes, source: str) -> Decoded:
    from toolkit.text.encodings import guess

    found = guess(data)
    if found is None:
        raise LoadError(f"{source}: this is a binary file, not plain text; pass encoding=... if it is text after all.")
    return Decoded(data.decode(found), found, "guess")


def _is_binary(data: bytes) -> bool:
    return data[:100_000].count(b"\0") > min(len(data), 100_000) // 50
