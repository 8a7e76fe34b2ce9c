"""What a cell of a table holds as text: signs of HTML, lists printed as text, texts that are cut, placeholders."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape

from toolkit.loading.refusing import is_null, is_placeholder
from toolkit.loading.rich import text_of
from toolkit.text.hygiene import hygiene

EXCEL_CELL = 32_767  # characters: what a spreadsheet's cell holds at most
LOOKED_AT = 200  # values by which a column is judged

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EXCEL_ESCAPE = re.compile(r"_x00(0[9AaDd])_")
_SENTENCE = re.compile(r"\w[\w\"”’')\]»]*[.!?…:](?:[”’\"'»)\]]|\s|$)|[。！？।؟]")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NUMBER = re.compile(r"[\s$€£%+\-]*[\d.,:/ ]*\d[\d.,:/ ]*(?:[eE][+-]?\d+)?[\s%]*")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2}")


def string(value: object) -> str | None:
    """A cell as text: missing is None, 1.0 is "1", half characters are mended, a zero byte goes."""
    value = plainly(value)
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        value = int(value)
    text = value if type(value) is str else str(value)
    return hygiene(text)[0] if any("\ud800" <= char <= "\udfff" or char == "\0" for char in text) else text


def field(value: object) -> str | None:
    """A cell of a guessed column as text: what only says that there is no value is None."""
    text = string(value)
    return None if text is None or is_null(text) else text


def plainly(value: object) -> object:
    """A cell as plain Python: missing is None."""
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return None
    return None if isinstance(value, float) and value != value else value


def kept(value: object) -> object:
    """A cell that no field takes: lists and records of JSON stay readable as JSON, and no half character stays."""
    value = plainly(value)
    if isinstance(value, (list, dict, tuple, set)):
        value = json.dumps(list(value) if isinstance(value, (set, tuple)) else value, ensure_ascii=False, default=str)
    return string(value) if isinstance(value, str) and value else value


def readable(value: object, said: Counter[str], column: str) -> str | None:
    """The text of a cell: lists and records become paragraphs, escapes of spreadsheets what they stand for."""
    value = plainly(value)
    text = text_of(value) if isinstance(value, (list, tuple, dict)) else value
    if not isinstance(text, str):
        return string(text)
    if not isinstance(value, str):
        return text
    if (pieces := printed_list(text)) is not None:
        said[f"lists printed in brackets in {column!r} read as paragraphs"] += 1
        text = "\n\n".join(pieces)
    if "_x00" in text:
        text, changed = _EXCEL_ESCAPE.subn(_control, text)
        if changed:
            said[f"line ends that a spreadsheet wrote as _x000D_ in {column!r} restored"] += 1
    return text


def unescaped(text: str) -> str:
    """The text with characters that HTML writes by name or number as themselves, also where they were escaped twice.

    >>> unescaped("A &amp; B&#8217;s"), unescaped("AT&T; R&D")
    ('A & B’s', 'AT&T; R&D')
    """
    for _ in range(2):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda found: unescape(found.group()), text)
    return text


def _control(found: re.Match[str]) -> str:
    return {"0D": "\r", "0A": "\n", "09": "\t"}[found[1].upper()]


def printed_list(text: str) -> list[str] | None:
    """The strings of a list that was printed as text by Python or JSON; None where it is none."""
    start = text.lstrip()[:3]
    if not start.startswith("[") or start[1:2] not in ("'", '"') or not text.rstrip().endswith("]"):
        return None
    try:
        found = json.loads(text) if start[1] == '"' else ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    strings = isinstance(found, list) and all(isinstance(one, str) for one in found)
    return [one for one in found if one.strip()] if strings else None


def fault_of_text(values: Iterable[object]) -> str | None:
    """Why the values of a column are no texts of articles; None where one of them may be.

    >>> fault_of_text([12, 14]), fault_of_text(["12", "Rain fell."])
    ('numbers', None)
    """
    kinds: Counter[str] = Counter()
    for value in values:
        value = plainly(value)
        if isinstance(value, (list, dict, tuple)):
            return None
        text = string(value)
        if text is None or is_placeholder(text) or not text.strip():
            continue
        if _NUMBER.fullmatch(text):
            kinds["numbers"] += 1
        elif _ADDRESS.fullmatch(text):
            kinds["addresses"] += 1
        elif (
            len(text.split()) == 1
            and not _SENTENCE.search(text)
            and len(_NO_SPACES.findall(text)) < 8
            and "<" not in text
        ):
            kinds["single words"] += 1
        else:
            return None
        if sum(kinds.values()) >= LOOKED_AT:
            break
    return " and ".join(kind for kind, _ in kinds.most_common(2)) if kinds else None


def fault_of_id(name: str, rows: Iterable[Mapping[str, object]]) -> str | None:
    """Why the values of a column do not tell rows apart. Rows that are equal in every value are one row said twice."""
    counts = Counter(text for values in rows if (text := field(values.get(name))) is not None)
    if not counts or counts.most_common(1)[0][1] == 1:
        return None
    seen: set[str] = set()
    apart: Counter[str] = Counter()
    for values in rows:
        text = field(values.get(name))
        if text is not None and counts[text] > 1 and (whole := repr(sorted(values.items(), key=str))) not in seen:
            seen.add(whole)
            apart[text] += 1
    repeated, most = apart.most_common(1)[0]
    if most == 1:
        return None
    why = "; a spreadsheet cut its figures" if _EXPONENT.fullmatch(repeated.strip()) else ""
    return f"the column {name!r} repeats its values ({repeated[:40]!r} stands in {most} rows{why})"
