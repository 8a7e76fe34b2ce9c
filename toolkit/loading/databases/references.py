"""BibTeX (.bib) and EndNote (.enw, Refer): references as reference managers write them, read as RIS records are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.articles import Rejection
from toolkit.loading.databases.assembling import assemble
from toolkit.loading.databases.ris import story_of
from toolkit.loading.records import Document, Reading

NAME = "references (BibTeX, EndNote)"

_ENTRY = re.compile(r"@\s*(?P<kind>[A-Za-z]+)\s*[{(]\s*(?P<key>[^\s,{}]*)\s*,")
_NOT_ENTRIES = frozenset(("comment", "string", "preamble"))
_BEGINS_BIB = re.compile(r"(?:^|\n)\s*@\s*[A-Za-z]{3,20}\s*\{\s*[^\s,{}]*\s*,\s*[\w-]+\s*=")
_BEGINS_ENW = re.compile(r"\A\ufeff?\s*%[0A-Z] .+\n(?:.*\n)*?%[A-Z0-9@!#$&(+^>*~<\[\]|{}] ")
_ENW_LINE = re.compile(r"^%(?P<tag>\S) ?(?P<value>.*)$")
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_ACCENT = re.compile(r"\\(?P<accent>[\"'`^~=.]|[cvuHkr](?=[{\s]))\s*\{?\\?(?P<letter>[A-Za-z])\}?")
_FIELD = re.compile(r"[\s,]*(?P<name>[\w-]+)\s*=\s*")
_BARE = re.compile(r"[^\s,}#]*")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
_JOINT = re.compile(r"\s*#\s*")
_LETTERS = {
    "\\ss": "ß",
    "\\ae": "æ",
    "\\AE": "Æ",
    "\\o": "ø",
    "\\O": "Ø",
    "\\aa": "å",
    "\\AA": "Å",
    "\\l": "ł",
    "\\L": "Ł",
}
_TAGS = {  # fields of BibTeX as tags of RIS
    "title": "TI", "journal": "T2", "journaltitle": "T2", "newspaper": "T2", "booktitle": "T2", "publisher": "PB",
    "abstract": "AB", "date": "DA", "url": "UR", "language": "LA", "langid": "LA", "keywords": "KW", "pages": "SP",
    "volume": "VL", "number": "IS", "issn": "SN", "doi": "DO", "note": "N1",
}  # fmt: skip
_ENW = {
    "T": "TI", "J": "T2", "B": "T2", "A": "AU", "X": "AB", "U": "UR", "G": "LA", "K": "KW", "P": "SP", "V": "VL",
    "N": "IS", "I": "PB", "@": "SN", "R": "DO", "Z": "N1", "W": "DB", "M": "AN", "D": "PY", "8": "DA",
}  # fmt: skip
_MONTHS = {
    name: month
    for month, names in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
    for name in (names, str(month), f"{month:02}")
}


def recognises(document: Document) -> bool:
    """Whether the text holds an entry of BibTeX with a field, or begins with two tags of EndNote."""
    head = document.sample[:20_000]
    return _BEGINS_BIB.search(head) is not None or _BEGINS_ENW.match(head.replace("\r\n", "\n")) is not None


def read(document: Document) -> Reading:
    """The references as records. Raises LoadError where there is none."""
    text = document.text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    records = list(_bibtex(text) if _BEGINS_BIB.search(text[:20_000]) else _endnote(text))
    stories, rejections = [], []
    for number, record in enumerate(records, 1):
        story = story_of(record, f"record {number}")
        if story.headline or story.text:
            stories.append(story)
        else:
            rejections.append(Rejection(document.name, f"record {number}", "the record has neither a title nor a text"))
    return assemble(document, NAME, stories, rejections=rejections)


def _endnote(text: str) -> Iterator[list[tuple[str, str]]]:
    """The records of Refer: a tag of one sign a line, an empty line or %0 between records."""
    for block in re.split(r"\n\s*\n(?=\s*%[0A])", text):
        record: list[tuple[str, str]] = []
        for line in block.split("\n"):
            if found := _ENW_LINE.match(line):
                record.append((_ENW.get(found["tag"], ""), found["value"].strip()))
            elif line.strip() and record:
                tag, value = record.pop()
                record.append((tag, f"{value}\n{line.strip()}"))
        known = [(tag, value) for tag, value in record if tag]
        if known:
            yield [("TY", "GEN"), *known]


def _bibtex(text: str) -> Iterator[list[tuple[str, str]]]:
    entry = _ENTRY.search(text)
    while entry:
        at = entry.end()
        if entry["kind"].lower() not in _NOT_ENTRIES:
            fields, at = _bib_fields(text, at)
            names = re.split(r"\s+and\s+", fields.get("author", ""))
            yield [
                ("TY", "GEN"),
                ("ID", entry["key"]),
                *(("AU", name.strip()) for name in names if name.strip()),
                *((tag, fields[name]) for name, tag in _TAGS.items() if fields.get(name)),
                *_bib_date(fields),
            ]
        entry = _ENTRY.search(text, at)


def _bib_date(fields: dict[str, str]) -> list[tuple[str, str]]:
    """The date of an entry that gives year, month and day apart."""
    year = re.match(r"\d{4}", fields.get("year", ""))
    if year is None or "date" in fields:
        return []
    day = "".join(re.findall(r"^\d{1,2}$", fields.get("day", "")))
    return [("DA", f"{year.group()}/{_MONTHS.get(fields.get('month', '').lower()[:3], '')}/{day}")]


def _bib_fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The fields of an entry from behind its key, and where it ends."""
    fields: dict[str, str] = {}
    while field := _FIELD.match(text, at):
        value, at = _bib_value(text, field.end())
        fields.setdefault(field["name"].lower(), value)
    return fields, at


def _bib_value(text: str, at: int) -> tuple[str, int]:
    """A value in braces, in quotation marks or bare, its braces and accents resolved; # joins several."""
    pieces: list[str] = []
    joint: re.Match[str] | None = None
    while joint or not pieces:
        if text.startswith(("{", '"'), at):
            piece, at = _delimited(text, at)
        else:
            bare = next(_BARE.finditer(text, at))
            piece, at = bare.group(), bare.end()
        pieces.append(piece)
        joint = _JOINT.match(text, at)
        at = joint.end() if joint else at
    return _plain("".join(pieces)), at


def _delimited(text: str, at: int) -> tuple[str, int]:
    """What stands between the brace or quotation mark at a place and the one that closes it, and where that ends."""
    start = at + 1
    closing = "}" if text.startswith("{", at) else '"'
    depth = 0
    for found in _MARK.finditer(text, start):
        mark = found.group()
        if mark == closing and not depth:
            return text[start : found.start()], found.end()
        depth += (mark == "{") - (mark == "}")
    return text[start:], len(text)


def _plain(text: str) -> str:
    import unicodedata

    text = _ACCENT.sub(lambda found: found["letter"] + _ACCENTS[found["accent"]], text)
    for name, letter in _LETTERS.items():
        text = re.sub(re.escape(name) + r"(?![A-Za-z])\s*(?:\{\})?", letter, text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text.replace("\\textquotedblleft", "“").replace("\\textquotedblright", "”"))
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    text = re.sub(r"[{}]", "", text)
    return unicodedata.normalize("NFC", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()
