"""Datelines: `BAGHOUZ, Syria (AP) —`. A place in capitals, then an agency in brackets or a dash; no verb before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.anatomy.news_agencies import agency_of
from toolkit.anatomy.stamps import DAY_AND_MONTH


class Dateline(NamedTuple):
    """Where a story was filed, when and by which agency, as printed; `end` is where the prose begins."""

    place: str
    date: str | None
    agency: str | None
    end: int


_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.\-]+"
_CITY = rf"{_CAPITALS}(?: {_CAPITALS}){{0,4}}"
_CITIES = rf"{_CITY}(?:(?:/| and | AND |, and ){_CITY}){{0,3}}"
_REGION = r"(?:[A-ZÀ-Þ]\.){2,3}|[A-ZÀ-Þ][\w’'\-]*\.?(?: [A-ZÀ-Þ][\w’'\-]*\.?){0,2}"
_MIXED_CITY = r"[A-ZÀ-Þ][\w’'\-]+(?:[ /][A-ZÀ-Þ][\w’'\-]+){0,3}"
_DATE = rf",? (?P<date>{DAY_AND_MONTH})"
_DASH = r"\s*[—–]\s*|\s*--\s*|\s+-\s+"
_BRACKETS = r"\s*\((?P<agency>[A-Za-z][^()\d]{1,40})\)"

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<place>{_CITIES}(?:, (?!{DAY_AND_MONTH})(?:{_REGION}))?)(?:{_DATE})?{_BRACKETS}(?:{_DASH}|\s*:?\s+)",
        rf"(?P<place>{_CITIES}(?:, (?!{DAY_AND_MONTH})(?:{_REGION}))?){_DATE} (?P<agency>[A-Z]{{2,5}})(?:{_DASH})",
        rf"(?P<place>{_CITIES}(?:, (?!{DAY_AND_MONTH})(?:{_REGION}))?)(?:{_DATE})?(?:{_DASH})",
        rf"(?P<place>{_MIXED_CITY}(?:, (?!{DAY_AND_MONTH})(?:{_REGION}))?)(?:{_DATE})?{_BRACKETS}(?:{_DASH})",
    )
)
_MIXED = _SHAPES[-1]
_JAPANESE = re.compile(r"【(?P<place>[^＝】]{1,30})＝(?P<who>[^】]{1,30})】\s*")

# What also stands in capitals before a dash, and is no place.
_NO_PLACE = re.compile(
    r"(?:ANALYSIS|BREAKING|CLARIFICATION|COMMENT|CORRECTION|CORRECTED|DEVELOPING|EDITOR|EMBARGOED|EXCLUSIVE|EXPLAINER"
    r"|FACT|FILE|FINAL|FLASH|GOP|LISTEN|LIVE|NEW|NOTE|OPINION|PHOTO|POLL|Q&A|RECAP|REVIEW|SECTIONS"
    r"|SPOILER|UPDATE|UPDATED"
    r"|US|U\.S\.|URGENT|VIDEO|WATCH|WRAPUP)(?! YORK| DELHI| ORLEANS| HAVEN| BEDFORD| ROCHELLE"
    r"| HAMPSHIRE| JERSEY| LONDON"
    r"| BRUNSWICK| ZEALAND| SMYRNA)\b"
)
_VERB = re.compile(
    r"\b(?:ARE|BE|CAN|DID|DO|DOES|FOR|HAS|HAVE|HE|HOW|IN|IS|IT|NOT|OF|SAYS|SHE|TO|WAS|WE|WERE|WHAT|WHO|WHY|WILL|YOU)\b"
)
_CAPTION_DATE = re.compile(r"(?:[A-Z]+ \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z]+)\s?:")


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, or None.

    >>> read_dateline("BEIRUT/THE HAGUE, March 7 (Reuters) - Rain fell.")
    Dateline(place='BEIRUT/THE HAGUE', date='March 7', agency='Reuters', end=38)
    >>> read_dateline("FILE - In this photo, rain falls.") is None
    True
    """
    if match := _JAPANESE.match(text):
        return Dateline(match["place"], None, None, match.end())
    head = text[:160]
    if _NO_PLACE.match(head):
        return None
    for shape in _SHAPES:
        match = shape.match(head)
        if match is None or match.end() >= len(text):
            continue
        place, groups = match["place"].strip(), match.groupdict()
        agency = (groups.get("agency") or "").strip() or None
        if agency is None and (_VERB.search(place) or len(place) < 4):
            continue
        if shape is _MIXED and (agency is None or agency_of(agency) is None):
            continue
        if _CAPTION_DATE.match(text[match.end() :]):
            continue
        return Dateline(place, groups.get("date"), agency, match.end())
    return None
