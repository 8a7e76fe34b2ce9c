"""Words and phrases of a small table, found in a text: the longest match wins, none overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.text.tokens import Tokens, term


class Found(NamedTuple):
    """A row of the table at a place: offsets in characters, half-open, and the number of its sentence."""

    sentence: int
    start: int
    end: int
    row: int


class Phrases:
    """Phrases by their first word. Case does not matter, except for a phrase written with `=` in front ("=IS").

    >>> from toolkit.text.tokens import tokenize
    >>> phrases = Phrases([["climate change"], ["=IS"]])
    >>> [found.row for found in phrases.find(tokenize("IS climate change real? It is."))]
    [1, 0]
    """

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], bool, int]]] = {}
        for number, forms in enumerate(rows):
            for form in forms:
                exact = form.startswith("=")
                words = form.removeprefix("=").split()
                self._by_first.setdefault(words[0].lower(), []).append((words, exact, number))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, tokens: Tokens) -> Iterator[Found]:
        """The phrases in the order of the text; none runs from one sentence into the next."""
        lowers = [term(lower) for lower in tokens.lowers]
        position = 0
        while position < len(lowers):
            for words, exact, row in self._by_first.get(lowers[position], ()):
                last = position + len(words) - 1
                if last >= len(lowers) or tokens.sentences[last] != tokens.sentences[position]:
                    continue
                here = tokens.words[position : last + 1] if exact else lowers[position : last + 1]
                if here == words:
                    end = tokens.starts[last] + len(lowers[last])  # without a possessive ending
                    yield Found(tokens.sentences[position], tokens.starts[position], min(end, tokens.ends[last]), row)
                    position = last
                    break
            position += 1
