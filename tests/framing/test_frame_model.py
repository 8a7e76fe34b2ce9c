"""Frame models: they learn from codings, say why, are unsure where they should be, and come back from a file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

import toolkit as tk
from toolkit.cli import main
from toolkit.framing.calibrating import calibrated, folds_of

MONEY = [
    "Taxes rise and jobs go.",
    "The budget grows, prices too.",
    "Wages fall in the industry.",
    "The firm lost sales.",
]
LAW = [
    "The court heard the judge.",
    "A lawyer sued the state.",
    "The verdict was read in court.",
    "A judge made a ruling.",
]
TEXTS = [*MONEY, *LAW] * 3
ONE = ["money"] * 4 + ["law"] * 4
FRAMES = ONE * 3
SEVERAL = [("money",) if one == "money" else ("law", "order") for one in FRAMES]


@pytest.fixture(scope="module")
def model() -> tk.FrameModel:
    return tk.FrameModel(folds=3).fit(TEXTS, FRAMES)


def test_a_model_tells_frames_with_the_words_that_speak_for_them(model: tk.FrameModel) -> None:
    assert model.predict(["The judge read a verdict.", "Prices and wages rise."]).tolist() == ["law", "money"]
    first, second = model.told(["The judge read a verdict."])[0]
    assert (first.frame, second.frame) == ("law", "money")
    assert first.p > second.p
    assert first.p + second.p == pytest.approx(1)
    assert {"judge", "verdict"} & {word.split()[-1] for word in first.words}
    assert "the" not in first.words
    assert model.score(TEXTS, FRAMES) == 1.0


def test_a_model_is_unsure_where_nothing_speaks_for_a_frame() -> None:
    unsure = tk.FrameModel(folds=3, unsure=0.8).fit(TEXTS, FRAMES)
    assert unsure.told(["Rain."])[0][0].frame == "unsure"
    assert unsure.told(["The judge read a verdict in court."])[0][0].frame == "law"


def test_several_frames_come_as_a_tuple() -> None:
    model = tk.FrameModel(several=True, folds=3).fit(TEXTS, SEVERAL)
    assert model.predict(["The judge read the verdict in court.", "Taxes and wages fall."]).tolist() == [
        ("law", "order"), ("money",),
    ]  # fmt: skip
    p = model.predict_proba(["The judge."])
    assert p.shape == (1, 3)
    assert ((p > 0) & (p < 1)).all()
    assert model.score(TEXTS, SEVERAL) > 0.9


def test_headlines_are_features_of_their_own() -> None:
    pairs = [(text, "Nobody knows more.") for text in TEXTS]
    model = tk.FrameModel(folds=3).fit(pairs, FRAMES)
    assert model.predict([("The judge read a verdict.", "Nobody knows more.")]).tolist() == ["law"]


@pytest.mark.parametrize("several", [False, True])
def test_a_model_comes_back_from_its_file(tmp_path: Path, several: bool) -> None:
    model = tk.FrameModel(several=several, folds=3, codebook="generic").fit(TEXTS, SEVERAL if several else FRAMES)
    model.save(tmp_path / "frames.npz")
    again = tk.FrameModel.load(tmp_path / "frames.npz")
    assert np.array_equal(again.predict_proba(TEXTS), model.predict_proba(TEXTS))
    assert again.told(TEXTS[:2]) == model.told(TEXTS[:2])
    assert again.get_params() == model.get_params()
    again.save(tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == (tmp_path / "frames.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes((tmp_path / "frames.npz").read_bytes()[:500])
    with pytest.raises(tk.LoadError, match="no whole model file"):
        tk.FrameModel.load(tmp_path / "cut.npz")


def test_what_cannot_be_learnt_gets_one_sentence() -> None:
    model = tk.FrameModel(folds=3)
    for texts, frames, part in (
        ("Rain.", ["a"], "a list of texts"),
        (TEXTS, FRAMES[:3], "24 articles, but frames of 3"),
        (TEXTS[:4], FRAMES[:4], "4 articles for 3 folds"),
        (TEXTS, ["one"] * 24, "two frames"),
        (TEXTS, [None, *FRAMES[1:]], "coding of article 0"),
        ([3, *TEXTS[1:]], FRAMES, "Article 0 is no text"),
    ):
        with pytest.raises(tk.QueryError, match=part):
            clone(model).fit(texts, frames)  # type: ignore[arg-type]


def test_a_frame_of_one_article_is_left_out_and_said() -> None:
    model = tk.FrameModel(folds=3).fit([*TEXTS, "Rain fell on the hills."], [*FRAMES, "weather"])
    assert model.left_out_ == ("weather",)
    assert model.classes_.tolist() == ["law", "money"]


def test_the_learning_curve_has_a_row_per_size() -> None:
    curve = tk.FrameModel(folds=2).learning_curve(TEXTS, FRAMES, steps=3, draws=2)
    assert curve.articles.is_monotonic_increasing
    assert curve.articles.iloc[-1] == 19
    assert ((curve.low <= curve.score) & (curve.score <= curve.high)).all()
    assert curve.score.iloc[-1] >= curve.score.iloc[0]


def test_probabilities_fit_what_was_held_out() -> None:
    chance = np.random.default_rng(0)
    wanted = chance.random((400, 3)) < [0.5, 0.2, 0.05]
    scores = 2.0 * wanted - 1 + chance.normal(0, 1.0, wanted.shape)
    fitted = calibrated(scores, wanted, several=True)
    p = fitted.probabilities(scores)
    assert np.abs(p.mean(axis=0) - wanted.mean(axis=0)).max() < 0.02
    assert ((fitted.thresholds > 0) & (fitted.thresholds < 1)).all()
    parts = folds_of(np.eye(3, dtype=bool)[chance.integers(0, 3, 30)], 5, several=False, seed=0)
    assert np.bincount(parts).max() - np.bincount(parts).min() <= 3


def test_the_shell_trains_on_a_coding_sheet_and_on_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        f"{n},{text!r},{int(f == 'money')},{int(f == 'law')}"
        for n, (text, f) in enumerate(zip(TEXTS, FRAMES, strict=True))
    ]
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("article,text,money,law\n" + "\n".join(rows).replace("'", '"'), encoding="utf-8")
    assert main(["train", "frames", "--gold", str(sheet), "-o", str(tmp_path / "a.npz")]) == 0
    lines = tmp_path / "gold.jsonl"
    lines.write_text("\n".join(json.dumps({"text": t, "frame": f}) for t, f in zip(TEXTS, FRAMES, strict=True)))
    assert main(["train", "frames", "--gold", str(lines), "-o", str(tmp_path / "b.npz")]) == 0
    for name in ("a.npz", "b.npz"):
        assert tk.FrameModel.load(tmp_path / name).predict(["The judge read the verdict."]).tolist() == ["law"]
    assert "learnt 2 frames: law, money" in capsys.readouterr().err
    for content, part in (('{"text": "x"}', "no field 'frame'"), ("rain", "no JSON"), ("[1]", "no object")):
        lines.write_text(content)
        assert main(["train", "frames", "--gold", str(lines), "-o", str(tmp_path / "c.npz")]) == 2
        assert part in capsys.readouterr().err
    assert main(["train", "frames", "--gold", str(sheet)]) == 2
    assert main(["train", "frames", "--gold", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "c.npz")]) == 2


def test_a_corpus_gets_a_table_that_prevalence_takes(model: tk.FrameModel) -> None:
    articles = [tk.Article(id=str(n), headline="Judge", text=text) for n, text in enumerate(TEXTS)]
    table = model.frames(articles)
    assert len(table) == 2 * len(TEXTS)
    law = table[table.frame == "law"]
    assert law.present.tolist() == [frame == "law" for frame in FRAMES]
    assert law[law.present].words.str.len().min() > 0
    assert (table.groupby("article").p.sum() - 1).abs().max() < 1e-9
    codings = pd.DataFrame({"article": law.article, "coder": "Ada", "law": [int(frame == "law") for frame in FRAMES]})
    row = tk.validated_prevalence(table, codings, draws=50).iloc[0]
    assert (row.sensitivity, row.specificity, row.share) == (1.0, 1.0, 0.5)
    assert model.frames(tk.Corpus([])).empty
