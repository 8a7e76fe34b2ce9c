"""What is no article though it looks like a text: placeholders, error and consent pages, menus. Each with its reason.

The words stand in tables (`data/loading/`). A phrase counts only in a short text: a story about an error page is a
story.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "loading"
SHORT = 90  # words: error and consent pages are shorter, and few stories are
_BARE = 40  # words of a page whose only sign is a phrase of less than four words
_CONSENT = 160  # words of a page that asks for consent

_SENTENCE = re.compile(r"[.!?…。！？।؟](?:[”’\"'»)\]]|\s|$)")
_MENU = frozenset(
    "home news sport sports business opinion politics culture video videos podcasts weather search menu login log sign "
    "subscribe newsletter newsletters contact about privacy terms cookies more share facebook twitter instagram "
    "youtube startseite anmelden suche kontakt impressum datenschutz accueil connexion recherche inicio portada buscar "
    "contacto".split()
)


@lru_cache(maxsize=1)
def _placeholders() -> Mapping[str, str]:
    with (FOLDER / "placeholders.csv").open(encoding="utf-8", newline="") as lines:
        return {row["value"].casefold(): row["kind"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    with (FOLDER / "error_pages.csv").open(encoding="utf-8", newline="") as lines:
        return tuple((row["phrase"], row["kind"]) for row in csv.DictReader(lines))


def is_null(cell: str) -> bool:
    """Whether a cell only says that there is no value ("NaN", "#VALUE!", "[Removed]").

    >>> is_null(" nan "), is_null("Nan Goldin")
    (True, False)
    """
    return len(cell) < 40 and _placeholders().get(cell.strip().casefold()) == "null"


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is none ("NaN", "ONLY AVAILABLE IN PAID PLANS")."""
    return (len(text) < 80 and text.strip().rstrip(".!").casefold() in _placeholders()) or is_null(text)


def no_article(text: str, headline: str | None = None, *, menus: bool = True) -> str | None:
    """The reason why a text is no article; None where it may be one.

    >>> no_article("Access Denied You don't have permission to access this page.")
    'this is an error page, not an article: "you don\\'t have permission to access"'
    >>> no_article("Rain fell on Leeds.") is None
    True
    """
    if len(text) > 20_000:
        return None
    words = len(text.split())
    if words <= _CONSENT:
        whole = " ".join(f"{headline or ''} {text}".casefold().replace("’", "'").split())
        for phrase, kind in _phrases():
            weak = (
                len(phrase.split()) < 4
            )  # words that a short story may hold too: they count where nothing else stands
            if phrase in whole and words <= (_BARE if weak else _CONSENT if kind == "a consent page" else SHORT):
                return f'this is {kind}, not an article: "{phrase}"'
    return (
        "this is a menu, not an article: lines of a few words without a sentence" if menus and _is_menu(text) else None
    )


def _is_menu(text: str) -> bool:
    lines = [line.strip(" -•*|>\t") for line in text.split("\n") if line.strip(" -•*|>\t")]
    if len(lines) < 8 or _SENTENCE.search(text):
        return False
    short = sum(len(line.split()) <= 4 for line in lines)
    named = sum(line.casefold().split()[0] in _MENU for line in lines if line)
    return short >= 0.9 * len(lines) and named >= 3
