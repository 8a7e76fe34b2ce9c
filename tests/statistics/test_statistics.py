"""Dispersion, time, text level, agreement, frequency with intervals, and rows in plain sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

import toolkit as tk
from tests.outlets import flood
from toolkit.measures import spread

FLOOD = flood()


def dated(day: int, text: str, month: int = 1) -> tk.Article:
    return tk.Article(id=f"{month}-{day}-{text[:9]}", text=text, published=datetime(2026, month, day))


# frequency


def test_the_matrix_agrees_with_the_frequencies() -> None:
    counts = tk.document_feature_matrix(FLOOD)
    table = tk.term_frequency(FLOOD).set_index("term")
    assert counts.terms == tuple(sorted(counts.terms))
    assert counts.articles == tuple(article.id for article in FLOOD)
    assert counts.words.sum() == table["count"].sum() == counts.matrix.sum()
    for n, name in enumerate(counts.terms):
        column = counts.matrix[:, [n]].toarray().ravel()
        assert table["count"][name] == column.sum()
        assert table["articles"][name] == (column > 0).sum()
        assert table["DP"][name] == pytest.approx(float(spread.gries_dp(column, counts.words)))


def test_phrases_and_wildcards_are_counted_by_their_own_name() -> None:
    table = tk.term_frequency(FLOOD, terms=["the mayor", "critic*", "volcano"], by="outlet")
    found = {(r["outlet"], r["term"]): r["count"] for r in table.to_dict("records")}
    assert found == {
        ("Courier", "the mayor"): 5, ("Courier", "critic*"): 0, ("Courier", "volcano"): 0,
        ("Herald", "the mayor"): 0, ("Herald", "critic*"): 5, ("Herald", "volcano"): 0,
    }  # fmt: skip
    assert len(tk.evidence(FLOOD, table)) == 10
    assert table[table.term == "volcano"].high.min() > 0  # not seen is not impossible


def test_a_term_named_twice_is_counted_once() -> None:
    assert tk.term_frequency(FLOOD, terms=["rain", "rain"])["count"].tolist() == [6]
    assert tk.dispersion(FLOOD, ["rain", "rain"])["count"].tolist() == [6]
    assert tk.timeline(FLOOD, ["rain", "rain"])["count"].sum() == 6


def test_intervals_hold_the_rate_and_widen_over_articles() -> None:
    wilson = tk.term_frequency(FLOOD, interval="wilson").set_index("term")
    over_articles = tk.term_frequency(FLOOD).set_index("term")
    for table in (wilson, over_articles):
        assert ((table.low <= table.per_million) & (table.per_million <= table.high)).all()
    width = (over_articles.high - over_articles.low) / (wilson.high - wilson.low)
    assert width["bridge"] > 1.3  # five uses in one article
    assert tk.term_frequency(FLOOD[:5]).low.notna().all()
    assert tk.term_frequency(FLOOD[:4]).low.isna().all()
    assert "over articles" in tk.term_frequency(FLOOD).attrs["caption"]
    assert "Wilson" in tk.term_frequency(FLOOD, interval="wilson").attrs["interval"]
    with pytest.raises(tk.QueryError, match="choose from articles, wilson"):
        tk.term_frequency(FLOOD, interval="exact")  # type: ignore[arg-type]


def test_empty_corpora_give_empty_tables() -> None:
    empty = tk.Corpus()
    assert len(tk.term_frequency(empty, by="outlet")) == len(tk.text_statistics(empty)) == 0
    assert len(tk.timeline(empty, "rain")) == len(tk.collocations(empty, "rain")) == 0
    assert tk.dispersion(empty, "rain")["count"].tolist() == [0]
    assert tk.document_feature_matrix(empty).matrix.shape == (0, 0)


# dispersion


def test_dispersion_over_articles_equals_the_measures() -> None:
    table = tk.dispersion(FLOOD, ["mayor", "rain", "bridge", "volcano"]).set_index("term")
    counts = tk.document_feature_matrix(FLOOD, terms=["mayor", "rain", "bridge"])
    for n, name in enumerate(["mayor", "rain", "bridge"]):
        column = counts.matrix.toarray()[:, n]
        assert table.loc[name, "DP"] == pytest.approx(float(spread.gries_dp(column, counts.words)))
        assert table.loc[name, "juilland_D"] == pytest.approx(float(spread.juilland_d(column, counts.words)))
        assert table.loc[name, "range"] == (column > 0).sum()
    assert table.loc["bridge", "DP"] > table.loc["rain", "DP"]
    assert np.isnan(table.loc["volcano", "DP"])
    assert table.loc["volcano", "count"] == 0


def test_equal_slices_and_distances_by_hand() -> None:
    article = tk.Article(id="g", text=" ".join("b a m n i b e u p k b a s a t b e w q n".split()))
    row = tk.dispersion(article, "a", parts=2).iloc[0]
    assert (row["count"], row["range"], row["of_parts"]) == (3, 2, 2)
    assert pytest.approx(abs(1 / 3 - 1 / 2)) == row.DP
    assert spread.distance_measure([1, 11, 13], 20, variant="AWT") == row.AWT
    assert not np.isnan(row.zhang_DC)


def test_uses_in_a_dispersion_open_into_sentences() -> None:
    table = tk.dispersion(FLOOD, ["the flood", "rain", "critic*"])
    assert len(tk.evidence(FLOOD, table)) == table["count"].sum() == 15
    with pytest.raises(tk.QueryError, match="slices, 2 or more"):
        tk.dispersion(FLOOD, "rain", parts=1)
    with pytest.raises(tk.QueryError, match="terms is empty"):
        tk.dispersion(FLOOD, [])


# time


def test_gaps_are_kept_and_have_no_rate() -> None:
    table = tk.timeline(FLOOD, "rain")
    assert table.period.tolist() == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"]
    march = table.iloc[2]
    assert (march["count"], march.of_articles, march.words) == (0, 0, 0)
    assert np.isnan(march.per_million)
    assert table.small.all()
    assert len(tk.evidence(FLOOD, table)) == table["count"].sum() == 6
    assert len(tk.evidence(FLOOD, table.iloc[[2]])) == 0
    assert "caution: it is no zero" in tk.explain(march)


def test_weeks_begin_on_monday_and_days_are_days() -> None:
    articles = [dated(4, "Rain on Sunday."), dated(5, "Rain on Monday.")]
    assert tk.timeline(articles, "rain", every="week").period.tolist() == [
        "2025-12-29/2026-01-04", "2026-01-05/2026-01-11",
    ]  # fmt: skip
    assert tk.timeline(articles, "rain", every="day")["count"].tolist() == [1, 1]
    assert tk.timeline(articles, "rain", every="year")["count"].tolist() == [2]


def test_articles_without_a_date_are_counted_and_named() -> None:
    table = tk.timeline([dated(1, "Rain."), tk.Article(id="u", text="Rain.")], "rain")
    assert table["count"].tolist() == [1]
    assert table.attrs["undated"] == 1
    assert "1 without a date left out" in table.attrs["caption"]


def test_a_change_is_marked_only_where_the_test_finds_it() -> None:
    before = [dated(day, f"Calm calm calm day {day}.", month) for month in (1, 2, 3) for day in range(1, 9)]
    after = [dated(day, f"Storm storm and calm {day}.", month) for month in (4, 5, 6) for day in range(1, 9)]
    table = tk.timeline([*before, *after], "storm", changes=True)
    assert table[table.change].period.tolist() == ["2026-04"]
    assert table[table.change].change_p.max() < 0.01
    assert "permutation of the articles over time" in table.attrs["test"]
    steady = tk.timeline([*before, *after], "calm", changes=True, seed=2)
    assert "change" in steady
    assert not tk.timeline(before, "calm", changes=True).change.any()


@pytest.mark.slow
def test_changes_are_found_by_chance_no_more_often_than_alpha() -> None:
    generator = np.random.default_rng(5)
    found = 0
    for trial in range(60):
        articles = [
            dated(day, f"Word {'storm ' * int(generator.poisson(1))} end {day} {trial}.", month)
            for month in range(1, 5)
            for day in range(1, 7)
        ]
        found += bool(tk.timeline(articles, "storm", changes=True, draws=99, seed=trial).change.any())
    assert found <= 9  # 3 expected; more than 9 of 60 has a chance below 1 in 1,000


def test_mistakes_about_time_are_told() -> None:
    with pytest.raises(tk.QueryError, match="choose from day, week"):
        tk.timeline(FLOOD, "rain", every="hour")  # type: ignore[arg-type]
    with pytest.raises(tk.QueryError, match="a share between 0 and 1"):
        tk.timeline(FLOOD, "rain", alpha=5)


# text level


def test_text_statistics_has_one_row_an_article_and_opens_into_its_sentences(corpus: tk.Corpus) -> None:
    for source in (FLOOD, corpus):
        table = tk.text_statistics(source, window=10)
        assert table.article.tolist() == [article.id for article in source]
        assert table.words.tolist() == source.table.words.tolist()
        assert len(tk.evidence(source, table)) == table.sentences.sum()
        assert table.MATTR.notna().tolist() == (table.words >= 10).tolist()
        assert table.MATTR.dropna().between(0, 1).all()
        assert table.smog.notna().tolist() == (table.sentences >= 30).tolist()
    with pytest.raises(tk.QueryError, match="window=0"):
        tk.text_statistics(FLOOD, window=0)


def test_a_text_without_words_has_no_statistics() -> None:
    row = tk.text_statistics(tk.Article(id="a", text="…")).iloc[0]
    assert row.words == 0
    assert row[["TTR", "flesch", "lix", "MTLD"]].isna().all()


# agreement


def labels(**given: str) -> pd.DataFrame:
    rows = [(c, n, x) for c, xs in given.items() for n, x in enumerate(xs) if x != "."]
    return pd.DataFrame(rows, columns=["coder", "unit", "label"])


def test_agreement_of_three_with_gaps() -> None:
    table = tk.agreement(labels(A="xyxyxxyy", B="xyxyxyyy", C="xyxy..yx"), draws=200).set_index("measure")
    assert table.loc["fleiss_kappa", "units"] == 6
    assert table.loc["krippendorff_alpha", "units"] == 8
    assert table.loc["cohen_kappa: A, B", "value"] == pytest.approx(0.75)
    alpha = table.loc["krippendorff_alpha"]
    assert alpha.low < alpha.value < alpha.high
    perfect = tk.agreement(labels(A="xyxy", B="xyxy"), draws=20)
    assert perfect.value.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("given", "options", "message"),
    [
        (labels(A="xy"), {}, "two or more"),
        (labels(A="xy", B="xy"), {"level": "ratio"}, "needs labels that are numbers"),
        (labels(A="xy", B="xy"), {"label": "tag"}, "no column 'tag'"),
        (pd.concat([labels(A="x", B="x")] * 2), {}, "labelled unit 0 twice"),
    ],
)
def test_mistakes_about_labels_are_told(given: pd.DataFrame, options: dict[str, Any], message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        tk.agreement(given, **options)


# plain sentences


def test_every_kind_of_row_is_explained_in_two_sentences() -> None:
    tables = [
        tk.term_frequency(FLOOD), tk.keyness(FLOOD, by="outlet", minimum=1, draws=19), tk.timeline(FLOOD, "rain"),
        tk.collocations(FLOOD, "rain", minimum=1), tk.dispersion(FLOOD, ["rain", "bridge", "volcano"]),
    ]  # fmt: skip
    for table in tables:
        for n in range(0, len(table), 4):
            said = tk.explain(table.iloc[n])
            assert said.endswith(".")
            assert said == tk.explain(table.iloc[[n]])
            assert "nan" not in said
            assert "e+" not in said
            assert "  " not in said


def test_cautions_fire_where_they_are_due_and_only_there() -> None:
    table = tk.keyness(FLOOD, by="outlet", minimum=1, draws=99)
    bridge = tk.explain(table.query("group == 'Courier' and term == 'bridge'"))
    for caution in ("only 5 uses", "in one article, 'C3'", "no use in Herald", "fewer than three articles"):
        assert caution in bridge
    other = tk.explain(table.query("group == 'Herald' and term == 'bridge'"))
    assert "no use in Herald, so how many times rarer cannot be known" in other
    many = [tk.Article(id=str(n), outlet="XY"[n % 2], text="Rain rain " + "and sun " * 30 + "rain " * (n % 2) * 9)
            for n in range(40)]  # fmt: skip
    calm = tk.explain(tk.keyness(many, by="outlet", draws=99).query("group == 'Y' and term == 'rain'"))
    assert "caution" not in calm
    assert "It stands in 20 of 20 articles of Y and in 20 of 20 of X" in calm
    same = tk.explain(tk.keyness(many, by="outlet", draws=99).query("group == 'Y' and term == 'sun'"))
    assert "caution" not in same or "interval" in same


def test_explain_takes_one_row_of_a_result() -> None:
    with pytest.raises(tk.QueryError, match="takes one row; this table has"):
        tk.explain(tk.term_frequency(FLOOD))
    with pytest.raises(tk.QueryError, match="takes one row of term_frequency"):
        tk.explain(FLOOD.table.iloc[0])


# concordance


def test_a_concordance_is_sorted_sampled_and_dated() -> None:
    rain = tk.concordance(FLOOD, "rain", sort="right")
    assert [text.split()[0].strip(".") for text in rain.right] == ["fell"] * 2 + ["is"] * 2 + ["stopped"] * 2
    left = tk.concordance(FLOOD, "officials", sort="left")
    nearest = [text.lower().split()[-1].strip(".,") if text.strip() else "" for text in left.left]
    assert nearest == sorted(nearest)
    assert tk.concordance(FLOOD, "rain", sort="date").date.is_monotonic_increasing
    assert set(rain.outlet) == {"Courier", "Herald"}
    sample = tk.concordance(FLOOD, "the", sample=5, seed=4)
    whole = tk.concordance(FLOOD, "the")
    assert len(sample) == 5
    assert sample.attrs["caption"] == f"a random sample of 5 of {len(whole)} occurrences of 'the' (seed 4)"
    assert sample.equals(tk.concordance(FLOOD, "the", sample=5, seed=4))
    assert not sample.equals(tk.concordance(FLOOD, "the", sample=5, seed=5))
    assert "sample" not in tk.concordance(FLOOD, "the", sample=5000).attrs
    assert len(tk.evidence(FLOOD, sample)) == 5


def test_a_regular_expression_is_searched_in_the_text_itself() -> None:
    found = tk.concordance(FLOOD, r"rain (fell|stopped)", regex=True)
    assert found.node.tolist() == ["Rain fell", "Rain stopped", "Rain fell", "Rain stopped"]
    assert all(FLOOD[a].text[s:e] == n for a, s, e, n in found[["article", "start", "end", "node"]].to_numpy())
    assert tk.concordance(FLOOD, r"loo", regex=True, window=1).node.tolist()[0] == "loo"
    assert len(tk.concordance(FLOOD, r"Rain", regex=True)) == 6
    assert len(tk.concordance(FLOOD, r"RAIN", regex=True)) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"query": "(", "regex": True}, "is no regular expression"),
        ({"query": "a*", "regex": True}, "which is everywhere"),
        ({"query": "rain", "sort": "up"}, "choose from text, left"),
        ({"query": "rain", "sample": 0}, "1 or more"),
    ],
)
def test_mistakes_in_a_concordance_are_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        tk.concordance(FLOOD, **options)
