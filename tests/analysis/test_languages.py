"""An article in another language is told once, and none of its words counts as the outlet's."""

from __future__ import annotations

import warnings

import pytest

import toolkit as tk
from toolkit.errors import LanguageWarning

GERMAN = "„Das Regime ist brutal“, sagte der Bürgermeister am Montag. Rot war die Farbe des Tages."
ENGLISH = "The brutal regime fell, the mayor said."


def mixed() -> tk.Corpus:
    return tk.Corpus(
        [
            tk.Article(id="de", text=GERMAN, language="de", headline="Das brutale Regime"),
            tk.Article(id="en", text=ENGLISH, language="en"),
            tk.Article(id="untold", text=ENGLISH),
        ]
    )


@pytest.mark.parametrize(
    "function",
    [
        tk.voices, tk.attributions, tk.quotations, tk.loaded_language, tk.loaded_summary, tk.actions, tk.entman,
        tk.naming_choices, tk.headline_and_lead, tk.lexicon_coverage, tk.text_statistics,
    ],
)  # fmt: skip
def test_what_is_for_english_says_so_once(function: object) -> None:
    with pytest.warns(LanguageWarning, match="1 of 3 articles are in other languages .de 1") as told:
        function(mixed())  # type: ignore[operator]
    assert len(told) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        function(mixed().where(id=["en", "untold"]))  # type: ignore[operator]


@pytest.mark.filterwarnings("ignore::toolkit.errors.LanguageWarning")
def test_no_word_of_another_language_is_the_outlets() -> None:
    german = mixed()[:1]
    assert tk.voices(german).voice.tolist() == ["unsure"]
    assert tk.loaded_language(german, severity="all").empty
    assert tk.attributions(german).empty
    assert tk.concordance(german, "Regime").voice.tolist() == ["unsure"]
    assert tk.loaded_language(mixed(), severity="all").article.unique().tolist() == ["en", "untold"]


def test_what_is_for_any_language_counts_them_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert tk.term_frequency(mixed(), terms=["rot", "regime"])["count"].tolist() == [3, 1]
        assert len(tk.concordance(mixed(), "regime")) == 3
        tk.tokens(mixed())
