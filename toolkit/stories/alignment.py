"""Paragraphs of a copy beside those of the text it comes from: what was kept, cut, moved, reworded, added.

Paragraphs are compared as bags of words, in which function words count little: a reworded paragraph keeps its names,
numbers and many of its other words, in whatever order. Equal paragraphs find each other first, then the most alike.
What has no partner then, but stands inside a paragraph that has one, was joined to it or split from it. Moved is what
must be taken out for the rest to stand in one order, so that a paragraph moved to the top makes one move and not ten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.statistics.terms import stop_word_list
from toolkit.stories.duplicates import in_order

# Tuned on planted edits, docs/benchmarks.md#genealogy.
ALIKE = 0.3  # shared words of the words of both, from which on one paragraph is the other in new words
INSIDE = 0.8  # so much of a paragraph in another one, and it is a part of it
LEAST_INSIDE = 4.0  # content words; shorter paragraphs must stand inside word for word
LEAST_RUN = 3  # words, all of them in a row
FUNCTION_WORD = 0.2  # what a function word weighs
_WORD = re.compile(r"[^\W_]+")


class Link(NamedTuple):
    """A paragraph of the original and one of the copy; None where there is no such paragraph."""

    original: int | None
    copy: int | None
    verb: str
    moved: bool
    shared: float


class Bag(NamedTuple):
    """The words of a paragraph or sentence: in order, counted, and what they weigh together."""

    words: tuple[str, ...]
    counts: Counter[str]
    weight: float


def align(original: Sequence[str], copy: Sequence[str]) -> list[Link]:
    """What became of each paragraph, in the order of the copy; what was cut stands where it stood.

    >>> [link.verb for link in align(["The dam broke.", "Rain fell."], ["Rain fell.", "Two barns burned."])]
    ['cut', 'kept', 'added']
    """
    left, right = [bag(text) for text in original], [bag(text) for text in copy]
    pairs = _pairs(left, right)
    stay = set(in_order(sorted((new, old) for old, new in pairs)))
    links = []
    for old, new in pairs:
        moved = new not in stay
        same = left[old].words == right[new].words
        verb = "reworded" if not same else "moved" if moved else "kept"
        links.append(Link(old, new, verb, moved, round(alike(left[old], right[new]), 3)))
    links += _joined(left, right, pairs)
    olds, news = {link.original for link in links}, {link.copy for link in links}
    links += [Link(None, new, "added", False, 0.0) for new in range(len(right)) if new not in news]
    links.sort(key=lambda link: (link.copy, -1 if link.original is None else link.original))
    for old in range(len(left)):
        if old not in olds:
            links.insert(_place(links, old), Link(old, None, "cut", False, 0.0))
    return links


def _place(links: list[Link], old: int) -> int:
    """Behind the last of the paragraphs that stood before a cut one, or at the top."""
    before = [n for n, link in enumerate(links) if link.original is not None and link.original < old and not link.moved]
    return before[-1] + 1 if before else 0


def bag(text: str) -> Bag:
    """The words of a text."""
    words = tuple(_WORD.findall(text.lower()))
    counts = Counter(words)
    return Bag(words, counts, sum(_weight(word) * count for word, count in counts.items()))


def _weight(word: str) -> float:
    return FUNCTION_WORD if word in stop_word_list() else 1.0


def common(one: Bag, other: Bag) -> float:
    """What the words weigh that both have."""
    smaller, larger = sorted((one.counts, other.counts), key=len)
    return sum(_weight(word) * min(count, larger[word]) for word, count in smaller.items() if word in larger)


def alike(one: Bag, other: Bag) -> float:
    """The share of what both weigh that they have in common (Dice 1945)."""
    total = one.weight + other.weight
    return 2 * common(one, other) / total if total else 0.0


def _pairs(left: list[Bag], right: list[Bag]) -> list[tuple[int, int]]:
    """Each paragraph with at most one partner: the most alike first; of equal ones those that stand in one order."""
    scored = [
        (-score, abs(old / max(len(left), 1) - new / max(len(right), 1)), old, new)
        for old, one in enumerate(left)
        for new, other in enumerate(right)
        if (score := 2.0 if one.words == other.words else alike(one, other)) >= ALIKE and one.words and other.words
    ]
    found, olds, news = [], set[int](), set[int]()
    for _, _, old, new in sorted(scored):
        if old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            found.append((old, new))
    return sorted(found)


def _joined(left: list[Bag], right: list[Bag], pairs: list[tuple[int, int]]) -> list[Link]:
    """Paragraphs without a partner that stand inside one of the other text: joined to it, or split from it."""
    olds, news = {old for old, _ in pairs}, {new for _, new in pairs}
    links = []
    for old, one in enumerate(left):
        if old not in olds and (inside := _inside(one, right)) is not None:
            links.append(Link(old, inside[0], _verb(inside[1]), False, round(inside[1], 3)))
    for new, other in enumerate(right):
        if new not in news and (inside := _inside(other, left)) is not None:
            links.append(Link(inside[0], new, _verb(inside[1]), False, round(inside[1], 3)))
    return links


def _verb(inside: float) -> str:
    return "kept" if inside == 1 else "reworded"


def _inside(one: Bag, others: list[Bag]) -> tuple[int, float] | None:
    run = f" {' '.join(one.words)} "
    for number, other in enumerate(others):
        if len(one.words) >= LEAST_RUN and run in f" {' '.join(other.words)} ":
            return number, 1.0
    if one.weight < LEAST_INSIDE:
        return None
    shares = [(common(one, other) / one.weight, -number) for number, other in enumerate(others)]
    share, number = max(shares, default=(0.0, 0))
    return (-number, min(share, 1.0)) if share >= INSIDE else None
