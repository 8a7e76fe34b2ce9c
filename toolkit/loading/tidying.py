"""Furniture of pages taken out of the texts of a whole load: listed with its counts, and never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.anatomy.furniture import Furniture, Marked, find_furniture, marked
from toolkit.articles import Article, Part
from toolkit.articles.load_report import FurnitureLine

KIND = "furniture"


def without_furniture(articles: Sequence[Article]) -> tuple[list[Article], tuple[FurnitureLine, ...]]:
    """The articles without the lines that recur under many stories of their outlet, and what these lines are.

    A line that was taken out is a part of its article, of the kind "furniture" (`Article.parts`, `Article.removed`).
    """
    spans, found = find_furniture([(article.outlet, article.text) for article in articles])
    counts = {(one.outlet, one.line): one.articles for one in found}
    lines = tuple(FurnitureLine(outlet or None, line, count) for (outlet, line), count in counts.items())
    return [_without(a, spans[n]) if n in spans else a for n, a in enumerate(articles)], lines


def without_marked(article: Article, rules: Furniture) -> tuple[Article, list[Marked]]:
    """One article without what is known to recur in those of its outlet, and the lines that were taken out."""
    found = list(marked(article.text, rules))
    return (_without(article, [(one.start, one.end) for one in found]) if found else article), found


def _without(article: Article, spans: list[tuple[int, int]]) -> Article:
    if article.voice_edits:
        return article  # offsets that a person has set would no longer fit
    kept = []
    for start, end in article.paragraphs:
        inside = [span for span in spans if start <= span[0] < end]
        text = _cut(article.text, start, end, inside)
        if text:
            kept.append(text)
    if not kept:
        return article  # nothing but furniture: better a text too long than none
    places = [(article.source_offset(start), article.source_offset(end - 1) + 1) for start, end in spans]
    return replace(article, text="\n\n".join(kept), parts=_parted(article.parts, places))


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return text[start:end]
    pieces = []
    at = start
    for first, last in [*spans, (end, end)]:
        pieces.append(text[at:first].strip(" \n"))
        at = last
    return "\n".join(piece for piece in pieces if piece)


def _parted(parts: tuple[Part, ...], places: list[tuple[int, int]]) -> tuple[Part, ...]:
    """The parts with each place cut out of the body that holds it; white space around it stays with the body."""
    found: list[Part] = []
    for part in parts:
        at = part.start
        for first, last in places if part.kind == "body" else ():
            begin, stop = max(first, part.start), min(last, part.end)
            if begin < stop:
                if at < begin:
                    found.append(part._replace(start=at, end=begin))
                found.append(Part(KIND, begin, stop, "recurs in many articles of the outlet"))
                at = stop
        if at < part.end or part.start == part.end:
            found.append(part._replace(start=at))
    return tuple(found)
