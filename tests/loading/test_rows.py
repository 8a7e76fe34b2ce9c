"""From the rows of a table to stories: which cell fills which field, and why a row is none."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from toolkit.articles import Rejection
from toolkit.loading.records import Columns, Reading
from toolkit.loading.rows import Row, flat, reading, sample, sample_step

TEXT = "Rain fell all day."


def made(*rows: dict[str, object], columns: Columns | None = None, **options: Any) -> Reading:
    names = list(dict.fromkeys(name for row in rows for name in row))
    held = [Row(f"row {number}", row) for number, row in enumerate(rows, 1)]
    return reading(held, names, format="table", source="a.csv", columns=columns or Columns(), **options)


def one(row: dict[str, object], **options: Any) -> Any:
    (story,) = made(row, **options).stories
    return story


def reasons(*rows: dict[str, object], **options: Any) -> list[tuple[str, str]]:
    return [(found.locator, found.reason) for found in made(*rows, **options).rejections]


ROW: dict[str, object] = {"title": "A", "text": TEXT}


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ({}, "headline", "A"),
        ({}, "layout", "verbatim"),
        ({}, "locator", "row 1"),
        ({}, "published", None),
        ({}, "outlet", None),
        ({}, "id", None),
        ({"title": "<b>A</b> &amp;\n b"}, "headline", "A & b"),
        ({"title": "A  b"}, "headline", "A  b"),
        ({"title": "A &amp; b"}, "headline", "A & b"),
        ({"title": "N/A"}, "headline", None),
        ({"title": None}, "headline", None),
        ({"id": 7.0}, "id", "7"),
        ({"id": "7.0"}, "id", "7"),
        ({"id": "x7.0"}, "id", "x7.0"),
        ({"id": "null"}, "id", None),
        ({"published": "2019-03-12"}, "published", datetime(2019, 3, 12)),
        ({"published": "N/A"}, "published", None),
        ({"published": "2019-03-12", "time": "10:15"}, "published", datetime(2019, 3, 12, 10, 15)),
        ({"published": "2019-03-12", "time": " 3 pm"}, "published", datetime(2019, 3, 12, 15, 0)),
        ({"published": "2019-03-12", "time": "soon"}, "published", datetime(2019, 3, 12)),
        ({"published": "2019-03-12", "time": 5}, "published", datetime(2019, 3, 12)),
        ({"published": "2019-03-12 09:00", "time": "10:15"}, "published", datetime(2019, 3, 12, 9, 0)),
        ({"modified": "2019-03-13", "time": "10:15"}, "modified", datetime(2019, 3, 13)),
        ({"outlet": "Daily"}, "outlet", "Daily"),
        ({"outlet": "null"}, "outlet", None),
        ({"url": "https://a.example"}, "url", "https://a.example"),
        ({"url": "null"}, "url", None),
        ({"byline": "Ana Ruiz"}, "byline", "Ana Ruiz"),
        ({"byline": "https://a.example/ana"}, "byline", None),
        ({"byline": "http://a.example/ana"}, "byline", None),
        ({"byline": "['Ana', 'Jo']"}, "byline", "Ana, Jo"),
        ({"byline": [{"name": "Ana"}, {"role": "x"}, "Jo", None]}, "byline", "Ana, Jo"),
        ({"byline": [None]}, "byline", None),
        ({"byline": None}, "byline", None),
        ({"section": "Home", "language": "en", "dateline": "Leeds", "agency": "AFP"}, "section", "Home"),
        ({"section": "null"}, "section", None),
        ({"language": "en"}, "language", "en"),
        ({"dateline": "Leeds"}, "dateline", "Leeds"),
        ({"agency": "AFP"}, "agency", "AFP"),
        ({"deck": "<i>Flood</i>"}, "deck", "Flood"),
        ({"wordcount": "37"}, "words_promised", 37),
        ({"wordcount": 37.0}, "words_promised", 37),
        ({"wordcount": "0"}, "words_promised", None),
        ({"wordcount": "many"}, "words_promised", None),
        ({"wordcount": "\u0663"}, "words_promised", None),
        ({}, "words_promised", None),
        ({}, "not_full_text", None),
        ({"text": "Rain fell. [+1210 chars]"}, "not_full_text",
         "the source gives only the beginning of the text: [+1210 chars]"),
        ({"text": "Rain fell. [\u2026]"}, "not_full_text", "the source gives only the beginning of the text: [\u2026]"),
        ({"text": "x y" * 10_922 + "z"}, "not_full_text", "a spreadsheet cut the text at 32,767 characters"),
        ({"text": "x y" * 10_922}, "not_full_text", None),
        ({"text": "<p>Rain &amp; wind.</p><p>Sun.</p>"}, "text", "Rain & wind.\n\nSun."),
        ({"text": "Rain &amp; wind."}, "text", "Rain & wind."),
        ({"text": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"x": 1, "y": None, "z": [1]}, "extra", (("x", 1), ("y", None), ("z", "[1]"))),
        ({"published": "soon"}, "extra", (("published", "soon"),)),
        ({"published": "2019-03-12"}, "extra", ()),
        ({"published": None}, "extra", ()),
        ({"source": "Daily"}, "extra", (("source", "Daily"),)),
        ({"outlet": "Daily"}, "extra", ()),
        ({"byline": "Ana", "section": "Home"}, "extra", ()),
        ({"author": "Ana"}, "extra", (("author", "Ana"),)),
        ({"": "x"}, "extra", (("column", "x"),)),
    ],
)  # fmt: skip
def test_a_cell_fills_its_field(more: dict[str, object], field: str, value: object) -> None:
    assert getattr(one({**ROW, **more}), field) == value


def test_without_guessing_cells_stay_as_they_stand() -> None:
    columns = Columns(text="text", headline="title", outlet="outlet", url="url")
    row = {"title": "<b>A</b>", "text": "<p>Rain &amp; [+12 chars]</p>", "outlet": "null", "url": "null"}
    story = one(row, columns=columns, guess=False)
    assert (story.headline, story.text) == ("<b>A</b>", "<p>Rain &amp; [+12 chars]</p>")
    assert (story.outlet, story.url, story.not_full_text) == ("null", "null", None)
    assert one({"text": 5}, columns=Columns(text="text"), guess=False).text == "5"
    plain = one({"title": "<b>A</b>", "text": "Rain &amp; wind."}, markup=False)
    assert (plain.headline, plain.text) == ("<b>A</b>", "Rain &amp; wind.")


def test_the_first_column_with_a_text_is_read_and_a_summary_says_that_it_is_one() -> None:
    rows: list[dict[str, object]] = [
        {"text": TEXT, "body": "Sun shone.", "summary": "Short one."},
        {"text": " ", "body": "Sun shone.", "summary": "Short one."},
        {"text": "N/A", "body": None, "summary": "Short one."},
        {"text": None, "body": None, "summary": "no content"},
        {"text": "N/A", "body": "no content", "summary": None},
        {"text": None, "body": None, "summary": None},
    ]
    reading = made(*rows)
    assert [story.text for story in reading.stories] == [TEXT, "Sun shone.", "Short one."]
    only = "only the 'summary' is given, not the text of the article"
    assert [story.not_full_text for story in reading.stories] == [None, None, only]
    assert f"{only}: 1 rows" in reading.notes
    assert [dict(story.extra).get("body") for story in reading.stories] == ["Sun shone.", None, None]
    assert [(one.locator, one.reason) for one in reading.rejections] == [
        ("row 4", "no text in the column 'summary', only a placeholder for one ('no content')"),
        ("row 5", "no text in the column 'text', only a placeholder for one ('N/A')"),
        ("row 6", "no text in the columns text, body, summary"),
    ]


def test_one_column_without_a_text_is_named() -> None:
    assert reasons(ROW, {"title": "B", "text": None}) == [("row 2", "no text in the column 'text'")]
    long = "no content" + " " * 60
    assert reasons(ROW, {"title": "B", "text": long}) == [
        ("row 2", "no text in the column 'text', only a placeholder for one ('no content')")
    ]


def test_parts_of_a_text_are_put_together_and_leave_the_columns() -> None:
    story = one({"HD": "A", "LP": "Rain fell here.", "TD": "It stopped then."})
    assert story.text == "Rain fell here.\n\nIt stopped then."
    assert story.extra == (("HD", "A"),) or story.extra == ()
    assert one({"HD": "A", "LP": "Rain fell here.", "TD": None}).text == "Rain fell here."


def test_an_id_that_comes_again_sets_its_row_aside() -> None:
    rows = [{"id": "x", **ROW}, {"id": "y", **ROW}, {"id": "x", **ROW}, {"id": None, **ROW}, {"id": None, **ROW}]
    reading = made(*rows)
    assert [story.id for story in reading.stories] == ["x", "y", None, None]
    assert reading.rejections == (Rejection("a.csv", "row 3", "the id 'x' was used before"),)


def test_a_page_of_errors_is_no_article() -> None:
    denied = "You don't have permission to access this page."
    assert reasons(ROW, {"title": "B", "text": denied})[0][1].startswith("this is an error page, not an article")
    assert made(ROW, {"title": "B", "text": denied}, columns=Columns(text="text"), guess=False).rejections == ()


def test_what_was_changed_in_cells_is_counted() -> None:
    notes = made(
        {"text": "<p>Rain fell.</p>"}, {"text": "<p>Sun &amp;amp; wind.</p>"}, {"text": "A &amp; b c."},
        {"text": "<!--Redistribution rights for this field are unavailable--> <p>Rain fell.</p>"},
        {"text": "Rain fell. [+12 chars]"},
    ).notes  # fmt: skip
    assert "HTML in 'text' read as paragraphs: 3 rows" in notes
    assert "characters written as HTML writes them in 'text' restored: 2 rows" in notes
    assert "the rights in 'text' are unavailable: 1 rows" in notes
    assert "the source gives only the beginning of the text: 1 rows" in notes


def test_rejections_and_notes_of_the_reader_come_first() -> None:
    before = Rejection("a.csv", "line 1", "bad")
    reading = made(ROW, {"text": None}, rejections=[before], notes=["first"], encoding="utf-8")
    assert reading.rejections[0] == before
    assert len(reading.rejections) == 2
    assert (reading.notes[0], reading.encoding, reading.format) == ("first", "utf-8", "table")


def test_columns_are_judged_by_rows_of_the_whole_table() -> None:
    assert [sample_step(rows) for rows in (0, 1, 7_999, 8_000, 12_000)] == [1, 1, 1, 2, 3]
    values: list[dict[str, object]] = [{"n": number} for number in range(8_000)]
    assert [row["n"] for row in sample(values)[:3]] == [0, 2, 4]


@pytest.mark.parametrize(
    ("record", "columns"),
    [
        ({"a": {"b": {"c": 1}}, "d": [1]}, {"a.b.c": 1, "d": [1]}),
        ({"a": {}}, {"a": {}}),
        ({"a": 1, "b": {"x": 2, "y": 3}, "c": 4}, {"a": 1, "b.x": 2, "b.y": 3, "c": 4}),
        ({"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": 1}}}}}}}}, {"a.b.c.d.e.f.g": {"h": 1}}),
    ],
)
def test_a_nested_record_is_columns_in_their_order(record: dict[str, object], columns: dict[str, object]) -> None:
    assert list(flat(record).items()) == list(columns.items())
    assert list(flat({"x": 1}, "p.")) == ["p.x"]
