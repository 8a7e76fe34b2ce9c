"""Marks as brat keeps them: a text (.txt) and beside it the annotations in it (.ann), one line each.

A text-bound annotation is a mark. brat has no place for the person, the time, the exact code and the id of the article;
they stand in a comment of the toolkit's own behind the mark, which brat shows and keeps.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from toolkit.annotation.own_files import Raw
from toolkit.annotation.records import Annotation, as_values, text_hash
from toolkit.articles import Article

_OWN = "MediaAnalysisToolkit"  # the kind of comment that holds the record
_BOUND = re.compile(r"(T\d{1,15})\t(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)(?:\t.*)?", re.DOTALL)
_COMMENT = re.compile(r"#\d*\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)
_LINE = re.compile(r"[TREAMN*#]\d*\t")
_OTHER = {
    "R": "a relation", "E": "an event", "A": "an attribute", "M": "an attribute", "N": "a normalisation",
    "*": "a relation", "#": "a comment on what is no mark",
}  # fmt: skip
Span = tuple[int, int]


def is_brat(text: str) -> bool:
    """Whether a text is a list of annotations as brat writes it."""
    return bool(_LINE.match(text))


def brat_files(marks: Sequence[Annotation], articles: Mapping[str, Article]) -> dict[str, str]:
    """The files by name: for each marked article a text and its annotations, and which types there are."""
    types = _names(mark.code for mark in marks)
    files = {
        "annotation.conf": "\n".join(["[entities]", *types.values(), "[relations]", "[events]", "[attributes]", ""])
    }
    for identity, name in _names(mark.article for mark in marks).items():
        text = articles[identity].text
        here = [mark for mark in marks if mark.article == identity]
        files[f"{name}.txt"] = text
        files[f"{name}.ann"] = "".join(_lines(mark, n, types[mark.code], text) for n, mark in enumerate(here, 1))
    return files


def _names(keys: Iterable[str]) -> dict[str, str]:
    """Names of letters, digits and - for any texts, each another one, also where capitals do not count."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(set(keys)):
        name = re.sub(r"[^A-Za-z0-9_-]", "_", key)[:60]
        if name != key or name.lower() in taken:
            name += "-" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:12]
        taken.add(name.lower())
        found[key] = name
    return found


def _lines(mark: Annotation, number: int, kind: str, text: str) -> str:
    spans = _fragments(text, mark.start, mark.end)
    places = ";".join(f"{start} {end}" for start, end in spans)
    shown = " ".join(_flat(text[start:end]) for start, end in spans)
    own = {"type": kind, **{name: value for name, value in as_values(mark).items() if name != "text"}}
    lines = f"T{number}\t{kind} {places}\t{shown}\n#{2 * number}\t{_OWN} T{number}\t{json.dumps(own)}\n"
    return lines + (f"#{2 * number + 1}\tAnnotatorNotes T{number}\t{_flat(mark.note)}\n" if mark.note.strip() else "")


def _fragments(text: str, start: int, end: int) -> list[Span]:
    """The parts of a mark between line ends: a line of brat cannot hold one."""
    found = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    return found or [(start, end)]


def _flat(text: str) -> str:
    return re.sub(r"[\n\r]", " ", text)


def from_brat(ann: str, text: str, name: str) -> Iterator[Raw]:
    """The marks of one text. What is no mark is set aside; a comment on a mark is its note."""
    bound: dict[str, tuple[int, str, list[Span]]] = {}
    own: dict[str, Mapping[str, Any]] = {}
    notes: dict[str, list[str]] = {}
    for number, line in enumerate(ann.split("\n"), 1):
        line = line.removesuffix("\r")
        if found := _BOUND.fullmatch(line):
            spans = [(int(start), int(end)) for start, end in (part.split(" ") for part in found[3].split(";"))]
            bound[found[1]] = number, found[2], spans
        elif (found := _COMMENT.fullmatch(line)) and found[2].startswith("T"):
            if found[1] == _OWN:
                own[found[2]] = _record(found[3] or "")
            else:
                notes.setdefault(found[2], []).append(found[3] or "")
        elif line.strip():
            yield Raw(f"line {number}", None, f"{_OTHER.get(line[0], 'a line of another form')} of brat is no mark")
    hashed = text_hash(text)
    for identity, (number, kind, spans) in bound.items():
        values, reason = _values(kind, spans, own.get(identity, {}), "\n".join(notes.get(identity, [])), text)
        if values is not None:
            values = {"article": name, **values, "text_sha256": hashed}
        yield Raw(f"line {number}", values, reason)


def _values(
    kind: str, spans: list[Span], own: Mapping[str, Any], note: str, text: str
) -> tuple[dict[str, Any] | None, str]:
    start, end = spans[0][0], spans[-1][1]
    if any(low >= high or high > len(text) for low, high in spans):
        return None, "its offsets are none of the text"
    if any(left[1] > right[0] or text[left[1] : right[0]].strip() for left, right in pairwise(spans)):
        return None, "it leaves out words between its parts, which a mark cannot"
    values = {name: own[name] for name in ("article", "person", "time", "id") if isinstance(own.get(name), str)}
    values |= {"start": start, "end": end, "code": kind, "note": note}
    low, high = (edge if type(edge := own.get(name)) is int else -1 for name in ("start", "end"))
    kept = 0 <= low < high <= len(text) and own.get("type") == kind
    if kept and _fragments(text, low, high) == spans:  # nobody has changed it in brat
        values |= {"start": low, "end": high, "code": own.get("code")}
    said = own.get("note")
    if isinstance(said, str) and note == (_flat(said) if said.strip() else ""):
        values["note"] = said
    return {**values, "text": text[values["start"] : values["end"]]}, ""


def _record(text: str) -> Mapping[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, Mapping) else {}
