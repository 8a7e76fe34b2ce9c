"""Figures are checked through the numbers they draw, and say their finding in words."""

from __future__ import annotations

import numpy as np
import pytest

import toolkit as tk
from tests.outlets import flood

FLOOD = flood()


def bars(chart: object) -> list[float]:
    axes = chart.figure.axes[0]  # type: ignore[attr-defined]
    return [patch.get_width() for container in axes.containers for patch in container]


def test_loaded_words_by_voice_draws_the_table(corpus: tk.Corpus) -> None:
    loaded = tk.loaded_language(corpus, severity="all")
    chart = tk.plot(loaded)
    table = tk.voice_table(loaded)
    assert sum(bars(chart)) == len(loaded) == table["all"].sum()
    assert chart.table.equals(table)
    own = int((loaded.voice == "outlet").sum())
    assert f"{own} of {len(loaded)} loaded words" in chart.figure.axes[0].get_title(loc="left")


def test_frequent_terms_draws_the_counts(corpus: tk.Corpus) -> None:
    frequency = tk.term_frequency(corpus, stop_words="english")
    chart = tk.plot(frequency, top=5)
    assert sorted(bars(chart)) == sorted(frequency["count"].head(5))


def test_positions_are_percent_of_the_words(corpus: tk.Corpus) -> None:
    loaded = tk.loaded_language(corpus, severity="all")
    table = tk.positions(loaded, corpus)
    assert len(table) == len(loaded)
    assert table.position.between(0, 100).all()
    assert table.position.is_monotonic_increasing
    chart = tk.plot(tk.positions(loaded, corpus))
    drawn = sum(len(collection.get_offsets()) for collection in chart.figure.axes[0].collections)
    assert drawn == len(loaded)


def test_a_figure_carries_its_description_for_those_who_do_not_see_it(corpus: tk.Corpus) -> None:
    chart = tk.plot(tk.loaded_language(corpus, severity="all"))
    data, metadata = chart._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == data["text/plain"] == chart.alt
    assert "religious war: 5 partial, 1 distanced" in chart.alt


def test_nothing_to_draw_is_said() -> None:
    nothing = tk.loaded_language(tk.Corpus())
    assert tk.plot(nothing).alt == "No loaded words found."
    assert tk.plot(tk.positions(nothing, tk.Corpus())).alt == "No loaded words found."
    assert tk.plot(tk.term_frequency(tk.Corpus())).alt == "No terms found."


def test_names_with_signs_of_formulas_are_drawn_as_they_are() -> None:
    frequency = tk.term_frequency(tk.Article(id="a", text="#cost$five #cost$five _under_score_ a^b"))
    assert tk.plot(frequency).png().startswith(b"\x89PNG")


def test_keyness_draws_terms_with_their_intervals_and_says_which_are_sure() -> None:
    table = tk.keyness(FLOOD, by="outlet", minimum=2, draws=99)
    chart = tk.plot(table, group="Courier", top=5)
    assert len(chart.table) == 10
    assert chart.table.log_ratio.is_monotonic_decreasing
    marks = chart.figure.axes[0].collections
    drawn = next(c for c in marks if len(c.get_offsets()) == 10)
    np.testing.assert_allclose(drawn.get_offsets()[:, 0], chart.table.log_ratio)
    assert "Courier against Herald" in chart.alt
    assert "mayor" in chart.alt
    assert "bridge" not in chart.alt or "mostly in one article" in chart.alt
    assert chart.png().startswith(b"\x89PNG")
    with pytest.raises(tk.QueryError, match="choose one"):
        tk.plot(table)
    with pytest.raises(tk.QueryError, match="the table has Courier, Herald"):
        tk.plot(table, group="Post")


def test_a_timeline_keeps_its_gaps_and_marks_changes() -> None:
    table = tk.timeline(FLOOD, "rain", changes=True)
    chart = tk.plot(table)
    line = chart.figure.axes[0].lines[0]
    np.testing.assert_allclose(line.get_ydata(), table.per_million / 100)
    assert np.isnan(line.get_ydata()[2])
    assert "1 periods without articles" in chart.alt
    assert "2026-03: no articles" in chart.alt
    table["change"] = [False, True, *[False] * 5]
    assert "Change found at 2026-02." in tk.plot(table).alt


def test_a_dispersion_plot_has_one_stroke_a_use() -> None:
    chart = tk.plot(tk.dispersion(FLOOD, ["rain", "mayor"]), FLOOD)
    strokes = sum(len(c.get_segments()) for c in chart.figure.axes[0].collections[:2])
    assert strokes == len(chart.table) == 11
    assert "“rain” 6 times in 6 of 12 articles" in chart.alt
    assert len(tk.evidence(FLOOD, chart.table)) == 11


def test_a_network_draws_every_collocate_it_names() -> None:
    table = tk.collocations(FLOOD, "the", minimum=2)
    chart = tk.plot(table, top=6)
    words = [text.get_text() for text in chart.figure.axes[0].texts]
    assert words == [*(f"{t}  {c}" for t, c in chart.table[["term", "count"]].to_numpy()), "the"]
    assert len(chart.figure.axes[0].lines) == 6
    assert all(term in chart.alt for term in chart.table.term)
    assert chart.png().startswith(b"\x89PNG")


def test_nothing_to_compare_is_said() -> None:
    nothing = tk.Corpus()
    assert tk.plot(tk.timeline(nothing, "rain")).alt == "No dated articles."
    assert tk.plot(tk.dispersion(FLOOD, "volcano"), FLOOD).alt == "None of these terms occurs."
    assert tk.plot(tk.collocations(FLOOD, "volcano")).alt == "No collocates found."
    assert tk.plot(tk.keyness(FLOOD, by="outlet", minimum=900, draws=9), group=None).alt == "No terms to compare."
