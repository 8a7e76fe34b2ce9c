"""From a story to an article: what the reader knows stands first, and every character keeps its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from tests.loading.reading_pieces import outcomes_of
from toolkit.articles import Caption, Person
from toolkit.errors import LoadError
from toolkit.loading import streaming
from toolkit.loading.building import build, build_counted
from toolkit.loading.records import Aside, Story

TEXT = "Rain fell all day in the old harbour.\n\nSchools stay closed until Wednesday."


def story(text: str = TEXT, **fields: Any) -> Story:
    return Story(text=text, locator="", **fields)


def test_what_the_reader_knows_stands_before_what_the_text_tells() -> None:
    text = "LEEDS (Reuters) - Rain fell all day in the old harbour.\n\nSchools stay closed until Wednesday."
    told = build(story(text), id="x", source="a")
    assert (told.dateline, told.agency) == ("LEEDS", "Reuters")
    known = build(story(text, dateline="York", agency="AFP"), id="x", source="a")
    assert (known.dateline, known.agency, known.agency_evidence) == ("York", "AFP", "a field of the source")
    assert told.agency_evidence != known.agency_evidence


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"byline": "Ana Ruiz and Jo Lee"}, "authors", (Person("Ana Ruiz"), Person("Jo Lee"))),
        ({"byline": "Ana Ruiz", "authors": (Person("Jo Lee"),)}, "authors", (Person("Jo Lee"),)),
        ({"byline": " the desk "}, "authors", (Person("the desk"),)),
        ({}, "authors", ()),
        ({"language": "German"}, "language", "de"),
        ({"published": datetime(2019, 3, 12)}, "published", datetime(2019, 3, 12)),
        ({"captions": (Caption("Boats"),)}, "captions", (Caption("Boats"),)),
        ({"taglines": ("More",), "notices": ("New",)}, "taglines", ("More",)),
        ({"notices": ("New",)}, "notices", ("New",)),
        ({"agency": None}, "agency_evidence", None),
        ({"deck": "Flood"}, "deck", "Flood"),
    ],
)
def test_a_field_of_the_source_is_a_field_of_the_article(fields: dict[str, Any], name: str, value: object) -> None:
    assert getattr(build(story(**fields), id="x", source="a"), name) == value


def test_asides_follow_the_text_as_parts_with_their_places() -> None:
    asides = (Aside("copyright", "(c) Daily", "rule 1"), Aside("furniture", "ends", "rule 2"))
    article = build(story(asides=asides), id="x", source="a")
    assert article.original == f"{TEXT}\n\n(c) Daily\n\nends"
    parts = [(part.kind, article.original[part.start : part.end], part.rule) for part in article.parts]
    assert parts[-4:] == [
        ("blank", "\n\n", "space between lines"),
        ("copyright", "(c) Daily", "rule 1"),
        ("blank", "\n\n", "space between lines"),
        ("furniture", "ends", "rule 2"),
    ]
    assert "".join(text for _, text, _ in parts) == article.original
    assert article.text == TEXT


def test_a_cell_stays_as_it_stands_and_what_is_no_body_leaves_it() -> None:
    plain = build(story(layout="verbatim"), id="x", source="a")
    assert (plain.text, plain.headline) == (TEXT, None)
    assert [part.kind for part in plain.parts] == ["body"]
    copied = f"{TEXT}\n\n\n\nCopyright 2019 Reuters. All rights reserved."
    tidy = build_counted(story(copied, layout="verbatim"), id="x", source="a").article
    assert tidy.text == TEXT
    assert "".join(copied[part.start : part.end] for part in tidy.parts) == copied
    whole = build_counted(story(copied, layout="verbatim"), id="x", source="a", tidy=False).article
    assert whole.text == copied
    alone = build(story("Copyright 2019 Reuters. All rights reserved.", layout="verbatim"), id="x", source="a")
    assert alone.text == "Copyright 2019 Reuters. All rights reserved."


def test_a_text_that_was_tidied_is_led_back_to_its_source() -> None:
    text = "\u00a0Rain  fell\u00ad all day in the old harbour.\u200b\n\nSchools stay closed until Wednesday.  "
    for layout in ("body", "verbatim", "story"):
        article = build(story(text, layout=layout), id="x", source="a")
        assert "".join(text[part.start : part.end] for part in article.parts) == text
        assert article.parts[0].start == 0
        assert article.parts[-1].end == len(text)


def test_a_story_that_people_kept_has_its_headline_taken_out() -> None:
    text = f"Rain floods the old harbour\n\n{TEXT}"
    kept = build(story(text, layout="story"), id="x", source="a")
    assert (kept.headline, kept.text) == ("Rain floods the old harbour", TEXT)
    known = build(story(text, layout="story", headline="Flood"), id="x", source="a")
    assert known.headline == "Flood"


def test_a_stream_of_what_is_no_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="A path is needed, this is a text"):
        streaming.asked("Rain fell.\nSun shone.")
    with pytest.raises(LoadError, match="no-such"):
        streaming.asked(tmp_path, format="no-such")


@pytest.mark.parametrize(("size", "batches"), [(0, 1), (-1, 2)])
def test_lines_are_streamed_from_the_size_that_one_file_may_have(tmp_path: Path, size: int, batches: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "text": "Rain fell all day."}\n5\n\n{bad\n', encoding="utf-8")
    limits = tk.loading.Limits(file_bytes=path.stat().st_size + size)
    found = outcomes_of(path, limits=limits)
    assert len(found) == batches
    assert [article.id for one in found for article in one.articles] == ["x"]
    reasons = [rejection.reason.partition(":")[0] for one in found for rejection in one.rejections]
    assert reasons == ["no JSON object, one article a line", "no JSON"]
    assert ("read some rows at a time" in found[-1].account.notes) is (batches == 2)
    assert len(outcomes_of(path, limits=limits, format="json")) == 1


def test_what_the_hygiene_takes_from_the_edges_of_a_cell_stays_in_its_parts() -> None:
    text = "\u00adLEEDS (Reuters) - Rain fell all day in the old harbour.\n\nSchools stay closed.\u00ad"
    article = build_counted(story(text, layout="verbatim"), id="x", source="a").article
    assert article.dateline == "LEEDS"
    assert "\u00ad" not in article.text
    assert "".join(article.original[part.start : part.end] for part in article.parts) == text
