"""Terms and loaded words as features of scikit-learn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils.estimator_checks import check_estimator

import toolkit as tk

TEXTS = ["Rain fell on Leeds.", "The Crusaders came, he said.", "Rain! The rain’s end."]


@pytest.mark.parametrize("vectorizer", [tk.TermVectorizer(), tk.LexiconVectorizer()])
@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_scikit_learn_accepts_the_vectorizers(vectorizer: object) -> None:
    results = check_estimator(vectorizer, on_fail=None)
    assert [result["check_name"] for result in results if result["status"] == "failed"] == []


def test_a_term_vectorizer_counts_the_terms_it_learnt() -> None:
    vectorizer = tk.TermVectorizer(minimum_articles=2).fit(TEXTS)
    assert vectorizer.get_feature_names_out().tolist() == ["rain", "the"]
    assert vectorizer.transform(["Rain, rain on the new roof."]).toarray().tolist() == [[2, 1]]
    assert vectorizer.transform(["Nothing known."]).toarray().tolist() == [[0, 0]]


def test_stems_join_forms_and_stop_words_stay_out() -> None:
    vectorizer = tk.TermVectorizer(unit="stem", stop_words="english").fit(["The wills of the raining rains will hold."])
    assert vectorizer.get_feature_names_out().tolist() == ["hold", "rain", "will"]
    assert vectorizer.transform(["It will rain."]).toarray().tolist() == [[0, 1, 0]]


def test_a_lexicon_vectorizer_can_count_the_own_voice_alone() -> None:
    texts = ["The Crusaders came.", "“The Crusaders came,” he said."]
    for voice, expected in ((None, [1, 1]), ("outlet", [1, 0])):
        vectorizer = tk.LexiconVectorizer(voice=voice, per_words=None).fit(texts)
        column = vectorizer.get_feature_names_out().tolist().index("religious_war")
        assert vectorizer.transform(texts)[:, column].tolist() == expected
    per_thousand = tk.LexiconVectorizer().fit(texts).transform(texts[:1])
    assert per_thousand[0, column] == pytest.approx(1000 / 3)


def test_both_work_in_a_pipeline_with_a_table() -> None:
    table = pd.DataFrame({"body": TEXTS * 4, "words": range(12)})
    features = ColumnTransformer([("texts", make_union(tk.TermVectorizer(), tk.LexiconVectorizer()), "body")])
    model = make_pipeline(features, LogisticRegression()).fit(table, [0, 1, 0] * 4)
    assert model.predict(table.head(3)).tolist() == [0, 1, 0]
    names = features.fit(table).get_feature_names_out().tolist()
    assert "texts__termvectorizer__rain" in names
    assert "texts__lexiconvectorizer__religious_war" in names


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("one text", "one string"),
        (["a", 3], "Row 1 is no text but int"),
        (pd.DataFrame({"a": ["x"], "b": ["y"]}), "the table has 2"),
    ],
)
def test_what_is_no_list_of_texts_is_told_in_a_sentence(given: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tk.TermVectorizer().fit(given)


def test_unknown_options_are_told_in_a_sentence() -> None:
    with pytest.raises(tk.QueryError, match="unit='letters'"):
        tk.TermVectorizer(unit="letters").fit(TEXTS)
    with pytest.raises(tk.QueryError, match="voice='their'"):
        tk.LexiconVectorizer(voice="their").fit(TEXTS)


def test_a_vectorizer_refuses_to_answer_before_it_has_learnt() -> None:
    with pytest.raises(Exception, match="not fitted"):
        tk.TermVectorizer().transform(np.array(TEXTS))
