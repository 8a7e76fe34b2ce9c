"""Anatomy of a news story: the founding story exactly, other shapes, false friends, and no character lost."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from benchmarks.anatomy import benchmark_anatomy
from tests.conftest import ROOT, STORY
from toolkit.anatomy import dissect
from toolkit.articles import Person
from toolkit.text.hygiene import hygiene

GOLD = ROOT / "tests" / "gold"
BODY = "The council met on Monday and closed the old bridge to traffic.\n\nIt will open again in May, the mayor said."


def test_the_founding_story_has_every_field(story: tk.Article) -> None:
    assert story.headline == "Islamic State group calls on followers to avenge Syria siege"
    assert story.byline == "AP Reports"
    assert (story.published, story.modified) == (datetime(2019, 3, 12, 3, 14), datetime(2019, 3, 12, 3, 19))
    assert story.published is not None
    assert story.published.tzinfo is None
    assert (story.dateline, story.agency) == ("BAGHOUZ, Syria", "AP")
    assert len(story.paragraphs) == 11
    assert story.text.startswith("Besieged by U.S.-backed forces")
    assert story.text.endswith("straddling both Syria and Iraq.")
    (caption,) = story.captions
    assert caption.text.startswith("An illumination round lights up")
    assert caption.text.endswith("March 11, 2019.")
    assert caption.credit == "AP Photo/Maya Alleruzzo"
    assert [line[:30] for line in story.taglines] == [
        "Youssef reported from Cairo. A",
        "The Associated Press contribut",
    ]


def test_furniture_and_the_repeated_headline_are_set_aside_with_their_rule(story: tk.Article) -> None:
    kinds = {(part.kind, part.rule) for part in story.removed}
    assert ("furniture", "page stamp and menu") in kinds
    assert ("headline_repeat", "the headline again") in kinds
    assert "SECTIONS" not in story.text
    assert story.headline not in story.text


def test_every_character_of_the_file_has_a_place(story: tk.Article) -> None:
    original = STORY.read_text(encoding="utf-8")
    assert story.original == original
    assert "".join(original[part.start : part.end] for part in story.parts) == original


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t + "\n\n\n"])
def test_line_ends_and_marks_do_not_change_the_story(story: tk.Article, change: object) -> None:
    found = dissect(change(STORY.read_text(encoding="utf-8")))  # type: ignore[operator]
    assert (found.text, found.headline, found.dateline) == (story.text, story.headline, story.dateline)
    assert found.captions == story.captions


@pytest.mark.parametrize(
    ("line", "dateline", "agency"),
    [
        ("LEEDS (AP) — ", "LEEDS", "AP"),
        ("LEEDS, England (Reuters) - ", "LEEDS, England", "Reuters"),
        ("NEW YORK — ", "NEW YORK", None),
        ("WASHINGTON, March 12 (Reuters) - ", "WASHINGTON", "Reuters"),
    ],
)
def test_datelines_of_agencies(line: str, dateline: str, agency: str | None) -> None:
    found = dissect(line + BODY)
    assert (found.dateline, found.agency) == (dateline, agency)
    assert found.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING: ",
        "FILE - In this photo, ",
        "GOP leaders — ",
        "UPDATE - ",
        "EDITOR’S NOTE — ",
        "U.S.- Egyptian talks: ",
    ],
)
def test_false_friends_are_no_datelines(line: str) -> None:
    assert dissect(line + BODY).dateline is None


def test_the_agency_is_not_believed_for_a_contribution_alone() -> None:
    found = dissect(BODY + "\n\nThe Associated Press contributed to this report.")
    assert found.agency is None
    assert found.taglines == ("The Associated Press contributed to this report.",)
    assert found.text == BODY


def test_a_sentence_about_reporting_inside_the_story_stays_in_the_body() -> None:
    text = "Two workers contributed to this report. They wrote a page each.\n\n" + BODY
    assert dissect(text).text == text


def test_a_byline_and_no_byline() -> None:
    assert dissect("Bridge closed\n\nBy Ana Ruiz\n\n" + BODY).byline == "Ana Ruiz"
    assert dissect("Bridge closed\n\nBy the numbers\n\n" + BODY).byline is None


def test_plain_prose_is_all_body() -> None:
    assert dissect(BODY).text == BODY
    assert dissect(BODY).headline is None


def test_lines_broken_by_a_typewriter_become_paragraphs() -> None:
    wrapped = (
        "The council met on Monday and closed the old\nbridge to all traffic, because the stones of\n"
        "the middle arch had moved by the width of a\nhand since the flood of last winter.\n\nIt will open in May."
    )
    assert [len(block.split("\n")) for block in dissect(wrapped).text.split("\n\n")] == [1, 1]


LINES = st.sampled_from(
    [
        "By Ana Ruiz", "Published March 12, 2019 at 3:14am", "Bridge closed", "LEEDS (AP) — Rain fell.", "SECTIONS",
        "It rained all day.", "", "   ", "(AP Photo/Ana Ruiz)", "Advertisement", "A sentence that ends. (Photo: X)",
        "The Associated Press contributed to this report.", "Correction: the bridge is old.", "“Why?” he asked.",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(LINES, max_size=9).map("\n".join)))
def test_parts_cover_any_text_without_a_gap(text: str) -> None:
    found = dissect(text)
    assert "".join(text[part.start : part.end] for part in found.parts) == text
    assert [part.start for part in found.parts] == sorted(part.start for part in found.parts)
    body = "".join(text[part.start : part.end] for part in found.parts if part.kind == "body")
    assert bool(hygiene(body)[0].strip()) == bool(found.text.strip())


def test_the_lines_of_the_gold_are_read_and_false_friends_stay() -> None:
    rows = [json.loads(line) for line in (GOLD / "wire_lines.jsonl").read_text(encoding="utf-8").splitlines()]
    figures = benchmark_anatomy(rows)
    assert figures["wrong"] == []
    assert (figures["lines"], figures["recall"], figures["precision"]) == (len(rows), 1, 1)


def test_the_gold_of_lines_can_fail() -> None:
    figures = benchmark_anatomy([{"kind": "tagline", "line": "The old tower leaned."}])
    assert figures["recall"] == 0
    assert figures["wrong"] == ["tagline: The old tower leaned."]


def test_a_line_between_headline_and_byline_is_the_deck() -> None:
    found = dissect("Bridge closed\n\nBuses take the river road until May.\n\nBy Ana Ruiz\n\n" + BODY)
    assert (found.headline, found.deck, found.text) == ("Bridge closed", "Buses take the river road until May.", BODY)


def test_persons_of_a_byline_have_their_roles() -> None:
    found = dissect("Bridge closed\n\nBy Ana Ruiz, Europe correspondent, and Lee Wong in Leeds\n\n" + BODY)
    assert found.authors == (Person("Ana Ruiz", "Europe correspondent"), Person("Lee Wong", "Leeds"))


@pytest.mark.parametrize(
    ("text", "agency", "evidence"),
    [
        ("LEEDS (AP) — " + BODY, "AP", "LEEDS (AP) —"),
        ("Bridge closed\n\nBy The Associated Press\n\n" + BODY, "AP", "By The Associated Press"),
        (BODY + "\n\n© 2021 Thomson/Reuters. All rights reserved.", "Reuters", "© 2021 Thomson/Reuters."),
        (BODY + "\n\nCopyright 2021 Valley News, LLC.", None, None),
        (BODY + "\n\n(AP Photo/Ana Ruiz)", None, None),
    ],
)
def test_the_agency_comes_with_the_line_that_names_it(text: str, agency: str | None, evidence: str | None) -> None:
    found = dissect(text)
    assert found.agency == agency
    assert (found.agency_evidence or "").startswith(evidence or "")
    assert (found.agency_evidence is None) == (evidence is None)


def test_corrections_and_notes_are_kept_in_a_field_of_their_own() -> None:
    note = "Editor’s note: The mayor often calls reporters names."
    found = dissect(f"{BODY}\n\n{note}\n\nCorrections & Amplifications\n\nThe bridge is old. It opened in 1890.")
    assert found.text == BODY
    assert found.notices == (note, "Corrections & Amplifications", "The bridge is old. It opened in 1890.")


def test_a_stamp_before_a_paragraph_leaves_the_paragraph() -> None:
    found = dissect("Updated at 11:11 a.m. ET: " + BODY)
    assert found.text == BODY
    assert found.modified is None  # it tells no day


def test_stamps_in_other_languages_are_read_and_no_zone_is_invented() -> None:
    found = dissect("Bridge closed\n\n27. Februar 2021 Samstag 9:50 PM GMT+1\n\n" + BODY)
    assert found.published == datetime(2021, 2, 27, 21, 50)


def test_a_speaker_label_stays_in_the_body_and_is_named() -> None:
    text = f"{BODY}\n\nANA RUIZ: Thank you for being with us."
    found = dissect(text)
    assert found.text == text
    assert found.parts[-1].rule == "speaker label"


@pytest.mark.parametrize("unit", ["Ana and ", "A-", "ANA/", "Ana, ", "12:30 ", "(Ana/", "AND "])
def test_a_line_of_a_thousand_names_is_read_in_bounded_steps(unit: str) -> None:
    line = (unit * 1600)[:1590]
    found = dissect(f"Bridge closed\n\n{line}x\n\n{BODY}")
    assert BODY in found.text
