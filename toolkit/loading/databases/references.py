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
_ACCENT = re.compile(r"\\([\"'`^~=.]|[cvuHkr](?=[{\s]))\s*\{?\\?([A-Za-z])\}?")
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
    "N": "IS", "I": "PB", "@": "SN", "R": "DO", "Z": "N1", "W": "DB", "M": "AN",
}  # fmt: skip
_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))


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
        record: list[tuple[str, str]] = [("TY", "GEN")]
        for line in block.split("\n"):
            found = _ENW_LINE.match(line)
            if found is None:
                if line.strip() and len(record) > 1:
                    record[-1] = (record[-1][0], f"{record[-1][1]}\n{line.strip()}")
            elif found["tag"] in "D8":
                record.append(("DA" if found["tag"] == "8" else "PY", found["value"].strip()))
            elif tag := _ENW.get(found["tag"]):
                record.append((tag, found["value"].strip()))
        if len(record) > 1:
            yield record


def _bibtex(text: str) -> Iterator[list[tuple[str, str]]]:
    at = 0
    while entry := _ENTRY.search(text, at):
        at = entry.end()
        if entry["kind"].lower() in _NOT_ENTRIES:
            continue
        fields, at = _bib_fields(text, at)
        record = [("TY", "GEN"), ("ID", entry["key"])]
        names = re.split(r"\s+and\s+", fields.get("author", ""))
        record += [("AU", name.strip()) for name in names if name.strip()]
        record += [(tag, fields[name]) for name, tag in _TAGS.items() if fields.get(name)]
        if "date" not in fields and (year := re.match(r"\d{4}", fields.get("year", ""))):
            month = fields.get("month", "").lower()
            number = _MONTHS.get(month[:3]) or (
                int(month) if month.isascii() and month.isdigit() and 0 < int(month) < 13 else 0
            )
            day = fields.get("day", "")
            stamp = (
                f"{year[0]}/{number:02}" + (f"/{int(day):02}" if day.isascii() and day.isdigit() else "")
                if number
                else year[0]
            )
            record.append(("DA" if number else "PY", stamp))
        yield record


def _bib_fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The fields of an entry from behind its key, and where it ends."""
    fields: dict[str, str] = {}
    while field := re.compile(r"[\s,]*([\w-]+)\s*=\s*").match(text, at):
        value, at = _bib_value(text, field.end())
        fields.setdefault(field[1].lower(), value)
    return fields, at


def _bib_value(text: str, at: int) -> tuple[str, int]:
    """A value in braces, in quotation marks or bare, its braces and accents resolved."""
    pieces = []
    while at < len(text):
        opening = text[at]
        if opening in '{"':
            depth, end = 0, at
            while end < len(text):
                char = text[end]
                if char == "\\":
                    end += 2
                    continue
                depth += (char == "{") - (char == "}")
                if end > at and ((opening == "{" and depth == 0) or (opening == '"' and char == '"' and depth == 0)):
                    break
                end += 1
            pieces.append(text[at + 1 : end])
            at = end + 1
        else:
            bare = re.compile(r"[^\s,}#]*").match(text, at)
            pieces.append(bare[0] if bare else "")
            at = bare.end() if bare else at + 1
        joint = re.compile(r"\s*#\s*").match(text, at)
        if joint is None:
            break
        at = joint.end()
    return _plain("".join(pieces)), at


def _plain(text: str) -> str:
    import unicodedata

    text = _ACCENT.sub(lambda found: found[2] + _ACCENTS[found[1]], text)
    for name, letter in _LETTERS.items():
        text = re.sub(re.escape(name) + r"(?![A-Za-z])\s*(?:\{\})?", letter, text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", text.replace("\\textquotedblleft", "“").replace("\\textquotedblright", "”"))
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    text = re.sub(r"[{}]", "", text)
    return unicodedata.normalize("NFC", "\n".join(" ".join(line.split()) for line in text.split("\n"))).strip()
