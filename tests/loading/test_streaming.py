"""What is read some rows at a time is what `load` reads at once."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather

import toolkit as tk
from tests.loading.reading_pieces import outcomes_of
from toolkit.loading import ranges, streaming
from toolkit.loading.archives import Limits


def rows(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"r{number}" if number != 9 else "r3",
            "title": f"Bridge {number} closed",
            "text": f"Rain fell on Leeds. “Nobody was hurt,” clerk {number} said." if number % 11 else "",
            "date": f"{13 if number == 41 else number % 12 + 1:02d}/{(number + 4) % 12 + 1:02d}/2021",
            "source": ("Courier", "Herald")[number % 2],
            "share": number / 4 if number % 5 else None,
        }
        for number in range(count)
    ]  # fmt: skip


def streamed(path: Path, **options: Any) -> tuple[list[tk.Article], list[Any], int]:
    found = outcomes_of(path, **options)
    return (
        [article for one in found for article in one.articles],
        [rejection for one in found for rejection in one.rejections],
        len(found),
    )


@pytest.mark.parametrize("kind", ["parquet", "arrow", "jsonl"])
def test_a_large_table_is_read_as_load_reads_it(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"news.{kind}"
    table = pd.DataFrame(rows(60))
    if kind == "parquet":
        table.to_parquet(path)
    elif kind == "arrow":
        feather.write_feather(pa.Table.from_pandas(table), path, compression="uncompressed")
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows(60)))
    loaded = tk.load(path, clean=False)
    monkeypatch.setattr(ranges, "LARGE", 0)
    monkeypatch.setattr(ranges, "ROWS", 7)
    limits = {"limits": Limits(file_bytes=100)} if kind == "jsonl" else {}
    articles, rejections, pieces = streamed(path, clean=False, **limits)
    assert articles == list(loaded)
    assert rejections == list(loaded.rejections)
    assert pieces > 5
    assert articles[1].published is not None
    assert articles[1].published.date() == date(2021, 7, 3)  # the 13th of some month tells the order for all rows


def laid_out(kind: str, path: Path, table: pd.DataFrame) -> None:
    """A table as a file: one group or batch of rows, some of 7, or lines with a few that are no records."""
    arrow = pa.Table.from_pandas(table)
    name, _, size = kind.partition(" of ")
    if name == "parquet":
        pq.write_table(arrow, path, row_group_size=int(size))
    elif name == "arrow":
        with pa.ipc.new_file(str(path), arrow.schema) as writer:
            writer.write_table(arrow, max_chunksize=int(size))
    else:
        lines = [json.dumps(row) for row in table.to_dict("records")]
        lines[20:20] = ["", "{", "[]"]
        path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "many"),
    [
        ("parquet of 60", 7),
        ("parquet of 7", 5),
        ("parquet of 25", 8),
        ("arrow of 60", 1),
        ("arrow of 7", 5),
        ("lines", 7),
    ],
)
def test_each_range_of_a_table_can_be_read_alone(
    kind: str, many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [row | {"id": f"r{number}"} for number, row in enumerate(rows(59))]
    path = tmp_path / "news.table"
    laid_out(kind, path, pd.DataFrame([*given, given[3]]).drop(columns="share"))
    monkeypatch.setattr(ranges, "LARGE", 0)
    monkeypatch.setattr(ranges, "RANGE", 9)
    asked = streaming.asked(path, clean=False, limits=Limits(file_bytes=100 if kind == "lines" else 10**9))
    pieces = list(asked.pieces())
    assert [piece.is_last for piece in pieces if isinstance(piece, ranges.Range)] == [False] * (many - 1) + [True]
    read = []
    for piece in reversed(pieces):
        reading = streaming.PieceReading(pickle.loads(pickle.dumps(piece)), asked.settings)
        read.append([article for one in reading for article in one.articles])
        assert reading.given == {article.id for article in read[-1]}
    found = [article for articles in reversed(read) for article in articles]
    whole = outcomes_of(path, clean=False, limits=asked.settings.limits)
    known = [article for one in whole for article in one.articles]
    assert found[: len(known)] == known
    # the row that is there twice is known only if both stand in one range
    assert [article.id for article in found[len(known) :]] == ["r3"] * (many > 1)
    assert len({article.id for article in known}) == len(known) == 59 - 6


def test_lines_that_are_no_records_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps(row) for row in rows(12)]
    path.write_text("\n".join([*lines[:5], '{"id": ', "[1]", *lines[5:]]))
    _, rejections, _ = streamed(path, limits=Limits(file_bytes=100))
    reasons = {one.locator: one.reason for one in rejections}
    assert reasons["row 6"].startswith("no JSON")
    assert reasons["row 7"] == "no JSON object, one article a line"


def test_a_large_table_without_texts_is_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "numbers.parquet"
    pd.DataFrame({"n": [1, 2]}).to_parquet(path)
    monkeypatch.setattr(ranges, "LARGE", 0)
    articles, rejections, _ = streamed(path)
    assert not articles
    assert "no column for the article text" in rejections[0].reason
    path.write_bytes(path.read_bytes()[:-30])
    assert len(streamed(path)[1]) == 1


def test_what_recurs_is_taken_out_as_load_takes_it_out(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        name, other = "Ada Bela Cleo Dora Elsa Fay Gina Hope Ida Jane Kate Lena".split()[number], "abcdefghijkl"[number]
        words = f"The {name} bridge opened on Monday, and many people came to see {name} and the town of {other}."
        always = "All the pictures of the week from our readers in town"
        text = f"{words}\n\n{always}\n\nBridge {name} closed at noon, a clerk said."
        (folder / f"{number:02d}.txt").write_text(text)
    loaded = tk.load(folder).with_settings(engine="rules")
    assert any("All the pictures" in line.line for line in loaded.load_report.furniture)
    opened = tk.analyse(folder, to=tmp_path / "study", on="serial", engine="rules", part=5)
    assert opened == loaded
    assert opened.load_report.furniture == loaded.load_report.furniture
    assert opened.load_report.files == loaded.load_report.files


def written(path: Path, given: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in given))
    return path


def told(path: Path, **options: Any) -> list[tuple[str, str, date | None]]:
    """The id, text and day of each article of a table of lines that is streamed, which are those that `load` gives."""
    articles, rejections, _ = streamed(path, limits=Limits(file_bytes=20), **options)
    loaded = tk.load(path, **options)
    assert (articles, rejections) == (list(loaded), list(loaded.rejections))
    return [(one.id, one.text, one.published and one.published.date()) for one in articles]


def test_columns_that_stand_in_some_rows_alone_keep_their_place(tmp_path: Path) -> None:
    given: list[dict[str, Any]] = [{"text": f"Rain fell on street {number}."} for number in range(9)]
    for number in (2, 3, 5):
        given[number] |= {"id": f"r{number}"}
    for number in (1, 4, 6):
        given[number] |= {"date": f"1{number}/03/2021"}
    given[5] |= {"date": None}
    found = told(written(tmp_path / "a.jsonl", given))
    assert [one for one, _, _ in found][2:6] == ["r2", "r3", "a:5", "r5"]
    assert [day and day.day for _, _, day in found] == [None, 11, None, None, 14, None, 16, None, None]


def test_the_columns_that_the_user_names_are_those_of_ids_and_dates(tmp_path: Path) -> None:
    given = [{"text": f"Rain {n}.", "mark": f"m{n}", "told on": f"0{n + 1}/{12 + n}/2021"} for n in range(3)]
    found = told(written(tmp_path / "a.jsonl", given), id="mark", published="told on")
    assert found == [(f"m{n}", f"Rain {n}.", date(2021, n + 1, 12 + n)) for n in range(3)]


def test_a_column_is_judged_by_its_first_row_too(tmp_path: Path) -> None:
    given = [{"text": one, "body": "Snow fell."} for one in ("Rain fell.", "12", "13")]
    assert [text for _, text, _ in told(written(tmp_path / "a.jsonl", given))] == ["Rain fell.", "12", "13"]


def test_columns_are_judged_by_the_rows_that_load_judges_them_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.loading.rows.LOOKED_AT", 1)  # of forty rows, every second is looked at
    given = [{"text": f"Rain {n}." if n % 2 else f"{n}", "body": f"Snow fell on day {n}."} for n in range(40)]
    found = told(written(tmp_path / "a.jsonl", given))
    assert [text for _, text, _ in found] == [row["body"] for row in given]


def test_a_table_is_read_some_rows_at_a_time_from_a_size_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.parquet"
    pd.DataFrame(rows(8)).to_parquet(path)
    size = path.stat().st_size
    assert streamed(path)[2] == 1
    assert streamed(path, limits=Limits(file_bytes=size))[2] == 2  # the rows, and what is said of the table
    monkeypatch.setattr(ranges, "LARGE", size)
    assert streamed(path)[2] == 2
    monkeypatch.setattr(ranges, "LARGE", size + 1)
    assert streamed(path)[2] == 1
    assert streamed(path, format="parquet")[2] == 1


def test_a_list_and_a_folder_are_streamed_with_what_is_said_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell on Leeds.")
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "corpus.json").write_text('{"format": "media-analysis-corpus 1"}')
    for source in (tmp_path, str(tmp_path), [tmp_path / "a.txt", str(tmp_path / "study")]):
        found, aside = outcomes_of(source)
        assert found.articles[0].text == "Rain fell on Leeds."
        assert "toolkit.open()" in aside.rejections[0].reason
    with pytest.raises(tk.LoadError, match="A path is needed, this is a text"):
        streaming.asked("Rain fell.\nIt fell on Leeds.")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("cut short\nat byte 9"), "cut short"),
        (MemoryError(), "MemoryError"),
        (KeyError("x" * 900), "'" + "x" * 299),
    ],
)
def test_an_error_of_the_library_is_told_in_its_first_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    path = tmp_path / "news.parquet"
    pd.DataFrame(rows(8)).to_parquet(path)

    def fails(*given: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("pyarrow.parquet.ParquetFile", fails)
    monkeypatch.setattr(ranges, "LARGE", 0)
    articles, rejections, _ = streamed(path)
    assert (articles, [one.reason for one in rejections]) == ([], [said])
