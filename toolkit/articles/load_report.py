"""What became of every file: the load report, whose sums always agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from toolkit.articles.article import NO_MATHEMATICS
from toolkit.text.languages import UNSPACED

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("source", "format", "encoding", "promised", "found", "kept", "set_aside", "missing", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccount:
    """One file, or one member of an archive.

    `found` is what was looked at: the articles of the file, or the file itself where nothing in it could be read.
    `found == kept + set_aside`; where the file states a number, `missing` is what it promises beyond what was found.
    """

    source: str
    format: str
    encoding: str | None = None
    promised: int | None = None
    kept: int = 0
    set_aside: int = 0
    notes: tuple[str, ...] = ()
    removed: Mapping[str, int] = field(default_factory=dict)
    hygiene: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        return self.kept + self.set_aside

    @property
    def missing(self) -> int:
        return max(0, (self.promised or 0) - self.found)


class FurnitureLine(NamedTuple):
    """A line that was taken out of texts because it recurs: its outlet, the line, and how many articles had it.

    A line that ends with `…` is the beginning that several lines share.
    """

    outlet: str | None
    line: str
    articles: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was read: printed, it is a summary in words; `table` has one row per file.

    >>> report = LoadReport((FileAccount(source="a.csv", format="CSV table", kept=2, set_aside=1),))
    >>> print(report)
    1 file: 3 found, 2 kept, 1 set aside.
      CSV table: 1 file, 2 kept
    >>> report.found == report.kept + report.set_aside
    True
    """

    files: tuple[FileAccount, ...] = ()
    furniture: tuple[FurnitureLine, ...] = ()

    @property
    def found(self) -> int:
        return sum(account.found for account in self.files)

    @property
    def kept(self) -> int:
        return sum(account.kept for account in self.files)

    @property
    def set_aside(self) -> int:
        return sum(account.set_aside for account in self.files)

    @property
    def promised(self) -> int:
        """What the files that state a number promise together."""
        return sum(account.promised or 0 for account in self.files)

    @property
    def missing(self) -> int:
        return sum(account.missing for account in self.files)

    @property
    def removed(self) -> dict[str, int]:
        """How many stretches were taken out of the bodies, by kind (byline, caption, furniture, ...)."""
        return _summed(account.removed for account in self.files)

    @property
    def hygiene(self) -> dict[str, int]:
        """How many characters (lines, for mojibake and wrapped lines) each step of the hygiene changed."""
        return _summed(account.hygiene for account in self.files)

    @property
    def languages(self) -> dict[str, int]:
        """How many articles are in which language, "unknown" where nothing tells it."""
        return _summed(account.languages for account in self.files)

    @property
    def table(self) -> pd.DataFrame:
        """One row a file. Columns: source, format, encoding, promised, found, kept, set_aside, missing, notes."""
        from toolkit.articles.shown_table import ShownTable

        rows = [
            (a.source, a.format, a.encoding, a.promised, a.found, a.kept, a.set_aside, a.missing, "; ".join(a.notes))
            for a in self.files
        ]
        table = ShownTable(rows, columns=list(_COLUMNS))
        return table.astype({"promised": "Int64", **dict.fromkeys(("found", "kept", "set_aside", "missing"), "int64")})

    @property
    def furniture_table(self) -> pd.DataFrame:
        """What was taken out of texts because it recurs in articles of an outlet. Columns: outlet, line, articles."""
        from toolkit.articles.shown_table import ShownTable

        table = ShownTable(list(self.furniture), columns=list(FurnitureLine._fields))
        return table.astype({"outlet": "str", "line": "str", "articles": "int64"})

    def __str__(self) -> str:
        if not self.files:
            return "No file was read: these articles were made or chosen in memory."
        return "\n".join(self._lines())

    def _lines(self) -> Iterable[str]:
        counts = f"{_many(len(self.files), 'file')}: {self.found} found, {self.kept} kept, {self.set_aside} set aside"
        yield counts + (f", {self.missing} promised by their files and missing." if self.missing else ".")
        for name, group in sorted(self._by_format().items()):
            stated = [account for account in group if account.promised is not None]
            promise = f", {sum(a.promised or 0 for a in stated)} promised" if stated else ""
            yield f"  {name}: {_many(len(group), 'file')}{promise}, {sum(a.kept for a in group)} kept"
        encodings = Counter(account.encoding for account in self.files if account.encoding)
        if encodings.keys() - {"utf-8"}:
            yield "Encodings: " + ", ".join(f"{name} ({count})" for name, count in sorted(encodings.items())) + "."
        if self.hygiene:
            yield "Changed characters: " + _listed(self.hygiene) + "."
        if self.removed:
            yield "Taken out of the bodies: " + _listed(self.removed) + "."
        if self.furniture:
            yield f"Taken out as furniture of pages, because it recurs: {_many(len(self.furniture), 'line')}."
            for outlet, line, articles in self.furniture[:5]:
                yield f"  {line[:80]} ({outlet or 'no outlet'}: {_many(articles, 'article')})"
            if len(self.furniture) > 5:
                yield f"  and {len(self.furniture) - 5} more: see corpus.load_report.furniture_table"
        yield from _of_languages(self.languages)
        noted = [account for account in self.files if account.notes]
        for account in noted[:20]:
            yield f"  {account.source}: {'; '.join(account.notes)}"
        if len(noted) > 20:
            yield f"  and notes on {len(noted) - 20} more files: see corpus.load_report.table"

    def _by_format(self) -> dict[str, list[FileAccount]]:
        groups: dict[str, list[FileAccount]] = {}
        for account in self.files:
            groups.setdefault(account.format, []).append(account)
        return groups

    def _repr_html_(self) -> str:
        shown = self.table.head(50).astype("object")
        table = shown.where(shown.notna(), "").to_html(index=False, escape=True)
        return f'<div class="{NO_MATHEMATICS}"><pre>{escape(str(self))}</pre>{table}</div>'


def _of_languages(languages: Mapping[str, int]) -> Iterable[str]:
    """The languages where not all articles are in English, and what that means for the analysis."""
    others = {code: count for code, count in languages.items() if code not in ("en", "unknown")}
    if not others:
        return
    yield "Languages: " + _listed(languages) + "."
    count = sum(others.values())
    are = "1 article is" if count == 1 else f"{count} articles are"
    yield f"  Voice, loaded language, framing and readability are for English only: {are} in other languages."
    if unspaced := sorted(others.keys() & UNSPACED):
        named = ", ".join(unspaced)
        yield f"  Texts written without spaces between words ({named}) are not segmented: do not count words of them."


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
