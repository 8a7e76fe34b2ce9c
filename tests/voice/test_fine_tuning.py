"""Training a sequence model further: what a chain expects, what is learnt, and what is refused."""

from __future__ import annotations

import json
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

import toolkit as tk
from toolkit.cli import main
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.sequence.expecting import expectations
from toolkit.voice.sequence.fine_tuning import Plan, fine_tune
from toolkit.voice.sequence.labels import labels
from toolkit.voice.sequence.model import tag
from toolkit.voice.sequence.token_features import sequences
from toolkit.voice.sequence.weights import read_weights, write_weights

TEXT = "The mill would close by spring, the owner told workers on Friday. Nobody in the valley had been asked."
GOLD = [
    {
        "source": [[TEXT.index("the owner"), TEXT.index("the owner") + 9]],
        "cue": [[TEXT.index("told"), TEXT.index("told") + 4]],
        "content": [[0, TEXT.index(",")]],
    }
]
ROWS = [{"text": TEXT, "attributions": GOLD}]
NAMES = ["O", "S", "C", "BF", "IF"]


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A model that has features and labels and knows nothing: every weight is next to nothing."""
    rules = analyse(TEXT)
    features = {f for s in sequences(rules) for n in range(s.last - s.first) for f in s.features(n)}
    steps = {(a, b): 0.0 for a in NAMES for b in NAMES}
    write_weights(tmp_path / "start", NAMES, steps, {(f, name): 0.0001 for f in sorted(features) for name in NAMES})
    return tmp_path / "start"


def test_what_a_chain_expects_is_what_all_paths_together_say() -> None:
    chance = np.random.default_rng(3)
    sizes, transitions = [4, 2, 1], chance.normal(size=(3, 3))
    scores = chance.normal(size=(sum(sizes), 3))
    expected, between = expectations(scores, sizes, transitions)
    of_tokens, of_steps, first = np.zeros_like(scores), np.zeros((3, 3)), 0
    for size in sizes:
        paths = list(product(range(3), repeat=size))
        weighed = np.exp(
            [
                sum(scores[first + n, label] for n, label in enumerate(path))
                + sum(transitions[a, b] for a, b in pairwise(path))
                for path in paths
            ]
        )
        for path, p in zip(paths, weighed / weighed.sum(), strict=True):
            for n, label in enumerate(path):
                of_tokens[first + n, label] += p
            for a, b in pairwise(path):
                of_steps[a, b] += p
        first += size
    assert expected == pytest.approx(of_tokens)
    assert between == pytest.approx(of_steps)


def test_a_model_that_knows_nothing_learns_the_gold(start: Path, tmp_path: Path) -> None:
    rules = analyse(TEXT)
    gold = labels(rules.tokens, GOLD)
    assert tag(rules.tokens, sequences(rules), weights=start).labels != gold
    fine_tune(start, ROWS, [], tmp_path / "out", plan=Plan(epochs=80, rate=0.1))
    assert tag(rules.tokens, sequences(rules), weights=tmp_path / "out").labels == gold


def test_what_has_no_weight_gets_none(start: Path, tmp_path: Path) -> None:
    weights = read_weights(start)
    kept = {(f, "O"): 0.0001 for f in weights.state.written if f.startswith("w")}
    write_weights(tmp_path / "less", NAMES, {(a, b): 0.0 for a in NAMES for b in NAMES}, kept)
    fine_tune(tmp_path / "less", ROWS, [], tmp_path / "out", plan=Plan(epochs=5))
    learnt = read_weights(tmp_path / "out")
    assert set(learnt.state.written) == {f for f, _ in kept}
    assert all(learnt.of(f, "C") == 0 for f, _ in kept)
    assert any(learnt.of(f, "O") != 0.0001 for f, _ in kept)


def test_training_twice_gives_the_same_file_and_another_seed_another(start: Path, tmp_path: Path) -> None:
    rows = [{"text": TEXT + f" Rain fell for {n} days." * n, "attributions": GOLD} for n in range(1, 9)]
    for name, seed in (("one", 1), ("two", 1), ("other", 2)):
        fine_tune(start, rows, [], tmp_path / name, plan=Plan(epochs=3, batch=40, seeds=(seed,)))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes() != (tmp_path / "other").read_bytes()


def test_a_label_that_the_model_lacks_is_refused(start: Path, tmp_path: Path) -> None:
    rows = [{"text": TEXT, "attributions": [{**GOLD[0], "cue": []}]}]
    with pytest.raises(tk.QueryError, match="no label 'BN'"):
        fine_tune(start, rows, [], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_texts_without_a_telling_paragraph_are_refused(start: Path, tmp_path: Path) -> None:
    with pytest.raises(tk.QueryError, match="no paragraph to learn from"):
        fine_tune(start, [{"text": "Rain.", "attributions": []}], [], tmp_path / "out")


def test_the_command_goes_on_from_a_model(start: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps({**row, "split": "train"}) for row in ROWS * 3), encoding="utf-8")
    asked = ["train", "voice", "--gold", str(gold), "--start", str(start), "--out", str(tmp_path / "out")]
    assert main(asked) == 0
    assert read_weights(tmp_path / "out").labels == sorted(NAMES)
    assert "gold words" in capsys.readouterr().err
    assert main([*asked, "--pool", str(start)]) == 2
    assert "--pool or --start" in capsys.readouterr().err
