"""Anatomy of a news story as people keep it: headline, byline, stamps, captions, dateline, body, taglines, furniture.

`dissect` divides a text into parts without gaps, line by line, and says for each which rule decided. Rules are
patterns with a place where they may stand; a line that no rule knows is body, so prose is never lost.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from toolkit.articles import Caption, Part
from toolkit.clean import hygiene


class Anatomy(NamedTuple):
    """The fields of an article and the parts of its source, in order and without gaps."""

    text: str
    headline: str | None = None
    byline: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    dateline: str | None = None
    agency: str | None = None
    captions: tuple[Caption, ...] = ()
    taglines: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class _Rule(NamedTuple):
    kind: str
    name: str
    place: str  # head: before the body, tail: after it, any
    pattern: re.Pattern[str]


_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = rf"(?:[^.!?]|[ap]\.m\.|{_MONTH}){{0,60}}"


def _rule(kind: str, name: str, place: str, pattern: str) -> _Rule:
    return _Rule(kind, name, place, re.compile(pattern))


_RULES = (  # kind, name, place, pattern of the whole line
    _rule("furniture", "page stamp and menu", "any", r"(?:date \d{4}-\d\d-\d\d )?SECTIONS"),
    _rule(
        "furniture", "advertisement", "any", r"(?i:advertisement|story continues below(?: the)?(?: ad\w*| video)?\.?)"
    ),
    _rule(
        "furniture",
        "promotion",
        "any",
        r"(?:Sign up for|READ MORE|RELATED|MORE|PHOTOS|VIDEO|WATCH)\b(?::.{0,150}|[^.]{0,90})",
    ),
    _rule(
        "furniture",
        "page control",
        "any",
        r"(?:Loading\.\.\.|Share this:?.{0,40}|LISTEN TO ARTICLE.{0,60}|\(\d+ Images\))",
    ),
    _rule("furniture", "promotion", "any", r"(?:Click here|Read more|Watch the latest)\b.{0,120}"),
    _rule(
        "published",
        "published stamp",
        "any",
        rf"(?:First )?(?:Published|Posted|PUBLISHED)(?: on)?:? (?={_WHEN}\d){_WHEN}",
    ),
    _rule(
        "modified",
        "updated stamp",
        "any",
        rf"[—–-]{{0,2}}\s?(?:Last )?(?:Modified|Updated|UPDATED|updated)(?: on| at)?:? (?={_WHEN}\d){_WHEN}[.]?",
    ),
    _rule(
        "copyright",
        "copyright line",
        "any",
        r"(?:Copyright|COPYRIGHT|©|\([cC]\))\s?(?:©|\([cC]\))?\s?(?:\d{4}|The |[A-Z]).{0,250}",
    ),
    _rule(
        "correction",
        "correction or note",
        "any",
        r"(?i:\[?(?:corrections?|clarifications?|editor[’']?s?[’']? note))\b.{0,20}?[:,—–-] ?.{1,900}",
    ),
    _rule(
        "correction",
        "update note",
        "tail",
        r"(?:--|—)?\s?This (?:story|article|report|post) (?:has been|was) "
        r"(?:updated|corrected|(?:first|originally) published).{0,400}",
    ),
    _rule(
        "tagline",
        "contributed",
        "tail",
        r".{0,350}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|post)\b.{0,200}",
    ),
    _rule(
        "tagline", "contributed", "tail", r".{0,200}\b(?:contributed reporting|contributed from [A-Z]\w+|contributed)\."
    ),
    _rule(
        "tagline",
        "reported from",
        "tail",
        r"(?:_{2,} ?)?(?:[A-Z][\w’'-]+(?:,? and |, | )?){1,6} reported from [A-Z].{0,250}",
    ),
    _rule("tagline", "reporting by", "tail", r"\(?(?:Additional )?[Rr]eporting by [A-Z].{0,350}"),
    _rule("tagline", "contributing", "tail", r"Contributing: .{0,200}"),
    _rule(
        "tagline",
        "about the writer",
        "tail",
        r"(?:Follow [A-Z]\w+.{0,40} on (?:Twitter|X|Facebook)|[A-Z][\w .]+ can be reached at)\b.{0,150}",
    ),
    _rule("caption", "file photo", "any", r"FILE(?: PHOTO)?(?: -|:|—| –) ?.{10,600}"),
    _rule(
        "credit",
        "credit line",
        "any",
        r"(?:Photo(?:graph)?|Credit|CREDIT|Photo [Cc]redit|Image|Illustration) ?: ?.{2,120}",
    ),
)

_BYLINE = re.compile(r"(?:By|BY|by|Written by|Analysis by|Story by|From) (?P<name>.{2,140})")
_NO_BYLINE = re.compile(
    r"(?:the numbers|no|a|an|the (?!Associated|Canadian)|\d|mid|all|then|now|contrast|comparison|law|far)\b", re.I
)
_CREDIT = re.compile(
    r"\(\s*(?P<credit>(?:(?:File )?[Pp]hoto(?: by|:| courtesy)? ?|(?:AP|EPA|AFP|Reuters|PA|UPI) Photo|Credit: ?)"
    r"[^()]{0,120}"
    r"|[^()]{0,100}(?:/ ?(?:AP|Reuters|AFP|EPA|Getty|Pool)\b|Getty Images|via AP|via Reuters|AP Photo)"
    r"[^()]{0,80})\s*\)\s*$"
)
_PLACE = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ’'.\-/ ]{2,40}(?:, (?:[A-Z][\w.’'\-]*\.?)(?: [A-Z][\w.’'\-]*){0,3}| (?:and|AND) [A-ZÀ-Þ ]{3,30})?"
)
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"
    r"(?:\s*\((?P<agency>[A-Za-z][^()\d]{1,40})\)\s*(?:[—–]|--?)\s*|\s*(?:[—–]|--)\s*|\s+-\s+)(?=\S)"
)
_NO_DATELINE = re.compile(
    r"(?:FILE|UPDATE|BREAKING|VIDEO|PHOTO|EDITOR|CORRECTION|LISTEN|FINAL|EXCLUSIVE|ANALYSIS|OPINION|WATCH|LIVE|RECAP|GOP|Q&A)"
)
_CAPTION_DATE = re.compile(r"[A-Z]+ \d{1,2}:")
_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_AGENCIES = {
    "the associated press": "AP", "associated press": "AP", "ap reports": "AP", "ap": "AP", "reuters": "Reuters",
    "agence france-presse": "AFP", "afp": "AFP", "united press international": "UPI", "dpa": "dpa",
}  # fmt: skip


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def dissect(original: str, *, headline: bool = True) -> Anatomy:
    """The anatomy of one article as it was kept. `headline=False`: the text is a body, its first line no headline.

    >>> found = dissect("Rain floods town\\n\\nBy Ana Ruiz\\nLEEDS (AP) — Rain fell all day.\\n\\nIt stopped.")
    >>> found.headline, found.byline, found.dateline, found.agency, found.text
    ('Rain floods town', 'Ana Ruiz', 'LEEDS', 'AP', 'Rain fell all day.\\n\\nIt stopped.')
    """
    lines = _lines(original)
    kinds = _classify(lines, titled=headline)
    parts: list[Part] = []
    paragraphs: list[str] = []
    captions: list[Caption] = []
    values: dict[str, str] = {}
    taglines: list[str] = []
    wrapped = _is_hard_wrapped(lines, kinds)
    previous_body = -1
    for number, (line, (kind, rule)) in enumerate(zip(lines, kinds, strict=True)):
        _gap(parts, original, line.start)
        if kind == "body":
            start = line.start
            if previous_body < 0:
                start = _take_dateline(line, parts, values)
            parts.append(Part("body", start, line.end, rule))
            piece = original[start : line.end].strip()
            if wrapped and paragraphs and previous_body == number - 1 and _adjoin(original, lines[number - 1], line):
                paragraphs[-1] += " " + piece
            else:
                paragraphs.append(piece)
            previous_body = number
            continue
        if kind == "caption":
            _take_caption(line, rule, parts, captions)
            continue
        if kind == "credit" and captions and captions[-1].credit is None:
            captions[-1] = Caption(captions[-1].text, line.text.partition(":")[2].strip() or line.text)
        parts.append(Part(kind, line.start, line.end, rule))
        if kind == "tagline":
            taglines.append(line.text)
        else:
            values.setdefault(kind, line.text)
    _gap(parts, original, len(original))
    text = hygiene("\n\n".join(p for p in paragraphs if p))[0]
    byline = values.get("byline")
    name = _BYLINE.fullmatch(byline)["name"].strip() if byline and _BYLINE.fullmatch(byline) else None  # type: ignore[index]
    return Anatomy(
        text=text,
        headline=_tidy(values.get("headline")),
        byline=name,
        published=_moment(values.get("published")),
        modified=_moment(values.get("modified")),
        dateline=values.get("dateline"),
        agency=values.get("agency") or _AGENCIES.get((name or "").lower()),
        captions=tuple(captions),
        taglines=tuple(taglines),
        parts=tuple(parts),
    )


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


def _classify(lines: list[_Line], *, titled: bool) -> list[tuple[str, str]]:
    kinds: list[tuple[str, str]] = [("", "")] * len(lines)
    for number, line in enumerate(lines):
        kinds[number] = _by_rule(line.text)
    body = [number for number, (kind, _) in enumerate(kinds) if kind == "" and _is_prose(lines[number].text)]
    first = body[0] if body else len(lines)
    last = body[-1] if body else -1
    headline = _headline(lines, kinds, first) if titled else None
    for number, line in enumerate(lines):
        kind, rule = kinds[number]
        if number == headline:
            kinds[number] = ("headline", "headline")
        elif headline is not None and line.text == lines[headline].text and (number < first or number > last):
            kinds[number] = ("headline_repeat", "the headline again")
        elif kind == "" and number < first and _is_byline(line.text):
            kinds[number] = ("byline", "byline")
        elif (
            (kind == "tagline" and not _in_tail(number, kinds, lines))
            or kind == ""
            or (kind == "correction" and rule == "update note" and number < len(lines) // 2)
        ):
            kinds[number] = ("body", "prose")
    if not any(kind == "body" for kind, _ in kinds):
        # nothing but furniture: then the longest line was prose after all
        longest = max(range(len(lines)), key=lambda k: len(lines[k].text), default=None)
        if longest is not None:
            kinds[longest] = ("body", "the only text there is")
    return kinds


def _by_rule(text: str) -> tuple[str, str]:
    for rule in _RULES:
        if rule.pattern.fullmatch(text):
            return rule.kind, rule.name
    if _CREDIT.search(text):
        return "caption", "caption with credit"
    return "", ""


def _in_tail(number: int, kinds: list[tuple[str, str]], lines: list[_Line]) -> bool:
    """Whether only taglines, notes and furniture follow, so that a line about the reporters is no prose."""
    return all(kind != "" or not _is_prose(lines[k].text) for k, (kind, _) in enumerate(kinds) if k > number)


def _is_prose(text: str) -> bool:
    return bool(_SENTENCE.search(text)) or len(text) > 160


def _headline(lines: list[_Line], kinds: list[tuple[str, str]], first: int) -> int | None:
    for number in range(min(first, len(lines))):
        text = lines[number].text
        if kinds[number][0] or _is_byline(text):
            continue
        goes_on = number + 1 < len(lines) and lines[number + 1].text[0].islower()  # a line broken inside a sentence
        if first < len(lines) and len(text.split()) <= 30 and any(c.isalpha() for c in text) and not goes_on:
            return number
        return None
    return None


def _is_byline(text: str) -> bool:
    match = _BYLINE.fullmatch(text)
    if match is None or text[-1] in ".?!" or _NO_BYLINE.match(match["name"]):
        return False
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w.’'-]*", match["name"])
        if word.lower() not in ("and", "of", "for", "in")
    ]
    capitals = sum(word[0].isupper() for word in words)
    return bool(words) and words[0][0].isupper() and 2 * capitals >= len(words) and len(words) <= 14


def _take_dateline(line: _Line, parts: list[Part], values: dict[str, str]) -> int:
    match = _DATELINE.match(line.text)
    if match is None or _NO_DATELINE.match(line.text) or _CAPTION_DATE.match(line.text[match.end() :]):
        return line.start
    values["dateline"] = match["place"].strip()
    if match["agency"]:
        values["agency"] = match["agency"].strip()
    parts.append(Part("dateline", line.start, line.start + match.end(), "dateline"))
    return line.start + match.end()


def _take_caption(line: _Line, rule: str, parts: list[Part], captions: list[Caption]) -> None:
    match = _CREDIT.search(line.text)
    if match is None:
        captions.append(Caption(line.text))
        parts.append(Part("caption", line.start, line.end, rule))
        return
    cut = line.start + match.start()
    text = line.text[: match.start()].strip()
    if text:
        parts.append(Part("caption", line.start, cut, rule))
    captions.append(Caption(hygiene(text)[0], match["credit"].strip()))
    parts.append(Part("credit", cut, line.end, rule))


def _gap(parts: list[Part], original: str, start: int) -> None:
    """White space and marks between two lines are a part too: nothing is without a name."""
    end = parts[-1].end if parts else 0
    if start > end:
        parts.append(Part("blank", end, start, "space between lines"))


def _is_hard_wrapped(lines: list[_Line], kinds: list[tuple[str, str]]) -> bool:
    """Whether the line breaks are those of a typewriter: most body lines of one length, ending inside sentences."""
    body = [line.text for line, (kind, _) in zip(lines, kinds, strict=True) if kind == "body"]
    if len(body) < 4:
        return False
    open_ends = [text for text in body[:-1] if not _SENTENCE.search(text) and 40 <= len(text) <= 100]
    return 2 * len(open_ends) > len(body)


def _adjoin(original: str, left: _Line, right: _Line) -> bool:
    between = original[left.end : right.start]
    return between.replace("\r\n", "\n").count("\n") <= 1


def _moment(line: str | None) -> datetime | None:
    """The time of a stamp as it is printed; a zone, if one is printed, stays in the part and out of the time."""
    if line is None:
        return None
    from dateutil import parser

    text = re.sub(r"([ap])\.m\.", r"\1m", re.sub(rf"^\D*?(?={_MONTH}|\d|{_DAY})", "", line), flags=re.I)
    text = re.sub(r"\bat\b|\b[A-Z]{2,4}T\b|\b(?:ET|PT|CT|GMT|UTC)\b|\.$", " ", text)
    try:
        found = parser.parse(text, default=datetime(1, 1, 1), ignoretz=True)
    except (ValueError, OverflowError):
        return None  # the line stays in the parts: a stamp without a full date tells no day
    return found if found.year >= 1600 else None
