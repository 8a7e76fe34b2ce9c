"""Names of authors as pages print them: one entry a person, without roles, addresses, handles and "By"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")
_TAGS = re.compile(r"<[^>]{1,300}>")
_ADDRESS = re.compile(r"https?://|www\.|[^\s@]+@[^\s@]+\.\w+|^@\w+$|^/\w")
_OPENING = re.compile(
    r"^(?:(?:story|words|text|written|reported|report|posted|compiled|edited|interview|reporting|photos?|fotos?) by"
    r"|by|von(?=\s[A-ZÄÖÜ])|por|par|autor(?:in|es|a)?|author|auteur|texte?|texto|fuente|oleh|door)\b\s*:?\s+",
    re.I,
)
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]\s*")
_SPLIT = re.compile(
    r"\s*(?:[;|•·\n]|\s/\s|/(?=\w+ \w)|,\s+(?:and|und|y|et|e|og|och|en|i|a)\s|\s(?:and|und|y|et|og|och|"
    r"&amp;|&|✦|–|—|-)\s)\s*"
)
_COMMA = re.compile(r"\s*[,、，]\s*")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mba|dds|j\.?d)\.?$", re.I)
_TRAILING = re.compile(
    r"\s*(?:기자|특파원|記者|记者|編集委員|\bmuhabiri)$|\s+(?:for|für|pour|para) (?:the )?[A-Z].{2,40}$|"
    r"(?<=\w\w) in [A-Z]\w+(?: [A-Z]\w+)?$|,?\s*@\w+$"
)
AGENCIES = {
    "ap": "AP", "associated press": "AP", "the associated press": "AP", "reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "agence france presse": "AFP", "dpa": "dpa", "upi": "UPI", "epd": "epd",
    "kna": "KNA",
    "sid": "SID", "apa": "APA", "ansa": "ANSA", "efe": "EFE", "europa press": "Europa Press", "tass": "TASS",
    "xinhua": "Xinhua", "pa": "PA", "pa media": "PA", "press association": "PA",
    "the canadian press": "The Canadian Press",
    "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "aap": "AAP", "ntb": "NTB", "tt": "TT", "ritzau": "Ritzau",
    "ctk": "ČTK", "čtk": "ČTK", "pap": "PAP", "kyodo": "Kyodo", "yonhap": "Yonhap", "pti": "PTI", "ani": "ANI",
    "anp": "ANP",
    "belga": "Belga", "lusa": "Lusa", "keystone-sda": "Keystone-SDA", "sda": "Keystone-SDA",
}  # fmt: skip
# Words of jobs and desks: what is left of a comma is a name, what holds one of these is none.
_ROLE = re.compile(
    r"(?i)\b(?:reporters?|correspondents?|editor(?:s|ial)?|editor-in-chief|writers?|columnists?|producers?|journalists?|contributors?|"
    r"photographers?|freelance\w*|bureau|chief|director|professor|analyst|critic|intern|fellow|"
    r"redakteur(?:e|in|innen)?|korrespondent(?:in)?|reporterin|chefredakteur(?:in)?|journaliste?|autorin|leiter(?:in)?|"
    r"rédact\w+|correspondant\w*|envoyée?|periodista|redactora?|corresponsal|giornalista|redaktør|journalist(?:in)?|"
    r"ressort\w*|volontär\w*|last (?:updated|modified)|published|updated|posted)\b"
)
_DESK = re.compile(r"(?i)\b(?:newsroom|news ?desk|redaktion|redacción|rédaction|redactie|redazione|team|staff)\b")
_NO_NAME = frozenset(
    {"", "admin", "administrator", "editor", "editors", "author", "staff", "guest", "anonymous", "unknown", "none",
     "null", "undefined", "news", "webmaster", "user", "root", "-", "by", "n/a", "na", "contributor", "share",
     "follow", "folgen", "seguir", "suivre", "abonnieren", "more", "mehr"}
)  # fmt: skip


def plain(value: object) -> str:
    """A value of a page as one line of plain text: entities and tags resolved, white space squeezed."""
    text = str(value)
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", text)
    return _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


def names(values: Iterable[str], *, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons (and agencies) of one or more bylines, each once, in order; the page's own `outlets` are left out.

    >>> names(["By Ana Ruiz and Ben Cole, staff reporters", "https://example.org/ana"], outlets=["Example"])
    ('Ana Ruiz', 'Ben Cole')
    """
    own = {key(outlet) for outlet in outlets if outlet} | {_initials(outlet) for outlet in outlets}
    found: dict[str, str] = {}
    for value in values:
        line = plain(value)
        for name in _divided(line) if not _ADDRESS.match(line) else ():
            if key(name) and (key(name) not in own or name.lower() in AGENCIES):
                found.setdefault(key(name), name)
    return tuple(found.values())


def key(name: str) -> str:
    """A name without case, spaces, marks and a leading article or "www", for comparing."""
    lowered = re.sub(r"^(?:https?://)?(?:www\.)|^the\s", "", name.strip().lower())
    return re.sub(r"[\W_]+", "", lowered)


def _initials(outlet: str) -> str:
    words = outlet.split()
    return "".join(word[0] for word in words).lower() if len(words) > 2 else ""


def _divided(text: str) -> list[str]:
    text = _PARENTHESIS.sub(" ", text).strip()
    result: list[str] = []
    for piece in _SPLIT.split(text):
        kept: list[str] = []
        for part in _COMMA.split(piece):
            if kept and _SUFFIX.match(part):
                kept[-1] += f", {part}"
            else:
                kept.append(part)
        first = _tidy(kept[0])
        for number, part in enumerate(kept):
            name = _tidy(part)
            if _is_name(name, alone=number == 0) and (number == 0 or not _is_place(name, first)):
                result.append(name)
    return result


def _is_place(name: str, first: str) -> bool:
    """Whether one word behind the comma of a full name is where the writer sits, not another writer."""
    return " " in first and " " not in name and name.lower() not in AGENCIES and name.isascii()


def _tidy(name: str) -> str:
    previous = None
    while name != previous:
        previous = name
        name = _TRAILING.sub("", _OPENING.sub("", name)).strip(' ,;:|•·*"“”')
    return name


def _is_name(name: str, *, alone: bool) -> bool:
    if (
        name.lower() in _NO_NAME
        or ":" in name
        or not 2 <= len(name) <= 60
        or _ADDRESS.search(name)
        or _ROLE.search(name)
    ):
        return False
    words = name.split()
    if len(words) > 7 or sum(c.isdigit() for c in name) > 3 or not any(c.isalpha() for c in name):
        return False
    # behind a comma stand desks and places too
    return alone or not _DESK.search(name)
