"""What the word model sees of a text: for every word the names of features that a person can read.

A feature is `name=value`; `in_words` says it in plain English.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.data import read_rows
from toolkit.lexicon import Lexicon
from toolkit.statistics.terms import stemmer
from toolkit.text.tokens import Tokens, is_word, term, tokenize
from toolkit.voice.quotations import scan_quotations

OUTSIDE = "-"  # the place before the first and after the last word of a sentence
SPEECH = frozenset("said says say told tells added according asked wrote".split())
PERSONS = frozenset("i we you my our your us me".split())


class Word(NamedTuple):
    """A word of a text: where it stands, its counted form, its stem, and the lexicon entry that covers it."""

    start: int
    end: int
    sentence: int
    term: str
    stem: str
    entry: str
    category: str


class Seen(NamedTuple):
    """A text as the model sees it: its words, and the features of each that need no training."""

    text: str
    words: list[Word]
    features: list[list[str]]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return _stemmer()(word)


_stemmer = lru_cache(maxsize=1)(stemmer)


@lru_cache(maxsize=1)
def closed_class() -> dict[str, str]:
    """Function words with their class: article, preposition, pronoun, ..."""
    return {row["word"]: row["reason"] for row in read_rows("stopwords.csv")}


def see(text: str, lexicon: Lexicon | None = None) -> Seen:
    """The words of a text and what the model sees of each."""
    tokens = tokenize(text)
    covering: dict[int, tuple[str, str]] = {}
    starts = tokens.starts
    matches = (Lexicon.default() if lexicon is None else lexicon).match(tokens)
    at = 0
    for match in matches:
        while at < len(starts) and tokens.ends[at] <= match.start:
            at += 1
        n = at
        while n < len(starts) and starts[n] < match.end:
            covering.setdefault(n, (match.entry.id, match.entry.category))
            n += 1
    quoted = [(q.inner_start, q.inner_end) for q in scan_quotations(text)]
    words: list[Word] = []
    places: list[int] = []
    for n, kind in enumerate(tokens.kinds):
        if is_word(kind):
            form = term(tokens.lowers[n])
            entry, category = covering.get(n, ("", ""))
            words.append(Word(starts[n], tokens.ends[n], tokens.sentences[n], form, _stem(form), entry, category))
            places.append(n)
    features: list[list[str]] = []
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and words[last].sentence == words[first].sentence:
            last += 1
        features += _of_sentence(tokens, words[first:last], places[first:last], quoted)
        first = last
    return Seen(text, words, features)


def _class(word: Word) -> str:
    known = closed_class().get(word.term)
    if known:
        return known
    return "number" if word.term[:1].isdigit() else word.term[-3:]


def _shape(text: str, *, first: bool) -> str:
    if text.isupper() and len(text) > 1:
        return "capitals"
    if text[:1].isupper():
        return "first word" if first else "capital"
    if any(char.isdigit() for char in text):
        return "digits"
    return "hyphen" if "-" in text else "small"


def _of_sentence(
    tokens: Tokens, words: Sequence[Word], places: Sequence[int], quoted: Sequence[tuple[int, int]]
) -> list[list[str]]:
    shapes = [_shape(tokens.words[place], first=n == 0) for n, place in enumerate(places)]
    common = _of_all(tokens, words, places)
    classes = [_class(word) for word in words]
    return [
        common
        + _of_form(word.term, shapes[n])
        + _of_neighbours(words, classes, shapes, n)
        + _of_marks(tokens, places[n])
        + (["quoted=yes"] if any(a <= word.start < b for a, b in quoted) else [])
        for n, word in enumerate(words)
    ]


def _of_all(tokens: Tokens, words: Sequence[Word], places: Sequence[int]) -> list[str]:
    """What every word of a sentence shares."""
    terms = {word.term for word in words}
    found = [
        f"sentence hits={min(len({word.entry for word in words if word.entry}), 4)}",
        f"sentence size={min(len(words) // 8, 6)}",
    ]
    if terms & SPEECH:
        found.append("sentence speech=yes")
    if terms & PERSONS:
        found.append("sentence persons=yes")
    if any(form[:1].isdigit() for form in terms):
        found.append("sentence number=yes")
    behind = places[-1] + 1
    if behind < len(tokens) and tokens.words[behind][0] in "?!":
        found.append(f"sentence end={tokens.words[behind][0]}")
    return found


def _of_form(form: str, shape: str) -> list[str]:
    known = closed_class().get(form)
    names = [f"word={form}", f"stem={_stem(form)}", f"shape={shape}", f"class={known or 'open'}"]
    if known is None and form.isascii():
        names += [f"prefix={form[:size]}" for size in (2, 3, 4) if len(form) > size]
        names += [f"suffix={form[-size:]}" for size in (2, 3, 4) if len(form) > size]
        names.append(f"length={min(len(form), 12)}")
        if "-" in form:
            names += [f"part={_stem(part)}" for part in form.split("-") if len(part) > 2]
    return names


def _of_neighbours(words: Sequence[Word], classes: Sequence[str], shapes: Sequence[str], n: int) -> list[str]:
    form, size = words[n].term, len(words)
    names = []
    for step in (-2, -1, 1, 2):
        other = n + step
        inside = 0 <= other < size
        names.append(f"word{step:+d}={words[other].term if inside else OUTSIDE}")
        names.append(f"class{step:+d}={classes[other] if inside else OUTSIDE}")
        if inside and words[other].category:
            names.append(f"lexicon{step:+d}={words[other].category}")
        if inside and abs(step) == 1:
            names.append(f"shape{step:+d}={shapes[other]}")
    before = classes[n - 1] if n else OUTSIDE
    after = classes[n + 1] if n + 1 < size else OUTSIDE
    names.append(f"classes around={before} … {after}")
    names.append(f"class before and suffix={before} -{form[-2:]}")
    names.append(f"suffix and class after=-{form[-2:]} {after}")
    if n + 1 < size:
        names.append(f"pair={form} {words[n + 1].term}")
    if n:
        names.append(f"pair before={words[n - 1].term} {form}")
    names.append(f"place={'first' if n == 0 else 'last' if n == size - 1 else f'quarter {1 + 4 * n // size}'}")
    return names


def _of_marks(tokens: Tokens, here: int) -> list[str]:
    names = []
    if here and tokens.words[here - 1] in "“\"‘'":
        names.append("after mark=quotation")
    elif here and tokens.kinds[here - 1] == "punctuation":
        names.append(f"after mark={tokens.words[here - 1][:2]}")
    if here + 1 < len(tokens) and tokens.kinds[here + 1] == "punctuation":
        names.append(f"before mark={tokens.words[here + 1][:2]}")
    return names
