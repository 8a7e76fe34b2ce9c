"""What several tests share: the founding story, loaded as a reader would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import toolkit as tk
from toolkit.evaluation import read_gold

# Time is measured by benchmarks: the first example of a test also reads the lexicon and the model.
settings.register_profile("toolkit", deadline=None)
settings.load_profile("toolkit")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
STORY = SEEDS / "000_1d320a6ac0f990c6.txt"


@pytest.fixture(scope="session")
def corpus() -> tk.Corpus:
    return tk.load(SEEDS)


@pytest.fixture(scope="session")
def story(corpus: tk.Corpus) -> tk.Article:
    return corpus[0]


def gold(name: str) -> Path:
    """A file of annotated news, where TOOLKIT_GOLD names its folder; else the test is skipped with the reason."""
    folder = os.environ.get("TOOLKIT_GOLD")
    if not folder:
        pytest.skip("TOOLKIT_GOLD names no folder of gold files: the checks on real news are not run")
    path = Path(folder) / name
    if not path.is_file():
        pytest.skip(f"{name} is not in the folder that TOOLKIT_GOLD names")
    return path


def gold_rows(name: str) -> list[dict[str, Any]]:
    return read_gold(gold(f"{name}.jsonl.gz"), part=None)
