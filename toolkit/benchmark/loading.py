"""Loading measured on real exports: what a right reader gets from each file, against what `load` gets.

Gold is a folder with a table `MANIFEST.tsv` (columns file and expected) beside folders of files, one a format. Two
sources of expectation are read, and a file may have both: the cell `expected`, in words of a few shapes ("50 articles",
"first title '...'", "not full text", "true encoding = ...", "0 bytes"); and gold beside a file, `NAME.gold.json` with
`articles` (a number) and `fields` (a list of objects, one an article, whose values must be those of the article).
"""

from __future__ import annotations

import codecs
import csv
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.articles import Corpus
from toolkit.errors import LoadError, ToolkitError
from toolkit.loading import load

_COUNT = re.compile(r"\b(\d+) (?:articles?|records|stor(?:y|ies)|documents)\b")
_TITLE = re.compile(r"first title (['\"])(?P<title>.*?)\1(?=[;\s]|$)")
_REFUSAL = re.compile(r"\b0 bytes\b|no articles: must", re.I)
_HOSTILE = re.compile(r"never expands entities", re.I)  # a sentence, or a text in which nothing is expanded
_ENCODING = re.compile(r"true encoding = directory name: (\S+)")
_TEXT = re.compile(r"^(?P<text>(?:[A-Z][\w,' ]+){1,20}\.?)$")
_ALIASES = {  # names of encodings that Python calls otherwise
    "ibm855": "cp855",
    "ibm866": "cp866",
    "maccyrillic": "mac_cyrillic",
    "macroman": "mac_roman",
    "gb2312": "gb18030",
}


@dataclass(slots=True)
class Expectation:
    """What is known of one file."""

    file: str
    path: Path
    count: int | None = None
    refused: bool = False
    hostile: bool = False
    encoding: str | None = None
    cut: bool = False
    fields: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Score:
    """The figures of one format."""

    format: str
    files: int = 0
    right: int = 0
    stated: int = 0
    counts_right: int = 0
    promised: int = 0
    found: int = 0
    fields: int = 0
    fields_right: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        return {
            "format": self.format,
            "files right": f"{self.right}/{self.files}",
            "counts right": f"{self.counts_right}/{self.stated}",
            "articles promised": self.promised,
            "found": self.found,
            "fields right": f"{self.fields_right}/{self.fields}",
            "seconds": round(self.seconds, 1),
        }


def benchmark_loading(folder: Path) -> dict[str, Any]:
    """One row a format, and every file that is not as expected. Raises LoadError without a manifest."""
    scores: dict[str, Score] = {}
    for expected in expectations(folder):
        score = scores.setdefault(expected.file.partition("/")[0], Score(expected.file.partition("/")[0]))
        _measure(expected, score)
    rows = [scores[name].row() for name in sorted(scores)]
    wrong = [{"file": name} for score in scores.values() for name in score.wrong]
    return {"files": sum(score.files for score in scores.values()), "formats": rows, "not as expected": wrong}


def expectations(folder: Path) -> Iterator[Expectation]:
    """What the manifest of a folder, and gold beside its files, say of each file that is there."""
    manifest = folder / "MANIFEST.tsv"
    if not manifest.is_file():
        raise LoadError(f"{folder}: there is no MANIFEST.tsv with the columns file and expected.")
    with manifest.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            path = folder / row["file"]
            if path.is_file():
                yield _with_gold(_of_words(row["file"], path, row["expected"] or ""))


def _of_words(file: str, path: Path, words: str) -> Expectation:
    count = _COUNT.search(words)
    title = _TITLE.search(words)
    text = _TEXT.match(words.strip())
    encoding = _ENCODING.search(words)
    fields: list[dict[str, Any]] = []
    if title:
        fields.append({"headline": title["title"]})
    elif text and path.suffix.lower() not in (".csv", ".zip"):
        fields.append({"text starts": text["text"]})
    return Expectation(
        file,
        path,
        count=int(count[1]) if count else None,
        refused=bool(_REFUSAL.search(words)) and not count and not encoding,
        hostile=bool(_HOSTILE.search(words)),
        encoding=encoding[1] if encoding else None,
        cut="not full text" in words,
        fields=fields,
    )


def _with_gold(expected: Expectation) -> Expectation:
    beside = expected.path.with_name(expected.path.name + ".gold.json")
    if beside.is_file():
        gold = json.loads(beside.read_text(encoding="utf-8"))
        expected.count = gold.get("articles", expected.count)
        expected.fields += gold.get("fields", [])
    return expected


def _measure(expected: Expectation, score: Score) -> None:
    score.files += 1
    score.promised += expected.count or 0
    if problems := (_decoding if expected.encoding is not None else _loading)(expected, score):
        score.wrong.append(f"{expected.file}: {'; '.join(problems)}")
    else:
        score.right += 1


def _decoding(expected: Expectation, score: Score) -> list[str]:
    """The text of a file of known encoding must be exact."""
    from toolkit.decoding import decode

    name = python_name(expected.encoding or "")
    data = expected.path.read_bytes()
    score.fields += 1
    began = time.perf_counter()
    try:
        found = decode(data, source=expected.file)
    except LoadError as error:
        return [str(error)]
    finally:
        score.seconds += time.perf_counter() - began
    if name is None:
        return [f"Python has no codec for {expected.encoding}; read as {found.encoding}"]
    if found.text.lstrip("\ufeff") != data.decode(name).lstrip("\ufeff"):
        return [f"read as {found.encoding}, not {name}"]
    score.fields_right += 1
    return []


def python_name(encoding: str) -> str | None:
    """What Python calls an encoding; the language that may follow it counts for nothing ("iso-8859-2-czech").

    >>> python_name("iso-8859-2-czech"), python_name("MacRoman"), python_name("EUC-TW")
    ('iso-8859-2', 'mac_roman', None)
    """
    name = _ALIASES.get(encoding.lower(), encoding.lower())
    while name:
        try:
            codecs.lookup(name)
            return name
        except LookupError:
            name = name.rpartition("-")[0]
    return None


def _loading(expected: Expectation, score: Score) -> list[str]:
    began = time.perf_counter()
    corpus, said = Corpus(), ""
    try:
        corpus = load(expected.path)
    except ToolkitError as error:
        said = str(error).replace(str(expected.path.parent) + "/", "")
    score.seconds += time.perf_counter() - began
    score.found += len(corpus)
    if expected.refused:
        return [] if said and not len(corpus) else [f"{len(corpus)} articles, where a sentence is expected"]
    problems = [said] if said and not expected.hostile else []
    if expected.count is not None:
        score.stated += 1
        if len(corpus) == expected.count:
            score.counts_right += 1
        else:
            problems.append(f"{len(corpus)} articles, not {expected.count}")
    if expected.cut and not any(article.not_full_text for article in corpus):
        problems.append("no article is marked as not full text")
    problems += _fields(expected, corpus, score)
    return problems


def _fields(expected: Expectation, corpus: Corpus, score: Score) -> list[str]:
    problems = []
    for number, wanted in enumerate(expected.fields):
        article = corpus[number] if number < len(corpus) else None
        for name, value in wanted.items():
            score.fields += 1
            if article is not None and _holds(
                article.text if name.startswith("text") else article.get(name), name, value
            ):
                score.fields_right += 1
            else:
                problems.append(f"article {number + 1}: {name} is not {str(value)[:60]!r}")
    return problems


def _holds(found: object, name: str, value: object) -> bool:
    """Equal, but for white space; a text may only have to start so, a time may be given to the day."""
    held, wanted = " ".join(str(found or "").split()), " ".join(str(value or "").split())
    if name == "text starts" or name in ("published", "modified"):
        return held.startswith(wanted)
    return held == wanted
