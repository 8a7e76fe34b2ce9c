"""The people of one story: full names, genders and titles, found before anybody is asked who "he" is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from toolkit.voice.nouns import (
    BODY,
    MAN,
    PARTICLES,
    PERSON,
    UNKNOWN,
    WOMAN,
    gender_of,
    given_name,
    is_body_name,
    is_place,
    is_title,
    sort_of_name,
    title_noun,
)
from toolkit.voice.rules.grammar import (
    ADVERB,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)

_NO_NAME = DETERMINER | PREPOSITION | SUBORDINATOR | CONJUNCTION | PRONOUN | ADVERB  # capitals at a sentence's head
_GENITIVES = ("’s", "'s")
_NEAR = 1500  # characters in which "the senator" is one who was named
_MOST_WORDS = 4  # of a full name


@dataclass(slots=True)
class Person:
    """Somebody with a full name in the story; `sort` as in `nouns`, `at` where the full name stands first and last."""

    name: str
    sort: str
    first_at: int
    at: list[int] = field(default_factory=list)


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """A run of capitalised words as titles and name: "Secretary of State John Kerry" gives the name John Kerry."""
    for position, word in enumerate(run[:-1]):
        if given_name(word) and not is_place(word) and not is_body_name(run[position + 1 : position + 2]):
            return run[:position], run[position:]
    start = max((k + 1 for k, word in enumerate(run[:-1]) if is_title(word)), default=0)
    return run[:start], run[start:]


_CAPITAL = r"[A-ZÀ-Þ][\w.’'-]*"
_SMALL = rf"(?:al|el|bin|an|as)-[A-ZÀ-Þ][\w’'-]*|(?:{'|'.join(sorted(PARTICLES))})(?![\w-])"
_RUN = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?: (?:{_CAPITAL}|{_SMALL}))+")
_ROLE = re.compile(r", (?:the|an?) ((?:[a-z-]+ ){0,4}?[a-z-]+)(?=,| (?:of|in|at|for|from|on|who)\b)")
_AGE = re.compile(r", \d{1,3}\b")


class _Named(NamedTuple):
    """A name as a run of words gives it: where it begins in the run, its titles, what the titles tell, its sort."""

    at: int
    titles: list[str]
    name: list[str]
    told: str | None
    whole: bool  # the run begins with it, so that a title may stand in front in small letters


class People:
    """The names that a story gives."""

    def __init__(self, text: str) -> None:
        self._by_last: dict[str, list[Person]] = {}
        self._text = text
        self._by_title: dict[str, list[Person]] = {}
        self._by_role: dict[str, list[Person]] = {}  # "Tom Holt, the mayor of Leeds"
        self._alone: dict[str, Person] = {}  # "President Berg" and nothing more
        self._genders: dict[str, str] = {}  # told by "Mr Berg" where no full name is given
        seen: dict[str, list[tuple[int, Person]]] = {}
        for match in _RUN.finditer(text):
            run, start, end = match.group(), match.start(), match.end()
            known = seen.get(run)
            if known is not None and text[end : end + 1] != ",":
                for at, person in known:
                    person.at.append(start + at)
                continue
            seen[run] = []
            for named in _names_in(run):
                one = self._take(text, start, end, named)
                if one is not None:
                    seen[run].append((named.at, one))

    def _take(self, text: str, start: int, end: int, named: _Named) -> Person | None:
        """Notes one name where it stands; gives the person if it is a full name."""
        titles, name, told = named.titles, named.name, named.told
        before = ""
        if named.whole:
            before = text[max(start - 20, 0) : start].rpartition(" ")[0].rpartition(" ")[2]
            told = told or (gender_of([before]) if before else None)
        if len(name) == 1:
            if titles and told:
                self._genders.setdefault(name[0].lower(), told)
            if titles and not is_place(name[0]) and not is_body_name(name):
                alone = self._alone.setdefault(name[0].lower(), Person(name[0], told or PERSON, start + named.at))
                for title in titles:
                    _add(self._by_title, title, alone)
            return None
        sort = told or sort_of_name(name)
        if sort == UNKNOWN and (titles or _AGE.match(text, end)):
            sort = PERSON
        if sort == BODY:
            return None
        person = self._person(name, sort, start + named.at)
        person.at.append(start + named.at)
        role = _ROLE.match(text, end)
        if before and is_title(before):
            titles = [*titles, before]
        for title in titles:
            _add(self._by_title, title, person)
        if role is not None and is_title(last := role[1].rpartition(" ")[2]):
            _add(self._by_role, last, person)
        return person

    def _person(self, name: list[str], sort: str, at: int) -> Person:
        known = self._by_last.setdefault(name[-1].lower(), [])
        for person in known:
            if person.name.split()[0] == name[0] or set(name) <= set(person.name.split()):
                if sort in (MAN, WOMAN) and person.sort not in (MAN, WOMAN):
                    person.sort = sort
                return person
        known.append(Person(" ".join(name), sort, at))
        return known[-1]

    def find(self, name: list[str], told: str | None, at: int) -> tuple[str, str]:
        """The fullest name for a name as it stands at a place, and whom it stands for."""
        last = name[-1].lower()
        known = self._by_last.get(last, [])
        if len(name) > 1:
            fitting = [p for p in known if set(name) <= set(p.name.split())]
            if fitting:
                return fitting[0].name, fitting[0].sort
            return " ".join(name), told or sort_of_name(name)
        fitting = [p for p in known if told is None or p.sort in (told, PERSON, UNKNOWN)]
        if len(fitting) > 1:
            near = [p for p in fitting if any(0 <= at - place < 400 for place in p.at)]
            started = [p for p in fitting if p.first_at <= at]
            fitting = near if len(near) == 1 else started or fitting
        if fitting:
            return fitting[0].name, fitting[0].sort if fitting[0].sort != UNKNOWN else told or UNKNOWN
        sort = told or self._genders.get(last) or sort_of_name(name)
        return " ".join(name), sort

    def holder(self, title: str, at: int) -> Person | None:
        """Who "the president" is: the one with the title, of several the one who is named last before a place."""
        known = self._by_title.get(title) or self._by_role.get(title, [])
        holders = []
        for person in known:  # "President Berg" is the Tom Berg of the story
            full = self._by_last.get(person.name.lower(), [person]) if " " not in person.name else [person]
            holders += [one for one in full[:1] if one not in holders]
        if len(holders) < 2:
            return holders[0] if holders else None
        last = [(self._text.rfind(person.name.split()[-1], max(at - _NEAR, 0), at), person) for person in holders]
        place, nearest = max(last, key=lambda pair: pair[0])
        return nearest if place >= 0 else None


def _add(holders: dict[str, list[Person]], title: str, person: Person) -> None:
    noun = title_noun(title)
    if person not in (known := holders.setdefault(noun, [])):
        known.append(person)


@lru_cache(maxsize=4096)  # the same names in story after story
def _names_in(run: str) -> tuple[_Named, ...]:
    """The names in a run of capitalised words, cut where a sentence ends or a genitive stands."""
    found: list[_Named] = []
    piece: list[tuple[int, str]] = []
    at = 0
    for word in [*run.split(" "), ""]:
        if word:
            piece.append((at, word))
        ends = word.endswith(_GENITIVES) or (word.endswith(".") and not _is_abbreviation(word))
        if (ends or not word) and piece:
            found += _name_of(piece)
            piece = []
        at += len(word) + 1
    return tuple(found)


def _is_abbreviation(word: str) -> bool:
    return len(word) == 2 or word.count(".") > 1 or (is_title(word) and len(word) <= 6) or word in ("Jr.", "Sr.", "St.")


def _name_of(piece: list[tuple[int, str]]) -> list[_Named]:
    first, last = 0, len(piece)
    while first < last and (piece[first][1].lower() in _NO_NAME or piece[first][1].lower() in TIME):
        first += 1
    while last > first and (piece[last - 1][1] in PARTICLES or piece[last - 1][1].lower() in TIME):
        last -= 1
    if last - first < 2:
        return []
    run = [bare(word).rstrip("’'") for _, word in piece[first:last]]
    if run[-1].endswith(".") and not _is_abbreviation(run[-1]):
        run[-1] = run[-1].rstrip(".")
    titles, name = split_titles(run)
    if len(name) > _MOST_WORDS or (len(name) > 1 and is_body_name(name) and not given_name(name[0])):
        return []
    told = gender_of([title.lower() for title in titles])
    return [_Named(piece[first][0], titles, name, told, first == 0 and piece[0][0] == 0)]


def bare(word: str) -> str:
    """A name without its genitive."""
    return word.removesuffix("’s").removesuffix("'s")
