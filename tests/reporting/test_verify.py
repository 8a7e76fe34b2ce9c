"""A report can be proved: every file, the user's own input, every table; and a hostile manifest is one sentence."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.reporting.making import csv_file, rows
from toolkit.articles import VoiceEdit
from toolkit.reporting.manifest import seal_of

COLUMNS = {"text": "body", "outlet": "source", "published": "date"}


def failed(folder: Path, **options: Any) -> dict[str, str]:
    return {check.item: check.found for check in tk.verify(folder, **options) if not check.holds}


def found(folder: Path, item: str, **options: Any) -> str:
    return next(check.found for check in tk.verify(folder, **options) if check.item == item)


def say(report: Path, place: tuple[Any, ...], value: object) -> None:
    """Change one place of a report's manifest."""
    path = report / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    inner = manifest
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_a_table_with_columns_of_its_own_holds(made: Path) -> None:
    assert failed(made / "out") == {}
    assert found(made / "out", "input") == "8 articles of news.csv say the same"
    assert "party" in pd.read_csv(made / "out" / "tables" / "articles.csv").columns


def test_a_selection_with_settings_and_corrections_holds(tmp_path: Path) -> None:
    corpus = tk.from_table(rows(), text="body", outlet="source").where(party="red")
    corpus = corpus.with_settings(engine="rules", lexicon=tk.Lexicon.default().only(categories=["insult_and_ridicule"]))
    start = corpus[0].text.index("Ferry number")
    edit = VoiceEdit(start, start + 5, "direct", "Petra")
    corpus = tk.correct(corpus, pd.DataFrame([{"article": corpus[0].id, **edit._asdict()}]))
    tk.report(corpus, tmp_path / "out", names={"vessel": ["ferr*", "boat"]}, by="party")
    assert failed(tmp_path / "out") == {}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"]["engine"] == "rules"
    assert manifest["settings"]["names"] == {"vessel": ["ferr*", "boat"]}
    assert manifest["corrections"] == [[corpus[0].id, start, start + 5, "direct", "Petra"]]
    naming = pd.read_csv(tmp_path / "out" / "tables" / "naming_choices.csv")
    assert set(naming.name) == {"ferr*"}


def test_one_changed_character_of_the_original_names_the_article(copy: Path) -> None:
    path = copy / "news.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Ferry number 4", "Ferry number 9"), encoding="utf-8")
    wrong = failed(copy / "out")
    assert "article 'news:5' has changed" in wrong["input"]
    assert "“Ferry 4 waits <outside> the harbour”" in wrong["input"]
    assert "'9 left.' where '4 left.' was" in wrong["input"]
    assert "the input has changed" in wrong["term_frequency, computed anew"]


def test_where_the_original_is_gone_the_copy_inside_is_checked(copy: Path) -> None:
    (copy / "news.csv").unlink()
    assert failed(copy / "out") == {}
    assert "news.csv, is gone; checked against the copy inside" in found(copy / "out", "input")


def test_the_same_file_under_another_name_holds(copy: Path) -> None:
    (copy / "news.csv").rename(copy / "renamed.csv")
    assert failed(copy / "out", source=copy / "renamed.csv") == {}
    assert "renamed.csv say the same" in found(copy / "out", "input", source=copy / "renamed.csv")
    with pytest.raises(tk.ReportError, match=r"cannot be read.*source="):
        tk.verify(copy / "out", source=copy / "nothing.csv")


def test_a_column_that_was_renamed_is_told(copy: Path) -> None:
    path = copy / "news.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("body,", "fliess,", 1), encoding="utf-8")
    assert "no column 'body'" in failed(copy / "out")["input"]
    assert failed(copy / "out", source=path, text="fliess") == {}


def test_articles_that_are_new_or_gone_are_named(copy: Path) -> None:
    csv_file(copy / "news.csv", 9)
    assert "article 'news:9' is new" in failed(copy / "out")["input"]
    csv_file(copy / "news.csv", 7)
    assert "article 'news:8' is gone" in failed(copy / "out")["input"]


def test_every_file_is_looked_at(made: Path, tmp_path: Path) -> None:
    names = [path.relative_to(made / "out").as_posix() for path in (made / "out").rglob("*") if path.is_file()]
    listed = json.loads((made / "out" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert set(listed) == set(names) - {"manifest.json"}
    firsts = {name.partition("/")[0]: name for name in names if name != "manifest.json" and "corpus" not in name}
    for number, name in enumerate(firsts.values()):
        folder = tmp_path / str(number)
        shutil.copytree(made / "out", folder)
        (folder / name).write_bytes((folder / name).read_bytes() + b" ")
        assert failed(folder)[name] == "changed since it was written"
    shutil.rmtree(tmp_path / "0" / "articles")
    (tmp_path / "0" / "articles").mkdir()
    assert failed(tmp_path / "0")["articles/index.html"] == "the file is gone"


def test_added_files_and_links_are_named(copy: Path) -> None:
    out = copy / "out"
    (out / "tables" / "mine.csv").write_text("a", encoding="utf-8")
    (out / ".hidden").write_text("a", encoding="utf-8")
    (out / ".ipynb_checkpoints").mkdir()
    (out / ".ipynb_checkpoints" / "analysis.ipynb").write_text("{}", encoding="utf-8")
    os.replace(out / "CITATION.txt", copy / "citation")
    os.symlink(copy / "citation", out / "CITATION.txt")
    wrong = failed(out)
    assert set(wrong) == {"tables/mine.csv", ".hidden", "CITATION.txt"}
    assert "added" in wrong["tables/mine.csv"]
    assert "a link stands" in wrong["CITATION.txt"]


def test_a_changed_table_names_the_row_and_the_column(copy: Path) -> None:
    path = copy / "out" / "tables" / "voices.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = lines[1].replace("outlet,", "outlet,9")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    said = failed(copy / "out")["tables/voices.csv, row by row"]
    assert said.startswith("row 1, column 'words'")


@pytest.mark.parametrize(
    ("place", "value", "item"),
    [
        (("counts", "articles"), 9, "counts of the manifest"),
        (("counts", "set_aside"), 2, "counts of the manifest"),
        (("made_with", "packages"), {"pandas": "0.1"}, "manifest.json"),
        (("corrections",), [["news:1", 0, 3, "direct", None]], "corrections"),
        (("settings", "engine"), "rules", "settings"),
        (("settings", "by"), "party", "loaded_rates_by_group, computed anew"),
        (("articles", 0, "sha256"), "0" * 64, "copy of the articles"),
    ],
)
def test_what_the_manifest_says_is_checked(copy: Path, place: tuple[Any, ...], value: object, item: str) -> None:
    say(copy / "out", place, value)
    assert {"manifest.json", item} <= set(failed(copy / "out"))


def test_another_version_is_told_and_is_no_failure_by_itself(copy: Path) -> None:
    path = copy / "out" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["made_with"]["packages"]["pandas"] = "1.0"
    manifest["tables"]["voices"]["sha256"] = "0" * 64
    manifest["seal"] = seal_of(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert "pandas 1.0 then" in found(copy / "out", "versions")
    wrong = failed(copy / "out")
    assert "versions" not in wrong
    assert "the reason: pandas 1.0 then" in wrong["voices, computed anew"]


HOSTILE: dict[str, tuple[Any, ...]] = {
    "a list for a dict": (("tables",), []),
    "a dict for a list": (("articles",), {}),
    "no hash": (("files", "index.html"), None),
    "a hash of another kind": (("files", "index.html"), "zz"),
    "a number for a text": (("title",), 7),
    "a truth for a number": (("counts", "articles"), True),
    "a negative count": (("counts", "articles"), -1),
    "a name that leaves the folder": (("files", "../../etc/passwd"), "0" * 64),
    "an absolute name": (("files", "/etc/passwd"), "0" * 64),
    "a name of another system": (("files", "C:\\x"), "0" * 64),
    "a name with a zero": (("files", "a\0b"), "0" * 64),
    "a name of 5,000 letters": (("files", "x" * 5000), "0" * 64),
    "a name of 5,000 folders": (("files", "x/" * 2500 + "x"), "0" * 64),
    "half a character": (("files", "a\ud800"), "0" * 64),
    "an unknown engine": (("settings", "engine"), "magic"),
    "names that are none": (("settings", "names"), {"a": "b"}),
    "a path that is none": (("input", "path"), {"a": 1}),
    "a kind that is none": (("input", "kind"), "telepathy"),
    "a correction that is none": (("corrections",), [[1]]),
    "an article twice": (("articles",), [{"id": "a", "sha256": "0" * 64}] * 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_manifest_is_one_sentence(copy: Path, name: str) -> None:
    place, value = HOSTILE[name]
    say(copy / "out", place, value)
    with pytest.raises(tk.ReportError) as caught:
        tk.verify(copy / "out")
    assert str(caught.value).count("\n") == 0
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no manifest"),
        ("{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("\udcff", "cannot be read"),
        ("[]", "no manifest of a report"),
        ('{"format": "x"}', "no manifest"),
        ('{"format": "media-analysis-toolkit report 2"}', "the field 'title' is missing"),
    ],
)
def test_what_is_no_report_cannot_be_verified(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(tk.ReportError, match=said):
        tk.verify(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(tk.ReportError, match="no such folder"):
        tk.verify(tmp_path / "none")


def test_a_damaged_copy_is_told(copy: Path) -> None:
    (copy / "out" / "corpus" / "articles.parquet").write_bytes(b"no table")
    wrong = failed(copy / "out")
    assert {"corpus/articles.parquet", "corpus/"} <= set(wrong)
