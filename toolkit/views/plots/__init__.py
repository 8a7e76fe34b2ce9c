"""Figures from the tables: each states its finding, and has its numbers and a description in words beside it."""

from toolkit.views.plots.charts import Chart
from toolkit.views.plots.plotting import plot

__all__ = ["Chart", "plot"]
