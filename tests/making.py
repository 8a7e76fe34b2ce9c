"""Files that the tests make for themselves: tables, archives, interfaces' answers, and hostile ones."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
import zlib
from pathlib import Path

import pandas as pd

BODY = "The council met on Monday. It closed the bridge, the mayor said."


def table_file(table: pd.DataFrame, path: Path) -> Path:
    """A table in the format that the suffix names."""
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".tsv":
        table.to_csv(path, index=False, sep="\t")
    elif path.suffix == ".xlsx":
        table.to_excel(path, index=False)
    elif path.suffix == ".json":
        table.to_json(path, orient="records")
    elif path.suffix == ".jsonl":
        table.to_json(path, orient="records", lines=True)
    else:
        table.to_parquet(path)
    return path


def zip_bytes(members: dict[str, bytes | str]) -> bytes:
    """A ZIP archive with these members, in this order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def tar_bytes(members: dict[str, bytes]) -> bytes:
    """A tar archive with these members; one whose content is empty is a link to /etc/passwd."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            if not data:
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def encrypted_zip() -> bytes:
    """A ZIP archive whose member says that it is encrypted."""
    data = bytearray(zip_bytes({"secret.txt": BODY}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def lying_zip(size: int) -> bytes:
    """A ZIP archive whose directory says that its member is small, and which unpacks to `size` zeros."""
    data = bytearray(zip_bytes({"a.txt": b"\0" * size}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def newsapi(count: int) -> str:
    """What NewsAPI answers: records deep inside, sources nested, texts cut."""
    article = {
        "source": {"id": None, "name": "The Example"},
        "author": "https://example.org/staff",
        "title": "Bridge closed",
        "description": "The council closed the bridge.",
        "url": "https://example.org/1",
        "publishedAt": "2019-03-12T04:05:06Z",
        "content": f"{BODY}… [+1210 chars]",
    }
    return json.dumps({"status": "ok", "totalResults": 500, "articles": [article] * count})


def guardian() -> str:
    """What the Guardian answers: one result with its body in HTML, one whose rights are unavailable, one without."""
    shared = {"webPublicationDate": "2019-03-12T04:05:06Z", "webTitle": "Bridge closed", "sectionName": "UK news"}
    fields = [
        {"body": "<p>Rain &amp; wind.</p> <p>It <b>stopped</b>.</p>", "wordcount": "5", "byline": "Ana Ruiz"},
        {"body": "<!-- Redistribution rights for this field are unavailable -->", "trailText": "Rain in <b>Leeds</b>"},
    ]
    results = [{"id": f"uk/{n}", **shared, "fields": one, "tags": [{"id": "a"}]} for n, one in enumerate(fields)]
    results.append({"id": "uk/2", **shared, "tags": []})  # type: ignore[dict-item]
    return json.dumps({"response": {"status": "ok", "total": 40, "results": results}})


def hostile() -> dict[str, bytes]:
    """Files that must end in a sentence, by what is wrong with them."""
    grown = zip("bcdefghi", "abcdefgh", strict=True)
    entities = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for new, old in grown)
    laughs = f'<!DOCTYPE lolz [<!ENTITY a "lol">{entities}]><lolz>&i;</lolz>'
    inner = zip_bytes({"a.txt": BODY})
    return {
        "empty.txt": b"",
        "white space.txt": b" \n\t\r\n ",
        "NUL only.txt": b"\0" * 5000,
        "NUL inside.txt": (BODY + "\0" * 3 + BODY).encode(),
        "lone surrogate.txt": "Half \ud83d a character.".encode("utf-8", "surrogatepass"),
        "lone surrogate.json": b'{"text": "Half \\ud83d a character."}',
        "one line of 1 MB.txt": b"word " * 200_000,
        "text of 11 MB.txt": b"word " * 2_200_000,
        "one word of 1 MB.txt": b"w" * 1_000_000,
        "billion laughs.xml": laughs.encode(),
        "external entity.xml": b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>',
        "external DTD.xml": b'<!DOCTYPE r SYSTEM "http://example.org/r.dtd"><r>text</r>',
        "parameter entity.xml": b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://example.org/p"> %p;]><r>text</r>',
        "deep XML.xml": b"<a>" * 100_000 + b"</a>" * 100_000,
        "deep JSON.json": b"[" * 200_000 + b"]" * 200_000,
        "deep records.json": b'{"a":' * 20_000 + b'"text"' + b"}" * 20_000,
        "cut JSON.json": b'{"body": "Rain fell on',
        "huge number.json": b'[{"text": ' + b"9" * 100_000 + b"}]",
        "huge CSV field.csv": b'id,text\n1,"' + b"word " * 11_000_000 + b'"\n',
        "open quotation.csv": b'id,text\n1,"' + BODY.encode() + b"\n" * 1000,
        "zip bomb.zip": zip_bytes({"bomb.txt": b"\0" * 150_000_000}),
        "zip that lies of its size.zip": lying_zip(30_000_000),
        "many bombs.zip": zip_bytes({f"{n}.txt": b" " * 40_000_000 for n in range(3)}),
        "nested three times.zip": zip_bytes({"b.zip": zip_bytes({"c.zip": inner})}),
        "cut.zip": inner[: len(inner) // 2],
        "encrypted.zip": encrypted_zip(),
        "no members.zip": zip_bytes({}),
        "many members.zip": zip_bytes({f"{n}.png": b"\x89PNG" for n in range(2000)}),
        "way out.zip": zip_bytes({"../../../etc/news.txt": b"", "C:\\news.txt": b""}),
        "bomb.gz": gzip.compress(b"\0" * 150_000_000, mtime=0),
        "cut.gz": gzip.compress(BODY.encode() * 100, mtime=0)[:40],
        "bomb.xlsx": zip_bytes({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 150_000_000}),
        "no workbook.xlsx": zip_bytes({"xl/workbook.xml": b"<a/>"}),
        "cut.parquet": b"PAR1" + b"\x15\x04" * 50,
        "links.tar": tar_bytes({"passwd": b""}),
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "random.bin": zlib.compress(b"noise" * 10)[2:] + bytes(range(256)) * 40,
        "old Word.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "half a UTF-16 file.txt": b"\xff\xfe" + "Rain fell".encode("utf-16-le") + b"x",
    }
