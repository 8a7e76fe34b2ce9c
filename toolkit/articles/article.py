"""One article and the records it is made of: immutable, no analysis."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from toolkit.errors import QueryError

# Classes that keep the text between two sums in dollars from being set as mathematics in JupyterLab.
NO_MATHEMATICS = "mathjax_ignore tex2jax_ignore"
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


class VoiceEdit(NamedTuple):
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
    voice_edits: tuple[VoiceEdit, ...] = ()
    original: str = ""
    parts: tuple[Part, ...] = ()
    # What the room `analysis` has found in this article, so that it is found once. It goes wherever the article goes,
    # is no part of what the article says, and a changed article begins without it.
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("published", "modified"):
            moment: datetime | None = getattr(self, name)
            if moment is not None and moment.tzinfo is not None:
                raise QueryError(
                    f"Article {self.id!r}: {name} has a time zone; give the time on the source's own clock, "
                    f"{name}=moment.replace(tzinfo=None), and keep the zone in extra."
                )

            if moment is not None and moment.fold:  # says something of a zone, and there is none
                object.__setattr__(self, name, moment.replace(fold=0))

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

    @property
    def fingerprint(self) -> str:
        """A hash of all that the article says: equal articles have the same one, on every machine."""
        if "fingerprint" not in self._kept:
            said = repr([getattr(self, name) for name in FIELDS])
            self._kept["fingerprint"] = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
        known: str = self._kept["fingerprint"]
        return known

    @property
    def headline_article(self) -> Article:
        """The headline as an article of its own, with the same id and fields: its text is the headline."""
        if "headline" not in self._kept:
            alone = replace(self, text=self.headline or "", original="", parts=(), voice_edits=())
            alone._kept["story"] = self  # which words of it are names is told by the text
            self._kept["headline"] = alone
        known: Article = self._kept["headline"]
        return known

    def get(self, field: str) -> object:
        """A field by name, also one of the extra columns that came with a table.

        A column `source` of a table is what it says (the outlet, mostly), and not the path of the file.
        """
        if field in FIELDS and field != "source":
            return getattr(self, field)
        for name, value in self.extra:
            if name == field:
                return value
        if field == "source":
            return self.source
        raise QueryError(f"Article {self.id!r} has no field {field!r}; it has {', '.join(self._names())}.")

    def _names(self) -> list[str]:
        return [*SHOWN, *(name for name, _ in self.extra)]

    def __repr__(self) -> str:
        about = [repr(self.id), *(repr(value) for value in (self.headline, self.outlet) if value)]
        return f"Article({', '.join(about)}, {len(self.text):,} characters)"

    def _repr_html_(self) -> str:
        facts = [self.byline, self.outlet, self.dateline, self.agency, self.published]
        about = escape(" · ".join(str(fact) for fact in facts if fact))
        body = "".join(f"<p>{escape(self.text[start:end])}</p>" for start, end in self.paragraphs)
        head = f"<h3>{escape(self.headline or self.id)}</h3><p><small>{about}</small></p>"
        return f'<article class="{NO_MATHEMATICS}">{head}{body}</article>'


FIELDS = tuple(name for name in Article.__dataclass_fields__ if name != "_kept")
SHOWN = ("id", "outlet", "headline", "published", "modified", "byline", "dateline", "agency", "url", "source", "text")
