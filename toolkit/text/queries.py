"""Reading a query and finding it: words, phrases and wildcards over tokens, or a regular expression over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.errors import QueryError
from toolkit.text.tokens import Tokens, lower_form, term


class Match(NamedTuple):
    """Where a query was found: characters of the text, half-open, and the first and last token they touch."""

    start: int
    end: int
    first: int
    last: int


class Query:
    """A query that can be searched for in any number of texts.

    Words and phrases match whole tokens of one sentence, `*` any letters inside a token; case matters only if the
    query has capitals, and a possessive ending does not matter. With `regex` the query is a regular expression over
    the text as it stands. Raises QueryError naming the part that cannot be read.

    >>> from toolkit.text.tokens import tokenize
    >>> text = "The militants’ leader met a militant."
    >>> [text[m.start : m.end] for m in Query("militant*").find(tokenize(text))]
    ['militants', 'militant']
    """

    __slots__ = ("_cased", "_expression", "_parts", "text")

    def __init__(self, text: str, *, regex: bool = False) -> None:
        if not isinstance(text, str):
            shown = "None" if text is None else type(text).__name__
            raise QueryError(f"A query is a word, a phrase or a wildcard such as militant*; this is {shown}.")
        self.text = text
        self._expression = _expression(text) if regex else None
        self._parts = [] if regex else _patterns(text)
        self._cased = text != text.lower()

    @property
    def size(self) -> int:
        """How many tokens a match has; 0 for a regular expression, whose matches have any number."""
        return len(self._parts)

    @property
    def cased(self) -> bool:
        """Whether capitals matter."""
        return self._cased

    def literal(self, part: int) -> str | None:
        """What stands in one place of a match, letter by letter; None where it has a wildcard."""
        form = self.text.replace("’", "'").split()[part]
        return None if "*" in form else form

    def expression(self, part: int) -> re.Pattern[str]:
        """What a form in one place of a match must be, from end to end."""
        return self._parts[part]

    def accepts(self, part: int, word: str) -> bool:
        """Whether a token may stand in one place of a match."""
        form = word.replace("’", "'") if self._cased else lower_form(word)
        return _equal(self._parts[part], form)

    def occurs_in(self, text: str) -> bool:
        """Whether a regular expression matches anywhere in a text; always, for words and phrases."""
        return self._expression is None or self._expression.search(text) is not None

    def find(self, tokens: Tokens) -> Iterator[Match]:
        """All matches in the order of the text; they do not overlap."""
        if self._expression is not None:
            yield from _spans(self._expression, tokens)
            return
        forms = [word.replace("’", "'") for word in tokens.words] if self._cased else tokens.lowers
        head, size = self._parts[0], len(self._parts)
        free = 0
        for position in range(len(forms) - size + 1):
            if position < free or not _equal(head, forms[position]):
                continue
            last = position + size - 1
            if tokens.sentences[position] == tokens.sentences[last] and all(
                _equal(part, form) for part, form in zip(self._parts[1:], forms[position + 1 : last + 1], strict=True)
            ):
                yield Match(tokens.starts[position], tokens.ends[last], position, last)
                free = last + 1


def _patterns(query: str) -> list[re.Pattern[str]]:
    parts = query.replace("’", "'").split()
    if not parts:
        raise QueryError("The query is empty; give a word, a phrase or a wildcard such as 'militant*'.")
    for part in parts:
        if not part.strip("*"):
            raise QueryError(f"{query!r}: the part {part!r} would match everything; add letters, such as 'militant*'.")
    return [re.compile(".*".join(re.escape(piece) for piece in part.split("*")), re.DOTALL) for part in parts]


def _expression(query: str) -> re.Pattern[str]:
    try:
        found = re.compile(query, re.IGNORECASE if query == query.lower() else re.NOFLAG)
    except re.error as error:
        raise QueryError(f"{query!r} is no regular expression: {error}.") from error
    if found.match(""):
        raise QueryError(f"{query!r} matches nothing at all, which is everywhere; ask for at least one character.")
    return found


def _spans(expression: re.Pattern[str], tokens: Tokens) -> Iterator[Match]:
    first = 0
    for match in expression.finditer(tokens.text):
        start, end = match.span()
        while first < len(tokens) and tokens.ends[first] <= start:
            first += 1
        if start == end or first == len(tokens) or tokens.starts[first] >= end:
            continue  # nothing but white space
        last = first
        while last + 1 < len(tokens) and tokens.starts[last + 1] < end:
            last += 1
        yield Match(start, end, first, last)


def _equal(pattern: re.Pattern[str], form: str) -> bool:
    return pattern.fullmatch(form) is not None or pattern.fullmatch(term(form)) is not None
