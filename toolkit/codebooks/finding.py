"""Finding many forms in tokens at once: the longest at every place, none overlapping, as queries match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from toolkit.text.tokens import lower_form, term

_TYPES = 200_000  # words kept in memory


class _Form(NamedTuple):
    parts: tuple[str, ...]
    patterns: tuple[re.Pattern[str] | None, ...]  # of parts with a `*`
    cased: bool
    numbers: tuple[int, ...]


class Finder:
    """Forms by their first word. Several numbers may have the same form: all of them are found with it.

    >>> finder = Finder([("tax*", 0), ("tax fraud", 1), ("tax fraud", 2)])
    >>> list(finder.find(["Tax", "fraud", "raises", "taxes"]))
    [(0, 2, (1, 2)), (3, 1, (0,))]
    """

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        numbers: dict[str, list[int]] = {}
        for form, number in forms:
            numbers.setdefault(form.replace("’", "'"), []).append(number)
        self._first: dict[str, list[_Form]] = {}
        self._wild: dict[str, list[_Form]] = {}  # by the letters before the `*`, at most three
        for form, of in numbers.items():
            parts = tuple(form.split())
            compiled = _Form(parts, tuple(map(_pattern, parts)), form != form.lower(), tuple(dict.fromkeys(of)))
            if "*" in parts[0]:
                self._wild.setdefault(parts[0].split("*")[0].lower()[:3], []).append(compiled)
            else:
                self._first.setdefault(parts[0].lower(), []).append(compiled)
        self._candidates: dict[str, tuple[_Form, ...]] = {}

    def candidates(self, word: str) -> tuple[_Form, ...]:
        """The forms that may begin with a token, longest first."""
        known = self._candidates.get(word)
        if known is None:
            lower = lower_form(word)
            found: dict[tuple[str, ...], _Form] = {}
            for name in dict.fromkeys((lower, term(lower))):
                listed = list(self._first.get(name, ()))
                for size in range(min(len(name), 3) + 1):
                    listed += self._wild.get(name[:size], ())
                found |= {form.parts: form for form in listed if _fits(form, 0, word)}
            known = tuple(sorted(found.values(), key=lambda form: (-len(form.parts), form.numbers)))
            if len(self._candidates) < _TYPES:
                self._candidates[word] = known
        return known

    def find(
        self, words: Sequence[str], goes_on: Callable[[int], bool] = lambda token: True
    ) -> Iterable[tuple[int, int, tuple[int, ...]]]:
        """First token, how many tokens, and the numbers of the longest forms at every place.

        `goes_on` says of a token whether the next one belongs to the same sentence.
        """
        free = 0
        for position, word in enumerate(words):
            if position >= free and (forms := self.candidates(word)):
                size, numbers = self.longest(forms, words, position, goes_on)
                if size:
                    yield position, size, numbers
                    free = position + size

    def longest(
        self, forms: tuple[_Form, ...], words: Sequence[str], position: int, goes_on: Callable[[int], bool]
    ) -> tuple[int, tuple[int, ...]]:
        """How many tokens the longest of the candidates takes at a place, and the numbers of all of that length."""
        size = 0
        numbers: list[int] = []
        for form in forms:
            if len(form.parts) < size:
                break
            last = position + len(form.parts) - 1
            if (
                last < len(words)
                and all(_fits(form, part, words[position + part]) for part in range(1, len(form.parts)))
                and all(goes_on(token) for token in range(position, last))
            ):
                size = len(form.parts)
                numbers += form.numbers
        return size, tuple(dict.fromkeys(numbers))


def _pattern(part: str) -> re.Pattern[str] | None:
    return re.compile(".*".join(map(re.escape, part.split("*"))), re.DOTALL) if "*" in part else None


def _fits(form: _Form, part: int, word: str) -> bool:
    """Whether a token may stand in one place of a form, as `toolkit.text.queries.Query.accepts` says."""
    shape = word.replace("’", "'") if form.cased else lower_form(word)
    pattern = form.patterns[part]
    if pattern is None:
        return form.parts[part] in (shape, term(shape))
    return pattern.fullmatch(shape) is not None or pattern.fullmatch(term(shape)) is not None
