"""Voice against gold attributions: JSON lines with text, split and attributions (source, cue, content span lists).

Words are the toolkit's tokens of the kinds word, number, hashtag and handle; a word is attributed if it lies in any
content. Quoted words are those inside quotation marks as the scanner sees them. A content is exact if it has the same
words as a gold content; a cue counts if it shares a word with a gold cue; a source if it shares a word with the gold
source of the content it overlaps most (intersection over union at least one half); `source_recall` is the share of all
gold sources for which some content that overlaps their content so far has a source that shares a word; "half" counts
a gold content so far. Attributions inside others are not scored, for the gold does not mark them.
"""

from __future__ import annotations

import random
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from toolkit.evaluation.peers import TEXTACY, textacy_quotations
from toolkit.text.tokens import is_word, tokenize
from toolkit.voice import Attribution, Span, attribute, scan_quotations
from toolkit.voice.engine import analyse

Words = frozenset[int]
Finder = Callable[[str], Sequence[Attribution]]


def quotation_marks_only(text: str) -> list[Attribution]:
    """The peer that everybody has: what stands between quotation marks is attributed, nothing else."""
    outer = (q for q in scan_quotations(text) if q.level == 0)
    return [
        Attribution(number=number, kind="direct", contents=(Span(q.start, q.end),)) for number, q in enumerate(outer)
    ]


ENCODER = "rules and encoder"
SYSTEMS: dict[str, Finder] = {
    "rules": lambda text: attribute(text, engine="rules"),
    "rules and model": lambda text: analyse(text, engine="model", arrays=True).attributions,
    "quotation marks only": quotation_marks_only,
    ENCODER: lambda text: attribute(text, engine="encoder"),
    TEXTACY: textacy_quotations,
}


def benchmark_voice(
    rows: Iterable[dict[str, Any]], *, system: str = "rules", samples: int = 500, seed: int = 1
) -> dict[str, Any]:
    """Figures of one system: P, R and F1 in percent with 95 % bootstrap intervals over articles, and words per second.

    Between the articles NLTK's word tokenizer cuts the same texts: how fast it is tells how fast the machine was then.
    """
    from nltk.tokenize import NLTKWordTokenizer

    find = SYSTEMS[system]
    yardstick = NLTKWordTokenizer()
    counts: list[Counter[str]] = []
    by_rule: dict[str, Counter[str]] = {}
    seconds, yardstick_seconds, words, size_in_bytes, lost = 0.0, 0.0, 0, 0, 0
    for row in rows:
        text = row["text"]
        began = time.process_time()  # of the processor: other programs do not count
        try:
            found = find(text)
        except Exception:  # a peer may raise: the article counts as lost, as the table says
            found, lost = [], lost + 1
        ended = time.process_time()
        yardstick.tokenize(text)
        yardstick_seconds += time.process_time() - ended
        size_in_bytes += len(text.encode())
        seconds += ended - began
        count, size = _count(row, found, by_rule)
        counts.append(count)
        words += size
    scores: dict[str, Any] = {
        name: _score(counts, name, samples, seed) for name in ("all", "quoted", "unquoted", "exact", "half", "cue")
    }
    total = sum(counts, Counter[str]())
    scores["source_overlap"] = _percent(total["source right"], total["source both"])
    scores["source_recall"] = _percent(total["sources recalled"], total["sources"])
    scores["source_coverage"] = _percent(total["source both"], total["source gold"])
    rules = {
        rule: {"contents": c["n"], "words": c["words"], "right": round(c["right"] / max(c["words"], 1), 2)}
        for rule, c in sorted(by_rule.items(), key=lambda item: (-item[1]["words"], item[0]))
    }
    classes: dict[str, Counter[str]] = {}
    for rule, c in by_rule.items():
        classes.setdefault(rule.partition(":")[0], Counter()).update(c)
    return {
        "system": system,
        "articles": len(counts),
        "articles_lost": lost,
        "words": words,
        "words_per_second": round(words / seconds) if seconds else 0,
        "nltk_bytes_per_second": round(size_in_bytes / yardstick_seconds) if yardstick_seconds else 0,
        "scores": scores,
        "classes": {
            name: {"contents": c["n"], "words": c["words"], "right": round(c["right"] / max(c["words"], 1), 2)}
            for name, c in sorted(classes.items())
        },
        "rules": rules,
    }


def _count(
    row: dict[str, Any], found: Sequence[Attribution], by_rule: dict[str, Counter[str]]
) -> tuple[Counter[str], int]:
    text = row["text"]
    tokens = tokenize(text)
    starts = [start for start, kind in zip(tokens.starts, tokens.kinds, strict=True) if is_word(kind)]

    def words(spans: Iterable[Sequence[int]]) -> Words:
        inside: set[int] = set()
        for start, end in spans:
            inside.update(range(bisect_left(starts, start), bisect_left(starts, end)))
        return frozenset(inside)

    gold = [(words(a["content"]), words(a["cue"]), words(a["source"])) for a in row["attributions"]]
    ours = [
        (
            words(a.contents),
            words([a.cue] if a.cue else []),
            words([a.source] if a.source else []),
            a.why.partition(";")[0],
        )
        for a in found
    ]
    gold_words = frozenset[int]().union(*(content for content, _, _ in gold))
    our_words = frozenset[int]().union(*(content for content, _, _, _ in ours))
    for content, _, _, why in ours:
        by_rule.setdefault(why or "-", Counter()).update(
            {"n": 1, "words": len(content), "right": len(content & gold_words)}
        )
    count = Counter[str]()
    for content, _, source in gold:
        count["sources"] += bool(source)
        count["sources recalled"] += any(
            source & o[2] and 2 * len(content & o[0]) >= len(content | o[0])
            for o in ours
            if not content.isdisjoint(o[0])
        )
    # The gold leaves out attributions inside others ("he said he hoped"): they are not held against anybody.
    ours = [our for our, a in zip(ours, found, strict=True) if a.inside is None]
    quoted = words((q.start, q.end) for q in scan_quotations(text) if q.level == 0)
    for name, g, o in (
        ("all", gold_words, our_words),
        ("quoted", gold_words & quoted, our_words & quoted),
        ("unquoted", gold_words - quoted, our_words - quoted),
    ):
        count.update({f"{name} right": len(g & o), f"{name} found": len(o), f"{name} gold": len(g)})
    gold_contents, our_contents = Counter(g[0] for g in gold if g[0]), Counter(o[0] for o in ours if o[0])
    count["exact right"] = (gold_contents & our_contents).total()
    count.update({"exact found": our_contents.total(), "exact gold": gold_contents.total()})
    count.update({"half right": _overlapping(gold, ours), "half found": len(ours), "half gold": len(gold)})
    gold_cues = frozenset[int]().union(*(cue for _, cue, _ in gold))
    our_cues = frozenset[int]().union(*(cue for _, cue, _, _ in ours))
    count["cue right"] = sum(bool(cue & gold_cues) for _, cue, _, _ in ours)
    count["cue right gold"] = sum(bool(cue & our_cues) for _, cue, _ in gold)
    count["cue found"] = sum(bool(cue) for _, cue, _, _ in ours)
    count["cue gold"] = sum(bool(cue) for _, cue, _ in gold)
    for content, _, source, _ in ours:
        best = max(gold, key=lambda g: len(g[0] & content) / (len(g[0] | content) or 1), default=None)
        if best and best[2] and 2 * len(best[0] & content) >= len(best[0] | content):
            count["source gold"] += 1
            count["source both"] += bool(source)
            count["source right"] += bool(source & best[2])
    return count, len(starts)


def _overlapping(gold: Sequence[tuple[Words, Words, Words]], ours: Sequence[tuple[Words, Words, Words, str]]) -> int:
    """How many contents share at least half of their words with a gold content, each counted once."""
    pairs = sorted(
        (
            (-len(g[0] & o[0]) / len(g[0] | o[0]), i, k)
            for i, g in enumerate(gold)
            for k, o in enumerate(ours)
            if 2 * len(g[0] & o[0]) >= len(g[0] | o[0]) > 0
        ),
    )
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    for _, i, k in pairs:
        if i not in used_gold and k not in used_ours:
            used_gold.add(i)
            used_ours.add(k)
    return len(used_gold)


def _score(counts: list[Counter[str]], name: str, samples: int, seed: int) -> dict[str, float]:
    chance = random.Random(seed)  # noqa: S311 - a bootstrap, not a secret
    p, r, f1 = _f1(sum(counts, Counter()), name)
    fields = (f"{name} right", f"{name} right gold", f"{name} found", f"{name} gold")
    slim = [Counter({field: count[field] for field in fields}) for count in counts]
    drawn = sorted(
        _f1(sum(chance.choices(slim, k=len(slim)), Counter()), name)[2] for _ in range(samples if counts else 0)
    )
    low, high = (drawn[int(0.025 * samples)], drawn[int(0.975 * samples)]) if drawn else (f1, f1)
    return {"P": p, "R": r, "F1": f1, "low": low, "high": high}


def _f1(count: Counter[str], name: str) -> tuple[float, float, float]:
    right_gold = count[f"{name} right gold"] if name == "cue" else count[f"{name} right"]
    p = _percent(count[f"{name} right"], count[f"{name} found"])
    r = _percent(right_gold, count[f"{name} gold"])
    return p, r, round(2 * p * r / (p + r), 1) if p + r else 0.0


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
