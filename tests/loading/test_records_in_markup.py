"""Tables in HTML, XML and SQLite: which of several is read, and what of a page or a file is no table of articles."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from toolkit.errors import LoadError, TableError
from toolkit.loading import html_tables, sqlite, xml_records
from toolkit.loading.markup import elements, parse_html, parse_xml, root_name
from toolkit.loading.records import Columns, Document, Reading
from toolkit.loading.refusing import is_null, is_placeholder, no_article

TEXT = "Rain fell all day."


def told(reading: Reading) -> list[tuple[str, str | None, str]]:
    return [(story.locator, story.headline, story.text) for story in reading.stories]


def html(*tables: str, around: str = "") -> Document:
    return Document(data=f"<html><body>{''.join(tables)}{around}</body></html>".encode(), name="a.xls")


def table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


NAMES, ROW = ("title", "text"), ("A", TEXT)  # 9 and 19 characters
ARTICLES = table(NAMES, ROW)


@pytest.mark.parametrize(
    ("page", "known"),
    [
        (html(ARTICLES), True),
        (html(ARTICLES.replace("td", "th")), True),
        (html(ARTICLES, around="<p>" + "x" * 7 + "</p>"), True),
        (html(ARTICLES, around="<p>" + "x" * 8 + "</p>"), False),
        (html(ARTICLES, around="x" * 8), False),
        (html(ARTICLES, around="<script>" + "x" * 99 + "</script><style>" + "x" * 99 + "</style>"), True),
        (html(ARTICLES, around="<script></script>" + "x" * 8), False),
        (html(table(NAMES)), False),
        (html(table(("title", "date"), ROW)), False),
        (html(table(("text", "n"), ROW)), False),
        (html("<p>no table</p>"), False),
        (html(f"<table><tr><td>{ARTICLES}</td></tr></table>"), True),
        (Document(data=b"<table", name="a.xls"), False),
    ],
)
def test_a_page_that_is_one_table_of_articles_is_read_as_a_table(page: Document, known: bool) -> None:
    assert html_tables.recognises(page) is known


def test_rows_of_a_table_in_html_are_counted_from_the_names_of_the_columns() -> None:
    reading = html_tables.read(html(table(("Report", ""), ("", ""), NAMES, ROW, (" ", ""), ("B", "Sun."))))
    assert told(reading) == [("row 1", "A", TEXT), ("row 2", "B", "Sun.")]
    assert reading.notes[0] == "1 rows above the names of the columns are skipped"
    assert not any("skipped" in note for note in html_tables.read(html(ARTICLES)).notes)


def test_of_several_tables_the_largest_is_read() -> None:
    small, large = table(NAMES, ("B", "x")), table(NAMES, ROW, ("C", TEXT * 4))
    for tables in ((small, large), (large, small)):
        assert [headline for _, headline, _ in told(html_tables.read(html(*tables)))] == ["A", "C"]
    first, second = table(NAMES, ("D", "Rain fell all day")), table(NAMES, ("E", "Rain fell all day"))
    with pytest.raises(TableError, match="no table of this page has a column for the article text"):
        html_tables.read(html(first, second))


def test_a_table_in_html_is_read_by_the_column_that_is_named() -> None:
    page = Document(data=html(table(("n", "words"), ROW)).data, name="a.xls", columns=Columns(text="words"))
    assert told(html_tables.read(page)) == [("row 1", None, TEXT)]


def xml(inside: str) -> Document:
    return Document(data=f"<r>{inside}</r>".encode(), name="a.xml")


ITEM = f"<item><title>A</title><text>{TEXT}</text></item>"


@pytest.mark.parametrize(
    ("inside", "stories"),
    [
        (ITEM, [("row 1", "A", TEXT)]),
        (f"<!-- a -->{ITEM}<item><title>B</title><text>Sun shone.</text></item>",
         [("row 1", "A", TEXT), ("row 2", "B", "Sun shone.")]),
        (f"<meta><a>1</a></meta>{ITEM}{ITEM.replace('A', 'B')}", [("row 1", "A", TEXT), ("row 2", "B", TEXT)]),
        (f"<x>{ITEM}</x>", [("row 1", "A", TEXT)]),
        (f"<x><x><x>{ITEM}</x></x></x>", [("row 1", "A", TEXT)]),
        (f"<item title='A'><text>{TEXT}</text></item>", [("row 1", "A", TEXT)]),
        (f"<item xmlns:d='u' d:title='A'><d:text>{TEXT}</d:text></item>", [("row 1", "A", TEXT)]),
        (f"<item><title>A</title><text><p>{TEXT}</p><p> </p><p>Sun\n shone.</p></text></item>",
         [("row 1", "A", f"{TEXT}\n\nSun shone.")]),
        ("<item><title>A</title><text>Rain <b>fell</b>\n all day.</text></item>", [("row 1", "A", TEXT)]),
        ("<item><title>A</title><text><b>Rain</b> fell all day.</text></item>", [("row 1", "A", TEXT)]),
        (f"<item><title>A</title><body><text>{TEXT}</text></body></item>", [("row 1", "A", TEXT)]),
        (f"<item><title>A</title><!-- a --><text>{TEXT}</text></item>", [("row 1", "A", TEXT)]),
    ],
)  # fmt: skip
def test_elements_side_by_side_whose_children_are_fields_are_records(
    inside: str, stories: list[tuple[str, str | None, str]]
) -> None:
    assert xml_records.recognises(xml(inside))
    reading = xml_records.read(xml(inside))
    assert told(reading) == stories
    assert reading.notes[0] == "one record for each element <item>" or "<x>" in inside


@pytest.mark.parametrize(
    "inside",
    [
        f"<x><x><x><x><x><x><x><x>{ITEM}</x></x></x></x></x></x></x></x>",
        "<item><title>A</title><date>2019</date></item>",
        f"<item><text>{TEXT}</text><n>1</n></item>",
        "<text>Rain</text>",
        "",
    ],
)
def test_xml_without_records_of_articles_is_no_table(inside: str) -> None:
    assert not xml_records.recognises(xml(inside))
    with pytest.raises(LoadError, match="no elements of this XML hold the fields of articles"):
        xml_records.read(xml(inside))


def test_children_of_one_name_are_a_list() -> None:
    tags = "<tag>a</tag><tag>b</tag><tag>c</tag>"
    reading = xml_records.read(xml(f"<item><title>A</title>{tags}<text>{TEXT}</text><o><i>1</i><j>2</j></o></item>"))
    found = dict(reading.stories[0].extra)
    assert found["tag"] == '["a", "b", "c"]'
    assert (found["o.i"], found["o.j"]) == ("1", "2")


SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def workbook(*sheets: tuple[str, str], wanted: str | None = None) -> Document:
    inside = "".join(f"<Worksheet ss:Name='{name}'><Table>{rows}</Table></Worksheet>" for name, rows in sheets)
    data = f"<Workbook xmlns='{SPACE}' xmlns:ss='{SPACE}'>{inside}</Workbook>"
    return Document(data=data.encode(), name="a.xml", table=wanted)


def cells(*values: str, index: int | None = None) -> str:
    found = [f"<Cell><Data>{value}</Data></Cell>" for value in values]
    if index is not None:
        found[-1] = found[-1].replace("<Cell>", f"<Cell ss:Index='{index}'>")
    return f"<Row>{''.join(found)}</Row>"


def test_a_workbook_saved_as_xml_is_read_by_its_first_sheet_of_articles() -> None:
    rows = (
        cells("title", "date", "text")
        + cells("A", TEXT, index=3)
        + "<Row><Cell/></Row>"
        + cells("B", "x", "Sun shone.")
    )
    book = (("One", cells("x")), ("Two", "<Row/>" + rows), ("Three", rows.replace("Sun", "Wind")))
    assert xml_records.recognises(workbook(*book))
    assert told(xml_records.read(workbook(*book))) == [("row 1", "A", TEXT), ("row 3", "B", "Sun shone.")]
    assert told(xml_records.read(workbook(*book, wanted="Three")))[1][2] == "Wind shone."
    with pytest.raises(LoadError, match="no sheet of this workbook has names of columns that are known"):
        xml_records.read(workbook(*book, wanted="One"))


@pytest.mark.parametrize(("index", "beside"), [(2001, False), (2002, True), (1, True), (4, False), (3, True)])
def test_a_cell_stands_at_its_own_index_within_2000_columns(index: int, beside: bool) -> None:
    row = cells("A", TEXT, "2019-03-12", index=index)
    (story,) = xml_records.read(workbook(("One", cells("title", "text", "date") + row))).stories
    assert (story.published is not None) is beside


def database(folder: Path, *statements: str, **options: str) -> Document:
    path = folder / "a.db"
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    columns = Columns(text=options.get("text"))
    return Document(data=path.read_bytes(), name="a.db", table=options.get("table"), columns=columns)


NEWS = ("create table news (title, text)", f"insert into news values ('A', '{TEXT}')")
MORE = ("create table more (title, text, url)", f"insert into more values ('B', '{TEXT}', 'u')")
LONG = ("create table long (title, text)", f"insert into long values ('C', '{TEXT}'), ('D', '{TEXT}')")
NUMBERS = ("create table numbers (title, text, url, id)", "insert into numbers values ('E', 5, 'u', 1)")
EMPTY = ("create table empty (title, text, url, id, outlet)",)
WORDS = ("create table words (title, words)", f"insert into words values ('F', '{TEXT}')")


@pytest.mark.parametrize(
    ("statements", "options", "headlines", "note"),
    [
        (NEWS, {}, ["A"], None),
        ((*NEWS, *MORE), {}, ["B"], "the table 'more' is read; pass table=... for another (news)"),
        ((*MORE, *NEWS), {}, ["B"], "the table 'more' is read; pass table=... for another (news)"),
        ((*NEWS, *LONG), {}, ["C", "D"], "the table 'long' is read; pass table=... for another (news)"),
        ((*LONG, *NEWS), {}, ["C", "D"], "the table 'long' is read; pass table=... for another (news)"),
        ((*NEWS, *NUMBERS), {}, ["A"], "the table 'news' is read; pass table=... for another (numbers)"),
        ((*NEWS, *EMPTY), {}, ["A"], "the table 'news' is read; pass table=... for another (empty)"),
        ((*NEWS, *WORDS), {"text": "words"}, ["F"], "the table 'words' is read; pass table=... for another (news)"),
        ((*NEWS, *MORE), {"table": "news"}, ["A"], "the table 'news' is read; pass table=... for another (more)"),
        (('create table "a ""b" (title, text)', f"""insert into "a ""b" values ('G', x'{TEXT.encode().hex()}')"""), {},
         ["G"], None),
    ],
)  # fmt: skip
def test_of_a_database_the_table_that_looks_most_like_articles_is_read(
    tmp_path: Path, statements: tuple[str, ...], options: dict[str, str], headlines: list[str], note: str | None
) -> None:
    reading = sqlite.read(database(tmp_path, *statements, **options))
    assert [story.headline for story in reading.stories] == headlines
    assert reading.stories[0].locator == "row 1"
    assert all(story.text == TEXT for story in reading.stories)
    assert reading.notes[0] == note or (note is None and "is read; pass" not in reading.notes[0])


@pytest.mark.parametrize(
    ("statements", "options", "message"),
    [
        (NEWS, {"table": "x"}, r"a.db: there is no table 'x'; tables are news \(title, text\)"),
        (EMPTY, {"table": "empty"}, "the table 'empty' has no row; pass table=... for another"),
        (NUMBERS, {}, r"has a column for the article text; tables are numbers \(title, text, url, id\)"),
        (("create table a (b)", "drop table a"), {}, "tables are none"),
        (("create table a (b, c, d, e, f, g, h, i)",), {}, r"tables are a \(b, c, d, e, f, g, h, i\)\."),
        (("create table a (b, c, d, e, f, g, h, i, j)",), {}, r"tables are a \(b, c, d, e, f, g, h, i\)\."),
        (tuple(f"create table t{n} (a)" for n in range(10)), {}, r"t8 \(a\), t9 \(a\)\."),
        (tuple(f"create table t{n} (a)" for n in range(11)), {}, r"t8 \(a\), t9 \(a\)\."),
    ],
)
def test_a_database_without_a_table_of_articles_says_which_tables_there_are(
    tmp_path: Path, statements: tuple[str, ...], options: dict[str, str], message: str
) -> None:
    with pytest.raises(TableError, match=message):
        sqlite.read(database(tmp_path, *statements, **options))


def test_a_database_that_was_written_ahead_is_read_as_it_stands_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    ahead = database(tmp_path, "pragma journal_mode=wal", *NEWS)
    assert ahead.data[18:20] == b"\x02\x02"
    assert [story.headline for story in sqlite.read(ahead).stories] == ["A"]
    with pytest.raises(TableError, match="this SQLite database cannot be read"):
        sqlite.read(Document(data=ahead.data[:100] + b"x" * 900, name="a.db"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><!-- a --><x:Root/>", "Root"),
        ("<Root/>".encode("utf-16"), "Root"),
        ("<Root/>".encode("utf-16-le"), "Root"),
        (b"\xef\xbb\xbf <Root/>", "Root"),
        (b" " * 19_994 + b"<Root/>", "Root"),
        (b" " * 19_999 + b"<Root/>", ""),
        (b"text <Root/>", ""),
        (b"", ""),
    ],
)
def test_the_name_of_the_first_element_is_told_from_the_first_bytes(data: bytes, name: str) -> None:
    assert root_name(data) == name


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>caf&eacute; &amp; b &nosuch; &#X41; c & d<![CDATA[&e]]></a>", "caf\u00e9 & b &nosuch; A c & d&e"),
        ("<?xml version='1.0' encoding='latin-1'?><a>caf\u00e9</a>".encode("latin-1"), "caf\u00e9"),
        ("<?xml version='1.0' encoding='no-such'?><a>caf\u00e9</a>".encode(), "caf\u00e9"),
        ("<?xml version='1.0' encoding='utf-8'?><a>caf\u00e9 \u2013</a>".encode("cp1252"), "caf\u00e9 \u2013"),
        (b"<a>caf\xe9 \x81</a>", "caf\u00e9 \x81"),
        ("<?xml version='1.0' encoding='utf-8'?><a>caf\u00e9</a>".encode("utf-16"), "caf\u00e9"),
    ],
)
def test_damaged_xml_is_read_as_far_as_it_goes(data: bytes, text: str) -> None:
    assert "".join(str(one) for one in parse_xml(data, source="a", recover=True).itertext()) == text


def test_xml_that_cannot_be_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(LoadError, match="a: this is no well-formed XML"):
        parse_xml(b"<a>", source="a")
    with pytest.raises(LoadError, match="a: there is no XML element in it"):
        parse_xml(b"text", source="a", recover=True)
    with pytest.raises(LoadError, match="declares entities of its own"):
        parse_xml(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", source="a")
    assert parse_xml(b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>", source="a").tag == "a"


def test_elements_are_given_one_after_the_other_and_let_go() -> None:
    data = b"<r><i><n>1</n></i> x <i><i><n>2</n></i></i><o/></r>"
    seen = [(one.tag, "".join(str(text) for text in one.itertext())) for one in elements(data, "i", source="a")]
    assert seen == [("i", "1"), ("i", "2"), ("i", "2")]
    kept = list(elements(data, "i", source="a"))
    assert [len(one) for one in kept] == [0, 1, 0]
    with pytest.raises(LoadError, match="no well-formed XML"):
        list(elements(b"<r><i>", "i", source="a"))
    with pytest.raises(LoadError, match="declares entities"):
        list(elements(b"<!DOCTYPE r [<!ENTITY b 'c'>]><r><i/></r>", "i", source="a"))


def test_html_is_read_in_an_encoding_that_is_known_and_an_empty_page_is_refused() -> None:
    page = "<p>caf\u00e9</p><!-- a -->".encode()
    assert parse_html(page, source="a", encoding="utf-8").text_content() == "caf\u00e9"  # type: ignore[attr-defined]
    assert parse_html(b"<p>a</p>", source="a", encoding="no-such").text_content() == "a"  # type: ignore[attr-defined]
    assert len(list(parse_html(page, source="a", comments=False).iter())) == 3
    assert len(list(parse_html(page, source="a").iter())) == 4
    with pytest.raises(LoadError, match="a: "):
        parse_html(b"", source="a")
    with pytest.raises(LoadError, match="nests its tags too deep"):
        parse_html(b"<div>" * 300 + b"a", source="a")


@pytest.mark.parametrize(
    ("cell", "null"),
    [(" nan ", True), ("#N/A", True), ("Nan Goldin", False), ("no content", False), ("nan" + " " * 36, True),
     ("nan" + " " * 37, False)],
)  # fmt: skip
def test_a_cell_that_says_that_there_is_no_value_is_short(cell: str, null: bool) -> None:
    assert is_null(cell) is null


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [("No content.", True), ("nan", True), ("no content!" + " " * 68, True), ("no content" + " " * 70, False),
     ("No content was lost.", False)],
)  # fmt: skip
def test_a_text_that_only_stands_for_one_is_a_placeholder(text: str, placeholder: bool) -> None:
    assert is_placeholder(text) is placeholder


def words(phrase: str, many: int) -> str:
    return phrase + " rain" * (many - len(phrase.split()))


ERROR = "needs to review the security of your connection"
WEAK = "verify you are human"
CONSENT = "we and our partners store and/or access information on a device"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (words(ERROR, 90), "an error page"),
        (words(ERROR, 91), None),
        (words(CONSENT, 160), "a consent page"),
        (words(CONSENT, 161), None),
        (words("we use cookies to", 160), "a consent page"),
        (words(WEAK, 90), "an error page"),
        (words("page not found", 40), "an error page"),
        (words("page not found", 41), None),
        ("x" * (20_001 - len(ERROR)) + ERROR, None),
        ("x" * (19_999 - len(ERROR)) + " " + ERROR, "an error page"),
        ("Rain fell.", None),
    ],
)
def test_a_phrase_of_an_error_page_counts_in_a_short_text_alone(text: str, kind: str | None) -> None:
    reason = no_article(text)
    assert (reason is None) if kind is None else (reason or "").startswith(f"this is {kind}, not an article")


def test_a_phrase_may_stand_in_the_headline() -> None:
    assert no_article("Rain.", "Needs to review the security of your connection") is not None
    assert no_article("Rain.", "Don\u2019t") is None


MENU = ["Home", "News", "Sport", "a b c d", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("lines", "menu"),
    [
        (MENU, True),
        ([f"- {line} *" for line in MENU], True),
        (MENU[:-1], False),
        ([*MENU[:-1], " - "], False),
        ([*MENU, "Rain fell."], False),
        (["Home", "News", "x", *MENU[3:]], False),
        ([*MENU, "a b c d e"], False),
        ([*MENU, "f", "a b c d e"], True),
        (["Home news", "Sport now", "Opinion page", *MENU[3:]], True),
    ],
)
def test_a_menu_is_lines_of_a_few_words_without_a_sentence(lines: list[str], menu: bool) -> None:
    assert (no_article("\n".join(lines)) is not None) is menu
    assert no_article("\n".join(lines), menus=False) is None


def test_records_that_hold_their_text_themselves_stand_before_what_holds_them() -> None:
    items = "".join(f"<item><title>{name}</title><text>{TEXT}</text></item>" for name in "AB")
    assert told(xml_records.read(xml(f"<group>{items}</group>"))) == [("row 1", "A", TEXT), ("row 2", "B", TEXT)]
