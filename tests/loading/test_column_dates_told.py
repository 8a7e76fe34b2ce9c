"""What decides how the dates of a column are read, and what the report says of those that are not read."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from toolkit.loading.column_dates import moment, read_column
from toolkit.loading.dates import find_date, read_date, read_short_date

DAY_FIRST = "the dates of 'd' are read day first, as its other dates tell"
MONTH_FIRST = "the dates of 'd' are read month first, as its other dates tell"
TWO_WAYS = (
    "{} of 'd' can be read in two ways, day first or month first ({}), and nothing in the column tells which: left "
    "empty; write them as 2019-12-31"
)
UNREAD = "{} of 'd' could not be read ({}): left empty"


@pytest.mark.parametrize(
    ("values", "notes"),
    [
        (["2019-03-12", "12 March 2019"], []),
        (["13/04/2019", "soon after 2019"], [UNREAD.format("1 date", "soon after 2019")]),
        (["13/04/2019", "03/04/2019"], [DAY_FIRST]),
        (["13/01/2019", "01/02/2019"], [DAY_FIRST]),
        (["01/13/2019", "02/01/2019"], [MONTH_FIRST]),
        (["12/31/2019", "12/12/2019"], []),
        (["13/04/2019", "03.04.2019"], []),
        (["13/04/2019", "00/04/2019"], [UNREAD.format("1 date", "00/04/2019")]),
        (["13/04/2019", "04/00/2019"], [UNREAD.format("1 date", "04/00/2019")]),
        (["13/00/2019", "03/04/2019"],
         [TWO_WAYS.format("1 date", "03/04/2019"), UNREAD.format("1 date", "13/00/2019")]),
        (["00/13/2019", "03/04/2019"],
         [TWO_WAYS.format("1 date", "03/04/2019"), UNREAD.format("1 date", "00/13/2019")]),
        (["32/04/2019", "03/04/2019"],
         [TWO_WAYS.format("1 date", "03/04/2019"), UNREAD.format("1 date", "32/04/2019")]),
        (["13/04/2019", "04/13/2019", "5/5/2019"],
         ["the column 'd' writes some dates day first and others month first"]),
        (["12/03/2019", "01/02/2019", "03/12/2019"],
         [TWO_WAYS.format("3 dates", "12/03/2019, 01/02/2019, 03/12/2019")]),
        (["01/02/2019"] * 2 + ["01/03/2019", "01/04/2019", "01/05/2019"],
         [TWO_WAYS.format("5 dates", "01/02/2019, 01/03/2019, 01/04/2019, ...")]),
        (["", " ", None, pd.NaT, float("nan"), "2019-03-12"], []),
        ([5.0, "no   day", True, "x" * 41], [UNREAD.format("4 dates", "5, no day, True, ...")]),
        (["x" * 41], [UNREAD.format("1 date", "x" * 40)]),
        ([1552360440, 1552360441], ["2 values of 'd' are seconds since 1970, read as the time in UTC"]),
        ([43536], ["1 values of 'd' are day numbers of a spreadsheet, read as dates"]),
        ([43536, 1e20], [UNREAD.format("1 date", "1e+20"),
         "1 values of 'd' are day numbers of a spreadsheet, read as dates"]),
        ([43536, 5], [UNREAD.format("2 dates", "43536, 5")]),
    ],
)  # fmt: skip
def test_what_is_not_plain_about_the_dates_of_a_column_is_said(values: list[object], notes: list[str]) -> None:
    assert list(read_column(values, "d").notes) == notes


@pytest.mark.parametrize(
    ("value", "when"),
    [
        (pd.Timestamp("2019-03-12 10:15", tz="Europe/Berlin"), datetime(2019, 3, 12, 10, 15)),
        (datetime(2019, 3, 12, 10, 15), datetime(2019, 3, 12, 10, 15)),
        (date(2019, 3, 12), datetime(2019, 3, 12)),
        ("20200809T071530Z", datetime(2020, 8, 9, 7, 15, 30)),
        ("20200809T0715", datetime(2020, 8, 9, 7, 15)),
        ("2019-03", datetime(2019, 3, 1)),
        ("2019/3", datetime(2019, 3, 1)),
        ("2019-13", None),
        ("12/13/2019", datetime(2019, 12, 13)),
        ("13/12/2019", datetime(2019, 12, 13)),
        ("12/12/2019", datetime(2019, 12, 12)),
        ("03.12.2019", datetime(2019, 12, 3)),
        ("12.03.68", datetime(2068, 3, 12)),
        ("12.03.69", datetime(1969, 3, 12)),
        ("12 Mar 68", datetime(2068, 3, 12)),
        ("12 Mar '69 10:15", datetime(1969, 3, 12, 10, 15)),
        ("12/13/2019, the late edition", datetime(2019, 12, 13)),
        ("12/13/2019, " + "x" * 40, datetime(2019, 12, 13)),
        ("12/13/2019, " + "x" * 41, None),
        ("\n2019-03-12", datetime(2019, 3, 12)),
        ("1500-01-01", datetime(1500, 1, 1)),
        ("1499-12-31", None),
        ("2100-12-31", datetime(2100, 12, 31)),
        ("2101-01-01", None),
        ("20190312", datetime(2019, 3, 12)),
        ("20191312", None),
        ("1499123100", datetime(2017, 7, 3, 23, 5)),
        (99_999_999, None),
        (100_000_000, datetime(1973, 3, 3, 9, 46, 40)),
        (4_102_444_799, datetime(2099, 12, 31, 23, 59, 59)),
        (4_102_444_800, None),
        ("1552360440." + "0" * 19, datetime(2019, 3, 12, 3, 14)),
        ("1552360440." + "0" * 20, None),
        (10**400, None),
        (float("inf"), None),
        (-1, None),
    ],
)
def test_one_value_is_a_time_as_it_is_printed(value: object, when: datetime | None) -> None:
    found = moment(value)
    assert found == when
    assert found is None or type(found) is datetime


@pytest.mark.parametrize(
    ("order", "when"), [("day", datetime(2019, 3, 12)), ("month", datetime(2019, 12, 3)), (None, None)]
)
def test_an_order_that_is_known_decides(order: str, when: datetime | None) -> None:
    assert moment("12/03/2019", order=order) == when  # type: ignore[arg-type]
    assert moment("12/13/2019", order=order) == datetime(2019, 12, 13)  # type: ignore[arg-type]
    assert moment("13/12/2019", order=order) == datetime(2019, 12, 13)  # type: ignore[arg-type]


def test_day_numbers_of_a_spreadsheet_are_days_with_a_time_and_within_bounds() -> None:
    assert read_column([43536.123456, 43536], "d").moments == (datetime(2019, 3, 12, 2, 57, 46), datetime(2019, 3, 12))
    assert read_column([20_000, 60_000], "d").moments == (datetime(1954, 10, 3), datetime(2064, 4, 8))
    assert read_column([19_999, 43536], "d").moments == (None, None)
    assert read_column([60_001, 43536], "d").moments == (None, None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("March 3, 2015", datetime(2015, 3, 3)),
        ("March 2015", datetime(2015, 3, 1)),
        ("Smarch 2015", None),
        ("March 3, 2015 x", None),
        ("03/12/2019", None),
        ("12/12/2019", datetime(2019, 12, 12)),
        ("03/13/2019", datetime(2019, 3, 13)),
        ("13/03/2019", datetime(2019, 3, 13)),
        ("March 3, 2015 12 am", datetime(2015, 3, 3, 0, 0)),
        ("March 3, 2015 1 pm", datetime(2015, 3, 3, 13, 0)),
        ("March 3, 2015 12 pm", datetime(2015, 3, 3, 12, 0)),
        ("March 3, 2015 0 am", None),
        ("March 3, 2015 13 pm", None),
        ("March 3, 2015 12:30 am", datetime(2015, 3, 3, 0, 30)),
        ("March 3, 2015 12:30 pm", datetime(2015, 3, 3, 12, 30)),
        ("March 3, 2015 1:30 pm", datetime(2015, 3, 3, 13, 30)),
        ("10:15 March 3, 2015", datetime(2015, 3, 3, 10, 15)),
        ("March 3, 2015 23:59", datetime(2015, 3, 3, 23, 59)),
        ("March 3, 2015 24:00", None),
        ("March 3, 2015 23:60", None),
        ("March 3, 2015" + " " * 147 + ",", None),
        ("February 30, 2015", None),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else_is_read(text: str, when: datetime | None) -> None:
    found = read_date(text)
    assert (found.when if found else None) == when


def test_a_line_of_up_to_160_characters_may_be_a_date() -> None:
    pad = "." * (160 - len("March 3, 2015"))
    assert read_date(f"March 3, 2015{pad}") is not None
    assert read_date(f"March 3, 2015{pad}.") is None


def test_a_month_that_two_languages_share_is_no_month() -> None:
    assert find_date("3 listopada 2015") is None
    assert find_date("3 November 2015") is not None


@pytest.mark.parametrize(
    ("text", "time", "when"),
    [
        ("28.02.68", "12:59", datetime(2068, 2, 28, 12, 59)),
        ("28.02.69", "", datetime(1969, 2, 28)),
        ("30.02.05", "", None),
        ("03/04/2015", "10:15", datetime(2015, 4, 3, 10, 15)),
    ],
)
def test_a_date_with_a_year_of_two_figures_is_read_day_first(text: str, time: str, when: datetime | None) -> None:
    found = read_short_date(text, time)
    assert (found.when if found else None) == when
