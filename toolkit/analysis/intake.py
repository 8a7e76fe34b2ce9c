"""Articles taken in, from files or from a corpus, and laid on disk in parts for those who analyse them.

Several processes read where that pays: each reads a piece of the source and lays its articles on disk. Here it is
decided what needs all of them: which articles a part has, what becomes of an id that was used before, and what recurs.
"""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.analysis.disk import write_text
from toolkit.analysis.laying import PART_CHARACTERS, Laid, Layer, Taken, add_account, lay
from toolkit.analysis.recurring import learn
from toolkit.articles import Article, Corpus, FileAccount, Rejection
from toolkit.articles.storage import account_record
from toolkit.errors import LoadError, QueryError
from toolkit.loading.ranges import Range, ended
from toolkit.loading.streaming import Piece, asked
from toolkit.parallel import in_processes, processes_can_start

INCOMING = "incoming"  # the folder of articles that are not analysed yet
PARTS = "parts.json"
ALONE = 2.0  # seconds of reading in this process, after which others are started

Told = Callable[[int], None]
Numbered = tuple[int, Piece]


class Part(NamedTuple):
    """A part as it was taken in: the number of its first article, its files, and ids that were given anew."""

    folder: Path
    first: int
    articles: int
    files: list[str]
    ids: dict[str, str]  # by the number of the article

    def read(self) -> dict[int, Article]:
        """The articles by their numbers."""
        import pyarrow.parquet as pq

        from toolkit.articles.article_tables import articles_of

        tables = [pq.read_table(self.folder / name) for name in self.files]
        found = dict(enumerate((article for table in tables for article in articles_of(table)), self.first))
        for place, name in self.ids.items():
            found[int(place)] = replace(found[int(place)], id=name)
        return found


def parts_in(folder: Path) -> list[Part]:
    """The parts that were taken into a folder."""
    incoming = folder / INCOMING
    return [Part(incoming, *record) for record in json.loads((incoming / PARTS).read_text(encoding="utf-8"))]


class Intake:
    """Makes parts of what was laid on disk, and says what was taken."""

    def __init__(self, folder: Path, *, size: int, told: Told) -> None:
        self.folder = folder / INCOMING
        self._size, self._told = size, told
        self._names: set[str] = set()
        self._characters = 0  # of the last part
        self.parts: list[Part] = []
        self.rejections: list[Rejection] = []
        self.accounts: dict[str, FileAccount] = {}

    def take(self, taken: Taken) -> None:
        """What the next piece gave. An id that was used before gets a number, as `load` gives it."""
        for laid in taken.laid:
            self._add(laid)
        self.rejections += taken.rejections
        for account in taken.accounts:
            add_account(self.accounts, account)

    def finish(self) -> dict[str, Any]:
        """What was taken in, as the journal keeps it."""
        write_text(json.dumps([part[1:] for part in self.parts]), self.folder / PARTS)
        return {
            "parts": [part.articles for part in self.parts],
            "rejected": [list(one) for one in self.rejections],
            "load_report": [account_record(account) for account in self.accounts.values()],
        }

    def _add(self, laid: Laid) -> None:
        first = self.parts[-1].first + self.parts[-1].articles if self.parts else 0
        if (
            not self.parts
            or self.parts[-1].articles + len(laid.ids) > self._size
            or self._characters + laid.characters > PART_CHARACTERS
        ):
            self.parts.append(Part(self.folder, first, 0, [], {}))
            self._characters = 0
        part = self.parts[-1]
        for place, used in enumerate(laid.ids, first):
            name, number = used, 1
            while name in self._names:
                number += 1
                name = f"{used}-{number}"
            self._names.add(name)
            if name != used:
                part.ids[str(place)] = name
        part.files.append(laid.name)
        self.parts[-1] = part._replace(articles=part.articles + len(laid.ids))
        self._characters += laid.characters
        self._told(first + len(laid.ids))


def take_corpus(corpus: Corpus, folder: Path, *, size: int, told: Told) -> dict[str, Any]:
    """The articles of a corpus in parts, with what its loading had set aside."""
    intake = Intake(folder, size=size, told=told)
    layer = Layer(intake.folder, "corpus", size=size)
    for number, article in enumerate(corpus, 1):
        if "story" in article._kept:
            raise QueryError("These are headlines, which are analysed with their articles; give the articles.")
        layer.take([article])
        told(number)
    intake.take(Taken(layer.finish()))
    intake.rejections = list(corpus.rejections)
    intake.accounts = {str(number): account for number, account in enumerate(corpus.load_report.files)}
    return intake.finish() | {"furniture": [list(line) for line in corpus.load_report.furniture]}


def take_files(
    source: Any, folder: Path, *, size: int, told: Told, reading: Mapping[str, Any], workers: int
) -> dict[str, Any]:
    """The articles of files in parts; what recurs in them is written down, and taken out when they are analysed."""
    wanted = asked(source, **reading)
    intake = Intake(folder, size=size, told=told)
    work = partial(lay, folder=intake.folder, settings=wanted.settings, size=size)
    for taken in _read(wanted.pieces(), work, intake.folder, workers):
        intake.take(taken)
    found = intake.finish()
    if not intake.parts:
        reasons = "; ".join(dict.fromkeys(f"{r.source}: {r.reason}" for r in intake.rejections[:3]))
        raise LoadError(f"{source}: nothing could be read: {reasons or 'there are no files in it'}")
    if wanted.settings.tidy:
        learn([intake.folder / name for part in intake.parts for name in part.files], intake.folder, workers=workers)
    return found


def _read(pieces: Iterator[Piece], work: Callable[..., Taken], folder: Path, workers: int) -> Iterator[Taken]:
    """What each piece gave, in their order, and behind the last range of a table what is said of it."""
    given: set[str] = set()  # ids of the table that is being read
    said: Counter[str] = Counter()
    for numbered, read in _worked(pieces, work, given, workers):
        piece, taken = numbered[1], read
        if isinstance(piece, Range):
            if not given.isdisjoint(taken.given):  # another process did not know the rows before it
                for laid in taken.laid:
                    (folder / laid.name).unlink()
                taken = work(numbered, used=given)
            given |= taken.given
            said.update(taken.said)
        yield taken
        if isinstance(piece, Range) and piece.is_last:
            yield Taken((), accounts=(ended(piece, said).account,))
            given.clear()
            said.clear()


def _worked(
    pieces: Iterator[Piece], work: Callable[..., Taken], given: set[str], workers: int
) -> Iterator[tuple[Numbered, Taken]]:
    """The pieces with what they gave: read in this process for a while, and then by several."""
    numbered = enumerate(pieces)
    began = time.monotonic()
    for one in numbered:
        yield one, work(one, used=given)
        if workers > 1 and time.monotonic() - began > ALONE and processes_can_start():
            break
    under_way: deque[Numbered] = deque()

    def noted() -> Iterator[Numbered]:
        for one in numbered:
            under_way.append(one)
            yield one

    for taken in in_processes(work, noted(), workers=workers):
        yield under_way.popleft(), taken
