"""Where the articles of a Nexis export begin and end, in any of its formats, and how many there should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import assemble, number, one_line
from toolkit.loading.databases.nexis_articles import has_header, header_start, read_article
from toolkit.loading.databases.nexis_labels import COUNT, COVER, LISTED, NUMBER, ends, heading, labelled
from toolkit.loading.dates import read_date
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Document, Reading, Story

_LOOK_AHEAD = 14  # lines below "3 of 50 DOCUMENTS" that hold a date or a label
_TELLING = frozenset(("load_date", "section", "byline"))
_REQUEST = re.compile(
    r"^\s*(?:download request|anforderung|demande)\s?:.*?(?P<first>\d+)\s?[-–]\s?(?P<last>\d+)\s*$", re.IGNORECASE
)


def is_nexis(lines: Sequence[Paragraph]) -> bool:
    """Whether lines are of Nexis: two kinds of marks at least, so that a story about Nexis is none."""
    closed = any(ends(line.text) for line in lines)
    if closed or any(heading(line.text) == "body" for line in lines):
        fields = (found.field for line in lines if (found := labelled(line.text)))
        if any(field == "length" or (closed and field in _TELLING) for field in fields):
            return True
    return bool(numbered(lines))


def read_lines(
    document: Document, name: str, lines: Sequence[Paragraph], *, promised: int | None = None, notes: Sequence[str] = ()
) -> Reading:
    """The articles of the lines of an export; `promised` where the format states the number in a place of its own."""
    marks = numbered(lines)
    if marks:
        return _read_old(document, name, lines, marks, promised, notes)
    return _read_new(document, name, lines, promised, notes)


def numbered(lines: Sequence[Paragraph]) -> list[tuple[int, int, int]]:
    """The marks "3 of 50 DOCUMENTS" as (line, number, total): those that rise and have a date or a label below."""
    found = []
    for i, line in enumerate(lines):
        mark = NUMBER.match(line.text)
        if mark and (mark["before"] or mark["after"]) and _begins_article(lines, i + 1, dated=not mark["before"]):
            found.append((i, int(mark["number"]), int(mark["total"])))
    totals = Counter(total for _, _, total in found)
    kept: list[tuple[int, int, int]] = []
    last = 0
    for i, n, total in found:
        if (n > last or n == 1) and n <= total and (totals[total] > 1 or n == last + 1 or lines[i].centred):
            kept.append((i, n, total))
            last = n
    return kept


def _begins_article(lines: Sequence[Paragraph], start: int, *, dated: bool) -> bool:
    """Whether a label in capitals stands below a mark; a date is enough where the mark is one of Nexis alone."""
    seen = 0
    for i in range(start, len(lines)):
        line = lines[i]
        if not line.text.strip():
            continue
        if labelled(line.text, capitals=True) is not None:
            return True
        if dated and read_date(line.text, longest_rest=60) is not None:
            return True
        seen += 1
        if seen == _LOOK_AHEAD or NUMBER.match(line.text):
            break
    return False


def _read_old(
    document: Document,
    name: str,
    lines: Sequence[Paragraph],
    marks: list[tuple[int, int, int]],
    promised: int | None,
    notes: Sequence[str],
) -> Reading:
    stories: list[Story] = []
    rejections: list[Rejection] = []
    first_line, first_number, first_total = marks[0]
    limits = [*(line for line, _, _ in marks[1:]), len(lines)]
    for (start, n, total), end in zip(marks, limits, strict=True):
        draft = read_article(lines[start + 1 : end], capitals=True)
        locator = f"article {n}"
        if draft is None:
            rejections.append(Rejection(document.name, locator, "neither a date nor a field stands below its number"))
            continue
        draft.aside("furniture", f"{lines[start].text.strip()}", f"Nexis number, one of {total}")
        stories.append(draft.story(locator))
    numbers = {n for _, n, _ in marks}
    if promised is None:
        request = next((m for line in lines[:first_line] if (m := _REQUEST.match(line.text))), None)
        start, end = (int(request["first"]), int(request["last"])) if request else (first_number, first_total)
        promised = end - start + 1
    gaps = [f"number {n}" for n in range(first_number, max(numbers)) if n not in numbers]
    said = [*notes, *_cover_note(lines[:first_line])]
    return assemble(document, name, stories, rejections=rejections, promised=promised, notes=said, missing=gaps)


def _read_new(
    document: Document, name: str, lines: Sequence[Paragraph], promised: int | None, notes: Sequence[str]
) -> Reading:
    stories: list[Story] = []
    rejections: list[Rejection] = []
    said = list(notes)
    cover: Sequence[Paragraph] = ()
    for position, chunk in enumerate(_chunks(lines)):
        if position == 0:
            cover = chunk[: header_start(chunk, _opening(chunk))]
        locator = f"article {len(stories) + len(rejections) + 1}"
        draft = read_article(chunk, capitals=False, covered=position == 0)
        if draft is not None:
            stories.append(draft.story(locator))
        elif any(labelled(line.text) or read_date(line.text) for line in chunk):
            shown = one_line(" ".join(line.text for line in chunk))[:60]
            reason = f"neither a heading nor a length shows where the text begins ({shown!r})"
            rejections.append(Rejection(document.name, locator, reason))
        elif left := [line.text for line in chunk if line.text.strip() and not ends(line.text)]:
            said.append(f"{len(left)} lines between articles belong to none ({one_line(' '.join(left))[:60]!r})")
    if promised is None:
        stated = next((m for line in cover if (m := COUNT.match(line.text))), None)
        promised = number(stated["count"]) if stated else None
    listed = _contents(cover)
    if promised is None and len(listed) > 1:
        promised = len(listed)
    said += _cover_note(cover)
    missing = _missing(listed, stories) if promised != len(stories) else []
    return assemble(document, name, stories, rejections=rejections, promised=promised, notes=said, missing=missing)


def _chunks(lines: Sequence[Paragraph]) -> list[Sequence[Paragraph]]:
    """The lines of each article: up to its end mark, and divided where a second body opens before one."""
    marked = any(line.bold for line in lines)
    chunks: list[Sequence[Paragraph]] = []
    start = 0
    for i, line in enumerate([*lines, None]):
        if line is not None and not ends(line.text):
            continue
        chunk = lines[start : i + 1]
        start = i + 1
        openings = [k for k, each in enumerate(chunk) if heading(each.text) == "body" and (each.bold or not marked)]
        cuts = [0]
        for before, opening in pairwise(openings):
            between = chunk[before + 1 :]
            if has_header(between, opening - before - 1):
                cuts.append(before + 1 + header_start(between, opening - before - 1))
        chunks += [chunk[a:b] for a, b in zip(cuts, [*cuts[1:], len(chunk)], strict=True)]
    return [chunk for chunk in chunks if any(line.text.strip() for line in chunk)]


def _opening(chunk: Sequence[Paragraph]) -> int:
    for i, line in enumerate(chunk):
        found = labelled(line.text)
        if heading(line.text) == "body" or (found is not None and found.field == "length"):
            return i
    return 0


def _contents(cover: Sequence[Paragraph]) -> list[str]:
    """The titles of the table of contents: numbered from 1 on without a gap."""
    titles: list[str] = []
    for line in cover:
        found = LISTED.match(line.text)
        if found and int(found["number"]) == len(titles) + 1:
            titles.append(one_line(found["title"]))
    return titles


def _missing(listed: list[str], stories: Sequence[Story]) -> list[str]:
    def key(title: str) -> str:
        return re.sub(r"\W+", "", title.lower())[:60]

    found = Counter(key(story.headline or "") for story in stories)
    missing = []
    for title in listed:
        if found[key(title)]:
            found[key(title)] -= 1
        else:
            missing.append(repr(title[:80]))
    return missing


def _cover_note(cover: Sequence[Paragraph]) -> list[str]:
    left = [line.text for line in cover if line.text.strip("\ufeff \t\n")]
    entries = len(_contents(cover))
    listed = f" with a table of contents of {entries}" if entries else ""
    known = sum(1 for text in left if COVER.match(text))
    return [f"the cover page{listed} was left out ({len(left)} lines, {known} of known kinds)"] if left else []
