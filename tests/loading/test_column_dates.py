"""The dates of a column: one order for all of them, nothing guessed, what cannot be read counted and shown."""

from __future__ import annotations

import json
import warnings
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.loading.column_dates import moment, read_column

TEXT = "The ferry stayed in the harbour, and the crew went home."


def days(values: list[object]) -> list[str | None]:
    return [None if when is None else when.date().isoformat() for when in read_column(values, "date").moments]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["03/04/2019", "13/04/2019"], ["2019-04-03", "2019-04-13"]),
        (["03/04/2019", "04/13/2019"], ["2019-03-04", "2019-04-13"]),
        (["03-04-2019", "25-04-2019"], ["2019-04-03", "2019-04-25"]),
        (["12.03.19", "01.02.2020"], ["2019-03-12", "2020-02-01"]),
        (["03/04/2019", "05/06/2019"], [None, None]),
        (["13/04/2019", "04/13/2019", "03/04/2019"], ["2019-04-13", "2019-04-13", None]),
        (["07/07/2019"], ["2019-07-07"]),
        ([1552360440, "1552360440", 1552360440000, 1552360440.5], ["2019-03-12"] * 4),
        ([43536, 43537], ["2019-03-12", "2019-03-13"]),
        (["20190312", "201903120314", "20190312031400"], ["2019-03-12"] * 3),
        (["10:15", "3/4", "May 5", "yesterday", "2019", "Spring issue"], [None] * 6),
        (["0001-01-01", "9999-12-31", "0000-00-00", "1470-05-05", 0, -1], [None] * 6),
        (
            ["12 mars 2019", "12. März 2019", "12 de marzo de 2019", "12 марта 2019", "12 maart 2019"],
            ["2019-03-12"] * 5,
        ),
        (
            ["2019年3月12日", "12 března 2019", "12 Mart 2019", "12 березня 2019", "12 maaliskuuta 2019"],
            ["2019-03-12"] * 5,
        ),
        (["Tue Mar 12 03:14:00 +0000 2019", "Tue, 12 Mar 2019 03:14:00 GMT", "12-Mar-19"], ["2019-03-12"] * 3),
        (["2019-03", "March 2019"], ["2019-03-01"] * 2),
        ([None, float("nan"), ""], [None] * 3),
    ],
)
def test_a_column_has_one_order_and_no_invented_dates(values: list[object], expected: list[str | None]) -> None:
    assert days(values) == expected


def test_what_is_left_empty_is_counted_with_examples() -> None:
    two_ways = read_column(["03/04/2019", "05/06/2019"], "date").notes
    assert two_ways[0].startswith("2 dates of 'date' can be read in two ways")
    assert "03/04/2019, 05/06/2019" in two_ways[0]
    (unread,) = read_column(["soon", "later", "2019-03-12"], "date").notes
    assert unread == "2 dates of 'date' could not be read (soon, later): left empty"
    (numbers,) = read_column([1552360440], "date").notes
    assert "seconds since 1970" in numbers


def test_times_stay_on_the_clock_of_the_source() -> None:
    assert moment("2019-03-12T03:14:00+05:00") == datetime(2019, 3, 12, 3, 14)
    assert moment("03/14/2019 2:05 PM") == datetime(2019, 3, 14, 14, 5)
    assert moment(datetime(2019, 3, 12, 4)) == datetime(2019, 3, 12, 4)


def test_a_column_of_times_completes_the_day(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'date,time,text\n12-Mar-2019,03:14AM,"{TEXT}"\n', encoding="utf-8")
    assert tk.load(path)[0].published == datetime(2019, 3, 12, 3, 14)


def test_dates_of_a_table_are_read_without_a_warning_and_said_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "\n".join(f'{day},"{TEXT}"' for day in ("03/04/2019", "13/04/2019", "12 de marzo de 2019", "tomorrow"))
    path.write_text(f"date,text\n{rows}\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        corpus = tk.load(path)
    assert [None if a.published is None else a.published.month for a in corpus] == [4, 4, 3, None]
    assert corpus[3].get("date") == "tomorrow"
    assert "1 date of 'date' could not be read (tomorrow)" in str(corpus.load_report)


def test_a_number_in_json_is_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": TEXT, "created_utc": 1552360440}]), encoding="utf-8")
    assert tk.load(path)[0].published == datetime(2019, 3, 12, 3, 14)


@given(st.lists(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none(), st.dates()), max_size=6))
def test_any_values_are_dates_or_none(values: list[object]) -> None:
    found = read_column(values, "date")
    assert len(found.moments) == len(values)
    assert all(when is None or 1500 <= when.year <= 2100 for when in found.moments)
