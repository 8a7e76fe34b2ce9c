"""Speed and memory of counting over a corpus, with peers on the same texts in the same run."""

from __future__ import annotations

import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

_TERMS = 5000
_SHARE_OF_PHRASES = 0.2
_REPEATS = 3


def benchmark_speed(rows: list[dict[str, Any]], *, articles: int = 4000) -> dict[str, Any]:
    """Megabytes of text a second by step, ratios to CountVectorizer, and memory.

    Time is processor time of one core, the median of three runs.

    The 5,000 terms of the lexicon are drawn from the corpus (seed 0), one in five a phrase of two words. Memory is the
    peak of what Python and NumPy hold over what was held before, measured on a tenth of the articles in a run of its
    own. Peers that are not installed are named.
    """
    import pandas as pd
    from sklearn.feature_extraction.text import CountVectorizer

    import toolkit as tk

    texts = [row["text"] for row in rows[:articles]]
    corpus = tk.from_table(pd.DataFrame({"text": texts}), text="text", clean=False)
    corpus = tk.Corpus(
        tk.Article(id=article.id, text=article.text, outlet=str(rows[number].get("outlet")))
        for number, article in enumerate(corpus)
    )
    size = sum(len(article.text.encode("utf-8", "replace")) for article in corpus) / 1e6
    terms = _terms(tk.TokenIndex(corpus[: len(corpus) // 4]))
    index = tk.TokenIndex(corpus)
    counts = tk.document_feature_matrix(index)
    counted = dict(zip(counts.terms, counts.matrix.sum(axis=0).tolist(), strict=True))
    part = corpus[: max(len(corpus) // 10, 1)]
    part_size = sum(len(article.text.encode("utf-8", "replace")) for article in part) / 1e6
    speeds: dict[str, float] = {}

    def step(name: str, work: Callable[[], object], megabytes: float = size) -> None:
        times = []
        for _ in range(_REPEATS):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
        speeds[name] = megabytes / statistics.median(times)

    frequent = max(terms, key=lambda term: counted.get(term, 0))
    rare = min((term for term in terms if term in counted), key=counted.__getitem__)
    named = [*terms[:17], "milit*", "*-backed", "the president"]

    def fresh() -> Any:
        return tk.Corpus((replace(article) for article in corpus), corpus.rejections)  # nothing is kept of them yet

    step("index: tokens with offsets", lambda: tk.TokenIndex(fresh()))
    step("index and matrix of counts", lambda: tk.document_feature_matrix(fresh()))
    step("index and 5,000 terms with offsets", lambda: tk.TokenIndex(fresh()).find(terms))
    step("index, matrix and 5,000 terms", lambda: _all(tk.TokenIndex(fresh()), terms))
    step("tokens(corpus), a table with sentences", lambda: tk.tokens(fresh()))
    step("5,000 terms on a ready index", lambda: index.find(terms))
    step("20 terms by name on a ready index", lambda: tk.term_frequency(index, terms=named))
    step("bigrams on a ready index", lambda: tk.document_feature_matrix(index, unit="bigram"))
    step("dispersion of 20 terms on a ready index", lambda: tk.dispersion(index, named))
    tk.voices(part)  # the concordance shows voices: they are known before it is measured
    step("concordance of a frequent word, with voices", lambda: tk.concordance(part, frequent), part_size)
    step("concordance of a rare word, with voices", lambda: tk.concordance(part, rare), part_size)
    step("keyness over outlets", lambda: tk.keyness(part, by="outlet"), part_size)
    step("CountVectorizer", lambda: CountVectorizer().fit_transform(texts))
    step("NLTK word tokenizer", lambda: _nltk([article.text for article in part]), part_size)
    missing = _spacy(step, [article.text for article in part], part_size, terms)
    tracemalloc.start()
    tk.document_feature_matrix(part)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    reference = speeds["CountVectorizer"]
    return {
        "articles": len(corpus),
        "megabytes": round(size, 1),
        "megabytes_per_second": {name: round(speed, 2) for name, speed in speeds.items()},
        "ratio_to_CountVectorizer": {name: round(speed / reference, 2) for name, speed in speeds.items()},
        "peak_memory_MB": {"matrix of counts": round(peak, 1), "for_MB_of_text": round(part_size, 1)},
        "missing": missing,
    }


def _all(index: Any, terms: list[str]) -> None:
    index.counts()
    index.find(terms)


def _terms(index: Any) -> list[str]:
    chosen = random.Random(0)  # noqa: S311
    words = [word for word in index.terms if word.isalpha()]
    singles = chosen.sample(words, min(len(words), int(_TERMS * (1 - _SHARE_OF_PHRASES))))
    stream = index.term_of[index.types]
    starts = chosen.sample(range(len(stream) - 1), min(len(stream) - 1, 4 * _TERMS))
    pairs = (f"{index.terms[stream[n]]} {index.terms[stream[n + 1]]}" for n in starts)
    phrases = [pair for pair in dict.fromkeys(pairs) if pair.replace(" ", "").isalpha()]
    return singles + phrases[: int(_TERMS * _SHARE_OF_PHRASES)]


def _nltk(texts: list[str]) -> None:
    from nltk.tokenize import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    for text in texts:
        tokenizer.tokenize(text)


def _spacy(step: Callable[..., None], texts: list[str], size: float, terms: list[str]) -> list[str]:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return ["spaCy is not installed: its tokenizer and PhraseMatcher are not measured"]
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    matcher.add("terms", list(blank.tokenizer.pipe(terms)))
    step("spaCy tokenizer", lambda: [blank.tokenizer(text) for text in texts], size)
    step("spaCy tokenizer and PhraseMatcher", lambda: [matcher(blank.tokenizer(text)) for text in texts], size)
    return []
