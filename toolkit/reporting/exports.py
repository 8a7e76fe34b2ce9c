"""Tables as files: CSV, Parquet and one workbook, the same bytes for the same tables."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# A cell of text that begins so is run as a formula by spreadsheets; an apostrophe in front makes it text.
_RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_000  # characters; a spreadsheet holds 32,767
MOST_ROWS = 1_048_575
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every member: two runs are the same


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("-0.5"), harmless(-0.5), harmless("rain")
    ("'=1+1", "'-0.5", -0.5, 'rain')
    """
    if not isinstance(value, str):
        return value
    text = _text(value)  # half a surrogate pair is no character that a file can hold
    return f"'{text}" if _RUNS.match(text) else text


def as_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV in UTF-8 with the mark that spreadsheets need, numbers to six significant places."""
    import numpy as np

    shown = table.rename(columns=harmless)
    for position, kind in enumerate(shown.dtypes):
        if not _is_number(kind):
            cells = [_in_one_line_end(harmless(_plain(value))) for value in shown.iloc[:, position]]
            shown.isetitem(position, np.array(cells, dtype="object"))
    return shown.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode("utf-8-sig", "replace")


def _in_one_line_end(value: object) -> object:
    """A lone carriage return would end a row for some readers, and what follows it would begin a cell."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def as_parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet, with its types; a column that holds several kinds of values is text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = []
    for position, kind in enumerate(table.dtypes):
        column = table.iloc[:, position]
        if _is_number(kind) or str(kind).startswith("datetime"):
            arrays.append(pa.Array.from_pandas(column))
        else:
            arrays.append(pa.array([_text_or_none(_plain(value)) for value in column], pa.string()))
    out = io.BytesIO()
    names = [_text(str(name)) for name in table.columns]
    pq.write_table(pa.Table.from_arrays(arrays, names=names), out, compression="zstd")
    return out.getvalue()


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(str(value))


def _plain(value: Any) -> Any:
    import pandas as pd

    if value is None or (not isinstance(value, (list, dict, tuple, set)) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat(" ", "minutes").removesuffix(" 00:00")
    return value


def _is_number(kind: Any) -> bool:
    import pandas as pd

    return bool(pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind))


def sha256(data: bytes) -> str:
    """The hash that the manifest records."""
    return hashlib.sha256(data).hexdigest()


def write_workbook(path: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """One workbook (.xlsx), a sheet per table: head row fixed, no formula anywhere."""
    names = [name[:31] for name in tables]
    sheets = "".join(f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{_REL}/styles" Target="styles.xml"/>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for i in range(1, len(names) + 1)
    )
    members = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACK}"><Relationship Id="rId1" Type="{_REL}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACK}">{links}{styles}</Relationships>',
        "xl/styles.xml": _STYLES,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in members.items():
            archive.writestr(_member(name), _HEAD + text)
        for number, table in enumerate(tables.values(), 1):
            with archive.open(_member(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as sheet:
                for piece in _sheet(table):
                    sheet.write(piece.encode("utf-8", "replace"))


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _sheet(table: pd.DataFrame) -> Iterator[str]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/>'
        f'<cols><col min="1" max="{max(len(table.columns), 1)}" width="18" customWidth="1"/></cols><sheetData>'
    )
    yield "<row>" + "".join(_cell(str(name), style=' s="1"') for name in table.columns) + "</row>"
    shown = table.head(MOST_ROWS)
    columns = [[_plain(value) for value in shown.iloc[:, n].tolist()] for n in range(len(table.columns))]
    for row in zip(*columns, strict=True):
        yield "<row>" + "".join(map(_cell, row)) + "</row>"
    yield "</sheetData></worksheet>"


def _cell(value: Any, style: str = "") -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        if not isfinite(value):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value:.6g}</v></c>" if isinstance(value, float) else f"<c><v>{value}</v></c>"
    text = str(harmless(str(value)))[:LONGEST_CELL]
    text = escape(_UNSHOWABLE.sub("\ufffd", text), quote=False).replace("\r", "&#13;")
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'
