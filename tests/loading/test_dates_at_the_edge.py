"""Dates at the edges of what can be read: midnight and noon, the last day of a month, two orders, numbers of days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from toolkit.loading.column_dates import moment, read_column
from toolkit.loading.dates import Moment, find_date, read_date, read_short_date


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("12 March 2019 12:00 am", "2019-03-12T00:00"),
        ("12 March 2019 12:00 pm", "2019-03-12T12:00"),
        ("12 March 2019 11:59 p.m.", "2019-03-12T23:59"),
        ("12 March 2019 1 am", "2019-03-12T01:00"),
        ("12 March 2019 12am", "2019-03-12T00:00"),
        ("12 March 2019 12pm", "2019-03-12T12:00"),
        ("12 March 2019 13pm", "2019-03-12T00:00"),
        ("12 March 2019 0am", "2019-03-12T00:00"),
        ("12 March 2019 23:59", "2019-03-12T23:59"),
        ("12 March 2019 24:00", "2019-03-12T00:00"),
        ("12 March 2019 10:60", "2019-03-12T00:00"),
        ("9:30 12 March 2019", "2019-03-12T09:30"),
        ("9:30 12 March 2019 10:15", "2019-03-12T10:15"),
        ("2019年3月12日 午前 12:05", "2019-03-12T00:05"),
        ("2019年3月12日 午後 1:05", "2019-03-12T13:05"),
        ("12/12/2019", "2019-12-12T00:00"),
        ("13/12/2019", "2019-12-13T00:00"),
        ("12/13/2019", "2019-12-13T00:00"),
        ("31 February 2019, 1 March 2019", "2019-03-01T00:00"),
        ("29 February 2020", "2020-02-29T00:00"),
        ("12th of March, 2019", "2019-03-12T00:00"),
        ("Mar 12 2019", "2019-03-12T00:00"),
        ("Tue Mar 12 03:14:00 +0000 2019", "2019-03-12T03:14"),
        ("1500-01-01", "1500-01-01T00:00"),
        ("2099-12-31", "2099-12-31T00:00"),
    ],
)
def test_a_date_is_found_to_the_minute(line: str, when: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.when.isoformat(timespec="minutes") == when


@pytest.mark.parametrize("line", ["12/11/2019", "29 February 2019", "1499-01-01", "12 listopada 2019", "0/5/2019"])
def test_no_date_is_found(line: str) -> None:
    assert find_date(line) is None


def test_precision_and_what_stands_around() -> None:
    assert find_date("12 March 2019") == Moment(datetime(2019, 3, 12), "day", "")
    assert find_date("Final, Tuesday 12 March 2019 9:30 GMT (late)") == Moment(
        datetime(2019, 3, 12, 9, 30), "minute", "Final late"
    )
    assert find_date("A 9:30 12 March 2019 B") == Moment(datetime(2019, 3, 12, 9, 30), "minute", "A B")
    assert find_date("le 12 mars 2019") == Moment(datetime(2019, 3, 12), "day", "")
    assert find_date("2019-03-12T09:30:00+01:00") == Moment(datetime(2019, 3, 12, 9, 30), "minute", "")


def test_a_line_that_is_a_date_and_little_else() -> None:
    assert read_date("12 March 2019 ab", longest_rest=2) is not None
    assert read_date("12 March 2019 abc", longest_rest=2) is None
    assert read_date("x" * 149 + " 2019-03-12", longest_rest=200) is not None  # 160 characters
    assert read_date("x" * 150 + " 2019-03-12", longest_rest=200) is None
    month = read_date("March 2019")
    assert month == Moment(datetime(2019, 3, 1), "month", "")
    assert read_date("Smarch 2019") is None
    assert read_date("03/04/2019", order="month") == Moment(datetime(2019, 3, 4), "day", "")


def test_short_dates_of_two_centuries() -> None:
    found = read_short_date("28.02.05", "12:59")
    assert found == Moment(datetime(2005, 2, 28, 12, 59), "minute", "")
    assert read_short_date("31.02.05") is None
    assert read_short_date("12.03.2019", "1:05") == Moment(datetime(2019, 3, 12, 1, 5), "minute", "")


@pytest.mark.parametrize(
    ("value", "when"),
    [
        (100_000_000, "1973-03-03T09:46"),
        (99_999_999, None),
        (4_102_444_799, "2099-12-31T23:59"),
        (4_102_444_800, None),
        (100_000_000_000, "1973-03-03T09:46"),
        (1_552_360_440_000_000, "2019-03-12T03:14"),
        (1_552_360_440_000_000_000, "2019-03-12T03:14"),
        (20_190_312, "2019-03-12T00:00"),
        ("201903121415", "2019-03-12T14:15"),
        ("20190312141516", "2019-03-12T14:15"),
        ("20191312", None),
        ("14990101", None),
        ("15000101", "1500-01-01T00:00"),
        ("20190312T0315", "2019-03-12T03:15"),
        ("20191312T0315", None),
        ("2019-03", "2019-03-01T00:00"),
        ("2019/13", None),
        ("12-Mar-68", "2068-03-12T00:00"),
        ("12-Mar-69", "1969-03-12T00:00"),
        ("12.3.69", "1969-03-12T00:00"),
        ("12.3.68 14:05", "2068-03-12T14:05"),
        ("3.12.2019", "2019-12-03T00:00"),  # a point: the day stands first
        ("3-12-2019", None),
        ("13-12-2019", "2019-12-13T00:00"),
        ("12-13-2019", "2019-12-13T00:00"),
        ("12/12/2019", "2019-12-12T00:00"),
        ("13/13/2019", None),
        ("32/12/2019", None),
        ("2101-01-01", None),
        ("2100-12-31", "2100-12-31T00:00"),
        ("1499-12-31", None),
        (date(2019, 3, 12), "2019-03-12T00:00"),
        (datetime(1499, 1, 1), None),
        (True, None),
        (1e21, None),
        (None, None),
        ("", None),
        ("  2019-03-12  ", "2019-03-12T00:00"),
    ],
)  # fmt: skip
def test_one_value_is_a_moment_or_none(value: object, when: str | None) -> None:
    found = moment(value)
    assert (found.isoformat(timespec="minutes") if found else None) == when


def test_the_order_of_a_value_alone_is_told() -> None:
    assert moment("03/04/2019", order="day") == datetime(2019, 4, 3)
    assert moment("03/04/2019", order="month") == datetime(2019, 3, 4)
    assert moment("13/04/2019", order="month") == datetime(2019, 4, 13)
    assert moment("04/13/2019", order="day") == datetime(2019, 4, 13)


@pytest.mark.parametrize(
    ("values", "days", "said"),
    [
        ([20_000, 60_000], ["1954-10-03", "2064-04-08"], "2 values of 'd' are day numbers of a spreadsheet"),
        ([19_999, 60_000], [None, None], "2 dates of 'd' could not be read (19999, 60000)"),
        ([20_000, 60_001], [None, None], "could not be read"),
        ([43536.5, None], ["2019-03-12", None], "1 values of 'd' are day numbers"),
        (["03/04/2019", "13/04/2019"], ["2019-04-03", "2019-04-13"], "read day first, as its other dates tell"),
        (["03/04/2019", "04/13/2019"], ["2019-03-04", "2019-04-13"], "read month first, as its other dates tell"),
        (["12/31/2019", "31/12/2019"], ["2019-12-31", "2019-12-31"], "some dates day first and others month first"),
        (["03/04/2019"], [None], "1 date of 'd' can be read in two ways"),
        (["a1", "b1", "c1", "d1"], [None] * 4, "(a1, b1, c1, ...): left empty"),
        (["a1", "a1", "b1", "c1"], [None] * 4, "(a1, b1, c1): left empty"),
        ([1552360440, 1552360441], ["2019-03-12"] * 2, "2 values of 'd' are seconds since 1970"),
        ([1552360440000], ["2019-03-12"], "1 values of 'd' are milliseconds since 1970"),
    ],
)
def test_a_column_says_how_it_was_read(values: list[object], days: list[str | None], said: str) -> None:
    found = read_column(values, "d")
    assert [when.date().isoformat() if when else None for when in found.moments] == days
    assert said in "; ".join(found.notes)
    assert len(found.notes) == 1


def test_a_column_of_plain_dates_says_nothing() -> None:
    assert read_column(["2019-03-12", "12.03.2019", None, float("nan"), "07/07/2019"], "d").notes == ()
    assert read_column(["13/04/2019"], "d").notes == ()  # nothing to tell: no date was open
