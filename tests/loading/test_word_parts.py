"""Word documents by their parts: cells of tables, bold labels, a main part of another kind; PDF behind passwords."""

from __future__ import annotations

import io

import pytest

from tests import making_databases as make
from tests.making_documents import pdf
from tests.reading_databases import document, reader
from toolkit.errors import LoadError
from toolkit.loading.documents import docx_paragraphs, packages
from toolkit.loading.documents import pdf as pdfs
from toolkit.loading.records import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, *, before: str = "") -> bytes:
    xml = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return make.zipped({"word/document.xml": xml})


def paragraph(*runs: str, bold: tuple[int, ...] = ()) -> str:
    marks = ["<w:rPr><w:b/></w:rPr>" if n in bold else "" for n in range(len(runs))]
    shown = zip(marks, runs, strict=True)
    return "<w:p>" + "".join(f'<w:r>{m}<w:t xml:space="preserve">{r}</w:t></w:r>' for m, r in shown) + "</w:p>"


@pytest.mark.parametrize("before", ["", "<!-- kept as a tree -->"])
def test_paragraphs_of_cells_and_bold_beginnings_are_marked(before: str) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('In a cell')}</w:tc></w:tr></w:tbl>"
    body = paragraph("Plain", " end", bold=(1,)) + cell + paragraph(" ", "Label", " end", bold=(1,)) + paragraph("Last")
    found = docx_paragraphs.paragraphs(word(body, before=before), source="a.docx")
    assert [(one.text.strip(), one.table, one.bold) for one in found] == [
        ("Plain end", False, False), ("In a cell", True, False), ("Label end", False, True), ("Last", False, False),
    ]  # fmt: skip


def test_a_main_part_of_another_kind_is_told() -> None:
    data = make.zipped({"word/document.xml": "<!-- x --><a><b>Rain</b></a>"})
    with pytest.raises(LoadError, match="the main part of the document is no Word text"):
        docx_paragraphs.paragraphs(data, source="a.docx")


def test_a_part_of_just_the_limit_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word(paragraph("Rain fell on the town."))
    size = len(f'<w:document xmlns:w="{W}"><w:body>{paragraph("Rain fell on the town.")}</w:body></w:document>')
    monkeypatch.setattr(packages, "LARGEST_MEMBER", size)
    assert reader("documents.docx").read(document(data)).stories[0].text == "Rain fell on the town."
    monkeypatch.setattr(packages, "LARGEST_MEMBER", size - 1)
    with pytest.raises(LoadError, match="larger than"):
        reader("documents.docx").read(document(data))


@pytest.mark.parametrize(("password", "opens"), [("", True), ("secret", False)])
def test_a_pdf_behind_a_password_is_told_and_one_locked_for_printing_is_read(password: str, opens: bool) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["Rain fell on the town."]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    given = Document(data=out.getvalue(), name="a.pdf")
    if opens:
        assert pdfs.read(given).stories[0].text == "Rain fell on the town."
    else:
        with pytest.raises(LoadError, match="protected by a password"):
            pdfs.read(given)
