"""Files of the kinds that people keep articles in beside databases and web pages, made by the tests."""

from __future__ import annotations

import bz2
import io
import json
import lzma
import pickle
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pandas as pd

ONE = "The ferry is late again. Passengers said they were tired of it."
TWO = "A new road leads to the mill, and the village is proud."

VTT = (
    "WEBVTT\nLanguage: en\n\nNOTE made by hand\n\n00:01.000 --> 00:03.000 align:start\n"
    f"<v Ana Ruiz>{ONE[:24]}\n\n00:03.000 --> 00:05.000\n<c.yellow>{ONE[25:]}</c>\n"
)
ROLLING = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\nthe<00:01.200><c> ferry</c>\n\n00:02.000 --> 00:02.010\nthe ferry\n \n\n"
    "00:02.010 --> 00:03.000\nthe ferry\nis<00:02.500><c> late</c>\n\n00:03.000 --> 00:03.010\nis late\n \n"
)
SRT = (
    f"1\n00:00:01,000 --> 00:00:03,000\nJOHN COLE: {ONE}\n\n2\n00:00:04,000 --> 00:00:06,000\n[music]\n\n"
    f"3\n00:00:07,000 --> 00:00:09,000\n<i>{TWO}</i>\n"
)
IRAMUTEQ = (
    f"**** *source_herald *date_2019-03-12 *place_leeds\n-*theme\n{ONE}\n\n**** *source_times *date_2019-03-13\n{TWO}\n"
)
FRONT = (
    '---\ntitle: "Late again"\ndate: 2019-03-12T03:14:00Z\nauthor: Ana Ruiz\nsource: The Ferry\n---\n\n'
    f"{ONE}\n\n{TWO}\n"
)
TOML = f'+++\ntitle = "Late again"\ndate = 2019-03-12\n+++\n\n{ONE}\n'
BIB = (
    '@article{ruiz2019,\n title = {Late {again}},\n author = {Ruiz, Ana and M{\\"u}ller, Max},\n'
    ' journal = "The Ferry",\n'
    f" year = 2019, month = mar, day = {{12}},\n abstract = {{{ONE}}}\n}}\n"
)
ENW = f"%0 Newspaper Article\n%T Late again\n%A Ruiz, Ana\n%J The Ferry\n%8 March 12, 2019\n%X {ONE}\n"
XML = (
    f"<articles><article id='1'><title>A</title><date>2019-03-12</date><text>{ONE}</text></article>"
    f"<article id='2'><title>B</title><text>{TWO}</text></article></articles>"
)
SPREADSHEET_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>'
    "<Row><Cell><Data>Title</Data></Cell><Cell><Data>Text</Data></Cell></Row>"
    f"<Row><Cell><Data>A</Data></Cell><Cell><Data>{ONE}</Data></Cell></Row></Table></Worksheet></Workbook>"
)
HTML_TABLE = (
    "<html><body><table><tr><td>Title</td><td>Date</td><td>Text</td></tr>"
    f"<tr><td>A</td><td>2019-03-12</td><td>{ONE}<br>{TWO}</td></tr></table></body></html>"
)
WET = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2019-03-12T03:14:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: text/plain\r\n"
    f"Content-Length: {len(ONE)}\r\n\r\n{ONE}\r\n\r\n"
)


def wordpress(*items: tuple[str, str, str]) -> str:
    """An export with items of a kind, a status and a content."""
    made = "".join(
        f"<item><title>Item {number}</title><pubDate>Tue, 12 Mar 2019 03:14:00 +0000</pubDate>"
        "<dc:creator>ana</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
        for number, (kind, status, content) in enumerate(items, 1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<title>The Ferry</title><wp:author><wp:author_login>ana</wp:author_login>"
        f"<wp:author_display_name>Ana Ruiz</wp:author_display_name></wp:author>{made}</channel></rss>"
    )


def database(path: Path) -> bytes:
    """An SQLite database with a table of users, one of comments and one of articles."""
    with closing(sqlite3.connect(path)) as held:
        held.execute("CREATE TABLE users (id, name)")
        held.execute("CREATE TABLE comments (id, text)")
        held.executemany("INSERT INTO comments VALUES (?, ?)", [(n, "How nice this is.") for n in range(3)])
        held.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title, body, published_at)")
        rows = [("A", ONE, 1552360440), ("B", TWO, 1552360440)]
        held.executemany("INSERT INTO posts (title, body, published_at) VALUES (?, ?, ?)", rows)
        held.commit()
    return path.read_bytes()


def table() -> pd.DataFrame:
    return pd.DataFrame({"title": ["A", "B"], "text": [ONE, TWO]})


def arrow(*, stream: bool = False) -> bytes:
    """A table as Feather, or as a stream of Arrow."""
    import pyarrow as pa

    held = io.BytesIO()
    if stream:
        made = pa.Table.from_pandas(table())
        with pa.ipc.new_stream(held, made.schema) as writer:
            writer.write_table(made)
    else:
        table().to_feather(held)
    return held.getvalue()


def parquet() -> bytes:
    held = io.BytesIO()
    table().to_parquet(held)
    return held.getvalue()


def workbook() -> bytes:
    held = io.BytesIO()
    table().to_excel(held, index=False)
    return held.getvalue()


def packed_tar(kind: str) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(ONE)
        archive.addfile(info, io.BytesIO(ONE.encode()))
    return bz2.compress(held.getvalue()) if kind == "bz2" else lzma.compress(held.getvalue())


def pickles() -> dict[str, bytes]:
    return {f"protocol {number}.pkl": pickle.dumps({"text": ONE}, protocol=number) for number in range(6)}


def everything(folder: Path) -> dict[str, bytes]:
    """One file of each of these kinds, by name."""
    csv = f'title,text\nA,{ONE}\nB,"{TWO}"\n'
    return {
        "a.csv": csv.encode(), "a.tsv": f"title\ttext\nA\t{ONE}\n".encode(), "a.csv.bz2": bz2.compress(csv.encode()),
        "a.csv.xz": lzma.compress(csv.encode()), "a.tar.xz": packed_tar("xz"),
        "a.vtt": VTT.encode(), "r.vtt": ROLLING.encode(), "a.srt": SRT.encode(), "i.txt": IRAMUTEQ.encode(),
        "f.md": FRONT.encode(), "t.md": TOML.encode(),
        "a.bib": BIB.encode(), "a.enw": ENW.encode(), "a.xml": XML.encode(),
        "s.xls": SPREADSHEET_XML.encode(), "h.xls": HTML_TABLE.encode(),
        "a.wet": WET.encode(), "w.xml": wordpress(("post", "publish", ONE), ("page", "publish", TWO)).encode(),
        "a.db": database(folder / "made.db"), "a.feather": arrow(), "a.arrows": arrow(stream=True),
        "a.parquet": parquet(),
        "a.xlsx": workbook(), "a.json": json.dumps([{"title": "A", "text": ONE}]).encode(),
        "a.jsonl": b"\n".join(json.dumps({"title": t, "text": ONE}).encode() for t in "AB"),
    }  # fmt: skip
