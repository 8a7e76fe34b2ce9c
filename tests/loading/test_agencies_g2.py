"""NewsML-G2 field by field, and which items of a message are stories, captions, or set aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.reading_wires import extra, read, reasons, story
from toolkit.articles import Caption, Person
from toolkit.loading.records import Aside, Story

EARLY, LATE = datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 5, 9, 0)
TEXT = "<inlineXML><html><body><p>It fell.</p></body></html></inlineXML>"
DATED = "<firstCreated>2024-03-04T10:15:00Z</firstCreated>"
NITF = """<inlineXML wordcount="5"><nitf><body><body.head><hl1>Inner</hl1><hl2>Inner deck</hl2>
<byline>By Jo Lee</byline><dateline>York</dateline></body.head><body.content><p>It fell.</p>
<p>ends</p><tagline>More soon</tagline>
<media><media-caption>Boats</media-caption></media></body.content></body></nitf></inlineXML>"""


def item(meta: str = "", about: str = "<headline>Rain</headline>", body: str = TEXT, attributes: str = "") -> str:
    return (
        f"<newsItem {attributes}><itemMeta>{meta}</itemMeta><contentMeta>{about}</contentMeta>"
        f"<contentSet>{body}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>"


def picture(about: str, kind: str = "picture") -> str:
    return item(f'<itemClass qcode="ninat:{kind}"/>', about, "", 'guid="p1"')


def field(found: Story, name: str) -> Any:
    return getattr(found, name) if hasattr(found, name) else extra(found).get(name)


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        (item(), "headline", "Rain"),
        (item(about="", body=NITF), "headline", "Inner"),
        (item(about="", body="<inlineXML><h2>Head</h2><p>A.</p></inlineXML>"), "headline", "Head"),
        (item(about="", body="<inlineData>A.</inlineData>"), "headline", None),
        (item(body="<inlineXML><p>Rain</p><p>A.</p><p>Rain</p></inlineXML>"), "text", "A.\n\nRain"),
        (item(body="<inlineXML><p>Sun</p><p>A.</p></inlineXML>"), "text", "Sun\n\nA."),
        (item(body="<inlineXML><p>A.</p><p>Rain</p></inlineXML>"), "text", "A.\n\nRain"),
        (item(attributes='guid="urn:1"'), "id", "urn:1"),
        (item(), "deck", None),
        (item(about='<description role="drol:summary">Flood</description>'), "deck", "Flood"),
        (item(about='<description role="summary"/><description role="drol:Summary">Flood</description>'), "deck",
         "Flood"),
        (item(about="<description>Plain</description>"), "deck", None),
        (item(about='<description role="drol:summary">Flood</description>', body=NITF), "deck", "Flood"),
        (item(body=NITF), "deck", "Inner deck"),
        (item(), "byline", None),
        (item(about="<by>By Ana Ruiz</by>", body=NITF), "byline", "Ana Ruiz"),
        (item(body=NITF), "byline", "Jo Lee"),
        (item(about="<creator><name>Jo Lee</name></creator><creator/>"), "authors", (Person("Jo Lee"),)),
        (item(about="<by>Ana Ruiz</by><creator><name>Jo Lee</name></creator>"), "authors", ()),
        (item(), "outlet", None),
        (item('<provider qcode="nprov:STT" literal="Wire"><name>STT Oy</name></provider>'), "outlet", "STT Oy"),
        (item('<provider qcode="nprov:STT" literal="Wire"><other>X</other><name/></provider>'), "outlet", "Wire"),
        (item('<provider qcode="nprov:STT"/>'), "outlet", "STT"),
        (item("<provider/><copyrightHolder literal='Daily'/>"), "outlet", "Daily"),
        (item(DATED), "published", EARLY),
        (item(DATED), "published_zone", "Z"),
        (item(DATED + "<versionCreated>2024-03-05T09:00:00Z</versionCreated>"), "published", EARLY),
        (item(DATED + "<versionCreated>2024-03-05T09:00:00Z</versionCreated>"), "modified", LATE),
        (item(DATED + "<versionCreated>2024-03-04T10:15:00Z</versionCreated>"), "modified", None),
        (item("<versionCreated>2024-03-05T09:00:00Z</versionCreated>"), "published", LATE),
        (item(about="<dateline>Leeds (AFP) -</dateline>"), "dateline", "Leeds"),
        (item(about="<dateline>Leeds (AFP) -</dateline><creditline>dpa</creditline>"), "agency", "AFP"),
        (item(about="<dateline>Leeds</dateline>", body="<inlineData>York (EFE) - A.</inlineData>"), "dateline",
         "Leeds"),
        (item("<provider literal='STT'/>", body="<inlineData>York (EFE) - A.</inlineData>"), "agency", "EFE"),
        (item(about="<located literal='Hull'/>", body="<inlineData>York (EFE) - A.</inlineData>"), "dateline", "York"),
        (item(about="<located literal='Hull'/>", body=NITF), "dateline", "York"),
        (item(about="<located literal='Hull'/>"), "dateline", "Hull"),
        (item(), "dateline", None),
        (item("<provider literal='STT'/>", "<creditline>– dpa –</creditline>"), "agency", "dpa"),
        (item("<provider literal='STT'/>", "<infoSource literal='AFP'/>"), "agency", "STT"),
        (item("<provider literal='Daily'/>", "<infoSource literal='AFP'/>"), "agency", "AFP"),
        (item(), "agency", None),
        (item("<provider literal='Daily'/>", "<infoSource literal='Daily'/><infoSource/><infoSource literal='AFP'/>"),
         "sources", "AFP"),
        (item(about="<language tag='en'/>", attributes="xml:lang='fr'"), "language", "en"),
        (item(about="<language/>", attributes="xml:lang='fr'"), "language", "fr"),
        (item(attributes="xml:lang='fr'"), "language", "fr"),
        (item(body=NITF), "captions", (Caption("Boats"),)),
        (item(body=NITF), "taglines", ("More soon",)),
        (item(), "taglines", ()),
        (item(body=NITF), "words_promised", 5),
        (item(body=TEXT.replace("<inlineXML>", '<inlineXML wordcount="6">')), "words_promised", 6),
        (item(body='<inlineData wordcount="7">A.</inlineData>'), "words_promised", 7),
        (item(), "words_promised", None),
        (item(body=NITF), "asides", (Aside("furniture", "ends", "mark of the end"),)),
        (item("<copyrightNotice>(c) AFP</copyrightNotice><edNote role='x:Contacts'>Call us</edNote>", body=NITF),
         "asides",
         (Aside("furniture", "ends", "mark of the end"), Aside("copyright", "(c) AFP", "copyrightNotice"),
          Aside("furniture", "Call us", "note of the desk"))),
        (item("<edNote role='x:notepad'/><edNote>New</edNote>"), "asides", ()),
        (item("<edNote role='x:notepad'>Hold</edNote>"), "notices", ()),
        (item("<edNote>New</edNote><edNote role='x:note'>New</edNote><edNote>Old</edNote>"), "notices", ("New", "Old")),
        (item("<embargoed>2024-03-05</embargoed>"), "notices", ("Embargoed until 2024-03-05",)),
        (item("<pubStatus qcode='stat:canceled'/>"), "notices", ("Status: canceled",)),
        (item("<pubStatus qcode='stat:usable'/>"), "notices", ()),
        (item("<pubStatus/>"), "notices", ()),
        (item(), "notices", ()),
        (item(about="<slugline>rain-uk</slugline><urgency>3</urgency>"), "slug", "rain-uk"),
        (item(about="<slugline>rain-uk</slugline><urgency>3</urgency>"), "urgency", "3"),
        (item("<keyword>no</keyword>", "<keyword>rain</keyword><keyword>sea</keyword>"), "keywords", "rain; sea"),
        (item(about="<subject><name>rain</name></subject><subject/>"), "subjects", "rain"),
        (item(about="<genre><name>Feature</name></genre>"), "genre", "Feature"),
    ],
)  # fmt: skip
def test_a_g2_field_is_filled_by_its_first_element(data: str, name: str, value: object) -> None:
    assert field(story("newsml_g2", data), name) == value


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (NITF, "It fell."),
        (f"<inlineXML><nitf/></inlineXML>{TEXT}", None),  # the body of the item is its NITF, and it is empty
        (f"<inlineXML><html/></inlineXML>{TEXT}", "It fell."),
        (f"<inlineXML> </inlineXML>{TEXT}", "It fell."),
        ("<inlineXML><p>A.</p><p>B.</p></inlineXML>", "A.\n\nB."),
        ("<inlineXML><body><p>No</p><div class='x main y'><p>A.</p></div></body></inlineXML>", "A."),
        ("<inlineXML><body><p>No</p><section class='bodytext'><p>A.</p></section></body></inlineXML>", "A."),
        ("<inlineXML><body><header>No</header><p>A.</p><time>No</time><figure>No</figure><footer>No</footer></body>"
         "</inlineXML>", "A."),
        ("<inlineData>&lt;p&gt;A.&lt;/p&gt;&lt;footer&gt;No&lt;/footer&gt;</inlineData>", "A."),
        ("<inlineData>A.\n\nB.</inlineData>", "A.\n\nB."),
    ],
)  # fmt: skip
def test_the_text_of_a_g2_item_is_its_first_body_with_words(body: str, text: str | None) -> None:
    assert [one.text for one in read("newsml_g2", item(body=body)).stories] == ([text] if text else [])


def test_figures_in_a_g2_body_are_captions_with_their_credit() -> None:
    figures = (
        "<figure><figcaption>Boats</figcaption><span class='pic byline'>Jo Lee</span></figure>"
        "<figure><span class='byline'>Me</span></figure><figure><b>x</b><figcaption>Dogs</figcaption></figure>"
    )
    found = story("newsml_g2", item(body=f"<inlineXML><body><p>A.</p>{figures}</body></inlineXML>"))
    assert found.captions == (Caption("Boats", "Jo Lee"), Caption("Dogs"))


@pytest.mark.parametrize(("kind", "many"), [("text", 1), ("Composite", 1), ("", 1), ("video", 0), ("picture", 0)])
def test_a_g2_item_is_a_story_by_its_class(kind: str, many: int) -> None:
    assert len(read("newsml_g2", item(f'<itemClass qcode="ninat:{kind}"/>')).stories) == many
    assert len(read("newsml_g2", item("<itemClass/>")).stories) == 1


CAPTION = '<description role="drol:caption">Boats</description><description>Other</description>'


def test_a_picture_in_a_g2_message_is_a_caption_and_alone_it_is_set_aside() -> None:
    data = message(
        item(),
        picture(f"{CAPTION}<creditline>Jo Lee</creditline>"),
        picture(CAPTION.replace("Boats", "")),
        picture(CAPTION),
        picture("<headline>Dogs</headline>"),
    )
    assert story("newsml_g2", data).captions == (Caption("Boats", "Jo Lee"), Caption("Other"), Caption("Boats"))
    assert reasons("newsml_g2", data) == [("item 5", 'a picture without text; its headline is "Dogs"')]
    assert reasons("newsml_g2", picture(CAPTION)) == [("", "a picture without text; its guid is p1")]
    assert reasons("newsml_g2", picture(CAPTION, "video")) == [("", "a video without text; its guid is p1")]


def test_captions_of_a_g2_message_go_to_its_only_story_and_to_none_of_two() -> None:
    boats = picture(CAPTION)
    assert story("newsml_g2", message(item(body=NITF), boats)).captions == (Caption("Boats"),)
    more = picture(CAPTION.replace("Boats", "Dogs"))
    assert story("newsml_g2", message(item(body=NITF), more)).captions == (Caption("Boats"), Caption("Dogs"))
    assert [one.captions for one in read("newsml_g2", message(item(), item(), boats)).stories] == [(), ()]


def test_places_in_a_g2_message_are_counted_and_a_single_item_needs_none() -> None:
    assert [one.locator for one in read("newsml_g2", message(item(), item())).stories] == ["item 1", "item 2"]
    assert story("newsml_g2", message(item())).locator == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (message(), "the newsmessage holds no newsItem, so no article"),
        ("<packageItem/>", "the packageitem holds no newsItem, so no article"),
        (item(body=""), 'the news item holds no text; its headline is "Rain"'),
        (item(about="", body=""), "the news item holds no text; its guid is not given"),
        (item(about="", body="", attributes="guid='u1'"), "the news item holds no text; its guid is u1"),
        (item(body="<remoteContent/>"), 'the news item holds no text; its headline is "Rain"'),
        (item(body="<remoteContent href='a.xml'/>"),
         'the text is kept elsewhere (a.xml) and is not fetched; its headline is "Rain"'),
    ],
)  # fmt: skip
def test_g2_without_a_text_says_why(data: str, reason: str) -> None:
    assert reasons("newsml_g2", data) == [("", reason)]
