"""The quotation scanner: which stretches of a text stand between quotation marks. Text only; it never raises.

Straight and curly marks, low marks, guillemets, doubled single marks, single marks told from apostrophes, quotations
inside quotations, paragraphs that re-open a quotation which closes only later, and marks that are never closed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_MARK = re.compile(r"[“”„\"«»‹›‘’‚']|``")
_MARKUP = re.compile(r"<(?:[a-zA-Z/!?][^<>\n]{0,500})>")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=\s*[“\"„«])")
_LINE = re.compile(r"\n\s*")
_ELISION = re.compile(
    r"(?:\d0s|\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b|neath\b|cuz\b|nuff\b)", re.IGNORECASE
)
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u2009\u202f([{—–-/“‘\"'«„:>")
_AFTER_CLOSING = frozenset(" \t\n\u00a0\u2009\u202f.,;:!?…)]}—–-/”’\"'»<")

_LONGEST_SINGLE = 2_000  # characters between single marks; what is longer was an apostrophe
_MOST_APOSTROPHES = 20  # passed over in search of the closing mark
P_CLOSED = 1.0
P_REOPENED = 0.9  # the next paragraph begins with a mark, as long speeches are set
P_UNCLOSED = 0.4  # nobody closed it: taken to end with its paragraph


class Quotation(NamedTuple):
    """What stands between two quotation marks, marks included: `text[start:end]`.

    `inner` is the stretch without its marks, `level` 0 for a quotation and 1 for one inside it, `closed` whether its
    closing mark was found, `continues` whether it goes on with the speech of the paragraph before.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int
    closed: bool
    continues: bool
    p: float


class _Open(NamedTuple):
    start: int
    inner: int
    closer: str
    continues: bool


def scan_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in the order of their beginning.

    Every text gives a result. A quotation inside another lies wholly inside it; two of one level never overlap.

    >>> text = "The “so-called ‘caliphate’” fell in the ’90s."
    >>> [(text[q.start : q.end], q.level) for q in scan_quotations(text)]
    [('“so-called ‘caliphate’”', 0), ('‘caliphate’', 1)]
    """
    if not _MARK.search(text):
        return ()
    masked = [(m.start(), m.end()) for m in _MARKUP.finditer(text)] if "<" in text else []
    found: list[Quotation] = []
    running = False  # the paragraph before left a quotation open
    paragraphs = _paragraphs(text)
    for number, (start, end) in enumerate(paragraphs):
        next_start = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        running = _paragraph(text, start, end, masked, running, text[next_start : next_start + 1], found)
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    breaks = _BREAK if "\n\n" in text else _LINE
    spans = []
    start = 0
    for gap in breaks.finditer(text):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _paragraph(
    text: str,
    start: int,
    end: int,
    masked: list[tuple[int, int]],
    running: bool,
    next_char: str,
    found: list[Quotation],
) -> bool:
    outer: _Open | None = None
    inner: _Open | None = None
    position = start
    while (match := _MARK.search(text, position, end)) is not None:
        at, position = match.start(), match.end()
        mark = match.group()
        if masked and (tag := bisect_right(masked, (at, len(text))) - 1) >= 0 and at < masked[tag][1]:
            continue
        if mark == "'" and text.startswith("''", at) and position < end:
            mark, position = "''", at + 2
        before = text[at - 1] if at > start else " "
        after = text[position] if position < end else " "
        if mark in "‘’'‚":
            if inner is None and outer is not None and outer.closer == mark and _closes_single(text, at, end, before):
                found.append(_closed(outer, at, position, 0))
                outer = None
            elif inner is not None and inner.closer == mark and _closes_single(text, at, end, before):
                found.append(_closed(inner, at, position, 1))
                inner = None
            elif inner is None and _opens_single(text, at, end, mark, before):
                opened = _Open(at, position, "’" if mark in "‘‚’" else "'", False)
                if outer is None:
                    outer = opened
                elif outer.closer not in "’'":
                    inner = opened
            continue
        if outer is not None and outer.closer in ("’", "'"):
            # a double mark inside single ones: either nested the British way, or the single one was an apostrophe
            if not _has_closer(text, position, end, outer.closer):
                _lift(found, outer.start)
                outer = None
            else:
                inner = _nested_double(mark, at, position, inner, found, before, after)
                continue
        if outer is not None and _closes(mark, outer.closer, before, after):
            found.append(_closed(outer, at, position, 0))
            outer, inner = None, None
        elif _opens(mark, before, after, outer is None):
            if outer is not None:
                found.append(_unclosed(text, outer, at, P_UNCLOSED))
            outer = _Open(at, position, _closer_of(mark), running and at == start)
            inner = None
    if outer is not None and outer.closer in ("’", "'"):
        _lift(found, outer.start)
    if outer is None or outer.closer in ("’", "'"):
        return False
    reopened = next_char != "" and next_char in '“"„«'
    found.append(_unclosed(text, outer, end, P_REOPENED if reopened else P_UNCLOSED))
    return reopened


def _lift(found: list[Quotation], start: int) -> None:
    """A single mark was an apostrophe after all: what stood inside of it stands inside of nothing."""
    for number in range(len(found) - 1, -1, -1):
        if found[number].start < start:
            break
        found[number] = found[number]._replace(level=0)


def _nested_double(
    mark: str, at: int, position: int, inner: _Open | None, found: list[Quotation], before: str, after: str
) -> _Open | None:
    if inner is not None and _closes(mark, inner.closer, before, after):
        found.append(_closed(inner, at, position, 1))
        return None
    return (
        _Open(at, position, _closer_of(mark), False) if inner is None and _opens(mark, before, after, True) else inner
    )


def _closer_of(mark: str) -> str:
    return {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "''": "''", "``": "''"}.get(
        mark, "”"
    )


def _opens(mark: str, before: str, after: str, free: bool) -> bool:
    if mark in ("“", "„", "``"):
        return True
    if after.isspace() and mark not in "«»":
        return False
    if mark in "«»‹›":
        return free and before in _BEFORE_OPENING
    if mark == "”":
        return free and before in _BEFORE_OPENING and not after.isspace()  # the wrong curl at a beginning
    return free and (before in _BEFORE_OPENING or not before.isalnum()) and not before.isdigit()


def _closes(mark: str, closer: str, before: str, after: str) -> bool:
    if mark == "''" and closer == '"':
        return False
    if mark not in closer and not (mark == '"' and closer == "”"):
        return False
    # "he said, "We" - a straight mark after a space and before a letter opens again
    return not (mark == '"' and before.isspace() and after.isalnum())


def _opens_single(text: str, at: int, end: int, mark: str, before: str) -> bool:
    if before not in _BEFORE_OPENING or at + 1 >= end or text[at + 1].isspace():
        return False
    if _ELISION.match(text, at + 1):
        return False
    if mark == "’":
        return False
    return _has_closer(text, at + 1, end, "’" if mark != "'" else "'")


def _has_closer(text: str, position: int, end: int, closer: str) -> bool:
    end = min(end, position + _LONGEST_SINGLE)
    for _ in range(_MOST_APOSTROPHES):
        at = text.find(closer, position, end)
        if at == -1:
            return False
        if _closes_single(text, at, end, text[at - 1]):
            return True
        position = at + 1
    return False


def _closes_single(text: str, at: int, end: int, before: str) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    if before.isspace() or after not in _AFTER_CLOSING:
        return False
    if before == "s" and after == " " and text[at + 2 : at + 3].islower():
        # the boys' home: a plural possessive, unless no other mark could close the quotation
        later = text.find(text[at], at + 1, end)
        return later == -1 or text[later - 1].isspace() or not _ends_there(text, later, end)
    return True


def _ends_there(text: str, at: int, end: int) -> bool:
    if text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower():
        return False  # as likely a possessive itself: the first candidate keeps the quotation
    return (text[at + 1] if at + 1 < end else " ") in _AFTER_CLOSING


def _closed(opened: _Open, at: int, position: int, level: int) -> Quotation:
    return Quotation(opened.start, position, opened.inner, at, level, True, opened.continues, P_CLOSED)


def _unclosed(text: str, opened: _Open, end: int, p: float) -> Quotation:
    stop = end
    while stop > opened.inner and text[stop - 1].isspace():
        stop -= 1
    return Quotation(opened.start, stop, opened.inner, stop, 0, False, opened.continues, p)
