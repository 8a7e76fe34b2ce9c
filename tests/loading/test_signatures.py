"""What no reader reads is named by its first bytes, and letters that a text may begin with are no sign of it."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile

import pytest

from toolkit.errors import LoadError
from toolkit.loading.signatures import refused_kind, refused_zip
from toolkit.loading.sniffing import base_of

KINDS = [
    (0, "PNG image", b"\x89PNG"), (0, "JPEG", b"\xff\xd8\xff"), (0, "GIF", b"GIF8"), (0, "TIFF", b"II*\0"),
    (0, "TIFF", b"MM\0*"), (0, "Photoshop", b"8BPS"), (4, "HEIC", b"ftypheic"), (4, "film", b"ftyp"),
    (0, "film", b"\x1aE\xdf\xa3"), (0, "sound", b"ID3\0"), (0, "sound", b"OggS"), (0, "sound", b"fLaC"),
    (0, "program", b"\x7fELF"), (0, "program", b"MZ\x90"), (0, "program", b"\xca\xfe\xba\xbe"),
    (0, "7-Zip", b"7z\xbc\xaf\x27\x1c"), (0, "RAR", b"Rar!"), (0, "Zstandard", b"\x28\xb5\x2f\xfd"),
    (0, "compress", b"\x1f\x9d"), (0, "lzip", b"LZIP\x01\0"), (0, "cabinet", b"MSCF\0"), (0, "R workspace", b"RDX2"),
    (0, "R workspace", b"RDX3"), (0, "SPSS (.sav)", b"$FL2"), (0, "SPSS (.zsav)", b"$FL3"),
    (0, "Stata", b"<stata_dta>"), (0, "SAS (.sas7bdat)", b"\0" * 12 + b"\xc2\xea\x81\x60"),
    (0, "SAS (.xpt)", b"HEADER RECORD***"), (0, "Avro", b"Obj\x01"), (0, "ORC", b"ORC\xff"), (0, "HDF5", b"\x89HDF"),
    (0, "numpy", b"\x93NUMPY"), (8, "DuckDB", b"DUCK"), (4, "Access (.mdb)", b"Standard Jet DB"),
    (4, "Access (.accdb)", b"Standard ACE DB"), (0, "mailbox of Outlook", b"!BDN"), (0, "Safari", b"bplist00"),
    (60, "Kindle", b"BOOKMOBI"), (0, "Kindle", b"TPZ\0"), (0, "DjVu", b"AT&TFORM"), (0, "PostScript", b"%!PS"),
    (0, "encrypted", b"\xfft\xd6\xe3"), (0, "OpenSSL", b"Salted__"), (0, "PGP", b"-----BEGIN PGP MESSAGE"),
    (0, "age", b"age-encryption.org/"), (0, "age", b"-----BEGIN AGE ENCRYPTED"), (0, "KeePass", b"\x03\xd9\xa2\x9a"),
    (0, "AES Crypt", b"AES\x02"), (0, "GnuPG", b"GNUPG\0"), (0, "encrypted disk", b"LUKS\xba\xbe"),
    (0, "Stata", b"\x73\x01\x01\0"), (0, "PGP", b"\x85\x01\x0c\x03"), (0, "R object", b"X\n\0\0\0\x02"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "name", "data"), KINDS)
def test_a_file_that_no_reader_reads_is_named_by_its_first_bytes(at: int, name: str, data: bytes) -> None:
    said = refused_kind(b"x" * at + data + b" and more\0")
    assert said is not None
    assert name in said
    assert refused_kind(b"x" * at + data[:-1] + b"?" * 8) != said
    with pytest.raises(LoadError, match="this is"):
        base_of(b"x" * at + data + b" and more\0", source="a.bin")


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"RIFF\0\0\0\0WEBPVP8 ", True),
        (b"RIFF\0\0\0\0WAVEfmt ", True),
        (b"By wire WEBP grows", False),
        (b"By wire WAVE grows", False),
        (b"ORC armies march in the film, and critics cheer.", False),
        (b"ID3 " + b"x" * 60 + b"\0", False),
        (b"ID3 " + b"x" * 59 + b"\0", True),
        (b"ID3 " + b"x" * 59 + b"\xff", True),
        (b"ID3 " + b"x" * 60 + b"\xff", False),
        (b"\x73\x01\x01\0" + b"x" * 105 + b"\0", True),
        (b"\x73\x01\x01\x02" + b"\0" * 105, False),
        (b"Rain fell.", False),
    ],
)
def test_letters_that_a_text_may_begin_with_are_no_signature(data: bytes, refused: bool) -> None:
    assert (refused_kind(data) is not None) is refused


@pytest.mark.parametrize(
    ("data", "pickled"),
    [
        (pickle.dumps({"text": "Rain"}, protocol=5), True),
        (pickle.dumps({"text": "Rain"}, protocol=2), True),
        (pickle.dumps({"text": "Rain"}, protocol=1), True),
        (pickle.dumps([1, 2], protocol=0) + b"\r\n", True),
        (pickle.dumps((1, 2), protocol=1), True),
        (b"(lp0\n and so on", True),
        (b"cpandas.core\nDataFrame\n", True),
        (b"(cut.", False),
        (b"}.", False),
        (b"}0.", True),
        (b"(Reuters) Rain fell.", False),
        (b"]no end", False),
    ],
)
def test_a_pickle_of_any_protocol_is_told_and_never_opened(data: bytes, pickled: bool) -> None:
    assert ((refused_kind(data) or "").startswith("this is a Python pickle")) is pickled


def test_what_was_packed_is_refused_only_where_its_kind_is_mostly_packed() -> None:
    for data in (b"RDX3\n", b"$FL2", b"\x93NUMPY"):
        assert refused_kind(data, packed=True) is not None
    assert refused_kind(b"\x89PNG", packed=True) is None
    assert refused_kind(b"A\n3\n123\n", packed=True) is not None


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"Index/Document.iwa"}, "Pages, Numbers or Keynote"),
        ({"Index/Slide.iwa"}, "Pages, Numbers or Keynote"),
        ({"index.xml", "QuickLook/Preview.pdf"}, "Pages, Numbers or Keynote"),
        ({"index.xml", "thumbs/1.png"}, "Pages, Numbers or Keynote"),
        ({"index.apxl"}, "presentation of Apple Keynote"),
        ({"buildVersionHistory.plist"}, "Apple Pages or Numbers"),
        ({"AndroidManifest.xml"}, "this is a program"),
        ({"index.xml", "news.xml"}, None),
        ({"QuickLook/Preview.pdf"}, None),
        (set(), None),
    ],
)  # fmt: skip
def test_a_zip_that_no_reader_reads_is_named_by_its_members(names: set[str], said: str | None) -> None:
    found = refused_zip(names)
    assert (found is None) if said is None else said in (found or "")


def packed(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # the same bytes whatever the time
    return held.getvalue()


MAIL = b"From: a@b.example\nSubject: Rain\nMIME-Version: 1.0\n"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "base"),
    [
        (packed(**{"word/document.xml": b""}), "docx"),
        (packed(**{"xl/workbook.xml": b""}), "workbook"),
        (packed(mimetype=b"application/epub+zip\n"), "epub"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "workbook"),
        (packed(**{"META-INF/container.xml": b""}), "epub"),
        (packed(mimetype=b"text/plain"), "zip"),
        (packed(a=b""), "zip"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
        (gzip.compress(b"filedesc://a", mtime=0), "warc"),
        (gzip.compress(b"Rain.", mtime=0), "gzip"),
        (b"\x1f\x8bdamaged", "gzip"),
        (b"\x04\x22\x4d\x18", "warc"),
        (b"BZh91AY&SY", "bzip2"),
        (b"BZh9\x17rE8P\x90", "bzip2"),
        (b"BZh is a name.", "text"),
        (b"\xfd7zXZ\0", "xz"),
        (b"PAR1", "parquet"),
        (b"ARROW1", "arrow"),
        (b"FEA1", "arrow"),
        (b"\xff\xff\xff\xff\x10\1\0\0", "arrow"),
        (b"\xff\xff\xff\xff\x10\1\0\1", "text"),
        (b"SQLite format 3\0", "sqlite"),
        (OLD + wide("Workbook"), "workbook"),
        (OLD + b"x" * (1 << 20) + wide("Workbook"), "workbook"),
        (OLD + wide("Book\0"), "workbook"),
        (b"x" * (1024 - 5) + b"%PDF-1", "pdf"),
        (b"x" * (1024 - 4) + b"%PDF-1", "text"),
        (b" <p>%PDF-1</p>", "html"),
        (b"a" * 257 + b"ustar\0", "tar"),
        (b"a" * 256 + b"ustar\0", "text"),
        (b" \n{\\rtf1 Rain}", "rtf"),
        (b"\nWARC/1.0", "warc"),
        (b"window.YTD.tweets.part0 = [", "json"),
        (b'{"a": 1}', "json"),
        (b"[1, 2]", "json"),
        (b"{Rain} fell.", "text"),
        (b"[Rain] fell.", "text"),
        (b"<p>Rain</p>", "html"),
        (b"<!-- a --><!DOCTYPE html><x>", "html"),
        (b"<?xml version='1.0'?><html/>", "html"),
        (b"<?xml version='1.0'?><link/>", "xml"),
        (b"<link>a</link>", "html"),
        (b"<!-- a --><nitf>", "xml"),
        (b"<!DOCTYPE nitf><nitf>", "xml"),
        (b"<nitf>a</nitf>", "xml"),
        (b"<nitf a='1'/>", "xml"),
        (b"<nitf> is a name", "text"),
        (b"<< Rain </", "text"),
        (b"<<a/>", "xml"),
        (MAIL + b"\nText", "email"),
        (b"From a@b Mon\n" + MAIL + b"\nText", "email"),
        (b"From " + MAIL[5:] + b"\nText", "email"),
        (b"Subject: a\nContent-Type: text/plain\n\nText", "email"),
        (b"From: a\nTo: b\nReceived: c\n\nText", "text"),
        (b"From: a\nSubject: b\nDate: c\n\nText", "text"),
        (b"Subject: a\nX-One: b\nReceived-Spf: c\n\nText", "text"),
        (b"Subject: a\nX: 1\n\nMIME-Version: 1.0\n", "text"),
        (b"From: <Saved by a browser>\nMIME-Version: 1.0\n\n", "mhtml"),
        (b"Snapshot-Content-Location: a\n" + MAIL, "mhtml"),
        (MAIL + b"Content-Type: multipart/related\n\n--b\nContent-Location: a\n", "mhtml"),
        (MAIL + b"Content-Type: multipart/related\n\n--b\n", "email"),
        (MAIL + b"Content-Type: text/plain\n\nContent-Location: a\n", "email"),
        (b"\xff\xfe" + "<p>Rain</p>".encode("utf-16-le") + b"\0", "html"),
        (b"\xfe\xff" + "<p>Rain</p>".encode("utf-16-be"), "html"),
        (b"\xff\xfe\0\0" + "<p>Rain</p>".encode("utf-32-le") + b"\0\0", "html"),
        (b"\0\0\xfe\xff" + "<p>Rain</p>".encode("utf-32-be"), "html"),
        ("<p>Rain</p>".encode("utf-16-le"), "html"),
        (b"\xef\xbb\xbf<p>Rain</p>", "html"),
        (b"<\0p>Rain</p>", "text"),
    ],
)  # fmt: skip
def test_a_document_is_told_from_its_bytes(data: bytes, base: str) -> None:
    assert base_of(data, source="a") == base


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 cut", "damaged or cut short"),
        (packed(**{"ppt/slides.xml": b""}), "a presentation"),
        (packed(**{"AndroidManifest.xml": b""}), "a program"),
        (gzip.compress(b"RDX3\n", mtime=0), "R workspace"),
        (OLD + wide("EncryptedPackage"), "protected by a password"),
        (OLD + wide("__nameid"), "a message of Outlook"),
        (OLD + wide("WordDocument"), "an old Office document"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_says_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        base_of(data, source="a")
