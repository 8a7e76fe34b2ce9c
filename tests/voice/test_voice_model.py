"""The sequence model: what it sees, how it is trained, how it works with the rules, and life without it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.cli import main
from toolkit.text.tokens import tokenize
from toolkit.voice import attribute
from toolkit.voice.engine import analyse as analyse_voice
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.sequence.best_path import decode
from toolkit.voice.sequence.labels import labels
from toolkit.voice.sequence.model import Tagged, contents, runs_of, tag
from toolkit.voice.sequence.token_features import sequences
from toolkit.voice.sequence.training import train, write_mean, write_trained
from toolkit.voice.sequence.weights import read_weights, write_weights

TEXT = "“We left,” Bali said, “at dawn.” He hoped the town would hold."
GOLD = [
    {
        "source": [[TEXT.index("Bali"), TEXT.index("Bali") + 4]],
        "cue": [[TEXT.index("said"), TEXT.index("said") + 4]],
        "content": [[0, 10], [TEXT.index("“at"), TEXT.index("dawn.”") + 6]],
    },
    {
        "source": [[TEXT.index("He"), TEXT.index("He") + 2]],
        "cue": [[TEXT.index("hoped"), TEXT.index("hoped") + 5]],
        "content": [[TEXT.index("the town"), len(TEXT) - 1]],
    },
]
ROWS = [{"text": TEXT, "attributions": GOLD}] * 6


def test_labels_tell_beginnings_interruptions_and_where_the_cue_stands() -> None:
    tokens = tokenize(TEXT)
    found = dict(zip(tokens.starts, labels(tokens, GOLD), strict=True))
    assert found[0] == "BF"
    assert found[TEXT.index("left")] == "IF"
    assert found[TEXT.index("“at")] == "JF"
    assert found[TEXT.index("the town")] == "BA"
    assert found[TEXT.index("said")] == found[TEXT.index("hoped")] == "C"
    assert found[TEXT.index("Bali")] == "S"
    assert found[TEXT.index(", “at")] == "O"


def test_contents_join_what_was_interrupted() -> None:
    tagged = Tagged(["BF", "IF", "O", "C", "JF", "O", "BA", "IA", "S"], [0.0] * 9)
    assert [content.runs for content in contents(tagged)] == [((0, 2), (4, 5)), ((6, 8),)]
    assert runs_of(tagged, "C") == [(3, 4)]


def test_the_model_sees_no_content_word() -> None:
    first = "The rebels took Aleppo in Syria, the general warned, and farmers cheered “loudly.”"
    second = "The clowns lost Toledo in Corsica, the cardinal warned, and dancers smirked “gladly.”"
    (one,), (other,) = sequences(analyse(first)), sequences(analyse(second))
    assert one.columns == other.columns
    assert [one.features(n) for n in range(one.last)] == [other.features(n) for n in range(other.last)]


def test_training_twice_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert train(ROWS, tmp_path / name) == 6
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_command_trains_on_the_part_train_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    gold = tmp_path / "gold.jsonl"
    parts = [{**row, "split": "train"} for row in ROWS] + [{"text": "x", "attributions": "broken", "split": "dev"}]
    gold.write_text("\n".join(json.dumps(row) for row in parts), encoding="utf-8")
    assert main(["train", "voice", "--gold", str(gold), "--out", str(tmp_path / "weights")]) == 0
    assert {"BA", "BF", "IF", "JF", "C", "O"} <= set(read_weights(tmp_path / "weights").labels)
    assert "read 6 articles" in capsys.readouterr().err


def test_a_model_pooled_with_itself_is_the_same_model(tmp_path: Path) -> None:
    train(ROWS, tmp_path / "one")
    train(ROWS, tmp_path / "mean", pool=tmp_path / "one")
    one, mean = read_weights(tmp_path / "one"), read_weights(tmp_path / "mean")
    assert mean.labels == one.labels
    assert mean.steps == one.steps
    for feature in one.state.written:
        assert dict(mean.state[feature]) == pytest.approx(dict(one.state[feature]), abs=1e-4)


def test_a_pool_is_the_mean_and_a_weight_that_one_lacks_is_nothing(tmp_path: Path) -> None:
    write_weights(tmp_path / "a", ["O", "C"], {("O", "C"): 1.0}, {("w=x", "C"): 2.0})
    write_weights(tmp_path / "b", ["O", "C"], {("O", "C"): -0.5}, {("w=y", "O"): 1.0, ("w=x", "C"): 1.0})
    write_mean(tmp_path / "a", tmp_path / "b", tmp_path / "mean")
    mean = read_weights(tmp_path / "mean")
    assert (mean.of("w=x", "C"), mean.of("w=y", "O"), mean.of("w=y", "C")) == (1.5, 0.5, 0.0)
    assert mean.steps[mean.labels.index("O")][mean.labels.index("C")] == 0.25


def test_settings_choose_the_analysis_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The senator floated the idea that taxes would fall."
    corpus = tk.Corpus([tk.Article(id="a", text=text)])
    by_model, by_rules = tk.attributions(corpus), tk.attributions(corpus.with_settings(engine="rules"))
    assert not by_model.equals(by_rules)
    monkeypatch.setenv("TOOLKIT_VOICE", "rules")
    assert tk.attributions(tk.Corpus([tk.Article(id="a", text=text)])).equals(by_model)
    with pytest.raises(tk.QueryError, match="choose from model, rules"):
        corpus.with_settings(engine="magic")  # type: ignore[arg-type]


def test_an_article_alone_gets_the_same_voices_as_one_of_many(corpus: tk.Corpus) -> None:
    for text in (TEXT, *(article.text for article in corpus)):
        plain, in_arrays = (analyse_voice(text, arrays=arrays).attributions for arrays in (False, True))
        assert plain == in_arrays


def test_the_package_for_training_is_needed_for_training_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    assert attribute(TEXT, engine="model")[0].speaker == "Bali"
    with pytest.raises(tk.QueryError, match="Training needs python-crfsuite"):
        train([], Path("nowhere"))


def test_labels_and_probabilities_are_those_of_crfsuite(tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite")
    texts = [
        "“We left,” Bali said, “at dawn.” He hoped the town would hold.\n\nRain fell | on the camp, he said, for days.",
        "No one said why.\n\nThe mayor, who told reporters she was ill, denied that.\n\nShe said: “I, too, left.”",
    ]
    rows = [{"text": text, "attributions": GOLD if n == 0 else []} for n, text in enumerate(texts * 4)]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for row in rows:
        rules = analyse(row["text"])
        gold = labels(rules.tokens, row["attributions"])
        for s in sequences(rules):
            trainer.append([s.features(n) for n in range(s.last - s.first)], gold[s.first : s.last])
    trainer.set_params({"c2": 0.1, "max_iterations": 30, "feature.possible_transitions": True})
    trainer.train(str(tmp_path / "crfsuite"))
    write_trained(tmp_path / "crfsuite", tmp_path / "weights")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "crfsuite"))
    for text in texts:
        rules = analyse(text)
        paragraphs = sequences(rules)
        tagged = tag(rules.tokens, paragraphs, weights=tmp_path / "weights")
        assert len(paragraphs) >= 2
        plain = [decode(read_weights(tmp_path / "weights"), paragraph) for paragraph in paragraphs]
        for s, (found, sure) in zip(paragraphs, plain, strict=True):
            assert found == tagged.labels[s.first : s.last]
            assert sure == pytest.approx(tagged.p[s.first : s.last])
        for s in paragraphs:
            tagger.set([s.features(n) for n in range(s.last - s.first)])
            assert tagger.tag() == tagged.labels[s.first : s.last]
            for n in range(s.last - s.first):
                outside = sum(tagger.marginal(label, n) for label in tagger.labels() if label in "OSC")
                assert tagged.p[s.first + n] == pytest.approx(1 - outside, abs=1e-3)


def test_what_only_the_model_finds_says_so(corpus: tk.Corpus) -> None:
    text = "The senator floated the idea that taxes would fall. Rates, he quipped to donors, were a joke on everybody."
    for article in (*corpus, tk.Article(id="b", text=text)):
        table = tk.attributions(article)
        assert table.p.between(0, 1).all()
        for why in table.why:
            assert why.startswith(
                ("model: ", "speech", "belief", "stance", "noun", "naming", "document", "quotation", "adj")
            )


def test_attributions_inside_others_name_them() -> None:
    found = attribute("He said he hoped the fighters will surrender in the coming days.", engine="rules")
    assert [(a.number, a.inside, a.kind) for a in found] == [(0, None, "indirect"), (1, 0, "ascribed")]
