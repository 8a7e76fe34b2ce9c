"""The fast path over a corpus gives the tokens and counts of the plain one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit as tk
from tests.conftest import gold_rows
from toolkit.analysis import analysis_of
from toolkit.index import TokenIndex, building
from toolkit.statistics.terms import occurrences
from toolkit.text.tokens import term, tokenize

TEXTS = (
    "",
    "  \n ",
    "Mr. Bali’s U.S.-backed force left at 3:14am. “We go … now,” he said.",
    "He waited. . . then left. . .\u00a0. “So,” she said.",
    "A tie \ufdd0 in the text. . . and a NUL \0 here. I\0 I",
    "Line one\nline two\n\nWho? “Why?” Ana asked.\u2003Wide\u3000space\u1680here",
    "www.example.org/a(b),c! a@b.example #tag @you don’t 'em boys’ (Ana)”. Inc. I. A.).",
    "नमस्ते दुनिया। 漢字かな交じり文。 \ud800 lone",
)


def columns(articles: list[tk.Article]) -> list[tuple[object, ...]]:
    index = TokenIndex(articles)
    ends, sentences = index.ends, index.sentences
    found: list[tuple[object, ...]] = []
    for number in range(len(articles)):
        here = slice(index.first[number], index.first[number + 1])
        types = [index.vocabulary[type_] for type_ in index.types[here]]
        found.append(
            (
                [type_.word for type_ in types],
                [type_.kind for type_ in types],
                index.starts[here].tolist(),
                ends[here].tolist(),
                sentences[here].tolist(),
            )
        )
    return found


def reference(articles: list[tk.Article]) -> list[tuple[object, ...]]:
    tokens = [tokenize(article.text) for article in articles]
    return [(t.words, t.kinds, t.starts, t.ends, t.sentences) for t in tokens]


def articles_of(texts: list[str] | tuple[str, ...]) -> list[tk.Article]:
    return [tk.Article(id=str(number), text=text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("batch", [1, 10, 4_000_000])
def test_the_index_has_the_tokens_of_the_tokenizer(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", batch)
    articles = articles_of(TEXTS)
    assert columns(articles) == reference(articles)
    index = TokenIndex(articles)
    assert [index.tokens_of(number) for number in range(len(TEXTS))] == list(map(tokenize, TEXTS))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.text(alphabet="aAU.SJ \n\u00a0'’“”\"-,;?!…()@#:/01w$%&—", max_size=60),
        ),
        max_size=5,
    )
)
def test_the_index_has_the_tokens_of_the_tokenizer_for_any_text(texts: list[str]) -> None:
    articles = articles_of(texts)
    assert columns(articles) == reference(articles)


@pytest.mark.slow
def test_the_index_has_the_tokens_of_the_tokenizer_on_real_news() -> None:
    rows = gold_rows("news")[:2000]
    articles = articles_of([row["text"] for row in rows])
    assert columns(articles) == reference(articles)
    counts = TokenIndex(articles).counts()
    expected = Counter(found.term for article in articles for found in occurrences(analysis_of(article))[0])
    totals = np.asarray(counts.matrix.sum(axis=0)).ravel()
    assert dict(zip(counts.terms, totals.tolist(), strict=True)) == expected


def test_counts_are_those_of_the_terms_of_each_article() -> None:
    articles = articles_of(TEXTS)
    counts = TokenIndex(articles).counts()
    for number, article in enumerate(articles):
        expected = Counter(found.term for found in occurrences(analysis_of(article))[0])
        row = counts.matrix[[number]].toarray().ravel()
        assert {term: n for term, n in zip(counts.terms, row.tolist(), strict=True) if n} == expected


def test_only_kept_tokens_are_counted() -> None:
    index = TokenIndex([tk.Article(id="a", text="Rain fell. Rain!")])
    counts = index.counts(keep=index.starts > 4)
    assert dict(zip(counts.terms, counts.matrix.toarray()[0].tolist(), strict=True)) == {"fell": 1, "rain": 1}


def test_an_empty_corpus_has_an_empty_index() -> None:
    index = TokenIndex([])
    assert len(index) == 0
    assert index.counts().matrix.shape == (0, 0)
    assert index.sentences.tolist() == []


def test_the_table_of_the_index_is_the_table_of_tokens() -> None:
    articles = articles_of(TEXTS[:-1])  # a table holds no half characters
    expected = [
        (a.id, s, w, lo, b, e, k)
        for a in articles
        for t in [tokenize(a.text)]
        for s, w, lo, b, e, k in zip(t.sentences, t.words, t.lowers, t.starts, t.ends, t.kinds, strict=True)
    ]
    assert [tuple(row) for row in TokenIndex(articles).table().to_numpy()] == expected


@pytest.mark.parametrize("unit", ["word", "stem"])
@pytest.mark.parametrize("stop_words", ["none", "english"])
def test_the_matrix_of_the_fast_path_is_that_of_single_articles(unit: str, stop_words: str) -> None:
    articles = articles_of(TEXTS)
    features = tk.document_feature_matrix(articles, unit=unit, stop_words=stop_words)
    for number, article in enumerate(articles):
        found, words = occurrences(analysis_of(article), unit=unit, stop_words=stop_words)
        row = features.matrix[[number]].toarray().ravel()
        assert {name: n for name, n in zip(features.terms, row.tolist(), strict=True) if n} == Counter(
            one.term for one in found
        )
        assert features.words[number] == words
    assert list(features.terms) == sorted(features.terms)


@pytest.mark.parametrize("query", ["the", "mr. bali", "I", "b*", "“why", "nowhere", "left at"])
def test_an_index_answers_as_its_corpus_does(query: str) -> None:
    articles = articles_of(TEXTS[:-1])
    index = TokenIndex(articles)
    assert tk.concordance(index, query).equals(tk.concordance(articles, query))
    assert tk.concordance(index, "th.", regex=True).equals(tk.concordance(articles, "th.", regex=True))
    assert tk.term_frequency(index).equals(tk.term_frequency(articles))
    assert tk.tokens(index).equals(tk.tokens(articles))


def plainly_found(article: tk.Article, terms: list[str]) -> list[tuple[int, int, str]]:
    """The longest term at every place, by trying them all."""
    tokens = tokenize(article.text)
    words = [term(lower) for lower in tokens.lowers]
    found, at = [], 0
    while at < len(words):
        best = None
        for name in terms:
            parts = [term(word.lower()) for word in tokenize(name).words]
            last = at + len(parts) - 1
            if (
                words[at : last + 1] == parts
                and tokens.sentences[at] == tokens.sentences[last]
                and (best is None or len(parts) > best[0])
            ):
                best = len(parts), name
        if best:
            found.append((tokens.starts[at], tokens.ends[at + best[0] - 1], best[1]))
        at += best[0] if best else 1
    return found


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet="abAB .\n’s", max_size=40), min_size=1, max_size=4),
    st.lists(st.from_regex(r"[ab]{1,2}( [ab]{1,2}){0,3}", fullmatch=True), min_size=1, max_size=6, unique=True),
)
def test_terms_are_found_as_by_trying_them_all(texts: list[str], terms: list[str]) -> None:
    articles = articles_of(texts)
    found = TokenIndex(articles).find(terms)
    for article in articles:
        rows = found[found.article == article.id][["start", "end", "term"]]
        assert [tuple(row) for row in rows.to_numpy()] == plainly_found(article, terms)


def test_no_term_is_found_in_nothing() -> None:
    assert len(TokenIndex([]).find(["rain"])) == 0
    assert len(TokenIndex(articles_of(["Rain."])).find([])) == 0
    assert len(TokenIndex(articles_of(["Rain."])).find(["snow", ""])) == 0
