"""What is larger than it looks: rows, cells, pages and strings are bounded before they are read."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import toolkit as tk
from tests.loading.test_loading_edges import CHAPTERS, book, pdf
from tests.making_web import page, saved
from toolkit.loading import Limits, sheets
from toolkit.loading.entering import entered_line
from toolkit.loading.isolated import sheets_apart

ONE = "The well ran dry. Farmers carried water from the river."


def xlsx(far: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "text"])
    sheet.append(["A", ONE])
    if far:
        sheet[far] = "x"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ods(rows: int, columns: int = 1, *, content: bool = True) -> bytes:
    """An OpenDocument table whose row of articles is repeated, or followed by empty rows that are."""
    space = "urn:oasis:names:tc:opendocument:xmlns"

    def cell(text: str, repeated: int = 1) -> str:
        return (
            f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    def row(inner: str, repeated: int = 1) -> str:
        return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'

    head, first = row(cell("text")), row(cell(ONE))
    more = row(cell(ONE, columns) if content else "<table:table-cell/>", rows)
    xml = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
        f"{head}{first}{more}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return held.getvalue()


def load(folder: Path, data: bytes, name: str = "file", **options: Limits) -> tk.Corpus:
    (folder / name).write_bytes(data)
    return tk.load(folder / name, **options)


def test_a_cell_far_away_is_refused_before_memory_is_reserved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_read", lambda data, source: pytest.fail("the sheet was read"))
    with pytest.raises(tk.LoadError, match="the sheet has 1,048,576 rows and at most 500,000 are read"):
        load(tmp_path, xlsx("XFD1048576"))
    with pytest.raises(tk.LoadError, match=r"limits=Limits\(cells"):
        load(tmp_path, xlsx("XFD400"))


def test_a_workbook_within_the_limits_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, xlsx("E90"))[0].text == ONE
    assert load(tmp_path, xlsx("A2000"), limits=Limits(rows=2000))[0].text == ONE
    with pytest.raises(tk.LoadError, match="2,000 rows and at most 1,999"):
        load(tmp_path, xlsx("A2000"), limits=Limits(rows=1999))


def test_repeated_rows_are_counted_and_empty_ones_at_the_end_are_not(tmp_path: Path) -> None:
    assert len(load(tmp_path, ods(1_000_000, content=False))) == 1
    with pytest.raises(tk.LoadError, match="100,000,002 rows"):
        load(tmp_path, ods(100_000_000))
    with pytest.raises(tk.LoadError, match="cells"):
        load(tmp_path, ods(400, 1_000_000))


def test_equal_rows_of_a_table_are_counted_before_they_are_unpacked(tmp_path: Path) -> None:
    held = io.BytesIO()
    pd.DataFrame({"text": [ONE] * 600_000}).to_parquet(held)
    assert len(held.getvalue()) < 10_000
    with pytest.raises(tk.LoadError, match="the table has 600,000 rows and at most 500,000 are read"):
        load(tmp_path, held.getvalue())


def test_old_workbooks_are_read_in_a_process_of_their_own() -> None:
    (name, rows), *_ = sheets_apart(xlsx(), source="a.xls", limits=Limits())
    assert (name, rows[1]) == ("Sheet", ["A", ONE])
    with pytest.raises(tk.LoadError, match="is larger than the limits"):
        sheets_apart(xlsx("A900"), source="a.xls", limits=Limits(rows=500))
    with pytest.raises(tk.LoadError, match="cannot be read"):
        sheets_apart(b"\xd0\xcf\x11\xe0 nothing", source="a.xls", limits=Limits())


def test_a_process_that_is_ended_is_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.loading import isolated

    monkeypatch.setattr(isolated, "_CHILD", "import os; os.abort()")
    with pytest.raises(tk.LoadError, match="needs more memory or time than the limits allow"):
        sheets_apart(xlsx(), source="a.xls", limits=Limits())


def test_times_come_back_from_the_process() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    from datetime import datetime, time

    sheet.append([datetime(2019, 3, 12, 4, 5), time(4, 5), 1.5, True, "x"])
    held = io.BytesIO()
    book.save(held)
    (_, rows), *_ = sheets_apart(held.getvalue(), source="a.xls", limits=Limits())
    assert rows == [[datetime(2019, 3, 12, 4, 5), time(4, 5), 1.5, True, "x"]]


def test_a_chapter_and_a_page_that_are_named_again_are_read_once(tmp_path: Path) -> None:
    whole = book(CHAPTERS)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(held, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, data.replace(b'<itemref idref="i0"/>', b'<itemref idref="i0"/>' * 20_000))
    corpus = load(tmp_path, held.getvalue())
    assert len(corpus) == 2
    assert "names 19,999 chapters again" in str(corpus.load_report)
    repeated = pdf(["Rain fell on the harbour on Monday."]).replace(b"[3 0 R]", b"[" + b"3 0 R " * 1500 + b"]")
    assert load(tmp_path, repeated)[0].text == "Rain fell on the harbour on Monday."


def test_strings_enter_records_by_one_way(tmp_path: Path) -> None:
    rows = [
        {"title": "Bridge\r\nclosed\x1b[31m \ud83d", "text": "Half \ud83d a\0b.", "id": "a\ud83d", "x\udc80": "\udc80"}
    ]
    article = load(tmp_path, json.dumps(rows).encode())[0]
    assert article.headline == "Bridge closed[31m \ufffd"
    for text in (article.id, article.text, article.headline, article.original, *(name for name, _ in article.extra)):
        text.encode("utf-8")
        assert "\0" not in text
    corpus = tk.Corpus([article])
    corpus.table.to_csv(tmp_path / "a.csv")
    assert len(pd.read_csv(tmp_path / "a.csv")) == 1
    assert entered_line("plain") == "plain"


def test_a_saved_page_with_bytes_in_its_headers_is_read(tmp_path: Path) -> None:
    data = (
        saved(page())
        .replace(b"Content-Location: ", b"Content-Location: \xe9\xff ")
        .replace(b"Subject: ", b"Subject: \xe9 ")
    )
    (article,) = load(tmp_path, data, "a.mhtml")
    assert article.text
    assert "please tell" not in str(article)


def test_a_name_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    import os

    name = os.fsencode(tmp_path) + b"/r\xe9sum\xe9.txt"
    try:
        with open(name, "wb") as made:
            made.write(ONE.encode())
    except OSError:
        pytest.skip("the system has no such names")
    corpus = tk.load(tmp_path)
    corpus[0].id.encode("utf-8")
    corpus.table.to_csv(tmp_path / "table.csv")
    assert corpus[0].id == "r\ufffdsum\ufffd"


def test_large_tables_are_read_piece_by_piece(tmp_path: Path) -> None:
    small = Limits(file_bytes=300)
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        "\n".join(json.dumps({"title": f"T{n}", "text": ONE}) for n in range(50)) + "\n[1]\n", encoding="utf-8"
    )
    assert tk.load(lines, limits=small).table.headline.tolist() == tk.load(lines).table.headline.tolist()
    assert "read line by line" in str(tk.load(lines, limits=small).load_report)
    with pytest.raises(tk.LoadError, match="the table has 21 rows and at most 20"):
        tk.load(lines, limits=Limits(file_bytes=300, rows=20))
    frame = pd.DataFrame({"title": ["A", "B"], "text": [ONE, f"{ONE} {ONE}"]})
    for name, write in (("a.parquet", frame.to_parquet), ("a.feather", frame.to_feather)):
        write(tmp_path / name)
        large = tk.load(tmp_path / name, limits=small)
        assert [article.text for article in large] == frame.text.tolist()
    whole = tmp_path / "a.json"
    whole.write_text(json.dumps([{"title": "A", "text": ONE}] * 20, indent=1), encoding="utf-8")
    with pytest.raises(tk.LoadError, match=r"raise the limit with limits=Limits\(file_bytes=...\)"):
        tk.load(whole, limits=small)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_large_delimited_table_is_read_row_by_row_as_a_small_one_is(tmp_path: Path, separator: str) -> None:
    rows = [{"title": f"T{n}", "outlet": "Post", "text": f'{ONE}\n\nHe said "{n}", twice.'} for n in range(40)]
    above = "" if separator == "," else f"sep={separator}\r\n"
    path = tmp_path / "a.csv"
    path.write_text(above + pd.DataFrame(rows).to_csv(index=False, sep=separator), encoding="utf-8-sig")
    large, small = tk.load(path, limits=Limits(file_bytes=300)), tk.load(path)
    assert large.table.equals(small.table)
    assert [article.text for article in large] == [article.text for article in small]
    assert "read row by row" in str(large.load_report)
    with pytest.raises(tk.LoadError, match="the table has 21 rows and at most 20"):
        tk.load(path, limits=Limits(file_bytes=300, rows=20))


def test_a_large_table_that_breaks_the_rules_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["title,outlet,text", *(f'T{n},Post,"{ONE}"' for n in range(10)), f'T,Post,"{ONE}" he said, "no"']
    path, small = tmp_path / "a.csv", Limits(file_bytes=300)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(tk.LoadError, match=r"line 12: the quotation marks .* raise the limit with limits=Limits"):
        tk.load(path, limits=small)
    assert len(tk.load(path)) == 11
    opened = [*lines[:11], f'T,Post,"{ONE}', *(f"T{n},Post,{ONE}" for n in range(5)), 'U,Post,"a"', "V,Post,b"]
    path.write_text("\n".join(opened) + "\n", encoding="utf-8")
    with pytest.raises(tk.LoadError, match="the quotation marks do not follow the rules"):
        tk.load(path, limits=small)
    monkeypatch.setattr("toolkit.loading.large_delimited.HEAD", 400)
    path.write_bytes("\n".join(lines[:11]).encode() + b"\nT\xff,Post,b\n")
    with pytest.raises(tk.LoadError, match=r"line 12 is no utf-8.*, as the lines above are"):
        tk.load(path, limits=small)


def test_every_reason_is_one_line(tmp_path: Path) -> None:
    from toolkit.loading.outcomes import refused

    (rejection,) = refused("a\nb", "first\n  second\x1b[2J").rejections
    assert rejection.reason == "first second[2J"
    assert rejection.source == "a b"


def test_a_table_of_one_column_may_have_as_many_cells_as_the_limit(tmp_path: Path) -> None:
    held = io.BytesIO()
    pd.DataFrame({"text": [f"Rain fell on street {number}." for number in range(1001)]}).to_parquet(held)
    assert len(load(tmp_path, held.getvalue(), limits=Limits(cells=1001))) == 1001
    with pytest.raises(tk.LoadError, match="1,001 cells and at most 1,000"):
        load(tmp_path, held.getvalue(), limits=Limits(cells=1000))
