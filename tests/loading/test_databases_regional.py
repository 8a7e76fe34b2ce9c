"""Mediargus, Europresse, the Japanese databases and Integrum: each line finds its field, and what is left is said."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.reading_databases import asides_of, document, reader, reading_of, recognised
from toolkit.errors import LoadError
from toolkit.loading.records import Story

# ---- Mediargus

SOURCE = "De Haven, woensdag 30 november 2011, p. 23, 853w."


def mediargus(*rows: str) -> str:
    return "\n".join(rows)


LISTED = mediargus(
    "1. Veer terug in de haven", SOURCE, "Het veer is terug.", "  Na drie weken.", "",
    "2. Molen sluit", "", "De Avond, 1 december 2011", "",
)  # fmt: skip
FIRST = mediargus("30-11-2011, p.23", "Veer terug in de haven", "", "Het veer is terug.", "© De Haven", "Slot.")
SECOND = mediargus("1-12-2011", "Molen sluit", "De molen sluit.", "")


def test_an_entry_and_its_text_are_one_article() -> None:
    reading = reading_of("mediargus", f"{LISTED}\n{FIRST}\n{SECOND}")
    first, second = reading.stories
    assert first == Story(
        text="Het veer is terug.\n\nSlot.",
        locator="article 1",
        headline="Veer terug in de haven",
        outlet="De Haven",
        published=datetime(2011, 11, 30),
        words_promised=853,
        asides=first.asides,
        extra=(("page", "23"), ("number", 1)),
    )
    assert asides_of(first) == [
        ("date", "30-11-2011, p.23"), ("copyright", "© De Haven"), ("abstract", "Het veer is terug. Na drie weken."),
    ]  # fmt: skip
    assert (second.locator, second.headline, second.outlet) == ("article 2", "Molen sluit", "De Avond")
    assert (second.text, second.published) == ("De molen sluit.", datetime(2011, 12, 1))
    assert second.extra == (("number", 2),)
    assert (reading.promised, reading.notes, reading.rejections) == (2, (), ())


def test_an_entry_without_a_text_is_its_summary_or_is_rejected() -> None:
    reading = reading_of("mediargus", f"{LISTED}\n1-12-2011\nEen ander stuk\nWie weet.\nEn meer.")
    (story,) = reading.stories
    assert (story.text, story.words_promised) == ("Het veer is terug. Na drie weken.", None)
    assert story.not_full_text == "the export holds a summary of this article alone"
    assert dict(story.extra) == {"page": "23", "words_stated": 853, "number": 1}
    assert story.asides == ()
    assert "states 2 articles, 1 were found" in reading.notes[1]
    assert [r.reason for r in reading.rejections][1:2] == ["not in the list: 'Een ander stuk Wie weet. En meer.'"]


def test_a_text_in_its_place_may_have_another_title() -> None:
    reading = reading_of("mediargus", f"{LISTED}\n{FIRST}\n1-12-2011\nEen andere kop\nDe molen sluit.")
    assert [s.text for s in reading.stories] == ["Het veer is terug.\n\nSlot.", "Een andere kop\n\nDe molen sluit."]
    assert (reading.rejections, reading.notes) == ((), ())


def test_an_entry_without_a_summary_ends_where_the_next_begins() -> None:
    reading = reading_of("mediargus", mediargus("1. Veer", SOURCE, "2. Molen", "De Avond, 1 december 2011", "Kort."))
    assert [(s.locator, s.text) for s in reading.stories] == [("article 2", "Kort.")]
    assert reading.rejections[0].reason == "listed without a text: 'Veer'"


def test_texts_that_the_list_lacks_are_left_out_by_name() -> None:
    other = "2-12-2011, p.4\n\nEen ander stuk\nWie weet."
    reading = reading_of("mediargus", f"{LISTED}\n{SECOND}\n{other}\n{other}")
    assert [(s.locator, s.not_full_text is None) for s in reading.stories] == [
        ("article 1", False),
        ("article 2", True),
    ]
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("text of 2011-12-02", "not in the list: 'Een ander stuk Wie weet.'")
    ] * 2
    assert reading.notes == ("2 texts stand in no line of the list and were left out",)


def test_two_texts_of_one_title_and_day_keep_their_order() -> None:
    entries = [row for n in (1, 2, 3) for row in (f"{n}. Molen sluit", "De Avond, 1 december 2011", "Kort.")]
    texts = [row for n in (1, 2) for row in ("1-12-2011", "Molen sluit", f"Tekst {n}.")]
    stories = reading_of("mediargus", mediargus(*entries, *texts)).stories
    assert [story.text for story in stories] == ["Tekst 1.", "Tekst 2.", "Kort."]


def test_a_date_that_is_none_is_the_same_in_the_list_and_above_the_text() -> None:
    entries = ("1. Eerst", "De Avond, 31 februari 2011", "2. Molen", "De Avond, 1 maart 2011", "Kort.")
    reading = reading_of("mediargus", mediargus(*entries, "31-02-2011", "Eerst", "Het begin."))
    assert [(s.text, s.published) for s in reading.stories] == [("Het begin.", None), ("Kort.", datetime(2011, 3, 1))]


@pytest.mark.parametrize(
    ("listed", "above", "headline", "text"),
    [
        ("Veer terug in...", "Veer terug in de haven", "Veer terug in de haven", "Het veer."),
        ("Veer terug in de haven", "Veer terug", "Veer terug in de haven", "Het veer."),
        ("Veer, terug.", "Veer terug!", "Veer terug!", "Het veer."),
        ("Veer terug", "***", "Veer terug", "***\n\nHet veer."),
        ("***", "Veer terug", "***", "Veer terug\n\nHet veer."),
        ("Veer terug", "Iets anders", "Veer terug", "Iets anders\n\nHet veer."),
    ],
)
def test_a_title_that_the_list_cuts_is_the_whole_one_above_the_text(
    listed: str, above: str, headline: str, text: str
) -> None:
    data = mediargus(f"1. {listed}", SOURCE, "30-11-2011", above, "Het veer.")
    (story,) = reading_of("mediargus", data).stories
    assert (story.headline, story.text) == (headline, text)


def test_a_text_without_words_says_so() -> None:
    (story,) = reading_of("mediargus", mediargus("1. Veer", SOURCE, "30-11-2011", "Veer", "© De Haven")).stories
    assert (story.text, story.not_full_text) == ("", "the export holds no text of this article")
    (story,) = reading_of("mediargus", mediargus("1. Veer", SOURCE, "30-11-2011")).stories
    assert (story.headline, story.text) == ("Veer", "")


def test_a_list_goes_on_with_the_next_number_alone() -> None:
    rows = ("7. Eerst", SOURCE, "Een.", "3. Vals", SOURCE, "Twee.", "8. Echt", SOURCE, "9. Geen bron", "Drie.")
    reading = reading_of("mediargus", mediargus(*rows))
    assert [(s.locator, s.text) for s in reading.stories] == [
        ("article 7", "Een."), ("article 8", "9. Geen bron Drie."),
    ]  # fmt: skip
    assert (reading.promised, reading.notes) == (2, ())


@pytest.mark.parametrize("rows", [("1. Veer",), ("1. Veer", "De Haven"), ("Veer", SOURCE), (SOURCE, "1. Veer")])
def test_a_text_without_title_number_and_source_is_no_list(rows: Sequence[str]) -> None:
    assert not recognised("mediargus", mediargus("", *rows))


# ---- Europresse


def older(*rows: str, header: str = "Politique, jeudi 5 octobre 2013, p. 3-4", outlet: str = "Le Port") -> str:
    return (
        f'<div><span class="DocPublicationName">{outlet}</span><br><span class="DocHeader">{header}</span><br>'
        + "<br>".join(rows)
        + "</div>"
    )


def europresse(*articles: str) -> str:
    return f"<html><body><p>Menu</p><div>{''.join(articles)}</div></body></html>"


def title(text: str) -> str:
    return f'<span class="TitreArticleVisu">{text}</span>'


def test_an_older_article_is_all_that_its_lines_say() -> None:
    rows = ("Le retour", title("Le bac est revenu"), "Ada Quill", "Le bac est là.", "Il était temps.", "© Le Port",
            "Numéro de document : news·20131005·LP·12", "Ce certificat est émis à Lyon",
            "Cet article est paru dans Le Soir", "Fin.")  # fmt: skip
    first, second = reading_of("europresse", europresse(older(*rows), older(title("Second"), "Un texte."))).stories
    assert first == Story(
        text="Le bac est là.\n\nIl était temps.\n\nFin.",
        locator="article 1",
        id="news·20131005·LP·12",
        headline="Le bac est revenu",
        deck="Le retour",
        byline="Ada Quill",
        outlet="Le Port",
        published=datetime(2013, 10, 5),
        section="Politique",
        asides=first.asides,
        extra=(("page", "3-4"),),
    )
    assert asides_of(first) == [
        ("date", "Politique, jeudi 5 octobre 2013, p. 3-4"),
        ("copyright", rows[5]), *(("furniture", row) for row in rows[6:9]),
    ]  # fmt: skip
    assert (second.locator, second.headline, second.deck, second.text) == ("article 2", "Second", None, "Un texte.")


@pytest.mark.parametrize(
    ("rows", "byline", "text"),
    [
        (("x" * 90, "Un texte."), "x" * 90, "Un texte."),
        (("x" * 91, "Un texte."), None, f"{'x' * 91}\n\nUn texte."),
        (("Ada Quill",), None, "Ada Quill"),
        (("Une phrase.", "Une autre"), None, "Une phrase.\n\nUne autre"),
        (("par A. Quill.", "Un texte."), "par A. Quill.", "Un texte."),
        (("Ada Quill", "<p>Un texte.</p>"), "Ada Quill", "Un texte."),
    ],
)
def test_a_byline_is_short_no_sentence_and_above_a_text(rows: Sequence[str], byline: str | None, text: str) -> None:
    (story,) = reading_of("europresse", europresse(older(title("Le bac"), *rows))).stories
    assert (story.byline, story.text) == (byline, text)


def test_an_older_article_without_a_title_is_all_its_lines() -> None:
    (story,) = reading_of("europresse", f"<html><body><p>Menu</p>{older('Un texte.')}</body></html>").stories
    assert (story.headline, story.deck) == (None, None)
    assert story.text.endswith("Un texte.")
    assert "Menu" not in story.text


def test_the_first_of_two_titles_is_the_headline() -> None:
    (story,) = reading_of("europresse", europresse(older(title("Le bac"), title("Un encadré"), "Un texte."))).stories
    assert (story.headline, story.byline, story.text) == ("Le bac", "Un encadré", "Un texte.")


def test_an_article_of_europresse_without_title_and_text_is_rejected_at_its_place() -> None:
    empty = '<article><span class="DocPublicationName">Le Port</span></article>'
    reading = reading_of("europresse", europresse(older(title("Un")), empty, older(title("Trois"), "Un texte.")))
    assert [(s.locator, s.headline) for s in reading.stories] == [("article 1", "Un"), ("article 3", "Trois")]
    assert reading.stories[0].not_full_text == "the export holds no text of this article, only its fields"
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("article 2", "neither a headline nor a text ('Le Port')")
    ]


@pytest.mark.parametrize(
    ("header", "section", "day"),
    [
        ("Politique, jeudi 5 octobre 2013", "Politique", 5),
        ("Les idées du soir et demain, jeudi 5 octobre 2013", "Les idées du soir et demain", 5),
        ("Un deux trois quatre cinq six sept, jeudi 5 octobre 2013", None, 5),
        ("Page 2, jeudi 5 octobre 2013", None, 5),
        ("jeudi 5 octobre 2013, p. 3", None, 5),
        ("Politique, p. 3", None, None),
        (", jeudi 5 octobre 2013", None, 5),
    ],
)
def test_the_section_is_a_name_of_up_to_six_words_before_the_date(
    header: str, section: str | None, day: int | None
) -> None:
    (story,) = reading_of("europresse", europresse(older(title("Le bac"), "Un texte.", header=header))).stories
    assert story.section == section
    assert (story.published.day if story.published else None) == day


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("pub.20131005.LP.12" + " " * 0 + "x" * 61, False),
        ("pub.20131005.LP.12" + "x" * 62, True),
        ("© Le Port" + "x" * 190, False),
        ("© Le Port" + "x" * 191, True),
        ("Un certificat a été émis.", True),
        ("This article appeared in The Port", False),
    ],
)
def test_lines_of_the_database_are_no_text(row: str, kept: bool) -> None:
    (story,) = reading_of("europresse", europresse(older(title("Le bac"), "Un texte.", "", row))).stories
    assert (row in story.text) is kept
    assert (row in [text for _, text in asides_of(story)]) is not kept


def test_the_first_number_of_an_article_of_europresse_is_its_id() -> None:
    numbers = ("news·20131005·LP·12", "Numéro de document : news·20131005·LP·13")
    for rows in (numbers, numbers[::-1]):
        article = older(title("Le bac"), "Un texte.", "Encore.", *rows)
        (story,) = reading_of("europresse", europresse(article)).stories
        assert story.id == rows[0].rpartition(" ")[2]
        assert [text for kind, text in asides_of(story) if kind == "furniture"] == list(rows)


NEWER = (
    '<span class="rdp__DocPublicationName"><span class="DocPublicationName">Le Port</span></span>'
    '<div class="DocHeader">Politique, jeudi 5 octobre 2013 120 mots, p. 4</div>'
)
HEAD = '<p class="titreArticleVisu">Le bac</p><p class="rdp__subtitle">Enfin</p><p class="docAuthors">Ada Quill</p>'


def newer(below: str, tag: str = "article") -> str:
    return f"<{tag}><div>{NEWER}{HEAD}</div>{below}</{tag}>"


@pytest.mark.parametrize(
    ("tag", "container"), [("article", "docOcurrContainer"), ("article", "DocText"), ("div", "docOcurrContainer")]
)
def test_a_newer_article_is_all_that_its_elements_say(tag: str, container: str) -> None:
    body = f'<div class="{container}"><p>Le bac est là.</p><p>Il est tard.<br>Très tard.</p></div><p>Un encadré</p>'
    foot = '<footer><p>© Le Port</p><p class="publiC-lblNodoc">news·20131005·LP·12</p></footer>'
    stories = reading_of("europresse", europresse(newer(body + foot, tag), newer(body, tag))).stories
    assert stories[0] == Story(
        text="Le bac est là.\n\nIl est tard.\n\nTrès tard.",
        locator="article 1",
        id="news·20131005·LP·12",
        headline="Le bac",
        deck="Enfin",
        byline="Ada Quill",
        outlet="Le Port",
        published=datetime(2013, 10, 5),
        section="Politique",
        words_promised=120,
        asides=stories[0].asides,
        extra=(("page", "4"),),
    )
    assert asides_of(stories[0]) == [
        ("date", "Politique, jeudi 5 octobre 2013 120 mots, p. 4"), ("copyright", "© Le Port"),
        ("furniture", "news·20131005·LP·12"), ("unclassified", "Un encadré"),
    ]  # fmt: skip
    assert stories[1].id is None


def test_a_newer_article_without_a_container_is_its_lines_below_the_title() -> None:
    page = f"<html><body><div>{newer('<p>Un texte.</p>')}<p>Menu</p></div></body></html>"
    (story,) = reading_of("europresse", page).stories
    assert (story.headline, story.text) == ("Le bac", "Un texte.")


def test_a_title_may_stand_in_two_lines_and_inside_another_element() -> None:
    head = '<div class="titreArticle"><h2>Le bac</h2></div><p class="author">Ada Quill</p>'
    body = '<div class="docOcurrContainer"><p>Un texte.</p></div>'
    (story,) = reading_of("europresse", europresse(f"<article>{NEWER}{head}{body}</article>")).stories
    assert (story.headline, story.byline, story.text) == ("Le bac", "Ada Quill", "Un texte.")
    head = '<p class="titreArticleVisu">Le bac</p><p class="titreArticleVisu">est revenu</p><h2>Chapô</h2>'
    (story,) = reading_of("europresse", europresse(f"<article>{NEWER}{head}{body}</article>")).stories
    assert (story.headline, story.byline) == ("Le bac est revenu", None)
    assert ("unclassified", "Chapô") in asides_of(story)


def test_who_is_named_behind_the_text_or_above_the_title_has_not_written_it() -> None:
    who = '<p class="author">Ben Reed</p>'
    body = '<div class="docOcurrContainer"><p>Un texte.</p></div>'
    (story,) = reading_of("europresse", europresse(newer(body + who))).stories
    assert story.byline == "Ada Quill"
    (story,) = reading_of(
        "europresse", europresse(f'<article>{NEWER}{who}<p class="titreArticle">Le bac</p>{body}{who}</article>')
    ).stories
    assert story.byline is None


# ---- Kikuzo and Yomidasu


def kikuzo(cells: Sequence[str], head: str = "見出し", text: str = "本文。", total: str = "") -> str:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return (
        f"<html><body>{total}<table class='topic-list'><tr>{row}</tr></table><table class='topic-detail'><tr><td>"
        f"<span class='font002'>{head}</span><span class='font003'><div>{text}</div></span></td></tr></table>"
        "</body></html>"
    )


CELLS = ("00001", "1985年01月02日", "朝刊", "１総", "007", "0003文字")


def test_a_japanese_article_is_all_that_its_cells_say() -> None:
    (story,) = reading_of("japanese", kikuzo(CELLS, text="本文。<br>　二行目")).stories
    assert story == Story(
        text="本文。\n\n二行目",
        locator="article 1",
        headline="見出し",
        outlet="朝日新聞",
        published=datetime(1985, 1, 2),
        section="１総",
        language="ja",
        asides=story.asides,
        extra=(("edition", "朝刊"), ("page", "7"), ("characters_stated", 3)),
    )
    assert asides_of(story) == [("classification", " ".join(CELLS))]


@pytest.mark.parametrize(
    ("cells", "section", "extra"),
    [
        (("1985年01月02日", "朝刊", "夕刊", "社会"), "夕刊", {"edition": "朝刊"}),
        (("1985年01月02日", "7頁", "8頁"), "8頁", {"page": "7"}),
        (("1985年01月02日", "", "社会", "経済"), "社会", {}),
        (("5", "1985年01月02日", "6"), None, {"page": "6"}),
        (("1985年01月02日", "1985年01月03日"), "1985年01月03日", {}),
        (("1985年01月02日", "1,200字"), None, {"characters_stated": 1200}),
        (("1985年01月02日",), None, {}),
    ],
)
def test_a_cell_fills_the_first_field_that_it_fits(cells: Sequence[str], section: str | None, extra: object) -> None:
    (story,) = reading_of("japanese", kikuzo(cells)).stories
    assert (story.section, dict(story.extra), story.published) == (section, extra, datetime(1985, 1, 2))


def test_a_japanese_article_without_words_is_rejected_and_one_without_text_is_said() -> None:
    pages = [kikuzo(CELLS, head, text) for head, text in (("一", "本文。"), ("", ""), ("三", ""), ("", "四"))]
    page = f"<html><body>{''.join(page[12:-14] for page in pages)}</body></html>"
    reading = reading_of("japanese", page)
    assert [(s.locator, s.headline, s.text) for s in reading.stories] == [
        ("article 1", "一", "本文。"), ("article 3", "三", ""), ("article 4", None, "四"),
    ]  # fmt: skip
    assert [(r.locator, r.reason) for r in reading.rejections] == [("article 2", "neither a headline nor a text")]
    assert reading.stories[1].not_full_text == "the database shows no text of this article"
    assert reading.notes == ("1 articles have a headline and no text: article 3",)


@pytest.mark.parametrize(
    ("stated", "have", "named"), [(100, 160, 0), (100, 161, 1), (400, 500, 0), (400, 501, 1), (400, 299, 1), (40, 0, 0)]
)
def test_a_text_far_from_the_length_that_is_stated_is_named(stated: int, have: int, named: int) -> None:
    reading = reading_of("japanese", kikuzo(("1985年01月02日", f"{stated}文字"), text="字" * have))
    note = "1 of 1 articles differ by more than 25% and 60 characters from the length they state: "
    assert [n for n in reading.notes if n == f"{note}article 1 ({stated} stated, {have} found)"] == list(
        reading.notes[-1:] * named
    )
    assert len(reading.notes) == (named if have else 1)


@pytest.mark.parametrize(("total", "notes"), [("総件数：17件", 1), ("総件数：1件", 0), ("17件", 0)])
def test_the_total_of_a_japanese_search_is_said_if_the_page_holds_less(total: str, notes: int) -> None:
    said = reading_of("japanese", kikuzo(CELLS, total=total)).notes
    assert said == ("the search found 17 articles; this page holds 1 of them",) * notes


@pytest.mark.parametrize(
    ("cells", "headline"),
    [
        ("<th>1</th><th>2009.01.13</th><th>題</th><th>夕刊</th>", "題"),
        ("<th>1</th><th>2009.01.13</th><th>題</th>", "題"),
        ("<th>1</th><th>2009.01.13</th>", None),
        ("<th>1</th><th>2009.01.13</th><th>外</th><th class='wp50'>題</th><th class='wp50'>他</th>", "題"),
    ],
)
def test_the_headline_of_yomidasu_is_the_wide_cell_or_the_third(cells: str, headline: str | None) -> None:
    page = (
        "<html><body><p class='mb10'>前置き</p><table><tr><td>メニュー</td></tr></table><div id='heiseiDetailArea'>"
        f"<table class='contentsTable'><tr>{cells}</tr></table></div><p class='mb10'>本文。</p><p>外</p></body></html>"
    )
    (story,) = reading_of("japanese", page).stories
    assert (story.headline, story.text, story.outlet) == (headline, "本文。", "読売新聞")
    assert story.published == datetime(2009, 1, 13)
    assert headline is None or headline not in asides_of(story)[0][1].split()


@pytest.mark.parametrize("mark", ["topic-list", "topic-detail"])
def test_a_page_with_one_kind_of_japanese_table_alone_is_another_page(mark: str) -> None:
    assert not recognised("japanese", kikuzo(CELLS).replace(mark, "other"))


# ---- Integrum

NAMES = ("Источник", "Дата", "Время", "Заголовок", "Текст", "Оригинал", "Автор", "Рубрика", "Страница", "Тираж")
ROW = ("Канал", "28.02.05", "12:59", "Паром", "Паром\n28.02.2005\nПаром вернулся.\nВечером.", "https://a.example/1",
       "Анна", "Новости", "3", "900")  # fmt: skip


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_row_of_a_russian_workbook_is_all_that_its_cells_say() -> None:
    empty = ("", "01.03.05", *[""] * 8)
    bare = ("", datetime(2005, 3, 1), "", "", "Текст.", "a.example", "", "", "", "")
    data = workbook([("Выгрузка",), NAMES, ROW, [""] * 10, empty, bare], [("Итого", 2)], [("",)])
    reading = reading_of("integrum", data)
    first, second = reading.stories
    assert first == Story(
        text="Паром вернулся.\n\nВечером.",
        locator="row 3",
        headline="Паром",
        byline="Анна",
        outlet="Канал",
        published=datetime(2005, 2, 28, 12, 59),
        section="Новости",
        url="https://a.example/1",
        asides=first.asides,
        extra=(("page", "3"),),
    )
    assert asides_of(first) == [("headline", "Паром"), ("date", "28.02.2005"), ("classification", "Тираж: 900")]
    assert second == Story(
        text="Текст.", locator="row 6", published=datetime(2005, 3, 1), extra=(("site", "a.example"),)
    )
    assert [(r.locator, r.reason) for r in reading.rejections] == [
        ("row 5", "neither a headline nor a text in this row")
    ]
    assert reading.notes == ("the sheet 'S2' has no names of columns that are known and was left out",)


@pytest.mark.parametrize(
    ("headline", "text", "found"),
    [
        ("Паром", "", ("Паром", "")),
        ("", "01.03.2005", (None, "")),
        ("Паром", "Иначе.\nПаром", ("Паром", "Иначе.\n\nПаром")),
        ("Паром", "Паром", ("Паром", "")),
    ],
)
def test_the_headline_and_the_date_above_a_text_are_no_text(
    headline: str, text: str, found: tuple[str | None, str]
) -> None:
    data = workbook([NAMES[:5], ROW[:5], ("Канал", "28 февраля 2005", "", headline, text)])
    if found == (None, ""):
        assert len(reading_of("integrum", data).rejections) == 1
        return
    story = reading_of("integrum", data).stories[1]
    assert (story.headline, story.text) == found
    assert story.published == datetime(2005, 2, 28)
    assert (story.not_full_text is None) is bool(story.text)


@pytest.mark.parametrize(
    ("names", "is_one"),
    [
        (("Источник", "Дата", "Заголовок"), True),
        (("Источник", "Дата", "Анонс"), True),
        (("Источник", "Дата", "Автор"), False),
        (("Источник", "Заголовок", "Анонс"), False),
        (("Дата", "Заголовок", "Анонс"), False),
    ],
)
def test_a_russian_workbook_names_source_date_and_words(names: Sequence[str], is_one: bool) -> None:
    assert recognised("integrum", workbook([names, ("Канал", "28.02.05", "Паром")])) is is_one


def test_a_damaged_workbook_is_no_russian_one() -> None:
    assert not recognised("integrum", b"PK\x03\x04 damaged")


def test_a_row_without_a_day_has_no_time() -> None:
    data = workbook([NAMES[:5], ("Канал", "", "", "Паром", "Паром вернулся.")])
    assert [one.published for one in reading_of("integrum", data).stories] == [None]


def test_the_names_of_columns_stand_in_the_first_fifteen_rows() -> None:
    assert recognised("integrum", workbook([*[("x",)] * 14, NAMES, ROW]))
    late = workbook([*[("x",)] * 15, NAMES, ROW])
    assert not recognised("integrum", late)
    with pytest.raises(LoadError, match="No articles found"):
        reader("databases.integrum").read(document(late))
