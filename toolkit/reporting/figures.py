"""The figures of a report: one small place that draws its tables, a number behind every mark."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.reporting.sentences import number, rate
from toolkit.views.plots.charts import BLUE, GREY, ORANGE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd

TOP = 10
FEWEST_WORDS = 20  # of a voice: the rate of a voice with fewer would only stretch the axis


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the name of its file and the table it comes from."""

    name: str
    table: str
    chart: Chart

    def svg(self) -> bytes:
        """The figure as SVG with its description, the same bytes for the same table."""
        import matplotlib as mpl

        out = io.BytesIO()
        said = {"Date": None, "Creator": None, "Title": self.chart.alt}
        with mpl.rc_context({"svg.hashsalt": self.name, "svg.fonttype": "none"}):
            self.chart.figure.savefig(out, format="svg", metadata=said, bbox_inches="tight")
        return out.getvalue()


def figures(tables: dict[str, pd.DataFrame], by: str) -> list[Figure]:
    """All figures that these tables can fill."""
    found = []
    for name in DRAWN:
        chart = draw(name, tables[name], by=by)
        if chart is not None:
            found.append(Figure(name, name, chart))
    return found


def draw(name: str, table: pd.DataFrame, *, by: str = "outlet") -> Chart | None:
    """The figure of one table of a report, or None if there is too little to draw."""
    return DRAWN[name](table, by)


def _rates(table: pd.DataFrame, by: str) -> Chart | None:
    shown = table[~table["voice"].str.startswith("(") & (table["words"] >= FEWEST_WORDS)]
    if shown.empty:
        return None
    title = f"Loaded words in 1,000 words of each voice (voices with {FEWEST_WORDS} words or more)"
    return _intervals(
        shown, "voice", "per_1000", title, "loaded words in 1,000 words", counts=("hits", "words"), mark=_is_own
    )


def _is_own(row: Any) -> bool:
    return bool(row["voice"] == "outlet")


def _groups(table: pd.DataFrame, by: str) -> Chart | None:
    shown = largest(table, by)
    if len(shown) < 2:
        return None
    title = f"Loaded words in 1,000 words of the outlet's own voice, by {by}"
    return _intervals(shown, by, "per_1000", title, "loaded words in 1,000 words", counts=("hits", "words"))


def largest(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The own voice of the groups with most articles, the highest rate first."""
    own = table[(table["voice"] == "outlet") & (table["words"] > 0)]
    chosen = own.sort_values(["articles", "words"], ascending=False, kind="stable").head(TOP)
    return chosen.sort_values("per_1000", ascending=False, kind="stable")


def _time(table: pd.DataFrame, by: str) -> Chart | None:
    own = table[table["voice"] == "outlet"]
    if own["period"].nunique() < 2:
        return None
    title = "Loaded words in 1,000 words of the outlets' own voice, over time"
    return _intervals(own, "period", "per_1000", title, "loaded words in 1,000 words", counts=("hits", "words"))


def _voices(table: pd.DataFrame, by: str) -> Chart | None:
    if table.empty:
        return None
    shown = table.assign(percent=100 * table["share"], low=100 * table["low"], high=100 * table["high"])
    return _intervals(
        shown, "voice", "percent", "Whose words the articles are made of", "percent of all words",
        counts=("words", None), mark=_is_own,
    )  # fmt: skip


def _speakers(table: pd.DataFrame, by: str) -> Chart | None:
    if table.empty:
        return None
    shown = table.head(TOP).assign(percent=100 * table["share"], low=100 * table["low"], high=100 * table["high"])
    return _intervals(
        shown, "speaker", "percent", "Who is given most words", "percent of all words", counts=("words", None)
    )


def _frequency(table: pd.DataFrame, by: str) -> Chart | None:
    if table.empty:
        return None
    shown = table.head(TOP)
    shown = shown.assign(rate=shown["per_million"] / 100, low=shown["low"] / 100, high=shown["high"] / 100)
    return _intervals(shown, "term", "rate", "Most frequent words", "uses in 10,000 words", counts=("count", None))


def _intervals(
    table: pd.DataFrame, label: str, value: str, title: str, axis: str, *, counts: tuple[str, str | None],
    mark: Any = None,
) -> Chart:  # fmt: skip
    """Dots with their intervals, one row each, and the counts in words beside the name."""
    import numpy as np

    if table.empty:
        return empty("Nothing to draw", table)
    rows = table.to_dict("records")
    figure, axes = new_figure(8.4, 1.3 + 0.34 * len(rows))
    places = np.arange(len(rows))
    colours = [ORANGE if mark is not None and mark(row) else BLUE for row in rows]
    known = [n for n, row in enumerate(rows) if row["low"] == row["low"]]
    axes.hlines([places[n] for n in known], [rows[n]["low"] for n in known], [rows[n]["high"] for n in known],
                colors=GREY, linewidth=2.4)  # fmt: skip
    axes.scatter([row[value] for row in rows], places, c=colours, s=42, zorder=3)
    for place, row in zip(places, rows, strict=True):
        right = row["high"] if row["high"] == row["high"] else row[value]
        axes.annotate(rate(row[value]), (right, place), xytext=(7, 0), textcoords="offset points", va="center",
                      fontsize=9)  # fmt: skip
    beside, under = counts
    labels = [
        f"{_cut(str(row[label]))}  {number(row[beside])}" + (f" of {number(row[under])}" if under else "")
        for row in rows
    ]
    axes.set_yticks(places, labels=labels, parse_math=False, fontsize=9)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.margins(x=0.12)
    axes.set_xlabel(f"{axis}; grey: 95 % interval over articles" if known else axis, fontsize=9)
    axes.set_title(title, loc="left", fontsize=11, parse_math=False)
    listed = "; ".join(
        f"{row[label]} {rate(row[value])}"
        + (f" ({rate(row['low'])} to {rate(row['high'])})" if row["low"] == row["low"] else "")
        for row in rows
    )
    return Chart(figure, table.reset_index(drop=True), f"Dot plot, {axis}. {title}: {listed}.")


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


DRAWN = {
    "loaded_rates": _rates, "loaded_rates_by_group": _groups, "loaded_over_time": _time, "voices": _voices,
    "speakers": _speakers, "term_frequency": _frequency,
}  # fmt: skip
