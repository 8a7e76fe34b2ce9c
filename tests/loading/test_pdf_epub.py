"""PDF and EPUB: lines that become paragraphs, what repeats on pages, chapters that are articles."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import toolkit as tk
from tests.making_documents import epub, pdf
from toolkit.loading.documents import epub as epubs
from toolkit.loading.documents import pdf as pdfs
from toolkit.loading.records import Document, Story

LONG = "The harbour master of the bay told a full hall on Monday"  # a line as wide as its column


def story(*pages: list[str], **more: Any) -> Story:
    return pdfs.read(Document(data=pdf(*pages, **more), name="a.pdf")).stories[0]


def paragraphs(*lines: str) -> list[str]:
    return story(list(lines)).text.split("\n\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LONG, LONG], [f"{LONG} {LONG}"]),
        ([LONG, "that it fell."], [f"{LONG} that it fell."]),
        ([LONG + " of Mon-", "day."], [f"{LONG} of Monday."]),
        ([LONG + " of Mon-", "Day."], [f"{LONG} of Mon- Day."]),
        ([LONG + " of 19-", "20 boats."], [f"{LONG} of 19- 20 boats."]),
        ([LONG, "that it fell.", LONG], [f"{LONG} that it fell.", LONG]),
        ([LONG, "that it fell", "Then it rose."], [f"{LONG} that it fell", "Then it rose."]),
        ([LONG, "that it fell.", "and rose."], [f"{LONG} that it fell. and rose."]),
        ([LONG, "* one boat", "- two boats", "3. three boats", "10) ten"],
         [LONG, "* one boat", "- two boats", "3. three boats", "10) ten"]),
        ([LONG, "2020 was dry."], [f"{LONG} 2020 was dry."]),
        ([LONG, "x" * 40 + " A", "Boats came"], [f"{LONG} {'x' * 40} A Boats came"]),
        ([LONG, "x" * 36 + "n.", "Boats came"], [f"{LONG} {'x' * 36}n.", "Boats came"]),
        ([LONG, "x" * 36 + "ne", "Boats came"], [f"{LONG} {'x' * 36}ne Boats came"]),
    ],
)  # fmt: skip
def test_lines_are_joined_over_the_width_of_the_column(lines: list[str], expected: list[str]) -> None:
    width = [LONG] * 5 if lines != [LONG, LONG] else []
    joined = paragraphs(*lines, *(["* " + line for line in width]))
    assert joined[: len(expected)] == expected


def pages(count: int, *, head: int = 0) -> list[list[str]]:
    """Pages with a running head on some, three lines of their own, and a number at their foot."""
    own = [[f"{word} {n} boats left." for n in range(3)] for word in ("Red", "Blue", "Grey", "Pink", "Old", "New")]
    heads = [[f"Bay Post, page {n + 1} of {count}"] if n < head else [] for n in range(count)]
    return [[*heads[n], *own[n], f"- {n + 1} -"] for n in range(count)]


@pytest.mark.parametrize(
    ("count", "head", "running"),
    [(2, 2, False), (3, 3, True), (3, 2, False), (4, 3, True), (5, 3, True), (6, 3, False), (6, 4, True)],
)
def test_a_head_on_most_of_three_pages_or_more_is_furniture(count: int, head: int, running: bool) -> None:
    found = story(*pages(count, head=head))
    assert ("Bay Post" not in found.text) == running
    asides = [(aside.text, aside.rule) for aside in found.asides]
    assert ((f"Bay Post, page 1 of {count}", "repeated on every page") in asides) == running
    assert "- 1 -" not in found.text
    assert "Red 0 boats left." in found.text


@pytest.mark.parametrize("line", ["7", "- 7 -", "Page 7", "p. 7", "7 of 12", "Seite 7 von 12", "7/12"])
def test_a_page_number_at_the_edge_is_left_out(line: str) -> None:
    found = story(["Rain fell.", "Boats left.", "It was late.", "Then it ended.", "And so on.", line])
    assert line not in found.text
    assert [(aside.text, aside.rule) for aside in found.asides] == [(line, "page number")]


def test_only_the_first_and_last_two_lines_are_the_edges_of_a_page() -> None:
    found = story(["1", "2", "3", "Rain fell.", "4", "5", "6"])
    assert [aside.text for aside in found.asides] == ["1", "2", "5", "6"]
    assert found.text.split() == ["3", "Rain", "fell.", "4"]
    assert [aside.text for aside in story(["1", "2", "Rain fell.", "3", "4"]).asides] == ["1", "2", "3", "4"]
    assert [aside.text for aside in story(["Rain.", "2", "3", "4"]).asides] == ["2", "3", "4"]


def test_properties_are_title_author_and_times() -> None:
    about = {"Title": "A dam", "Author": "Ada Moor", "CreationDate": "D:20200102030405", "ModDate": "D:20200103"}
    found = story(["Rain fell."], about=about)
    assert (found.headline, found.byline, found.layout) == ("A dam", "Ada Moor", "body")
    assert dict(found.extra) == {"pages": 1, "created": "2020-01-02 03:04", "changed": "2020-01-03 00:00"}
    bare = story(["Rain fell."], about={"Author": "amoor", "ModDate": "yesterday"})
    assert (bare.headline, bare.byline, bare.layout) == (None, None, "story")
    assert dict(bare.extra) == {"pages": 1}


def test_pages_without_text_are_counted() -> None:
    reading = pdfs.read(Document(data=pdf(["Rain fell."], [], ["It rose."]), name="a.pdf"))
    assert reading.notes == ("1 of 3 pages hold no text (pictures or scans)",)
    assert reading.stories[0].not_full_text == "1 of 3 pages are pictures without text"
    whole = pdfs.read(Document(data=pdf(["Rain fell."]), name="a.pdf"))
    assert (whole.notes, whole.stories[0].not_full_text) == ((), None)
    with pytest.raises(tk.ToolkitError, match="the 2 pages hold no text, only pictures of it"):
        pdfs.read(Document(data=pdf([], []), name="a.pdf"))


def test_a_page_that_is_named_again_is_read_once_and_pages_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    again = story(["Rain fell."], ["It rose."], again=[0])
    assert again.text.count("Rain fell.") == 1
    data = Document(data=pdf(["Rain fell."], ["It rose."], ["Then it ended."]), name="a.pdf")
    monkeypatch.setattr(pdfs, "MOST_PAGES", 3)
    assert pdfs.read(data).notes == ()
    monkeypatch.setattr(pdfs, "MOST_PAGES", 2)
    reading = pdfs.read(data)
    assert reading.notes == ("only the first 2 of 3 pages are read",)
    assert "ended" not in reading.stories[0].text
    monkeypatch.setattr(pdfs, "LARGEST_TEXT", len("Rain fell.") - 1)
    assert "rose" not in pdfs.read(data).stories[0].text


def test_a_pdf_is_told_by_its_first_kilobyte(tmp_path: Path) -> None:
    assert pdfs.recognises(Document(data=b" " * 1019 + b"%PDF-1.4", name="a"))
    assert not pdfs.recognises(Document(data=b" " * 1020 + b"%PDF-1.4", name="a"))
    (tmp_path / "a.pdf").write_bytes(pdf(["Rain fell on the town all night, and the river rose."]))
    assert [article.text for article in tk.load(tmp_path)] == ["Rain fell on the town all night, and the river rose."]


# EPUB

ABOUT = (
    "<dc:title>Bay Book</dc:title><dc:creator>Ada Moor</dc:creator><dc:creator>Ben Hale</dc:creator>"
    "<dc:language>en-GB</dc:language><dc:date>2020-05-01</dc:date><dc:publisher>Pier</dc:publisher>"
)
ONE = "<h1>One</h1><p>Rain fell.</p>"


def book(chapters: dict[str, str], **more: Any) -> Any:
    return epubs.read(Document(data=epub(chapters, **more), name="b.epub"))


def test_a_chapter_has_the_fields_of_its_book() -> None:
    (found,) = book({"a.xhtml": ONE}, about=ABOUT).stories
    assert (found.headline, found.text, found.locator) == ("One", "Rain fell.", "chapter 1")
    assert (found.byline, found.outlet, found.language) == ("Ada Moor, Ben Hale", "Pier", "en")
    assert found.published == datetime(2020, 5, 1)
    assert found.extra == (("book", "Bay Book"),)
    (bare,) = book({"a.xhtml": "<p>Rain fell.</p>"}).stories
    assert (bare.headline, bare.byline, bare.outlet, bare.language) == (None, None, None, None)
    assert (bare.published, bare.extra) == (None, ())


def test_the_title_of_a_book_is_the_headline_of_its_only_chapter() -> None:
    plain = "<p>Rain fell.</p>"
    assert [one.headline for one in book({"a.xhtml": plain}, about=ABOUT).stories] == ["Bay Book"]
    assert [one.headline for one in book({"a.xhtml": plain, "b.xhtml": ONE}, about=ABOUT).stories] == [None, "One"]


def test_what_is_no_chapter_is_listed_with_its_reason() -> None:
    chapters = {"nav.xhtml": "<p>One ... 1</p>", "a.xhtml": ONE, "cover.xhtml": "<h1>Bay Book</h1>"}
    gone = '<item id="gone" href="gone.xhtml" media-type="text/html"/><item id="css" href="x" media-type="text/css"/>'
    found = book(chapters, more=gone, spine=[*chapters, "gone", "css", "a.xhtml", "none"])
    assert [one.locator for one in found.stories] == ["chapter 2"]
    assert [(one.locator, one.reason.split(",")[0]) for one in found.rejections] == [
        ("chapter 1", "this is the table of contents"),
        ("chapter 3", "this chapter holds no text"),
        ("chapter 4", "the book lists 'in/gone.xhtml' and does not hold it."),
    ]
    assert found.promised == 4
    assert found.notes == ("the book names 1 chapters again; each is read once",)


@pytest.mark.parametrize(
    ("body", "headline", "text"),
    [
        ("<h2>One</h2><p>Rain</p><h2>Two</h2><p>Sun</p>", "One", "Rain\n\nTwo\n\nSun"),
        ("<p>Rain</p><h1>One</h1><p>Sun</p>", None, "Rain\n\nOne\n\nSun"),
        ("<h4>One</h4><p>Rain</p>", None, "One\n\nRain"),
        ("<ul><li>Rain</li><li> </li><li>Sun</li></ul>", None, "- Rain\n\n- Sun"),
        ("<div>Rain <p>Sun</p></div>", None, "Rain\n\nSun"),
        ("<nav><p>One</p></nav><script>x</script><p>Rain <b>fell</b></p>", None, "Rain fell"),
        ("Rain fell", None, "Rain fell"),
    ],
)
def test_a_chapter_is_its_blocks_and_its_first_heading(body: str, headline: str | None, text: str) -> None:
    (found,) = book({"a.xhtml": body}).stories
    assert (found.headline, found.text.replace("fell  ", "fell")) == (headline, text)


def test_a_book_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = {"a.xhtml": ONE, "b.xhtml": "<p>Sun shone.</p>"}
    monkeypatch.setattr(epubs, "MOST_CHAPTERS", 2)
    assert book(chapters).notes == ()
    monkeypatch.setattr(epubs, "MOST_CHAPTERS", 1)
    found = book(chapters)
    assert found.notes == ("only the first 1 of 2 chapters are read",)
    assert (len(found.stories), found.promised) == (1, 2)


def test_a_chapter_or_a_book_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {"a.xhtml": ONE, "b.xhtml": f"<p>{'Rain fell. ' * 200}</p>"}
    size = len(f"<html><body>{long['b.xhtml']}</body></html>")
    monkeypatch.setattr(epubs, "LARGEST_MEMBER", size)
    assert len(book(long).stories) == 2
    monkeypatch.setattr(epubs, "LARGEST_MEMBER", size - 1)
    found = book(long)
    assert [one.headline for one in found.stories] == ["One"]
    assert "unpacks to more than" in found.rejections[0].reason
    monkeypatch.undo()
    monkeypatch.setattr(epubs, "LARGEST_TOGETHER", size)
    assert ["the book unpacks to more than" in one.reason for one in book(long).rejections] == [True]


def test_a_book_without_chapters_or_behind_a_lock_is_told() -> None:
    import io
    import zipfile

    for members, said in (
        ({"META-INF/container.xml": "<container/>"}, "does not say where its chapters are"),
        ({"META-INF/rights.xml": "x", "META-INF/encryption.xml": "x"}, r"protected by its seller \(DRM\)"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        with pytest.raises(tk.ToolkitError, match=said):
            epubs.read(Document(data=out.getvalue(), name="b.epub"))
