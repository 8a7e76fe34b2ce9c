"""Dates in the words of newspapers."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.loading.dates import find_date, read_date, read_short_date


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("July 1, 2019 Monday 9:20 AM GMT", datetime(2019, 7, 1, 9, 20)),
        ("December 19, 1991, Sunday, Late Edition - Final", datetime(1991, 12, 19)),
        ("Friday, March 20, 2018  16:51:31", datetime(2018, 3, 20, 16, 51)),
        ("13 November 2017", datetime(2017, 11, 13)),
        ("Montag, 3. Juli 2017", datetime(2017, 7, 3)),
        ("28.12.2017 10:36 Uhr", datetime(2017, 12, 28, 10, 36)),
        ("28.12.2017 10.36 Uhr", datetime(2017, 12, 28, 10, 36)),
        ("jeudi 29 décembre 2011", datetime(2011, 12, 29)),
        ("1er juin 2012 à 14h05", datetime(2012, 6, 1, 14, 5)),
        ("4 de junio de 2012", datetime(2012, 6, 4)),
        ("woensdag 30 november 2011", datetime(2011, 11, 30)),
        ("3 марта 2015", datetime(2015, 3, 3)),
        ("2017 年 11 月 13 日", datetime(2017, 11, 13)),
        ("2018年5月31日 下午 3:20", datetime(2018, 5, 31, 15, 20)),
        ("2018년 5월 31일", datetime(2018, 5, 31)),
        ("2012-01-09T01:35:58Z", datetime(2012, 1, 9, 1, 35)),
        ("21-06-2013", datetime(2013, 6, 21)),
        ("2009.01.12", datetime(2009, 1, 12)),
        ("12/31/2019", datetime(2019, 12, 31)),
        ("31/12/2019", datetime(2019, 12, 31)),
    ],
)
def test_a_date_is_read_on_the_clock_of_its_source(line: str, when: datetime) -> None:
    found = read_date(line, longest_rest=30)
    assert found is not None
    assert found.when == when
    assert found.when.tzinfo is None


@pytest.mark.parametrize(
    "line", ["03/04/2019", "31 February 2019", "Late Edition", "45 Smarch 2019", "2019", "", "12:30"]
)
def test_what_is_no_date_or_two_is_not_read(line: str) -> None:
    assert find_date(line) is None


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert read_date("On July 1, 2019 the ferry came back to the harbour.", longest_rest=20) is None


def test_what_stands_beside_a_date_is_kept() -> None:
    found = read_date("December 19, 1991, Sunday, Late Edition - Final", longest_rest=60)
    assert found is not None
    assert found.rest == "Late Edition - Final"


def test_the_order_of_slashes_is_the_callers() -> None:
    day, month = find_date("03/04/2019", order="day"), find_date("03/04/2019", order="month")
    assert day is not None
    assert month is not None
    assert (day.when.month, month.when.month) == (4, 3)


def test_two_figures_are_a_year_of_this_century_up_to_68() -> None:
    years = [found.when.year for text in ("01.02.05", "01.02.68", "01.02.69") if (found := read_short_date(text))]
    assert years == [2005, 2068, 1969]


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for found in (find_date(text), read_date(text, longest_rest=40), read_short_date(text, text)):
        assert found is None or found.when.tzinfo is None


@given(st.dates(min_value=datetime(1850, 1, 1).date(), max_value=datetime(2099, 12, 31).date()))
def test_every_day_written_out_comes_back(day: object) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"):
        found = read_date(day.strftime(form))  # type: ignore[attr-defined]
        assert found is not None
        assert found.when.date() == day
