"""Finding entries in tokens: forms are bound to the words that occur, contexts are checked, the longest match wins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from toolkit.lexicon.context import has_headline_capitals, holds, is_negated
from toolkit.lexicon.entries import Entry
from toolkit.lexicon.forms import Form, Part, anchor_of, compile_form, expand, fits
from toolkit.lexicon.names import Story, is_name
from toolkit.text.tokens import CLOSING_QUOTES, HYPHENS, OPENING_QUOTES, Tokens, is_word, term, tokenize

# "Anti-fascist" says little of fascists: a word with such a prefix is looked for whole.
_PREFIXES = frozenset(("anti", "counter", "pre", "so", "pro"))
_DENIES = "non"  # a non-terrorist is denied to be one
_DASH = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_QUOTES = frozenset(f"{OPENING_QUOTES}{CLOSING_QUOTES}\"'")
_TYPES = 200_000  # words kept in memory
_REACH = 12  # tokens around an anchor in which the rest of a phrase is looked for before its sentence is


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

    def words(self) -> list[str]:
        return [self.word(place) for place in range(len(self.terms))]


class Matcher:
    """The forms of many entries, looked up by their least common word. It keeps what it learnt about words seen."""

    __slots__ = ("_anchored", "_exceptions", "_forms", "_partners", "_terms", "_whole", "_wild")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._anchored: dict[str, list[tuple[str, Entry]]] = {}  # as written: most words never meet their forms
        self._wild: dict[str, list[Form]] = {}  # by the letters before the `*`, at most three
        self._exceptions: dict[str, tuple[str, ...]] = {}  # by the id of the entry
        self._whole: set[str] = set()
        for entry in entries:
            written = [form for form in entry.forms if not form.startswith("!")]
            if excepted := [form[1:].strip().lower() for form in entry.forms if form.startswith("!")]:
                self._exceptions[entry.id] = tuple(excepted)
            for form in (one for written_form in written for one in expand(written_form)):
                if "-" in form:
                    self._whole.update(part.word for part in compile_form(form, entry).parts if "-" in part.word)
                anchor = anchor_of(form)
                if "*" not in anchor:
                    self._anchored.setdefault(anchor, []).append((form, entry))
                else:
                    self._wild.setdefault(anchor.split("*")[0][:3], []).append(compile_form(form, entry))
        self._forms: dict[str, list[Form]] = {}
        self._partners = _Types(self._partners_of)
        self._terms: dict[str, str | None] = {}  # of a token as it stands: "" if it is no word, None if hyphenated

    def match(self, tokens: Tokens, *, rest: Tokens | None = None) -> list[Match]:
        """All hits in the order of the text; where two overlap the longer one, then the one that begins first.

        `rest` is what else belongs to the story, the text of a headline or the headline of a text: it is asked whether
        a word with a capital is a name. A dash between two words, without a space, is read as a hyphen.
        """
        if "–" in tokens.text and _DASH.search(tokens.text):
            text = tokens.text
            found = self.match(tokenize(_DASH.sub("-", text)), rest=rest)
            return [match._replace(text=text[match.start : match.end]) for match in found]
        partners, lowers = self._partners, tokens.lowers
        found = []
        candidates = [n for n, lower in enumerate(lowers) if partners[lower] is not None]
        if not candidates:
            return found
        words: frozenset[str] | None = None

        names = Story(tokens, rest)

        def story() -> frozenset[str]:
            nonlocal words
            if words is None:
                words = frozenset(term(part) for lower in lowers for part in _HYPHEN.split(lower))
            return words

        done = -1
        for position in candidates:
            number = tokens.sentences[position]
            if number == done:
                continue
            if others := partners[lowers[position]]:  # only phrases: is another of their words near?
                around = " ".join(lowers[max(position - _REACH, 0) : position + _REACH + 1])
                if not any(other in around for other in others):
                    continue
            done = number
            self._match_sentence(tokens, position, story, names, found)
        return found

    def _match_sentence(
        self, tokens: Tokens, position: int, story: Callable[[], frozenset[str]], names: Story, found: list[Match]
    ) -> None:
        sentence = self._sentence(tokens, position)
        forms, terms = self._forms, sentence.terms
        spans: list[tuple[int, int, Entry]] = []
        present = frozenset(terms)
        for place, word in enumerate(terms):
            known = forms.get(word)
            if known is None:
                known = self._anchored_at(word)
            for form in known:
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

    def _sentence(self, tokens: Tokens, position: int) -> _Sentence:
        numbers, lowers, known = tokens.sentences, tokens.lowers, self._terms
        sentence = _Sentence(tokens)
        terms, places = sentence.terms, sentence.tokens
        number = numbers[position]
        for n in range(bisect_left(numbers, number, 0, position + 1), bisect_right(numbers, number, position)):
            lower = lowers[n]
            try:
                word = known[lower]
            except KeyError:
                word = self._term(lower, tokens.kinds[n])
            if word:
                terms.append(word)
                places.append(n)
            elif word is None:
                self._add_parts(sentence, n)
        return sentence

    def _term(self, lower: str, kind: str) -> str | None:
        whole: str | None = term(lower) if is_word(kind) else ""
        if whole and _HYPHEN.search(whole):
            whole = _HYPHEN.sub("-", whole)
            if whole.split("-")[0] not in _PREFIXES and whole not in self._whole and not self._anchored_at(whole):
                whole = None
        if len(self._terms) < _TYPES:
            self._terms[lower] = whole
        return whole

    def _add_parts(self, sentence: _Sentence, token: int) -> None:
        offset = sentence.text.starts[token]
        for part in _HYPHEN.split(sentence.text.words[token]):
            if part:
                sentence.pieces[len(sentence.terms)] = offset, part
                sentence.terms.append(term(part.lower().replace("’", "'")))
                sentence.tokens.append(token)
            offset += len(part) + 1

    def _anchored_at(self, word: str) -> list[Form]:
        """The forms whose anchor is this word."""
        known = self._forms.get(word)
        if known is None:
            known = [compile_form(form, entry) for form, entry in self._anchored.get(word, ())]
            for size in range(min(len(word), 3) + 1):
                known += [form for form in self._wild.get(word[:size], ()) if form.parts[form.anchor].fits(word)]
            if len(self._forms) < _TYPES:
                self._forms[word] = known
        return known

    def _partners_of(self, lower: str) -> tuple[str, ...] | None:
        """None if no form is looked up by this token; else letters of which some must be near, if only phrases are."""
        whole = term(lower)
        forms = self._anchored_at(whole)
        parts = _HYPHEN.split(whole)
        if len(parts) > 1:
            if forms or self._anchored_at("-".join(parts)) or any(self._anchored_at(term(part)) for part in parts):
                return ()
            return None
        if not forms:
            return None
        if any(len(form.parts) == 1 or _width(form) > _REACH - 2 for form in forms):
            return ()
        return tuple(sorted({_partner(form) for form in forms}))

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


class _Types(dict[str, tuple[str, ...] | None]):
    """What is known of a word of the vocabulary, asked once for each."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], tuple[str, ...] | None]) -> None:
        self._ask = ask

    def __missing__(self, lower: str) -> tuple[str, ...] | None:
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


def _width(form: Form) -> int:
    return len(form.parts) + sum(part.gap for part in form.parts)


def _partner(form: Form) -> str:
    """The longest run of letters of a phrase beside its anchor; a `*` stands for no letters."""
    others = [part.word for number, part in enumerate(form.parts) if number != form.anchor]
    return max((piece for word in others for piece in re.split(r"[*-]", word)), key=len)


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
