"""Which sentence to talk about: where the people who marked an article differ most."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.analysis.table_making import result_table
from toolkit.annotation.ratings import NONE, Labels, Marks, Read, labels_of
from toolkit.annotation.tables import marks_in
from toolkit.articles import Article, Corpus, as_corpus

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {
    "article": "str", "sentence": "int64", "start": "int64", "end": "int64", "text": "str", "disagreement": "float64",
    "words": "int64", "marked": "int64", "coders": "int64", "codes": "str",
}  # fmt: skip


def disputed(
    annotations: pd.DataFrame, articles: Corpus | Article | Iterable[Article], *, read: Read = "marked"
) -> pd.DataFrame:
    """The sentences about which people differ, the most disputed first: what to talk about.

    A sentence is here if somebody marked a word of it and two people read it. `read="marked"` takes a person to have
    read the articles in which they marked something, `read="all"` all of them.

    Columns:

    - article
    - sentence: its number
    - start, end: of the sentence, in characters of `Article.text`
    - text: the sentence
    - disagreement: share of pairs of people whose codes differ, over the words that somebody marked; 0 to 1
    - words: how many of its words somebody marked
    - marked: how many people marked any of its words
    - coders: how many people read it
    - codes: how many people used each code in the sentence, and how many none

    Raises:
        QueryError: if `annotations` is no table of marks, or an article of it is missing.
        AnnotationError: for a mark that does not stand in its article.

    >>> article = Article(id="a", text="Thugs fled. Rain fell.")
    >>> marks = [("Ada", "contempt"), ("Ben", "contempt"), ("Cid", "label")]
    >>> import pandas as pd
    >>> table = pd.DataFrame([("a", 0, 5, code, person) for person, code in marks],
    ...                      columns=["article", "start", "end", "code", "person"])
    >>> disputed(table, article)[["text", "disagreement", "codes"]].round(2).values.tolist()
    [['Thugs fled.', 0.67, 'contempt 2, label 1']]
    """
    corpus = as_corpus(articles)
    marks = Marks(marks_in(annotations, corpus), corpus, read)
    rows = [row for article in marks.articles for row in _of_article(marks, article)]
    rows.sort(key=lambda row: -float(str(row[5])))
    caption = f"{len(rows)} sentences with marks by {len(marks.people)} people"
    return result_table("disputed", rows, _TYPES, corpus=corpus, caption=caption)


def _of_article(marks: Marks, article: Article) -> Iterable[tuple[object, ...]]:
    people = [person for person in marks.people if marks.has_read(article, person)]
    if len(people) < 2:
        return
    words, sentences = marks.words(article), marks.sentences(article)
    by_word, by_sentence = (
        [labels_of(spans, marks.found.get((article.id, person), ())) for person in people]
        for spans in (words, sentences)
    )
    starts = [start for start, _ in sentences]
    inside: dict[int, list[int]] = {}
    for n, (start, _) in enumerate(words):
        if any(labels[n] for labels in by_word):
            inside.setdefault(max(bisect_right(starts, start) - 1, 0), []).append(n)
    for sentence, numbers in inside.items():
        start, end = sentences[sentence]
        differing = sum(_differing([labels[n] for labels in by_word]) for n in numbers) / len(numbers)
        used = [labels[sentence] for labels in by_sentence]
        codes = Counter(code for labels in used for code in labels or {NONE})
        listed = ", ".join(
            f"{code} {count}" for code, count in sorted(codes.items(), key=lambda one: (-one[1], one[0]))
        )
        marked = sum(bool(labels) for labels in used)
        text = article.text[start:end]
        yield article.id, sentence, start, end, text, differing, len(numbers), marked, len(people), listed


def _differing(labels: list[Labels]) -> float:
    pairs = len(labels) * (len(labels) - 1)
    return 1 - sum(count * (count - 1) for count in Counter(labels).values()) / pairs
