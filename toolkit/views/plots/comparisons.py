"""Figures of what differs: between groups, and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.errors import QueryError
from toolkit.views.plots.charts import BLUE, GREY, ORANGE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd


def plot_keyness(keyness: pd.DataFrame, *, group: str | None = None, top: int = 12, alpha: float = 0.05) -> Chart:
    """The terms that set a group apart, with the interval of their log ratio. Takes a table of `keyness`.

    `group` chooses one of several. Drawn are the `top` terms in either direction, those with the smallest p first;
    filled marks have p_adjusted below `alpha`, rings have not, and a cross marks a term whose uses in the group stand
    mostly in one article. Raises QueryError for an unknown group, and where a table holds several and none is chosen.
    """
    sides = keyness[["group", "reference"]].drop_duplicates()
    if group is not None:
        sides = sides[sides["group"] == group]
    if len(sides) > 1 or (group is not None and sides.empty):
        groups = ", ".join(dict.fromkeys(keyness["group"]))
        raise QueryError(
            f"group={group!r}: the table has {groups}; choose one, and one reference (keyness.query(...))."
        )
    columns = ["term", "count", "count_reference", "log_ratio", "low", "high", "p_adjusted", "dominated"]
    if sides.empty:
        return empty("No terms to compare", keyness[columns])
    mine, other = sides.iloc[0]
    rows = keyness[(keyness["group"] == mine) & (keyness["reference"] == other)]
    rows = rows[np.isfinite(rows["log_ratio"])]
    chosen = [rows[rows["log_ratio"] > 0].head(top), rows[rows["log_ratio"] < 0].head(top)]
    table = rows.loc[[label for part in chosen for label in part.index], columns]
    table = table.sort_values("log_ratio", ascending=False, kind="stable", ignore_index=True)
    if table.empty:
        return empty("No terms to compare", table)
    sure = (table["p_adjusted"] < alpha).to_numpy()
    title = f"{mine} against {other}: {int(sure.sum())} of these {len(table)} terms differ beyond chance"
    figure, axes = new_figure(8.5, 1.6 + 0.27 * len(table))
    places = np.arange(len(table))
    value = table["log_ratio"].to_numpy(dtype=float)
    known = (table["low"].notna() | table["high"].notna()).to_numpy()
    # without a use on one side the ratio has one bound; the line ends at the estimate
    low, high = (table[name].fillna(table["log_ratio"]).to_numpy(dtype=float)[known] for name in ("low", "high"))
    colours = np.where(value > 0, ORANGE, BLUE)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.hlines(places[known], low, high, colors=colours[known].tolist(), linewidth=1.6)
    faces = ["white" if not certain else colour for certain, colour in zip(sure, colours, strict=True)]
    axes.scatter(value, places, c=faces, edgecolors=colours.tolist(), s=34, linewidths=1.3, zorder=3)
    one = table["dominated"].to_numpy(dtype=bool)
    axes.scatter(value[one], places[one], c="black", marker="x", s=60, linewidths=1.2, zorder=4)
    labels = [f"{term}  {a}:{b}" for term, a, b in table[["term", "count", "count_reference"]].to_numpy()]
    axes.set_yticks(places, labels=labels, parse_math=False, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(
        "log ratio (1 is twice as frequent, 2 four times) with 95 % interval over articles\n"
        f"behind each term its uses in {mine} : {other}; filled: p < {alpha:g} corrected, ring: not; "
        "cross: mostly in one article",
        fontsize=8, parse_math=False,
    )  # fmt: skip
    axes.set_title(title, loc="left", fontsize=11, parse_math=False, wrap=True)
    listed = "; ".join(
        f"{row['term']} {row['log_ratio']:+.1f}"
        + _bounds(row["low"], row["high"])
        + ("" if certain else ", not beyond chance")
        + (", mostly in one article" if row["dominated"] else "")
        for (_, row), certain in zip(table.iterrows(), sure, strict=True)
    )
    return Chart(figure, table, f"Dot plot of log ratios. {title}. {listed}.")


def plot_timeline(timeline: pd.DataFrame) -> Chart:
    """The rate of a term in each period with its interval; gaps stay gaps. Takes a table of `timeline`.

    Hollow marks are periods with fewer than five articles; a broken line stands where the test of `timeline` found a
    change.
    """
    if timeline.empty:
        return empty("No dated articles", timeline)
    table = timeline.reset_index(drop=True)
    terms = ", ".join(f"“{term}”" for term in timeline.attrs.get("settings", {}).get("terms", ["term"]))
    total, silent = int(table["count"].sum()), int((table["of_articles"] == 0).sum())
    title = f"{terms}: {total} uses from {table['period'].iloc[0]} to {table['period'].iloc[-1]}"
    figure, axes = new_figure(9, 3.6)
    rate = table["per_million"].to_numpy(dtype=float) / 100
    places = np.arange(len(table))
    known = table["low"].notna().to_numpy()
    low, high = (table[name].to_numpy(dtype=float)[known] / 100 for name in ("low", "high"))
    axes.vlines(places[known], low, high, colors=GREY, linewidth=2)
    axes.plot(places, rate, color=BLUE, linewidth=1)
    small = table["small"].to_numpy(dtype=bool)
    for chosen, face in ((~small, BLUE), (small, "white")):
        axes.scatter(places[chosen], rate[chosen], c=face, edgecolors=BLUE, s=34, zorder=3)
    for place in np.flatnonzero(table.get("change", np.zeros(len(table)))):
        axes.axvline(place - 0.5, color=ORANGE, linestyle="--", linewidth=1.4)
    shown = places[:: max(len(places) // 12, 1)]
    axes.set_xticks(shown, labels=[table["period"].iloc[n] for n in shown], rotation=30, ha="right", fontsize=8)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("uses in 10,000 words", fontsize=9)
    axes.set_xlabel("hollow: fewer than 5 articles; grey: 95 % interval; broken line: change found by test", fontsize=8)
    axes.set_title(title, loc="left", fontsize=11, parse_math=False)
    listed = "; ".join(
        f"{row['period']}: " + ("no articles" if not row["of_articles"] else f"{row['per_million'] / 100:.1f}"
        + (" (few articles)" if row["small"] else ""))
        for _, row in table.iterrows()
    )  # fmt: skip
    changes = [table["period"].iloc[n] for n in np.flatnonzero(table.get("change", np.zeros(len(table))))]
    told = f" Change found at {', '.join(changes)}." if changes else ""
    gaps = f" {silent} periods without articles." if silent else ""
    return Chart(figure, table, f"Line of uses in 10,000 words. {title}.{told}{gaps} {listed}.")


def _bounds(low: float, high: float) -> str:
    """The interval in words; one bound is missing where one side never uses the term."""
    if np.isnan(low) and np.isnan(high):
        return ""
    if np.isnan(high):
        return f" (at least {low:+.1f})"
    return f" (at most {high:+.1f})" if np.isnan(low) else f" ({low:+.1f} to {high:+.1f})"
