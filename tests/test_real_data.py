"""Checks on annotated news, where it is at hand: TOOLKIT_GOLD names its folder (see docs/benchmarks.md)."""

from __future__ import annotations

import pytest

import benchmarks
from tests.conftest import gold
from toolkit.evaluation import run

pytestmark = pytest.mark.slow


def test_attributed_words_keep_their_measured_quality() -> None:
    rules, both, marks = run("voice", gold("attributions.jsonl.gz"))["systems"][:3]
    scores = rules["scores"]
    assert rules["articles_lost"] == 0
    assert scores["all"]["F1"] >= 84.0
    assert scores["quoted"]["F1"] >= 98.0
    assert scores["unquoted"]["F1"] >= 73.5
    assert scores["cue"]["F1"] >= 72.5
    assert scores["all"]["F1"] > marks["scores"]["all"]["F1"] + 20
    with_model = both["scores"]
    assert both["articles_lost"] == 0
    assert with_model["all"]["F1"] >= 86.0
    assert with_model["unquoted"]["F1"] >= 77.2
    assert with_model["exact"]["F1"] >= 55.0
    assert with_model["cue"]["F1"] >= 75.5
    assert with_model["source_overlap"] >= 92.0


def test_spans_of_bias_in_quotations() -> None:
    voice, _ = benchmarks.run("in-quote", gold("basil.jsonl.gz"))["systems"]
    assert voice["all"] >= 95.5


def test_two_hundred_articles_go_through_the_whole_line() -> None:
    result = benchmarks.run("pipeline", gold("news.jsonl.gz"))
    assert result["exceptions"] == []
    assert result["in_table"] + result["rejected"] == result["articles"] == 200
    assert result["loaded_words"] == sum(result["loaded_by_voice"].values()) > 0


def test_flags_in_an_outlets_own_voice_are_right() -> None:
    result = benchmarks.run("own-voice", gold("news.jsonl.gz"))
    assert result["today"]["of"] >= 180
    assert result["today"]["share"] >= 0.88


def test_the_word_model_keeps_its_measured_quality() -> None:
    result = run("words", gold("babe.jsonl.gz"))
    balanced, precise = result["modes"]
    assert balanced["F1"][0] >= 0.53
    assert precise["P"][0] >= 0.65
    assert precise["R"][0] >= 0.28
    assert result["AUC"][0] >= 0.905
    assert result["first_word_right"][0] >= 0.74


def test_frames_of_headlines_keep_their_measured_quality() -> None:
    result = run("frames", gold("frames_headlines.jsonl.gz"))
    linear = result["five_folds"]["linear"]
    assert linear["accuracy"][0] >= 0.72
    assert linear["top_two"][0] >= 0.87
    assert result["five_folds"]["codebook, untrained"]["accuracy"][0] >= 0.48
