"""A document as one article: what is only a title, when it seems to hold several stories, and limits of RTF."""

from __future__ import annotations

import pytest

from tests import making_databases as make
from tests.reading_databases import document, reader
from toolkit.errors import LoadError
from toolkit.loading.documents import rtf_paragraphs as rtf
from toolkit.loading.documents.articles import as_one_article
from toolkit.loading.records import Reading


def read(*lines: str) -> Reading:
    return reader("documents.rtf").read(document(make.rtf(list(lines))))


@pytest.mark.parametrize("text", ["One two three four five six", "Rain fell.", "Rain fell.”", "Why?", "It rained…"])
def test_six_words_or_the_end_of_a_sentence_are_an_article(text: str) -> None:
    assert [story.text for story in read(text).stories] == [text]


def test_five_words_alone_are_a_title_and_are_named() -> None:
    with pytest.raises(LoadError, match="holds the title 'One two three four five' alone"):
        read("One two three four five")
    with pytest.raises(LoadError, match=f"holds the title '{'x' * 80}' alone"):
        read("x" * 90)
    assert read("Title here", "Rain fell").stories[0].text == "Title here\n\nRain fell"
    with pytest.raises(LoadError, match="the document holds no text"):
        read(" ", "")


def text(words: int) -> str:
    return " ".join(["rain"] * words)


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["By Ada Moor", text(30), "By Ben Hale", text(30)], "2 bylines (By Ada Moor; By Ben Hale)"),
        (["By Ada Moor", text(20), text(10), "By Ben Hale", text(30)], "2 bylines (By Ada Moor; By Ben Hale)"),
        (["By Ada Moor", text(29), "By Ben Hale", text(30)], None),
        (["By Ada Moor", text(30), "By Ben Hale", text(29)], None),
        (["By Ada Moor", "By Ben Hale", text(30), "By Eva Cole", text(30)], "2 bylines (By Ben Hale; By Eva Cole)"),
        (["Ada Moor reports", text(30), "By Ben Hale", text(30)], None),
        ([f"By {name} Moor" if n % 2 == 0 else text(30) for name in ("Ada", "Ben", "Eva") for n in (0, 1)],
         "3 bylines (By Ada Moor; By Ben Moor; By Eva Moor)"),
        ([f"By {name} Moor" if n % 2 == 0 else text(30) for name in ("Ada", "Ben", "Eva", "Tom") for n in (0, 1)],
         "4 bylines (By Ada Moor; By Ben Moor; By Eva Moor; ...)"),
    ],
)  # fmt: skip
def test_two_bylines_with_thirty_words_each_are_several_stories(lines: list[str], note: str | None) -> None:
    found = read(*lines).notes
    if note is None:
        assert found == ()
    else:
        assert found == (f"the document has {note} and is read as one article: split it if it is several",)


def test_notes_of_the_reader_stand_before_those_of_the_article() -> None:
    given = document(make.rtf(["By Ada Moor", text(30), "By Ben Hale", text(30)]))
    notes = as_one_article(given, "RTF", notes=("first",)).notes
    assert notes[0] == "first"
    assert len(notes) == 2


def test_an_rtf_has_a_limit_of_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MOST_PARAGRAPHS", 2)
    assert len(rtf.paragraphs(b"{\\rtf1 a\\par b\\par c\\par d\\par}", source="x")) >= 4
    with pytest.raises(LoadError, match="more than 2 paragraphs"):
        rtf.paragraphs(b"{\\rtf1 a\\par b\\par c\\par d\\par e\\par}", source="x")


def test_what_does_not_begin_as_rtf_is_none_and_spaces_before_it_are_no_harm() -> None:
    with pytest.raises(LoadError, match="x: this is no RTF document"):
        rtf.text(b"rtf1 Rain", source="x")
    assert rtf.text(b" \n{\\rtf1 Rain}", source="x").strip() == "Rain"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\\mac", "ä"), (b"\\ansi", "Š"), (b"\\mac\\ansicpg1252", "Š"), (b"\\ansi\\ansicpg10000", "ä"),
        (b"\\ansi\\ansicpg0", "Š"),
    ],
)  # fmt: skip
def test_the_code_page_of_an_old_mac_is_read_where_no_other_is_named(head: bytes, said: str) -> None:
    assert rtf.text(b"{\\rtf1" + head + b" \\'8a}", source="x").strip() == said


def test_the_address_of_a_link_is_taken_out_of_its_line() -> None:
    (line, *_) = rtf.paragraphs(b'{\\rtf1 See the pier ("https://pier.example/a") now.\\par}', source="x")
    assert (line.link, "https" in line.text) == ("https://pier.example/a", False)
