"""Factiva exports: pages with and without field codes, RTF, text and XML, in four languages of the interface."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import making_databases as make
from tests.making_databases import ARTICLES, Told
from tests.reading_databases import document, read, reader, words_of
from toolkit.errors import LoadError
from toolkit.loading.records import Story

LANGUAGES = ("en", "de", "fr", "zh")


def assert_told(story: Story, told: Told) -> None:
    assert story.headline == told.headline
    assert story.outlet == told.outlet
    assert story.byline == told.byline
    assert story.section == told.section
    assert story.published == told.when
    assert story.words_promised == told.words
    assert story.language == "en"
    assert story.text == "\n\n".join(told.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_gives_every_field_in_any_language_of_the_interface(language: str) -> None:
    reading = read("html", "databases.factiva_html", make.factiva_html(ARTICLES, language=language))
    assert len(reading.stories) == 3
    for number, (story, told) in enumerate(zip(reading.stories, ARTICLES, strict=True)):
        assert_told(story, told)
        assert story.id == make.accession(told, number)
        assert dict(story.extra) == {"source_code": "HARBP", "edition": "1; National", "page": "3"}


def test_a_page_of_field_codes_gives_the_same() -> None:
    reading = read("html", "databases.factiva_html", make.factiva_coded_html(ARTICLES))
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", ["rtf", "text"])
def test_rtf_and_text_are_read_by_the_order_of_their_lines(base: str, language: str) -> None:
    lines = [line for i, told in enumerate(ARTICLES) for line in [*make.factiva_lines(told, i, language), "", ""]]
    data = make.rtf(lines) if base == "rtf" else "\n".join(lines).encode()
    reading = read(base, "databases.factiva_text", data)
    assert len(reading.stories) == 3
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)


def test_rtf_with_field_codes_is_read_by_them() -> None:
    lines = []
    for i, told in enumerate(ARTICLES):
        lines += [f"{code}\t{text}" for code, field in make.factiva_codes(told, i) for text in field.split("\n")[:1]]
        lines += [""]
    reading = read("rtf", "databases.factiva_text", make.rtf(lines))
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)


def test_xml_is_checked_against_its_count() -> None:
    reading = read("xml", "databases.factiva_xml", make.factiva_xml(ARTICLES, count=4))
    assert reading.promised == 4
    assert any("states 4 articles, 3 were found" in note for note in reading.notes)
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert (story.headline, story.outlet, story.text) == (told.headline, told.outlet, "\n\n".join(told.body))
        assert story.published == told.when
        assert story.words_promised == told.words


def test_no_word_of_a_page_is_lost() -> None:
    kept = words_of(read("html", "databases.factiva_html", make.factiva_html(ARTICLES))).split()
    for number, told in enumerate(ARTICLES):
        lines = make.factiva_lines(told, number)
        assert [w for line in lines for w in line.split() if w not in kept and w != "Document"] == []


def test_an_article_without_author_section_or_length_is_still_one() -> None:
    bare = replace(ARTICLES[1], section=None, byline=None)
    page = make.factiva_html((bare, ARTICLES[0])).replace(f"<div>{bare.words} words</div>", "", 1)
    story = read("html", "databases.factiva_html", page).stories[0]
    assert (story.headline, story.byline, story.section, story.words_promised) == (bare.headline, None, None, None)
    assert story.published == bare.when


def test_what_has_neither_date_nor_length_is_rejected_by_its_place() -> None:
    page = make.factiva_html(ARTICLES).replace(
        "</body>", "<div class='article enArticle'><p>Advertisement</p></div></body>"
    )
    reading = read("html", "databases.factiva_html", page)
    assert len(reading.stories) == 3
    assert [(r.locator, "Advertisement" in r.reason) for r in reading.rejections] == [("article 4", True)]


def test_the_total_of_the_search_is_no_promise_but_a_note() -> None:
    table = "<table><tr><td class='label'>Gefundene Ergebnisse</td><td>1.771</td></tr></table>"
    reading = read("html", "databases.factiva_html", make.factiva_html(ARTICLES).replace("</body>", table + "</body>"))
    assert reading.promised is None
    assert any("found 1771 articles; this page holds 3" in note for note in reading.notes)


def test_a_cut_text_export_keeps_its_last_article_and_says_so() -> None:
    lines = [*make.factiva_lines(ARTICLES[0], 0), "", *make.factiva_lines(ARTICLES[1], 1)[:-2]]
    reading = read("text", "databases.factiva_text", "\n".join(lines))
    assert len(reading.stories) == 2
    assert any("may be cut short" in note for note in reading.notes)


def test_a_page_without_articles_says_so() -> None:
    page = "<html><title>Factiva</title><p class='articleParagraph'>Your session has ended.</p></html>"
    with pytest.raises(LoadError, match="No articles found"):
        reader("databases.factiva_html").read(document(page))
