"""Which columns a table is read by: what the caller names, what the names tell, and what the values forbid."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.errors import TableError
from toolkit.loading.columns import TABLE, Choice, choose, has_text, is_known, matching, plain_name
from toolkit.loading.records import Columns


def chosen(names: list[str], *, guess: bool = True, columns: Columns | None = None, **faults: Any) -> Choice:
    return choose(names, columns or Columns(), source="a.csv", guess=guess, **faults)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Date Published (UTC)", "datepublishedutc"), ("_id", "_id"), ("\ufeff'Full_Text' ", "fulltext"),
        ("fields.bodyText", "fields.bodytext"), ("E\u0301dition", "\u00e9dition"),
    ],
)  # fmt: skip
def test_names_are_compared_without_case_and_marks(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("names", "candidates", "found"),
    [
        (["Title", "Text"], ("text", "title"), ["Text", "Title"]),
        (["a.text", "text"], ("text",), ["text", "a.text"]),
        (["a.text", "b.text"], ("text",), ["a.text"]),
        (["Text", "TEXT"], ("text",), ["Text"]),
        (["a.name"], ("name",), []),
        (["name"], ("name",), ["name"]),
        (["source.name"], ("name",), []),
        (["fields.bodyText"], ("fields.bodytext",), ["fields.bodyText"]),
        (["fields.bodyText"], ("bodytext",), []),
        (["x.bodyText"], ("bodytext",), ["x.bodyText"]),
        (["x.fields.bodyText"], ("fields.bodytext",), []),
        (["other"], ("text",), []),
    ],
)
def test_a_name_is_found_whole_before_its_last_piece(
    names: list[str], candidates: tuple[str, ...], found: list[str]
) -> None:
    assert matching(names, candidates) == found


def test_a_name_that_stands_for_a_field_as_a_whole_stands_for_no_other_by_its_last_piece() -> None:
    assert matching(["source.title"], ("title",)) == []
    assert matching(["author.name"], ("name",)) == []
    assert has_text(["a.fulltext", "n"])
    assert not has_text(["n", "title"])


def test_names_hold_fields_of_an_article_where_one_is_its_text_its_summary_or_its_headline() -> None:
    assert is_known(["text", "title", "date", "n"]) == 3
    assert is_known(["summary", "date"]) == 2
    assert is_known(["title"]) == 1
    assert is_known(["date", "url"]) == 0
    assert is_known([]) == 0
    assert TABLE.parts[-3:] == ("data", "loading", "columns.csv")


def test_the_first_of_the_texts_is_the_text_and_the_others_stay_in_reserve() -> None:
    found = chosen(["title", "fulltext", "text", "summary", "published", "byline", "Section"])
    assert (found.columns.headline, found.columns.published) == ("title", "published")
    assert (found.columns.text, set(found.texts)) == (found.texts[0], {"fulltext", "text"})
    assert (found.summaries, found.parts) == (("summary",), ())
    assert found.soft == {"byline": "byline", "section": "Section"}
    assert f"text from {found.columns.text}, headline from title, published from published" in found.notes[0]
    assert found.notes[0].endswith(", section from Section")
    assert found.notes[1:] == ("no column for the outlet",)


def test_a_summary_is_the_text_where_there_is_no_other() -> None:
    found = chosen(["title", "summary", "abstract"])
    assert found.texts == ()
    assert found.columns.text == found.summaries[0]
    assert set(found.summaries) == {"summary", "abstract"}
    assert found.notes[1] == "no column for the date, the outlet"


def test_what_the_caller_names_is_not_guessed_and_not_taken_for_another_field() -> None:
    found = chosen(["title", "text", "date", "body"], columns=Columns(text="title", published="date"))
    assert (found.columns.text, found.columns.headline, found.texts) == ("title", None, ("title",))
    assert found.notes == ("no column for the outlet, the headline",)
    full = Columns(text="a", id="b", headline="c", outlet="d", published="e", url="f")
    assert chosen(list("abcdef"), columns=full).notes == ()


def test_without_guessing_only_the_fields_of_the_package_are_read() -> None:
    names = ["text", "modified", "byline", "dateline", "agency", "section", "other"]
    found = chosen(names, guess=False, columns=Columns(text="text", headline="byline"))
    assert found.soft == {"modified": "modified", "dateline": "dateline", "agency": "agency"}
    assert (found.texts, found.summaries, found.notes, found.columns.url) == (("text",), (), (), None)
    assert chosen(["text"], guess=False).texts == ()


def test_an_id_that_tells_no_rows_apart_is_left_and_the_next_is_taken() -> None:
    found = chosen(["id", "guid", "text"], id_fault=lambda name: "no good" if name == "id" else None)
    assert found.columns.id == "guid"
    assert "no good; the rows are numbered instead" in found.notes
    assert chosen(["id", "guid", "text"]).columns.id == "id"
    assert chosen(["url", "text"], id_fault=lambda name: "no good").columns.url == "url"


def test_a_text_that_holds_something_else_is_left_and_the_reason_is_said() -> None:
    found = chosen(["text", "body"], text_fault=lambda name: "numbers" if name == "text" else None)
    assert found.texts == ("body",)
    assert "the column 'text' holds numbers, so that it is not the text" in found.notes


def test_parts_are_the_text_together_where_there_are_two_and_no_whole() -> None:
    both = chosen(["HD", "LP", "TD"])
    assert (both.texts, both.parts, both.columns.text) == (("LP", "TD"), ("LP", "TD"), "LP")
    alone = chosen(["HD", "LP"])
    assert (alone.texts, alone.parts) == (("LP",), ())
    beside = chosen(["HD", "LP", "TD", "text"])
    assert (beside.texts, beside.parts) == (("text",), ())


@pytest.mark.parametrize(
    ("names", "columns", "message"),
    [
        (["a", "text", "a"], Columns(), "a.csv: two columns are called 'a'; rename one."),
        (["a", "b", "b", "a"], Columns(), "a.csv: two columns are called 'a'; rename one."),
        (["a", "text"], Columns(text="b"),
         "a.csv: no column 'b' for the text; columns are a, text. Pass text=..."),
        ([], Columns(url="b"), "a.csv: no column 'b' for the url; columns are none. Pass url=..."),
        ([f"c{n}" for n in range(30)], Columns(),
         f"a.csv: no column for the article text; columns are {', '.join(f'c{n}' for n in range(30))}. Pass text=..."),
        ([f"c{n}" for n in range(31)], Columns(),
         "a.csv: no column for the article text; columns are " + ", ".join(f"c{n}" for n in range(30))
         + " and 1 more. Pass text=..."),
        (["title", "n"], Columns(),
         "a.csv: no column for the article text; columns are title, n. Pass text=...; pass text='title' to work "
         "with the headlines"),
        (["article", "sentence", "start", "end"], Columns(),
         "a.csv: this is a table of results that the toolkit made itself, not of articles."),
        (["source", "locator", "reason", "text"], Columns(),
         "a.csv: this is a table of results that the toolkit made itself, not of articles."),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_which_columns_there_are(
    names: list[str], columns: Columns, message: str
) -> None:
    with pytest.raises(TableError) as error:
        chosen(names, columns=columns)
    assert str(error.value) == message


def test_a_table_of_results_is_read_where_its_text_is_named() -> None:
    names = ["article", "sentence", "start", "end"]
    assert chosen(names, columns=Columns(text="sentence")).columns.text == "sentence"


def test_faults_of_the_texts_stand_in_the_error() -> None:
    with pytest.raises(TableError, match=r"the article text \('text' holds numbers; 'body' holds numbers\)"):
        chosen(["text", "body"], text_fault=lambda name: "numbers")
