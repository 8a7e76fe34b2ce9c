"""Stories in the formats of agencies, sites and mail, written for the tests: one small maker a format."""

from __future__ import annotations

from html import escape

PARAGRAPHS = (
    "Heavy rain flooded several streets in the old harbour on Monday and stopped all trains to the coast.",
    'The mayor called it "a night that nobody here will forget" and thanked the volunteers.',
    "Schools stay closed until Wednesday, the council said.",
)
HEADLINE = "Rain floods the old harbour"


def nitf(
    *,
    headline: str = HEADLINE,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    dateline: str = "",
    head: str = "",
    end: str = "",
) -> bytes:
    body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<nitf baselang="en"><head><title>slug of the desk</title>{head}
<docdata><doc-id id-string="story-1"/><urgency ed-urg="4"/><date.issue norm="20240304T101500+0100"/>
<key-list><keyword key="floods"/><keyword key="harbour"/></key-list>
<doc.copyright year="2024" holder="Press Association"/></docdata></head>
<body><body.head><hedline><hl1>{escape(headline)}</hl1><hl2>Trains stopped</hl2></hedline>
<byline>By Ana Ruiz, Press Association</byline>{dateline}</body.head>
<body.content>{body}<media media-type="image"><media-caption>Boats in the street.</media-caption>
<media-producer>J. Doe</media-producer></media></body.content>{end}</body></nitf>""".encode()


def newsml(*, headline: str = HEADLINE, content: str | None = None, kind: str = "Text", extra: str = "") -> bytes:
    body = content if content is not None else "".join(f"<p>{escape(text, quote=False)}</p>" for text in PARAGRAPHS)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="AFP"/></SentFrom></NewsEnvelope>
<NewsItem xml:lang="en"><NewsManagement><FirstCreated>20240304T101500Z</FirstCreated>
<ThisRevisionCreated>20240304T111500Z</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="3"/>
</NewsManagement><NewsComponent><NewsLines><HeadLine>{escape(headline)}</HeadLine><ByLine>By Ana Ruiz</ByLine>
<DateLine>Leeds, March 4, 2024 (AFP) -</DateLine><SlugLine>RAIN-HARBOUR</SlugLine>
<CopyrightLine>Copyright AFP 2024</CopyrightLine><NewsLine><NewsLineType FormalName="AdvisoryLine"/>
<NewsLineText>UPDATES with closures</NewsLineText></NewsLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="{kind}"/><DataContent><nitf><body><body.content>{body}</body.content></body></nitf>
</DataContent></ContentItem></NewsComponent>{extra}</NewsItem></NewsML>""".encode()


def news_item(
    *, guid: str = "urn:1", body: str = "", kind: str = "text", meta: str = "", headline: str = HEADLINE
) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" standard="NewsML-G2" xml:lang="en">
<rightsInfo><copyrightNotice>Copyright 2024 Example Agency</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider literal="STT"/>
<versionCreated>2024-03-04T11:15:00+01:00</versionCreated><firstCreated>2024-03-04T10:15:00+01:00</firstCreated>
<pubStatus qcode="stat:usable"/>{meta}</itemMeta>
<contentMeta><urgency>3</urgency><headline>{escape(headline)}</headline><by>Ana Ruiz</by><dateline>Leeds</dateline>
<slugline>rain</slugline><description role="drol:caption">Boats in the street.</description></contentMeta>
<contentSet>{body}</contentSet></newsItem>"""


def xhtml(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    text = "".join(f"<p>{escape(one, quote=False)}</p>" for one in paragraphs)
    return f'<inlineXML contenttype="application/xhtml+xml" wordcount="37"><html><body>{text}</body></html></inlineXML>'


def message(*items: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2024-03-04T10:15:00Z</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>""".encode()


def teleprinter(
    *, body: str | None = None, heading: str = f"1ST LEAD\r\n{HEADLINE}\r\nBy Ana Ruiz, dpa =", end: bool = True
) -> bytes:
    text = body or (
        "   Leeds (dpa) - Heavy rain flooded several streets in the old\r\n"
        "harbour on Monday and stopped all trains to the\r\n"
        "coast.\r\n\r\n   Schools stay closed until Wednesday, the council said.\r\n\r\n# Notebook\r\n\r\n"
        "## Note to editors\r\n- adds closures\r\n\r\ndpa xy ab"
    )
    tail = "\x03041015 GMT Mar 24\r\n\x04" if end else ""
    return f"\x01eca062 4 i 37 ccccb   dpa 061\r\n\r\nEngland/weather/\r\n\x02{heading}\r\n\r\n{text}\r\n{tail}".encode(
        "latin-1"
    )


def anpa() -> bytes:
    return (
        "\x16\x16\x01z1234\x1f-----\r\nr i\x13\x11 BC-EU--Harbour 1stLd-Writethru   03-04 0037\r\n"
        "\x02^BC-EU--Harbour, 1st Ld-Writethru,37<\r\n^Rain floods the old harbour<\r\n^AP Photo ABC101<\r\n"
        "^Eds: Updates. With AP Photos.<\r\n^By ANA RUIZ=\r\n^AP Weather Writer=\r\n"
        "\t   LEEDS, England (AP) _ Heavy rain _ the worst in years _ flooded the harbour.\r\n"
        "\t   ``Nobody will forget it,'' the mayor said.\r\n\r\n\t   \x03AP-WF-03-04-24 1015GMT<\r\n\x0c\r\n\x04"
    ).encode("latin-1")


def rss(*items: str, before: str = "", declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f"""{declaration}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Leeds Daily</title><language>en-gb</language>{before}
{"".join(items)}</channel></rss>"""


def atom(*entries: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"
 xml:base="https://leeds.example/news/"><title>Leeds Daily</title>{"".join(entries)}</feed>"""


ALERT = b"""From: Google Alerts <googlealerts-noreply@google.com>
Subject: Google Alert - floods
Date: Mon, 4 Mar 2024 10:15:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

=== News - 2 new results for [floods] ===

Rain floods the old harbour
Leeds Daily
Heavy rain flooded several streets and
stopped all trains ...
<https://www.google.com/url?rct=j&sa=t&url=https://leeds.example/rain&ct=ga>

Trains back on Tuesday
Harbour Post
The line opens again.
<https://www.google.com/url?rct=j&sa=t&url=https://post.example/trains&ct=ga>

- - -
Unsubscribe from this alert:
<https://www.google.com/alerts/remove?x=1>

--b
Content-Type: text/html; charset=utf-8

%s
--b--
"""
ALERT_HTML = b"""<table><tr itemscope itemtype="http://schema.org/Article"><td>
<a itemprop="url" href="https://www.google.com/url?rct=j&amp;url=https://leeds.example/rain&amp;ct=ga">
<span itemprop="name">Rain <b>floods</b> the old harbour</span></a>
<div itemprop="publisher" itemscope><a><span itemprop="name">Leeds Daily</span></a></div>
<div itemprop="description">Heavy rain <b>flooded</b> several streets</div></td></tr></table>"""
NEWSLETTER = """From: =?utf-8?q?Harbour_Br=C3=A9ve?= <news@post.example>
Subject: =?iso-8859-1?Q?Caf=E9_flooded?=
Date: Mon, 4 Mar 2024 10:15:00 -0500 (EST)
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: text/html; charset="windows-1252"
Content-Transfer-Encoding: quoted-printable

<div><style>p {color: red}</style><p>The caf=E9 =96 by the water =96 is shut.</p><p>It opens again soon.</p></div>
--m
Content-Type: image/jpeg; name="boat.jpg"
Content-Disposition: attachment; filename="boat.jpg"
Content-Transfer-Encoding: base64

/9j/4AAQ
--m--
"""
