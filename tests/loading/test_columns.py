"""Names of columns, ids, cells: found by what they are called and by what they hold, and said."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from toolkit.loading.cells import fault_of_text, unescaped
from toolkit.loading.columns import TABLE, is_known, known_names
from toolkit.loading.refusing import FOLDER

ONE = "The orchard lost half its trees. Nobody was hurt."
TWO = "The mill turns again, and its owner is glad."


def rows(folder: Path, table: dict[str, list[object]]) -> tk.Corpus:
    path = folder / "a.csv"
    pd.DataFrame(table).to_csv(path, index=False)
    return tk.load(path)


@pytest.mark.parametrize("field", ["text", "headline", "outlet", "published", "byline", "section", "language", "url"])
def test_every_known_name_is_found_in_a_table(tmp_path: Path, field: str) -> None:
    values = {"text": ONE, "published": "2019-03-12", "url": "https://a.example/1"}
    missed = []
    for name in known_names()[field]:
        record = {"text": ONE, name: values.get(field, "Something here")} if field != "text" else {name: ONE}
        path = tmp_path / "a.json"
        path.write_text(json.dumps([record]), encoding="utf-8")
        elsewhere = any(name in names for other, names in known_names().items() if other != field)
        if getattr(tk.load(path)[0], field) is None and not elsewhere:
            missed.append(name)
    assert missed == []


def test_the_tables_of_names_are_of_plain_and_different_rows() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        names = [(row["field"], row["name"]) for row in csv.DictReader(lines)]
    assert len(set(names)) == len(names)
    for name in ("placeholders.csv", "error_pages.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
            first = [next(iter(row.values())).casefold() for row in csv.DictReader(lines)]
        assert len(set(first)) == len(first)


def test_fields_that_no_column_holds_are_said(tmp_path: Path) -> None:
    assert "no column for the date, the outlet, the headline" in str(rows(tmp_path, {"text": [ONE]}).load_report)


def test_a_post_stands_before_the_description_of_its_link(tmp_path: Path) -> None:
    article = rows(
        tmp_path,
        {"Page Name": ["The Mill"], "Page Created": ["2010-01-01"], "Post Created": ["2019-03-12 03:14:00 EST"],
         "Message": ["The mill turns. Read more:"], "Description": [ONE]},
    )[0]  # fmt: skip
    assert (article.text, article.outlet) == ("The mill turns. Read more:", "The Mill")
    assert article.published is not None
    assert article.published.year == 2019


def test_the_two_parts_of_a_text_are_joined(tmp_path: Path) -> None:
    article = rows(tmp_path, {"HD": ["Mill"], "PD": ["12 March 2019"], "LP": [ONE], "TD": [TWO]})[0]
    assert article.text == f"{ONE}\n\n{TWO}"


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"content": [12, 14], "article": [ONE, TWO]})
    assert [article.text for article in corpus] == [ONE, TWO]
    assert "'content' holds numbers" in str(corpus.load_report)
    with pytest.raises(tk.LoadError, match="'article' holds numbers"):
        rows(tmp_path, {"article": [1, 2], "coder": ["A", "B"]})
    assert fault_of_text(["https://a.example/1"]) == "addresses"


def test_tables_that_the_toolkit_made_are_no_articles(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"title": ["A", "B"], "text": [ONE, TWO]})
    path = tmp_path / "b.csv"
    corpus.table.to_csv(path, index=False)
    with pytest.raises(tk.LoadError, match="no column for the article text"):
        tk.load(path)
    tk.loaded_language(rows(tmp_path, {"text": ["The regime fell."]}), severity="all").to_csv(path, index=False)
    with pytest.raises(tk.LoadError, match="table of results that the toolkit made"):
        tk.load(path)


@pytest.mark.parametrize("ids", [["1", "2", "1"], ["climate"] * 3, ["1.10530E+18"] * 3])
def test_a_guessed_id_that_repeats_gives_way_to_the_number_of_the_row(tmp_path: Path, ids: list[str]) -> None:
    corpus = rows(tmp_path, {"id": ids, "text": [ONE, TWO, f"{ONE} {TWO}"]})
    assert [article.id for article in corpus] == ["a:1", "a:2", "a:3"]
    assert "repeats its values" in str(corpus.load_report)
    assert str(dict(corpus[0].extra)["id"]) == ids[0]


def test_a_row_that_stands_twice_does_not_cost_the_ids(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"id": ["x", "y", "x"], "text": [ONE, TWO, ONE]})
    assert [article.id for article in corpus] == ["x", "y"]
    assert "used before" in corpus.rejections[0].reason


def test_placeholders_are_set_aside_with_their_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cells = ["NaN", "N/A", "\\N", "None", "#VALUE!", "[Removed]", "ONLY AVAILABLE IN PAID PLANS", ""]
    path.write_text("title,text\n" + f"A,{ONE}\n" + "".join(f"B,{cell}\n" for cell in cells), encoding="utf-8")
    corpus = tk.load(path)
    assert len(corpus) == 1
    assert len(corpus.rejections) == len(cells)
    assert "only a placeholder for one ('#VALUE!')" in corpus.rejected.reason[4]


def test_a_placeholder_in_another_field_is_none(tmp_path: Path) -> None:
    article = rows(tmp_path, {"title": ["[Removed]"], "source": ["NULL"], "date": ["N/A"], "text": [ONE]})[0]
    assert (article.headline, article.outlet, article.published) == (None, None, None)


def test_an_error_page_in_a_table_is_set_aside(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"text": [ONE, "Access Denied. You don't have permission to access this page."]})
    assert len(corpus) == 1
    assert "this is an error page" in corpus.rejections[0].reason


def test_characters_of_html_return_without_tags(tmp_path: Path) -> None:
    corpus = rows(
        tmp_path, {"title": ["Mill &amp; water"], "text": ["The mill&#8217;s &ldquo;new&rdquo; wheel, it said."]}
    )
    assert (corpus[0].headline, corpus[0].text) == ("Mill & water", "The mill’s “new” wheel, it said.")
    assert "as HTML writes them" in str(corpus.load_report)
    assert unescaped("R&D; 5 &lt; 6") == "R&D; 5 < 6"


def test_a_text_cut_by_a_spreadsheet_says_so(tmp_path: Path) -> None:
    long = (ONE + " ") * 1000
    corpus = rows(tmp_path, {"text": [long[:32767], long[:32766]]})
    assert [article.not_full_text is None for article in corpus] == [False, True]
    assert "32,767" in str(corpus.load_report)


def test_line_ends_of_a_spreadsheet_return(tmp_path: Path) -> None:
    assert rows(tmp_path, {"text": [f"{ONE}_x000D_\n{TWO}"]})[0].text == f"{ONE}\n{TWO}"


def test_lost_characters_are_counted(tmp_path: Path) -> None:
    assert "2 replacement characters (\ufffd) in 1 text" in str(
        rows(tmp_path, {"text": ["The \ufffdmill\ufffd."]}).load_report
    )


def test_a_list_printed_as_text_is_paragraphs(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"text": [str([ONE, TWO])], "authors": [str(["Ana Ruiz", "Ben Cole"])]})
    assert (corpus[0].text, corpus[0].byline) == (f"{ONE}\n\n{TWO}", "Ana Ruiz, Ben Cole")


def test_a_column_source_groups_by_outlet_and_section_and_language_stay(tmp_path: Path) -> None:
    corpus = rows(tmp_path, {"source": ["X", "Y"], "section": ["city", "sport"], "text": [ONE, TWO]})
    assert list(corpus.by("source")) == ["X", "Y"]
    assert corpus.table.section.tolist() == ["city", "sport"]
    assert corpus[0].source == str(tmp_path / "a.csv")


def test_names_of_columns_are_counted_by_field() -> None:
    assert is_known(["Titel", "Datum", "Volltext"]) == 3
    assert is_known(["x", "y"]) == 0
