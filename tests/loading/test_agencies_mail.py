"""Messages and mailboxes: headers, parts, the text that is chosen, and the articles that an alert lists."""

from __future__ import annotations

from datetime import datetime

import pytest

import toolkit as tk
from tests.reading_wires import extra, read, reader, reasons, story
from toolkit.loading.records import Document

HEAD = "From: Daily <news@post.example>\nSubject: Rain\n"
SUMMARY = "the alert gives a summary of this article, not its text"


def mail(body: str | bytes = "It fell.\n", *, head: str = HEAD, kind: str = "text/plain; charset=utf-8") -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + data


def mixed(*parts: str, head: str = HEAD) -> bytes:
    """A message of several parts, each with its headers."""
    body = "".join(f"--m\n{part}\n" for part in parts) + "--m--\n"
    return mail(body, head=head, kind='multipart/mixed; boundary="m"')


TEXT = "Content-Type: text/plain\n\nIt fell."


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"From: a@b.example\nTo: c\n\nText.", True),
        (b"\n \nX-First: 1\n folded\nSubject: Rain\n\nText.", True),
        (b"From a@b.example Mon\nX-One: 1\nDate: today\n\nText.", True),
        (b"From: a@b.example\n\nText.", False),
        (b"X-One: 1\nX-Two: 2\n\nFrom: text.", False),
        (b"A headline\nFrom: a\nDate: b\n\nText.", False),
        (b"X-One: 1\nX-Long: " + b"x" * (20_000 - 18 - 7) + b"\nDate: \n", True),
        (b"X-One: 1\nX-Long: " + b"x" * (20_000 - 18 - 6) + b"\nDate: \n", False),
    ],
)
def test_mail_is_told_by_header_lines_at_the_start_one_of_them_of_mail(data: bytes, known: bool) -> None:
    assert reader("mail").recognises(Document(data=data, name="a.eml")) is known


def test_a_message_has_its_headers_in_its_fields() -> None:
    head = "From: Daily <news@post.example>\nSubject: Rain\n  and wind\nDate: Mon, 4 Mar 2024 10:15:00 +0100 (CET)\n"
    found = story("mail", mail(head=head))
    assert (found.headline, found.outlet, found.text, found.locator) == ("Rain and wind", "Daily", "It fell.", "")
    assert found.published == datetime(2024, 3, 4, 10, 15)
    assert extra(found) == {"published_zone": "+0100", "sender": "news@post.example"}
    assert (found.not_full_text, found.url) == (None, None)


@pytest.mark.parametrize(
    ("head", "headline", "outlet"),
    [
        ("From: news@post.example\nDate: x\n", None, "news@post.example"),
        ("To: me\nSubject: First\nSubject: Second\n", "First", None),
        ("Subject: =?utf-8?q?Caf=C3=A9?=\nTo: me\n", "Caf\u00e9", None),
        ("Subject: =?no-such?q?Caf=E9?=\nTo: me\n", "=?no-such?q?Caf=E9?=", None),
        ("Subject: Caf\u00e9 =?utf-8?Q?is_shut?= =?utf-8?q?now?=\nTo: me\n", "Caf\u00e9 is shut now", None),
    ],
)
def test_headers_are_read_as_people_read_them(head: str, headline: str | None, outlet: str | None) -> None:
    found = story("mail", mail(head=head))
    assert (found.headline, found.outlet) == (headline, outlet)


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Caf\u00e9".encode(), "text/plain", "Caf\u00e9"),
        ("Caf\u00e9 \u2013".encode("cp1252"), "text/plain", "Caf\u00e9 \u2013"),
        ("Caf\u00e9".encode("cp1252"), "text/plain; charset=utf-8", "Caf\u00e9"),
        ("Caf\u00e9".encode("latin-1"), "text/plain; charset=no-such", "Caf\u00e9"),
        ("\u0416\u0443".encode("koi8-r"), "text/plain; charset=koi8-r", "\u0416\u0443"),
        (b"Caf\xe9 b\x81b", "text/plain", "Caf\u00e9 b\x81b"),
        (b"<p>A.</p><p>B.</p>", "text/html", "A.\n\nB."),
        (b"A.\r\n\r\nB.\n \t\nC.\n-- \nDaily\n", "text/plain", "A.\n\nB.\n\nC."),
        (b"A.\n--\nDaily", "text/plain", "A."),
        (b"A.\n---\nDaily", "text/plain", "A.\n---\nDaily"),
    ],
)
def test_the_text_of_a_part_is_decoded_and_ends_before_the_signature(body: bytes, kind: str, text: str) -> None:
    assert story("mail", mail(body, kind=kind)).text == text


def html(words: int) -> str:
    return "Content-Type: text/html\n\n" + "".join("<p>a b</p>" for _ in range(words // 2))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("Content-Type: text/plain\n\none two", "Content-Type: text/plain\n\nthree four"), "one two\n\nthree four"),
        (("Content-Type: text/plain\n\none two three four\n\nfive six seven eight", html(12)),
         "one two three four\n\nfive six seven eight"),
        (("Content-Type: text/plain\n\none two three four\n\nfive six seven eight", html(14)),
         "\n\n".join(["a b"] * 7)),
        (("Content-Type: text/html\n\n<p>A.</p>", "Content-Type: text/html\n\n<p>B.</p>"), "A.\n\nB."),
        (("Content-Type: text/plain\n\none two", "Content-Type: text/html\n\n<p> </p>"), "one two"),
    ],
)  # fmt: skip
def test_the_plain_part_is_the_text_unless_the_marked_one_is_half_as_long_again(
    parts: tuple[str, ...], text: str
) -> None:
    assert story("mail", mixed(*parts)).text == text


@pytest.mark.parametrize(
    ("parts", "note"),
    [
        ((), None),
        (('Content-Type: text/plain; name="a.txt"\n\nNo',), "1 attachment (a.txt)"),
        (("Content-Type: text/plain\nContent-Disposition: attachment\n\nNo",), "1 attachment (text/plain)"),
        (("Content-Type: image/png\n\nNo", 'Content-Type: image/gif; name="=?utf-8?q?=C3=A9.gif?="\n\nNo'),
         "2 attachments (image/png, \u00e9.gif)"),
    ],
)  # fmt: skip
def test_attachments_are_named_and_not_read(parts: tuple[str, ...], note: str | None) -> None:
    reading = read("mail", mixed(TEXT, *parts))
    assert reading.notes == ((f"the message: {note} not opened",) if note else ())
    assert reading.stories[0].text == "It fell."
    assert extra(reading.stories[0]).get("attachments") == (len(parts) or None)


def test_a_mailbox_counts_its_messages_and_sets_the_empty_ones_aside() -> None:
    line = b"From a@b.example Mon Mar  4 10:15:00 2024\n"
    picture = mixed("Content-Type: image/png\n\nNo", head="From: a@b.example\n")
    quoted = mail(">From the sea it came.\n>>From here too.\n\nFrom here on it is text.\n\n")
    data = line + quoted + line + mail("\n\n") + line + picture
    reading = read("mail", data)
    assert [(one.locator, one.text) for one in reading.stories] == [
        ("message 1", "From the sea it came.\n>From here too.\n\nFrom here on it is text.")
    ]
    assert reasons("mail", data) == [
        ("message 2", 'the message "Rain" holds no text'),
        ("message 3", "the message holds no text"),
    ]
    assert reading.notes == ("message 3: 1 attachment (image/png) not opened",)
    assert story("mail", line + mail()).locator == ""


def test_a_mailbox_without_a_message_is_refused() -> None:
    with pytest.raises(tk.LoadError, match=r"a\.mbox: there is no message in this mailbox"):
        reader("mail").read(Document(data=b" \n", name="a.mbox"))


def alert(*blocks: str, head: str = "=== News - 2 new results for [rain] ===") -> bytes:
    return mail("\n\n".join((head, *blocks)) + "\n")


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("Rain falls\nDaily\nIt fell\nall day.\n<https://a.example/1>",
         ("Rain falls", "Daily", "It fell all day.", "https://a.example/1")),
        ("Rain falls\nDaily\nIt fell.\n<https://a.example/1>",
         ("Rain falls", "Daily", "It fell.", "https://a.example/1")),
        ("Rain falls\nIt fell.\n<http://a.example/1>", ("Rain falls", None, "It fell.", "http://a.example/1")),
        ("Rain falls\n<https://a.example/1>", ("Rain falls", None, "", "https://a.example/1")),
        ("Rain\n<https://www.google.com/url?q=https://a.example/2&ct=1>", ("Rain", None, "", "https://a.example/2")),
        ("Rain\n<https://www.google.com/url?q=no&url=https://a.example/2>", ("Rain", None, "", "https://a.example/2")),
        ("Rain\n<https://www.google.com/url?q=first&q=second>", ("Rain", None, "", "first")),
        ("=== News - 1 new result for [sea] ===\nRain\n<https://a.example/2>",
         ("Rain", None, "", "https://a.example/2")),
        ("Rain\n<https://www.google.com/url?ct=1>", ("Rain", None, "", "https://www.google.com/url?ct=1")),
        ("Rain\n<https://www.google.com/search?q=x>", ("Rain", None, "", "https://www.google.com/search?q=x")),
        ("Rain\n<https://a.example/url?q=x>", ("Rain", None, "", "https://a.example/url?q=x")),
        ("Rain\n<https://[a.example/1>", ("Rain", None, "", None)),
    ],
)  # fmt: skip
def test_a_block_of_an_alert_is_a_title_an_outlet_a_summary_and_an_address(
    block: str, found: tuple[str, str | None, str, str | None]
) -> None:
    one = story("mail", alert(block))
    assert (one.headline, one.outlet, one.text, one.url) == found
    assert (one.not_full_text, extra(one)["alert"], one.locator) == (SUMMARY, "Rain", "article 1")


@pytest.mark.parametrize(
    "block",
    [
        "<https://a.example/1>",
        "Rain falls\nDaily",
        "- - -\n<https://a.example/1>",
        "<https://a.example/1>\n<https://a.example/2>",
        "Unsubscribe from this alert:\n<https://a.example/1>",
        "Create another alert\n<https://a.example/1>",
        "View all\n<https://a.example/1>",
        "Sign in\n<https://a.example/1>",
    ],
)
def test_what_an_alert_says_about_itself_is_no_article(block: str) -> None:
    rain = "Rain falls\n<https://a.example/9>"
    found = read("mail", alert(block, rain)).stories
    assert [(one.headline, one.locator) for one in found] == [("Rain falls", "article 1")]


def test_a_list_of_links_without_the_head_of_an_alert_is_one_text() -> None:
    found = story("mail", alert("Rain falls\n<https://a.example/9>", head="Our links"))
    assert found.text == "Our links\n\nRain falls\n<https://a.example/9>"
    assert found.not_full_text is None


def test_a_comment_that_names_the_marks_of_an_alert_is_no_alert() -> None:
    comment = "Content-Type: text/html\n\n<!-- schema.org/Article -->"
    assert story("mail", mixed(TEXT, comment)).text == "It fell."


def test_articles_of_an_alert_in_a_mailbox_name_their_message_too() -> None:
    line = b"From a@b.example Mon Mar  4 10:15:00 2024\n"
    data = line + alert("A\n<https://a.example/1>", "B\n<https://a.example/2>") + b"\n" + line + mail()
    places = ["message 1, article 1", "message 1, article 2", "message 2"]
    assert [one.locator for one in read("mail", data).stories] == places


def marked(inside: str) -> bytes:
    page = f'<div itemtype="http://schema.org/Thing">No</div><div itemtype="http://schema.org/Article">{inside}</div>'
    return mail(page, kind="text/html")


TITLE = '<b itemprop="name">Rain</b>'


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (TITLE, ("Rain", None, "", None)),
        (f'<i itemprop="publisher"><b itemprop="name">Daily</b></i>{TITLE}', ("Rain", "Daily", "", None)),
        (f'{TITLE}<p itemprop="description">It fell.</p>', ("Rain", None, "It fell.", None)),
        (f'{TITLE}<a itemprop="url" href="https://a.example/1">x</a>', ("Rain", None, "", "https://a.example/1")),
        (f'{TITLE}<a itemprop="url">x</a>', ("Rain", None, "", None)),
    ],
)
def test_an_article_marked_in_the_html_of_an_alert_has_its_fields(
    inside: str, found: tuple[str, str | None, str, str | None]
) -> None:
    one = story("mail", marked(inside))
    assert (one.headline, one.outlet, one.text, one.url) == found
