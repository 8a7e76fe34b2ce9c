"""Damaged exports: cut, changed and shuffled files end in a reading or in LoadError, never in anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import making_databases as make
from tests.making_databases import ARTICLES
from tests.reading_databases import document, reader
from toolkit.errors import LoadError
from toolkit.loading.formats import READERS
from toolkit.loading.records import Reading

pytestmark = pytest.mark.slow

_UNI = make.nexis_uni(ARTICLES)
_FILES: dict[str, tuple[str, bytes]] = {
    "nexis uni docx": ("docx", make.docx(_UNI)),
    "nexis uni rtf": ("rtf", make.rtf([text for text, _ in _UNI])),
    "nexis txt": ("text", make.nexis_txt(ARTICLES).encode()),
    "nexis html": ("html", make.nexis_html(ARTICLES).encode()),
    "factiva html": ("html", make.factiva_html(ARTICLES).encode()),
    "factiva coded html": ("html", make.factiva_coded_html(ARTICLES).encode()),
    "factiva xml": ("xml", make.factiva_xml(ARTICLES).encode()),
    "factiva rtf": ("rtf", make.rtf([line for i, a in enumerate(ARTICLES) for line in make.factiva_lines(a, i)])),
    "factiva txt": ("text", "\n".join(x for i, a in enumerate(ARTICLES) for x in make.factiva_lines(a, i)).encode()),
    "europresse old": ("html", make.europresse_old(ARTICLES).encode()),
    "europresse new": ("html", make.europresse_new(ARTICLES).encode()),
    "proquest html": ("html", make.proquest_html(ARTICLES).encode()),
    "proquest mail": ("email", make.proquest_mail(ARTICLES)),
    "proquest txt": ("text", make.proquest_txt(ARTICLES).encode()),
    "ris": ("text", make.ris(ARTICLES).encode()),
    "mediargus": ("text", make.mediargus(ARTICLES).encode()),
    "bzk": ("html", make.bzk(ARTICLES).encode()),
    "bzk ruled": ("html", make.bzk_ruled(ARTICLES).encode()),
    "kikuzo": ("html", make.kikuzo().encode()),
    "yomidasu": ("html", make.yomidasu().encode()),
    "integrum": ("workbook", make.integrum(ARTICLES)),
    "apa": ("rtf", make.apa(ARTICLES)),
    "odt": ("odt", make.odt(["A headline", "A paragraph of the story."])),
}
_QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survive(base: str, data: bytes) -> None:
    """Every reader of the base looks at the file and reads it: a reading with articles, or LoadError in a sentence."""
    for name in READERS[base]:
        if not name.startswith(("databases.", "documents.")):
            continue
        module = reader(name)
        assert module.recognises(document(data)) in (True, False)
        try:
            reading = module.read(document(data))
        except LoadError as error:
            said = str(error)
        else:
            said = "export: read"
            assert isinstance(reading, Reading)
            assert reading.stories
            assert all(story.locator or len(reading.stories) == 1 for story in reading.stories)
        assert said.startswith("export: ")


@pytest.mark.parametrize("kind", sorted(_FILES))
@_QUICK
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(kind: str, data: st.DataObject) -> None:
    base, whole = _FILES[kind]
    how = data.draw(st.sampled_from(("cut", "bytes", "slice", "twice", "insert")))
    at = data.draw(st.integers(0, len(whole)))
    if how == "cut":
        broken = whole[:at]
    elif how == "bytes":
        places = data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=12))
        changed = bytearray(whole)
        for place, value in places:
            changed[place] = value
        broken = bytes(changed)
    elif how == "slice":
        broken = whole[:at] + whole[data.draw(st.integers(at, len(whole))) :]
    elif how == "twice":
        broken = whole[at:] + whole
    else:
        broken = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at:]
    survive(base, broken)


@pytest.mark.parametrize("kind", sorted(kind for kind, (base, _) in _FILES.items() if base in ("text", "html")))
@_QUICK
@given(data=st.data())
def test_lines_in_any_order_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    base, whole = _FILES[kind]
    mark = b"\n" if base == "text" else b"<"
    pieces = whole.split(mark)
    chosen = data.draw(st.lists(st.sampled_from(range(len(pieces))), max_size=60))
    survive(base, mark.join(pieces[i] for i in chosen))


@_QUICK
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [text for text, _ in _UNI] + ["Body", "End of Document", "7 of 9 DOCUMENTS", "LENGTH: x", "Graphic"]
            ),
            st.booleans(),
        ),
        max_size=40,
    )
)
def test_paragraphs_in_any_order_are_read_or_refused(lines: list[tuple[str, bool]]) -> None:
    survive("docx", make.docx(lines))
    survive("rtf", make.rtf([text for text, _ in lines]))


@_QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for base in ("docx", "rtf", "odt", "html", "xml", "workbook", "email", "text"):
        survive(base, data)
        survive(
            base, {"rtf": b"{\\rtf1 ", "docx": b"PK\x03\x04", "html": b"<html>", "xml": b"<?xml "}.get(base, b"") + data
        )
