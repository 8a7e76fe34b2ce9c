"""Old and binary workbooks read in a process of their own: what takes too much memory ends there, as a rejection."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from toolkit.errors import TableError
from toolkit.loading.archives import Limits

SECONDS = 120  # after which the process is ended
_DEAD = "it needs more memory or time than the limits allow, or it is damaged"
_CHILD = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from toolkit.loading.isolated import child; child()"


def sheets_apart(data: bytes, *, source: str, limits: Limits) -> list[tuple[str, list[list[object]]]]:
    """The sheets of a workbook with their rows. Raises TableError if they are damaged or larger than the limits."""
    head = json.dumps({"cells": limits.cells, "rows": limits.rows, "memory": limits.memory}).encode() + b"\n"
    command = [sys.executable, "-c", _CHILD, json.dumps([path for path in sys.path if isinstance(path, str)])]
    try:
        done = subprocess.run(command, input=head + data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        answer: Any = {"error": _DEAD}
        if done.returncode == 0:
            answer = json.loads(done.stdout, object_hook=_from_tagged)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        answer = {"error": _DEAD}
    if "error" in answer:
        raise TableError(
            f"{source}: the spreadsheet cannot be read ({answer['error']}); save it again as .xlsx or .csv."
        )
    return [(str(name), rows) for name, rows in answer["sheets"]]


def child() -> None:
    """What the process does: read a workbook from standard input within the limits, write its sheets as JSON."""
    given = sys.stdin.buffer.read()
    head, _, data = given.partition(b"\n")
    limits = json.loads(head)
    _limit_memory(limits["memory"])
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            height, width = (at + 1 for at in sheet.end or (-1, -1))  # its own total height is that of the columns
            if height > limits["rows"] or height * width > limits["cells"]:
                raise ValueError(f"a sheet of {height:,} rows and {width:,} columns is larger than the limits")
            sheets.append((name, sheet.to_python()))
        answer: dict[str, object] = {"sheets": sheets}
    except (CalamineError, ValueError, OSError, OverflowError, MemoryError) as error:
        answer = {"error": str(error)[:300] or type(error).__name__}
    sys.stdout.write(json.dumps(answer, default=_tagged))


def _limit_memory(most: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit: the process alone keeps an abort apart
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _tagged(value: object) -> object:
    """A time as a record of JSON, since JSON has none."""
    if isinstance(value, (datetime, date, time)):
        return {"": type(value).__name__, "value": value.isoformat()}
    return {"": "timedelta", "value": value.total_seconds()} if isinstance(value, timedelta) else str(value)


def _from_tagged(record: dict[str, object]) -> object:
    kind, value = record.get(""), record.get("value")
    if kind == "datetime":
        return datetime.fromisoformat(str(value))
    if kind == "date":
        return date.fromisoformat(str(value))
    if kind == "time":
        return time.fromisoformat(str(value))
    return timedelta(seconds=float(str(value))) if kind == "timedelta" else record
