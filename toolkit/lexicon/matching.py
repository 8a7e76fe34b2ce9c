"""Finding entries in tokens: terms are bound to the words that occur, contexts are checked, the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from toolkit.lexicon.entries import Context, Entry
from toolkit.tokenizer import HYPHENS, Tokens, is_word, term, tokenize

LONGEST = 4  # words of a neighbouring phrase in the relations before and after
_PREFIXES = frozenset(("anti", "counter", "non", "ex", "pre", "post", "so", "pro"))
_HYPHEN = re.compile(f"[{HYPHENS}]")


class Match(NamedTuple):
    """A hit of an entry: characters of the text, half-open."""

    start: int
    end: int
    text: str
    entry: Entry


class Unit(NamedTuple):
    """A word as the matcher sees it: a token, or a part of a hyphenated one."""

    term: str
    word: str
    start: int
    end: int
    token: int
    sentence: int


class _Form(NamedTuple):
    parts: tuple[str, ...]
    entry: Entry
    capitals: tuple[str, ...]


class Matcher:
    """The forms of many entries, looked up by their first word. It keeps what it learnt about words it has seen."""

    __slots__ = ("_asks_story", "_by_word", "_types", "_wild")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_word: dict[str, list[_Form]] = {}
        self._wild: list[tuple[re.Pattern[str], _Form]] = []
        self._types: dict[str, list[_Form]] = {}
        self._asks_story = False
        for entry in entries:
            self._asks_story |= any(c.relation == "story" for c in (*entry.when_loaded, *entry.when_not))
            for form in entry.forms:
                parts = tuple(term(part) for part in form.lower().replace("’", "'").split())
                compiled = _Form(parts, entry, tuple(form.split()))
                if "*" in parts[0]:
                    self._wild.append((_wildcard(parts[0]), compiled))
                else:
                    self._by_word.setdefault(parts[0], []).append(compiled)

    def match(self, tokens: Tokens) -> list[Match]:
        """All hits in the order of the text; where two overlap the longer one, then the one that begins first."""
        units = self._units(tokens)
        story = frozenset(unit.term for unit in units) if self._asks_story else frozenset[str]()
        found: list[Match] = []
        position, count = 0, len(units)
        while position < count:
            forms = self._beginning_with(units[position].term)
            best: tuple[int, Entry] | None = None
            for form in forms:
                size = len(form.parts)
                if best is not None and size <= best[0]:
                    continue
                if _fits(form, units, position) and _loaded(form, units, position, story):
                    best = size, form.entry
            if best is None:
                position += 1
                continue
            start, end = units[position].start, units[position + best[0] - 1].end
            found.append(Match(start, end, tokens.text[start:end], best[1]))
            position += best[0]
        return found

    def _beginning_with(self, word: str) -> list[_Form]:
        known = self._types.get(word)
        if known is None:
            known = self._by_word.get(word, []) + [form for pattern, form in self._wild if pattern.fullmatch(word)]
            if len(self._types) < 200_000:
                self._types[word] = known
        return known

    def _units(self, tokens: Tokens) -> list[Unit]:
        units = []
        columns = zip(
            tokens.lowers, tokens.words, tokens.starts, tokens.ends, tokens.kinds, tokens.sentences, strict=True
        )
        for number, (lower, word, start, end, kind, sentence) in enumerate(columns):
            if not is_word(kind):
                continue
            whole = term(lower)
            if "-" not in whole and "‐" not in whole and "‑" not in whole:
                units.append(Unit(whole, word, start, end, number, sentence))
                continue
            whole = _HYPHEN.sub("-", whole)
            parts = whole.split("-")
            if parts[0] in _PREFIXES or self._beginning_with(whole):
                units.append(Unit(whole, word, start, end, number, sentence))
                continue
            offset = start
            for part in _HYPHEN.split(word):
                if part:
                    lowered = term(part.lower().replace("’", "'"))
                    units.append(Unit(lowered, part, offset, offset + len(part), number, sentence))
                offset += len(part) + 1
        return units


def matches_entry(entry: Entry, text: str) -> bool:
    """Whether an entry alone has a hit in a text: what an example claims."""
    return bool(Matcher([entry]).match(tokenize(text)))


@cache
def _wildcard(part: str) -> re.Pattern[str]:
    return re.compile(r"[\w'-]*".join(re.escape(piece) for piece in part.split("*")))


def _fits(form: _Form, units: list[Unit], position: int) -> bool:
    if position + len(form.parts) > len(units):
        return False
    first = units[position]
    for offset, part in enumerate(form.parts):
        unit = units[position + offset]
        if unit.term != part and not ("*" in part and _wildcard(part).fullmatch(unit.term)):
            return False
        if offset and (unit.sentence != first.sentence or unit.token - units[position + offset - 1].token > 1):
            return False
    case = form.entry.case
    if case == "capitalised":
        return first.word[:1].isupper()
    if case == "exact":
        return all(units[position + n].word.startswith(word.rstrip("*")) for n, word in enumerate(form.capitals))
    return True


def _loaded(form: _Form, units: list[Unit], position: int, story: frozenset[str]) -> bool:
    entry = form.entry
    if not entry.when_loaded and not entry.when_not:
        return True
    size = len(form.parts)
    return all(_holds(context, units, position, size, story) for context in entry.when_loaded) and not any(
        _holds(context, units, position, size, story) for context in entry.when_not
    )


def _holds(context: Context, units: list[Unit], position: int, size: int, story: frozenset[str]) -> bool:
    if context.relation == "story":
        return any(_occurs(word, list(story)) if "*" in word else word in story for word in context.words)
    sentence = units[position].sentence
    if context.relation == "near":
        first, last = position, position + size
        while first > 0 and units[first - 1].sentence == sentence:
            first -= 1
        while last < len(units) and units[last].sentence == sentence:
            last += 1
        around = [*units[first:position], *units[position + size : last]]
        return any(_occurs(word, [unit.term for unit in around]) for word in context.words)
    if context.relation == "before":
        following = [u.term for u in units[position + size : position + size + LONGEST] if u.sentence == sentence]
        return any(_begins(following, word) for word in context.words)
    preceding = [u.term for u in units[max(position - LONGEST, 0) : position] if u.sentence == sentence]
    return any(_begins(preceding[-word.count(" ") - 1 :], word) for word in context.words)


def _begins(terms: list[str], phrase: str) -> bool:
    words = phrase.split(" ")
    return len(terms) >= len(words) and all(
        word == one or ("*" in word and _wildcard(word).fullmatch(one) is not None)
        for word, one in zip(words, terms, strict=False)
    )


def _occurs(word: str, terms: list[str]) -> bool:
    if " " in word:
        return f" {word} " in f" {' '.join(terms)} "
    if "*" in word:
        pattern = _wildcard(word)
        return any(pattern.fullmatch(one) for one in terms)
    return word in terms
