"""Numbers of a corpus that lies on disk in parts: those of the same corpus in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.outlets import flood

FLOOD = flood()
TERMS = ["volcano", "rain", "the mayor", "rain", "critic*"]  # the first in no part, one twice, others in some


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> tk.Corpus:
    return tk.analyse(FLOOD, to=tmp_path_factory.mktemp("parts") / "study", on="serial", part=5)


@pytest.mark.parametrize(
    "ask",
    [
        lambda corpus: tk.term_frequency(corpus, by="outlet"),
        lambda corpus: tk.term_frequency(corpus, terms=TERMS, voice="outlet"),
        lambda corpus: tk.term_frequency(corpus, unit="bigram", stop_words="english"),
        lambda corpus: tk.term_frequency(corpus, unit="stem", minimum=2),
        lambda corpus: tk.dispersion(corpus, TERMS),
        lambda corpus: tk.dispersion(corpus, TERMS, parts=3, voice="outlet"),
        lambda corpus: tk.timeline(corpus, "rain"),
        lambda corpus: tk.concordance(corpus, "the flood", window=3),
        lambda corpus: tk.concordance(corpus, "rain", sample=4, seed=2),
        lambda corpus: tk.keyness(corpus, by="outlet", minimum=3, draws=9),
        lambda corpus: tk.voices(corpus, by="speaker"),
    ],
)
def test_a_table_in_parts_is_that_of_the_whole(ask: Callable[[tk.Corpus], pd.DataFrame], parted: tk.Corpus) -> None:
    pd.testing.assert_frame_equal(pd.DataFrame(ask(parted)), pd.DataFrame(ask(flood())), rtol=1e-9)


@pytest.mark.parametrize("options", [{}, {"terms": TERMS}, {"unit": "trigram"}, {"unit": "stem", "voice": "direct"}])
def test_a_matrix_in_parts_is_that_of_the_whole(options: dict[str, Any], parted: tk.Corpus) -> None:
    found, expected = tk.document_feature_matrix(parted, **options), tk.document_feature_matrix(flood(), **options)
    assert (found.terms, found.articles) == (expected.terms, expected.articles)
    assert found.words.tolist() == expected.words.tolist()
    assert found.matrix.toarray().tolist() == expected.matrix.toarray().tolist()


def test_places_in_parts_are_those_of_the_whole(parted: tk.Corpus) -> None:
    from toolkit.statistics.dispersion import positions_of

    found, expected = positions_of(parted, TERMS), positions_of(flood(), TERMS)
    pd.testing.assert_frame_equal(found, expected)
    assert found.attrs["bounds"] == expected.attrs["bounds"]
    assert len(found.attrs["bounds"]) == len(FLOOD) + 1


def test_a_corpus_without_articles_in_parts_has_empty_tables(tmp_path: Any) -> None:
    empty = tk.analyse(tk.Corpus([]), to=tmp_path / "none", on="serial")
    assert tk.document_feature_matrix(empty, terms=["rain"]).matrix.shape == (0, 1)
    assert tk.dispersion(empty, "rain")["count"].tolist() == [0]
    assert len(tk.term_frequency(empty)) == 0
