"""Tables in plain text: what tells them from prose, which row names the columns, and what rows that differ become."""

from __future__ import annotations

import pytest

from toolkit.articles import Rejection
from toolkit.errors import TableError
from toolkit.loading.delimited import MOST_ABOVE, fitted, has_marks, header_at, named, read, recognises, separator_of
from toolkit.loading.quoting import Line
from toolkit.loading.records import Columns, Document, Reading

HEAD = "title,date,text\n"
ROW = "A,2019-03-12,Rain fell.\n"


def doc(text: str, name: str = "a.txt", columns: Columns | None = None) -> Document:
    return Document(data=text.encode(), name=name, columns=columns or Columns())


def table(text: str, columns: Columns | None = None) -> Reading:
    return read(doc(text, columns=columns))


WIDE = ",".join(["title", "text", *(f"column{n:03}" for n in range(1, 300))])  # 2000 characters and more


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (HEAD + ROW, True),
        (HEAD, False),
        ("Report\n\n" + HEAD + ROW + ROW, True),
        ("Report\ntitle,text,n\nA,Rain,1\nB,Sun,2\n", False),
        ("Report\ntitle,text\nA,Rain\nB,Sun\n", False),
        ("title,text\nA,Rain\n", True),
        ("text\nRain\nSun, too\n", False),
        ("text\nRain\n", False),
        ("a,b\n1,2\n", False),
        ("title, text\nA, Rain\n", False),
        ("title; text\nA; Rain\n", True),
        ("title,text\nA,Rain\nB\nC\n", False),
        ("title,text\nA,Rain\nB,Sun\nC\nD\n", True),
        ("title,text ends.\nA,Rain\n", False),
        (WIDE[:2000] + "\n" + WIDE[:2000] + "\n", True),
        (WIDE[:2001] + "\n" + WIDE[:2001] + "\n", False),
        ("\n" * 3 + WIDE[:2000] + "\n" + WIDE[:2000] + "\n", True),
        ("sep=;\nx", True),
        ("Rain fell, and the title of the text was long.\nIt stopped, too.\n", False),
    ],
)
def test_a_table_without_a_telling_name_is_told_by_its_header_and_rows_that_fit(text: str, known: bool) -> None:
    assert recognises(doc(text)) is known


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.tab", "a.psv", "a.csv.gz", "a.csv.xz"])
def test_a_text_that_is_named_as_a_table_is_one(name: str) -> None:
    assert recognises(doc("Rain", name))
    assert not recognises(doc("Rain", name + "x"))


def test_bytes_that_are_no_text_are_no_table() -> None:
    assert not recognises(Document(data=b"title,text\nA,b\n", name="a.csv", encoding="no-such"))


@pytest.mark.parametrize(
    ("cells", "marks"),
    [(["x" * 60], False), (["x" * 61], True), (["title", "ends."], True), (["No. of words"], False), (["a."], False)],
)
def test_cells_that_are_long_or_end_as_sentences_name_no_columns(cells: list[str], marks: bool) -> None:
    assert has_marks(cells) is marks


TITLES: list[object] = ["Title", "Date", "Full Text"]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([TITLES], 0),
        ([["Title"]], 0),
        ([["x"], ["Title"]], None),
        ([["x"], ["Title", "Text"]], 1),
        ([["Title", "x"], TITLES], 1),
        ([["Title", "x", "y"], ["Title", "Date", "z"]], 0),
        ([["Title", "Date", "y"], TITLES], 0),
        ([TITLES, [*TITLES, "url", "id"]], 1),
        ([TITLES, [*TITLES, "url"]], 0),
        ([["Title", "x" * 61], ["x"]], None),
        ([["Title", "x" * 60], ["x"]], 0),
        ([["Title", "Title"]], None),
        ([["Title", None, " ", ""]], 0),
        ([["a/title.txt"]], None),
        ([["https://text"]], None),
        ([["x"]] * MOST_ABOVE + [TITLES], MOST_ABOVE),
        ([["x"]] * (MOST_ABOVE + 1) + [TITLES], None),
        ([], None),
    ],
)
def test_the_row_that_names_the_columns_is_found_by_the_names_in_it(rows: list[list[object]], at: int | None) -> None:
    assert header_at(rows) == at


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([TITLES, ["words", "n"], ["a", "b"]], 1),
        ([TITLES, ["words"]], 1),
        ([TITLES, ["words", "x" * 61]], 1),
        ([TITLES], None),
    ],
)
def test_the_columns_that_the_caller_names_decide_the_header(rows: list[list[object]], at: int | None) -> None:
    assert header_at(rows, Columns(text="words")) == at


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n1;x, y\n2;z, w\n3;v, u\n", ";"),
        ("a;b,c\n1;2\n3;4\n5;6\n", ";"),
        ("title;words,n\nA;x,1\nB;y,2\nC;z,3\n", ";"),
        ("a,b;c,d\n1,2;3,4\n5,6;7,8\n", ","),
        ("a|b|c;d\n1|2|3;4\n5|6|7;8\n", "|"),
        ("a\tb\n1\t2\n", "\t"),
        (",,,\n", ","),
        ("", ","),
        ("one\ntwo\n", ","),
    ],
)
def test_the_separator_is_the_one_by_which_the_rows_fit_the_header(text: str, separator: str) -> None:
    assert separator_of(text, Columns()) == (separator, "")


def test_a_separator_that_is_stated_is_taken_with_its_line() -> None:
    assert separator_of('"sep=;"\r\na,b', Columns()) == (";", '"sep=;"\r\n')


def test_cells_without_a_name_are_numbered_and_names_that_come_again_are_counted() -> None:
    assert named([None, " a ", "a", "a", 5]) == ["column 1", "a", "a (2)", "a (3)", "5"]


def rows(*lines: list[str]) -> list[Line]:
    return [Line(number, values) for number, values in enumerate(lines, 10)]


def test_rows_are_named_filled_up_and_set_aside_by_their_line() -> None:
    given = rows(["1", ""], ["1", "2", " ", ""], ["1"], ["1", "2", "3"], ["# note"], ["# a", "b"], [" // note"])
    found, aside, short = fitted(given, ["x", "y"], "a.csv", 2, ",")
    assert [(row.locator, dict(row.values)) for row in found] == [
        ("row 1", {"x": "1", "y": ""}),
        ("row 2", {"x": "1", "y": "2"}),
        ("row 3", {"x": "1"}),
        ("row 6", {"x": "# a", "y": "b"}),
    ]
    assert aside == [
        Rejection("a.csv", "row 4, line 15", "3 values where the header names 2: 1 | 2 | 3"),
        Rejection("a.csv", "row 5, line 16", "a comment: # note"),
        Rejection("a.csv", "row 7, line 18", "a comment: // note"),
    ]
    assert short == 1


def test_a_table_of_one_column_holds_separators_and_comments_as_text() -> None:
    found, aside, short = fitted(rows(["Rain", " sun"], ["# a heading"]), ["text"], "a.csv", 0, ";")
    assert [dict(row.values) for row in found] == [{"text": "Rain; sun"}, {"text": "# a heading"}]
    assert (aside, short) == ([], 0)


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 77 + "...")])
def test_what_is_shown_of_a_row_has_up_to_80_characters(length: int, shown: str) -> None:
    cut = f"#{'x' * (length - 1)}"
    (aside,) = fitted(rows([cut]), ["a", "b"], "a.csv", 0, ",")[1]
    assert aside.reason == f"a comment: #{shown[1:]}"


def test_what_was_found_about_a_table_is_said_in_the_order_of_the_file() -> None:
    reading = table("Report;March;x\nNothing;x;y\ntitle;date;text\nA;2019-03-12;Rain fell.\nB;2019-03-12\n")
    assert reading.notes[:3] == (
        "2 rows above the names of the columns are skipped: Report | March | x",
        "values separated by semicolons",
        "1 rows have fewer values than the header names; the rest of them is empty",
    )
    assert [story.locator for story in reading.stories] == ["row 1"]
    assert not any("skipped" in note or "separated" in note or "fewer" in note for note in table(HEAD + ROW).notes)
    assert any("values separated by tabs" in note for note in table((HEAD + ROW).replace(",", "\t")).notes)
    assert any("values separated by bars" in note for note in table((HEAD + ROW).replace(",", "|")).notes)


def test_lines_are_counted_with_the_one_that_states_the_separator() -> None:
    reading = table('sep=,\ntitle,date,text\nA,2019,Rain fell.\nB,2019,"open\nC,2019,Sun shone.\nD,2019,It snowed.\n')
    assert [one.locator for one in reading.rejections] == ["line 4"]
    reading = table("sep=,\ntitle,date,text\nA,2019,Rain fell.,too,many\n")
    assert [one.locator for one in reading.rejections] == ["row 1, line 3"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (",,,\n", "a.txt: the table is empty."),
        ("title,text\n", r"a.txt: the table has names of columns \(title, text\) and no row"),
        ("x\n" + HEAD, r"names of columns \(title, date, text\) and no row"),
    ],
)
def test_a_table_without_rows_is_refused(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        table(text)


def test_a_header_above_an_open_mark_is_no_table_without_rows() -> None:
    reading = table('title,date,text\nA,2019,"open\n')
    assert reading.stories == ()
    assert [one.locator for one in reading.rejections] == ["line 2"]


def test_a_cell_that_is_too_large_says_that_this_is_no_table() -> None:
    with pytest.raises(TableError, match="this is no table of values separated by commas: line 2: field larger"):
        table("title,text\nA," + "x" * 5_000_001 + "\n")
