"""A report is whole or not there, says what was set aside, and can be proved again."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

import toolkit as tk
from tests.conftest import SEEDS
from toolkit.reporting.report_tables import NAMES

BODY = "The town was taken by extremists, the mayor said. It was a devastating day."
ONE = 'SOURCE = "seeds"'


def notebook(folder: Path, name: str, *cells: str, tagged: bool = True) -> Path:
    folder.mkdir(exist_ok=True)
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell("# A question?\n\nPlain <b>prose</b>."), nbformat.v4.new_code_cell(ONE)]
    if tagged:
        book.cells[1].metadata["tags"] = ["parameters"]
    book.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(book, folder / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on two files and one that cannot be read, with one small notebook."""
    folder = tmp_path_factory.mktemp("made")
    news = folder / "news"
    news.mkdir()
    (news / "a.txt").write_text("Town <taken>\n\n" + BODY, encoding="utf-8")
    (news / "b.txt").write_text(BODY.replace("town", "city"), encoding="utf-8")
    (news / "empty.txt").write_bytes(b"")
    books = notebook(
        folder / "books", "01_one", "import toolkit as tk\ncorpus = tk.load(SOURCE)\nprint(len(corpus), SOURCE)",
        "tk.plot(tk.loaded_language(corpus))", "tk.highlight(corpus[0])",
    )  # fmt: skip
    tk.report(news, folder / "out", notebooks=books)
    return folder


def test_it_has_a_page_tables_articles_notebooks_and_a_manifest(made: Path) -> None:
    out = made / "out"
    assert {path.stem for path in (out / "tables").iterdir()} == set(NAMES)
    assert len(list((out / "articles").iterdir())) == 2
    assert (out / "notebooks" / "01_one.ipynb").is_file()
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == {"articles": 2, "set_aside": 1}
    assert set(manifest["tables"]) == set(NAMES)
    assert not list(made.glob(".out*"))


def test_the_page_stands_alone_and_escapes_articles(made: Path) -> None:
    page = (made / "out" / "index.html").read_text(encoding="utf-8")
    assert "<title>" in page
    assert "Town &lt;taken&gt;" in page
    assert "<taken>" not in page
    assert not re.search(r'src="(?!data:)|<script|<link|@import|https?://', page)
    assert "empty.txt" in page
    assert "the file is empty" in page
    images = re.findall(r"<img [^>]*>", page)
    assert images
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)
    assert "2 ../news" in page


def test_its_paths_do_not_name_the_machine(made: Path) -> None:
    for path in (made / "out").rglob("*"):
        if path.is_file():
            assert str(made) not in path.read_text(encoding="utf-8"), path


def test_it_can_be_proved_and_a_change_is_found(made: Path) -> None:
    assert all(check.holds for check in tk.verify(made / "out"))
    table = made / "out" / "tables" / "voices.csv"
    before = table.read_bytes()
    table.write_bytes(before + b"outlet,1,1,1\n")
    assert [check.item for check in tk.verify(made / "out") if not check.holds] == ["tables/voices.csv"]
    table.write_bytes(before)
    article = made / "news" / "a.txt"
    text = article.read_text(encoding="utf-8")
    article.write_text(text + " Terrorists came.", encoding="utf-8")
    failed = {check.item for check in tk.verify(made / "out") if not check.holds}
    assert {"input", "loaded_language, computed anew"} <= failed
    article.write_text(text, encoding="utf-8")
    assert all(check.holds for check in tk.verify(made / "out"))


def test_the_same_input_gives_the_same_files(made: Path) -> None:
    before = {p.relative_to(made): p.read_bytes() for p in (made / "out").rglob("*") if p.is_file()}
    tk.report(made / "news", made / "out", notebooks=made / "books")
    after = {p.relative_to(made): p.read_bytes() for p in (made / "out").rglob("*") if p.is_file()}
    assert before == after


def test_a_corpus_is_kept_in_the_report(tmp_path: Path) -> None:
    corpus = tk.from_table([{"body": BODY, "paper": "X"}], text="body", outlet="paper")
    books = notebook(
        tmp_path / "books", "01", "import toolkit as tk\nprint(tk.load(SOURCE).table.outlet.tolist(), SOURCE)"
    )
    tk.report(corpus, tmp_path / "out", notebooks=books)
    assert all(check.holds for check in tk.verify(tmp_path / "out"))
    kept = nbformat.read(tmp_path / "out" / "notebooks" / "01.ipynb", as_version=4)
    assert kept.cells[1].source == 'SOURCE = "../input/articles.parquet"'
    assert "['X']" in kept.cells[2].outputs[0].text


@pytest.mark.slow
def test_the_projects_notebooks_run_on_the_smallest_article_there_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("Rain", encoding="utf-8")
    tk.report(tmp_path / "mine", tmp_path / "out")
    assert "No loaded words found" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_failing_cell_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    books = notebook(tmp_path / "books", "01_bad", "x = 1", "raise ValueError('no such thing')")
    with pytest.raises(tk.ReportError, match=r"01_bad\.ipynb, cell 4: ValueError: no such thing"):
        tk.report(SEEDS, tmp_path / "out", notebooks=books)
    assert [path.name for path in tmp_path.iterdir()] == ["books"]


def test_a_folder_that_is_no_report_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(tk.ReportError, match="no report"):
        tk.report(SEEDS, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    with pytest.raises(tk.ReportError, match="this is a file"):
        tk.report(SEEDS, tmp_path / "mine" / "thesis.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no manifest"),
        ("{", "cannot be read"),
        ("[]", "no manifest of a report"),
        ('{"format": "x"}', "no manifest"),
    ],
)
def test_what_is_no_report_cannot_be_verified(tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(tk.ReportError, match=said):
        tk.verify(tmp_path)


def test_mistakes_with_notebooks_are_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(tk.ReportError, match="there are no notebooks here"):
        tk.report(SEEDS, tmp_path / "out", notebooks=tmp_path / "none")
    untagged = notebook(tmp_path / "untagged", "01", tagged=False)
    with pytest.raises(tk.ReportError, match="tag 'parameters'"):
        tk.report(SEEDS, tmp_path / "out", notebooks=untagged)
    (tmp_path / "none" / "x.ipynb").write_text("no json", encoding="utf-8")
    with pytest.raises(tk.ReportError, match=r"x\.ipynb: this is no notebook"):
        tk.report(SEEDS, tmp_path / "out", notebooks=tmp_path / "none")
    with pytest.raises(tk.ReportError, match="no article"):
        tk.report(tk.Corpus(), tmp_path / "out")
