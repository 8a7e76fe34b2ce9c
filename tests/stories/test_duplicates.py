"""Which articles repeat each other, how, and which of them is the original."""

from __future__ import annotations

import random
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from benchmarks.duplicates import benchmark_duplicates

WORDS = [
    f"{a}{b}{c}"
    for a in ("har", "riv", "tow", "bri")
    for b in ("ban", "lem", "sot", "dur")
    for c in ("ic", "er", "ond", "al")
]


def prose(seed: int, sentences: int = 24) -> str:
    chance = random.Random(seed)
    return " ".join(" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences))


def article(id: str, text: str, **fields: object) -> tk.Article:
    return tk.Article(id=id, text=text, **fields)  # type: ignore[arg-type]


def rows(*articles: tk.Article) -> list[tuple[str, str, str]]:
    table = tk.duplicates(tk.Corpus(articles))
    return list(zip(table["article"], table["duplicate_of"], table["kind"], strict=True))


STORY = prose(1)


def test_articles_of_their_own_repeat_nothing() -> None:
    assert rows(*(article(str(k), prose(k)) for k in range(6))) == []


def test_the_same_words_are_exact_whatever_marks_and_capitals() -> None:
    assert rows(article("a", STORY), article("b", STORY.upper().replace(".", "!"))) == [("b", "a", "exact")]


def test_a_beginning_of_a_story_is_contained_in_it() -> None:
    cut = STORY[: len(STORY) // 2]
    table = tk.duplicates(tk.Corpus([article("long", STORY), article("cut", cut)]))
    assert table[["article", "duplicate_of", "kind"]].values.tolist() == [["cut", "long", "contained"]]
    assert table.containment[0] > 0.95
    assert 0.4 < table.jaccard[0] < 0.6
    assert table.evidence[0] in cut


def test_a_story_with_changed_sentences_is_near() -> None:
    sentences, others = STORY.split(". "), prose(2).split(". ")
    changed = ". ".join(others[k] if k % 2 else one for k, one in enumerate(sentences))
    first, later = datetime(2024, 3, 4), datetime(2024, 3, 5)
    found = rows(article("a", STORY, published=first), article("b", changed, published=later))
    assert found == [("b", "a", "near")]


def test_one_shared_statement_is_no_copy() -> None:
    statement = ". ".join(prose(3).split(". ")[:6])
    assert rows(article("a", f"{prose(4)} {statement}"), article("b", f"{prose(5)} {statement}")) == []


def test_two_reports_that_quote_one_statement_share_quotations_and_are_no_copies() -> None:
    statement = ". ".join(prose(3).split(". ")[:14])
    told = [f"{prose(seed, 5)} “{statement}” the office said. {prose(seed + 1, 5)}" for seed in (40, 50)]
    assert rows(article("a", told[0]), article("b", told[1])) == [("b", "a", "quotations")]
    marked = tk.mark_duplicates([article("a", told[0]), article("b", told[1])])
    assert [one.duplicate_of for one in marked] == [None, None]


def test_a_copy_of_a_report_with_quotations_stays_a_copy() -> None:
    statement = ". ".join(prose(3).split(". ")[:8])
    told = f"{prose(40, 8)} “{statement}” the office said. {prose(41, 8)}"
    longer = f"{told} {prose(60, 20)}"
    assert rows(article("a", longer), article("b", told)) == [("b", "a", "contained")]
    spoken = f"“{prose(42, 12)}” he said."
    assert rows(article("a", spoken), article("b", f"{spoken} {prose(1, 1)}")) == [("a", "b", "near")]


def test_a_brief_with_one_changed_word_is_found_and_another_brief_is_not() -> None:
    chance = random.Random(8)
    found = 0
    for seed in range(30):
        words = prose(100 + seed, 3).split()[:30]
        changed = list(words)
        changed[chance.randrange(30)] = "xylophones"
        found += bool(rows(article("a", " ".join(words)), article("b", " ".join(changed))))
    assert found >= 28
    assert rows(*(article(str(seed), prose(200 + seed, 3)) for seed in range(30))) == []


def test_a_page_at_two_times_is_a_version_and_marks_of_campaigns_are_no_other_page() -> None:
    first = article("a", prose(6), url="https://www.leeds.example/rain/?utm_source=x#top")
    assert rows(first, article("b", prose(7), url="http://leeds.example/rain")) == [("b", "a", "version")]
    assert rows(first, article("b", prose(7), url="http://leeds.example/rain?page=2")) == []


def test_the_earlier_article_is_the_original() -> None:
    late = article("late", STORY, published=datetime(2024, 3, 5))
    early = article("early", STORY, published=datetime(2024, 3, 4))
    assert rows(late, early) == [("late", "early", "exact")]


def test_the_agency_itself_comes_before_those_who_print_it() -> None:
    printed = article("paper", STORY, outlet="Leeds Daily", published=datetime(2024, 3, 4))
    own = article("wire", STORY, outlet="AP", agency="AP", published=datetime(2024, 3, 5))
    assert rows(printed, own) == [("paper", "wire", "exact")]


def test_what_an_article_repeats_is_never_a_repeat_itself() -> None:
    cuts = [article(str(k), STORY[: len(STORY) * (20 - k) // 20]) for k in range(12)]
    table = tk.duplicates(tk.Corpus(cuts))
    assert len(table) == 11
    assert set(table.duplicate_of) == {"0"}


def test_marking_drops_nothing_and_where_keeps_one_of_each() -> None:
    corpus = tk.Corpus(
        [article("a", STORY), article("b", STORY), article("c", prose(9))], [tk.articles.Rejection("x", "", "y")]
    )
    marked = tk.mark_duplicates(corpus)
    assert [one.duplicate_of for one in marked] == [None, "a", None]
    assert [one.id for one in marked.where(duplicate_of=None)] == ["a", "c"]
    assert marked.rejections == corpus.rejections


def test_agency_copy_is_told_by_the_agency_of_the_article_or_of_what_it_repeats() -> None:
    contributed = article(
        "d", prose(11), outlet="York Post", taglines=("The Associated Press contributed to this report.",)
    )
    marked = tk.mark_duplicates(
        [
            article("own", STORY, outlet="Associated Press", agency="Associated Press"),
            article("copy", STORY, outlet="Leeds Daily"),
            article("credited", prose(10), outlet="Leeds Daily", agency="AP"),
            contributed,
        ]
    )
    assert {one.id: one.is_wire_copy for one in marked} == {"own": False, "copy": True, "credited": True, "d": False}


def test_texts_without_spaces_between_words_are_compared_too() -> None:
    letters = [chr(0x4E00 + k) for k in range(600)]
    first = "".join(random.Random(1).choices(letters, k=500))
    other = "".join(random.Random(2).choices(letters, k=500))
    assert rows(article("a", first), article("b", first[:300]), article("c", other)) == [("b", "a", "contained")]


def test_empty_and_short_texts_are_compared_as_wholes() -> None:
    assert rows(article("a", ""), article("b", ""), article("c", "Rain fell."), article("d", "Rain fell!")) == [
        ("d", "c", "exact")
    ]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts_give_a_table_whose_originals_are_no_repeats(texts: list[str]) -> None:
    table = tk.duplicates(tk.Corpus(article(str(k), text) for k, text in enumerate(texts)))
    assert list(table.columns) == ["article", "duplicate_of", "kind", "jaccard", "containment", "evidence"]
    assert not set(table.article) & set(table.duplicate_of)


@pytest.mark.slow
def test_the_benchmark_finds_what_it_plants() -> None:
    result = benchmark_duplicates([{"text": prose(k)} for k in range(150)], articles=100, copies=48, many=200)
    assert result["recall"] >= 0.9
    assert result["precision"] >= 0.95
    assert result["many"]["articles"] == 200


def test_the_evidence_is_a_run_of_words_that_stands_in_both_texts() -> None:
    sentences, others = STORY.split(". "), prose(2).split(". ")
    changed = ". ".join(others[k] if k % 2 else one for k, one in enumerate(sentences))
    short = "I need it to go on and I need it to be so or we do as we do it in an hour of it all so we go on as it is"
    (evidence,) = tk.duplicates([article("a", STORY), article("b", f"{short}. {changed}")]).evidence
    assert len(evidence.split()) >= 12
    assert evidence in STORY
    assert evidence in changed
