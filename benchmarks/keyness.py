"""How often keyness finds a difference where there is none: random halves, and sides of articles of other lengths."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

ALPHA = 0.05
BANDS = ((10, 30), (30, 100), (100, 1000), (1000, 1_000_000))


def benchmark_keyness(
    rows: list[dict[str, Any]], *, articles: int = 400, splits: int = 40, draws: int = 499, seed: int = 7
) -> dict[str, Any]:
    """Type-I error at alpha .05 of word-level tests and of the permutation of articles.

    `articles` rows are chosen at random and divided at random into halves, `splits` times; every term with at least
    10 uses is tested. Both halves come from the same source, so each difference found is an error. Given are the
    shares of errors, over all terms and by how frequent they are, with the interval over the splits, and in how many
    splits any term was found after the Benjamini-Hochberg correction.
    """
    import toolkit as tk
    from toolkit.measures import comparison
    from toolkit.measures.intervals import adjusted
    from toolkit.statistics.resampling import permutation_p

    generator = np.random.default_rng(seed)
    chosen = np.sort(generator.permutation(len(rows))[:articles])
    corpus = tk.Corpus(tk.Article(id=str(n), text=str(rows[n]["text"])) for n in chosen)
    features = tk.document_feature_matrix(corpus)
    total = np.asarray(features.matrix.sum(axis=0)).ravel()
    kept = np.flatnonzero(total >= BANDS[0][0])
    matrix, total = features.matrix[:, kept], total[kept]
    p: dict[str, list[NDArray[np.float64]]] = {"G2 long": [], "chi2": [], "Welch t": [], "permutation of articles": []}
    for split in range(splits):
        mine = np.zeros(len(corpus), dtype=bool)
        mine[generator.permutation(len(corpus))[: len(corpus) // 2]] = True
        a = np.asarray(matrix[np.flatnonzero(mine)].sum(axis=0)).ravel()
        cells = a, total - a, int(features.words[mine].sum()), int(features.words[~mine].sum())
        p["G2 long"].append(stats.chi2.sf(comparison.log_likelihood(*cells), 1))
        p["chi2"].append(stats.chi2.sf(comparison.chi_squared(*cells), 1))
        p["Welch t"].append(_welch(matrix, features.words, mine))
        p["permutation of articles"].append(
            permutation_p(matrix, features.words, [np.flatnonzero(mine)], draws=draws, seed=seed + split)[0]
        )
    bands = {f"{low} to {high - 1}": (total >= low) & (total < high) for low, high in BANDS}
    result: dict[str, Any] = {
        "articles": len(corpus), "words": int(features.words.sum()), "terms": len(kept), "splits": splits,
        "draws": draws, "alpha": ALPHA,
    }  # fmt: skip
    for name, values in p.items():
        found = np.stack(values) < ALPHA
        by_split = found.mean(axis=1)
        spread = 1.96 * by_split.std(ddof=1) / np.sqrt(splits) if splits > 1 else float("nan")
        result[name] = {
            "type I": round(float(found.mean()), 4),
            "low": round(float(found.mean() - spread), 4),
            "high": round(float(found.mean() + spread), 4),
            **{
                f"uses {band}": round(float(found[:, inside].mean()), 4)
                for band, inside in bands.items()
                if inside.any()
            },
            "splits with any term after correction": sum(bool((adjusted(one) < ALPHA).any()) for one in values),
        }
    result["sides of other lengths, sizes and clusters"] = unequal_sides(draws=draws, seed=seed)
    return result


def unequal_sides(*, terms: int = 400, draws: int = 199, seed: int = 7) -> list[dict[str, Any]]:
    """The permutation's share of findings where there is none: groups whose articles differ in length or number.

    A cluster of uses (one, and a geometric number more) falls into an article with a chance that grows with its words,
    so every word of both groups is as likely to begin one. The terms have 1, 4, 15 or 60 clusters.
    `found` is the share with p at most .05, `shown` that of them which the table shows: three articles or more.
    """
    from toolkit.statistics.keyness import FINDING
    from toolkit.statistics.resampling import permutation_p

    found = []
    for mine, theirs in ((33, 567), (200, 200), (10, 90)):
        for short, long in ((700, 700), (500, 900), (900, 500)):
            for mean in (0.0, 2.0):
                for clusters in (1, 4, 15, 60):
                    generator = np.random.default_rng(seed)
                    words = np.repeat([short, long], [mine, theirs])
                    counts = np.zeros((len(words), terms), dtype=np.int64)
                    for term in range(terms):
                        chosen = generator.choice(len(words), size=clusters, p=words / words.sum())
                        np.add.at(counts[:, term], chosen, generator.geometric(1 / (1 + mean), size=clusters))
                    p = permutation_p(sparse.csr_array(counts), words, [np.arange(mine)], draws=draws, seed=seed)[0]
                    rates = (
                        counts[:mine].sum(axis=0) / words[:mine].sum(),
                        counts[mine:].sum(axis=0) / words[mine:].sum(),
                    )
                    articles = np.where(
                        rates[0] >= rates[1], (counts[:mine] > 0).sum(axis=0), (counts[mine:] > 0).sum(axis=0)
                    )
                    found.append(
                        {
                            "articles": f"{mine} against {theirs}", "words": f"{short} against {long}",
                            "uses in a cluster": 1 + mean, "clusters": clusters,
                            "found": round(float((p <= ALPHA).mean()), 4),
                            "shown": round(float(((p <= ALPHA) & (articles >= FINDING)).mean()), 4),
                        }
                    )  # fmt: skip
    return found


def _welch(matrix: sparse.csr_array, words: NDArray[np.int64], mine: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Welch's t-test of the rates of the articles, the usual test that takes an article for the unit."""
    rates = sparse.diags_array(1 / np.maximum(words, 1)) @ matrix
    sides = []
    for side in (np.flatnonzero(mine), np.flatnonzero(~mine)):
        part = rates[side]
        mean = np.asarray(part.mean(axis=0)).ravel()
        square = np.asarray(part.multiply(part).mean(axis=0)).ravel()
        sides.append((mean, np.sqrt(np.maximum(square - mean**2, 0) * len(side) / (len(side) - 1)), len(side)))
    (m1, s1, n1), (m2, s2, n2) = sides
    with np.errstate(divide="ignore", invalid="ignore"):
        found = stats.ttest_ind_from_stats(m1, s1, n1, m2, s2, n2, equal_var=False).pvalue
    return np.nan_to_num(np.asarray(found, dtype=np.float64), nan=1.0)
