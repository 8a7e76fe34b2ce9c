"""Reading a lexicon from CSV tables, one file a category, or a spreadsheet, and naming every mistake in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from toolkit.data import read_rows
from toolkit.errors import LexiconError, LoadError
from toolkit.lexicon.entries import (
    CASES,
    CATEGORIES,
    COLUMNS,
    CONFIDENCES,
    MATCHES,
    OPTIONAL,
    POLARITIES,
    RELATIONS,
    SEPARATOR,
    SEVERITIES,
    Context,
    Entry,
    Problem,
    Source,
)
from toolkit.lexicon.forms import mistake
from toolkit.lexicon.wordlists import WORD_LISTS, parse_word_list
from toolkit.text.decoding import decode

_NEEDED = ("id", "term", "forms", "why", "alternative", "sources", "examples")
_CHOICES = {
    "match": MATCHES,
    "case": CASES,
    "category": tuple(CATEGORIES),
    "polarity": POLARITIES,
    "confidence": CONFIDENCES,
    "severity": SEVERITIES,
}
_SHEETS = (".xlsx", ".ods", ".xls", ".xlsb")
_RELATION = re.compile(r"(near)\s?([1-9]\d?)|(\w+)")


def read_entries(path: str | Path, *, checked: bool = True) -> tuple[Entry, ...]:
    """The entries of a file, or of all `.csv` files of a folder, by id. Raises LexiconError for the first mistake.

    Read are `.csv`, spreadsheets (`.xlsx`, `.ods`; the first sheet), and word lists of LIWC (`.dic`), quanteda (`.yml`)
    and Lexicoder (`.lc3`, `.lcd`).

    `checked=False` takes the cells at their word: for the lexicon that ships, which the tests check.
    """
    entries, problems = parse(path) if checked else _unchecked(Path(path))
    if problems:
        more = f" ({len(problems) - 1} more: toolkit lexicon check)" if len(problems) > 1 else ""
        raise LexiconError(f"{problems[0]}{more}")
    return tuple(sorted(entries, key=lambda entry: entry.id))


def parse(path: str | Path, *, examples: bool = True) -> tuple[list[Entry], list[Problem]]:
    """Whatever can be read of a lexicon, and every mistake in it. Raises LexiconError where there is no table."""
    path = Path(path)
    tables = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not tables or not all(table.is_file() for table in tables):
        raise LexiconError(f"{path}: there is no lexicon here; give a .csv file or a folder of them.")
    if not path.is_dir() and path.suffix.lower() in WORD_LISTS:
        return parse_word_list(path)
    entries: list[Entry] = []
    problems: list[Problem] = []
    ids: dict[str, str] = {}
    for table in tables:
        for row, values in _rows(table, problems):
            found = _problems(table.name, row, values, examples)
            identity = values["id"]
            if identity and identity in ids:
                found.append(
                    Problem(table.name, row, "id", f"{identity!r} is also {ids[identity]}", "give each entry its own")
                )
            ids.setdefault(identity, f"{table.name}, row {row}")
            problems += found
            if not found:
                entries.append(_entry(values))
    return entries, problems


def _unchecked(folder: Path) -> tuple[list[Entry], list[Problem]]:
    problems: list[Problem] = []
    return [_entry(row) for table in folder.glob("*.csv") for _, row in _rows(table, problems)], problems


def cells(table: Path) -> list[list[str]]:
    """The cells of a CSV table or of the first sheet of a spreadsheet. Raises LexiconError for what is neither."""
    if table.suffix.lower() in _SHEETS:
        from python_calamine import CalamineError, CalamineWorkbook

        try:
            sheet = CalamineWorkbook.from_path(str(table)).get_sheet_by_index(0).to_python()
        except (CalamineError, OSError, IndexError) as error:
            raise LexiconError(f"{table}: this is no spreadsheet ({error}); save it as .xlsx, .ods or .csv.") from error
        return [[_cell(value) for value in row] for row in sheet]
    try:
        text = decode(table.read_bytes(), source=str(table)).text.removeprefix("\ufeff")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except LoadError as error:
        raise LexiconError(str(error)) from error
    except csv.Error as error:
        raise LexiconError(f"{table}: this is no CSV table: {error}.") from error


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _rows(table: Path, problems: list[Problem]) -> Iterable[tuple[int, dict[str, str]]]:
    rows = cells(table)
    header = [name.strip() for name in rows[0]] if rows else []
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        problems.append(Problem(table.name, 1, twice[0], "the column is there twice", "leave one"))
        return
    missing = [name for name in COLUMNS if name not in header and name not in OPTIONAL]
    if missing:
        problems.append(
            Problem(table.name, 1, missing[0], "the column is missing", f"the columns are {', '.join(COLUMNS)}")
        )
        return
    if not any(any(cell.strip() for cell in row) for row in rows[1:]):
        problems.append(Problem(table.name, 2, "id", "there is no entry", "write one entry a row below the header"))
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            what = f"{len(row)} cells where the header has {len(header)}"
            problems.append(
                Problem(table.name, number, header[-1], what, "put cells that hold commas in quotation marks")
            )
            continue
        yield number, dict.fromkeys(OPTIONAL, "") | {name: cell.strip() for name, cell in zip(header, row, strict=True)}


def _problems(file: str, row: int, values: dict[str, str], examples: bool) -> list[Problem]:
    found: list[Problem] = []

    def problem(field: str, what: str, fix: str) -> None:
        found.append(Problem(file, row, field, what, fix))

    for field in _NEEDED:
        if not values[field]:
            problem(field, "it is empty", "every entry needs it")
    for field, choices in _CHOICES.items():
        if values[field] not in choices:
            problem(field, f"{values[field]!r} is not known", f"choose from {', '.join(filter(None, choices))}")
    forms = _many(values["forms"])
    if len(set(forms)) != len(forms):
        twice = next(form for form in forms if forms.count(form) > 1)
        problem("forms", f"{twice!r} stands there twice", "list each form once")
    for form in forms:
        if wrong := mistake(form):
            problem("forms", f"{form!r}: {wrong}", "write a word or phrase, as in: flood ... of migrants | !floodplain")
    if forms and all(form.startswith("!") for form in forms):
        problem("forms", "there are only exceptions", "add what is looked for")
    if values["match"] != "pattern" and any("*" in form for form in forms):
        problem("match", "a form has a wildcard", "write pattern")
    for field in ("when_loaded", "when_not"):
        try:
            _contexts(values[field])
        except ValueError as error:
            problem(field, str(error), "write for example near: word | other word; before: word")
    for source in _many(values["sources"]):
        if len(source.split("; ")) != 4:
            problem("sources", f"{source[:40]!r} has not four parts", "write organisation; document; date; position")
    for field, whole in (("measured_precision", False), ("measured_n", True)):
        if values[field] and not _is_number(values[field], whole=whole):
            problem(field, f"{values[field]!r} is no number", "leave it empty or let the benchmark fill it")
    if examples and not found:
        found += _failing_examples(file, row, _entry(values))
    return found


def _failing_examples(file: str, row: int, entry: Entry) -> list[Problem]:
    from toolkit.lexicon.matching import matches_entry

    found = []
    for example in entry.examples:
        if not matches_entry(entry, example):
            what = f"{example[:60]!r} is not matched by the entry"
            found.append(Problem(file, row, "examples", what, "mend the example, the forms or the context"))
    for example in entry.counterexamples:
        if matches_entry(entry, example):
            what = f"{example[:60]!r} is matched by the entry"
            found.append(Problem(file, row, "counterexamples", what, "mend the example or add to when_not"))
    return found


def _entry(values: dict[str, str]) -> Entry:
    return Entry(
        **{name: values[name] for name in ("id", "term", "match", "case", "category", "why", "alternative", "target")},
        **{name: values[name] for name in ("used_by", "polarity", "disagreement", "confidence")},
        forms=_many(values["forms"]),
        when_loaded=_contexts(values["when_loaded"]),
        when_not=_contexts(values["when_not"]),
        sources=tuple(Source(*source.split("; ")) for source in _many(values["sources"])),
        examples=_many(values["examples"]),
        counterexamples=_many(values["counterexamples"]),
        measured_precision=float(values["measured_precision"]) if values["measured_precision"] else None,
        measured_n=int(values["measured_n"]) if values["measured_n"] else None,
        chosen_severity=values["severity"],
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _contexts(cell: str) -> tuple[Context, ...]:
    """`near: rugby | coach; after: the American` as records. Raises ValueError with what is wrong."""
    contexts = []
    for rule in filter(None, (part.strip() for part in cell.split(";"))):
        relation, colon, words = rule.partition(":")
        listed = tuple(one for word in words.split("|") if word.strip() for one in _listed(word.strip().lower()))
        found = _RELATION.fullmatch(relation.strip())
        name = (found[1] or found[3]) if found else ""
        if not colon or name not in RELATIONS:
            raise ValueError(f"{relation.strip()!r} is no relation of {', '.join(RELATIONS)}")
        if not listed:
            raise ValueError(f"{relation.strip()!r} names no words")
        contexts.append(Context(name, listed, int(found[2]) if found and found[2] else None))
    return tuple(contexts)


def _listed(word: str) -> tuple[str, ...]:
    """The word, or the words of the class that `@` names."""
    if not word.startswith("@"):
        return (word,)
    found = topics().get(word[1:])
    if found is None:
        raise ValueError(
            f"{word!r} is no class of words; there are {', '.join(f'@{name}' for name in sorted(topics()))}"
        )
    return found


@cache
def topics() -> dict[str, tuple[str, ...]]:
    """Words by what they speak of (`data/lexicon/words/topics.csv`): a condition names all of a class as `@weather`.

    The years to 1899 belong to `@ancient`; `@years` are all from 1000 to 2039.
    """
    found: dict[str, list[str]] = {}
    for row in read_rows("lexicon/words/topics.csv"):
        found.setdefault(row["class"], []).append(row["word"])
    found["ancient"] += map(str, range(1000, 1900))
    found["years"] = list(map(str, range(1000, 2040)))
    return {name: tuple(words) for name, words in found.items()}


def _is_number(text: str, *, whole: bool) -> bool:
    try:
        return int(text) >= 0 if whole else 0 <= float(text) <= 1
    except ValueError:
        return False
