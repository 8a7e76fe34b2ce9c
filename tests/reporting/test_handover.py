"""What is handed on: tables that no spreadsheet runs, and a folder without the texts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import toolkit as tk
from tests.reporting.making import csv_file, rows
from toolkit.reporting.exports import as_csv, as_parquet, harmless, write_workbook
from toolkit.reporting.leaving_out import MOST_WORDS

CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "plain",
    "",
    "half \ud800",
    "a\x00b\x1f",
    "x" * 40_000,
]


def test_a_cell_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    table = pd.DataFrame({"=name": pd.Series(CELLS, dtype="object"), "n": range(len(CELLS)), "x": [-0.5] * len(CELLS)})
    text = as_csv(table).decode("utf-8-sig")
    assert "\r" not in text
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(CELLS) + 1
    assert not [row[0] for row in read if re.match(r"[=+\-@\t\r\n＝]", row[0])]
    write_workbook(tmp_path / "a.xlsx", {"one": table, "empty": table.iloc[:0]})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for row in book["one"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert [cell.value for cell in book["one"]["A"][1:9]] == [f"'{cell}" for cell in CELLS[:8]]
    assert book["one"]["C"][1].value == -0.5
    assert book["empty"].max_row == 1
    assert len(pd.read_parquet(write(tmp_path / "a.parquet", as_parquet(table)))) == len(CELLS)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_number_stays_a_number() -> None:
    assert harmless(-3) == -3
    assert as_csv(pd.DataFrame({"a": [-3, 4]})).decode("utf-8-sig") == "a\n-3\n4\n"


def test_the_workbook_holds_what_the_tables_hold(made: Path) -> None:
    book = openpyxl.load_workbook(made / "out" / "tables" / "all_tables.xlsx", read_only=True)
    for sheet in book.worksheets:
        table = pd.read_csv(made / "out" / "tables" / f"{sheet.title}.csv")
        grid = list(sheet.iter_rows(values_only=True))
        assert list(grid[0]) == list(table.columns)
        assert len(grid) - 1 == len(table)
    assert "cmd" in str(pd.read_csv(made / "out" / "tables" / "articles.csv").party.iloc[0])
    assert pd.read_csv(made / "out" / "tables" / "articles.csv").party.iloc[0].startswith("'=")


def test_outlet_date_and_headline_stand_beside_every_article(made: Path) -> None:
    for path in (made / "out" / "tables").glob("*.parquet"):
        columns = list(pd.read_parquet(path).columns)
        if "article" in columns:
            assert {"outlet", "published", "headline"} <= set(columns), path


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + MOST_WORDS + 1]) for n in range(len(words) - MOST_WORDS)}


def readable(folder: Path) -> dict[str, str]:
    """Every file of a folder as text, tables and workbooks too."""
    said = {}
    for path in folder.rglob("*"):
        if not path.is_file() or path.suffix == ".png":
            continue
        if path.suffix == ".parquet":
            said[path.name] = pd.read_parquet(path).to_csv()
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            said[path.name] = " ".join(str(c.value) for s in book for row in s.iter_rows() for c in row)
        else:
            text = path.read_text(encoding="utf-8")
            said[path.name] = text + re.sub(r"<[^>]*>", " ", text)
    return said


def test_without_texts_no_run_of_more_than_seven_words_leaks(tmp_path: Path) -> None:
    long = "After a long and quite unusual night the ferry to the outer islands left without any of its passengers"
    given = [{**row, "headline": f"{long} {n}", "id": f"{long} {n}"} for n, row in enumerate(rows(6))]
    path = tmp_path / "news.csv"
    pd.DataFrame(given).to_csv(path, index=False)
    page = tk.report(path, tmp_path / "out", text="body", outlet="source", published="date", full_text=False)
    source = {run for row in given for field in ("body", "headline") for run in runs(row[field])}
    for name, text in readable(tmp_path / "out").items():
        leaked = source & runs(text)
        assert not leaked, (name, sorted(leaked)[:2])
    assert "No text of an article lies in this folder" in page.read_text(encoding="utf-8")
    assert all(check.holds for check in tk.verify(tmp_path / "out"))
    path.unlink()
    wrong = [check for check in tk.verify(tmp_path / "out") if not check.holds]
    assert [check.item for check in wrong] == ["input"]
    assert "holds no copy" in wrong[0].found


def test_otherwise_the_page_says_that_full_texts_lie_in_the_folder(made: Path) -> None:
    assert "full texts of the articles lie in this folder" in (made / "out" / "index.html").read_text(encoding="utf-8")


def test_a_word_document_needs_its_extra(tmp_path: Path) -> None:
    csv_file(tmp_path / "news.csv", 2)
    try:
        import pypandoc  # noqa: F401
    except ImportError:
        with pytest.raises(tk.ReportError, match=r"media-analysis-toolkit\[docx\]"):
            tk.report(tmp_path / "news.csv", tmp_path / "out", text="body", docx=True)
        return
    tk.report(tmp_path / "news.csv", tmp_path / "out", text="body", docx=True)
    assert (tmp_path / "out" / "report.docx").read_bytes()[:2] == b"PK"
