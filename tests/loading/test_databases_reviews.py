"""Press reviews: what the lines above, around and between their articles become."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import making_databases as make
from tests.reading_databases import asides_of, reading_of, recognised
from toolkit.loading.records import Reading, Story

DRAWN = "_" * 40
FOUND = '"Die Brücke" gefunden am 03.03.2020 08:15 Uhr'
PRINTED = '"Der Abendbote" vom 04.03.2020 Seite 5 Ressort: Kultur Von: Käthe Grün'


def apa(*lines: str) -> Reading:
    return reading_of("apa", make.rtf(lines))


def one(*lines: str) -> Story:
    (story,) = apa(*lines).stories
    return story


def test_an_apa_article_is_all_that_its_lines_say() -> None:
    lines = [PRINTED, "", "Länge ist nicht alles", "Im Stadttheater spielt man wieder.", "Das Publikum dankte es.",
             "Gespeicherter Anhang: bild.pdf", "Der gegenständliche Text ist eine Abschrift"]  # fmt: skip
    story = one(*lines)
    assert story == Story(
        text=f"{lines[3]}\n\n{lines[4]}",
        locator="article 1",
        headline=lines[2],
        byline="Käthe Grün",
        outlet="Der Abendbote",
        published=datetime(2020, 3, 4),
        section="Kultur",
        language="de",
        asides=story.asides,
        extra=(("page", "5"),),
    )
    assert asides_of(story) == [("date", PRINTED), ("furniture", lines[5]), ("furniture", lines[6])]


@pytest.mark.parametrize(
    ("opening", "section"),
    [
        ('"Die Brücke" (Steiermark) vom 03.03.2020', "Steiermark"),
        ('"Die Brücke" (Steiermark) vom 03.03.2020 Ressort: Wirtschaft', "Wirtschaft"),
        ('"Die Brücke" vom 03.03.2020', None),
        ("„Die Brücke“ Nr. 12 vom 03.03.2020", None),
    ],
)
def test_the_part_of_an_outlet_is_the_section_if_no_other_is_named(opening: str, section: str | None) -> None:
    story = one(opening, "", "Kopf", "Text.")
    assert (story.outlet, story.section, story.byline, story.extra) == ("Die Brücke", section, None, ())


def test_up_to_four_lines_above_a_headline_are_about_the_article() -> None:
    about = ["Seite: 14", "Ressort: Kultur", "Von Käthe Grün", "03.03.2020", "Seite: 15"]
    story = one(FOUND, "", *about, "Text.")
    assert (story.headline, story.text) == ("Seite: 15", "Text.")
    assert asides_of(story) == [("date", row) for row in (FOUND, *about[:4])]
    assert (story.section, story.byline, dict(story.extra)) == ("Kultur", "Von Käthe Grün", {"page": "14"})


def test_what_the_opening_says_holds_against_the_lines_below_it() -> None:
    story = one(PRINTED, "", "Seite: 14", "Ressort: Sport", "Von Ben Ried", "Kopf", "Text.")
    assert (story.section, story.byline, dict(story.extra)) == ("Kultur", "Käthe Grün", {"page": "5"})


@pytest.mark.parametrize(
    ("below", "headline", "text"),
    [
        (["Seite: 14", "Kopf"], "Kopf", ""),
        (["Seite: 14"], "Seite: 14", ""),
        (["Kopf", "Gespeicherter Anhang: b.pdf", "Mehr."], "Kopf", ""),
        ([DRAWN, "Kopf", "Text."], "Kopf", "Text."),
    ],
)
def test_the_last_line_above_a_text_is_always_the_headline(below: list[str], headline: str, text: str) -> None:
    story = one(FOUND, "", *below)
    assert (story.headline, story.text) == (headline, text)
    assert story.not_full_text == (None if text else "the press review holds no text of this article")


def test_an_apa_article_without_words_is_rejected_at_its_place() -> None:
    reading = apa(FOUND, "", "Eins", "Text.", DRAWN, PRINTED, "Gespeicherter Anhang: b.pdf", DRAWN, FOUND, "Drei", "T.")
    assert [(s.locator, s.headline) for s in reading.stories] == [("article 1", "Eins"), ("article 3", "Drei")]
    assert [(r.locator, r.reason) for r in reading.rejections] == [("article 2", f"no text below {PRINTED!r}")]
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        ([FOUND, "Eins", DRAWN, PRINTED, "Zwei", "", DRAWN], None),
        ([FOUND, "Eins", DRAWN, PRINTED, "Zwei", DRAWN, "", ""], None),
        ([FOUND, "Eins", DRAWN, "Impressum"], "2 parts stand between drawn lines, 1 of them open with an outlet"),
        ([FOUND, "A", DRAWN, PRINTED, "B", DRAWN, "C", DRAWN, "D"],
         "4 parts stand between drawn lines, 2 of them open with an outlet"),
        (["Pressespiegel", "", "vom Dienstag", DRAWN, "", FOUND, "Eins", DRAWN, PRINTED, "Zwei"],
         "2 lines above the first article were left out ('Pressespiegel')"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_press_review_is_said(lines: list[str], note: str | None) -> None:
    notes = apa(*lines).notes
    assert notes[-1:] == ((note,) if note else ())


@pytest.mark.parametrize(
    ("above", "articles"),
    [(["Text.", ""], 2), (["Text.", DRAWN], 2), (["", "Text."], 1), ([DRAWN, "Text."], 1), (["Text."], 1)],
)
def test_an_outlet_opens_an_article_below_a_blank_or_a_drawn_line_alone(above: list[str], articles: int) -> None:
    assert len(apa(FOUND, "Kopf", *above, PRINTED, "Kopf", "Ende.").stories) == articles


def test_an_outlet_in_the_second_line_opens_no_article() -> None:
    reading = apa("Ein Satz davor.", FOUND, "Kopf", "", PRINTED, "Kopf")
    assert [story.outlet for story in reading.stories] == ["Der Abendbote"]


@pytest.mark.parametrize(
    ("opening", "is_one"),
    [
        (FOUND + " " + "x" * (398 - len(FOUND)), True),
        (FOUND + " " + "x" * (399 - len(FOUND)), False),
        ('"Die Brücke" vom 3 Dingen', False),
        ("Die Brücke vom 03.03.2020", False),
    ],
)
def test_a_line_of_apa_is_short_and_has_a_date(opening: str, is_one: bool) -> None:
    assert recognised("apa", make.rtf([opening, "", "Kopf", "Text."])) is is_one


@pytest.mark.parametrize("name", ["apa", "bzk", "nexis_docx", "nexis_rtf", "factiva_text", "integrum", "nexis_html"])
def test_a_file_that_cannot_be_read_is_no_export(name: str) -> None:
    assert not recognised(name, b"PK\x03\x04 cut")
    assert not recognised(name, b"{\\rtf1")


# ---- BZK: the list of 2013


def listed(*rows: str) -> str:
    return f"<html><body><table><tr><td>Menu</td></tr></table><form>{''.join(rows)}</form></body></html>"


def row(title: str, source: str = "Het Dagblad", date: str = "03-03-2020", page: str = "", intro: str = "") -> str:
    parts = {"sourceTitle": source, "articleDate": date, "articlePage": page, "articleIntro": intro}
    cells = "".join(f'<td><span id="{name}">{text}</span></td>' for name, text in parts.items())
    return f'<div><table><tr><td id="articleTitle">{title}</td>{cells}<td>Bron: archief</td></tr></table><p>x</p></div>'


def test_an_entry_of_the_list_is_all_that_its_cells_say() -> None:
    whole = row("Brug dicht", page="blz. 7", intro="De brug is dicht.<br> Tot mei.<p>Meer.")
    story, bare = reading_of("bzk", listed(whole, row("Kaal", source="", date="gisteren"))).stories
    assert story == Story(
        text="De brug is dicht. Tot mei.\n\nMeer.",
        locator="article 1",
        headline="Brug dicht",
        outlet="Het Dagblad",
        published=datetime(2020, 3, 3),
        not_full_text="the press review shows the beginning of the article",
        asides=story.asides,
        extra=(("page", "7"),),
    )
    assert asides_of(story) == [("furniture", "Bron: archief")]
    assert bare == Story(
        text="",
        locator="article 2",
        headline="Kaal",
        not_full_text="the press review shows the headline alone",
        asides=story.asides,
    )


def test_a_list_of_one_article_ends_at_the_body_of_the_page() -> None:
    (story,) = reading_of("bzk", f"{listed(row('Brug dicht'))}").stories
    assert (story.headline, story.outlet) == ("Brug dicht", "Het Dagblad")
    assert asides_of(story) == [("furniture", "Bron: archief")]


@pytest.mark.parametrize("mark", ["articleTitle", "sourceTitle", "articleDate", "articleIntro"])
def test_a_list_without_one_of_its_identifiers_is_another_page(mark: str) -> None:
    assert not recognised("bzk", listed(row("Brug dicht")).replace(mark, "other"))


# ---- BZK: whole texts between drawn lines


def ruled(*articles: str, title: str = "Knipselkrant - 4 maart 2020") -> str:
    index = "<h2>Inhoud</h2><p>Brug dicht</p>"
    return f"<html><body><h1>{title}</h1>{index}{''.join(f'<hr>{article}' for article in articles)}</body></html>"


NAMED = "<h2>Brug dicht</h2><p><i>Het Dagblad 3-3-2020</i></p><p>De brug is dicht.</p><p>Tot mei.</p>"
NAMELESS = "<h2><i>Kaal</i></h2>"


def test_a_whole_article_is_what_stands_between_two_drawn_lines() -> None:
    undated = "<h2>Pont vaart</h2><p>Vooraf.</p><p><em>De Haven</em></p><p>Regel een.<br>Regel twee.</p>"
    reading = reading_of("bzk", ruled(NAMED, "<p>Advertentie</p>", undated, NAMELESS))
    first, second, third = reading.stories
    assert first == Story(
        text="De brug is dicht.\n\nTot mei.",
        locator="article 1",
        headline="Brug dicht",
        outlet="Het Dagblad",
        published=datetime(2020, 3, 3),
        asides=first.asides,
    )
    assert asides_of(first) == [("date", "Het Dagblad 3-3-2020")]
    assert (second.locator, second.headline, second.outlet) == ("article 2", "Pont vaart", "De Haven")
    assert (second.text, second.published) == ("Vooraf.\n\nRegel een.\n\nRegel twee.", datetime(2020, 3, 4))
    assert (third.headline, third.outlet, third.text, third.asides) == ("Kaal", None, "", ())
    assert third.not_full_text == "the press review shows the headline alone"
    assert reading.notes == ("the index above the first drawn line was left out",)


@pytest.mark.parametrize(
    ("named", "nameless", "is_one"), [(1, 0, False), (2, 0, True), (3, 2, True), (2, 2, False), (2, 3, False)]
)
def test_most_articles_of_a_ruled_review_name_their_outlet(named: int, nameless: int, is_one: bool) -> None:
    assert recognised("bzk", ruled(*[NAMED] * named, *[NAMELESS] * nameless)) is is_one


def test_a_page_with_drawn_lines_and_no_date_above_is_no_review() -> None:
    assert not recognised("bzk", ruled(NAMED, NAMED, title="Knipselkrant"))
    assert not recognised("bzk", ruled(NAMED, NAMED).replace("h1", "h3"))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [("<i>" + "x" * 119 + "</i>", "x" * 119), ("<i>" + "x" * 120 + "</i>", None), ("<i>De Haven</i> zegt", None)],
)
def test_the_line_of_an_outlet_is_short_and_all_in_italics(line: str, outlet: str | None) -> None:
    stories = reading_of("bzk", ruled(NAMED, NAMED, f"<h2>Kop</h2><p>{line}</p>")).stories
    assert stories[2].outlet == outlet


def test_words_that_stand_in_no_paragraph_stay_with_the_article_above_them() -> None:
    first, second = reading_of("bzk", ruled(f"{NAMED}Losse woorden.", NAMED)).stories
    assert first.text.endswith("Tot mei.\n\nLosse woorden.")
    assert second.text == "De brug is dicht.\n\nTot mei."
