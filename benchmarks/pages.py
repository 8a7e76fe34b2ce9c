"""Bodies and facts of web pages against gold, beside trafilatura alone on the same pages in the same run.

The measure of bodies is that of the article extraction benchmark (Scrapinghub 2020,
github.com/scrapinghub/article-extraction-benchmark): runs of four tokens, counted with their repetitions. Precision is
the share of the found runs that gold has, recall the share of gold's runs that were found, each the mean over pages;
F1 is of the two means. A page where nothing is found has recall 0.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from toolkit.errors import LoadError

_TOKEN = re.compile(r"\w+")
_RUN = 4
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?")


def benchmark_pages(rows: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """F1, precision and recall of bodies, shares of facts that are right, and milliseconds a page.

    A row names its page in `file` (below `folder`) and may have `gold_text`, `title`, `authors`, `published` and
    `url`. Results are given for all pages and for two halves of them, divided by a hash of the `id` or the
    file's name: rules were made on the half "tune".
    """
    from toolkit.loading.records import Document
    from toolkit.loading.web import pages

    read: list[dict[str, Any]] = []
    ours: list[str] = []
    spent = peer_spent = 0.0
    peers: list[str] = []
    reasons: Counter[str] = Counter()
    _trafilatura(_page(folder / str(rows[0]["file"])))  # what it loads at first is no page's time
    pages.read(Document(data=_page(folder / str(rows[0]["file"])), name="first"))
    for row in rows:
        data = _page(folder / str(row["file"]))
        document = Document(data=data, name=str(row["file"]), url=row.get("url"))
        began = time.process_time()
        try:
            reading = pages.read(document)
            story = reading.stories[0] if reading.stories else None
            reasons.update(rejection.reason.split(":")[0] for rejection in reading.rejections)
        except LoadError as error:
            story = None
            reasons[str(error).rpartition(":")[2].strip()] += 1
        spent += time.process_time() - began
        began = time.process_time()
        peers.append(_trafilatura(data))
        peer_spent += time.process_time() - began
        ours.append(story.text if story else "")
        read.append({"row": row, "story": story})
    halves = [_half(str(row.get("id") or row["file"])) for row in rows]
    scored = [number for number, row in enumerate(rows) if row.get("gold_text")]
    bodies = {
        system: {part: _bodies(rows, texts, [n for n in scored if part in ("all", halves[n])]) for part in _PARTS}
        for system, texts in (("toolkit", ours), ("trafilatura alone", peers))
    }
    shares = {
        part: _facts([one for one, half in zip(read, halves, strict=True) if part in ("all", half)]) for part in _PARTS
    }
    return {
        "pages": len(rows),
        "no_article": dict(reasons),
        "bodies": bodies,
        "facts": {part: share for part, share in shares.items() if share},
        "milliseconds": {
            "toolkit (body and facts)": round(1000 * spent / len(rows), 1),
            "trafilatura alone (body)": round(1000 * peer_spent / len(rows), 1),
        },
    }


_PARTS = ("all", "tune", "check")


def _half(name: str) -> str:
    return "check" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tune"


def _page(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (OSError, EOFError) as error:
        raise LoadError(f"{path}: the page of a gold row cannot be read ({error}).") from error


def _trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False) or ""


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four tokens of a text, with their repetitions; a shorter text is one run.

    >>> sorted(runs("It rained all day long."))
    [('It', 'rained', 'all', 'day'), ('rained', 'all', 'day', 'long')]
    """
    tokens = _TOKEN.findall(text)
    return (
        Counter(tuple(tokens[at : at + _RUN]) for at in range(max(1, len(tokens) - _RUN + 1))) if tokens else Counter()
    )


def _bodies(rows: list[dict[str, Any]], texts: list[str], chosen: list[int]) -> dict[str, float]:
    precisions: list[float] = []
    recalls: list[float] = []
    for number in chosen:
        gold, found = runs(rows[number]["gold_text"]), runs(texts[number])
        shared = (gold & found).total()
        if found:
            precisions.append(shared / found.total())
        recalls.append(shared / gold.total())
    precision, recall = _mean(precisions), _mean(recalls)
    both = precision + recall
    return {
        "F1": round(200 * precision * recall / both, 2) if both else 0.0,
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
        "pages": len(chosen),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _facts(read: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The share of pages whose title, day, minute and authors are those of gold."""
    checks: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
        "title": ("title", lambda gold, story: _squeezed(gold) == _squeezed(story.headline)),
        "day": ("published", _same_day),
        "minute": ("published", lambda gold, story: _apart(gold, story) == timedelta()),
        "authors": ("authors", lambda gold, story: [_squeezed(a) for a in gold] == [a.name for a in story.authors]),
        "authors, persons only": ("authors", lambda gold, story: [_squeezed(a) for a in gold]
                                  == [a.name for a in story.authors if a.role is None]),
    }  # fmt: skip
    shares: dict[str, dict[str, float]] = {}
    for name, (field, holds) in checks.items():
        with_gold = [one for one in read if one["row"].get(field)]
        if with_gold:
            right = sum(one["story"] is not None and holds(one["row"][field], one["story"]) for one in with_gold)
            shares[name] = {"right": round(100 * right / len(with_gold), 1), "pages": len(with_gold)}
    return shares


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def _moments(gold: str, story: Any) -> tuple[datetime, datetime] | None:
    """Gold's time and the page's, on one clock.

    Where gold and the page both state an offset, the page's clock is moved to gold's; where one states none, the
    clocks are compared as they are printed.
    """
    wanted = datetime.fromisoformat(gold)
    if story.published is None:
        return None
    found: datetime = story.published
    offset = _offset(str(dict(story.extra).get("published_zone") or ""))
    if wanted.utcoffset() is not None and offset is not None:
        found = found - offset + (wanted.utcoffset() or timedelta())
    return wanted.replace(tzinfo=None), found


def _offset(zone: str) -> timedelta | None:
    if zone in ("Z", "GMT", "UTC"):
        return timedelta()
    match = _OFFSET.fullmatch(zone)
    if match is None:
        return None
    moved = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -moved if match[1] == "-" else moved


def _apart(gold: str, story: Any) -> timedelta | None:
    moments = _moments(gold, story)
    if moments is None:
        return None
    return abs(moments[0].replace(second=0, microsecond=0) - moments[1].replace(second=0, microsecond=0))


def _same_day(gold: str, story: Any) -> bool:
    moments = _moments(gold, story)
    return moments is not None and moments[0].date() == moments[1].date()


def publisher_rows(folder: Path) -> list[dict[str, Any]]:
    """Gold rows from a folder in the shape of the tests of fundus (github.com/flairNLP/fundus).

    Beside the pages (`<country>__<publisher>_<date>.html.gz`) lies `<country>__<publisher>.json` with one entry for
    each version of the publisher's parser, oldest first, as many as there are pages.
    """
    import json

    rows: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.json")):
        entries = list(json.loads(path.read_text(encoding="utf-8")).values())
        name = re.compile(re.escape(path.stem) + r"_\d{4}_\d\d_\d\d\.html(?:\.gz)?")
        files = sorted(file.name for file in folder.iterdir() if name.fullmatch(file.name))
        if len(entries) != len(files):
            raise LoadError(f"{path}: {len(entries)} entries of gold for {len(files)} pages; one is needed for each.")
        info = folder / f"{path.stem.split('__')[0]}__meta.info"
        known = json.loads(info.read_text(encoding="utf-8")) if info.is_file() else {}
        rows += [
            {
                "file": file,
                "url": known.get(file.split("__")[-1], {}).get("url"),
                "title": entry.get("title"),
                "authors": entry.get("authors"),
                "published": entry.get("publishing_date"),
                "gold_text": "\n\n".join(_paragraphs(entry.get("body"))),
            }
            for entry, file in zip(entries, files, strict=True)
        ]
    if not rows:
        raise LoadError(f"{folder}: there is no gold in this folder; docs/benchmarks.md says where it can be had.")
    return rows


def _paragraphs(body: dict[str, Any] | None) -> Iterable[str]:
    if body:
        yield from body.get("summary", ())
        for section in body.get("sections", ()):
            yield from (*section["headline"], *section["paragraphs"])
