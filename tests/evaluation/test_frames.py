"""Frames scored on small made-up gold: one frame or several, by folds and on dev."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.evaluation import run

WORDS = {
    "Politics": "Senators vote in the election", "Economic consequences": "Shares of the company fell",
    "Race": "The black church spoke of hate",
}  # fmt: skip


def test_frames_are_scored_by_folds_and_on_dev(tmp_path: Path) -> None:
    frames = list(WORDS)
    rows = [
        {"text": f"{WORDS[frames[n % 3]]} {n}", "lead3": "", "frame": frames[n % 3], "frame2": frames[0],
         "split": "dev" if n % 5 == 0 else "train"}
        for n in range(60)
    ]  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("frames", path)
    folds = result["five_folds"]
    assert folds["linear"]["accuracy"][0] == 1.0
    assert folds["codebook, untrained"]["accuracy"][0] == 1.0
    assert folds["majority"]["accuracy"][0] == pytest.approx(1 / 3, abs=0.01)
    assert result["dev"]["linear"]["rows"] == 12
    assert result["precision of the codebook's words"]["Race"] == [1.0, 1.0, 1.0, 20]


def test_several_frames_are_scored_against_all_of_them(tmp_path: Path) -> None:
    texts = {
        ("CO",): "They clashed and fought.",
        ("EC", "MO"): "The tax is a sin, and prices rise.",
        ("HI",): "A mother cried.",
    }
    rows = [{"text": f"{text} {n}", "frames": list(one)} for n in range(20) for one, text in texts.items()]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("frames", path)
    assert "dev" not in result
    assert "accuracy" not in result["five_folds"]["linear"]
    assert result["five_folds"]["linear"]["micro_F1"][0] == 1.0
    assert result["five_folds"]["majority"]["macro_F1"][0] == pytest.approx(0.5, abs=0.01)
    for wrong, part in (
        (rows[:10], "too few for five folds"),
        ([r | {"frames": ["CO"]} for r in rows], "three frames"),
    ):
        path.write_text("\n".join(map(json.dumps, wrong)), encoding="utf-8")
        with pytest.raises(tk.LoadError, match=part):
            run("frames", path)
