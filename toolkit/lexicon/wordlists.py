"""Word lists of other tools as lexicon entries: LIWC `.dic`, quanteda YAML, Lexicoder `.lc3` and `.lcd`.

Such a list says which words belong to which of its categories and no more; its entries say so in place of a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import LexiconError, LoadError
from toolkit.lexicon.entries import Entry, Problem, Source
from toolkit.lexicon.forms import mistake
from toolkit.text.decoding import decode

WORD_LISTS = {".dic": "LIWC", ".yml": "quanteda", ".yaml": "quanteda", ".lc3": "Lexicoder", ".lcd": "Lexicoder"}


class _Listed(NamedTuple):
    row: int
    category: str
    word: str


def parse_word_list(path: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a word list, one a word and category, and every mistake in it with its row."""
    try:
        text = decode(path.read_bytes(), source=str(path)).text.removeprefix("\ufeff")
    except LoadError as error:
        raise LexiconError(str(error)) from error
    problems: list[Problem] = []
    kind = WORD_LISTS[path.suffix.lower()]
    read = {"LIWC": _liwc, "quanteda": _quanteda, "Lexicoder": _lexicoder}[kind]
    entries: dict[str, Entry] = {}
    for listed in read(path.name, text, problems):
        word = " ".join(listed.word.split())
        if wrong := mistake(word.rstrip("+")) if word else "it is empty":
            problems.append(Problem(path.name, listed.row, "word", f"{word!r}: {wrong}", "write a word or a phrase"))
            continue
        entry = _entry(word, listed.category, f"{kind} list {path.name}")
        entries.setdefault(entry.id, entry)
    if not entries and not problems:
        problems.append(Problem(path.name, 1, "word", "the list holds no word", f"write it as {kind} does"))
    return list(entries.values()), problems


def _entry(word: str, category: str, where: str) -> Entry:
    return Entry(
        id=f"{category}/{word.lower()}",
        term=word.replace("*", ""),
        forms=(word,),
        match="pattern" if "*" in word else "phrase" if " " in word else "word",
        case="any",
        category=category,
        why=f"Stands under “{category}” in the {where}, which gives no reason.",
        alternative="none given by the list",
        target="",
        used_by="",
        polarity="neutral",
        when_loaded=(),
        when_not=(),
        sources=(Source(where, "word list", "undated", f"under {category}"),),
        disagreement="",
        confidence="medium",
        examples=(),
        counterexamples=(),
    )


def _liwc(name: str, text: str, problems: list[Problem]) -> Iterator[_Listed]:
    lines = [line.strip() for line in text.splitlines()]
    bounds = [row for row, line in enumerate(lines) if line == "%"]
    if len(bounds) < 2:
        fix = "put the numbered categories between two lines of %, the words below"
        problems.append(Problem(name, 1, "%", f"{len(bounds)} lines of % where two belong", fix))
        return
    categories: dict[str, str] = {}
    for row in range(bounds[0] + 1, bounds[1]):
        number, _, label = lines[row].partition("\t") if "\t" in lines[row] else lines[row].partition(" ")
        if not lines[row]:
            continue
        if not number.isdigit() or not label.strip():
            problems.append(
                Problem(name, row + 1, "category", f"{lines[row]!r} is no number and name", "write 1 anger")
            )
        categories[number] = label.split("(")[0].strip()
    for row in range(bounds[1] + 1, len(lines)):
        found = re.fullmatch(r"(.*?\S)((?:\s+\d+)+)", lines[row])
        if not lines[row]:
            continue
        if found is None or "(" in lines[row]:
            fix = "write the word, then its numbers; conditions in brackets are not read"
            problems.append(Problem(name, row + 1, "word", f"{lines[row]!r} has no plain numbers", fix))
            continue
        for number in found[2].split():
            if number not in categories:
                fix = f"use one of {', '.join(categories)}"
                problems.append(Problem(name, row + 1, "category", f"{number} is no category of the list", fix))
                continue
            yield _Listed(row + 1, categories[number], found[1])


def _quanteda(name: str, text: str, problems: list[Problem]) -> Iterator[_Listed]:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it is no YAML"
        problems.append(Problem(name, mark.line + 1 if mark else 1, "file", str(what), "mend the indents and colons"))
        return
    yield from _yaml_words(name, root, (), problems)


def _yaml_words(name: str, node: object, keys: tuple[str, ...], problems: list[Problem]) -> Iterator[_Listed]:
    import yaml

    row = node.start_mark.line + 1 if isinstance(node, yaml.Node) else 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _yaml_words(name, value, (*keys, str(key.value)), problems)
    elif isinstance(node, yaml.SequenceNode) and keys:
        for item in node.value:
            yield from _yaml_words(name, item, keys, problems)
    elif isinstance(node, yaml.ScalarNode) and keys:
        yield _Listed(row, "/".join(keys), str(node.value))
    else:
        problems.append(Problem(name, row, "category", "words without a category", "write anger: [word, other word]"))


def _lexicoder(name: str, text: str, problems: list[Problem]) -> Iterator[_Listed]:
    category = ""
    for row, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line.startswith("+"):
            category = line[1:].strip()
            if not category:
                problems.append(Problem(name, row, "category", "a + without a name", "write +anger"))
        elif line and not category:
            problems.append(
                Problem(name, row, "category", f"{line!r} stands before any +category", "write +anger above")
            )
        elif line:
            yield _Listed(row, category, line)
