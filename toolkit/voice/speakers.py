"""Who speaks: one name for all mentions of a source in a story (`al-Deiri` = `Argish al-Deiri` = `he`).

A pronoun stands for the last subject or speaker that fits it in number and gender; without one it has no name. A
speaker is always a noun phrase.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from toolkit.voice.noun_phrases import (
    core_end,
    in_title,
    is_common,
    is_month_name,
    is_noun_phrase,
    is_role,
    names_in,
    own_name,
    parts_of,
    role_in,
    text_of,
    trimmed,
    uncontracted,
)
from toolkit.voice.nouns import (
    BODY,
    MAN,
    PARTICLES,
    PERSON,
    SEVERAL,
    THING,
    UNKNOWN,
    WOMAN,
    fits,
    gender_of,
    is_title,
    pronoun,
    sort_of_head,
    sort_of_name,
    title_noun,
)
from toolkit.voice.people import People, bare, split_titles
from toolkit.voice.rules.clauses import QUOTE, Unit
from toolkit.voice.rules.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    ENDS,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    is_name,
    is_participle,
)
from toolkit.voice.rules.subjects import main_subject, phrase_start
from toolkit.voice.rules.transcripts import BY_LAYOUT, speaker_of
from toolkit.voice.voice_records import Attribution, Span

_REACH = 12  # sentences back, in which the one that a pronoun stands for is looked for
_SPEAKER, _MAIN, _SUBJECT, _OTHER = 0.0, 0.1, 0.5, 1.6  # costs of a candidate by what it is in its sentence
_UNSURE = 3.0  # added for somebody named outside of a subject whose gender is not known
_FIRST_PERSON = frozenset("i we you my our your me us".split())
_RELATIVE = frozenset("who which that whom".split())
_OPENS = frozenset({",", ";", ":", QUOTE, "—", "–", "and", "but"}) | SUBORDINATOR | {"because"}


class _Candidate(NamedTuple):
    """A noun phrase that a pronoun may stand for: where it begins, its name, whom it stands for, and its cost."""

    start: int
    name: str
    sort: str
    cost: float


class Speakers:
    """Names the sources of one story, in the order in which the story tells them."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        self._units = units
        self._starts = [unit.starts[0] for unit in units]
        self._people = People(text)
        self._heads: dict[str, str] = {}
        self._spoken: dict[int, list[_Candidate]] = {}
        self._mentioned: dict[int, list[_Candidate]] = {}
        self._said: tuple[Span, ...] = ()

    def name(self, source: Span, said: tuple[Span, ...] = ()) -> str | None:
        """The speaker of a source phrase; None where it is no noun phrase, or a pronoun that nobody fits.

        `said` are the words given to the source: a pronoun does not stand for somebody who is only named in them.
        """
        self._said = said
        number = max(bisect_right(self._starts, source.start) - 1, 0)
        unit = self._units[number]
        start, end = bisect_left(unit.starts, source.start), bisect_left(unit.starts, source.end)
        if start >= end:
            return self._inside_quotation(unit, source)
        while (
            end < len(unit)
            and is_title(unit.words[end - 1])
            and unit.words[end - 1].endswith(".")
            and is_name(unit.words[end])
        ):
            end += 1  # "Mrs." without her name
        start, end = trimmed(unit, start, end)
        if start >= end:
            return None
        found = self._told(number, unit, start, end)
        if found is None:
            return None
        name, sort = found
        if sort:
            self._spoken.setdefault(number, []).append(_Candidate(source.start, name, sort, _SPEAKER))
        return name

    def labelled(self, source: Span) -> str | None:
        """The speaker that a label of a transcript names."""
        unit = self._units[max(bisect_right(self._starts, source.start) - 1, 0)]
        label = speaker_of(unit.text[source.start : source.end])
        number = max(bisect_right(self._starts, source.start) - 1, 0)
        sort = sort_of_name(label.split()) if len(label) > 1 else UNKNOWN
        self._spoken.setdefault(number, []).append(_Candidate(source.start, label, sort, _SPEAKER))
        return label

    def _inside_quotation(self, unit: Unit, source: Span) -> str | None:
        """A source inside of somebody's words: a name as it stands there."""
        words = unit.text[source.start : source.end].split()
        while len(words) > 1 and words[0].lower() in PREPOSITION | CONJUNCTION | AUXILIARY | TIME:
            words = words[1:]
        if not words or not all(is_name(word) for word in words) or words[0].lower() in _FIRST_PERSON:
            return None
        if pronoun(words[0].lower()):
            return None
        name = " ".join(bare(word) for word in words)
        return name if is_noun_phrase(name) else None

    def _told(self, number: int, unit: Unit, start: int, end: int) -> tuple[str, str] | None:
        lowers = unit.lowers
        head = uncontracted(lowers[start].rstrip("'"))
        if end - start == 1:
            if head in _FIRST_PERSON:
                return (head.upper() if head == "i" else head), ""
            if (which := pronoun(head)) is not None:
                return self._meant(number, unit.starts[start], which)
            if head in _RELATIVE:
                return self._antecedent(number, unit, start)
        return self._phrase(unit, start, end)

    def _antecedent(self, number: int, unit: Unit, relative: int) -> tuple[str, str] | None:
        stop = relative
        while stop > 0 and unit.lowers[stop - 1] in (",", ")"):
            stop -= 1
        start = stop
        while start > 0 and is_name(unit.words[start - 1]) and unit.quotes[start - 1] is None:
            start -= 1  # "a plan by Secretary Tom Berg, who": the name beside the pronoun
        start = start if start < stop else phrase_start(unit, stop, 0)
        start, stop = trimmed(unit, start, stop)
        if start >= stop or pronoun(unit.lowers[start]) or any(unit.quotes[k] is not None for k in range(start, stop)):
            return None
        return self._phrase(unit, start, stop)

    def _meant(self, number: int, at: int, which: str) -> tuple[str, str] | None:
        """Whom a pronoun stands for: the cheapest candidate, the last one of equals."""
        best: tuple[float, _Candidate] | None = None
        for back in range(min(_REACH, number) + 1):
            if best is not None and best[0] <= back:
                break
            for candidate in self._candidates(number - back):
                if back == 0 and candidate.start >= at:
                    continue
                cost = fits(which, candidate.sort)
                if cost is None or any(a <= candidate.start < b for a, b in self._said):
                    continue
                if candidate.cost >= _OTHER and cost > 0:
                    cost += _UNSURE
                cost += candidate.cost + back
                if best is None or cost < best[0] or (cost == best[0] and candidate.start > best[1].start):
                    best = cost, candidate
        if best is None:
            return None
        sort = best[1].sort
        if sort in (PERSON, UNKNOWN) and which in ("he", "she"):
            sort = MAN if which == "he" else WOMAN
        return best[1].name, sort

    def _candidates(self, number: int) -> list[_Candidate]:
        if number not in self._mentioned:
            self._mentioned[number] = []  # a sentence that asks for itself has none
            self._mentioned[number] = self._find(number)
        return [*self._mentioned[number], *self._spoken.get(number, ())]

    def _find(self, number: int) -> list[_Candidate]:
        """The subjects of a sentence, and the people named elsewhere in it."""
        unit = self._units[number]
        lowers, size = unit.lowers, len(unit)
        found: list[_Candidate] = []
        subjects: list[tuple[int, int]] = []
        for start in range(size):
            if unit.quotes[start] is not None or (start and lowers[start - 1] not in _OPENS):
                continue
            if subjects and (start < subjects[-1][1] or (start - 1 == subjects[-1][1] and lowers[start - 1] == ",")):
                continue  # inside of the last one, or its apposition
            span = main_subject(unit, start, size)
            if span is None or span[1] >= size or lowers[span[1]] in ENDS or lowers[span[1]] in PREPOSITION:
                continue
            if lowers[start] in DETERMINER | PREPOSITION | {"oh", "yes", "further"} and span[1] - start == 1:
                continue
            if start > 1 and lowers[start - 1] == "," and is_name(unit.words[start - 2]) and is_role(unit, start):
                first = phrase_start(unit, start - 1, 0)  # "Ana Ruiz, director of the clinic said"
                span = (first, span[1]) if first < start - 1 else span
            begin, end = self._with_name(unit, *span)
            cost = _SUBJECT if subjects else _MAIN
            lower = uncontracted(lowers[begin])
            if end - begin == 1 and (which := pronoun(lower)) is not None:
                meant = self._meant(number, unit.starts[begin], which) if which in ("he", "she") else None
                if meant:
                    found.append(_Candidate(unit.starts[begin], *meant, cost))
                subjects.append((begin, end))
                continue
            begin, end = trimmed(unit, begin, end)
            if begin >= end or lower in _FIRST_PERSON:
                continue
            subjects.append((begin, end))
            name, sort = self._phrase(unit, begin, end, remember=False)
            found.append(_Candidate(unit.starts[begin], name, sort, cost))
        for begin, end in names_in(unit):
            if any(first <= begin < last for first, last in subjects):
                continue
            titles, words = split_titles([bare(word) for word in unit.words[begin:end]])
            name, sort = self._people.find(words, gender_of([t.lower() for t in titles]), unit.starts[begin])
            if sort in (MAN, WOMAN) or (sort in (PERSON, UNKNOWN) and (titles or len(name.split()) > 1)):
                found.append(_Candidate(unit.starts[begin], name, sort, _OTHER))
        return found

    @staticmethod
    def _with_name(unit: Unit, start: int, end: int) -> tuple[int, int]:
        """ "Its chief executive, Lena Moss, resigned": the name in apposition belongs to the phrase."""
        if end + 2 < len(unit) and unit.lowers[end] == "," and is_name(unit.words[end + 1]):
            stop = end + 1
            while stop < len(unit) and is_name(unit.words[stop]):
                stop += 1
            if stop < len(unit) and unit.lowers[stop] == "," and stop - end <= 5:
                return start, stop
        return start, end

    def _phrase(self, unit: Unit, start: int, end: int, *, remember: bool = True) -> tuple[str, str]:
        """The name of a noun phrase and whom it stands for."""
        own = own_name(unit, start, end)
        if own:
            return own
        stop = core_end(unit, start, end)
        beside = stop + 1
        if (
            stop < end
            and unit.lowers[stop] == ","
            and not is_name(unit.words[stop - 1])
            and 1 < end - beside <= 4
            and all(map(is_name, unit.words[beside:end]))
        ):
            return self._named(unit, beside, end) or self._described(unit, start, stop, remember=remember)
        if (joined := self._joined(unit, start, stop)) is not None:
            return joined
        return self._named(unit, start, end) or self._described(unit, start, stop, remember=remember)

    def _joined(self, unit: Unit, start: int, end: int) -> tuple[str, str] | None:
        """ "Portnoy and Barstool": both."""
        lowers = unit.lowers
        if "and" not in lowers[start:end]:
            return None
        at = end - 1 - lowers[start:end][::-1].index("and")
        if not start < at < end - 1 or any(lower in PREPOSITION for lower in lowers[start:at]):
            return None
        left = self._named(unit, start, at) if "," not in lowers[start:at] else None
        right = self._named(unit, at + 1, end)
        if (
            left
            and right
            and right[0] != left[0]
            and lowers[start] not in DETERMINER
            and lowers[at + 1] not in DETERMINER
        ):
            return f"{left[0]} and {right[0]}", SEVERAL
        return text_of(unit, start, end), SEVERAL

    def _named(self, unit: Unit, start: int, end: int) -> tuple[str, str] | None:
        """A personal name in the phrase: at the end of its first part, or after "a spokeswoman,"."""
        gender = gender_of([lower for lower in unit.lowers[start:end] if lower not in ("his", "her")])
        for begin, stop in parts_of(unit, start, end):
            stop = next(
                (
                    k
                    for k in range(begin, stop)
                    if unit.lowers[k] == "(" or (unit.lowers[k] in PREPOSITION and k > begin and not in_title(unit, k))
                ),
                stop,
            )
            while stop > begin + 1 and unit.lowers[stop - 1] in TIME and not is_month_name(unit.lowers[stop - 1]):
                stop -= 1  # "polls released Wednesday"
            if stop > begin + 1 and is_participle(unit.lowers[stop - 1]) and unit.words[stop - 1].islower():
                stop -= 1
            run: list[str] = []
            position = stop
            while position > begin and (
                is_name(unit.words[position - 1]) or (run and unit.words[position - 1] in PARTICLES)
            ):
                position -= 1
                run.insert(0, bare(unit.words[position]))
            if not run or (position > begin and unit.lowers[position - 1] in ("the", "a", "an")) or run[0] == "The":
                continue
            titles, name = split_titles(run)
            if len(name) == 1 and not titles and position == begin == 0 and is_common(unit, begin):
                return None
            if len(name) == 1 and is_title(name[0]) and title_noun(name[0]) not in ("house", "white"):
                continue
            told = gender_of([title.lower() for title in titles]) or gender
            found = self._people.find(name, told, unit.starts[begin])
            if found[1] == UNKNOWN:
                role = unit.lowers[position - 1] if position > begin else role_in(unit, stop, end)
                sort = sort_of_head(role) if role else UNKNOWN
                if sort in (PERSON, MAN, WOMAN, BODY, THING):
                    return found[0], BODY if sort == THING else sort
                if titles:
                    return found[0], PERSON
            return found
        return None

    def _described(self, unit: Unit, start: int, stop: int, *, remember: bool) -> tuple[str, str]:
        """A speaker without a name: "a newly released audio recording", later "the recording"."""
        head = unit.lowers[stop - 1].removesuffix("'s")
        for position in range(start + 1, stop):
            lower = unit.lowers[position]
            if lower in PREPOSITION or (
                is_participle(lower)
                and unit.lowers[position + 1 : position + 2]
                and unit.lowers[position + 1] in PREPOSITION
            ):
                head = unit.lowers[position - 1]
                break
        first = unit.lowers[start]
        sort = sort_of_head(head)
        if stop - start >= 2 and first == "the" and is_name(unit.words[start + 1]) and sort in (THING, PERSON):
            sort = BODY if unit.words[stop - 1][:1].isupper() else sort
        if first in ("the", "this", "that", "these", "those"):
            if stop - start == 2 and (holder := self._people.holder(title_noun(head), unit.starts[start])) is not None:
                return holder.name, holder.sort
            if head in self._heads:
                return self._heads[head], sort
        speaker = text_of(unit, start, stop)
        if remember:
            self._heads.setdefault(head, speaker)
        return speaker, sort


def named(found: Iterable[Attribution], speakers: Speakers) -> tuple[Attribution, ...]:
    """The attributions with their speakers, named in the order in which their sources stand in the text."""
    whole = list(found)
    told: dict[Span, str | None] = {}
    labels = {a.source for a in whole if a.why in BY_LAYOUT}
    said: dict[Span, tuple[Span, ...]] = {}
    for a in whole:
        if a.source is not None:
            said[a.source] = said.get(a.source, ()) + a.contents
    for source in sorted(said):
        told[source] = speakers.labelled(source) if source in labels else speakers.name(source, said[source])
    return tuple(
        a if a.source is None or told[a.source] == a.speaker else replace(a, speaker=told[a.source]) for a in whole
    )
