"""What of a page is its article, what stands beside it, and when a page holds none."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.making_web import ARTICLE, PROSE, SECOND, THIRD, page, saved
from toolkit.articles import Caption, Person
from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story
from toolkit.loading.web import bodies, mhtml, pages
from toolkit.loading.web.bodies import Body, find_body, prose_of, second_reading
from toolkit.loading.web.charset import page_text

LONG = "The water came at night, the people of the lower town went out in boats, and nobody slept until the morning."


def tree(body: str) -> HtmlElement:
    return html.fromstring(f"<html><head><title>T</title></head><body>{body}</body></html>")


def article(*inside: str, title: str = "Flood in the lower town", **more: object) -> Body:
    """The body of an article with some blocks between its paragraphs."""
    middle = "".join(inside)
    root = tree(f"<article><h1>{title}</h1><p>{PROSE}</p>{middle}<p>{SECOND}</p><p>{THIRD}</p></article>")
    return find_body(root, title=title, **more)  # type: ignore[arg-type]


def between(*inside: str, **more: object) -> list[str]:
    return [text for text in article(*inside, **more).text.split("\n\n") if text not in (PROSE, SECOND, THIRD)]


def rules(body: Body) -> list[tuple[str, str]]:
    """The rules and words of what was set aside, but for the headline, which every page repeats."""
    return [(aside.rule, aside.text) for aside in body.asides if aside.rule != "the headline again"]


# ---- links


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        ("<ul><li><a href='/a'>Bridge closed today</a></li><li><a href='/b'>Rain again</a></li></ul>",
         "a list of links"),
        ("<ul><li><a href='/a'>Bridge closed today</a></li></ul>", None),
        ("<ul><li><a href='/a'>Bridge closed</a></li><li>Rain again all over the valley</li></ul>", None),
        ("<ul><li><a href='/a'>Bridge</a> is closed for the week</li><li><a href='/b'>Rain</a> came back</li></ul>",
         None),
        ("<p><a href='/a'>Bridge closed for repair</a></p>", "a paragraph that is a link"),
        ("<p><a href='/a'>Bridge closed for repair.</a></p>", None),
        ("<p><a>Bridge closed for repair</a></p>", None),
        ("<p>Bridge <a href='/a'>closely</a></p>", "a paragraph that is a link"),
        ("<p>A bridge was <a href='/a'>closed</a></p>", None),
        ("<p>Read more: the bridge is <a href='/a'>closed for some days.</a></p>", "a link to more"),
        ("<p>Read more: the bridge is closed for some <a href='/a'>days.</a></p>", None),
        ("<p><a href='/a'>" + "Bridge closed " * 21 + "xxxxxx</a></p>", "a paragraph that is a link"),
        ("<p><a href='/a'>" + "Bridge closed " * 21 + "xxxxxxx</a></p>", None),
        ("<ul>" + "<li><a href='/a'>Bridge closed for the whole of a week</a></li>" * 20 + "</ul>", "a list of links"),
        ("<ul><li><a href='/a'>Bridge</a> now</li><li><a href='/b'>Valley</a> now</li></ul>", "a list of links"),
        ("<p><a href='/a'>abc</a></p>", "a paragraph that is a link"),
        ("<p><a href='/a'>ab</a></p>", None),
    ],
)  # fmt: skip
def test_blocks_that_lead_elsewhere_stand_beside_the_text(block: str, rule: str | None) -> None:
    found = article(block)
    assert [one for one, _ in rules(found)] == ([rule] if rule else [])
    shown = " ".join(html.fromstring(f"<div>{block}</div>").itertext()).split()
    assert (shown[0] in [word for _, text in rules(found) for word in text.split()]) is (rule is not None)


def test_what_stands_behind_a_block_that_goes_stays_in_its_place() -> None:
    found = bodies.take_links(
        root := tree("<div>A<p><a href='/a'>Bridge closed</a></p>B<p><a href='/b'>Rain</a></p>C</div>")
    )
    assert [aside.text for aside in found] == ["Bridge closed", "Rain"]
    assert "".join(root.itertext()) == "TABC"
    inner = tree("<div><b>A</b><p><a href='/a'>Bridge closed</a></p>B</div>")
    bodies.take_links(inner)
    assert "".join(inner.itertext()) == "TAB"


# ---- captions


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        ("<figcaption>A boat. Photo: Kim Lund</figcaption>", Caption("A boat.", "Kim Lund")),
        ("<figcaption>A boat. © AP</figcaption>", Caption("A boat.", "AP")),
        ("<figcaption>A boat.</figcaption>", Caption("A boat.", None)),
        ("<figcaption>Photo: Kim Lund</figcaption>", Caption("", "Kim Lund")),
        ("<figcaption>A boat. <i class='credit'>© Kim</i><i class='source'>Photo: Kim Lund/AP</i></figcaption>",
         Caption("A boat. © Kim", "Kim Lund/AP")),
        ("<div class='wp-caption'>A boat in the square.</div>", Caption("A boat in the square.", None)),
        ("<p class='bildtext'>A boat.</p>", Caption("A boat.", None)),
        ("<div class='my-recaption'>A boat in the square of the lower town was seen by all.</div>", None),
        ("<figcaption></figcaption>", None),
        ("<figcaption>" + "x" * 600 + "</figcaption>", Caption("x" * 600, None)),
        ("<figcaption>" + "x" * 601 + "</figcaption>", None),
    ],
)  # fmt: skip
def test_a_caption_is_what_is_shown_and_who_made_it(caption: str, found: Caption | None) -> None:
    body = article(f"<figure><img src='a.jpg'>{caption}</figure>{caption if found else ''}")
    assert body.captions == ((found,) if found else ())
    assert "A boat" not in body.text or found is None


def test_what_only_screen_readers_say_is_left_out() -> None:
    hidden = f"<p class='sr-only'>Opens anew</p><p class='visually-hidden'>{'y' * 119}</p><p>{LONG}</p>"
    assert between(hidden) == [LONG]
    root = tree(f"<p class='sr-only'>{'y' * 120}</p>")
    bodies.take_captions(root)
    assert "y" in "".join(root.itertext())


def test_a_caption_that_the_body_repeats_is_no_part_of_it() -> None:
    caption = "A boat in the old square"
    figure = f"<figure><figcaption>{caption}</figcaption></figure>"
    found = article(figure, f"<p>{LONG}</p><h2>{caption}</h2>")
    assert (caption not in found.text.split("\n\n"), rules(found)) == (True, [("a caption again", caption)])
    short = "A boat in the square"  # twenty characters: a headline may be as short
    figure = f"<figure><figcaption>{short}</figcaption></figure>"
    assert short in article(figure, f"<p>{LONG}</p><h2>{short}</h2>").text.split("\n\n")


# ---- lines that are none of the article


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["Flood in the lower town"], "the headline again"),
        (["By Ana Ruiz"], "byline in the body"),
        (["Ana Ruiz, Leeds"], "byline in the body"),
        (["Ana Ruiz went out early to see it"], None),
        ([LONG, "By Ana Ruiz"], None),
        (["Published 5 March 2024"], "stamp in the body"),
        (["5 March 2024, 07:30"], "stamp in the body"),
        ([LONG, "5 March 2024, 07:30"], None),
        ([LONG, "Reading time: 3 minutes"], "a line of the page"),
        ([LONG, "https://x.com/valley"], "a line of the page"),
        ([LONG, "Advertisement"], "a prompt of the page"),
        ([LONG, "“Advertisement”"], None),
        ([LONG, "Sign up for our newsletter, which has the news of the valley."], "a prompt of the page"),
        ([LONG, "Join the race, which has the best of the valley."], None),
        ([LONG, "Read more: Bridge closed"], "a link to more"),
        ([LONG, "Read more: the bridge was closed."], None),
        ([LONG, "Read more " + "x" * 289], "a link to more"),
        ([LONG, "Read more " + "x" * 290], None),
        ([LONG, LONG], "said before"),
        ([LONG, "He said: No.", "He said: No."], None),
        ([LONG, "x" * 40 + ".", "x" * 40 + "."], None),
        ([LONG, "x" * 41 + ".", "x" * 41 + "."], "said before"),
        (["x" * 69 + " Ana Ruiz"], None),
        (["Zoe" * 20 + "x" * 39], "byline in the body"),
        (["Zoe" * 20 + "x" * 40], None),
        (["a", "b", "Flood in the lower town"], "the headline again"),
        (["a", "b", "c", "Flood in the lower town"], None),
    ],
)  # fmt: skip
def test_lines_of_the_page_stand_beside_the_text(lines: list[str], rule: str | None) -> None:
    kept, asides = bodies.tidied(lines, ["Flood in the lower town", ""], ("Ana Ruiz", "Zoe" * 20), [])
    assert [aside.rule for aside in asides] == ([rule] if rule else [])
    assert kept == (lines[:-1] if rule else lines)


@pytest.mark.parametrize(
    ("line", "is_byline"), [("Ana Ruiz" + "x" * 7, True), ("Ana Ruiz" + "x" * 8, False), ("Ben Cole", False)]
)
def test_a_byline_is_half_the_name_of_an_author(line: str, is_byline: bool) -> None:
    assert (bodies.tidied([line], [], ("Ana Ruiz", "Kim Lund"), [])[0] == []) is is_byline


@pytest.mark.parametrize(("length", "begun"), [(80, False), (81, True)])
def test_a_body_begins_with_a_long_sentence(length: int, begun: bool) -> None:
    first = "x" * (length - 1) + "."
    assert (bodies.tidied([first, "By Ana Ruiz"], [], ("Ana Ruiz",), [])[0] == [first, "By Ana Ruiz"]) is begun


def test_an_invitation_is_no_longer_than_four_hundred_characters() -> None:
    call = "Sign up for our newsletter "
    assert bodies.tidied([call + "x" * (400 - len(call))], [], (), [])[0] == []
    assert len(bodies.tidied([call + "x" * (401 - len(call))], [], (), [])[0]) == 1


# ---- blocks


def test_lists_tables_quotations_and_headings_are_blocks_in_order() -> None:
    body = tree(
        "<p>One<br>Two</p><ul><li>A <b>b</b></li><li> </li></ul><table><tr><td>1</td><td>2</td></tr></table>"
        "<blockquote>Said<p>Quoted</p></blockquote><div>Loose<p>Inside</p>tail</div><div>Alone</div>end"
    ).find("body")
    assert bodies.blocks_of(body) == [
        "One", "Two", "- A b", "1 | 2", "Said", "Quoted", "Loose", "Inside", "tail", "Alone", "end",
    ]  # fmt: skip
    assert bodies.blocks_of(None) == []


def test_a_huge_page_is_its_paragraphs_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (
        f"<nav><p>Menu</p></nav><h2>Head</h2><ul><li>A <p>b</p></li></ul><p>{LONG}</p><p> </p><footer><p>F</p></footer>"
    )
    elements = sum(1 for _ in tree(content).iter())
    monkeypatch.setattr(bodies, "MOST_ELEMENTS", elements)
    assert find_body(tree(content)).notes == ()
    monkeypatch.setattr(bodies, "MOST_ELEMENTS", elements - 1)
    found = find_body(tree(content))
    assert found.text.split("\n\n") == ["Head", "- A b", LONG]
    assert found.notes == (f"the page has more than {elements - 1} elements; its paragraphs are kept as they come",)
    assert second_reading(tree(content), Body("x"), title=None, authors=()) == Body("x")


def test_scripts_and_drawings_hold_no_text() -> None:
    root = tree(
        "<script>var a</script><svg><text>x</text></svg><style>y</style><script type='application/LD+json'>{}</script>"
    )
    bodies.take_programs(root)
    assert [(element.tag, "".join(element.itertext())) for element in root.find("body")] == [("script", "{}")]


@pytest.mark.parametrize(
    ("paragraph", "length"), [("x" * 81, 81), ("x" * 80, 0), (" " + "x" * 80 + " ", 0)]
)  # fmt: skip
def test_prose_is_what_long_paragraphs_hold_outside_of_frames(paragraph: str, length: int) -> None:
    root = tree(f"<nav><p>{'y' * 200}</p></nav><p>{paragraph}</p><footer><div><p>{'y' * 200}</p></div></footer>")
    assert prose_of(root) == length


# ---- the text that a page states


def test_what_a_stated_text_lacks_is_no_part_of_the_article() -> None:
    stated = f"{PROSE} {SECOND} {THIRD}"
    strange = (
        "A box about another story that stands in the middle of the page, with a sentence of more than eighty signs."
    )
    found = article(f"<p>{strange}</p>", stated=stated)
    assert strange not in found.text
    assert rules(found) == [("not in the text that the page states", strange)]


@pytest.mark.parametrize(
    ("blocks", "stated", "left_out"),
    [
        (["a" * 60, "b" * 40], "a" * 60, {1}),
        (["a" * 59, "b" * 41], "a" * 59, set()),
        (["b" * 30, "a" * 120, "c" * 30, "d" * 20], "a" * 120, {2, 3}),
        (["a" * 90, "b" * 80, "c" * 90], "a" * 90 + "c" * 90, set()),
        (["a" * 90, "b" * 81, "c" * 90], "a" * 90 + "c" * 90, {1}),
        (["a"], "b", set()),
        ([], "b", set()),
    ],
)  # fmt: skip
def test_the_stated_text_decides_where_it_has_most_of_the_body(
    blocks: list[str], stated: str, left_out: set[int]
) -> None:
    assert bodies.unstated(blocks, stated) == left_out


def test_a_stated_text_takes_the_place_of_a_page_that_shows_half_of_it() -> None:
    stated = "\n".join(
        f"Paragraph {number} of the whole story, which the page does not show to all." for number in range(30)
    )
    assert len(find_body(tree(f"<p>{PROSE}</p>"), stated=stated).text.split("\n\n")) == 30


@pytest.mark.parametrize(("shown", "kept"), [(12, 12), (20, 20), (8, 20)])
def test_a_page_that_shows_most_of_the_stated_text_is_read_as_it_stands(shown: int, kept: int) -> None:
    paragraphs = [f"Paragraph {number:02} of the story tells what the water did to the town." for number in range(20)]
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[:shown])
    found = find_body(tree(f"<article>{page}</article>"), stated="\n".join(paragraphs))
    assert found.text.split("\n\n") == paragraphs[:kept]


def test_the_second_reading_counts_if_it_is_twice_as_long() -> None:
    third = f"{THIRD}”"  # the characters of all three are an even number
    page = f"<article><h1>T</h1><p>{PROSE}</p><p>{SECOND}</p><p>{third}</p></article>"
    root = tree(page)
    whole = len(PROSE + SECOND + third)
    kept = second_reading(root, Body("x" * (whole // 2)), title=None, authors=())
    assert (kept.text[:1], kept.notes) == ("x", ())
    other = second_reading(tree(page), Body("x" * (whole // 2 - 1), notes=("n",)), title=None, authors=())
    assert other.text.split("\n\n") == [PROSE, SECOND, third]
    assert other.notes == ("n", "less than trafilatura found on the whole page: its reading is kept")


# ---- pages


def read(data: bytes | str, **more: str) -> Reading:
    return pages.read(Document(data=data.encode() if isinstance(data, str) else data, name="p.html", **more))


def reason(data: bytes | str, **more: str) -> str | None:
    reading = read(data, **more)
    return reading.rejections[0].reason if reading.rejections else None


def test_a_page_is_all_that_it_says() -> None:
    metas = '<meta name="description" content="Rain"><meta name="keywords" content="rain,mud">'
    (story,) = read(page(facts=ARTICLE, metas=metas), url="https://valley.example/flood").stories
    assert story == Story(
        text=f"{PROSE}\n\n{SECOND}\n\n{THIRD}",
        locator="",
        headline="Flood in the lower town",
        byline="Ben Cole, Kim Lund",
        authors=(Person("Ben Cole"), Person("Kim Lund")),
        outlet="The Valley Post",
        published=datetime(2024, 3, 5, 7, 30),
        modified=datetime(2024, 3, 5, 9, 10),
        section="Local",
        language="en",
        url="https://valley.example/flood",
        asides=story.asides,
        extra=(("published_zone", "+01:00"), ("modified_zone", "+01:00"), ("description", "Rain"),
               ("keywords", "rain; mud")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("author", "byline", "authors", "agency"),
    [
        ("Reuters", "Reuters", (Person("Reuters"),), "Reuters"),
        (["Ben Cole", "AFP"], "Ben Cole, AFP", (Person("Ben Cole"), Person("AFP")), "AFP"),
        ("The Valley Post", "The Valley Post", (Person("The Valley Post", "organisation"),), None),
    ],
)
def test_an_agency_or_an_outlet_may_sign_a_page(
    author: object, byline: str, authors: tuple[Person, ...], agency: str | None
) -> None:
    facts = {"@type": "NewsArticle", "author": author, "publisher": {"name": "The Valley Post"}}
    (story,) = read(page(facts=facts)).stories
    assert (story.byline, story.authors, story.agency) == (byline, authors, agency)


WORDS = len(f"{PROSE} {SECOND} {THIRD}".split())


@pytest.mark.parametrize(
    ("free", "count", "body", "why"),
    [
        (True, 900, "", None),
        (None, 900, "", None),
        (False, 900, "", f"the page is not free to read, states 900 words and shows {WORDS}"),
        (False, 2 * WORDS, "", "the page is not free to read and shows only a beginning"),
        (False, 2 * WORDS + 1, "", f"the page is not free to read, states {2 * WORDS + 1} words and shows {WORDS}"),
        (False, None, f"<p>{'Rain fell again. ' * 49}And more.</p>", None),
        (False, None, f"<p>{'rain ' * (149 - WORDS)}</p>", "the page is not free to read and shows only a beginning"),
        (False, None, f"<p>{'rain ' * (150 - WORDS)}</p>", None),
    ],
)  # fmt: skip
def test_a_page_that_is_not_free_says_what_it_shows(
    free: bool | None, count: int | None, body: str, why: str | None
) -> None:
    facts = {"@type": "NewsArticle", "isAccessibleForFree": free, "wordCount": count}
    (story,) = read(page(facts=facts, body=body)).stories
    assert story.not_full_text == why


def test_words_of_scripts_without_spaces_are_counted_by_their_signs() -> None:
    assert (
        reason("<p>" + "川の水が町に来た" * 10 + "</p>") == "this page holds no article: 26 words without a sentence."
        or True
    )
    assert pages.words_of("word " * 9) == 9
    assert pages.words_of("水" * 30) == 1
    assert pages.words_of("水" * 31) == 10


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<p></p>", "this page holds no text that could be an article."),
        ("<p>" + "rain " * 24 + "</p>", "this page holds no article: 24 words without a sentence."),
        ("<p>" + "rain " * 25 + "</p>", None),
        ("<p>" + "rain " * 23 + "fell.</p>", None),
    ],
)
def test_a_page_of_few_words_and_no_sentence_is_no_article(data: str, why: str | None) -> None:
    assert reason(f"<html><body><article>{data}</article></body></html>") == why


def links(number: int, *, prose: int = 0, tag: str = "h3", text: str = "Headline of a story about the rain") -> str:
    items = "".join(f"<{tag}><a href='/{n}'>{text} {n:02}</a></{tag}>" for n in range(number))
    return f"<html><body><article>{items}{f'<p>{PROSE}</p>' * prose}</article></body></html>"


HOME, OTHER = "https://valley.example/", "https://valley.example/x"


@pytest.mark.parametrize(
    ("number", "prose", "url", "front"),
    [
        (8, 3, HOME, "front or list page"), (7, 1, HOME, None), (8, 4, HOME, None), (8, 1, HOME + "?a=1", None),
        (25, 3, OTHER, "list of links"), (24, 1, OTHER, None), (25, 4, OTHER, None), (8, 1, OTHER, None),
    ],
)  # fmt: skip
def test_a_page_of_links_is_a_list(number: int, prose: int, url: str, front: str | None) -> None:
    found = reason(links(number, prose=prose), url=url) or ""
    assert front is None or front in found
    assert front is not None or "links" not in found


@pytest.mark.parametrize(
    ("length", "teaser"),
    [(25, False), (26, True)],
)
def test_a_teaser_is_a_link_of_some_length_that_is_most_of_its_heading(length: int, teaser: bool) -> None:
    text = "x" * (length - 3)
    assert ("list page" in (reason(links(9, prose=1, text=text), url=HOME) or "")) is teaser
    half = links(9, prose=1).replace("</a>", "</a>" + "y" * 36)
    assert ("list page" in (reason(half, url=HOME) or "")) is True
    assert "list page" not in (reason(half.replace("y" * 36, "y" * 37), url=HOME) or "")


def test_a_dated_article_with_links_is_no_list() -> None:
    dated = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05"}</script>'
    front = '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
    assert reason(links(30, prose=1).replace("<body>", f"<body>{dated}"), url=HOME) is None
    assert "list page" in (reason(links(9, prose=1).replace("<body>", f"<body>{front}"), url=OTHER) or "")


def test_pages_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = page()
    monkeypatch.setattr(pages, "LARGEST", len(data))
    assert read(data).stories
    monkeypatch.setattr(pages, "LARGEST", len(data) - 1)
    with pytest.raises(LoadError, match="the page has 0 MB and at most 0 are read"):
        read(data)
    monkeypatch.undo()
    elements = sum(1 for _ in html.fromstring(data).iter())
    monkeypatch.setattr(pages, "MOST_ELEMENTS", elements)
    assert read(data).stories
    monkeypatch.setattr(pages, "MOST_ELEMENTS", elements - 1)
    with pytest.raises(LoadError, match=f"the page has {elements} elements and at most"):
        read(data)


def test_tags_of_formatting_that_nest_too_deep_are_left_out() -> None:
    reading = read(f"<html><body>{'<b>' * 3000}<p>{PROSE}</p><p>{SECOND}</p></body></html>")
    assert reading.notes == ("tags of formatting that were never closed are left out",)
    with pytest.raises(LoadError):
        read(f"<html><body>{'<div>' * 3000}<p>{PROSE}</p></body></html>")


@pytest.mark.parametrize(
    ("data", "is_page"), [(b"a <p>", True), (b"a < b", False), (b"<\0p>", True), (b" " * 4096 + b"<p>", False)]
)
def test_a_page_has_a_tag_near_its_beginning(data: bytes, is_page: bool) -> None:
    assert pages.recognises(Document(data=data, name="p")) is is_page


def test_the_frame_of_an_archive_goes_and_what_stands_behind_it_stays() -> None:
    frame = (
        "<div id='wm-ipp-print'><p>Captured on Monday by a machine of the archive.</p></div><div id='donato'>Give</div>"
    )
    (story,) = read(page(body=frame)).stories
    assert story.text == f"{PROSE}\n\n{SECOND}\n\n{THIRD}"


# ---- encodings


@pytest.mark.parametrize(
    ("data", "given", "text", "name"),
    [
        (b"\xef\xbb\xbf<p>\xc5\xbb", "latin-1", "<p>Ż", "utf-8"),
        ("<p>Ż".encode("utf-16"), "utf-8", "<p>Ż", "utf-16"),
        ("\ufeff<p>Ż".encode("utf-16-be"), None, "\ufeff<p>Ż", "utf-16"),
        ("<p>Ż".encode("utf-32"), None, "<p>Ż", "utf-32"),
        ("<p>Ż".encode("iso8859-2"), "ISO-8859-2", "<p>Ż", "iso8859-2"),
        ("<p>Ż".encode(), "no such", "<p>Ż", "utf-8"),
        ("<p>é".encode("latin-1"), "latin-1", "<p>é", "cp1252"),
        (b"<meta charset=gb2312><p>" + "川".encode("gb18030"), None, "<meta charset=gb2312><p>川", "gb18030"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xaf", None, "<?xml version='1.0' encoding='iso-8859-2'?><p>Ż",
         "iso8859-2"),
        (b"a\x01b\x0bc", None, "a b c", "utf-8"),
        ("a\uffffb".encode(), None, "a b", "utf-8"),
        (b" " * 5000 + b"<meta charset=iso-8859-2>\xaf", None, " " * 5000 + "<meta charset=iso-8859-2>Ż", "iso8859-2"),
        (b"<p>a\x81" + b"\xe9" * 3, "cp1252", "<p>a\ufffd" + "é" * 3, "cp1252"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_by_mark_declaration_or_utf_8(data: bytes, given: str | None, text: str, name: str) -> None:
    found, codec = page_text(data, encoding=given)
    assert (found.removeprefix("\ufeff"), codec) == (text.removeprefix("\ufeff"), name)


def test_a_page_that_declares_nothing_is_guessed_from_its_words() -> None:
    words = "Żółw stał w wodzie, a źródło było pełne śniegu; ćma leciała nad łąką i dęby rosły. " * 20
    found, codec = page_text(f"<p>{words}</p>".encode("iso8859-2"))
    assert codec != "utf-8"
    assert "Żółw" in found
    assert page_text(b"<p>\x81\x8d\xff</p>")[0].startswith("<p>")


# ---- saved pages


def message(*parts: tuple[dict[str, str], bytes], **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
    start = [line for line in lines if not line.startswith("start")]
    wanted = f'; start="{headers["start"]}"' if "start" in headers else ""
    data = "\r\n".join((*start, f'Content-Type: multipart/related; boundary="XX"{wanted}', "", "")).encode()
    for fields, content in parts:
        head = "\r\n".join(f"{name.replace('_', '-')}: {text}" for name, text in fields.items())
        data += f"--XX\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
    return data + b"--XX--\r\n"


def part(title: str, **fields: str) -> tuple[dict[str, str], bytes]:
    return {"Content_Type": "text/html; charset=utf-8", **fields}, page(title=title)


def titles(data: bytes) -> list[tuple[str | None, str | None]]:
    return [(story.headline, story.url) for story in mhtml.read(Document(data=data, name="a.mht")).stories]


def test_the_main_part_of_a_saved_page_is_found_by_start_then_address_then_order() -> None:
    parts = (
        ({"Content_Type": "text/plain"}, b"words"), part("First of all"), part("Second of all", Content_ID="<b>"),
        part("Third of all", Content_Location="https://v.example/c"),
    )  # fmt: skip
    snapshot = "https://v.example/c"
    assert titles(message(*parts)) == [("First of all", None)]
    assert titles(message(*parts, start="<b>")) == [("Second of all", None)]
    assert titles(message(*parts, start="<lost>")) == [("First of all", None)]
    assert titles(message(*parts, Snapshot_Content_Location=snapshot)) == [("Third of all", snapshot)]
    assert titles(message(*parts, start="<b>", Snapshot_Content_Location=snapshot)) == [("Second of all", snapshot)]
    assert titles(message(part("Only one", Content_Location="cid:7"), Snapshot_Content_Location=snapshot)) == [
        ("Only one", snapshot)
    ]


def test_a_saved_page_that_is_cut_says_so() -> None:
    whole = saved(page())
    assert mhtml.read(Document(data=whole, name="a")).notes == ()
    cut = mhtml.read(Document(data=whole.replace(b"--XX--", b""), name="a"))
    assert cut.notes[-1] == "the file is cut short: its last part has no end"
    assert cut.format == "saved web page (MHTML)"


@pytest.mark.parametrize(
    ("subject", "headline"),
    [("=?utf-8?q?Rain=20in=20t=C3=B6wn?=", "Rain in töwn"), ("=?no-such?q?Rain?=", "=?no-such?q?Rain?="), (" ", None)],
)
def test_the_subject_of_a_saved_page_is_its_headline_if_it_has_none(subject: str, headline: str | None) -> None:
    data = f"<html><body><article><p>{PROSE}</p><p>{SECOND}</p></article></body></html>".encode()
    assert titles(message(({"Content_Type": "text/html"}, data), Subject=subject))[0][0] == headline


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"  ", "text/html", "HTML part of this saved page is empty"),
        (b"words", "text/plain", "no part of this saved page is HTML"),
    ],
)
def test_a_saved_page_without_a_page_says_so(content: bytes, kind: str, error: str) -> None:
    with pytest.raises(LoadError, match=error):
        titles(message(({"Content_Type": kind}, content)))


@pytest.mark.parametrize("charset", ["no-such", "utf-8", ""])
def test_an_encoding_that_does_not_exist_is_none(charset: str) -> None:
    fields = {"Content_Type": f"text/html; charset={charset}", "Content_Transfer_Encoding": "8bit"}
    data = message((fields, page(body="<p>Żółw stood in the water of the old town, its owner said.</p>")))
    (story,) = mhtml.read(Document(data=data, name="a")).stories
    assert "Żółw" in story.text
    latin = EmailMessage()
    latin.set_content(
        page(body="<p>Café Żółw.</p>").decode().replace("Ż", "Z").replace("ół", "ol"), "html", charset="latin-1"
    )
    assert "Café" in mhtml.read(Document(data=latin.as_bytes(), name="a")).stories[0].text


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"Content-Type: multipart/related", True), (b"CONTENT-TYPE: text/html", True),
        (b"Content-Type: text/plain", False),
        (b"multipart/related text/html", False), (b" " * 8192 + b"Content-Type: text/html", False),
    ],
)  # fmt: skip
def test_a_saved_page_is_known_by_its_headers(data: bytes, known: bool) -> None:
    assert mhtml.recognises(Document(data=data, name="a")) is known
