"""JSON: where the articles stand, what stands beside them, and texts in pieces."""

from __future__ import annotations

import json
from typing import Any

import pytest

import toolkit as tk

ONE = "The well ran dry in May. Farmers carried water."
TWO = "The bridge was painted green, and nobody knows why."
A, B = {"title": "A", "text": ONE}, {"title": "B", "text": TWO}


def load(value: object) -> tk.Corpus:
    return tk.load(json.dumps(value, indent=1))


@pytest.mark.parametrize(
    ("value", "headlines", "said"),
    [
        ({"2019-03-12": [A], "2019-03-13": [B]}, ["A", "B"], "the column 'date'"),
        ({"bbc": {"articles": [A]}, "cnn": {"articles": [B]}}, ["A", "B"], "the column 'group'"),
        ({"2019": {"03": {"12": [A], "13": [B]}}}, ["A", "B"], "the column 'date'"),
        ([{"page": 1, "articles": [A]}, {"page": 2, "articles": [B]}], ["A", "B"], "one behind the other"),
        ({"title": ["A", "B"], "text": [ONE, TWO]}, ["A", "B"], "columns of values"),
        ({"title": {"0": "A", "1": "B"}, "text": {"0": ONE, "1": TWO}}, ["A", "B"], "columns of values"),
        ({"columns": ["title", "text"], "index": [0], "data": [["A", ONE]]}, ["A"], "columns of values"),
        ([["title", "text"], ["A", ONE], ["B", TWO]], ["A", "B"], "columns of values"),
        ({"0": A, "1": B}, ["A", "B"], ""),
        ({"meta": {"n": 2}, "docs": {"x": A, "y": B}}, ["A", "B"], "docs"),
        ({"title": ["A", "B"], "text": [ONE, TWO], "n": 2}, ["A", "B"], "columns of values"),
        ({"items": [A], "comments": [{"text": "No."}]}, ["A"], "the list 'comments' with 1 records is left out"),
        ({**A, "comments": [{"title": "re", "text": "No."}, {"title": "re", "text": "Yes."}]}, ["A"], ""),
        ({**A, "body": [ONE, TWO], "related": [B, B]}, ["A"], ""),
        ({"category": [{"code": "n", "records": {"total": 9, "article": [A, B]}}]}, ["A", "B"], "records found in"),
        ({"hits": {"total": {"value": 20}, "hits": [{"_id": "1", "_source": A}]}}, ["A"], "hits.hits"),
        ({"news": [A, B], "blog": [{"name": "x", "headline": "C", "body": ONE}] * 3},
          ["A", "B"], "the list 'blog' with 3 records is left out"),
        ({"total": 200, "results": [A]}, ["A"], "the search found 200 articles; this file holds 1"),
    ],
)  # fmt: skip
def test_the_records_are_found_wherever_they_stand(value: object, headlines: list[str], said: str) -> None:
    corpus = load(value)
    assert [article.headline for article in corpus] == headlines
    assert said in str(corpus.load_report)


def test_days_as_keys_are_the_dates() -> None:
    assert [a.published.day for a in load({"2019-03-12": [A], "2019-03-13": [B]}) if a.published] == [12, 13]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (["The well ", {"type": "bold", "text": "ran dry"}, " in May."], "The well ran dry in May."),
        ([{"type": "plain", "text": "The well "}, {"type": "link", "text": "ran dry."}], "The well ran dry."),
        ([{"type": "paragraph", "text": ONE}, {"type": "paragraph", "text": TWO}], f"{ONE}\n\n{TWO}"),
        ([ONE, TWO], f"{ONE}\n\n{TWO}"),
        ({"blocks": {"body": [{"bodyHtml": f"<p>{ONE}</p>"}, {"bodyHtml": f"<p>{TWO}</p>"}]}}, f"{ONE}\n\n{TWO}"),
    ],
)
def test_a_text_in_pieces_is_text(text: object, read: str) -> None:
    record = {"title": "A", **(text if isinstance(text, dict) else {"text": text})}
    assert load([record])[0].text == read


def test_a_transcript_is_one_article_and_its_speakers_stay() -> None:
    segments = [{"start": 0.0, "end": 2.0, "text": " Good evening."}, {"start": 2.0, "end": 3.0, "text": " It rained."}]
    assert (
        load({"text": "Good evening. It rained.", "segments": segments, "language": "en"})[0].text
        == "Good evening. It rained."
    )
    assert load({"segments": segments})[0].text == "Good evening. It rained."
    spoken = [{**one, "speaker": f"S{n}"} for n, one in enumerate(segments)]
    assert load({"segments": spoken})[0].text == "S0: Good evening.\n\nS1: It rained."


def test_the_archive_of_an_account_is_read_and_not_run() -> None:
    tweets = [
        {"tweet": {"id_str": "7", "full_text": "Rain &amp; wind.", "created_at": "Tue Mar 12 03:14:00 +0000 2019"}}
    ]
    article = tk.load(f"window.YTD.tweets.part0 = {json.dumps(tweets, indent=1)}")[0]
    assert (article.id, article.text) == ("7", "Rain & wind.")
    assert article.published is not None


def test_values_one_after_the_other_are_records() -> None:
    assert len(tk.load(json.dumps(A, indent=1) + "\n" + json.dumps(B, indent=1))) == 2


def test_a_notebook_is_no_article() -> None:
    with pytest.raises(tk.LoadError, match="Jupyter notebook"):
        load({"cells": [{"source": ["x"]}], "nbformat": 4, "metadata": {}})


FULL = {"title": "A", "text": ONE, "date": "2019-03-12", "author": "Ana Ruiz"}


@pytest.mark.parametrize(
    ("best", "headlines"),
    [(FULL, ["A", None]), ({**FULL, "url": "https://herald.example/a"}, ["A"])],  # two names more, and three
)
def test_a_list_beside_the_best_is_joined_where_it_has_nearly_as_many_names(
    best: object, headlines: list[str | None]
) -> None:
    assert [article.headline for article in load({"news": [best], "sport": [{"text": TWO}]})] == headlines


@pytest.mark.parametrize("first", [{}, {"id": 7}, {"title": "Only a title"}])
@pytest.mark.parametrize("value", [lambda records: records, lambda records: {"news": records, "n": 3}])
def test_a_list_is_one_of_articles_even_if_its_first_record_has_no_text(first: object, value: Any) -> None:
    assert [article.headline for article in load(value([first, A, B]))] == ["A", "B"]


def test_lists_side_by_side_may_begin_with_an_empty_record() -> None:
    corpus = load({"news": [{}, A], "sport": [{}, B]})
    assert [article.headline for article in corpus] == ["A", "B"]


def test_sections_of_which_the_first_has_no_heading_are_one_text() -> None:
    (article,) = load({"title": "A", "body": [{"text": ONE}, {"title": "Green", "text": TWO}]})
    assert article.headline == "A"
    assert ONE in article.text
    assert TWO in article.text


@pytest.mark.parametrize(
    ("value", "headlines"),
    [
        ({"a": {"x": [A]}, "b": {"x": [B]}}, ["A", "B"]),  # the paths differ in one key
        ({"a": {"x": [A]}, "b": {"y": [B]}}, ["A"]),
        ({"2019": {"03": [A]}, "2020": {"04": [B]}}, ["A", "B"]),  # or in numbers alone
        ({"a": [{"x": [A]}], "b": {"c": {"x": [B]}}}, ["A"]),  # a position is no key
    ],
)
def test_lists_whose_paths_are_alike_are_read_together(value: object, headlines: list[str]) -> None:
    assert [article.headline for article in load(value)] == headlines


def test_a_list_of_headlines_beside_a_text_is_no_text() -> None:
    more = [{"title": "Well", "url": "https://a.example/1"}, {"title": "Bridge", "url": "https://a.example/2"}]
    (article,) = load({"title": "Search", "content": more, "articles": [A]})
    assert (article.headline, article.text) == ("A", ONE)
