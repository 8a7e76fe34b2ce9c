"""The share of articles with a frame, corrected for the errors that a tool is known to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.analysis.table_making import as_table
from toolkit.annotation.codings import PLAIN
from toolkit.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
FEWEST = 5  # coded articles with the frame, and without it, from which its errors are known at all
_USELESS = 0.1  # a tool that tells so little apart corrects nothing


def validated_prevalence(
    frames: pd.DataFrame, codings: pd.DataFrame, *, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How many articles have each frame, corrected for the errors that the tool made on those that people coded.

    `frames` says which frames the tool finds in all articles: a table of `frames`, or one with the columns article,
    frame and present. `codings` are those of `read_codings`, on some of the same articles, best drawn at random. Where
    several people coded an article, the majority counts; an article on which they are divided evenly is left out.

    The share is that of Rogan and Gladen (1978): (found + specificity - 1) / (sensitivity + specificity - 1), within 0
    and 1. The interval is 95 % by bootstrap over coded articles and over all articles.

    One row per frame that was found and coded. Columns:

    - frame
    - articles, coded: all, and those that people coded
    - found: share of all articles in which the tool finds it
    - sensitivity, specificity: share of the articles with it that the tool finds, of those without it that it leaves
    - share, low, high: corrected, with its interval; missing with fewer than 5 coded articles with or without the
      frame, and where sensitivity + specificity is below 1.1: such a tool tells nothing
    - divided: coded articles left out

    Raises:
        QueryError: if the tables are of another kind, or have no article in common.
    """
    import pandas as pd

    table = as_table(frames, "frames", ("article", "frame", "present"), made_by="frames(corpus)")
    people = as_table(codings, "codings", ("article", "coder"), made_by="read_codings")
    names = [str(name) for name in dict.fromkeys(table["frame"]) if name in people.columns and name not in PLAIN]
    if not names:
        raise QueryError("The codings and the table of frames have no frame in common; code with the same codebook.")
    chance = np.random.default_rng(seed)
    rows = []
    for name in names:
        told = table[table["frame"] == name].set_index("article")["present"].astype(float)
        means = people.groupby(people["article"].astype(str))[name].mean()
        means = means[means.index.isin(told.index)]
        if means.empty:
            raise QueryError(
                "No coded article is among those of the table of frames; code articles of the same corpus."
            )
        clear = means[means != 0.5]
        truth, said = (clear > 0.5).to_numpy(), told.loc[clear.index].to_numpy() > 0
        everything = told.to_numpy() > 0
        sensitivity, specificity = _rates(truth, said)
        share = low = high = np.nan
        enough = min(int(truth.sum()), int((~truth).sum())) >= FEWEST
        if enough and sensitivity + specificity - 1 >= _USELESS:
            share = _corrected(float(everything.mean()), sensitivity, specificity)
            drawn = np.array([_drawn(chance, truth, said, everything) for _ in range(draws)])
            low, high = np.nanquantile(drawn, [0.025, 0.975])
        rows.append((name, len(told), len(means), float(everything.mean()), sensitivity, specificity, share, low, high,
                     len(means) - len(clear)))  # fmt: skip
    columns = ["frame", "articles", "coded", "found", "sensitivity", "specificity", "share", "low", "high", "divided"]
    return pd.DataFrame(rows, columns=columns)


def _rates(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> tuple[float, float]:
    sensitivity = float(said[truth].mean()) if truth.any() else np.nan
    return sensitivity, float((~said[~truth]).mean()) if (~truth).any() else np.nan


def _corrected(found: float, sensitivity: float, specificity: float) -> float:
    return float(np.clip((found + specificity - 1) / (sensitivity + specificity - 1), 0, 1))


def _drawn(
    chance: np.random.Generator,
    truth: npt.NDArray[np.bool_],
    said: npt.NDArray[np.bool_],
    everything: npt.NDArray[np.bool_],
) -> float:
    """The corrected share of articles drawn anew; missing where the drawn ones tell nothing."""
    chosen = chance.integers(0, len(truth), len(truth))
    sensitivity, specificity = _rates(truth[chosen], said[chosen])
    if not sensitivity + specificity - 1 >= _USELESS / 2:
        return float("nan")
    return _corrected(
        float(chance.binomial(len(everything), everything.mean())) / len(everything), sensitivity, specificity
    )
