"""Feeds field by field: which element fills which field, and what a feed says that it does not hold."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any

import pytest

import toolkit as tk
from tests.reading_wires import extra, read, reader, reasons, story
from toolkit.articles import Caption, Person
from toolkit.loading.records import Aside, Document

SUMMARY = "the feed gives a summary of this item, not its text"
HEADLINE = "the feed gives a headline only"
CUT = "the text of the feed breaks off and refers to the page"
EARLY, LATE = datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 5, 9, 0)
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:m="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://itunes.example/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)


def rss(inside: str, title: str = "<title>Rain</title>", channel: str = "<title>Daily</title>", item: str = "") -> str:
    return f"<rss {SPACES}><channel>{channel}<item {item}>{title}{inside}</item></channel></rss>"


def atom(inside: str, entry: str = "", feed: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES} {feed}><title>Daily</title>'
        f"<entry {entry}><title>Rain</title>{inside}</entry></feed>"
    )


def full(text: str) -> str:
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>"


def say(text: str) -> str:
    return f"<description>{text}</description>"


RFC = "Mon, 04 Mar 2024 10:15:00 GMT"


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        (rss(say("Short.") + full("Rain fell.")), "text", "Rain fell."),
        (rss(full("Rain fell.") + "<body>It rained all day.</body>"), "text", "It rained all day."),
        (rss(full("") + say("Short.")), "text", "Short."),
        (rss(full("") + say("Short.")), "not_full_text", SUMMARY),
        (rss(say("Short.") + "<summary>A longer one.</summary>"), "text", "A longer one."),
        (rss(""), "not_full_text", HEADLINE),
        (rss(full("Rain fell.")), "not_full_text", None),
        (rss(full("<p>Rain fell.</p><p>Read more about it</p>")), "not_full_text", CUT),
        (rss(full("<p>Read more</p><p>Rain fell.</p>")), "not_full_text", None),
        (rss(say("Short ...")), "not_full_text", SUMMARY),
        (rss(say("Short.") + full("Rain fell.")), "deck", "Short."),
        (rss(say("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") + "<summary>Not this.</summary>" + full("Rain.")),
         "deck", "One. Two."),
        (rss(say("Rain fell.") + full("<p>Rain fell.</p><p>It stopped.</p>")), "deck", None),
        (rss(say("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") + full("One. And more.")), "deck", None),
        (rss(say("Short.") + "<summary>Rain fell.</summary>" + full("Rain fell.")), "deck", "Short."),
        (rss(say("Short.")), "deck", None),
        (rss("<guid>g1</guid>", item='rdf:about="a1"'), "id", "g1"),
        (rss("", item='rdf:about="a1"'), "id", "a1"),
        (atom("<id>tag:1</id>"), "id", "tag:1"),
        (rss("", title="<title/><title>Rain</title><title>Not this</title>"), "headline", "Rain"),
        (rss("", title="<title>&lt;b&gt;Rain&lt;/b&gt;\n falls</title>"), "headline", "Rain falls"),
        (rss(full("A."), title=""), "headline", None),
        (rss("", title="<media:title>No</media:title><title>Rain</title>"), "headline", "Rain"),
        (rss("<m:description>No</m:description>"), "text", ""),
        (rss("<itunes:summary>No</itunes:summary>"), "text", ""),
        (rss(""), "outlet", "Daily"),
        (rss("<source url='x'>Post</source>"), "outlet", "Post"),
        (rss("<source url='x'>Post</source>"), "feed", "Daily"),
        (rss("<source url='x'>Daily</source>"), "feed", None),
        (rss("<source/>"), "outlet", "Daily"),
        (rss(""), "feed", None),
        (atom("<source><title>Post</title><id>5</id></source>"), "outlet", "Post"),
        (rss(f"<pubDate>{RFC}</pubDate>"), "published", EARLY),
        (rss(f"<pubDate>{RFC}</pubDate>"), "published_zone", "GMT"),
        (rss(f"<pubDate>soon</pubDate><dc:date>{RFC}</dc:date>"), "published", EARLY),
        (rss(f"<pubDate>{RFC}</pubDate>"), "modified", None),
        (rss(f"<pubDate>{RFC}</pubDate>"), "published_from", None),
        (atom("<published>2024-03-04T10:15:00</published><updated>2024-03-05T09:00:00Z</updated>"), "modified", LATE),
        (atom("<published>2024-03-04T10:15:00</published><updated>2024-03-05T09:00:00Z</updated>"), "published", EARLY),
        (atom("<published>2024-03-04T10:15:00</published><updated>2024-03-05T09:00:00Z</updated>"),
         "published_zone", None),
        (atom("<published>2024-03-04T10:15:00</published><updated>2024-03-05T09:00:00Z</updated>"),
         "published_from", None),
        (atom("<updated>2024-03-05T09:00:00Z</updated>"), "published", LATE),
        (atom("<updated>2024-03-05T09:00:00Z</updated>"), "modified", None),
        (atom("<updated>2024-03-05T09:00:00Z</updated>"), "published_zone", "Z"),
        (atom("<updated>2024-03-05T09:00:00Z</updated>"), "published_from", "updated"),
        (rss(""), "published_from", None),
        (rss("<link>https://leeds.example/1</link>"), "url", "https://leeds.example/1"),
        (rss("<link/><guid>https://leeds.example/g</guid>"), "url", "https://leeds.example/g"),
        (rss("<guid isPermaLink='false'>https://leeds.example/g</guid>"), "url", None),
        (rss("<guid isPermaLink='true'>https://leeds.example/g</guid>"), "url", "https://leeds.example/g"),
        (rss("<guid>g1</guid>"), "url", None),
        (rss("<guid/><id>http://leeds.example/i</id>"), "url", "http://leeds.example/i"),
        (atom("<link rel='self' href='https://a.example'/><link rel='alternate' href='https://b.example'/>"), "url",
         "https://b.example"),
        (atom("<link rel='' href='https://a.example'/>"), "url", "https://a.example"),
        (atom("<link rel='self' href='https://a.example'/>"), "url", None),
        (atom("<link href='c'/>", "xml:base='b/'", "xml:base='https://a.example/'"), "url", "https://a.example/b/c"),
        (atom("<link href='c' xml:base='https://[no'/>"), "url", "c"),
        (rss("<author>news@leeds.example (Ana Ruiz)</author>"), "byline", "Ana Ruiz"),
        (rss("<author>Ana Ruiz &lt;a@leeds.example&gt;</author>"), "byline", "Ana Ruiz"),
        (rss("<author/><dc:creator>Ana</dc:creator><dc:creator>Jo</dc:creator><dc:creator>Ana</dc:creator>"), "byline",
         "Ana, Jo"),
        (rss("<dc:creator>Ana</dc:creator>"), "authors", (Person("Ana"),)),
        (atom("<author><name>Ana</name><email>a@b.example</email></author>"), "authors", (Person("Ana"),)),
        (rss("<author><email>a@b.example</email></author>"), "authors", ()),
        (rss(""), "byline", None),
        (rss("<category>Rain</category><category/><dc:subject>Sea</dc:subject>"), "keywords", "Rain; Sea"),
        (atom("<category term='t' label='L'/><category term='u'/>"), "keywords", "L; u"),
        (rss("<dc:rights>(c) Daily</dc:rights>"), "asides", (Aside("copyright", "(c) Daily", "rights of the item"),)),
        (rss("<copyright>(c) Daily</copyright>"), "asides", (Aside("copyright", "(c) Daily", "rights of the item"),)),
        (rss(""), "asides", ()),
        (rss("<dc:language>fr</dc:language>", channel="<language>en</language>", item="xml:lang='de'"), "language",
         "fr"),
        (rss("", channel="<language>en</language>", item="xml:lang='de'"), "language", "de"),
        (rss("", channel="<language>en</language>"), "language", "en"),
        (atom("", feed="xml:lang='de'"), "language", "de"),
        (rss("<media:content><!-- no --><media:description>Boats</media:description><media:credit>Me</media:credit>"
             "</media:content><media:content/><media:thumbnail><media:description>No</media:description>"
             "</media:thumbnail>"), "captions", (Caption("Boats", "Me"),)),
        (rss("<content><media:description>No</media:description></content>"), "captions", ()),
        (rss("<m:content><m:description>Dogs</m:description></m:content>"), "captions", (Caption("Dogs"),)),
    ],
)  # fmt: skip
def test_a_field_of_a_feed_is_filled_by_its_first_element(data: str, name: str, value: object) -> None:
    found = story("feeds", data)
    known: Any = getattr(found, name) if hasattr(found, name) else extra(found).get(name)
    assert known == value


CODED = b64encode(b"<p>A &amp; b.</p>").decode()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<content>A &lt;b&gt; c.\n\n D\n e.</content>", "A <b> c.\n\nD e."),
        ("<content type='text'>A &lt;b&gt; c.</content>", "A <b> c."),
        ("<content type='text/plain'>A &lt;b&gt; c.</content>", "A <b> c."),
        ("<content type='html'>A &lt;b&gt;c&lt;/b&gt;.</content>", "A c."),
        ("<content type='text/html'>A &lt;b&gt;c&lt;/b&gt;.</content>", "A c."),
        ("<content type='application/xhtml+xml'>A &lt;b&gt;c&lt;/b&gt;.</content>", "A c."),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A.</p><p>B.</p></div></content>",
            "A.\n\nB.",
        ),
        ("<content><!-- no -->A &lt;b&gt; c.</content>", "A <b> c."),
        (f"<content type='application/octet-stream'>{CODED}</content>", "A & b."),
        (f"<content mode='base64'>{CODED}</content>", "A & b."),
        ("<content mode='base64'>Rain!</content>", "Rain!"),
        (f"<content mode='base64'>{CODED[:4]}\n {CODED[4:]}</content>", "A & b."),
        ("<content type='application/octet-stream'>Rain fell!</content>", "Rain fell!"),
        ("<content type='application/octet-stream' mode='escaped'>Rain fell.</content>", "Rain fell."),
        (f"<description type='a/b'>{CODED}</description>", CODED),
        ("<content src='https://a.example' type='text'>No</content>", ""),
        ("<content type='image/png'>No</content>", ""),
        ("<content type='VIDEO/mp4'>No</content>", ""),
    ],
)
def test_a_content_is_read_by_the_type_that_it_states(content: str, text: str) -> None:
    assert story("feeds", atom(content)).text == text


def test_text_of_an_rss_item_may_hold_mark_up_without_saying_so() -> None:
    assert story("feeds", rss("<content>A &lt;b&gt;c&lt;/b&gt;.</content>")).text == "A c."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rss(""), "RSS feed"),
        (atom(""), "Atom feed"),
        ("<channel><item><title>A</title></item></channel>", "RSS feed"),
        ("<r:RDF xmlns:r='urn:r'><channel/><item><title>A</title></item></r:RDF>", "RSS 1.0 feed"),
    ],
)
def test_the_kind_of_a_feed_is_told_by_its_root(data: str, name: str) -> None:
    assert read("feeds", data).format == name


def test_a_damaged_feed_without_an_item_is_refused() -> None:
    with pytest.raises(tk.LoadError, match="no well-formed XML"):
        read("feeds", "<rss><channel><title>Daily")
    reading = read("feeds", rss("").removesuffix("</rss>"))
    assert reading.notes[0].startswith("the feed is damaged and was read as far as it goes; this is no well-formed XML")


def test_a_feed_without_items_is_refused_by_its_title() -> None:
    with pytest.raises(tk.LoadError, match=r"the feed holds no items"):
        read("feeds", "<rss><channel/></rss>")
    with pytest.raises(tk.LoadError, match=r'the feed "Daily" holds no items'):
        read("feeds", "<rss><title>Root</title><channel><title>Daily</title></channel></rss>")


def test_items_are_counted_and_an_empty_one_is_set_aside() -> None:
    data = (
        "<rss><channel><item/><item><title>A</title></item><item><description>B.</description></item></channel></rss>"
    )
    assert [one.locator for one in read("feeds", data).stories] == ["item 2", "item 3"]
    assert reasons("feeds", data) == [("item 1", "the item has neither a title nor a text")]


def test_other_xml_is_no_feed() -> None:
    assert not reader("feeds").recognises(Document(data=b"<html><item/></html>", name="a.xml"))
    assert not reader("unknown_xml").recognises(Document(data=b"no xml", name="a.xml"))
