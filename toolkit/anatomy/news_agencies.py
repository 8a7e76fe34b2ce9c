"""News agencies: how they sign, and the one name each has here."""

from __future__ import annotations

import re

# How agencies are named in datelines, bylines and copyright lines -> the name of the column `agency`.
_NAMES = {
    "aap": "AAP", "australian associated press": "AAP", "afp": "AFP", "agence france-presse": "AFP", "ana": "ANA",
    "anp": "ANP", "ansa": "ANSA", "ap": "AP", "ap news": "AP", "ap reports": "AP", "apa": "APA",
    "associated press": "AP", "belga": "Belga", "canadian press": "CP", "cp": "CP", "dow jones newswires": "Dow Jones",
    "dpa": "dpa", "efe": "EFE", "ians": "IANS", "interfax": "Interfax", "itar-tass": "TASS", "kyodo": "Kyodo",
    "lusa": "Lusa", "ntb": "NTB", "pa": "PA", "pa media": "PA", "press association": "PA", "pti": "PTI",
    "press trust of india": "PTI", "reuters": "Reuters", "reuters health": "Reuters", "ritzau": "Ritzau",
    "stt": "STT", "tass": "TASS", "thomson reuters": "Reuters", "thomson/reuters": "Reuters", "tt": "TT",
    "united press international": "UPI", "upi": "UPI", "xinhua": "Xinhua", "yonhap": "Yonhap",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[/&,;]|\band\b|\bwith\b)\s*", re.I)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|[\d\s-])*(?P<owner>[A-Z].*?)(?:[.,;]|\sAll rights|\sLLC|$)", re.I)


def agency_of(name: str) -> str | None:
    """The agency that a name means, or that one of several names means ("CBSDC/AP"); None where it is no agency.

    >>> agency_of("The Associated Press"), agency_of("CBSDC/AP"), agency_of("CNNMoney")
    ('AP', 'AP', None)
    """
    whole = _plain(name)
    if whole in _NAMES:
        return _NAMES[whole]
    return next((_NAMES[part] for part in map(_plain, _BETWEEN.split(name)) if part in _NAMES), None)


def agency_of_copyright(line: str) -> str | None:
    """The agency that owns the copyright of the story: an owner that is no agency owns the page."""
    match = _COPYRIGHT.match(line)
    return _NAMES.get(_plain(match["owner"])) if match else None


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" .").lower().removeprefix("the ")
