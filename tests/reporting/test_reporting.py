"""A report is whole or not there, says what was set aside, and is the same when made again."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

import toolkit as tk
from tests.conftest import ROOT, SEEDS
from tests.reporting.making import notebook, rows
from toolkit.reporting.report_tables import NAMES
from toolkit.reporting.running import LESSONS

COLUMNS = {"text": "body", "outlet": "source", "published": "date"}
# Words of the founding story, of the teaching stories and of lessons: none may stand in a report on other texts.
FOREIGN = (
    "Baghouz", "caliphate", "Islamic State", "Mustafa Bali", "AP Reports", "County Tribune", "Crusaders", "workshop",
    "fifteen", "teaching", "guess", "predict",
)  # fmt: skip


class Links(HTMLParser):
    """The addresses and ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := said.get(name))]
        self.ids += [value for name in ("id",) if (value := said.get(name))]


def links_of(path: Path) -> Links:
    parser = Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def test_it_has_a_page_tables_figures_articles_a_notebook_and_a_manifest(made: Path) -> None:
    out = made / "out"
    for kind in ("csv", "parquet"):
        assert {path.stem for path in (out / "tables").glob(f"*.{kind}")} == set(NAMES)
    for kind in ("svg", "png"):
        assert {"voices", "loaded_rates"} <= {path.stem for path in (out / "figures").glob(f"*.{kind}")}
    assert len(list((out / "articles").glob("0*.html"))) == 8
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == {"articles": 8, "set_aside": 0, "corrections": 0}
    assert manifest["input"]["options"] == COLUMNS
    assert "pandas" in (out / "CITATION.txt").read_text(encoding="utf-8")
    assert not (out / "notebooks").exists()
    assert not list(made.glob(".out*"))
    assert tk.open(out / "corpus") == tk.open(out / "corpus")


def test_the_page_stands_alone_and_escapes_articles(made: Path) -> None:
    page = (made / "out" / "index.html").read_text(encoding="utf-8")
    assert "waits &lt;outside&gt; the harbour" in page
    assert "<outside>" not in page
    assert not re.search(r'src="(?!data:)|<script|<link|@import|https?://', page)
    images = re.findall(r"<img [^>]*>", page)
    assert len(images) >= 3
    assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


def test_every_link_of_every_page_leads_somewhere(made: Path) -> None:
    out = made / "out"
    seen = 0
    for page in out.rglob("*.html"):
        here = links_of(page)
        assert len(set(here.ids)) == len(here.ids), page
        for link in here.links:
            if link.startswith("data:"):
                continue
            name, _, place = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            assert target.is_file(), (page, link)
            if place and target.suffix == ".html":
                assert place in links_of(target).ids, (page, link)
            elif place:
                cells = json.loads(target.read_text(encoding="utf-8"))["cells"]
                assert place in {cell["id"] for cell in cells}, link
            seen += 1
    assert seen > 60


def test_every_article_is_linked_and_a_count_opens_into_as_many_sentences(made: Path) -> None:
    out = made / "out"
    page = (out / "index.html").read_text(encoding="utf-8")
    for article in (out / "articles").glob("0*.html"):
        assert f"articles/{article.name}" in page
    opened = re.findall(r'<a href="(sentences/[^"]+)">([\d,]+)</a>', page)
    assert len(opened) > 10
    for name, count in opened:
        assert (out / name).read_text(encoding="utf-8").count("<mark>") == int(count.replace(",", "")), name


def test_in_a_small_corpus_the_sentences_stand_in_the_page(tmp_path: Path) -> None:
    corpus = tk.from_table(rows(2), text="body", outlet="source")
    page = tk.report(corpus, tmp_path / "out").read_text(encoding="utf-8")
    opened = re.findall(r"<details><summary>(\d+)</summary>(.*?)</details>", page, re.DOTALL)
    assert len(opened) > 5
    assert all(inside.count("<mark>") == int(count) for count, inside in opened)
    assert not (tmp_path / "out" / "sentences").exists()


def test_it_says_nothing_of_other_texts(made: Path) -> None:
    out = made / "out"
    for path in out.rglob("*"):
        if path.suffix in (".html", ".ipynb", ".csv", ".txt", ".svg"):
            text = path.read_text(encoding="utf-8").lower()
            assert [word for word in FOREIGN if word.lower() in text] == [], path


def test_its_paths_do_not_name_the_machine(made: Path) -> None:
    for path in (made / "out").rglob("*"):
        if path.is_file():
            assert str(made).encode() not in path.read_bytes(), path


def test_the_notebook_has_a_cell_for_each_table_and_figure_and_passes_strictly(made: Path) -> None:
    book = nbformat.read(made / "out" / "analysis.ipynb", as_version=4)
    sources = "\n".join(cell.source for cell in book.cells)
    assert all(f"\n{name}.head(10)" in sources for name in NAMES)
    assert not [o for cell in book.cells for o in cell.get("outputs", []) if o.output_type in ("error", "stream")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", str(made / "out/analysis.ipynb")],
        cwd=made, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_each_article_is_analysed_once(tmp_path: Path, counted: Counter[str]) -> None:
    corpus = tk.from_table(rows(6), text="body", outlet="source", headline="headline")
    tk.report(corpus, tmp_path / "out")
    assert {article.text: counted[article.text] for article in corpus} == dict.fromkeys((a.text for a in corpus), 1)
    before = dict(counted)
    tk.verify(tmp_path / "out")
    assert {article.text: counted[article.text] - before[article.text] for article in corpus} == dict.fromkeys(
        (a.text for a in corpus), 0
    )
    book = nbformat.read(tmp_path / "out" / "analysis.ipynb", as_version=4)
    assert 'tk.open("corpus")' in book.cells[1].source


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_input_gives_the_same_files(made: Path) -> None:
    before = files(made / "out")
    tk.report(made / "news.csv", made / "out", **COLUMNS)
    after = files(made / "out")
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_what_was_set_aside_is_on_the_page(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Rain fell on the pier.", encoding="utf-8")
    (news / "empty.txt").write_bytes(b"")
    page = tk.report(news, tmp_path / "out").read_text(encoding="utf-8")
    assert "empty.txt" in page
    assert "the file is empty" in page
    assert all(check.holds for check in tk.verify(tmp_path / "out"))
    (news / "empty.txt").unlink()
    (news / "a.txt").rename(news / "b.txt")
    assert all(check.holds for check in tk.verify(tmp_path / "out"))


def test_lessons_are_linked_and_never_the_body(tmp_path: Path) -> None:
    corpus = tk.from_table(rows(2), text="body", outlet="source")
    books = notebook(
        tmp_path / "books",
        "01_one",
        "import toolkit as tk\ncorpus = tk.load(SOURCE)\nprint(corpus.table.outlet.tolist())",
    )
    page = tk.report(corpus, tmp_path / "out", notebooks=books).read_text(encoding="utf-8")
    assert 'href="notebooks/01_one.ipynb"' in page
    assert "Plain" not in page
    kept = nbformat.read(tmp_path / "out" / "notebooks" / "01_one.ipynb", as_version=4)
    assert kept.cells[1].source == 'SOURCE = "../corpus"'
    assert "['Pier Post', 'Reef Courier']" in kept.cells[2].outputs[0].text


def test_the_list_of_lessons_is_that_of_the_project() -> None:
    of_events = {"08_one_event_many_outlets", "09_wire_copy"}
    assert {*LESSONS, *of_events} == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}


@pytest.mark.slow
def test_the_lessons_run_on_the_smallest_article_there_is(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("Rain", encoding="utf-8")
    tk.report(tmp_path / "mine", tmp_path / "out", notebooks=True)
    assert len(list((tmp_path / "out" / "notebooks").iterdir())) == len(LESSONS)


@pytest.mark.parametrize("text", ["Rain", "42", "...", "他说下雨了。"])
def test_the_smallest_articles_have_a_report(tmp_path: Path, text: str) -> None:
    tk.report(tk.Corpus([tk.Article(id="a", text=text)]), tmp_path / "out")
    assert all(check.holds for check in tk.verify(tmp_path / "out"))


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


def test_mistakes_are_told_before_anything_starts(tmp_path: Path) -> None:
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
    with pytest.raises(tk.QueryError, match="no field 'party'"):
        tk.report(SEEDS, tmp_path / "out", by="party")
    with pytest.raises(tk.QueryError, match="no option 'texts'"):
        tk.report(SEEDS, tmp_path / "out", texts="body")
    with pytest.raises(tk.QueryError, match="needs a list of words"):
        tk.report(SEEDS, tmp_path / "out", names={"a": []})
    with pytest.raises(tk.ReportError, match="cannot be opened"):
        tk.report(SEEDS, tmp_path / "out", names=tmp_path / "no.json")
    assert not (tmp_path / "out").exists()


def test_another_run_that_writes_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / ".out.lock").write_text(str(os.getpid()), encoding="ascii")
    with pytest.raises(tk.ToolkitError, match="another run is writing"):
        tk.report(SEEDS, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_run_that_was_killed_between_its_two_moves_is_mended(copy: Path) -> None:
    before = files(copy / "out")
    (copy / "out").rename(copy / ".out.old")
    (copy / ".out.lock").write_text("999999999", encoding="ascii")
    (copy / ".out.partial").mkdir()
    tk.report(copy / "news.csv", copy / "out", **COLUMNS)
    assert files(copy / "out") == before
    assert sorted(path.name for path in copy.iterdir()) == ["news.csv", "out"]


def test_a_full_disk_is_one_sentence_and_the_old_report_stays(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(copy / "out")

    def full(*given: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toolkit.reporting.writing.write_workbook", full)
    with pytest.raises(tk.ReportError, match=r"cannot be written \(No space left on device\)\.$"):
        tk.report(copy / "news.csv", copy / "out", **COLUMNS)
    assert files(copy / "out") == before
    assert sorted(path.name for path in copy.iterdir()) == ["news.csv", "out"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently there")
def test_an_interrupted_report_leaves_nothing_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "report", str(SEEDS), "-o", str(tmp_path / "out")],
        stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT,
        # a shell that runs the suite in the background has told its children to ignore the signal
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("wrote 18 tables"):
            break
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_the_names_chosen_are_counted_by_voice_and_by_group(tmp_path: Path) -> None:
    text = "Militants held the pier. A guard said the gunmen had left. “Terrorists,” Mr Holt said, “burn boats.”"
    articles = [tk.Article(id=str(n), text=text, outlet="North" if n % 2 else "South") for n in range(4)]
    for corpus, groups in ((tk.Corpus(articles), ["North", "South"]), (tk.Corpus(articles[1::2]), [])):
        page = tk.report(corpus, tmp_path / str(len(corpus))).read_text(encoding="utf-8")
        table = page[page.index("What people and things are called") :]
        heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", table[: table.index("</thead>")])
        assert heads == ["about", "word", "all", "own voice", "own voice and indirect", *groups]


def test_a_title_and_a_field_are_no_markup_in_the_notebook(tmp_path: Path) -> None:
    articles = [
        tk.Article(id=str(n), text="The thugs fled. Rain fell.", extra=(("<b>desk", "ab"[n % 2]),)) for n in range(4)
    ]
    tk.report(tk.Corpus(articles), tmp_path / "out", title="<script>x</script>", by="<b>desk")
    prose = [c.source for c in nbformat.read(tmp_path / "out/analysis.ipynb", 4).cells if c.cell_type == "markdown"]
    assert prose[0].startswith("# &lt;script&gt;x")
    assert not [source for source in prose if "<script" in source or "<b>" in source]
