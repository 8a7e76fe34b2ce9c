"""Figures of where words stand: over the length of a corpus, and near each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.statistics.dispersion import positions_of
from toolkit.views.plots.charts import BLUE, GREY, ORANGE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd


def plot_dispersion(dispersion: pd.DataFrame, corpus: Corpus | Article | Iterable[Article]) -> Chart:
    """Where words, phrases or wildcards stand: one stroke a use, articles one after the other.

    Takes a table of `dispersion` and the corpus it was counted on.

    The table has one row per use (`toolkit.statistics.dispersion.positions_of`). Boundaries of up to 60 articles are
    drawn.
    """
    whole = as_corpus(corpus)
    settings = dispersion.attrs["settings"]
    names = dispersion["term"].tolist()
    engine = dispersion.attrs["analysis"][0]
    table = positions_of(whole.with_settings(engine=engine), names, voice=settings["voice"])
    bounds = table.attrs["bounds"]
    if table.empty:
        return empty("None of these terms occurs", table)
    counts = [int((table["term"] == name).sum()) for name in names]
    where = [table.loc[table["term"] == name, "article"].nunique() for name in names]
    said = [
        f"“{name}” {n} times in {w} of {len(whole)} articles" for name, n, w in zip(names, counts, where, strict=True)
    ]
    title = "; ".join(said) if len(said) < 3 else f"{len(table)} uses of {len(names)} terms in {len(whole)} articles"
    figure, axes = new_figure(9, 1.3 + 0.42 * len(names))
    for row, name in enumerate(names):
        axes.vlines(table.loc[table["term"] == name, "position"], row - 0.36, row + 0.36, colors=BLUE, linewidth=0.9)
    if len(bounds) <= 61:
        axes.vlines(bounds, -0.5, len(names) - 0.5, colors="#cccccc", linewidth=0.7, zorder=0)
    axes.set_yticks(
        range(len(names)), labels=[f"{n}  {c}" for n, c in zip(names, counts, strict=True)], parse_math=False
    )
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(0, bounds[-1])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel("position in the corpus (words)" + ("; grey: where an article begins" if len(bounds) <= 61 else ""))
    axes.set_title(title, loc="left", fontsize=11, parse_math=False, wrap=True)
    return Chart(figure, table, f"Dispersion plot. {'; '.join(said)}.")


def plot_collocations(collocations: pd.DataFrame, *, measure: str = "log_dice", top: int = 15) -> Chart:
    """The strongest collocates around their node. Takes a table of `collocations`.

    The stronger `measure` is, the nearer a collocate stands; its line is as wide as it has uses near the node. Words
    that stand mostly before the node are drawn to its left, those after it to its right.
    """
    table = collocations.dropna(subset=[measure]).sort_values(measure, ascending=False, kind="stable").head(top)
    table = table.reset_index(drop=True)
    if table.empty:
        return empty("No collocates found", table)
    node = collocations.attrs.get("settings", {}).get("node", "node")
    title = f"Words near “{node}”: “{table['term'].iloc[0]}” is drawn to it most ({measure})"
    figure, axes = new_figure(8.5, 5.6)
    strength = table[measure].to_numpy(dtype=float)
    width = float(np.ptp(strength)) or 1.0
    distance = 0.45 + 0.55 * (strength.max() - strength) / width
    angles = np.zeros(len(table))
    leftward = (table["left"] > table["right"]).to_numpy()
    for chosen, middle in ((np.flatnonzero(leftward), np.pi), (np.flatnonzero(~leftward), 0.0)):
        order = chosen[np.argsort(np.arange(len(chosen)) % 2 * 1000 + np.arange(len(chosen)), kind="stable")]
        spread = np.linspace(-1.2, 1.2, len(order)) if len(order) > 1 else np.zeros(len(order))
        angles[order] = middle + spread
    x, y = 1.7 * distance * np.cos(angles), distance * np.sin(angles)
    counts = table["count"].to_numpy(dtype=float)
    for place in range(len(table)):
        line = 0.8 + 5 * counts[place] / counts.max()
        axes.plot([0, x[place]], [0, y[place]], color=GREY, linewidth=line, zorder=1, solid_capstyle="round")
        side = {"facecolor": "white", "edgecolor": BLUE, "boxstyle": "round,pad=0.25"}
        label = f"{table['term'].iloc[place]}  {table['count'].iloc[place]}"
        axes.text(x[place], y[place], label, ha="center", va="center", fontsize=9, bbox=side, parse_math=False)
    core = {"facecolor": ORANGE, "edgecolor": "black", "boxstyle": "round,pad=0.35"}
    axes.text(0, 0, node, ha="center", va="center", fontsize=11, bbox=core, zorder=5, parse_math=False)
    axes.set_xlim(-2.1, 2.1)
    axes.set_ylim(-1.12, 1.12)
    axes.set_axis_off()
    axes.set_title(
        f"{title}\nnearer: stronger; line and number: uses near the node; left: mostly before it, right: after it",
        loc="left", fontsize=10, parse_math=False,
    )  # fmt: skip
    rows = table[["term", "count", "left", "right", measure]].to_numpy()
    listed = "; ".join(f"{t} {m:.1f} ({c} uses, {a} before, {b} after)" for t, c, a, b, m in rows)
    return Chart(figure, table, f"Network. {title}. {listed}.")
