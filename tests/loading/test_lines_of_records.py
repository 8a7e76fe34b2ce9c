"""Records one a line, in small and in large files; corpora of stars; strings and lengths."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from toolkit.articles import Article, Caption, Person, Rejection
from toolkit.errors import LoadError, TableError
from toolkit.loading import iramuteq, json_records, processes
from toolkit.loading.archives import Limits
from toolkit.loading.entering import entered, entered_article, entered_line, entered_rejection
from toolkit.loading.large import are_lines, read_large
from toolkit.loading.large_delimited import read_delimited
from toolkit.loading.lengths import differing, listed
from toolkit.loading.reading import Item, Settings
from toolkit.loading.records import Columns, Document, Reading, Story

TEXT = "Rain fell all day."
A, B = {"title": "A", "text": TEXT}, {"title": "B", "text": TEXT}


def read(text: str) -> Reading:
    return json_records.read(Document(data=text.encode(), name="a.json"))


def lines(*values: object) -> str:
    return "\n".join(value if isinstance(value, str) else json.dumps(value) for value in values) + "\n"


def places(reading: Reading) -> list[tuple[str, str]]:
    return [(story.locator, story.headline or story.text) for story in reading.stories]


@pytest.mark.parametrize(
    ("text", "found", "note"),
    [
        (json.dumps([A, B]), [("row 1", "A"), ("row 2", "B")], None),
        ("\ufeff" + json.dumps([A]), [("row 1", "A")], None),
        (json.dumps({"_source": A, "_id": 5}), [("row 1", "A")], None),
        (json.dumps([TEXT, "<b>Sun</b> shone."]), [("row 1", TEXT), ("row 2", "<b>Sun</b> shone.")], None),
        (f"window.YTD.tweets.part0 = {json.dumps([A])};\n", [("row 1", "A")],
         "a script that holds one list: its list is read, nothing is run"),
        (lines(A, B), [("row 1", "A"), ("row 2", "B")], "one record a line"),
        (lines("", A, " ", B), [("row 1", "A"), ("row 2", "B")], "one record a line"),
        (json.dumps(A, indent=1) + "\n" + json.dumps(B, indent=1), [("row 1", "A"), ("row 2", "B")],
         "several values of JSON, one after the other"),
        (json.dumps(A, indent=1) + ",\x1e\n" + json.dumps(B, indent=1) + "\n", [("row 1", "A"), ("row 2", "B")],
         "several values of JSON, one after the other"),
    ],
)  # fmt: skip
def test_records_of_json_are_read_with_their_places(text: str, found: list[tuple[str, str]], note: str | None) -> None:
    reading = read(text)
    assert places(reading) == found
    how = [one for one in reading.notes if one.startswith(("a script", "one record", "several values"))]
    assert how == ([note] if note else [])
    assert reading.encoding is not None


def test_what_is_no_record_is_set_aside_with_its_place() -> None:
    reading = read(json.dumps([A, 5, None, B]))
    assert places(reading) == [("row 1", "A"), ("row 4", "B")]
    assert [(one.locator, one.reason) for one in reading.rejections] == [
        ("row 2", "no JSON object, one article each"),
        ("row 3", "no JSON object, one article each"),
    ]
    reading = read(lines(A, "", "{bad", 5, B))
    assert places(reading) == [("row 1", "A"), ("row 4", "B")]
    assert [one.locator for one in reading.rejections] == ["line 3", "line 4"]
    assert reading.rejections[0].reason.startswith("no JSON: ")
    assert reading.rejections[1].reason == "no JSON object, one article a line"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("{bad}", TableError, "a.json: this is no JSON"),
        ("{bad\n", TableError, r"a.json: this is no JSON \(.*\)\.$"),
        ("{bad\nworse", TableError, "and no line of it is a JSON object"),
        ("[" * 100_000, TableError, "it is nested too deeply"),
        ('{"nbformat": 4, "cells": []}', LoadError, "a Jupyter notebook"),
        ('{"format": "media-analysis-toolkit 1"}', LoadError, "the manifest of a folder"),
        ("[1, 2]", TableError, "there is no list of records in the JSON"),
        ('{"columns": ["text"], "data": []}', LoadError, "the JSON holds no record"),
    ],
)
def test_json_without_articles_says_what_it_is(text: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read(text)
    assert places(read(json.dumps({**A, "nbformat": 4, "format": "x"}))) == [("row 1", "A")]


@pytest.mark.parametrize(
    ("head", "is_so"),
    [
        (b'\xef\xbb\xbf\n {"a": 1}\n', True), (b'{"a": 1}', False), (b"[1]\n", False), (b"{bad}\n", False),
        (b'"{"\n', False), (b"", False),
    ],
)  # fmt: skip
def test_a_file_of_one_object_a_line_is_told_by_its_first_line(head: bytes, is_so: bool) -> None:
    assert are_lines(head) is is_so


def large(folder: Path, content: str, **limits: int) -> Reading:
    path = folder / "a.dat"
    path.write_bytes(content.encode())
    return read_large(path, size=len(content.encode()), columns=Columns(), limits=Limits(**limits))


def test_a_large_file_of_lines_is_read_line_by_line_within_the_limits(tmp_path: Path) -> None:
    content = lines({**A, "id": "x"}, "", "{bad", 5, B)
    reading = large(tmp_path, content)
    assert places(reading) == [("row 1", "A"), ("row 4", "B")]
    assert [(one.locator, one.reason.partition(":")[0]) for one in reading.rejections] == [
        ("line 3", "no JSON"),
        ("line 4", "no JSON object, one article a line"),
    ]
    assert "one record a line, read line by line" in reading.notes
    size = len(content)
    assert len(large(tmp_path, content, total_bytes=size, rows=2, cells=6).stories) == 2
    for limits, name in (({"total_bytes": size - 1}, "total_bytes"), ({"rows": 1}, "rows"), ({"cells": 5}, "cells")):
        with pytest.raises(LoadError, match=rf"limits=Limits\({name}="):
            large(tmp_path, content, **limits)


def test_a_large_file_that_must_be_held_as_a_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"the file is larger than 200 MB; split it.*limits=Limits\(file_bytes="):
        large(tmp_path, "Rain fell.\n")


TABLE = "title,text\nA,Rain fell all day.\nB,Sun shone.\n"


def delimited(content: str | bytes, **limits: int) -> Reading | None:
    data = content.encode() if isinstance(content, str) else content
    return read_delimited(io.BytesIO(data), "a.txt", Columns(), Limits(**limits))


def test_a_large_table_in_plain_text_is_read_row_by_row() -> None:
    reading = delimited("sep=;\n" + "Report;\n;\n" + TABLE.replace(",", ";") + "C\n")
    assert reading is not None
    assert places(reading) == [("row 1", "A"), ("row 2", "B")]
    assert reading.notes[0].startswith("read row by row, by the rules of CSV")
    assert reading.notes[1] == "1 rows above the names of the columns are skipped"
    assert reading.notes[2].startswith("1 rows have fewer values")
    plain = delimited(TABLE)
    assert plain is not None
    assert not any("above" in note or "fewer" in note for note in plain.notes)
    marked = delimited(TABLE + 'C,"Two\nlines, here."\n,\nD,Wind blew.\n')
    assert marked is not None
    assert [text for _, text in [(s.locator, s.text) for s in marked.stories]][2:] == [
        "Two\nlines, here.",
        "Wind blew.",
    ]
    said = delimited(TABLE + 'C,He said "no" today.\n')
    assert said is not None
    assert said.stories[-1].text == 'He said "no" today.'


@pytest.mark.parametrize("content", ["Rain fell.\n", "a\0b,c\n1,2\n", "text\nRain\n", TABLE.encode("utf-16")])
def test_a_large_text_that_is_no_table_is_left_to_others(content: str | bytes) -> None:
    assert delimited(content) is None


def test_a_large_table_is_read_within_the_limits_and_breaks_are_named_by_their_line() -> None:
    assert delimited(TABLE, rows=2, cells=4) is not None
    with pytest.raises(TableError, match="rows"):
        delimited(TABLE, rows=1)
    with pytest.raises(TableError, match=r"a\.txt: line 4: the quotation marks do not follow the rules of CSV"):
        delimited('title,text\nA,"Rain"\nB,"Sun"\nC,"open" mark\n')
    with pytest.raises(TableError, match="the quotation marks do not follow"):
        delimited('id,title,text\n0,Z,"x"\n1,"open\n2,B,c\n3,C,d\nends",y\n4,D,"e"\n')
    with pytest.raises(TableError, match=r"a.txt: line 4 is no utf-8"):
        delimited("title,text\nA,caf\u00e9\nB,Sun\n".encode() * 1 + b"C,caf\xe9")
    many = delimited("title,text\nA,Rain,more\nB,Sun shone.\nC,Wind.\nD,Fog.\n")
    assert many is not None
    assert [one.locator for one in many.rejections] == ["row 1, line 2"]


STARS = "**** *source_herald *date_2019-03-12 *mark\nRain fell.\n-*weather\nIt stopped.\n\n0002 *title_B\nSun shone.\n"


def test_texts_under_lines_of_stars_have_their_variables_as_fields() -> None:
    document = Document(data=("\ufeff" + STARS.replace("\n", "\r\n")).encode(), name="a.txt")
    assert iramuteq.recognises(document)
    reading = iramuteq.read(document)
    first, second = reading.stories
    assert (first.locator, first.outlet, first.published and first.published.day) == ("text 1", "herald", 12)
    assert first.text == "Rain fell.\n\nIt stopped."
    assert first.extra == (("mark", "yes"),)
    assert (second.locator, second.headline, second.text, second.published) == ("text 2", "B", "Sun shone.", None)
    assert reading.notes == ("1 lines of themes (-*...) are left out",)
    soon = iramuteq.read(Document(data=b"**** *date_soon\nRain fell.\n", name="a.txt"))
    assert soon.stories[0].extra == (("date", "soon"),)
    assert len(soon.notes) == 1
    assert not iramuteq.recognises(Document(data=b"**** Rain\nRain fell.\n", name="a.txt"))
    with pytest.raises(LoadError, match="this corpus holds no texts"):
        iramuteq.read(Document(data=b"**** *a_b\n\n", name="a.txt"))


def test_strings_enter_records_without_what_breaks_them() -> None:
    assert [entered(text) for text in ("a\tb", "a\0b", "\u00e9\ud83d")] == ["a\tb", "a\ufffdb", "\u00e9\ufffd"]
    assert [entered_line(text) for text in ("a b", "a\r\n\tb", "a\x1bb", "a\ud83d")] == ["a b", "a b", "ab", "a\ufffd"]
    assert entered_rejection(Rejection("a\nb", "c\td", " e\n f ")) == Rejection("a b", "c d", "e f")


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"headline": "a\nb"}, {"headline": "a b"}),
        ({"text": "a\0b", "original": "a\nb"}, {"text": "a\ufffdb", "original": "a\nb"}),
        ({"taglines": ("a\0",), "notices": ("b\nc",)}, {"taglines": ("a\ufffd",), "notices": ("b\nc",)}),
        ({"authors": (Person("a\nb", None),)}, {"authors": (Person("a b", None),)}),
        ({"captions": (Caption("a", "b\nc"), Caption("d"))}, {"captions": (Caption("a", "b c"), Caption("d"))}),
        ({"extra": (("a\nb", 1), ("c", "d\0"))}, {"extra": (("a b", 1), ("c", "d\ufffd"))}),
        ({"extra": (("a", "b\nc"),)}, {"extra": (("a", "b\nc"),)}),
    ],
)
def test_every_string_of_an_article_enters_in_its_way(fields: dict[str, Any], changed: dict[str, Any]) -> None:
    article = Article(**({"id": "x", "text": "t"} | fields))
    found = entered_article(article)
    assert {name: getattr(found, name) for name in changed} == changed
    assert (found is article) is (changed == fields)


def story(words: int, promised: int | None, **fields: Any) -> Story:
    return Story(text="rain " * words, locator=fields.pop("locator", ""), words_promised=promised, **fields)


@pytest.mark.parametrize(
    ("one", "differs"),
    [
        (story(70, 100), False), (story(69, 100), True), (story(130, 100), False), (story(131, 100), True),
        (story(150, 200), False), (story(149, 200), True), (story(100, None), False),
        (story(100, 200, not_full_text="cut"), False), (story(60, 100, captions=(Caption("rain " * 10),)), False),
        (story(59, 100, captions=(Caption("rain " * 10),)), True),
        (Story(text="\u3042\u3042x" + "y " * 2, locator="", words_promised=100), True),
        (Story(text="\u3042\u3042xyzu", locator="", words_promised=100), True),
        (Story(text="\u3042\u3042xyz", locator="", words_promised=100), False),
    ],
)  # fmt: skip
def test_an_article_whose_length_is_not_the_one_it_states_is_named(one: Story, differs: bool) -> None:
    assert bool(differing([one])) is differs


def test_the_note_on_lengths_counts_and_lists() -> None:
    (note,) = differing([story(10, 10), story(100, 200), story(100, 300, locator="row 9")])
    assert note.startswith("2 of 3 articles differ by more than 25% and 30 words from the length they state: ")
    assert note.endswith("article 2 (200 stated, 100 found), row 9 (300 stated, 100 found)")
    names = [str(number) for number in range(21)]
    assert listed(names[:20]).endswith("18, 19")
    assert listed(names).endswith("19 and 1 more")


@pytest.mark.parametrize("workers", [None, 0, 1])
def test_files_are_read_in_their_order(tmp_path: Path, workers: int | None) -> None:
    items = []
    for name in "cab":
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
        items.append(Item(tmp_path / name, name))
    found = list(processes.read_all(items, Settings(), processes=workers))
    assert [one.articles[0].id for one in found] == ["c", "a", "b"]


def test_a_workbook_names_the_sheets_that_it_does_not_read(tmp_path: Path) -> None:
    import pandas as pd

    path = tmp_path / "a.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame([["Report", None], ["title", "text"], ["A", TEXT], [None, None], ["B", "Sun shone."]]).to_excel(
            book, sheet_name="News", header=False, index=False
        )
        pd.DataFrame([["x", "y"], [1, 2]]).to_excel(book, sheet_name="Notes", header=False, index=False)
        pd.DataFrame([["title", "text"]]).to_excel(book, sheet_name="Names", header=False, index=False)
        pd.DataFrame([]).to_excel(book, sheet_name="Empty", header=False, index=False)
    corpus = tk.load(path)
    assert [article.locator for article in corpus] == ["sheet 'News', row 1", "sheet 'News', row 3"]
    said = str(corpus.load_report)
    assert "1 rows above the names of the columns are skipped" in said
    assert "sheet 'Notes' is not read: no column for the article text" in said
    assert "sheet 'Names' is not read: the sheet has names of columns and no row." in said
    assert "sheet 'Empty' is not read: the sheet is empty." in said
    assert [article.locator for article in tk.load(path, table="News")] == [
        "sheet 'News', row 1",
        "sheet 'News', row 3",
    ]
    with pytest.raises(LoadError, match="there is no sheet 'X'; sheets are News, Notes, Names, Empty"):
        tk.load(path, table="X")
    with pytest.raises(LoadError, match="the sheet has names of columns and no row"):
        tk.load(path, table="Names")
