"""What a page says of its article: title, authors, times, section, language, outlet and address.

In this order: JSON-LD of the article, meta tags (Open Graph, article:, parsely, sailthru, Dublin Core, itemprop), the
page's own `<time>`, byline and heading, and trafilatura and htmldate where all these are silent or disagree by a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from toolkit.loading.web import linked_data
from toolkit.loading.web.addresses import host_of
from toolkit.loading.web.linked_data import Node
from toolkit.loading.web.people import key, names, plain
from toolkit.loading.web.stamps import Stamp, read_stamp

if TYPE_CHECKING:
    from lxml.etree import _Element

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "published_time",
    "parsely-pub-date", "sailthru.date", "datepublished", "cxenseparse:recs:publishtime", "publish-date", "publishdate",
    "publish_date", "pubdate", "date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date",
    "dcterms.date", "article.published", "bt:pubdate", "rnews:datepublished", "originalpublicationdate",
    "article_date_original", "iso-8601-publish-date", "citation_publication_date", "citation_date",
    "last-modified-date",
    "published-date", "publication_date", "vr:published_time", "article:created_time", "created",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified", "datemodified",
    "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "article:updated_time", "article.updated", "modified",
    "iso-8601-modified-date", "vr:updated_time", "cxenseparse:recs:modifiedtime",
)  # fmt: skip
_AUTHORS = (
    "author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "dcterms.creator", "byl",
    "article:author_name",
    "authors", "og:article:author", "dc.contributor", "citation_author", "cxenseparse:author", "vr:author",
)  # fmt: skip
_TITLES = ("og:title", "parsely-title", "sailthru.title", "twitter:title", "dc.title", "dcterms.title")
_SECTIONS = (
    "article:section",
    "parsely-section",
    "og:article:section",
    "cxenseparse:category",
    "section",
    "dc.subject",
)
_OUTLETS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "twitter:app:name:iphone")
_COPY = re.compile(
    r"https?://(?:web|wayback)\.[\w.-]*archive\.[a-z.]+(?:/[\w-]+)*?/\d{4,14}(?:[a-z]{2}_)?/(?P<page>https?:/{1,2}\S+)"
)
_LONGEST_TITLE = 500  # characters
_SEPARATOR = re.compile(r"\s+[|ㅣ–—•·»›:-]+\s+|\s*[|ㅣ»›]\s*|(?<=\S)-(?=\S{2,20}[|ㅣ]\S+$)")
_LOGO = re.compile(r"\b(?:logo|site-?(?:name|title)|masthead)\b|\b(?:website|site|page)-logo", re.I)
_CUT_SHORT = re.compile(r"\s*(?:…|\.\.\.)$")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author|autor|auteur|writer|journalist|reporter)", re.I)
_NO_BYLINE = re.compile(
    r"bio|avatar|image|img|photo|follow|social|desc|role|title|comment|related|box-list|share|date|time", re.I
)
_SAYS_BY = re.compile(r"(?i)(?:by|von|por|par|di|door)\s")
_MARKED_AUTHOR = './/*[(@itemprop="author" or @rel="author") and not(self::meta) and not(self::link)]'
_ASIDE = frozenset({"nav", "aside", "footer", "form"})
_SIDE = re.compile(r"related|sidebar|teaser|recommend|footer|comment|most-?(?:read|popular)|trending|card", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says of its article.

    `authors` are persons and agencies, `organisation` the outlet where the page names no other author than itself.
    `is_article`: the page says so itself; `is_front`: it calls itself a list of others.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    organisation: str | None = None
    published: Stamp | None = None
    modified: Stamp | None = None
    section: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    kind: str | None = None
    words_promised: int | None = None
    is_free: bool | None = None
    is_article: bool = False
    is_front: bool = False
    body: str | None = field(default=None, repr=False)


def facts(root: _Element, *, url: str | None = None) -> Facts:
    """The facts of a page from its parsed tree; `url` is where it came from, if that is known."""
    found = linked_data.nodes(root)
    article = linked_data.article_node(found)
    metas = _metas(root)
    address = _address(root, article, metas, url)
    host = host_of(address)
    outlets = _outlets(article, found, metas)
    outlet = _outlet(outlets) or host or None
    published, modified = _times(root, article, found, metas)
    authors, organisation = _authors(root, article, found, metas, [*outlets, host])
    return Facts(
        title=_title(root, article, metas, [*outlets, host]),
        authors=authors,
        organisation=organisation,
        published=published,
        modified=modified,
        section=_first(_words(article.get("articleSection")), _all(metas, _SECTIONS)),
        language=_language(root, article, metas),
        outlet=outlet,
        url=address,
        description=_first(_words(article.get("description")), _all(metas, ("og:description", "description"))),
        keywords=tuple(dict.fromkeys(_keywords(article, metas))),
        kind=next(iter(linked_data.kinds(article)), None),
        words_promised=_number(article.get("wordCount")),
        is_free=_truth(article.get("isAccessibleForFree")),
        is_article=linked_data.is_article(article) or "article" in (_first(_all(metas, ("og:type",))) or "").lower(),
        is_front=linked_data.is_front(found),
        body=article.get("articleBody") if isinstance(article.get("articleBody"), str) else None,
    )


def _metas(root: _Element) -> dict[str, list[str]]:
    """The contents of meta tags by name, property or itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        if content:
            for attribute in ("property", "name", "itemprop"):
                if name := meta.get(attribute):
                    found.setdefault(name.strip().lower(), []).append(content)
    return found


def _all(metas: dict[str, list[str]], wanted: Iterable[str]) -> Iterator[str]:
    for name in wanted:
        for content in metas.get(name, ()):
            if text := plain(content):
                yield text


def _words(value: object) -> Iterator[str]:
    """The texts of a JSON-LD value: a string, a thing with a name, or a list of these."""
    if isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, dict):
        yield from _words(value.get("name") or value.get("alternateName"))
    elif isinstance(value, str) and (text := plain(value)):
        yield text


def _first(*sources: Iterable[str]) -> str | None:
    for source in sources:
        for text in source:
            return text
    return None


def _number(value: object) -> int | None:
    try:
        count = int(str(value).strip())
    except ValueError:
        return None
    return count if 0 < count < 1_000_000 else None


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).strip().rsplit("/", 1)[-1].lower())


def _keywords(article: Node, metas: dict[str, list[str]]) -> Iterator[str]:
    given = [*_words(article.get("keywords"))] or [*_all(metas, ("news_keywords", "article:tag", "keywords"))]
    for text in given:
        yield from (word for one in re.split(r"[,;]", text) if (word := one.strip()))


def _language(root: _Element, article: Node, metas: dict[str, list[str]]) -> str | None:
    given = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    given += [
        *_words(article.get("inLanguage")),
        *_all(metas, ("og:locale", "content-language", "dc.language", "language")),
    ]
    for text in given:
        match = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|$)", text or "")
        if match:
            return match[1].lower()
    return None


def _outlets(article: Node, found: list[Node], metas: dict[str, list[str]]) -> list[str]:
    known = linked_data.by_id(found)
    publishers = [*_words(_known(article.get("publisher"), known))]
    sites = [text for node in found if "website" in linked_data.kinds(node) for text in _words(node.get("name"))]
    return [*_all(metas, _OUTLETS[:1]), *publishers, *_all(metas, _OUTLETS[1:]), *sites[:2]]


def _known(value: object, known: dict[str, Node], depth: int = 0) -> object:
    """A reference by `@id` alone becomes the node that it refers to."""
    if isinstance(value, list):
        return [_known(one, known, depth) for one in value]
    if isinstance(value, dict) and depth < 3 and not value.get("name") and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _outlet(outlets: list[str]) -> str | None:
    """The first name; in its better spelling where another is the same but for capitals and spaces."""
    if not outlets:
        return None
    same = [name for name in outlets if key(name) == key(outlets[0])]
    return max(same, key=lambda name: sum(c.isupper() or c == " " for c in name) if not name.isupper() else 0)


def _address(root: _Element, article: Node, metas: dict[str, list[str]], url: str | None) -> str | None:
    links = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    node_urls = [article.get("url"), article.get("mainEntityOfPage")]
    given = [*links, *_all(metas, ("og:url",)), *(u if isinstance(u, str) else None for u in node_urls)]
    for text in given:
        if not text:
            continue
        try:
            full = archived_of(urljoin(url or "", text.strip()))
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return str(full)
    return archived_of(url) if url else None


def archived_of(address: str) -> str:
    """The address of the page itself where that of a copy in a web archive is given.

    >>> archived_of("https://web.archive.org/web/20190312031400id_/https://herald.example/a")
    'https://herald.example/a'
    """
    found = _COPY.match(address)
    return found["page"] if found else address


def _title(root: _Element, article: Node, metas: dict[str, list[str]], outlets: list[str]) -> str | None:
    headings = [
        text
        for h1 in root.iter("h1")
        if not _LOGO.search(f"{h1.get('id', '')} {h1.get('class', '')}")
        and 3 < len(text := plain("".join(h1.itertext()))) < _LONGEST_TITLE
    ]
    title = plain(root.findtext(".//title") or "")
    own = [*_words(article.get("headline"))] or (
        [*_words(article.get("name"))] if linked_data.is_article(article) else []
    )
    given = [*own, *_all(metas, _TITLES[:1]), *headings[:1], *_all(metas, _TITLES[1:]), *([title] if title else [])]
    others = [*headings, *given]
    for text in given:
        if len(text) > _LONGEST_TITLE:
            continue
        cleaned = _without_outlet(text, outlets, others)
        if cleaned and key(cleaned) not in {key(outlet) for outlet in outlets}:
            return _completed(cleaned, others, outlets)
    return None


def _without_outlet(title: str, outlets: list[str], others: list[str]) -> str:
    """The title without the name of the site before or after a separator."""
    own = {key(outlet) for outlet in outlets if key(outlet)}
    for other in others:
        rest = title[len(other) :] if title.startswith(other) else ""
        if len(other) >= 15 and rest and _SEPARATOR.match(rest):
            return other
    previous = None
    while title != previous:
        previous = title
        cuts = list(_SEPARATOR.finditer(title))
        if cuts and _is_outlet(title[cuts[-1].end() :], own):
            title = title[: cuts[-1].start()].rstrip()
        elif cuts and key(title[: cuts[0].start()]) in own:
            title = title[cuts[0].end() :].lstrip()
    return title


def _is_outlet(tail: str, own: set[str]) -> bool:
    folded = key(tail)
    return folded in own or any(len(name) > 3 and (folded == name.removesuffix("com") or name == folded + "news" or
                                                  folded == name + "news") for name in own)  # fmt: skip


def _completed(title: str, others: list[str], outlets: list[str]) -> str:
    """A headline that was cut short ("Storm leaves thousands…") in full, where the page has it in full."""
    start = _CUT_SHORT.sub("", title)
    if start != title and len(start) > 15:
        for other in others:
            if other.startswith(start) and not _CUT_SHORT.search(other) and len(other) > len(start):
                return _without_outlet(other, outlets, [])
    return title


def _authors(
    root: _Element, article: Node, found: list[Node], metas: dict[str, list[str]], outlets: list[str]
) -> tuple[tuple[str, ...], str | None]:
    """The authors by the first source that names any, and the outlet where one names nobody but the outlet."""
    known = linked_data.by_id(found)
    organisation = None
    for source in (
        _persons(_known(article.get("author"), known), known),
        _persons(_known(article.get("creator"), known), known),
        _all(metas, _AUTHORS),
    ):
        stated = [*source]
        if authors := names(stated, outlets=outlets):
            return authors, None
        organisation = organisation or next(iter(names(stated)), None)
    if authors := names(_printed_bylines(root, sure=organisation is not None), outlets=outlets):
        return authors, None
    if organisation is None and (authors := names(_guessed_author(root), outlets=outlets)):
        return authors, None
    return (), organisation


def _persons(value: object, known: dict[str, Node]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _persons(_known(one, known), known)
    elif isinstance(value, dict):
        name = value.get("name") or " ".join(str(value[k]) for k in ("givenName", "familyName") if value.get(k))
        yield from _persons(name, known)
    elif isinstance(value, str):
        yield value


def _printed_bylines(root: _Element, *, sure: bool) -> list[str]:
    """The byline in the page: what itemprop or rel call author; or, unless `sure`, what a class calls so."""
    marked = [element for element in root.xpath(_MARKED_AUTHOR) if not _is_aside(element)]
    for mark in ("itemprop", "rel"):
        texts = [_named(element) for element in marked if element.get(mark)]
        if texts := [text for text in dict.fromkeys(texts) if 3 < len(text) < 100]:
            return texts[:6]
    for element in root.xpath(".//*[@class or @data-testid]"):
        label = f"{element.get('class', '')} {element.get('data-testid', '')}"
        if _BYLINE.search(label) and not _NO_BYLINE.search(label) and not _is_aside(element):
            text = plain(" ".join(element.itertext()))
            if 3 < len(text) < 100 and not (sure and " " in text and not _SAYS_BY.match(text)):
                return [text]
    return []


def _named(element: _Element) -> str:
    inner = element.xpath('.//*[@itemprop="name"]')
    return plain("".join((inner[0] if inner else element).itertext())) or (element.get("content") or "")


def _is_aside(element: _Element) -> bool:
    return any(
        parent.tag in _ASIDE or _SIDE.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in element.iterancestors()
        if isinstance(parent.tag, str) and parent.tag not in ("body", "html", "main")
    )


def _guessed_author(root: _Element) -> list[str]:
    from trafilatura.metadata import extract_author

    guess = extract_author(root)
    return guess.split("; ") if guess else []


def _times(
    root: _Element, article: Node, found: list[Node], metas: dict[str, list[str]]
) -> tuple[Stamp | None, Stamp | None]:
    others = [
        node
        for node in found
        if node is not article and not {"imageobject", "videoobject"} & {*linked_data.kinds(node)}
    ]
    strong = [*_stamps([article.get("datePublished"), article.get("dateCreated"), article.get("uploadDate")])]
    strong += _stamps(_all(metas, _PUBLISHED))
    strong += _stamps(_itemprop(root, "datePublished"))
    strong += _stamps(node.get("datePublished") for node in others)
    if not strong or not strong[0].has_time:
        strong += _stamps(_time_elements(root))
    published = _agreed(strong, root) or _guessed_time(root)
    changed = [article.get("dateModified"), *_all(metas, _MODIFIED), *_itemprop(root, "dateModified")]
    return published, next(_stamps(changed), None)


def _stamps(values: Iterable[Any]) -> Iterator[Stamp]:
    for value in values:
        if (stamp := read_stamp(value)) is not None:
            yield stamp


def _itemprop(root: _Element, name: str) -> Iterator[str]:
    for element in root.xpath(f'.//*[@itemprop="{name}"]'):
        yield element.get("content") or element.get("datetime") or plain("".join(element.itertext()))


def _time_elements(root: _Element) -> Iterator[str]:
    for element in root.iter("time"):
        if not _is_aside(element):
            yield element.get("datetime") or plain("".join(element.itertext()))


def _agreed(stamps: list[Stamp], root: _Element) -> Stamp | None:
    """The first stamp, or where others of the page differ by a day the one that htmldate takes the side of."""
    if not stamps:
        return None
    first = stamps[0]
    if any(abs((stamp.moment - first.moment).total_seconds()) > 86_400 for stamp in stamps[1:]):
        judge = _guessed_time(root)
        sided = [stamp for stamp in stamps if judge is not None and stamp.moment.date() == judge.moment.date()]
        first = sided[0] if sided else first
    if first.has_time:
        return first
    return next((s for s in stamps if s.has_time and s.moment.date() == first.moment.date()), first)


def _guessed_time(root: _Element) -> Stamp | None:
    import htmldate

    return read_stamp(htmldate.find_date(root, original_date=True, extensive_search=False))
