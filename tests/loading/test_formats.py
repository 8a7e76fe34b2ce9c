"""Known formats are read as what they are, others are refused by name with the way out; the docs list every reader."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

import toolkit as tk
from tests import making_formats as make
from tests.making import zip_bytes
from tests.making_formats import ONE, TWO
from toolkit.loading.formats import ALIASES, READERS, named

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"


def load(folder: Path, data: bytes | str, name: str = "file", **options: str) -> tk.Corpus:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return tk.load(path, **options)


def test_captions_are_what_is_said_and_by_whom(tmp_path: Path) -> None:
    article = load(tmp_path, make.VTT)[0]
    assert (article.text, article.language) == (f"Ana Ruiz: {ONE}", "en")
    assert load(tmp_path, make.SRT)[0].text == f"JOHN COLE: {ONE} {TWO}"


def test_captions_that_roll_are_read_once(tmp_path: Path) -> None:
    assert load(tmp_path, make.ROLLING)[0].text == "the ferry is late"


def test_a_corpus_of_iramuteq_is_its_texts_with_their_variables(tmp_path: Path) -> None:
    first, second = load(tmp_path, make.IRAMUTEQ)
    assert (first.text, first.outlet, first.get("place")) == (ONE, "herald", "leeds")
    assert second.text == TWO
    assert second.published is not None
    assert second.published.day == 13


@pytest.mark.parametrize("content", [make.FRONT, make.TOML])
def test_front_matter_is_fields_and_no_text(tmp_path: Path, content: str) -> None:
    article = load(tmp_path, content, "a.md")[0]
    assert article.headline == "Late again"
    assert article.published is not None
    assert article.published.day == 12
    assert article.text.startswith(ONE)
    assert "title" not in article.text


@pytest.mark.parametrize("content", [make.BIB, make.ENW])
def test_references_are_read_as_references(tmp_path: Path, content: str) -> None:
    article = load(tmp_path, content)[0]
    assert (article.headline, article.outlet, article.text) == ("Late again", "The Ferry", ONE)
    assert article.byline is not None
    assert article.byline.startswith("Ruiz, Ana")
    assert article.published is not None
    assert article.published.day == 12
    assert article.not_full_text == "the record holds an abstract, not the article"


def test_an_export_of_wordpress_is_its_published_posts(tmp_path: Path) -> None:
    post = f"{ONE}\n\n[caption id='a']<img src='x'/>A boat[/caption]\n\n[vc_row]{TWO}[/vc_row] [the editor] "
    post += "[gallery ids='1']"
    items = (("post", "publish", post), ("post", "draft", ONE), ("page", "publish", ONE), ("attachment", "inherit", ""),
             ("nav_menu_item", "publish", " "), ("post", "trash", ONE))  # fmt: skip
    corpus = load(tmp_path, make.wordpress(*items))
    (article,) = corpus
    assert article.text == f"{ONE}\n\n{TWO} [the editor]"
    assert (article.outlet, article.byline) == ("The Ferry", "Ana Ruiz")
    said = " ".join(one.reason for one in corpus.rejections)
    assert len(corpus.rejections) == 5
    assert "its status is 'draft'" in said
    assert "kind 'page'" in said


def test_the_text_records_of_a_crawl_are_read(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    article = load(tmp_path, make.WET)[0]
    assert (article.text, article.outlet, article.url) == (ONE, "a.example", "https://a.example/1")


def test_tables_in_html_and_xml_are_tables(tmp_path: Path) -> None:
    assert load(tmp_path, make.HTML_TABLE, "a.xls")[0].text == f"{ONE}\n{TWO}"
    assert [article.headline for article in load(tmp_path, make.XML)] == ["A", "B"]
    assert load(tmp_path, make.SPREADSHEET_XML, "a.xls")[0].text == ONE


def test_the_table_with_texts_of_a_database_is_read(tmp_path: Path) -> None:
    data = make.database(tmp_path / "made.db")
    corpus = load(tmp_path, data)
    assert [article.headline for article in corpus] == ["A", "B"]
    assert "the table 'posts' is read; pass table=... for another (users, comments)" in str(corpus.load_report)
    assert len(load(tmp_path, data, table="comments")) == 3
    with pytest.raises(tk.LoadError, match="there is no table 'x'; tables are users"):
        load(tmp_path, data, table="x")
    written_ahead = data[:18] + b"\x02\x02" + data[20:]
    assert len(load(tmp_path, written_ahead)) == 2


def test_a_sheet_of_a_workbook_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    import pandas as pd

    with pd.ExcelWriter(path) as book:
        make.table().to_excel(book, sheet_name="March", index=False)
        make.table().to_excel(book, sheet_name="April", index=False)
    assert len(tk.load(path)) == 4
    assert len(tk.load(path, table="April")) == 2
    with pytest.raises(tk.LoadError, match="sheets are March, April"):
        tk.load(path, table="May")


@pytest.mark.parametrize("stream", [False, True])
def test_arrow_tables_are_read(tmp_path: Path, stream: bool) -> None:
    assert [article.text for article in load(tmp_path, make.arrow(stream=stream))] == [ONE, TWO]


@pytest.mark.parametrize("name", ["a.csv.bz2", "a.csv.xz", "a.tar.xz"])
def test_other_packings_are_unpacked(tmp_path: Path, name: str) -> None:
    corpus = load(tmp_path, make.everything(tmp_path)[name], name)
    assert corpus[0].text == ONE
    assert corpus[0].id.startswith("a")


def test_every_kind_is_read(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    for name, data in make.everything(tmp_path).items():
        (tmp_path / "files" / name).write_bytes(data)
    corpus = tk.load(tmp_path / "files")
    assert {Path(one.source.split("!")[0]).name for one in corpus.load_report.files if not one.kept} == set()


def refused() -> dict[str, tuple[bytes, str]]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
    named = {name: (data, "pickle") for name, data in make.pickles().items()}
    return named | {
        "a.pages": (held.getvalue(), "export it as Word"),
        "a.webarchive": (b"bplist00\xd1\x01\x02" + bytes(50), "save the page as HTML"),
        "a.sav": (b"$FL2@(#) SPSS DATA FILE" + bytes(50), "SPSS"),
        "a.dta": (b"<stata_dta><header>", "Stata"),
        "old.dta": (b"\x72\x02\x01\x00" + bytes(200), "Stata"),
        "a.rds": (gzip.compress(b"X\n\0\0\0\x03\0\x04\x03\0" + bytes(50)), "R object"),
        "a.RData": (gzip.compress(b"RDX3\nX\n" + bytes(50)), "R workspace"),
        "a.avro": (b"Obj\x01\x04\x14avro.codec" + bytes(50), "Avro"),
        "a.duckdb": (bytes(8) + b"DUCK" + bytes(50), "DuckDB"),
        "a.h5": (b"\x89HDF\r\n\x1a\n" + bytes(50), "HDF5"),
        "a.pgp": (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "decrypt it"),
        "a.enc": (b"Salted__" + bytes(range(60)), "decrypt it"),
        "a.zst": (b"\x28\xb5\x2f\xfd" + bytes(50), "unpack it"),
        "a.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unpack it"),
        "a.mobi": (bytes(60) + b"BOOKMOBI" + bytes(50), "EPUB"),
    }


@pytest.mark.parametrize("name", sorted(refused()))
def test_what_is_not_read_is_refused_by_name_with_the_way_out(tmp_path: Path, name: str) -> None:
    data, said = refused()[name]
    with pytest.raises(tk.LoadError, match=said) as caught:
        load(tmp_path, data, name)
    assert str(caught.value).count(name) == 1
    assert "please tell the authors" not in str(caught.value)


def test_texts_that_begin_like_a_signature_are_texts(tmp_path: Path) -> None:
    for start in ("ORC villagers said", "(The ferry) is late", "IDs 3", "LZIP is a town.", "Objects fell.", "DUCK"):
        assert len(load(tmp_path, f"{start}. {ONE}")) == 1


def test_a_reader_that_fails_on_looking_does_not_take_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.loading import captions

    def fails(document: object) -> bool:
        raise TypeError("a mistake")

    monkeypatch.setattr(captions, "recognises", fails)
    assert load(tmp_path, ONE)[0].text == ONE


def test_one_bad_file_does_not_take_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zip_bytes({"a.txt": ONE, "b.xlsx": b"PK\x03\x04 no", "c.db": b"SQLite format 3\0" + bytes(90)})
    )
    assert len(tk.load(tmp_path)) == 1


def test_the_docs_are_in_step_with_the_table_of_readers() -> None:
    text = DOCS.read_text(encoding="utf-8")
    section = text.partition("## Every reader\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \|$", section, re.M)
    expected = [
        (base, "; ".join(import_module(f"toolkit.loading.{name}").NAME for name in names))
        for base, names in READERS.items()
    ]
    assert listed == expected
    for alias in ALIASES:
        assert f"`{alias}`" in section, alias


@pytest.mark.parametrize("name", ["csv", ".CSV", " delimited ", "CSV table", "tsv"])
def test_a_format_has_several_names(tmp_path: Path, name: str) -> None:
    corpus = load(tmp_path, f"id,text\n1,{ONE}\n", format=name)
    assert corpus[0].text == ONE
    assert named(name)[0] is None


@pytest.mark.parametrize(("name", "base"), [("html", "html"), ("htm", "html"), (".XLSX", "workbook"), ("json", "json")])
def test_a_base_is_named_as_well_as_a_reader(name: str, base: str) -> None:
    assert named(name) == (base, None)


def test_a_name_that_no_format_has_is_told_with_those_there_are() -> None:
    with pytest.raises(
        tk.LoadError, match=r"^format='wordstar' is no format that is read; choose from apa, arrow, "
    ) as said:
        named("wordstar")
    for name in ("csv", "html", "nexis_txt", "wxr"):
        assert re.search(rf"[ ,]{name}[,.]", str(said.value))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("html", "this is an HTML page of a kind that is not read; save it as text"),
        ("email", "this is an e-mail of a kind that is not read; save it as text"),
        ("warc", "this is WARC of a kind that is not read; save it as text"),
    ],
)
def test_a_text_that_is_not_of_the_format_that_is_named_is_told(tmp_path: Path, given: str, said: str) -> None:
    with pytest.raises(tk.LoadError, match=said):
        load(tmp_path, ONE, format=given)


def test_xml_that_no_reader_knows_is_told_by_its_root(tmp_path: Path) -> None:
    far = f"<?xml version='1.0'?><!-- {'x' * 70_000} --><a:notes xmlns:a='urn:n'><a:n>Rain</a:n></a:notes>"
    with pytest.raises(tk.LoadError, match=r"this is XML of a kind that is not read \(its root is <notes>\)"):
        load(tmp_path, far)
