"""Loading measured on real exports: what a right reader gets from each file, against what `load` gets.

What is known of each file is told by `loading_gold`. A file is right where it is read, or refused in a sentence, as is
expected of it, with the count and every field that are known. What is set aside with a reason counts as found.
"""

from __future__ import annotations

import codecs
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.loading_gold import Expectation, expectations
from toolkit.articles import Article, Corpus
from toolkit.errors import LoadError, ToolkitError
from toolkit.loading import load

_ALIASES = {  # names of encodings that Python calls otherwise
    "ibm855": "cp855",
    "ibm866": "cp866",
    "maccyrillic": "mac_cyrillic",
    "macroman": "mac_roman",
    "gb2312": "gb18030",
}


@dataclass(slots=True)
class Score:
    """The figures of one format."""

    format: str
    files: int = 0
    inputs: int = 0
    refused: int = 0
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
            "of them no article in it, said": self.refused,
            "gold beside": self.inputs,
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
    return {
        "files": sum(score.files + score.inputs for score in scores.values()),
        "formats": rows,
        "not as expected": wrong,
    }


def _measure(expected: Expectation, score: Score) -> None:
    if expected.is_input:
        score.inputs += 1
        return
    score.files += 1
    score.promised += expected.count or 0
    if problems := (_decoding if expected.encoding is not None else _loading)(expected, score):
        score.wrong.append(f"{expected.file}: {'; '.join(problems)}")
    else:
        score.right += 1


def _decoding(expected: Expectation, score: Score) -> list[str]:
    """The text of a file of known encoding must be exact."""
    from toolkit.text.decoding import decode

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
    if said and (expected.refused or expected.hostile):
        score.refused += 1
        return []
    if expected.refused:
        return [f"{len(corpus)} articles, where a sentence is expected ({expected.why})"]
    problems = [said] if said else []
    if expected.count is not None:
        score.stated += 1
        found = corpus.load_report.found
        if found == expected.count:
            score.counts_right += 1
        else:
            problems.append(f"{found} articles, not {expected.count}")
    if expected.cut and not any(article.not_full_text for article in corpus):
        problems.append("no article is marked as not full text")
    return problems + _fields(expected, corpus, score)


def _fields(expected: Expectation, corpus: Corpus, score: Score) -> list[str]:
    problems = []
    for number, wanted in enumerate(expected.fields):
        article = corpus[number] if number < len(corpus) else None
        for name, value in wanted.items():
            score.fields += 1
            if article is not None and any(
                _holds(article, name, one) for one in (value if isinstance(value, tuple) else (value,))
            ):
                score.fields_right += 1
            else:
                found = None if article is None else _found(article, name)
                problems.append(
                    f"article {number + 1}: {name} is {found[:60]!r}, not {str(value)[:60]!r}"
                    if found
                    else f"article {number + 1}: no {name}, wanted {str(value)[:60]!r}"
                )
    return problems


def _found(article: Article, name: str) -> str:
    """What an article has in a field; "day", "moment" and those that begin with "text" and "words" are computed."""
    if name == "day":
        return article.published.date().isoformat() if article.published else ""
    if name == "words start":
        return _words(article.original)
    value = article.text if name.startswith("text") else article.get(name)
    return " ".join(str(value or "").split())


def _in_utc(article: Article, name: str) -> str | None:
    """A time with the zone that stands beside it; without one it is taken as printed."""
    moment = getattr(article, name)
    if not isinstance(moment, datetime):
        return None
    zone = dict(article.extra).get(f"{name}_zone") or dict(article.extra).get("published_zone") or "+00:00"
    try:
        return datetime.fromisoformat(f"{moment.isoformat()}{zone}").astimezone(UTC).isoformat()
    except ValueError:
        return moment.replace(tzinfo=UTC).isoformat()


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _holds(article: Article, name: str, value: object) -> bool:
    """Equal, but for white space; a text may only have to start so, a time may be given to the day."""
    if name == "moment":
        return any(_in_utc(article, time) == value for time in ("modified", "published"))
    held, wanted = _found(article, name), " ".join(str(value or "").split())
    if name == "words start":
        return held.startswith(_words(wanted))
    if name in ("text starts", "published", "modified"):
        return held.startswith(wanted)
    if name == "text words":  # a summary may stand above the text
        return wanted in (held, " ".join((article.deck or "").split()))
    return held == wanted
