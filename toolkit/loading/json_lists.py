"""Where the articles stand in JSON: the list of records, its siblings under other keys, columns of lists, one record.

A record that has a text of its own is an article; lists inside it (comments, pictures) are never taken for articles.
Lists of the same kind side by side, by day, outlet or page, are joined, and their key becomes a column. A list that
looks like articles and is left out is named with its count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.loading.columns import has_text, is_known, known_names, matching, plain_name
from toolkit.loading.rich import are_spoken, text_of
from toolkit.loading.rows import flat

_BESIDE = 20.0  # what lists that stand beside articles are worth less: they are read if there is nothing else
DEEPEST = 8  # keys from the top to the list of records
_FIRST = 5  # records that tell what a list holds
_TOTALS = ("totalResults", "total", "hits", "totalArticles", "num_results", "totalHits", "count")
# Lists that stand beside or inside articles and hold something else.
_ASIDE = frozenset(
    "comments comment replies reactions images image media photos pictures videos tags keywords authors author "
    "contributors entities links related relatedarticles recommended users user includes annotations highlights "
    "text_entities segments words metadata facets errors categories sources fields schema".split()
)
_DAY = re.compile(r"\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_WRAPPERS = ("_source", "tweet", "article", "node", "item", "doc", "document", "attributes", "post", "record", "fields")
Path = tuple[str | int, ...]


class Records(NamedTuple):
    """The records, and what to say of where they were found."""

    records: list[object]
    notes: list[str]


class _Candidate(NamedTuple):
    path: Path
    records: list[object]
    names: frozenset[str]
    score: float


def find_records(value: object) -> Records | None:
    """The records that look most like articles; None where there are none.

    >>> find_records({"2019-03-12": [{"text": "One."}], "2019-03-13": [{"text": "Two."}]}).records
    [{'text': 'One.', 'date': '2019-03-12'}, {'text': 'Two.', 'date': '2019-03-13'}]
    """
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return Records(value, [])
    if (spoken := _of_speech(value)) is not None:
        return Records([spoken], ["segments of speech read as one text"])
    if (columns := _of_columns(value)) is not None:
        return Records(columns, ["columns of values read as one record a row"])
    found = list(_candidates(value))
    if not found:
        if isinstance(value, dict):
            return Records([value], [])
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            return Records(value, [])
        return None
    best = max(found, key=lambda one: one.score)  # the first of equals
    family = [one for one in found if _are_siblings(one, best)]
    records, notes = _joined(family)
    notes += _left_out(found, family)
    if isinstance(value, dict) and len(family) == 1 and (total := _total(value, len(records))):
        notes.append(f"the search found {total:,} articles; this file holds {len(records):,}")
    return Records(records, notes)


def _of_speech(value: object) -> dict[str, object] | None:
    """The record of a transcript that holds its segments alone; None for all else."""
    if are_spoken(value):
        return {"text": text_of(value)}
    if isinstance(value, dict) and not _is_article(value):
        for name in ("segments", "utterances", "transcript", "results", "chunks"):
            if are_spoken(value.get(name)):
                return {**{key: held for key, held in value.items() if key != name}, "text": text_of(value[name])}
    return None


def unwrapped(record: Mapping[str, object]) -> dict[str, object]:
    """A record without the envelope that search engines and archives put around it ({"_source": {...}}).

    >>> unwrapped({"tweet": {"full_text": "Rain."}})
    {'full_text': 'Rain.'}
    """
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, dict) and (len(record) == 1 or name == "_source"):
            rest = {key: held for key, held in record.items() if key != name}
            return {**rest, **inner} if name == "_source" else dict(inner)
    return dict(record)


def _is_article(record: object) -> bool:
    """Whether a record has a text of its own."""
    if not isinstance(record, dict):
        return False
    columns = flat(unwrapped(record))
    near = (name for name in columns if name.count(".") < 2 or plain_name(name) in known_names()["text"])
    return has_text(name for name in near if _holds(columns[name]))


def _holds(held: object) -> bool:
    """Whether a value may be a text: a string of more than one word, or pieces of one; never a list of articles."""
    if isinstance(held, str):
        return len(held.split()) > 1 or len(held) > 20
    return isinstance(held, list) and bool(held) and not _are_articles(held)


def _names(record: Mapping[str, object]) -> list[str]:
    """The names of a record's columns, but for those that hold lists of articles."""
    columns = flat(unwrapped(record))
    return [name for name, held in columns.items() if not (isinstance(held, list) and _are_articles(held))]


def _are_articles(records: Sequence[object]) -> bool:
    """Whether a list is one of articles and no text in pieces: its first record with a text has a headline too."""
    if any(isinstance(one, str) for one in records):
        return False
    named = (list(flat(unwrapped(one))) for one in records[:_FIRST] if isinstance(one, dict))
    first: list[str] = []
    for names in named:
        first = first or names
        if has_text(names):
            first = names
            break
    return is_known(first) >= 2 and bool(matching(first, known_names()["headline"]))


def _candidates(value: object) -> Iterator[_Candidate]:
    """Every list of records, and every record alone, that looks like articles; the nearest to the top first."""
    pending: list[tuple[Path, object]] = [((), value)]
    while pending:
        path, held = pending.pop(0)
        if len(path) > DEEPEST:
            continue
        if isinstance(held, list):
            records = [one for one in held if isinstance(one, dict)]
            if records and (candidate := _candidate(path, held, records)):
                yield candidate
            pending += [
                ((*path, at), one) for at, one in enumerate(held) if isinstance(one, dict) and not _is_article(one)
            ]
        elif isinstance(held, dict):
            if candidate := _candidate(path, [held], [held]):
                yield candidate._replace(score=candidate.score - 0.25)
            if _is_map(held):
                mapped = [{"id": key, **one} for key, one in held.items()]
                if candidate := _candidate(path, list(mapped), mapped):
                    yield candidate
                    if all(_is_article(one) for one in mapped):
                        continue
            if _is_article(held):
                continue
            for key, one in held.items():
                if str(key).lower() not in _ASIDE and isinstance(one, (dict, list)):
                    pending.append(((*path, str(key)), one))
                elif isinstance(one, list):
                    records = [inner for inner in one if isinstance(inner, dict)]
                    if records and (candidate := _candidate((*path, str(key)), one, records)):
                        yield candidate._replace(score=candidate.score - _BESIDE)


def _is_map(held: Mapping[str, object]) -> bool:
    """Whether the values of a record are records themselves, most of them with names of their own that are known."""
    records = [one for one in held.values() if isinstance(one, dict)]
    return len(held) > 1 and len(records) == len(held) and 2 * sum(is_known(one) > 0 for one in records) > len(records)


def _candidate(path: Path, held: list[object], records: Sequence[Mapping[str, object]]) -> _Candidate | None:
    named = [_names(one) for one in records[:_FIRST]]
    names = frozenset(name for one in named for name in one)
    known = max(map(is_known, named))
    if not known:
        return None
    depth = sum(isinstance(step, str) for step in path)
    bonus = 2 * (any(_is_article(one) for one in records[:_FIRST]))
    return _Candidate(path, held, names, known + bonus - 0.5 * depth)


def _are_siblings(one: _Candidate, best: _Candidate) -> bool:
    """Whether two lists stand side by side: paths of one length that differ in positions, in one key or in numbers."""
    if one is best:
        return True
    if len(one.path) != len(best.path) or not one.path:
        return False
    steps = list(zip(one.path, best.path, strict=True))
    keys = [(a, b) for a, b in steps if a != b and isinstance(a, str) and isinstance(b, str)]
    if any(isinstance(a, str) != isinstance(b, str) for a, b in steps):
        return False
    if len(keys) > 1 and not all(a.isdigit() and b.isdigit() for a, b in keys):
        return False
    shared = len(one.names & best.names) / min(len(one.names), len(best.names))
    articles = any(_is_article(record) for record in best.records[:_FIRST])
    return (
        shared >= 0.5
        and one.score >= best.score - 2
        and (not articles or any(_is_article(record) for record in one.records[:_FIRST]))
    )


def _joined(family: Sequence[_Candidate]) -> tuple[list[object], list[str]]:
    """The records of lists side by side, each with the key of its list as a column."""
    first = family[0]
    if len(family) == 1:
        path = ".".join(str(step) for step in first.path)
        return list(first.records), [f"records found in {path!r}"] if path else []
    differs = [
        at
        for at, step in enumerate(first.path)
        if isinstance(step, str) and any(one.path[at] != step for one in family)
    ]
    if not differs:
        joined = [record for one in family for record in one.records]
        return joined, [f"{len(family)} lists of records, one behind the other, are joined"]
    if all(str(one.path[at]).isdigit() for one in family for at in differs):  # year, month, day: one below the other
        differs = [
            at for at in range(len(first.path)) if str(first.path[at]).isdigit() and isinstance(first.path[at], str)
        ]
    keys = ["-".join(str(one.path[at]) for at in differs) for one in family]
    taken = {name for one in family for record in one.records if isinstance(record, dict) for name in record}
    days = all(_DAY.fullmatch(key) for key in keys)
    column = next(
        name for name in ("date" if days else "group", "group", "list", "list of records") if name not in taken
    )
    records = [
        {**record, column: key} if isinstance(record, dict) else record
        for one, key in zip(family, keys, strict=True)
        for record in one.records
    ]
    few = ", ".join(dict.fromkeys(keys[:5])) + (", ..." if len(keys) > 5 else "")
    return records, [
        f"{len(family)} lists of records side by side ({few}) are joined; their names are the column {column!r}"
    ]


def _left_out(found: Sequence[_Candidate], family: Sequence[_Candidate]) -> list[str]:
    """The lists of records that look like articles, stand apart from those that are read, and are not read."""
    notes = []
    for one in found:
        above = any(one.path == kin.path[: len(one.path)] or kin.path == one.path[: len(kin.path)] for kin in family)
        if not above and (len(one.records) > 1 or len(one.path) == len(family[0].path) or _is_article(one.records[0])):
            path = ".".join(str(step) for step in one.path)
            notes.append(f"the list {path!r} with {len(one.records)} records is left out")
    return notes


def _of_columns(value: object) -> list[object] | None:
    """The records of a table that was written by columns, or with its names apart from its rows (pandas)."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(row, list) for row in value):
        header = value[0]
        named = all(isinstance(name, str) for name in header) and is_known(header) >= 2
        return [dict(zip(header, row, strict=False)) for row in value[1:]] if named else None
    if not isinstance(value, dict) or not value:
        return None
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [dict(zip(map(str, names), row, strict=False)) for row in data]
    held = list(value.values())
    if is_known(value) < 1:
        return None
    if all(isinstance(column, dict) for column in held) and not any(
        isinstance(cell, dict) for column in held for cell in column.values()
    ):
        keys = list(held[0])
        if keys and all(list(column) == keys for column in held) and len(value) > 1:
            return [{name: column[key] for name, column in value.items()} for key in keys]
    lists = {name: column for name, column in value.items() if isinstance(column, list)}
    plain = all(not isinstance(cell, (dict, list)) for column in lists.values() for cell in column)
    if len(lists) < 2 or len({len(column) for column in lists.values()}) > 1 or not plain or is_known(lists) < 2:
        return None
    rest = {name: inner for name, inner in value.items() if name not in lists}
    if any(isinstance(inner, dict) for inner in rest.values()) or not next(iter(lists.values())):
        return None
    return [{**dict(zip(lists, row, strict=True)), **rest} for row in zip(*lists.values(), strict=True)]


def _total(value: Mapping[str, object], held: int) -> int | None:
    """How many articles the search found, where the answer of an interface says so."""
    columns = flat({name: inner for name, inner in value.items() if not isinstance(inner, list)})
    for name, number in columns.items():
        if name.rpartition(".")[2] in _TOTALS and isinstance(number, int) and number > held:
            return number
    return None
