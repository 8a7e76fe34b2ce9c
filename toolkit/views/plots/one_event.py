"""Figures of one event in several outlets, and of groups within the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.errors import QueryError
from toolkit.views.plots.charts import BLUE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd

# What is drawn of each part, and how a cell is written.
_DRAWN = {
    "source": ("words given to each source", "{:.0f}"),
    "name": ("uses of each name", "{:.0f}"),
    "frame": ("indicators of each frame in 100 words", "{:.1f}"),
    "order": ("percent of the text before the first use", "{:.0f}"),
}
_LONGEST = 40  # characters of a label


def plot_compare_event(comparison: pd.DataFrame, *, part: str = "source", top: int = 16) -> Chart:
    """One part of an event as a table of shades, matters by outlets. Takes a table of `compare_event`.

    `part` is source, name, frame or order. Drawn are the `top` matters with the largest sums. Raises QueryError for
    another part.
    """
    if part not in _DRAWN:
        raise QueryError(f"part={part!r}: the figure draws {', '.join(_DRAWN)}.")
    rows = comparison[comparison["part"] == part]
    what, cell = _DRAWN[part]
    if rows.empty:
        return empty(f"There is no {part} to compare", rows[["about", "outlet", "value"]])
    outlets = [
        name for name in comparison.attrs.get("outlets", rows["outlet"].unique()) if (rows["outlet"] == name).any()
    ]
    table = rows.pivot(index="about", columns="outlet", values="value").reindex(columns=outlets)
    order = table.sum(axis=1).sort_values(ascending=part == "order", kind="stable").index[:top]
    table = table.loc[order]
    values = table.to_numpy(dtype=float)
    nowhere = int((np.nan_to_num(values) > 0).sum(axis=1).tolist().count(1)) if part != "order" else 0
    title = f"{what[:1].upper()}{what[1:]}: {len(table)} in {len(outlets)} outlets"
    if part != "order":
        title += f", {nowhere} of them in one only"
    figure, axes = new_figure(3.6 + 1.1 * len(outlets), 1.9 + 0.34 * len(table))
    most = np.nanmax(values) if np.isfinite(values).any() and np.nanmax(values) > 0 else 1.0
    axes.imshow(np.nan_to_num(values) / most, cmap="Blues", vmin=0, vmax=1.15, aspect="auto")
    for row in range(values.shape[0]):
        for column in range(values.shape[1]):
            value = values[row, column]
            shown = "–" if np.isnan(value) or (value == 0 and part != "order") else cell.format(value)
            colour = "white" if np.nan_to_num(value) / most > 0.6 else "black"
            axes.text(column, row, shown, ha="center", va="center", fontsize=8, color=colour)
    labels = [name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in map(str, table.index)]
    axes.set_yticks(range(len(labels)), labels=labels, fontsize=8, parse_math=False)
    axes.set_xticks(range(len(outlets)), labels=outlets, fontsize=8, rotation=25, ha="right", parse_math=False)
    axes.set_xlabel(f"{what}; –: none", fontsize=8)
    axes.set_title(title, loc="left", fontsize=11, wrap=True)
    told = [
        f"{about}: "
        + ", ".join(f"{name} {cell.format(v)}" for name, v in zip(outlets, line, strict=True) if not np.isnan(v))
        for about, line in zip(table.index, values, strict=True)
    ]
    return Chart(figure, table.reset_index(), f"Table of shades. {title}. {'; '.join(told)}.")


def plot_within_events(within: pd.DataFrame, *, top: int = 20, alpha: float = 0.05) -> Chart:
    """The difference of two groups within the same events, with its interval over events. Takes `within_events`.

    Drawn are the `top` rows with the smallest p; filled marks have p_adjusted below `alpha`.
    """
    rows = within[within["p"].notna()]
    columns = ["measure", "group", "reference", "events", "difference", "low", "high", "p_adjusted"]
    if rows.empty:
        return empty("No two groups tell five events together", rows[columns])
    table = rows.sort_values(["p", "measure"], kind="stable").head(top)[columns].reset_index(drop=True)
    sure = (table["p_adjusted"] < alpha).to_numpy()
    title = f"{int(sure.sum())} of these {len(table)} differences hold within the same events"
    figure, axes = new_figure(9, 1.8 + 0.3 * len(table))
    places = np.arange(len(table))
    axes.axvline(0, color="black", linewidth=0.8)
    axes.hlines(places, table["low"], table["high"], colors=BLUE, linewidth=1.6)
    faces = [BLUE if one else "white" for one in sure]
    axes.scatter(table["difference"], places, c=faces, edgecolors=BLUE, s=34, linewidths=1.3, zorder=3)
    pairs = zip(table["measure"], table["group"], table["reference"], table["events"], strict=True)
    labels = [f"{name} ({one} less {other}, {count} events)" for name, one, other, count in pairs]
    axes.set_yticks(places, labels=labels, fontsize=8, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlabel(
        f"mean difference in 1,000 words, with 95 % interval over events; filled: p < {alpha:g} corrected", fontsize=8
    )
    axes.set_title(title, loc="left", fontsize=11)
    told = [
        f"{label} {d:+.2f} ({low:+.2f} to {high:+.2f}){'' if one else ', not beyond chance'}"
        for label, d, low, high, one in zip(labels, table["difference"], table["low"], table["high"], sure, strict=True)
    ]
    return Chart(figure, table, f"Dot plot. {title}. {'; '.join(told)}.")
