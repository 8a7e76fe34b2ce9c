"""Figures of events and of copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.stories.genealogy import VERBS
from toolkit.views.plots.charts import BLUE, BOX, Chart, empty, new_figure, whole_numbers

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's colours, with hatches for grey print.
_LOOK = {
    "kept": ("#0072B2", ""), "moved": ("#56B4E9", "\\\\\\"), "reworded": ("#F0E442", "..."), "cut": ("#FFFFFF", "xxx"),
    "added": ("#D55E00", "///"),
}  # fmt: skip
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


def plot_genealogy(genealogy: pd.DataFrame, *, top: int = 20) -> Chart:
    """What became of the paragraphs of each original: one bar per copy. Takes a table of `genealogy`.

    Drawn are the `top` copies with most kept, moved and reworded paragraphs.
    """
    rows = genealogy[genealogy["part"] == "paragraph"]
    table = rows.groupby(["article", "original", "verb"]).size().unstack(fill_value=0)
    table = table.reindex(columns=list(VERBS), fill_value=0).astype("int64")
    table.columns.name = None
    if table.empty:
        return empty("No article repeats another one", table.reset_index())
    taken = table[["kept", "moved", "reworded"]].sum(axis=1)
    table = table.loc[taken.sort_values(ascending=False, kind="stable").index[:top]].reset_index()
    outlet = genealogy.drop_duplicates("article").set_index("article")["outlet"]
    labels = [
        f"{outlet[article] if isinstance(outlet[article], str) else article} ({article}), from {original}"
        for article, original in zip(table["article"], table["original"], strict=True)
    ]
    kept = int(table["kept"].sum())
    total = int(table[list(VERBS)].to_numpy().sum() - table["added"].sum())
    title = f"{kept} of {total} paragraphs of the originals are printed as they were"
    figure, axes = new_figure(9, 1.7 + 0.42 * len(table))
    left = [0] * len(table)
    for verb in VERBS:
        values = table[verb].tolist()
        colour, hatch = _LOOK[verb]
        axes.barh(labels, values, left=left, color=colour, hatch=hatch, edgecolor="black", linewidth=0.6, label=verb)
        for row, (value, start) in enumerate(zip(values, left, strict=True)):
            if value:
                axes.text(start + value / 2, row, str(value), ha="center", va="center", fontsize=8, bbox=BOX)
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.invert_yaxis()
    whole_numbers(axes)
    axes.tick_params(axis="y", labelsize=8)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_xlabel("paragraphs: of the original, and behind them those that were added", fontsize=9)
    axes.set_title(title, loc="left", fontsize=11)
    axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    counts = [", ".join(f"{row[verb]} {verb}" for verb in VERBS if row[verb]) for _, row in table.iterrows()]
    listed = "; ".join(f"{label}: {said}" for label, said in zip(labels, counts, strict=True))
    return Chart(figure, table, f"Stacked bars. {title}. {listed}.")
