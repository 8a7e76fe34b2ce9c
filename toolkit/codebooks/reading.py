"""Reading a codebook from a table, one thing a row, or from a word list, and naming every mistake in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit.codebooks.records import Code, Indicator
from toolkit.errors import CodebookError, LexiconError
from toolkit.lexicon.entries import Problem
from toolkit.lexicon.forms import mistake
from toolkit.lexicon.reading import cells
from toolkit.lexicon.wordlists import WORD_LISTS, parse_word_list

COLUMNS = ("code", "kind", "text", "reason", "weight")
OPTIONAL = ("weight",)
OF_BOOK = ("name", "title", "source")  # kinds of rows without a code
MANY = {
    "question": "questions", "indicator": "indicators", "example": "examples", "counterexample": "counterexamples",
}  # fmt: skip
ONCE = ("title", "definition", "threshold")


class Row(NamedTuple):
    """A row of the table: one thing that is said of the codebook or of a code."""

    number: int
    code: str
    kind: str
    text: str
    reason: str
    weight: str


class Read(NamedTuple):
    """What a file holds, as far as it can be read, with every mistake in it; `rows` are those of the table."""

    file: str
    name: str
    title: str
    source: str
    codes: tuple[Code, ...]
    problems: list[Problem]
    rows: list[Row]


def read_file(path: Path) -> Read:
    """A table or a word list. Raises CodebookError where there is neither."""
    if not path.is_file():
        raise CodebookError(f"{path}: there is no codebook here; give a .csv, a spreadsheet or a word list.")
    try:
        return _word_list(path) if path.suffix.lower() in WORD_LISTS else _table(path)
    except LexiconError as error:  # what is no table or list at all
        raise CodebookError(str(error)) from error


def _word_list(path: Path) -> Read:
    entries, problems = parse_word_list(path)
    kind = WORD_LISTS[path.suffix.lower()]
    by_category: dict[str, list[Indicator]] = {}
    for entry in entries:
        by_category.setdefault(entry.category, []).append(Indicator(" | ".join(entry.forms), entry.why))
    codes = tuple(
        Code(
            name,
            name,
            f"What the words under “{name}” speak of; the {kind} list gives no definition.",
            (),
            tuple(words),
        )
        for name, words in by_category.items()
    )
    return Read(path.name, path.stem, path.stem, f"{kind} list {path.name}", codes, problems, [])


def _table(path: Path) -> Read:
    problems: list[Problem] = []
    rows = list(_rows(path, problems))
    told: dict[str, str] = {}
    codes: dict[str, list[Row]] = {}
    for row in rows:
        if row.code:
            codes.setdefault(row.code, []).append(row)
        elif row.kind in told:
            problems.append(_problem(path, row, "kind", f"the codebook has a second {row.kind}", "leave one"))
        else:
            told[row.kind] = row.text
    if rows and not codes:
        problems.append(
            Problem(path.name, 2, "code", "there is no code", "name the code in every row that speaks of it")
        )
    made = tuple(_code(path, name, listed, problems) for name, listed in codes.items())
    name = told.get("name") or path.stem
    return Read(path.name, name, told.get("title") or name, told.get("source", ""), made, problems, rows)


def _rows(path: Path, problems: list[Problem]) -> Iterator[Row]:
    table = cells(path)
    header = [name.strip() for name in table[0]] if table else []
    missing = [name for name in COLUMNS if name not in header and name not in OPTIONAL]
    if missing:
        problems.append(
            Problem(path.name, 1, missing[0], "the column is missing", f"the columns are {', '.join(COLUMNS)}")
        )
        return
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        problems.append(Problem(path.name, 1, twice[0], "the column is there twice", "leave one"))
        return
    filled = [(n, row) for n, row in enumerate(table[1:], 2) if any(cell.strip() for cell in row)]
    if not filled:
        problems.append(Problem(path.name, 2, "code", "there is no row", "write one thing a row below the header"))
    for number, listed in filled:
        if len(listed) != len(header):
            what = f"{len(listed)} cells where the header has {len(header)}"
            fix = "put cells that hold commas in quotation marks"
            problems.append(Problem(path.name, number, header[-1], what, fix))
            continue
        values = dict.fromkeys(OPTIONAL, "") | {n: cell.strip() for n, cell in zip(header, listed, strict=True)}
        row = Row(number, *(values[name] for name in COLUMNS))
        if _is_whole(path, row, problems):
            yield row


def _is_whole(path: Path, row: Row, problems: list[Problem]) -> bool:
    """Whether a row can be used; what is wrong with it is told."""
    kinds = (*ONCE, *MANY) if row.code else OF_BOOK
    before = len(problems)
    if row.kind not in kinds:
        of = "of a code" if row.code else "without a code"
        what = f"{row.kind!r} is no kind of row {of}"
        problems.append(_problem(path, row, "kind", what, f"choose from {', '.join(kinds)}"))
    if not row.text:
        problems.append(_problem(path, row, "text", "it is empty", f"write the {row.kind or 'text'}"))
    elif row.kind == "threshold" and _number(row.text) is None:
        problems.append(_problem(path, row, "text", f"{row.text!r} is no number above zero", "write it like 0.15"))
    if row.weight and (row.kind != "indicator" or _number(row.weight) is None):
        what = f"{row.weight!r} is no weight above zero" if row.kind == "indicator" else f"a {row.kind} has no weight"
        problems.append(_problem(path, row, "weight", what, "leave it empty, or give an indicator a number such as 2"))
    if row.kind == "indicator":
        _check_indicator(path, row, problems)
    return len(problems) == before


def _check_indicator(path: Path, row: Row, problems: list[Problem]) -> None:
    if not row.reason:
        problems.append(_problem(path, row, "reason", "it is empty", "say why these words point to the code"))
    forms = [form.strip() for form in row.text.split("|")]
    for form in forms if row.text else ():
        wrong = mistake(form) if form else "there is nothing between two |"
        if "..." in form or "…" in form:
            wrong = "an indicator has no gaps"
        elif form.startswith("!"):
            wrong = "an indicator has no exceptions"
        if wrong:
            fix = "write words, phrases or wildcards, as in: tax+ | tax cut* | Supreme Court"
            problems.append(_problem(path, row, "text", f"{form!r}: {wrong}", fix))


def _code(path: Path, name: str, rows: list[Row], problems: list[Problem]) -> Code:
    def once(kind: str) -> str:
        said = [row for row in rows if row.kind == kind]
        if len(said) > 1:
            problems.append(_problem(path, said[1], "kind", f"{name!r} has a second {kind}", "leave one"))
        return said[0].text if said else ""

    def many(kind: str) -> tuple[str, ...]:
        return tuple(row.text for row in rows if row.kind == kind)

    definition = once("definition")
    if not definition:
        problems.append(
            _problem(path, rows[0], "kind", f"{name!r} has no definition", "add a row of the kind definition")
        )
    indicators = tuple(
        Indicator(row.text, row.reason, _number(row.weight) or 1.0) for row in rows if row.kind == "indicator"
    )
    return Code(
        name, once("title") or name, definition, many("question"), indicators, many("example"), many("counterexample"),
        _number(once("threshold")),
    )  # fmt: skip


def _problem(path: Path, row: Row, field: str, what: str, fix: str) -> Problem:
    return Problem(path.name, row.number, field, what, fix)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < float("inf") else None
