"""Articles and their analysis as Arrow tables, and articles read from such a table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.articles.article import FIELDS, Article, Caption, Part, Person, Rejection, VoiceEdit
from toolkit.articles.extras import extra_columns, extra_fields
from toolkit.articles.schemas import SCHEMAS

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 500  # articles whose rows are made at once
RECORDS: dict[str, Any] = {
    "authors": Person, "captions": Caption, "voice_edits": VoiceEdit, "parts": Part, "taglines": str, "notices": str,
}  # fmt: skip
_MOMENTS = ("published", "modified")


def table_name(key: Iterable[str]) -> str:
    """The name of the table that holds what is kept under a key: tokens, voices-model, hits-shipped."""
    return "-".join(part[:16] for part in key)


def known_tables(article: Article) -> set[str]:
    """The tables of which this article's rows are known, computed or stored."""
    kept = {table_name(key) for key in article._kept if isinstance(key, tuple) and key[0] in SCHEMAS}
    stored = article._kept.get("stored")
    return kept | (stored.known if stored is not None else set())


def articles_table(articles: Sequence[Article]) -> pa.Table:
    """One row per article: every field, the user's own columns, and which tables of the analysis are known.

    Raises TableError for a value of the user's own that cannot be stored.
    """
    import pyarrow as pa

    columns: dict[str, Any] = {name: _column(articles, name) for name in FIELDS if name != "extra"}
    columns |= extra_columns([(article.id, article.extra) for article in articles])
    known = [sorted(known_tables(article)) for article in articles]
    columns["analysed"] = pa.array(known, type=pa.list_(pa.string()))
    return pa.table(columns)


def articles_of(table: pa.Table) -> Iterator[Article]:
    """The articles of such a table, equal in every field."""
    columns: dict[str, list[Any]] = {name: table[name].to_pylist() for name in table.column_names}
    extras = extra_fields(columns, table.num_rows)
    for row in range(table.num_rows):
        values = {name: columns[name][row] for name in FIELDS if name != "extra"}
        for name, record in RECORDS.items():
            values[name] = tuple(v if record is str else record(**v) for v in values[name])
        yield Article(**values, extra=extras[row])


def rejected_table(rejections: Sequence[Rejection]) -> pa.Table:
    """What could not be read, one row each."""
    import pyarrow as pa

    return pa.table(
        {name: pa.array([getattr(one, name) for one in rejections], pa.string()) for name in Rejection._fields}
    )


def analysis_schema(name: str) -> pa.Schema:
    """The columns of a table of the analysis, as Arrow has them."""
    import pyarrow as pa

    def arrow(kind: str) -> pa.DataType:
        return pa.dictionary(pa.int32(), pa.string()) if kind == "name" else pa.type_for_alias(kind)

    columns = SCHEMAS[name.partition("-")[0]]
    return pa.schema([("article", pa.uint32()), *((column, arrow(kind)) for column, kind in columns.items())])


def analysis_tables(articles: Sequence[Article], numbers: Sequence[int], name: str) -> Iterator[pa.Table]:
    """The rows of one table of the analysis, some hundred articles at a time; `numbers` stand in the column article."""
    import numpy as np
    import pyarrow as pa

    schema = analysis_schema(name)
    for first in range(0, max(len(articles), 1), BATCH):
        columns: dict[str, list[Any]] = {column: [] for column in schema.names}
        for article, number in zip(articles[first : first + BATCH], numbers[first : first + BATCH], strict=True):
            if name in known_tables(article):
                rows = _rows(article, name)
                columns["article"].append(np.full(len(rows["start"]), number))
                for column, values in rows.items():
                    columns[column].append(values)
        arrays = [_joined(columns[field.name], field.type) for field in schema]
        yield pa.Table.from_arrays(arrays, schema=schema)


def _rows(article: Article, name: str) -> dict[str, Sequence[Any]]:
    for key, packed in article._kept.items():
        if isinstance(key, tuple) and table_name(key) == name:
            columns: dict[str, Sequence[Any]] = packed.columns()
            return columns
    stored: Any = article._kept["stored"]
    found: dict[str, Sequence[Any]] = stored.tables.rows(name, stored.number)
    return found


def _joined(pieces: list[Sequence[Any]], kind: pa.DataType) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    if pieces and all(isinstance(piece, np.ndarray) for piece in pieces):
        return pa.array(np.concatenate(pieces), type=kind)
    return pa.array([value for piece in pieces for value in piece], type=kind)


def _column(articles: Sequence[Article], name: str) -> pa.Array:
    import pyarrow as pa

    values = [getattr(article, name) for article in articles]
    if name in _MOMENTS:
        return pa.array(values, type=pa.timestamp("us"))
    if name == "is_wire_copy":
        return pa.array(values, type=pa.bool_())
    if name in RECORDS:
        record = RECORDS[name]
        kind = pa.string() if record is str else pa.struct(_fields(record))
        listed = [[v if record is str else v._asdict() for v in value] for value in values]
        return pa.array(listed, type=pa.list_(kind))
    return pa.array(values, type=pa.large_string())


def _fields(record: Any) -> list[tuple[str, pa.DataType]]:
    import pyarrow as pa

    return [(name, pa.int64() if name in ("start", "end") else pa.string()) for name in record._fields]
