"""ninjs field by field, in the names of its versions, and the wrappers in which interfaces deliver it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

import toolkit as tk
from tests.reading_wires import extra, read, reader, reasons, story
from toolkit.articles import Caption, Person
from toolkit.loading.records import Aside, Document, Story

EARLY, LATE = datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 5, 9, 0)


def ninjs(**fields: object) -> str:
    return json.dumps({"uri": "urn:1", "headline": "Rain", "body_text": "It fell.", "pubstatus": "usable"} | fields)


def field(found: Story, name: str) -> Any:
    return getattr(found, name) if hasattr(found, name) else extra(found).get(name)


PERSONS = [{"name": "Ana", "role": "writer"}, {"display_name": "Jo"}, {"role": "none"}, "no dict"]
PICTURE = {"type": "picture", "description_text": "Boats", "byline": "Me"}
ROLES = [{"role": "main", "value": "Main"}, {"role": "summary", "value": "Short"}, "none"]


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({}, "id", "urn:1"),
        ({"guid": "g1"}, "id", "g1"),
        ({}, "url", None),
        ({"uri": "https://a.example/1"}, "url", "https://a.example/1"),
        ({"uri": "http://a.example/1"}, "url", "http://a.example/1"),
        ({"headline_main": "Other", "title": "Third"}, "headline", "Rain"),
        ({"headline": None, "headline_main": "Other", "title": "Third"}, "headline", "Other"),
        ({"headline": "", "title": "Third <b>one</b>"}, "headline", "Third one"),
        ({"headline": None, "headlines": [{"role": "short", "value": "S"}, *ROLES]}, "headline", "Main"),
        ({"headline": None, "headlines": [{"role": "short", "value": "S"}, {"value": "T"}]}, "headline", "S"),
        ({"headline": None, "headlines": "no list"}, "headline", None),
        ({"headline": None, "headlines": []}, "headline", None),
        ({}, "deck", None),
        ({"description_text": "Flood", "description_html": "<p>Other</p>"}, "deck", "Flood"),
        ({"description_html": "<p>Other</p>", "description_a": "First"}, "deck", "Other"),
        ({"description_b": "Second", "description_a": "First", "descriptions": ROLES}, "deck", "First"),
        ({"descriptions": ROLES}, "deck", "Short"),
        ({"description_text": "Rain"}, "deck", None),
        ({"byline": "By Ana Ruiz", "by": "Jo"}, "byline", "Ana Ruiz"),
        ({"by": "Jo"}, "byline", "Jo"),
        ({}, "byline", None),
        ({"authors": PERSONS}, "authors", (Person("Ana", "writer"), Person("Jo"))),
        ({"authors": "nobody"}, "authors", ()),
        ({"copyrightholder": "A", "provider": "B", "source": "C"}, "outlet", "A"),
        ({"copyrightHolder": "A", "provider": "B", "source": "C"}, "outlet", "A"),
        ({"provider": "B", "source": "C"}, "outlet", "B"),
        ({"infosources": [{"name": ""}, {"name": "D"}]}, "outlet", "D"),
        ({"infosource": [{"name": "AFP"}], "source": "Reuters"}, "agency", "AFP"),
        ({"provider": "Reuters", "source": "AFP"}, "agency", "AFP"),
        ({"body_text": "York (EFE) - Rain.", "source": "AFP"}, "agency", "EFE"),
        ({"body_text": "York (EFE) - Rain.", "located": "Hull"}, "dateline", "York"),
        ({"located": "Hull"}, "dateline", "Hull"),
        ({}, "agency", None),
        ({}, "published", None),
        ({"firstcreated": "2024-03-04T10:15:00Z", "versioncreated": "2024-03-05T09:00:00Z"}, "published", EARLY),
        ({"firstpublished": "2024-03-05T09:00:00Z", "firstcreated": "2024-03-04T10:15:00Z"}, "published", LATE),
        ({"firstcreated": "soon", "versioncreated": "2024-03-05T09:00:00+01:00"}, "published", LATE),
        ({"firstcreated": "2024-03-04 10:15", "versioncreated": "2024-03-05T09:00:00Z"}, "published", EARLY),
        ({"firstcreated": "soon", "versioncreated": "2024-03-05T09:00:00+01:00"}, "published_zone", "+01:00"),
        ({"firstcreated": "2024-03-04T10:15:00Z", "versioncreated": "2024-03-05T09:00:00Z"}, "modified", LATE),
        ({"versioncreated": "2024-03-05T09:00:00Z"}, "modified", None),
        ({"service": [{"name": " "}, {"name": "Home"}]}, "section", "Home"),
        ({}, "section", None),
        ({"language": " en "}, "language", "en"),
        ({"language": " "}, "language", None),
        ({"language": 5}, "language", None),
        ({"wordcount": 5}, "words_promised", 5),
        ({"wordCount": "6"}, "words_promised", 6),
        ({}, "asides", ()),
        ({"copyrightnotice": "(c) <b>A</b>"}, "asides", (Aside("copyright", "(c) A", "copyrightnotice"),)),
        ({"body_text": "A.\n\nends", "copyrightnotice": "(c) A"}, "asides",
         (Aside("furniture", "ends", "mark of the end"), Aside("copyright", "(c) A", "copyrightnotice"))),
        ({"slugline": "rain", "slug": "other"}, "slug", "rain"),
        ({"slug": "other"}, "slug", "other"),
        ({"urgency": 3}, "urgency", 3),
        ({"urgency": "4"}, "urgency", "4"),
        ({"urgency": [5]}, "urgency", None),
        ({"keywords": ["rain", None, "sea"]}, "keywords", "rain; sea"),
        ({"keywords": "rain"}, "keywords", None),
        ({"subject": [{"name": "a"}], "subjects": [{"name": "b"}]}, "subjects", "a; b"),
        ({"place": [{"name": "Leeds"}]}, "places", "Leeds"),
        ({"genres": [{"name": "Feature"}]}, "genre", "Feature"),
        ({"associations": {"main": PICTURE, "again": PICTURE, "text": {"type": "text", "body_text": "No"}, "x": 1}},
         "captions", (Caption("Boats", "Me"),)),
        ({"associations": [{"type": "video", "description_html": "<p>Dogs</p>"},
                           {"type": "graphic", "body_text": "Map"}, {"type": "picture"}]},
         "captions", (Caption("Dogs"), Caption("Map"))),
        ({"associations": "none"}, "captions", ()),
        ({}, "notices", ()),
        ({"ednote": "New", "editorialnote": "<p>Old</p>"}, "notices", ("New", "Old")),
        ({"embargoed": "2024-03-05"}, "notices", ("Embargoed until 2024-03-05",)),
        ({"pubstatus": "canceled"}, "notices", ("Status: canceled",)),
        ({"pubstatus": None, "pubStatus": "withheld"}, "notices", ()),
    ],
)  # fmt: skip
def test_an_ninjs_field_is_filled_by_its_first_name(given: dict[str, object], name: str, value: object) -> None:
    assert field(story("ninjs", ninjs(**given)), name) == value


@pytest.mark.parametrize(
    ("bodies", "text"),
    [
        ({"body_text": "A.", "body_a": "Longer."}, "Longer."),
        ({"body_html": "<p>Rain.</p>", "body_text": "Rain fell."}, "Rain."),
        ({"body_html": "<p>Rain.</p>", "body_text": "Rain fell. "}, "Rain."),
        ({"body_html": "<p>Rain.</p>", "body_text": "Rain fell.!"}, "Rain fell.!"),
        ({"body_html": "<p></p>", "body_text": "A."}, "A."),
        ({"body_html": "<p>A.</p>", "body_xhtml": "<p>A.</p><p>B.</p>", "body_text": ""}, "A.\n\nB."),
        ({"body_text": None, "bodies": [{"value": "One."}, {"value": 5}, {"value": " "}]}, "One."),
        ({"body_text": None, "body_html": "<p>One.</p>"}, "One."),
    ],
)
def test_an_ninjs_body_with_mark_up_goes_before_a_plain_one_of_up_to_twice_its_length(
    bodies: dict[str, object], text: str
) -> None:
    assert story("ninjs", ninjs(**bodies)).text == text


def wrapped(item: object, *names: str | None) -> str:
    for name in names:
        item = {name: item} if name else [item]
    return json.dumps(item)


ITEM = json.loads(ninjs())


@pytest.mark.parametrize(
    ("data", "many"),
    [
        (json.dumps([ITEM, ITEM]), 2),
        (json.dumps({"items": [ITEM], "data": {"item": ITEM}}), 2),
        (json.dumps({"guid": "g", "headlines": [{"value": "Rain"}], "bodies": [{"value": "A."}]}), 1),
        (json.dumps({"uri": "list", "items": [ITEM]}), 1),
        (wrapped(ITEM, "item", "data", "news", "results", "_items", "items"), 1),
        (wrapped(ITEM, None, None, None, None, None, None), 1),
    ],
)
def test_ninjs_items_are_found_in_the_wrappers_of_interfaces(data: str, many: int) -> None:
    found = read("ninjs", data).stories
    assert len(found) == many
    assert [one.locator for one in found] == ([""] if many == 1 else [f"item {n}" for n in range(1, many + 1)])


@pytest.mark.parametrize(
    "data",
    [
        wrapped(ITEM, "item", "data", "news", "results", "_items", "items", "data"),
        wrapped(ITEM, None, None, None, None, None, None, None),
        json.dumps({"uri": "urn:1", "pages": [ITEM]}),
        json.dumps(['"uri"', "pubstatus"]),
    ],
)
def test_json_with_the_names_of_ninjs_and_no_item_in_reach_is_refused(data: str) -> None:
    document = Document(data=data.encode(), name="a.json")
    with pytest.raises(tk.LoadError, match=r"a\.json: the JSON has the words of ninjs and no news item"):
        reader("ninjs").read(document)


def test_json_that_is_cut_is_refused_with_its_name() -> None:
    with pytest.raises(tk.LoadError, match="this is no JSON that can be read"):
        read("ninjs", ninjs()[:-1])


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b'{"uri": 1, "body_html": 2}', True),
        (b'{"guid": 1, "bodies": 2}', True),
        (b'{"uri": 1, "title": 2}', False),
        (b'{"name": 1, "bodies": 2}', False),
    ],
)
def test_ninjs_is_told_by_an_identity_and_a_version_or_a_body(data: bytes, known: bool) -> None:
    assert reader("ninjs").recognises(Document(data=data, name="a.json")) is known


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"type": "picture"}, 'the picture item "Rain" holds no text of an article'),
        ({"type": "picture", "renditions": {"a": {}}}, 'the picture item "Rain" holds no text of an article'),
        ({"body_text": ""}, 'the news item "Rain" holds no text of an article'),
        ({"body_text": "", "headline": ""}, "the news item holds no text of an article"),
        ({"type": "text", "body_text": "", "renditions": {"a": {}}},
         'the text item "Rain" holds no body; its text is a file elsewhere (renditions) and is not fetched'),
        ({"type": "text", "body_text": "", "renditions": {}}, 'the text item "Rain" holds no text of an article'),
    ],
)  # fmt: skip
def test_an_ninjs_item_without_a_text_says_why(given: dict[str, object], reason: str) -> None:
    assert reasons("ninjs", ninjs(**given)) == [("", reason)]
    both = read("ninjs", f"[{ninjs()}, {ninjs(**given)}]")
    assert [one.locator for one in (*both.stories, *both.rejections)] == ["item 1", "item 2"]


@pytest.mark.parametrize("kind", ["text", "composite", "advisory", "preformatted", None])
def test_an_ninjs_item_is_a_story_by_its_type(kind: str | None) -> None:
    assert story("ninjs", ninjs(type=kind)).text == "It fell."
