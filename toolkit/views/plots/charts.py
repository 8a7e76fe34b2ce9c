"""What all figures share: a chart with its table and its words, colours, axes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by colour-blind readers.
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#999999"


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the table it draws and a description in words (`alt`). Jupyter shows it as a picture.

    The picture carries its description as alternative text, and the description is what a comparison of outputs sees:
    pixels change with the version of matplotlib, the words only with the numbers.
    """

    figure: Figure
    table: pd.DataFrame
    alt: str

    def png(self) -> bytes:
        """The figure as a PNG file without a time stamp."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=110, metadata={"Software": None}, bbox_inches="tight")
        return out.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        return {"image/png": self.png(), "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


BOX = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}


def new_figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of this size in inches, with one pair of axes and no frame above and to the right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def whole_numbers(axes: Axes) -> None:
    """Marks along x at whole numbers only."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def empty(message: str, table: pd.DataFrame) -> Chart:
    """A chart that says there is nothing to draw."""
    figure, axes = new_figure(5, 1.2)
    axes.text(0.5, 0.5, message, ha="center", va="center")
    axes.set_axis_off()
    return Chart(figure, table, f"{message}.")
