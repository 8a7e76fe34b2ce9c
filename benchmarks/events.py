"""Events that people put together, all mixed: which pairs of articles of one event are found, and how many are wrong.

The weights of `toolkit.stories` were tuned on half of the events, those whose name has an even hash. Precision and
recall are over pairs of articles; a pair counts for a half if one of its articles is of it, so that a wrong pair across
both halves counts for either. `alone` is the half as a corpus of its own. Rows without `event_id` give the cost alone.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from collections import Counter
from datetime import datetime
from itertools import combinations
from typing import Any

import numpy as np

from toolkit.articles import Article, Corpus
from toolkit.stories.events import events_of

Row = dict[str, Any]


def benchmark_events(rows: list[Row], *, draws: int = 2000, seed: int = 1) -> dict[str, Any]:
    """Precision and recall of pairs, with intervals over events, and time and memory."""
    corpus = Corpus([_article(number, row) for number, row in enumerate(rows)])
    held = _megabytes()
    began, used = time.perf_counter(), time.process_time()
    found = events_of(corpus)
    cost = {
        "articles": len(corpus),
        "articles in events": sum(len(event.articles) for event in found),
        "events": len(found),
        "largest": max((len(event.articles) for event in found), default=0),
        "seconds": round(time.perf_counter() - began, 1),
        "seconds_of_one_core": round(time.process_time() - used, 1),
        "megabytes_before": held,
        "peak_megabytes": _megabytes(),
    }
    if "event_id" not in rows[0]:
        return cost
    of = {article.id: str(row["event_id"]) for article, row in zip(corpus, rows, strict=True)}
    pairs = _pairs([[article.id for article in event.articles] for event in found])
    scores = {"all, mixed": _scores(pairs, of, set(of.values()), draws, seed)}
    for name, half in (("tuned on", 0), ("not tuned on", 1)):
        events = {event for event in of.values() if _half(event) == half}
        scores[f"{name}, mixed"] = _scores(pairs, of, events, draws, seed)
        part = Corpus([article for article in corpus if of[article.id] in events])
        alone = _pairs([[article.id for article in event.articles] for event in events_of(part)])
        scores[f"{name}, alone"] = _scores(alone, of, events, draws, seed)
    return {**cost, "scores": [{"events": name, **score} for name, score in scores.items()]}


def _article(number: int, row: Row) -> Article:
    try:
        published = datetime.fromisoformat(str(row["date"])[:10])
    except (KeyError, ValueError):  # no date, or half of one
        published = None
    return Article(id=str(number), text=str(row["text"]), headline=row.get("headline") or None, published=published)


def _half(event: str) -> int:
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % 2


def _pairs(events: list[list[str]]) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for event in events for pair in combinations(event, 2)}


def _scores(found: set[tuple[str, str]], of: dict[str, str], events: set[str], draws: int, seed: int) -> dict[str, Any]:
    right, wrong = Counter[str](), Counter[str]()
    for one, other in found:
        if of[one] == of[other]:
            right[of[one]] += 1
        else:
            wrong[min(of[one], of[other], key=lambda event: (event not in events, event))] += 1
    sizes = Counter(of.values())
    table = np.array([(right[e], wrong[e], sizes[e] * (sizes[e] - 1) // 2) for e in sorted(events)])
    chance = np.random.default_rng(seed)
    drawn = np.array([table[chance.integers(len(table), size=len(table))].sum(axis=0) for _ in range(draws)])
    total = table.sum(axis=0)
    return {
        "n": len(events),
        "pairs": int(total[2]),
        "precision": _with_interval(total[0], total[0] + total[1], drawn[:, 0], drawn[:, 0] + drawn[:, 1]),
        "recall": _with_interval(total[0], total[2], drawn[:, 0], drawn[:, 2]),
    }


def _with_interval(part: Any, of: Any, parts: Any, wholes: Any) -> list[float]:
    low, high = np.quantile(parts / np.maximum(wholes, 1), (0.025, 0.975))
    return [round(float(value), 3) for value in (part / max(of, 1), low, high)]


def _megabytes() -> int:
    """The most memory that this process has held so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))
