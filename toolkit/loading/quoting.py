"""How a table in plain text quotes its values: by the rules, with escapes, with plain marks, or with marks left open.

The file decides, not the row: marks inside values that stand without marks around them show a writer who quotes
nothing. Where the rules do not hold, rows are read with care and checked against the lines: no value swallows rows.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

LARGEST_FIELD = 5_000_000  # characters of one cell: a long novel
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", '"': '"', "'": "'", "\\": "\\", "N": "", "/": "/", "Z": ""}
_CLOSING = re.compile(r"[\w.,;:!?…)\]][\s.,;:!?)\]]|[\w.,;:!?…)\]]$")  # around a mark that closes a quotation
_OPENED = re.compile(r' +"[^"]*$')


class Line(NamedTuple):
    """One row with the line of the file where it ends."""

    number: int
    values: list[str]


class Bad(NamedTuple):
    """A line that begins a row which cannot be read, and why."""

    number: int
    reason: str


class Table(NamedTuple):
    """The rows of a file that hold anything, the lines that are no rows, and what to say of the quoting."""

    rows: list[Line]
    bad: list[Bad]
    notes: list[str]


class TooLargeError(ValueError):
    """A cell is larger than the limit."""


def parsed(text: str, separator: str, *, width: int | None = None) -> Table:
    """The rows of a text. `width` is the number of values that the header names, where it is known.

    >>> parsed('a,b\\n1,"He said "no" today"\\n', ",").rows[1].values
    ['1', 'He said "no" today']
    """
    if '"' not in text:
        return Table(_without_marks(text, separator), [], [])
    if are_plain(text, separator):
        said = "quotation marks are read as they stand: this table does not write them around values"
        return Table(_without_marks(text, separator), [], [said])
    if '\\"' not in text:
        with_rules = _by_the_rules(text, separator)
        if with_rules is not None and not (swallowed(with_rules, separator, width) or _are_cut(with_rules, width)):
            return Table(with_rules, [], [])
    return _with_care(text, separator, width)


def _without_marks(text: str, separator: str) -> list[Line]:
    rows = []
    for number, match in enumerate(_LINES.finditer(text), 1):
        values = match.group().rstrip("\r\n").split(separator)
        if any(values):
            rows.append(Line(number, values))
        if max(map(len, values)) > LARGEST_FIELD:
            raise TooLargeError(f"line {number}: field larger than {LARGEST_FIELD:,} characters")
    return rows


def are_plain(text: str, separator: str) -> bool:
    """Whether the marks of a table are characters as any other.

    A value without marks around it holds one, and no value in marks holds what would need them: a separator, a line
    end, a doubled mark.
    """
    if '""' in text.replace(f'{separator}""', separator) or '\\"' in text:
        return False
    inside = False
    width: int | None = None
    wrapped = total = 0
    for match in _LINES.finditer(text[:5_000_000]):
        values = match.group().rstrip("\r\n").split(separator)
        if not any(values):
            continue
        if width is None and any(value.strip()[:1] == '"' for value in values):
            return False  # names of columns in marks
        width = width or len(values)
        if len(values) != width:
            return False
        total += len(values)
        for value in values:
            wrapped += value[:1] == '"' == value[-1:] and value.count('"') == 2
            if value.count('"') == 1 and value.strip()[:1] == '"':
                return False  # a mark that is open at the end of a value: it goes on
            if value.strip()[:1] != '"' and '"' in value:
                inside = True
    return inside and wrapped * 3 < total


def _by_the_rules(text: str, separator: str) -> list[Line] | None:
    """The rows by the rules of CSV; None where the file breaks them."""
    csv.field_size_limit(LARGEST_FIELD)  # the module keeps one limit for all
    lines = (match.group() for match in _LINES.finditer(text))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        return [Line(reader.line_num, row) for row in reader if any(row)]
    except csv.Error as error:
        if "field larger" in str(error):
            raise TooLargeError(f"line {reader.line_num}: {error}") from error
        return None


def swallowed(rows: list[Line], separator: str, width: int | None) -> bool:
    """Whether a value holds lines that are whole rows: a mark was left open before, and another closed it later."""
    wanted = width or (len(rows[0].values) if rows else 0)
    if wanted < 3:
        return False
    for row in rows[1:]:
        for value in row.values:
            if value.count(separator) >= wanted - 1:
                lines = [line for line in value.split("\n")[1:-1] if line.strip()]
                if lines and all(_may_be_row(line.split(separator), wanted) for line in lines):
                    return True
    return False


def _are_cut(rows: list[Line], width: int | None) -> bool:
    """Whether a row has too many values because a mark behind a space opens one: by the rules, such a mark is text."""
    wanted = width or (len(rows[0].values) if rows else 0)
    return any(
        _OPENED.match(value) and any(other.rstrip().endswith('"') for other in row.values[at:])
        for row in rows
        if len(row.values) > wanted
        for at, value in enumerate(row.values, 1)
    )


def _may_be_row(values: list[str], wanted: int) -> bool:
    """Whether a line inside a value may be a row: separators with next to nothing between them are text."""
    return len(values) == wanted and sum(bool(value.strip()) for value in values) > 1


def _with_care(text: str, separator: str, width: int | None) -> Table:
    """The rows of a text whose marks are not doubled, are escaped, or are left open."""
    lines = [match.group() for match in _LINES.finditer(text)]
    escaped = _uses_escapes(text)
    rows: list[Line] = []
    bad: list[Bad] = []
    inner = at = 0
    while at < len(lines):
        wanted = width or (len(rows[0].values) if rows else None)
        values, end, plain = _row(lines, at, separator, escaped, wanted)
        if values is None:
            bad.append(Bad(at + 1, "a quotation mark is opened here and not closed; close it, or double it"))
            at += 1
            continue
        inner += plain
        if any(values):
            rows.append(Line(end, values))
        at = end
    notes = []
    if escaped:
        notes.append(r"quotation marks and line ends are escaped (\"), and are restored")
    if inner:
        notes.append(f"quotation marks inside {inner} values are not doubled, and are read as they stand")
    return Table(rows, bad, notes)


def _uses_escapes(text: str) -> bool:
    r"""Whether marks are escaped (\") inside values, as MySQL and others write them."""
    return re.search(r'[^\\,;\t|\r\n]\\"(?!\s*(?:[,;\t|\r\n]|$))|\\"[\w]', text) is not None


def _row(
    lines: list[str], at: int, separator: str, escaped: bool, width: int | None
) -> tuple[list[str] | None, int, int]:
    """The values of the row that begins at a line, the line behind it, and how many of them hold plain marks.

    None for the values where a mark stays open.
    """
    values: list[str] = []
    inner = 0
    line, place = lines[at], 0
    size = len(line)
    while True:
        behind = line[place:].lstrip(" ")
        if behind.startswith('"'):
            place = len(line) - len(behind)
        if line[place : place + 1] != '"':
            end = line.find(separator, place)
            bare = line[place:end] if end >= 0 else line[place:].rstrip("\r\n")
            values.append(_restored(bare) if escaped else bare)
            if end < 0:
                return values, at + 1, inner
            place = end + 1
            continue
        pieces: list[str] = []
        start = place + 1
        while (end := _closing(line, start, separator, escaped)) < 0:
            pieces.append(line[start:])
            at += 1
            if (
                at >= len(lines)
                or (size := size + len(lines[at])) > LARGEST_FIELD
                or _begins_a_row(lines, at, separator, width, len(values))
            ):
                return None, at, inner
            line, start = lines[at], 0
        pieces.append(line[start:end])
        value = "".join(pieces)
        plain = value.replace('""', "")
        if escaped:
            value = _restored(value)
        elif '"' in plain:
            inner += 1
            value = _outer(value)
        values.append(value.replace('""', '"'))
        behind = line[end + 1 :].lstrip(" ")
        if not behind.startswith(separator):
            return values, at + 1, inner
        place = len(line) - len(behind) + 1


def _closing(line: str, start: int, separator: str, escaped: bool) -> int:
    """Where the value that is open at `start` closes in a line: a mark before a separator or the end; -1 where not.

    Two marks are one of the value. Where one inside is open already, the second of two at the end closes the value.
    """
    at = start
    single = 0  # marks inside that are not doubled
    while (at := line.find('"', at)) >= 0:
        if escaped and _is_escaped(line, at, start):
            at += 1
            continue
        run = len(line[at:]) - len(line[at:].lstrip('"')) if line[at + 1 : at + 2] == '"' else 1
        last = at + run - 1
        if _ends(line, last, separator) and (run % 2 or single % 2):
            return last
        single += run % 2
        at += run
    return -1


def _ends(line: str, at: int, separator: str) -> bool:
    behind = line[at + 1 :].lstrip(" ")
    return not behind.strip("\r\n") or behind.startswith(separator)


def _is_escaped(line: str, at: int, start: int) -> bool:
    count = 0
    while at - count - 1 >= start and line[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _begins_a_row(lines: list[str], at: int, separator: str, width: int | None, so_far: int) -> bool:
    """Whether a line inside an open value is a whole row by itself, and so are those behind it."""
    if width is None or width < 2:
        return False
    looked = [line for line in lines[at : at + 3] if line.strip()]
    return bool(looked) and all(_is_whole(line, separator, width) for line in looked)


def _is_whole(line: str, separator: str, width: int) -> bool:
    try:
        row = next(csv.reader([line], delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        return False
    return len(row) == width and not (separator == "," and any(value.startswith(" ") for value in row[1:]))


def _outer(value: str) -> str:
    """The value with the marks around it where these belong to the text: '"No," he said. "Never."'."""
    first = value.find('"')
    closes = first and _CLOSING.match(value[first - 1] + value[first + 1 : first + 2])
    return f'"{value}"' if closes and value.count('"') % 2 == 0 else value


def _restored(value: str) -> str:
    return (
        re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), value, flags=re.S) if "\\" in value else value
    )


def sample(head: str, separator: str, most: int) -> Iterator[list[str]]:
    """The first rows of a text, read without strictness; the last of them may be cut and is left out."""
    rows: list[list[str]] = []
    csv.field_size_limit(LARGEST_FIELD)
    try:
        for row in csv.reader((match.group() for match in _LINES.finditer(head)), delimiter=separator):
            if any(row):
                rows.append(row)
            if len(rows) > most:
                break
    except csv.Error:
        pass  # the rows until there are the sample
    yield from rows if len(rows) < 3 else rows[:-1]
