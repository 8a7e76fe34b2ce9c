"""From a character of an article to its place in the source: hygiene and anatomy followed backwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import QueryError
from toolkit.text.hygiene import Mapping, clean

if TYPE_CHECKING:
    from toolkit.articles import Article, Part

_SOLID = re.compile(r"\S+")


def origin(article: Article, offset: int) -> int:
    """The offset into `Article.original` of the character at an offset of `Article.text`; its length gives the end."""
    if not 0 <= offset <= len(article.text):
        raise QueryError(f"Article {article.id!r} has {len(article.text)} characters; there is no offset {offset}.")
    if article.text == article.original:
        return offset
    source = _source(article.text, article.original, article.parts)
    if source is None:
        raise QueryError(
            f"The text of article {article.id!r} is not that of its source; it was made or changed by hand."
        )
    return source.place(article.text, offset)


class _Source(NamedTuple):
    """The lines of the body of a source that is clean, and the way back to the source as it was."""

    lines: Sequence[str]
    starts: Sequence[int]
    behind: Sequence[int]  # how many characters other than white space stand before a line
    mapping: Mapping

    def place(self, text: str, offset: int) -> int:
        """Where a character of the text stands in the source; white space stands behind what is before it."""
        solid = _solid(text[:offset])
        if offset < len(text) and not text[offset].isspace():
            return self._of(solid)
        return self._of(solid - 1) + 1 if solid else 0

    def _of(self, number: int) -> int:
        """Where a character that is no white space stands, by its number among such."""
        line = bisect_left(self.behind, number + 1) - 1
        left = number - self.behind[line]
        for word in _SOLID.finditer(self.lines[line]):
            if left < len(word.group()):
                return self.mapping(self.starts[line] + word.start() + left)
            left -= len(word.group())
        raise AssertionError("a line has the characters that were counted in it")


@lru_cache(maxsize=16)
def _source(text: str, original: str, parts: tuple[Part, ...]) -> _Source | None:
    """The source of a text; None where the text does not follow from it.

    The characters of the body are the same, in the same order, once the source is clean; only the white space between
    them differs, so each is found by counting.
    """
    cleaned = clean(original)
    lines: list[str] = []
    starts: list[int] = []
    for part in parts:
        if part.kind != "body":
            continue
        at, end = (
            bisect_left(range(len(cleaned.text)), place, key=cleaned.mapping) for place in (part.start, part.end)
        )
        for line in cleaned.text[at:end].split("\n"):
            lines.append(line)
            starts.append(at)
            at += len(line) + 1
    letters = ["".join(line.split()) for line in lines]
    if not "".join(letters).startswith("".join(text.split())):
        return None
    return _Source(lines, starts, list(accumulate(map(len, letters), initial=0)), cleaned.mapping)


def _solid(text: str) -> int:
    """How many characters are no white space."""
    return sum(map(len, text.split()))
