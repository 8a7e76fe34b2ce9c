"""Where the records of JSON are found, and which of several places is taken; texts in pieces, and speech."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.loading.json_lists import find_records, unwrapped
from toolkit.loading.rich import are_spoken, text_of

TEXT = "Rain fell all day."
A, B = {"title": "A", "text": TEXT}, {"title": "B", "text": TEXT}
C = {"headline": "C", "summary": "x y"}
HI = {"start": 0, "text": "Hi."}
COLUMNS = "columns of values read as one record a row"
SPEECH = "segments of speech read as one text"


def below(depth: int) -> object:
    """A list of records below so many keys."""
    value: object = [A]
    for _ in range(depth):
        value = {"key": value}
    return value


def left_out(name: str, many: int) -> str:
    return f"the list {name!r} with {many} records is left out"


@pytest.mark.parametrize(
    ("value", "records", "notes"),
    [
        (["a b", "c"], ["a b", "c"], []),
        ([A], [A], []),
        (A, [A], []),
        ({"x": 1}, [{"x": 1}], []),
        ([{"x": 1}, 2], [{"x": 1}, 2], []),
        ([HI], [{"text": "Hi."}], [SPEECH]),
        ({"lang": "en", "segments": [HI]}, [{"lang": "en", "text": "Hi."}], [SPEECH]),
        ({**A, "segments": [HI]}, [{**A, "segments": [HI]}], []),
        ({"a": {"b": [A, B]}}, [A, B], ["records found in 'a.b'"]),
        (below(8), [A], ["records found in 'key.key.key.key.key.key.key.key'"]),
        (below(9), [below(9)], []),
        ({"page": {"title": "P", "items": [A, B]}}, [A, B], ["records found in 'page.items'"]),
        ({"related": [A, B]}, [A, B], ["records found in 'related'"]),
        ({"items": [A], "related": [B, B]}, [A], ["records found in 'items'", left_out("related", 2)]),
        ({"news": [A], "blog": [C]}, [A], ["records found in 'news'", left_out("blog", 1)]),
        ({"news": [A], "x": {"blog": [C]}}, [A], ["records found in 'news'"]),
        ({"news": [A], "x": {"blog": [C, C]}}, [A], ["records found in 'news'", left_out("x.blog", 2)]),
        ({"news": [A], "x": {"blog": [B]}}, [A], ["records found in 'news'", left_out("x.blog", 1)]),
        ([A, {"items": [B]}], [A, {"items": [B]}], []),
        ({"total": 2, "items": [A, B]}, [A, B], ["records found in 'items'"]),
        ({"total": 3, "items": [A, B]}, [A, B],
         ["records found in 'items'", "the search found 3 articles; this file holds 2"]),
        ({"meta": {"count": 7000}, "items": [A]}, [A],
         ["records found in 'items'", "the search found 7,000 articles; this file holds 1"]),
        ({"total": "9", "items": [A]}, [A], ["records found in 'items'"]),
        ({"id1": A, "id2": B}, [{"id": "id1", **A}, {"id": "id2", **B}], []),
        ({"id1": A, "n": 1}, [{"id1": A, "n": 1}], []),
        ({"id1": {"x": 1}, "id2": A, "id3": B}, [{"id": "id1", "x": 1}, {"id": "id2", **A}, {"id": "id3", **B}], []),
        ({"id1": {"x": 1}, "id2": A}, [{"id1": {"x": 1}, "id2": A}], []),
        ({"title": "P", "text": [A, B]}, [A, B], ["records found in 'text'"]),
        ({"title": "P", "text": ["One.", "Two."]}, [{"title": "P", "text": ["One.", "Two."]}], []),
        ({"title": "P", "text": "word", "items": [A]}, [A], ["records found in 'items'"]),
        ({"title": "P", "text": "w" * 20, "items": [A]}, [A], ["records found in 'items'"]),
        ({"title": "P", "text": "w" * 21, "items": [A]}, [{"title": "P", "text": "w" * 21, "items": [A]}], []),
        ({"title": "P", "text": "two words", "items": [A]}, [{"title": "P", "text": "two words", "items": [A]}], []),
        ({"title": "P", "text": [], "items": [A]}, [A], ["records found in 'items'"]),
    ],
)  # fmt: skip
def test_the_records_that_look_most_like_articles_are_taken(
    value: Any, records: list[object], notes: list[str]
) -> None:
    found = find_records(value)
    assert found is not None
    assert (found.records, found.notes) == (records, notes)


@pytest.mark.parametrize("value", [[], ["a", 1], [1, 2], "text", 5, [["title", "text"]], [["x", "y"], ["a", "b"]],
                                   [["title", 1], ["a", "b"]], [["title"], ["a"]]])  # fmt: skip
def test_a_value_without_records_has_none(value: object) -> None:
    assert find_records(value) is None


@pytest.mark.parametrize(
    ("value", "records"),
    [
        ([["title", "text"], ["A", TEXT], ["B"]], [A, {"title": "B"}]),
        ({"columns": ["title", "text"], "data": [["A", TEXT]]}, [A]),
        ({"columns": [1, "text"], "data": [["A", TEXT]]}, [{"1": "A", "text": TEXT}]),
        ({"columns": ["title", "text"], "data": []}, []),
        ({"title": {"0": "A"}, "text": {"0": TEXT}}, [A]),
        ({"title": ["A"], "text": [TEXT]}, [A]),
        ({"title": ["A", "B"], "text": [TEXT, TEXT], "n": 1}, [{**A, "n": 1}, {**B, "n": 1}]),
        ({"title": ["A"], "text": [TEXT], "x": [5]}, [{**A, "x": 5}]),
    ],
)
def test_a_table_written_by_columns_is_read_by_rows(value: Any, records: list[object]) -> None:
    found = find_records(value)
    assert found is not None
    assert (found.records, found.notes) == (records, [COLUMNS])


@pytest.mark.parametrize(
    "value",
    [
        {"columns": ["title", "text"], "data": [1]},
        {"title": {"0": "A"}},
        {"title": {"0": "A"}, "text": {"1": TEXT}},
        {"title": {"0": {}}, "text": {"0": TEXT}},
        {"title": {"0": "A"}, "text": {"0": {}}},
        {"title": {}, "text": {}},
        {"x": {"0": "A"}, "y": {"0": TEXT}},
        {"title": ["A"], "text": [TEXT, TEXT]},
        {"title": [{}], "text": [TEXT]},
        {"title": [[]], "text": [TEXT]},
        {"title": ["A"], "x": [1]},
        {"title": [], "text": []},
        {"title": ["A"], "text": [TEXT], "n": {"x": 1}},
        {"text": [TEXT, TEXT], "n": 1},
        {"text": [TEXT, TEXT]},
        {},
    ],
)
def test_what_is_no_table_by_columns_is_one_record(value: dict[str, object]) -> None:
    found = find_records(value)
    assert found is not None
    assert (found.records, found.notes) == ([value], [])


def beside(many: int, keys: str, column: str) -> str:
    return f"{many} lists of records side by side ({keys}) are joined; their names are the column {column!r}"


@pytest.mark.parametrize(
    ("value", "keys", "column", "note"),
    [
        ({"bbc": [A], "cnn": [A, A]}, ["bbc", "cnn", "cnn"], "group", beside(2, "bbc, cnn", "group")),
        ({"2019-03-12": [A], "12/3/2019": [A]}, ["2019-03-12", "12/3/2019"], "date",
         beside(2, "2019-03-12, 12/3/2019", "date")),
        ({"2019-03-12": [A], "x": [A]}, ["2019-03-12", "x"], "group", beside(2, "2019-03-12, x", "group")),
        ({"2019-03-12": [{"date": 1, **A}], "2019-03-13": [A]}, ["2019-03-12", "2019-03-13"], "group",
         beside(2, "2019-03-12, 2019-03-13", "group")),
        ({"bbc": [{"group": 1, **A}], "cnn": [A]}, ["bbc", "cnn"], "list", beside(2, "bbc, cnn", "list")),
        ({"bbc": [{"group": 1, **A}], "cnn": [{"list": 1, **A}]}, ["bbc", "cnn"], "list of records",
         beside(2, "bbc, cnn", "list of records")),
        ({f"k{n}": [A] for n in range(5)}, [f"k{n}" for n in range(5)], "group",
         beside(5, "k0, k1, k2, k3, k4", "group")),
        ({f"k{n}": [A] for n in range(6)}, [f"k{n}" for n in range(6)], "group",
         beside(6, "k0, k1, k2, k3, k4, ...", "group")),
        ({"2019": {"03": [A], "04": [A]}, "2020": {"03": [A]}}, ["2019-03", "2019-04", "2020-03"], "date",
         beside(3, "2019-03, 2019-04, 2020-03", "date")),
        ({"2019": {"03": {"1": [A], "2": [A]}}}, ["2019-03-1", "2019-03-2"], "date",
         beside(2, "2019-03-1, 2019-03-2", "date")),
        ({"bbc": {"news": [A]}, "cnn": {"news": [A]}}, ["bbc", "cnn"], "group", beside(2, "bbc, cnn", "group")),
    ],
)  # fmt: skip
def test_lists_of_one_kind_side_by_side_are_joined_by_their_keys(
    value: Any, keys: list[str], column: str, note: str
) -> None:
    found = find_records(value)
    assert found is not None
    assert [record[column] for record in found.records if isinstance(record, dict)] == keys
    assert found.notes == [note]


@pytest.mark.parametrize(
    ("value", "headlines", "note"),
    [
        ([{"items": [A]}, {"items": [B]}], ["A", "B"], "2 lists of records, one behind the other, are joined"),
        ({"pages": [{"items": [A]}, {"items": [B]}]}, ["A", "B"],
         "2 lists of records, one behind the other, are joined"),
        ({"news": [A], "x": {"items": [B]}}, ["A"], "records found in 'news'"),
        ({"news": [{"title": "A", "text": TEXT, "url": "u", "date": "d", "id": 1}], "blog": [C]}, ["A"],
         "records found in 'news'"),
        ({"news": [A], "blog": [{"title": "B"}]}, ["A"], "records found in 'news'"),
    ],
)  # fmt: skip
def test_lists_of_another_kind_are_not_joined(value: Any, headlines: list[str], note: str) -> None:
    found = find_records(value)
    assert found is not None
    assert [record["title"] for record in found.records if isinstance(record, dict)] == headlines
    assert found.notes[0] == note


@pytest.mark.parametrize(
    ("record", "inner"),
    [
        ({"_source": {"a": 1}, "_id": 2}, {"_id": 2, "a": 1}),
        ({"_source": {"a": 1}, "a": 2}, {"a": 1}),
        ({"tweet": {"a": 1}}, {"a": 1}),
        ({"fields": {"a": 1}}, {"a": 1}),
        ({"tweet": {"a": 1}, "b": 2}, {"tweet": {"a": 1}, "b": 2}),
        ({"tweet": "a"}, {"tweet": "a"}),
        ({"_source": "a"}, {"_source": "a"}),
        ({}, {}),
    ],
)
def test_an_envelope_around_a_record_is_taken_off(record: dict[str, object], inner: dict[str, object]) -> None:
    assert unwrapped(record) == inner


def deep(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Rain", "Rain"),
        (5, "5"),
        (1.5, "1.5"),
        (True, None),
        (None, None),
        ([], None),
        ({}, None),
        ([None, "a", "", "b"], "a\n\nb"),
        (["a ", {"type": "bold", "text": "b"}, " c"], "a b c"),
        ([{"type": "plain", "text": "a "}, {"type": "LINK", "text": "b"}], "a b"),
        ([{"text": "a"}, {"text": "b"}], "a\n\nb"),
        ([{"text": "a"}, " b"], "a b"),
        ([{"type": "paragraph", "text": "a"}, " b"], "a\n\n b"),
        ({"Content": "a", "value": "b"}, "a"),
        ({"text": "", "value": "b"}, "b"),
        ({"title": "T", "text": "a"}, "T\n\na"),
        ({"title": " ", "text": "a"}, "a"),
        ({"title": 5, "text": "a"}, "a"),
        ({"title": "T", "caption": "a"}, "a"),
        ({"other": "a"}, None),
        (deep(13), "x"),
        (deep(14), None),
        ([{"start": 1, "text": "a "}, {"start": 2, "text": " b"}], "a b"),
        ([{"start": 1, "text": "a", "speaker": "S"}, {"start": 2, "text": "b", "speaker": "S"},
          {"start": 3, "text": "c", "speaker": "T"}, {"start": 4, "text": "d"}], "S: a b\n\nT: c d"),
        (b"x", "120"),
    ],
)  # fmt: skip
def test_a_text_in_pieces_is_put_together(value: object, text: str | None) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ([HI], True),
        ([{"timestamp": [0, 1], "text": "a"}], True),
        ([], False),
        ("text", False),
        ({"start": 0, "text": "a"}, False),
        ([HI, {"text": "a"}], False),
        ([HI, "a"], False),
        ([{"start": "soon", "text": "a"}], False),
        ([{"start": 0, "end": None, "text": "a"}], False),
        ([{"start": 0, "text": 5}], False),
        ([{**HI, "title": "A"}], False),
        ([{**HI, "article": 1}], False),
    ],
)
def test_segments_of_speech_have_a_text_and_a_time_and_nothing_of_an_article(value: object, spoken: bool) -> None:
    assert are_spoken(value) is spoken
