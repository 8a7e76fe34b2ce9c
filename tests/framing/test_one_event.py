"""One event side by side, and groups within the same events."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import ROOT

STORIES = tk.load(ROOT / "notebooks" / "workshop" / "stories")
DAM = tk.compare_event(STORIES.where(event="dam"))

LONG = "“We asked for pumps in May, in June and in July, and nobody answered,” said Ida Falk, the mayor of Brenholm."
SHORT = "“We asked for pumps in May,” Ms Falk said."
POST = tk.Article(
    id="p", outlet="Post", headline="Thugs loot flooded Brenholm", published=datetime(2026, 3, 2),
    text=f"Looters came to Brenholm with 14 boats. {LONG} A brutal night followed for 300 families in the old town.",
)  # fmt: skip
SUN = tk.Article(
    id="s", outlet="Sun", headline="Brenholm cleans up", published=datetime(2026, 3, 3),
    text=f"Residents of Brenholm shovelled mud from 250 houses. {SHORT} Nine boats are gone, police chief Al Roe said.",
)  # fmt: skip
TWO = tk.compare_event([POST, SUN])


def lines(table: pd.DataFrame, part: str) -> pd.DataFrame:
    return table[table.part == part].set_index(["about", "outlet"])


def test_who_speaks_here_and_not_there_is_told_with_the_length() -> None:
    sources = lines(TWO, "source")
    falk = next(about for about, _ in sources.index if "Falk" in about)
    assert sources.loc[(falk, "Post"), "value"] > sources.loc[(falk, "Sun"), "value"] > 0
    roe = next(about for about, _ in sources.index if "Roe" in about)
    assert sources.loc[(roe, "Post"), "note"] == "does not speak here"
    assert sources.loc[(roe, "Post"), "count"] == 0


def test_one_quotation_cut_differently_says_what_is_left_out() -> None:
    quotation = lines(TWO, "quotation")
    assert quotation.loc[("quotation 1", "Sun"), "note"] == "without: in june and in july and nobody answered"
    assert quotation.loc[("quotation 1", "Post"), "note"] == "the longest cut"


def test_numbers_stand_beside_what_they_count_and_beside_those_of_others() -> None:
    numbers = lines(TWO, "number")
    assert numbers.loc[("boats", "Post"), ["text", "note"]].tolist() == ["14 boats", "others: 9"]
    assert numbers.loc[("boats", "Sun"), "text"] == "Nine boats"
    assert numbers.loc[("families", "Post"), "note"] == "only here"


def test_headlines_stand_against_each_other_with_their_own_and_loaded_words() -> None:
    headlines = lines(TWO, "headline")
    assert headlines.loc[("p", "Post"), "note"] == "only here: thugs, loot, flooded; loaded: Thugs"
    assert headlines.loc[("s", "Sun"), "text"] == "Brenholm cleans up"


def test_sentences_that_only_one_outlet_has_are_listed() -> None:
    only = TWO[TWO.part == "only here"]
    assert "A brutal night followed for 300 families in the old town." in only.text.tolist()
    assert not only.text.str.contains("pumps").any()


def test_the_order_of_what_both_have_is_told_in_percent() -> None:
    order = lines(TWO, "order")
    assert order.loc[("falk", "Sun"), "value"] > 40
    assert order.loc[("brenholm", "Sun"), "value"] < 30


def test_every_row_opens_into_as_many_sentences_as_it_counts() -> None:
    corpus = STORIES.where(event="dam")
    assert len(tk.evidence(corpus, DAM)) == DAM["count"].sum() > 200


def test_the_words_of_a_printed_agency_text_are_not_held_against_it() -> None:
    assert "dam-tribune prints dam-wire" in DAM.attrs["caption"]
    assert "dam-herald prints" not in DAM.attrs["caption"]
    crowns = DAM[(DAM.part == "word") & (DAM.outlet == "County Tribune")]
    wire = tk.term_frequency(STORIES["dam-wire"]).set_index("term")["count"]
    others = tk.term_frequency(STORIES.where(event="dam")).set_index("term")["count"]
    for word, count, left in zip(crowns.about, crowns["count"], crowns.others, strict=True):
        assert left == others[word] - count - wire.get(word, 0)


def test_an_event_is_chosen_by_its_name_its_rows_or_its_articles() -> None:
    events = tk.events(STORIES)
    name = events.event.iloc[0]
    by_name = tk.compare_event(STORIES, name)
    by_rows = tk.compare_event(STORIES, events[events.event == name])
    ids = events[events.event == name].article.tolist()
    random.Random(1).shuffle(ids)
    for other in (by_rows, tk.compare_event(STORIES, ids)):
        pd.testing.assert_frame_equal(pd.DataFrame(other), pd.DataFrame(by_name))


@pytest.mark.parametrize(
    ("event", "part"),
    [("no such", "No event is called"), ([], "give the name"), (7, "give the name"), (["nobody"], "No article")],
)
def test_an_event_that_is_not_there_gets_one_sentence(event: object, part: str) -> None:
    with pytest.raises(tk.QueryError, match=part):
        tk.compare_event(STORIES, event)  # type: ignore[arg-type]


def test_one_side_and_more_than_ten_are_refused() -> None:
    with pytest.raises(tk.QueryError, match="1 values of 'outlet'"):
        tk.compare_event([POST])
    many = [tk.Article(id=str(n), outlet=str(n), text="Rain fell.") for n in range(11)]
    with pytest.raises(tk.QueryError, match="two to 10 sides"):
        tk.compare_event(many)
    with pytest.raises(tk.QueryError, match="no articles"):
        tk.compare_event(tk.Corpus())


def test_the_page_holds_every_part_and_escapes_what_articles_say(tmp_path: Path) -> None:
    hostile = tk.Article(
        id="<i>", outlet="<b>Sun</b>", headline="<script>alert(1)</script>",
        text=f"<img src=x onerror=alert(1)> stood there alone in the dark field near the river. {SHORT}",
    )  # fmt: skip
    page = tk.event_page(tk.compare_event([POST, hostile]), tmp_path / "event.html", title="<u>flood</u>")
    text = page.read_text(encoding="utf-8")
    for tag in ("<script", "<img", "<b>", "<i>", "<u>", "http"):
        assert tag not in text
    for said in ("Headline against headline", "Who speaks", "The same quotation, cut", "&lt;img src=x", "no verdict"):
        assert said in text
    assert tk.event_page(TWO, page) == page


def test_a_page_replaces_no_other_file_and_needs_its_folder(tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("<p>mine</p>", encoding="utf-8")
    for path, part in (
        (mine, "no page of an event"),
        (tmp_path, "is a folder"),
        (tmp_path / "a" / "b", "no such folder"),
    ):
        with pytest.raises(tk.ReportError, match=part):
            tk.event_page(TWO, path)
    assert mine.read_text(encoding="utf-8") == "<p>mine</p>"
    with pytest.raises(tk.QueryError, match="compare_event"):
        tk.event_page(tk.events(STORIES), mine)


def test_figures_of_an_event_draw_one_part() -> None:
    chart = tk.plot(DAM, part="order")
    assert chart.alt.startswith("Table of shades. Percent of the text before the first use")
    assert "Mara Holt: County Tribune 20" in tk.plot(DAM).alt
    with pytest.raises(tk.QueryError, match="the figure draws"):
        tk.plot(DAM, part="headline")


def told(pairs: list[tuple[str, str, str]]) -> tk.Corpus:
    """Articles of two sides by event: the side, the event, the text."""
    return tk.Corpus([
        tk.Article(id=f"{n}", outlet=side, text=text, extra=(("story", event),))
        for n, (side, event, text) in enumerate(pairs)
    ])  # fmt: skip


def test_a_difference_within_each_event_is_found_and_a_topic_is_not_taken_for_one() -> None:
    loaded = "The thugs marched through the town number {} on Friday and left."
    plain = "The marchers walked through the town number {} on Friday and left."
    differs = told([(s, f"e{n}", (loaded if s == "L" else plain).format(n)) for n in range(10) for s in "LR"])
    row = tk.within_events(differs, events="story", codebook=None).query("measure == 'loaded words'").iloc[0]
    assert (row.events, row["count"], row.count_reference) == (10, 10, 0)
    assert row.p < 0.01
    assert row.low > 0
    # L writes of marches with thugs, R of weddings: the one event that both tell shows no difference
    topics = [("L", f"l{n}", loaded.format(n)) for n in range(8)] + [("R", f"r{n}", "A wedding.") for n in range(8)]
    same = told([*topics, ("L", "both", loaded.format(1) + " Rain."), ("R", "both", "Sun. " + loaded.format(1))])
    row = tk.within_events(same, events="story", codebook=None).query("measure == 'loaded words'")
    assert row.empty or (row.events.iloc[0] == 1 and row.p.isna().all() and abs(row.difference.iloc[0]) < 1e-9)


def test_a_republished_copy_counts_once_within_its_event() -> None:
    table = tk.within_events(STORIES, events="event", codebook=None)
    assert "left out because they print the text of another one of their event: 1" in table.attrs["caption"]
    pair = table[(table.group == "County Tribune") & (table.reference == "Northern Wire")]
    assert set(pair.events) <= {2}


def test_draws_that_are_too_few_get_one_sentence() -> None:
    with pytest.raises(tk.QueryError, match="99 or more"):
        tk.within_events(STORIES, draws=5)
