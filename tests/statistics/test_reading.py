"""Reading a concordance step by step: the same lines as the function finds, and a log that runs again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk

TEXTS = [
    "The so-called “caliphate” fell, the minister said. “The caliphate was a horror,” said Ada Moor, a nurse.",
    "Rain fell on the old caliphate. In the old caliphate, rain’s fall is rare; 5% of it is snow.\n\nThe rain!",
    "The terrorists fled. Brutal thugs of the caliphate, officials said, fled in the rain to the U.S.-backed town.",
    "No rain here: a caliphate-era wall, cost$5 and re-re-built, fell. The Old Caliphate fell again and again.",
]
CORPUS = tk.Corpus(
    tk.Article(
        id=f"a{number}", text=text, outlet=("Post", "Tribune", None)[number % 3],
        published=None if number == 3 else datetime(2020, 1, number + 1, 12), section="World" if number else None,
    )
    for number, text in enumerate(TEXTS)
)  # fmt: skip
QUERIES = [
    "caliphate",
    "rain",
    "the old caliphate",
    "The",
    "*a*",
    "old caliph*",
    "fell",
    "said",
    "again and",
    "-*",
    "zzz",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("window", [0, 3, 8])
def test_the_first_lines_are_those_of_the_concordance(query: str, window: int) -> None:
    found = tk.reading(CORPUS, query, window=window)
    same(found.table, tk.concordance(CORPUS, query, window=window))
    for order in ("left", "right", "node", "date", "outlet", "text"):
        same(found.order(order).table, tk.concordance(CORPUS, query, window=window, sort=order))
    for voice in ("outlet", "direct", ("indirect", "partial")):
        same(found.select(voice=voice).table, tk.concordance(CORPUS, query, window=window, voice=voice))


@pytest.mark.parametrize("query", [r"the \w+", "ai", r"[A-Z]\w+", "cost.5"])
def test_regular_expressions_too(query: str) -> None:
    found = tk.reading(CORPUS, query, regex=True)
    same(found.table, tk.concordance(CORPUS, query, regex=True))
    for order in ("left", "right", "node"):
        same(found.order(order).table, tk.concordance(CORPUS, query, regex=True, sort=order))


@given(
    st.lists(st.text("ab’-$.“” \nAÉ1_", max_size=40), min_size=1, max_size=3),
    st.sampled_from(["a", "b*", "*a*", "a b", "A"]),
)
def test_on_any_text_reading_and_concordance_agree(texts: list[str], query: str) -> None:
    corpus = tk.Corpus(tk.Article(id=str(number), text=text) for number, text in enumerate(texts))
    found = tk.reading(corpus, query)
    same(found.table, tk.concordance(corpus, query))
    same(found.order("right").table, tk.concordance(corpus, query, sort="right"))


def test_a_sample_is_that_of_the_concordance() -> None:
    found = tk.reading(CORPUS, "the").sample(4, seed=7)
    same(found.table, tk.concordance(CORPUS, "the", sample=4, seed=7))
    assert len(found.sample(100)) == 4


def test_lines_are_selected_by_field_day_speaker_and_loaded_words_in_view() -> None:
    found = tk.reading(CORPUS, "caliphate")
    assert set(found.select(outlet="Post").table.outlet) == {"Post"}
    assert set(found.select(outlet=["Post", "Tribune"]).table.outlet) == {"Post", "Tribune"}
    assert set(found.select(section="World").table.article) == {"a1", "a2", "a3"}
    assert set(found.select(since="2020-01-02", until="2020-01-03").table.article) == {"a1", "a2"}
    assert set(found.select(until="2020-01-01").table.article) == {"a0"}
    spoken = found.select(speaker="ada m*").table
    assert spoken.speaker.tolist() == ["Ada Moor"]
    loaded = tk.loaded_language(CORPUS, severity="all")
    for category in set(loaded.category):
        near = found.select(category=category).places
        for article, start in found.places:
            line = next(row for row in found.table.itertuples() if (row.article, row.start) == (article, start))
            text = CORPUS[article].text
            low, high = start - len(line.left), line.end + len(line.right)
            hits = loaded[(loaded.article == article) & (loaded.category == category)]
            shows = any(low - 2 <= hit < high for hit in hits.start)
            assert ((article, start) in near) == shows, (category, text[low:high])


def test_lines_are_kept_and_left_out_by_hand() -> None:
    found = tk.reading(CORPUS, "rain").order("left")
    first, *others = found.places
    assert found.keep([first]).places == [first]
    assert found.leave_out([first]).places == others
    with pytest.raises(tk.QueryError, match="No line of this reading stands at character 1 of article 'a0'"):
        found.keep([("a0", 1)])


def test_collocates_in_view_and_rare_words_order_the_lines() -> None:
    texts = [
        "The grey dog barked.",
        "A dog slept.",
        "My dog barked at grey walls.",
        "One dog and a zither.",
        "Hills and sea.",
    ]
    corpus = tk.Corpus(
        tk.Article(id=str(number), text=f"{text} Much more was said of it all.") for number, text in enumerate(texts)
    )
    found = tk.reading(corpus, "dog", window=5)
    assert {"barked", "grey"} <= set(found.collocates)
    assert set(found.order("collocates").table.article[:2]) == {"0", "2"}
    assert (
        found.order("collocates", reverse=True).table.article.tolist()
        == found.order("collocates").table.article.tolist()[::-1]
    )
    assert found.order("rare", reverse=True).table.article.tolist() == found.order("rare").table.article.tolist()[::-1]
    rare = [
        sum(word in line for word in ("the", "slept", "my", "at", "walls", "one", "zither"))
        for line in shown_words(found.order("rare"))
    ]
    assert rare == sorted(rare, reverse=True)


def test_groups_are_contiguous_and_largest_first() -> None:
    found = tk.reading(CORPUS, "caliphate")
    for by in ("left", "right", "beside", "node", "speaker", "voice", "outlet"):
        grouped = found.group(by)
        names = grouped.table.group.tolist()
        runs = [name for number, name in enumerate(names) if number == 0 or names[number - 1] != name]
        assert runs == grouped.sizes.group.tolist()
        assert grouped.sizes.lines.tolist() == [names.count(name) for name in runs]
        assert sorted(grouped.places) == sorted(found.places)
    assert "old ~" in found.group("left").sizes.group.tolist()
    assert found.group("left").order("right").table.group.tolist() == found.group("left").table.group.tolist()


def test_the_log_is_code_that_gives_the_same_lines() -> None:
    found = tk.reading(CORPUS, "the", window=5).select(voice=["outlet"], until="2020-01-03").sample(5, seed=3)
    found = found.leave_out(found.places[:1]).order("right", reverse=True).group("outlet")
    space: dict[str, Any] = {"corpus": CORPUS}
    exec(str(found.log), space)
    same(space["reading"].table, found.table)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: tk.reading(CORPUS, ""), "The query is empty"),
        (lambda: tk.reading(CORPUS, None), "give a word"),
        (lambda: tk.reading(CORPUS, "*"), "would match everything"),
        (lambda: tk.reading(CORPUS, "rain", window=-1), "window=-1"),
        (lambda: tk.reading("rain", "rain"), "A corpus is needed"),
        (lambda: tk.reading(CORPUS, "rain").order("up"), "choose from text, left"),
        (lambda: tk.reading(CORPUS, "rain").group("up"), "choose from left, right"),
        (lambda: tk.reading(CORPUS, "rain").sample(0), "sample=0"),
        (lambda: tk.reading(CORPUS, "rain").sizes, "has no groups"),
        (lambda: tk.reading(CORPUS, "rain").select(voice="loud"), "is no voice"),
        (lambda: tk.reading(CORPUS, "rain").select(category="loud"), "is no category"),
        (lambda: tk.reading(CORPUS, "rain").select(since="May"), "give a day"),
        (lambda: tk.reading(CORPUS, "rain").select(colour="red"), "has no field 'colour'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence(call: Any, said: str) -> None:
    with pytest.raises(tk.QueryError, match=said):
        call()


def same(found: Any, expected: Any) -> None:
    assert found.to_dict("records") == expected.to_dict("records")
    assert found.dtypes.to_dict() == expected.dtypes.to_dict()


def shown_words(found: Any) -> list[list[str]]:
    return [f"{row.left} {row.right}".lower().replace(".", "").split() for row in found.table.itertuples()]
