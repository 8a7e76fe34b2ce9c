"""What `load` does at the edges: books and PDF files, headlines without a text, lengths that differ, and limits."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

import toolkit as tk
from tests import making_databases as make
from tests.making_web import archive, page, record, response
from tests.making_wires import rss
from toolkit.loading import outcomes
from toolkit.loading.documents import rtf_paragraphs as rtf

TOLD = make.ARTICLES[0]
CHAPTERS = {
    "Rain": "<p>Rain fell on the harbour on Monday.</p><p>The mayor brought a cake.</p>",
    "Wind": "<p>Wind followed the rain on Tuesday.</p><p>No cake was left.</p>",
}


def book(chapters: dict[str, str]) -> bytes:
    """An EPUB of these chapters, titles as headings."""
    names = [f"c{number}.xhtml" for number in range(len(chapters))]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        packed.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        items = "".join(
            f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
        )
        order = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
        packed.writestr(
            "book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>The week</dc:title><dc:language>en</dc:language></metadata><manifest>{items}</manifest>"
            f"<spine>{order}</spine></package>",
        )
        for name, (title, text) in zip(names, chapters.items(), strict=True):
            packed.writestr(
                name,
                f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>'
                f"<body><h1>{title}</h1>{text}</body></html>",
            )
    return held.getvalue()


def pdf(lines: list[str], *, password: str = "") -> bytes:
    """A PDF of one page with these lines, written by hand; pypdf locks it where a password is given."""
    shown = "BT /F1 12 Tf 14 TL 40 780 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = "%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{held}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    if not password:
        return data.encode("latin-1")
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data.encode("latin-1"))))
    writer.encrypt(password, algorithm="RC4-128")
    held_bytes = io.BytesIO()
    writer.write(held_bytes)
    return held_bytes.getvalue()


def loaded(tmp_path: Path, data: bytes | str, name: str = "file") -> tk.Corpus:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return tk.load(path)


# ---- books and PDF files


def test_every_chapter_of_a_book_is_an_article(tmp_path: Path) -> None:
    corpus = loaded(tmp_path, book(CHAPTERS))
    assert [article.headline for article in corpus] == ["Rain", "Wind"]
    assert corpus[0].text == "Rain fell on the harbour on Monday.\n\nThe mayor brought a cake."


def test_a_book_that_is_cut_is_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match="damaged or cut short"):
        loaded(tmp_path, book(CHAPTERS)[:-200])


def test_the_lines_of_a_pdf_are_its_text(tmp_path: Path) -> None:
    lines = ["Ferry returns to the harbour", "The ferry came back on Monday after weeks of", "repairs, the mayor said."]
    words = " ".join(loaded(tmp_path, pdf(lines))[0].original.split())
    assert words == " ".join(lines)


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match="protected by a password; save a copy without one"):
        loaded(tmp_path, pdf(["The ferry came back on Monday."], password="harbour"))


def test_a_pdf_without_a_text_layer_is_called_a_scan(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match=r"text layer|pictures"):
        loaded(tmp_path, pdf([]))


# ---- headlines without a text


def test_a_reference_without_a_text_is_kept_and_says_so(tmp_path: Path) -> None:
    corpus = loaded(tmp_path, "TY  - NEWS\nTI  - Ferry returns\nJF  - Harbour Post\nER  - \n")
    assert (corpus[0].headline, corpus[0].text) == ("Ferry returns", "")
    assert corpus[0].not_full_text == "the record is a reference without a text"


def test_a_feed_of_headlines_is_kept_and_says_so(tmp_path: Path) -> None:
    corpus = loaded(tmp_path, rss("<item><title>Ferry returns</title></item>"))
    assert [(article.headline, article.text) for article in corpus] == [("Ferry returns", "")]
    assert corpus[0].not_full_text == "the feed gives a headline only"
    assert corpus.table["words"].tolist() == [0]


# ---- lengths and limits


def test_a_length_that_differs_is_a_note_of_any_format(tmp_path: Path) -> None:
    notes = (
        loaded(tmp_path, "headline,text,wordcount\nFerry returns,It came back on Monday.,400\n")
        .load_report.files[0]
        .notes
    )
    assert sum("(400 stated, 5 found)" in note for note in notes) == 1


def test_a_text_of_more_lines_than_an_article_has_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MOST_LINES", 50)
    with pytest.raises(tk.LoadError, match="one article of more than 50 lines: split it"):
        loaded(tmp_path, "It rained.\n\n" * 60)


def test_an_rtf_document_of_endless_paragraphs_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MOST_PARAGRAPHS", 10)
    with pytest.raises(tk.LoadError, match="more than 10 paragraphs; split it"):
        loaded(tmp_path, "{\\rtf1 " + "It rained.\\par " * 30 + "}")


def test_a_ramp_of_all_bytes_is_called_binary(tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match="binary file"):
        loaded(tmp_path, bytes(range(256)))


def test_headings_late_in_a_long_text_are_found_in_time_that_grows_with_it() -> None:
    late = "Rain fell on the harbour on Monday, the mayor said.\n\n" * 4000 + "Correction: The ferry came on Tuesday."
    article = tk.load(late)[0]
    assert any(part.kind == "notice" for part in article.parts)
    assert len(article.paragraphs) == 4000


# ---- web


def test_without_the_readers_of_crawls_the_sentence_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(tk.LoadError, match=r"pip install 'media-analysis-toolkit\[web\]'"):
        loaded(tmp_path, archive(record("response", response(page()))))


def test_a_clipped_crawl_keeps_what_is_whole_and_says_the_rest_is_missing(tmp_path: Path) -> None:
    whole = archive(*(record("response", response(page()), number=number) for number in range(3)))
    corpus = loaded(tmp_path, whole[:-300])
    assert len(corpus) >= 2
    assert "cut short behind record 2" in str(corpus.load_report)


def test_a_logo_in_a_heading_is_no_headline(tmp_path: Path) -> None:
    html = page().replace(b"<h1", b'<h1 id="website-logo">Valley Online Daily</h1><h1', 1)
    assert loaded(tmp_path, html)[0].headline == "Flood in the lower town"


# ---- offsets


@pytest.mark.parametrize(
    "text",
    [
        "Ferry returns\n\nBy Ada Quill\n\nThe fer\u00adry came\u00a0back on Monday.\n\nA mayor brought a cake.",
        "Ferry returns\r\n\r\nLEEDS (AP) \u2014 The ferry came\r\n\r\nback on \u200bMonday, she said.",
    ],
)
def test_every_word_of_the_text_leads_back_to_itself_in_the_source(text: str) -> None:
    article = tk.load(text)[0]
    for start, _end in [(at, 0) for at, char in enumerate(article.text) if char.isalpha()]:
        assert article.original[article.source_offset(start)] == article.text[start]
