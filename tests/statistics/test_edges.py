"""Small corpora at the edges of the tables: one article, one period, no words, uses behind the last word."""

from __future__ import annotations

from datetime import datetime

import pytest

import toolkit as tk
from toolkit.analysis import Analysed
from toolkit.articles import Settings
from toolkit.statistics.dispersion import positions_of
from toolkit.statistics.terms import found_by_query, occurrences


def corpus(*texts: str) -> tk.Corpus:
    return tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))


def monthly(*texts: str) -> tk.Corpus:
    return tk.Corpus(
        tk.Article(id=str(n), text=text, published=datetime(2000 + n // 12, 1 + n % 12, 5))
        for n, text in enumerate(texts)
    )


# changes over time


def test_a_change_is_found_with_one_article_in_each_period() -> None:
    table = tk.timeline(monthly(*["calm day"] * 10, *["rain rain"] * 10), "rain", changes=True, draws=199)
    assert table.period[table.change].tolist() == ["2000-11"]
    assert table.articles.tolist() == [0] * 10 + [1] * 10


def test_the_parts_before_and_behind_a_change_may_be_one_period() -> None:
    articles = [
        tk.Article(id=f"{month}{n}", text="rain rain" if month == 2 else "calm day", published=datetime(2000, month, 5))
        for month in (1, 2) for n in range(10)
    ]  # fmt: skip
    table = tk.timeline(articles, "rain", changes=True, draws=199)
    assert table.change.tolist() == [False, True]
    assert not tk.timeline(articles[:10], "calm", changes=True, draws=19).change.any()


@pytest.mark.filterwarnings("error")
def test_periods_without_words_or_uses_have_no_change() -> None:
    for texts in (["..."] * 8, ["calm day"] * 8):
        table = tk.timeline(monthly(*texts), "rain", changes=True, draws=19)
        assert not table.change.any()
        assert table.change_p.isna().all()


# one article


def test_one_article_has_no_dispersion_and_two_have() -> None:
    assert tk.term_frequency(corpus("rain fell")).DP.isna().all()
    assert tk.term_frequency(corpus("rain fell", "calm day")).DP.tolist() == [0.5] * 4


def test_the_caption_of_a_dispersion_counts_its_parts() -> None:
    two = corpus("rain fell", "calm day")
    assert tk.dispersion(two, "rain").attrs["caption"].startswith("dispersion over 2 articles, 4 words;")
    assert tk.dispersion(two, "rain", parts=3).attrs["caption"].startswith("dispersion over 3 equal parts, 4 words;")


def test_a_use_behind_the_last_word_is_at_its_place() -> None:
    places = positions_of(corpus("rain fell %", "%", "% rain"), ["%", "rain"])
    found = {(row.article, row.term): row.position for row in places.itertuples()}
    assert found == {("0", "%"): 1, ("0", "rain"): 0, ("1", "%"): 2, ("2", "%"): 2, ("2", "rain"): 2}
    assert places.attrs["bounds"] == [0, 2, 2, 3]


# occurrences


def test_queries_are_found_with_the_number_of_words_and_in_their_voice() -> None:
    one = Analysed(tk.Article(id="a", text="Rain fell. “The rain is a crime for us all,” Ruiz said."), Settings())
    found, words = found_by_query(one, ["rain", "rain fell", "rain"])
    assert [(use.term, use.start, use.end) for use in found] == [("rain", 0, 4), ("rain", 16, 20), ("rain fell", 0, 9)]
    assert words == 12
    outlet, words = found_by_query(one, ["rain"], voice="outlet")
    assert ([use.start for use in outlet], words) == ([0], 4)


def test_unknown_units_and_lists_are_told() -> None:
    one = Analysed(tk.Article(id="a", text="Rain fell."), Settings())
    with pytest.raises(tk.QueryError, match="unit='letter': choose from word"):
        occurrences(one, unit="letter")
    for ask in (lambda: occurrences(one, stop_words="french"), lambda: tk.term_frequency(corpus("a"), stop_words="x")):
        with pytest.raises(tk.QueryError, match="choose from none, english"):
            ask()


# lines of a reading


def test_a_pair_of_words_that_repeats_is_a_group_whichever_words_they_are() -> None:
    found = tk.reading(corpus(*["red dam blue"] * 2, *["blue dam red"] * 3, *["dam dam dam"] * 2), "dam")
    sizes = found.group("beside").sizes.set_index("group").lines.to_dict()
    assert (sizes["blue ~ red"], sizes["red ~ blue"], sizes["dam ~ dam"]) == (3, 2, 2)


def test_lines_that_begin_inside_a_word_are_ordered_and_named_by_what_was_found() -> None:
    found = tk.reading(corpus("a grain", "z drain", "rain fell"), "ain", regex=True)
    assert found.order("left").table.article.tolist() == ["1", "0", "2"]
    assert found.sample(3).order("left").table.article.tolist() == ["1", "0", "2"]
    assert found.group("node").sizes.group.tolist() == ["ain"]
    assert tk.reading(corpus("rains", "rain"), "rain", regex=True).group("node").sizes.lines.tolist() == [2]


def test_a_log_shows_itself_as_code() -> None:
    log = tk.reading(corpus("rain"), "rain").sample(1).log
    assert repr(log) == str(log) == "\n".join(log)
    assert repr(tk.reading(corpus("rain"), "rain")) == "Reading(1 occurrence of 'rain')"
