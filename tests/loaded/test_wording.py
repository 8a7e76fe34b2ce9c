"""Rates of loaded words by voice with their uncertainty, and the words that groups choose."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import toolkit as tk

CORPUS = tk.Corpus(
    [
        tk.Article(id="a", outlet="A", text="The thugs left the town. “Vermin, these people,” Ruiz said."),
        tk.Article(id="b", outlet="A", text="Militants held the town for nine days, and nobody left it."),
        tk.Article(id="c", outlet="B", text="Terrorists held the town. Perhaps they were thugs."),
    ]
)


def test_rates_are_hits_over_the_words_of_their_voice() -> None:
    table = tk.loaded_summary(CORPUS).set_index("voice")
    hits = tk.loaded_language(CORPUS)
    assert set(hits.severity) == {"flag"}
    assert len(hits) < len(tk.loaded_language(CORPUS, severity="all"))
    assert table.loc["(all)", "hits"] == len(hits)
    assert table.loc["(all)", "words"] == tk.voices(CORPUS).words.sum()
    for voice in ("outlet", "direct"):
        assert table.loc[voice, "hits"] == (hits.voice == voice).sum()
        assert table.loc[voice, "per_1000"] == 1000 * table.loc[voice, "hits"] / table.loc[voice, "words"]
    bounds = table.loc[["outlet", "indirect"]].sum() if "indirect" in table.index else table.loc["outlet"]
    assert table.loc["(outlet with indirect)", "hits"] == bounds.hits
    assert table.loc["(outlet with indirect)", "words"] == bounds.words
    both = table.loc[["(without quotations)", "(only quotations)"]]
    assert both.hits.sum() == table.loc["(all)", "hits"]
    assert both.words.sum() == table.loc["(all)", "words"]


def test_intervals_hold_the_rate_and_repeat() -> None:
    table = tk.loaded_summary([replace(article, id=f"{article.id}{n}") for article in CORPUS for n in range(5)])
    known = table[table.low.notna()]
    assert {"outlet", "(outlet with indirect)", "(all)"} <= set(known.voice)
    assert ((known.low <= known.per_1000) & (known.per_1000 <= known.high)).all()
    alone = tk.loaded_summary(CORPUS[0])
    assert alone.low.isna().all()


def test_groups_and_severities_are_counted_apart() -> None:
    by_outlet = tk.loaded_summary(CORPUS, by="outlet", severity="all")
    assert by_outlet.outlet.unique().tolist() == ["A", "B"]
    whole = by_outlet[by_outlet.voice == "(all)"].hits.sum()
    parts = [tk.loaded_summary(CORPUS, severity=kind).set_index("voice").hits["(all)"] for kind in ("flag", "note")]
    assert sum(parts) == whole
    assert min(parts) > 0
    with pytest.raises(tk.QueryError, match="choose flag, note or all"):
        tk.loaded_summary(CORPUS, severity="high")


@pytest.mark.parametrize("severity", ["flag", "note", "all"])
def test_counts_of_a_summary_open_into_as_many_sentences(severity: str) -> None:
    table = tk.loaded_summary(CORPUS, severity=severity)  # type: ignore[arg-type]
    for number, hits in enumerate(table.hits):
        if hits:
            assert len(tk.evidence(CORPUS, table.iloc[[number]])) == hits
    assert table.hits.sum() > 0


def test_an_empty_corpus_has_no_rate() -> None:
    table = tk.loaded_summary(tk.Corpus())
    assert table.voice.tolist() == ["(outlet with indirect)", "(all)", "(without quotations)", "(only quotations)"]
    assert math.isnan(table.per_1000.iloc[0])
    assert len(tk.compare_wording(tk.Corpus())) == 0


def test_groups_show_which_word_they_choose() -> None:
    table = tk.compare_wording(CORPUS)
    names = table[table.kind == "name"].set_index("word")
    assert names.loc["militant", ["A", "B"]].tolist() == [1, 0]
    assert names.loc["terrorist", ["A", "B"]].tolist() == [0, 1]
    loaded = table[(table.kind == "loaded") & (table.word == "thug")]
    assert loaded[["A", "B", "all"]].to_numpy().tolist() == [[1, 1, 2]]
    own = tk.compare_wording(CORPUS, voice="outlet")
    assert "vermin" in set(table.word)
    assert "vermin" not in set(own.word)


def test_the_outlets_share_of_a_word_has_bounds() -> None:
    texts = ["Thugs left.", "The thugs left, Ruiz said.", "“Thugs,” Ruiz said."]
    articles = [replace(CORPUS[0], id=str(n), text=text, outlet="A") for n, text in enumerate(texts * 2)]
    thug = tk.compare_wording(articles).set_index("kind").loc["loaded"]
    assert thug[["all", "outlet_voice", "with_indirect"]].tolist() == [6, 2, 4]
    rates = tk.compare_wording(articles, rates=True).set_index("kind").loc["loaded"]
    assert rates.low < rates.per_10000 < rates.high


def test_referents_of_ones_own_are_compared() -> None:
    import pandas as pd

    mine = pd.DataFrame({"referent": ["town"] * 2, "name": ["town", "village"], "forms": ["town", "village"]})
    table = tk.compare_wording(CORPUS, referents=mine)
    assert table[table.kind == "name"].values.tolist() == [["name", "town", "town", 2, 1, 3, 3, 3]]


def test_coverage_lists_what_is_found_and_what_is_not() -> None:
    table = tk.lexicon_coverage(CORPUS)
    assert len(table) == len(tk.Lexicon.default())
    assert table.hits.sum() == len(tk.loaded_language(CORPUS, severity="all"))
    assert table[table.term == "thug"][["hits", "articles"]].to_numpy().tolist() == [[2, 2]]
    assert (table.hits == 0).sum() > 900


def test_names_in_words_with_wildcards_are_compared() -> None:
    names = {"they": ["thug*", "militant*", "terrorist*"], "place": "the town"}
    found = tk.naming_choices(CORPUS, names=names)
    assert found.text.str.lower().tolist() == [
        "thugs", "the town", "militants", "the town", "terrorists", "the town", "thugs",
    ]  # fmt: skip
    table = tk.compare_wording(CORPUS, names=names)
    assert table[table.kind == "name"].set_index("word").loc["thug*", ["A", "B"]].tolist() == [1, 1]
    with pytest.raises(tk.QueryError, match="give one of them"):
        tk.naming_choices(CORPUS, names=names, referents="mine.csv")
    with pytest.raises(tk.QueryError, match="needs a list of words"):
        tk.naming_choices(CORPUS, names={"they": [1]})  # type: ignore[list-item]
    with pytest.raises(tk.QueryError, match="give a mapping"):
        tk.naming_choices(CORPUS, names=["thug"])  # type: ignore[arg-type]


def test_the_longest_name_wins_where_two_meet() -> None:
    found = tk.naming_choices(CORPUS[0], names={"a": ["town"], "b": ["the town"]})
    assert found[["referent", "text"]].values.tolist() == [["b", "the town"]]


def test_rates_say_how_much_each_group_uses_a_word_and_how_sure_that_is() -> None:
    corpus = tk.Corpus(
        tk.Article(id=str(n), outlet="AB"[n % 2], text="Militants left. " * (1 + n % 3) + "Rain fell on the town.")
        for n in range(12)
    )
    table = tk.compare_wording(corpus, names={"they": ["militant*"]}, rates=True, voice="unquoted")
    rows = table[table.kind == "name"]
    assert rows.group.tolist() == ["A", "B"]
    for row in rows.itertuples():
        assert row.per_10000 == pytest.approx(1e4 * row.count / row.words)
        assert row.low < row.per_10000 < row.high
        assert (row.articles, row.of_articles) == (6, 6)


def test_quotations_are_left_out_in_one_word() -> None:
    whole, unquoted, own = (set(tk.loaded_language(CORPUS, voice=voice).voice) for voice in (None, "unquoted", "own"))
    assert "direct" in whole
    assert not unquoted & {"direct", "partial"}
    assert own == {"outlet"}
    assert tk.loaded_language(CORPUS, voice=["own", "direct"]).voice.isin(["outlet", "direct"]).all()
    with pytest.raises(tk.QueryError, match=r"'quote' is no voice; choose from .*unquoted"):
        tk.loaded_language(CORPUS, voice="quote")
