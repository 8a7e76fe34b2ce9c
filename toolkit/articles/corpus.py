"""The corpus: articles in a fixed order, what could not be read, and the settings they are analysed with."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard, overload

from toolkit.articles.article import NO_MATHEMATICS, SHOWN, Article, Rejection
from toolkit.articles.load_report import LoadReport
from toolkit.articles.settings import Engine, Settings, need_packages
from toolkit.errors import PlaceError, QueryError
from toolkit.lexicon import Lexicon
from toolkit.text.tokens import count_words

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.articles.stored_parts import StoredArticles
    from toolkit.text.nltk_reader import NltkCorpus

UNKNOWN = "(unknown)"  # how a group of articles without the field is called


class Corpus(Sequence[Article]):
    """Articles in a fixed order, and what could not be read.

    It behaves like a list and never changes: `where` and `by` give new corpora that share the same articles.

    >>> corpus = Corpus([Article(id="a", text="One.", outlet="X"), Article(id="b", text="Two words.", outlet="Y")])
    >>> len(corpus), corpus["b"].text, [group for group in corpus.by("outlet")]
    (2, 'Two words.', ['X', 'Y'])
    """

    __slots__ = ("_articles", "_index", "_kept", "_load_report", "_rejections", "_settings")

    def __init__(
        self,
        articles: Iterable[Article] = (),
        rejections: Iterable[Rejection] = (),
        *,
        load_report: LoadReport | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._articles: Sequence[Article] = articles if _is_stored(articles) else tuple(articles)
        self._rejections = tuple(rejections)
        self._load_report = load_report or LoadReport()
        self._settings = settings or Settings()
        self._kept: dict[Any, Any] = {}  # what the room `analysis` has found in the corpus as a whole
        self._index: dict[str, int] | None = None
        if not _is_stored(articles):
            self._index = {article.id: position for position, article in enumerate(self._articles)}
            if len(self._index) != len(self._articles):
                seen: set[str] = set()
                twice = next(a.id for a in self._articles if a.id in seen or seen.add(a.id))  # type: ignore[func-returns-value]
                raise QueryError(
                    f"Two articles have the id {twice!r}; give each its own, results refer to articles by it."
                )

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Article | Corpus:
        if isinstance(key, slice):
            return self.subset(self._articles[key])
        if isinstance(key, str):
            place = self._place(key)
            if place is None:
                raise QueryError(f"No article has the id {key!r}; corpus.table lists the ids.")
            return self._articles[place]
        if not hasattr(key, "__index__"):
            raise QueryError(f"corpus[{key!r}]: an article is chosen by its number, its id, or a slice of numbers.")
        if not -len(self) <= key < len(self):
            last = f"they are numbered 0 to {len(self) - 1}" if len(self) else "there are none"
            raise PlaceError(f"The corpus has no article {key}; {last}.")
        return self._articles[key]

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __contains__(self, item: object) -> bool:
        return self._place(item) is not None if isinstance(item, str) else item in self._articles

    def _place(self, identity: str) -> int | None:
        if self._index is not None:
            return self._index.get(identity)
        found: int | None = self._articles.position(identity)  # type: ignore[attr-defined]  # on disk
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus) or len(self) != len(other):
            return False
        return all(one == another for one, another in zip(self._articles, other._articles, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self._values("id")))

    def _values(self, field: str) -> Iterator[object]:
        """A field of each article; on disk it is read without the texts."""
        if _is_stored(self._articles):
            return self._articles.values(field)
        return (article.get(field) for article in self._articles)

    def _runs(self) -> Iterator[Corpus]:
        """The corpus some articles at a time: those of one part on disk; the whole at once if it is in memory."""
        if _is_stored(self._articles):
            yield from (self.subset(run) for run in self._articles.runs())
        else:
            yield self

    def _changed(self, change: Callable[[Article], Article]) -> Iterable[Article]:
        """Each article as a function makes it; on disk when it is asked for. The function keeps the id."""
        if _is_stored(self._articles):
            return self._articles.changed(change)
        return map(change, self._articles)

    @property
    def in_parts(self) -> bool:
        """Whether the articles lie on disk and are read part by part."""
        return _is_stored(self._articles)

    def __repr__(self) -> str:
        aside = f", {len(self._rejections)} set aside" if self._rejections else ""
        return f"Corpus({len(self)} article{'' if len(self) == 1 else 's'}{aside})"

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What could not be read, as records; `rejected` is the same as a table."""
        return self._rejections

    @property
    def rejected(self) -> pd.DataFrame:
        """What could not be read. Columns: source, locator, reason."""
        from toolkit.articles.shown_table import ShownTable

        return ShownTable(list(self._rejections), columns=list(Rejection._fields), dtype="str")

    @property
    def load_report(self) -> LoadReport:
        """What became of every file: print it, or take its `table`. Empty for corpora made or chosen in memory."""
        return self._load_report

    @property
    def report(self) -> LoadReport:
        """The name of `load_report` in version 0.1."""
        return self._load_report

    @property
    def settings(self) -> Settings:
        """What the analysis depends on: the voice engine and the lexicon."""
        return self._settings

    @property
    def fingerprint(self) -> str:
        """A hash of all articles, whatever their order: results carry it, and evidence is opened on the same corpus."""
        if "fingerprint" not in self._kept:
            if _is_stored(self._articles):
                parts = sorted(self._articles.fingerprints())
            else:
                parts = sorted(article.fingerprint for article in self._articles)
            self._kept["fingerprint"] = hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()
        known: str = self._kept["fingerprint"]
        return known

    def with_settings(self, *, engine: Engine | None = None, lexicon: Lexicon | None = None) -> Corpus:
        """The same articles, analysed otherwise. What the settings have in common is not computed again.

        `engine` is "model", "encoder" or "rules", `lexicon` a list of loaded words; what is not given stays as it is.
        Raises QueryError for another engine, for one whose packages are not installed, and for what is no lexicon.

        >>> Corpus([Article(id="a", text="One.")]).with_settings(engine="rules").settings.engine
        'rules'
        """
        old = self._settings
        if engine == "encoder":
            need_packages("encoder", what='engine="encoder"')
        chosen = Settings(
            engine=old.engine if engine is None else engine, lexicon=old.lexicon if lexicon is None else lexicon
        )
        return Corpus(self._articles, self._rejections, load_report=self._load_report, settings=chosen)

    def replacing(self, articles: Iterable[Article]) -> Corpus:
        """The same corpus with other articles: what could not be read, the load report and the settings stay."""
        return Corpus(articles, self._rejections, load_report=self._load_report, settings=self._settings)

    def subset(self, articles: Iterable[Article]) -> Corpus:
        """Some of the articles, under the same settings; their analysis goes with them."""
        return Corpus(articles, settings=self._settings)

    @property
    def table(self) -> pd.DataFrame:
        """One row an article.

        Columns: id, outlet, headline, published, modified, byline, dateline, agency, paragraphs, words, url, source,
        section and language if an article has one, then the extra columns that came with a table. `words` counts words
        and numbers of the body, no punctuation. `source` is the file, also if a table had a column of that name.
        """
        import pandas as pd

        from toolkit.articles.shown_table import ShownTable

        rows = []
        told = [name for name in ("section", "language") if any(v is not None for v in self._values(name))]
        for article in self._articles:
            row: dict[str, object] = {field: getattr(article, field) for field in SHOWN if field != "text"}
            row["paragraphs"] = len(article.paragraphs)
            row["words"] = count_words(article.text)
            row |= {field: getattr(article, field) for field in told}
            rows.append(row | {name: value for name, value in article.extra if name not in row})
        first = ["id", "outlet", "headline", "published", "modified", "byline", "dateline", "agency", "paragraphs"]
        table = pd.DataFrame(rows, columns=None if rows else [*first, "words", "url", "source"])
        last = ["words", "url", "source", *told]
        table = table[[*first, *last, *(c for c in table.columns if c not in first and c not in last)]]
        for moment in ("published", "modified"):
            table[moment] = pd.to_datetime(table[moment]).astype("datetime64[us]")
        return ShownTable(table)

    def where(self, **conditions: object) -> Corpus:
        """The articles whose fields have the given values; a list, tuple or set of values means any of them."""
        columns = [self._values(field) for field in conditions]
        wanted = list(conditions.values())
        if not columns:
            return self.subset(self._articles)
        rows = enumerate(zip(*columns, strict=True))
        return self._chosen(n for n, row in rows if all(map(_agrees, row, wanted)))

    def by(self, field: str) -> dict[str, Corpus]:
        """The corpus divided by a field, groups in the order of their names; articles without it are "(unknown)"."""
        groups: dict[str, list[int]] = {}
        for number, value in enumerate(self._values(field)):
            groups.setdefault(UNKNOWN if value is None else str(value), []).append(number)
        return {name: self._chosen(groups[name]) for name in sorted(groups)}

    def _chosen(self, numbers: Iterable[int]) -> Corpus:
        if not _is_stored(self._articles):
            return self.subset(self._articles[number] for number in numbers)
        import numpy as np

        return self.subset(self._articles.chosen(np.fromiter(numbers, dtype=np.int64)))

    @property
    def headlines(self) -> Corpus:
        """The headlines as a corpus of their own: same ids, the text is the headline. Analyse them like articles."""
        with_one = self._chosen(number for number, line in enumerate(self._values("headline")) if line)
        if _is_stored(with_one._articles):
            return self.subset(with_one._articles.changed(lambda article: article.headline_article))
        return self.subset(article.headline_article for article in with_one)

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write the corpus whole into a folder: every field, your own columns, corrections, load report, analysis.

        `toolkit.open(folder)` gives it back, equal in every field. The folder holds Parquet tables and `corpus.json`;
        a corpus saved there before is replaced. Raises LoadError if the folder holds something else or cannot be
        written, and TableError for a value of your own that cannot be stored.
        """
        from toolkit.articles.storage import save

        save(self, folder)

    def to_nltk(self) -> NltkCorpus:
        """The corpus with the methods of an NLTK corpus reader (words, sents, paras, raw, fileids)."""
        from toolkit.text.nltk_reader import NltkCorpus

        return NltkCorpus({article.id: article.text for article in self._articles})

    def _repr_html_(self) -> str:
        shown = self.table[["id", "outlet", "headline", "published", "agency", "words"]].head(20)
        read = (
            f"<details><summary>What was read</summary>{self._load_report._repr_html_()}</details>"
            if self._load_report.files
            else ""
        )
        plain = shown.astype("object")
        table = plain.where(plain.notna(), "").to_html(index=False, escape=True)
        return f'<div class="{NO_MATHEMATICS}"><p>{escape(repr(self))}</p>{table}{read}</div>'


class HoldsCorpus(Protocol):
    """What was made of a corpus and can stand in its place."""

    @property
    def corpus(self) -> Corpus: ...


def as_corpus(articles: Corpus | Article | Iterable[Article] | HoldsCorpus) -> Corpus:
    """A corpus, whatever was given: every analysis also takes one article, a list of them, or a `TokenIndex`.

    Raises QueryError for anything else, with the way to make a corpus of it.
    """
    if isinstance(articles, Corpus):
        return articles
    if isinstance(articles, Article):
        return Corpus([articles])
    known = getattr(articles, "corpus", None)
    if isinstance(known, Corpus):
        return known
    if articles is None or isinstance(articles, (str, bytes)):
        shown = "None" if articles is None else "a text"
        raise QueryError(
            f"A corpus is needed, this is {shown}; toolkit.load(path) reads files, "
            "Article(id=..., text=...) holds a text."
        )
    if hasattr(articles, "columns"):
        raise QueryError(
            "A corpus is needed, this is a DataFrame; toolkit.from_table(table, text=...) makes a corpus of it."
        )
    if not isinstance(articles, Iterable):
        raise QueryError(f"A corpus is needed, this is {type(articles).__name__}; toolkit.load(path) reads files.")
    listed = list(articles)
    for number, item in enumerate(listed):
        if not isinstance(item, Article):
            kind = type(item).__name__
            raise QueryError(
                f"A list of articles is needed; item {number} is {kind}. Article(id=..., text=...) makes one."
            )
    return Corpus(listed)


def _is_stored(articles: object) -> TypeGuard[StoredArticles]:
    """Whether the articles lie on disk, without importing what reads them."""
    return hasattr(articles, "runs")


def _agrees(value: object, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, (list, tuple, set, frozenset)) else value == wanted
