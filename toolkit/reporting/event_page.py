"""One event in several outlets as one page of HTML that prints: no network, no script, every text escaped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis.table_making import as_table
from toolkit.articles.short_display import is_missing
from toolkit.errors import ReportError
from toolkit.reporting.page import style, template

if TYPE_CHECKING:
    import pandas as pd

GENERATOR = "media analysis toolkit, event page"
MOST = 12  # rows of a section
ONLY = 4  # sentences of an outlet
_NONE = "–"


class Section(NamedTuple):
    """A part of the page: a table of matters by outlets, or a list."""

    id: str
    title: str
    note: str
    head: list[str]
    rows: list[list[str]]
    number: bool
    more: int


def event_page(comparison: pd.DataFrame, path: str | Path, *, title: str = "One event, several outlets") -> Path:
    """Write a comparison of one event as one HTML page, and give its path. Takes a table of `compare_event`.

    The page has the headlines, who speaks, quotations that are cut differently, words, names, frames, numbers,
    sentences that only one outlet has, and the order of what most of them tell. It reads on small screens and prints.
    It replaces an earlier page of its kind, and no other file. It holds sentences of the articles.

    Raises:
        QueryError: if `comparison` is no table of `compare_event`.
        ReportError: if the page cannot be written there.

    >>> from tempfile import mkdtemp
    >>> from toolkit.articles import Article
    >>> from toolkit.framing.one_event import compare_event
    >>> told = [Article(id=o, outlet=o, headline=f"Flood {o}", text="Rain fell in Leeds.") for o in "AB"]
    >>> event_page(compare_event(told), f"{mkdtemp()}/event.html").name
    'event.html'
    """
    needed = ("part", "about", "outlet", "text", "count", "value", "note")
    table = as_table(comparison, "comparison", needed, made_by="compare_event(corpus, event)")
    target = Path(path)
    _may_write(target)
    outlets = list(table.attrs.get("outlets", dict.fromkeys(table["outlet"])))
    lead = str(table.attrs.get("caption", f"one event in {len(outlets)} outlets"))
    page: str = template("event.html.j2").render(
        title=title, style=style("report.css") + style("event.css"), generator=GENERATOR,
        lead=f"{lead[:1].upper()}{lead[1:]}.", sections=list(_sections(table, outlets)),
    )  # fmt: skip
    try:
        target.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise ReportError(f"{target}: the page cannot be written ({error.strerror}); choose another path.") from error
    return target


def _may_write(target: Path) -> None:
    if target.is_dir():
        raise ReportError(f"{target} is a folder; give the path of a file, such as {target.name}/event.html.")
    if not target.parent.is_dir():
        raise ReportError(f"{target.parent}: there is no such folder; make it, or choose another path.")
    if target.exists() and GENERATOR not in target.read_text(encoding="utf-8", errors="replace")[:400]:
        raise ReportError(f"{target} is there already and is no page of an event; choose another path.")


def _sections(table: pd.DataFrame, outlets: list[str]) -> Iterator[Section]:
    yield _listed(
        table, "headline", "Headline against headline",
        "What no other headline has, and loaded words, stand behind each.", ["outlet", "headline", "note"],
    )  # fmt: skip
    yield _matrix(table, outlets, "source", "Who speaks, in how many words", "Words quoted or paraphrased.", "{:.0f}")
    yield _quotations(table)
    yield _words(table, outlets)
    yield _matrix(table, outlets, "name", "Names chosen", "Uses of each name for the same people or thing.", "{:.0f}")
    yield _matrix(table, outlets, "frame", "Frames", "Words that point to a frame, in 100 words of the text.", "{:.1f}")
    yield _numbers(table, outlets)
    yield _only(table, outlets)
    yield _matrix(
        table, outlets, "order", "Order of information",
        "Percent of the text before the first use of what most of them have.", "{:.0f}",
    )  # fmt: skip


def _listed(table: pd.DataFrame, part: str, title: str, note: str, head: list[str]) -> Section:
    rows = table[table["part"] == part]
    cells = [
        [outlet, text, _text(said)]
        for outlet, text, said in zip(rows["outlet"], rows["text"], rows["note"], strict=True)
    ]
    return Section(part, title, note, head, cells, False, 0)


def _matrix(table: pd.DataFrame, outlets: list[str], part: str, title: str, note: str, shown: str) -> Section:
    rows = table[table["part"] == part]
    cells: dict[str, dict[str, float]] = {}
    for about, outlet, value in zip(rows["about"], rows["outlet"], rows["value"], strict=True):
        cells.setdefault(about, {})[outlet] = float(value)
    order = list(cells) if part != "frame" else sorted(cells, key=lambda one: -sum(cells[one].values()))
    lines = [
        [about.replace("_", " "), *(_value(cells[about].get(name), shown, part) for name in outlets)] for about in order
    ]
    return Section(part, title, note, [part, *outlets], lines[:MOST], True, max(len(lines) - MOST, 0))


def _value(value: float | None, shown: str, part: str) -> str:
    if value is None or math.isnan(value) or (value == 0 and part != "order"):
        return _NONE
    return shown.format(value)


def _quotations(table: pd.DataFrame) -> Section:
    rows = table[table["part"] == "quotation"]
    cells = [
        [about, outlet, text, _text(note)]
        for about, outlet, text, note in zip(rows["about"], rows["outlet"], rows["text"], rows["note"], strict=True)
    ]
    note = "Every quotation that at least two outlets print, and what a cut leaves out of the longest one."
    head = ["quotation", "outlet", "as printed", "against the longest cut"]
    return Section("quotation", "The same quotation, cut", note, head, cells, False, 0)


def _words(table: pd.DataFrame, outlets: list[str]) -> Section:
    rows = table[table["part"] == "word"]
    lines = []
    for outlet in outlets:
        mine = rows[rows["outlet"] == outlet]
        pairs = zip(mine["about"], mine["count"], mine["others"], strict=True)
        lines.append([outlet, ", ".join(f"{word} ({count} : {others})" for word, count, others in pairs) or _NONE])
    note = "Words with their uses here : in the others together, by log odds under a prior. Few uses are no finding."
    return Section("word", "Words that an outlet uses more", note, ["outlet", "words"], lines, False, 0)


def _numbers(table: pd.DataFrame, outlets: list[str]) -> Section:
    rows = table[table["part"] == "number"]
    cells: dict[str, dict[str, str]] = {}
    for about, outlet, text in zip(rows["about"], rows["outlet"], rows["text"], strict=True):
        cells.setdefault(about, {})[outlet] = _text(text)
    lines = [[about, *(cells[about].get(name, _NONE) for name in outlets)] for about in cells]
    lines.sort(key=lambda line: line[1:].count(_NONE))
    note = "Numbers with what they count, where outlets give different ones or not all give one."
    more = max(len(lines) - MOST, 0)
    return Section("number", "Numbers that differ", note, ["counted", *outlets], lines[:MOST], False, more)


def _only(table: pd.DataFrame, outlets: list[str]) -> Section:
    rows = table[table["part"] == "only here"]
    lines, more = [], 0
    for outlet in outlets:
        mine = rows[rows["outlet"] == outlet]["text"].tolist()
        more += max(len(mine) - ONLY, 0)
        lines += [[outlet, text] for text in mine[:ONLY]]
    note = "Sentences of which less than 30 % stands in any one sentence of another outlet, the farthest first."
    return Section("only", "What only one outlet has", note, ["outlet", "sentence"], lines, False, more)


def _text(value: object) -> str:
    return _NONE if is_missing(value) else str(value)
