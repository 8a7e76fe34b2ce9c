"""Nexis exports, new and old, in their four formats and three languages of the interface."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import making_databases as make
from tests.making_databases import ARTICLES, Told
from tests.reading_databases import document, read, reader, words_of
from toolkit.errors import LoadError
from toolkit.loading.outcomes import outcome
from toolkit.loading.records import Reading, Story

LANGUAGES = ("en", "de", "fr")


def uni(articles: tuple[Told, ...] = ARTICLES, **options: object) -> Reading:
    return read("docx", "databases.nexis_docx", make.docx(make.nexis_uni(articles, **options)))  # type: ignore[arg-type]


def txt(articles: tuple[Told, ...] = ARTICLES, **options: object) -> Reading:
    return read("text", "databases.nexis_txt", make.nexis_txt(articles, **options))  # type: ignore[arg-type]


def html(articles: tuple[Told, ...] = ARTICLES, **options: object) -> Reading:
    return read("html", "databases.nexis_html", make.nexis_html(articles, **options))  # type: ignore[arg-type]


def assert_told(story: Story, told: Told) -> None:
    assert story.headline == told.headline
    assert story.outlet == told.outlet
    assert story.byline == told.byline
    assert story.section == told.section
    assert story.published is not None
    assert story.published.date() == told.when.date()
    assert story.words_promised == told.words
    assert story.text == "\n\n".join(told.body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_export_gives_every_article_with_its_fields(language: str) -> None:
    reading = uni(language=language)
    assert reading.promised == len(reading.stories) == 3
    assert reading.rejections == ()
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)
    assert [story.language for story in reading.stories] == ["en", "en", "de"]
    assert dict(reading.stories[0].extra)["load_date"] == "July 4, 2019"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_rtf_export_reads_like_the_word_export(language: str) -> None:
    lines = [line for text, _ in make.nexis_uni(ARTICLES, language=language) for line in text.split("\n")]
    reading = read("rtf", "databases.nexis_rtf", make.rtf(lines))
    assert reading.promised == 3
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_export_joins_its_broken_lines(language: str) -> None:
    reading = txt(language=language)
    assert reading.promised == 3
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)
        assert dict(story.extra)["edition"] == "Late Edition"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_checked_against_the_number_it_states(language: str) -> None:
    reading = html(language=language)
    assert reading.promised == 3
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert_told(story, told)
    assert any("states 7 articles, 3 were found" in note for note in html(promised=7).notes)


def test_old_exports_also_come_as_rtf_and_word_document() -> None:
    lines = [line.strip() for line in make.nexis_txt(ARTICLES).split("\r\n")]
    for reading in (
        read("rtf", "databases.nexis_rtf", make.rtf(lines)),
        read("docx", "databases.nexis_docx", make.docx([(line, False) for line in lines])),
    ):
        assert reading.promised == 3
        assert [story.headline for story in reading.stories] == [told.headline for told in ARTICLES]
        assert [story.byline for story in reading.stories] == [told.byline for told in ARTICLES]


def test_no_word_of_an_export_is_lost() -> None:
    lines = make.nexis_uni(ARTICLES, cover=False)
    kept = words_of(uni(cover=False)).split()
    labels = {"Section:", "Byline:", "Load-Date:"}
    for text, _ in lines:
        missing = [word for word in text.split() if word not in kept and word not in labels]
        assert missing == []


def test_copyright_and_classification_are_set_aside_with_their_rule() -> None:
    asides = uni().stories[0].asides
    assert ("copyright", ARTICLES[0].rights) in [(a.kind, a.text) for a in asides]
    assert any(a.kind == "classification" and a.text.startswith("Subject:") for a in asides)
    assert all(a.rule for a in asides)


@pytest.mark.parametrize("without", ["end", "length", "classification", "body"])
def test_one_missing_mark_does_not_lose_an_article(without: str) -> None:
    reading = uni(without=[without])
    assert len(reading.stories) == 3
    for story, told in zip(reading.stories, ARTICLES, strict=True):
        assert story.headline == told.headline
        assert story.text == "\n\n".join(told.body)


def test_an_article_without_headline_keeps_outlet_and_date() -> None:
    bare = replace(ARTICLES[1], headline=None)
    for reading in (uni((ARTICLES[0], bare)), html((ARTICLES[0], bare))):
        assert reading.stories[1].headline is None
        assert reading.stories[1].outlet == bare.outlet
        assert reading.stories[1].published == bare.when


def test_an_article_that_the_contents_list_and_the_file_lacks_is_named() -> None:
    lines = make.nexis_uni(ARTICLES)
    end = [i for i, (text, _) in enumerate(lines) if "End of Document" in text]
    cut = lines[: end[0] + 2] + lines[end[1] + 2 :]  # the second article is gone
    reading = read("docx", "databases.nexis_docx", make.docx(cut))
    assert len(reading.stories) == 2
    assert any("states 3 articles, 2 were found" in note and "Mill closes after" in note for note in reading.notes)


def test_a_gap_in_the_numbers_is_named() -> None:
    reading = html((ARTICLES[0], ARTICLES[2]), promised=3, numbers=[1, 3])
    assert [story.locator for story in reading.stories] == ["article 1", "article 3"]
    assert any("number 2" in note for note in reading.notes)


def test_a_wrong_length_is_a_note_and_the_article_stays() -> None:
    lines = make.nexis_uni(ARTICLES)
    wrong = [(text.replace(f"{ARTICLES[0].words} words", "1,366 words"), bold) for text, bold in lines]
    reading = read("docx", "databases.nexis_docx", make.docx(wrong))
    assert reading.stories[0].words_promised == 1366
    notes = outcome(reading, source="export.docx", stem="export").account.notes
    assert [note for note in notes if "article 1 (1366 stated" in note] == [*notes[-1:]]


def test_words_of_marks_within_a_story_open_no_article() -> None:
    story = replace(
        ARTICLES[0], body=("He read aloud:", "2 of 9 documents", "Body", "Subject: none of it was true.", "Done.")
    )
    assert uni((story, ARTICLES[1])).stories[0].text == "\n\n".join(story.body)
    assert len(txt((story, ARTICLES[1])).stories) == 2


def test_a_multi_line_headline_of_the_text_export_is_one_line() -> None:
    told = replace(ARTICLES[0], headline="A headline " + "that goes on " * 9 + "until it ends")
    assert txt((told,)).stories[0].headline == told.headline


def test_graphics_become_captions_and_corrections_notices() -> None:
    lines = make.nexis_uni(ARTICLES[:1], without=["classification"])
    at = next(i for i, (text, _) in enumerate(lines) if text.startswith("Load-Date"))
    more = [
        ("Correction", True),
        ("The mayor brought no cake.", False),
        ("Graphic", True),
        ("PHOTO: The ferry at dawn.", False),
    ]
    story = read("docx", "databases.nexis_docx", make.docx(lines[:at] + more + lines[at:])).stories[0]
    assert story.notices == ("The mayor brought no cake.",)
    assert [caption.text for caption in story.captions] == ["PHOTO: The ferry at dawn."]
    assert story.text == "\n\n".join(ARTICLES[0].body)


def test_an_export_without_articles_says_so() -> None:
    file = document(make.docx([("Job Number: 1", True), ("Documents (0)", True)]))
    with pytest.raises(LoadError, match="No articles found"):
        reader("databases.nexis_docx").read(file)
    with pytest.raises(LoadError, match="No articles found"):
        reader("documents.docx").read(document(make.docx([("Nexis Uni Export", False)])))


def test_a_story_about_the_database_is_no_export() -> None:
    story = [("Nexis changes its exports", True), ("Each file ends with the line", False), ("End of Document", False)]
    assert not reader("databases.nexis_docx").recognises(document(make.docx(story)))


def test_five_hundred_articles_are_all_found() -> None:
    many = tuple(replace(ARTICLES[i % 3], headline=f"Story number {i}") for i in range(500))
    reading = uni(many)
    assert reading.promised == len(reading.stories) == 500
    assert [story.headline for story in reading.stories] == [told.headline for told in many]


def test_bold_words_that_look_like_labels_stay_in_the_body() -> None:
    told = replace(ARTICLES[0], body=tuple(f"Paragraph {i} of a long evening." for i in range(30)))
    lines = make.nexis_uni((told, ARTICLES[1]))
    at = next(i for i, (text, _) in enumerate(lines) if text == told.body[3])
    inside = [
        ("Photo: taken at noon", True),
        ("Update: the ferry is late.", True),
        ("Notes", True),
        ("Person: nobody", True),
    ]
    reading = read("docx", "databases.nexis_docx", make.docx(lines[:at] + inside + lines[at:]))
    assert reading.stories[0].text.split("\n\n") == [*told.body[:3], *(text for text, _ in inside), *told.body[3:]]
    assert reading.stories[0].captions == ()


def test_labels_in_one_paragraph_are_read_one_by_one() -> None:
    lines = make.nexis_uni(ARTICLES[:1], without=["classification"])
    at = next(i for i, (text, _) in enumerate(lines) if text.startswith("Load-Date"))
    joined = [
        ("Classification", True),
        ("Language: ENGLISH\nPublication-Type: Newspaper\nSubject: FERRIES (90%)", True),
    ]
    story = read("docx", "databases.nexis_docx", make.docx(lines[:at] + joined + lines[at:])).stories[0]
    assert story.language == "en"
    assert dict(story.extra)["publication_type"] == "Newspaper"
    assert story.text == "\n\n".join(ARTICLES[0].body)


def test_labels_in_capitals_within_an_old_story_stay_in_it() -> None:
    body = (*(f"Paragraph {i} of the report." for i in range(9)), "PHOTO: by nobody.", "UPDATE: it rains.")
    told = replace(ARTICLES[0], body=(*body, *(f"And paragraph {i} after it." for i in range(15))))
    assert txt((told, ARTICLES[1])).stories[0].text == "\n\n".join(told.body)


def test_a_label_needs_no_blank_behind_its_colon() -> None:
    lines = [(text.replace(":\u00a0", ":"), bold) for text, bold in make.nexis_uni(ARTICLES)]
    for story, told in zip(read("docx", "databases.nexis_docx", make.docx(lines)).stories, ARTICLES, strict=True):
        assert_told(story, told)


def test_a_paragraph_behind_the_last_field_is_kept_aside_and_said() -> None:
    stray = "This paragraph stands where no paragraph should stand, and it goes on for long. " * 4
    text = make.nexis_txt(ARTICLES[:1]).replace(
        "PUBLICATION-TYPE: Newspaper\r\n", f"PUBLICATION-TYPE: Newspaper\r\n\r\n{stray}\r\n"
    )
    reading = read("text", "databases.nexis_txt", text)
    assert any(aside.kind == "unclassified" and "no paragraph" in aside.text for aside in reading.stories[0].asides)
    assert any("no field is known" in note for note in reading.notes)
