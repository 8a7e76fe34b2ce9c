"""Finding entries in tokens: forms are bound to the words that occur, contexts are checked, the longest match wins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.lexicon.context import has_headline_capitals, holds, is_negated
from toolkit.lexicon.entries import Entry
from toolkit.lexicon.forms import Form, Part, fits
from toolkit.lexicon.lookup import HYPHEN, NOTHING, REACH, Beside, Following, LookedUp, Lookup
from toolkit.lexicon.names import Rest, Story, is_name
from toolkit.text.tokens import CLOSING_QUOTES, OPENING_QUOTES, Tokens, term, tokenize

_DENIES = "non"  # a non-terrorist is denied to be one
_DASH = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
_QUOTES = frozenset(f"{OPENING_QUOTES}{CLOSING_QUOTES}\"'")


class Match(NamedTuple):
    """A hit of an entry: characters of the text, half-open, and whether it is denied ("not a terrorist")."""

    start: int
    end: int
    text: str
    entry: Entry
    negated: bool = False


class _Sentence:
    """The words of a sentence as the matcher sees them: tokens, or the parts of hyphenated ones."""

    __slots__ = ("pieces", "terms", "text", "tokens")

    def __init__(self, text: Tokens) -> None:
        self.text = text
        self.terms: list[str] = []
        self.tokens: list[int] = []  # of the text
        self.pieces: dict[int, tuple[int, str]] = {}  # where a part of a hyphenated token begins, and as it is written

    def word(self, place: int) -> str:
        return self.pieces[place][1] if place in self.pieces else self.text.words[self.tokens[place]]

    def start(self, place: int) -> int:
        return self.pieces[place][0] if place in self.pieces else self.text.starts[self.tokens[place]]

    def is_denied_by_prefix(self, place: int) -> bool:
        """Whether the word is a part of a token that `non-` opens."""
        return place > 0 and self.tokens[place - 1] == self.tokens[place] and self.terms[place - 1] == _DENIES

    def places(self, tokens: Iterable[int]) -> Iterator[int]:
        """The words of some tokens of the text."""
        for token in tokens:
            place = bisect_left(self.tokens, token)
            while place < len(self.tokens) and self.tokens[place] == token:
                yield place
                place += 1

    def words(self) -> list[str]:
        return [self.word(place) for place in range(len(self.terms))]

    def add_parts(self, token: int) -> None:
        """The parts of a hyphenated token, each as a word."""
        offset = self.text.starts[token]
        for part in HYPHEN.split(self.text.words[token]):
            if part:
                self.pieces[len(self.terms)] = offset, part
                self.terms.append(term(part.lower().replace("’", "'")))
                self.tokens.append(token)
            offset += len(part) + 1


class Matcher:
    """Finds the forms of many entries. It keeps what it learnt about words seen."""

    __slots__ = ("_exceptions", "_lookup")

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self._exceptions: dict[str, tuple[str, ...]] = {}  # by the id of the entry
        for entry in entries:
            if excepted := [form[1:].strip().lower() for form in entry.forms if form.startswith("!")]:
                self._exceptions[entry.id] = tuple(excepted)
        self._lookup = Lookup(entries)

    def look_up(self, lowers: Iterable[str], kinds: Iterable[str]) -> LookedUp:
        """What is known of tokens, of a text or of a vocabulary."""
        return self._lookup.look_up(lowers, kinds)

    def match(self, tokens: Tokens, *, rest: Rest = None, known: LookedUp | None = None) -> list[Match]:
        """All hits in the order of the text; where two overlap the longer one, then the one that begins first.

        `rest` is what else belongs to the story, the text of a headline or the headline of a text, or a function that
        gives it: it is asked whether a word with a capital is a name. A dash between two words, without a space, is
        read as a hyphen. `known` is what `look_up` says of the tokens.
        """
        if "–" in tokens.text and _DASH.search(tokens.text):
            text = tokens.text
            found = self.match(tokenize(_DASH.sub("-", text)), rest=rest)
            return [match._replace(text=text[match.start : match.end]) for match in found]
        terms, candidates = self.look_up(tokens.lowers, tokens.kinds) if known is None else known
        found = []
        if not candidates:
            return found
        lowers, beside = tokens.lowers, self._lookup.beside
        words: frozenset[str] | None = None
        names = Story(tokens, rest)

        def story() -> frozenset[str]:
            nonlocal words
            if words is None:
                words = frozenset(term(part) for lower in lowers for part in HYPHEN.split(lower))
            return words

        done = -1
        anchors: list[int] = []
        for position in candidates:
            needed = beside[lowers[position]]
            if needed is None or (needed is not NOTHING and not _may_be(needed, tokens, terms, position)):
                continue
            if tokens.sentences[position] != done and anchors:
                self._match_sentence(_sentence(tokens, terms, anchors[0]), anchors, story, names, found)
                anchors = []
            done = tokens.sentences[position]
            anchors.append(position)
        if anchors:
            self._match_sentence(_sentence(tokens, terms, anchors[0]), anchors, story, names, found)
        return found

    def _match_sentence(
        self,
        sentence: _Sentence,
        anchors: Sequence[int],
        story: Callable[[], frozenset[str]],
        names: Story,
        found: list[Match],
    ) -> None:
        """Add the hits of a sentence. `anchors` are its tokens by which forms may be found, in order."""
        forms, terms, tokens = self._lookup.forms, sentence.terms, sentence.text
        spans: list[tuple[int, int, Entry]] = []
        present: frozenset[str] = frozenset()
        for place in sentence.places(anchors):
            for form in forms[terms[place]]:
                if form.needs:
                    present = present or frozenset(terms)
                    if not form.needs <= present:
                        continue
                span = _span(form, sentence, place, tokens) if len(form.parts) > 1 else (place, place + 1)
                if span is None or not self._is_loaded(form, sentence, span, story):
                    continue
                if not _is_named(form, sentence, span, names) and not _is_foreign(sentence, span):
                    spans.append((*span, form.entry))
        if len(spans) > 1:
            spans = _longest(spans)
        for first, last, entry in spans:
            word, lowered = sentence.word(last - 1), terms[last - 1]
            start, end = sentence.start(first), sentence.start(last - 1) + len(word)
            if len(lowered) < len(word) and word.lower().startswith(lowered):
                end -= len(word) - len(lowered)  # a possessive ending is not part of the hit
            denied = is_negated(terms, first) or sentence.is_denied_by_prefix(first)
            found.append(Match(start, end, tokens.text[start:end], entry, denied))

    def _is_loaded(
        self, form: Form, sentence: _Sentence, span: tuple[int, int], story: Callable[[], frozenset[str]]
    ) -> bool:
        first, last = span
        entry, terms = form.entry, sentence.terms
        if entry.case != "any" and not _case_fits(form, sentence, first):
            return False
        if self._exceptions and (excepted := self._exceptions.get(entry.id)):
            hit = " ".join(terms[first:last])
            if any(fits(form, hit) for form in excepted):
                return False
        return all(holds(context, terms, first, last, story) for context in entry.when_loaded) and not any(
            holds(context, terms, first, last, story) for context in entry.when_not
        )


def _may_be(needed: Beside, tokens: Tokens, terms: Sequence[str | None], position: int) -> bool:
    """Whether what a phrase needs may stand beside one of its words."""
    behind, before, others = needed
    if (behind and _goes_on(behind, tokens, terms, position, 1)) or (
        before and _goes_on(before, tokens, terms, position, -1)
    ):
        return True
    if not others:
        return False
    around = " ".join(tokens.lowers[max(position - REACH, 0) : position + REACH + 1])
    return any(other in around for other in others)


def _goes_on(wanted: Following, tokens: Tokens, terms: Sequence[str | None], position: int, step: int) -> bool:
    place = position + step
    if not _may_stand(wanted, tokens, terms, place):
        return False
    further = wanted.get(terms[place] or "")
    return further is None or _may_stand(further, tokens, terms, place + step)


def _may_stand(words: Container[str], tokens: Tokens, terms: Sequence[str | None], place: int) -> bool:
    """Whether one of some words stands at a place; marks of quotation and hyphenated tokens may hide one."""
    if not 0 <= place < len(terms):
        return False
    word = terms[place]
    return word in words if word else word is None or tokens.words[place] in _QUOTES


def _sentence(tokens: Tokens, terms: Sequence[str | None], position: int) -> _Sentence:
    """The sentence around a token."""
    numbers = tokens.sentences
    number = numbers[position]
    first, behind = bisect_left(numbers, number, 0, position + 1), bisect_right(numbers, number, position)
    seen = terms[first:behind]
    sentence = _Sentence(tokens)
    if None not in seen:
        sentence.terms = [word for word in seen if word]
        sentence.tokens = [place for place, word in enumerate(seen, first) if word]
        return sentence
    for place, word in enumerate(seen, first):
        if word:
            sentence.terms.append(word)
            sentence.tokens.append(place)
        elif word is None:
            sentence.add_parts(place)
    return sentence


def matches_entry(entry: Entry, text: str) -> bool:
    """Whether an entry alone has a hit in a text: what an example claims."""
    return bool(_alone(entry).match(tokenize(text)))


@lru_cache(maxsize=4)
def _alone(entry: Entry) -> Matcher:
    return Matcher([entry])


def _span(form: Form, sentence: _Sentence, place: int, tokens: Tokens) -> tuple[int, int] | None:
    """Where a form stands whose anchor is the word at `place`: first word and the one after the last."""
    parts = form.parts
    last = place
    for part in parts[form.anchor + 1 :]:
        reached = _next(part, part.gap, sentence, last, 1, tokens)
        if reached is None:
            return None
        last = reached
    first = place
    for number in range(form.anchor, 0, -1):
        reached = _next(parts[number - 1], parts[number].gap, sentence, first, -1, tokens)
        if reached is None:
            return None
        first = reached
    return first, last + 1


def _next(part: Part, gap: int, sentence: _Sentence, place: int, step: int, tokens: Tokens) -> int | None:
    terms, numbers = sentence.terms, sentence.tokens
    for _ in range(gap + 1):
        following = place + step
        if not 0 <= following < len(terms):
            return None
        low, high = (numbers[place], numbers[following]) if step > 0 else (numbers[following], numbers[place])
        if high - low > 1 and not _QUOTES.issuperset(tokens.words[low + 1 : high]):
            return None
        if part.fits(terms[following]):
            return following
        place = following
    return None


def _case_fits(form: Form, sentence: _Sentence, first: int) -> bool:
    case, word = form.entry.case, sentence.word(first)
    if case == "capitalised":
        return word[:1].isupper() and not has_headline_capitals(sentence.words())
    if case == "lower":
        return word[:1].islower() or has_headline_capitals(sentence.words())
    if len(sentence.terms) > 2 and all(map(str.isupper, filter(str.isalpha, sentence.words()))):
        return False  # in a line of capitals, "IS" may be a verb
    words = sentence.words()[first : first + len(form.capitals)]
    return all(word.startswith(written.rstrip("*")) for word, written in zip(words, form.capitals, strict=False))


# Words of other languages: "tout le monde" is no praise.
_FOREIGN = frozenset("le les du des el los las del der das und et il della pour dans avec mit für een het och".split())


def _is_foreign(sentence: _Sentence, span: tuple[int, int]) -> bool:
    """Whether a word of another language stands directly beside the hit."""
    first, last = span
    terms = sentence.terms
    return (first > 0 and sentence.word(first - 1) in _FOREIGN) or (
        last < len(terms) and sentence.word(last) in _FOREIGN
    )


def _is_named(form: Form, sentence: _Sentence, span: tuple[int, int], story: Story) -> bool:
    """Whether the words are a name here; asked only where one of them has a capital."""
    first, last = span
    word = sentence.word(first)
    if not (word[0].isupper() or (sentence.pieces and sentence.text.words[sentence.tokens[first]][0].isupper())):
        return False
    entry, places = form.entry, sentence.tokens
    return is_name(story, places[first], places[last - 1], word=word, entry=entry, proper=form.proper)


def _longest(spans: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """The spans that stay when of two that overlap the longer one wins, then the one that begins first."""
    taken: list[tuple[int, int, Entry]] = []
    held: set[int] = set()
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0], span[2].id)):
        if held.isdisjoint(places := range(span[0], span[1])):
            taken.append(span)
            held.update(places)
    return sorted(taken, key=lambda span: span[0])
