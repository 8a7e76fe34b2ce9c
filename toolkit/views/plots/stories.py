"""Figures of events and of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.views.plots.charts import BLUE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 44  # characters of a label


def plot_events(events: pd.DataFrame, *, top: int = 20) -> Chart:
    """Which outlets tell which events: one row per event, one column per outlet. Takes a table of `events`.

    Drawn are the `top` events with most articles; the number in a mark is that of the articles. An event is labelled
    with the names and terms that its articles share.
    """
    import pandas as pd

    if events.empty:
        return empty("No event is told by two articles", pd.DataFrame(columns=["event", "outlet", "articles"]))
    named = events.assign(outlet=events["outlet"].astype("object").fillna("unknown"))
    first = named.groupby("event", sort=False).first()
    sizes = named.groupby("event", sort=False).size().sort_values(ascending=False, kind="stable").head(top)
    chosen = named[named["event"].isin(sizes.index)]
    table = chosen.groupby(["event", "outlet"], sort=False).size().rename("articles").reset_index()
    outlets = table.groupby("outlet")["articles"].sum().sort_values(ascending=False, kind="stable").index.tolist()
    several = int((events.groupby("event")["outlets"].first() > 1).sum())
    total = events["event"].nunique()
    title = f"{several} of {total} events {'is' if several == 1 else 'are'} told by several outlets"
    figure, axes = new_figure(4.4 + 0.62 * len(outlets), 1.7 + 0.36 * len(sizes))
    row_of = {event: row for row, event in enumerate(sizes.index)}
    for event, outlet, count in table.itertuples(index=False):
        axes.scatter(outlets.index(outlet), row_of[event], s=190, color=BLUE, edgecolors="black", linewidths=0.6)
        axes.text(outlets.index(outlet), row_of[event], str(count), color="white", ha="center", va="center", fontsize=8)
    labels = [_label(first.loc[event]) for event in sizes.index]
    axes.set_yticks(range(len(labels)), labels=labels, fontsize=8, parse_math=False)
    axes.set_xticks(range(len(outlets)), labels=outlets, fontsize=8, rotation=30, ha="right", parse_math=False)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(-0.6, len(outlets) - 0.4)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    more = f", the {len(sizes)} largest are drawn" if total > len(sizes) else ""
    axes.set_xlabel(f"outlet (in a mark: how many of its articles{more})", fontsize=8)
    axes.set_title(title, loc="left", fontsize=11)
    told: dict[str, list[str]] = {event: [] for event in sizes.index}
    for event, outlet, count in table.itertuples(index=False):
        told[event].append(f"{outlet} {count}")
    listed = "; ".join(f"{label}: {', '.join(counts)}" for label, counts in zip(labels, told.values(), strict=True))
    return Chart(figure, table, f"Table of marks. {title}{more}. {listed}.")


def _label(row: pd.Series) -> str:
    words = ", ".join(text for text in (row["names"], row["terms"]) if text)
    shown = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(", ", 1)[0]
    when = "" if row.isna()["published"] else f"{row['published']:%Y-%m-%d} "
    return f"{when}{shown or row['article']}"
