"""Who gave which label to which unit, as numbers; and marks turned into labels of words, sentences and articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.analysis import Analysed
from toolkit.annotation.records import Annotation
from toolkit.articles import Article, Corpus
from toolkit.measures.unitizing import Continuum
from toolkit.text.tokens import is_word

Unit = Literal["words", "sentences", "articles"]
Read = Literal["marked", "all"]
NONE = "(none)"  # the label of a unit in which a person marked nothing
BLOCKS = 10  # articles from which intervals are drawn over articles; with fewer, over sentences
Integers = NDArray[np.int64]
Labels = frozenset[str]


class Ratings(NamedTuple):
    """Labels by person (rows) and unit (columns), -1 where a person gave none. Units of a block are drawn together."""

    people: list[str]
    labels: list[object]
    given: Integers
    blocks: Integers

    def only(self, people: Iterable[int]) -> Ratings:
        """The same of some people."""
        chosen = list(people)
        return self._replace(people=[self.people[n] for n in chosen], given=self.given[chosen])


class Marks:
    """The marks of several people in the articles of a corpus, by article and person.

    A person is taken to have read an article where they marked something; with read="all" everybody read everything.
    The toolkit, if it is one of them, has read every article that somebody has read.
    """

    def __init__(self, marks: Sequence[Annotation], corpus: Corpus, read: Read, *, tool: str | None = None) -> None:
        self.people = sorted({mark.person for mark in marks} | ({tool} if tool else set()))
        self.codes = sorted({mark.code for mark in marks})
        self.found: dict[tuple[str, str], list[Annotation]] = {}
        for mark in marks:
            self.found.setdefault((mark.article, mark.person), []).append(mark)
        marked = {mark.article for mark in marks if mark.person != tool}
        self.articles = [article for article in corpus if article.id in marked or read == "all"]
        self._read, self._tool = read, tool
        self._analysed: dict[str, Analysed] = {}

    def has_read(self, article: Article, person: str) -> bool:
        return self._read == "all" or person == self._tool or (article.id, person) in self.found

    def sentences(self, article: Article) -> list[tuple[int, int]]:
        return self._one(article).sentences

    def words(self, article: Article) -> list[tuple[int, int]]:
        found = self._one(article).tokens
        return [
            (start, end)
            for start, end, kind in zip(found.starts, found.ends, found.kinds, strict=True)
            if is_word(kind)
        ]

    def _one(self, article: Article) -> Analysed:
        if article.id not in self._analysed:
            self._analysed[article.id] = Analysed(article)
        return self._analysed[article.id]

    def ratings(self, over: Unit) -> tuple[Ratings, list[Labels]]:
        """The label of each unit is the codes that a person marked in it; and for each label its codes."""
        columns: list[list[Labels | None]] = []
        blocks: list[int] = []
        many = len(self.articles) >= BLOCKS
        for number, article in enumerate(self.articles):
            spans = self.spans(article, over)
            sentences = [start for start, _ in self.sentences(article)]
            by_person = [
                labels_of(spans, self.found.get((article.id, person), ())) if self.has_read(article, person) else None
                for person in self.people
            ]
            for n, (start, _) in enumerate(spans):
                columns.append([None if labels is None else labels[n] for labels in by_person])
                # sentences of an article are numbered behind those of the article before it
                blocks.append((number << 32) + (0 if many else max(bisect_right(sentences, start) - 1, 0)))
        ordered = sorted({labels for column in columns for labels in column if labels is not None}, key=sorted)
        place: dict[Labels | None, int] = {labels: n for n, labels in enumerate(ordered)} | {None: -1}
        given = np.array([[place[labels] for labels in column] for column in columns], dtype=np.int64)
        _, dense = np.unique(np.array(blocks, dtype=np.int64), return_inverse=True)
        given = given.reshape(len(columns), len(self.people)).T
        return Ratings(self.people, [" + ".join(sorted(labels)) or NONE for labels in ordered], given, dense), ordered

    def spans(self, article: Article, over: Unit) -> list[tuple[int, int]]:
        if over == "words":
            return self.words(article)
        return self.sentences(article) if over == "sentences" else [(0, len(article.text))]

    def continua(self, people: Sequence[str], codes: Iterable[str]) -> tuple[dict[str, list[Continuum]], int]:
        """For each code, the articles that all of these people read with what each marked; and how many units."""
        shared = [one for one in self.articles if one.text and all(self.has_read(one, person) for person in people)]
        found: dict[str, list[Continuum]] = {}
        units = 0
        for code in codes:
            found[code] = []
            for article in shared:
                spans = tuple(
                    apart((m.start, m.end) for m in self.found.get((article.id, person), ()) if m.code == code)
                    for person in people
                )
                units += sum(map(len, spans))
                found[code].append(Continuum(len(article.text), spans))
        return found, units


def labels_of(spans: Sequence[tuple[int, int]], marks: Iterable[Annotation]) -> list[Labels]:
    """The codes of the marks that overlap each span."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    found: list[set[str]] = [set() for _ in spans]
    for mark in marks:
        for n in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            found[n].add(mark.code)
    return [frozenset(codes) for codes in found]


def apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def ratings_of(grid: Mapping[str, Sequence[object]], labels: Sequence[object]) -> Ratings:
    """Ratings from the labels of each person in the order of the units, None for none; each unit is a block."""
    place = {label: n for n, label in enumerate(labels)}
    given = np.array([[-1 if x is None else place[x] for x in row] for row in grid.values()], dtype=np.int64)
    return Ratings(list(grid), list(labels), given, np.arange(given.shape[1]))
