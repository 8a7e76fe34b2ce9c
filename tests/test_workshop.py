"""The teaching stories do what their key says, and the toolkit sees it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT

WORKSHOP = ROOT / "notebooks" / "workshop"
PLAIN = ("courier", "wire", "tribune")
ONE_CAMP = "sources of one camp"


@pytest.fixture(scope="module")
def stories() -> tk.Corpus:
    return tk.load(WORKSHOP / "stories")


@pytest.fixture(scope="module")
def loaded(stories: tk.Corpus) -> pd.DataFrame:
    return tk.loaded_language(stories, severity="all")


def key(device: str = "") -> Iterator[dict[str, str]]:
    with (WORKSHOP / "facilitator" / "key.csv").open(encoding="utf-8", newline="") as lines:
        yield from (row for row in csv.DictReader(lines) if row["device"].startswith(device))


def listed(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def speakers(article: tk.Article) -> str:
    return " | ".join(tk.voices(article, by="speaker").speaker)


def test_three_events_are_told_by_five_outlets(stories: tk.Corpus) -> None:
    assert len(stories) == 15
    assert {len(part) for part in stories.by("outlet").values()} == {3}
    assert {len(part) for part in stories.by("event").values()} == {5}
    assert stories.load_report.set_aside == 0


def test_every_story_has_headline_outlet_and_date_and_is_marked_as_written_for_teaching(stories: tk.Corpus) -> None:
    assert all(story.headline and story.outlet and story.published for story in stories)
    assert set(stories.table.note) == {"Written for teaching; invented"}
    assert "written for teaching" in (WORKSHOP / "README.md").read_text(encoding="utf-8")


def test_the_stories_have_the_length_of_short_reports(stories: tk.Corpus) -> None:
    assert stories.table.words.between(250, 450).all()


def test_the_key_has_a_row_for_every_story_and_names_it_rightly(stories: tk.Corpus) -> None:
    assert {row["id"] for row in key()} == {story.id for story in stories}
    for row in key():
        (story,) = stories.where(outlet=row["outlet"], event=row["event"])
        assert story.id == row["id"]


def test_the_words_of_the_key_stand_where_it_says(stories: tk.Corpus) -> None:
    for row in key():
        story = stories[row["id"]]
        paragraphs = story.original.split("\n\n")  # with the dateline, which the loader takes out of the text
        numbers = [int(word.strip(",")) for word in row["where"].split() if word.strip(",").isdigit()]
        assert numbers or row["where"] == "whole story"
        for words in listed(row["words"]):
            assert any(words in paragraphs[n - 1] for n in numbers or range(1, len(paragraphs) + 1)), (row["id"], words)


def test_what_the_key_calls_absent_is_absent_and_another_story_has_it(stories: tk.Corpus) -> None:
    for row in key():
        others = [story for story in stories.where(event=row["event"]) if story.id != row["id"]]
        for words in listed(row["absent"]):
            assert words not in stories[row["id"]].text, (row["id"], words)
            assert any(words in story.original or words == story.outlet for story in others), (row["id"], words)


def test_loaded_words_of_the_key_are_found_in_the_own_voice(stories: tk.Corpus, loaded: pd.DataFrame) -> None:
    for row in key("loaded words, own voice"):
        own = loaded[(loaded.article == row["id"]) & (loaded.voice == "outlet")].text.str.lower()
        seen = [words for words in listed(row["words"]) if words.lower() in set(own)]
        assert len(seen) >= 3, (row["id"], seen)


def test_a_story_with_loaded_words_has_more_in_its_own_voice_than_the_plain_ones(
    stories: tk.Corpus, loaded: pd.DataFrame
) -> None:
    own = loaded[loaded.voice == "outlet"].groupby("article").size().to_dict()
    for row in key("loaded words, own voice"):
        plain = [own.get(f"{row['event']}-{outlet}", 0) for outlet in PLAIN]
        assert max(plain) <= 1
        assert own[row["id"]] >= 8


def test_the_plain_story_on_the_border_has_the_loaded_names_with_their_speakers(loaded: pd.DataFrame) -> None:
    story = loaded[loaded.article == "border-courier"].set_index("text")
    assert set(story.index) == {"terrorists", "occupiers"}
    assert (story.voice == "partial").all()
    assert "Dana Vos" in story.speaker["terrorists"]
    assert "Free Hill Army" in story.speaker["occupiers"]


def test_names_that_judge_stand_in_the_voice_that_the_key_says(stories: tk.Corpus) -> None:
    border = tk.naming_choices(stories.where(event="border"))
    of = border.assign(text=border.text.str.lower()).set_index(["article", "text"]).voice
    assert of["border-herald", "terrorists"] == "outlet"
    assert of["border-voice", "freedom fighters"] == "outlet"
    assert of["border-voice", "terrorists"] != "outlet"
    assert of["border-courier", "terrorists"] != "outlet"
    assert of["border-wire", "terrorists"] == "indirect"


def test_sources_that_the_key_names_are_found_to_speak(stories: tk.Corpus) -> None:
    rows = [*key(ONE_CAMP), *key("both camps quoted"), *key("official and affected")]
    found = total = 0
    for row in rows:
        names = speakers(stories[row["id"]])
        heard = [words for words in listed(row["words"]) if words.split()[-1] in names]
        found, total = found + len(heard), total + len(listed(row["words"]))
        assert len(heard) >= 2, (row["id"], names)
    assert found / total >= 0.85


def test_sources_that_the_key_calls_absent_do_not_speak(stories: tk.Corpus) -> None:
    for row in key(ONE_CAMP):
        names = speakers(stories[row["id"]])
        assert not [words for words in listed(row["absent"]) if words in names]


def test_the_halves_of_a_quotation_are_seen_side_by_side(stories: tk.Corpus) -> None:
    lines = tk.concordance(stories, "I need", window=12).groupby("article").size().to_dict()
    assert lines == {"port-courier": 2, "port-herald": 1, "port-voice": 1}


def test_the_copied_agency_text_is_found_and_nothing_else_comes_near(stories: tk.Corpus) -> None:
    repeats = tk.duplicates(stories).set_index("article")
    assert repeats.duplicate_of["dam-tribune"] == "dam-wire"
    assert repeats.containment["dam-tribune"] > 0.9
    assert repeats.drop(index="dam-tribune").containment.max() < 0.5
    (copied,) = key("wire copy")
    assert copied["id"] == "dam-tribune"


def test_what_the_copy_leaves_out_is_what_the_farmer_said(stories: tk.Corpus) -> None:
    assert len(tk.concordance(stories["dam-wire"], "Pell")) == 2
    assert len(tk.concordance(stories["dam-tribune"], "Pell")) == 0


def test_three_articles_an_outlet_make_no_certain_finding(stories: tk.Corpus) -> None:
    terms = tk.keyness(stories, by="outlet", minimum=5, draws=199)
    assert (terms.p_words < 0.05).sum() > 5
    assert (terms.p_adjusted < 0.05).sum() == 0


def test_the_founding_corpus_stays_one_story() -> None:
    assert [story.id for story in tk.load(ROOT / "seeds")] == ["000_1d320a6ac0f990c6"]
