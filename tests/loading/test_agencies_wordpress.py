"""Exports of WordPress: which items are posts that readers saw, and what their text is without shortcodes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import toolkit as tk
from tests.reading_wires import extra, read, reader, reasons, story
from toolkit.articles import Person
from toolkit.loading.agencies.wordpress import post_text
from toolkit.loading.records import Document

WP = "http://wordpress.org/export/1.2/"
SPACES = (
    f'xmlns:wp="{WP}" xmlns:excerpt="{WP}excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)
AUTHOR = (
    "<wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name>Ana Ruiz</wp:author_display_name>"
    "</wp:author>"
)


def post(more: str = "", content: str = "It fell.", title: str = "Rain", summary: str = "<excerpt:encoded/>") -> str:
    return f"<item><title>{title}</title>{summary}<content:encoded><![CDATA[{content}]]></content:encoded>{more}</item>"


def export(*items: str, channel: str = "<title>Leeds Daily</title><language>en</language>") -> str:
    return f"<rss {SPACES}><channel>{channel}{''.join(items)}</channel></rss>"


def date(name: str, value: str) -> str:
    return f"<{name}>{value}</{name}>"


RFC = date("pubDate", "Mon, 04 Mar 2024 10:15:00 +0000")
LOCAL = date("wp:post_date", "2024-03-04 11:15:00")


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        (export(post()), "headline", "Rain"),
        (export(post()), "outlet", "Leeds Daily"),
        (export(post()), "language", "en"),
        (export(post()), "locator", "item 1"),
        (export(post()), "deck", None),
        (export(post("<excerpt:encoded> Flood &lt;b&gt;now&lt;/b&gt; </excerpt:encoded>", summary="")),
         "deck", "Flood now"),
        (export(post("<dc:creator>ana</dc:creator>"), channel=AUTHOR), "byline", "Ana Ruiz"),
        (export(post("<dc:creator>ana</dc:creator>"), channel=AUTHOR), "authors", (Person("Ana Ruiz"),)),
        (export(post("<dc:creator>jo</dc:creator>"), channel=AUTHOR), "byline", "jo"),
        (export(post()), "byline", None),
        (export(post()), "authors", ()),
        (export(post(RFC + LOCAL)), "published", datetime(2024, 3, 4, 11, 15)),
        (export(post(RFC + LOCAL)), "published_zone", None),
        (export(post(RFC)), "published", datetime(2024, 3, 4, 10, 15)),
        (export(post(RFC)), "published_zone", "+0000"),
        (export(post()), "published", None),
        (export(post(date("wp:post_modified", "2024-03-05"))), "modified", datetime(2024, 3, 5)),
        (export(post("<link>https://leeds.example/rain</link><wp:post_id>7</wp:post_id>")), "id", "7"),
        (export(post("<link>https://leeds.example/rain</link>")), "url", "https://leeds.example/rain"),
        (export(post()), "section", None),
        (export(post('<category domain="category">A</category><category domain="category">B</category>'
                     '<category domain="category"/><category domain="post_tag">T</category>')), "section", "A"),
        (export(post('<category domain="category">A</category><category domain="category">B</category>'
                     '<category domain="post_tag">T</category>')), "categories", "B"),
        (export(post('<category domain="category">A</category><category domain="post_tag">T</category>')), "keywords",
         "T"),
    ],
)  # fmt: skip
def test_a_field_of_a_post_is_filled_by_its_element(data: str, name: str, value: object) -> None:
    found = story("wordpress", data)
    known: Any = getattr(found, name) if hasattr(found, name) else extra(found).get(name)
    assert known == value


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (post(date("wp:post_type", "page")), "an item of the kind 'page' is no post (Rain)"),
        (post(date("wp:post_type", "page"), content=""), "an item of the kind 'page' is no post (Rain)"),
        (post(date("wp:status", "draft")), "the post was not published: its status is 'draft' (Rain)"),
        (post(date("wp:post_password", "x")), "the post is protected by a password (Rain)"),
        (post(content=" "), "the post has no text (Rain)"),
        (post(content="<!-- a -->", title=""), "the post has no text (without a title)"),
        ("<item><wp:encoded>x</wp:encoded></item>", "the post has no text (without a title)"),
    ],
)
def test_an_item_that_no_reader_could_see_is_set_aside_with_its_title(item: str, reason: str) -> None:
    assert reasons("wordpress", export(post(), item)) == [("item 2", reason)]
    assert len(read("wordpress", export(post(), item)).stories) == 1


@pytest.mark.parametrize("more", ["", date("wp:post_type", "post"), date("wp:status", "publish"),
                                  date("wp:post_type", "report"), "<wp:post_password/>"])  # fmt: skip
def test_a_published_post_of_any_kind_is_a_story(more: str) -> None:
    assert story("wordpress", export(post(more))).text == "It fell."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("A.\r\n\r\nB.\n \nC.", "A.\n\nB.\n\nC."),
        ("A.\nB.", "A.\nB."),
        ("<!-- wp:paragraph --><p>A.</p><!-- /wp:paragraph --><p>B.</p>", "A.\n\nB."),
        ("<p>A.</p>\r\n\r\nB.\n\n<p>C.</p>", "A.\n\nB.\n\nC."),
        ("A [the mayor] said.", "A [the mayor] said."),
        ("A [b]bold[/b] word.", "A bold word."),
        ("A [B]bold[/b] word.", "A bold word."),
        ("A [Gallery] b.", "A b."),
        ("A [my_code] b.", "A b."),
        ("A [box id=1] b.", "A b."),
        ("A [box one] b.", "A [box one] b."),
        ("A [b](https://x.example) c.", "A [b](https://x.example) c."),
        ("A [embed]https://x.example[/embed] b.", "A b."),
        ('A [caption id="x"]A boat[/caption] b.', "A b."),
        ("A & B, 3 < 4.", "A & B, 3 < 4."),
        ("  A.  ", "A."),
    ],
)
def test_the_text_of_a_post_has_paragraphs_and_no_shortcodes(content: str, text: str) -> None:
    assert post_text(content, source="post") == text


def test_a_damaged_export_is_read_as_far_as_it_goes_and_says_so() -> None:
    reading = read("wordpress", export(post(), post()).rpartition("</item>")[0])
    assert [one.text for one in reading.stories] == ["It fell.", "It fell."]
    assert reading.notes[0].startswith("the export is damaged and was read as far as it goes; this is no well-formed")
    assert read("wordpress", export(post())).notes == ()


def test_an_export_without_items_is_refused() -> None:
    with pytest.raises(tk.LoadError, match="this WordPress export holds no items"):
        read("wordpress", export())


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (export(), True),
        ("<rss><channel/></rss>", False),
        (f'<feed xmlns:wp="{WP}"/>', False),
        (f"<rss>{' ' * (20_000 - 5 - 21)}wordpress.org/export/", True),
        (f"<rss>{' ' * (20_000 - 5 - 20)}wordpress.org/export/", False),
    ],
)
def test_an_export_is_told_from_other_feeds_by_the_name_space_near_its_start(data: str, known: bool) -> None:
    assert reader("wordpress").recognises(Document(data=data.encode(), name="a.xml")) is known
