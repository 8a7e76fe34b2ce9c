"""The forms of an entry as a table writes them: plain words, `*`, gaps, plural and verb forms, and exceptions."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from toolkit.lexicon.entries import Entry
from toolkit.tokenizer import term

GAP = 3  # words that `...` may stand for, unless a number follows it
_GAP = re.compile(r"(?:\.\.\.|…)(\d*)")
_VOWELS = "aeiou"
# Too frequent to look a phrase up by: another of its words is taken where there is one.
_COMMON = frozenset(
    "a all an and are as at be by for from has have he her his if in is it its no not of on or our she so that the"
    " their them they this to up was we were who will with you your".split()
)


class Part(NamedTuple):
    """One word of a form: itself, a pattern if it holds a `*`, and how many words may stand before it."""

    word: str
    pattern: re.Pattern[str] | None
    gap: int

    def fits(self, word: str) -> bool:
        return word == self.word if self.pattern is None else self.pattern.fullmatch(word) is not None


class Form(NamedTuple):
    """A form ready to be looked up by its anchor, the least common of its words."""

    parts: tuple[Part, ...]
    anchor: int
    entry: Entry
    capitals: tuple[str, ...]


@cache
def wildcard(part: str) -> re.Pattern[str]:
    """`*` stands for any letters, also none.

    >>> bool(wildcard("crusad*").fullmatch("crusading"))
    True
    """
    return re.compile(r"[\w'-]*".join(re.escape(piece) for piece in part.split("*")))


def mistake(form: str) -> str:
    """What is wrong with a form as written, or nothing.

    >>> mistake("... migrants"), mistake("flood ... of migrants")
    ('it begins or ends with a gap', '')
    """
    parts = form.removeprefix("!").split()
    if not parts:
        return "an exception names no word"
    if _GAP.fullmatch(parts[0]) or _GAP.fullmatch(parts[-1]):
        return "it begins or ends with a gap"
    if any(len(part.replace("*", "").strip("+")) < 2 for part in parts if "*" in part or part.endswith("+")):
        return "a word with * or + needs two letters of its own"
    if all("*" in part or _GAP.fullmatch(part) for part in parts) and len(parts[0].replace("*", "")) < 3:
        return "a form of nothing but patterns needs three letters"
    return ""


def compile_form(form: str, entry: Entry) -> Form:
    parts: list[Part] = []
    capitals = []
    gap = 0
    for written in form.replace("’", "'").split():
        if found := _GAP.fullmatch(written):
            gap = int(found[1] or GAP)
            continue
        word = term(written.lower())
        parts.append(Part(word, wildcard(word) if "*" in word else None, gap))
        capitals.append(written)
        gap = 0
    anchor = max(range(len(parts)), key=lambda n: _rarity(parts[n]))
    return Form(tuple(parts), anchor, entry, tuple(capitals))


def _rarity(part: Part) -> tuple[bool, bool, int]:
    return part.pattern is None, part.word not in _COMMON, len(part.word)


def expand(form: str) -> tuple[str, ...]:
    """A form whose last word ends in `+` with its plural and regular verb forms, both spellings; others as they are.

    >>> expand("smear+")
    ('smear', 'smears', 'smeared', 'smearing')
    >>> expand("witch hunt+")[:2], expand("bully+"), expand("quip+")[-1]
    (('witch hunt', 'witch hunts'), ('bully', 'bullies', 'bullied', 'bullying'), 'quipping')
    """
    if not form.endswith("+"):
        return (form,)
    stem = form[:-1]
    if stem.endswith(("s", "x", "z", "ch", "sh")):
        return stem, f"{stem}es", f"{stem}ed", f"{stem}ing"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"
    if stem.endswith("e"):
        return stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"
    last = stem.split()[-1]
    if re.fullmatch(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]", last):
        return stem, f"{stem}s", f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing"
    return stem, f"{stem}s", f"{stem}ed", f"{stem}ing"
