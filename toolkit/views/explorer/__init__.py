"""The explorer: a concordance to read in JupyterLab, or on a page without a kernel."""

from __future__ import annotations

from toolkit.views.explorer.exploring import explore

__all__ = ["explore"]
