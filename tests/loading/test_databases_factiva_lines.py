"""Factiva without marks of its own: which line is which, and what becomes of the lines around the articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from tests import making_databases as make
from tests.making_databases import ARTICLES
from tests.reading_databases import asides_of, document, reader, reading_of, recognised
from toolkit.articles import Caption
from toolkit.loading.records import Reading, Story

NUMBER = "HARBP00020190701ee7000000"
ABOVE = ("Ferry returns", "120 words", "1 July 2019")
BELOW = ("The Post", "POST", "English")


def read(name: str, data: bytes | str) -> Reading:
    result = reader(f"databases.{name}").read(document(data))
    assert isinstance(result, Reading)
    return result


def text(*lines: str) -> Story:
    (story,) = read("factiva_text", "\n".join((*lines, f"Document {NUMBER}"))).stories
    return story


def page(*articles: str, around: str = "") -> str:
    inner = "".join(f'<div class="article enArticle">{article}</div>' for article in articles)
    return f"<html><title>Factiva</title><body>{around}{inner}</body></html>"


def div(*lines: str) -> str:
    return "".join(f"<div>{line}</div>" for line in lines)


def paragraphs(*lines: str) -> str:
    return "".join(f"<p class='articleParagraph'>{line}</p>" for line in lines)


CODED = (
    ("SE", "News"), ("CLM", "Diary"), ("HD", "Ferry returns"), ("CR", "Agence"), ("BY", "Ada Quill"),
    ("BY", "Ben Reed"), ("WC", "120 words"), ("PD", "1 July 2019"), ("ET", "09:20"), ("SN", "The Post"),
    ("SC", "POST"), ("ED", "1"),
    ("ED", "2"), ("PG", "3"), ("VOL", "9"), ("LA", "English"), ("CY", "(c) 2019"), ("DLN", "LEEDS"), ("ART", "A boat."),
    ("CX", "It was late."), ("LP", "The ferry is back."), ("TD", "It is late."), ("RF", "5"), ("CO", "post : Post"),
    ("XYZ", "new"), ("PUB", "Harbour Media"), ("AN", f"Document {NUMBER}"),
)  # fmt: skip


def coded_page(fields: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><td>{code}</td><td>{words}</td></tr>" for code, words in fields)
    return page(f"<table><tr><td>One cell</td></tr>{rows}</table>")


def test_an_article_of_codes_is_all_that_they_say() -> None:
    (story,) = reading_of("factiva_html", coded_page(CODED)).stories
    assert story == Story(
        text="The ferry is back.\n\nIt is late.",
        locator="article 1",
        id=NUMBER,
        headline="Ferry returns",
        byline="Ada Quill; Ben Reed",
        agency="Agence",
        outlet="The Post",
        published=datetime(2019, 7, 1, 9, 20),
        dateline="LEEDS",
        section="News; Diary",
        language="en",
        captions=(Caption("A boat."),),
        notices=("It was late.",),
        words_promised=120,
        asides=story.asides,
        extra=(("source_code", "POST"), ("edition", "1; 2"), ("page", "3"), ("volume", "9")),
    )
    codes = ("WC", "PD", "ET", "LA", "PUB", "AN", "RF", "CO")
    assert asides_of(story) == [
        ("copyright", "(c) 2019"),
        *(("date" if c in ("PD", "ET") else "classification", f"{c} {dict(CODED)[c]}") for c in codes),
        ("unclassified", "XYZ new"),
    ]


def test_an_article_of_codes_without_text_and_date_says_so() -> None:
    (story,) = reading_of("factiva_html", coded_page((("HD", "Ferry"), ("SN", "The Post")))).stories
    assert (story.published, story.text, story.id, story.section) == (None, "", None, None)
    assert story.not_full_text == "the export holds no text of this article, only its fields"


@pytest.mark.parametrize("code", ["HD", "PD", "SN"])
def test_a_table_without_any_main_code_is_lines(code: str) -> None:
    assert len(reading_of("factiva_html", coded_page(((code, "1 July 2019"), ("TD", "Words.")))).stories) == 1
    plain = page("<table><tr><td>TD</td><td>Words.</td></tr></table>" + div(*ABOVE) + paragraphs("A text."))
    assert reading_of("factiva_html", plain).stories[0].text == "A text."


def test_a_row_without_a_code_goes_on_with_the_field_above() -> None:
    rows = (("", "Lost"), ("HD", "Ferry"), ("TD", "One."), ("", "Two."), ("long words", "no field"), ("SN", "The Post"))
    (story,) = reading_of("factiva_html", coded_page(rows)).stories
    assert (story.headline, story.text, story.outlet) == ("Ferry", "One.\n\nTwo.", "The Post")


# ---- pages without codes


@pytest.mark.parametrize(
    "headline",
    [
        "<div id='hd'>Ferry returns</div>", "<div class='enHeadline'>Ferry returns</div>",
        "<div><span class='enHeadline'>Ferry returns</span></div>", "<div><b class='Headline'>Ferry returns</b></div>",
    ],
)  # fmt: skip
def test_the_headline_of_a_page_is_marked_in_four_ways(headline: str) -> None:
    head = f"{div('News')}{headline}{div('Agence')}<div class='author'>Ada Quill</div>{div(*ABOVE[1:], *BELOW)}"
    tail = "<p>Harbour Media</p><p>Leeds</p>" + f"<p>Document {NUMBER}</p>"
    (story,) = reading_of("factiva_html", page(head + paragraphs("A text.", "Its end.") + tail)).stories
    assert (story.section, story.headline, story.agency, story.byline) == (
        "News",
        "Ferry returns",
        "Agence",
        "Ada Quill",
    )
    assert (story.outlet, story.language, story.text, story.id) == ("The Post", "en", "A text.\n\nIts end.", NUMBER)
    assert ("classification", "PUB Harbour Media; Leeds") in asides_of(story)


def test_lines_of_a_page_below_its_headline_are_authors_if_none_is_marked() -> None:
    head = f"<div id='hd'>Ferry returns</div>{div('Ada Quill', *ABOVE[1:], *BELOW)}"
    (story,) = reading_of("factiva_html", page(head + paragraphs("A text."))).stories
    assert (story.byline, story.agency) == ("Ada Quill", None)


def test_every_line_above_a_marked_text_is_a_field() -> None:
    many = ("A line that is much longer than forty characters would be.", "One. Two.", "Late City Final")
    (story,) = reading_of("factiva_html", page(div(*ABOVE, *BELOW, *many) + paragraphs("A text."))).stories
    assert (story.text, dict(story.extra)["edition"]) == ("A text.", "; ".join(many))


def test_what_a_page_leaves_out_is_said() -> None:
    article = div(*ABOVE, *BELOW) + paragraphs("A text.") + f"<p>Document {NUMBER}</p>"
    assert reading_of("factiva_html", page(article)).notes == ()
    lost = f"<p>Document {NUMBER}</p><p>Dokument {NUMBER}</p><p>{NUMBER}</p><p>A document.</p>"
    assert reading_of("factiva_html", page(article, around=lost)).notes == (
        "3 document numbers stand in the page, but 1 articles",
    )


@pytest.mark.parametrize(
    ("label", "total", "said"),
    [
        ("<td class='label'>Results found</td>", "9", True),
        ("<td class='label'>Results found</td>", "1", False),
        ("<td class='label'>Results found</td>", "none", False),
        ("<td>Results found</td>", "9", False),
        ("<td class='label'>Results lost</td>", "9", False),
    ],
)
def test_the_results_of_a_search_are_said_if_the_page_holds_fewer(label: str, total: str, said: bool) -> None:
    table = f"<table><tr>{label}<td>{total}</td></tr></table><table><tr>{label}<td>{total}</td></tr></table>"
    reading = reading_of("factiva_html", page(div(*ABOVE) + paragraphs("A text."), around=table))
    assert reading.notes == ("the search found 9 articles; this page holds 1 of them",) * said


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        ("<title>Factiva</title><p class='articleParagraph'>", True),
        ('<title>Factiva</title><p class="article">', True),
        ("<title>Factiva</title><p class='other'>", False), ("<title>Post</title><p class='articleParagraph'>", False),
    ],
)  # fmt: skip
def test_a_page_of_factiva_names_it_and_holds_articles(data: str, is_one: bool) -> None:
    assert recognised("factiva_html", f"<html>{data}</html>") is is_one


# ---- lines without any mark


@pytest.mark.parametrize(
    ("lines", "section", "headline", "byline"),
    [
        (("Ferry",), None, "Ferry", None),
        (("News", "Ferry returns"), "News", "Ferry returns", None),
        (("Ferry returns", "By Ada Quill"), None, "Ferry returns", "By Ada Quill"),
        (("Ferry returns", "Ada de la Quill Of Leeds"), "Ferry returns", "Ada de la Quill Of Leeds", None),
        (("Ferry returns to the harbour", "Ada de la Quill Of Leeds"), None, "Ferry returns to the harbour",
         "Ada de la Quill Of Leeds"),
        (("Ferry returns to the old harbour again", "Ada de la Quill Of Old Leeds"),
         "Ferry returns to the old harbour again", "Ada de la Quill Of Old Leeds", None),
        (("Ferry returns to the harbour", "Ada from Leeds"), "Ferry returns to the harbour", "Ada from Leeds", None),
        (("Ferry returns to the harbour", "Where Is It?"), "Ferry returns to the harbour", "Where Is It?", None),
        (("Ferry back", "Ada Quills"), "Ferry back", "Ada Quills", None),
        (("News", "Ferry returns", "Ada Quill"), "News", "Ferry returns", "Ada Quill"),
        (("News", "Ferry returns", "Ada Quill", "Ben Reed"), "News", "Ferry returns", "Ada Quill; Ben Reed"),
    ],
)  # fmt: skip
def test_the_headline_is_told_from_section_and_author(
    lines: Sequence[str], section: str | None, headline: str, byline: str | None
) -> None:
    story = text(*lines, *ABOVE[1:], *BELOW, "A text of a story.")
    assert (story.section, story.headline, story.byline) == (section, headline, byline)
    assert (story.words_promised, story.published, story.text) == (120, datetime(2019, 7, 1), "A text of a story.")


@pytest.mark.parametrize(
    ("lines", "words", "published"),
    [
        (("Ferry", "1 July 2019"), None, datetime(2019, 7, 1)),
        (("Ferry", "90 words"), 90, None),
        (("120 words", "1 July 2019"), 120, datetime(2019, 7, 1)),
        (("1 July 2019",), None, datetime(2019, 7, 1)),
        (("A", "B", "C", "D", "E", "F", "G", "90 words"), 90, None),
        ((*"ABCDEFGHIJKLM", "1 July 2019"), None, datetime(2019, 7, 1)),
    ],
)
def test_a_date_or_a_length_is_enough(lines: Sequence[str], words: int | None, published: datetime | None) -> None:
    story = text(*lines, *BELOW, "A text of a story.")
    assert (story.words_promised, story.published, story.text) == (words, published, "A text of a story.")
    assert story.outlet == "The Post"


@pytest.mark.parametrize(
    "lines",
    [
        ("90 words", "Ferry"), (*"ABCDEFGH", "90 words"), (*"ABCDEFGHIJKLMN", "1 July 2019"), ("Ferry",),
        ("Ferry", "Since 1 July 2019"), ("Ferry", "1 July 2019 A"),
    ],
)  # fmt: skip
def test_lines_without_date_and_length_are_rejected_at_their_place(lines: Sequence[str]) -> None:
    good = (*ABOVE, *BELOW, "A text of a story.", NUMBER)
    reading = read("factiva_text", "\n".join((*good, "", *lines, NUMBER, *good)))
    assert [story.locator for story in reading.stories] == ["article 1", "article 3"]
    (rejection,) = reading.rejections
    assert rejection.locator == "article 2"
    assert rejection.reason.startswith("neither a date nor a length above the text")
    assert lines[0] in rejection.reason


@pytest.mark.parametrize(
    ("lines", "fields", "body"),
    [
        (("09:20", "The Post", "POST", "English", "A text."), {"source_code": "POST"}, "A text."),
        (("The Post", "English", "© 2019 Post", "A text."), {}, "A text."),
        (("The Post", "POST", "© 2019 Post", "English", "12"), {"source_code": "POST"}, "12"),
        (("The Post", "POST", "POST2", "English", "A text."), {"source_code": "POST", "edition": "POST2"}, "A text."),
        (("The Post", "POST", "A12, B3-4", "1 Late", "English", "A text."),
         {"source_code": "POST", "edition": "1 Late", "page": "A12, B3-4"}, "A text."),
        (("The Post", "POST", "123456", "A text."), {"source_code": "POST", "page": "123456"}, "A text."),
        (("The Post", "Late City Final", "Short. Text."), {"edition": "Late City Final"}, "Short. Text."),
        (("The Post", "x" * 39, "x" * 40), {"edition": "x" * 39}, "x" * 40),
        (("The Post", "Copyright 2019", "Short words"), {}, "Short words"),
        (("The Post", "English", "Short words", "German"), {}, "Short words\n\nGerman"),
        (("The Post", *"abcdefghijkl", "m"), {"edition": "; ".join("abcdefghijk")}, "l\n\nm"),
    ],
)  # fmt: skip
def test_the_lines_below_a_date_are_told_by_their_order(
    lines: Sequence[str], fields: dict[str, str], body: str
) -> None:
    story = text(*ABOVE, *lines)
    assert (story.outlet, dict(story.extra), story.text) == ("The Post", fields, body)


def test_the_time_stands_above_the_source_alone() -> None:
    assert text(*ABOVE, "09:20", *BELOW, "A text.").published == datetime(2019, 7, 1, 9, 20)
    story = text(*ABOVE, "The Post", "09:20", "English", "A text.")
    assert (story.published, dict(story.extra)) == (datetime(2019, 7, 1), {"edition": "09:20"})


@pytest.mark.parametrize(
    ("last", "is_publisher"),
    [
        ("Harbour Media", True), ("Media of Leeds", True), ("Nobody Ltd", True), ("Nobody GmbH.", False),
        ("Nobody at all", False), ("Harbour Media!", False), ("Of the", False), ("x" * 75 + " Ltd", True),
        ("x" * 76 + " Ltd", False),
    ],
)  # fmt: skip
def test_the_last_line_is_the_publisher_if_it_owns_the_copyright_or_is_a_firm(last: str, is_publisher: bool) -> None:
    story = text(*ABOVE, *BELOW, "(c) 2019 Harbour Media of the North", "A text.", last)
    assert story.text == ("A text." if is_publisher else f"A text.\n\n{last}")
    assert (("classification", f"PUB {last}") in asides_of(story)) is is_publisher


def test_a_publisher_is_one_line_and_needs_a_text_above_it() -> None:
    story = text(*ABOVE, *BELOW, "First Ltd", "Second Ltd")
    assert (story.text, story.id) == ("First Ltd", NUMBER)
    assert text(*ABOVE, *BELOW).text == ""


# ---- files of lines


def coded(fields: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{code}\t{words}" for code, words in fields)


@pytest.mark.parametrize("number", [("AN", f"Document {NUMBER}"), ("TD", f"The end.\n\n{NUMBER}")])
def test_a_text_with_codes_is_read_by_them(number: tuple[str, str]) -> None:
    fields = (("HD", "Ferry\nreturns"), ("PD", "1 July 2019"), ("LP", ""), ("ABC", "Dd"), number)
    (story,) = reading_of("factiva_text", f"Lost above\n{coded(fields)}\n").stories
    assert (story.headline, story.published, story.id) == ("Ferry returns", datetime(2019, 7, 1), NUMBER)
    assert story.text == "ABC\tDd" + ("" if number[0] == "AN" else "\n\nThe end.")


@pytest.mark.parametrize(
    ("codes", "is_coded"), [(("HD", "PD"), True), (("HD", "SN"), True), (("HD", "BY"), False), (("PD", "SN"), False)]
)
def test_codes_count_with_a_headline_and_a_date_or_source(codes: Sequence[str], is_coded: bool) -> None:
    words = {"HD": "Ferry", "PD": "1 July 2019", "SN": "The Post", "BY": "Ada"}
    data = "\n".join((*(f"{code}  {words[code]}" for code in codes), "1 July 2019", "The Post", "TD", "Words.", NUMBER))
    (story,) = read("factiva_text", data).stories
    assert (story.headline == "Ferry") is is_coded


def test_lines_of_the_pages_themselves_are_counted() -> None:
    good = (*ABOVE, *BELOW, "A text of a story.", f"Document {NUMBER}")
    lines = ("Factiva", *good, "Page 1 of 2", *good, "Search Summary", "Text: ferry", "", "Dow Jones")
    reading = reading_of("factiva_text", "\n".join(lines))
    assert [story.text for story in reading.stories] == ["A text of a story."] * 2
    assert reading.notes == ("5 lines of the pages' own were left out",)
    assert reading_of("factiva_text", "\n".join(good)).notes == ()


def test_what_stands_behind_the_last_number_is_an_article_or_is_rejected() -> None:
    good = (*ABOVE, *BELOW, "A text of a story.", f"Document {NUMBER}")
    reading = read("factiva_text", "\n".join((NUMBER, *good, "", *good[:-1])))
    assert [story.locator for story in reading.stories] == ["article 1", "article 2"]
    assert reading.notes == ("the last article has no number of Factiva: it may be cut short",)
    reading = read("factiva_text", "\n".join((*good, "Words", "of nothing")))
    assert [(r.locator, r.reason) for r in reading.rejections] == [("behind the last article", "Words of nothing")]
    assert (len(reading.stories), reading.notes) == (1, ())


def test_what_an_rtf_document_leaves_out_is_said() -> None:
    data = make.rtf([*ABOVE, *BELOW, "A text of a story.", NUMBER])
    assert reading_of("factiva_text", data).notes == ()
    pictured = data.replace(b"\\fs20 ", b"\\fs20 {\\footnote A footnote.}{\\pict 00}")
    assert reading_of("factiva_text", b" " + pictured).notes == reading_of("factiva_text", pictured).notes
    assert not recognised("factiva_text", b"PK\x03\x04 cut")


# ---- XML


def xml(*articles: str, count: str = "2", result: str = "ppsarticleResultSet") -> str:
    inner = "".join(f"<article>{article}</article>" for article in articles)
    return f"<ppsArticleResponse><{result} count='{count}'>{inner}</{result}></ppsArticleResponse>"


def test_an_xml_article_is_all_that_its_elements_say() -> None:
    empty = "<sourceName>The Post</sourceName>"
    full = (
        "<!-- a comment --><headline><paragraph>Ferry</paragraph><paragraph>returns</paragraph></headline>"
        "<reference>distdoc:archive/1</reference><logo>a.gif</logo><sourceName>The Post</sourceName>"
        "<leadParagraph><paragraph>The ferry.</paragraph><paragraph> </paragraph></leadParagraph><mood>calm</mood>"
    )
    reading = reading_of("factiva_xml", xml(empty, full, "<headline>Two</headline>", "<pages>3</pages>"))
    assert [(s.locator, s.headline, s.text) for s in reading.stories] == [
        ("article 2", "Ferry returns", "The ferry."), ("article 3", "Two", ""),
    ]  # fmt: skip
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        (f"article {number}", "the article has neither a headline nor a text") for number in (1, 4)
    ]
    assert asides_of(reading.stories[0]) == [("unclassified", "MOOD calm")]
    assert reading.promised == 2
    assert reading.notes == ("1 articles have lines where no field is known; they are kept aside: article 2",)


@pytest.mark.parametrize(("count", "promised"), [("12", 12), ("many", None), ("", None)])
def test_the_count_of_an_xml_export_is_a_number(count: str, promised: int | None) -> None:
    article = "<headline>Ferry</headline>"
    for result in ("ppsarticleResultSet", "ppsArticleResultSet"):
        assert read("factiva_xml", xml(article, count=count, result=result)).promised == promised


@pytest.mark.parametrize(
    ("data", "is_one"), [("<ppsArticleResponse/>", True), ("<ppsarticle/>", True), ("<a/>", False)]
)
def test_an_xml_export_of_factiva_names_its_elements(data: str, is_one: bool) -> None:
    assert recognised("factiva_xml", data) is is_one


def test_a_whole_article_of_the_page_is_the_same_in_text() -> None:
    lines = make.factiva_lines(ARTICLES[0], 0)
    story = text(*lines[:-1])
    assert (story.byline, story.section, dict(story.extra)["page"]) == (ARTICLES[0].byline, ARTICLES[0].section, "3")
