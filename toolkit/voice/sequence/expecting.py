"""What a chain of labels expects: how probable each label is at each word, and each step between two."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from toolkit.voice.sequence.array_best_path import layout

_Floats = NDArray[np.float64]


def expectations(scores: _Floats, sizes: list[int], transitions: _Floats) -> tuple[_Floats, _Floats]:
    """How probable each label is at each token, and how often one is expected to follow another.

    `scores` has a row a token, one paragraph behind the other; `sizes` are their lengths.
    """
    row_of, places = layout(sizes)
    step = np.exp(transitions)
    local = np.empty_like(scores)
    local[row_of] = np.exp(scores - scores.max(1, keepdims=True))
    forward = local / local.sum(1, keepdims=True)
    for (before, _), (first, stop) in pairwise(places):
        here = local[first:stop] * (forward[before : before + stop - first] @ step)
        forward[first:stop] = here / here.sum(1, keepdims=True)
    backward, between = np.ones_like(local), np.zeros_like(step)
    for (after, stop), (first, _) in pairwise(reversed(places)):
        onward = local[after:stop] * backward[after:stop]
        here = forward[first : first + stop - after]
        between += (here / ((here @ step) * onward).sum(1, keepdims=True)).T @ onward
        back = onward @ step.T
        backward[first : first + stop - after] = back / back.sum(1, keepdims=True)
    both = forward * backward
    return np.asarray((both / both.sum(1, keepdims=True))[row_of]), between * step
