"""A table for the eye: captioned, rounded, its first rows, every cell escaped."""

from __future__ import annotations

from html import escape
from math import isinf, isnan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ROWS = 20
LONGEST = 140  # characters of a text in a cell; the whole text is its title
WIDE = 10  # columns; with more of them a text keeps room for its words, and the table is moved sideways
_CELL = "text-align:left;white-space:normal;max-width:30em;overflow-wrap:anywhere"
_CELL_OF_WIDE = "text-align:left;white-space:normal;min-width:6em;max-width:30em;overflow-wrap:break-word"


def short_html(table: pd.DataFrame) -> str:
    """The first rows of a table as HTML: no script, no address, the same for the same table.

    Numbers are rounded, a missing value is an empty cell, and a text that is cut has the whole of it as its title.
    """
    shown = table.head(ROWS)
    caption = table.attrs.get("caption")
    head = f"<p>{escape(_cut(str(caption), 400))}</p>" if caption else ""
    names = _index_names(table)
    labels = [*names, *(_label(name) for name in table.columns)]
    titles = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    columns = [shown.iloc[:, n].tolist() for n in range(len(table.columns))]
    style = _CELL_OF_WIDE if len(columns) > WIDE else _CELL
    rows = []
    for n, label in enumerate(shown.index):
        parts = (label if isinstance(label, tuple) else (label,)) if names else ()
        heads = "".join(f'<th scope="row">{_escaped(_cut(_text(part)))}</th>' for part in parts)
        rows.append(f"<tr>{heads}{''.join(_cell(column[n], style) for column in columns)}</tr>")
    about = f"first {ROWS} of {len(table):,} rows" if len(table) > ROWS else "" if len(table) else "no rows"
    foot = f"<p><small>{about}</small></p>" if about else ""
    return (
        f'<div class="result-table mathjax_ignore tex2jax_ignore">{head}<table class="dataframe"><thead><tr>{titles}'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table>{foot}</div>"
    )


def _index_names(table: pd.DataFrame) -> list[str]:
    """The names of the index, if it has a meaning of its own; numbers of rows have none."""
    names = list(table.index.names)
    return [_label(name) for name in names] if any(name is not None for name in names) else []


def _label(name: object) -> str:
    return "" if name is None else " ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _cell(value: Any, style: str) -> str:
    if is_missing(value):
        return "<td></td>"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'<td style="text-align:right">{number(value)}</td>'
    text = _text(value)
    cut = _cut(text)
    title = f' title="{_escaped(text)}"' if cut != text else ""
    return f'<td style="{style}"{title}>{_escaped(cut)}</td>'


def _text(value: Any) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "isoformat"):
        return str(value.isoformat(sep=" ", timespec="minutes")).removesuffix(" 00:00")
    if isinstance(value, float):
        return number(value)
    return str(value)


def _cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    return escape(text)


def number(value: float) -> str:
    """A number as a person writes it: thousands set apart, as many digits as tell something."""
    if isinstance(value, int):
        return f"{value:,}"
    size = abs(value)
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    if size >= 1:
        return f"{value:.2f}"
    return "0" if value == 0 else f"{value:.3f}" if size >= 0.001 else f"{value:.1g}"


def is_missing(value: Any) -> bool:
    """Whether a value is the absence of one: None, NaN, NaT, NA."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and isnan(value)
