"""The one way by which strings enter a record: nothing that breaks a table, a file or a terminal comes with them."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.articles import Article, Rejection

_HALF = re.compile("[\ud800-\udfff\0]")
_BREAK = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINES = ("headline", "deck", "outlet", "byline", "dateline", "dateline_date", "agency", "agency_evidence", "section",
          "language", "not_full_text", "url", "locator", "id", "source")  # fmt: skip
_TEXTS = ("text", "original")


def entered(text: str) -> str:
    """A text without half characters and zero bytes: each becomes U+FFFD, so that all offsets stay.

    >>> entered("half \\ud83d a character") == "half \\ufffd a character"
    True
    """
    return text if text.isascii() and "\0" not in text else _HALF.sub("\ufffd", text)


def entered_line(text: str) -> str:
    """A field of one line: line ends become a space, control characters go, half characters become U+FFFD.

    >>> entered_line("Bridge\\r\\nclosed \\x1b[31mtoday")
    'Bridge closed [31mtoday'
    """
    if not _ODD.search(text):
        return text
    return _HALF.sub("\ufffd", _CONTROL.sub("", _BREAK.sub(" ", text)))


def entered_article(article: Article) -> Article:
    """An article whose strings are all as they should be; the same one where nothing is to be changed."""
    changed: dict[str, object] = {}
    for names, way in ((_LINES, entered_line), (_TEXTS, entered)):
        for name in names:
            before = getattr(article, name)
            if before is not None and (after := way(before)) != before:
                changed[name] = after
    for name in ("taglines", "notices"):
        if any(_ODD.search(one) for one in getattr(article, name)):
            changed[name] = tuple(entered(one) for one in getattr(article, name))
    for name in ("authors", "captions"):
        if any(_ODD.search(piece) for one in getattr(article, name) for piece in one if piece):
            changed[name] = tuple(
                type(one)(*(entered_line(piece) if piece else piece for piece in one)) for one in getattr(article, name)
            )
    if any(_ODD.search(name) or (isinstance(value, str) and _HALF.search(value)) for name, value in article.extra):
        changed["extra"] = tuple(
            (entered_line(name), entered(value) if isinstance(value, str) else value) for name, value in article.extra
        )
    return replace(article, **changed) if changed else article  # type: ignore[arg-type]


def entered_rejection(rejection: Rejection) -> Rejection:
    """A rejection in one line, whatever a library said."""
    source, locator, reason = (entered_line(piece) for piece in rejection)
    return Rejection(source, locator, " ".join(reason.split()))
