"""How every public table is made: with its columns in their types, and what is needed to open its rows again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.analysis.result_table import ResultTable
    from toolkit.articles import Corpus

Place = tuple[str, int, int, str]  # the id of an article, characters of its text, and the text between them


def result_table(
    kind: str,
    rows: Any,
    types: Mapping[str, str],
    *,
    corpus: Corpus | None,
    caption: str = "",
    settings: Mapping[str, Any] | None = None,
    index: list[str] | None = None,
    with_fields: Sequence[str] = (),
    **attrs: Any,
) -> ResultTable:
    """A table of a kind of result, from records, columns or a DataFrame.

    `types` names the columns in their order, also for no rows. `corpus` is what was counted: its fingerprint and the
    key of its settings go into `.attrs`, with the kind, the caption, the settings and whatever else is named.
    Columns in `index` become the index. `with_fields` puts fields of the articles beside their id.
    """
    import pandas as pd

    from toolkit.analysis.result_table import ResultTable

    names = list(types)
    plain = {name: kind_of for name, kind_of in types.items() if not kind_of.startswith("datetime")}
    table = ResultTable(pd.DataFrame(rows, columns=names).astype(plain))
    for name in names:
        if name not in plain:
            table[name] = pd.to_datetime(table[name]).astype("datetime64[us]")
    if with_fields and corpus is not None:
        table = _with_fields(table, corpus, with_fields)
    if index:
        table = table.set_index(index)
    told: dict[str, Any] = {"result": kind}
    if corpus is not None:
        told |= {"corpus": corpus.fingerprint, "analysis": list(corpus.settings.key)}
    if caption:
        told["caption"] = caption
    if settings is not None:
        told["settings"] = {name: _plain(value) for name, value in {"result": kind, **settings}.items()}
    table.attrs.clear()
    table.attrs.update(told | attrs)
    return table


def _with_fields(table: ResultTable, corpus: Corpus, fields: Sequence[str]) -> ResultTable:
    """Fields of the articles behind the column `article`. Raises QueryError for fields that are none."""
    import pandas as pd

    names = [fields] if isinstance(fields, str) else list(fields)
    at = list(table.columns).index("article") + 1
    for name in names:
        if not isinstance(name, str):
            raise QueryError(f'with_fields={fields!r}: give names of fields, such as ("outlet", "published").')
        if name in table.columns:
            continue  # the table shows it anyway
        for article in corpus:
            article.get(name)  # told also where the table has no rows
        values: Any = [corpus[identity].get(name) for identity in table["article"]]
        if name in ("published", "modified"):
            values = pd.Series(pd.to_datetime(values), index=table.index).astype("datetime64[us]")
        elif all(value is None or isinstance(value, str) for value in values):
            values = pd.Series(values, index=table.index, dtype="str")
        table.insert(at, name, values)
        at += 1
    return table


def made_of(kind: str, source: pd.DataFrame, rows: Any, types: Mapping[str, str], **options: Any) -> ResultTable:
    """A table made of another table: it stands for the same corpus, and is counted under the same settings."""
    table = result_table(kind, rows, types, corpus=None, **options)
    table.attrs |= {name: source.attrs[name] for name in ("corpus", "analysis") if name in source.attrs}
    return table


def packed_places(places: Mapping[tuple[str, ...], Iterable[Place]]) -> str:
    """The places behind each cell of a table as one text: tables are copied often, and a text is not copied."""
    return json.dumps([[list(key), [list(place) for place in found]] for key, found in places.items()])


def unpacked_places(packed: str) -> dict[tuple[str, ...], list[Place]]:
    """The same, unpacked."""
    found: dict[tuple[str, ...], list[Place]] = {}
    for key, places in json.loads(packed):
        found[tuple(key)] = [(article, start, end, text) for article, start, end, text in places]
    return found


def places_by(table: pd.DataFrame, keys: list[str]) -> str | None:
    """The places of rows that have article, start, end and text, by some of their columns; None for other rows."""
    if not {"article", "start", "end", "text", *keys} <= set(table.columns):
        return None
    found: dict[tuple[str, ...], list[Place]] = {}
    columns = [table[name] for name in (*keys, "article", "start", "end", "text")]
    for row in zip(*columns, strict=True):
        *key, article, start, end, text = row
        found.setdefault(tuple(map(str, key)), []).append((str(article), int(start), int(end), str(text)))
    return packed_places(found)


def as_table(value: object, name: str, needed: Iterable[str], *, made_by: str) -> pd.DataFrame:
    """The gate for an argument that is a table. Raises QueryError for anything else, with the way to make one."""
    if not hasattr(value, "columns") or not hasattr(value, "iloc"):
        shown = "None" if value is None else "a text" if isinstance(value, str) else type(value).__name__
        raise QueryError(f"{name}: a table is needed, this is {shown}; {made_by} makes one.")
    table: Any = value
    missing = [column for column in needed if column not in table.columns]
    if missing:
        have = ", ".join(map(str, table.columns)) or "none"
        raise QueryError(
            f"{name}: the table has no column {missing[0]!r}; it has {have}. {made_by} makes such a table."
        )
    result: pd.DataFrame = table
    return result


def _plain(value: Any) -> Any:
    """A setting as it can be written into a file: no sets, no numbers of NumPy."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value
