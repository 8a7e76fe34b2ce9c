"""XML that is a table: elements of one name side by side whose children are fields, and workbooks saved as XML."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from toolkit.errors import LoadError
from toolkit.loading.columns import has_text, is_known
from toolkit.loading.delimited import header_at, named
from toolkit.loading.records import Document, Reading
from toolkit.loading.rows import Row, reading

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "XML records"
_SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
_DEEPEST = 4  # levels in which records are looked for
_INNER = 3  # levels of fields inside a record


def recognises(document: Document) -> bool:
    """Whether elements side by side hold fields of articles, one of them a text, or the root is a workbook."""
    try:
        root = document.xml
    except LoadError:
        return False
    return _is_workbook(root) or _records(root) is not None


def read(document: Document) -> Reading:
    """One article an element. Raises LoadError where there is none."""
    root = document.xml
    notes: list[str] = []
    if _is_workbook(root):
        rows, names = _sheet(root, document)
    else:
        records = _records(root)
        if not records:
            raise LoadError(f"{document.name}: no elements of this XML hold the fields of articles.")
        rows = [Row(f"row {number}", _fields(record)) for number, record in enumerate(records, 1)]
        names = list(dict.fromkeys(name for row in rows for name in row.values))
        notes.append(f"one record for each element <{_local(records[0])}>")
    return reading(rows, names, format=NAME, source=document.name, columns=document.columns, notes=notes)


def _is_workbook(root: _Element) -> bool:
    return bool(root.tag == f"{{{_SHEETS}}}Workbook")


def _records(root: _Element) -> list[_Element] | None:
    """The elements that look most like articles: many of one name under one parent, or one alone."""
    level, fallback = [root], None
    for _ in range(_DEEPEST):
        for parent in level:
            children = [child for child in parent if isinstance(child.tag, str) and len(child)]
            if not children:
                continue
            tag, _count = Counter(child.tag for child in children).most_common(1)[0]
            alike = [child for child in children if child.tag == tag]
            names = list(dict.fromkeys(name for child in alike[:20] for name in _fields(child)))
            if is_known(names) >= 2 and has_text(names):
                if has_text(name for name in names if "." not in name):
                    return alike
                fallback = fallback or alike
        level = [child for parent in level for child in parent if isinstance(child.tag, str)][:1000]
    return fallback


def _fields(record: _Element, depth: int = 0) -> dict[str, object]:
    """The fields of an element: its attributes, and its children; several of one name are a list."""
    found: dict[str, object] = {}
    for name, value in record.attrib.items():
        found[str(name).rpartition("}")[2]] = str(value)
    for child in record:
        if not isinstance(child.tag, str):
            continue
        name, value = _local(child), _value(child)
        inner = _fields(child, depth + 1) if len(child) and depth < _INNER and not value else {}
        for key, held in ({f"{name}.{key}": held for key, held in inner.items()} or {name: value}).items():
            before = found.get(key)
            found[key] = held if before is None else [*(before if isinstance(before, list) else [before]), held]
    return found


def _value(element: _Element) -> str:
    """The text of a field: that of its paragraphs where it holds some; empty where it holds fields of its own."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return (element.text or "").strip()
    paragraphs = [
        " ".join("".join(child.itertext()).split())
        for child in children
        if _local(child) in ("p", "para", "paragraph", "li")
    ]
    if len(paragraphs) == len(children):
        return "\n\n".join(one for one in paragraphs if one)
    mixed = (element.text or "").strip() or any((child.tail or "").strip() for child in children)
    return " ".join("".join(element.itertext()).split()) if mixed else ""


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _sheet(root: _Element, document: Document) -> tuple[list[Row], list[str]]:
    """The rows of the first sheet that has a header with a text. Raises LoadError where none has."""
    space = f"{{{_SHEETS}}}"
    for sheet in root.iter(f"{space}Worksheet"):
        title = sheet.get(f"{space}Name")
        if document.table is not None and title != document.table:
            continue
        table = []
        for row in sheet.iter(f"{space}Row"):
            cells: list[str] = []
            for cell in row.iter(f"{space}Cell"):
                index = str(cell.get(f"{space}Index", ""))
                if index.isascii() and index.isdigit() and len(cells) < int(index) - 1 <= 2000:
                    cells += [""] * (int(index) - 1 - len(cells))
                data = cell.find(f"{space}Data")
                cells.append("".join(data.itertext()) if data is not None else "")
            table.append(cells)
        at = header_at(table, document.columns)
        if at is not None:
            header = named(table[at])
            rows = [
                Row(f"row {n}", dict(zip(header, row, strict=False)))
                for n, row in enumerate(table[at + 1 :], 1)
                if any(row)
            ]
            return rows, header
    raise LoadError(f"{document.name}: no sheet of this workbook has names of columns that are known; pass text=...")
