"""What the sequence model sees of a text: shapes, function words, punctuation, cues and the rules' own answer.

No content word is among the features: a model trained on one year's news holds nothing of it and carries to other
topics. A sequence is a paragraph; its tokens are the toolkit's. A feature is a template (`TEMPLATES`) filled with the
values of some columns at a token and its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.text.tokens import Tokens
from toolkit.voice.quotations import Quotation
from toolkit.voice.rules.attribution import Analysis
from toolkit.voice.rules.cues import cue_forms, cue_share
from toolkit.voice.rules.grammar import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    CONTRACTED,
    DETERMINER,
    OBJECT_PRONOUN,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)  # fmt: skip

# Words of closed classes: who is spoken of cannot be told from them.
_CLOSED = (
    AUXILIARY | DETERMINER | PREPOSITION | PRONOUN | OBJECT_PRONOUN | CONJUNCTION | SUBORDINATOR | CONTRACTED | ADVERB
    | frozenset("who whom whose which that there not n't such according own than too very more most less".split())
)  # fmt: skip
_SUFFIXES = ("ing", "ed", "ly", "tion", "ment", "ness", "ity", "er", "es", "s", "al", "ive", "ous")


# What a token has a value for: look, cue, role (the rules' answer), rule, words since the content began and left of it,
# place in a quotation, what its sentence and the one before hold, place in the sentence, the paragraph before, number
# of the sentence, distances to a cue and to the rules' cue. `EDGES` stand in front of a paragraph and behind it.
Columns = dict[str, list[str]]
EDGES = {"look": ("", ""), "cue": ("", ""), "role": ("^", "$"), "quote": ("^", "$")}
_Places = tuple[tuple[str, int], ...]
_ROLE = ("role", 0)
TEMPLATES: dict[str, _Places] = {
    "w": (("look", 0),), "w-": (("look", -1),), "w+": (("look", 1),), "w--": (("look", -2),), "w++": (("look", 2),),
    "w-w": (("look", -1), ("look", 0)), "ww+": (("look", 0), ("look", 1)), "w-w+": (("look", -1), ("look", 1)),
    "r": (_ROLE, ("rule", 0)), "r3": (("role", -1), _ROLE, ("role", 1)),
    "rw": (_ROLE, ("look", 0)), "rw-": (_ROLE, ("look", -1)), "rw+": (_ROLE, ("look", 1)),
    "rq": (_ROLE, ("quote", 0), ("quote", -1), ("quote", 1)),
    "rs": (_ROLE, ("since", 0)), "rl": (_ROLE, ("left", 0), ("look", 0)),
    "rsum": (_ROLE, ("sentence", 0)), "sp": (("sentence before", 0), _ROLE), "o": (("place", 0), _ROLE),
    "pp": (("paragraph before", 0), _ROLE, ("number", 0)),
    "dc": (("near cue", 0),), "dr": (("near rule", 0), _ROLE, ("quote", 0)),
}  # fmt: skip
for _shift in range(-3, 4):
    TEMPLATES[f"c{_shift}"] = (("cue", _shift),)
    if _shift in (-1, 0, 1):
        TEMPLATES[f"cr{_shift}"] = (("cue", _shift), _ROLE, ("look", 1))
COMMA = "comma"  # only at a comma and behind one
TEMPLATES[COMMA] = (_ROLE, ("look", -1), ("look", 1), ("look", 2))
_UNSEPARATED = "r3"


class Sequence(NamedTuple):
    """One paragraph: tokens from `first` to before `last`, and the values of each column."""

    first: int
    last: int
    columns: Columns

    def features(self, offset: int) -> list[str]:
        """The features of one token, as training names them."""
        at_comma = "," in (self.value("look", offset), self.value("look", offset - 1))
        names = (
            name
            for name, places in TEMPLATES.items()
            if (at_comma if name == COMMA else places[0][0] != "cue" or self.value("cue", offset + places[0][1]))
        )
        return [self.feature(name, offset) for name in names]

    def feature(self, name: str, offset: int) -> str:
        """A template filled at a token."""
        return f"{name}={join(name, [self.value(column, offset + shift) for column, shift in TEMPLATES[name]])}"

    def value(self, column: str, offset: int) -> str:
        """The value of a column; of its edge in front of the paragraph and behind it."""
        if 0 <= offset < self.last - self.first:
            return self.columns[column][offset]
        return EDGES[column][offset >= 0]


def join(name: str, values: list[str]) -> str:
    """The values of a template as one word."""
    return ("" if name == _UNSEPARATED else "|").join(values)


class _State(NamedTuple):
    """The rules' answer at one token: part of a content, a cue or a source, and the rule."""

    role: str
    rule: str
    since: int
    left: int


def sequences(analysis: Analysis) -> list[Sequence]:
    """The paragraphs of a text as the model sees them, without those that hold neither cue nor quotation mark."""
    tokens, quotations = analysis.tokens, analysis.quotations
    states = _states(tokens, analysis)
    quoted = _quoted(tokens, quotations)
    found = []
    for first, last in paragraphs_of(tokens):
        marked = any(mark != "-" for mark in quoted[first:last]) or any(s.role != "-" for s in states[first:last])
        if marked or not _telling().isdisjoint(tokens.lowers[first:last]):
            found.append(Sequence(first, last, _columns(tokens, states, quoted, first, last)))
    return found


def paragraphs_of(tokens: Tokens) -> list[tuple[int, int]]:
    """The first token of each paragraph, and the one behind its last."""
    found = []
    first = 0
    for n in range(1, len(tokens)):
        if (
            tokens.sentences[n] != tokens.sentences[n - 1]
            and "\n" in tokens.text[tokens.ends[n - 1] : tokens.starts[n]]
        ):
            found.append((first, n))
            first = n
    if len(tokens):
        found.append((first, len(tokens)))
    return found


def _states(tokens: Tokens, analysis: Analysis) -> list[_State]:
    """The widest content wins over a narrower one, a content over a cue, a cue over a source."""
    count = len(tokens)
    states = [_State("-", "-", 9, 9)] * count

    def inside(start: int, end: int) -> range:
        return range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))

    for attribution in analysis.attributions:
        kind = attribution.why.partition(":")[0]
        if attribution.source:
            for n in inside(*attribution.source):
                if states[n].role == "-":
                    states[n] = _State("S", kind, 9, 9)
        if attribution.cue:
            for n in inside(*attribution.cue):
                if states[n].role in "-S":
                    states[n] = _State("C", kind, 9, 9)
    by_width = sorted(
        (
            (end - start, start, end, a.why.partition(";")[0])
            for a in analysis.attributions
            for start, end in a.contents
        ),
        key=lambda c: c[0],
    )
    for _, start, end, why in by_width:
        places = inside(start, end)
        for offset, n in enumerate(places):
            states[n] = _State("B" if offset == 0 else "I", why, min(offset, 9), min(len(places) - 1 - offset, 9))
    return states


def _quoted(tokens: Tokens, quotations: tuple[Quotation, ...]) -> list[str]:
    """Where each token stands in an outer quotation: outside, opening, closing, inside a long or a short one."""
    marks = ["-"] * len(tokens)
    for quote in quotations:
        if quote.level:
            continue
        first = bisect_left(tokens.starts, quote.start)
        last = bisect_left(tokens.starts, quote.end)
        size = "l" if last - first > 7 else "s"
        for n in range(first, last):
            marks[n] = size
        if last > first:
            marks[first], marks[last - 1] = "(" + size, ")" + size
    return marks


@cache
def _telling() -> frozenset[str]:
    """Forms that are a cue in at least one of eight uses: without any, a paragraph is the outlet's."""
    return frozenset(form for form in cue_forms() if cue_share(form) not in ("0", "?"))


class _Looks(dict[str, tuple[str, str]]):
    """What the model may see of each word, kept: itself if its class is closed, else shape and ending; and its cue."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[word] = seen = _look(word)
        return seen


_MOST_KEPT = 50_000
_LOOKS = _Looks()


def _look(word: str) -> tuple[str, str]:
    lower = word.lower().replace("’", "'").replace("ʼ", "'")
    if not word[0].isalnum() or lower in _CLOSED:
        look = lower
    elif lower in TIME:
        look = "TIME"
    elif word[0].isdigit():
        look = "0"
    else:
        case = "XX" if word.isupper() and len(word) > 1 else "Xx" if word[0].isupper() else "x"
        ending = next((suffix for suffix in _SUFFIXES if lower.endswith(suffix) and len(lower) > len(suffix) + 2), "")
        look = f"{case}{'-' if '-' in word else ''}~{ending}"
    cues = cue_forms().get(lower)
    if not cues:
        return look, ""
    best = cues[-1]
    return look, f"{best.category}/{best.shape}/{cue_share(lower)}"


def _columns(tokens: Tokens, states: list[_State], quoted: list[str], first: int, last: int) -> Columns:
    size = last - first
    seen = list(map(_LOOKS.__getitem__, tokens.words[first:last]))
    cues = [cue for _, cue in seen]
    here = states[first:last]
    roles = [state.role for state in here]
    quotes = quoted[first:last]
    numbers = tokens.sentences[first:last]
    begins = [n for n in range(size) if not n or numbers[n] != numbers[n - 1]]
    columns: Columns = {
        "look": [look for look, _ in seen],
        "cue": cues,
        "role": roles,
        "rule": [state.rule for state in here],
        "since": [_DIGITS[state.since] for state in here],
        "left": [_DIGITS[state.left] for state in here],
        "quote": quotes,
        "sentence": [],
        "sentence before": [],
        "place": [],
        "paragraph before": [_paragraph_before(tokens, states, quoted, first)] * size,
        "number": [],
        "near cue": _distances([n for n, cue in enumerate(cues) if cue], size, cues),
        "near rule": _distances([n for n, role in enumerate(roles) if role == "C"], size, None),
    }
    before = "^"
    for number, begin in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else size
        summary = _summary(roles[begin:end], quotes[begin:end], cues[begin:end])
        columns["sentence"] += [summary] * (end - begin)
        columns["sentence before"] += [before] * (end - begin)
        columns["place"] += [*_PLACES[: end - begin], *[_PLACES[-1]] * (end - begin - len(_PLACES))]
        columns["number"] += [_DIGITS[min(number, 2)]] * (end - begin)
        before = summary
    return columns


_DIGITS = "0123456789"
_PLACES = "0123456"


def _paragraph_before(tokens: Tokens, states: list[_State], quoted: list[str], first: int) -> str:
    """How the sentence before this paragraph ended: in a quotation, in reported words, with neither."""
    if not first:
        return "^"
    number = tokens.sentences[first - 1]
    n = first - 1
    seen = set()
    while n >= 0 and tokens.sentences[n] == number:
        seen.add("q" if quoted[n] != "-" else states[n].role)
        n -= 1
    return "q" * ("q" in seen) + "B" * bool(seen & {"B", "I"}) + "C" * ("C" in seen)


def _summary(roles: list[str], quotes: list[str], cues: list[str]) -> str:
    """One word about a sentence: does it hold rule content, speech outside quotation marks, a quotation, a cue?"""
    content = "B" if "B" in roles else "I" if "I" in roles else ""
    sizes = {quote[-1] for quote in quotes}
    cue = "C" if "C" in roles else ""
    return f"{content}{cue}{'l' if 'l' in sizes else ''}{'s' if 's' in sizes else ''}{'c' if any(cues) else ''}"


def _distances(places: list[int], size: int, cues: list[str] | None) -> list[str]:
    """How far the nearest cue stands to the left and to the right, in coarse steps, and what kind it is."""
    if not places:
        return ["-/-/"] * size
    found = list(_kept(_in_front, places[0]))
    for place, following in zip(places, [*places[1:], None], strict=True):
        kind = cues[place].partition("/")[0] if cues is not None else ""
        if following is None:
            found += _kept(_behind, size - place, kind)
        else:
            found += _kept(_between, following - place, kind)
    return found


def _in_front(size: int, _: str = "") -> tuple[str, ...]:
    return tuple([f"-/{_step(n)}/" for n in range(size, 0, -1)])


def _behind(size: int, kind: str) -> tuple[str, ...]:
    return tuple([f"{_step(n)}/-/{kind}" for n in range(size)])


def _between(size: int, kind: str) -> tuple[str, ...]:
    return tuple([f"{_step(n)}/{_step(size - n)}/{kind}" for n in range(size)])


def _kept(make: Callable[[int, str], tuple[str, ...]], size: int, kind: str = "") -> tuple[str, ...]:
    """The distances of a stretch, remembered unless it is longer than any sentence."""
    return _remembered(make, size, kind) if size <= _LONGEST_KEPT else make(size, kind)


@lru_cache(maxsize=2_000)
def _remembered(make: Callable[[int, str], tuple[str, ...]], size: int, kind: str) -> tuple[str, ...]:
    return make(size, kind)


_LONGEST_KEPT = 100
_STEPS = "012335555" + "9" * 8


def _step(distance: int) -> str:
    return _STEPS[distance] if distance < len(_STEPS) else "+"
