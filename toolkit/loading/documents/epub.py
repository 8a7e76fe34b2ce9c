"""EPUB: the chapters of a book or of an issue of a magazine, one article each, in the order of its spine."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from toolkit.articles import Rejection
from toolkit.errors import LoadError
from toolkit.loading.archives import ZIP_DAMAGE
from toolkit.loading.markup import parse_html, parse_xml
from toolkit.loading.records import Document, Reading, Story
from toolkit.loading.web.charset import page_text
from toolkit.loading.web.people import names, plain
from toolkit.loading.web.stamps import read_stamp

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "EPUB"
LARGEST_MEMBER = 20_000_000  # bytes of one chapter, unpacked
LARGEST_TOGETHER = 200_000_000  # bytes of all chapters, unpacked
MOST_CHAPTERS = 5_000

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_BLOCKS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "td",
    "th",
    "div",
    "figcaption",
)
_HEADINGS = ("h1", "h2", "h3")


class _Book(NamedTuple):
    title: str | None
    authors: tuple[str, ...]
    language: str | None
    published: str | None
    publisher: str | None
    chapters: tuple[str, ...]
    contents: frozenset[str]
    repeated: int = 0


def recognises(document: Document) -> bool:
    """Whether this is a ZIP archive that says it is an EPUB, or holds the container of one."""
    return document.data.startswith(b"PK") and (
        b"application/epub+zip" in document.data[:200] or _CONTAINER.encode() in document.data
    )


def read(document: Document) -> Reading:
    """The chapters as articles; what is no text (cover, table of contents) is listed with its reason.

    Raises LoadError where the archive is damaged or protected.
    """
    name = document.name
    try:
        with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
            if (
                any(one.endswith("encryption.xml") for one in archive.namelist())
                and "META-INF/rights.xml" in archive.namelist()
            ):
                raise LoadError(f"{name}: this EPUB is protected by its seller (DRM) and cannot be read.")
            unpacked = _Unpacked(archive, name)
            book = _book(unpacked, name)
            return _read(unpacked, book, name)
    except ZIP_DAMAGE as error:
        raise LoadError(f"{name}: this EPUB is damaged or protected and cannot be unpacked ({error}).") from error


def _read(unpacked: _Unpacked, book: _Book, name: str) -> Reading:
    stories: list[Story] = []
    rejections: list[Rejection] = []
    notes: list[str] = []
    if len(book.chapters) > MOST_CHAPTERS:
        notes.append(f"only the first {MOST_CHAPTERS:,} of {len(book.chapters):,} chapters are read")
    if book.repeated:
        notes.append(f"the book names {book.repeated:,} chapters again; each is read once")
    stamp = read_stamp(book.published or "")
    for number, path in enumerate(book.chapters[:MOST_CHAPTERS], 1):
        place = f"chapter {number}"
        if path in book.contents:
            rejections.append(Rejection(name, place, "this is the table of contents, not an article."))
            continue
        try:
            headline, text = _chapter(unpacked.member(path), name)
        except LoadError as error:
            rejections.append(Rejection(name, place, str(error).removeprefix(f"{name}: ")))
            continue
        except KeyError:
            rejections.append(Rejection(name, place, f"the book lists {path!r} and does not hold it."))
            continue
        if not text:
            rejections.append(Rejection(name, place, "this chapter holds no text, only a heading or a picture."))
            continue
        stories.append(
            Story(
                text=text,
                locator=place,
                headline=headline or (book.title if len(book.chapters) == 1 else None),
                byline=", ".join(book.authors) or None,
                outlet=book.publisher,
                language=book.language,
                published=stamp.moment if stamp else None,
                extra=(("book", book.title),) if book.title else (),
            )
        )
    return Reading(
        format=NAME,
        stories=tuple(stories),
        rejections=tuple(rejections),
        promised=len(book.chapters),
        notes=tuple(notes),
    )


class _Unpacked:
    """Members of the archive, read in memory with a count of their bytes; their names are keys and never paths."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._spent = 0

    def member(self, path: str) -> bytes:
        with self._archive.open(path) as opened:
            data = opened.read(LARGEST_MEMBER + 1)
        self._spent += len(data)
        if len(data) > LARGEST_MEMBER:
            raise LoadError(f"{self._name}: {path!r} unpacks to more than {LARGEST_MEMBER // 1_000_000} MB.")
        if self._spent > LARGEST_TOGETHER:
            raise LoadError(f"{self._name}: the book unpacks to more than {LARGEST_TOGETHER // 1_000_000} MB.")
        return data


def _book(unpacked: _Unpacked, name: str) -> _Book:
    container = parse_xml(unpacked.member(_CONTAINER), source=name)
    rootfile = next((e.get("full-path") for e in container.iter("{*}rootfile") if e.get("full-path")), None)
    if not rootfile:
        raise LoadError(f"{name}: this EPUB does not say where its chapters are; open it and save it anew.")
    package = parse_xml(unpacked.member(rootfile), source=name)
    folder = posixpath.dirname(rootfile)
    items = {item.get("id"): item for item in package.iter("{*}item")}
    listed = [items.get(ref.get("idref")) for ref in package.iter("{*}itemref")]
    chapters = [item for item in listed if item is not None and (item.get("media-type") or "") in _PAGES]
    paths = tuple(dict.fromkeys(_path(folder, item) for item in chapters))
    return _Book(
        title=_metadata(package, "title"),
        authors=names(plain("".join(e.itertext())) for e in package.iter("{*}creator")),
        language=(_metadata(package, "language") or "").split("-")[0].lower() or None,
        published=_metadata(package, "date"),
        publisher=_metadata(package, "publisher"),
        chapters=paths,
        repeated=len(chapters) - len(paths),
        contents=frozenset(_path(folder, item) for item in chapters if "nav" in (item.get("properties") or "").split()),
    )


def _path(folder: str, item: _Element) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _metadata(package: _Element, tag: str) -> str | None:
    for element in package.iter(f"{{*}}{tag}"):
        if text := plain("".join(element.itertext())):
            return text
    return None


def _chapter(data: bytes, name: str) -> tuple[str | None, str]:
    """The heading and the paragraphs of a chapter."""
    text, _ = page_text(data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    root = parse_html(text.encode("utf-8"), source=name, encoding="utf-8", comments=False)
    body = next(root.iter("body"), root)
    for element in [*body.iter("script", "style", "nav", "svg")]:
        element.drop_tree()
    headline = None
    blocks: list[str] = []
    for element in [body, *body.iter(*_BLOCKS)]:
        if any(child.tag in _BLOCKS for child in element.iterdescendants() if isinstance(child.tag, str)):
            line = plain(element.text or "")  # its own text before the first block; the blocks come one by one
        else:
            line = plain(" ".join(element.itertext()))
        if not line:
            continue
        if headline is None and element.tag in _HEADINGS and not blocks:
            headline = line
        else:
            blocks.append(f"- {line}" if element.tag == "li" else line)
    return headline, "\n\n".join(blocks)
