"""What stands around a hit: the conditions of an entry, negation, and capitals that say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from toolkit.lexicon.entries import Context
from toolkit.lexicon.forms import fits

LONGEST = 5  # words of a neighbouring phrase in the relations before and after
_WHOLE = 200  # words on each side of a hit that are its sentence: a longer run without a full stop is none
_NEGATORS = frozenset("not no never neither nor without cannot hardly".split())
_NOT_ONLY = frozenset("only just merely simply".split())
_LIGHT = frozenset(
    "a actually all an any anything as at be been being called considered directly even exactly in inherently kind"
    " like much necessarily of one particularly quite really so some sort such that the these this those to very"
    " your".split()
)
_PLURAL_POINTING = frozenset(("these", "those"))
_POINTING = frozenset("the this that such your".split())
# Headlines leave these without a capital.
_SMALL = frozenset(
    "about above after against along amid among around before behind below between beyond down during"
    " from into like near onto over past since than that through under until upon when where while with within without"
    " what have been will they their this says".split()
)


class _Words(NamedTuple):
    plain: frozenset[str]
    patterns: re.Pattern[str] | None  # of words with one star, in terms with a space between them
    starred: tuple[str, ...]  # words with more stars
    phrases: tuple[tuple[str, ...], ...]


@cache
def _words(context: Context) -> _Words:
    single = [word for word in context.words if " " not in word]
    starred = [word for word in single if "*" in word]
    patterns = [r"[\w'-]*".join(map(re.escape, word.split("*"))) for word in starred if word.count("*") == 1]
    return _Words(
        frozenset(word for word in single if "*" not in word),
        re.compile(rf"(?<![^ ])(?:{'|'.join(patterns)})(?![^ ])") if patterns else None,
        tuple(word for word in starred if word.count("*") > 1),
        tuple(tuple(word.split()) for word in context.words if " " in word),
    )


def holds(context: Context, terms: Sequence[str], first: int, last: int, story: Callable[[], frozenset[str]]) -> bool:
    """Whether a condition holds for the hit `terms[first:last]` of a sentence; `story` gives the article's words."""
    words = _words(context)
    relation = context.relation
    if relation == "near":
        reach = context.distance or _WHOLE
        return _any(words, terms[max(first - reach, 0) : first]) or _any(words, terms[last : last + reach])
    if relation == "before":
        return _begins(words, terms[last : last + LONGEST])
    if relation == "after":
        return _begins(words, terms[max(first - LONGEST, 0) : first], backwards=True)
    return _any(words, tuple(story()))


def _any(words: _Words, terms: Sequence[str]) -> bool:
    if not words.plain.isdisjoint(terms):
        return True
    if words.patterns is not None and words.patterns.search(" ".join(terms)):
        return True
    if words.starred and any(fits(word, one) for word in words.starred for one in terms):
        return True
    return any(
        _fits(phrase, terms[n : n + len(phrase)])
        for phrase in words.phrases
        for n in range(len(terms) - len(phrase) + 1)
    )


def _begins(words: _Words, terms: Sequence[str], *, backwards: bool = False) -> bool:
    if not terms:
        return False
    nearest = terms[-1] if backwards else terms[0]
    if nearest in words.plain or (words.patterns is not None and words.patterns.fullmatch(nearest)):
        return True
    if any(fits(word, nearest) for word in words.starred):
        return True
    return any(
        _fits(phrase, terms[-len(phrase) :] if backwards else terms[: len(phrase)])
        for phrase in words.phrases
        if len(terms) >= len(phrase)
    )


def _fits(phrase: tuple[str, ...], terms: Sequence[str]) -> bool:
    return all(word == one or ("*" in word and fits(word, one)) for word, one in zip(phrase, terms, strict=True))


def is_negated(terms: Sequence[str], first: int) -> bool:
    """Whether the word at `first` is denied: a negator stands before it, with nothing but light words between.

    Where a word points at a thing, the thing is there and keeps its name: "without these horrible weapons". After
    `without` only what is called "a" so-and-so is denied.

    >>> is_negated(["he", "is", "not", "a", "terrorist"], 4), is_negated(["not", "only", "a", "terrorist"], 3)
    (True, False)
    >>> is_negated(["without", "these", "horrible", "weapons"], 2)
    False
    """
    for position in range(first - 1, max(first - 6, -1), -1):
        word = terms[position]
        if word in _NEGATORS or word.endswith("n't"):
            if word == "without" and not _LIGHT.isdisjoint(pointing := terms[position + 1 : first]):
                return _POINTING.isdisjoint(pointing)
            return terms[position + 1] not in _NOT_ONLY
        if word not in _LIGHT or word in _PLURAL_POINTING:
            return False
    return False


def has_headline_capitals(words: Sequence[str]) -> bool:
    """Whether every longer word of a sentence begins with a capital, so that capitals tell nothing about one of them.

    >>> has_headline_capitals("Patriots Storm Capitol in Anger".split()), has_headline_capitals(["The", "Patriots"])
    (True, False)
    """
    longer = [word for word in words if len(word) > 3 and word[0].isalpha() and word not in _SMALL]
    return len(longer) >= 3 and all(word[0].isupper() for word in longer)
