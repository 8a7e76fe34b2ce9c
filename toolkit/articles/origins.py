"""From a character of an article to its place in the source: hygiene and anatomy followed backwards."""

from __future__ import annotations

from functools import lru_cache
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
def _offsets(text: str, original: str, parts: tuple[Part, ...]) -> tuple[int, ...] | None:
    """For every offset of the text its offset in the source; None where the text does not follow from the source.

    The characters of the body are the same, in the same order, once the source is clean; only the white space between
    them differs, so each is found by counting.
    """
    if text == original:
        return tuple(range(len(text) + 1))
    cleaned = clean(original)
    body = iter(_body(cleaned.text, [cleaned.mapping(at) for at in range(len(cleaned.text))], parts))
    found = []
    last = 0
    for char in text:
        if char.isspace():
            found.append(last)
            continue
        following = next(body, None)
        if following is None or following[0] != char:
            return None
        found.append(following[1])
        last = following[1] + 1
    found.append(last)
    return tuple(found)


def _body(text: str, places: list[int], parts: tuple[Part, ...]) -> list[tuple[str, int]]:
    """The characters of the body that are no white space, each with its place in the source."""
    held: list[tuple[str, int]] = []
    spans = iter([(part.start, part.end) for part in parts if part.kind == "body"])
    start, end = next(spans, (0, 0))
    for char, place in zip(text, places, strict=True):
        while place >= end:
            following = next(spans, None)
            if following is None:
                return held
            start, end = following
        if place >= start and not char.isspace():
            held.append((char, place))
    return held
