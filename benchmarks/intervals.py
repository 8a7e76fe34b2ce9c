"""How often the interval of a rate holds the true rate: articles of real news drawn at random, again and again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

SIZES = (5, 10, 20, 60)
# Uses in a million words; a story has some 700 words, so a rare word is in few of the articles or in none.
BANDS = {"rare": (20, 100), "middling": (100, 500), "common": (500, 1_000_000)}


def benchmark_intervals(
    rows: list[dict[str, Any]], *, terms: int = 150, samples: int = 400, seed: int = 7
) -> dict[str, Any]:
    """Coverage of the nominal 95 % intervals, by number of articles and by how common the words are.

    All articles of 100 words or more are the population, whose rates are the truth. From it `samples` samples are
    drawn for each size, and the interval of up to `terms` random terms of each band is taken. `shown` is the share of
    intervals that are given at all, `coverage` the share of these that hold the truth, `worst tenth of terms` the
    coverage that nine terms of ten reach, and `with use` the coverage where the sample has the term. For comparison:
    the Wilson interval over words, and drawing articles anew (the bootstrap of percentiles).
    """
    import toolkit as tk
    from toolkit.measures.intervals import wilson
    from toolkit.statistics.intervals import rate_interval

    generator = np.random.default_rng(seed)
    corpus = tk.Corpus(tk.Article(id=str(n), text=str(row["text"])) for n, row in enumerate(rows))
    features = tk.document_feature_matrix(corpus)
    long = np.flatnonzero(features.words >= 100)
    words, matrix = features.words[long], features.matrix[long]
    rates = np.asarray(matrix.sum(axis=0)).ravel() / words.sum()
    cells: list[dict[str, Any]] = []
    for band, (low_rate, high_rate) in BANDS.items():
        inside = np.flatnonzero((rates * 1e6 >= low_rate) & (rates * 1e6 < high_rate))
        chosen = np.sort(generator.choice(inside, min(terms, len(inside)), replace=False))
        part, truth = sparse.csr_array(matrix[:, chosen]), rates[chosen]
        for size in SIZES:
            held: dict[str, list[NDArray[np.float64]]] = {"articles": [], "wilson": [], "bootstrap": []}
            uses = []
            for _ in range(samples):
                sample = generator.choice(len(words), size, replace=False)
                counts, lengths = part[sample], words[sample]
                total = np.asarray(counts.sum(axis=0)).ravel()
                uses.append(total)
                held["articles"].append(_holds(rate_interval(counts, lengths), truth))
                held["wilson"].append(_holds(wilson(total, int(lengths.sum())), truth))
                held["bootstrap"].append(_holds(_bootstrap(counts.toarray(), lengths, generator), truth))
            ours, used = np.stack(held["articles"]), np.stack(uses) > 0
            cells.append(
                {
                    "words": band, "articles": size, "uses": round(float(np.stack(uses).mean()), 1),
                    "shown": round(float((~np.isnan(ours)).mean()), 3),
                    "coverage": round(float(np.nanmean(ours)), 3),
                    "with use": round(float(np.nanmean(ours[used])), 3),
                    "worst tenth of terms": round(float(np.quantile(np.nanmean(ours, axis=0), 0.1)), 3),
                    "wilson": round(float(np.nanmean(held["wilson"])), 3),
                    "bootstrap": round(float(np.nanmean(held["bootstrap"])), 3),
                }
            )  # fmt: skip
    return {"population": len(words), "terms": terms, "samples": samples, "nominal": 0.95, "cells": cells}


def _holds(bounds: tuple[Any, Any], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 where the interval holds the truth, 0 where not, missing where there is none."""
    low, high = bounds
    return np.where(np.isnan(low), np.nan, (low <= truth) & (truth <= high))


def _bootstrap(counts: NDArray[Any], words: NDArray[Any], generator: np.random.Generator) -> tuple[Any, Any]:
    drawn = generator.multinomial(len(words), np.full(len(words), 1 / len(words)), size=200)
    found = np.quantile((drawn @ counts) / (drawn @ words)[:, None], [0.025, 0.975], axis=0)
    return found[0], found[1]
