"""The figures of a report: which rows are drawn, in which order, and when there is too little to draw."""

from __future__ import annotations

from math import nan
from typing import Any

import pandas as pd
import pytest

from toolkit.reporting.figures import FEWEST_WORDS, TOP, draw, figures, largest
from toolkit.views.plots.charts import BLUE, ORANGE, Chart


def rates(*rows: tuple[str, int, int, float], **more: Any) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["voice", "hits", "words", "per_1000"])
    return table.assign(low=table.per_1000 / 2, high=table.per_1000 * 2, **more)


def shares(name: str, count: int) -> pd.DataFrame:
    rows = [(f"n{n:02d}", 100 - n, 0.5 - n / 100, 0.25, nan if n else 0.75) for n in range(count)]
    return pd.DataFrame(rows, columns=[name, "words", "share", "low", "high"])


def labels(chart: Chart | None) -> list[str]:
    assert chart is not None
    return [tick.get_text() for tick in chart.figure.axes[0].get_yticklabels()]


def colours(chart: Chart | None) -> list[str]:
    from matplotlib.colors import to_hex

    assert chart is not None
    dots = chart.figure.axes[0].collections[-1].get_facecolor()
    return [to_hex(colour).upper() for colour in dots]  # type: ignore[union-attr, arg-type]


def test_voices_with_few_words_and_sums_are_not_drawn() -> None:
    table = rates(
        ("outlet", 3, FEWEST_WORDS, 3.0), ("direct", 9, FEWEST_WORDS - 1, 9.0), ("(all)", 12, 900, 5.0),
        ("partial", 1, 1000, 1.0),
    )  # fmt: skip
    chart = draw("loaded_rates", table)
    assert labels(chart) == ["outlet  3 of 20", "partial  1 of 1,000"]
    assert colours(chart) == [ORANGE.upper(), BLUE.upper()]
    assert chart is not None
    assert chart.alt == (
        "Dot plot, loaded words in 1,000 words. Loaded words in 1,000 words of each voice (voices with 20 words or "
        "more): outlet 3.0 (1.5 to 6.0); partial 1.0 (0.5 to 2.0)."
    )
    assert draw("loaded_rates", table[1:3]) is None


def test_two_groups_of_the_own_voice_are_drawn_and_one_is_not() -> None:
    table = rates(("outlet", 3, 100, 3.0), ("outlet", 9, 100, 9.0), ("direct", 9, 100, 90.0), ("outlet", 0, 0, 99.0))
    table = table.assign(desk=["A", "B", "C", "D"], articles=[5, 1, 9, 9])
    assert labels(draw("loaded_rates_by_group", table, by="desk")) == ["B  9 of 100", "A  3 of 100"]
    assert draw("loaded_rates_by_group", table[:1], by="desk") is None
    assert draw("loaded_rates_by_group", table[2:], by="desk") is None


def test_ten_groups_with_most_articles_are_compared() -> None:
    rows = [("outlet", 1, 100 + n, float(n)) for n in range(12)]
    table = rates(*rows, desk=[f"D{n}" for n in range(12)], articles=[9 - n % 3 for n in range(12)])
    chosen = largest(table, "desk")
    assert len(chosen) == TOP == 10
    assert set(table.desk) - set(chosen.desk) == {"D2", "D5"}  # fewest articles, and of these fewest words
    assert chosen.per_1000.tolist() == sorted(chosen.per_1000, reverse=True)


def test_one_period_is_no_time() -> None:
    table = rates(("outlet", 3, 100, 3.0), ("(all)", 5, 200, 2.0), ("outlet", 4, 100, 4.0))
    table = table.assign(period=["2020-01", "2020-03", "2020-02"])
    assert labels(draw("loaded_over_time", table)) == ["2020-01  3 of 100", "2020-02  4 of 100"]
    assert draw("loaded_over_time", table[:2]) is None


@pytest.mark.parametrize(("name", "column", "most"), [("speakers", "speaker", 10), ("voices", "voice", 12)])
def test_shares_are_drawn_in_percent(name: str, column: str, most: int) -> None:
    chart = draw(name, shares(column, 12))
    assert labels(chart) == [f"n{n:02d}  {100 - n}" for n in range(most)]
    assert chart is not None
    assert ": n00 50.0 (25.0 to 75.0); n01 49.0 (" in chart.alt
    assert draw(name, shares(column, 0)) is None


def test_the_ten_most_frequent_words_are_drawn_in_10_000() -> None:
    table = pd.DataFrame([(f"w{n}", 20 - n, 1000.0 - 100 * n, 500.0, 2000.0) for n in range(11)])
    table.columns = pd.Index(["term", "count", "per_million", "low", "high"])
    chart = draw("term_frequency", table)
    assert labels(chart) == [f"w{n}  {20 - n}" for n in range(10)]
    assert chart is not None
    assert "uses in 10,000 words. Most frequent words: w0 10.0 (5.0 to 20.0); w1 9.0" in chart.alt
    assert set(colours(chart)) == {BLUE.upper()}
    assert draw("term_frequency", table[:0]) is None


def test_a_row_without_an_interval_has_its_dot_alone() -> None:
    table = rates(("outlet", 3, 100, 3.0), ("direct", 9, 100, 9.0))
    table.loc[1, ["low", "high"]] = nan
    chart = draw("loaded_rates", table)
    assert chart is not None
    axes = chart.figure.axes[0]
    assert axes.get_xlabel() == "loaded words in 1,000 words; grey: 95 % interval over articles"
    assert len(axes.collections[0].get_paths()) == 1
    assert [tuple(note.xy) for note in axes.texts] == [(6.0, 0), (9.0, 1)]  # type: ignore[attr-defined]
    assert chart.alt.endswith("outlet 3.0 (1.5 to 6.0); direct 9.0.")
    none = draw("loaded_rates", table[1:])
    assert none is not None
    assert none.figure.axes[0].get_xlabel() == "loaded words in 1,000 words"


def test_a_figure_begins_at_zero_and_its_first_row_is_on_top() -> None:
    chart = draw("loaded_rates", rates(("outlet", 3, 100, 3.0), ("direct", 9, 100, 9.0), ("partial", 9, 100, 9.0)))
    assert chart is not None
    axes = chart.figure.axes[0]
    assert axes.get_ylim() == (2.5, -0.5)
    assert axes.get_xlim()[0] == 0
    assert axes.get_yticks().tolist() == [0, 1, 2]
    assert chart.table.voice.tolist() == ["outlet", "direct", "partial"]


def test_long_names_are_cut_at_forty_characters() -> None:
    table = shares("speaker", 2).assign(speaker=["x" * 40, "y" * 41])
    assert labels(draw("speakers", table)) == [f"{'x' * 40}  100", f"{'y' * 39}…  99"]


def test_figures_that_have_nothing_to_draw_are_left_out() -> None:
    nothing = rates(desk=[], articles=[], period=[])
    tables = {
        "loaded_rates": nothing.astype({"voice": "str"}), "loaded_rates_by_group": nothing, "loaded_over_time": nothing,
        "voices": shares("voice", 2), "speakers": shares("speaker", 0),
        "term_frequency": pd.DataFrame({"term": [], "count": [], "per_million": [], "low": [], "high": []}),
    }  # fmt: skip
    found = figures(tables, "desk")
    assert [(one.name, one.table) for one in found] == [("voices", "voices")]
    (again,) = figures(tables, "desk")
    drawn = found[0].svg()
    assert drawn == again.svg()
    assert b"Dot plot, percent of all words" in drawn
