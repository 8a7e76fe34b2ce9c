"""What several tests share: the founding story, loaded as a reader would."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit as tk

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
STORY = SEEDS / "000_1d320a6ac0f990c6.txt"


@pytest.fixture(scope="session")
def corpus() -> tk.Corpus:
    return tk.load(SEEDS)


@pytest.fixture(scope="session")
def story(corpus: tk.Corpus) -> tk.Article:
    return corpus[0]
