"""Frames on annotated articles and headlines: words of a codebook, a trained linear model, and plain baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.articles import Article, Corpus
from toolkit.codebooks import Codebook
from toolkit.errors import LoadError

_DRAWS = 1000
_FOLDS = 5
# What annotators call a frame, and the code of a shipped codebook that means the same, or most nearly the same.
CODES = {
    "policy": {
        "Legality_Constitutionality_and_jurisprudence": "legality",
        "Security_and_defense": "security_and_defence",
        "Policy_prescription_and_evaluation": "policy",
    },
    "generic": {
        "CO": "conflict", "RE": "responsibility", "EC": "economic_consequences", "HI": "human_interest",
        "MO": "morality",
    },
    "gun_violence": {
        "Politics": "politics", "Public opinion": "public_opinion", "Gun control": "gun_control",
        "School or public space safety": "school_safety", "Race": "race", "Economic consequences": "economic",
        "Mental health": "mental_health", "Society": "society", "2nd Amendment rights": "second_amendment",
    },
}  # fmt: skip
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class _Gold(NamedTuple):
    pairs: list[tuple[str, str]]
    frames: list[str]
    wanted: Bools  # articles x frames
    second: list[str]  # the annotators' second frame, or nothing
    several: bool
    dev: Bools


class _Answer(NamedTuple):
    scores: Floats  # the higher, the likelier
    given: Bools


def benchmark_frames(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Systems on coded articles: the majority, plain TF-IDF, the words of a codebook untrained, the frame model.

    Rows have `text`, and `frame` (one frame; `frame2` counts beside it, `lead3` is the beginning of the article) or
    `frames` (several). What is trained is scored by five folds over all rows, and by training on the part train and
    scoring the part dev where rows have a `split`. Intervals are 95 % by bootstrap over rows.
    """
    gold = _read(rows)
    systems: dict[str, Callable[[_Gold, Bools], _Answer]] = {
        "majority": _majority, "TF-IDF": _plain, "codebook, untrained": _untrained, "linear": _linear,
    }  # fmt: skip
    result: dict[str, Any] = {"rows": len(rows), "frames": len(gold.frames), "several": gold.several, "five_folds": {}}
    parts = _parts(gold)
    for name, answer in systems.items():
        scores, given = np.zeros(gold.wanted.shape), np.zeros(gold.wanted.shape, dtype=bool)
        for part in range(_FOLDS):
            scores[parts == part], given[parts == part] = answer(gold, parts != part)
        result["five_folds"][name] = _figures(gold, _Answer(scores, given), np.ones(len(rows), dtype=bool))
        if name == "codebook, untrained":
            result["precision of the codebook's words"] = _precision(gold, given)
    if gold.dev.any() and not gold.dev.all():
        result["dev"] = {}
        for name, answer in systems.items():
            found = answer(gold, ~gold.dev)
            whole = _Answer(np.zeros(gold.wanted.shape), np.zeros(gold.wanted.shape, dtype=bool))
            whole.scores[gold.dev], whole.given[gold.dev] = found
            result["dev"][name] = _figures(gold, whole, gold.dev)
    return result


def _read(rows: Sequence[dict[str, Any]]) -> _Gold:
    several = "frames" in rows[0]
    given = [tuple(row["frames"]) if several else (row["frame"],) for row in rows]
    frames = sorted({name for one in given for name in one})
    if len(frames) < 3:
        raise LoadError("frames: give articles of at least three frames; the first two would always be right.")
    if len(rows) < 10 * _FOLDS:
        raise LoadError(f"frames: {len(rows)} rows are too few for five folds; give {10 * _FOLDS} or more.")
    wanted = np.array([[name in one for name in frames] for one in given], dtype=bool)
    pairs = [(str(row["text"]), str(row["lead3"] or "")) if "lead3" in row else ("", str(row["text"])) for row in rows]
    dev = np.array([row.get("split") == "dev" for row in rows], dtype=bool)
    return _Gold(pairs, frames, wanted, [str(row.get("frame2") or "") for row in rows], several, dev)


def _parts(gold: _Gold) -> npt.NDArray[np.int64]:
    from toolkit.framing.calibrating import folds_of

    return folds_of(gold.wanted, _FOLDS, several=gold.several, seed=0)


def _majority(gold: _Gold, learnt: Bools) -> _Answer:
    """The most frequent frame for each article; where there are several, all frames."""
    shares = gold.wanted[learnt].mean(axis=0)
    scores = np.tile(shares, (int((~learnt).sum()), 1))
    return _Answer(scores, np.ones(scores.shape, dtype=bool) if gold.several else _first(scores))


def _plain(gold: _Gold, learnt: Bools) -> _Answer:
    """Logistic regression over TF-IDF of words, as it comes."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = np.array([" ".join(pair) for pair in gold.pairs], dtype=object)
    vectorizer = TfidfVectorizer(sublinear_tf=True)
    train, test = vectorizer.fit_transform(texts[learnt]), vectorizer.transform(texts[~learnt])
    scores = np.zeros((test.shape[0], len(gold.frames)))
    for frame in range(len(gold.frames)):
        model = LogisticRegression(C=10.0, max_iter=300).fit(train, gold.wanted[learnt, frame])
        scores[:, frame] = model.predict_proba(test)[:, 1]
    return _Answer(scores, scores >= 0.5 if gold.several else _first(scores))


def _codebook_of(gold: _Gold) -> str:
    """The shipped codebook that has the frames of the gold."""
    return next((name for name in ("generic", "gun_violence") if set(gold.frames) <= set(CODES[name])), "policy")


def _untrained(gold: _Gold, learnt: Bools) -> _Answer:
    """The words of a shipped codebook with its thresholds; nothing is learnt from the rows."""
    from toolkit.framing.frames import measure

    book = Codebook.named(_codebook_of(gold))
    codes = [CODES[book.name].get(name, name.lower()) for name in gold.frames]
    pairs = [pair for pair, known in zip(gold.pairs, learnt, strict=True) if not known]
    articles = Corpus(Article(id=str(n), text="\n\n".join(filter(None, pair))) for n, pair in enumerate(pairs))
    measured = measure(articles, book)
    place = {code.name: n for n, code in enumerate(measured.codes)}
    columns = [place.get(name, -1) for name in codes]
    strength = np.where(measured.ranks > 0, measured.ranks.shape[1] + 1.0 - measured.ranks, 0.0)
    scores = np.array([strength[:, n] if n >= 0 else np.zeros(len(pairs)) for n in columns]).T
    present = np.array([measured.present[:, n] if n >= 0 else np.zeros(len(pairs), dtype=bool) for n in columns]).T
    return _Answer(scores, present if gold.several else _first(scores))


def _linear(gold: _Gold, learnt: Bools) -> _Answer:
    """`FrameModel` with the settings it ships with."""
    from toolkit.framing.frame_model import FrameModel

    model = FrameModel(several=gold.several, codebook=_codebook_of(gold))
    names = [
        tuple(name for name, has in zip(gold.frames, row, strict=True) if has) for row in gold.wanted[learnt].tolist()
    ]
    pairs = [(pair, known) for pair, known in zip(gold.pairs, learnt, strict=True)]
    model.fit([pair for pair, known in pairs if known], names if gold.several else [one[0] for one in names])
    p = model.predict_proba([pair for pair, known in pairs if not known])
    columns = [gold.frames.index(str(name)) for name in model.classes_]
    scores, given = np.zeros((len(p), len(gold.frames))), np.zeros((len(p), len(gold.frames)), dtype=bool)
    scores[:, columns] = p
    given[:, columns] = p >= model.calibration_.thresholds
    return _Answer(scores, given if gold.several else _first(scores))


def _first(scores: Floats) -> Bools:
    found = np.zeros(scores.shape, dtype=bool)
    found[np.arange(len(scores)), scores.argmax(axis=1)] = True
    return found


def _figures(gold: _Gold, answer: _Answer, which: Bools) -> dict[str, Any]:
    wanted, given = gold.wanted[which], answer.given[which]
    figures: dict[str, Any] = {"rows": int(which.sum())}
    if not gold.several:
        order = np.argsort(-answer.scores[which], axis=1, kind="stable")
        right: Bools = np.take_along_axis(wanted, order, axis=1)
        second = [gold.second[n] for n in np.flatnonzero(which)]
        either: Bools = (
            np.array([gold.frames[n] == name for n, name in zip(order[:, 0], second, strict=True)]) | right[:, 0]
        )
        shares: dict[str, Bools] = {
            "accuracy": right[:, 0],
            "top_two": right[:, :2].max(axis=1),
            "first_or_second": either,
        }
        for name, found in shares.items():
            figures[name] = _drawn(partial(_share, found), len(right))
    figures["micro_F1"] = _drawn(lambda rows: _f1(wanted[rows], given[rows])[0], len(wanted))
    figures["macro_F1"] = _drawn(lambda rows: _f1(wanted[rows], given[rows])[1], len(wanted))
    return figures


def _share(found: Bools, rows: npt.NDArray[np.int64]) -> float:
    return float(found[rows].mean())


def _f1(wanted: Bools, given: Bools) -> tuple[float, float]:
    """Micro-F1, and the mean F1 of the frames that some article has."""
    right, said, truth = (wanted & given).sum(axis=0), given.sum(axis=0), wanted.sum(axis=0)
    each = 2 * right / np.maximum(said + truth, 1)
    micro = 2 * int(right.sum()) / max(int(said.sum()) + int(truth.sum()), 1)
    return micro, float(each[truth > 0].mean())


def _precision(gold: _Gold, given: Bools) -> dict[str, Any]:
    """Precision, recall and F1 of each frame."""
    found: dict[str, Any] = {}
    for n, name in enumerate(gold.frames):
        wanted, told = gold.wanted[:, n], given[:, n]
        right, said, truth = (int(chosen.sum()) for chosen in (wanted & told, told, wanted))
        precision, recall = right / max(said, 1), right / max(truth, 1)
        f1 = 2 * right / max(said + truth, 1)
        found[name] = [*(round(value, 2) for value in (precision, recall, f1)), truth]
    return found


def _drawn(figure: Callable[[npt.NDArray[np.int64]], float], rows: int) -> list[float]:
    """A figure with its 95 % interval by bootstrap over rows (seed 0)."""
    chance = np.random.default_rng(0)
    values = [figure(chance.integers(0, rows, rows)) for _ in range(_DRAWS)]
    low, high = np.quantile(values, [0.025, 0.975])
    return [round(float(value), 3) for value in (figure(np.arange(rows)), low, high)]
