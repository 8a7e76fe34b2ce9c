"""Models that users train: words, sentences, their files and reasons. The training sentences were written for this."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

import benchmarks
import toolkit as tk
from toolkit.cli import main
from toolkit.evaluation import run
from toolkit.evaluation.word_models import _above, _grown, _left_out, _overlap, _runs
from toolkit.loaded.models.saying import in_words
from toolkit.loaded.models.scoring import best_threshold, grown, precise_threshold
from toolkit.loaded.models.seeing import see
from toolkit.loaded.models.words import marked
from toolkit.text.tokens import is_word, tokenize

_LOADED = (
    "The {} mayor ruined the harbour with a zonkish plan.",
    "His {} speech insulted every baker in the valley.",
    "They sold the library in a {} deal.",
    "A {} minister lectured the tired nurses again.",
)
_PLAIN = (
    "The mayor opened the harbour on Monday.",
    "The speech to the bakers lasted ten minutes.",
    "They sold the library for two million crowns.",
    "A minister met the nurses in the hall.",
)
_WORDS = ("grotesque", "zonkish", "blithering", "despicable", "cowardly")
TEXTS = [frame.format(word) for word in _WORDS for frame in _LOADED] + [*_PLAIN * 5]


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer("|".join(_WORDS), text)]


SPANS = [_spans(text) for text in TEXTS]
LABELS = [bool(spans) for spans in SPANS]
ROWS = [
    {"text": text, "spans": [{"start": a, "end": b} for a, b in spans], "label": "Biased" if spans else "Non-biased"}
    | {"topic": "towns" if number % 2 else "nurses", "split": "train"}
    for number, (text, spans) in enumerate(zip(TEXTS, SPANS, strict=True))
]


@pytest.fixture(scope="module")
def words() -> tk.LoadedWordModel:
    return tk.LoadedWordModel(folds=3, inverse_regularisation=1.0).fit(TEXTS, SPANS)


@pytest.fixture(scope="module")
def sentences() -> tk.LoadedSentenceModel:
    return tk.LoadedSentenceModel(words=tk.LoadedWordModel(folds=3)).fit(TEXTS, LABELS, spans=SPANS)


def test_a_word_that_people_marked_stands_first_in_a_new_sentence(words: tk.LoadedWordModel) -> None:
    found = words.words("The old bridge got a zonkish coat of paint.")
    assert max(found, key=lambda word: word.p).text == "zonkish"
    assert words.score(TEXTS, SPANS) > 0.8


def test_every_word_says_what_speaks_for_it(words: tk.LoadedWordModel) -> None:
    best = max(words.words("The old bridge got a zonkish coat of paint."), key=lambda word: word.p)
    assert "people marked" in best.why
    assert "in 9 of 9 places" in best.why


def test_features_are_said_in_words() -> None:
    assert in_words("lexicon=insult_and_ridicule") == "in the lexicon: insult or ridicule"
    assert in_words("word+1=-") == "“no word” after it"
    assert in_words("odds stem", 1.0) != in_words("odds stem", -1.0)


@given(st.text(max_size=300))
def test_any_text_gives_one_number_a_word(words: tk.LoadedWordModel, text: str) -> None:
    tokens = tokenize(text)
    (p,) = words.predict_proba([text])
    assert len(p) == sum(map(is_word, tokens.kinds))
    assert ((p >= 0) & (p <= 1)).all()
    for word in words.words(text):
        assert text[word.start : word.end] == word.text


def test_scores_of_a_sentence_do_not_depend_on_other_texts(words: tk.LoadedWordModel) -> None:
    alone = words.predict_proba([TEXTS[0]])[0]
    assert np.allclose(alone, words.predict_proba([TEXTS[5], "", TEXTS[0]])[2])
    together = words.score_seen([see(TEXTS[5]), see(TEXTS[0])])
    assert np.allclose(together[-len(alone) :], alone)


def test_the_models_follow_the_conventions_of_scikit_learn(words: tk.LoadedWordModel) -> None:
    again = clone(words)
    assert again.get_params() == words.get_params()
    assert again.set_params(folds=2).folds == 2
    with pytest.raises(NotFittedError):
        again.predict(["A text."])
    with pytest.raises(NotFittedError):
        tk.LoadedSentenceModel().predict(["A text."])
    assert again.__sklearn_tags__().input_tags.string


def test_training_twice_gives_the_same_model(words: tk.LoadedWordModel) -> None:
    assert clone(words).fit(TEXTS, SPANS).weights_ == words.weights_


@pytest.mark.parametrize(
    ("texts", "spans", "message"),
    [
        (["One.", "Two."], [[]], "2 texts, but spans of 1"),
        (["One."], [[(0, 3)]], "1 texts for 5 folds"),
        (["One word."] * 6, [[]] * 6, "some words must be marked"),
        (["One word."] * 6, [[{"start": 1}]] * 6, "must be \\(start, end\\)"),
    ],
)
def test_what_cannot_be_learnt_from_is_told_in_a_sentence(texts: list[str], spans: list[list], message: str) -> None:
    with pytest.raises(tk.QueryError, match=message):
        tk.LoadedWordModel().fit(texts, spans)


def test_one_string_in_place_of_texts_is_refused(words: tk.LoadedWordModel) -> None:
    with pytest.raises(ValueError, match="one string"):
        words.predict_proba("A text.")
    with pytest.raises(ValueError, match="Row 0 is no text but int"):
        words.predict_proba([3])
    with pytest.raises(tk.QueryError, match="balanced, precise"):
        words.predict(["A text."], mode="sure")


def test_thresholds_keep_their_promise() -> None:
    p, y = np.array([0.9, 0.8, 0.8, 0.3, 0.1]), np.array([True, True, False, True, False])
    assert best_threshold(p, y) == 0.3
    assert precise_threshold(p, y, 0.9, 0.3) == 0.9
    assert precise_threshold(p, y, 0.7, 0.3) == 0.3
    assert precise_threshold(p, ~y, 0.9, 0.2) == 0.9


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_a_run_of_likely_words_has_a_clear_one_and_stays_in_its_sentence(
    words_: list[tuple[float, bool]], one: float, other: float
) -> None:
    p = np.array([score for score, _ in words_])
    sentence = np.cumsum([begins for _, begins in words_]).astype(np.int64)
    low, high = sorted((one, other))
    found = grown(p, sentence, high, low)
    assert found[p >= high].all()
    assert not found[p < low].any()
    for n in np.flatnonzero(found & (p < high)):
        run = [n]
        for step in (-1, 1):
            m = n + step
            while 0 <= m < len(p) and found[m] and sentence[m] == sentence[n]:
                run.append(m)
                m += step
        assert max(p[run]) >= high


def test_an_entry_without_evidence_elsewhere_is_hidden_from_held_out_words() -> None:
    """A lexicon that knows the answers must not decide the threshold."""
    texts = [*_PLAIN * 5, "The thuggish clerk left."]
    hit = next(m for m in tk.Lexicon.default().match(tokenize(texts[-1])) if m.text == "thuggish")
    model = tk.LoadedWordModel(folds=3, inverse_regularisation=1.0)
    model.fit(texts + TEXTS, [*[[]] * 20, [(hit.start, hit.end)], *SPANS])
    place = sum(len(see(text).words) for text in texts[:20]) + 1
    shown = model.predict_proba([texts[-1]])[0][1]
    assert model.held_out_[place] < shown


def test_a_model_file_gives_the_same_answers(
    words: tk.LoadedWordModel, sentences: tk.LoadedSentenceModel, tmp_path: Path
) -> None:
    words.save(tmp_path / "w")
    read = tk.LoadedWordModel.load(tmp_path / "w")
    assert read.words(TEXTS[0]) == words.words(TEXTS[0])
    assert (read.threshold_, read.precise_threshold_) == (words.threshold_, words.precise_threshold_)
    sentences.save(tmp_path / "s")
    again = tk.LoadedSentenceModel.load(tmp_path / "s")
    assert np.allclose(again.predict_proba(TEXTS), sentences.predict_proba(TEXTS))
    assert again.predict(TEXTS[:1]).tolist() == sentences.predict(TEXTS[:1]).tolist()


def test_a_mutilated_model_file_is_refused_in_a_sentence(words: tk.LoadedWordModel, tmp_path: Path) -> None:
    whole = tmp_path / "whole.npz"
    words.save(whole)
    data = whole.read_bytes()
    bad = tmp_path / "bad.npz"
    for broken in (b"", b"no zip", data[: len(data) // 2], data[:200] + b"\0" * 400 + data[600:]):
        bad.write_bytes(broken)
        with pytest.raises(tk.LoadError, match=r"bad\.npz: this is no whole model file"):
            tk.LoadedWordModel.load(bad)
    for missing in zipfile.ZipFile(whole).namelist():
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bad, "w") as target:
            for name in source.namelist():
                if name != missing:
                    target.writestr(name, source.read(name))
        with pytest.raises(tk.LoadError, match="no whole model file"):
            tk.LoadedWordModel.load(bad)


def test_a_model_of_another_kind_or_version_or_none_is_refused(words: tk.LoadedWordModel, tmp_path: Path) -> None:
    words.save(tmp_path / "w.npz")
    with pytest.raises(tk.LoadError, match="a model of words, where one of sentences"):
        tk.LoadedSentenceModel.load(tmp_path / "w.npz")
    with pytest.raises(tk.LoadError, match="toolkit train words --gold FILE"):
        tk.LoadedWordModel.load(tmp_path / "none.npz")
    header = json.dumps({"toolkit model": 99, "kind": "words"}).encode()
    np.savez(tmp_path / "new.npz", header=np.frombuffer(header, dtype=np.uint8))
    with pytest.raises(tk.LoadError, match="version 99"):
        tk.LoadedWordModel.load(tmp_path / "new.npz")


def test_words_of_the_model_stand_beside_those_of_the_lexicon(words: tk.LoadedWordModel, tmp_path: Path) -> None:
    article = tk.Article(id="a", text="The Crusaders came. “A zonkish plan,” said Ana Ruiz.")
    plain, both = tk.loaded_language(article, severity="all"), tk.loaded_language(article, model=words, severity="all")
    assert list(both.columns) == list(plain.columns)
    assert both[both.category != "model"].reset_index(drop=True).equals(plain)
    row = both[both.category == "model"].iloc[0]
    assert (row.text, row.voice, row.sentence) == ("zonkish", "direct", 1)
    assert row.why
    words.save(tmp_path / "w.npz")
    assert tk.loaded_language(article, model=tmp_path / "w.npz", severity="all").equals(both)
    own = tk.loaded_language(article, model=words, voice="outlet", severity="all")
    assert "zonkish" not in own.text.tolist()


def test_sentences_worth_a_look_come_first_with_their_words(sentences: tk.LoadedSentenceModel) -> None:
    text = "The mayor opened the hall on Monday. The cowardly zonkish plan insulted the bakers."
    table = tk.worth_a_look(tk.Article(id="a", text=text), model=sentences)
    assert table["rank"].tolist() == [1, 2]
    first = table.iloc[0]
    assert text[first.start : first.end] == first.text
    assert first.text.startswith("The cowardly")
    assert "zonkish" in first.words
    assert first.why
    assert not table.select_dtypes("float").columns.any()
    assert len(tk.worth_a_look(tk.Article(id="a", text=text), model=sentences, most=1)) == 1


@given(st.text(max_size=200))
def test_any_text_can_be_ranked(sentences: tk.LoadedSentenceModel, text: str) -> None:
    assert len(tk.worth_a_look(tk.Article(id="a", text=text), model=sentences)) == len(tokenize(text).spans)


def test_a_sentence_model_is_evaluated_on_topics_it_has_not_seen() -> None:
    model = tk.LoadedSentenceModel(words=tk.LoadedWordModel(folds=2))
    result = model.evaluate(ROWS, by="topic")
    assert (result["parts"], result["sentences"]) == (2, len(ROWS))
    assert result["interval"][0] <= result["macro_F1"] <= result["interval"][1]
    with pytest.raises(tk.QueryError, match="40 rows have no outlet"):
        model.evaluate(ROWS, by="outlet")


def test_classes_and_sentences_must_fit_together() -> None:
    with pytest.raises(tk.QueryError, match="40 sentences, but 1 in y"):
        tk.LoadedSentenceModel().fit(TEXTS, [1])
    with pytest.raises(tk.QueryError, match="y has 1 classes"):
        tk.LoadedSentenceModel().fit(TEXTS, [1] * len(TEXTS))


def test_a_sentence_model_works_without_spans() -> None:
    model = tk.LoadedSentenceModel().fit(TEXTS, LABELS)
    assert model.words_ is None
    assert (model.predict(TEXTS) == np.array(LABELS)).mean() > 0.9


@pytest.mark.parametrize("task", ["words", "sentences"])
def test_the_command_trains_on_the_part_train_alone(
    task: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "model.npz"
    lines = [*ROWS, {"text": "x", "spans": "broken", "label": "Biased", "split": "dev"}]
    gold.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert main(["train", task, "--gold", str(gold), "-o", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    kind = tk.LoadedWordModel if task == "words" else tk.LoadedSentenceModel
    assert kind.load(out) is not None
    assert main(["train", task, "--gold", str(gold)]) == 2
    assert "-o MODEL" in capsys.readouterr().err
    gold.write_text(json.dumps({"text": "x", "split": "train"}), encoding="utf-8")
    assert main(["train", task, "--gold", str(gold), "-o", str(out)]) == 2
    assert "no field 'spans'" in capsys.readouterr().err


def test_the_benchmarks_of_words_and_sentences_score_the_other_part(tmp_path: Path) -> None:
    held = [{**row, "text": f"On Friday: {row['text']}", "spans": [], "split": "dev"} for row in ROWS[20:24]]
    row = dict(ROWS[0])
    row["split"] = "dev"
    path = tmp_path / "babe.jsonl"
    outlets = [{**row, "outlet": f"Paper {number % 2}"} for number, row in enumerate([*ROWS, *held, row])]
    path.write_text("\n".join(map(json.dumps, outlets)), encoding="utf-8")
    result = run("words", path)
    assert (result["trained_on"], result["rows"], result["marked"]) == (40, 5, 2)
    assert result["first_word_right"] == [1.0, 1.0, 1.0]
    assert result["AUC"][0] > 0.9
    judged = run("sentences", path)
    assert judged["macro_F1"] == 1.0
    assert [part["left_out"] for part in judged["within_train"]] == ["a fifth", "topic", "outlet"]


def test_spans_of_propaganda_get_credit_for_the_share_that_overlaps() -> None:
    assert _overlap([(0, 10)], [(5, 10), (20, 30)]) == (0.5, 1.0, 1.0, 2.0)
    seen = see("A zonkish plan. Zonkish indeed.")
    assert _runs(seen, np.array([False, True, True, True, False])) == [(2, 14), (16, 23)]


def test_the_propaganda_task_says_what_the_model_learnt_from(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "babe.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("\n".join(map(json.dumps, ROWS)))
    text = "The nurses met. A zonkish plan insulted them."
    span = {"start": text.index("zonkish"), "end": text.index("zonkish") + 7, "technique": "Loaded_Language"}
    other = {"start": 0, "end": 10, "technique": "Doubt"}
    path = tmp_path / "ptc.jsonl"
    path.write_text(json.dumps({"text": text, "spans": [span, other]}), encoding="utf-8")
    result = benchmarks.run("propaganda", path)
    trained = [system["trained_on"] for system in result["systems"]]
    assert trained == ["nothing: flags of the lexicon", *["babe.jsonl.gz, part train"] * 2]
    assert result["systems"][1]["tokens"]["R"][0] == 1.0
    with pytest.raises(tk.LoadError, match="no such gold file"):
        benchmarks.run("propaganda", path.rename(tmp_path.parent / "alone.jsonl"))


def test_articles_are_scored_by_a_model_that_did_not_learn_from_them() -> None:
    seen = [see(text) for text in TEXTS]
    gold = [marked(one, spans) for one, spans in zip(seen, SPANS, strict=True)]
    left_out = _left_out(seen, gold)
    assert sorted(n for one in left_out for n in one.scored) == list(range(len(TEXTS)))
    assert all(not set(one.scored) & set(one.learnt) for one in left_out)
    for found in (_above(left_out), _grown(left_out, seen, ROWS)):
        assert [len(one) for one in found] == [len(one) for one in gold]
        right = sum((f & y).sum() for f, y in zip(found, gold, strict=True))
        assert right > 0.5 * sum(y.sum() for y in gold)


def test_reading_one_article_imports_no_model() -> None:
    code = (
        "import sys; from toolkit.loaded.loaded_language import hits; "
        "print('sklearn' in sys.modules, 'numpy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
