"""Articles taken in part by part: read from files or from a corpus, and laid on disk for those who analyse them."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.anatomy.furniture import learnt
from toolkit.articles import Article, Corpus, FileAccount, Rejection
from toolkit.articles.storage import account_record
from toolkit.articles.stored_parts import part_name
from toolkit.errors import LoadError, QueryError

if TYPE_CHECKING:
    from toolkit.loading.outcomes import Outcome

INCOMING = "incoming"  # the folder of parts that are not analysed yet
FURNITURE = "furniture.json"
PART_CHARACTERS = 4_000_000  # of a part, whatever number of articles that is
SAMPLE = 3_000  # articles of an outlet, from which it is learnt which of its lines recur
_AT_ONCE = 100_000_000  # characters of samples that are looked at together

Told = Callable[[int], None]


class Intake:
    """Takes articles in, cuts them into parts, and says what was taken."""

    def __init__(self, folder: Path, *, size: int, told: Told) -> None:
        self._folder, self._size, self._told = folder / INCOMING, size, told
        self._waiting: list[Article] = []
        self._characters = 0
        self._names: set[str] = set()
        self.parts: list[int] = []
        self.rejections: list[Rejection] = []
        self.accounts: dict[str, FileAccount] = {}

    def take(self, articles: Iterable[Article]) -> None:
        """The next articles. An id that was used before gets a number, as `load` gives it."""
        for article in articles:
            name, number = article.id, 1
            while name in self._names:
                number += 1
                name = f"{article.id}-{number}"
            self._names.add(name)
            self._waiting.append(article if name == article.id else replace(article, id=name))
            self._characters += len(article.text)
            if len(self._waiting) >= self._size or self._characters >= PART_CHARACTERS:
                self._cut()

    def take_outcome(self, outcome: Outcome) -> None:
        """What one file gave, or a piece of a large one."""
        self.take(outcome.articles)
        self.rejections += outcome.rejections
        known = self.accounts.get(outcome.account.source)
        account = outcome.account
        self.accounts[account.source] = account if known is None else _added(known, account)

    def finish(self) -> dict[str, Any]:
        """What was taken in, as the journal keeps it."""
        if self._waiting:
            self._cut()
        return {
            "parts": self.parts,
            "rejected": [list(one) for one in self.rejections],
            "load_report": [account_record(account) for account in self.accounts.values()],
        }

    def _cut(self) -> None:
        import pyarrow as pa

        from toolkit.articles.article_tables import articles_table

        first = sum(self.parts)
        table = articles_table(self._waiting)
        numbers = pa.array(range(first, first + table.num_rows), type=pa.uint32())
        write_table(table.append_column("article", numbers), self._folder / part_name(len(self.parts)))
        self.parts.append(len(self._waiting))
        self._waiting, self._characters = [], 0
        self._told(first + self.parts[-1])


def take_corpus(corpus: Corpus, folder: Path, *, size: int, told: Told) -> dict[str, Any]:
    """The articles of a corpus in parts, with what its loading had set aside."""
    intake = Intake(folder, size=size, told=told)
    for article in corpus:
        if "story" in article._kept:
            raise QueryError("These are headlines, which are analysed with their articles; give the articles.")
        intake.take([article])
    intake.rejections = list(corpus.rejections)
    intake.accounts = {str(number): account for number, account in enumerate(corpus.load_report.files)}
    return intake.finish() | {"furniture": [list(line) for line in corpus.load_report.furniture]}


def take_files(source: Any, folder: Path, *, size: int, told: Told, reading: Mapping[str, Any]) -> dict[str, Any]:
    """The articles of files in parts; what recurs in them is written down, and taken out when they are analysed."""
    from toolkit.loading.streaming import stream

    intake = Intake(folder, size=size, told=told)
    for outcome in stream(source, **reading):
        intake.take_outcome(outcome)
    taken = intake.finish()
    if not intake.parts:
        reasons = "; ".join(dict.fromkeys(f"{r.source}: {r.reason}" for r in intake.rejections[:3]))
        raise LoadError(f"{source}: nothing could be read: {reasons or 'there are no files in it'}")
    if reading.get("clean", True):
        rules = {outlet: [sorted(one) for one in found] for outlet, found in _learnt(folder, len(intake.parts))}
        write_text(json.dumps(rules), folder / INCOMING / FURNITURE)
    return taken


def _learnt(folder: Path, parts: int) -> Iterator[tuple[str, Sequence[frozenset[str]]]]:
    """For each outlet what recurs in its first articles; some outlets at a time, so that few texts are held."""
    import pyarrow.parquet as pq

    paths = [folder / INCOMING / part_name(number) for number in range(parts)]
    rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)  # of each outlet: part, row, characters
    for part, path in enumerate(paths):
        table = pq.read_table(path, columns=["outlet", "text"])
        lengths = table["text"].to_pylist()
        for row, outlet in enumerate(table["outlet"].to_pylist()):
            if len(rows[outlet or ""]) < SAMPLE:
                rows[outlet or ""].append((part, row, len(lengths[row])))
    for group in _groups({outlet: sum(size for *_, size in chosen) for outlet, chosen in rows.items()}):
        wanted: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for outlet in group:
            for part, row, _ in rows[outlet]:
                wanted[part].append((row, outlet))
        texts: dict[str, list[str]] = defaultdict(list)
        for part, chosen in sorted(wanted.items()):
            column = pq.read_table(paths[part], columns=["text"])["text"]
            for row, outlet in sorted(chosen):
                texts[outlet].append(column[row].as_py())
        for outlet in group:
            if (found := learnt(texts.pop(outlet))) is not None and any(found):
                yield outlet, found


def _groups(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    group: list[str] = []
    held = 0
    for outlet, size in sorted(sizes.items()):
        if group and held + size > _AT_ONCE:
            yield group
            group, held = [], 0
        group.append(outlet)
        held += size
    if group:
        yield group


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


def write_table(table: Any, path: Path) -> None:
    """A Parquet file, whole or not at all."""
    import pyarrow.parquet as pq

    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("wb") as opened:
        pq.write_table(table, opened, compression="zstd")
        opened.flush()
        os.fsync(opened.fileno())
    made.replace(path)


def write_text(text: str, path: Path) -> None:
    """A text file, whole or not at all."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    with made.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    made.replace(path)
