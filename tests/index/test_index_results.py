"""What tables read from the index equals what the tokens of each article give."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit as tk
from tests.outlets import flood
from toolkit.analysis import analysed
from toolkit.index import TokenIndex
from toolkit.statistics import concordance as concordances
from toolkit.statistics.dispersion import positions_of
from toolkit.statistics.terms import UNITS, found_by_query, in_voices, occurrences
from toolkit.text.queries import Query
from toolkit.text.tokens import is_word, tokenize

QUERIES = ["rain", "the mayor", "Mayor", "critic*", "*s", "the m* *r", "rain rain", "the the", "mayor's", "volcano"]
EXTRA = tk.Article(
    id="more",
    outlet="Extra",
    text="Rain rain rain rain. The Mayor’s critics’ rain, rain the the the. “The mayor,” said Ruiz, “left.”\n\nThe\n"
    "mayor.",
)
CORPUS = tk.Corpus([*flood(), EXTRA, tk.Article(id="nothing", text="")])
VOICES = [None, "outlet", ["direct", "partial"]]


@pytest.mark.parametrize("voice", VOICES)
def test_queries_are_counted_as_in_each_article(voice: str | None) -> None:
    features = tk.document_feature_matrix(CORPUS, terms=QUERIES, voice=voice)
    assert features.terms == tuple(QUERIES)
    for row, one in enumerate(analysed(CORPUS)):
        found, words = found_by_query(one, QUERIES, voice=voice)
        counted = Counter(use.term for use in found)
        assert features.matrix[[row]].toarray().ravel().tolist() == [counted[name] for name in QUERIES]
        assert features.words[row] == words
    assert features.matrix.sum() > 0


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("stop_words", ["none", "english"])
@pytest.mark.parametrize("unit", UNITS)
def test_units_are_counted_as_in_each_article(unit: str, stop_words: str, voice: str | None) -> None:
    features = tk.document_feature_matrix(CORPUS, unit=unit, stop_words=stop_words, voice=voice)
    assert list(features.terms) == sorted(set(features.terms))
    for row, one in enumerate(analysed(CORPUS)):
        found, words = occurrences(one, unit=unit, stop_words=stop_words, voice=voice)
        counts = dict(zip(features.terms, features.matrix[[row]].toarray().ravel().tolist(), strict=True))
        assert {name: count for name, count in counts.items() if count} == Counter(use.term for use in found)
        assert features.words[row] == words
    assert features.matrix.sum() > 0 or (voice is not None and unit == "trigram")


@pytest.mark.parametrize("voice", VOICES)
def test_positions_are_those_of_each_article(voice: str | None) -> None:
    table = positions_of(CORPUS, QUERIES, voice=voice)
    rows, bounds = [], [0]
    wanted = {"outlet"} if voice == "outlet" else set(voice or ())
    for number, one in enumerate(analysed(CORPUS)):
        found, words = found_by_query(one, QUERIES, voice=voice)
        keep = in_voices(one, frozenset(wanted)) if voice else [True] * len(one.tokens)
        tokens = zip(one.tokens.starts, one.tokens.kinds, keep, strict=True)
        counted = [start for start, kind, kept in tokens if kept and is_word(kind)]
        for use in found:
            place = min(sum(start < use.start for start in counted), max(words - 1, 0))
            rows.append((use.term, one.article.id, use.start, use.end, bounds[-1] + place, number))
        bounds.append(bounds[-1] + words)
    assert list(table.itertuples(index=False, name=None)) == rows
    assert table.attrs["bounds"] == bounds


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("query", QUERIES)
def test_a_concordance_from_the_index_is_that_of_the_articles(
    query: str, voice: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"voice": voice, "window": 3, "sort": "right"}
    indexed = tk.Corpus(CORPUS)
    TokenIndex(indexed)
    monkeypatch.setattr(concordances, "MANY", 10**9)
    read = tk.concordance(tk.Corpus(CORPUS), query, **options)  # type: ignore[arg-type]
    assert tk.concordance(indexed, query, **options).equals(read)  # type: ignore[arg-type]
    part = {"sample": 2, "seed": 5, "voice": voice}
    read = tk.concordance(tk.Corpus(CORPUS), query, **part)  # type: ignore[arg-type]
    assert tk.concordance(indexed, query, **part).equals(read)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet="aAb .'’s\n“”!", max_size=40), max_size=4),
    st.lists(st.text(alphabet="aAb*'’s", min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_queries_on_the_index_match_what_they_match_in_a_text(texts: list[str], parts: list[str]) -> None:
    if not all(part.strip("*") for part in parts):
        return
    query = Query(" ".join(parts))
    index = TokenIndex([tk.Article(id=str(n), text=text) for n, text in enumerate(texts)])
    found = index.find_query(query)
    expected = [
        (number, match.start, match.end) for number, text in enumerate(texts) for match in query.find(tokenize(text))
    ]
    columns = index.articles[found], index.starts[found], index.ends_of(found + query.size - 1)
    assert list(zip(*(np.asarray(column).tolist() for column in columns), strict=True)) == expected
