"""Nexis line by line: where an article begins and ends, which field each line is, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from tests import making_databases as make
from tests.reading_databases import asides_of, document, reader, reading_of, recognised
from toolkit.articles import Caption
from toolkit.errors import LoadError
from toolkit.loading.databases.nexis_files import is_nexis, read_lines
from toolkit.loading.databases.nexis_labels import ends, heading, is_any_label, labelled
from toolkit.loading.databases.nexis_txt import paragraphs
from toolkit.loading.paragraphs import Paragraph
from toolkit.loading.records import Reading, Story


def lines(*rows: str) -> list[Paragraph]:
    """Paragraphs: * before a bold one, ^ before a centred one, | before one of a table."""
    return [
        Paragraph(
            row.lstrip("*^|"), bold=row.startswith("*"), centred=row.startswith("^"), table=row.startswith("|"),
            link="https://a.example/1" if row == "*Ferry returns" else None,
        )
        for row in rows
    ]  # fmt: skip


def read(*rows: str) -> Reading:
    return read_lines(document(""), "Nexis", lines(*rows))


def one(*rows: str) -> Story:
    (story,) = read(*rows).stories
    return story


# ---- newer exports

HEAD = ("*Ferry returns", "The Post", "July 1, 2019 Monday 9:20 AM, Late Edition")
END = "*End of Document"


def test_a_newer_article_is_all_that_its_lines_say() -> None:
    above = ("Copyright 2019 Post", "Link to Image", "Correction Appended", "Weekend pages", "*Section: NEWS; Pg. 3",
             "*Length: 120 words", "*Byline: Ada Quill", "*Byline: Ben Reed", "*Dateline: LEEDS",
             "*Highlight: Back at last",
             "*Subject: FERRIES", "*Copyright: Post", "*Body")  # fmt: skip
    below = ("*Classification", "", "*Language: ENGLISH", "*Publication-Type: Newspaper", "*Company: POST", "Harbour",
             "*Graphic", "PHOTO: A boat.", "*Notes", "It was late.", "*Load-Date: July 4, 2019", END)  # fmt: skip
    story = one(*HEAD, "", *above, "", "One.", "_____", "Two.", *below)
    assert story == Story(
        text="One.\n\nTwo.",
        locator="article 1",
        headline="Ferry returns",
        deck="Back at last",
        byline="Ada Quill; Ben Reed",
        outlet="The Post",
        published=datetime(2019, 7, 1, 9, 20),
        dateline="LEEDS",
        section="NEWS; Pg. 3",
        language="en",
        url="https://a.example/1",
        captions=(Caption("PHOTO: A boat."),),
        notices=("Correction Appended", "It was late."),
        words_promised=120,
        asides=story.asides,
        extra=(("load_date", "July 4, 2019"), ("edition", "Late Edition; Weekend pages"),
               ("publication_type", "Newspaper")),
    )  # fmt: skip
    assert [(kind, text) for kind, text in asides_of(story) if kind != "furniture"] == [
        ("date", HEAD[2]), ("copyright", "Copyright 2019 Post"), ("classification", "Length: 120 words"),
        ("classification", "Subject: FERRIES"), ("copyright", "Copyright: Post"),
        ("classification", "Language: ENGLISH"), ("classification", "Publication-Type: Newspaper"),
        ("classification", "Company: POST"), ("classification", "Harbour"),
    ]  # fmt: skip
    assert [text for kind, text in asides_of(story) if kind == "furniture"] == [
        "Link to Image", "Body", "Classification\nGraphic\nNotes\nEnd of Document",
    ]  # fmt: skip


def test_an_address_of_its_own_goes_before_the_link_of_a_headline() -> None:
    assert one(*HEAD, "*Length: 9 words", "*URL: https://a.example/2", "*Body", "One.").url == "https://a.example/2"
    assert one("Ferry", *HEAD[1:], "*Body", "One.").url is None


@pytest.mark.parametrize(
    ("rows", "headline", "outlet", "published"),
    [
        (("Ferry", "returns", "The Post", "July 1, 2019"), "Ferry returns", "The Post", datetime(2019, 7, 1)),
        (("The Post", "July 1, 2019"), None, "The Post", datetime(2019, 7, 1)),
        (("Ferry", "The Post"), "Ferry", "The Post", None),
        (("Ferry",), "Ferry", None, None),
        (("Body", "The Post", "July 1, 2019"), "Body", "The Post", datetime(2019, 7, 1)),
        (("Subject: ferries", "The Post", "July 1, 2019"), "Subject: ferries", "The Post", datetime(2019, 7, 1)),
        (("Photo: ferries", "The Post"), "Photo: ferries", "The Post", None),
        (("July 1, 2019", "The Post", "July 2, 2019"), "July 1, 2019", "The Post", datetime(2019, 7, 2)),
        (("Ferry", "The Post", "July 1, 2019", "Copyright 2019", "July 3, 2019"), "Ferry", "The Post",
         datetime(2019, 7, 1)),
        (("Ferry", "The Post", "Copyright 2019", "July 3, 2019"), "Ferry The Post", None, datetime(2019, 7, 3)),
        (("Ferry", "", "The Post", "", "July 1, 2019"), "Ferry", "The Post", datetime(2019, 7, 1)),
    ],
)  # fmt: skip
def test_a_headline_stands_above_outlet_and_date(
    rows: Sequence[str], headline: str | None, outlet: str | None, published: datetime | None
) -> None:
    story = read(*HEAD, *BODY, END, *rows, *BODY, END).stories[1]
    assert (story.headline, story.published, story.text) == (headline, published, "One.")
    assert story.outlet == outlet or outlet is None


@pytest.mark.parametrize(
    ("below", "text"),
    [
        (("*Length: 9 words", "", "One."), "One."),
        (("*Length: 9 words", "*Byline: Ada", "One."), "One."),
        (("*Length: 9 words", "", "*Byline: Ada", "", "One.", "*Section: no label"), "One.\n\nSection: no label"),
        (("*Section: News", "*Length: 9 words", "One.", "*Length: two"), "One.\n\nLength: two"),
    ],
)  # fmt: skip
def test_without_a_heading_a_text_begins_below_the_labels(below: Sequence[str], text: str) -> None:
    story = one(*HEAD, *below)
    assert (story.text, story.words_promised, story.headline) == (text, 9, "Ferry returns")


@pytest.mark.parametrize(
    ("row", "in_text"),
    [
        ("*Classification", False), ("Classification", True), ("*Graphic", False), ("Graphic", True), ("*Body", True),
        ("*Load-Date: July 4, 2019", False), ("*Load-Date: soon", True), ("Load-Date: July 4, 2019", True),
        ("*Language: ENGLISH", False), ("*Language: a thing of the mouth.", True), ("*Language: what?", True),
        ("*Language: " + "x" * 59, False), ("*Language: " + "x" * 60, True), ("*Subject: ferries", True),
    ],
)  # fmt: skip
def test_a_text_ends_at_a_bold_heading_or_a_sure_label(row: str, in_text: bool) -> None:
    story = one(*HEAD, "*Length: 9 words", "*Body", "One.", row, "Two.", END)
    assert (row.lstrip("*") in story.text) is in_text


def test_without_bold_words_headings_count_as_they_stand() -> None:
    story = one("Ferry", *HEAD[1:], "Length: 9 words", "Body", "One.", "Load-Date: July 4, 2019", "Classification", "x")
    assert (story.text, dict(story.extra)["load_date"]) == ("One.", "July 4, 2019")


@pytest.mark.parametrize(
    ("below", "in_text"),
    [
        ((*["A line."] * 12, "*Load-Date: July 4, 2019"), False),
        ((*["A line."] * 13, "*Load-Date: July 4, 2019"), True),
        ((*["A line."] * 12, "", "", "*Subject: a label"), False),
        ((*["A line."] * 13,), True),
        ((*["A line."] * 12,), False),
        ((*["A line."] * 12, "*Classification", *["A line."] * 9), False),
        ((*["A line."] * 3, "Copyright 2019 " + "x" * 184, *["A line."] * 13), False),
        ((*["A line."] * 3, "Copyright 2019 " + "x" * 185, *["A line."] * 13), True),
    ],
)  # fmt: skip
def test_a_heading_of_captions_stands_near_the_end(below: Sequence[str], in_text: bool) -> None:
    story = one(*HEAD, "*Length: 9 words", "*Body", "One.", "*Graphic", *below)
    assert ("Graphic" in story.text.split("\n\n")) is in_text


def test_lines_behind_a_body_go_on_with_the_part_above_them() -> None:
    long = "x" * 201
    below = ("*Correction", "The cake was small.", "*Section: of it", "Copyright 2019 Post", long, "x" * 200,
             "*Graphic", "Photo: A boat.", "*Byline: Kim", "*Language: ENGLISH", "loose", END)  # fmt: skip
    story = one(*HEAD, "*Length: 9 words", "*Body", "One.", *below)
    assert story.notices == ("The cake was small.", "Section: of it")
    assert [caption.text for caption in story.captions] == ["Photo: A boat.", "Byline: Kim"]
    assert [(kind, text) for kind, text in asides_of(story)][3:-1] == [
        ("copyright", "Copyright 2019 Post"), ("unclassified", long), ("classification", "x" * 200),
        ("classification", "Language: ENGLISH"), ("classification", "loose"),
    ]  # fmt: skip


# ---- several articles

BODY = ("*Length: 9 words", "*Body", "One.")
COVER = ("*Date and Time: Friday, July 5, 2019", "*Job Number: 1", "Strange", "1. Ferry returns", "2. Mill  closes",
         "4. No entry")  # fmt: skip
SECOND = ("Mill closes", "The Post", "July 2, 2019")


def test_a_cover_page_is_left_out_and_its_contents_are_checked() -> None:
    reading = read(*COVER, *HEAD, *BODY, END, *SECOND, *BODY, END)
    assert [(s.locator, s.headline) for s in reading.stories] == [
        ("article 1", "Ferry returns"), ("article 2", "Mill closes"),
    ]  # fmt: skip
    assert reading.promised == 2
    assert reading.notes == ("the cover page with a table of contents of 2 was left out (6 lines, 2 of known kinds)",)
    short = read(*COVER, *HEAD, *BODY, END)
    assert any("states 2 articles, 1 were found; missing: 'Mill closes'" in note for note in short.notes)
    stated = read("*Documents (3)", *COVER, *HEAD, *BODY, END, *HEAD, *BODY, END)
    assert stated.promised == 3
    assert any("missing: 'Mill closes'" in note for note in stated.notes)
    single = read("1. Ferry returns", *HEAD, *BODY, END)
    assert (single.promised, single.notes) == (
        None, ("the cover page with a table of contents of 1 was left out (1 lines, 0 of known kinds)",),
    )  # fmt: skip
    assert read(*HEAD, *BODY, END).notes == ()
    assert read("*Strange", *HEAD, *BODY, END).notes[0].startswith("the cover page was left out (1 lines")


def test_an_entry_of_the_contents_that_stands_twice_is_missed_once() -> None:
    contents = ("1. Ferry returns", "2. Ferry returns", "3. Untitled")
    notes = read(*contents, *HEAD, *BODY, END).notes
    assert any("missing: 'Ferry returns', 'Untitled'" in note for note in notes)


@pytest.mark.parametrize(
    ("cover", "head", "headline"),
    [
        (("*Job Number: 1",), ("*Ferry returns", "The Post", "July 1, 2019"), "Ferry returns"),
        (("*Job Number: 1",), ("*Ferry returns", "The Post"), "Ferry returns"),
        (("|A table",), ("The Post", "July 1, 2019"), None),
        (("|A table", "More"), ("*Ferry returns", "The Post", "July 1, 2019"), "Ferry returns"),
    ],
)
def test_below_a_cover_page_an_article_begins_with_its_headline(
    cover: Sequence[str], head: Sequence[str], headline: str | None
) -> None:
    story = one(*cover, *head, *BODY, END)
    assert (story.headline, story.outlet) == (headline, "The Post")
    story = one(*cover, *head, "*Section: News", *BODY, END)
    assert (story.headline, story.outlet, story.section) == (headline, "The Post", "News")


def test_an_article_whose_end_mark_is_lost_ends_above_the_next_header() -> None:
    first = (*HEAD, *BODY, "Two.", "")
    for head in (SECOND, (*SECOND[:2], "*Section: B")):
        reading = read(*first, *head, "", *BODY, END)
        assert [(s.headline, s.text) for s in reading.stories] == [
            ("Ferry returns", "One.\n\nTwo."), ("Mill closes", "One."),
        ]  # fmt: skip
    bodies = read(*first, "*Body", "Three.", END).stories
    assert [story.text for story in bodies] == ["One.\n\nTwo.\n\nBody\n\nThree."]
    dated = read(*HEAD, *BODY, "Two.", "Mill closes", "The Post", "July 2, 2019", "*Body", "Three.", END).stories
    assert [story.text for story in dated] == ["One.\n\nTwo.", "Three."]


def test_what_stands_between_articles_is_rejected_or_counted() -> None:
    reading = read(*HEAD, *BODY, END, "", "Stray words", "and more", END, "", "Lost", "*Language: ENGLISH", END,
                   "Lost too", "July 2, 2019", END, *SECOND, *BODY, END, END)  # fmt: skip
    assert [story.locator for story in reading.stories] == ["article 1", "article 4"]
    missing = "neither a heading nor a length shows where the text begins"
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("article 2", f"{missing} ('Lost Language: ENGLISH End of Document')"),
        ("article 3", f"{missing} ('Lost too July 2, 2019 End of Document')"),
    ]  # fmt: skip
    assert reading.notes == ("2 lines between articles belong to none ('Stray words and more')",)


@pytest.mark.parametrize(
    ("rows", "is_one"),
    [
        ((*BODY,), True), (("*Body", "One."), False), (("*Length: 9 words",), False), ((END, "*Length: 9 words"), True),
        ((END, "*Section: News"), True), (("*Body", "*Section: News"), False), ((END, "*Language: ENGLISH"), False),
        ((END,), False), (("1 of 2 DOCUMENTS", "LENGTH: 9 words"), True), (("1 of 2 DOCUMENTS", "words"), False),
    ],
)  # fmt: skip
def test_lines_of_nexis_have_two_kinds_of_marks(rows: Sequence[str], is_one: bool) -> None:
    assert is_nexis(lines(*rows)) is is_one


def test_a_heading_is_a_short_line_and_an_end_mark_too() -> None:
    assert heading("Body" + " " * 35) == "body"
    assert heading("Body" + " " * 36) is None
    assert ends("End of Document" + " " * 44)
    assert not ends("End of Document" + " " * 45)
    assert [is_any_label(line) for line in ("SOME LABEL: x", "Some label: x", "SOME LABEL", "1: x")] == [
        True,
        *[False] * 3,
    ]
    assert labelled("section: x") is None
    assert labelled("SECTION: x") == ("section", "SECTION", "x")
    assert labelled("Section: x", capitals=True) is None


# ---- older exports

MARK = "1 of 2 DOCUMENTS"
OLD = (MARK, "^The Post", "^July 1, 2019 Monday", "^Late Edition", "", "Ferry returns", "BYLINE: Ada Quill",
       "LENGTH: 9 words")  # fmt: skip


def old(*rows: str) -> Story:
    return one(*rows)


def test_an_older_article_is_all_that_its_lines_say() -> None:
    above = ("^2 of 3 DOCUMENTS", "^Copyright 2019 Post", "^A line of the archive", "^The Post", "",
             "^July 1, 2019, Evening",
             "^All rights reserved, Post", "Correction Appended", "", "Ferry returns", "", "By Ada Quill", "A deck",
             "SECTION: NEWS", "MOOD: calm", "", "LENGTH: 9 words", "HEADLINE: Once more")  # fmt: skip
    below = ("LOAD-DATE: July 4, 2019", "LANGUAGE: ENGLISH", "GRAPHIC: A boat.", "GRAPHIC: Photo", "It is old.",
             "MOOD: sad",
             "^Copyright 2019 Post")  # fmt: skip
    reading = read(*above, "", "One.", "", "Two.", *below)
    (story,) = reading.stories
    assert story == Story(
        text="One.\n\nTwo.",
        locator="article 2",
        headline="Ferry returns Once more",
        deck="A deck",
        byline="By Ada Quill",
        outlet="The Post",
        published=datetime(2019, 7, 1),
        section="NEWS",
        language="en",
        captions=(Caption("A boat."), Caption("GRAPHIC: Photo"), Caption("It is old."), Caption("MOOD: sad")),
        notices=("Correction Appended",),
        words_promised=9,
        asides=story.asides,
        extra=(("load_date", "July 4, 2019"), ("edition", "Evening")),
    )
    assert asides_of(story) == [
        ("copyright", "Copyright 2019 Post"), ("furniture", "A line of the archive"), ("date", "July 1, 2019, Evening"),
        ("copyright", "All rights reserved, Post"), ("classification", "MOOD: calm"),
        ("classification", "LENGTH: 9 words"), ("classification", "LANGUAGE: ENGLISH"),
        ("copyright", "Copyright 2019 Post"), ("furniture", "2 of 3 DOCUMENTS"),
    ]  # fmt: skip
    assert reading.promised == 2


@pytest.mark.parametrize(
    ("rows", "outlet", "headline", "edition", "text"),
    [
        (("The Post", "July 1, 2019", "Ferry", "One."), "The Post", None, "Ferry; One.", ""),
        (("The Post", "July 1, 2019", "", "Ferry", "One."), "The Post", "Ferry", None, "One."),
        (("The Post", "July 1, 2019", "Morning", "", "Ferry", "One."), "The Post", "Ferry", "Morning", "One."),
        (("Ferry", "The Post", "July 1, 2019", "", "One."), "The Post", "Ferry", None, "One."),
        (("Ferry", "^The Post", "^July 1, 2019", "", "One."), "The Post", "Ferry", None, "One."),
        (("^The Post", "^July 1, 2019", "", "^Late", "", "Ferry", "One."), "The Post", "Ferry", "Late", "One."),
        (("July 1, 2019", "", "Ferry", "One."), None, "Ferry", None, "One."),
        (("July 1, 2019",), None, None, None, ""),
    ],
)  # fmt: skip
def test_an_older_article_without_labels_is_read_by_its_date(
    rows: Sequence[str], outlet: str | None, headline: str | None, edition: str | None, text: str
) -> None:
    story = old(MARK, *rows)
    assert (story.outlet, story.headline, dict(story.extra).get("edition")) == (outlet, headline, edition)
    assert (story.text, story.published) == (text, datetime(2019, 7, 1))


def test_of_two_dates_the_centred_one_or_the_first_is_the_day() -> None:
    assert old(MARK, "The Post", "July 1, 2019", "", "^July 2, 2019", "LENGTH: 9 words").published == datetime(
        2019, 7, 2
    )
    assert old(MARK, "The Post", "July 1, 2019", "", "July 2, 2019", "LENGTH: 9 words").published == datetime(
        2019, 7, 1
    )


@pytest.mark.parametrize(("before", "dated"), [(8, True), (9, False)])
def test_the_date_stands_among_the_first_nine_lines(before: int, dated: bool) -> None:
    reading = read(*OLD, "One.", "2 of 2 DOCUMENTS", *["A line."] * before, "July 1, 2019")
    assert len(reading.stories) == (2 if dated else 1)
    assert [r.locator for r in reading.rejections] == ([] if dated else ["article 2"])


def test_an_older_article_without_date_has_its_headline_above_the_labels() -> None:
    story = old(MARK, "Ferry returns", "A deck", "Von Ada Quill", "By " + "x" * 117, "LENGTH: 9 words", "One.")
    assert (story.headline, story.published, story.text) == ("Ferry returns", None, "One.")
    assert (story.deck, story.byline) == (f"A deck By {'x' * 117}", "Von Ada Quill")
    assert old(MARK, "A", "By " + "x" * 116, "LENGTH: 9 words").byline == "By " + "x" * 116


@pytest.mark.parametrize(("before", "found"), [(13, 9), (14, None)])
def test_the_first_label_stands_among_the_first_fourteen_lines(before: int, found: int | None) -> None:
    story = old(MARK, "^The Post", "^July 1, 2019", *["A line."] * (before - 2), "LENGTH: 9 words", "One.")
    assert story.words_promised == found


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (("LOAD-DATE: July 4, 2019",), ""),
        (("LOAD-DATE: soon", *["A line."] * 13), "LOAD-DATE: soon" + "\n\nA line." * 13),
        (("GRAPHIC: A boat", *["A line."] * 12, "LOAD-DATE: July 4, 2019"), ""),
        (("GRAPHIC: A boat", *["A line."] * 13, "LOAD-DATE: July 4, 2019"), "GRAPHIC: A boat" + "\n\nA line." * 13),
        (("MOOD: calm", "TONE: low", "Copyright 2019", "Post, all rights reserved"), ""),
        (("MOOD: calm", "A line."), "MOOD: calm\n\nA line."),
        (("^Copyright 2019", *["A line."] * 5), ""),
        (("Copyright 2019", *["A line."] * 2), ""),
        (("Copyright 2019", *["A line."] * 3), "Copyright 2019" + "\n\nA line." * 3),
        (("Copyright 2019", "GRAPHIC: a", "Copyright b", "All rights reserved", "NOTES: c"), ""),
        (("SECTION: of the town", "A line."), "SECTION: of the town\n\nA line."),
    ],
)  # fmt: skip
def test_an_older_text_ends_at_labels_or_at_the_copyright(rows: Sequence[str], text: str) -> None:
    story = old(*OLD, "One.", *rows)
    assert story.text == "One." + (f"\n\n{text}" if text else "")


def test_behind_an_older_text_prose_is_kept_aside_as_unknown() -> None:
    story = old(
        *OLD, "One.", "LOAD-DATE: July 4, 2019", "^Copyright 2019", "A stray line.", "MOOD: calm", "^rights reserved"
    )
    assert asides_of(story)[2:] == [
        ("copyright", "Copyright 2019"), ("unclassified", "A stray line."), ("classification", "MOOD: calm"),
        ("copyright", "rights reserved"), ("furniture", MARK),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        (("1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS"), ["article 1", "article 2"]),
        (("Document 1 of 2", "Dokument 2 von 2"), ["article 1", "article 2"]),
        (("1 of 2 DOCUMENTS", "1 of 2 DOCUMENTS"), ["article 1", "article 1"]),
        (("1 of 9 DOCUMENTS", "3 of 9 DOCUMENTS"), ["article 1", "article 3"]),
        (("3 of 9 DOCUMENTS", "2 of 9 DOCUMENTS"), ["article 3"]),
        (("1 of 9 DOCUMENTS", "2 of 8 DOCUMENTS"), ["article 1", "article 2"]),
        (("1 of 9 DOCUMENTS", "3 of 8 DOCUMENTS"), ["article 1"]),
        (("1 of 9 DOCUMENTS", "^3 of 8 DOCUMENTS"), ["article 1", "article 3"]),
        (("1 of 9 DOCUMENTS", "12 of 9 DOCUMENTS"), ["article 1"]),
        (("1 of 2 DOCUMENTS", "2 of 2"), ["article 1"]),
        (("2 of 2 DOCUMENTS", "1 of 1 DOCUMENTS"), ["article 1"]),
    ],
)  # fmt: skip
def test_articles_begin_at_numbers_that_rise(marks: Sequence[str], found: list[str]) -> None:
    reading = read(*(row for mark in marks for row in (mark, *OLD[1:], "One.")))
    assert [story.locator for story in reading.stories] == found


@pytest.mark.parametrize(
    ("mark", "below", "begins"),
    [
        ("2 of 2 DOCUMENTS", ("July 1, 2019",), True), ("2 of 2 DOCUMENTS", ("", "SECTION: x"), True),
        ("Document 2 of 2", ("July 1, 2019",), False), ("Document 2 of 2", ("SECTION: x",), True),
        ("2 of 2 DOCUMENTS", (*["A line."] * 13, "July 1, 2019"), True),
        ("2 of 2 DOCUMENTS", (*["A line."] * 14, "July 1, 2019"), False),
        ("2 of 2 DOCUMENTS", ("A line.", "5 of 5 documents", "July 1, 2019"), False), ("2 of 2 DOCUMENTS", (), False),
    ],
)  # fmt: skip
def test_a_number_begins_an_article_above_a_date_or_a_label(mark: str, below: Sequence[str], begins: bool) -> None:
    reading = read(*OLD, "One.", mark, *below)
    assert len(reading.stories) + len(reading.rejections) == 1 + begins


def test_the_request_or_the_marks_say_how_many_articles_there_are() -> None:
    request = ("Download Request: Selected Items: 3-7", "Terms: ferry")
    reading = read(*request, "1 of 9 DOCUMENTS", *OLD[1:], "One.", "4 of 9 DOCUMENTS", *OLD[1:], "Two.")
    assert reading.promised == 5
    assert reading.notes == (
        "the cover page was left out (2 lines, 2 of known kinds)",
        "the file states 5 articles, 2 were found; missing: number 2, number 3",
    )
    assert read("^3 of 9 DOCUMENTS", *OLD[1:], "One.").promised == 7


# ---- the files around the lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("         nine", [("nine", False)]), ("          ten", [("ten", True)]), ("\t\tfar", [("far", True)]),
        ("one\ntwo", [("one\ntwo", False)]), ("a" * 30 + "\n" + "b" * 9, [("a" * 30 + "\n" + "b" * 9, False)]),
        ("a" * 31 + "\n" + "b" * 9, [("a" * 31 + " " + "b" * 9, False)]),
        ("a" * 30 + "\n" + "b" * 9 + " c d", [("a" * 30 + "\n" + "b" * 9 + " c d", False)]),
        ("words\nLENGTH: 9 words", [("words", False), ("LENGTH: 9 words", False)]),
        ("words\n          ten", [("words", False), ("ten", True)]),
        ("one\n\n\x0ctwo\rx", [("one", False), ("", False), ("", False), ("two\nx", False)]),
        ("x" * 101 + "\nshort", [("x" * 101, False), ("short", False)]),
        ("x" * 100 + "\nshort", [("x" * 100 + " short", False)]),
        ("x" * 60 + "\n" + "a" * 50 + "\n" + "b" * 7, [("x" * 60 + " " + "a" * 50 + "\n" + "b" * 7, False)]),
        ("x" * 60 + "\n" + "a" * 50 + "\n" + "b" * 8, [("x" * 60 + " " + "a" * 50 + " " + "b" * 8, False)]),
        ("", [("", False)]),
    ],
)  # fmt: skip
def test_a_broken_line_is_joined_where_the_next_word_would_not_have_fitted(
    text: str, found: list[tuple[str, bool]]
) -> None:
    assert [(paragraph.text, paragraph.centred) for paragraph in paragraphs(text)] == found


def html(*blocks: str, head: str = "<!-- LXNComment -->", style: str = "") -> str:
    return f"<html>{head}<style>{style}</style><body>{''.join(blocks)}</body></html>"


OLD_PAGE = ("<p>1 of 1 DOCUMENTS</p>", "<p>Ferry returns</p>", "<p>LENGTH: 9 words</p>", "<p>One.</p>")


@pytest.mark.parametrize(
    ("centre", "style"),
    [
        ("<center>{}</center>", ""), ("<div align='center'>{}</div>", ""),
        ("<p class='x c1'>{}</p>", ".c1 {{text-align: center}}"),
        ("<div class='c1'><p>{}</p></div>", ".c1 {{ margin: 0; text-align:CENTER; }}"),
    ],
)  # fmt: skip
def test_the_lines_of_a_centred_block_are_apart(centre: str, style: str) -> None:
    block = centre.format("The Post<br>July 1, 2019")
    (story,) = reading_of("nexis_html", html(OLD_PAGE[0], block, *OLD_PAGE[1:], style=style.format())).stories
    assert (story.outlet, story.published, story.headline) == ("The Post", datetime(2019, 7, 1), "Ferry returns")


def test_a_block_that_is_not_centred_is_one_paragraph_and_bold_if_it_begins_so() -> None:
    new = (
        "<p>Ferry returns</p><p>The Post</p><p>July 1, 2019</p><p><b>Length:</b> 9 words</p>"
        "<p><strong>Body</strong></p>"
        "<p>One.<br>Two.</p><p>Body <b>x</b></p><p>Classification</p><p><i>a</i><b>Classification</b></p>"
        "<p>End of Document</p>"
    )
    (story,) = reading_of("nexis_html", html(new, head="")).stories
    assert (story.headline, story.words_promised) == ("Ferry returns", 9)
    assert story.text == "One.\nTwo.\n\nBody x\n\nClassification\n\naClassification"


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (html("<p>x</p>"), True), (html("<docfull>x</docfull>", head=""), True), (html(*OLD_PAGE, head=""), True),
        (html("<p>Load-Date: x</p>", head=""), False), (html("<p>End of Document</p><p>Length: 9</p>", head=""), True),
        (html("<p>Body</p><p>Length: 9</p>", head=""), False),
        (html("<p>Body</p><p>Length: 9</p><p>load-date</p>", head=""), True),
        ("documents", False), (" documents length: load-date", False),
    ],
)  # fmt: skip
def test_a_page_of_nexis_says_so_or_has_its_marks(data: str, is_one: bool) -> None:
    assert recognised("nexis_html", data) is is_one


@pytest.mark.parametrize(("stated", "promised"), [("7", 7), ("", 1), ("many", 1)])
def test_a_page_states_how_many_documents_it_holds(stated: str, promised: int) -> None:
    data = html(*OLD_PAGE, head=f"<!-- LXNComment --><meta name='x'><meta documents='{stated}'><style></style>")
    assert reading_of("nexis_html", data).promised == promised


def test_a_word_paragraph_with_marks_behind_line_breaks_is_as_many_lines() -> None:
    rows = [
        ("Ferry\nreturns", True), ("The Post", False), ("July 1, 2019", False), ("Length: 9 words\nByline: Ada", True),
        ("Body", True), ("One.\nTwo.", False), ("Load-Date: July 4, 2019\nEnd of Document", True),
    ]  # fmt: skip
    (story,) = reading_of("nexis_docx", make.docx(rows)).stories
    assert (story.headline, story.byline, story.text) == ("Ferry returns", "Ada", "One.\nTwo.")
    assert dict(story.extra) == {"load_date": "July 4, 2019"}
    (story,) = reading_of("nexis_docx", make.docx([*rows[:-1], ("Section: x\nmore", False)])).stories
    assert story.text.endswith("Section: x\nmore")


def test_lines_without_any_article_are_no_export() -> None:
    with pytest.raises(LoadError, match="No articles found"):
        read("*Job Number: 1", END)
    assert not reader("databases.nexis_txt").recognises(document("words"))
