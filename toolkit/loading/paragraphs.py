"""A paragraph of a word processor's document."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph of a word processor's document, or a line of an export in its shape.

    `style` is the name of its style in small letters, `bold` whether a heading or a label begins in bold, `link` the
    first address in it, `table` whether it stands in a table, `centred` whether in the middle of the page.
    """

    text: str
    style: str = ""
    bold: bool = False
    link: str | None = None
    table: bool = False
    centred: bool = False
