"""Figures of frequent and loaded words, and of the voices they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.loaded.by_voice import voice_table
from toolkit.views.plots.charts import BOX, Chart, empty, new_figure, whole_numbers
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's colours, told apart by colour-blind readers; hatches and markers tell them apart in grey print.
_LOOK = {
    "outlet": ("#D55E00", "", "o"),
    "direct": ("#0072B2", "///", "s"),
    "partial": ("#56B4E9", "\\\\\\", "D"),
    "indirect": ("#009E73", "...", "^"),
    "ascribed": ("#CC79A7", "xxx", "v"),
    "distanced": ("#F0E442", "ooo", "P"),
    "mention": ("#999999", "---", "X"),
    "unsure": ("#FFFFFF", "", "*"),
}


def plot_voices(loaded: pd.DataFrame) -> Chart:
    """Loaded words by category, divided by the voice they stand in. Takes a table of `loaded_language`."""
    table = voice_table(loaded)
    total = len(loaded)
    if not total:
        return empty("No loaded words found", table)
    own = int((loaded["voice"] == "outlet").sum())
    title = f"{own} of {total} loaded words {'is' if own == 1 else 'are'} in the outlet's own voice"
    figure, axes = new_figure(8, 1.6 + 0.34 * len(table))
    categories = [str(name) for name in table.index]
    names = [name.replace("_", " ") for name in categories]
    left = [0] * len(table)
    longest = int(table["all"].max())
    for voice in (name for name in table.columns if name != "all"):
        values = table[voice].tolist()
        colour, hatch, _ = _LOOK[voice]
        axes.barh(names, values, left=left, color=colour, hatch=hatch, edgecolor="black", linewidth=0.6, label=voice)
        for row, (value, start) in enumerate(zip(values, left, strict=True)):
            if value > 0.025 * longest:  # in a narrower piece the number would cover its neighbours: the table has it
                axes.text(start + value / 2, row, str(value), ha="center", va="center", fontsize=8, bbox=BOX)
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.invert_yaxis()
    whole_numbers(axes)
    axes.set_xlabel("loaded words (number of places)")
    axes.set_title(title, loc="left", fontsize=11)
    axes.legend(title="voice", fontsize=8, title_fontsize=8, loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
    rows = "; ".join(f"{c.replace('_', ' ')}: {_listed(table.loc[c].to_dict())}" for c in categories)
    return Chart(figure, table, f"Bar chart. {title}. {rows}.")


def plot_terms(frequency: pd.DataFrame, *, top: int = 20) -> Chart:
    """The most frequent terms. Takes a table of `term_frequency` without groups; `top` terms are drawn."""
    table = frequency.head(top)[["term", "count", "per_million", "articles"]].reset_index(drop=True)
    if table.empty:
        return empty("No terms found", table)
    caption = frequency.attrs.get("caption", "")
    first = table.iloc[0]
    title = f"Most frequent: “{first['term']}”, {first['count']} times"
    figure, axes = new_figure(7, 1.3 + 0.27 * len(table))
    bars = axes.barh(range(len(table)), table["count"].tolist(), color="#0072B2", edgecolor="black", linewidth=0.5)
    axes.bar_label(bars, fontsize=8, padding=2)
    axes.set_yticks(range(len(table)), labels=table["term"].tolist(), parse_math=False)
    axes.invert_yaxis()
    whole_numbers(axes)
    axes.set_xlabel(f"occurrences\n{caption}" if caption else "occurrences", fontsize=9, parse_math=False)
    axes.set_title(title, loc="left", fontsize=11, parse_math=False)
    listed = ", ".join(f"{term} {count}" for term, count in zip(table["term"], table["count"], strict=True))
    return Chart(figure, table, f"Bar chart. {title}. {listed}. {caption}.")


def plot_positions(positions: pd.DataFrame) -> Chart:
    """Where in the article loaded words fall, one row a voice. Takes a table of `positions`."""
    table = positions
    if table.empty:
        return empty("No loaded words found", table)
    voices = [voice for voice in VOICES if (table["voice"] == voice).any()]
    first_half = int((table["position"] < 50).sum())
    title = f"{first_half} of {len(table)} loaded words stand in the first half of their article"
    labelled = len(table) <= 40
    figure, axes = new_figure(9, 1.4 + (0.95 if labelled else 0.5) * len(voices))
    for row, voice in enumerate(voices):
        here = table[table["voice"] == voice].sort_values(["position", "text"])
        colour, _, marker = _LOOK[voice]
        x = here["position"].tolist()
        axes.scatter(x, [row] * len(x), c=colour, marker=marker, s=46, edgecolors="black", linewidths=0.7, zorder=3)
        if labelled:
            for lane, (place, text) in enumerate(zip(x, here["text"].tolist(), strict=True)):
                height = -0.2 - 0.19 * (lane % 3)
                axes.text(place, row + height, text, fontsize=7.5, ha="center", va="center", parse_math=False)
                axes.plot([place, place], [row - 0.06, row + height + 0.06], color="#888888", linewidth=0.5, zorder=1)
    axes.set_yticks(range(len(voices)), labels=voices)
    axes.set_ylim(len(voices) - 0.6, -0.85)
    axes.set_xlim(-6, 106)
    axes.set_xlabel("position in the article (percent of its words)")
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_title(title, loc="left", fontsize=11)
    listed = "; ".join(
        f"{voice}: "
        + ", ".join(f"{t} {p:g} %" for t, p in table[table["voice"] == voice][["text", "position"]].to_numpy())
        for voice in voices
    )
    return Chart(figure, table, f"Dot plot. {title}. {listed if labelled else ''}".strip())


def _listed(counts: dict[Any, int]) -> str:
    return ", ".join(f"{count} {voice}" for voice, count in counts.items() if count and voice != "all")
