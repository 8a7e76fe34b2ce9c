"""How many articles of each group have a frame, with intervals, and where groups differ by a test over articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from scipy import sparse

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError
from toolkit.framing.frames import Measured, measure
from toolkit.framing.indicators import as_codebook
from toolkit.measures.intervals import adjusted, wilson
from toolkit.statistics.intervals import FEWEST
from toolkit.statistics.resampling import permutation_p
from toolkit.statistics.terms import chosen_voices, group_of

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
_TYPES = {
    "frame": "str", "articles": "int64", "of_articles": "int64", "share": "float64", "low": "float64",
    "high": "float64", "difference": "float64", "p": "float64", "p_adjusted": "float64", "first": "float64",
    "headline": "float64", "lead": "float64", "hits": "int64", "own": "float64",
}  # fmt: skip


def frame_summary(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str | None = None,
    codebook: Codebook | str | Path = "policy",
    voice: str | Collection[str] | None = None,
    draws: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """The share of articles in which each frame is present, by group: one row per group and frame.

    `by` is a field of the articles ("outlet", "lean", or "issue" after `mark_issues`); `codebook` and `voice` are those
    of `frames`. Each group is compared with all other articles by the permutation test of `keyness`: whole articles
    change sides. Shares describe words, not outlets: compare articles on one issue, because what a story is about
    decides most of its frames. Repeats of one story count as often as they stand there; leave them out first with
    `mark_duplicates`.

    Columns:

    - the field named by `by`: only with `by`
    - frame
    - articles, of_articles: in which the frame is present, and all of the group
    - share, low, high: of the articles, with the 95 % interval over articles (Wilson); no interval with fewer than 5
    - difference: from the share of all other articles; missing without other articles
    - p: of the permutation test; missing with fewer than two articles on a side
    - p_adjusted: corrected for all rows (Benjamini and Hochberg)
    - first: share of articles of which it is the strongest frame
    - headline, lead: share of articles with an indicator in the headline (of those that have one), in the lead
    - hits: how many indicators the articles of the group hold
    - own: share of these in the outlet's own voice

    Raises:
        CodebookError: as `frames`.
        QueryError: for a field that the articles do not have, an unknown voice, and fewer than one draw.

    >>> texts = {"X": "Taxes rise, and jobs go.", "Y": "The court heard two lawyers."}
    >>> articles = [Article(id=f"{o}{n}", outlet=o, text=text) for o, text in texts.items() for n in range(6)]
    >>> table = frame_summary(articles, by="outlet")
    >>> table[table.frame == "economic"][["outlet", "share", "difference"]].values.tolist()
    [['X', 1.0, 1.0], ['Y', 0.0, -1.0]]
    """
    if draws < 1:
        raise QueryError(f"draws={draws}: give 1 or more.")
    whole = as_corpus(corpus)
    book = as_codebook(codebook)
    names = [group_of(article, by) for article in whole] if by is not None else [""] * len(whole)
    measured = measure(whole, book, voice=voice, english="frame_summary")
    groups = {name: np.flatnonzero(np.array(names, dtype=object) == name) for name in sorted(set(names))}
    tests = _tested(measured, list(groups.values()), draws, seed)
    has_headline = np.array([bool(article.headline) for article in whole], dtype=bool)
    rows: list[tuple[object, ...]] = []
    for number, (name, members) in enumerate(groups.items()):
        others = np.setdiff1d(np.arange(len(whole)), members)
        headed = members[has_headline[members]]
        low, high = wilson(measured.present[members].sum(axis=0), np.full(len(measured.codes), len(members)))
        for place, code in enumerate(measured.codes):
            present = measured.present[:, place]
            share, hits = float(present[members].mean()), int(measured.hits[members, place].sum())
            bounds = (float(low[place]), float(high[place])) if len(members) >= FEWEST else (np.nan, np.nan)
            difference = share - float(present[others].mean()) if len(others) else np.nan
            rows.append((
                name, code.name, int(present[members].sum()), len(members), share, *bounds, difference,
                tests[number, place], np.nan, float((measured.ranks[members, place] == 1).mean()),
                float((measured.headline[headed, place] > 0).mean()) if len(headed) else np.nan,
                float((measured.lead[members, place] > 0).mean()), hits,
                float(measured.outlet[members, place].sum() / hits) if hits else np.nan,
            ))  # fmt: skip
    corrected = adjusted(tests.ravel()).tolist() if rows else []
    rows = [(*row[:9], p, *row[10:]) for row, p in zip(rows, corrected, strict=True)]
    types = {by or "group": "str", **_TYPES}
    if by is None:
        del types["group"]
        rows = [row[1:] for row in rows]
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    sizes = "; ".join(f"{name or 'all'}: {len(members):,} articles" for name, members in groups.items())
    caption = (
        f"{sizes}; codebook {book.name}; {whose}; intervals: 95 %, over articles, at least {FEWEST}; "
        f"p: {draws} permutations of articles; corrected: benjamini-hochberg; seed {seed}"
    )
    settings = {"codebook": book.as_text(), "voice": voice, "by": by}
    return result_table("frame_summary", rows, types, corpus=whole, caption=caption, settings=settings)


def _tested(measured: Measured, groups: list[npt.NDArray[np.int64]], draws: int, seed: int) -> Floats:
    """p of each group (rows) and frame against the rest; missing without two articles on each side."""
    articles, codes = measured.present.shape
    found = np.full((len(groups), codes), np.nan)
    large = [n for n, members in enumerate(groups) if 2 <= len(members) <= articles - 2]
    if large:
        matrix = sparse.csr_array(measured.present.astype(np.int64))
        ones = np.ones(articles, dtype=np.int64)
        found[large] = permutation_p(matrix, ones, [groups[n] for n in large], draws=draws, seed=seed)
    return found
