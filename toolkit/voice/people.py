"""The people of one story: full names, genders and titles, found before anybody is asked who "he" is."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.text.tokens import Tokens
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
    is_name,
)

_NO_NAME = DETERMINER | PREPOSITION | SUBORDINATOR | CONJUNCTION | PRONOUN | ADVERB  # capitals at a sentence's head
_MOST_WORDS = 4  # of a full name


@dataclass(slots=True)
class Person:
    """Somebody with a full name in the story; `sort` as in `nouns`, `at` where the full name stands first and last."""

    name: str
    sort: str
    first_at: int
    at: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """A run of capitalised words as titles and name: "Secretary of State John Kerry" gives the name John Kerry."""
    for position, word in enumerate(run[:-1]):
        if given_name(word) and not is_place(word) and not is_body_name(run[position + 1 : position + 2]):
            return run[:position], run[position:]
    start = 0
    while start < len(run) - 1 and is_title(run[start]):
        start += 1
    return run[:start], run[start:]


class People:
    """The names that a story gives."""

    def __init__(self, tokens: Tokens) -> None:
        self._by_last: dict[str, list[Person]] = {}
        self._by_title: dict[str, list[Person]] = {}
        self._genders: dict[str, str] = {}  # told by "Mr Berg" where no full name is given
        run: list[int] = []
        last_end = -1
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        for n, word in enumerate(words):
            first = word[0]
            part = first.isalpha() and (is_name(word) or (bool(run) and word in PARTICLES))
            if part and run and starts[n] - last_end > 1:
                self._take(tokens, run)
                run = []
            if part:
                run.append(n)
                if word.endswith(("’s", "'s")):
                    self._take(tokens, run)
                    run = []
            elif run:
                self._take(tokens, run)
                run = []
            last_end = ends[n]
        if run:
            self._take(tokens, run)

    def _take(self, tokens: Tokens, places: list[int]) -> None:
        run = [bare(tokens.words[n]) for n in places]
        first = 0
        while first < len(run) and (run[first].lower() in _NO_NAME or run[first].lower() in TIME):
            first += 1
        run, places = run[first:], places[first:]
        while run and (run[-1] in PARTICLES or run[-1].lower() in TIME):
            run, places = run[:-1], places[:-1]
        if not run:
            return
        before = tokens.lowers[places[0] - 1] if places[0] else ""
        titles, name = split_titles(run)
        told = gender_of([title.lower() for title in titles] + ([before] if first == 0 else []))
        if len(name) == 1:
            if titles and told:
                self._genders.setdefault(name[0].lower(), told)
            return
        if len(name) > _MOST_WORDS or (is_body_name(name) and not given_name(name[0])):
            return
        sort = told or sort_of_name(name)
        if sort == UNKNOWN and (titles or self._has_age(tokens, places[-1])):
            sort = PERSON
        if sort == BODY:
            return
        person = self._person(name, sort, tokens.starts[places[0]])
        person.at.append(tokens.starts[places[0]])
        for title in (
            *titles,
            *([before] if first == 0 and is_title(before) else []),
            *self._role_behind(tokens, places[-1]),
        ):
            noun = title_noun(title)
            person.titles.add(noun)
            holders = self._by_title.setdefault(noun, [])
            if person not in holders:
                holders.append(person)

    def _person(self, name: list[str], sort: str, at: int) -> Person:
        known = self._by_last.setdefault(name[-1].lower(), [])
        for person in known:
            if person.name.split()[0] == name[0] or set(name) <= set(person.name.split()):
                if sort in (MAN, WOMAN) and person.sort not in (MAN, WOMAN):
                    person.sort = sort
                return person
        known.append(Person(" ".join(name), sort, at))
        return known[-1]

    @staticmethod
    def _has_age(tokens: Tokens, last: int) -> bool:
        return tokens.words[last + 1 : last + 2] == [","] and "".join(tokens.words[last + 2 : last + 3]).isdigit()

    @staticmethod
    def _role_behind(tokens: Tokens, last: int) -> list[str]:
        """ "Tom Holt, the mayor of Leeds": the noun of the apposition."""
        lowers = tokens.lowers[last + 1 : last + 8]
        if len(lowers) < 3 or lowers[0] != "," or lowers[1] not in ("the", "a", "an"):
            return []
        stop = next((k for k, w in enumerate(lowers[2:], 2) if w in PREPOSITION or not w[0].isalpha() or w == "who"), 0)
        return [lowers[stop - 1]] if stop > 2 and is_title(lowers[stop - 1]) else []

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

    def holder(self, title: str) -> Person | None:
        """Who "the president" is, where the story gives the title to one person only."""
        holders = self._by_title.get(title, [])
        return holders[0] if len(holders) == 1 else None


def bare(word: str) -> str:
    """A name without its genitive."""
    return word.removesuffix("’s").removesuffix("'s")
