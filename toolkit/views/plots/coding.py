"""The figure of agreement: each measure with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.views.plots.charts import BLUE, GREY, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd


def plot_agreement(agreement: pd.DataFrame, *, measure: str | None = None, top: int = 30) -> Chart:
    """The rows of `agreement` as points with their intervals; of one `measure`, or of all, `top` rows."""
    table = agreement if measure is None else agreement[agreement["measure"] == measure]
    table = table.dropna(subset=["value"]).head(top).reset_index(drop=True)
    if table.empty:
        return empty("No agreement can be told", table)
    names = [_name(row["measure"], row["about"]) for _, row in table.iterrows()]
    least, most = int(table["value"].argmin()), int(table["value"].argmax())
    title = f"{names[most]}: {table['value'][most]:.2f}"
    if least != most:
        title = f"From {table['value'][least]:.2f} ({names[least]}) to {table['value'][most]:.2f} ({names[most]})"
    figure, axes = new_figure(8, 1.4 + 0.3 * len(table))
    places = range(len(table))
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.hlines(places, table["low"].tolist(), table["high"].tolist(), color=BLUE, linewidth=1.5)
    axes.plot(table["value"].tolist(), places, "o", color=BLUE, markeredgecolor="black", markersize=6)
    axes.set_yticks(places, labels=names, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlim(min(-0.05, float(table[["value", "low"]].min().min()) - 0.05), 1.05)
    caption = agreement.attrs.get("caption", "")
    axes.set_xlabel(f"1 is perfect; of kappa, pi and alpha 0 is chance\n{caption}", fontsize=9, parse_math=False)
    axes.set_title(title, loc="left", fontsize=11, parse_math=False)
    listed = "; ".join(f"{name} {value:.2f}" for name, value in zip(names, table["value"], strict=True))
    return Chart(figure, table, f"Points with intervals. {title}. {listed}. {caption}.")


def _name(measure: str, about: str) -> str:
    name = measure.partition(": ")[0].replace("_", " ")
    return f"{name}, {about}" if about else name
