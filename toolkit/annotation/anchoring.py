"""Where a mark of another program stands: its offsets may count otherwise, and its quotation tells the place."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate


def anchored(
    text: str,
    start: int | None,
    end: int | None,
    exact: str,
    *,
    before: str = "",
    behind: str = "",
    javascript: bool = False,
) -> tuple[int, int] | None:
    """The characters of a text that a mark means, or None if the text does not say.

    First the offsets as they are; then as units of UTF-16, which JavaScript counts (the other way round where they are
    known to be from there); then the quotation with what stands before and behind it, if it occurs once.

    >>> anchored("🌧 Rain fell.", 3, 7, "Rain"), anchored("Rain. Rain.", None, None, "Rain", before=". ")
    ((2, 6), (6, 10))
    """
    if start is not None and end is not None and start < end:
        plain = (start, end) if start >= 0 and end <= len(text) else None
        units = from_utf16(text, start, end)
        for span in (units, plain) if javascript else (plain, units):
            if span is not None and exact in ("", text[span[0] : span[1]]):
                return span
    if exact:
        wanted = before + exact + behind
        at = text.find(wanted)
        if at >= 0 and text.find(wanted, at + 1) < 0:
            return at + len(before), at + len(before) + len(exact)
    return None


def from_utf16(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets that count units of UTF-16, in characters; None where they stand in the middle of one."""
    edges = [0, *accumulate(1 + (ord(character) > 0xFFFF) for character in text)]
    found = bisect_left(edges, start), bisect_left(edges, end)
    fits = all(place < len(edges) and edges[place] == edge for place, edge in zip(found, (start, end), strict=True))
    return found if fits else None
