"""What the cells of a table hold: text, lists, records, signs of HTML, and what makes a column no text and no id."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from toolkit.loading.cells import (
    LOOKED_AT,
    fault_of_id,
    fault_of_text,
    field,
    kept,
    plainly,
    printed_list,
    readable,
    string,
    unescaped,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Rain", "Rain"),
        (" Rain ", " Rain "),
        ("", None),
        (None, None),
        (float("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (1e15, "1000000000000000"),
        (1e16, "1e+16"),
        (-1e16, "-1e+16"),
        (True, "True"),
        ("a\0b", "ab"),
        ("a\ud83db", "a\ufffdb"),
        ("a\n\n\nb", "a\n\n\nb"),
    ],
)
def test_a_cell_is_text_and_a_missing_one_is_none(value: object, text: str | None) -> None:
    assert string(value) == text


def test_a_cell_that_only_says_that_it_is_empty_is_none() -> None:
    assert [field(value) for value in ("N/A", "null", "Rain", None)] == [None, None, "Rain", None]


@pytest.mark.parametrize(("value", "plain"), [(None, None), (pd.NaT, None), (pd.NA, None), (float("nan"), None),
                                              (0, 0), (1.5, 1.5), ("", ""), ([1], [1])])  # fmt: skip
def test_what_is_missing_is_none_and_all_else_stays(value: object, plain: object) -> None:
    assert plainly(value) == plain


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ([1, "\u00e9"], '[1, "\u00e9"]'),
        ((1, 2), "[1, 2]"),
        ({3}, "[3]"),
        ({"a": None}, '{"a": null}'),
        ("a\0b", "ab"),
        ("", ""),
        (7.0, 7.0),
        (float("nan"), None),
    ],
)
def test_a_cell_that_no_field_takes_stays_and_lists_are_json(value: object, held: object) -> None:
    found = kept(value)
    assert found == held
    assert type(found) is type(held)


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [
        ("Rain fell.", "Rain fell.", {}),
        (7.0, "7", {}),
        (None, None, {}),
        (["One.", "Two."], "One.\n\nTwo.", {}),
        (["['a']"], "['a']", {}),
        (["A _x000D_ b."], "A _x000D_ b.", {}),
        ("['One.', 'Two.']", "One.\n\nTwo.", {"lists printed in brackets in 'text' read as paragraphs": 1}),
        ("A_x000D__x000a_b_x0009_c", "A\r\nb\tc",
         {"line ends that a spreadsheet wrote as _x000D_ in 'text' restored": 1}),
        ("A _x0041_ b", "A _x0041_ b", {}),
    ],
)  # fmt: skip
def test_a_cell_is_readable_text_and_what_was_changed_is_counted(
    value: object, text: str | None, said: dict[str, int]
) -> None:
    counted: Counter[str] = Counter()
    assert readable(value, counted, "text") == text
    assert counted == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("A &amp;amp;amp; B", "A &amp; B"),
        ("A &#8217; B &#x2019;", "A \u2019 B \u2019"),
        ("R&D", "R&D"),
        ("plain", "plain"),
    ],
)
def test_signs_of_html_are_restored_at_most_twice(text: str, found: str) -> None:
    assert unescaped(text) == found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("['a', ' ', 'b']", ["a", "b"]),
        ('  ["a", "it\'s"] ', ["a", "it's"]),
        ('["a", null]', None),
        ("['a', 1]", None),
        ('["a\\/b"]', ["a/b"]),
        ('["a", "b"', None),
        ("['a'] said he", None),
        ("['a' 'b' said]", None),
        ("[a, 'b']", None),
        ("'a', 'b']", None),
        ("['a']['b']", None),
        ('["]', None),
        ("[]", None),
    ],
)
def test_a_list_that_was_printed_as_text_is_its_strings(text: str, pieces: list[str] | None) -> None:
    assert printed_list(text) == pieces


THAI = "\u0e01"


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ([12, "14,5 %", "1e5"], "numbers"),
        (["https://a.example/1", " www.b.example "], "addresses"),
        (["sport", "politics"], "single words"),
        (["1", "2", "sport"], "numbers and single words"),
        (["1", "sport", "art"], "single words and numbers"),
        (["1", "2", "a", "b", "www.a.example"], "numbers and single words"),
        (["Rain fell"], None),
        (["Over."], None),
        ([THAI * 8], None),
        ([THAI * 7], "single words"),
        (["<p>Rain</p>"], None),
        ([["pieces"], 1], None),
        ([("pieces",), 1], None),
        ([{"a": 1}], None),
        ([None, " ", "N/A"], None),
        ([None, "N/A", "1"], "numbers"),
        ([1] * (LOOKED_AT - 1) + ["Rain fell."], None),
        ([1] * LOOKED_AT + ["Rain fell."], "numbers"),
        (["www.a.example"] * (LOOKED_AT - 1) + ["Rain fell."], None),
        (["www.a.example"] * LOOKED_AT + ["Rain fell."], "addresses"),
        (["sport"] * (LOOKED_AT - 1) + ["Rain fell."], None),
        (["sport"] * LOOKED_AT + ["Rain fell."], "single words"),
    ],
)
def test_a_column_of_numbers_addresses_or_single_words_is_no_text(values: list[object], fault: str | None) -> None:
    assert fault_of_text(values) == fault


def ids(*values: object) -> list[dict[str, object]]:
    return [{"id": value, "text": f"Text {number}"} for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (ids("a", "b"), None),
        (ids(None, None, "a"), None),
        ([], None),
        (ids("a", "b", "b", "a", "b"), "the column 'id' repeats its values ('b' stands in 3 rows)"),
        (ids("a", "c", "b", "b"), "the column 'id' repeats its values ('b' stands in 2 rows)"),
        ([{"id": "a", "text": "x"}] * 2, None),
        ([{"id": "a", "text": "x"}] * 2 + ids("b", "c"), None),
        (ids("1.23E+12", "1.23E+12"),
         "the column 'id' repeats its values ('1.23E+12' stands in 2 rows; a spreadsheet cut its figures)"),
        (ids("x" * 50, "x" * 50), f"the column 'id' repeats its values ({'x' * 40!r} stands in 2 rows)"),
    ],
)  # fmt: skip
def test_a_column_whose_values_come_again_in_different_rows_tells_no_rows_apart(
    rows: list[dict[str, object]], fault: str | None
) -> None:
    assert fault_of_id("id", rows) == fault
