"""Figures are checked through the numbers they draw, and say their finding in words."""

from __future__ import annotations

import toolkit as tk


def bars(chart: object) -> list[float]:
    axes = chart.figure.axes[0]  # type: ignore[attr-defined]
    return [patch.get_width() for container in axes.containers for patch in container]


def test_loaded_words_by_voice_draws_the_table(corpus: tk.Corpus) -> None:
    loaded = tk.loaded_language(corpus)
    chart = tk.plot_voices(loaded)
    table = tk.voice_table(loaded)
    assert sum(bars(chart)) == len(loaded) == table["all"].sum()
    assert chart.table.equals(table)
    own = int((loaded.voice == "outlet").sum())
    assert f"{own} of {len(loaded)} loaded words" in chart.figure.axes[0].get_title(loc="left")


def test_frequent_terms_draws_the_counts(corpus: tk.Corpus) -> None:
    frequency = tk.term_frequency(corpus, stop_words="english")
    chart = tk.plot_terms(frequency, top=5)
    assert sorted(bars(chart)) == sorted(frequency["count"].head(5))


def test_positions_are_percent_of_the_words(corpus: tk.Corpus) -> None:
    loaded = tk.loaded_language(corpus)
    table = tk.positions(loaded, corpus)
    assert len(table) == len(loaded)
    assert table.position.between(0, 100).all()
    assert table.position.is_monotonic_increasing
    chart = tk.plot_positions(loaded, corpus)
    drawn = sum(len(collection.get_offsets()) for collection in chart.figure.axes[0].collections)
    assert drawn == len(loaded)


def test_a_figure_carries_its_description_for_those_who_do_not_see_it(corpus: tk.Corpus) -> None:
    chart = tk.plot_voices(tk.loaded_language(corpus))
    data, metadata = chart._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == data["text/plain"] == chart.alt
    assert "religious war: 5 partial, 1 distanced" in chart.alt


def test_nothing_to_draw_is_said() -> None:
    nothing = tk.loaded_language(tk.Corpus())
    assert tk.plot_voices(nothing).alt == "No loaded words found."
    assert tk.plot_positions(nothing, tk.Corpus()).alt == "No loaded words found."
    assert tk.plot_terms(tk.term_frequency(tk.Corpus())).alt == "No terms found."


def test_names_with_signs_of_formulas_are_drawn_as_they_are() -> None:
    frequency = tk.term_frequency(tk.Article(id="a", text="#cost$five #cost$five _under_score_ a^b"))
    assert tk.plot_terms(frequency).png().startswith(b"\x89PNG")
