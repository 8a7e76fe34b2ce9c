"""Finding entries in tokens: forms are bound to the words that occur, contexts are checked, the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from toolkit.lexicon.context import has_headline_capitals, holds, is_negated
from toolkit.lexicon.entries import Entry
from toolkit.lexicon.forms import Form, Part, compile_form, expand, wildcard
from toolkit.tokenizer import CLOSING_QUOTES, HYPHENS, OPENING_QUOTES, Tokens, is_word, term, tokenize

_PREFIXES = frozenset(("anti", "counter", "non", "ex", "pre", "post", "so", "pro"))
_HYPHEN = re.compile(f"[{HYPHENS}]")
_QUOTES = frozenset(f"{OPENING_QUOTES}{CLOSING_QUOTES}\"'")
_TYPES = 200_000  # words kept in memory


class Match(NamedTuple):
    """A hit of an entry: characters of the text, half-open, and whether it is denied ("not a terrorist")."""

    start: int
    end: int
    text: str
    entry: Entry
    negated: bool = False


class _Sentence:
    """The words of a sentence as the matcher sees them: tokens, or the parts of hyphenated ones."""

    __slots__ = ("ends", "starts", "terms", "tokens", "words")

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: list[int] = []

    def add(self, lowered: str, word: str, start: int, token: int) -> None:
        self.terms.append(lowered)
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(start + len(word))
        self.tokens.append(token)


class Matcher:
    """The forms of many entries, looked up by their least common word. It keeps what it learnt about words seen."""

    __slots__ = ("_anchored", "_exceptions", "_forms", "_types", "_whole", "_wild")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._anchored: dict[str, list[Form]] = {}
        self._wild: dict[str, list[Form]] = {}  # by the letters before the `*`, at most three
        self._exceptions: dict[str, tuple[re.Pattern[str], ...]] = {}  # by the id of the entry
        self._whole: set[str] = set()
        for entry in entries:
            written = [form for form in entry.forms if not form.startswith("!")]
            excepted = [form[1:].strip().lower() for form in entry.forms if form.startswith("!")]
            if excepted:
                self._exceptions[entry.id] = tuple(wildcard(form) for form in excepted)
            for form in (one for written_form in written for one in expand(written_form)):
                compiled = compile_form(form, entry)
                anchor = compiled.parts[compiled.anchor]
                self._whole.update(part.word for part in compiled.parts if "-" in part.word)
                if anchor.pattern is None:
                    self._anchored.setdefault(anchor.word, []).append(compiled)
                else:
                    self._wild.setdefault(anchor.word.split("*")[0][:3], []).append(compiled)
        self._forms: dict[str, list[Form]] = {}
        self._types = _Types(self._may_match)

    def match(self, tokens: Tokens) -> list[Match]:
        """All hits in the order of the text; where two overlap the longer one, then the one that begins first."""
        types = self._types
        found: list[Match] = []
        candidates = [n for n, lower in enumerate(tokens.lowers) if types[lower]]
        if not candidates:
            return found
        words: frozenset[str] | None = None

        def story() -> frozenset[str]:
            nonlocal words
            if words is None:
                words = frozenset(term(part) for lower in tokens.lowers for part in _HYPHEN.split(lower))
            return words

        done = -1
        for position in candidates:
            number = tokens.sentences[position]
            if number != done:
                done = number
                self._match_sentence(tokens, position, story, found)
        return found

    def _match_sentence(
        self, tokens: Tokens, position: int, story: Callable[[], frozenset[str]], found: list[Match]
    ) -> None:
        sentence = self._sentence(tokens, position)
        forms, terms = self._forms, sentence.terms
        spans: list[tuple[int, int, Entry]] = []
        for place, word in enumerate(terms):
            known = forms.get(word)
            if known is None:
                known = self._anchored_at(word)
            for form in known:
                span = _span(form, sentence, place, tokens)
                if span is not None and self._is_loaded(form, sentence, span, story):
                    spans.append((*span, form.entry))
        if len(spans) > 1:
            spans = _longest(spans)
        for first, last, entry in spans:
            start, end = sentence.starts[first], sentence.ends[last - 1]
            word, lowered = sentence.words[last - 1], terms[last - 1]
            if len(lowered) < len(word) and word.lower().startswith(lowered):
                end -= len(word) - len(lowered)  # a possessive ending is not part of the hit
            found.append(Match(start, end, tokens.text[start:end], entry, is_negated(terms, first)))

    def _sentence(self, tokens: Tokens, position: int) -> _Sentence:
        number, numbers = tokens.sentences[position], tokens.sentences
        first = position
        while first and numbers[first - 1] == number:
            first -= 1
        sentence, count = _Sentence(), len(numbers)
        while first < count and numbers[first] == number:
            if is_word(tokens.kinds[first]):
                self._add(sentence, tokens.lowers[first], tokens.words[first], tokens.starts[first], first)
            first += 1
        return sentence

    def _add(self, sentence: _Sentence, lower: str, word: str, start: int, token: int) -> None:
        whole = term(lower)
        if not _HYPHEN.search(whole):
            sentence.add(whole, word, start, token)
            return
        whole = _HYPHEN.sub("-", whole)
        if whole.split("-")[0] in _PREFIXES or whole in self._whole or self._anchored_at(whole):
            sentence.add(whole, word, start, token)
            return
        offset = start
        for part in _HYPHEN.split(word):
            if part:
                sentence.add(term(part.lower().replace("’", "'")), part, offset, token)
            offset += len(part) + 1

    def _anchored_at(self, word: str) -> list[Form]:
        """The forms whose anchor is this word."""
        known = self._forms.get(word)
        if known is None:
            known = list(self._anchored.get(word, ()))
            for size in range(min(len(word), 3) + 1):
                known += [form for form in self._wild.get(word[:size], ()) if form.parts[form.anchor].fits(word)]
            if len(self._forms) < _TYPES:
                self._forms[word] = known
        return known

    def _may_match(self, lower: str) -> bool:
        whole = term(lower)
        if self._anchored_at(whole):
            return True
        parts = _HYPHEN.split(whole)
        return len(parts) > 1 and (bool(self._anchored_at("-".join(parts))) or any(map(self._may_match, parts)))

    def _is_loaded(
        self, form: Form, sentence: _Sentence, span: tuple[int, int], story: Callable[[], frozenset[str]]
    ) -> bool:
        first, last = span
        entry, terms = form.entry, sentence.terms
        if entry.case != "any" and not _case_fits(form, sentence, first):
            return False
        if self._exceptions and (excepted := self._exceptions.get(entry.id)):
            hit = " ".join(terms[first:last])
            if any(pattern.fullmatch(hit) for pattern in excepted):
                return False
        return all(holds(context, terms, first, last, story) for context in entry.when_loaded) and not any(
            holds(context, terms, first, last, story) for context in entry.when_not
        )


class _Types(dict[str, bool]):
    """Whether a word can be part of a hit, asked once for each word of the vocabulary."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], bool]) -> None:
        self._ask = ask

    def __missing__(self, lower: str) -> bool:
        answer = self._ask(lower)
        if len(self) < _TYPES:
            self[lower] = answer
        return answer


def matches_entry(entry: Entry, text: str) -> bool:
    """Whether an entry alone has a hit in a text: what an example claims."""
    return bool(_alone(entry).match(tokenize(text)))


@lru_cache(maxsize=4)
def _alone(entry: Entry) -> Matcher:
    return Matcher([entry])


def _span(form: Form, sentence: _Sentence, place: int, tokens: Tokens) -> tuple[int, int] | None:
    """Where a form stands whose anchor is the word at `place`: first word and the one after the last."""
    parts = form.parts
    if len(parts) == 1:
        return place, place + 1
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
        low, high = sorted((numbers[place], numbers[following]))
        if high - low > 1 and not all(word in _QUOTES for word in tokens.words[low + 1 : high]):
            return None
        if part.fits(terms[following]):
            return following
        place = following
    return None


def _case_fits(form: Form, sentence: _Sentence, first: int) -> bool:
    case, word = form.entry.case, sentence.words[first]
    if case == "capitalised":
        return word[:1].isupper() and not has_headline_capitals(sentence.words)
    if case == "lower":
        return word[:1].islower() or has_headline_capitals(sentence.words)
    if len(sentence.words) > 2 and all(map(str.isupper, filter(str.isalpha, sentence.words))):
        return False  # in a line of capitals, "IS" may be a verb
    words = sentence.words[first : first + len(form.capitals)]
    return all(word.startswith(written.rstrip("*")) for word, written in zip(words, form.capitals, strict=False))


def _longest(spans: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """The spans that stay when of two that overlap the longer one wins, then the one that begins first."""
    taken: list[tuple[int, int, Entry]] = []
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0], span[2].id)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span[0])
