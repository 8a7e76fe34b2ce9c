"""Columns of the user's own, on disk with their types: plain ones as typed columns, all others as tagged JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from toolkit.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

Extra = tuple[tuple[str, object], ...]
PREFIX = "extra."
_ARROW = {str: "string", bool: "bool", int: "int64", float: "float64", datetime: "timestamp[us]", date: "date32[day]"}
_LARGEST = 1 << 63


def extra_columns(articles: Sequence[tuple[str, Extra]]) -> dict[str, pa.Array]:
    """The extra fields of articles (id, fields) as Arrow columns.

    A field whose values all have one plain type is a column `extra.NAME` of that type. `extra_order` names the fields
    of each article in their order, `extra_other` holds the rest as tagged JSON: fields of mixed or other types, missing
    values, and names that an article has twice. Raises TableError for a value that cannot be stored.
    """
    import pyarrow as pa

    plain = _plain_types(extra for _, extra in articles)
    columns: dict[str, list[object]] = {name: [] for name in plain}
    orders: list[list[str]] = []
    others: list[str | None] = []
    for identity, extra in articles:
        twice = len({name for name, _ in extra}) < len(extra)
        typed = {} if twice else {name: value for name, value in extra if name in plain and value is not None}
        rest = [(name, value) for name, value in extra if name not in typed]
        for name, values in columns.items():
            values.append(typed.get(name))
        orders.append([name for name, _ in extra])
        others.append(json.dumps([[name, _tagged(value, name, identity)] for name, value in rest]) if rest else None)
    made = {
        PREFIX + name: pa.array(values, type=_arrow(plain[name]), from_pandas=False) for name, values in columns.items()
    }
    made["extra_order"] = pa.array(orders, type=pa.list_(pa.string()))
    made["extra_other"] = pa.array(others, type=pa.string())
    return made


def extra_fields(columns: Mapping[str, list[Any]], count: int) -> list[Extra]:
    """The extra fields of each article, from the columns that `extra_columns` made."""
    typed = {name.removeprefix(PREFIX): values for name, values in columns.items() if name.startswith(PREFIX)}
    found: list[Extra] = []
    for row in range(count):
        rest = [(name, _untagged(value)) for name, value in json.loads(columns["extra_other"][row] or "[]")]
        other = iter(rest)
        waiting = {name for name, _ in rest}
        fields = [next(other) if name in waiting else (name, typed[name][row]) for name in columns["extra_order"][row]]
        found.append(tuple(fields))
    return found


def _plain_types(extras: Iterable[Extra]) -> dict[str, type]:
    types: dict[str, set[type]] = {}
    for extra in extras:
        for name, value in extra:
            kinds = types.setdefault(name, set())
            if value is not None:
                kinds.add(type(value) if _is_plain(value) else object)
    return {name: kinds.pop() for name, kinds in types.items() if len(kinds) == 1 and next(iter(kinds)) in _ARROW}


def _is_plain(value: object) -> bool:
    if type(value) is datetime:
        return value.tzinfo is None and not value.fold
    if type(value) is int:
        return -_LARGEST <= value < _LARGEST
    return type(value) in _ARROW


def _arrow(kind: type) -> pa.DataType:
    import pyarrow as pa

    return pa.type_for_alias(_ARROW[kind])


def _tagged(value: object, name: str, identity: str) -> object:
    """JSON keeps text, truth and null; everything else carries its type."""
    if value is None or type(value) in (str, bool):
        return value
    tag = _TAGS.get(type(value))
    if tag is not None:
        return {tag: _WRITE[tag](value)}
    if isinstance(value, (list, tuple)):
        return {"tuple" if isinstance(value, tuple) else "list": [_tagged(item, name, identity) for item in value]}
    if isinstance(value, Mapping):
        return {"dict": [[_tagged(k, name, identity), _tagged(v, name, identity)] for k, v in value.items()]}
    if hasattr(value, "isoformat") and type(value).__module__.startswith("pandas"):
        return {"timestamp": value.isoformat()}
    if hasattr(value, "item") and type(value).__module__ == "numpy":
        return _tagged(value.item(), name, identity)
    raise TableError(
        f"Article {identity!r}: the column {name!r} holds {type(value).__name__}, which cannot be stored; "
        "give text, numbers, dates, lists or dictionaries of these."
    )


def _untagged(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    ((tag, content),) = value.items()
    if tag in ("list", "tuple"):
        items = [_untagged(item) for item in content]
        return tuple(items) if tag == "tuple" else items
    if tag == "dict":
        return {_untagged(key): _untagged(item) for key, item in content}
    if tag == "timestamp":
        import pandas as pd

        return pd.Timestamp(content)
    return _READ[tag](content)


def _clock(value: datetime | time) -> str:
    """A time as text; `~` marks the second of two equal hours when clocks go back."""
    return value.isoformat() + "~" * value.fold


def _read_clock(kind: type[datetime] | type[time], text: str) -> datetime | time:
    return kind.fromisoformat(text.removesuffix("~")).replace(fold=int(text.endswith("~")))


_TAGS: dict[type, str] = {
    int: "int", float: "float", datetime: "datetime", date: "date", time: "time", timedelta: "seconds",
    Decimal: "decimal", bytes: "bytes",
}  # fmt: skip
_WRITE: dict[str, Callable[[Any], str]] = {
    "int": str,
    "float": float.hex,
    "datetime": _clock,
    "date": date.isoformat,
    "time": _clock,
    "seconds": lambda value: f"{value.days} {value.seconds} {value.microseconds}",
    "decimal": str,
    "bytes": bytes.hex,
}
_READ: dict[str, Callable[[str], object]] = {
    "int": int,
    "float": float.fromhex,
    "datetime": lambda text: _read_clock(datetime, text),
    "date": date.fromisoformat,
    "time": lambda text: _read_clock(time, text),
    "seconds": lambda text: timedelta(*map(int, text.split())),
    "decimal": Decimal,
    "bytes": bytes.fromhex,
}
