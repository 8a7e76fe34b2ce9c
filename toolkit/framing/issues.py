"""What a story is about, by a small dictionary: so that frames are compared within an issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.framing.frames import measure
from toolkit.framing.indicators import as_codebook

NONE = "other"


def mark_issues(corpus: Corpus | Article | Iterable[Article], *, codebook: Codebook | str | Path = "issues") -> Corpus:
    """The same articles, each with the extra field `issue`: what it is about. What a story is about is not its frame.

    The issue is the strongest code of a dictionary of issues that reaches its threshold; "other" where none does. The
    words of the headline count three times. The dictionary is a codebook (`data/codebooks/issues.csv`), which you can
    edit or replace; `frames(corpus, codebook="issues")` shows its words in each article. Then compare within an issue:
    `frame_summary(marked.where(issue="immigration"), by="outlet")`, or by issue: `frame_summary(marked, by="issue")`.

    Raises CodebookError as `frames` does.

    >>> marked = mark_issues(Article(id="a", text="Refugees crossed the border. Migrants wait for asylum."))
    >>> marked[0].get("issue")
    'immigration'
    """
    whole = as_corpus(corpus)
    measured = measure(whole, as_codebook(codebook), english="mark_issues")
    marked = []
    for number, article in enumerate(whole):
        units = {}
        for place, code in enumerate(measured.codes):
            threshold = code.threshold or 0.0
            words = int(measured.words[number])
            weighted = float(measured.strength[number, place]) * words / 100 if words else 0.0
            strength = 100 * (weighted + 3 * int(measured.headline[number, place])) / max(words, 1)
            if strength > 0 and strength >= threshold:
                units[code.name] = strength / (threshold or 1.0)
        issue = max(units, key=lambda name: units[name]) if units else NONE
        extra = [(name, value) for name, value in article.extra if name != "issue"]
        made = replace(article, extra=(*extra, ("issue", issue)))
        # the text is the same, and so is its analysis
        made._kept.update((key, kept) for key, kept in article._kept.items() if isinstance(key, tuple))
        marked.append(made)
    return whole.replacing(marked)
