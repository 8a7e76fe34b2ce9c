"""Articles and the corpus that holds them: immutable records, no analysis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple, overload

from toolkit.errors import QueryError
from toolkit.text.tokens import count_words

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.articles.load_report import LoadReport
    from toolkit.text.nltk_reader import NltkCorpus

UNKNOWN = "(unknown)"  # how a group of articles without the field is called

# Kinds of a part that stay where the reader expects them; every other part was taken out of the body.
_KEPT = frozenset({"body", "headline", "blank"})


class Part(NamedTuple):
    """What a stretch of the original file is: offsets into `Article.original`, and the rule that decided."""

    kind: str
    start: int
    end: int
    rule: str


class Removed(NamedTuple):
    """A stretch that does not stand in the body, with the reason: offsets into `Article.original`."""

    kind: str
    start: int
    end: int
    text: str
    rule: str


class Caption(NamedTuple):
    """The caption of a picture and, apart from it, who made the picture."""

    text: str
    credit: str | None = None


class Person(NamedTuple):
    """Somebody named in a byline, and what the byline says of them ("Staff writer", "BBC News, Washington")."""

    name: str
    role: str | None = None


class Correction(NamedTuple):
    """A voice set by hand: characters of the text, half-open, whose they are, and the speaker if there is one."""

    start: int
    end: int
    voice: str
    speaker: str | None = None


class Rejection(NamedTuple):
    """What could not be read: the file, the place in it, and the reason in one sentence."""

    source: str
    locator: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article.

    `text` is the body alone: its paragraphs, joined by one empty line. All offsets of every analysis are characters
    into it, half-open. Times are what the source prints on its own clock, without a zone: none is invented, and a known
    one can stand in `extra`. What a field does not know is None. Raises QueryError for a time with a zone.

    `deck` is the line under the headline, `authors` the persons of the byline, `agency_evidence` the line that names
    the agency, `notices` are corrections, editor's notes and embargoes as printed. `not_full_text` says why the text
    is only a part of the article, `duplicate_of` names the article it repeats (`toolkit.duplicates`).

    `original` is the decoded source and `parts` divides it without gaps, so that no character is lost: each part is
    in a field (headline, body, byline, ...) or was set aside with its reason. `removed` lists all that is not body.

    >>> article = Article(id="a1", text="First paragraph.\\n\\nSecond one.", headline="A headline")
    >>> article.paragraphs
    ((0, 16), (18, 29))
    """

    id: str
    text: str
    headline: str | None = None
    deck: str | None = None
    outlet: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    byline: str | None = None
    authors: tuple[Person, ...] = ()
    dateline: str | None = None
    dateline_date: str | None = None
    agency: str | None = None
    agency_evidence: str | None = None
    section: str | None = None
    language: str | None = None
    captions: tuple[Caption, ...] = ()
    taglines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    not_full_text: str | None = None
    is_wire_copy: bool | None = None
    duplicate_of: str | None = None
    url: str | None = None
    source: str | None = None
    locator: str | None = None
    extra: tuple[tuple[str, object], ...] = ()
    corrections: tuple[Correction, ...] = ()
    original: str = ""
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        for field in ("published", "modified"):
            moment: datetime | None = getattr(self, field)
            if moment is not None and moment.tzinfo is not None:
                raise QueryError(
                    f"Article {self.id!r}: {field} has a time zone; give the time on the source's own clock, "
                    f"{field}=moment.replace(tzinfo=None), and keep the zone in extra."
                )

    @property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Spans of the paragraphs of `text`, in order."""
        spans = []
        start = 0
        for block in self.text.split("\n\n"):
            if block.strip():
                spans.append((start, start + len(block)))
            start += len(block) + 2
        return tuple(spans)

    @property
    def removed(self) -> tuple[Removed, ...]:
        """Everything of the source that is not in the body or the headline, with kind, offsets, text and rule."""
        return tuple(
            Removed(part.kind, part.start, part.end, self.original[part.start : part.end], part.rule)
            for part in self.parts
            if part.kind not in _KEPT
        )

    def source_offset(self, offset: int) -> int:
        """Where a character of `text` stands in `original`, the source as it was decoded, before any hygiene.

        Raises QueryError for an offset outside the text, and where the text is not that of the source.

        >>> from toolkit.loading import load
        >>> article = load("Rain falls\\n\\nSoft\\u00adly it fell on Leeds.")[0]
        >>> article.text[7:9], article.original[article.source_offset(7) :][:2]
        ('it', 'it')
        """
        from toolkit.articles.origins import origin

        return origin(self, offset)

    def get(self, field: str) -> object:
        """A field by name, also one of the extra columns that came with a table."""
        if field in self.__slots__:
            return getattr(self, field)
        for name, value in self.extra:
            if name == field:
                return value
        raise QueryError(f"Article {self.id!r} has no field {field!r}; it has {', '.join(self._names())}.")

    def _names(self) -> list[str]:
        return [*_FIELDS, *(name for name, _ in self.extra)]

    def _repr_html_(self) -> str:
        facts = [self.byline, self.outlet, self.dateline, self.agency, self.published]
        about = escape(" · ".join(str(fact) for fact in facts if fact))
        body = "".join(f"<p>{escape(self.text[start:end])}</p>" for start, end in self.paragraphs)
        return f"<article><h3>{escape(self.headline or self.id)}</h3><p><small>{about}</small></p>{body}</article>"


_FIELDS = ("id", "outlet", "headline", "published", "modified", "byline", "dateline", "agency", "url", "source", "text")


class Corpus(Sequence[Article]):
    """Articles in a fixed order, and what could not be read.

    It behaves like a list and never changes: `where` and `by` give new corpora that share the same articles.

    >>> corpus = Corpus([Article(id="a", text="One.", outlet="X"), Article(id="b", text="Two words.", outlet="Y")])
    >>> len(corpus), corpus["b"].text, [group for group in corpus.by("outlet")]
    (2, 'Two words.', ['X', 'Y'])
    """

    __slots__ = ("_articles", "_index", "_rejections", "_report")

    def __init__(
        self,
        articles: Iterable[Article] = (),
        rejections: Iterable[Rejection] = (),
        *,
        report: LoadReport | None = None,
    ) -> None:
        self._articles = tuple(articles)
        self._rejections = tuple(rejections)
        self._report = report
        self._index = {article.id: position for position, article in enumerate(self._articles)}
        if len(self._index) != len(self._articles):
            seen: set[str] = set()
            twice = next(a.id for a in self._articles if a.id in seen or seen.add(a.id))  # type: ignore[func-returns-value]
            raise QueryError(f"Two articles have the id {twice!r}; give each its own, results refer to articles by it.")

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Article | Corpus:
        if isinstance(key, slice):
            return Corpus(self._articles[key])
        if isinstance(key, str):
            if key not in self._index:
                raise QueryError(f"No article has the id {key!r}; corpus.table lists the ids.")
            return self._articles[self._index[key]]
        return self._articles[key]

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __contains__(self, item: object) -> bool:
        return item in self._index if isinstance(item, str) else item in self._articles

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Corpus) and self._articles == other._articles

    def __hash__(self) -> int:
        return hash(self._articles)

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
        import pandas as pd

        return pd.DataFrame(list(self._rejections), columns=list(Rejection._fields), dtype="str")

    @property
    def report(self) -> LoadReport:
        """What became of every file: print it, or take its `table`. Empty for corpora made or chosen in memory."""
        from toolkit.articles.load_report import LoadReport

        return self._report or LoadReport()

    @property
    def table(self) -> pd.DataFrame:
        """One row an article.

        Columns: id, outlet, headline, published, modified, byline, dateline, agency, paragraphs, words, url, source,
        then the extra columns that came with a table. `words` counts words and numbers of the body, no punctuation.
        """
        import pandas as pd

        rows = []
        for article in self._articles:
            row: dict[str, object] = {field: article.get(field) for field in _FIELDS if field != "text"}
            row["paragraphs"] = len(article.paragraphs)
            row["words"] = count_words(article.text)
            rows.append(row | {name: value for name, value in article.extra if name not in row})
        first = ["id", "outlet", "headline", "published", "modified", "byline", "dateline", "agency", "paragraphs"]
        table = pd.DataFrame(rows, columns=None if rows else [*first, "words", "url", "source"])
        last = ["words", "url", "source"]
        table = table[[*first, *last, *(c for c in table.columns if c not in first and c not in last)]]
        for moment in ("published", "modified"):
            table[moment] = pd.to_datetime(table[moment]).astype("datetime64[us]")
        return table

    def where(self, **conditions: object) -> Corpus:
        """The articles whose fields have the given values; a list, tuple or set of values means any of them."""
        return Corpus(
            article
            for article in self._articles
            if all(_agrees(article.get(field), wanted) for field, wanted in conditions.items())
        )

    def by(self, field: str) -> dict[str, Corpus]:
        """The corpus divided by a field, groups in the order of their names; articles without it are "(unknown)"."""
        groups: dict[str, list[Article]] = {}
        for article in self._articles:
            value = article.get(field)
            groups.setdefault(UNKNOWN if value is None else str(value), []).append(article)
        return {name: Corpus(groups[name]) for name in sorted(groups)}

    @property
    def headlines(self) -> Corpus:
        """The headlines as a corpus of their own: same ids, the text is the headline. Analyse them like articles."""
        return Corpus(replace(a, text=a.headline, original="", parts=()) for a in self._articles if a.headline)

    def to_nltk(self) -> NltkCorpus:
        """The corpus with the methods of an NLTK corpus reader (words, sents, paras, raw, fileids)."""
        from toolkit.text.nltk_reader import NltkCorpus

        return NltkCorpus(self)

    def _repr_html_(self) -> str:
        shown = self.table[["id", "outlet", "headline", "published", "agency", "words"]].head(20)
        read = f"<details><summary>What was read</summary>{self.report._repr_html_()}</details>" if self._report else ""
        return f"<p>{escape(repr(self))}</p>{shown.to_html(index=False, escape=True, na_rep='')}{read}"


def as_corpus(articles: Corpus | Article | Iterable[Article]) -> Corpus:
    """A corpus, whatever was given: every analysis also takes one article or a list of them."""
    if isinstance(articles, Corpus):
        return articles
    return Corpus([articles] if isinstance(articles, Article) else articles)


def _agrees(value: object, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, (list, tuple, set, frozenset)) else value == wanted
