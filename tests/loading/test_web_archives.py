"""Archives of web crawls at their edges: limits, the second reader, other packings, and what the lengths add up to."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from tests.making_web import archive, page, record, response
from toolkit.loading.records import Document, Reading
from toolkit.loading.web import pages, warc

pytest.importorskip("fastwarc")


CUT = "the archive is cut short behind record 0; the whole records before it were read"


def read(data: bytes) -> Reading:
    return warc.read(Document(data=data, name="a.warc"))


def crawl(*, packed: bool = False) -> bytes:
    return archive(
        record("warcinfo", b"software: none\r\n", number=1),
        record("request", b"GET / HTTP/1.1\r\n\r\n", number=2),
        record("response", response(page()), number=3),
        record("response", response(page(title="Second"), kind='text/html; charset="latin-1"'), number=4),
        record("response", response(b"{}", kind="application/json"), number=5),
        record("response", response(b"gone", status="404 Not Found"), number=6),
        record("conversion", b"Rain fell for hours.", number=7).replace(
            b"application/http; msgtype=conversion", b"text/plain"
        ),
        packed=packed,
    )


def broken(data: bytes, counts: Counter[str], done: set[str]) -> Iterator[Any]:
    raise RuntimeError("nothing can be read")
    yield


@pytest.mark.parametrize("packed", [True, False])
def test_both_readers_find_the_same(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    first = read(crawl(packed=packed))
    assert [one.locator for one in first.stories] == [
        f"record {number} (https://valley.example/flood)" for number in (3, 4, 7)
    ]
    fast, second = warc._libraries("a.warc")
    monkeypatch.setattr(warc, "_libraries", lambda name: (broken, second))
    again = read(crawl(packed=packed))
    assert [(one.locator, one.text, one.url, one.extra) for one in again.stories] == [
        (one.locator, one.text, one.url, one.extra) for one in first.stories
    ]
    assert again.notes == first.notes
    monkeypatch.setattr(warc, "_libraries", lambda name: (second, fast))
    assert [one.text for one in read(crawl(packed=packed)).stories] == [one.text for one in first.stories]


def test_what_neither_reader_can_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_libraries", lambda name: (broken, broken))
    found = read(crawl())
    assert found.stories == ()
    assert found.notes == ("warcio gave up: nothing can be read", "7 of 7 records could not be read")
    assert [one.reason for one in found.rejections] == [
        "none of the 7 records is a web page that was answered with 200."
    ]


def test_a_page_that_the_first_reader_has_is_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    fast, second = warc._libraries("a.warc")

    def stops(data: bytes, counts: Counter[str], done: set[str]) -> Iterator[Any]:
        for one in fast(data, counts, done):
            yield one
            raise OSError("damaged")

    monkeypatch.setattr(warc, "_libraries", lambda name: (stops, second))
    found = read(crawl())
    assert [one.locator.partition(" (")[0] for one in found.stories] == ["record 3", "record 4", "record 7"]


def test_pages_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST_UNPACKED", len(page()) + 100)
    found = read(crawl())
    assert len(found.stories) == 1
    assert any("unpacks to more than 0 MB" in note for note in found.notes)


def test_a_page_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST", 400)
    found = read(archive(record("response", response(page()))))
    assert found.stories == ()
    assert len(found.rejections) == 1


@pytest.mark.parametrize(
    ("data", "survey"),
    [
        (b"", (0, None)),
        (b"\r\n\r\n", (0, None)),
        (archive(record("metadata", b"a")), (1, None)),
        (archive(record("metadata", b"a"))[:-4], (1, None)),  # the empty lines behind it are no part of it
        (archive(record("metadata", b"a"))[:-5], (0, CUT)),
        (archive(record("metadata", b"a")) + b"Rain\r\n", (1, "behind record 1 the archive holds what is no record")),
        (b"WARC/1.0\r\nWARC-Type: a\r\n\r\n", (0, "behind record 0 the archive holds what is no record")),
        (b"WARC/1.0\r\nWARC-Type: a\r\n", (0, CUT)),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 12_000, (0, "behind record 0 the archive holds what is no record")),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", (0, "behind record 0 the archive holds what is no record")),
        (b"WARC/1.0\ncontent-length : 2\n\nab\n\n", (1, None)),
        (b"x" * 70_000, (0, "behind record 0 the archive holds what is no record")),
        (gzip.compress(record("metadata", b"a"), mtime=0)[:40], (0, CUT)),
        (gzip.compress(record("metadata", b"a" * 400_000), mtime=0), (1, None)),
        (b"\x1f\x8b" + b"\0" * 30, (0, CUT)),
    ],
)  # fmt: skip
def test_lengths_add_up_to_whole_records(data: bytes, survey: tuple[int, str | None]) -> None:
    assert warc.survey_of(data) == survey


def test_an_archive_packed_by_lz4_is_read_and_a_cut_one_said() -> None:
    whole = archive(*(record("response", response(page()), number=n) for n in range(3)))
    data = pa.Codec("lz4").compress(whole, asbytes=True)
    document = Document(data=data, name="a.warc.lz4")
    assert warc.recognises(document)
    assert len(warc.read(document).stories) == 3
    assert warc.survey_of(data[: len(data) // 2])[1] is not None


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"WARC/1.0", True), (b"filedesc://a", True), (gzip.compress(b"WARC/1.0", mtime=0), True),
        (gzip.compress(b"a", mtime=0), False),
        (b"\x1f\x8b broken", False), (b"", False), (b"<html>", False), (b"\x04\x22\x4d\x18", True),
    ],
)  # fmt: skip
def test_an_archive_is_known_by_its_first_bytes(data: bytes, known: bool) -> None:
    assert warc.recognises(Document(data=data, name="a")) is known


def test_an_archive_of_nothing_whole_says_what_is_wrong() -> None:
    found = read(archive(record("response", response(page())))[:80])
    assert found.stories == ()
    assert [one.reason for one in found.rejections] == [
        "no record of this web archive is whole: the archive is cut short behind record 0; the whole records before it"
        " were read."
    ]


def test_a_response_without_a_type_is_a_page_and_one_without_a_status_is_none() -> None:
    bare = response(page()).replace(b"Content-Type: text/html; charset=utf-8\r\n", b"")
    other = response(page(), kind="APPLICATION/XHTML+XML")
    found = read(
        archive(record("response", bare), record("response", other, number=2), record("revisit", b"", number=3))
    )
    assert len(found.stories) == 2
    assert found.notes == ("records that are no pages: repetitions of a page 1",)
