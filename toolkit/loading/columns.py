"""Which column of a table holds which field: guessed from what databases, interfaces and scrapers call them, and said.

The names stand in `data/loading/columns.csv`, most telling first. A name is compared without case, spaces, hyphens,
underscores and brackets; of a nested name (`fields.bodyText`) the last piece counts too. A guessed column must also
hold what its name promises: a text that is a number is none. What the caller names is never overruled.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import TableError
from toolkit.loading.records import Columns

TABLE = Path(__file__).parents[1] / "data" / "loading" / "columns.csv"

_MAIN = ("id", "headline", "outlet", "published", "url")
_SOFT = ("byline", "section", "language", "deck", "modified", "words", "time", "agency", "dateline")
_MISSED = {"published": "the date", "outlet": "the outlet", "headline": "the headline"}
_ONLY_WHOLE = frozenset(
    ("id", "name", "source", "time", "from", "number", "index", "no", "key")
)  # too common as pieces
# Columns of tables that the toolkit makes itself: results, never articles.
_RESULTS = (frozenset(("article", "sentence", "start", "end")), frozenset(("source", "locator", "reason")))

Fault = Callable[[str], str | None]  # why a column does not hold what its name says; None where it does


class Choice(NamedTuple):
    """The columns of a table: the caller's and the guessed ones, more columns of the text, and what to say of it.

    `parts` are columns that are the text together, one after the other.
    """

    columns: Columns
    texts: tuple[str, ...]
    summaries: tuple[str, ...]
    soft: dict[str, str]
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, tuple[str, ...]]:
    """The names of each field as `plain_name` writes them, most telling first."""
    names: dict[str, dict[str, None]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names.setdefault(row["field"], {})[plain_name(row["name"])] = None
    return {field: tuple(held) for field, held in names.items()}


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(name for names in known_names().values() for name in names)


def plain_name(name: str) -> str:
    """The name of a column as it is compared.

    >>> plain_name("Date Published (UTC)"), plain_name("_id"), plain_name("fields.bodyText")
    ('datepublishedutc', '_id', 'fields.bodytext')
    """
    small = unicodedata.normalize("NFC", name.strip("\ufeff \t\r\n\"'").lower())
    return small if small.startswith("_") else re.sub(r"[^\w.]|_", "", small)


def choose(
    names: Sequence[str],
    columns: Columns,
    *,
    source: str,
    guess: bool,
    text_fault: Fault | None = None,
    id_fault: Fault | None = None,
) -> Choice:
    """The columns of a table. Raises TableError, with the columns there are, where one is missing.

    `text_fault` and `id_fault` look at the values of a guessed column.

    >>> choose(["title", "publishedAt", "content"], Columns(), source="a.json", guess=True).notes[0]
    'columns guessed: text from content, headline from title, published from publishedAt'
    """
    listed = ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "") or "none"
    if twice := next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None:
        raise TableError(f"{source}: two columns are called {twice!r}; rename one.")
    for field, wanted in columns._asdict().items():
        if wanted is not None and wanted not in names:
            raise TableError(f"{source}: no column {wanted!r} for the {field}; columns are {listed}. Pass {field}=...")
    given = {field: name for field, name in columns._asdict().items() if name is not None}
    if not guess:
        soft = {field: field for field in ("modified", "byline", "dateline", "agency") if field in names}
        soft = {field: name for field, name in soft.items() if name not in given.values()}
        return Choice(columns, (columns.text,) if columns.text else (), (), soft)
    if "text" not in given and any(sign <= set(names) for sign in _RESULTS):
        raise TableError(f"{source}: this is a table of results that the toolkit made itself, not of articles.")
    return _guessed(list(names), given, source, listed, text_fault or _no_fault, id_fault or _no_fault)


def _no_fault(name: str) -> None:
    return None


def _guessed(
    names: list[str], given: dict[str, str], source: str, listed: str, text_fault: Fault, id_fault: Fault
) -> Choice:
    known = known_names()
    taken = set(given.values())
    chosen = dict(given)
    notes: list[str] = []
    for field in _MAIN:
        if field in chosen:
            continue
        for name in matching(names, known[field]):
            if name in taken:
                continue
            if field == "id" and (fault := id_fault(name)):
                notes.append(f"{fault}; the rows are numbered instead")
                continue
            chosen[field] = name
            taken.add(name)
            break
    texts, summaries, parts, faults = _texts(names, given, taken, text_fault)
    if not texts and not summaries:
        titles = f"; pass text={chosen['headline']!r} to work with the headlines" if "headline" in chosen else ""
        why = f" ({'; '.join(faults)})" if faults else ""
        raise TableError(f"{source}: no column for the article text{why}; columns are {listed}. Pass text=...{titles}")
    chosen["text"] = (texts or summaries)[0]
    taken |= {*texts, *parts}
    soft = {}
    for field in _SOFT:
        found = next((name for name in matching(names, known[field]) if name not in taken), None)
        if found:
            soft[field] = found
    guessed = [f"{field} from {chosen[field]}" for field in ("text", *_MAIN) if field in chosen and field not in given]
    guessed += [f"{field} from {name}" for field, name in soft.items() if name != field]
    missed = [called for field, called in _MISSED.items() if field not in chosen]
    said = [f"columns guessed: {', '.join(guessed)}"] if guessed else []
    said += [f"no column for {', '.join(missed)}"] if missed else []
    said += [*(f"the column {fault}, so that it is not the text" for fault in faults), *notes]
    return Choice(Columns(**chosen), tuple(texts), tuple(summaries), soft, tuple(said), tuple(parts))


def _texts(
    names: list[str], given: dict[str, str], taken: set[str], text_fault: Fault
) -> tuple[list[str], list[str], list[str], list[str]]:
    """The columns of the text, of its summaries, of its parts, and why others with such names are none."""
    known = known_names()
    if "text" in given:
        return [given["text"]], [], [], []
    faults: dict[str, str] = {}

    def sound(candidates: Sequence[str]) -> list[str]:
        kept = []
        for name in matching(names, candidates):
            if name not in taken:
                if fault := text_fault(name):
                    faults[name] = f"{name!r} holds {fault}"
                else:
                    kept.append(name)
        return kept

    texts = sound(known["text"])
    parts = [] if texts else sound(known["text parts"])
    summaries = [name for name in sound(known["summary"]) if name not in texts]
    return texts or parts, summaries, parts if len(parts) > 1 else [], list(faults.values())


def is_known(names: Iterable[str]) -> int:
    """How many fields of an article these names seem to hold; 0 without a text, a summary or a headline."""
    held = list(names)
    known = known_names()
    fields = {field for field in ("text", "text parts", "summary", *_MAIN) if matching(held, known[field])}
    return len(fields) if fields & {"text", "headline", "summary"} else 0


def has_text(names: Iterable[str]) -> bool:
    """Whether one of these names is one that the text of an article has."""
    return bool(matching(names, known_names()["text"]))


def matching(names: Iterable[str], candidates: Sequence[str]) -> list[str]:
    """The names that are one of the candidates, in the order of the candidates; whole names before last pieces."""
    whole: dict[str, str] = {}
    last: dict[str, str] = {}
    for name in names:
        plain = plain_name(name)
        whole.setdefault(plain, name)
        piece = plain.rpartition(".")[2]
        if piece not in _ONLY_WHOLE and not ("." in plain and plain in _all_names()):
            last.setdefault(piece, name)
    found = [whole[one] for one in candidates if one in whole]
    found += [last[one] for one in candidates if one in last and "." not in one]
    return list(dict.fromkeys(found))
