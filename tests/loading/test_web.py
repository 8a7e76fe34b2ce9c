"""Web pages, saved pages, web archives: the article and its facts, or a sentence that says why there is none."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import benchmarks
from tests.conftest import gold, sample
from tests.making_web import ARTICLE, PROSE, SECOND, THIRD, archive, page, record, response, saved
from toolkit.errors import LoadError
from toolkit.loading.records import Document, Reading, Story
from toolkit.loading.web import mhtml, pages, warc


def read(data: bytes, **more: str) -> Reading:
    return pages.read(Document(data=data, name="page.html", **more))


def story(data: bytes, **more: str) -> Story:
    (found,) = read(data, **more).stories
    return found


def test_a_page_is_its_paragraphs_without_menu_headline_and_comments() -> None:
    assert story(page(facts=ARTICLE)).text.split("\n\n") == [PROSE, SECOND, THIRD]


def test_json_ld_names_persons_times_section_and_outlet() -> None:
    found = story(page(facts=ARTICLE))
    assert found.headline == "Flood in the lower town"
    assert [person.name for person in found.authors] == ["Ben Cole", "Kim Lund"]
    assert found.published == datetime(2024, 3, 5, 7, 30)
    assert dict(found.extra)["published_zone"] == "+01:00"
    assert (found.section, found.outlet, found.language) == ("Local", "The Valley Post", "en")


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "headline": "Flood in the lower town", "datePublished": "2024-03-05T07:30:00Z",}',
        '{"@type": "NewsArticle", "headline": "Flood in the lower town", "datePublished": "2024-03-05T07:30:00Z"',
        '<!-- {"@type": "NewsArticle", "datePublished": "2024-03-05T07:30:00Z"} -->',
    ],
)
def test_broken_json_ld_still_tells_the_time(broken: str) -> None:
    assert story(page(facts=broken)).published == datetime(2024, 3, 5, 7, 30)


def test_meta_tags_speak_where_json_ld_is_silent() -> None:
    metas = '<meta name="parsely-author" content="By Ana Ruiz and Ben Cole"><meta property="article:published_time" content="2024-03-05T07:30:00">'  # noqa: E501
    found = story(page(metas=metas))
    assert [person.name for person in found.authors] == ["Ana Ruiz", "Ben Cole"]
    assert found.published == datetime(2024, 3, 5, 7, 30)


def test_an_outlet_that_signs_itself_is_marked_as_no_person() -> None:
    facts = {"@type": "NewsArticle", "author": {"name": "The Valley Post"}, "publisher": {"name": "The Valley Post"}}
    (author,) = story(page(facts=facts)).authors
    assert (author.name, author.role) == ("The Valley Post", "organisation")


def test_captions_and_links_to_other_stories_stand_beside_the_text() -> None:
    body = (
        "<figure><img src='x.jpg'><figcaption>A boat in the square. <span class='credit'>Photo: Kim Lund</span></figcaption></figure>"  # noqa: E501
        "<p><a href='/other'>Read more: Bridge closed for repair</a></p>"
    )
    found = story(page(body=body))
    assert found.text.split("\n\n") == [PROSE, SECOND, THIRD]
    assert found.captions[0].text == "A boat in the square."
    assert found.captions[0].credit == "Kim Lund"
    assert any("Bridge closed" in aside.text for aside in found.asides)


def test_invitations_and_lines_of_the_page_stand_beside_the_text_and_quotations_stay() -> None:
    kept = (
        "“Sign up for our newsletter,” the mayor told the crowd in the square.",
        "The company said that people must create an email list before they can see when water rises in the town.",
    )
    gone = (
        "Sign up for our newsletter to get the day's news in your inbox.", "Log in or create an account to go on",
        "Would you like to comment on this story?", "Reading time: 3 minutes", "4 min read", "ben.cole@valley.example",
        "Abonnieren Sie unseren Newsletter mit Nachrichten aus dem Tal.",
    )  # fmt: skip
    body = "".join(f"<p>{line}</p>" for line in (*kept, *gone))
    read = story(page(body=body))
    assert read.text.split("\n\n") == [PROSE, SECOND, *kept, THIRD]
    assert [aside.text for aside in read.asides if aside.text in gone] == list(gone)


def test_the_encoding_is_declared_by_the_server_by_the_page_or_guessed() -> None:
    html = page(body="<p>Café Żółw stood under water as well, its owner said.</p>").decode()
    undeclared = html.replace('<meta charset="utf-8">', "")
    assert "Żółw" in story(undeclared.encode("iso-8859-2"), encoding="iso-8859-2").text
    assert "Żółw" in story(html.replace("utf-8", "iso-8859-2").encode("iso-8859-2")).text
    assert "Żółw" in story(undeclared.encode("utf-16")).text


def test_a_front_page_is_named_as_one() -> None:
    items = "".join(f"<h3><a href='/{n}'>Headline number {n} about something new</a></h3>" for n in range(30))
    reading = read(f"<html><body>{items}</body></html>".encode(), url="https://valley.example/")
    assert reading.stories == ()
    assert "front or list page" in reading.rejections[0].reason


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 100_000 + PROSE.encode(),
        b"<html><body>" + b"<b>" * 100_000 + b"<p>" + PROSE.encode(),
        b"<html><body><p>" + b"word " * 200_000,
        b"<html><body>\0<p>" + PROSE.replace(" ", "\0 ").encode(),
        b"<html><body>" + b"<p>x</p>" * 50_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>" + PROSE.encode(),
    ],
)
def test_hostile_pages_end_in_a_result_or_a_sentence(data: bytes) -> None:
    try:
        reading = read(data)
    except LoadError as error:
        assert str(error).startswith("page.html: ")  # noqa: PT017
    else:
        assert reading.stories or reading.rejections


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "<a href=x>", "</a>", "<li>", "<time>", "<h1>", "\x00", "é", "Rain fell. ", '<script type="application/ld+json">', '{"@type":"Article"', "</script>", "<figcaption>", "&", "<"]), max_size=60), st.binary(max_size=40))  # fmt: skip  # noqa: E501
def test_any_page_is_read_or_refused_in_a_sentence(parts: list[str], more: bytes) -> None:
    data = "".join(parts).encode() + more
    try:
        reading = read(data)
    except LoadError as error:
        assert str(error).startswith("page.html: ")  # noqa: PT017
    else:
        assert len(reading.stories) + len(reading.rejections) == 1


def test_no_page_is_ever_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert story(page(facts=ARTICLE), url="https://valley.example/flood").text


def test_a_saved_page_is_its_main_part_with_its_address() -> None:
    document = Document(data=saved(page(facts=ARTICLE)), name="flood.mhtml")
    assert mhtml.recognises(document)
    (found,) = mhtml.read(document).stories
    assert found.url == "https://valley.example/flood"
    assert found.text.startswith(PROSE)


@pytest.mark.parametrize("packed", [True, False])
def test_only_pages_answered_with_200_are_articles(packed: bool) -> None:
    data = archive(
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", response(page(facts=ARTICLE)), number=2),
        record("response", response(b"<p>gone</p>", status="404 Not Found"), number=3),
        packed=packed,
    )
    reading = warc.read(Document(data=data, name="crawl.warc"))
    assert [one.url for one in reading.stories] == ["https://valley.example/flood"]
    assert any("requests 1" in note and "status 404 1" in note for note in reading.notes)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_says_so(packed: bool) -> None:
    whole = archive(*(record("response", response(page(facts=ARTICLE)), number=n) for n in range(3)), packed=packed)
    assert warc.survey_of(whole) == (3, None)
    reading = warc.read(Document(data=whole[:-300], name="crawl.warc"))
    assert len(reading.stories) >= 2
    assert any("cut short behind record 2" in note for note in reading.notes)


def test_the_page_that_the_end_of_an_archive_cuts_says_so() -> None:
    whole = archive(*(record("response", response(page(title=f"Flood {n}")), number=n) for n in range(3)))
    reading = warc.read(Document(data=whole[:-60], name="crawl.warc"))
    assert [one.not_full_text for one in reading.stories] == [None, None, "the archive is cut short in this page"]
    assert all(one.not_full_text is None for one in warc.read(Document(data=whole, name="crawl.warc")).stories)


@pytest.mark.slow
def test_bodies_and_facts_of_real_pages_keep_their_quality() -> None:
    bodies = benchmarks.run("html", gold("html_gold.jsonl.gz"))["bodies"]
    assert bodies["toolkit"]["all"]["F1"] >= max(96.3, bodies["trafilatura alone"]["all"]["F1"])


@pytest.mark.slow
def test_facts_of_publishers_pages_keep_their_quality() -> None:
    facts = benchmarks.run("html", sample("html_fundus"))["facts"]["all"]
    floors = {"title": 82, "day": 97, "minute": 93, "authors": 84}
    assert {name: facts[name]["right"] >= floor for name, floor in floors.items()} == dict.fromkeys(floors, True)


def test_a_body_that_was_nearly_all_taken_out_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.loading.web.bodies import Body

    monkeypatch.setattr(pages, "find_body", lambda root, **facts: Body("Short and cut."))
    (found,) = read(page()).stories
    assert PROSE in found.text
    assert "its reading is kept" in read(page()).notes[-1]


def test_a_copy_in_a_web_archive_is_the_page_itself() -> None:
    frame = "<div id='wm-ipp-base'><p>The Wayback Machine - https://web.archive.org/web/2019/https://valley.example/a</p></div>"
    address = "https://web.archive.org/web/20190312031400/https://valley.example/a"
    found = story(page(body=frame, facts=None), url=address)
    assert (found.url, found.outlet) == ("https://valley.example/a", "valley.example")
    assert "Wayback" not in found.text


def wet(text: str, *, number: int) -> bytes:
    """A record that holds the text of a page, as WET files do."""
    plain = record("conversion", text.encode(), number=number)
    return plain.replace(b"application/http; msgtype=conversion", b"text/plain")


@pytest.mark.parametrize("packed", [False, True])
def test_what_an_archive_holds_besides_pages_is_counted_by_kind(packed: bool) -> None:
    data = archive(
        record("warcinfo", b"software: none\r\n", number=1),
        record("request", b"GET / HTTP/1.1\r\nHost: valley.example\r\n\r\n", number=2),
        record("response", response(page()), number=3),
        record("response", response(page(), status="404 Not Found"), number=4),
        record("response", response(b"{}", kind="application/json"), number=5),
        record("metadata", b"a: b\r\n", number=6),
        wet("Rain fell on the valley for hours.", number=7),
        wet("  ", number=8),
        packed=packed,
    )
    reading = warc.read(Document(data=data, name="crawl.warc"))
    assert len(reading.stories) == 2
    text = reading.stories[1]
    assert (text.text, text.locator) == (
        "Rain fell on the valley for hours.",
        "record 7 (https://valley.example/flood)",
    )
    assert (text.outlet, text.extra) == ("valley.example", (("captured", "2024-03-06T00:00:00Z"),))
    assert [(one.locator, one.reason) for one in reading.rejections] == [
        ("record 8 (https://valley.example/flood)", "the record holds no text")
    ]
    assert reading.notes == (
        "records that are no pages: descriptions of the archive 1, of the kind metadata 1, requests 1, responses that"
        " are no HTML 1, responses with status 404 1",
    )


def test_an_archive_without_pages_says_how_many_records_it_has() -> None:
    data = archive(record("request", b"GET / HTTP/1.1\r\n\r\n"), record("metadata", b"a: b\r\n", number=2))
    reading = warc.read(Document(data=data, name="crawl.warc"))
    assert not reading.stories
    assert [one.reason for one in reading.rejections] == [
        "none of the 2 records is a web page that was answered with 200."
    ]


def test_a_packed_archive_that_is_cut_keeps_the_pages_before_the_cut() -> None:
    pages = [record("response", response(page()), number=number) for number in (1, 2)]
    data = archive(*pages, packed=True)
    reading = warc.read(Document(data=data[:-40], name="crawl.warc.gz"))
    assert len(reading.stories) >= 1
    assert reading.notes


def test_pages_of_the_older_format_of_archives_are_read() -> None:
    head = b"1 0 Valley\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 0.0.0.0 20240306000000 text/plain %d\n%b\n" % (len(head), head)
    for number, content in enumerate([response(page()), response(b"<p>gone</p>", status="404 Not Found")], 1):
        line = b"https://valley.example/%d 127.0.0.1 20240306000000 text/html %d\n" % (number, len(content))
        data += line + content + b"\n"
    reading = warc.read(Document(data=data, name="crawl.arc"))
    assert [(one.locator, one.url) for one in reading.stories] == [
        ("record 2 (https://valley.example/1)", "https://valley.example/1")
    ]
    assert reading.notes == ("records that are no pages: descriptions of the archive 1, responses with status 404 1",)
