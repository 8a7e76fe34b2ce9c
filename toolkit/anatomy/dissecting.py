"""The anatomy of a story, line by line: parts without gaps, and for each the rule that decided.

What no rule knows is body, so prose is never lost.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from toolkit.anatomy.bylines import read_bare_names, read_byline
from toolkit.anatomy.captions import read_caption, read_credit
from toolkit.anatomy.datelines import read_dateline
from toolkit.anatomy.line_rules import rule_of
from toolkit.anatomy.news_agencies import agency_of, agency_of_copyright
from toolkit.anatomy.stamps import moment, read_bare_date, read_stamp, stamp_before_prose
from toolkit.articles import Caption, Part, Person
from toolkit.text.hygiene import hygiene

_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_LABEL = re.compile(r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}: (?=\S)")
_NO_LABEL = re.compile(
    r"(?:BREAKING|CORRECTION|CREDIT|EDITOR|EXCLUSIVE|FACT|FILE|NOTE|PHOTO|RELATED|UPDATE|VIDEO|WATCH)\b"
)
_LONGEST = 1600  # characters of a line that can be anything but prose
_HEAD = 12  # lines in which a byline or stamp is believed to stand above the body


class Anatomy(NamedTuple):
    """The fields of an article and the parts of its source, in order and without gaps."""

    text: str
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[Person, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    dateline: str | None = None
    dateline_date: str | None = None
    agency: str | None = None
    agency_evidence: str | None = None
    captions: tuple[Caption, ...] = ()
    taglines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Kind(NamedTuple):
    kind: str
    rule: str


HEAD = 5  # lines at the beginning among which a headline may be repeated
_UNKNOWN = _Kind("", "")
_BODY = _Kind("body", "prose")


class _Found:
    """What has been read so far of one story; `dissect` fills it and makes the anatomy from it."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.paragraphs: list[str] = []
        self.captions: list[Caption] = []
        self.taglines: list[str] = []
        self.notices: list[str] = []
        self.authors: list[Person] = []
        self.bylines: list[str] = []
        self.evidence: list[tuple[str, str]] = []  # agency, the line that names it
        self.dateline: str | None = None
        self.dateline_date: str | None = None
        self.first: dict[str, str] = {}  # kind -> the first line of it

    def take(self, kind: str, start: int, end: int, rule: str) -> None:
        self.parts.append(Part(kind, start, end, rule))


def dissect(original: str, *, headline: bool = True, known_headline: str | None = None) -> Anatomy:
    """The anatomy of one article as it was kept. `headline=False`: the text is a body, its first line no headline.

    `known_headline` is the headline that the source states elsewhere: a first line that repeats it is no body.

    >>> found = dissect("Rain floods town\\n\\nBy Ana Ruiz\\nLEEDS (AP) — Rain fell all day.\\n\\nIt stopped.")
    >>> found.headline, found.byline, found.dateline, found.agency, found.text
    ('Rain floods town', 'Ana Ruiz', 'LEEDS', 'AP', 'Rain fell all day.\\n\\nIt stopped.')
    """
    lines = _lines(original)
    kinds = _classify(lines, titled=headline)
    for number, line in enumerate(lines[:HEAD] if known_headline else ()):
        if _same(line.text, known_headline or ""):
            kinds[number] = _Kind("headline_repeat", "the headline again")
    wrapped = _is_hard_wrapped(lines, kinds)
    found = _Found()
    previous_body = -1
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        _gap(found.parts, original, line.start)
        if kind.kind != "body":
            _take(found, line, kind)
            continue
        start = _take_opening(found, line, first=previous_body < 0)
        found.take("body", start, line.end, "speaker label" if _is_label(line.text) else kind.rule)
        piece = original[start : line.end].strip()
        goes_on = wrapped and previous_body == number - 1 and _adjoin(original, lines[number - 1], line)
        if goes_on and found.paragraphs:
            found.paragraphs[-1] += " " + piece
        else:
            found.paragraphs.append(piece)
        previous_body = number
    _gap(found.parts, original, len(original))
    return _anatomy(found)


def _same(one: str, other: str) -> bool:
    """Whether two lines say the same, whatever their capitals, spaces and quotation marks."""
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold()) != []


def _anatomy(found: _Found) -> Anatomy:
    agency, evidence = found.evidence[0] if found.evidence else (None, None)
    return Anatomy(
        text=hygiene("\n\n".join(p for p in found.paragraphs if p))[0],
        headline=_tidy(found.first.get("headline")),
        deck=_tidy(found.first.get("deck")),
        byline="; ".join(found.bylines) or None,
        authors=tuple(dict.fromkeys(found.authors)),
        published=moment(found.first.get("published")),
        modified=moment(found.first.get("modified")),
        dateline=found.dateline,
        dateline_date=found.dateline_date,
        agency=agency,
        agency_evidence=evidence,
        captions=tuple(found.captions),
        taglines=tuple(found.taglines),
        notices=tuple(found.notices),
        parts=tuple(found.parts),
    )


def _take(found: _Found, line: _Line, kind: _Kind) -> None:
    """A line that is no body goes to its field, and is a part."""
    if kind.kind == "caption":
        _take_caption(found, line, kind.rule)
        return
    found.take(kind.kind, line.start, line.end, kind.rule)
    found.first.setdefault(kind.kind, line.text)
    if kind.kind == "credit" and found.captions and found.captions[-1].credit is None:
        found.captions[-1] = Caption(found.captions[-1].text, read_credit(line.text) or line.text)
    elif kind.kind == "credit":
        found.captions.append(Caption("", read_credit(line.text) or line.text))
    elif kind.kind == "tagline":
        found.taglines.append(line.text)
    elif kind.kind == "notice":
        found.notices.append(hygiene(line.text)[0])
    elif kind.kind == "byline":
        persons = read_byline(line.text) or read_bare_names(line.text)
        found.authors += persons
        found.bylines.append(re.sub(r"^(?:By|BY|by|From|FROM|Written by|Story by) ", "", line.text).strip())
        if agency := next((a for a in (agency_of(person.name) for person in persons) if a), agency_of(line.text)):
            found.evidence.append((agency, line.text))
    elif kind.kind == "copyright" and (owner := agency_of_copyright(line.text)):
        found.evidence.append((owner, line.text))


def _take_opening(found: _Found, line: _Line, *, first: bool) -> int:
    """Where the prose of a paragraph begins: behind a dateline, or a stamp that stands before it."""
    if length := stamp_before_prose(line.text):
        found.take("modified", line.start, line.start + length, "stamp before a paragraph")
        found.first.setdefault("modified", line.text[:length])
        return line.start + length
    if not first or (dateline := read_dateline(line.text)) is None:
        return line.start
    found.dateline, found.dateline_date = dateline.place, dateline.date
    if dateline.agency:
        found.evidence.insert(0, (dateline.agency, line.text[: dateline.end].strip()))
    found.take("dateline", line.start, line.start + dateline.end, "dateline")
    return line.start + dateline.end


def _take_caption(found: _Found, line: _Line, rule: str) -> None:
    read = read_caption(line.text)
    if read is None:
        found.captions.append(Caption(hygiene(line.text)[0]))
        found.take("caption", line.start, line.end, rule)
        return
    caption, cut = read
    found.captions.append(Caption(hygiene(caption.text)[0], caption.credit))
    if cut:
        found.take("caption", line.start, line.start + cut, rule)
    if cut < len(line.text):
        found.take("credit", line.start + cut, line.end, rule)


def _tidy(headline: str | None) -> str | None:
    return hygiene(headline)[0].removeprefix("# ").strip() if headline else None


def _lines(original: str) -> list[_Line]:
    """The lines that hold anything, without the white space around them."""
    found = []
    for match in re.finditer(r"[^\r\n\u2028\u2029\x85]+", original):
        text = match.group().strip(" \t\u00a0\ufeff\x0b\x0c\u3000")
        if text.strip():
            start = match.start() + match.group().index(text)
            found.append(_Line(start, start + len(text), text))
    return found


def _classify(lines: list[_Line], *, titled: bool) -> list[_Kind]:
    raw = [_by_shape(line.text) for line in lines]
    prose = [number for number, (kind, _) in enumerate(raw) if not kind.kind and _is_prose(lines[number].text)]
    headline = _headline(lines, raw, prose[0] if prose else len(lines)) if titled else None
    above = _end_of_head(lines, raw, headline)
    first = next((number for number in prose if number >= above), prose[0] if prose else len(lines))
    last = prose[-1] if prose else -1
    kinds: list[_Kind] = []
    for number, line in enumerate(lines):
        kind, place = raw[number]
        if number == headline:
            kind = _Kind("headline", "headline")
        elif headline is not None and line.text == lines[headline].text and (number < first or number > last):
            kind = _Kind("headline_repeat", "the headline again")
        elif kind.kind:
            in_place = place == "any" or (place == "head" and number < first) or (place == "tail" and number > last)
            if not in_place:
                kind = _Kind("byline", "byline") if number < first and read_byline(line.text) else _BODY
        elif headline is not None and headline < number < above:
            kind = _Kind("deck", "between headline and byline")
        elif number < first and number and _is_bare_byline(number, lines, raw, headline, titled=titled):
            kind = _Kind("byline", "names alone")
        else:
            kind = _BODY
        kinds.append(kind)
    _follow_headings(kinds, lines, first)
    if not any(kind.kind == "body" for kind in kinds):
        # nothing but furniture: then the longest line was prose after all
        longest = max(range(len(lines)), key=lambda k: len(lines[k].text), default=None)
        if longest is not None:
            kinds[longest] = _Kind("body", "the only text there is")
    return kinds


def _by_shape(text: str) -> tuple[_Kind, str]:
    """What a line is by its shape alone, and where that is believed."""
    if len(text) > _LONGEST:
        return _UNKNOWN, "any"
    if stamp := read_stamp(text):
        return _Kind(stamp, f"{'published' if stamp == 'published' else 'updated'} stamp"), "any"
    if rule := rule_of(text):
        return _Kind(rule.kind, rule.name), rule.place
    if read_caption(text):
        return _Kind("caption", "caption with credit" if text.endswith(")") else "caption line"), "any"
    if read_credit(text):
        return _Kind("credit", "credit line"), "any"
    if read_byline(text):
        return _Kind("byline", "byline"), "head"
    if read_bare_date(text):
        return _Kind("published", "date alone"), "head"
    return _UNKNOWN, "any"


def _end_of_head(lines: list[_Line], raw: list[tuple[_Kind, str]], headline: int | None) -> int:
    """The number of the first line after the byline and stamps above the body; 0 where there are none."""
    if headline is None:
        return 0
    end, sentences = 0, 0
    for number in range(headline + 1, min(len(lines), headline + _HEAD)):
        kind = raw[number][0].kind
        if kind in ("byline", "published") or (kind == "modified" and end):
            end = number + 1
        elif not kind:
            sentences += 1
        if sentences > 1 or len(lines[number].text.split()) > 60:
            break
    return end


def _is_bare_byline(
    number: int, lines: list[_Line], raw: list[tuple[_Kind, str]], headline: int | None, *, titled: bool
) -> bool:
    if titled and headline is None:
        return False
    return bool(read_bare_names(lines[number].text)) and not any(
        kind.kind == "byline" for kind, place in raw[: number + 4] if place == "head"
    )


def _follow_headings(kinds: list[_Kind], lines: list[_Line], first: int) -> None:
    """Behind the body, what stands under the heading of corrections or desk notes belongs to it."""
    under: _Kind | None = None
    bodies = [number for number, kind in enumerate(kinds) if kind.kind == "body"]
    half = bodies[len(bodies) // 2] if bodies else -1  # from here on, fewer than half of the bodies follow
    for number, kind in enumerate(kinds):
        if number <= first:
            continue
        late = bool(bodies) and number >= half
        if late and kind.rule in ("correction heading", "desk notes follow"):
            under = _Kind("notice", f"under a heading: {lines[number].text[:40]}")
        elif under and kind.kind == "body":
            kinds[number] = under


def _is_prose(text: str) -> bool:
    return bool(_SENTENCE.search(text)) or len(text) > 160


def _is_label(text: str) -> bool:
    """Whether a paragraph of the body begins with the name of its speaker, as transcripts print it."""
    return bool(_LABEL.match(text)) and not _NO_LABEL.match(text)


def _headline(lines: list[_Line], raw: list[tuple[_Kind, str]], first: int) -> int | None:
    for number in range(min(first, len(lines))):
        text = lines[number].text
        if raw[number][0].kind:
            continue
        goes_on = number + 1 < len(lines) and lines[number + 1].text[0].islower()  # a line broken inside a sentence
        if first < len(lines) and len(text.split()) <= 30 and any(c.isalpha() for c in text) and not goes_on:
            return number
        return None
    return None


def _gap(parts: list[Part], original: str, start: int) -> None:
    """White space and marks between two lines are a part too: nothing is without a name."""
    end = parts[-1].end if parts else 0
    if start > end:
        parts.append(Part("blank", end, start, "space between lines"))


def _is_hard_wrapped(lines: list[_Line], kinds: list[_Kind]) -> bool:
    """Whether the line breaks are those of a typewriter: most body lines of one length, ending inside sentences."""
    body = [line.text for line, (kind, _) in zip(lines, kinds, strict=True) if kind == "body"]
    if len(body) < 4:
        return False
    open_ends = [text for text in body[:-1] if not _SENTENCE.search(text) and 40 <= len(text) <= 100]
    return 2 * len(open_ends) > len(body)


def _adjoin(original: str, left: _Line, right: _Line) -> bool:
    between = original[left.end : right.start]
    return between.replace("\r\n", "\n").count("\n") <= 1
