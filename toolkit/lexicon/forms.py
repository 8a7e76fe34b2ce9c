"""The forms of an entry as a table writes them: plain words, `*`, gaps, plural and verb forms, and exceptions."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from toolkit.lexicon.entries import Entry
from toolkit.text.tokens import term

STARS = 3  # in one word
_TOLD_BY = 3  # letters before a `*`, from which a pattern fits few words
GAP = 3  # words that `...` may stand for, unless a number follows it
_GAP = re.compile(r"(?:\.\.\.|…)(\d*)")
_VOWELS = "aeiou"
# Too frequent to look a phrase up by: another of its words is taken where there is one.
_COMMON = frozenset(
    "a about after again against all also always an and any are around as at away back be because been before"
    " being but by call called came can city come could country day did do does down even every fact first for"
    " former from general get give go good government great group had has have he her here him his house how i if"
    " in into is it its just kind know last law like little long made make man many may me might more most much"
    " must my need new news no not now of off on once one only or other our out over own party people plan point"
    " president public question rate really report reported right rule said same say says see she should show so"
    " some state states still such sure take tell than that the their them then there these they thing things"
    " think this those thought time to told too two under up us use very want war was way we well were what when"
    " where which while who whole why will with women work world would year years yet you your".split()
)


class Part(NamedTuple):
    """One word of a form, whether it holds a `*`, and how many words may stand before it."""

    word: str
    wild: bool
    gap: int

    def fits(self, word: str) -> bool:
        return fits(self.word, word) if self.wild else word == self.word


class Form(NamedTuple):
    """A form ready to be looked up by its anchor, the least common of its words."""

    parts: tuple[Part, ...]
    anchor: int
    entry: Entry
    capitals: tuple[str, ...]
    needs: frozenset[str]  # the plain words beside the anchor: without them there is nothing to look for
    proper: bool  # written with a capital, as names and what is made of them: in a text the capital says nothing


@cache
def _pieces(part: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\*+", "*", part).split("*"))


_LETTERS = re.compile(r"[\w'-]*")


def fits(part: str, word: str) -> bool:
    """Whether a word is what a part of a form says; `*` stands for any letters, also none.

    The time grows with the length of the word, however many stars there are.

    >>> fits("crusad*", "crusading"), fits("*phob*", "xenophobic"), fits("crusad*", "crust")
    (True, True, False)
    """
    first, *middle = _pieces(part)
    if not middle:
        return first == word
    last = middle.pop()
    if len(word) < len(first) + len(last) or not word.startswith(first) or not word.endswith(last):
        return False
    at, end = len(first), len(word) - len(last)
    for piece in (*middle, ""):
        found = word.find(piece, at, end) if piece else end
        if found < 0 or _LETTERS.fullmatch(word, at, found) is None:
            return False
        at = found + len(piece)
    return True


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
    if any(part.count("*") > STARS for part in parts):
        return f"a word has more than {STARS} *"
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
        parts.append(Part(word, "*" in word, gap))
        capitals.append(written)
        gap = 0
    anchor = max(range(len(parts)), key=lambda n: _rarity(parts[n].word))
    needs = frozenset(part.word for n, part in enumerate(parts) if n != anchor and not part.wild)
    proper = entry.case in ("capitalised", "exact") or any(written[:1].isupper() for written in capitals)
    return Form(tuple(parts), anchor, entry, tuple(capitals), needs, proper)


def anchor_of(form: str) -> str:
    """The word by which a form is looked up.

    >>> anchor_of("war on terror*"), anchor_of("flood ... of migrants")
    ('terror*', 'migrants')
    """
    words = form.lower().replace("’", "'").split()
    return max((term(word) for word in words if not _GAP.fullmatch(word)), key=_rarity)


def _rarity(word: str) -> tuple[int, int]:
    """Plain words that are rare come first, then patterns that begin with letters, then the most frequent words."""
    if "*" not in word:
        return (1 if word in _COMMON else 3), len(word)
    letters = word.index("*")
    return (2 if letters >= _TOLD_BY else 0), letters


def headword(entry: Entry, text: str) -> str:
    """What a hit is called: the entry's term, or the first form akin to the text where an entry joins several words.

    Words are akin if they begin with the same four letters; the most frequent words of the language do not count.
    A form with as many words as the text goes before others.

    >>> from toolkit.lexicon import Lexicon
    >>> loony = next(entry for entry in Lexicon.default() if entry.id == "loony")
    >>> headword(loony, "Loonies"), headword(loony, "nutters")
    ('loony', 'nutter')
    """
    wanted, words = _stems(text), len(text.split())
    forms = (form for form in entry.forms if not form.startswith("!"))
    akin = [name for name in (entry.term, *forms) if wanted & _stems(name)]
    return next((name for name in akin if len(name.split()) == words), akin[0] if akin else entry.term)


def _stems(text: str) -> set[str]:
    return {word[:4] for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 2 and word not in _COMMON}


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
