"""Dispersion: how evenly a word is spread over the parts of a corpus, or over its length.

Functions over parts take `counts`, the term's frequency in each part along the last axis, and `sizes`, the words of
each part (equal ones if not given). A term that does not occur has no dispersion: the result is missing (NaN).
Reviews: Gries 2008, Lijffijt and Gries 2012; the adjusted frequencies of each in `adjusted_frequency`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import digamma

from toolkit.measures.arrays import Floats, Numbers, floats, ratio, surprise

if TYPE_CHECKING:
    from scipy import sparse

_ROWS = 20_000  # rows of a sparse matrix that are looked at together


def _parts(counts: Numbers, sizes: Numbers | None) -> tuple[Floats, Floats, Floats]:
    values = np.asarray(counts, dtype=np.float64)
    shares = np.ones(values.shape[-1]) if sizes is None else np.asarray(sizes, dtype=np.float64)
    return values, shares / shares.sum(), values.sum(axis=-1)


def _where_it_occurs(value: Floats, total: Floats) -> Floats:
    return np.where(total > 0, value, np.nan)


def parts_with(counts: Numbers) -> Floats:
    """Range: the number of parts with the term."""
    return np.asarray((np.asarray(counts) > 0).sum(axis=-1), dtype=np.float64)


def variation(counts: Numbers, sizes: Numbers | None = None, *, sample: bool = False) -> Floats:
    """The coefficient of variation of the term's rates: their standard deviation (of the population) / mean."""
    values, shares, total = _parts(counts, sizes)
    rates = ratio(values, shares)
    return _where_it_occurs(ratio(rates.std(axis=-1, ddof=int(sample)), rates.mean(axis=-1)), total)


def juilland_d(counts: Numbers, sizes: Numbers | None = None, *, sample: bool = False) -> Floats:
    """Juilland's D = 1 − V / √(n − 1), V the variation of the rates in n parts of any size; 1 is even.

    The standard deviation is that of the population, as published (Juilland et al. 1970; Carroll 1970); programs that
    take the sample's, R's default, give other values: `sample` for comparing with them.

    >>> float(juilland_d([0, 4, 3, 2, 1]).round(4)), float(juilland_d([0, 4, 3, 2, 1], sample=True).round(4))
    (0.6464, 0.6047)
    """
    n = np.asarray(counts).shape[-1]
    return 1 - ratio(variation(counts, sizes, sample=sample), np.float64(np.sqrt(n - 1)))


def carroll_d2(counts: Numbers, sizes: Numbers | None = None) -> Floats:
    """Carroll's D2 = H / log2 n, H the entropy of the rates over n parts; 1 is even (Carroll 1970).

    >>> float(carroll_d2([2, 1, 1, 1, 0]).round(4))
    0.8277
    """
    values, shares, total = _parts(counts, sizes)
    rates = ratio(values, shares)
    p = ratio(rates, rates.sum(axis=-1, keepdims=True))
    entropy = -surprise(p, np.ones_like(p)).sum(axis=-1) / np.log(2)
    return _where_it_occurs(ratio(entropy, np.float64(np.log2(values.shape[-1]))), total)


def rosengren_s(counts: Numbers, sizes: Numbers | None = None) -> Floats:
    """Rosengren's S = (Σ √(v s))² / f, v the counts and s the shares of the parts; 1 is even (Rosengren 1971).

    >>> float(rosengren_s([1, 2, 3, 4, 5]).round(3)), float(rosengren_s([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]).round(4))
    (0.937, 0.9498)
    """
    values, shares, total = _parts(counts, sizes)
    return ratio(np.sqrt(values * shares).sum(axis=-1) ** 2, total)


def lyne_d3(counts: Numbers, sizes: Numbers | None = None) -> Floats:
    """Lyne's D3 = 1 − χ² / 4f (Lyne 1985).

    >>> float(lyne_d3([1, 2, 3, 4, 5]).round(3))
    0.944
    """
    values, shares, total = _parts(counts, sizes)
    e = np.expand_dims(total, -1) * shares
    return 1 - ratio(ratio((values - e) ** 2, e).sum(axis=-1), 4 * total)


def zhang_dc(counts: Numbers) -> Floats:
    """Zhang's distributional consistency, (Σ √v / n)² / mean v, for equal parts (Zhang et al. 2004).

    >>> float(zhang_dc([1, 2, 3, 4, 5]).round(3))
    0.937
    """
    values, _, _ = _parts(counts, None)
    return ratio(np.sqrt(values).mean(axis=-1) ** 2, values.mean(axis=-1))


def gries_dp(counts: Numbers, sizes: Numbers | None = None, *, variant: Literal["DP", "DPnorm"] = "DP") -> Floats:
    """Gries's deviation of proportions, Σ |v/f − s| / 2: 0 is even, near 1 is in one small part (Gries 2008).

    `DPnorm` divides by 1 − min s, so that 1 can be reached (Lijffijt and Gries 2012).

    >>> float(gries_dp([2, 1, 0]).round(4)), float(gries_dp([2, 1, 0], variant="DPnorm").round(4))
    (0.3333, 0.5)
    """
    values, shares, total = _parts(counts, sizes)
    value = np.abs(ratio(values, np.expand_dims(total, -1)) - shares).sum(axis=-1) / 2
    return ratio(value, 1 - shares.min()) if variant == "DPnorm" else value


def sparse_gries_dp(matrix: sparse.csr_matrix, sizes: Numbers) -> Floats:
    """DP of every column of a sparse matrix (parts x terms), without making it dense.

    A part without the term adds its share, so Σ |v/f − s| = Σ over the parts with it (|v/f − s| − s) + 1.
    """
    shares = np.asarray(sizes, dtype=np.float64)
    shares = shares / shares.sum()
    total = np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()
    summed = np.zeros(matrix.shape[1])
    for low in range(0, matrix.shape[0], _ROWS):  # some rows at a time: what is made of them takes more memory
        entries = matrix[low : low + _ROWS].tocoo()
        s = shares[low + entries.row]
        excess = np.abs(entries.data / total[entries.col] - s) - s
        summed += np.bincount(entries.col, weights=excess, minlength=matrix.shape[1])
    value = (1 + summed) / 2
    return _where_it_occurs(value, total)


def kullback_leibler(counts: Numbers, sizes: Numbers | None = None) -> Floats:
    """KLD = Σ p log2(p / s), p the shares of the term's counts: 0 is even, in bits (Gries 2020).

    >>> float(kullback_leibler([1, 2, 3, 4, 5]).round(4))
    0.1727
    """
    values, shares, total = _parts(counts, sizes)
    p = ratio(values, np.expand_dims(total, -1))
    return _where_it_occurs(surprise(p, np.broadcast_to(shares, p.shape)).sum(axis=-1) / np.log(2), total)


def distances(positions: Numbers, length: int) -> Floats:
    """From each occurrence to the next, the last one going round to the first: they add up to the length.

    `positions` counts words from 0.

    >>> distances([1, 3, 8], 10).tolist()
    [3.0, 2.0, 5.0]
    """
    (places,) = floats(np.sort(np.asarray(positions, dtype=np.float64)))
    return np.diff(places, prepend=places[-1] - length) if places.size else places


def distance_measure(
    positions: Numbers, length: int, *, variant: Literal["ARF", "AWT", "ALD", "f_AWT", "f_ALD"] = "ARF"
) -> float:
    """Dispersion over the length of a corpus, from the distances d of a word's occurrences (Savický, Hlaváčová 2002).

    ARF, the average reduced frequency: Σ min(d, v) / v with v = N / f. AWT, the average waiting time:
    (1 + Σ d² / N) / 2. ALD, the average logarithmic distance: Σ d log10 d / N. f_AWT = N² / Σ d² and
    f_ALD = N / 10^ALD are frequencies corrected by them. Missing for a word that does not occur.
    """
    d = distances(positions, length)
    if not d.size:
        return float("nan")
    if variant == "ARF":
        mean = length / d.size
        return float(np.minimum(d, mean).sum() / mean)
    if variant == "AWT":
        return float((1 + (d**2).sum() / length) / 2)
    if variant == "f_AWT":
        return float(length**2 / (d**2).sum())
    logarithmic = float(surprise(d, np.ones_like(d)).sum() / (np.log(10) * length))
    return logarithmic if variant == "ALD" else length / 10**logarithmic


def adjusted_frequency(
    counts: Numbers,
    sizes: Numbers | None = None,
    *,
    variant: Literal["juilland_U", "carroll_Um", "rosengren_KF", "engwall_FM", "kromer_UR"] = "juilland_U",
) -> Floats:
    """The frequency of a term, reduced where it is unevenly spread.

    juilland_U = D f. carroll_Um = f D2 + (1 − D2) f / n. rosengren_KF = (Σ √(v s))². engwall_FM = f range / n (Engwall
    1974). kromer_UR = Σ (ψ(v + 1) − ψ(1)) (Kromer 2003). A term that does not occur has 0.

    >>> [float(adjusted_frequency([2, 1, 1, 1, 0], variant=v).round(2)) for v in ("carroll_Um", "kromer_UR")]
    [4.31, 4.5]
    """
    values, shares, total = _parts(counts, sizes)
    n = values.shape[-1]
    if variant == "juilland_U":
        value = juilland_d(counts, sizes) * total
    elif variant == "carroll_Um":
        d2 = carroll_d2(counts, sizes)
        value = total * d2 + (1 - d2) * total / n
    elif variant == "rosengren_KF":
        value = np.sqrt(values * shares).sum(axis=-1) ** 2
    elif variant == "engwall_FM":
        value = total * parts_with(counts) / n
    else:
        value = (digamma(values + 1) - digamma(1)).sum(axis=-1)
    return np.where(total > 0, value, 0.0)
