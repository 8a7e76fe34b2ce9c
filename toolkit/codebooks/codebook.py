"""A codebook: its codes in order, where it comes from, and what its indicators find in a text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from toolkit.codebooks.finding import Finder
from toolkit.codebooks.reading import COLUMNS, MANY, Read, read_file
from toolkit.codebooks.records import Code, Found, Indicator
from toolkit.data import data_path, read_rows
from toolkit.errors import CodebookError
from toolkit.lexicon.entries import Problem
from toolkit.text.tokens import Tokens, tokenize


class Codebook:
    """Codes in their order, each with its definition, the questions a coder asks, and the words that point to it.

    It never changes. Shipped are "policy" (the fifteen dimensions of the Policy Frames Codebook), "generic" (five
    generic frames), "entman" (the four functions of a frame), "gun_violence" (nine frames of one issue), and "issues"
    (what stories are about, which is no frame).

    Raises:
        CodebookError: for a codebook without codes, or with a code twice.

    >>> codebook = Codebook.named("generic")
    >>> [code.name for code in codebook.codes]
    ['conflict', 'human_interest', 'economic_consequences', 'morality', 'responsibility']
    >>> codebook.code("conflict").questions[0]
    'Does the story show disagreement between parties, people, groups or countries?'
    >>> [hit.code for hit in codebook.find("The parties clashed over the vote.")]
    ['conflict']
    """

    __slots__ = ("_by_name", "_finder", "_owners", "codes", "name", "source", "title")

    def __init__(self, name: str, codes: Iterable[Code], *, title: str = "", source: str = "") -> None:
        self.name = name
        self.title = title or name
        self.source = source
        self.codes = tuple(codes)
        self._by_name = {code.name: code for code in self.codes}
        self._finder: Finder | None = None
        self._owners = [(code.name, number) for code in self.codes for number in range(len(code.indicators))]
        if not self.codes:
            raise CodebookError(f"The codebook {name!r} has no codes; give it at least one.")
        if len(self._by_name) < len(self.codes):
            names = [code.name for code in self.codes]
            twice = next(one for one in names if names.count(one) > 1)
            raise CodebookError(f"The codebook {name!r} has the code {twice!r} twice; give each code its own name.")

    @staticmethod
    def named(name: str) -> Codebook:
        """A codebook that ships with the toolkit (`data/codebooks/`). Raises CodebookError for another name."""
        if name not in (known := shipped_names()):
            raise CodebookError(
                f"No codebook is called {name!r}; choose from {', '.join(known)}, or read your own:"
                " Codebook.read(FILE)."
            )
        return _shipped(name)

    @staticmethod
    def read(path: str | Path) -> Codebook:
        """A codebook of your own: a table (`.csv`, `.xlsx`, `.ods`), or a dictionary of quanteda (`.yml`), LIWC
        (`.dic`) or Lexicoder (`.lc3`, `.lcd`), whose categories are the codes.

        Raises CodebookError naming file, row, field and fix.
        """
        read = read_file(Path(path))
        if problems := [*read.problems, *(_failing(read) if not read.problems else ())]:
            more = f" ({len(problems) - 1} more: toolkit codebook check)" if len(problems) > 1 else ""
            raise CodebookError(f"{problems[0]}{more}")
        return _made_of(read)

    def write(self, path: str | Path) -> None:
        """Write it as a table (`.csv`) that a spreadsheet opens and `Codebook.read` reads: the same codebook.

        Raises CodebookError for another ending, and if the place cannot be written.
        """
        path = Path(path)
        if path.suffix.lower() != ".csv":
            raise CodebookError(f"{path}: a codebook is written as .csv, which every spreadsheet opens.")
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(self._rows())
        try:
            path.write_text(out.getvalue(), encoding="utf-8-sig")
        except OSError as error:
            raise CodebookError(f"{path}: the codebook cannot be written ({error.strerror}).") from error

    def as_text(self) -> str:
        """The whole codebook in one line of JSON, from which `from_text` makes it again."""
        return json.dumps([self.name, self.title, self.source, self.codes], ensure_ascii=False)

    @staticmethod
    def from_text(text: str) -> Codebook:
        """The codebook that `as_text` wrote."""
        name, title, source, codes = json.loads(text)
        made = []
        for code, heading, definition, questions, indicators, examples, counterexamples, threshold in codes:
            of = tuple(Indicator(*one) for one in indicators)
            sentences = tuple(examples), tuple(counterexamples)
            made.append(Code(code, heading, definition, tuple(questions), of, *sentences, threshold))
        return Codebook(name, made, title=title, source=source)

    def code(self, name: str) -> Code:
        """A code by its name. Raises CodebookError for a name that no code has."""
        if name not in self._by_name:
            raise CodebookError(f"The codebook {self.name!r} has no code {name!r}; it has {', '.join(self._by_name)}.")
        return self._by_name[name]

    def find(self, text: str | Tokens) -> list[Found]:
        """The indicators in a text, in its order: the longest at every place, for every code that has it.

        A longer indicator hides what it holds: "tax fraud" is no "tax".
        """
        tokens = tokenize(text) if isinstance(text, str) else text
        numbers, found = tokens.sentences, []
        for first, size, owners in self.finder.find(tokens.words, lambda n: numbers[n] == numbers[n + 1]):
            start, end = tokens.starts[first], tokens.ends[first + size - 1]
            found += [Found(start, end, *self._owners[number]) for number in owners]
        return found

    @property
    def finder(self) -> Finder:
        """What finds the indicators, numbered code after code in their order."""
        if self._finder is None:
            indicators = (one for code in self.codes for one in code.indicators)
            self._finder = Finder((form, n) for n, one in enumerate(indicators) for form in one.forms)
        return self._finder

    def _rows(self) -> Iterator[tuple[str, ...]]:
        yield COLUMNS
        yield ("", "name", self.name, "", "")
        yield ("", "title", self.title, "", "")
        if self.source:
            yield ("", "source", self.source, "", "")
        for code in self.codes:
            yield (code.name, "title", code.title, "", "")
            yield (code.name, "definition", code.definition, "", "")
            if code.threshold is not None:
                yield (code.name, "threshold", f"{code.threshold:g}", "", "")
            for one in code.indicators:
                yield (code.name, "indicator", one.text, one.reason, "" if one.weight == 1 else f"{one.weight:g}")
            for kind in ("question", "example", "counterexample"):
                yield from ((code.name, kind, text, "", "") for text in getattr(code, MANY[kind]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Codebook) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[str, str, str, tuple[Code, ...]]:
        return self.name, self.title, self.source, self.codes

    def __reduce__(self) -> tuple[object, ...]:
        return _made, self._key

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __repr__(self) -> str:
        return f"Codebook({self.name!r}, {len(self)} codes: {', '.join(self._by_name)})"


def shipped_names() -> list[str]:
    """The names of the codebooks that ship with the toolkit."""
    return sorted(path.stem for path in data_path("codebooks").glob("*.csv"))


def check(path: str | Path) -> list[Problem]:
    """Every mistake in a codebook file, with row, field and fix; an empty list if there is none.

    An example that its code does not find is a mistake, and so is a counterexample that it finds. Raises CodebookError
    where there is no table to check.
    """
    read = read_file(Path(path))
    return read.problems or _failing(read)


def _failing(read: Read) -> list[Problem]:
    """Examples that their code does not find, and counterexamples that it finds."""
    book = _made_of(read)
    problems = []
    for row in read.rows:
        if row.kind not in ("example", "counterexample") or not book.code(row.code).indicators:
            continue
        is_found = any(hit.code == row.code for hit in book.find(row.text))
        if is_found != (row.kind == "example"):
            what = f"{row.text[:60]!r} holds {'an' if is_found else 'no'} indicator of {row.code!r}"
            fix = "mend the sentence, or " + ("narrow the indicator" if is_found else "add an indicator")
            problems.append(Problem(read.file, row.number, "text", what, fix))
    return problems


def _made_of(read: Read) -> Codebook:
    return Codebook(read.name, read.codes, title=read.title, source=read.source)


def _made(name: str, title: str, source: str, codes: tuple[Code, ...]) -> Codebook:
    return Codebook(name, codes, title=title, source=source)


@cache
def _shipped(name: str) -> Codebook:
    book = _made_of(read_file(data_path(f"codebooks/{name}.csv")))
    if name != "entman":
        return book
    words: dict[str, dict[str, list[str]]] = {}
    for row in read_rows("frames/entman.csv"):  # one list: what `toolkit.framing.entman` finds
        words.setdefault(row["function"], {}).setdefault(row["why"], []).append(row["words"])
    codes = [
        code._replace(indicators=tuple(Indicator(" | ".join(of), why) for why, of in words.get(code.name, {}).items()))
        for code in book
    ]
    return Codebook(book.name, codes, title=book.title, source=book.source)
