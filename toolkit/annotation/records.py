"""One mark that a person has made in an article: the record, its checks, and its form as plain values.

Pure Python without the data stack, so that a browser can run it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, SupportsIndex

from toolkit.errors import AnnotationError

if TYPE_CHECKING:
    from toolkit.articles import Article

VERSION = 1  # of the form of a record in a file
_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = re.compile("[\ud800-\udfff]")
_WHOLE = re.compile(r"\s*[0-9]{1,15}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Some characters of an article, the code that a person gave them, and why.

    `start` and `end` are characters of `Article.text`, half-open, counted as Python counts them (code points); `text`
    is what stands there. `code` is the word of the codebook. `note` is the reason, `person` who made the mark, `time`
    when, exactly as it was given; `id` tells marks apart. These four may be empty. `text_sha256` is the hash of the
    whole text, or empty if it is not known. A judgement of a whole article marks all of its characters.

    Raises AnnotationError for offsets that do not fit the text, and for values that no file can hold.

    >>> Annotation(article="a", start=4, end=9, text="thugs", code="contempt").person
    ''
    """

    article: str
    start: int
    end: int
    text: str
    code: str
    note: str = ""
    person: str = ""
    time: str = ""
    id: str = ""
    text_sha256: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise AnnotationError(f"start and end are {self.start} and {self.end}; end must lie behind start.")
        if len(self.text) != self.end - self.start:
            raise AnnotationError(
                f"start {self.start} and end {self.end} span {self.end - self.start} characters and the text has "
                f"{len(self.text)}; offsets count characters as Python does (code points)."
            )
        for name in ("article", "code"):
            if not getattr(self, name).strip():
                raise AnnotationError(f"{name} is empty; each mark needs one.")
        for name in STRINGS:
            if _HALF.search(getattr(self, name)):
                raise AnnotationError(f"{name} holds half a character (a surrogate), which no file can keep.")
        if self.text_sha256 and not _HASH.fullmatch(self.text_sha256):
            raise AnnotationError("text_sha256 is no SHA-256 in 64 small hexadecimal digits.")


FIELDS = tuple(Annotation.__dataclass_fields__)
STRINGS = tuple(name for name in FIELDS if name not in ("start", "end"))


def text_hash(text: str) -> str:
    """The SHA-256 of a text, as UTF-8: a mark made on another version of the text is told by it.

    >>> text_hash("Rain fell.")[:12]
    '8a4b1e83d9ac'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def marked_in(article: Article, start: int, end: int, code: str, **given: str) -> Annotation:
    """A mark in an article: its text and hash are those of the article. Raises AnnotationError for a wrong place."""
    if not 0 <= start < end <= len(article.text):
        raise AnnotationError(f"article {article.id!r} has no characters {start} to {end}.")
    text = article.text[start:end]
    return Annotation(
        article=article.id, start=start, end=end, text=text, code=code, text_sha256=text_hash(article.text), **given
    )


def from_values(values: object, article: Article | None = None) -> Annotation:
    """A record from plain values, as a line of a file has them; fields of other names are left alone.

    With the article, a missing text or hash is filled in. Raises AnnotationError naming the field and the fix.

    >>> from_values({"article": "a", "start": "0", "end": "4", "text": "Rain", "code": "weather"}).end
    4
    """
    if not isinstance(values, Mapping):
        raise AnnotationError(f"a mark is needed, this is {type(values).__name__}; it has article, start, end, code.")
    if values.get("version", VERSION) not in (VERSION, str(VERSION)):
        raise AnnotationError(f"the version of the mark is {_short(values['version'])}; this toolkit reads {VERSION}.")
    start, end = (_offset(values, name) for name in ("start", "end"))
    strings = {name: _string(values, name) for name in STRINGS}
    if article is not None:
        return on_article(strings, start, end, article)
    if not strings["text"]:
        raise AnnotationError("the mark has no text; give the articles (articles=...), and it is taken from there.")
    return Annotation(start=start, end=end, **strings)


def on_article(strings: Mapping[str, str], start: int, end: int, article: Article) -> Annotation:
    """A record checked against its article: the hash and the text must be those of the article, if they are given."""
    given = {name: strings[name] for name in ("note", "person", "time", "id") if name in strings}
    made = marked_in(article, start, end, strings["code"], **given)
    if strings.get("text") and strings["text"] != made.text:
        raise AnnotationError(
            f"at the characters {start} to {end} of article {article.id!r} stands {_short(made.text)}, and the mark "
            f"says {_short(strings['text'])}; it was made on another text."
        )
    if strings.get("text_sha256") and strings["text_sha256"] != made.text_sha256:
        raise AnnotationError(f"article {article.id!r} has changed since the mark was made (text_sha256 differs).")
    return made


def as_values(mark: Annotation) -> dict[str, Any]:
    """The record as plain values, with the version of their form.

    >>> list(as_values(Annotation(article="a", start=0, end=4, text="Rain", code="weather")))[:3]
    ['version', 'article', 'start']
    """
    return {"version": VERSION, **asdict(mark)}


def _offset(values: Mapping[Any, Any], name: str) -> int:
    value = values.get(name)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise AnnotationError(f"{name} is {_short(value)}; a whole number of characters is needed.")
    return value.__index__()


def _string(values: Mapping[Any, Any], name: str) -> str:
    value = values.get(name)
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if not isinstance(value, str):
        raise AnnotationError(f"{name} is {_short(value)}; a text is needed.")
    return value


def _short(value: object) -> str:
    try:
        shown = repr(value)
    except ValueError:  # a number too long to print
        return "a very long number"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
