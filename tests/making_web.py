"""Web pages, saved pages and web archives of our own writing, in the shapes that readers meet."""

from __future__ import annotations

import gzip
import json

PROSE = (
    "The river rose above its banks on Tuesday night, and the lower town was under water by morning. "
    "Firefighters carried residents out of their houses in boats."
)
SECOND = "Mayor Ana Ruiz said the council had asked for new barriers twice. The region declined both times."
THIRD = "The water is expected to fall by the end of the week, the weather service said in its report on Wednesday."


def page(*, facts: object = None, metas: str = "", body: str = "", title: str = "Flood in the lower town") -> bytes:
    """An article of a newspaper, with JSON-LD where `facts` are given."""
    script = f'<script type="application/ld+json">{json.dumps(facts) if not isinstance(facts, str) else facts}</script>'
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} | The Valley Post</title>'
        f"{metas}{script if facts is not None else ''}</head><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav>"  # noqa: E501
        f"<article><h1>{title}</h1><p>{PROSE}</p><p>{SECOND}</p>{body}<p>{THIRD}</p></article>"
        "<div class='comments' id='comments'><p>I knew that this would happen, and nobody listened to me at all.</p></div>"  # noqa: E501
        "</body></html>"
    ).encode()


ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Valley Post"},
        {
            "@type": "ReportageNewsArticle",
            "headline": "Flood in the lower town",
            "datePublished": "2024-03-05T07:30:00+01:00",
            "dateModified": "2024-03-05T09:10:00+01:00",
            "author": [{"@type": "Person", "name": "Ben Cole"}, {"@id": "#kim"}],
            "publisher": {"@type": "Organization", "name": "The Valley Post"},
            "articleSection": "Local",
        },
        {"@type": "Person", "@id": "#kim", "name": "Kim Lund"},
    ],
}


def saved(html: bytes, *, address: str = "https://valley.example/flood") -> bytes:
    """A page as a browser saves it in one file."""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: =?utf-8?q?Flood=20in=20town?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="XX"\r\n\r\n'
        f"--XX\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {address}\r\n\r\n{html.decode()}\r\n--XX--\r\n"  # noqa: E501
    ).encode()


def record(kind: str, content: bytes, *, url: str = "https://valley.example/flood", number: int = 1) -> bytes:
    """One record of a WARC file."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Date: 2024-03-06T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(html: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(html)}\r\n\r\n".encode() + html


def archive(*records: bytes, packed: bool = False) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)
