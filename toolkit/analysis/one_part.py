"""One part of a long analysis: its articles read from disk, analysed one by one, and their tables written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis.disk import write_table
from toolkit.analysis.intake import INCOMING, parts_in
from toolkit.analysis.one_article import Analysed
from toolkit.analysis.recurring import known_furniture
from toolkit.analysis.together import together
from toolkit.anatomy.furniture import Marked
from toolkit.articles import Article, Rejection, Settings
from toolkit.articles.article_tables import analysis_tables, articles_table, table_name
from toolkit.articles.storage import read_settings
from toolkit.articles.stored_parts import part_name
from toolkit.folders import sha256_of
from toolkit.loading.tidying import without_marked

if TYPE_CHECKING:
    import pyarrow as pa

NOWHERE, TOGETHER = -1, -2  # what is told in place of the number of an article: none, and all of the part at once
TRIES = 2  # of an article: the second time may tell a mistake of the machine from one of the article
TABLES = ("tokens", "attributions", "voices", "hits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a process needs to know to analyse parts: no text, so that it can be sent anywhere."""

    folder: str
    engine: str  # of voice
    lexicon: str  # its key: "shipped", or the fingerprint of the one that lies in the folder
    tables: tuple[str, ...] = TABLES
    seconds: float = 120.0  # for one article
    megabytes: int = 2048  # for one process

    @property
    def names(self) -> tuple[str, ...]:
        """The tables of the analysis, as they are called on disk."""
        which = {"hits": self.lexicon, "attributions": self.engine, "voices": self.engine}
        return tuple(table_name((name, which[name]) if name in which else (name,)) for name in self.tables)


class Analyst:
    """Analyses parts under one plan; lexicon and model are read once."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._folder = plan, Path(plan.folder)
        self._settings = read_settings(self._folder, {"engine": plan.engine, "lexicon": plan.lexicon})
        # lexicon and model are read before the clock of an article runs
        Analysed(Article(id="", text="“Rain,” he said."), self._settings, arrays=True).complete()
        self._parts = parts_in(self._folder)
        self._furniture = known_furniture(self._folder / INCOMING)

    def part(
        self, number: int, aside: Mapping[int, str], at: Callable[[int], None], *, alone: bool = False
    ) -> dict[str, Any]:
        """Analyse a part and write its tables; the line that the journal keeps of it.

        `aside` are articles, by their numbers, that are not to be tried again, each with its reason. `at` is told the
        number of each article before it is begun, or TOGETHER. With `alone` nothing is done for all of them at once.
        """
        articles = self._parts[number].read()
        reasons = dict(aside)
        marks: dict[int, list[Marked]] = {}
        for place, article in articles.items():
            at(place)
            if place not in reasons:
                reasons |= self._tried(place, partial(self._tidied, articles, place, article, marks))
        at(TOGETHER)
        waiting = [place for place in articles if place not in reasons]
        analysed = self._ready([articles[place] for place in waiting], alone=alone)
        for number_here, place in enumerate(waiting):
            at(place)
            reasons |= self._tried(place, partial(self._completed, articles[place], partial(analysed, number_here)))
        at(NOWHERE)
        kept = [place for place in articles if place not in reasons]
        rejected = [_rejection(articles[place], reason) for place, reason in sorted(reasons.items())]
        return {
            "part": number,
            "articles": len(kept),
            "rejected": [list(one) for one in rejected],
            "furniture": _counted((articles[place].outlet or "", marks.get(place, ())) for place in kept),
            **self._write(number, [articles[place] for place in kept], kept),
        }

    def _tried(self, place: int, work: Callable[[], None]) -> dict[int, str]:
        """Nothing if some work on an article was done, else the reason under its number."""
        reason = ""
        for _ in range(TRIES):
            try:
                work()
            except MemoryError:
                reason = f"it needs more memory than the {self._plan.megabytes:,} MB that a process may take"
            except Exception as error:  # whatever it is, the other articles go on, and it is listed
                reason = f"the analysis failed ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
            else:
                return {}
        return {place: reason}

    def _tidied(
        self, articles: dict[int, Article], place: int, article: Article, marks: dict[int, list[Marked]]
    ) -> None:
        """Take out of an article what recurs in those of its outlet."""
        if (rules := self._furniture.get(article.outlet or "")) is not None:
            articles[place], marks[place] = without_marked(article, rules)

    def _ready(self, articles: Sequence[Article], *, alone: bool) -> Callable[[int], Analysed]:
        """What gives the article of a number, ready to be asked; where all together fail, each begins alone."""
        with suppress(Exception):  # whichever article it is of: that one fails again alone, and is listed
            if not alone:
                return together(articles, self._settings)
        return lambda number: Analysed(articles[number], self._settings, arrays=True)

    def _completed(self, article: Article, analysed: Callable[[], Analysed]) -> None:
        article._kept.clear()
        one = analysed()
        if "voices" in self._plan.tables:
            one.complete()
        else:
            one.packed_tokens()
            one.packed_hits()

    def _write(self, number: int, articles: Sequence[Article], places: Sequence[int]) -> dict[str, Any]:
        import pyarrow as pa

        whole = articles_table(articles)
        prints = pa.array([article.fingerprint for article in articles], type=pa.string())
        whole = whole.append_column("fingerprint", prints)
        tables = {"articles": whole.append_column("article", pa.array(places, type=pa.uint32()))}
        for name in self._plan.names:
            tables[name] = pa.concat_tables(analysis_tables(articles, places, name)).unify_dictionaries()
        files: dict[str, str] = {}
        for name, table in tables.items():
            path = self._folder / name / part_name(number)
            write_table(table, path)
            files[name] = sha256_of(path)
        counted = {name: content_of(table) for name, table in tables.items() if name != "articles"}
        counted["articles"] = content_of(whole.select(["fingerprint"]))
        return {"files": files, "content": counted}


def _rejection(article: Article, reason: str) -> Rejection:
    shown = f"article {article.id!r}: {reason}; it was set aside after {TRIES} tries"
    return Rejection(article.source or "", article.locator or "", shown)


def _counted(marked: Iterable[tuple[str, Iterable[Marked]]]) -> list[list[Any]]:
    """In how many articles of each outlet each mark was taken out: outlet, mark, its name, articles."""
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for outlet, marks in marked:
        for mark, named in {one.mark: one.named for one in marks}.items():
            first, articles = found.get((outlet, mark), (named, 0))
            found[outlet, mark] = first, articles + 1
    return [[*key, *value] for key, value in found.items()]


def content_of(table: pa.Table) -> list[int]:
    """How many rows a table has, and the sum of their hashes: the same in whatever parts and order they lie."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for field in table.schema:
        column = table[field.name]
        if column.null_count and pa.types.is_integer(field.type):
            column = pc.fill_null(column, -1)  # otherwise a column with a gap becomes one of fractions
        columns.append(column)
    frame = pa.table(columns, names=table.column_names).to_pandas()
    hashes = pd.util.hash_pandas_object(frame, index=False)
    return [table.num_rows, int(hashes.to_numpy().sum(dtype="uint64")) if len(frame) else 0]


def settings_record(settings: Settings) -> dict[str, str]:
    """Settings as they are written down."""
    return {"engine": settings.engine, "lexicon": settings.key[1]}
