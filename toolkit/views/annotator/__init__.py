"""Marking articles in JupyterLab: words, a code of the codebook, and why."""

from __future__ import annotations

from toolkit.views.annotator.annotating import annotate

__all__ = ["annotate"]
