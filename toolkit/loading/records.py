"""What passes between the stages of loading: a document, and the stories that a reader finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.articles import Caption, Person, Rejection
from toolkit.errors import LoadError
from toolkit.loading.archives import Limits
from toolkit.loading.markup import parse_html, parse_xml
from toolkit.loading.paragraphs import Paragraph
from toolkit.text.decoding import Decoded, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

    from toolkit.loading.sheets import Sheet

Layout = Literal["story", "body", "verbatim"]


class Columns(NamedTuple):
    """Which column of a table holds which field; None where the caller leaves it to common names."""

    text: str | None = None
    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def _utf_8(data: bytes) -> str | None:
    """UTF-8 where the bytes are nothing else, even if the page declares another: many were saved again since."""
    if data.isascii():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


@dataclass(frozen=True, kw_only=True)
class Document:
    """The bytes of one file, or of one member of an archive, and the views of them that readers share.

    `name` is how people know it (`exports.zip!march.docx`); it is shown and never opened. `encoding` and `url` are
    what the container said (a MIME header, a WARC record) or the user asked for. `table` is the table or sheet that the
    user wants of several; `forced` says that the user named the format. Views raise LoadError in a sentence.
    """

    data: bytes = field(repr=False)
    name: str
    encoding: str | None = None
    url: str | None = None
    columns: Columns = field(default_factory=Columns)
    clean: bool = True
    table: str | None = None
    limits: Limits = field(default_factory=Limits)
    forced: bool = False

    @cached_property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @cached_property
    def decoded(self) -> Decoded:
        """The decoded text with its encoding, and how that was known."""
        return decode(self.data, source=self.name, encoding=self.encoding)

    @cached_property
    def sample(self) -> str:
        """The decoded text for readers that look whether it is theirs; empty if it cannot be decoded."""
        try:
            return self.text
        except LoadError:
            return ""

    @cached_property
    def lowered(self) -> bytes:
        """The bytes in small letters: many readers look for a mark of theirs."""
        return self.data.lower()

    @cached_property
    def xml(self) -> _Element:
        """The root element of an XML document, read without entities, DTD or network."""
        return parse_xml(self.data, source=self.name)

    @cached_property
    def html(self) -> _Element:
        """The root element of an HTML page."""
        return parse_html(self.data, source=self.name, encoding=self.encoding or _utf_8(self.data))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of a workbook, within the limits."""
        from toolkit.loading.sheets import sheets_of

        return sheets_of(self.data, source=self.name, limits=self.limits)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of a word processor's document: RTF, ODT or DOCX, told from its first bytes."""
        from toolkit.loading.documents import docx_paragraphs, odt_paragraphs, rtf_paragraphs

        if self.data.lstrip()[:5] == b"{\\rtf":
            return rtf_paragraphs.paragraphs(self.data, source=self.name)
        if b"opendocument.text" in self.data[:200] or (b"content.xml" in self.data and b"word/" not in self.data):
            return odt_paragraphs.paragraphs(self.data, source=self.name)
        return docx_paragraphs.paragraphs(self.data, source=self.name)


class Aside(NamedTuple):
    """A line that the reader keeps out of the text: what it is (copyright, furniture, ...), and by which rule."""

    kind: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as a reader found it, before hygiene and anatomy.

    `text` has an empty line between paragraphs. `layout` says what it holds: a whole "story" as people keep it
    (headline, byline and stamps among the lines), a "body" whose headline and byline are in fields already (datelines,
    captions and taglines are still taken out of it), or a "verbatim" column of a table. `authors` are the persons
    of the byline where the source lists them one by one. `locator` is the place in the
    file ("article 3", "row 7"). `words_promised` is the length that the source itself states; `not_full_text` says in
    words why the text is only a part of the article. `asides` are the lines that belong to no field.
    """

    text: str
    locator: str
    layout: Layout = "body"
    id: str | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[Person, ...] = ()
    outlet: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    dateline: str | None = None
    agency: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    captions: tuple[Caption, ...] = ()
    taglines: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    words_promised: int | None = None
    not_full_text: str | None = None
    asides: tuple[Aside, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader got out of a document.

    `format` is its name in the load report ("Nexis DOCX"), `promised` the number of articles that the file itself
    states, `notes` what the report should say (columns that were guessed, a file that is cut short).
    """

    format: str
    stories: tuple[Story, ...]
    rejections: tuple[Rejection, ...] = ()
    promised: int | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
