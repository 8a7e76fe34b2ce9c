"""The encoder at work: labels and probabilities for the words of a text, by ONNX Runtime on one core.

Its folder holds `model.onnx`, `tokenizer.json` and `encoder.json` (described in docs/encoder.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.articles import need_packages
from toolkit.data import data_path
from toolkit.text.tokens import Tokens
from toolkit.voice.encoder.inputs import NO_RULE, RULE, Window, Words, telling_parts, windows_of, words_of
from toolkit.voice.encoder.pieces import BEHIND, FRONT, read_pieces
from toolkit.voice.rules.attribution import Analysis
from toolkit.voice.rules.cues import cue_forms
from toolkit.voice.sequence.array_best_path import decode_scores
from toolkit.voice.sequence.combining import Trust
from toolkit.voice.sequence.expecting import expectations
from toolkit.voice.sequence.labels import LABELS
from toolkit.voice.sequence.model import Content, Tagged

FOLDER = "voice_encoder"
FILES = ("model.onnx", "tokenizer.json", "encoder.json")
_PLACES = {"A": "behind", "F": "in front of"}


class Encoder:
    """An exported encoder, read from its folder. Raises QueryError where the packages of the extra are missing."""

    def __init__(self, folder: Path) -> None:
        need_packages("encoder", what='engine="encoder"')
        import onnxruntime

        said: dict[str, Any] = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes share the cores, and results repeat
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = read_pieces(folder / "tokenizer.json")
        self._longest: int = said["longest"]
        self._steps: NDArray[np.float64] = np.array(said["steps"])
        self._flatter: float = said["flatter"]
        self.trust = Trust(**said["trust"])

    def tag(self, rules: Analysis, *, asks_rules: bool = True) -> Tagged | None:
        """The labels of a text; None if no paragraph holds a cue, a quotation mark or a name.

        Words of paragraphs without them are O with probability 0. Without `asks_rules` the encoder is not told what
        the rules found.
        """
        read = self._read(rules, asks_rules=asks_rules)
        if read is None:
            return None
        parts, scores = read
        sizes = [last - first for first, last in parts]
        labels, p = ["O"] * len(rules.tokens), [0.0] * len(rules.tokens)
        decoded = decode_scores(scores, sizes, self._steps, list(LABELS), flatter=self._flatter)
        for (first, last), found, sure in zip(parts, *decoded, strict=True):
            labels[first:last], p[first:last] = found, sure
        return Tagged(labels, p)

    def likeliest(self, rules: Analysis) -> list[str]:
        """The likeliest label of each word by itself: from these another model learns more than from the best path."""
        labels = ["O"] * len(rules.tokens)
        if (read := self._read(rules, asks_rules=True)) is not None:
            parts, scores = read
            sizes = [last - first for first, last in parts]
            probable, _ = expectations(scores / self._flatter, sizes, self._steps / self._flatter)
            best = iter(probable.argmax(1).tolist())
            for first, last in parts:
                labels[first:last] = [LABELS[next(best)] for _ in range(first, last)]
        return labels

    def _read(
        self, rules: Analysis, *, asks_rules: bool
    ) -> tuple[Sequence[tuple[int, int]], NDArray[np.float64]] | None:
        """The paragraphs that are read, and the score of each label for each of their words."""
        words = words_of(rules, self._pieces)
        parts = telling_parts(words)
        if not parts:
            return None
        if not asks_rules:
            words.numbers[:, RULE] = NO_RULE
        scores = self._scores(words, parts)
        return parts, np.concatenate([scores[first:last] for first, last in parts])

    def _scores(self, words: Words, parts: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """The score of each label for each word that is read."""
        scores = np.zeros((len(words.pieces), len(LABELS)))
        for window in windows_of(words, self._longest, parts=parts):
            (scores[window.places],) = self._session.run(None, as_inputs(window))
        return scores


def as_inputs(window: Window) -> dict[str, NDArray[np.int64]]:
    """A window as the exported graph takes it."""
    return {
        "pieces": np.concatenate([[FRONT], window.pieces, [BEHIND]]),
        "numbers": window.numbers,
        "begins": window.begins,
    }


@cache
def shipped() -> Encoder:
    """The encoder that ships with the toolkit."""
    return Encoder(data_path(FOLDER))


def reason(tokens: Tokens, content: Content, cue: tuple[int, int] | None) -> str:
    """What is to be seen of a content that only the encoder found: where its cue stands, and its class in the list."""
    if cue is None:
        return "encoder: no cue near it"
    classes = [c.category for n in range(*cue) for c in cue_forms().get(tokens.lowers[n], ())]
    place = _PLACES.get(content.direction, "near")
    return f"encoder: {place} a {classes[0]} cue" if classes else f"encoder: {place} a cue that is not in the list"
