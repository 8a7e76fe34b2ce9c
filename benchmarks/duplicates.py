"""Planted copies: parts of real articles, changed and given other headlines, must be found; nothing else may be.

A copy is the first 40 to 80 % of the sentences of an article, of which 10 to 60 % of the sentences, or of the words,
are replaced by those of articles that are not in the corpus, and it is published a day later. Pairs that are found
before anything is planted are in the news already: they are counted apart, and `precision with all of them wrong`
tells how low precision would be if not one of them were a copy.
"""

from __future__ import annotations

import random
import re
import sys
import time
from datetime import datetime
from typing import Any

from toolkit.articles import Article, Corpus
from toolkit.stories.duplicates import repeats

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def benchmark_duplicates(
    rows: list[dict[str, Any]], *, articles: int = 3000, copies: int = 600, many: int = 100_000, seed: int = 7
) -> dict[str, Any]:
    """Recall and precision of planted copies by what was changed and how much, and the cost of `many` articles."""
    chance = random.Random(seed)  # noqa: S311  a seed, so that everybody plants the same copies
    texts = [str(row["text"]) for row in rows if len(str(row["text"]).split()) >= 100]
    chance.shuffle(texts)
    planting = _Planting(texts[articles:] or texts, chance)
    texts = texts[:articles]
    first, later = datetime(2024, 1, 1), datetime(2024, 1, 2)
    originals = [Article(id=f"original {number}", text=text, published=first) for number, text in enumerate(texts)]
    before = {(one.article, one.duplicate_of) for one in repeats(Corpus(originals))}
    touched = {id for pair in before for id in pair}
    planted: dict[str, tuple[str, str, float]] = {}
    copied: list[Article] = []
    sources = [one for one in originals if one.id not in touched]
    for number in range(min(copies, len(sources))):
        unit, rate = ("sentences", "words")[number % 2], RATES[number // 2 % len(RATES)]
        text = planting.copy(sources[number].text, unit=unit, rate=rate)
        copy = Article(id=f"copy {number}", text=text, headline=f"Other headline {number}", published=later)
        copied.append(copy)
        planted[copy.id] = (sources[number].id, unit, rate)
    found = {one.article: one for one in repeats(Corpus([*originals, *copied]))}
    right = {id for id, (source, _, _) in planted.items() if id in found and found[id].duplicate_of == source}
    wrong = [one for one in found.values() if one.article not in right and one.article not in touched]
    return {
        "articles": len(originals),
        "copies": len(planted),
        "already in the news": len(before),
        "recall": _share(len(right), len(planted)),
        "precision": _share(len(right), len(right) + len(wrong)),
        "precision with all of them wrong": _share(len(right), len(right) + len(wrong) + len(before)),
        "wrong": [f"{one.article} = {one.duplicate_of} ({one.kind}, {one.containment})" for one in wrong[:20]],
        "recall by change": [_by(planted, right, unit, rate) for unit in ("sentences", "words") for rate in RATES],
        "many": _many(planting, chance, many) if many else {},
    }


class _Planting:
    def __init__(self, texts: list[str], chance: random.Random) -> None:
        self._chance = chance
        self._sentences = [s for text in texts for s in _SENTENCE.split(text) if 5 < len(s.split()) < 60]
        self._words = [word for text in texts[:500] for word in text.split()]

    def copy(self, text: str, *, unit: str, rate: float) -> str:
        """The first 40 to 80 % of a text, a share of its sentences or words replaced by others of the corpus."""
        sentences = _SENTENCE.split(text)
        sentences = sentences[: max(1, round(self._chance.uniform(0.4, 0.8) * len(sentences)))]
        units = sentences if unit == "sentences" else " ".join(sentences).split()
        others = self._sentences if unit == "sentences" else self._words
        changed = set(self._chance.sample(range(len(units)), round(rate * len(units))))
        return " ".join(self._chance.choice(others) if k in changed else piece for k, piece in enumerate(units))

    def article(self, sentences: int) -> str:
        """An article that nobody wrote: sentences of the corpus, two fifths of their words exchanged."""
        words = " ".join(self._chance.choices(self._sentences, k=sentences)).split()
        places = self._chance.sample(range(len(words)), 2 * len(words) // 5)
        for place, other in zip(places, self._chance.choices(self._words, k=len(places)), strict=True):
            words[place] = other
        return " ".join(words)


def _by(planted: dict[str, tuple[str, str, float]], right: set[str], unit: str, rate: float) -> dict[str, Any]:
    of = [id for id, (_, changed, share) in planted.items() if (changed, share) == (unit, rate)]
    return {"changed": unit, "share": rate, "copies": len(of), "recall": _share(len(right.intersection(of)), len(of))}


def _many(planting: _Planting, chance: random.Random, many: int) -> dict[str, Any]:
    """Time and memory of a large corpus in which one article of twenty is a copy."""
    made = [planting.article(chance.randint(10, 25)) for _ in range(many - many // 20)]
    units = ("sentences", "words")
    copies = [
        planting.copy(chance.choice(made), unit=units[k % 2], rate=chance.choice(RATES)) for k in range(many // 20)
    ]
    corpus = Corpus(Article(id=str(number), text=text) for number, text in enumerate([*made, *copies]))
    words = sum(len(article.text.split()) for article in corpus)
    held = _peak_megabytes()
    began, used = time.perf_counter(), time.process_time()
    found = repeats(corpus)
    return {
        "articles": len(corpus),
        "words": words,
        "repeats": len(found),
        "seconds": round(time.perf_counter() - began, 1),
        "seconds_of_one_core": round(time.process_time() - used, 1),
        "megabytes_with_texts": held,
        "peak_megabytes": _peak_megabytes(),
    }


def _peak_megabytes() -> int | None:
    """The most memory that this process has held so far; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1_000_000 if sys.platform == "darwin" else 1000))


def _share(part: int, of: int) -> float:
    return round(part / of, 3) if of else 0.0
