"""JSON: lists of records, answers of news interfaces with the list deep inside, one record, or one record a line."""

from __future__ import annotations

import json
import re

from toolkit.articles import Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading.json_lists import find_records, unwrapped
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, flat, reading

NAME = "JSON records"
# Archives of accounts assign their lists to a variable: window.YTD.tweets.part0 = [ ... ]
ASSIGNED = re.compile(r"\ufeff?\s*(?:window|var|let|const|self|globalThis)[\w.$ \[\]'\"]{0,80}=\s*(?=[\[{])")


def recognises(document: Document) -> bool:
    """Any JSON that no other reader knows."""
    return True


def read(document: Document) -> Reading:
    """One article a record; nested fields are columns with dotted names (`source.name`)."""
    source = document.name
    text = document.text.removeprefix("\ufeff")
    notes = []
    if assigned := ASSIGNED.match(text):
        text = text[assigned.end() :].rstrip().removesuffix(";")
        notes.append("a script that holds one list: its list is read, nothing is run")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and "\n" in text.strip():
            return _lines(document, text, error)
        raise TableError(f"{source}: this is no JSON ({_reason(error)}).") from error
    if isinstance(value, dict) and "nbformat" in value and "cells" in value:
        raise LoadError(f"{source}: this is a Jupyter notebook, not an article; save its text as a text file.")
    if isinstance(value, dict) and str(value.get("format", "")).startswith(
        ("media-analysis-toolkit", "media-analysis-c")
    ):
        raise LoadError(f"{source}: this is the manifest of a folder that the toolkit made, not an article.")
    found = find_records(value)
    if found is None:
        raise TableError(
            f"{source}: there is no list of records in the JSON; give a list of objects, one article each."
        )
    rows: list[Row] = []
    rejections = []
    for number, record in enumerate(found.records, 1):
        if isinstance(record, dict):
            rows.append(Row(f"row {number}", flat(unwrapped(record))))
        elif isinstance(record, str):
            rows.append(Row(f"row {number}", {"text": record}))
        else:
            rejections.append(Rejection(source, f"row {number}", "no JSON object, one article each"))
    strings = all(isinstance(record, str) for record in found.records)
    return _reading(document, rows, rejections, [*notes, *found.notes], markup=not strings)


def _lines(document: Document, text: str, error: json.JSONDecodeError) -> Reading:
    """One record a line, or several values one after the other that go over lines."""
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
            rows.append(Row(f"row {len(rows) + len(rejections) + 1}", flat(unwrapped(record))))
        else:
            rejections.append(Rejection(document.name, f"line {number}", "no JSON object, one article a line"))
    if not rows and (one_by_one := _values(text)):
        found = find_records(one_by_one)
        records = [record for record in (found.records if found else []) if isinstance(record, dict)]
        rows = [Row(f"row {number}", flat(unwrapped(record))) for number, record in enumerate(records, 1)]
        return _reading(document, rows, [], ["several values of JSON, one after the other"])
    if not rows:
        raise TableError(f"{document.name}: this is no JSON ({_reason(error)}), and no line of it is a JSON object.")
    return _reading(document, rows, rejections, ["one record a line"])


def _values(text: str) -> list[object]:
    """The values of JSON that stand one after the other; none where something else stands between them."""
    decoder, at = json.JSONDecoder(), 0
    values: list[object] = []
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,\x1e"))
        if at >= len(text):
            return values
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        values.append(value)


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


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
