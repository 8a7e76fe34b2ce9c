"""Articles laid on disk by whoever reads them: this process, or several at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit.analysis.disk import write_table
from toolkit.articles import Article, FileAccount, Rejection
from toolkit.loading.reading import Settings
from toolkit.loading.streaming import Piece, PieceReading

PART_CHARACTERS = 4_000_000  # of a part, whatever number of articles that is


class Laid(NamedTuple):
    """A file of articles on disk."""

    name: str
    ids: tuple[str, ...]
    characters: int


class Taken(NamedTuple):
    """What a piece of a source gave: files of articles, what was set aside, the accounts of what was read.

    `given` and `said` are those of a range of rows (`PieceReading`).
    """

    laid: tuple[Laid, ...]
    rejections: tuple[Rejection, ...] = ()
    accounts: tuple[FileAccount, ...] = ()
    given: frozenset[str] = frozenset()
    said: Counter[str] = Counter()  # noqa: RUF012


class Layer:
    """Lays articles on disk, at most `size` in a file."""

    def __init__(self, folder: Path, name: str, *, size: int) -> None:
        self._folder, self._name, self._size = folder, name, size
        self._waiting: list[Article] = []
        self._characters = 0
        self._laid: list[Laid] = []

    def take(self, articles: Iterable[Article]) -> None:
        for article in articles:
            self._waiting.append(article)
            self._characters += len(article.text)
            if len(self._waiting) >= self._size or self._characters >= PART_CHARACTERS:
                self._cut()

    def finish(self) -> tuple[Laid, ...]:
        """All files that were laid."""
        if self._waiting:
            self._cut()
        return tuple(self._laid)

    def _cut(self) -> None:
        from toolkit.articles.article_tables import articles_table

        name = f"{self._name}-{len(self._laid):06d}.parquet"
        write_table(articles_table(self._waiting), self._folder / name)
        self._laid.append(Laid(name, tuple(article.id for article in self._waiting), self._characters))
        self._waiting, self._characters = [], 0


def lay(
    numbered: tuple[int, Piece], *, folder: Path, settings: Settings, size: int, used: Collection[str] = ()
) -> Taken:
    """Read a piece of a source and lay its articles on disk; `used` are ids of rows before a range of a table."""
    number, piece = numbered
    layer = Layer(folder, f"{number:06d}", size=size)
    rejections: list[Rejection] = []
    accounts: dict[str, FileAccount] = {}
    reading = PieceReading(piece, settings, used=used)
    for outcome in reading:
        layer.take(outcome.articles)
        rejections += outcome.rejections
        add_account(accounts, outcome.account)
    return Taken(layer.finish(), tuple(rejections), tuple(accounts.values()), reading.given, reading.said)


def add_account(accounts: dict[str, FileAccount], account: FileAccount) -> None:
    """Put the account of a file, or of a piece of it, to those that are known."""
    known = accounts.get(account.source)
    accounts[account.source] = account if known is None else _added(known, account)


def _added(known: FileAccount, more: FileAccount) -> FileAccount:
    """The account of a file that came in several pieces."""

    def summed(name: str) -> dict[str, int]:
        one, other = getattr(known, name), getattr(more, name)
        return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}

    return replace(
        known,
        kept=known.kept + more.kept,
        set_aside=known.set_aside + more.set_aside,
        notes=tuple(dict.fromkeys((*known.notes, *more.notes))),
        removed=summed("removed"),
        hygiene=summed("hygiene"),
        languages=summed("languages"),
    )
