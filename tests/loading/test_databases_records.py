"""RIS, BibTeX, EndNote and ProQuest: every field of a record has its place, and what has none is kept aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage

import pytest

from tests import making_databases as make
from tests.reading_databases import asides_of, document, reader, reading_of, recognised
from toolkit.articles import Caption
from toolkit.errors import LoadError
from toolkit.loading.records import Reading, Story


def read(name: str, text: str) -> Reading:
    result = reader(f"databases.{name}").read(document(text))
    assert isinstance(result, Reading)
    return result


# ---- RIS


def ris(*lines: str) -> Story:
    (story,) = read("ris", "\n".join(("TY  - NEWS", *lines, "ER  - "))).stories
    return story


def test_a_ris_record_is_all_that_its_tags_say() -> None:
    lines = ("TI  - The  ferry", "TI  - Another", "AU  - Quill, Ada", "A2  - Reed, Ben", "JO  - Harbour Post",
             "JA  - HP", "DA  - 2019/07/01/", "N2  - A short one.", "AB  - The ferry is back.", "And late.",
             "SP  - 3", "EP  - 4", "UR  - ; https://a.example/1;https://a.example/2", "LA  - English", "SE  - News",
             "ID  - 17", "AN  - 18", "KW  - ferries", "KW  - ", "N1  - A note", "M3  - Article")  # fmt: skip
    story = ris(*lines)
    assert story == Story(
        text="The ferry is back.\n\nAnd late.",
        locator="record 1",
        id="17",
        headline="The ferry",
        byline="Quill, Ada; Reed, Ben",
        outlet="Harbour Post",
        published=datetime(2019, 7, 1),
        section="News",
        language="en",
        url="https://a.example/1",
        not_full_text="the record holds an abstract, not the article",
        asides=story.asides,
        extra=(("type", "NEWS"), ("pages", "3-4"), ("year", 2019)),
    )
    assert asides_of(story) == [
        ("abstract", "A short one."), ("reference", "SP  - 3"), ("reference", "EP  - 4"),
        ("reference", "KW  - ferries"), ("reference", "N1  - A note"), ("reference", "M3  - Article"),
    ]  # fmt: skip


def test_a_length_of_nexis_makes_the_notes_a_byline_if_nobody_is_named() -> None:
    lines = ("TI  - One", "M3  - 1,200 words", "N1  - Käthe  Grün", "N1  - Ben Reed", "AB  - Text.")
    story = ris(*lines)
    assert (story.byline, story.words_promised, story.asides) == ("Käthe Grün; Ben Reed", 1200, ())
    story = ris(*lines, "AU  - Quill, Ada")
    assert (story.byline, story.words_promised) == ("Quill, Ada", 1200)
    assert asides_of(story) == [("reference", "N1  - Käthe  Grün"), ("reference", "N1  - Ben Reed")]
    story = ris(*lines[:-1])
    assert (story.text, story.words_promised) == ("", None)
    assert story.not_full_text == "the record is a reference without a text"
    assert ris("TI  - One", "M3  - Article", "N1  - Ben").byline is None


@pytest.mark.parametrize(("length", "full"), [(1500, False), (1501, True)])
def test_a_text_longer_than_any_abstract_is_the_article(length: int, full: bool) -> None:
    assert (ris("TI  - One", f"AB  - {'x' * length}").not_full_text is None) is full


@pytest.mark.parametrize(
    ("lines", "headline", "outlet"),
    [
        (("BT  - A book",), "A book", None),
        (("TI  - One", "BT  - A book"), "One", "A book"),
        (("T1  - One", "T2  - Post", "T2  - Evening Post"), "One", "Post"),
        (("AU  - Ada",), None, None),
    ],
)
def test_a_title_is_not_the_publication_as_well(lines: Sequence[str], headline: str, outlet: str | None) -> None:
    story = ris(*lines)
    assert (story.headline, story.outlet) == (headline, outlet)


@pytest.mark.parametrize(
    ("lines", "published", "extra"),
    [
        (("DA  - 2019/07/01",), datetime(2019, 7, 1), {"year": 2019}),
        (("PY  - 2019/07",), datetime(2019, 7, 1), {"year": 2019, "date_precision": "month"}),
        (("DA  - 2019/07//", "PY  - 2018/05//"), datetime(2019, 7, 1), {"year": 2019, "date_precision": "month"}),
        (("DA  - 2019/07//", "Y1  - 2019/07/03"), datetime(2019, 7, 3), {"year": 2019}),
        (("DA  - 2019/02/31", "PY  - 2018"), None, {"year": 2019, "date_precision": "year"}),
        (("DA  - 2019/00/05",), None, {"year": 2019, "date_precision": "year"}),
        (("DA  - July 3, 2019", "PY  - 2018"), datetime(2019, 7, 3), {"year": 2019}),
        (("DA  - Summer 1919", "PY  - 2018/05/04"), datetime(2018, 5, 4), {"year": 2018}),
        (("DA  - Summer 1919", "PY  - Winter 1920"), None, {"year": 1919, "date_precision": "year"}),
        (("DA  - Summer", "PY  - 2018"), None, {"year": 2018, "date_precision": "year"}),
        (("DA  - Summer",), None, {}),
    ],
)
def test_the_most_exact_date_of_a_record_counts(
    lines: Sequence[str], published: datetime | None, extra: dict[str, object]
) -> None:
    story = ris("TI  - One", *lines)
    assert (story.published, dict(story.extra)) == (published, {"type": "NEWS", **extra})


def test_what_stands_between_records_is_counted_or_said() -> None:
    text = "\n".join(
        (
            "Provider: a house", "Record 1 of 3", "TY  - NEWS", "TI  - One", "", "ER  - ", "2.", "Lost words", "Others",
            "TY  - NEWS", "KW  - none", "ER  - ", "ER  - ", "TY  - NEWS", "ST  - Three",
        )
    )  # fmt: skip
    reading = read("ris", text)
    assert [(s.locator, s.headline) for s in reading.stories] == [("record 1", "One"), ("record 3", "Three")]
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("record 2", "the record has no title, author, publication or text")
    ]
    assert reading.promised == 3
    assert reading.notes == (
        "record 3 has no end (ER): it may be cut short",
        "3 lines between records belong to none ('Lost words')",
        "the file states 3 articles, 2 were found, 1 set aside",
    )


@pytest.mark.parametrize("tag", ["TI", "AU", "JO", "AB"])
def test_a_record_with_one_field_is_a_reference(tag: str) -> None:
    assert ris(f"{tag}  - Words").locator == "record 1"


def test_a_ris_file_has_the_beginning_and_the_end_of_a_record() -> None:
    assert recognised("ris", "TY  - NEWS\nTI  - One\nER  - ")
    assert not recognised("ris", "TY  - NEWS\nTI  - One")
    assert not recognised("ris", "TI  - One\nER  - ")


# ---- BibTeX and EndNote


def bib(*fields: str) -> Story:
    (story,) = reading_of("references", f"@article{{k1,\n {', '.join(fields)}\n}}").stories
    return story


def test_an_entry_of_bibtex_is_all_that_its_fields_say() -> None:
    text = """@comment{x, title = {No entry}}
@string{hp = {Harbour Post}}
@article{quill19, title = {The {Ferry} returns}, author = "Quill, Ada and Reed, Ben", journal = {Harbour Post},
  title = {Another}, year = 2019, month = jul, day = 1, abstract = {The ferry {is} back.}, url = {https://a.example/1},
  keywords = {ferries}, unknown = {lost}}
@misc(empty, note = {Only a note})
@online{two, Title = "Two \\"o{"}clock" # { and } # later, date = {2019-07-02}, year = {2018}}
"""
    reading = reading_of("references", text)
    first, second = reading.stories
    assert first == Story(
        text="The ferry is back.",
        locator="record 1",
        id="quill19",
        headline="The Ferry returns",
        byline="Quill, Ada; Reed, Ben",
        outlet="Harbour Post",
        published=datetime(2019, 7, 1),
        url="https://a.example/1",
        not_full_text="the record holds an abstract, not the article",
        asides=first.asides,
        extra=(("type", "GEN"), ("year", 2019)),
    )
    assert asides_of(first) == [("reference", "KW  - ferries")]
    assert (second.locator, second.id, second.headline) == (
        "record 3",
        "two",
        "Two ö”clock and later".replace("”", '"'),
    )
    assert second.published == datetime(2019, 7, 2)
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("record 2", "the record has neither a title nor a text")
    ]


@pytest.mark.parametrize(
    ("fields", "published", "extra"),
    [
        (("year = 2019", "month = jan", "day = 31"), datetime(2019, 1, 31), {}),
        (("year = {2019}", "month = {December}", "day = 9"), datetime(2019, 12, 9), {}),
        (("year = 2019", "month = 1", "day = 2"), datetime(2019, 1, 2), {}),
        (("year = 2019", "month = 12", "day = 2"), datetime(2019, 12, 2), {}),
        (("year = 2019", "month = 04", "day = 2"), datetime(2019, 4, 2), {}),
        (("year = 2019", "month = 13", "day = 2"), None, {"date_precision": "year"}),
        (("year = 2019", "month = mar"), datetime(2019, 3, 1), {"date_precision": "month"}),
        (("year = 2019", "month = mar", "day = {12th}"), datetime(2019, 3, 1), {"date_precision": "month"}),
        (("year = 2019", "day = 2"), None, {"date_precision": "year"}),
    ],
)
def test_year_month_and_day_of_bibtex_are_one_date(
    fields: Sequence[str], published: datetime | None, extra: dict[str, object]
) -> None:
    story = bib("title = {One}", *fields)
    assert (story.published, dict(story.extra)) == (published, {"type": "GEN", "year": 2019, **extra})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{Caf\\'e and na{\\\"\\i}ve}", "Café and naïve"),
        ("{\\v{S}koda \\c{c}a \\o{} \\ss}", "Škoda ça ø ß"),
        ("{A \\& B \\{c\\} ``so'' 1--2---3}", "A & B c “so” 1–2—3"),
        ('"say {"}yes{"}"', 'say "yes"'),
        ('{a "b" c}', 'a "b" c'),
        ("{}# {x}", "x"),
        ("bare", "bare"),
        ("{closed \\} still}", "closed still"),
        ("{never closed", "never closed"),
    ],
)
def test_a_value_of_bibtex_is_plain_words(value: str, text: str) -> None:
    story = bib(f"title = {value}")
    assert story.headline is not None
    assert story.headline.split() == text.split()


def test_a_value_ends_where_its_brace_or_mark_closes() -> None:
    story = bib("title = {A {b} c}", 'journal = "D {"} e"', "language={English}", "abstract = {}", "volume=3")
    assert (story.headline, story.outlet, story.language, story.text) == ("A b c", 'D " e', "en", "")
    assert asides_of(story) == [("reference", "VL  - 3")]


def test_records_of_endnote_are_told_apart() -> None:
    text = "\n".join(
        (
            "%0 Newspaper Article", "%T The ferry", "returns", "%A Quill, Ada", "%A Reed, Ben", "%J Harbour Post",
            "%8 July 1, 2019", "%D 2019", "%X The ferry is back.", "", "And late.", "%+ An address", "of two lines",
            "%K ferries", "", "%0 Report", "%T Two", "%D 2018", "", "words of nothing", "", "%0 Report", "%J Post", "",
        )
    )  # fmt: skip
    reading = reading_of("references", text)
    first, second = reading.stories
    assert (first.locator, first.headline, first.byline) == ("record 1", "The ferry returns", "Quill, Ada; Reed, Ben")
    assert (first.outlet, first.published) == ("Harbour Post", datetime(2019, 7, 1))
    assert first.text == "The ferry is back.\n\nAnd late."
    assert asides_of(first) == [("reference", "KW  - ferries")]
    assert (second.locator, second.published, dict(second.extra)["year"]) == ("record 2", None, 2018)
    assert [r.locator for r in reading.rejections] == ["record 3"]


@pytest.mark.parametrize("text", ["words", "@home we read", "%T One tag alone", "100 %A b", "@article{k, words}"])
def test_words_with_signs_are_no_references(text: str) -> None:
    assert not recognised("references", text)
    with pytest.raises(LoadError, match="No articles found"):
        reader("databases.references").read(document("words"))


# ---- ProQuest


RECORD = (
    ("", "Ferry returns"), ("Author", "Quill, Ada"),
    ("Publication info", "Harbour Post, Late Edition [London] 02 Jul 2019: 3."),
    ("Abstract", "A short one."), ("Links", "Check for it"), ("Full text", "The ferry is back."),
    ("Subject", "Ferries"), ("Publication date", "Jul 1, 2019"), ("Section", "News"), ("Pages", "3"),
    ("Edition", "Late"), ("Dateline", "LEEDS"), ("Language", "English"), ("ProQuest document ID", "17"),
    ("Document URL", "https://a.example/17"), ("Caption", "A boat."), ("Correction", "It was late."),
    ("Word count", "120"), ("Copyright", "(c) 2019 Post"),
)  # fmt: skip


def record_of(*left_out: str, **changed: str) -> list[tuple[str, str]]:
    return [(label, changed.get(label.split(" ")[-1], text)) for label, text in RECORD if label not in left_out]


def as_text(record: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"{label}: {text}" if label else text for label, text in record)


def as_page(*records: Sequence[tuple[str, str]], above: str = "", anchors: bool = True) -> str:
    divisions = [
        f"<div><a name='DocID_{number}'></a>" * anchors
        + "".join(f"<p><strong>{label}: </strong>{text}</p>" if label else f"<p>{text}</p>" for label, text in record)
        + "</div>" * anchors
        for number, record in enumerate(records, start=1)
    ]
    return f"<html><title>ProQuest</title><body>{above}{''.join(divisions)}</body></html>"


@pytest.mark.parametrize("name", ["proquest_txt", "proquest_html"])
def test_a_record_of_proquest_is_all_that_its_labels_say(name: str) -> None:
    record = record_of()
    (story,) = reading_of(name, as_text(record) if name == "proquest_txt" else as_page(record)).stories
    assert story == Story(
        text="The ferry is back.",
        locator="article 1",
        id="17" if name == "proquest_txt" else "1",
        headline="Ferry returns",
        byline="Quill, Ada",
        outlet="Harbour Post, Late Edition",
        published=datetime(2019, 7, 1),
        dateline="LEEDS",
        section="News",
        language="en",
        url="https://a.example/17",
        captions=(Caption("A boat."),),
        notices=("It was late.",),
        words_promised=120,
        asides=story.asides,
        extra=(("pages", "3"), ("edition", "Late"), ("publication_info", RECORD[2][1])),
    )
    labels = {"Publication info", "Links", "Subject", "Language", "ProQuest document ID", "Word count"}
    assert asides_of(story) == [
        *(
            ("date" if label == "Publication date" else "classification", f"{label}: {text}")
            for label, text in record
            if label in labels | {"Publication date"}
        ),
        ("abstract", "A short one."),
        ("copyright", "(c) 2019 Post"),
    ]


def test_the_date_and_the_outlet_of_the_publication_info_are_the_second_choice() -> None:
    (story,) = reading_of("proquest_txt", as_text(record_of("Publication date"))).stories
    assert story.published == datetime(2019, 7, 2)
    named = as_text([*record_of("Publication info"), ("Publication title", "The Post")])
    (story,) = reading_of("proquest_txt", named).stories
    assert (story.outlet, story.published) == ("The Post", datetime(2019, 7, 1))
    bare = as_text(record_of("Publication info", "Publication date"))
    (story,) = reading_of("proquest_txt", bare).stories
    assert (story.outlet, story.published) == (None, None)


@pytest.mark.parametrize(
    ("left_out", "text", "why"),
    [
        (("Full text",), "A short one.", "the export holds the abstract of this article alone"),
        (("Full text", "Abstract"), "", "the export holds no text of this article"),
    ],
)
def test_a_record_without_text_says_what_it_is(left_out: Sequence[str], text: str, why: str) -> None:
    (story,) = reading_of("proquest_html", as_page(record_of(*left_out))).stories
    assert (story.text, story.not_full_text) == (text, why)
    assert "abstract" not in [kind for kind, _ in asides_of(story)]


def test_lines_below_a_label_are_its_own_or_kept_aside() -> None:
    record = [
        ("", "Ferry returns"), ("Abstract", "None available."), ("Full text", "Not available"),
        ("", "None of it is true."),
        ("Links", ""), ("", "https://search.proquest.com/docview/1"), ("", "Check the library"), ("Subject", "Ferries"),
        ("", "Harbours"), ("Section", "News"), ("", "Stray"), ("Publication title", "The Post"),
    ]  # fmt: skip
    (story,) = reading_of("proquest_html", as_page(record)).stories
    assert (story.text, story.outlet, story.section) == ("None of it is true.", "The Post", "News")
    assert asides_of(story) == [
        ("classification", "Links:"), ("furniture", "https://search.proquest.com/docview/1"),
        ("classification", "Check the library"), ("classification", "Subject: Ferries"), ("classification", "Harbours"),
        ("unclassified", "Stray"),
    ]  # fmt: skip


def test_a_record_without_words_and_publication_is_rejected_at_its_place() -> None:
    empty = [("", "Lost"), ("ProQuest document ID", "9")]
    drawn = "\n" + "_" * 30 + "\n"
    for reading in (
        read("proquest_html", as_page(record_of(), empty, record_of())),
        read("proquest_txt", drawn.join(as_text(record) for record in (record_of(), empty, record_of()))),
    ):
        assert [story.locator for story in reading.stories] == ["article 1", "article 3"]
        (rejection,) = reading.rejections
        assert rejection.locator == "article 2"
        assert rejection.reason.startswith("the record has neither a text nor the name of a publication")
        assert reading.notes == ()


def test_lines_of_the_page_are_counted_in_a_note() -> None:
    footer = "<p>Database copyright © 2020 ProQuest</p>"
    page = as_page(record_of(), above="<p>All rights</p>").replace("</body>", f"{footer}</body>")
    assert reading_of("proquest_html", page).notes == ("2 lines of the page's own were left out",)
    page = as_page(record_of()).replace("</div>", f"{footer}</div>")
    (story,) = reading_of("proquest_html", page).stories
    assert "Database" not in " ".join(text for _, text in asides_of(story))
    drawn = "_" * 30
    text = f"Report Information from ProQuest\nA cover\n{drawn}\n{as_text(record_of())}\n{drawn}\nContact us at: x"
    assert reading_of("proquest_txt", text).notes == ("3 lines of the cover and of the pages' own were left out",)


@pytest.mark.parametrize(
    ("marks", "anchors", "promised"),
    [(("Document 4 of 5",), False, 2), (("Document 1 of 5",), True, 5), ((), True, None)],
)
def test_the_total_that_a_page_states_is_checked(marks: Sequence[str], anchors: bool, promised: int | None) -> None:
    above = "".join(f"<p>{mark}</p>" for mark in (*marks, *("Document 2 of 9",) * anchors * len(marks)))
    reading = reading_of("proquest_html", as_page(record_of(), above=above, anchors=anchors))
    assert (len(reading.stories), reading.promised) == (1, promised)


def test_a_page_of_one_record_needs_neither_anchor_nor_number() -> None:
    (story,) = reading_of("proquest_html", as_page(record_of(), anchors=False)).stories
    assert (story.headline, story.text) == ("Ferry returns", "The ferry is back.")
    with pytest.raises(LoadError, match="No articles found"):
        reader("databases.proquest_html").read(document(as_page(record_of("Full text"), anchors=False)))


@pytest.mark.parametrize(
    ("label", "is_one"),
    [("<strong>Section: </strong>", True), ("<b>Section: </b>", True), ("<i>Section: </i>", False),
     ("Section: ", False), ("Part <b>one</b> of the Section: ", False)],
)  # fmt: skip
def test_a_label_of_a_page_is_bold_at_the_beginning_of_its_line(label: str, is_one: bool) -> None:
    page = as_page(record_of("Section")).replace("</div>", f"<p>{label}News</p></div>")
    (story,) = reading_of("proquest_html", page).stories
    assert (story.section == "News") is is_one


def test_the_length_beside_a_text_counts_if_every_record_has_one() -> None:
    texts = [f"<text wordcount='{count}'>The ferry.</text>" for count in ("230", "1200")]
    pages = as_page(record_of(text=texts[0]), record_of(text=texts[1]))
    assert [story.words_promised for story in reading_of("proquest_html", pages).stories] == [230, 1200]
    pages = as_page(record_of(text=texts[0]), record_of())
    assert [story.words_promised for story in reading_of("proquest_html", pages).stories] == [120, 120]
    pages = as_page(record_of(text=texts[0].replace("230", "many")))
    assert [story.words_promised for story in reading_of("proquest_html", pages).stories] == [120]


def mail(page: str, charset: str = "utf-8", first: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "noreply@proquest.com", "Your research"
    message.set_content("see the page", cte="base64")
    if first is not None:
        message.add_attachment(first.encode(), "text", "html", cte="base64")
    message.add_attachment(page.encode(charset), "text", "html", cte="base64", params={"charset": charset})
    return message.as_bytes()


def test_a_mail_is_its_first_page_that_holds_anything() -> None:
    page = as_page(record_of(), above="<p>E-Mail 4 von 5</p>").replace("Ferry returns", "Fährt")
    for data in (mail(page), mail(page, "latin-1"), mail(page, first=""), b"\n" + mail(page)):
        reading = reading_of("proquest_html", data)
        assert reading.stories[0].headline == "Fährt"
        assert reading.notes == ("this is mail 4 of 5: the others hold further articles",)
    strange = mail(page, "utf-8").replace(b'charset="utf-8"', b'charset="no such!"')
    assert reading_of("proquest_html", strange).stories[0].headline is not None
    with pytest.raises(LoadError, match="the mail of ProQuest holds no page"):
        reader("databases.proquest_html").read(document(mail("")))


@pytest.mark.parametrize(
    "data",
    [
        mail("<html></html>").replace(b"proquest", b"other"), b"<html>proquest from: base64</html>",
        b"proquest from: me", b"<html>docid_1</html>", b"Re: proquest and base64",
    ],
)  # fmt: skip
def test_a_page_or_mail_of_another_house_is_none_of_proquest(data: bytes) -> None:
    assert not recognised("proquest_html", data)


@pytest.mark.parametrize("make_data", [make.rtf, lambda lines: make.docx([("\n".join(lines), False)])])
def test_a_text_of_proquest_is_read_from_documents_too(make_data: object) -> None:
    data = make_data(as_text(record_of()).split("\n"))  # type: ignore[operator]
    (story,) = reading_of("proquest_txt", data).stories
    assert (story.headline, story.text, story.id) == ("Ferry returns", "The ferry is back.", "17")
    assert not recognised("proquest_txt", b"PK\x03\x04 cut")


@pytest.mark.parametrize(
    ("label", "is_one"), [("Full text", True), ("Abstract", True), ("Publication title", True), ("Section", False)]
)
def test_a_text_of_proquest_has_its_number_and_words_or_publication(label: str, is_one: bool) -> None:
    assert recognised("proquest_txt", f"ProQuest document ID: 17\n{label}: Words") is is_one
    assert not recognised("proquest_txt", f"{label}: Words")


@pytest.mark.parametrize(
    ("below", "text"),
    [
        (["Publication title: The Post"], "One."),
        (["Subject: the ferry.", "That was all."], "One.\n\nSubject: the ferry.\n\nThat was all."),
        (["Two.", "Section: News", "Pages: 3"], "One.\n\nTwo.\n\nSection: News\n\nPages: 3"),
        (["Publication title: The Post", "Copyright: (c) 2019", "Harbour Media", "Database: Dailies"], "One."),
        (["Publication title: The Post", "Pages: 3", "Stray", "Database: Dailies"],
         "One.\n\nPublication title: The Post\n\nPages: 3\n\nStray"),
    ],
)  # fmt: skip
def test_a_text_ends_above_the_labels_that_no_line_of_text_follows(below: Sequence[str], text: str) -> None:
    (story,) = read("proquest_txt", "\n".join(("A headline", "Full text: One.", *below))).stories
    assert (story.headline, story.text) == ("A headline", text)


@pytest.mark.parametrize(("mark", "promised"), [("Document 3 of 5", 3), ("Dokument 1 von 5", 5), ("3 of 5", None)])
def test_the_first_number_of_a_text_says_how_many_follow(mark: str, promised: int | None) -> None:
    text = f"{mark}\n{as_text(record_of())}\nDocument 4 of 5\n{as_text(record_of())}"
    assert read("proquest_txt", text).promised == (promised or 2)
