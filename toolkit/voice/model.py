"""The sequence model: a linear-chain CRF that says where attributed words begin and end, sure of each word to a degree.

It needs the optional package python-crfsuite; the weights ship with the toolkit (`data/voice.crfsuite`, described in
docs/voice-model.md). Labels: O, S (source), C (cue), and for contents B (begins), I (goes on) and J (the same content
goes on after an interruption), each with the place of the cue: A (content after it), F (in front of it), N (none).
Method: J. Lafferty, A. McCallum, F. Pereira, "Conditional random fields", ICML 2001.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.tokenizer import Tokens
from toolkit.voice.features import Sequence


class Tagged(NamedTuple):
    """What the model says of each token of a text: its label, and how probable it is that the token is attributed."""

    labels: list[str]
    p: list[float]


class Content(NamedTuple):
    """One content as the model sees it: runs of tokens, and where its cue stands (A, F or N)."""

    runs: tuple[tuple[int, int], ...]
    direction: str


def is_available() -> bool:
    """Whether the model can be used: the optional package is installed and the weights are there."""
    return _tagger() is not None


def tag(tokens: Tokens, paragraphs: list[Sequence], *, weights: Path | None = None) -> Tagged:
    """Labels and probabilities; tokens of paragraphs that the model need not see are O with probability 0."""
    tagger = _tagger(weights)
    labels = ["O"] * len(tokens)
    p = [0.0] * len(tokens)
    if tagger is None:
        return Tagged(labels, p)
    for first, last, features in paragraphs:
        tagger.set(features)
        labels[first:last] = tagger.tag()
        marginal = tagger.marginal
        for offset in range(last - first):
            outside = marginal("O", offset) + marginal("C", offset) + marginal("S", offset)
            p[first + offset] = 1.0 - outside
    return Tagged(labels, p)


def contents(tagged: Tagged) -> list[Content]:
    """The contents of a text in order; a run that begins with J belongs to the content before it."""
    found: list[Content] = []
    inside = False
    for position, label in enumerate(tagged.labels):
        role = label[0]
        if role in "OSC":
            inside = False
            continue
        if role == "B" or not found or (role == "I" and not inside):
            found.append(Content(((position, position + 1),), label[1]))
        elif role == "J":
            found[-1] = found[-1]._replace(runs=(*found[-1].runs, (position, position + 1)))
        else:
            *before, (start, _) = found[-1].runs
            found[-1] = found[-1]._replace(runs=(*before, (start, position + 1)))
        inside = True
    return found


def runs_of(tagged: Tagged, role: str) -> list[tuple[int, int]]:
    """The runs of one label: sources (S) or cues (C)."""
    found = []
    position = 0
    for label, group in groupby(tagged.labels):
        size = len(list(group))
        if label == role:
            found.append((position, position + size))
        position += size
    return found


def explain(features: list[str], label: str) -> str:
    """The two features that speak most for a label here, in words."""
    weights = _weights()
    ranked = sorted(((weights.get((feature, label), 0.0), feature) for feature in features), reverse=True)
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


@cache
def _tagger(weights: Path | None = None) -> Any:
    try:
        import pycrfsuite
    except ImportError:
        return None
    path = weights or Path(str(files("toolkit").joinpath("data/voice.crfsuite")))
    if not path.is_file():
        return None
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


@cache
def _weights() -> dict[tuple[str, str], float]:
    tagger = _tagger()
    return {} if tagger is None else dict(tagger.info().state_features)


def token_range(tokens: Tokens, start: int, end: int) -> range:
    """The tokens that begin in a span of characters."""
    return range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end))
