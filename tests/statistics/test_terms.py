"""Counting and concordance: what is counted, against what, and every number opens into its sentences."""

from __future__ import annotations

import pytest

import toolkit as tk

A = tk.Article(id="a", outlet="X", text="Rain fell. “The rain is a crime,” Ruiz said. The rain’s end came.")
B = tk.Article(id="b", outlet="Y", text="Militants came. The militant left. No rain.")
BOTH = tk.Corpus([A, B])


def count(table: object, term: str) -> int:
    return int(table.set_index("term")["count"].get(term, 0))  # type: ignore[attr-defined]


def test_counts_fold_case_and_possessives_and_state_the_denominator() -> None:
    table = tk.term_frequency(BOTH)
    assert count(table, "rain") == 4
    assert table.attrs["denominator"] == {"": 20}
    row = table.set_index("term").loc["rain"]
    assert row["per_million"] == pytest.approx(4 / 20 * 1e6)
    assert row["articles"] == 2
    assert row["rank"] == 1
    assert "20 words and numbers, all voices" in table.attrs["caption"]


def test_stop_words_leave_the_denominator_alone() -> None:
    table = tk.term_frequency(BOTH, stop_words="english")
    assert count(table, "the") == 0
    assert table.attrs["denominator"] == {"": 20}


def test_equal_counts_share_a_rank() -> None:
    table = tk.term_frequency(tk.Article(id="a", text="b b a a c"))
    assert table[["term", "rank"]].to_numpy().tolist() == [["a", 1], ["b", 1], ["c", 3]]


def test_only_the_outlets_own_words_are_counted_when_asked() -> None:
    assert count(tk.term_frequency(A, voice="outlet"), "rain") == 2
    assert count(tk.term_frequency(A, voice="direct"), "rain") == 1
    whole = sum(tk.term_frequency(A, voice=voice)["count"].sum() for voice in ("outlet", "direct"))
    assert whole == tk.term_frequency(A)["count"].sum()


def test_stems_and_runs_of_words() -> None:
    assert count(tk.term_frequency(B, unit="stem"), "milit") == 2
    bigrams = tk.term_frequency(A, unit="bigram")
    assert count(bigrams, "rain fell") == 1
    assert count(bigrams, "fell the") == 0  # not across a full stop


def test_groups_count_apart() -> None:
    table = tk.term_frequency(BOTH, by="outlet")
    found = {
        (row.outlet, row.count_)
        for row in table.rename(columns={"count": "count_"}).query("term == 'rain'").itertuples()
    }
    assert found == {("X", 3), ("Y", 1)}


@pytest.mark.parametrize(
    "options",
    [
        {}, {"by": "outlet"}, {"voice": "outlet"}, {"unit": "bigram"}, {"unit": "stem"}, {"unit": "trigram"},
        {"stop_words": "english", "minimum": 2}, {"by": "outlet", "voice": ["direct", "indirect"]},
    ],
)  # fmt: skip
def test_every_count_opens_into_as_many_sentences(corpus: tk.Corpus, options: dict[str, object]) -> None:
    for source in (BOTH, corpus):
        table = tk.term_frequency(source, **options)  # type: ignore[arg-type]
        for row in range(0, len(table), 7):
            part = table.iloc[[row]]
            assert len(tk.evidence(source, part)) == int(part["count"].iloc[0])


def test_a_concordance_keeps_offsets_voice_and_speaker() -> None:
    table = tk.concordance(BOTH, "rain", window=2)
    assert table.node.tolist() == ["Rain", "rain", "rain’s", "rain"]
    assert table.voice.tolist() == ["outlet", "direct", "outlet", "outlet"]
    assert table.speaker.iloc[1] == "Ruiz"
    assert all(BOTH[a].text[s:e] == n for a, s, e, n in table[["article", "start", "end", "node"]].to_numpy())
    assert len(tk.evidence(BOTH, table)) == len(table)


@pytest.mark.parametrize(
    ("query", "nodes"),
    [
        ("militant*", ["Militants", "militant"]),
        ("Militants", ["Militants"]),
        ("the militant", ["The militant"]),
        ("rain fell", ["Rain fell"]),
        ("fell the", []),
        ("*x*", []),
    ],
)
def test_queries_take_words_phrases_and_wildcards(query: str, nodes: list[str]) -> None:
    assert tk.concordance(BOTH, query).node.tolist() == nodes


def test_context_is_read_on_one_line() -> None:
    article = tk.Article(id="a", text="One end.\n\nThe word here.")
    assert tk.concordance(article, "word").left.tolist() == ["One end. The "]


def test_mistakes_are_told_with_the_choices() -> None:
    with pytest.raises(tk.QueryError, match="choose from outlet, direct"):
        tk.term_frequency(A, voice="author")
    with pytest.raises(tk.QueryError, match="unit='letter': choose from word, stem"):
        tk.term_frequency(A, unit="letter")
    with pytest.raises(tk.QueryError, match="would match everything"):
        tk.concordance(A, "*")
    with pytest.raises(tk.QueryError, match="The query is empty"):
        tk.concordance(A, "  ")
    with pytest.raises(tk.QueryError, match="These rows name no place"):
        tk.evidence(A, tk.Corpus([A]).table)
    with pytest.raises(tk.QueryError, match="no characters 5 to 4000"):
        tk.evidence(A, tk.concordance(A, "rain").assign(start=5, end=4000))


def test_an_empty_corpus_gives_empty_tables_with_their_columns() -> None:
    empty = tk.Corpus()
    for table in (tk.term_frequency(empty), tk.concordance(empty, "rain"), tk.attributions(empty), tk.voices(empty)):
        assert len(table) == 0
        assert len(table.columns) > 3
    assert len(tk.loaded_language(empty, severity="all")) == 0
    for framing in (tk.actions, tk.entman, tk.naming_choices, tk.headline_and_lead):
        assert len(framing(empty)) == 0
