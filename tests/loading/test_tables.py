"""Tables keep their columns and types when there is nothing to put into them: a notebook goes on with one article."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import toolkit as tk

TABLES: dict[str, Callable[[tk.Corpus], pd.DataFrame]] = {
    "agency": tk.actions,
    "attributions": tk.attributions,
    "collocations": lambda corpus: tk.collocations(corpus, "the", minimum=1),
    "concordance": lambda corpus: tk.concordance(corpus, "the"),
    "dispersion": lambda corpus: tk.dispersion(corpus, ["the"]),
    "duplicates": tk.duplicates,
    "entman": tk.entman,
    "headline_and_lead": tk.headline_and_lead,
    "loaded_language": tk.loaded_language,
    "loaded_summary": lambda corpus: tk.loaded_summary(corpus, by="outlet"),
    "naming_choices": tk.naming_choices,
    "quotations": tk.quotations,
    "term_frequency": tk.term_frequency,
    "text_statistics": tk.text_statistics,
    "timeline": lambda corpus: tk.timeline(corpus, "the", every="month", draws=20),
    "tokens": tk.tokens,
    "voices": tk.voices,
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_nothing_in_it_has_the_columns_and_types_of_a_full_one(name: str) -> None:
    stories = tk.load("notebooks/workshop/stories")
    full = TABLES[name](stories)
    assert len(full), "the stories must fill the table, or this shows nothing"
    for corpus in (tk.Corpus([]), tk.Corpus([tk.Article(id="a", text="Ships wait.")])):
        short = TABLES[name](corpus)
        assert dict(short.dtypes.astype(str)) == dict(full.dtypes.astype(str))


def test_half_characters_in_rows_become_the_sign_for_a_character_that_is_none() -> None:
    rows = [{"id": "a", "text": "Rain fell \ud800 on Monday."}, {"id": "b", "text": "It stopped."}]
    assert [one.text for one in tk.from_table(rows, text="text", id="id")] == [
        "Rain fell \ufffd on Monday.", "It stopped.",
    ]  # fmt: skip
