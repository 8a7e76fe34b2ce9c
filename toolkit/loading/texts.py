"""Plain text and Markdown: one file, one article."""

from __future__ import annotations

from pathlib import Path

from toolkit.articles import Article
from toolkit.clean import decode
from toolkit.loading.building import build
from toolkit.loading.records import Story


def read_text_file(path: Path, *, id: str, outlet: str | None = None, encoding: str | None = None) -> Article:
    """The article of a text file. Raises LoadError where the bytes are no text."""
    return article_from_text(
        decode(path.read_bytes(), source=str(path), encoding=encoding), id=id, source=str(path), outlet=outlet
    )


def article_from_text(original: str, *, id: str, source: str, outlet: str | None = None) -> Article:
    """The article of a text that somebody kept or pasted, taken apart by `toolkit.wire`."""
    return build(Story(text=original, locator="", layout="story", outlet=outlet), id=id, source=source)
