"""The activities: their sources are whole, self-checks accept and reject rightly, their words are easy to read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.teaching import Activity, activities, activity
from toolkit.teaching.checks import KINDS
from toolkit.teaching.keys import key_of, shown_of, targets_of

ALL = activities()
TASKS = [(one, task) for one in ALL for task in one.tasks]
TEACHING = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
GRADE = 6.0  # of Flesch and Kincaid: what a 14-year-old reads with ease lies below 8


def named(value: Any) -> str:
    return value.name if hasattr(value, "name") else str(value)


def test_there_are_eight_and_each_has_its_number_and_its_name() -> None:
    assert [one.number for one in ALL] == list(range(1, 9))
    assert [activity(one.number).name for one in ALL] == [one.name for one in ALL]
    assert [activity(one.name).title for one in ALL] == [one.title for one in ALL]


@pytest.mark.parametrize("wrong", ["x", "", 0, 9, -1, None, 1.0, True, ["mark_first"]])
def test_an_unknown_activity_gets_one_sentence_with_those_there_are(wrong: Any) -> None:
    with pytest.raises(tk.QueryError, match=r"there are mark_first, .* or the numbers 1 to 8\.$"):
        activity(wrong)


def test_unknown_tasks_and_stories_get_one_sentence() -> None:
    with pytest.raises(tk.QueryError, match="no task 'x'; there are own_words"):
        ALL[0].check("x", "a")
    with pytest.raises(tk.QueryError, match="no task 'x'"):
        ALL[0].check_all(x="a")
    with pytest.raises(tk.QueryError, match="border-wire"):
        ALL[0].read("border-wire")


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_lesson_takes_45_minutes_and_has_its_variants_ages_rubric_and_frameworks(one: Activity) -> None:
    assert sum(step.minutes for step in one.steps) == 45
    assert list(one.variants) == ["25", "45", "90"]
    assert list(one.ages) == ["14", "18", "adult"]
    assert len(one.rubric) >= 2
    assert len(one.aims) >= 3
    assert len(one.debrief) >= 3
    assert len(one.slips) >= 3
    assert len(one.links.namle) >= 2
    assert len(one.links.cml) >= 2
    assert one.links.stanford
    assert one.links.unesco
    assert 2 <= len(one.page.codes) <= 8
    assert one.question.endswith("?")


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_slow_reader_can_read_and_choose_in_the_minutes_of_the_plan(one: Activity) -> None:
    """150 words a minute, 20 seconds a choice, 30 seconds for each of three reasons; of three outlets one is read."""
    words = [len(tk.tokens(story).query("kind == 'word' or kind == 'number'")) for story in one.stories]
    read = max(words) if len(words) == 3 else sum(words)
    choices = len(targets_of(one)) or one.page.need
    needed = read / 150 + choices * 20 / 60 + 3 * 30 / 60
    assert needed <= sum(step.minutes for step in one.steps if step.who == "alone")
    rows = re.findall(rf"(?m)^\| {one.number} \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", TEACHING)
    alone = sum(step.minutes for step in one.steps if step.who == "alone")
    assert rows == [(str(read), str(choices), str(math.ceil(needed)), str(alone))]  # what docs/teaching.md says


@pytest.mark.parametrize(("one", "task"), TASKS, ids=named)
def test_a_self_check_accepts_right_answers_rejects_wrong_ones_and_says_what_is_missing(
    one: Activity, task: Any
) -> None:
    assert len(task.also) >= 1
    assert len(task.wrong) >= 1
    for right in (task.answer, *task.also):
        assert one.check(task.name, right).state == "right", right
    for wrong in task.wrong:
        found = one.check(task.name, wrong)
        assert found.state == "not yet", wrong
        assert found.said.endswith((".", "?"))
        assert "\n" not in found.said
    for empty in (task.blank, None, "", " ", [], ["", ""], {}):
        assert repr(one.check(task.name, empty)) == f"Still empty. {task.ask}"


@pytest.mark.parametrize(("one", "task"), TASKS, ids=named)
@pytest.mark.parametrize("wrong", [7.5, ["a", 3], {"term": 3}, {"a"}, "\x00 \ud800", "(*[", "x" * 5000], ids=range(7))
def test_an_answer_of_another_kind_is_told_in_a_sentence(one: Activity, task: Any, wrong: Any) -> None:
    found = one.check(task.name, wrong)
    assert found.state == "not yet"
    assert "\n" not in found.said


def test_every_kind_of_check_is_used() -> None:
    assert {task.how["kind"] for _, task in TASKS} == set(KINDS)


def test_a_learner_sees_how_far_she_is() -> None:
    one = ALL[0]
    assert repr(one.check_all()).startswith("0 of 4 tasks are right.\nown_words: empty")
    some = one.check_all(quoted="lifeline", who_praises="the outlet")
    assert some.right == 1
    assert "who_praises: not yet" in repr(some)
    answers = {task.name: task.answer for task in one.tasks}
    assert repr(one.check_all(**answers)) == "4 of 4 tasks are right."


# ---- keys: from the toolkit's own results ----


@pytest.mark.parametrize("one", ALL, ids=named)
def test_every_mark_of_a_key_stands_in_its_story_and_has_a_code_of_the_page(one: Activity) -> None:
    key = key_of(one)
    assert len(key) >= 7
    codes = {code.code for code in one.page.codes}
    for mark in (*key, *targets_of(one), *shown_of(one)):
        assert one.stories[mark.article].text[mark.start : mark.end] == mark.text
    assert {mark.code for mark in key} <= codes
    assert {mark.article for mark in key} <= set(one.story_ids)


def spans(marks: Any) -> set[tuple[str, int, int]]:
    return {(mark.article, mark.start, mark.end) for mark in marks}


@pytest.mark.parametrize("name", ["mark_first", "do_we_agree"])
def test_the_key_of_loaded_words_is_the_table_of_the_toolkit(name: str) -> None:
    one = activity(name)
    table = tk.loaded_language(one.stories, severity="all").query("not negated")
    assert spans(key_of(one)) == set(table[["article", "start", "end"]].itertuples(index=False, name=None))


def test_the_key_of_names_is_the_table_of_the_toolkit() -> None:
    one = activity("three_outlets")
    table = tk.naming_choices(one.stories)
    names = [mark for mark in key_of(one) if mark.code == "name"]
    assert spans(names) == set(table[["article", "start", "end"]].itertuples(index=False, name=None))


def test_the_key_of_voices_is_that_of_the_toolkit() -> None:
    one = activity("who_says_it")
    plain = {"direct": "quoted", "partial": "quoted", "indirect": "retold", "ascribed": "retold"}
    key = {mark.text: mark for mark in key_of(one)}
    for row in tk.attributions(one.stories).itertuples():
        for mark in key.values():
            if mark.article == row.article and mark.start >= row.start and mark.end <= row.end and mark.speaker:
                assert mark.code in ("quoted", "retold")
    loaded = tk.loaded_language(one.stories, severity="all")
    for row in loaded.itertuples():
        if row.text in key and row.start == key[row.text].start:
            assert key[row.text].code == plain.get(row.voice, row.voice)
    assert set(key_codes(one)) == {"outlet", "quoted", "retold", "distanced"}


def key_codes(one: Activity) -> list[str]:
    return [mark.code for mark in key_of(one)]


def test_the_slanted_text_has_no_loaded_word_and_its_rewrite_is_measured() -> None:
    one = activity("rewrite_and_measure")
    assert len(tk.loaded_language(one.stories["port-tribune"], severity="all")) == 0
    assert len(tk.loaded_language(tk.Article(id="a", text=one.task("slanted_text").answer), severity="all")) == 0


def test_the_audit_has_at_least_five_false_alarms_and_five_misses_and_they_are_such() -> None:
    one = activity("audit_the_tool")
    marked = spans(shown_of(one))
    table = tk.loaded_language(one.stories, severity="all").query("not negated")
    assert marked == set(table[["article", "start", "end"]].itertuples(index=False, name=None))
    overlap = [any(m.start < end and start < m.end for _, start, end in marked) for m in key_of(one)]
    kinds = pd.Series(overlap).groupby(key_codes(one)).agg(["all", "any", "size"])
    assert kinds.loc["false_alarm", "all"]
    assert not kinds.loc["missed", "any"]
    assert (kinds["size"] >= 5).all()


def test_every_loaded_word_has_a_family_that_the_page_offers_also_if_the_story_is_another() -> None:
    one = activity("mark_first")
    other = replace(one, story_ids=("dam-voice",))
    assert set(key_codes(other)) <= {code.code for code in one.page.codes}


# ---- words that a 14-year-old reads ----


def learner_words(one: Activity) -> Iterator[str]:
    yield from (one.question, one.matters, one.page.task, one.page.key_about, one.limits)
    yield from (f"You will have {one.have}", *one.debrief)
    yield from (step.do for step in one.steps)
    yield from (f"{code.name} means: {code.means}." for code in one.page.codes)
    yield from (question.ask for question in one.questions)
    yield from (text for task in one.tasks for text in (task.ask, task.after))
    yield from (say.replace("*", "") for say, _ in one.explore)


def facilitator_words(one: Activity) -> Iterator[str]:
    yield from (one.before, *one.aims, *one.slips, *one.ages.values(), *one.variants.values())
    yield from (step.teacher for step in one.steps)
    yield from (text for goal in one.rubric for text in goal[1:])


@pytest.mark.parametrize("whose", [learner_words, facilitator_words])
@pytest.mark.parametrize("one", ALL, ids=named)
def test_its_words_are_easy_to_read(one: Activity, whose: Any) -> None:
    text = " ".join(part if part.endswith((".", "?", ":")) else f"{part}." for part in whose(one))
    found = tk.text_statistics(tk.Article(id=one.name, text=text)).iloc[0]
    assert found.words > 150
    assert found.flesch_kincaid <= GRADE
    assert found.words_per_sentence <= 14
