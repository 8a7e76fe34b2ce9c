"""The benchmark's arithmetic on small made-up gold, and what bad gold files say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import benchmarks
from toolkit.errors import LoadError, QueryError
from toolkit.evaluation import read_gold, run
from toolkit.evaluation.voice import benchmark_voice

TEXT = "“We left,” Bali said. Rain fell."
GOLD = {"text": TEXT, "attributions": [{"source": [[11, 15]], "cue": [[16, 20]], "content": [[0, 10]]}]}
MISSED = {"text": TEXT, "attributions": [{"source": [], "cue": [], "content": [[22, 31]]}]}


def test_a_right_answer_scores_a_hundred() -> None:
    result = benchmark_voice([GOLD], samples=10)
    assert {name: score["F1"] for name, score in result["scores"].items() if isinstance(score, dict)} == {
        "all": 100.0,
        "quoted": 100.0,
        "unquoted": 0.0,  # no unquoted words in gold: nothing to find
        "exact": 100.0,
        "half": 100.0,
        "cue": 100.0,
    }
    assert (result["scores"]["source_overlap"], result["scores"]["source_coverage"]) == (100.0, 100.0)


def test_a_wrong_answer_scores_nothing() -> None:
    scores = benchmark_voice([MISSED], samples=10)["scores"]
    assert (scores["all"]["F1"], scores["exact"]["F1"], scores["cue"]["F1"]) == (0.0, 0.0, 0.0)


def test_half_right_articles_have_an_interval_around_their_score() -> None:
    score = benchmark_voice([GOLD, MISSED], samples=200)["scores"]["all"]
    assert score["F1"] == 50.0
    assert score["low"] < 50.0 < score["high"]


def test_the_peer_attributes_what_stands_in_marks_and_no_cue() -> None:
    scores = benchmark_voice([GOLD], system="quotation marks only", samples=10)["scores"]
    assert (scores["all"]["F1"], scores["cue"]["F1"]) == (100.0, 0.0)


def test_gold_is_read_by_part_plain_or_compressed(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**GOLD, "split": part}) for part in ("train", "dev", "dev"))
    plain, packed = tmp_path / "gold.jsonl", tmp_path / "gold.jsonl.gz"
    plain.write_text(lines, encoding="utf-8")
    packed.write_bytes(gzip.compress(lines.encode()))
    assert len(read_gold(plain)) == len(read_gold(packed)) == 2
    assert len(read_gold(plain, part=None)) == 3


def test_the_voice_task_names_its_systems(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    result = run("voice", path)
    names = [s["system"] for s in result["systems"]]
    assert names[:3] == ["rules", "rules and model", "quotation marks only"]
    for name in ("textacy", "rules and encoder"):
        assert (name in names) != (name in result["absent"])


def test_a_peer_that_raises_loses_the_article_and_not_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.evaluation import voice

    monkeypatch.setitem(voice.SYSTEMS, "textacy", lambda text: [][1])
    result = benchmark_voice([GOLD, GOLD], system="textacy", samples=10)
    assert (result["articles"], result["articles_lost"]) == (2, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such gold file"),
        ("{broken", "line 1 is no JSON"),
        ('{"text": "a", "split": "train"}', "no rows of the part 'dev'"),
        ('{"title": "a"}', "has no field 'text'"),
    ],
)
def test_a_bad_gold_file_says_what_is_wrong(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(LoadError, match=message):
        run("voice", path)


def test_an_unknown_task_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="choose from"):
        run("bias", tmp_path)


def test_the_keyness_task_counts_errors_on_random_halves(tmp_path: Path) -> None:
    from benchmarks.keyness import benchmark_keyness

    clustered = [{"text": "storm " * (12 if n % 5 == 0 else 0) + "rain came again and again " * 3} for n in range(30)]
    result = benchmark_keyness(clustered, articles=30, splits=30, draws=49)
    assert (result["articles"], result["terms"], result["splits"]) == (30, 5, 30)
    assert result["permutation of articles"]["type I"] <= 0.08
    assert result["G2 long"]["type I"] > result["permutation of articles"]["type I"]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"title": "no text"}), encoding="utf-8")
    with pytest.raises(LoadError, match="has no field 'text'"):
        benchmarks.run("keyness", path)
