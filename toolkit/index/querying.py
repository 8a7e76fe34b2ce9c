"""Queries on numbers: each distinct token is looked at once, and the texts not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from toolkit.text.queries import Query
from toolkit.text.tokens import lower_form, term

Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


class Forms:
    """Under which forms a query may name the distinct tokens of an index.

    >>> Forms(["Mayor", "mayor’s", "rain"]).accepted(Query("mayor"), 0).tolist()
    [True, True, False]
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._known: dict[bool, _Lookup] = {}

    def accepted(self, query: Query, part: int) -> Booleans:
        """For each token whether it may stand in one place of a match, as `Query.accepts` says."""
        known = self._known.get(query.cased)
        if known is None:
            forms = [word.replace("’", "'") for word in self._words] if query.cased else map(lower_form, self._words)
            known = self._known[query.cased] = _Lookup(list(forms))
        literal = query.literal(part)
        found = np.zeros(len(self._words), dtype=bool)
        found[known.equal(literal) if literal is not None else known.matching(query.expression(part))] = True
        return found


class _Lookup:
    """From forms to the numbers of the tokens that have them, whole or without the possessive ending."""

    def __init__(self, forms: list[str]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, form in enumerate(forms):
            self._numbers.setdefault(form, []).append(number)
            if form[-1:] in ("'", "s") and (short := term(form)) != form:
                self._numbers.setdefault(short, []).append(number)

    def equal(self, form: str) -> list[int]:
        return self._numbers.get(form, [])

    def matching(self, expression: re.Pattern[str]) -> list[int]:
        match = expression.fullmatch
        return [number for form, numbers in self._numbers.items() if match(form) for number in numbers]


def find(query: Query, forms: Forms, types: npt.NDArray[np.int32], goes_on: Callable[[Integers], Booleans]) -> Integers:
    """The first token of every match of a query of words, in the order of the corpus; none overlap."""
    size = query.size
    at: Integers = np.flatnonzero(forms.accepted(query, 0)[types])
    at = at[at + size <= len(types)]
    for part in range(1, size):
        at = at[forms.accepted(query, part)[types[at + part]]]
    for part in range(1, size):
        at = at[goes_on(at + part - 1)]
    if size > 1 and len(at) > 1 and np.diff(at).min() < size:
        kept, free = [], 0
        for place in at.tolist():
            if place >= free:
                kept.append(place)
                free = place + size
        at = np.array(kept, dtype=np.int64)
    return at
