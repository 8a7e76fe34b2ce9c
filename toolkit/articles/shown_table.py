"""A table that shows itself short in JupyterLab, where prices in it stay prices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from toolkit.articles.short_display import short_html


class ShownTable(pd.DataFrame):
    """A DataFrame that shows its first rows, captioned and escaped; selections of it do the same."""

    @property
    def _constructor(self) -> Callable[..., ShownTable]:
        return ShownTable

    def equals(self, other: object) -> bool:  # type: ignore[misc]
        """Whether another table, of whatever class, has the same values and types."""
        return isinstance(other, pd.DataFrame) and pd.DataFrame(self).equals(pd.DataFrame(other))

    def _repr_html_(self) -> str:
        return short_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": repr(self), "text/html": self._repr_html_()}
