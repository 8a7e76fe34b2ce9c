"""The sequence model: a linear-chain CRF that says where attributed words begin and end, sure of each word to a degree.

The weights ship with the toolkit (`data/voice.tsv.gz`, described in docs/voice-model.md). Labels: O, S (source),
C (cue), and for contents B (begins), I (goes on) and J (the same content goes on after an interruption), each with the
place of the cue: A (content after it), F (in front of it), N (none).
Method: J. Lafferty, A. McCallum, F. Pereira, "Conditional random fields", ICML 2001.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from toolkit.text.tokens import Tokens
from toolkit.voice.sequence.best_path import decode
from toolkit.voice.sequence.token_features import Sequence
from toolkit.voice.sequence.weights import read_weights


class Tagged(NamedTuple):
    """What the model says of each token of a text: its label, and how probable it is that the token is attributed."""

    labels: list[str]
    p: list[float]


class Content(NamedTuple):
    """One content as the model sees it: runs of tokens, and where its cue stands (A, F or N)."""

    runs: tuple[tuple[int, int], ...]
    direction: str


def tag(tokens: Tokens, paragraphs: list[Sequence], *, weights: Path | None = None, arrays: bool = False) -> Tagged:
    """Labels and probabilities; tokens of paragraphs that the model need not see are O with probability 0.

    `arrays` decodes in NumPy: faster for many texts, while for one from the shell its import costs more.
    """
    labels = ["O"] * len(tokens)
    p = [0.0] * len(tokens)
    for paragraph, (found, sure) in zip(paragraphs, _decoded(paragraphs, weights, arrays), strict=True):
        labels[paragraph.first : paragraph.last] = found
        p[paragraph.first : paragraph.last] = sure
    return Tagged(labels, p)


def _decoded(paragraphs: list[Sequence], weights: Path | None, arrays: bool) -> Iterable[tuple[list[str], list[float]]]:
    if not paragraphs:
        return ()
    if arrays:
        from toolkit.voice.sequence.array_best_path import decode as decode_all

        return zip(*decode_all(paragraphs, weights), strict=True)
    return [decode(read_weights(weights), paragraph) for paragraph in paragraphs]


def contents(tagged: Tagged) -> list[Content]:
    """The contents of a text in order; a run that begins with J belongs to the content before it."""
    found: list[Content] = []
    after = -1  # where the last run ended
    for label, first, last in _labelled(tagged.labels):
        role = label[0]
        if role in "OSC":
            continue
        starts = [first]
        if role == "B":
            starts = list(range(first, last))  # each B begins a content
        goes_on = bool(found) and first == after
        for start, end in zip(starts, [*starts[1:], last], strict=True):
            if role == "B" or not found or (role == "I" and not goes_on):
                found.append(Content(((start, end),), label[1]))
            elif role == "J":
                found[-1] = found[-1]._replace(runs=(*found[-1].runs, *((n, n + 1) for n in range(start, end))))
            else:
                *before, (begin, _) = found[-1].runs
                found[-1] = found[-1]._replace(runs=(*before, (begin, end)))
        after = last
    return found


def _labelled(labels: list[str]) -> list[tuple[str, int, int]]:
    """Each run of equal labels, with its first token and the one behind it."""
    runs = []
    position = 0
    for label, group in groupby(labels):
        size = len(list(group))
        runs.append((label, position, position + size))
        position += size
    return runs


def runs_of(tagged: Tagged, role: str) -> list[tuple[int, int]]:
    """The runs of one label: sources (S) or cues (C)."""
    return [(first, last) for label, first, last in _labelled(tagged.labels) if label == role]


def explain(paragraphs: list[Sequence], tagged: Tagged, content: Content) -> str:
    """The two features that speak most for the label with which a content begins, in words."""
    token = content.runs[0][0]
    paragraph = next(p for p in paragraphs if p.first <= token < p.last)
    features, label = paragraph.features(token - paragraph.first), tagged.labels[token]
    weights = read_weights()
    ranked = sorted(((weights.of(feature, label), feature) for feature in features), reverse=True)
    named = [_in_words(feature) for weight, feature in ranked[:2] if weight > 0]
    return "model: " + (", ".join(named) or "the words around it")


_NAMES = {
    "w": "the word", "w-": "the word before", "w+": "the word after", "w--": "the second word before",
    "w++": "the second word after", "w-w": "the words up to here", "ww+": "the words from here",
    "w-w+": "the words on both sides", "q": "the quotation mark", "s": "the sentence", "rsum": "the sentence",
    "sp": "the sentence before", "o": "the place in the sentence", "dc": "the distance to a cue",
    "dr": "the distance to the rules' cue", "comma": "the comma", "pp": "the paragraph before",
}  # fmt: skip


def _in_words(feature: str) -> str:
    name, _, value = feature.partition("=")
    if name.startswith("c") and name[1:].lstrip("-").isdigit():
        return f"a {value.partition('/')[0]} cue {'here' if name == 'c0' else 'near'}"
    if name.startswith("r") and name not in _NAMES:
        return f"the rules' answer ({value})"
    return f"{_NAMES.get(name, 'a cue near')} ({value})"


def token_range(tokens: Tokens, start: int, end: int) -> range:
    """The tokens that begin in a span of characters."""
    return range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))
