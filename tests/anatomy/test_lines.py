"""Short stories line by line: what each line is, by which rule, and what the readers of single lines take from them."""

# ruff: noqa: E501  a story stands in one line

from __future__ import annotations

from datetime import datetime

import pytest

from toolkit.anatomy import dissect
from toolkit.anatomy.bylines import read_bare_names, read_byline
from toolkit.anatomy.captions import read_caption, read_credit
from toolkit.anatomy.datelines import Dateline, read_dateline
from toolkit.anatomy.furniture import find_furniture
from toolkit.anatomy.stamps import moment, read_bare_date, read_stamp
from toolkit.articles import Caption

# The lines of a story, one a line: kind | rule | text. Empty lines stand between them.
STORIES = [
    [
        "Bridge closed\n\nBridge closed\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "headline_repeat | the headline again | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.\n\nBridge closed",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "headline_repeat | the headline again | Bridge closed",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nBridge closed\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | Bridge closed",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nAna Ruiz\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "byline | names alone | Ana Ruiz",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Ana Ruiz\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Ana Ruiz",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nAna Ruiz\n\nBy Lee Wong\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "deck | between headline and byline | Ana Ruiz",
        "byline | byline | By Lee Wong",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nBuses go round.\n\nBy Ana Ruiz\n\nUpdated March 12, 2019\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "deck | between headline and byline | Buses go round.",
        "byline | byline | By Ana Ruiz",
        "modified | updated stamp | Updated March 12, 2019",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nMarch 12, 2019\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "published | date alone | March 12, 2019",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.\n\nBy Ana Ruiz",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "body | prose | By Ana Ruiz",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.\n\nMarch 12, 2019",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "body | prose | March 12, 2019",
    ],
    ["Bridge closed", "body | prose | Bridge closed"],
    [
        "bridge closed\nand the mill\n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | bridge closed",
        "body | prose | and the mill",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge\nclosed for all\n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | Bridge",
        "body | prose | closed for all",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "By Ana Ruiz\n\nThe council closed the bridge.\n\nIt opens in May.",
        "byline | byline | By Ana Ruiz",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.\n\nAll rights reserved.",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "copyright | copyright line | All rights reserved.",
    ],
    [
        "All rights reserved.\n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | All rights reserved.",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\n(AP Photo/Ana Ruiz)\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "credit | caption with credit | (AP Photo/Ana Ruiz)",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nA bridge in rain. (AP Photo/Ana Ruiz)\n\nPhoto: Lee Wong\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "caption | caption with credit | A bridge in rain. ",
        "credit | caption with credit | (AP Photo/Ana Ruiz)",
        "credit | credit line | Photo: Lee Wong",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nPhoto: Lee Wong\n\nPhoto: Ana Ruiz\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "credit | credit line | Photo: Lee Wong",
        "credit | credit line | Photo: Ana Ruiz",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nLEEDS (AP) — The council closed the bridge.\n\nIt opens in May.\n\nYORK (AP) — It rained.",
        "headline | headline | Bridge closed",
        "dateline | dateline | LEEDS (AP) — ",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "body | prose | YORK (AP) — It rained.",
    ],
    [
        "Bridge closed\n\n11:11 a.m. The council met.\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | Bridge closed",
        "body | prose | 11:11 a.m. The council met.",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten\n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine ten",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "123\n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | 123",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nword word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word \n\nThe council closed the bridge.\n\nIt opens in May.",
        "body | prose | Bridge closed",
        "body | prose | word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.\n\nANA: It fell.\n\nNOTE: It fell.",
        "headline | headline | Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "body | speaker label | ANA: It fell.",
        "body | prose | NOTE: It fell.",
    ],
    [
        "# Bridge closed\n\nThe council closed the bridge.\n\nIt opens in May.",
        "headline | headline | # Bridge closed",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
    ],
    [
        "Bridge closed\n\nBy Ana Ruiz, The Associated Press\n\nThe council closed the bridge.\n\nIt opens in May.\n\n© 2021 Reuters.",
        "headline | headline | Bridge closed",
        "byline | byline | By Ana Ruiz, The Associated Press",
        "body | prose | The council closed the bridge.",
        "body | prose | It opens in May.",
        "copyright | copyright line | © 2021 Reuters.",
    ],
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[0][:40])
def test_each_line_is_of_its_kind(story: list[str]) -> None:
    text, *expected = story
    found = [part for part in dissect(text).parts if part.kind != "blank"]
    assert [f"{part.kind} | {part.rule} | {text[part.start : part.end]}" for part in found] == expected


BODY = "The council closed the bridge.\n\nIt opens in May."


def test_a_credit_of_its_own_belongs_to_a_caption_without_one() -> None:
    found = dissect(f"Bridge closed\n\nFILE - A bridge in rain.\n\nPhoto: Lee Wong\n\nPhoto: Ana Ruiz\n\n{BODY}")
    assert found.captions == (Caption("FILE - A bridge in rain.", "Lee Wong"), Caption("", "Ana Ruiz"))


def test_a_headline_that_the_source_knows_is_no_body() -> None:
    found = dissect(f"“Bridge” closed!\n\n{BODY}", headline=False, known_headline="Bridge  CLOSED")
    assert found.text == BODY
    assert dissect(f"{BODY}\n\n" * 3 + "Bridge closed", headline=False, known_headline="Bridge closed").text.endswith(
        "Bridge closed"
    )
    assert dissect("***\n\n" + BODY, headline=False, known_headline="---").text == "***\n\n" + BODY


def test_the_first_day_of_each_kind_counts_and_the_dateline_of_the_first_paragraph() -> None:
    found = dissect(
        f"Bridge closed\n\nPublished March 12, 2019 at 3:14am\n\nPublished March 13, 2019\n\nLEEDS, May 5 (AP) — {BODY}"
    )
    assert (found.published, found.dateline, found.dateline_date) == (datetime(2019, 3, 12, 3, 14), "LEEDS", "May 5")


def test_lines_of_a_typewriter_are_joined_from_four_on_and_not_over_an_empty_line() -> None:
    lines = ["The council met on Monday and closed the", "old bridge to all of the traffic, because",
             "the stones of the middle arch had moved up"]  # fmt: skip
    assert dissect("\n".join([*lines, "by an inch."]), headline=False).text == " ".join([*lines, "by an inch."])
    assert "\n" in dissect("\n".join([*lines[:2], "by an inch."]), headline=False).text
    apart = "\n".join(lines) + "\n\n" + "by an inch."
    assert dissect(apart, headline=False).text == " ".join(lines) + "\n\n" + "by an inch."
    assert dissect(apart.replace("\n", "\r\n"), headline=False).text == " ".join(lines) + "\n\n" + "by an inch."


def test_a_long_line_is_prose_whatever_it_looks_like() -> None:
    words = "Word " * 32  # 160 characters with the space
    assert (
        dissect(f"Bridge\n\n{words.strip()}\n\nx").headline is None
    )  # 159: nothing is prose, so nothing is a headline
    assert dissect(f"Bridge\n\n{words}ab\n\nx").headline == "Bridge"
    credit = f"Photo: {'Ana ' * 500}"
    assert dissect(f"{BODY}\n\n{credit}").captions == ()


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("By Ana Ruiz", [("Ana Ruiz", None)]),
        ("By Ana Ruiz.", []),
        ("By Ana Ruiz Jr.", [("Ana Ruiz Jr", None)]),
        ("By Ana Ruiz?", []),
        ("By Ana Ruiz!", []),
        ("From Ana", []),
        ("From Ana Ruiz", [("Ana Ruiz", None)]),
        ("From Ana Ruiz and Lee", []),
        ("Von Ana Ruiz", [("Ana Ruiz", None)]),
        ("Edited by Ana Ruiz", [("Ana Ruiz", "editor")]),
        ("Edited by Ana Ruiz, writer", [("Ana Ruiz", "writer")]),
        ("By the numbers", []),
        ("By ana", []),
        ("By Ana", [("Ana", None)]),
        ("By 5 people", []),
        ("By Ana Ruiz - 12 March 2019", [("Ana Ruiz", None)]),
        ("By Ana Ruiz (@ana)", [("Ana Ruiz", None)]),
        ("By ANA RUIZ AND LEE WONG", [("ANA RUIZ", None), ("LEE WONG", None)]),
        ("By Ana Ruiz in Leeds", [("Ana Ruiz", "Leeds")]),
        ("By Ana Ruiz in Leeds, editor", [("Ana Ruiz", "Leeds, editor")]),
        ("By Ana Ruiz | Lee Wong | editor", [("Ana Ruiz", None), ("Lee Wong", "editor")]),
        ("By Ana Ruiz and editor", [("Ana Ruiz", "editor")]),
        ("By Ana Ruiz, Reuters", [("Ana Ruiz", "Reuters")]),
    ],
)
def test_a_byline_names_these_persons(line: str, persons: list[tuple[str, str | None]]) -> None:
    assert [(person.name, person.role) for person in read_byline(line)] == persons


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ana Ruiz", 1), ("ANA RUIZ", 0), ("ANA RUIZ, LEE WONG", 2), ("Ana", 0), ("Ana Ruiz & Lee Wong", 2),
        ("Ana Ruiz and Lee Wong, Bo Li, Al Fa, Ed Go", 5), ("Ana Ruiz, Bo Li, Al Fa, Ed Go, Jo Hu, Mo Ku", 0),
        ("Breaking News", 0), ("Ana M. Ruiz", 1), ("Ana de Ruiz", 1), ("Ana Ruiz, x", 0),
    ],
)  # fmt: skip
def test_names_alone_are_counted(line: str, names: int) -> None:
    assert len(read_bare_names(line)) == names


@pytest.mark.parametrize(
    ("line", "kind", "when", "alone"),
    [
        ("March 12, 2019", None, datetime(2019, 3, 12), True),
        ("Published March 12, 2019 at 3:14am", "published", datetime(2019, 3, 12, 3, 14), False),
        ("Published: March 12, 2019 3:14 pm", "published", datetime(2019, 3, 12, 15, 14), False),
        ("Updated March 12, 2019 12:05 a.m.", "modified", datetime(2019, 3, 12, 0, 5), False),
        ("Last updated 12 March 2019 12:05 pm", "modified", datetime(2019, 3, 12, 12, 5), False),
        ("Posted 2019-03-12 13:14", "published", datetime(2019, 3, 12, 13, 14), False),
        ("Published 31 February 2019", "published", None, False),
        ("12:05", None, None, False),
    ],
)
def test_a_stamp_tells_its_minute(line: str, kind: str | None, when: datetime | None, alone: bool) -> None:
    assert (read_stamp(line), moment(line), bool(read_bare_date(line))) == (kind, when, alone)
    assert moment(None) is None


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("LEEDS — Rain", Dateline("LEEDS", None, None, 8)),
        ("LEEDS, England (AP) — Rain", Dateline("LEEDS, England", None, "AP", 22)),
        ("LEEDS, March 12 (Reuters) - Rain", Dateline("LEEDS", "March 12", "Reuters", 28)),
        ("LEEDS, Mar 12 - Rain", Dateline("LEEDS", "Mar 12", None, 16)),
        ("NEW YORK (CNN) -- Rain", Dateline("NEW YORK", None, "CNN", 18)),
        ("LEEDS/YORK — Rain", Dateline("LEEDS/YORK", None, None, 13)),
        ("Leeds — Rain", None),
        ("LEEDS: Rain", None),
        ("(AP) — Rain", None),
    ],
)
def test_a_dateline_ends_where_the_prose_begins(line: str, dateline: Dateline | None) -> None:
    assert read_dateline(line) == dateline


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("A bridge. (AP Photo/Ana Ruiz)", (Caption("A bridge.", "AP Photo/Ana Ruiz"), 10), None),
        ("(Photo by Ana Ruiz)", (Caption("", "Photo by Ana Ruiz"), 0), None),
        ("A bridge. (Ana Ruiz)", None, None),
        ("A bridge (2019)", None, None),
        ("Photo: Ana Ruiz", None, "Ana Ruiz"),
        ("Credit: Ana Ruiz", None, "Ana Ruiz"),
    ],
)
def test_a_caption_and_its_credit_are_told_apart(
    line: str, caption: tuple[Caption, int] | None, credit: str | None
) -> None:
    assert (read_caption(line), read_credit(line)) == (caption, credit)


def _marked(lines: list[str], *, plain: int = 0) -> int:
    """In how many stories a line is furniture: one story a line, and `plain` ones without."""
    stories = [
        f"Story number {'abcdefghijklmnopqrstuvwxyz'[n]} began so.\n\n{line}\n\nIt ended as {'abcdefghijklmnopqrstuvwxyz'[n]} ends."
        for n, line in enumerate(lines)
    ]
    stories += [f"Plain story {n} stood here alone for once, as {n * 7}." for n in range(plain)]
    return len(find_furniture([("X", story) for story in stories])[0])


def test_how_often_a_line_must_recur() -> None:
    assert _marked(["Read on for much more news today"] * 3) == 3  # six words: from three stories on
    assert _marked(["Read on for much more news today"] * 2) == 0
    assert _marked(["Read on now"] * 5) == 5  # shorter: from five
    assert _marked(["Read on now"] * 4) == 0
    assert _marked(["It rained."] * 5, plain=95) == 5  # like a sentence: in 5 % of the stories
    assert _marked(["It rained."] * 5, plain=96) == 0
