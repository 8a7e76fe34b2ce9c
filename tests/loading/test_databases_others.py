"""Europresse, ProQuest, RIS and the aggregators."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests import making_databases as make
from tests.making_databases import ARTICLES
from tests.reading_databases import document, read, reader, words_of
from toolkit.errors import LoadError
from toolkit.loading.databases.proquest import Line, labelled, numbered

TEXTS = ["\n\n".join(told.body) for told in ARTICLES]
DAYS = [told.when.date() for told in ARTICLES]


def days(stories: tuple[object, ...]) -> list[object]:
    return [story.published.date() for story in stories]  # type: ignore[attr-defined]


@pytest.mark.parametrize("generation", [make.europresse_old, make.europresse_new])
def test_both_generations_of_europresse(generation: object) -> None:
    page = generation(ARTICLES)  # type: ignore[operator]
    stories = read("html", "databases.europresse", page).stories
    assert [s.headline for s in stories] == [told.headline for told in ARTICLES]
    assert [s.outlet for s in stories] == [told.outlet for told in ARTICLES]
    assert [s.byline for s in stories] == [told.byline for told in ARTICLES]
    assert [s.text for s in stories] == TEXTS
    assert days(stories) == DAYS
    assert stories[2].section == "Kultur"
    assert stories[0].id == "news·20190701·HP·0"
    assert all(any(a.kind == "copyright" for a in s.asides) for s in stories)


def test_a_page_that_declares_the_wrong_encoding_is_read_as_what_it_is() -> None:
    story = read("html", "databases.europresse", make.europresse_old(ARTICLES)).stories[2]
    assert story.headline == "Länge ist nicht alles"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_proquest_pages_in_the_languages_of_the_interface(language: str) -> None:
    stories = read("html", "databases.proquest_html", make.proquest_html(ARTICLES, language=language)).stories
    assert [s.headline for s in stories] == [told.headline for told in ARTICLES]
    assert [s.byline for s in stories] == [told.byline for told in ARTICLES]
    assert [s.outlet for s in stories] == [told.outlet for told in ARTICLES]
    assert [s.section for s in stories] == [told.section for told in ARTICLES]
    assert [s.words_promised for s in stories] == [told.words for told in ARTICLES]
    assert [s.text for s in stories] == TEXTS
    assert days(stories) == DAYS
    assert [s.id for s in stories] == ["MSTAR_100001", "MSTAR_100002", "MSTAR_100003"]
    assert stories[0].url == "https://search.proquest.com/docview/100001"


def test_proquest_pages_with_numbers_are_checked_against_the_total() -> None:
    page = make.proquest_html(ARTICLES, anchors=False)
    assert read("html", "databases.proquest_html", page).promised == 3
    short = read("html", "databases.proquest_html", page.replace("of 3<", "of 9<"))
    assert any("states 9 articles, 3 were found" in note for note in short.notes)


def test_a_mail_of_proquest_holds_the_same_page() -> None:
    reading = read("email", "databases.proquest_html", make.proquest_mail(ARTICLES))
    assert [s.text for s in reading.stories] == TEXTS
    assert any("mail 1 of 2" in note for note in reading.notes)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("with_numbers", [True, False])
def test_proquest_text(language: str, with_numbers: bool) -> None:
    reading = read(
        "text", "databases.proquest_txt", make.proquest_txt(ARTICLES, language=language, numbered=with_numbers)
    )
    assert reading.promised == (3 if with_numbers else None)
    assert [s.headline for s in reading.stories] == [told.headline for told in ARTICLES]
    assert [s.outlet for s in reading.stories] == [told.outlet for told in ARTICLES]
    assert [s.text for s in reading.stories] == TEXTS
    assert days(reading.stories) == DAYS


def test_a_label_within_a_proquest_text_ends_nothing() -> None:
    told = replace(ARTICLES[0], body=("He wrote in capitals.", "Subject: the ferry.", "That was all he wrote."))
    assert read("text", "databases.proquest_txt", make.proquest_txt((told,))).stories[0].text == "\n\n".join(told.body)
    assert read("html", "databases.proquest_html", make.proquest_html((told,))).stories[0].text == "\n\n".join(
        told.body
    )


def test_a_proquest_record_without_text_is_its_abstract_and_says_so() -> None:
    page = make.proquest_html(ARTICLES[:1])
    start, end = page.index("<p><strong>Full text"), page.index("<p><strong>Subject")
    story = read("html", "databases.proquest_html", page[:start] + page[end:]).stories[0]
    assert story.text == "A short version of story 1."
    assert "abstract" in (story.not_full_text or "")


def test_ris_records_with_text_over_several_lines() -> None:
    reading = read("text", "databases.ris", make.ris(ARTICLES))
    assert [s.headline for s in reading.stories] == [told.headline for told in ARTICLES]
    assert [s.text for s in reading.stories] == TEXTS
    assert days(reading.stories) == DAYS
    assert reading.stories[0].url == "https://example.org/story"
    assert all("not the article" in (s.not_full_text or "") for s in reading.stories)
    assert [w for w in make.ris(ARTICLES).split() if w == "ferries" and w not in words_of(reading)] == []


def test_a_year_alone_is_no_date_and_a_month_is_its_first_day() -> None:
    text = "TY  - JOUR\nTI  - One\nPY  - 2014//\nER  - \n\nTY  - JOUR\nTI  - Two\nPY  - 1948/07//\nER  - \n"
    one, two = reader("databases.ris").read(document(text)).stories
    assert one.published is None
    assert dict(one.extra)["year"] == 2014
    assert (two.published, dict(two.extra)["date_precision"]) == (datetime(1948, 7, 1), "month")


def test_a_ris_record_without_end_is_kept_and_named() -> None:
    reading = reader("databases.ris").read(
        document("TY  - NEWS\nTI  - One\n\nTY  - NEWS\nTI  - Two\nER  - \nstray words\n")
    )
    assert [s.headline for s in reading.stories] == ["One", "Two"]
    assert any("record 1 has no end" in note for note in reading.notes)
    assert any("stray words" in note for note in reading.notes)


def test_a_byline_in_the_notes_of_a_nexis_record() -> None:
    text = "TY  - GEN\nT1  - One\nJO  - Der Abendbote\nPY  - 2014/03/17/\nM3  - 479 Wörter\nN1  - Käthe Grün\nER  -\n"
    story = reader("databases.ris").read(document(text)).stories[0]
    assert (story.byline, story.outlet, story.published) == ("Käthe Grün", "Der Abendbote", datetime(2014, 3, 17))


def test_mediargus_texts_find_their_place_in_the_list() -> None:
    reading = read("text", "databases.mediargus", make.mediargus(ARTICLES))
    assert reading.promised == 3
    assert [(s.headline, s.outlet, s.words_promised) for s in reading.stories] == [
        (told.headline, told.outlet, told.words) for told in ARTICLES
    ]
    assert [s.text for s in reading.stories] == TEXTS
    assert days(reading.stories) == DAYS


def test_a_mediargus_list_without_texts_is_summaries() -> None:
    stories = read("text", "databases.mediargus", make.mediargus(ARTICLES, texts=False)).stories
    assert [s.text for s in stories] == [told.body[0] for told in ARTICLES]
    assert all("summary" in (s.not_full_text or "") for s in stories)


def test_a_lost_mediargus_text_leaves_the_others_in_place() -> None:
    text = make.mediargus(ARTICLES)
    start = text.index("02-07-2019")
    end = text.index("03-03-2020")
    reading = read("text", "databases.mediargus", text[:start] + text[end:])
    assert [s.text for s in reading.stories] == [TEXTS[0], ARTICLES[1].body[0], TEXTS[2]]
    assert "summary" in (reading.stories[1].not_full_text or "")


def test_a_press_review_of_bzk_is_headlines_and_beginnings() -> None:
    stories = read("html", "databases.bzk", make.bzk(ARTICLES)).stories
    assert [s.headline for s in stories] == [told.headline for told in ARTICLES]
    assert [s.text for s in stories] == ["", ARTICLES[1].body[0], ARTICLES[2].body[0]]
    assert days(stories) == DAYS
    assert stories[0].not_full_text == "the press review shows the headline alone"
    assert dict(stories[1].extra) == {"page": "7"}


def test_a_press_review_of_bzk_with_whole_texts() -> None:
    stories = read("html", "databases.bzk", make.bzk_ruled(ARTICLES)).stories
    assert [(s.headline, s.outlet, s.text) for s in stories] == [
        (told.headline, told.outlet, text) for told, text in zip(ARTICLES, TEXTS, strict=True)
    ]
    assert days(stories) == DAYS


@pytest.mark.parametrize(
    ("page", "outlet", "day"),
    [(make.kikuzo(), "朝日新聞", datetime(1985, 1, 2)), (make.yomidasu(), "読売新聞", datetime(2009, 1, 13))],
)
def test_japanese_databases(page: str, outlet: str, day: datetime) -> None:
    reading = read("html", "databases.japanese", page)
    assert [s.headline for s in reading.stories] == [title for title, _ in make.JAPANESE]
    assert [s.text.split("\n\n")[0] for s in reading.stories] == [text for _, text in make.JAPANESE]
    assert {(s.outlet, s.published, s.language) for s in reading.stories} == {(outlet, day, "ja")}
    assert dict(reading.stories[0].extra)["characters_stated"] == len(make.JAPANESE[0][1])


def test_a_japanese_page_says_how_many_the_search_found() -> None:
    assert any(
        "found 17 articles; this page holds 2" in n for n in read("html", "databases.japanese", make.kikuzo()).notes
    )


def test_russian_workbooks() -> None:
    stories = read("workbook", "databases.integrum", make.integrum(ARTICLES)).stories
    assert [s.headline for s in stories] == [told.headline for told in ARTICLES]
    assert [s.published for s in stories] == [told.when for told in ARTICLES]
    assert [s.text for s in stories] == TEXTS
    assert [s.byline for s in stories] == [told.byline for told in ARTICLES]
    assert {a.kind for a in stories[0].asides} == {"headline", "date"}


def test_apa_press_reviews() -> None:
    stories = read("rtf", "databases.apa", make.apa(ARTICLES)).stories
    assert [(s.headline, s.outlet, s.published) for s in stories] == [(t.headline, t.outlet, t.when) for t in ARTICLES]
    assert [s.text for s in stories] == TEXTS


def test_a_quoted_name_within_an_apa_story_opens_no_article() -> None:
    told = replace(ARTICLES[0], body=("Er sagte:", '"Der Standard" vom 3. Mai war es nicht.', "Schluss."))
    assert len(read("rtf", "databases.apa", make.apa((told, ARTICLES[1]))).stories) == 2


def test_what_holds_no_article_says_so() -> None:
    for name, data in (
        ("europresse", "<html><span class='x'>DocPublicationName</span></html>"),
        ("proquest_html", "<html>ProQuest DocID_</html>"),
        ("proquest_txt", "ProQuest"),
        ("ris", "no record"),
        ("mediargus", "no list"),
        ("bzk", "<html><p>none</p></html>"),
        ("japanese", "<html><p>none</p></html>"),
        ("apa", "{\\rtf1 nothing}"),
    ):
        with pytest.raises(LoadError, match="No articles found"):
            reader(f"databases.{name}").read(document(data))


def test_apa_lines_above_the_headline_give_page_section_and_author() -> None:
    lines = [
        '"Die Brücke" Nr. 12 vom 03.03.2020',
        "Seite: 14",
        "Ressort: Kultur",
        "Von Käthe Grün",
        "",
        ARTICLES[2].headline or "",
    ]
    lines += ["", *ARTICLES[2].body, "Gespeicherter Anhang: brücke.pdf"]
    story = read("rtf", "databases.apa", make.rtf(lines)).stories[0]
    assert (story.outlet, story.section, story.byline) == ("Die Brücke", "Kultur", "Von Käthe Grün")
    assert (story.headline, story.text) == (ARTICLES[2].headline, TEXTS[2])
    assert dict(story.extra)["page"] == "14"


def test_newer_proquest_pages_open_their_parts_with_capitals() -> None:
    text = (
        make.proquest_txt(ARTICLES[:1])
        .replace("Full text: ", "FULL TEXT\r\n\r\n")
        .replace("Subject: ", "DETAILS\r\n\r\nSubject: ")
    )
    story = read("text", "databases.proquest_txt", text).stories[0]
    assert (story.text, story.outlet) == (TEXTS[0], ARTICLES[0].outlet)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Publication title: The Sun", Line("The Sun", "outlet", "Publication title")),
        ("Weather in June: rain", Line("Weather in June: rain")),
        ("Rain fell.", Line("Rain fell.")),
    ],
)
def test_only_labels_that_proquest_uses_are_split_off(text: str, line: Line) -> None:
    assert labelled(text) == line


def test_the_number_of_a_document_stands_in_a_short_line() -> None:
    assert numbered("Document 3 of 50".rjust(59)) == (3, 50)
    assert numbered("Document 3 of 50".rjust(60)) is None
