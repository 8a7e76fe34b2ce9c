"""A report without texts: no run of more than seven words of any source, anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MOST_WORDS = 7
_FEW = 3  # words of one cell: neighbouring cells of a row could join to a longer run
_WORD = re.compile(r"\w+")
# Whole sentences of a source, or places that spell them out.
_DROPPED = frozenset({"content", "url", "dateline", "byline", "shared", "loaded", "locator", "original"})
# Written by this project, not by a source.
_OURS = frozenset({
    "why", "alternative", "category", "layer", "severity", "voice", "kind", "form", "function", "format", "entry",
    "part", "reference_kind", "period", "encoding",
})  # fmt: skip


def shortened(text: str, most: int = _FEW) -> str:
    """The first words of a text, with a mark where words were left out.

    >>> shortened("Rain fell on Leeds again")
    'Rain fell on …'
    """
    words = list(_WORD.finditer(text))
    return text if len(words) <= most else f"{text[: words[most - 1].end()]} …"


def without_texts(table: pd.DataFrame) -> pd.DataFrame:
    """The table without the columns that hold sentences, every other cell of a source cut to three words."""
    import pandas as pd

    shown = table.drop(columns=[name for name in table.columns if name in _DROPPED])
    for name in shown.columns:
        if name in _OURS or not (shown[name].dtype == "object" or str(shown[name].dtype) in ("str", "string")):
            continue
        cut = [shortened(value) if isinstance(value, str) else _other(value) for value in shown[name]]
        shown[name] = pd.Series(cut, index=shown.index, dtype="object")
    return shown


def _other(value: object) -> object:
    return shortened(str(value)) if isinstance(value, (list, dict, tuple)) else value
