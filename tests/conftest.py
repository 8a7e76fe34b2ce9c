"""What several tests share: the founding story, loaded as a reader would."""

from __future__ import annotations

import os
import sys
from collections import Counter
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


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the voices of each text were computed."""
    module = sys.modules["toolkit.analysis.one_article"]
    count: Counter[str] = Counter()
    original = module.analyse_voice

    def counting(text: str, **options: object) -> object:
        count[text] += 1
        return original(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "analyse_voice", counting)
    return count


def given(variable: str, name: str) -> Path:
    """A file or folder in the folder that a variable names; without it the test is skipped with the reason."""
    folder = os.environ.get(variable)
    if not folder:
        pytest.skip(f"{variable} names no folder: the checks on real files are not run")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"{name} is not in the folder that {variable} names")
    return path


def gold(name: str) -> Path:
    """A file of annotated news."""
    return given("TOOLKIT_GOLD", name)


def sample(name: str) -> Path:
    """A real file, or a folder of them, in a format that users have."""
    return given("TOOLKIT_SAMPLES", name)


def gold_rows(name: str) -> list[dict[str, Any]]:
    return read_gold(gold(f"{name}.jsonl.gz"), part=None)
