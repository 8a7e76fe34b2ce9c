"""Nexis exports as plain text: centred lines above the headline, LABELS in capitals, lines broken at 80 characters."""

from __future__ import annotations

from toolkit.loading.databases.assembling import LOOKED_AT, text_of
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.databases.nexis_labels import labelled
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Document, Reading

NAME = "Nexis TXT"
_CENTRED = 10  # spaces before a centred line
_WIDEST = 100  # a file with longer lines is not broken into lines by Nexis


def recognises(document: Document) -> bool:
    """Whether the lines have the marks of Nexis, which stand around every article."""
    return is_nexis(paragraphs(text_of(document)[:LOOKED_AT]))


def read(document: Document) -> Reading:
    """The articles of the export. Raises LoadError where there is none."""
    return read_lines(document, NAME, paragraphs(document.text))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text whose lines are broken, an empty one where they are apart.

    A line is joined with the next where the first word of that would not have fitted behind it; where it would have,
    the line ends as the source ended it (a poem, a table, a signature).
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
    width = _width(lines)
    found: list[Paragraph] = []
    block = ""
    last = 0
    for line in lines:
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        centred = bool(bare) and (indent >= _CENTRED or line.startswith("\t\t"))
        if block and (not bare or centred or labelled(bare, capitals=True)):
            found.append(Paragraph(block))
            block = ""
        if not bare:
            found.append(Paragraph(""))
        elif centred:
            found.append(Paragraph(bare, centred=True))
        elif not block:
            block = bare
        elif width is None:
            found.append(Paragraph(block))
            block = bare
        else:
            fits = last + 1 + len(bare.split(None, 1)[0]) <= width
            block += ("\n" if fits else " ") + bare
        last = len(line.rstrip())
    if block:
        found.append(Paragraph(block))
    return tuple(found)


def _width(lines: list[str]) -> int | None:
    """The length at which lines are broken; None where they are not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip() and not line.startswith("     "))
    if not lengths or lengths[int(len(lengths) * 0.99)] > _WIDEST:
        return None
    return max(lengths[int(len(lengths) * 0.99)] - 2, 40)
