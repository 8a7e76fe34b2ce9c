"""The concordance in JupyterLab shows what the function finds."""

from __future__ import annotations

import pytest

import toolkit as tk

CORPUS = [
    tk.Article(id="a", text="The “caliphate” fell, he said. The caliphate of old was large."),
    tk.Article(id="b", text="Rain <b>fell</b> on Leeds."),
]


def test_the_view_has_the_rows_of_the_function() -> None:
    view = tk.explore_concordance(CORPUS, "caliphate")
    assert view.table.equals(tk.concordance(CORPUS, "caliphate"))
    view.query.value = "f*l"
    assert view.table.equals(tk.concordance(CORPUS, "f*l"))
    view.voice.value = "outlet"
    view.window.value = 2
    view.sort.value = "left"
    assert view.table.equals(tk.concordance(CORPUS, "f*l", voice="outlet", window=2, sort="left"))


def test_text_of_articles_is_escaped() -> None:
    view = tk.explore_concordance(CORPUS, "rain")
    assert "<b>" not in view.lines.value
    assert "&lt;b&gt;" in view.lines.value


@pytest.mark.parametrize("query", ["", "*", "  "])
def test_a_query_that_cannot_be_read_is_told_in_a_sentence(query: str) -> None:
    view = tk.explore_concordance(CORPUS, "rain")
    view.query.value = query or " "
    assert view.table is None
    assert "query" in view.lines.value or "match everything" in view.lines.value


def test_more_rows_than_are_shown_are_counted() -> None:
    view = tk.explore_concordance(tk.Article(id="long", text="Rain. " * 60), "rain")
    assert len(view.table) == 60
    assert "60 occurrences" in view.lines.value
    assert "the first 50 are shown" in view.lines.value
