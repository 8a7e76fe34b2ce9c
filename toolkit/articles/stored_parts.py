"""Articles that lie on disk in parts: a sequence that reads a part when it is asked for, and never holds them all."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from toolkit.articles.article import Article
from toolkit.articles.article_tables import articles_of
from toolkit.articles.storage import Kept, StoredTables
from toolkit.errors import LoadError, PlaceError
from toolkit.folders import sha256_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Positions = NDArray[np.int64]

HELD = 2  # parts in memory: the one at hand, and the one before it
# Fields that are read from their column alone; all others are asked of the articles.
_COLUMNS = frozenset(
    "id headline deck outlet published modified byline dateline dateline_date agency agency_evidence section language "
    "not_full_text is_wire_copy duplicate_of url locator".split()
)


def part_name(number: int) -> str:
    """The name of a part in the folder of each table."""
    return f"{number:06d}.parquet"


class PartRecord(NamedTuple):
    """One part: its number on disk, how many articles it has, and the hash of its file in each table."""

    number: int
    articles: int
    files: Mapping[str, str]


class PartTables(StoredTables):
    """The tables of the analysis of one part."""

    def __init__(self, folder: Path, part: PartRecord, numbers: Positions) -> None:
        super().__init__(folder, part.articles, part.files)
        self._part, self._numbers = part, numbers

    def _path(self, name: str) -> Path:
        return self._folder / name / part_name(self._part.number)

    def _places(self, numbers: Positions) -> Positions:
        import numpy as np

        return np.searchsorted(self._numbers, numbers)


class PartStore:
    """The parts of a folder; the last ones read are held."""

    def __init__(self, folder: Path, parts: Sequence[PartRecord], *, with_analysis: bool) -> None:
        import numpy as np

        self.folder, self.parts, self._with_analysis = folder, tuple(parts), with_analysis
        self.first: Positions = np.concatenate(([0], np.cumsum([part.articles for part in parts], dtype=np.int64)))
        self._held: OrderedDict[int, tuple[Article, ...]] = OrderedDict()

    def __len__(self) -> int:
        return int(self.first[-1])

    def part(self, number: int) -> tuple[Article, ...]:
        """The articles of a part. Raises LoadError if its file is gone or was changed."""
        if number in self._held:
            self._held.move_to_end(number)
            return self._held[number]
        part = self.parts[number]
        table = self._table(part)
        articles = tuple(articles_of(table))
        if self._with_analysis:
            tables = PartTables(self.folder, part, table["article"].to_numpy())
            for row, known in enumerate(table["analysed"].to_pylist()):
                articles[row]._kept["stored"] = Kept(tables, row, frozenset(known))
        self._held[number] = articles
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        return articles

    def column(self, name: str) -> Iterator[Any]:
        """One column of the articles, part by part, from the first to the last."""
        for part in self.parts:
            yield self._table(part, [name])[name]

    @cached_property
    def identities(self) -> pa.ChunkedArray:
        """The ids of all articles, packed."""
        import pyarrow as pa

        found = list(self.column("id"))
        return pa.chunked_array([chunk for column in found for chunk in column.chunks], type=pa.large_string())

    @cached_property
    def _by_hash(self) -> tuple[Positions, Positions]:
        import numpy as np

        hashes = np.fromiter(map(hash, self.identities.to_pylist()), dtype=np.int64, count=len(self))
        order = np.argsort(hashes, kind="stable")
        return hashes[order], order

    def position(self, identity: str) -> int | None:
        """Where the article with an id stands, or None."""
        import numpy as np

        hashes, order = self._by_hash
        wanted = hash(identity)
        at = int(np.searchsorted(hashes, wanted))
        while at < len(hashes) and hashes[at] == wanted:
            if self.identities[int(order[at])].as_py() == identity:
                return int(order[at])
            at += 1
        return None

    def _table(self, part: PartRecord, columns: list[str] | None = None) -> pa.Table:
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self.folder / "articles" / part_name(part.number)
        try:
            if columns is None and sha256_of(path) != part.files.get("articles"):
                raise LoadError(f"{path}: this is not the table that was written; analyse the articles again.")
            table = pq.read_table(path, columns=columns)
        except (pa.ArrowException, OSError, KeyError) as error:
            raise LoadError(f"{path}: the articles cannot be read ({error}); analyse them again.") from error
        if table.num_rows != part.articles:
            raise LoadError(
                f"{path}: this holds {table.num_rows} articles and not {part.articles}; analyse them again."
            )
        return table


class StoredArticles(Sequence[Article]):
    """Articles of a folder in parts, all of them or some, as they are or each as `change` makes it."""

    def __init__(
        self,
        store: PartStore,
        positions: Positions | None = None,
        change: Callable[[Article], Article] | None = None,
    ) -> None:
        self.store, self._positions, self._change = store, positions, change

    def __len__(self) -> int:
        return len(self.store) if self._positions is None else len(self._positions)

    @overload
    def __getitem__(self, key: int) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> StoredArticles: ...
    def __getitem__(self, key: int | slice) -> Article | StoredArticles:
        import numpy as np

        if isinstance(key, slice):
            return self.chosen(np.arange(len(self))[key])
        if not -len(self) <= key < len(self):
            raise PlaceError(f"There is no article {key}; they are {len(self)}.")
        number = range(len(self))[key]
        position = number if self._positions is None else int(self._positions[number])
        part = int(np.searchsorted(self.store.first, position, side="right")) - 1
        return self._as_wanted(self.store.part(part)[position - int(self.store.first[part])])

    def __iter__(self) -> Iterator[Article]:
        import numpy as np

        for low in range(0, len(self), 10_000):
            wanted = self._places(low, min(low + 10_000, len(self)))
            parts = np.searchsorted(self.store.first, wanted, side="right") - 1
            rows = wanted - self.store.first[parts]
            for part, row in zip(parts.tolist(), rows.tolist(), strict=True):
                yield self._as_wanted(self.store.part(part)[row])

    def _places(self, low: int, high: int) -> Positions:
        import numpy as np

        return np.arange(low, high) if self._positions is None else self._positions[low:high]

    def _as_wanted(self, article: Article) -> Article:
        return article if self._change is None else self._change(article)

    def chosen(self, numbers: Positions) -> StoredArticles:
        """Some of the articles, by their numbers among these."""
        return StoredArticles(
            self.store, numbers if self._positions is None else self._positions[numbers], self._change
        )

    def changed(self, change: Callable[[Article], Article]) -> StoredArticles:
        """Each article as a function makes it; the function must give the same id."""
        before = self._change
        return StoredArticles(
            self.store, self._positions, change if before is None else lambda article: change(before(article))
        )

    def runs(self) -> Iterator[StoredArticles]:
        """The same articles, some at a time: as many as follow each other in one part."""
        import numpy as np

        places = self._places(0, len(self))
        parts = np.searchsorted(self.store.first, places, side="right") - 1
        edges = [0, *(np.flatnonzero(np.diff(parts)) + 1).tolist(), len(places)]
        for low, high in pairwise(edges):
            if low < high:
                yield self.chosen(np.arange(low, high))

    def values(self, field: str) -> Iterator[object]:
        """A field of each article; no text is read where the field has a column of its own."""
        import numpy as np

        if self._change is not None or field not in _COLUMNS:
            yield from (article.get(field) for article in self)
        elif self._positions is None:
            for column in self.store.column(field):
                yield from column.to_pylist()
        else:
            found = np.array([value for column in self.store.column(field) for value in column.to_pylist()], object)
            yield from found[self._positions].tolist()

    def fingerprints(self) -> Iterator[str]:
        """The fingerprint of each article, as it was written down."""
        if self._change is not None:
            yield from (article.fingerprint for article in self)
            return
        import numpy as np

        found = np.array([one for column in self.store.column("fingerprint") for one in column.to_pylist()], object)
        yield from found[self._places(0, len(self))].tolist()

    def position(self, identity: str) -> int | None:
        """The number of the article with an id among these, or None."""
        import numpy as np

        found = self.store.position(identity)
        if found is None or self._positions is None:
            return found
        here = np.flatnonzero(self._positions == found)
        return int(here[0]) if len(here) else None
