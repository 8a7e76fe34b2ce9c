"""Stories in the formats of agencies, sites and mail: what each reader gets out of them, and what it sets aside."""

from __future__ import annotations

import json
import random
from datetime import datetime
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.making_wires as making
import toolkit as tk
from tests.conftest import sample
from tests.reading_wires import extra, read, reader, story
from toolkit.articles import Caption, Person
from toolkit.loading.building import build
from toolkit.loading.formats import READERS
from toolkit.loading.records import Document, Story

WIRES = [name for names in READERS.values() for name in names if name.startswith("agencies.")]
ITEM = "<item><title>Rain floods the old harbour</title><link>https://leeds.example/rain</link>{}</item>"
NINJS = {
    "uri": "https://agency.example/items/1",
    "type": "text",
    "versioncreated": "2024-03-04T11:15:00Z",
    "firstcreated": "2024-03-04T10:15:00Z",
    "language": "en",
    "headline": making.HEADLINE,
    "byline": "By Ana Ruiz",
    "source": "Reuters",
    "copyrightholder": "Leeds Daily",
    "ednote": "adds closures",
    "embargoed": "2024-03-05T06:00:00Z",
    "body_html": "".join(f"<p>{text}</p>" for text in making.PARAGRAPHS),
    "subject": [{"name": "floods"}, {"name": "weather"}],
    "authors": [{"name": "Ana Ruiz", "role": "writer"}],
    "associations": {"main": {"type": "picture", "description_text": "Boats in the street.", "byline": "J. Doe"}},
}


def test_an_nitf_story_has_its_fields_and_its_paragraphs() -> None:
    found = story("nitf", making.nitf(dateline="<dateline><location>Leeds</location></dateline>"))
    assert found.headline == making.HEADLINE
    assert found.deck == "Trains stopped"
    assert found.byline == "Ana Ruiz, Press Association"
    assert found.dateline == "Leeds"
    assert found.agency == "PA"
    assert found.text.split("\n\n") == list(making.PARAGRAPHS)
    assert found.captions == (Caption("Boats in the street.", "J. Doe"),)
    assert extra(found)["keywords"] == "floods; harbour"


def test_a_time_is_kept_as_printed_with_its_zone_beside_it() -> None:
    found = story("nitf", making.nitf())
    assert found.published == datetime(2024, 3, 4, 10, 15)
    assert extra(found)["published_zone"] == "+0100"


def test_an_embargo_and_a_message_of_the_editors_are_notices() -> None:
    release = '<date.release norm="20240305T000100+0000"/>'
    head = f'<docdata management-status="embargoed">{release}<ed-msg info="see also TRAINS"/></docdata>'
    assert story("nitf", making.nitf(head=head)).notices == (
        "see also TRAINS",
        "Embargoed until 20240305T000100+0000",
    )


def test_a_mark_of_the_end_is_kept_apart_and_stays_in_the_article() -> None:
    found = story("nitf", making.nitf(paragraphs=(*making.PARAGRAPHS, "ends")))
    article = build(found, id="a", source="story.xml")
    assert article.text.endswith("the council said.")
    assert ("furniture", "ends") in [(one.kind, one.text) for one in article.removed]


def test_lines_broken_by_hand_are_one_paragraph_again() -> None:
    broken = ("Heavy rain flooded several streets in the old<br/>harbour and stopped all trains to the coast.",)
    data = making.nitf(paragraphs=("BROKEN",)).replace(b"BROKEN", broken[0].encode())
    assert (
        story("nitf", data).text
        == "Heavy rain flooded several streets in the old harbour and stopped all trains to the coast."
    )


def test_a_dateline_that_names_an_agency_leaves_the_body() -> None:
    found = story("nitf", making.nitf(paragraphs=("Leeds, March 4 (EFE).- Rain fell.", "It stopped.")))
    assert (found.dateline, found.agency) == ("Leeds", "EFE")
    assert found.text == "Rain fell.\n\nIt stopped."


def test_characters_named_by_a_dtd_elsewhere_are_read_and_the_dtd_is_not() -> None:
    data = making.nitf(paragraphs=("NAMED",)).replace(b"NAMED", b"Caf&eacute; &amp; bar<!-- of the desk --> closed.")
    data = data.replace(b"<nitf", b'<!DOCTYPE nitf SYSTEM "http://dtd.example/nitf-3-4.dtd"><nitf', 1)
    assert story("nitf", data).text == "Caf\u00e9 & bar closed."


def test_a_newsml_item_has_its_lines_and_its_body() -> None:
    found = story("newsml", making.newsml())
    assert (found.headline, found.byline, found.dateline) == (making.HEADLINE, "Ana Ruiz", "Leeds")
    assert (found.outlet, found.agency, found.language) == ("AFP", "AFP", "en")
    assert (found.published, found.modified) == (datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 4, 11, 15))
    assert found.notices == ("UPDATES with closures",)
    assert found.text.split("\n\n") == list(making.PARAGRAPHS)


def test_a_newsml_item_without_text_is_set_aside_with_its_headline() -> None:
    reading = read("newsml", making.newsml(kind="Photo"))
    assert reading.stories == ()
    assert making.HEADLINE in reading.rejections[0].reason
    assert "photo" in reading.rejections[0].reason


def test_newsml_lines_of_contact_and_style_are_no_body() -> None:
    content = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>Call 555</p></DataContent></ContentItem>"
    more = f"<NewsComponent><Role FormalName='Contact'/>{content}</NewsComponent>"
    assert "555" not in story("newsml", making.newsml(extra=more)).text


def test_every_item_of_a_g2_message_is_a_story_or_is_set_aside() -> None:
    data = making.message(
        making.news_item(guid="1", body=making.xhtml()),
        making.news_item(guid="2", body=making.xhtml(("Another story.", "It has two paragraphs.")), headline="Other"),
        making.news_item(guid="3", headline="Empty"),
        making.news_item(guid="4", kind="text", body='<remoteContent href="https://x.example/4.xml"/>', headline="Far"),
    )
    reading = read("newsml_g2", data)
    assert [one.headline for one in reading.stories] == [making.HEADLINE, "Other"]
    assert [one.locator for one in reading.stories] == ["item 1", "item 2"]
    assert "Empty" in reading.rejections[0].reason
    assert "https://x.example/4.xml" in reading.rejections[1].reason


def test_a_g2_item_reads_bodies_in_nitf_xhtml_and_plain_text() -> None:
    inner = making.nitf().decode().partition("?>")[2]
    bodies = (
        making.xhtml(),
        f'<inlineXML contenttype="application/nitf+xml">{inner}</inlineXML>',
        f'<inlineData contenttype="text/plain">{"&#10;&#10;".join(making.PARAGRAPHS)}</inlineData>',
    )
    for body in bodies:
        found = story("newsml_g2", making.message(making.news_item(body=body)))
        assert found.text.split("\n\n") == list(making.PARAGRAPHS)
        assert (found.byline, found.dateline, found.agency) == ("Ana Ruiz", "Leeds", "STT")


def test_pictures_of_a_g2_message_give_their_captions_to_its_only_story() -> None:
    data = making.message(making.news_item(guid="1", body=making.xhtml()), making.news_item(guid="2", kind="picture"))
    assert story("newsml_g2", data).captions == (Caption("Boats in the street."),)


def test_notes_and_embargoes_of_g2_are_notices_but_contacts_of_the_desk_are_not() -> None:
    meta = (
        '<embargoed>2024-03-05T06:00:00Z</embargoed><edNote role="x:editorialnote">Adds closures</edNote>'
        '<edNote role="x:dpacontacts">desk@agency.example</edNote>'
    )
    found = story("newsml_g2", making.message(making.news_item(body=making.xhtml(), meta=meta)))
    assert found.notices == ("Adds closures", "Embargoed until 2024-03-05T06:00:00Z")
    assert any("desk@agency.example" in aside.text for aside in found.asides)


def test_an_ninjs_item_has_its_fields() -> None:
    found = story("ninjs", json.dumps(NINJS))
    assert (found.headline, found.byline, found.authors) == (
        making.HEADLINE,
        "Ana Ruiz",
        (Person("Ana Ruiz", "writer"),),
    )
    assert (found.outlet, found.agency) == ("Leeds Daily", "Reuters")
    assert (found.published, found.modified) == (datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 4, 11, 15))
    assert found.notices == ("adds closures", "Embargoed until 2024-03-05T06:00:00Z")
    assert found.captions == (Caption("Boats in the street.", "J. Doe"),)
    assert found.text.split("\n\n") == list(making.PARAGRAPHS)
    assert extra(found)["subjects"] == "floods; weather"


@pytest.mark.parametrize(
    "version",
    [
        {"headline_main": making.HEADLINE, "body_richtext": NINJS["body_html"], "body_main": "One line."},
        {
            "headlines": [{"role": "short", "value": "Rain"}, {"role": "main", "value": making.HEADLINE}],
            "bodies": [{"role": "main", "value": "One line."}, {"role": "xhtml", "value": NINJS["body_html"]}],
            "versionCreated": "2024-03-04T11:15:00Z",
        },
    ],
)
def test_versions_of_ninjs_read_alike(version: dict[str, object]) -> None:
    found = story(
        "ninjs", json.dumps({"uri": "urn:1", "type": "text", "versioncreated": "2024-03-04T11:15:00Z"} | version)
    )
    assert found.headline == making.HEADLINE
    assert found.text.split("\n\n") == list(making.PARAGRAPHS)


def test_a_photo_in_ninjs_is_set_aside_as_a_picture() -> None:
    photo = {
        "uri": "urn:2",
        "type": "picture",
        "headline": "Boats",
        "versioncreated": "2024-03-04",
        "body_text": "Caption.",
    }
    reading = read("ninjs", json.dumps({"data": {"items": [{"item": NINJS}, {"item": photo}]}}))
    assert len(reading.stories) == 1
    assert reading.rejections[0].reason == 'the picture item "Boats" holds no text of an article'


def test_an_ninjs_item_whose_text_is_a_file_elsewhere_says_so() -> None:
    item = {
        "uri": "urn:2",
        "type": "text",
        "versioncreated": "2024-03-04",
        "renditions": {"nitf": {"href": "https://x"}},
    }
    assert "not fetched" in read("ninjs", json.dumps(item)).rejections[0].reason


def test_a_teleprinter_message_has_heading_body_and_time() -> None:
    found = story("teleprinter", making.teleprinter())
    assert (found.headline, found.byline, found.dateline, found.agency) == (
        making.HEADLINE,
        "Ana Ruiz, dpa",
        "Leeds",
        "dpa",
    )
    assert found.text == (
        "Heavy rain flooded several streets in the old harbour on Monday and stopped all trains to the coast."
        "\n\nSchools stay closed until Wednesday, the council said."
    )
    assert found.published == datetime(2024, 3, 4, 10, 15)
    assert found.words_promised == 37
    assert found.notices == ("adds closures",)
    assert (extra(found)["slug"], extra(found)["version"]) == ("England/weather", "1ST LEAD")


def test_a_teleprinter_message_in_western_bytes_keeps_its_letters() -> None:
    found = story("teleprinter", making.teleprinter(body="Z\u00fcrich (dpa) - Am Z\u00fcrichsee f\u00e4llt Regen."))
    assert (found.dateline, found.text) == ("Z\u00fcrich", "Am Z\u00fcrichsee f\u00e4llt Regen.")


def test_anpa_marks_of_the_desk_leave_the_body_and_typed_marks_become_what_they_stand_for() -> None:
    found = story("teleprinter", making.anpa())
    assert (found.headline, found.byline) == (making.HEADLINE, "ANA RUIZ, AP Weather Writer")
    assert (
        found.text
        == "Heavy rain — the worst in years — flooded the harbour.\n\n“Nobody will forget it,” the mayor said."
    )
    assert (found.dateline, found.agency, found.words_promised) == ("LEEDS, England", "AP", 37)
    assert found.notices == ("Eds: Updates. With AP Photos.",)
    assert found.published == datetime(2024, 3, 4, 10, 15)


def test_several_messages_in_a_file_and_one_that_is_cut() -> None:
    reading = read("teleprinter", making.teleprinter() + making.anpa() + making.teleprinter(end=False))
    assert [one.locator for one in reading.stories] == ["message 1", "message 2", "message 3"]
    assert reading.notes == ("message 3 has no end of text; it may be cut short",)


def test_the_content_of_a_feed_goes_before_its_description() -> None:
    item = ITEM.format(
        "<description>Only a summary.</description><dc:creator>Ana Ruiz</dc:creator><category>Weather</category>"
        "<pubDate>Mon, 04 Mar 2024 10:15:00 GMT</pubDate>"
        "<content:encoded><![CDATA[<p>Rain fell.</p><p>It stopped.</p>]]></content:encoded>"
    )
    found = story("feeds", making.rss(item))
    assert found.text == "Rain fell.\n\nIt stopped."
    assert (found.headline, found.deck, found.byline) == (making.HEADLINE, "Only a summary.", "Ana Ruiz")
    assert (found.outlet, found.url, found.language) == ("Leeds Daily", "https://leeds.example/rain", "en-gb")
    assert found.published == datetime(2024, 3, 4, 10, 15)
    assert found.not_full_text is None
    assert extra(found) == {"published_zone": "GMT", "keywords": "Weather"}


def test_what_a_feed_gives_as_a_summary_says_so() -> None:
    found = story(
        "feeds", making.rss(ITEM.format("<description>&lt;p&gt;Rain &amp;amp; wind.&lt;/p&gt;</description>"))
    )
    assert found.text == "Rain & wind."
    assert found.not_full_text == "the feed gives a summary of this item, not its text"


def test_a_text_that_breaks_off_says_so() -> None:
    found = story("feeds", making.rss(ITEM.format("<content:encoded>Rain fell. […]</content:encoded>")))
    assert found.not_full_text == "the text of the feed breaks off and refers to the page"


def test_a_headline_alone_is_kept_as_such() -> None:
    found = story("feeds", making.rss(ITEM.format("")))
    assert (found.text, found.not_full_text) == ("", "the feed gives a headline only")
    assert build(found, id="a", source="f").headline == making.HEADLINE


def test_an_item_with_nothing_in_it_is_set_aside() -> None:
    reading = read("feeds", making.rss(ITEM.format(""), "<item><link>https://x.example</link></item>"))
    assert reading.rejections[0].locator == "item 2"
    assert len(reading.stories) == 1


def test_atom_entries_read_escaped_inline_and_base64_content() -> None:
    contents = (
        '<content type="html">&lt;p&gt;Rain fell.&lt;/p&gt;</content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rain fell.</p></div></content>',
        '<content type="text">Rain fell.</content>',
        '<content type="application/octet-stream">PHA+UmFpbiBmZWxsLjwvcD4=</content>',
    )
    for content in contents:
        entry = (
            f'<entry><title>Rain</title><link href="rain"/><author><name>Ana Ruiz</name></author>{content}'
            "<updated>2024-03-04T10:15:00+01:00</updated></entry>"
        )
        found = story("feeds", making.atom(entry))
        assert found.text == "Rain fell."
        assert found.url == "https://leeds.example/news/rain"
        assert (found.published, extra(found)["published_from"]) == (datetime(2024, 3, 4, 10, 15), "updated")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_feed_with_a_wrong_encoding_and_html_names_is_read_and_the_damage_told(encoding: str) -> None:
    declared = (
        '<?xml version="1.0" encoding="utf-8"?>'
        if encoding == "latin-1"
        else '<?xml version="1.0" encoding="no-such"?>'
    )
    text = making.rss(ITEM.format("<description>Caf\u00e9 &eacute;t&eacute; A & B</description>"), declaration=declared)
    reading = read("feeds", text.encode(encoding))
    assert reading.stories[0].text == "Caf\u00e9 \u00e9t\u00e9 A & B"
    assert "damaged" in reading.notes[0]


def test_a_feed_that_is_cut_keeps_what_came_before() -> None:
    whole = making.rss(ITEM.format("<description>Rain fell.</description>"), ITEM.format("<description>It sto"))
    reading = read("feeds", whole.rpartition("It sto")[0])
    assert reading.stories[0].text == "Rain fell."
    assert "damaged" in reading.notes[0]


def test_entities_of_a_document_are_never_read() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    data = making.rss(ITEM.format("<description>&b;</description>")).replace("<rss", f"{bomb}<rss", 1)
    with pytest.raises(tk.LoadError, match="declares entities"):
        read("feeds", data)


def test_an_empty_feed_says_that_it_has_no_items() -> None:
    with pytest.raises(tk.LoadError, match='the feed "Leeds Daily" holds no items'):
        read("feeds", making.rss())


def test_xml_that_no_reader_knows_is_named_by_its_root() -> None:
    with pytest.raises(tk.LoadError, match="root element <contentMeta>"):
        read("unknown_xml", "<?xml version='1.0'?><!-- x --><a:contentMeta xmlns:a='urn:a'/>")


def test_each_article_of_an_alert_is_a_summary_with_its_own_address() -> None:
    for html, many in ((b"<p>see the text</p>", 2), (making.ALERT_HTML, 1)):
        found = read("mail", making.ALERT % html).stories
        assert len(found) == many
        assert (found[0].headline, found[0].outlet) == (making.HEADLINE, "Leeds Daily")
        assert found[0].url == "https://leeds.example/rain"
        assert found[0].text.startswith("Heavy rain flooded several streets")
        assert found[0].not_full_text == "the alert gives a summary of this article, not its text"


def test_a_newsletter_is_one_article_and_its_attachment_is_counted_not_opened() -> None:
    reading = read("mail", making.NEWSLETTER)
    (found,) = reading.stories
    assert (found.headline, found.outlet) == ("Caf\u00e9 flooded", "Harbour Br\u00e9ve")
    assert found.text == "The caf\u00e9 – by the water – is shut.\n\nIt opens again soon."
    assert (found.published, extra(found)["published_zone"]) == (datetime(2024, 3, 4, 10, 15), "-0500")
    assert reading.notes == ("the message: 1 attachment (boat.jpg) not opened",)


def test_a_mailbox_holds_several_messages() -> None:
    one = "From news@post.example Mon Mar  4 10:15:00 2024\n" + making.NEWSLETTER + "\n"
    assert [found.locator for found in read("mail", one * 3).stories] == ["message 1", "message 2", "message 3"]


def test_a_list_of_words_with_colons_is_no_mail() -> None:
    assert not reader("mail").recognises(Document(data=b"Leeds: rain\nYork: sun\n\nMore text.", name="notes.txt"))


def test_every_reader_of_a_base_has_what_a_reader_needs() -> None:
    for name in WIRES:
        module = import_module(f"toolkit.loading.{name}")
        assert isinstance(module.NAME, str)
        assert not module.recognises(Document(data=b"", name="empty"))


SAMPLES = {
    "nitf": making.nitf(),
    "newsml": making.newsml(),
    "newsml_g2": making.message(making.news_item(body=making.xhtml())),
    "ninjs": json.dumps(NINJS).encode(),
    "teleprinter": making.teleprinter() + making.anpa(),
    "feeds": making.rss(ITEM.format("<description>Rain.</description>")).encode(),
    "mail": making.ALERT % making.ALERT_HTML,
}


@pytest.mark.parametrize("name", sorted(SAMPLES))
@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32), wounds=st.integers(1, 12), noise=st.binary(max_size=6))
def test_damaged_bytes_end_in_a_reading_or_a_load_error(name: str, seed: int, wounds: int, noise: bytes) -> None:
    chance = random.Random(seed)
    data = bytearray(SAMPLES[name])
    for _ in range(wounds):
        at = chance.randrange(len(data))
        way = chance.randrange(4)
        if way == 0:
            data[at] = chance.randrange(256)
        elif way == 1:
            del data[at : at + chance.randrange(1, 30)]
        elif way == 2:
            data[at:at] = noise
        else:
            data[at:at] = data[at : at + chance.randrange(1, 200)]
        data = data or bytearray(b" ")
    document = Document(data=bytes(data), name="damaged")
    module = reader(name)
    module.recognises(document)
    try:
        reading = module.read(document)
    except tk.LoadError:
        return
    for number, found in enumerate(reading.stories):
        article = build(found, id=str(number), source="damaged")
        assert article.parts == () or article.parts[-1].end == len(article.original)


@given(data=st.binary(max_size=200))
def test_recognising_never_raises(data: bytes) -> None:
    for name in WIRES:
        import_module(f"toolkit.loading.{name}").recognises(Document(data=data, name="anything"))


@pytest.fixture(scope="module")
def samples() -> Path:
    return sample(".")


@pytest.mark.parametrize(
    ("folder", "names", "stories", "rejected"),
    [
        ("nitf", ("nitf",), 4, 0),
        ("newsml12", ("newsml", "newsml_g2"), 3, 0),
        ("newsmlg2", ("newsml_g2",), 5, 5),
        ("ninjs", ("ninjs",), 19, 2),
        ("anpa_iptc7901", ("teleprinter",), 6, 0),
        ("email", ("mail",), 3, 0),
    ],
)
def test_real_files_give_their_stories(
    samples: Path, folder: str, names: tuple[str, ...], stories: int, rejected: int
) -> None:
    found: list[Story] = []
    aside = 0
    for path in sorted((samples / folder).iterdir()):
        document = Document(data=path.read_bytes(), name=path.name)
        for name in names:
            if reader(name).recognises(document):
                reading = reader(name).read(document)
                found += reading.stories
                aside += len(reading.rejections)
                break
    assert (len(found), aside) == (stories, rejected)
    assert all(one.headline and one.text and one.published for one in found)


def test_one_release_has_one_headline_in_both_formats(samples: Path) -> None:
    def headlines(pattern: str, name: str) -> set[str | None]:
        paths = sorted(samples.glob(pattern))
        assert paths
        return {reader(name).read(Document(data=p.read_bytes(), name=p.name)).stories[0].headline for p in paths}

    assert headlines("ninjs/*20130605006126*", "ninjs") == headlines("newsml12/*20130605006126*", "newsml")
