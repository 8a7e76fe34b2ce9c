"""Figures from the tables: each states its finding, and has its numbers and a description in words beside it."""

from toolkit.views.plots.charts import Chart
from toolkit.views.plots.comparisons import plot_keyness, plot_timeline
from toolkit.views.plots.spreads import plot_collocations, plot_dispersion
from toolkit.views.plots.words import plot_positions, plot_terms, plot_voices

__all__ = [
    "Chart",
    "plot_collocations",
    "plot_dispersion",
    "plot_keyness",
    "plot_positions",
    "plot_terms",
    "plot_timeline",
    "plot_voices",
]
