"""What became of an agency's paragraphs in the outlets that print them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from tests.conftest import ROOT
from toolkit.stories.alignment import align

STORIES = tk.load(ROOT / "notebooks" / "workshop" / "stories")
AGENCY = [
    "A freight train left the rails near Osby on Friday morning and spilled acid into the river, the railway said.",
    "Nobody was hurt. About 400 people had to leave their homes while firefighters pumped the acid out of two tanks.",
    "“We told the railway three times that this bridge is rotten,” said Lena Dahl, who leads the council of Osby.",
    "The railway denied that it had been warned. Karl Moen said that the line was inspected in April.",
    "Fishermen found dead trout as far as Vik, twelve kilometres downstream, and the county closed the river.",
    "Trains between Osby and Vik are replaced by buses until Tuesday at least, and tickets stay valid.",
    "The line was built in 1911 and carries forty freight trains a week, most of them from the smelter at Tyna.",
]


def printed(*paragraphs: str, headline: str = "Train spills acid near Osby") -> tk.Corpus:
    agency = tk.Article(
        id="agency", text="\n\n".join(AGENCY), headline="Acid train derails near Osby", outlet="Nord",
        agency="Nord", published=datetime(2026, 5, 1),
    )  # fmt: skip
    copy = tk.Article(
        id="copy", text="\n\n".join(paragraphs), headline=headline, outlet="Post", published=datetime(2026, 5, 2)
    )
    return tk.Corpus([agency, copy])


def verbs(corpus: tk.Corpus) -> list[str]:
    table = tk.genealogy(corpus)
    return table[table.part == "paragraph"].verb.tolist()


def test_what_is_kept_is_kept_and_what_is_left_out_is_cut_where_it_stood() -> None:
    assert verbs(printed(*AGENCY[:3], *AGENCY[4:])) == ["kept"] * 3 + ["cut"] + ["kept"] * 3


def test_one_paragraph_moved_to_the_top_is_one_move() -> None:
    assert verbs(printed(AGENCY[4], *AGENCY[:4], *AGENCY[5:])) == ["moved"] + ["kept"] * 6


def test_a_reworded_paragraph_tells_what_came_and_who_went() -> None:
    new = "The arrogant railway denied that it had been warned. The line was inspected in April."
    table = tk.genealogy(printed(*AGENCY[:3], new, *AGENCY[4:])).set_index("paragraph")
    row = table.loc[3]
    assert (row.verb, row.moved, row.original_paragraph) == ("reworded", False, 3)
    assert 0.5 < row.shared < 1
    assert "Karl Moen" in str(row.sources_gone)


def test_an_attribution_that_is_left_out_is_told() -> None:
    new = "A freight train left the rails near Osby on Friday morning and spilled acid into the river."
    row = tk.genealogy(printed(new, *AGENCY[1:])).query("part == 'paragraph'").iloc[0]
    assert (row.verb, row.attribution) == ("reworded", "gone")


def test_added_paragraphs_and_another_headline_are_told() -> None:
    new = "The brutal mob of protesters gathered at the station and shouted at ministers who came to look."
    table = tk.genealogy(printed(*AGENCY, new))
    assert table.iloc[0][["part", "verb"]].tolist() == ["headline", "changed"]
    last = table.iloc[-1]
    assert (last.verb, last.original_paragraph is None or last.isna()["original_paragraph"]) == ("added", True)
    assert "brutal" in last.loaded_come


def test_joined_and_split_paragraphs_are_neither_cut_nor_added() -> None:
    assert "cut" not in verbs(printed(AGENCY[0] + " " + AGENCY[1], *AGENCY[2:]))
    halves = AGENCY[1].split(". ", 1)
    assert "added" not in verbs(printed(AGENCY[0], *halves, *AGENCY[2:]))


def test_two_stories_that_quote_one_statement_are_no_copies() -> None:
    said = (
        "“We told the railway three times that this bridge is rotten, that the sleepers are loose, that no driver dares"
    )
    said += " to brake on it, and that one winter more will bring it down with all who stand on it, and nobody wrote.”"
    first = (
        f"A bridge at Osby stayed closed on Monday after an inspection. {said} Lena Dahl spoke to reporters at noon."
    )
    other = f"Lena Dahl has made a name as a stubborn mayor since her election. {said} Some colleagues find her tiring."
    corpus = tk.Corpus([tk.Article(id="a", text=first), tk.Article(id="b", text=other)])
    assert len(tk.genealogy(corpus)) == 0
    assert tk.genealogy(corpus).attrs["caption"].startswith("0 of 2 articles repeat")


def test_the_wire_copy_among_the_teaching_stories_is_read_paragraph_by_paragraph() -> None:
    table = tk.genealogy(STORIES).query("article == 'dam-tribune' and part == 'paragraph'")
    assert set(table.original) == {"dam-wire"}
    assert table.verb.value_counts().to_dict() == {"kept": 6, "reworded": 2, "cut": 1}
    cut = table[table.verb == "cut"].iloc[0]
    assert "Jon Pell" in cut.sources_gone
    assert "Jon Pell" in cut.original_text


WORDS = st.lists(st.sampled_from("dam rain the of Leeds 14 fell council water".split()), max_size=8).map(" ".join)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_paragraph_of_both_texts_is_accounted_for(old: list[str], new: list[str]) -> None:
    links = align(old, new)
    assert {link.original for link in links} - {None} == set(range(len(old)))
    assert {link.copy for link in links} - {None} == set(range(len(new)))
    assert all((link.verb == "cut") == (link.copy is None) for link in links)
    assert all((link.verb == "added") == (link.original is None) for link in links)


@given(st.lists(WORDS.filter(lambda text: text != ""), max_size=6))
def test_a_text_beside_itself_is_kept_whole(text: list[str]) -> None:
    assert {link.verb for link in align(text, text)} <= {"kept"}


def test_the_figure_counts_paragraphs_by_verb() -> None:
    chart = tk.plot(tk.genealogy(printed(*AGENCY[:3], *AGENCY[4:])))
    assert chart.alt == (
        "Stacked bars. 6 of 7 paragraphs of the originals are printed as they were. "
        "Post (copy), from agency: 6 kept, 1 cut."
    )
    assert tk.plot(tk.genealogy(tk.Corpus())).alt == "No article repeats another one."


def test_rows_open_in_both_texts_and_not_on_others() -> None:
    corpus = printed(*AGENCY[:3], *AGENCY[4:])
    table = tk.genealogy(corpus)
    assert tk.evidence(corpus, table[table.verb == "cut"]).article.tolist() == ["agency"]
    other = tk.Corpus([corpus[0], tk.Article(id="copy", text=AGENCY[5])])
    with pytest.raises(tk.QueryError, match="no such"):
        tk.evidence(other, table[table.verb == "kept"])
