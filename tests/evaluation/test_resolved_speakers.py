"""Resolved speakers against a gold without texts: `toolkit benchmark voice --gold FILE --articles FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.errors import LoadError, QueryError
from toolkit.evaluation import run
from toolkit.evaluation.speakers import benchmark_speakers, is_right
from toolkit.voice import attribute

TEXT = "Rosa Diaz came home. She said the pier was safe. “It is old,” Ken Ito said."
GOLD = [
    {"article": "a", "content": [30, 47], "cue": [25, 29], "source": [21, 24], "pronoun": True, "speaker": ["Diaz"]},
    {"article": "a", "content": [49, 61], "cue": [70, 74], "source": None, "pronoun": False, "speaker": ["Rosa Diaz"]},
    {"article": "b", "content": [0, 1], "cue": [0, 1], "source": None, "pronoun": False, "speaker": ["Nobody"]},
]


def test_speakers_are_scored_by_kind_of_source() -> None:
    scores = benchmark_speakers(GOLD, {"a": TEXT}, lambda text: attribute(text, engine="rules"))
    assert scores["attributions"] == 2
    assert scores["articles_missing"] == 1
    assert scores["behind_pronouns"] == {"attributions": 1, "right": 100.0}
    assert scores["others"] == {"attributions": 1, "right": 0.0}
    assert scores["no_noun_phrase"] == 0
    assert scores["wrong"] == ["a at 70: Rosa Diaz, not Ken Ito"]


def test_an_attribution_that_is_not_found_is_wrong() -> None:
    scores = benchmark_speakers(GOLD[:1], {"a": TEXT}, lambda text: ())
    assert (scores["found"], scores["speaker_right"]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("speaker", "names", "never", "right"),
    [
        ("Rosa Diaz", ["Diaz"], [], True),
        ("Diaz’s office", ["Diaz"], [], True),
        ("Juan Diaz", ["Diaz"], ["Juan"], False),
        ("Diaz", ["Rosa Diaz"], [], False),
        ("the harbor board", ["council", "board"], [], True),
    ],
)
def test_a_speaker_is_right_if_it_has_all_words_of_a_name(
    speaker: str, names: list[str], never: list[str], right: bool
) -> None:
    assert is_right(speaker, names, never) is right


def test_the_command_reads_the_articles_beside_the_gold(tmp_path: Path) -> None:
    gold, articles = tmp_path / "gold.jsonl", tmp_path / "articles.jsonl"
    gold.write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    articles.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    result = run("voice", gold, articles=articles)
    assert [system["system"] for system in result["systems"]][:2] == ["rules", "rules and model"]
    with pytest.raises(LoadError, match="--articles"):
        run("voice", gold)
    with pytest.raises(QueryError, match="belongs to the task voice"):
        run("words", gold, articles=articles)


def test_our_gold_has_offsets_and_names_and_no_text() -> None:
    lines = (ROOT / "benchmarks" / "gold" / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) >= 400
    assert sum(row["pronoun"] for row in rows) >= 120
    for row in rows:
        assert row.keys() <= {"article", "content", "cue", "source", "pronoun", "speaker", "never"}
        assert row["content"][0] < row["content"][1]
        assert (row["source"] is not None) is row["pronoun"]
        assert all(0 < len(name.split()) <= 4 for name in row["speaker"])
