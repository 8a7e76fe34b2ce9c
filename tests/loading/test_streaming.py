"""What is read some rows at a time is what `load` reads at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import feather

import toolkit as tk
from toolkit.loading import streaming
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
    found = list(streaming.stream(path, **options))
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
    monkeypatch.setattr(streaming, "LARGE", 0)
    monkeypatch.setattr(streaming, "ROWS", 7)
    limits = {"limits": Limits(file_bytes=100)} if kind == "jsonl" else {}
    articles, rejections, pieces = streamed(path, clean=False, **limits)
    assert articles == list(loaded)
    assert rejections == list(loaded.rejections)
    assert pieces > 5
    assert articles[1].published is not None
    assert articles[1].published.date() == date(2021, 7, 3)  # the 13th of some month tells the order for all rows


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
    monkeypatch.setattr(streaming, "LARGE", 0)
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
