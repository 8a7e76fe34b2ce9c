"""A table that knows which result it is, and shows itself short in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from toolkit.analysis.short_display import short_html


class ResultTable(pd.DataFrame):
    """A DataFrame whose `.attrs` say what was counted, and on which corpus. It shows itself short in JupyterLab.

    `.attrs` hold `result` (the kind), `corpus` (the fingerprint), `analysis` (voice engine and lexicon), `caption`, and
    `settings` (what is needed to open the rows). They stay with a selection of rows or columns, and with a sorted or
    extended table.
    """

    @property
    def _constructor(self) -> Callable[..., ResultTable]:
        return ResultTable

    def equals(self, other: object) -> bool:  # type: ignore[misc]
        """Whether another table, of whatever class, has the same values and types."""
        return isinstance(other, pd.DataFrame) and pd.DataFrame(self).equals(pd.DataFrame(other))

    def _repr_html_(self) -> str:
        return short_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": repr(self), "text/html": self._repr_html_()}
