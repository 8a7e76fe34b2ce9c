"""Who speaks: one name for all mentions of a source in a story (`al-Deiri` = `Argish al-Deiri` = `he`)."""

from __future__ import annotations

from toolkit.text.tokens import Tokens
from toolkit.voice.rules.clauses import Unit
from toolkit.voice.rules.grammar import (
    ADVERB,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    is_name,
)

_PARTICLES = frozenset("de la del van von der den bin ibn al el da di dos du le ben abu".split())
_TITLES = frozenset(
    "mr. mrs. ms. dr. sen. rep. gov. gen. col. maj. capt. cmdr. lt. sgt. adm. prof. rev. sens. reps. mx. president"
    " senator representative governor general colonel major captain commander professor reverend secretary minister"
    " chancellor king queen prince princess pope judge justice mayor sheriff chief officer detective attorney"
    " republican democrat democratic former vice prime speaker congressman congresswoman councilman councilwoman"
    " ambassador sir dame lord lady cardinal bishop archbishop imam rabbi sheikh ayatollah".split()
)
_FEMALE = frozenset(
    "mrs. ms. miss she her spokeswoman congresswoman councilwoman chairwoman businesswoman woman mother daughter wife"
    " sister queen princess girl actress waitress widow lady dame".split()
)
_MALE = frozenset(
    "mr. he his spokesman congressman councilman chairman businessman man father son husband brother king prince boy"
    " gunman sir lord widower".split()
)
_THINGS = frozenset(
    "recording report reports statement poll polls study survey data document documents video letter release paper"
    " article story website post tweet email book memo analysis review filing lawsuit complaint indictment".split()
)
_NO_NAME = DETERMINER | PREPOSITION | SUBORDINATOR | CONJUNCTION | PRONOUN | ADVERB  # capitals at a sentence's head
_SELF = ("itself", "himself", "herself", "themselves")
_NAMING = {("known", "as"), *((verb, whom) for verb in ("call", "calls", "called", "calling") for whom in _SELF)}
_CUT = frozenset("who whose which that where when while".split())


class Speakers:
    """Names the source of each attribution of one story, in the order in which the story tells them."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._names: dict[str, str] | None = None  # found when first asked for: a story without sources costs nothing
        self._heads: dict[str, str] = {}
        self._recent: list[tuple[str, str]] = []  # (speaker, gender: m, f or "")

    def anew(self) -> Speakers:
        """The same story told again from its beginning; its full names are known already."""
        told = Speakers(self._tokens)
        told._names = self._names
        return told

    @property
    def _full(self) -> dict[str, str]:
        """The full name that the story gives for each last name."""
        if self._names is None:
            self._names = {}
            self._index(self._tokens)
        return self._names

    def _index(self, tokens: Tokens) -> None:
        run: list[str] = []
        last_end = -1
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        telling = [n for n, word in enumerate(words) if not word[0].islower() or "-" in word or word in _PARTICLES]
        for n in telling:
            word, start, end = words[n], starts[n], ends[n]
            first = word[0]
            part = first.isalpha() and (is_name(word) or (bool(run) and word in _PARTICLES))
            if part and start - last_end <= 1:
                run.append(word)
            else:
                if len(run) > 1:
                    self._remember(run)
                run = [word] if part else []
            last_end = end
        if len(run) > 1:
            self._remember(run)

    def _remember(self, run: list[str]) -> None:
        run = [_bare(word) for word in run]
        while run and (run[0].lower() in _NO_NAME or run[0].lower() in TIME):
            run = run[1:]
        run = _strip_titles(run)
        while run and (run[-1] in _PARTICLES or run[-1].lower() in TIME):
            run = run[:-1]
        if self._names is not None and 2 <= len(run) <= 4:
            self._names.setdefault(run[-1].lower(), " ".join(run))

    def name(self, unit: Unit, start: int, end: int) -> str | None:
        """The speaker of a source phrase: atoms `start` to `end` of a unit."""
        lowers = [lower.rstrip("'") for lower in unit.lowers[start:end]]
        if not lowers:
            return None
        head = (
            lowers[0].removesuffix("'s").removesuffix("'ve").removesuffix("'d").removesuffix("'m").removesuffix("'re")
        )
        if len(lowers) == 1 and head in ("he", "she", "his", "her"):
            return self._person("m" if head in ("he", "his") else "f")
        if len(lowers) == 1 and head in ("they", "their", "it", "its", "who", "we", "our", "i", "my", "you"):
            return self._group(head)
        named = _own_name(unit, start, end) or self._named(unit, start, end)
        speaker, gender = named if named else self._described(unit, start, end)
        self._recent.append((speaker, gender))
        return speaker

    def _person(self, gender: str) -> str | None:
        other = "f" if gender == "m" else "m"
        for number in range(len(self._recent) - 1, -1, -1):
            speaker, known = self._recent[number]
            if known not in (other, "thing"):
                self._recent.append((speaker, gender))
                return speaker
        return None

    def _group(self, pronoun: str) -> str | None:
        if pronoun in ("i", "my", "we", "our", "you"):
            return pronoun.upper() if pronoun == "i" else pronoun
        for speaker, gender in reversed(self._recent):
            if gender == "" or (gender == "thing" and pronoun in ("it", "its")):
                return speaker
        return None

    def _named(self, unit: Unit, start: int, end: int) -> tuple[str, str] | None:
        """A personal name in the phrase: at the end of its first part, or after "a spokeswoman,"."""
        gender = _gender(unit.lowers[start:end])
        for begin, stop in _parts(unit, start, end):
            stop = next((k for k in range(begin, stop) if unit.lowers[k] in PREPOSITION or unit.lowers[k] == "("), stop)
            run: list[str] = []
            position = stop
            while position > begin and (
                is_name(unit.words[position - 1]) or (run and unit.words[position - 1] in _PARTICLES)
            ):
                position -= 1
                run.insert(0, _bare(unit.words[position]))
            if not run or (position > begin and unit.lowers[position - 1] in ("the", "a", "an")) or run[0] == "The":
                continue
            bare = _strip_titles(run)
            if not bare:
                continue
            if len(bare) == 1:
                return self._full.get(bare[0].lower(), bare[0]), gender
            full = self._full.get(bare[-1].lower())
            return (full if full and set(bare) <= set(full.split()) else " ".join(bare)), gender
        return None

    def _described(self, unit: Unit, start: int, end: int) -> tuple[str, str]:
        """A speaker without a name: "a newly released audio recording", later "the recording"."""
        stop = _core_end(unit, start, end)
        text = unit.text[unit.starts[start] : unit.ends[stop - 1]]
        head = unit.lowers[stop - 1].removesuffix("'s")
        for position in range(start + 1, stop):
            if unit.lowers[position] in PREPOSITION:
                head = unit.lowers[position - 1]
                break
        gender = "thing" if head in _THINGS else _gender([head])
        first = unit.lowers[start]
        if first in ("the", "this", "that", "these", "those") and head in self._heads:
            return self._heads[head], gender
        speaker = text.removesuffix("’s").removesuffix("'s")
        if first in DETERMINER:
            speaker = speaker[0].lower() + speaker[1:]
        self._heads.setdefault(head, speaker)
        return speaker, gender


def _own_name(unit: Unit, start: int, end: int) -> tuple[str, str] | None:
    """The name by which a group goes: "a group that calls itself the Free Hill Army", "a man known as Bello"."""
    lowers, words = unit.lowers, unit.words
    for position in range(start + 1, end - 2):
        if tuple(lowers[position : position + 2]) not in _NAMING:
            continue
        begin = position + 2
        first = begin + (lowers[begin] in ("the", "a", "an"))
        stop = first
        while stop < end and is_name(words[stop]):
            joins = stop + 2 < end and lowers[stop + 1] in ("of", "for", "and") and is_name(words[stop + 2])
            stop += 2 if joins else 1
        if stop > first:
            name = " ".join(map(_bare, words[first:stop]))
            return (f"{lowers[begin]} {name}" if begin < first else name), _gender(lowers[start:position])
    return None


def _parts(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    parts = []
    begin = start
    for position in range(start, end + 1):
        if position == end or unit.lowers[position] == "," or unit.lowers[position] in _CUT:
            if position > begin:
                parts.append((begin, position))
            begin = position + 1
            if position < end and unit.lowers[position] in _CUT:
                break
    return parts[:2]


def _core_end(unit: Unit, start: int, end: int) -> int:
    for position in range(start + 1, end):
        lower = unit.lowers[position]
        if lower in _CUT or (lower == "," and not _between_adjectives(unit, start, position, end)):
            return position
    return end


def _between_adjectives(unit: Unit, start: int, comma: int, end: int) -> bool:
    """ "The brief, shaky recording", not "The mayor, a teacher" and not "The mayor, who"."""
    if comma - start != 2 or unit.lowers[start] not in DETERMINER or comma + 1 >= end:
        return False
    after = unit.lowers[comma + 1]
    return (
        after not in DETERMINER and after not in _CUT and not is_name(unit.words[comma + 1]) and not after[0].isdigit()
    )


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")


def _strip_titles(run: list[str]) -> list[str]:
    while len(run) > 1 and run[0].lower() in _TITLES:
        run = run[1:]
    return run


def _gender(lowers: list[str]) -> str:
    words = {lower.removesuffix("'s") for lower in lowers}
    if words & _FEMALE:
        return "f"
    return "m" if words & _MALE else ""
