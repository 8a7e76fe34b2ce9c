"""The text of a table's cell has the anatomy of a story too: what is no body leaves it, the rest stays as it stands."""

from __future__ import annotations

import toolkit as tk

CELL = (
    "Ferry sinks off Hull\n\nBy Ana Ruiz\n\nHULL (AP) — The ferry sank on Monday.\nNobody was hurt.\n\n"
    "Advertisement\n\n"
    "“We heard a bang,” the captain said.\n\nLee Wong contributed to this report."
)


def cell(text: str, **options: bool) -> tk.Article:
    rows = [{"body": text, "title": "Ferry sinks off Hull"}]
    return tk.from_table(rows, text="body", headline="title", **options)[0]


def test_what_is_no_body_leaves_the_text_and_goes_to_its_field() -> None:
    article = cell(CELL)
    assert article.text == "The ferry sank on Monday.\nNobody was hurt.\n\n“We heard a bang,” the captain said."
    assert (article.byline, article.dateline, article.agency) == ("Ana Ruiz", "HULL", "AP")
    assert article.taglines == ("Lee Wong contributed to this report.",)
    assert [removed.kind for removed in article.removed] == [
        "headline_repeat", "byline", "dateline", "furniture", "tagline",
    ]  # fmt: skip


def test_the_lead_is_the_first_paragraph_of_the_report() -> None:
    table = tk.headline_and_lead(cell(CELL))
    assert table.text.tolist() == ["Ferry sinks off Hull", "The ferry sank on Monday.\nNobody was hurt."]


def test_every_character_of_the_cell_has_its_part_and_its_way_back() -> None:
    article = cell(CELL)
    assert "".join(article.original[part.start : part.end] for part in article.parts) == article.original == CELL
    bang = article.text.index("bang")
    assert article.original[article.source_offset(bang) :].startswith("bang")


def test_a_cell_without_furniture_stays_as_it_stands() -> None:
    text = "One line.\nThe next line,\n\n\nand a gap."
    assert cell(text).text == text
    assert cell(CELL, clean=False).text == CELL
    assert cell("Advertisement").text == "Advertisement"
