"""Articles that tell one event are found, and others are left alone."""

from __future__ import annotations

import random
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from tests.conftest import ROOT

STORIES = tk.load(ROOT / "notebooks" / "workshop" / "stories")


def dated(id: str, day: int | None, text: str, headline: str | None = None) -> tk.Article:
    published = None if day is None else datetime(2026, 3, day)
    return tk.Article(id=id, text=text, headline=headline, published=published, outlet=id.split()[0])


FLOOD = "The river Aske flooded Brenholm on Tuesday and 14 people drowned, mayor Ida Falk said. The dam at Lome broke."
FLOOD_TOO = "Fourteen dead in Brenholm: the Aske rose by 3 metres after the dam at Lome broke, said mayor Ida Falk."
BANK = "The central bank of Torvia raised interest rates to 4.5 percent. Governor Emil Sand spoke of stubborn prices."
BANK_TOO = "Torvia raises rates to 4.5 percent as prices stay high; governor Emil Sand sees no cut this year."
CUP = "Rovers won the cup in Halden after extra time, two goals to one. The trainer left the stadium in silence."


def groups(corpus: tk.Corpus, **options: int) -> set[frozenset[str]]:
    table = tk.events(corpus, **options)
    return {frozenset(part) for _, part in table.groupby("event")["article"]}


def test_two_reports_of_one_event_are_together_and_the_rest_stands_alone() -> None:
    corpus = tk.Corpus([
        dated("Post 1", 2, FLOOD), dated("Sun 1", 3, FLOOD_TOO), dated("Post 2", 2, BANK), dated("Sun 2", 3, BANK_TOO),
        dated("Post 3", 3, CUP),
    ])  # fmt: skip
    table = tk.events(corpus)
    assert groups(corpus) == {frozenset({"Post 1", "Sun 1"}), frozenset({"Post 2", "Sun 2"})}
    assert table.attrs["alone"] == ["Post 3"]
    assert table.attrs["caption"] == "2 events in 4 of 5 articles; 1 stand alone"
    row = table.set_index("article").loc["Sun 1"]
    assert (row["event"], row["size"], row["outlets"]) == ("Post 1", 2, 2)
    assert {"brenholm", "aske", "falk"} <= set(row["names"].split(", "))
    assert "3" not in row["numbers"].split(", ")
    assert row["text"] in FLOOD_TOO


def test_the_events_of_the_teaching_stories_are_found_without_their_field() -> None:
    found = {frozenset(STORIES[id].get("event") for id in group) for group in groups(STORIES)}
    assert found == {frozenset({"border"}), frozenset({"dam"}), frozenset({"port"})}
    assert len(tk.events(STORIES)) == len(STORIES)


def test_what_lies_too_far_apart_in_time_is_no_one_event() -> None:
    corpus = tk.Corpus([dated("Post 1", 2, FLOOD), dated("Sun 1", 9, FLOOD_TOO), dated("Post 3", 3, CUP)])
    assert groups(corpus) == set()
    assert groups(corpus, days=7) == {frozenset({"Post 1", "Sun 1"})}


def test_an_article_without_a_date_may_be_of_any_day() -> None:
    corpus = tk.Corpus([dated("Post 1", 2, FLOOD), dated("Sun 1", None, FLOOD_TOO), dated("Post 3", 3, CUP)])
    assert groups(corpus) == {frozenset({"Post 1", "Sun 1"})}


def test_an_event_has_the_name_of_its_earliest_article_in_any_order() -> None:
    corpus = tk.Corpus([dated("Sun 1", 3, FLOOD_TOO), dated("Post 3", 3, CUP), dated("Post 1", 2, FLOOD)])
    assert set(tk.events(corpus)["event"]) == {"Post 1"}
    mixed = list(STORIES)
    random.Random(3).shuffle(mixed)
    pd.testing.assert_frame_equal(pd.DataFrame(tk.events(tk.Corpus(mixed))), pd.DataFrame(tk.events(STORIES)))


@given(st.lists(st.text(alphabet="ab “”.\n1A", max_size=40), max_size=6))
def test_any_texts_have_events_whose_rows_open(texts: list[str]) -> None:
    corpus = tk.Corpus([dated(f"{n}", 2 if n % 2 else None, text) for n, text in enumerate(texts)])
    table = tk.events(corpus)
    assert not table["article"].duplicated().any()
    assert (table.groupby("event").size() >= 2).all()
    assert {*table["article"], *table.attrs["alone"]} == {article.id for article in corpus}
    assert len(tk.evidence(corpus, table)) == len(table)


def test_no_article_and_one_article_have_no_events() -> None:
    assert len(tk.events(tk.Corpus())) == 0
    assert tk.events(STORIES[0]).attrs["alone"] == [STORIES[0].id]


@pytest.mark.parametrize("days", [-1, 1.5, "3", None, True])
def test_days_that_are_no_whole_number_get_one_sentence(days: object) -> None:
    with pytest.raises(tk.QueryError, match="whole number of days"):
        tk.events(STORIES, days=days)  # type: ignore[arg-type]


def test_the_figure_says_which_outlets_tell_which_event() -> None:
    chart = tk.plot(tk.events(STORIES))
    assert len(chart.table) == 15
    assert chart.alt.startswith("Table of marks. 3 of 3 events are told by several outlets.")
    assert "County Tribune 1" in chart.alt
    assert tk.plot(tk.events(tk.Corpus())).alt == "No event is told by two articles."
