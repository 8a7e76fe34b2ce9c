"""Who acts and who is acted on: actions from a table of words, with their actors where the sentence names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.data import read_rows
from toolkit.voice.rules.clauses import Unit, units
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.rules.grammar import (
    BE,
    DETERMINER,
    HAVE,
    MODAL,
    OBJECT_PRONOUN,
    PREPOSITION,
    SUBJECT_PRONOUN,
    TIME,
    is_adverb,
)  # fmt: skip
from toolkit.voice.rules.subjects import phrase_after, subject

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("active", "passive", "passive without actor", "noun", "not finite")
_MARKS = frozenset('“”„‟«»‹›"')
_NO_MARKS = dict.fromkeys(map(ord, _MARKS))
_LONGEST = 14  # words of an actor: longer ones run into the next clause
_NO_OBJECT = PREPOSITION | TIME | frozenset("up down out off away back to deeper further overnight and or".split())


class _Action(NamedTuple):
    name: str
    kind: str
    role: str  # present, past, participle, ing, noun


class _Reading(NamedTuple):
    form: str
    actor: tuple[int, int] | None
    acted_on: tuple[int, int] | None


def actions(corpus: Corpus | Article | Iterable[Article], *, with_fields: Sequence[str] = ()) -> pd.DataFrame:
    """Actions, who does them and to whom: one row per action.

    Found with the word table `data/frames/actions.csv` and small word classes, without a parser: read a row before you
    count it.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: of the action, characters of `Article.text`
    - text: the action as it stands
    - action: the verb it belongs to
    - kind: force, control, movement or politics
    - form: active ("troops shelled the town"), passive ("was shelled by troops"), passive without actor ("was
      shelled"), noun ("the shelling of the town", which needs no actor) or not finite ("to shell")
    - actor, acted_on: words of the article; missing where the sentence names nobody
    - voice, speaker: whose words the action stands in
    - cue: the word that shows the voice; missing where there is no such word

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> found = actions(Article(id="a", text="Troops shelled the town. Two people were killed."))
    >>> found[["action", "form", "actor", "acted_on"]].fillna("").values.tolist()
    [['shell', 'active', 'Troops', 'the town'], ['kill', 'passive without actor', '', 'Two people']]
    """

    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="actions"):
        article, text, tokens = one.article, one.text, one.tokens
        if not tokens.spans:
            continue
        voices = one.voices
        sentence = 0
        for unit in units(tokens, ()):
            unit = _without_marks(unit)
            shared: tuple[int, int] | None = None  # "his men advanced and secured positions": one actor, two actions
            for position, lower in enumerate(unit.lowers):
                candidates = _actions().get(lower)
                reading = _read(unit, position, candidates, shared) if candidates else None
                if reading is None or candidates is None:
                    continue
                if reading.form == "active":
                    shared = reading.actor
                start, end = unit.starts[position], unit.ends[position]
                while sentence + 1 < len(tokens.spans) and tokens.spans[sentence][1] <= start:
                    sentence += 1
                voice = voices.at(start, end)
                what = (candidates[0].name, candidates[0].kind, reading.form)
                who = (_words(unit, reading.actor), _words(unit, reading.acted_on))
                whose = (voice.voice, voice.speaker, voice.cue)
                rows.append((article.id, sentence, start, end, text[start:end], *what, *who, *whose))
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64"}
    types |= dict.fromkeys(("text", "action", "kind", "form", "actor", "acted_on", "voice", "speaker", "cue"), "str")
    return result_table("actions", rows, types, corpus=whole, with_fields=with_fields)


@cache
def _actions() -> dict[str, tuple[_Action, ...]]:
    found: dict[str, list[_Action]] = {}
    for row in read_rows("frames/actions.csv"):
        forms = [("present", form) for form in row["present"].split(" | ") if form]
        forms += [("past", row["past"]), ("participle", row["participle"]), ("ing", row["ing"])]
        forms += [("noun", form) for form in row["nouns"].split(" | ") if form]
        for role, form in forms:
            found.setdefault(form, []).append(_Action(row["action"], row["kind"], role))
    return {form: tuple(known) for form, known in found.items()}


@cache
def _saying() -> frozenset[str]:
    """Forms of verbs of saying and thinking that are no nouns as well."""
    verbs = (form for form, cues in cue_forms().items() if any(c.category in ("speech", "belief") for c in cues))
    return frozenset(form for form in verbs if form.endswith(("ed", "aid", "ays", "old", "ought")))


def _without_marks(unit: Unit) -> Unit:
    """The sentence without its quotation marks: who acts does not depend on who says so."""
    keep = [n for n, word in enumerate(unit.words) if word not in _MARKS]
    if len(keep) == len(unit.words):
        return unit
    return Unit(
        unit.text,
        unit.paragraph,
        unit.first,
        [unit.words[n] for n in keep],
        [unit.lowers[n] for n in keep],
        [unit.starts[n] for n in keep],
        [unit.ends[n] for n in keep],
        [None] * len(keep),
        [],
    )


def _read(unit: Unit, at: int, candidates: tuple[_Action, ...], shared: tuple[int, int] | None) -> _Reading | None:
    """How a form is used here, or None where it is an adjective or another word."""
    roles = {candidate.role for candidate in candidates}
    lowers = unit.lowers
    before = lowers[at - 1] if at else ""
    after = lowers[at + 1] if at + 1 < len(lowers) else ""
    helpers = _helpers(unit, at)
    if roles & {"past", "participle"}:
        if _before_adverbs(unit, at) in DETERMINER and after != "by":
            return None  # "the besieged town", "a newly released recording"
        if after == "by" or (helpers & BE and "participle" in roles):
            return _passive(unit, at)
        if helpers & HAVE or ("past" in roles and before not in PREPOSITION):
            return _active(unit, at, shared)
        if not roles & {"noun", "present"}:
            return None
    if "ing" in roles and helpers & BE:
        return _active(unit, at, shared)
    if "noun" in roles and not _is_verb_here(before, after, helpers):
        return _noun(unit, at)
    if "ing" in roles:
        return None if before in DETERMINER else _Reading("not finite", None, _object(unit, at))
    if before == "to":
        return _Reading("not finite", None, _object(unit, at))
    noun_like = lowers[at].endswith("s") and (not after[:1].isalnum() or after in BE | HAVE | MODAL)
    if "present" in roles and not noun_like and before not in DETERMINER and before not in PREPOSITION:
        return _active(unit, at, shared)
    return None


def _is_verb_here(before: str, after: str, helpers: frozenset[str]) -> bool:
    if before == "to" or before in SUBJECT_PRONOUN or helpers & MODAL:
        return True
    return before not in DETERMINER and after in (DETERMINER | OBJECT_PRONOUN)


def _helpers(unit: Unit, at: int) -> frozenset[str]:
    found = set()
    while at > 0 and (unit.lowers[at - 1] in BE | HAVE | MODAL or is_adverb(unit.lowers[at - 1])):
        at -= 1
        found.add(unit.lowers[at])
    return frozenset(found)


def _before_adverbs(unit: Unit, at: int) -> str:
    while at > 0 and is_adverb(unit.lowers[at - 1]):
        at -= 1
    return unit.lowers[at - 1] if at else ""


def _active(unit: Unit, at: int, shared: tuple[int, int] | None) -> _Reading | None:
    if shared and not _helpers(unit, at) and "and" in unit.lowers[max(at - 2, 0) : at]:
        return _Reading("active", shared, _object(unit, at))
    found = subject(unit, at, 0)
    if found is None:
        return None
    return _Reading("active", _whole_phrase(unit, found[0], found[1]), _object(unit, at))


def _passive(unit: Unit, at: int) -> _Reading:
    actor = None
    end = min(at + 6, len(unit.lowers))
    for position in range(at + 1, end):
        if unit.lowers[position] == "by":
            stop = phrase_after(unit, position + 1, len(unit.lowers))
            if stop > position + 1 and unit.lowers[position + 1] not in TIME:
                actor = _head(unit, position + 1, stop)
            break
        if not unit.lowers[position][0].isalnum():
            break
    if _helpers(unit, at) & BE:
        found = subject(unit, at, 0)
        acted_on = _whole_phrase(unit, found[0], found[1]) if found else None
    else:
        comma = at > 1 and unit.lowers[at - 1] == ","
        acted_on = _noun_before(unit, at - comma) if at else _after_comma(unit, at)
    return _Reading("passive" if actor else "passive without actor", actor, acted_on)


def _noun(unit: Unit, at: int) -> _Reading:
    lowers = unit.lowers
    actor = acted_on = None
    if at and unit.words[at - 1].replace("’", "'").endswith(("'s", "s'")):
        actor = _noun_before(unit, at)
    if at + 1 < len(lowers) and lowers[at + 1] in ("of", "on", "against"):
        stop = phrase_after(unit, at + 2, len(lowers))
        acted_on = _head(unit, at + 2, stop)
    return _Reading("noun", actor, acted_on)


def _object(unit: Unit, at: int) -> tuple[int, int] | None:
    begin = at + 1
    if begin < len(unit.lowers) and unit.lowers[begin] in _NO_OBJECT:
        return None
    return _head(unit, begin, phrase_after(unit, begin, len(unit.lowers)))


def _head(unit: Unit, begin: int, stop: int) -> tuple[int, int] | None:
    """A noun phrase without what follows it: places, times, adverbs, a participle."""
    for position in range(begin, stop):
        lower = unit.lowers[position]
        when = lower in TIME and unit.lowers[position - 1] not in DETERMINER  # "the last sliver" tells no time
        follows = position > begin and (lower == "to" or (lower in PREPOSITION and lower != "of") or when)
        participle = position > begin and position + 1 < len(unit.lowers) and unit.lowers[position + 1] == "by"
        if follows or participle or is_adverb(lower) or (position > begin + 1 and _is_past(unit, position)):
            stop = position
            break
    return (begin, stop) if stop > begin else None


def _is_past(unit: Unit, position: int) -> bool:
    """ "the town ended", "the town held": a verb after the noun; not "the wounded men", "U.S.-backed forces"."""
    lower = unit.lowers[position]
    if unit.lowers[position - 1] in DETERMINER or unit.words[position][0].isupper() or "-" in lower:
        return False
    return (lower.endswith("ed") and len(lower) > 4) or any(a.role == "past" for a in _actions().get(lower, ()))


def _whole_phrase(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """A subject without the verb of saying before it, and with both halves of "militants and fighters"."""
    for position in range(end - 2, start - 1, -1):
        if unit.lowers[position] in _saying() and not unit.words[position][0].isupper():
            start = position + 1  # "He said IS militants were fighting"
            break
    if start > 1 and unit.lowers[start - 1] == "and":
        left = start - 1
        while left > 0 and unit.lowers[left - 1][0].isalnum() and start - left < 5:
            left -= 1
        words = unit.lowers[left : start - 1]
        plural = bool(words) and words[-1].endswith("s") and not set(words) & (PREPOSITION | MODAL | BE | HAVE)
        if plural and 1 <= len(words) <= 3 and (left == 0 or unit.lowers[left - 1] == ","):
            start = left
    return start, end


def _noun_before(unit: Unit, at: int) -> tuple[int, int] | None:
    start = at
    while start > 0 and unit.lowers[start - 1][0].isalnum() and at - start < 6:
        lower = unit.lowers[start - 1]
        if lower in PREPOSITION or lower in BE | HAVE | MODAL or lower in ("and", "or", "that", "which", "who"):
            break
        start -= 1
        if lower in DETERMINER:
            break
    return (start, at) if start < at else None


def _after_comma(unit: Unit, at: int) -> tuple[int, int] | None:
    """ "Besieged by troops, the town held out": acted on is the subject of what follows."""
    for position in range(at, len(unit.lowers) - 1):
        if unit.lowers[position] == ",":
            stop = phrase_after(unit, position + 1, len(unit.lowers))
            if stop > position + 1 and unit.lowers[position + 1] not in PREPOSITION:
                return _head(unit, position + 1, stop)
    return None


def _words(unit: Unit, span: tuple[int, int] | None) -> str | None:
    if span is None or span[1] - span[0] > _LONGEST:
        return None
    return unit.text[unit.starts[span[0]] : unit.ends[span[1] - 1]].translate(_NO_MARKS)
