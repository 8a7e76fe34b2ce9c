"""The whole line over many articles: from a table to loaded words with their voice, exceptions and speed counted."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.articles import Article


def benchmark_pipeline(rows: list[dict[str, Any]], *, articles: int = 200) -> dict[str, Any]:
    """Load, tokens, voice, loaded language, frequency and highlight of the first `articles` rows.

    Every row ends in the table or in the rejections, which is counted; `words_per_second` is of the body, by step.
    """
    import pandas as pd

    import toolkit as tk
    from toolkit.loaded.loaded_language import hits
    from toolkit.text.tokens import tokenize
    from toolkit.voice import voices_of

    rows = rows[:articles]
    corpus, seconds = _timed(lambda: tk.from_table(pd.DataFrame(rows), text="text"))
    table, in_table = _timed(lambda: corpus.table)
    words = int(table.words.sum())
    steps = {"load": seconds, "table": in_table}
    exceptions: list[str] = []
    voices: Counter[str] = Counter()
    per_article: dict[str, Callable[[Article], object]] = {
        "tokens": lambda article: tokenize(article.text),
        "voice": lambda article: voices_of(article.text),
        "loaded language": lambda article: voices.update(hit.voice.voice for hit in hits(article)),
        "highlight": lambda article: tk.highlight(article).to_html(),
    }
    for step, work in per_article.items():
        began = time.perf_counter()
        for article in map(replace, corpus):  # an article keeps its analysis: every step begins without
            try:
                work(article)
            except Exception as error:  # counted and listed: the line promises none
                exceptions.append(f"{step}, article {article.id}: {type(error).__name__}: {error}")
        steps[step] = time.perf_counter() - began
    frequency, steps["term frequency"] = _timed(lambda: tk.term_frequency(tk.Corpus(map(replace, corpus))))
    return {
        "articles": len(rows),
        "in_table": len(table),
        "rejected": len(corpus.rejected),
        "exceptions": exceptions,
        "words": words,
        "terms": len(frequency),
        "loaded_words": sum(voices.values()),
        "loaded_by_voice": dict(sorted(voices.items())),
        "seconds": {step: round(spent, 2) for step, spent in steps.items()},
        "words_per_second": {step: round(words / spent) if spent else 0 for step, spent in steps.items()},
    }


def _timed(work: Any) -> tuple[Any, float]:
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began
