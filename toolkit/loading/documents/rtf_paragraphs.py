"""RTF documents: their text for every reader of exports, and a document as one article."""

from __future__ import annotations

import codecs
import re

from toolkit.errors import LoadError
from toolkit.loading.paragraphs import Paragraph

MOST_PARAGRAPHS = 100_000  # of a file: several times those of the largest export that a database gives out

_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,6})")
_ADDRESS = re.compile(r"\(\"?(https?://[^\s()\"]+(?:\([^\s()\"]*\)[^\s()\"]*)*)\"?\)")


def notes(data: bytes) -> tuple[str, ...]:
    """What the report should say of the file: that its end is missing."""
    if data.rstrip(b"\0\r\n\t \x1a").endswith(b"}"):
        return ()
    return ("the file has no closing brace: its end is missing, and the last article may be cut short",)


def text(data: bytes, *, source: str) -> str:
    """The text of an RTF document: by its code page, `\\'hh` and Unicode escapes.

    Bytes above 127 that stand unescaped are UTF-8 where the whole file is, otherwise in the code page of the file.
    Raises LoadError where the file is no RTF.
    """
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise LoadError(f"{source}: this is no RTF document.")
    encoding = _encoding(data)
    try:
        source_text = data.decode("utf-8")
    except UnicodeDecodeError:
        source_text = data.decode(encoding, errors="replace")
    # A field a line: on one long line the search for addresses would take the square of its length.
    source_text = _CODE_PAGE.sub("", source_text).replace("{\\field", "\n{\\field")
    try:
        found = str(rtf_to_text(source_text, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, OverflowError, TypeError, AttributeError, RecursionError) as error:
        raise LoadError(f"{source}: the RTF cannot be read ({error}); save it again as DOCX.") from error
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def paragraphs(data: bytes, *, source: str) -> tuple[Paragraph, ...]:
    """The lines of an RTF document; addresses that stand behind linked words are taken out of the line.

    Raises LoadError where the file is no RTF or has more paragraphs than any export.
    """
    if data.count(b"\\par") > 2 * MOST_PARAGRAPHS:  # "\\pard" stands before many of them
        raise LoadError(f"{source}: the document has more than {MOST_PARAGRAPHS:,} paragraphs; split it.")
    found = []
    for line in text(data, source=source).split("\n"):
        link = _ADDRESS.search(line)
        found.append(Paragraph(line) if link is None else Paragraph(_ADDRESS.sub("", line), link=link.group(1)))
    return tuple(found)


def _encoding(data: bytes) -> str:
    """The code page that the file names; Windows-1252 where it names none or one that does not exist."""
    if data[:2000].find(b"\\mac") >= 0 and b"\\ansicpg" not in data[:2000]:
        return "mac_roman"
    named = re.search(rb"\\ansicpg(\d{1,6})", data[:4000])
    number = named.group(1).decode() if named else "1252"
    name = {"65001": "utf-8", "10000": "mac_roman", "0": "cp1252", "936": "gbk"}.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
