"""The corpus behaves like a list that never changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import toolkit as tk
from toolkit.articles import Rejection

ONE = tk.Article(id="one", text="Rain fell.\n\nIt stopped.", outlet="The Example", headline="Rain & wind <b>")
TWO = tk.Article(id="two", text="Snow fell.", published=datetime(2019, 3, 12, 3, 14), extra=(("desk", "city"),))


def test_a_corpus_is_read_by_number_name_and_slice() -> None:
    corpus = tk.Corpus([ONE, TWO])
    assert corpus[0] is ONE
    assert corpus["two"] is TWO
    assert [article.id for article in corpus[1:]] == ["two"]
    assert "one" in corpus
    assert "three" not in corpus
    assert corpus == tk.Corpus([ONE, TWO])
    assert hash(corpus) == hash(tk.Corpus([ONE, TWO]))


def test_paragraphs_are_spans_of_the_text() -> None:
    assert [ONE.text[start:end] for start, end in ONE.paragraphs] == ["Rain fell.", "It stopped."]


def test_groups_share_articles_and_name_what_is_unknown() -> None:
    groups = tk.Corpus([ONE, TWO]).by("outlet")
    assert {name: len(part) for name, part in groups.items()} == {"(unknown)": 1, "The Example": 1}
    assert groups["The Example"][0] is ONE


def test_where_takes_values_and_lists_of_values() -> None:
    corpus = tk.Corpus([ONE, TWO])
    assert len(corpus.where(outlet="The Example")) == 1
    assert len(corpus.where(id=["one", "two"])) == 2


def test_the_table_has_a_row_an_article_and_extra_columns_last() -> None:
    table = tk.Corpus([ONE, TWO]).table
    assert table.words.tolist() == [4, 2]
    assert table.columns[-1] == "desk"
    assert table.published.iloc[1] == datetime(2019, 3, 12, 3, 14)
    assert tk.Corpus().table.columns.tolist()[:3] == ["id", "outlet", "headline"]


def test_headlines_are_a_corpus_of_their_own() -> None:
    headlines = tk.Corpus([ONE, TWO]).headlines
    assert [(article.id, article.text) for article in headlines] == [("one", "Rain & wind <b>")]


def test_mistakes_are_one_sentence_with_the_fix() -> None:
    with pytest.raises(tk.QueryError, match="Two articles have the id 'one'"):
        tk.Corpus([ONE, ONE])
    with pytest.raises(tk.QueryError, match=r"no field 'paper'; it has id, outlet"):
        tk.Corpus([ONE]).by("paper")
    with pytest.raises(tk.QueryError, match=r"No article has the id 'x'; corpus\.table lists the ids"):
        tk.Corpus([ONE])["x"]


@pytest.mark.parametrize("field", ["published", "modified"])
def test_a_time_with_a_zone_is_no_time_on_the_clock_of_the_source(field: str) -> None:
    with pytest.raises(tk.QueryError, match=rf"Article 'a': {field} has a time zone; give the time .* zone in extra"):
        tk.Article(id="a", text="Rain fell.", **{field: datetime(2019, 3, 12, 3, 14, tzinfo=UTC)})


def test_the_table_in_jupyter_escapes_what_articles_say() -> None:
    assert "Rain &amp; wind &lt;b&gt;" in ONE._repr_html_()
    shown = tk.Corpus([ONE], [Rejection("a", "", "<script>")])._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "1 set aside" in shown
