"""What stands in folders beside articles is entered or said; what is given to `load` instead of a path."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk

ONE = "The lighthouse was sold. Its keeper moved to the village."
PAGE = (
    f"<html><head><title>T</title></head><body><article><h1>Sold</h1><p>{ONE}</p><p>{ONE}</p></article></body></html>"
)


def made(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def reasons(corpus: tk.Corpus) -> dict[str, str]:
    return {Path(one.source).name: one.reason for one in corpus.rejections}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_links_are_said(tmp_path: Path) -> None:
    folder = made(tmp_path / "news", {"a.txt": ONE, "2019/b.txt": ONE})
    made(tmp_path / "elsewhere", {"c.txt": ONE})
    (folder / "2020").symlink_to(tmp_path / "elsewhere")
    (folder / "dead.txt").symlink_to("nowhere")
    corpus = tk.load(folder)
    assert [article.id for article in corpus] == ["a", "2019/b"]
    assert "a link to a folder is not entered" in reasons(corpus)["2020"]
    assert "leads to nothing" in reasons(corpus)["dead.txt"]


def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path, {"a.txt": ONE, "locked/b.txt": ONE})
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert "cannot be opened: Permission denied" in reasons(tk.load(folder))["locked"]


def test_programs_settings_and_shortcuts_are_no_articles(tmp_path: Path) -> None:
    names = {
        "desktop.ini": "[.ShellClassInfo]\nIconFile=x\n", "page.url": "[InternetShortcut]\nURL=https://a.example\n",
        "scrape.py": "import os\n", "style.css": "p {color: red}\n", "x.js": "var a = 1;\n",
        "README.md": "# About\n\nNotes.\n",
    }  # fmt: skip
    corpus = tk.load(made(tmp_path, {"a.txt": ONE, **names}))
    assert [article.id for article in corpus] == ["a"]
    assert reasons(corpus).keys() == names.keys()
    assert len(tk.load(tmp_path / "scrape.py", format="plain text")) == 1


def test_what_a_browser_saves_beside_a_page_is_no_article(tmp_path: Path) -> None:
    corpus = tk.load(made(tmp_path, {"story.html": PAGE, "story_files/frame.html": PAGE, "other_files/note.txt": ONE}))
    assert [article.id for article in corpus] == ["story", "other_files/note"]
    assert "parts of it, no articles" in reasons(corpus)["story_files"]


def test_reports_and_saved_corpora_are_no_articles(tmp_path: Path) -> None:
    folder = made(
        tmp_path, {"a.txt": ONE, "report/manifest.json": json.dumps({"format": "media-analysis-toolkit report 1"})}
    )
    made(folder, {"report/tables/loaded_language.csv": "article,text\na,wild\n"})
    tk.load(folder / "a.txt").save(folder / "study")
    corpus = tk.load(folder)
    assert [article.id for article in corpus] == ["a"]
    assert "report of the toolkit" in reasons(corpus)["report"]
    assert "toolkit.open()" in reasons(corpus)["study"]
    assert tk.load(str(folder / "study")) == tk.load(folder / "study") == tk.open(folder / "study")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", "<h1>a.example</h1><p>Checking if the site connection is secure. Please wait.</p>"),
        (
            "Access Denied",
            "<h1>Access Denied</h1>You don't have permission to access this page on this server.<p>Ref 1</p>",
        ),
        ("404", "<h1>Oh no</h1><p>Sorry, the page you are looking for could not be found here.</p>"),
        ("Before you continue", "<p>We use cookies and data to keep services going. You may accept all of them.</p>"),
    ],
)
def test_error_and_consent_pages_are_no_articles(tmp_path: Path, title: str, body: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><head><title>{title}</title></head><body>{body}</body></html>", encoding="utf-8")
    with pytest.raises(tk.LoadError, match="not an article"):
        tk.load(path)


def test_a_long_story_about_an_error_page_is_a_story() -> None:
    story = f"The error\n\nReaders saw the words access denied, you don't have permission to access. {ONE * 20}"
    assert len(tk.load(story)) == 1


def test_a_menu_is_no_article() -> None:
    with pytest.raises(tk.LoadError, match="this is a menu"):
        tk.load("\n".join("Home News Sport Business Weather Login Contact About Privacy".split()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("https://a.example/story.html", "no network is opened: save the page"),
        ("s3://bucket/news.csv", "no network is opened: download the files"),
        ("postgresql://host/news", "pandas.read_sql"),
        ("", "an empty string"),
        (None, "None"),
        (7, "an? int"),
        (b"text", "bytes"),
        (pd.DataFrame({"text": [ONE]}), "from_table"),
        ([{"text": ONE}], "from_table"),
        ({"text": ONE}, "from_table"),
        (io.StringIO(ONE), "an open file"),
    ],
)
def test_what_is_no_path_is_told_the_way_out(given: object, said: str) -> None:
    with pytest.raises(tk.LoadError, match=said):
        tk.load(given)  # type: ignore[arg-type]


def test_the_folder_of_the_user_is_meant_by_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, {"a.txt": ONE})
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert len(tk.load("~/a.txt")) == 1


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml"])
def test_the_files_beside_a_page_are_counted(tmp_path: Path, suffix: str) -> None:
    beside = {"story-Dateien/a.html": PAGE, "story-Dateien/b.js": "x", "story-Dateien/c/d.css": "x"}
    corpus = tk.load(made(tmp_path, {f"story{suffix}": PAGE, **beside}))
    assert len(corpus) == 1
    assert reasons(corpus) == {
        "story-Dateien": "the 3 files that a browser saved beside a page are parts of it, no articles"
    }


def test_a_folder_that_is_only_called_like_that_of_a_page_is_entered(tmp_path: Path) -> None:
    corpus = tk.load(
        made(tmp_path, {"old.html": PAGE, "old_news/a.txt": ONE, "new_files/b.txt": ONE, "c.files/d.txt": ONE})
    )
    assert [article.id for article in corpus] == ["old", "c.files/d", "new_files/b", "old_news/a"]
    assert not corpus.rejections


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    corpus = tk.load(made(tmp_path, {"a.txt": ONE, ".b.txt": ONE, ".git/c.txt": ONE, "2019/.d.txt": ONE}))
    assert [article.id for article in corpus] == ["a"]
    assert not corpus.rejections


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_a_link_to_a_file_of_the_folder_is_read_and_one_that_leaves_it_is_said(tmp_path: Path) -> None:
    folder = made(tmp_path / "news", {"2019/a.txt": ONE})
    made(tmp_path, {"outside.txt": ONE})
    (folder / "2019" / "again.txt").symlink_to("a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    corpus = tk.load(folder)
    assert [article.id for article in corpus] == ["2019/a", "2019/again"]
    assert reasons(corpus) == {"out.txt": "a link that leaves the folder; copy the file into it"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("manifest.json", '{"format": "media-analysis-toolkit report 2"}', "this folder is a report of the toolkit"),
        ("corpus.json", '{"format": "media-analysis-corpus 3"}', "a corpus that the toolkit saved"),
        ("journal.jsonl", '{"format" : "media-analysis-corpus 3"}\n', "an unfinished analysis of the toolkit"),
        ("manifest.json", '{"format": "an app of media-analysis-toolkit report"}', None),
        ("manifest.json", '{"name": "media-analysis-toolkit report 2"}', None),
        ("corpus.json", '{"format": "media-analysis-toolkit report 2"}', None),
    ],
)
def test_only_what_the_toolkit_wrote_is_left_out(tmp_path: Path, name: str, content: str, said: str | None) -> None:
    corpus = tk.load(made(tmp_path, {"a.txt": ONE, f"study/{name}": content, "study/b.txt": ONE}))
    assert [article.id for article in corpus] == ["a", "study/b"][: 1 if said else 2]
    assert (said is not None) == ("study" in reasons(corpus))
    assert said is None or said in reasons(corpus)["study"]
