"""What NLTK gets from a corpus: its methods, and nothing that would be downloaded."""

from __future__ import annotations

import pytest

import toolkit as tk
from toolkit.text.nltk_reader import punkt_tokenizer
from toolkit.text.tokens import tokenize

CORPUS = tk.from_table([{"t": "Rain fell. It rained on.\n\nIt don’t stop."}, {"t": "Snow fell."}], text="t")


@pytest.fixture(autouse=True)
def no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any look for NLTK's data fails, as on a machine that has none."""
    import nltk

    def missing(*arguments: object, **options: object) -> None:
        raise LookupError("data was asked for")

    monkeypatch.setattr(nltk.data, "find", missing)
    monkeypatch.setattr(nltk, "download", missing)


def test_a_corpus_reads_like_one_of_nltks() -> None:
    bridge = CORPUS.to_nltk()
    assert bridge.fileids() == ["1", "2"]
    assert bridge.words("2") == ["Snow", "fell", "."]
    assert [len(sentence) for sentence in bridge.sents("1")] == [3, 4, 4]
    assert [len(paragraph) for paragraph in bridge.paras("1")] == [2, 1]
    assert bridge.raw("2") == "Snow fell."


def test_its_words_are_the_toolkits() -> None:
    assert CORPUS.to_nltk().words("1") == tokenize(CORPUS[0].text).words


def test_nltks_statistics_work_on_it() -> None:
    bridge = CORPUS.to_nltk()
    assert bridge.freq_dist()["fell"] == 2
    assert ("rain", "fell") in bridge.bigrams().ngram_fd
    assert bridge.text().count("fell") == 2


def test_punkt_knows_our_abbreviations() -> None:
    text = "Sen. Smith met Gen. Bali at 5 a.m. Tuesday in the U.S. capital. He left."
    assert len(list(punkt_tokenizer().span_tokenize(text))) == 2
