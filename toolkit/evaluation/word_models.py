"""Word and sentence models measured: trained on one part of annotated sentences, scored on another or on articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.lexicon import Lexicon
from toolkit.loaded.models.evaluating import interval
from toolkit.loaded.models.matrices import code
from toolkit.loaded.models.scoring import Bools, Floats, grown
from toolkit.loaded.models.seeing import Seen, see
from toolkit.loaded.models.sentences import LABELS, LoadedSentenceModel
from toolkit.loaded.models.words import LoadedWordModel, marked

_DRAWS = 1000
_FEWEST = 30  # articles, to train on some of them and score the others
_ROWS = ("P", "R", "F1")
_CLEAR, _LIKELY = (0.97, 0.978, 0.985, 0.99), (0.94, 0.955, 0.965, 0.972, 0.98)  # shares of words below the bounds


def benchmark_words(train: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of both modes, AUC over words, and how often the first word of a sentence with marks
    (and the label Biased, where there are labels) is a marked one; intervals are 95 % by bootstrap over rows."""
    from sklearn.metrics import roc_auc_score

    began = time.monotonic()
    model = _trained(train)
    seconds = time.monotonic() - began
    scores, gold = _scored(model, rows)
    modes = []
    for mode in ("balanced", "precise"):
        counts = np.array([_agreement(p >= model.bound(mode), y) for p, y in zip(scores, gold, strict=True)])
        modes.append({"mode": mode, "threshold": round(model.bound(mode), 3), **_prf(counts)})
    firsts = [
        float(y[p.argmax()])
        for p, y, row in zip(scores, gold, rows, strict=True)
        if y.any() and row.get("label", "Biased") == "Biased"
    ]

    def auc(chosen: npt.NDArray[np.int64]) -> float:
        truth = np.concatenate([gold[n] for n in chosen])
        if truth.all() or not truth.any():
            return float("nan")  # a draw without both kinds of words has no AUC
        return float(roc_auc_score(truth, np.concatenate([scores[n] for n in chosen])))

    def first(chosen: npt.NDArray[np.int64]) -> float:
        return float(np.mean([firsts[n] for n in chosen]))

    return {
        "trained_on": len(train),
        "rows": len(rows),
        "words": int(sum(map(len, gold))),
        "marked": int(sum(y.sum() for y in gold)),
        "training_seconds": round(seconds),
        "modes": modes,
        "AUC": _bootstrap(auc, len(rows), digits=3, draws=200),
        "first_word_right": _bootstrap(first, len(firsts), digits=3),
        "sentences_with_marks": len(firsts),
    }


def benchmark_sentences(train: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Macro-F1 of the sentence model trained on one part and scored on the other, and of models that left out a fifth,
    a topic or an outlet of the part train. The lexicon was chosen on that part, so the models that left out a topic or
    an outlet also score its sentences in the other part, which nothing was chosen on ("unseen")."""
    learn, test = ([row for row in part if row["label"] in LABELS] for part in (train, rows))
    y = [row["label"] == LABELS[1] for row in learn]
    model = LoadedSentenceModel().fit([row["text"] for row in learn], y, spans=[row["spans"] for row in learn])
    found = np.asarray(model.predict([row["text"] for row in test]))
    truth = np.array([row["label"] == LABELS[1] for row in test])
    f1 = [2 * (a & b).sum() / max(a.sum() + b.sum(), 1) for a, b in ((truth, found), (~truth, ~found))]
    within = [LoadedSentenceModel().evaluate(learn)]
    for by in ("topic", "outlet"):
        of_train, others = ([row for row in part if row.get(by)] for part in (learn, test))
        within.append(LoadedSentenceModel().evaluate(of_train, by=by, unseen=others))
    return {
        "trained_on": len(learn),
        "rows": len(test),
        "macro_F1": round(float(np.mean(f1)), 3),
        "interval": list(interval(truth, found)),
        "within_train": within,
    }


def benchmark_propaganda(
    train: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], *, trained_on: str
) -> dict[str, Any]:
    """Words and spans that annotators called Loaded_Language, found by a word model that learnt from other texts.

    Span F1 gives credit for the share that overlaps, as task 11 of SemEval-2020 does (Da San Martino et al. 2020):
    precision averages over found spans the share of each that lies in gold, recall over gold spans the share found.
    A span is a run of found words of one sentence. Intervals are 95 % by bootstrap over articles.
    """
    wanted = [{**row, "spans": [s for s in row["spans"] if s["technique"] == "Loaded_Language"]} for row in rows]
    seen = [see(row["text"]) for row in wanted]
    gold = [marked(one, row["spans"]) for one, row in zip(seen, wanted, strict=True)]
    flags = {entry.id for entry in Lexicon.default() if entry.severity == "flag"}
    flagged = [np.array([word.entry in flags for word in one.words], dtype=bool) for one in seen]
    systems = [{"trained_on": "nothing: flags of the lexicon"} | _of_spans(seen, wanted, gold, flagged)]
    model = _trained(train)
    elsewhere = [model.score_seen([one]) for one in seen]
    systems += [
        {"trained_on": trained_on, "mode": mode}
        | _of_spans(seen, wanted, gold, [p >= model.bound(mode) for p in elsewhere])
        for mode in ("balanced", "precise")
    ]
    if len(rows) >= _FEWEST:
        name = "two thirds of these articles, the others scored"
        left_out = _left_out(seen, gold)
        for mode, found in (("balanced", _above(left_out)), ("grown", _grown(left_out, seen, wanted))):
            systems.append({"trained_on": name, "mode": mode} | _of_spans(seen, wanted, gold, found))
    return {"articles": len(rows), "words": int(sum(map(len, gold))), "systems": systems}


class _LeftOut(NamedTuple):
    """What a model says that learnt from the other articles, and of those what it said in folds."""

    scored: npt.NDArray[np.int64]  # numbers of articles
    learnt: npt.NDArray[np.int64]
    p: list[Floats]  # of the words of every article scored
    held_out: list[Floats]  # of every article learnt from
    threshold: float


def _left_out(seen: Sequence[Seen], gold: Sequence[Bools], *, parts: int = 3) -> list[_LeftOut]:
    coded, y = code(seen), np.concatenate(gold)
    part = np.random.default_rng(0).permutation(len(seen)) % parts
    cuts = np.cumsum([len(one) for one in gold])[:-1]
    found = []
    for number in range(parts):
        scored, learnt = np.flatnonzero(part == number), np.flatnonzero(part != number)
        model = LoadedWordModel(folds=3).fit_rows(coded, y, learnt)
        p, held_out = np.split(model.score_coded(coded), cuts), np.split(model.held_out_, cuts)
        found.append(_LeftOut(scored, learnt, [p[n] for n in scored], [held_out[n] for n in learnt], model.bound()))
    return found


def _in_order(found: Iterable[tuple[_LeftOut, list[Bools]]]) -> list[Bools]:
    of_article = {int(n): words for one, several in found for n, words in zip(one.scored, several, strict=True)}
    return [of_article[n] for n in sorted(of_article)]


def _above(left_out: Sequence[_LeftOut]) -> list[Bools]:
    return _in_order((one, [p >= one.threshold for p in one.p]) for one in left_out)


def _grown(left_out: Sequence[_LeftOut], seen: Sequence[Seen], rows: Sequence[dict[str, Any]]) -> list[Bools]:
    """Runs that grow from clear words to likely ones; both bounds have the best span F1 in folds of the articles that
    the model learnt from."""
    sentences = [np.array([word.sentence for word in one.words], dtype=np.int64) for one in seen]
    spans = [[(s["start"], s["end"]) for s in row["spans"]] for row in rows]

    def span_f1(one: _LeftOut, high: float, low: float) -> float:
        counts = np.zeros(4)
        for n, p in zip(one.learnt.tolist(), one.held_out, strict=True):
            counts += _overlap(_runs(seen[n], grown(p, sentences[n], high, low)), spans[n])
        right, found, recalled, wanted = counts
        return float(_f1(right / max(found, 1), recalled / max(wanted, 1)))

    found = []
    for one in left_out:
        everything = np.concatenate(one.held_out)
        highs, lows = np.quantile(everything, _CLEAR), np.quantile(everything, _LIKELY)
        pairs = [(float(high), float(low)) for high in highs for low in lows if low <= high]
        high, low = max(pairs, key=lambda pair: span_f1(one, *pair))
        found.append((one, [grown(p, sentences[n], high, low) for n, p in zip(one.scored, one.p, strict=True)]))
    return _in_order(found)


def _of_spans(
    seen: Sequence[Seen], rows: Sequence[dict[str, Any]], gold: Sequence[Bools], found: Sequence[Bools]
) -> dict[str, Any]:
    tokens = np.array([_agreement(f, y) for f, y in zip(found, gold, strict=True)])
    spans = np.array(
        [
            _overlap(_runs(one, f), [(s["start"], s["end"]) for s in row["spans"]])
            for one, f, row in zip(seen, found, rows, strict=True)
        ]
    )
    return {"tokens": _prf(tokens), "spans": _prf(spans)}


def _trained(rows: Sequence[dict[str, Any]]) -> LoadedWordModel:
    return LoadedWordModel().fit([row["text"] for row in rows], [row["spans"] for row in rows])


def _scored(model: LoadedWordModel, rows: Sequence[dict[str, Any]]) -> tuple[list[Floats], list[Bools]]:
    seen = [see(row["text"]) for row in rows]
    gold = [marked(one, row["spans"]) for one, row in zip(seen, rows, strict=True)]
    return [model.score_seen([one]) for one in seen], gold


def _agreement(found: Bools, gold: Bools) -> tuple[float, float, float, float]:
    both = float((found & gold).sum())
    return both, float(found.sum()), both, float(gold.sum())


def _runs(seen: Seen, found: Bools) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    before = -2
    for n in np.flatnonzero(found).tolist():
        word = seen.words[n]
        if n == before + 1 and word.sentence == seen.words[before].sentence:
            runs[-1] = runs[-1][0], word.end
        else:
            runs.append((word.start, word.end))
        before = n
    return runs


def _overlap(found: list[tuple[int, int]], gold: list[tuple[int, int]]) -> tuple[float, float, float, float]:
    """Sum of the shares of found spans that lie in gold, their number, and the same of gold spans."""

    def shares(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> float:
        total = 0.0
        for a, b in ours:
            inside = sum(max(min(b, d) - max(a, c), 0) for c, d in theirs)
            total += min(inside / max(b - a, 1), 1.0)
        return total

    return shares(found, gold), float(len(found)), shares(gold, found), float(len(gold))


def _prf(counts: Floats) -> dict[str, list[float]]:
    def score(chosen: npt.NDArray[np.int64], metric: str) -> float:
        right, found, recalled, gold = counts[chosen].sum(axis=0)
        precision, recall = right / max(found, 1), recalled / max(gold, 1)
        return float({"P": precision, "R": recall, "F1": _f1(precision, recall)}[metric])

    return {metric: _bootstrap(partial(score, metric=metric), len(counts), digits=3) for metric in _ROWS}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _bootstrap(
    figure: Callable[[npt.NDArray[np.int64]], float], size: int, *, digits: int, draws: int = _DRAWS
) -> list[float]:
    """A figure with its 95 % interval (seed 0)."""
    chance = np.random.default_rng(0)
    drawn = [figure(chance.integers(0, size, size)) for _ in range(draws)]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return [round(float(value), digits) for value in (figure(np.arange(size)), low, high)]
