"""From bytes to text: decoding that never guesses in silence, and documented hygiene.

Hygiene, in this order: line ends become "\\n"; NUL and other control characters go; soft hyphens and zero-width
characters go, but for the joiners inside words; no-break and other special spaces become spaces. Nothing else: no
normalisation of letters, and quotation marks stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter

from toolkit.errors import LoadError

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]|(?<!\w)[\u200c\u200d]|[\u200c\u200d](?!\w)")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_STEPS = (
    ("line ends", _LINE_ENDS, "\n"),
    ("control characters", _CONTROLS, ""),
    ("half characters", _SURROGATES, "\ufffd"),
    ("invisible characters", _INVISIBLE, ""),
    ("special spaces", _SPACES, " "),
)

# First bytes of files that are no text, whatever their name says.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet table"),
    (b"{\\rtf", "an RTF document"),
)


def hygiene(text: str) -> tuple[str, Counter[str]]:
    """The text after hygiene, and how many characters each step changed.

    >>> hygiene("A\\u00a0B\\r\\nsoft\\u00adhyphen")
    ('A B\\nsofthyphen', Counter({'line ends': 1, 'invisible characters': 1, 'special spaces': 1}))
    """
    counts: Counter[str] = Counter()
    for name, pattern, replacement in _STEPS:
        text, changed = pattern.subn(replacement, text)
        if changed:
            counts[name] = changed
    return text, counts


def decode(data: bytes, *, source: str, encoding: str | None = None) -> str:
    """The text of a file: by its byte-order mark, else strict UTF-8, else as `encoding` says.

    Raises LoadError with the fix where the bytes are no text, are empty or do not decode.
    """
    if not data:
        raise LoadError(f"{source}: the file is empty.")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise LoadError(f"{source}: this is {name}, not plain text; save the article as a text file.")
    try:
        text = data.decode(encoding or _marked(data) or "utf-8")
    except LookupError as error:
        raise LoadError(f"{source}: there is no encoding {encoding!r}; try 'utf-8' or 'cp1252'.") from error
    except UnicodeDecodeError as error:
        if _is_binary(data):
            raise LoadError(f"{source}: this is a binary file, not plain text.") from error
        fix = "pass encoding='cp1252' if it is from an older Windows program" if encoding is None else "try another"
        place = f"byte {error.start + 1} cannot be read as {encoding or 'UTF-8'}"
        raise LoadError(f"{source}: {place}; save the file as UTF-8 or {fix}.") from error
    if encoding is None and _marked(data) is None and _is_binary(data):
        raise LoadError(f"{source}: this is a binary file, not plain text.")
    if not text.strip("\ufeff \t\r\n\0"):
        raise LoadError(f"{source}: the file holds no text, only white space.")
    return text


def _is_binary(data: bytes) -> bool:
    return data[:100_000].count(b"\0") > min(len(data), 100_000) // 50


def _marked(data: bytes) -> str | None:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8"  # the mark stays: it is listed among the parts of the article
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return None
