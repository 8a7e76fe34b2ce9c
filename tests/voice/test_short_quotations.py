"""Short quotations: whose words, held at a distance, or spoken of as words (docs/short-quotations.md)."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from tests.conftest import ROOT
from toolkit.voice import voices_of

with (ROOT / "tests" / "gold" / "short_quotations.csv").open(encoding="utf-8", newline="") as lines:
    GOLD = list(csv.DictReader(lines))
LABELS = ("direct", "partial", "distanced", "mention")


def test_the_gold_is_whole() -> None:
    assert len(GOLD) >= 300
    counts = Counter(row["label"] for row in GOLD)
    assert set(counts) == set(LABELS)
    assert min(counts.values()) >= 40
    for row in GOLD:
        marked = row["text"][int(row["start"]) : int(row["end"])]
        assert (marked[0], marked[-1]) == ("“", "”")
        assert 1 <= len(marked[1:-1].split()) <= 4
        assert row["label"] in (row["first_pass"], row["second_pass"])
    agreed = sum(row["first_pass"] == row["second_pass"] for row in GOLD)
    assert agreed / len(GOLD) > 0.95


@pytest.mark.parametrize("engine", ["rules", "model"])
def test_the_kept_half_reaches_its_score(engine: str) -> None:
    pairs = Counter(
        (row["label"], voices_of(row["text"], engine=engine).at(int(row["start"]), int(row["end"])).voice)
        for row in GOLD
        if row["part"] == "final"
    )
    scores = []
    for label in LABELS:
        right = pairs[label, label]
        found = sum(n for (_, ours), n in pairs.items() if ours == label)
        gold = sum(n for (theirs, _), n in pairs.items() if theirs == label)
        scores.append(2 * right / (found + gold))
    assert sum(scores) / len(scores) >= 0.85, dict(zip(LABELS, scores, strict=True))
