"""What the measures share: arrays of numbers, and arithmetic that knows the limit where a formula divides by zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = ArrayLike
Floats = NDArray[np.float64]


def floats(*values: Numbers) -> tuple[Floats, ...]:
    """The values as arrays of one shape."""
    return tuple(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))


def ratio(above: Numbers, below: Numbers) -> Floats:
    """Above / below, with infinity for a count against nothing and no number for nothing against nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.asarray(above) / np.asarray(below), dtype=np.float64)


def log2(values: Floats) -> Floats:
    """The logarithm to base 2; minus infinity for zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log2(values), dtype=np.float64)


def surprise(observed: Floats, expected: Floats) -> Floats:
    """Observed times ln(observed / expected), which goes to zero with the observed count."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(observed > 0, observed * np.log(observed / expected), 0.0)
