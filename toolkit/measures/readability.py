"""Readability formulas, and the counts they need.

They were fitted to school texts of the last century and know only the lengths of sentences and words: use them to
compare texts of one kind, never as the age of a reader. The result depends on how syllables and sentences are counted,
so both are ours and documented (docs/statistics.md); the formulas are those that their authors printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import nan, sqrt
from typing import Literal

# Spelling to syllables: groups of vowels, less the silent ones, and with those that are spoken apart. Measured against
# a pronouncing dictionary in docs/statistics.md.
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouylsxzcg]es$|[aeiouy]les$|[^aeiouyltd]ed$|[aeiouyl]led$|(?<=[^s])[ct]hes$"
)
_SILENT_INSIDE = re.compile(
    r"[aeiouy][^aeiouy]e(?:ly|ment|ments|ful|less|ness|some|where|thing|body|one|time|man|men|land|ty|book|work|port)"
)
_SPOKEN_APART = re.compile(
    r"i(?:a(?!l|n|$)|o(?!n|us|r)|u(?!s))|(?<![tscgxn])ia[ln](?!s?$)|(?<![tscgxl])ious|eo(?!u|n$|ns$|pl|r)|[iu]ety|[aeiouy]ing"
    r"|[^gq]ua(?!r|y)|uou|iest|(?<![tcn])ier|[^qg]ui(?:ty|tion)|s[mt]h?ms?$|[^i]sms?$|rea(?:ct|l[aim]|t[ei])|creat|oate?$"
    r"|idea|area|ean$|[^n]ience|ibl?ia|edia|yees|nuclea"
)
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; numbers count as one, initials by their letters.

    >>> [syllables(word) for word in ("breakfast", "called", "idea", "U.S.", "government's")]
    [2, 1, 3, 2, 3]
    """
    lower = word.lower().replace("’", "'")
    if "." in lower and _INITIALS.fullmatch(lower):
        return sum(3 if letter == "w" else 1 for letter in lower if letter.isalpha())
    contracted = lower.endswith("n't") and lower[-4:-3] not in ("o", "a", "e", "")
    letters = re.sub(r"'s?$|[^a-zàáâãäåæèéêëìíîïòóôõöøùúûü]", "", lower)
    found = len(_VOWELS.findall(re.sub(r"[^a-z]", "e", letters)))
    if _SILENT_END.search(letters):
        found -= 1
    found -= len(_SILENT_INSIDE.findall(letters))
    return max(found + len(_SPOKEN_APART.findall(letters)) + contracted, 1)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text consists of. `polysyllables` have three syllables or more, `long_words` more than six letters."""

    letters: int
    words: int
    sentences: int
    syllables: int
    polysyllables: int
    long_words: int


def count(words: Sequence[str], sentences: int) -> Counts:
    """The counts of a text from its words, without punctuation, and the number of its sentences.

    >>> count("The cat in the hat ate breakfast".split(), 1)
    Counts(letters=26, words=7, sentences=1, syllables=8, polysyllables=0, long_words=1)
    """
    spoken = [syllables(word) for word in words]
    letters = [sum(map(str.isalnum, word)) for word in words]
    return Counts(
        letters=sum(letters),
        words=len(words),
        sentences=sentences,
        syllables=sum(spoken),
        polysyllables=sum(number >= 3 for number in spoken),
        long_words=sum(number > 6 for number in letters),
    )


def flesch_reading_ease(c: Counts) -> float:
    """206.835 − 1.015 words/sentences − 84.6 syllables/words: higher is easier (Flesch 1948).

    >>> round(flesch_reading_ease(count("The cat in the hat ate breakfast".split(), 1)), 2)
    103.04
    """
    return 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words if c.words else nan


def flesch_kincaid(c: Counts) -> float:
    """0.39 words/sentences + 11.8 syllables/words − 15.59, a grade of U.S. schools (Kincaid et al. 1975)."""
    return 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59 if c.words else nan


def gunning_fog(c: Counts) -> float:
    """0.4 (words/sentences + 100 polysyllables/words) (Gunning 1952).

    Gunning left out names and words that reach three syllables by an ending; as other programs do, we count all.

    >>> gunning_fog(count("The cat in the hat ate breakfast".split(), 1))
    2.8000000000000003
    """
    return 0.4 * (c.words / c.sentences + 100 * c.polysyllables / c.words) if c.words else nan


def smog(c: Counts) -> float:
    """1.0430 √(30 polysyllables/sentences) + 3.1291 (McLaughlin 1969). Missing under 30 sentences, as he asked for."""
    return 1.0430 * sqrt(30 * c.polysyllables / c.sentences) + 3.1291 if c.sentences >= 30 else nan


def automated_readability(c: Counts) -> float:
    """4.71 characters/words + 0.5 words/sentences − 21.43 (Smith and Senter 1967)."""
    return 4.71 * c.letters / c.words + 0.5 * c.words / c.sentences - 21.43 if c.words else nan


def coleman_liau(c: Counts) -> float:
    """5.88 letters/words − 29.6 sentences/words − 15.8 (Coleman and Liau 1975)."""
    return 5.88 * c.letters / c.words - 29.6 * c.sentences / c.words - 15.8 if c.words else nan


def dale_chall(
    percent_unfamiliar: float, words_per_sentence: float, *, variant: Literal["1948", "1995"] = "1948"
) -> float:
    """0.1579 % of unfamiliar words + 0.0496 words per sentence + 3.6365 (Dale and Chall 1948).

    `1995`: 64 − 0.95 % − 0.69 words per sentence, higher is easier (Chall and Dale 1995). Which words are familiar is
    their list of 3,000, which is not ours to ship: the caller counts.

    >>> round(dale_chall(15, 15), 4)
    6.749
    """
    if variant == "1995":
        return 64 - 0.95 * percent_unfamiliar - 0.69 * words_per_sentence
    return 0.1579 * percent_unfamiliar + 0.0496 * words_per_sentence + 3.6365


def lix(c: Counts) -> float:
    """words/sentences + 100 long words/words: for any language in letters (Björnsson 1968)."""
    return c.words / c.sentences + 100 * c.long_words / c.words if c.words else nan


def rix(c: Counts) -> float:
    """long words/sentences (Anderson 1983)."""
    return c.long_words / c.sentences if c.words else nan
