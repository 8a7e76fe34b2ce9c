"""Loading: what people keep articles in, and what each mistake is told."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk

BODY = "The council met on Monday. It closed the bridge, the mayor said."
ROWS = pd.DataFrame(
    {
        "body": [BODY, "Snow fell — on “both” towns.", None],
        "key": [1, 2, 3],
        "source": ["The Example", "The Sample", "The Sample"],
        "date": ["2019-03-12", "2019-03-13 04:05", "2019-03-14"],
        "desk": ["city", None, "city"],
    }
)


def write(table: pd.DataFrame, path: Path) -> Path:
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".tsv":
        table.to_csv(path, index=False, sep="\t")
    elif path.suffix == ".xlsx":
        table.to_excel(path, index=False)
    elif path.suffix == ".json":
        table.to_json(path, orient="records")
    elif path.suffix == ".jsonl":
        table.to_json(path, orient="records", lines=True)
    else:
        table.to_parquet(path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".parquet"])
def test_a_table_is_one_article_a_row(tmp_path: Path, suffix: str) -> None:
    path = write(ROWS, tmp_path / f"news{suffix}")
    corpus = tk.load(path, text="body", id="key", outlet="source", published="date")
    assert [article.id for article in corpus] == ["1", "2"]
    assert corpus["2"].text == "Snow fell — on “both” towns."
    assert corpus.table.outlet.tolist() == ["The Example", "The Sample"]
    assert corpus["1"].published is not None
    assert corpus["1"].published.year == 2019
    assert corpus["1"].get("desk") == "city"
    (rejection,) = corpus.rejections
    assert (rejection.locator, rejection.reason) == ("row 3", "no text in the column 'body'")


def test_common_column_names_are_found_without_being_told(tmp_path: Path) -> None:
    table = pd.DataFrame({"title": ["A title"], "content": [BODY], "url": ["a"], "agency": ["AP"]})
    article = tk.load(write(table, tmp_path / "a.csv"))[0]
    assert (article.headline, article.text, article.url, article.agency) == ("A title", BODY, "a", "AP")


def test_a_frame_becomes_a_corpus_as_it_stands() -> None:
    corpus = tk.from_table(ROWS, text="body", id="key", outlet="source", published="date")
    assert corpus["1"].text == BODY
    assert len(corpus) + len(corpus.rejected) == len(ROWS)


def test_hygiene_is_documented_and_can_be_left_out() -> None:
    odd = "soft\u00adhyphen\u00a0and\u200b zero \ufb01ne"
    assert tk.from_table(pd.DataFrame({"t": [odd]}), text="t", clean=False)[0].text == odd
    assert tk.from_table(pd.DataFrame({"t": [odd]}), text="t")[0].text.startswith("softhyphen and zero")


def test_a_folder_is_read_in_order_and_lists_what_it_is_not_able_to_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.md").write_text("# Bridge closed\n\n" + BODY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "film.mp4").write_bytes(b"\0\0")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.txt").write_text(BODY, encoding="utf-8")
    corpus = tk.load(tmp_path)
    assert [article.id for article in corpus] == ["a", "b", "deep/c"]
    assert corpus["a"].headline == "Bridge closed"
    reasons = dict(zip((Path(s).name for s in corpus.rejected.source), corpus.rejected.reason, strict=True))
    assert "empty" in reasons["empty.txt"]
    assert ".mp4" in reasons["film.mp4"]


def test_patterns_lists_and_pasted_text(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert [article.id for article in tk.load(str(tmp_path / "*.txt"))] == ["a", "b"]
    listed = tk.load([tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert len(listed) == 1
    assert len(listed.rejected) == 1
    assert tk.load("Bridge closed\n\n" + BODY)[0].headline == "Bridge closed"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_obeyed(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“Zürich” — done.".encode(encoding))
    assert tk.load(path)[0].text == "“Zürich” — done."


def test_another_encoding_is_named_and_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“Zürich” said so.".encode("cp1252"))
    with pytest.raises(tk.LoadError, match="encoding="):
        tk.load(path)
    assert tk.load(path, encoding="cp1252")[0].text == "“Zürich” said so."


def bad_inputs(folder: Path) -> dict[str, tuple[Path, dict[str, str], str]]:
    """Ten mistakes: the file, the options, and what the sentence must say."""
    csv = write(ROWS, folder / "good.csv")
    files: dict[str, bytes] = {
        "empty.txt": b"",
        "blank.txt": b" \n\n\t ",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "bytes.txt": b"Rain fell \xff\xfe\xfa on Leeds.",
        "broken.json": b'{"body": "Rain',
        "empty.csv": b"",
        "broken.xlsx": b"PK\x03\x04 no workbook",
        "broken.parquet": b"no parquet",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {
        "a missing file": (folder / "missing.txt", {}, "no such file"),
        "an empty file": (folder / "empty.txt", {}, "empty"),
        "white space": (folder / "blank.txt", {}, "no text"),
        "a binary file": (folder / "picture.txt", {}, "not plain text"),
        "bytes of no encoding": (folder / "bytes.txt", {}, "UTF-8"),
        "a wrong column": (csv, {"text": "story"}, "no column 'story'"),
        "broken JSON": (folder / "broken.json", {}, "JSON"),
        "an empty table": (folder / "empty.csv", {}, "empty"),
        "a broken workbook": (folder / "broken.xlsx", {}, "broken.xlsx"),
        "a broken parquet file": (folder / "broken.parquet", {}, "broken.parquet"),
    }


@pytest.mark.parametrize("mistake", range(10))
def test_a_mistake_is_one_sentence_that_names_the_file(tmp_path: Path, mistake: int) -> None:
    path, options, said = list(bad_inputs(tmp_path).values())[mistake]
    with pytest.raises(tk.LoadError) as caught:
        tk.load(path, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert said in message
    assert path.name in message
    assert "\n" not in message
    assert "Traceback" not in message


def test_rows_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": "x", "text": BODY}), "{broken", json.dumps({"id": "x", "text": BODY}), "[1]"]
    path.write_text("\n".join(lines), encoding="utf-8")
    corpus = tk.load(path)
    assert len(corpus) == 1
    assert len(corpus.rejected) == 3
    assert corpus.rejected.reason.str.len().min() > 10


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(BODY, encoding="utf-8")
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    corpus = tk.load(folder)
    assert [article.id for article in corpus] == ["a"]
    assert "link" in corpus.rejected.reason.iloc[0]


def test_loading_opens_no_network(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError):
        tk.load("https://example.org/article.html")
