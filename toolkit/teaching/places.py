"""Where words stand in a story, and whose they are there: what self-checks and keys ask of the toolkit's analysis."""

from __future__ import annotations

import re

from toolkit.analysis import Analysed, Hit
from toolkit.articles import Article, Settings
from toolkit.lexicon import Lexicon

_QUOTES = str.maketrans("‘’“”", "''\"\"")


def bare(words: str) -> str:
    """Words without capitals, outer marks and doubled spaces: what two answers have in common.

    >>> bare(" “So-called  friends,”")
    'so-called friends'
    """
    return " ".join(words.translate(_QUOTES).lower().split()).strip("\"' .,;:!?")


def places(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text as whole words, whatever their capitals and quotation marks.

    >>> places("The mob, a Mob.", "mob")
    ((4, 7), (11, 14))
    """
    wanted = bare(words)
    if not wanted:
        return ()
    pattern = r"[\"']*\s+[\"']*".join(map(re.escape, wanted.split()))  # quotation marks of the story may be left out
    even = text.translate(_QUOTES)  # one character for one, so that offsets stay
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", even, re.IGNORECASE)
    return tuple((match.start(), match.end()) for match in found)


def hits_in(article: Article, *, lexicon: Lexicon | None = None) -> tuple[Hit, ...]:
    """The loaded words of an article that are not denied, flags and notes."""
    return tuple(hit for hit in Analysed(article, Settings(lexicon=lexicon)).hits if not hit.negated)


def voices_at(article: Article, start: int, end: int) -> str:
    """The voice that most characters of a place are in."""
    return max(_shares(article, start, end).items(), key=lambda item: item[1])[0][0]


def speaker_at(article: Article, start: int, end: int) -> str:
    """The speaker of that voice, or nothing."""
    return max(_shares(article, start, end).items(), key=lambda item: item[1])[0][1]


def _shares(article: Article, start: int, end: int) -> dict[tuple[str, str], int]:
    shares: dict[tuple[str, str], int] = {}
    for stretch in Analysed(article, Settings()).voices.stretches:
        shared = min(end, stretch.end) - max(start, stretch.start)
        if shared > 0:
            whose = (stretch.voice, stretch.speaker or "")
            shares[whose] = shares.get(whose, 0) + shared
    return shares
