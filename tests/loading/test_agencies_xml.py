"""NITF, NewsML 1 and NewsML-G2 field by field: which element fills which field, and what steps in for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.reading_wires import extra, read, reasons, story
from toolkit.articles import Caption
from toolkit.loading.records import Aside, Story

EARLY, LATE = datetime(2024, 3, 4, 10, 15), datetime(2024, 3, 5, 9, 0)


def field(found: Story, name: str) -> Any:
    """A field of the story, or of its extra columns."""
    return getattr(found, name) if hasattr(found, name) else extra(found).get(name)


def nitf(
    *, doc: str = "", head: str = "", attributes: str = "",
    lines: str = "<hedline><hl1>Rain</hl1></hedline>", content: str = "<p>It fell.</p>",
) -> str:  # fmt: skip
    return (
        f"<nitf {attributes}><head><title>slug line</title>{head}<docdata>{doc}</docdata></head><body>"
        f"<body.head>{lines}</body.head><body.content>{content}</body.content></body></nitf>"
    )


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({}, "headline", "Rain"),
        ({"lines": "<hedline>Storm</hedline>"}, "headline", "Storm"),
        ({"lines": ""}, "headline", "slug line"),
        ({}, "deck", None),
        ({"lines": "<hl1>Rain</hl1><abstract>Rain</abstract>"}, "deck", None),
        ({"lines": "<hl1>Rain</hl1><abstract>Streets flooded</abstract>"}, "deck", "Streets flooded"),
        ({"lines": "<hl1>Rain</hl1><abstract>Streets flooded</abstract>"}, "summary", None),
        ({"lines": "<hl1>Rain</hl1><hl2>Trains stop</hl2><abstract>Flood</abstract>"}, "deck", "Trains stop"),
        ({"lines": "<hl1>Rain</hl1><hl2>Trains stop</hl2><abstract>Flood</abstract>"}, "summary", "Flood"),
        ({"lines": "<hl1>Rain</hl1><hl2>rain-uk</hl2>", "doc": '<keyword key="rain-uk"/>'}, "deck", None),
        ({"lines": "<hl1>Rain</hl1><hl2>rain-uk</hl2>", "doc": '<keyword key="rain-uk"/>'}, "slug", "rain-uk"),
        ({"lines": "<hl1>Rain</hl1><hl2>Trains</hl2>", "doc": '<keyword key="rain-uk"/>'}, "slug", None),
        ({"doc": '<doc-id id-string=" a1 "/>'}, "id", "a1"),
        ({"doc": '<doc-id id-string=" "/><doc-id id-string="a2"/>'}, "id", "a2"),
        ({"doc": '<doc.copyright holder="Daily"/>', "head": '<pubdata name="Post"/>'}, "outlet", "Post"),
        ({"doc": '<doc.copyright holder="Daily"/><doc.rights owner="Owner"/>'}, "outlet", "Daily"),
        ({"lines": "<rights.owner>Owner</rights.owner>", "doc": '<doc.rights owner="X"/>'}, "outlet", "Owner"),
        ({"lines": "<distributor>AFP</distributor>", "doc": '<doc.rights owner="X"/>'}, "outlet", "AFP"),
        ({"doc": '<doc.rights owner="X"/><from-src src-name="Y"/>'}, "outlet", "X"),
        ({"doc": '<from-src src-name="Y"/>'}, "outlet", "Y"),
        ({}, "outlet", None),
        ({"lines": "<distributor>Desk</distributor><distributor>AFP</distributor>"}, "agency", "AFP"),
        ({"head": '<pubdata name="Reuters"/>', "lines": "<distributor>AFP</distributor>"}, "agency", "Reuters"),
        ({"content": "<p>York (EFE) - Rain.</p>", "head": '<pubdata name="Reuters"/>'}, "agency", "EFE"),
        ({"content": "<p>York (EFE) - Rain.</p>", "lines": "<dateline>Leeds (AFP)</dateline>"}, "agency", "AFP"),
        ({"content": "<p>York (EFE) - Rain.</p>", "lines": "<dateline>Leeds (AFP)</dateline>"}, "dateline", "Leeds"),
        ({"content": "<p>York (EFE) - Rain.</p>"}, "dateline", "York"),
        ({"lines": "<dateline>Leeds<story.date>Monday</story.date></dateline>"}, "dateline", "Leeds"),
        ({"lines": "<dateline>near <location>Leeds</location></dateline>"}, "dateline", "Leeds"),
        ({}, "dateline", None),
        ({"head": '<pubdata position.section="Home"/>'}, "section", "Home"),
        ({"attributes": 'baselang="en" xml:lang="fr"'}, "language", "en"),
        ({"attributes": 'xml:lang="fr"'}, "language", "fr"),
        ({"head": '<pubdata date.publication="20240304T101500Z"/>', "doc": '<date.issue norm="20240305T090000Z"/>'},
         "published", EARLY),
        ({"head": '<pubdata date.publication="soon"/>', "doc": '<date.issue norm="20240305T090000Z"/>'},
         "published", LATE),
        ({"doc": '<date.release norm="20240305T090000Z"/>'}, "published", LATE),
        ({"doc": '<date.release norm="20240305T090000Z"/>'}, "published_zone", "Z"),
        ({}, "published", None),
        ({"lines": "<hl1>Rain</hl1><tagline>More tomorrow</tagline>"}, "taglines", ("More tomorrow",)),
        ({"content": "<p>A.</p><tagline>More</tagline><tagline/><note>Eds: new</note><media/>"}, "text", "A."),
        ({"content": "<p>A.</p><tagline>More</tagline><tagline/><note>Eds: new</note>"}, "notices", ("Eds: new",)),
        ({"content": "<p>A.</p><tagline>More</tagline><tagline/>"}, "taglines", ("More",)),
        ({"content": "<media><media-caption>Boats</media-caption></media>"
                     "<media><media-producer>Me</media-producer></media>"},
         "captions", (Caption("Boats"),)),
        ({"doc": '<ed-msg info=" see \n TRAINS "/><ed-msg/>'}, "notices", ("see TRAINS",)),
        ({"doc": '<date.release norm="20240305"/>'}, "notices", ()),
        ({"head": '<docdata management-status="usable"/>'}, "notices", ()),
        ({"head": '<docdata management-status="embargoed"/>'}, "notices", ()),
        ({"head": '<docdata management-status="Killed"/>'}, "notices", ("Status: killed",)),
        ({"head": '<docdata management-status="killed"/>', "doc": '<date.release norm="20240305"/>'},
         "notices", ("Status: killed",)),
        ({"head": '<pubdata unit-of-measure="Word" item-length="37"/>'}, "words_promised", 37),
        ({"head": '<pubdata unit-of-measure="page" item-length="2"/>'}, "words_promised", None),
        ({"head": '<meta name="ANPA-wordcount" content="38"/>'}, "words_promised", 38),
        ({"head": '<meta name="anpa-keyword"/><meta content="x"/><meta name="slug" content="S"/>'}, "slug", "S"),
        ({"head": '<meta name="slug" content="S"/><meta name="anpa-keyword" content="K"/>', "doc": '<du-key key="D"/>'},
         "slug", "K"),
        ({"doc": '<du-key key="D"/>'}, "slug", "D"),
        ({"doc": '<urgency ed-urg="4"/>'}, "urgency", "4"),
        ({"head": '<tobject.subject tobject.subject.detail="a" tobject.subject.matter="b"/>'
                  '<tobject.subject tobject.subject.matter="c" tobject.subject.type="d"/>'
                  '<tobject.subject tobject.subject.type="e" tobject.subject.refnum="f"/>'
                  '<tobject.subject tobject.subject.refnum="g"/><tobject.subject/>'}, "subjects", "a; c; e; g"),
        ({}, "asides", ()),
        ({"doc": '<doc.copyright year="2024"/>'}, "asides", (Aside("copyright", "Copyright 2024", "doc.copyright"),)),
        ({"doc": '<doc.copyright holder="PA"/>'}, "asides", (Aside("copyright", "Copyright PA", "doc.copyright"),)),
        ({"content": "<p>A.</p><p>ends</p>", "doc": '<doc.copyright year="2024" holder="PA"/>'}, "asides",
         (Aside("furniture", "ends", "mark of the end"), Aside("copyright", "Copyright 2024 PA", "doc.copyright"))),
        ({}, "byline", None),
        ({"lines": "<byline>By <person>Ana Ruiz</person> in Leeds</byline>"}, "byline", "Ana Ruiz in Leeds"),
        ({"lines": "<byline>By <byttl>Staff Writer</byttl></byline>"}, "byline", "Staff Writer"),
        ({"lines": "<byline>By <person>Ana Ruiz</person>/<person>Jo Lee</person><byttl>Staff</byttl></byline>"},
         "byline", "Ana Ruiz and Jo Lee, Staff"),
        ({"lines": "<byline>By <person/><byttl>Staff</byttl> of us</byline>"}, "byline", "Staff of us"),
    ],
)  # fmt: skip
def test_an_nitf_field_is_filled_by_its_first_element(given: dict[str, str], name: str, value: object) -> None:
    assert field(story("nitf", nitf(**given)), name) == value


def test_an_nitf_document_needs_a_headline_or_a_body() -> None:
    assert reasons("nitf", "<nitf><body/></nitf>") == [("", "the NITF document has neither a headline nor a body")]
    assert read("nitf", "<nitf><body/></nitf>").stories == ()
    alone = story("nitf", "<nitf><body><body.head><hl1>Rain</hl1></body.head></body></nitf>")
    assert (alone.headline, alone.text, alone.locator) == ("Rain", "", "")
    assert story("nitf", "<nitf><body><body.content><p>It fell.</p></body.content></body></nitf>").text == "It fell."


def newsml(*items: str, envelope: str = "<SentFrom><Party FormalName='Envelope'/></SentFrom>") -> str:
    return f"<NewsML><NewsEnvelope>{envelope}</NewsEnvelope>{''.join(items)}</NewsML>"


def content(inside: str = "<p>It fell.</p>", kind: str = "<MediaType FormalName='Text'/>") -> str:
    return f"<ContentItem>{kind}<DataContent>{inside}</DataContent></ContentItem>"


def component(*inside: str, lines: str = "<HeadLine>Rain</HeadLine>", role: str = "") -> str:
    named = f"<Role FormalName='{role}'/>" if role else ""
    return f"<NewsComponent>{named}<NewsLines>{lines}</NewsLines>{''.join(inside)}</NewsComponent>"


def item(*inside: str, management: str = "", attributes: str = "") -> str:
    return f"<NewsItem {attributes}><NewsManagement>{management}</NewsManagement>{''.join(inside)}</NewsItem>"


def bare(**lines: str) -> str:
    """A news item with one text, and with these lines beside its headline."""
    more = "".join(f"<{name}>{text}</{name}>" for name, text in lines.items())
    return item(component(content(), lines=f"<HeadLine>Rain</HeadLine>{more}"))


NITF_INSIDE = nitf(lines="<hl1>Inner</hl1><hl2>Inner deck</hl2><byline>By Jo Lee</byline><dateline>York</dateline>",
                   content="<p>It fell.</p><p>ends</p><media><media-caption>Boats</media-caption></media>")  # fmt: skip
PARTIES = "<AdministrativeMetadata>{}</AdministrativeMetadata>"
PROVIDER = "<Provider><Party FormalName=' Leeds  Wire '/></Provider>"
SOURCE = "<Source><Party FormalName='Reuters'/></Source>"
CREATOR = "<Creator><Party FormalName='Jo Lee'/></Creator>"


@pytest.mark.parametrize(
    ("data", "name", "value"),
    [
        (bare(), "headline", "Rain"),
        (item(component(content(NITF_INSIDE), lines="")), "headline", "Inner"),
        (bare(), "deck", None),
        (bare(SubHeadLine="Trains stop"), "deck", "Trains stop"),
        (item(component(content(NITF_INSIDE), lines="<SubHeadLine>Deck</SubHeadLine>")), "deck", "Deck"),
        (item(component(content(NITF_INSIDE))), "deck", "Inner deck"),
        (bare(), "byline", None),
        (bare(ByLine="By Ana Ruiz"), "byline", "Ana Ruiz"),
        (item(component(content(NITF_INSIDE), PARTIES.format(CREATOR))), "byline", "Jo Lee"),
        (item(component(content(NITF_INSIDE), lines="<ByLine>Ana Ruiz</ByLine>")), "byline", "Ana Ruiz"),
        (item(component(content(NITF_INSIDE))), "byline", "Jo Lee"),
        (item(component(content(nitf(lines="<byline>By <person>Jo</person><byttl>Staff</byttl></byline>")))), "byline",
         "Jo, Staff"),
        (item(component(content(), PARTIES.format(CREATOR), lines="<ByLine>Ana Ruiz</ByLine>")), "byline", "Ana Ruiz"),
        (item(component(content(), PARTIES.format("<Creator/>"))), "byline", None),
        (bare(), "outlet", "Envelope"),
        (item(component(content(), PARTIES.format(PROVIDER + SOURCE))), "outlet", "Leeds Wire"),
        (item(component(content(), PARTIES.format(PROVIDER + SOURCE))), "source", "Reuters"),
        (item(component(content(), PARTIES.format(PROVIDER + SOURCE))), "agency", "Reuters"),
        (item(component(content(), PARTIES.format(SOURCE + SOURCE.replace("Source", "Provider")))), "source", None),
        (bare(), "agency", None),
        (bare(DateLine="Leeds (AFP) -"), "agency", "AFP"),
        (bare(DateLine="Leeds (AFP) -"), "dateline", "Leeds"),
        (item(component(content("<p>York (EFE) - Rain.</p>"), lines="<DateLine>Leeds</DateLine>")), "dateline",
         "Leeds"),
        (item(component(content("<p>York (EFE) - Rain.</p>"), PARTIES.format(SOURCE))), "agency", "EFE"),
        (item(component(content("<p>York (EFE) - Rain.</p>"))), "dateline", "York"),
        (item(component(content(NITF_INSIDE))), "dateline", "York"),
        (bare(), "dateline", None),
        (item(component(content()), management="<FirstCreated>20240304T101500Z</FirstCreated>"
              "<ThisRevisionCreated>20240304T101500Z</ThisRevisionCreated>"), "modified", None),
        (item(component(content()), management="<FirstCreated>20240304T101500Z</FirstCreated>"
              "<ThisRevisionCreated>20240305T090000Z</ThisRevisionCreated>"), "modified", LATE),
        (item(component(content()), management="<FirstCreated>20240304T101500Z</FirstCreated>"), "published", EARLY),
        (bare(), "section", None),
        (bare(NewsLine="<NewsLineType FormalName='Section'/><NewsLineText>Home</NewsLineText>"), "section", "Home"),
        (bare(NewsLine="<NewsLineType FormalName='Other'/><NewsLineText>Home</NewsLineText>"), "section", None),
        (bare(NewsLine="<NewsLineType FormalName='Other'/><NewsLineText>Home</NewsLineText>"), "notices", ()),
        (bare(NewsLine="<NewsLineType FormalName='EditorNote'/><NewsLineText>New</NewsLineText>"), "notices", ("New",)),
        (bare(NewsLine="<NewsLineType FormalName='Correction'/><NewsLineText>York</NewsLineText>"), "notices",
         ("York",)),
        (bare(NewsLine="<NewsLineType FormalName='Advisory'/><NewsLineText/>"), "notices", ()),
        (bare(NewsLine="<NewsLineText>Untyped</NewsLineText>"), "notices", ()),
        (item(component(content()), management="<Instruction>Hold</Instruction><Instruction/>"), "notices", ("Hold",)),
        (item(component(content()), management="<Status FormalName='Usable'/>"), "notices", ()),
        (item(component(content()), management="<Status FormalName='Canceled'/>"), "notices", ("Status: Canceled",)),
        (item(component(content()), management="<Status FormalName='Embargoed'/>"), "notices", ("Embargoed",)),
        (item(component(content()), management="<Status FormalName='Embargoed'/><DateAndTime>20240305</DateAndTime>"),
         "notices", ("Embargoed until 20240305",)),
        (f"<NewsItem>{component(content())}</NewsItem>", "notices", ()),
        (item(component(content(), "<Language FormalName='en'/>"), "<Language FormalName='fr'/>"), "language", "en"),
        (item("<Language FormalName='fr'/>", component(content()), attributes="xml:lang='de'"), "language", "fr"),
        (item(component(content()), attributes="xml:lang='de'"), "language", "de"),
        (item(component(content(NITF_INSIDE)), component(content("<p>A dog.</p>"), role="CAPTION", lines=""),
              component(content("<p/>"), role="Caption", lines=""), component(role="Caption", lines="")),
         "captions", (Caption("A dog."), Caption("Boats"))),
        (item(component(content(NITF_INSIDE)), component(content("<p>A dog.</p>"), role="Caption", lines="")),
         "text", "It fell."),
        (item(component(content(NITF_INSIDE), lines="<CopyrightLine>(c) AFP</CopyrightLine>")), "asides",
         (Aside("furniture", "ends", "mark of the end"), Aside("copyright", "(c) AFP", "CopyrightLine"))),
        (bare(), "asides", ()),
        (bare(SlugLine="RAIN"), "slug", "RAIN"),
        (item("<NameLabel>LABEL</NameLabel>", component(content())), "slug", "LABEL"),
        (item("<NameLabel>LABEL</NameLabel>", component(content(), lines="<SlugLine>RAIN</SlugLine>")), "slug", "RAIN"),
        (item(component(content()), management="<Urgency FormalName='3'/>"), "urgency", "3"),
        (item(component(content(), "<Property FormalName='Keyword' Value='rain'/>"
                                   "<Property FormalName='X' Value='y'/>")),
         "keywords", "rain"),
        (item(component(content(), "<Subject FormalName='a'/><SubjectMatter FormalName='b'/>")), "subjects", "a; b"),
        (item("<Identification><PublicIdentifier>urn:1</PublicIdentifier></Identification>", component(content())),
         "id", "urn:1"),
        (item(component(content("<p>A.</p><header>no</header><figure>no</figure><footer>no</footer>"))), "text", "A."),
        (item(component(content("A.\n\nB."))), "text", "A.\n\nB."),
        (item(component(content("A."), content("B."))), "text", "A.\n\nB."),
    ],
)  # fmt: skip
def test_a_newsml_field_is_filled_by_its_first_element(data: str, name: str, value: object) -> None:
    assert field(story("newsml", newsml(data)), name) == value


def test_the_source_of_a_newsml_item_is_its_outlet_where_nobody_else_is_named() -> None:
    found = story("newsml", newsml(item(component(content(), PARTIES.format(SOURCE))), envelope=""))
    assert (found.outlet, field(found, "source")) == ("Reuters", None)
    without = f"<NewsML>{bare()}</NewsML>"
    assert story("newsml", without).outlet is None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("<MediaType FormalName='Text'/>", True),
        ("<MimeType FormalName='text/html'/>", True),
        ("<Format FormalName='NITF 3.0'/>", True),
        ("", True),
        ("<MediaType FormalName='Archive'/>", False),
        ("<MediaType FormalName='Text'/><MimeType FormalName='text/css'/>", False),
        ("<MediaType FormalName='Graphic'/><Format FormalName='text'/>", False),
    ],
)
def test_a_newsml_content_is_a_body_by_its_kind(kind: str, body: bool) -> None:
    assert len(read("newsml", newsml(item(component(content(kind=kind))))).stories) == body


@pytest.mark.parametrize(("role", "body"), [("Main", True), ("SUMMARY", False), ("Photo", False)])
def test_a_newsml_content_is_no_body_by_the_role_of_its_component(role: str, body: bool) -> None:
    assert len(read("newsml", newsml(item(component(content(), role=role)))).stories) == body


def test_a_newsml_content_that_is_a_file_elsewhere_is_no_body() -> None:
    elsewhere = "<ContentItem Href='a.txt'><MediaType FormalName='Text'/></ContentItem>"
    assert story("newsml", newsml(item(component(elsewhere, content())))).text == "It fell."


def test_newsml_texts_with_headlines_of_their_own_are_stories_of_their_own() -> None:
    second = component(component(content("<p>Sun.</p>"), lines=""), lines="<HeadLine>Sun</HeadLine>")
    data = newsml(item(component(content()), second))
    assert [(one.headline, one.text, one.locator) for one in read("newsml", data).stories] == [
        ("Rain", "It fell.", "text 1"),
        ("Sun", "Sun.", "text 2"),
    ]
    places = [one.locator for one in read("newsml", newsml(item(component(content()), second), bare())).stories]
    assert places == ["item 1, text 1", "item 1, text 2", "item 2"]
    assert story("newsml", newsml(bare())).locator == ""


def test_newsml_texts_without_headlines_are_one_story_of_their_item() -> None:
    pieces = (component(content("<p>A.</p>"), lines=""), component(content("<p>B.</p>"), lines=""))
    assert story("newsml", newsml(item(*pieces))).text == "A.\n\nB."


def test_a_newsml_text_stands_under_the_headline_of_its_component_not_of_another() -> None:
    data = newsml(item(component(lines="<HeadLine>Photo of rain</HeadLine>"), component(content())))
    assert story("newsml", data).headline == "Rain"


def test_newsml_without_a_text_says_what_it_holds() -> None:
    photo = content(kind="<MediaType FormalName='Photo'/>")
    nothing = "only nothing; there is no body to analyse"
    assert reasons("newsml", newsml()) == [("", "the NewsML document holds no NewsItem")]
    assert reasons("newsml", newsml(item(component(photo)), bare())) == [
        ("item 1", 'the news item "Rain" holds no text of an article, only photo; there is no body to analyse')
    ]
    assert reasons("newsml", newsml(item())) == [("item 1", f"the news item holds no text of an article, {nothing}")]
    assert read("newsml", newsml(item(component(content("<p> </p>"))))).stories == ()
