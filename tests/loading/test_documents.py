"""Word, RTF and OpenDocument texts as articles, and the limits on what is unpacked."""

from __future__ import annotations

import pytest

from tests import making_databases as make
from tests.reading_databases import document, reader
from toolkit.errors import LoadError
from toolkit.loading.documents import odt_paragraphs, packages
from toolkit.loading.documents import rtf_paragraphs as rtf

STORY = [
    "Ferry returns to the harbour",
    "By Ada Quill",
    "The ferry came back on Monday.",
    "",
    "A mayor brought a cake.",
]
KINDS = [("docx", make.docx([(line, False) for line in STORY])), ("rtf", make.rtf(STORY)), ("odt", make.odt(STORY))]


@pytest.mark.parametrize(("kind", "data"), KINDS)
def test_a_document_is_one_article_as_it_was_kept(kind: str, data: bytes) -> None:
    reading = reader(f"documents.{kind}").read(document(data))
    assert [story.text for story in reading.stories] == ["\n\n".join(line for line in STORY if line)]
    assert reading.stories[0].layout == "story"


@pytest.mark.parametrize(
    ("kind", "data"),
    [("docx", make.docx([("Notes", True)])), ("rtf", make.rtf(["Notes"])), ("odt", make.odt(["Notes"]))],
)
def test_a_title_without_text_is_no_article(kind: str, data: bytes) -> None:
    with pytest.raises(LoadError, match="No articles found"):
        reader(f"documents.{kind}").read(document(data))


@pytest.mark.parametrize(("kind", "data"), KINDS)
def test_half_a_file_says_that_it_is_damaged(kind: str, data: bytes) -> None:
    half = document(data[: len(data) * 9 // 10])
    if kind == "rtf":
        assert "end is missing" in reader("documents.rtf").read(half).notes[0]
    else:
        with pytest.raises(LoadError, match="damaged"):
            reader(f"documents.{kind}").read(half)


def test_an_empty_file_is_called_empty() -> None:
    with pytest.raises(LoadError, match="empty"):
        reader("documents.docx").read(document(b""))


def test_a_part_larger_than_the_limit_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_MEMBER", 2_000_000)
    bomb = make.zipped({"word/document.xml": b"<a>" + b" " * 3_000_000 + b"</a>"})
    assert len(bomb) < 10_000
    with pytest.raises(LoadError, match="larger than 2 MB"):
        reader("documents.docx").read(document(bomb))


def test_entities_of_a_document_are_refused() -> None:
    evil = '<!DOCTYPE a [<!ENTITY x "boom">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&x;</w:document>'
    for name, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        with pytest.raises(LoadError, match="entities"):
            reader(f"documents.{name}").read(document(make.zipped({member: evil})))


def test_deleted_words_and_old_copies_of_text_boxes_are_left_out() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>In the box stood a sentence.</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:document xmlns:w="{w}" xmlns:mc="{mc}"><w:body><w:p><w:r><w:t>Before the box.</w:t></w:r>'
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:del><w:r><w:delText>Gone."
        "</w:delText></w:r></w:del><w:r><w:tab/><w:t>After it.</w:t></w:r></w:p></w:body></w:document>"
    )
    text = reader("documents.docx").read(document(make.zipped({"word/document.xml": xml}))).stories[0].text
    assert text == "Before the box.\tAfter it.\n\nIn the box stood a sentence."


def test_the_address_of_a_link_is_kept_beside_its_paragraph() -> None:
    data = make.docx([("A story", True)], links=["https://example.org/a"])
    assert document(data).paragraphs[-1].link == "https://example.org/a"
    linked = make.rtf(["x"]).replace(
        b" x}", b' {\\field{\\*\\fldinst{HYPERLINK "https://example.org/a"}}{\\fldrslt {A story}}}}'
    )
    assert [(p.text, p.link) for p in document(linked).paragraphs] == [("A story", "https://example.org/a")]


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"\\ansi\\ansicpg1252", b"Gr\\'fc\\'dfe", "Grüße"),
        (b"\\ansi\\ansicpg1250", b"\\'9elu\\'9d", "žluť"),
        (b"\\ansi\\ansicpg1251", b"\\'cc\\'ee\\'f1\\'ea\\'e2\\'e0", "Москва"),
        (b"\\ansi\\ansicpg1252", b"\\u8364?uro \\u-10179?\\u-8704?", "€uro 😀"),
        (b"\\ansi", "Grüße".encode(), "Grüße"),
        (b"\\ansi\\ansicpg1252", "Grüße".encode("cp1252"), "Grüße"),
        (b"\\ansi\\ansicpg99999", b"Gr\\'fc\\'dfe", "Grüße"),
    ],
)
def test_rtf_is_decoded_by_its_code_page_and_escapes(head: bytes, body: bytes, text: str) -> None:
    assert rtf.text(b"{\\rtf1" + head + b" " + body + b"}", source="x").strip() == text


LONG = "The council met on Monday and spoke for a long time about the bridge. " * 4


def test_a_document_of_several_stories_says_so() -> None:
    lines = [
        ("Bridge", True),
        ("By Ana Ruiz", False),
        (LONG, False),
        ("Ferry", True),
        ("By Ben Cole", False),
        (LONG, False),
    ]
    (note,) = reader("documents.docx").read(document(make.docx(lines))).notes
    assert note.startswith("the document has 2 bylines (By Ana Ruiz; By Ben Cole)")
    styled = make.docx([("Bridge", False), (LONG, False), ("Ferry", False), (LONG, False)])
    (note,) = reader("documents.docx").read(document(with_headings(styled, "Bridge", "Ferry"))).notes
    assert note.startswith("the document has 2 headings of the first rank (Bridge; Ferry)")
    assert reader("documents.docx").read(document(make.docx(lines[:3]))).notes == ()


def with_headings(data: bytes, *titles: str) -> bytes:
    """A Word document whose paragraphs with these words are headings of the first rank."""
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w") as made:
        for name in source.namelist():
            content = source.read(name).decode()
            for title in titles:
                mark = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
                text = f'<w:r><w:t xml:space="preserve">{title}</w:t>'
                content = content.replace(f"<w:p>{text}", f"<w:p>{mark}{text}")
            made.writestr(name, content)
    return held.getvalue()


def test_spaces_tabs_links_and_tables_of_an_open_document_are_kept_and_its_notes_left_out() -> None:
    office, text, table = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "table"))
    xml = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}" xmlns:table="{table}"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        "<text:h>A heading</text:h>"
        '<text:p text:style-name="Lead">Three<text:s text:c="3"/>spaces,<text:s/>one,<text:s text:c="x"/>one.</text:p>'
        "<text:p>A<text:tab/>tab<text:line-break/>and a line<text:note>A note.</text:note> more.</text:p>"
        '<text:p>To <text:a xlink:href="https://valley.example/">the <text:span>valley</text:span></text:a>.</text:p>'
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell><text:p>A cell.</text:p></table:table-cell></table:table-row>"
        "</table:table></office:text></office:body></office:document-content>"
    )
    found = odt_paragraphs.paragraphs(make.zipped({"content.xml": xml}), source="a.odt")
    assert [(one.text, one.style, one.link, one.table) for one in found] == [
        ("A heading", "heading", None, False),
        ("Three   spaces, one, one.", "lead", None, False),
        ("A\ttab\nand a line more.", "", None, False),
        ("To the valley.", "", "https://valley.example/", False),
        ("A cell.", "", None, True),
    ]
