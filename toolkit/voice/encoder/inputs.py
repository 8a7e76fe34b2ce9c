"""What the encoder sees of a text: pieces of words, and for each word a few numbers that pieces do not tell.

Pieces are lower case and without accents, so capitals are one of these numbers; the others say whether the word stands
in quotation marks, what the rules take it for, whether a paragraph begins with it, and its class in the list of cues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.voice.rules.attribution import Analysis
from toolkit.voice.rules.cues import cue_forms, cue_share
from toolkit.voice.sequence.labels import LABELS, labels
from toolkit.voice.sequence.model import token_range
from toolkit.voice.sequence.token_features import paragraphs_of

Ints = NDArray[np.int64]
Pieces = Callable[[Sequence[str]], list[list[int]]]
MOST_PIECES = 8  # of one word: an address of a web page is no more than that

_CLASSES = ("speech", "belief", "stance", "naming", "document", "noun", "adjective")
NO_RULE = len(LABELS)  # in place of the rules' label, where the rules are not asked
# How many values each number has: shape, quotation, the rules' label, paragraph, cue.
SIZES = (5, 3, len(LABELS) + 1, 3, 1 + 2 * len(_CLASSES))
RULE = 2  # which of them is the rules' label
EDGE = (4, 0, NO_RULE, 0, 0)  # in front of a window and behind it


class Words(NamedTuple):
    """The words of a text: their pieces, numbers (a row a word), and the paragraphs and sentences they stand in."""

    pieces: list[list[int]]
    numbers: Ints
    paragraphs: list[tuple[int, int]]
    sentences: list[int]


class Window(NamedTuple):
    """Words that the encoder sees together: their places in the text, pieces, numbers, where each word begins."""

    places: Ints
    pieces: Ints
    numbers: Ints
    begins: Ints


def words_of(analysis: Analysis, pieces: Pieces) -> Words:
    """The words of a text as the encoder sees them."""
    tokens = analysis.tokens
    count = len(tokens)
    numbers = np.zeros((count, len(SIZES)), dtype=np.int64)
    numbers[:, 0] = [_shape(word) for word in tokens.words]
    for quote in analysis.quotations:
        numbers[list(token_range(tokens, quote.start, quote.end)), 1] = 2 if quote.level else 1
    number_of = {label: n for n, label in enumerate(LABELS)}
    found = labels(
        tokens,
        [
            {"source": [a.source] if a.source else [], "cue": [a.cue] if a.cue else [], "content": list(a.contents)}
            for a in analysis.attributions
        ],
    )
    numbers[:, RULE] = [number_of[label] for label in found]
    paragraphs = paragraphs_of(tokens)
    numbers[:, 3] = 1
    numbers[[first for first, _ in paragraphs], 3] = 2
    cues = _cue_classes()
    numbers[:, 4] = [cues.get(lower, 0) for lower in tokens.lowers]
    return Words(pieces(tokens.words), numbers, paragraphs, tokens.sentences)


def telling_parts(words: Words) -> list[tuple[int, int]]:
    """The paragraphs that may hold somebody's words: those with a cue, a quotation mark or a name in them."""
    numbers = words.numbers
    sentences = np.array(words.sentences)
    inside = np.diff(sentences, prepend=-1) == 0  # not the first word of a sentence
    names = inside & ((numbers[:, 0] == 1) | (numbers[:, 0] == 2))
    telling = names | (numbers[:, [1, RULE, 4]] > 0).any(1)
    return [(first, last) for first, last in words.paragraphs if telling[first:last].any()]


def _shape(word: str) -> int:
    """0 lower case, 1 a capital in front or inside, 2 capitals alone, 3 digits, 4 neither letters nor digits."""
    if word.islower():
        return 0
    if not any(map(str.isalpha, word)):
        return 3 if any(map(str.isdigit, word)) else 4
    return 2 if word.isupper() and len(word) > 1 else 1


@cache
def _cue_classes() -> dict[str, int]:
    """Of each form the class of its shortest cue, and whether it is a cue in half of its uses or more."""
    return {
        form: 1 + 2 * _CLASSES.index(cues[-1].category) + (cue_share(form) in "234")
        for form, cues in cue_forms().items()
    }


def windows_of(
    words: Words, most: int, *, parts: Iterable[tuple[int, int]] | None = None, begin: int = 0
) -> list[Window]:
    """Windows of whole sentences with at most `most` pieces; a sentence that is longer is cut.

    `parts` are the paragraphs to read (all); `begin` cuts the first window that much shorter, so that training sees the
    same sentences in different company.
    """
    found: list[list[int]] = []
    here: list[int] = []
    size, room = 0, most - 2 - begin
    lengths = [len(pieces) for pieces in words.pieces]
    for sentence in _sentences(words, parts):
        length = sum(lengths[n] for n in sentence)
        if here and size + length > room:
            found.append(here)
            here, size, room = [], 0, most - 2
        for n in sentence:
            if size + lengths[n] > most - 2:
                found.append(here)
                here, size, room = [], 0, most - 2
            here.append(n)
            size += lengths[n]
    if here:
        found.append(here)
    return [_window(words, places) for places in found]


def _sentences(words: Words, parts: Iterable[tuple[int, int]] | None) -> Iterable[range]:
    """Stretches of tokens of one sentence and paragraph."""
    for first, last in words.paragraphs if parts is None else parts:
        begin = first
        for n in range(first + 1, last):
            if words.sentences[n] != words.sentences[n - 1]:
                yield range(begin, n)
                begin = n
        yield range(begin, last)


def _window(words: Words, places: list[int]) -> Window:
    """Between two edges; the pieces of a word share its numbers."""
    lengths = np.array([len(words.pieces[n]) for n in places])
    begins = 1 + np.cumsum(lengths) - lengths
    pieces = np.fromiter(chain.from_iterable(words.pieces[n] for n in places), dtype=np.int64, count=lengths.sum())
    edge = np.array([EDGE])
    numbers = np.concatenate([edge, np.repeat(words.numbers[places], lengths, axis=0), edge])
    return Window(np.array(places), pieces, numbers, begins)
