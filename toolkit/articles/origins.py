"""From a character of an article to its place in the source: hygiene and anatomy followed backwards."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING

from toolkit.errors import QueryError
from toolkit.text.hygiene import clean

if TYPE_CHECKING:
    from toolkit.articles import Article, Part


def origin(article: Article, offset: int) -> int:
    """The offset into `Article.original` of the character at an offset of `Article.text`; its length gives the end."""
    if not 0 <= offset <= len(article.text):
        raise QueryError(f"Article {article.id!r} has {len(article.text)} characters; there is no offset {offset}.")
    offsets = _offsets(article.text, article.original, article.parts)
    if offsets is None:
        raise QueryError(
            f"The text of article {article.id!r} is not that of its source; it was made or changed by hand."
        )
    return offsets[offset]


@lru_cache(maxsize=16)
def _offsets(text: str, original: str, parts: tuple[Part, ...]) -> Sequence[int] | None:
    """For every offset of the text its offset in the source; None where the text does not follow from the source.

    The characters of the body are the same, in the same order, once the source is clean; only the white space between
    them differs, so each is found by counting.
    """
    if text == original:
        return range(len(text) + 1)
    cleaned = clean(original)
    places = list(map(cleaned.mapping, range(len(cleaned.text)))) if cleaned.mapping else range(len(cleaned.text))
    body = [(bisect_left(places, part.start), bisect_left(places, part.end)) for part in parts if part.kind == "body"]
    pieces = [run.span() for start, end in body for run in _SOLID.finditer(cleaned.text, start, end)]
    letters = "".join([cleaned.text[start:end] for start, end in pieces])
    if not letters.startswith("".join(text.split())):
        return None
    solid = list(chain.from_iterable([places[start:end] for start, end in pieces]))
    found: list[int] = []
    at = last = 0
    for run in _SOLID.finditer(text):
        start, end = run.span()
        found += repeat(last, start - len(found))
        found += solid[at : at + end - start]
        at += end - start
        last = found[-1] + 1
    found += repeat(last, len(text) + 1 - len(found))
    return found


_SOLID = re.compile(r"\S+")
