"""Furniture of pages: found because it recurs, under stories that have nothing else in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.anatomy.furniture import find_furniture

TOPICS = ("harbour", "bridge", "school", "ferry", "market", "library", "tunnel", "forest", "station", "museum")


def stories(*furniture: str, count: int = 10) -> list[str]:
    made = []
    for n, topic in enumerate((TOPICS * 5)[:count]):
        lines = [f"The {topic} reopened on Monday after {n + 2} years.", *furniture[n % max(len(furniture), 1) :][:1]]
        lines += [f"People near the {topic} were glad, the mayor said.", f"Work on the {topic} {n} took long."]
        made.append("\n\n".join(lines))
    return made


def taken(texts: list[str], outlet: str | None = "X") -> list[str]:
    spans, _ = find_furniture([(outlet, text) for text in texts])
    return sorted({texts[n][start:end] for n, found in spans.items() for start, end in found})


def test_a_line_under_many_stories_of_one_outlet_is_furniture() -> None:
    texts = stories("Advertisement")
    spans, found = find_furniture([("X", text) for text in texts])
    assert [(one.outlet, one.line, one.articles) for one in found] == [("X", "Advertisement", 10)]
    assert all(texts[n][start:end] == "Advertisement" for n, places in spans.items() for start, end in places)


def test_numbers_and_names_in_a_line_may_differ() -> None:
    assert (
        len(
            taken(
                stories(
                    "Copyright 2019 by the Weekly, all rights kept", "Copyright 2021 by the Weekly, all rights kept"
                )
            )
        )
        == 2
    )
    credits = [f"Open this picture in full Anna Berg Nr {name}/Agency" for name in "ABCDEFGHIJ"]
    assert taken(stories(*credits)) == sorted(credits)


def test_labels_of_links_are_told_by_what_follows_them() -> None:
    links = [f"SEE ALSO: Why the {topic} had to close" for topic in TOPICS]
    assert taken(stories(*links)) == sorted(links)


def test_buttons_that_a_gallery_repeats_are_furniture_and_names_are_not() -> None:
    galleries = [
        " ".join(f"The {topic} on day {n}, seen from the river. Next Picture {n} of 6." for n in range(6))
        for topic in TOPICS
    ]
    assert taken(stories(*galleries)) == sorted(galleries)
    praised = [" ".join(f"Anna Berg saw the {topic} on day {n}." for n in range(6)) for topic in TOPICS]
    praised = [f"{text} It was Anna Berg who came." for text in praised]
    alone = [*stories(*praised), *(f"The {topic} was shown to Anna Berg on Monday." for topic in TOPICS * 3)]
    assert taken(alone) == []


def test_a_button_stands_five_times_in_its_line() -> None:
    def galleries(times: int) -> list[str]:
        return [
            " ".join(f"The {topic} on day {n}, seen from the river. Next Picture {n} of 6." for n in range(times))
            for topic in TOPICS
        ]

    assert taken(stories(*galleries(5))) == sorted(galleries(5))
    assert taken(stories(*galleries(4))) == []
    mixed = [*galleries(5)[:9], galleries(4)[9]]  # where others show that it is a button, one line has it too seldom
    assert taken(stories(*mixed)) == sorted(mixed[:9])


def test_words_in_capitals_in_front_of_a_link_are_a_label() -> None:
    links = [f"JUST SEEN How the {topic} came to be" for topic in TOPICS]
    assert taken(stories(*links)) == sorted(links)


def test_copies_of_one_story_are_no_furniture() -> None:
    text = stories()[0]
    assert taken([text] * 6) == []
    assert taken([f"{text}\n\nCorrected version {n} of this story, with its date" for n in "abcdef"]) == []


def test_what_people_say_is_no_furniture_however_often_it_is_quoted() -> None:
    assert taken(stories("“We will rebuild it, whatever it costs us and however long it takes,” the mayor said.")) == []
    assert taken(stories("Right.", "Thank you.", count=40)) == []  # answers in transcripts


def test_what_two_outlets_share_is_looked_for_in_each() -> None:
    spans, found = find_furniture([("XY"[n % 2], text) for n, text in enumerate(stories("Sign up", count=20))])
    assert [(one.outlet, one.articles) for one in found] == [("X", 10), ("Y", 10)]
    assert len(spans) == 20


def test_few_stories_tell_nothing() -> None:
    assert taken(stories("Advertisement", count=2)) == []
    assert find_furniture([]) == ({}, [])


@given(st.lists(st.text(max_size=80), max_size=8))
def test_spans_are_whole_lines_in_order(texts: list[str]) -> None:
    spans, _ = find_furniture([("X", text) for text in texts])
    for number, places in spans.items():
        assert places == sorted(places)
        for start, end in places:
            assert texts[number][start:end].strip() == texts[number][start:end] != ""
            assert "\n" not in texts[number][start:end]
