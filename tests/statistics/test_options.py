"""Options that are not given have the values that the pages of the functions name; mistakes name the first one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.outlets import flood

FLOOD = flood()
LONG = tk.Article(id="a", text=" ".join(f"w{n}" for n in range(30)).replace("w15", "node"))
HIT = [tk.Article(id=str(n), text="Rain rain fell.", published=datetime(2026, 1 + n // 4, 1 + n)) for n in range(8)]


@pytest.mark.parametrize(
    ("ask", "options"),
    [
        (lambda **more: tk.keyness(FLOOD, by="outlet", draws=29, **more), {"minimum": 5, "seed": 0}),
        (lambda **more: tk.keyness(FLOOD, by="outlet", minimum=2, draws=29, **more), {"seed": 0}),
        (lambda **more: tk.collocations(FLOOD, "the", **more), {"minimum": 2, "window": 5}),
        (lambda **more: tk.collocations(LONG, "node", minimum=1, **more), {"window": (5, 5)}),
        (lambda **more: tk.concordance(LONG, "node", **more), {"window": 8}),
        (lambda **more: tk.concordance(FLOOD, "the", sample=4, **more), {"seed": 0}),
        (lambda **more: tk.reading(LONG, "node", **more).table, {"window": 8}),
        (lambda **more: tk.reading(FLOOD, "the").sample(4, **more).table, {"seed": 0}),
        (lambda **more: tk.term_frequency(FLOOD, **more), {"minimum": 1, "unit": "word", "interval": "articles"}),
        (lambda **more: tk.timeline(HIT, "rain", changes=True, draws=19, **more), {"seed": 0, "every": "month"}),
        (lambda **more: tk.text_statistics(FLOOD, **more), {"window": 100}),
    ],
)
def test_an_option_left_out_is_the_one_the_page_names(
    ask: Callable[..., pd.DataFrame], options: dict[str, Any]
) -> None:
    whole, given = ask(), ask(**options)
    pd.testing.assert_frame_equal(pd.DataFrame(whole), pd.DataFrame(given))
    assert whole.attrs.get("caption") == given.attrs.get("caption")


def test_a_line_shows_eight_tokens_on_each_side() -> None:
    for table in (tk.concordance(LONG, "node"), tk.reading(LONG, "node").table):
        assert table.left.tolist() == [" ".join(f"w{n}" for n in range(7, 15)) + " "]
        assert table.right.tolist() == [" " + " ".join(f"w{n}" for n in range(16, 24))]


def test_five_words_on_each_side_are_near() -> None:
    table = tk.collocations(LONG, "node", minimum=1)
    assert set(table.term) == {f"w{n}" for n in (*range(10, 15), *range(16, 21))}


def test_a_vectorizer_learns_terms_of_one_text() -> None:
    assert tk.TermVectorizer().fit(["rain fell", "rain"]).get_feature_names_out().tolist() == ["fell", "rain"]
    assert tk.TermVectorizer(minimum_articles=2).fit(["rain rain", "snow"]).get_feature_names_out().tolist() == []
    assert tk.TermVectorizer(minimum_articles=2).fit(["rain rain", "rain"]).get_feature_names_out().tolist() == ["rain"]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: tk.collocations(FLOOD, "rain", boundaries=["page", "line"]), "boundaries='line'"),
        (lambda: tk.collocations(FLOOD, "rain", measures=["mu", "nu"]), "there is no 'mu'"),
        (lambda: tk.keyness(FLOOD, by="outlet", measures=["mu", "nu"]), "there is no 'mu'"),
        (lambda: tk.collocations(FLOOD, "rain", window=(-1, 5)), r"window=\(-1, 5\)"),
        (lambda: tk.collocations(FLOOD, "rain", window=(5, -1)), r"window=\(5, -1\)"),
        (lambda: tk.collocations(FLOOD, "rain", window=(0, 0)), "at least one in all"),
        (lambda: tk.dispersion(FLOOD, ["rain", 7, 8]), "7 is no text"),  # type: ignore[list-item]
        (lambda: tk.voices(FLOOD, by="outlet"), "by='outlet'"),
        (lambda: tk.term_frequency(FLOOD, minimum=0), "minimum=0"),
        (lambda: tk.keyness(FLOOD, by="outlet", minimum=0), "minimum=0"),
        (lambda: tk.concordance(FLOOD, "rain", window=-1), "window=-1"),
        (lambda: tk.concordance(FLOOD, "rain", sample=-1), "sample=-1"),
        (lambda: tk.reading(FLOOD, "rain", window=True), "window=True"),
        (lambda: tk.dispersion(FLOOD, "rain", parts="words"), "parts='words'"),  # type: ignore[arg-type]
        (lambda: tk.timeline(FLOOD, "rain", interval="exact"), "interval='exact'"),  # type: ignore[arg-type]
        (lambda: tk.term_frequency(FLOOD, voice=["outlet", "nobody"]), "voice='nobody'"),
        (lambda: tk.term_frequency(FLOOD, voice=5), "voice=5"),  # type: ignore[arg-type]
    ],
)
def test_a_mistake_is_told_by_what_was_given(ask: Callable[[], Any], message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        ask()


@pytest.mark.parametrize(
    ("ask", "rows"),
    [
        (lambda: tk.collocations(FLOOD, "rain", window=(0, 1), minimum=1), 3),
        (lambda: tk.concordance(FLOOD, "rain", sample=1), 1),
        (lambda: tk.text_statistics(FLOOD, window=1), 12),
        (lambda: tk.dispersion(FLOOD, "rain", parts=2), 1),
    ],
)
def test_the_smallest_options_are_taken(ask: Callable[[], pd.DataFrame], rows: int) -> None:
    assert len(ask()) == rows


def test_a_caption_counts_one_use_and_two() -> None:
    article = tk.Article(id="a", text="Rain fell on snow, and snow fell.")
    assert tk.concordance(article, "rain").attrs["caption"] == "1 occurrence of 'rain'"
    assert tk.concordance(article, "snow").attrs["caption"] == "2 occurrences of 'snow'"
    assert tk.concordance(article, "hail").attrs["caption"] == "0 occurrences of 'hail'"
