"""Comparison of groups: what is counted against what, how sure it is over articles, and what could mislead."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import toolkit as tk
from tests.outlets import flood
from toolkit.measures import comparison
from toolkit.statistics.keyness import MEASURES
from toolkit.statistics.resampling import AGAIN, permutation_p

FLOOD = flood()


@pytest.fixture(scope="module")
def by_outlet() -> pd.DataFrame:
    return tk.keyness(FLOOD, by="outlet", minimum=2, draws=199)


def row(table: pd.DataFrame, term: str, group: str = "Courier") -> pd.Series:
    return table[(table.term == term) & (table.group == group)].iloc[0]


def test_each_group_is_compared_with_the_rest(by_outlet: pd.DataFrame) -> None:
    assert by_outlet[["group", "reference"]].drop_duplicates().to_numpy().tolist() == [
        ["Courier", "Herald"],
        ["Herald", "Courier"],
    ]
    mayor = row(by_outlet, "mayor")
    assert (mayor["count"], mayor.count_reference, mayor.articles, mayor.of_articles) == (5, 0, 5, 6)
    assert mayor.per_million == pytest.approx(1e6 * 5 / by_outlet.attrs["denominator"]["Courier"])
    assert mayor.log_ratio > 2
    assert mayor.low < mayor.log_ratio
    assert np.isnan(mayor.high)  # the other side never says it: any number of times as often
    assert mayor.p < 0.05


def test_the_two_sides_mirror_each_other(by_outlet: pd.DataFrame) -> None:
    one, other = row(by_outlet, "mayor"), row(by_outlet, "mayor", "Herald")
    assert pytest.approx(-other.G2) == one.G2
    assert one.p == pytest.approx(other.p, abs=0.02)
    assert one.log_ratio == pytest.approx(-other.log_ratio)


def test_numbers_are_those_of_the_measures() -> None:
    table = tk.keyness(FLOOD, by="outlet", minimum=3, draws=49, measures=list(MEASURES))
    sizes = table.attrs["denominator"]
    part = table[table.group == "Courier"]
    cells = part["count"], part.count_reference, sizes["Courier"], sizes["Herald"]
    np.testing.assert_allclose(part.G2, comparison.log_likelihood(*cells, signed=True))
    np.testing.assert_allclose(part.log_ratio, comparison.log_ratio(*cells))
    np.testing.assert_allclose(part.chi2, comparison.chi_squared(*cells, signed=True))
    np.testing.assert_allclose(part.log_odds_z, comparison.log_odds_prior(*cells))
    assert set(MEASURES) <= set(table.columns)


def test_one_article_that_drives_a_term_is_named_and_its_p_is_large(by_outlet: pd.DataFrame) -> None:
    bridge = row(by_outlet, "bridge")
    assert (bridge["count"], bridge.top_article, bridge.top_share, bridge.dominated) == (5, "C3", 1.0, True)
    assert bridge.p_words < 0.05  # word by word it looks sure
    assert np.isnan(bridge.p)  # one article is no finding
    assert bridge.DP > 0.7
    assert not row(by_outlet, "mayor").dominated
    assert "100 % of its uses in Courier are in one article, 'C3'" in tk.explain(bridge)


def test_the_share_of_articles_in_which_a_term_is_key() -> None:
    texts = ["storm " * 5 + "calm day"] * 3 + ["calm day here now"]
    target = [tk.Article(id=f"t{n}", text=text) for n, text in enumerate(texts)]
    reference = [tk.Article(id=f"r{n}", text="calm day here now " * 20) for n in range(3)]
    found = row(tk.keyness(target, reference, draws=19), "storm", "target")
    assert found.key_share == pytest.approx(3 / 4)


def test_results_repeat_with_a_seed_and_differ_without_it(by_outlet: pd.DataFrame) -> None:
    again = tk.keyness(FLOOD, by="outlet", minimum=2, draws=199)
    pd.testing.assert_frame_equal(again, by_outlet)
    other = tk.keyness(FLOOD, by="outlet", minimum=2, draws=199, seed=1)
    assert not np.allclose(other.p, by_outlet.p)


def test_permutation_over_articles_equals_all_divisions() -> None:
    from itertools import permutations

    counts, words = np.array([2, 1, 0, 0, 1, 3, 0]), np.array([30, 30, 20, 30, 20, 40, 25])

    def apart(chosen: tuple[int, ...]) -> tuple[float, float]:
        here = np.isin(np.arange(7), chosen)
        c, d = words[here].sum(), words[~here].sum()
        e = counts - counts.sum() / words.sum() * words
        difference = counts[here].sum() / c - counts[~here].sum() / d
        return difference, difference / np.sqrt((e[here] ** 2).sum() / c**2 + (e[~here] ** 2).sum() / d**2)

    def drawn(order: tuple[int, ...]) -> tuple[int, ...]:
        middles = np.cumsum(words[list(order)]) - words[list(order)] / 2
        return order[: min(max(int((middles < words[:3].sum()).sum()), 2), 5)]

    seen = np.array(apart((0, 1, 2)))
    every = np.array([apart(drawn(order)) for order in permutations(range(7))])
    exact = 2 * min((every >= seen - 1e-6).any(axis=1).mean(), (every <= seen + 1e-6).any(axis=1).mean())
    matrix = sparse.csr_array(counts[:, None])
    for members in (np.arange(3), np.arange(3, 7)):
        p = permutation_p(matrix, words, [members], draws=8000, seed=2)
        assert p[0, 0] == pytest.approx(exact, abs=0.03)


def test_pairs_compare_every_group_with_every_other() -> None:
    third = [tk.Article(id=f"z{n}", outlet="Zeit", text="The flood, the town.") for n in range(2)]
    corpus = tk.Corpus([*FLOOD, *third])
    pairs = tk.keyness(corpus, by="outlet", compare="pairs", minimum=2, draws=19)
    assert len(pairs[["group", "reference"]].drop_duplicates()) == 6
    rest = tk.keyness(corpus, by="outlet", minimum=2, draws=19)
    assert sorted(set(rest.reference)) == [
        "rest (Courier, Herald)", "rest (Courier, Zeit)", "rest (Herald, Zeit)",
    ]  # fmt: skip


def test_the_rest_of_many_groups_is_named_by_their_number() -> None:
    articles = [tk.Article(id=f"{o}{n}", outlet=f"O{o}", text="The flood, the town.") for o in range(10) for n in "ab"]
    assert set(tk.keyness(articles, by="outlet", draws=9).reference) == {"rest (9 groups)"}


def test_draws_go_on_for_terms_that_few_of_them_reach() -> None:
    matrix = sparse.csr_array(np.array([[3, 1]] * 15 + [[0, 1]] * 15))
    words, halves = np.full(30, 10), [np.arange(15), np.arange(15, 30)]
    p = permutation_p(matrix, words, halves, draws=100, seed=1)
    assert p[:, 0].tolist() == [2 / (1 + (1 + AGAIN) * 100)] * 2  # no draw divides 30 articles as they are
    assert p[:, 1].tolist() == [1.0] * 2  # the term is as frequent everywhere


def test_p_is_at_most_alpha_in_no_more_than_alpha_of_random_divisions() -> None:
    generator = np.random.default_rng(3)
    matrix, words = sparse.csr_array(generator.poisson(1.0, size=(40, 2000))), generator.integers(80, 120, size=40)
    p = permutation_p(matrix, words, [np.arange(20)], draws=199, seed=5)[0]
    for alpha in (0.01, 0.05, 0.2):
        assert (p <= alpha).mean() == pytest.approx(alpha, abs=4 * np.sqrt(alpha * (1 - alpha) / 2000))


@pytest.mark.parametrize(("short", "long"), [(60, 60), (50, 90), (90, 50)])
def test_a_group_whose_articles_differ_in_length_is_not_found_by_chance(short: int, long: int) -> None:
    generator = np.random.default_rng(4)
    words = np.array([short] * 20 + [long] * 180)
    counts = np.zeros((200, 400), dtype=int)
    for term, articles in enumerate(generator.integers(1, 30, size=400)):
        chosen = generator.choice(200, size=articles, replace=False, p=words / words.sum())
        counts[chosen, term] = 1 + generator.geometric(0.4, size=articles)
    p = permutation_p(sparse.csr_array(counts), words, [np.arange(20)], draws=199, seed=5)[0]
    assert (p <= 0.05).mean() <= 0.06


def test_words_of_one_or_two_articles_are_no_finding() -> None:
    texts = [f"plain words of every day {'fathom fathom fathom' * (n < 2)} {'gale' * (n < 3)}" for n in range(40)]
    articles = [tk.Article(id=str(n), outlet="XY"[n >= 4], text=text) for n, text in enumerate(texts)]
    table = tk.keyness(articles, by="outlet", minimum=1, draws=99)
    assert np.isnan(row(table, "fathom", "X").p)
    assert row(table, "gale", "X").p < 0.05
    assert "fewer than three articles use it there" in tk.explain(row(table, "fathom", "X"))


def test_two_corpora_and_a_list_of_frequencies_serve_as_reference() -> None:
    courier, herald = FLOOD.by("outlet").values()
    two = tk.keyness(courier, herald, minimum=2, draws=49)
    assert set(two.group) == {"target"}
    assert row(two, "mayor", "target")["count"] == 5
    assert len(tk.evidence(courier, two)) == two["count"].sum()
    listed = {"the": 60000, "mayor": 100, "flood": 20, "river": 5, "of": 30000, "and": 9815}
    for reference in (listed, pd.DataFrame({"term": list(listed), "count": list(listed.values())})):
        table = tk.keyness(courier, reference, minimum=2, draws=49)
        assert table.attrs["denominator"]["reference"] == sum(listed.values())
        mayor = row(table, "mayor", "target")
        assert mayor.count_reference == 100
        assert np.isnan(mayor.p)
        assert mayor.low < mayor.log_ratio < mayor.high
        assert (table.of_articles_reference == 0).all()
        assert "without several articles on both sides there is no test over articles" in tk.explain(mayor)
        assert row(table, "of", "target")["count"] == 0


def test_stop_words_and_rare_terms_leave_the_sizes_alone() -> None:  # trap 7: the denominator
    every = tk.keyness(FLOOD, by="outlet", minimum=1, draws=9)
    less = tk.keyness(FLOOD, by="outlet", minimum=3, draws=9, stop_words="english")
    assert every.attrs["denominator"] == less.attrs["denominator"]
    assert "the" not in set(less.term)
    assert pytest.approx(row(less, "mayor").G2) == row(every, "mayor").G2


def test_the_zero_rule_and_the_forms_are_named_in_the_caption() -> None:
    caption = tk.keyness(FLOOD, by="outlet", zero="half", draws=9).attrs["caption"]
    for words in ("zero rule of the log ratio: half", "G2: long form, signed", "9 permutations of articles", "seed 0"):
        assert words in caption


def test_correction_is_over_the_terms_of_one_comparison() -> None:
    from toolkit.measures.intervals import adjusted

    for name in ("benjamini-hochberg", "bonferroni", "none"):
        table = tk.keyness(FLOOD, by="outlet", minimum=2, draws=99, correction=name)  # type: ignore[arg-type]
        for _, part in table.groupby("group"):
            several = part.articles + part.articles_reference >= 3  # what could have been a finding
            p = part.p.fillna(1).where(several)
            expected = adjusted(p, variant=name)  # type: ignore[arg-type]
            np.testing.assert_allclose(part.p_adjusted, np.where(part.p.isna(), np.nan, expected))
            assert part.p.isna().any()


def test_small_p_values_are_looked_at_with_more_draws() -> None:
    texts = {"X": "alpha beta gamma", "Y": "delta beta gamma"}
    articles = [tk.Article(id=f"{o}{n}", outlet=o, text=text) for o, text in texts.items() for n in range(12)]
    table = tk.keyness(articles, by="outlet", draws=99)
    assert row(table, "alpha", "X").p == pytest.approx(2 / (1 + 99 * (1 + AGAIN)))


@pytest.mark.parametrize("voice", [None, "outlet", "direct"])
def test_counts_of_keyness_open_into_as_many_sentences(voice: str | None) -> None:
    table = tk.keyness(FLOOD, by="outlet", minimum=1, draws=9, voice=voice)
    for n in range(0, len(table), 5):
        part = table.iloc[[n]]
        assert len(tk.evidence(FLOOD, part)) == int(part["count"].iloc[0])
    some = table.head(9)
    assert len(tk.evidence(FLOOD, some)) == int(some["count"].sum())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tk.keyness(FLOOD), "Give either by="),
        (lambda: tk.keyness(FLOOD, {"a": 1}, by="outlet"), "Give either by="),
        (lambda: tk.keyness(FLOOD, by="colour"), "has no field 'colour'"),
        (lambda: tk.keyness(FLOOD, FLOOD[:2]), "different articles"),
        (lambda: tk.keyness(FLOOD, {"a": "many"}), "no whole number"),
        (lambda: tk.keyness(FLOOD, {"a": 0}), "no counts above zero"),
        (lambda: tk.keyness(FLOOD, pd.DataFrame({"word": ["a"]})), "no column 'term'"),
        (lambda: tk.keyness(FLOOD, pd.DataFrame({"term": ["a", "a"], "count": [1, 2]})), "a term twice"),
        (lambda: tk.keyness(FLOOD, by="outlet", measures=["G3"]), "there is no 'G3'; choose from BIC"),
        (lambda: tk.keyness(FLOOD, by="outlet", zero="one"), "choose from hardie"),  # type: ignore[arg-type]
        (lambda: tk.keyness(FLOOD, by="outlet", compare="all"), "choose from rest, pairs"),  # type: ignore[arg-type]
        (lambda: tk.keyness(FLOOD, by="outlet", correction="x"), "benjamini-hochberg"),  # type: ignore[arg-type]
        (lambda: tk.keyness(FLOOD, by="outlet", draws=0), "give 1 or more"),
        (lambda: tk.keyness(FLOOD, tk.Corpus([tk.Article(id="e", text="")])), "nothing to compare"),
    ],
)
def test_mistakes_in_a_comparison_are_told(call: Any, message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        call()


def test_one_article_on_a_side_gives_no_test() -> None:
    one = tk.keyness(FLOOD[:1], FLOOD[6:], minimum=1, draws=9)
    assert one.p.isna().all()
    assert one.low.isna().all()
    assert one.G2.notna().all()


def test_one_group_alone_gives_an_empty_table_that_says_so() -> None:
    nothing = tk.keyness(FLOOD, by="agency", measures=["BIC"])
    assert nothing.empty
    assert nothing.attrs["caption"] == "agency: there is only the group (unknown), so there is nothing to compare"
    full = tk.keyness(FLOOD, by="outlet", measures=["BIC"], draws=9)
    assert nothing.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(nothing.columns) == list(full.columns)
