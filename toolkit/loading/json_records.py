"""JSON: lists of records, answers of news interfaces with the list deep inside, one record, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.columns import is_known
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, flat, reading

NAME = "JSON records"
_DEPTH = 6  # records deeper than this are none
_TOTALS = ("totalResults", "total", "hits", "totalArticles", "num_results", "totalHits", "count")


def recognises(document: Document) -> bool:
    """Any JSON that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """One article a record; nested fields are columns with dotted names (`source.name`)."""
    source = document.name
    text = document.text.removeprefix("\ufeff")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and "\n" in text.strip():
            return _lines(document, text, error)
        raise TableError(f"{source}: this is no JSON ({_reason(error)}).") from error
    notes = []
    found = _records(value)
    if found is None:
        raise TableError(
            f"{source}: there is no list of records in the JSON; give a list of objects, one article each."
        )
    path, records = found
    if path:
        notes.append(f"records found in {path!r}")
    if isinstance(value, dict) and (total := _total(value, len(records))):
        notes.append(f"the search found {total:,} articles; this file holds {len(records):,}")
    rows: list[Row] = []
    rejections = []
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            rows.append(Row(f"row {number}", flat(record)))
        elif isinstance(record, str):
            rows.append(Row(f"row {number}", {"text": record}))
        else:
            rejections.append(Rejection(source, f"row {number}", "no JSON object, one article each"))
    strings = all(isinstance(record, str) for record in records)
    return _reading(document, rows, rejections, notes, markup=not strings)


def _lines(document: Document, text: str, error: json.JSONDecodeError) -> Reading:
    rows: list[Row] = []
    rejections: list[Rejection] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as problem:
            rejections.append(Rejection(document.name, f"line {number}", f"no JSON: {_reason(problem)}"))
            continue
        if isinstance(record, dict):
            rows.append(Row(f"row {len(rows) + len(rejections) + 1}", flat(record)))
        else:
            rejections.append(Rejection(document.name, f"line {number}", "no JSON object, one article a line"))
    if not rows:
        raise TableError(f"{document.name}: this is no JSON ({_reason(error)}), and no line of it is a JSON object.")
    return _reading(document, rows, rejections, ["one record a line"])


def _reading(
    document: Document, rows: list[Row], rejections: list[Rejection], notes: list[str], *, markup: bool = True
) -> Reading:
    if not rows:
        raise LoadError(f"{document.name}: the JSON holds no record; give a list of objects, one article each.")
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    return reading(
        rows,
        names,
        format=NAME,
        source=document.name,
        columns=document.columns,
        markup=markup,
        rejections=rejections,
        notes=notes,
        encoding=document.decoded.encoding,
    )


def _records(value: object) -> tuple[str, list[object]] | None:
    """The list that looks most like articles, and the path to it; the nearest to the top among equals."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "", value
    best: tuple[float, str, list[object]] | None = None
    for depth, path, records in _candidates(value):
        first = next((one for one in records if isinstance(one, dict)), None)
        known = is_known(flat(first)) if first is not None else 0
        score = known - 0.5 * depth
        if known and (best is None or score > best[0]):
            best = (score, path, records)
    if best is not None:
        return best[1], best[2]
    if isinstance(value, dict):
        return "", [value]
    return ("", value) if isinstance(value, list) and any(isinstance(one, dict) for one in value) else None


def _candidates(value: object) -> Iterator[tuple[int, str, list[object]]]:
    pending: list[tuple[int, str, object]] = [(0, "", value)]
    while pending:
        depth, path, held = pending.pop(0)
        if depth > _DEPTH:
            continue
        if isinstance(held, list):
            if any(isinstance(one, dict) for one in held):
                yield depth, path, held
        elif isinstance(held, dict):
            yield depth, path, [held]
            if len(held) > 1 and all(isinstance(one, dict) for one in held.values()):
                yield depth, path, [{"id": key, **one} for key, one in held.items()]
            pending += [(depth + 1, f"{path}.{key}".lstrip("."), one) for key, one in held.items()]


def _total(value: dict[str, object], held: int) -> int | None:
    """How many articles the search found, where the answer of an interface says so."""
    columns = flat({name: inner for name, inner in value.items() if not isinstance(inner, list)})
    for name, number in columns.items():
        if name.rpartition(".")[2] in _TOTALS and isinstance(number, int) and number > held:
            return number
    return None


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
