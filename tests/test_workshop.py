"""The teaching stories do what their key says."""

from __future__ import annotations

import csv

import pytest

import toolkit as tk
from tests.conftest import ROOT

WORKSHOP = ROOT / "notebooks" / "workshop"


@pytest.fixture(scope="module")
def stories() -> tk.Corpus:
    return tk.load(WORKSHOP / "stories")


@pytest.fixture(scope="module")
def key() -> list[dict[str, str]]:
    with (WORKSHOP / "key.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_three_events_are_told_by_five_outlets(stories: tk.Corpus) -> None:
    assert len(stories) == 15
    assert {len(part) for part in stories.by("outlet").values()} == {3}
    assert {len(part) for part in stories.by("event").values()} == {5}
    assert all(article.headline and article.published for article in stories)
    assert stories.report.set_aside == 0


def test_the_words_of_the_key_stand_in_its_stories(stories: tk.Corpus, key: list[dict[str, str]]) -> None:
    assert len(key) == len(stories)
    for row in key:
        (story,) = stories.where(outlet=row["outlet"], event=row["event"])
        for words in row["words"].split("; "):
            assert words in story.text, (row["outlet"], row["event"], words)


def test_what_the_key_calls_loaded_is_loaded_in_the_own_voice(stories: tk.Corpus, key: list[dict[str, str]]) -> None:
    own = tk.loaded_language(stories, voice="outlet").groupby("article").size()
    for row in key:
        (story,) = stories.where(outlet=row["outlet"], event=row["event"])
        if row["device"].startswith("loaded words"):
            assert own.get(story.id, 0) >= 3, story.id
        elif row["device"].startswith(("both sides", "agency", "wire", "one source")):
            assert own.get(story.id, 0) <= 1, story.id


def test_the_copied_agency_text_is_found(stories: tk.Corpus) -> None:
    repeats = tk.duplicates(stories).set_index("article")
    assert repeats.duplicate_of["dam-tribune"] == "dam-wire"
    assert repeats.containment["dam-tribune"] > 0.9
    assert repeats.drop(index="dam-tribune").containment.max() < 0.7
