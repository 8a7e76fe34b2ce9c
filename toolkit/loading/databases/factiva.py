"""What Factiva knows of an article: from its field codes, or from the order of the lines where it prints none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.articles import Caption
from toolkit.loading.databases.assembling import asides, extras, joined, number, one_line
from toolkit.loading.dates import find_date, read_date
from toolkit.loading.languages import language_code
from toolkit.loading.records import Story

# the codes of Dow Jones that stand before or beside a field
FIELDS = frozenset(
    "AN ART BY CLM CN CO CR CT CX CY DLN ED ET HD IN IPC IPD LA LGO LP NS PD PG PUB RE RF RST SC SE SN TD VOL "
    "WC".split()
)
_INDEX = ("RF", "CO", "IN", "NS", "RE", "IPD", "IPC", "RST", "CT", "LGO", "CN")

ACCESSION = re.compile(
    r"^\s*(?:AN\s+)?(?:(?:document|dokument|documento|documentnummer|документ|文件|文档|文書|문서)\s*:?\s*)?"
    r"(?P<id>(?=[A-Za-z0-9]{25}\s*$)[A-Za-z][A-Za-z0-9]{7}(?:19|20)\d{6}[a-z0-9]{9})\s*$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"^\s*(?:copyright|©|\(c\)|\(copyright\)|all rights reserved|版权|版權)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*\d[\d.,'\u00a0\u202f ]*\s?[^\W\d][^\d]{0,15}$")
_TIME = re.compile(r"^\s*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:Uhr|GMT|UTC))?\s*$", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
_BYLINE = re.compile(r"^(?:by|von|par|de|por|di|door|av|af)\s+[^\W\d_]", re.IGNORECASE)
_FIRM = re.compile(
    r"\b(?:ltd|limited|inc|incorporated|llc|plc|gmbh|ag|s\.?a|b\.?v|n\.?v|corp|corporation|co|company|group|verlag|"
    r"s\.?p\.?a|s\.?l|kg)\.?\s*$",
    re.IGNORECASE,
)
_PAGES = re.compile(r"^[A-Z]{0,3}\d{1,6}[A-Z]?(?:[,;.\s-]+[A-Z]{0,3}\d{1,6}[A-Z]?)*$")
_MOST_ABOVE = 12  # lines between a date and a text
_SHORT = 40  # characters of a language or an edition
_LONGEST_PUBLISHER = 80
_LAST_DATE = 14  # lines above a text among which its date is looked for
_LAST_LENGTH = 8  # and its length, if there is no date


class Entry(NamedTuple):
    """A line of an article. `role` is what the page says of it: headline, author, paragraph, or nothing."""

    text: str
    role: str = ""


def from_codes(fields: Sequence[tuple[str, Sequence[str]]], locator: str) -> Story:
    """The story of an article whose fields have codes (HD, BY, WC, PD, ...), each with its paragraphs."""
    known: dict[str, list[str]] = {}
    for code, texts in fields:
        known.setdefault(code.upper(), []).extend(text for text in texts if text.strip())

    def one(code: str, separator: str = " ") -> str | None:
        return separator.join(one_line(text) for text in known.get(code, ())) or None

    moment = find_date(f"{one('PD') or ''} {one('ET') or ''}")
    body = joined([*known.get("LP", ()), *known.get("TD", ())])
    accession = one("AN")
    set_aside = asides("copyright", "Factiva CY", known.get("CY", ()))
    for code in ("WC", "PD", "ET", "LA", "PUB", "AN", *_INDEX):
        kind = "date" if code in ("PD", "ET") else "classification"
        set_aside += asides(kind, f"Factiva {code}", [f"{code} {one(code, '; ')}"] if one(code) else [])
    for code in known.keys() - FIELDS:
        set_aside += asides("unclassified", f"Factiva {code}, not known", [f"{code} {one(code, '; ')}"])
    return Story(
        text=body,
        locator=locator,
        id=accession.split()[-1] if accession else None,
        headline=one("HD"),
        byline=one("BY", "; "),
        agency=one("CR"),
        outlet=one("SN"),
        published=None if moment is None else moment.when,
        dateline=one("DLN"),
        section="; ".join(filter(None, (one("SE"), one("CLM")))) or None,
        language=language_code(one("LA")),
        captions=tuple(Caption(one_line(text)) for text in known.get("ART", ())),
        notices=tuple(one_line(text) for text in known.get("CX", ())),
        words_promised=number(one("WC") or ""),
        not_full_text=None if body else "the export holds no text of this article, only its fields",
        asides=tuple(set_aside),
        extra=extras(source_code=one("SC"), edition=one("ED", "; "), page=one("PG", "; "), volume=one("VOL")),
    )


def from_lines(entries: Sequence[Entry], locator: str) -> Story | None:
    """The story of an article without codes: headline, author, length, date, source, ... in Factiva's order.

    None where neither a date nor a length stands above the text.
    """
    first = next((i for i, entry in enumerate(entries) if entry.role == "paragraph"), len(entries))
    date = _date(entries, first)
    length = _length(entries, date, first)
    marks = [i for i in (length, date) if i is not None]
    if not marks:
        return None
    fields = _above(entries[: min(marks)])
    if length is not None:
        fields.append(("WC", [entries[length].text]))
    below = max(marks) + 1
    if date is not None:
        fields.append(("PD", [entries[date].text]))
    found, body = _source(entries, below, first)
    fields += found
    paragraphs, behind = _body(entries[body:], fields)
    return from_codes([*fields, ("TD", paragraphs), *behind], locator)


def _date(entries: Sequence[Entry], first: int) -> int | None:
    return next((i for i in range(min(first, _LAST_DATE)) if read_date(entries[i].text) is not None), None)


def _length(entries: Sequence[Entry], date: int | None, first: int) -> int | None:
    """The line of the length: just above the date; without a date, the first number with a unit."""
    if date is not None:
        return date - 1 if date > 0 and _LENGTH.match(entries[date - 1].text) else None
    return next((i for i in range(1, min(first, _LAST_LENGTH)) if _LENGTH.match(entries[i].text)), None)


def _above(entries: Sequence[Entry]) -> list[tuple[str, list[str]]]:
    """Section, headline, author and credit: the lines above the length."""
    titled = next((i for i, entry in enumerate(entries) if entry.role == "headline"), None)
    if titled is None:
        titled = _likely_headline([entry.text for entry in entries])
    fields = [("SE", [entry.text for entry in entries[:titled]])]
    fields.append(("HD", [entry.text for entry in entries[titled : titled + 1]]))
    named = any(entry.role == "author" for entry in entries)
    below = entries[titled + 1 :]
    return fields + [("BY" if entry.role == "author" or not named else "CR", [entry.text]) for entry in below]


def _likely_headline(texts: Sequence[str]) -> int:
    """Which of the lines above the length is the headline, where no mark says so: the second of three; of two, the
    first where the second looks like a name."""
    if len(texts) != 2:
        return int(len(texts) > 2)
    first, second = texts
    words = second.split()
    name = len(words) <= 6 and all(w[:1].isupper() or len(w) <= 3 for w in words) and not second.endswith((".", "?"))
    return 0 if _BYLINE.match(second) or (name and len(first) > len(second)) else 1


def _source(entries: Sequence[Entry], start: int, first: int) -> tuple[list[tuple[str, list[str]]], int]:
    """Time, source, its code, edition, page, language and copyright below the date, and where the text begins."""
    fields: list[tuple[str, list[str]]] = []
    seen: set[str] = set()
    marked = first < len(entries)
    end = min(first, start + _MOST_ABOVE)
    for at in range(start, end):
        text = entries[at].text.strip()
        if "SN" not in seen and _TIME.match(text):
            code = "ET"
        elif "SN" not in seen:
            code = "SN"
        elif "SC" not in seen and _CODE.match(text):
            code = "SC"
        elif _COPYRIGHT.match(text):
            code = "CY"
        elif "LA" not in seen and len(text) < _SHORT and language_code(text) != text:
            code = "LA"
        elif not marked and ("LA" in seen or "CY" in seen):
            return fields, at
        elif _PAGES.match(text):
            code = "PG"
        elif marked or (len(text) < _SHORT and not text.endswith(".")):
            code = "ED"
        else:
            return fields, at
        seen.add(code)
        fields.append((code, [text]))
    return fields, end


def _body(
    entries: Sequence[Entry], fields: Sequence[tuple[str, Sequence[str]]]
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The paragraphs of the text, and what Factiva prints below them: the publisher and its own number."""
    accession = next((found["id"] for entry in entries[-1:] if (found := ACCESSION.match(entry.text))), None)
    kept = entries[:-1] if accession else entries
    paragraphs = [end for end, entry in enumerate(kept, start=1) if entry.role == "paragraph"]
    published = not paragraphs and any(_is_publisher(entry.text, fields) for entry in kept[-1:])
    end = max(paragraphs, default=len(kept[:-1]) if published else len(kept))
    behind = [("PUB", [entry.text]) for entry in kept[end:]]
    return [entry.text for entry in kept[:end]], [*behind, ("AN", [accession] if accession else [])]


def _is_publisher(text: str, fields: Sequence[tuple[str, Sequence[str]]]) -> bool:
    owner = " ".join(line for code, lines in fields if code == "CY" for line in lines).lower()
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text.lower()) if word in owner]
    return (
        len(text) < _LONGEST_PUBLISHER
        and not text.rstrip().endswith((".", "?", "!", '"', "”"))
        and bool(words or _FIRM.search(text))
    )
