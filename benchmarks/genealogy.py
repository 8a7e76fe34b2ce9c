"""Planted agency copy must be found, and every planted edit named by its verb.

A copy is made of real paragraphs: 20 to 60 % of them are cut, two are moved, the headline is another one, and 10 to
60 % of what is left is changed: whole sentences, or single words, are replaced by those of articles that are not in
the corpus. Pairs found before anything is planted are counted apart.

Edits are planted in other articles, four in each: a paragraph is cut, one is moved by three places or more, one is
reworded (a fifth to three fifths of its words replaced, or one of its sentences left out and a fifth replaced), and one
of another article is added. `untouched` are the paragraphs between them, which must be called kept.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import datetime
from typing import Any

from toolkit.articles import Article, Corpus
from toolkit.stories.alignment import align
from toolkit.stories.duplicates import QUOTED, repeats

RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def benchmark_genealogy(
    rows: list[dict[str, Any]], *, articles: int = 1500, copies: int = 300, edits: int = 200, seed: int = 11
) -> dict[str, Any]:
    """Precision and recall of planted copies, and how many planted edits have the right verb."""
    chance = random.Random(seed)  # noqa: S311  a seed, so that everybody plants the same
    texts = [found for row in rows if len(found := _paragraphs(str(row["text"]))) >= 8]
    chance.shuffle(texts)
    others = _Others(texts[articles : articles + 500] or texts, chance)
    return {
        **_copies(texts[:articles], others, chance, copies),
        "edits": _edits(texts[:articles], others, chance, edits),
    }


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if len(part.split()) >= 12]


class _Others:
    """Words, sentences and paragraphs of articles that are not in the corpus."""

    def __init__(self, texts: list[list[str]], chance: random.Random) -> None:
        self._chance = chance
        self.paragraphs = [part for text in texts for part in text if len(part.split()) >= 20]
        self._sentences = [one for part in self.paragraphs for one in _SENTENCE.split(part) if len(one.split()) > 5]
        self._words = [word for part in self.paragraphs[:3000] for word in part.split()]

    def words_replaced(self, text: str, rate: float) -> str:
        words = text.split()
        for place in self._chance.sample(range(len(words)), round(rate * len(words))):
            words[place] = self._chance.choice(self._words)
        return " ".join(words)

    def sentences_replaced(self, parts: list[str], rate: float) -> list[str]:
        cut = [_SENTENCE.split(part) for part in parts]
        places = [(n, m) for n, part in enumerate(cut) for m in range(len(part))]
        for n, m in self._chance.sample(places, round(rate * len(places))):
            cut[n][m] = self._chance.choice(self._sentences)
        return [" ".join(part) for part in cut]


def _copies(texts: list[list[str]], others: _Others, chance: random.Random, copies: int) -> dict[str, Any]:
    first, later = datetime(2024, 1, 1), datetime(2024, 1, 2)
    originals = [
        Article(id=f"original {n}", text="\n\n".join(parts), headline=f"Headline {n}", published=first)
        for n, parts in enumerate(texts)
    ]
    before = {one.article: one for one in repeats(Corpus(originals)) if one.kind != QUOTED}
    touched = {*before, *(one.duplicate_of for one in before.values())}
    sources = [n for n, article in enumerate(originals) if article.id not in touched][:copies]
    planted = []
    source_of, rate_of = dict[str, str](), dict[str, float]()
    for number, source in enumerate(sources):
        rate = RATES[number // 2 % len(RATES)]
        parts = _cut_and_moved(texts[source], chance)
        if number % 2:
            parts = [others.words_replaced(part, rate) for part in parts]
        else:
            parts = others.sentences_replaced(parts, rate)
        copy = Article(id=f"copy {number}", text="\n\n".join(parts), headline=f"Other {number}", published=later)
        planted.append(copy)
        source_of[copy.id], rate_of[copy.id] = originals[source].id, rate
    found = [one for one in repeats(Corpus([*originals, *planted])) if one.kind != QUOTED]
    right = {one.article for one in found if source_of.get(one.article) == one.duplicate_of}
    wrong = [one for one in found if one.article not in right and one.article not in before]
    return {
        "articles": len(originals),
        "copies": len(planted),
        "already in the news": len(before),
        "recall": _share(len(right), len(planted)),
        "precision": _share(len(right), len(right) + len(wrong)),
        "recall by change": [
            {"changed": unit, "share": rate, "copies": len(of), "recall": _share(len(right & of), len(of))}
            for odd, unit in enumerate(("sentences", "words"))
            for rate in RATES
            if (of := {id for id, one in rate_of.items() if one == rate and int(id.split()[1]) % 2 == odd})
        ],
    }


def _cut_and_moved(parts: list[str], chance: random.Random) -> list[str]:
    kept = sorted(chance.sample(range(len(parts)), max(4, round(chance.uniform(0.4, 0.8) * len(parts)))))
    chosen = [parts[n] for n in kept]
    for _ in range(2):
        chosen.insert(chance.randrange(len(chosen)), chosen.pop(chance.randrange(len(chosen))))
    return chosen


def _edits(texts: list[list[str]], others: _Others, chance: random.Random, edits: int) -> dict[str, Any]:
    right, planted = Counter[str](), Counter[str]()
    mistaken: list[str] = []
    untouched = kept = 0
    for parts in chance.sample([text for text in texts if len(text) >= 10], edits // 4):
        cut, moved, reworded = chance.sample(range(len(parts)), 3)
        now = [n for n in range(len(parts)) if n not in (cut, moved)]
        places = [n for n in range(len(now) + 1) if abs(n - sum(one < moved for one in now)) >= 3]
        now.insert(chance.choice(places), moved)
        new = [_reworded(parts[n], others, chance) if n == reworded else parts[n] for n in now]
        at = chance.randrange(len(new) + 1)
        new.insert(at, chance.choice(others.paragraphs))
        links = align(parts, new)
        verbs = {link.original: link.verb for link in links if link.original is not None}
        told = {
            "cut": verbs[cut],
            "moved": verbs[moved],
            "reworded": verbs[reworded],
            "added": next(link.verb for link in links if link.copy == at),
        }
        for verb, said in told.items():
            planted[verb] += 1
            right[verb] += said == verb
            mistaken += [f"{verb} called {said}"] if said != verb else []
        rest = [n for n in range(len(parts)) if n not in (cut, moved, reworded)]
        untouched += len(rest)
        kept += sum(verbs[n] == "kept" for n in rest)
    return {
        "planted": planted.total(),
        "right": _share(right.total(), planted.total()),
        "right by verb": {verb: _share(right[verb], planted[verb]) for verb in planted},
        "mistaken": dict(Counter(mistaken)),
        "untouched": untouched,
        "untouched called kept": _share(kept, untouched),
    }


def _reworded(text: str, others: _Others, chance: random.Random) -> str:
    sentences = _SENTENCE.split(text)
    if len(sentences) > 1 and chance.random() < 0.5:
        del sentences[chance.randrange(len(sentences))]
        return others.words_replaced(" ".join(sentences), 0.2)
    return others.words_replaced(text, chance.uniform(0.2, 0.6))


def _share(part: int, of: int) -> float:
    return round(part / of, 3) if of else 0.0
