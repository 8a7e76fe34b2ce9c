"""Delimited files: no mark of a text is lost, no row is swallowed, what stands above the table is skipped and said."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.loading.quoting import parsed

ONE = "The bus was late."
TWO = "The train was early, and nobody minded."


def load(folder: Path, content: str, name: str = "a.csv") -> tk.Corpus:
    path = folder / name
    path.write_bytes(content.encode())
    return tk.load(path)


@pytest.mark.parametrize(
    ("content", "name", "texts"),
    [
        ('title,text\nA,"He said ""no"" and left."\n', "a.csv", ['He said "no" and left.']),
        ('title,text\nA,"He said "no" and left."\nB,"Fine."\n', "a.csv", ['He said "no" and left.', "Fine."]),
        ('title,text\nA,"He said \\"no\\" and left."\n', "a.csv", ['He said "no" and left.']),
        ('title,text\nA,"One.\\n\\nTwo \\"three\\" four."\n', "a.csv", ['One.\n\nTwo "three" four.']),
        ('title\ttext\nA\t"No," he said. "Never."\nB\tThe "plan" failed.\n', "a.tsv",
         ['"No," he said. "Never."', 'The "plan" failed.']),
        ('title\ttext\nA\t"No," he said. "Never."\n', "a.tsv", ['"No," he said. "Never."']),
        ('title,text\nA,"Two lines,\nin one cell."\n', "a.csv", ["Two lines,\nin one cell."]),
        ('"title";"text"\n"A";"Sie sagte „ja“; er nein."\n', "a.csv", ["Sie sagte „ja“; er nein."]),
    ],
)  # fmt: skip
def test_quotation_marks_of_a_text_stay(tmp_path: Path, content: str, name: str, texts: list[str]) -> None:
    assert [article.text for article in load(tmp_path, content, name)] == texts


def test_an_open_mark_sets_one_row_aside_with_its_line(tmp_path: Path) -> None:
    corpus = load(tmp_path, f'title,text\nA,{ONE}\nB,"Never closed\nC,{ONE}\nD,{ONE}\n')
    assert [article.headline for article in corpus] == ["A", "C", "D"]
    (rejection,) = corpus.rejections
    assert rejection.locator == "line 3"
    assert "quotation mark is opened here" in rejection.reason


def test_an_open_mark_that_a_later_one_would_close_swallows_no_row(tmp_path: Path) -> None:
    rows = f'1,A,{ONE}\n2,B,"Never closed\n3,C,{ONE}\n4,D,"{TWO}"\n5,E,{ONE}\n'
    corpus = load(tmp_path, f"id,title,text\n{rows}")
    assert [article.headline for article in corpus] == ["A", "C", "D", "E"]
    assert len(corpus.rejections) == 1


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("sep=;\r\n", "semicolons"),
        ("Report:;Mentions\nFrom:;2019-03-12\n\n", "2 rows above the names of the columns are skipped"),
        ("Press review of March\n", "1 rows above"),
        ("# made by a scraper\n# version 2\n", "2 rows above"),
    ],
)
def test_what_stands_above_the_table_is_skipped_and_said(tmp_path: Path, above: str, said: str) -> None:
    corpus = load(tmp_path, f"{above}title;date;text\nA;2019-03-12;{ONE}\nB;2019-03-13;{ONE}\n")
    assert [article.headline for article in corpus] == ["A", "B"]
    assert said in str(corpus.load_report)


def test_a_header_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match=r"names of columns .* and no row"):
        load(tmp_path, "title,text\n")


def test_a_comment_among_the_rows_is_listed(tmp_path: Path) -> None:
    corpus = load(tmp_path, f"title,text\n# second part\nA,{ONE}\n")
    assert len(corpus) == 1
    assert "a comment" in corpus.rejections[0].reason


def test_separators_inside_a_value_are_no_row_that_it_swallowed() -> None:
    rows = [["x", "y", "z"], ["", "", "\n,,\n"], ["\n;", "", ""], ["a\nb,,\nc", "d", ""]]
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [row.values for row in parsed(held.getvalue(), ",").rows] == rows
    open_mark = 'x,y,z\n1,"left open,2\n3,b,c\n4,closes" here,5\n6,d,e\n'
    assert ["3", "b", "c"] in [row.values for row in parsed(open_mark, ",").rows]


CELL = st.text("ab ,;\"'\n.", max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_the_csv_module_writes_is_read_back(rows: list[list[str]]) -> None:
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows([["x", "y", "z"], *rows])
    read = [row.values for row in parsed(held.getvalue(), ",").rows]
    assert read == [["x", "y", "z"], *[row for row in rows if any(row)]]


@given(st.text('ab",\n\\', max_size=60))
def test_any_text_gives_rows_or_bad_lines(text: str) -> None:
    found = parsed(text, ",")
    assert all(0 < row.number <= text.count("\n") + 1 for row in found.rows)
    assert all(bad.reason for bad in found.bad)
