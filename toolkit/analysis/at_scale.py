"""More articles than memory holds: taken in, analysed part by part, and laid down as a corpus that opens in parts.

A journal says what is done. After an end at any moment the same call goes on from there, and the tables are those of an
undisturbed run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.analysis.disk import write_table, write_text
from toolkit.analysis.engines import engine_of, run
from toolkit.analysis.intake import INCOMING, take_corpus, take_files
from toolkit.analysis.journal import NAME, Journal
from toolkit.analysis.one_part import TABLES, Plan, settings_record
from toolkit.articles import Corpus, Rejection, Settings
from toolkit.articles.article_tables import rejected_table
from toolkit.articles.opening import open_corpus
from toolkit.articles.storage import IN_PARTS, MANIFEST, code_fingerprint, is_saved_corpus, write_lexicon
from toolkit.articles.stored_parts import PartRecord, PartStore, StoredArticles
from toolkit.errors import LoadError, QueryError
from toolkit.folders import alone, sha256_of
from toolkit.parallel import Progress

PART = 500  # articles of a part


def analyse_into(
    source: Any,
    folder: str | os.PathLike[str],
    *,
    settings: Settings,
    workers: int | None,
    on: str,
    tables: Iterable[str],
    seconds: float,
    megabytes: int,
    part: int,
    progress: bool | None,
    reading: Mapping[str, Any],
    prepare: str | None = None,
) -> Corpus:
    """Analyse a corpus or files into a folder, or go on with it. What is asked is explained at `toolkit.analyse`."""
    engine_of(on)
    target = Path(folder)
    chosen = _chosen(tables)
    asked = {
        "source": _stamp(source),
        "settings": settings_record(settings),
        "tables": list(chosen),
        "reading": {name: repr(value) for name, value in sorted(reading.items())},
        "code": code_fingerprint(),
    }
    try:
        target.mkdir(parents=True, exist_ok=True)
        with alone(target):
            if _is_done(target, asked):
                return open_corpus(target)
            journal = _begun(target, asked)
            write_lexicon(settings, target)
            many = 1 if on == "serial" else workers or os.cpu_count() or 1
            taken = journal.first("taken") or _taken(source, target, journal, part, progress, reading, many)
            plan = Plan(
                folder=str(target.absolute()), engine=settings.engine, lexicon=settings.key[1], tables=chosen,
                seconds=seconds, megabytes=megabytes,
            )  # fmt: skip
            for name in ("articles", *plan.names):
                (target / name).mkdir(exist_ok=True)
            _analysed(plan, taken["parts"], journal, on, workers, progress, prepare)
            _finished(target, asked, taken, journal)
    except OSError as error:
        raise LoadError(_stopped(target, error.strerror or str(error))) from error
    except LoadError as error:
        if str(error).startswith("part "):  # told by a process that could not read or write
            raise LoadError(_stopped(target, str(error))) from error
        raise
    return open_corpus(target)


def _stopped(target: Path, why: str) -> str:
    return f"{target}: the analysis cannot go on ({why}); mend that, and the same call goes on where it stopped."


def _chosen(tables: Iterable[str]) -> tuple[str, ...]:
    wanted = {tables} if isinstance(tables, str) else set(tables)
    if unknown := sorted(wanted - set(TABLES), key=str):
        raise QueryError(f"tables={unknown[0]!r}: there is no such table; choose from {', '.join(TABLES)}.")
    if len(wanted & {"attributions", "voices"}) == 1:
        raise QueryError("tables: attributions and voices are computed together; name both or none.")
    return tuple(name for name in TABLES if name in wanted)


def _stamp(source: Any) -> str:
    """What tells one input from another: the articles of a corpus; the names, sizes and times of files."""
    if isinstance(source, Corpus):
        return f"corpus {source.fingerprint}"
    from toolkit.loading.sources import source_files

    digest = hashlib.sha256(repr(source if isinstance(source, (list, tuple)) else str(source)).encode())
    for path in source_files(source):
        try:
            found = path.stat()
        except OSError:
            continue  # told by the reader of the file
        digest.update(f"\n{path} {found.st_size} {found.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return f"files {digest.hexdigest()}"


def _is_done(target: Path, asked: Mapping[str, Any]) -> bool:
    """Whether the folder holds just what is asked. Raises LoadError if it holds something else."""
    if (target / NAME).exists() and not (target / MANIFEST).exists():
        return False
    if not is_saved_corpus(target):
        if any(one.name != "lexicon.json" for one in target.iterdir()):
            raise LoadError(f"{target}: this holds something that is no analysis; give an empty or a new folder.")
        return False
    if json.loads((target / MANIFEST).read_text(encoding="utf-8")).get("asked") != asked:
        raise LoadError(f"{target}: this holds another analysis, or that of another version; give a new folder.")
    _cleared(target)
    return True


def _begun(target: Path, asked: Mapping[str, Any]) -> Journal:
    journal = Journal(target)
    before = journal.first("asked")
    if before is None:
        journal.add({"format": IN_PARTS, "asked": asked})
    elif before != asked:
        different = ", ".join(name for name in asked if before.get(name) != asked[name])
        raise LoadError(
            f"{target}: this holds an unfinished analysis that was asked otherwise ({different}); "
            "ask the same, delete the folder, or give a new one."
        )
    return journal


def _taken(
    source: Any,
    target: Path,
    journal: Journal,
    part: int,
    progress: bool | None,
    reading: Mapping[str, Any],
    workers: int,
) -> dict[str, Any]:
    """Lay the articles on disk, from the beginning: a reading that was cut short is not gone on with."""
    shutil.rmtree(target / INCOMING, ignore_errors=True)
    (target / INCOMING).mkdir(exist_ok=True)
    total = len(source) if isinstance(source, Corpus) else None
    with Progress(total, "reading", wanted=progress) as shown:
        if isinstance(source, Corpus):
            taken = take_corpus(source, target, size=part, told=shown)
        else:
            taken = take_files(source, target, size=part, told=shown, reading=reading, workers=workers)
    journal.add({"taken": taken})
    return taken


def _analysed(
    plan: Plan,
    sizes: list[int],
    journal: Journal,
    on: str,
    workers: int | None,
    progress: bool | None,
    prepare: str | None,
) -> None:
    before = [line for line in journal.lines if "part" in line]
    known = {line["part"] for line in before}
    done = sum(sizes[number] for number in known)
    aside = sum(len(line["rejected"]) for line in before)
    waiting = [number for number in range(len(sizes)) if number not in known]
    if not waiting:
        return
    with Progress(sum(sizes), "analysing", wanted=progress, already=done) as shown:
        for line in run(on, plan, waiting, workers=workers or os.cpu_count() or 1, prepare=prepare):
            journal.add(line)
            done += sizes[line["part"]]
            aside += len(line["rejected"])
            shown(done, also=f"{aside:,} set aside" if aside else "")


def _finished(target: Path, asked: Mapping[str, Any], taken: Mapping[str, Any], journal: Journal) -> None:
    """The manifest, by which the folder becomes a corpus; then what is no longer needed goes."""
    lines = sorted((line for line in journal.lines if "part" in line), key=lambda line: int(line["part"]))
    parts = [PartRecord(line["part"], line["articles"], line["files"]) for line in lines]
    late = [Rejection(*one) for line in lines for one in line["rejected"]]
    rejections = [*(Rejection(*one) for one in taken["rejected"]), *late]
    write_table(rejected_table(rejections), target / "rejected.parquet")
    content: dict[str, list[int]] = {}
    for line in lines:
        for name, (rows, hashed) in line["content"].items():
            before = content.get(name, [0, 0])
            content[name] = [before[0] + rows, (before[1] + hashed) % (1 << 64)]
    told = sorted(map(list, rejections))
    content["rejected"] = [len(told), int(hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16], 16)]
    manifest = {
        "format": IN_PARTS,
        "articles": sum(part.articles for part in parts),
        "fingerprint": Corpus(StoredArticles(PartStore(target, parts, with_analysis=False))).fingerprint,
        "settings": asked["settings"],
        "analysis": {"made_by": asked["code"]},
        "asked": asked,
        "content": content,
        "content_hash": hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
        "tables": {"rejected": sha256_of(target / "rejected.parquet")},
        "parts": [[part.number, part.articles, part.files] for part in parts],
        "load_report": _reported(taken["load_report"], late),
        "furniture": taken.get("furniture") or _furniture(journal),
    }
    write_text(json.dumps(manifest, ensure_ascii=True) + "\n", target / MANIFEST)
    _cleared(target)


def _reported(accounts: list[dict[str, Any]], late: list[Rejection]) -> list[dict[str, Any]]:
    """The accounts of the files, in which articles that were set aside later are no longer kept."""
    fewer = Counter(one.source for one in late)
    return [
        account
        | {
            "kept": account["kept"] - fewer[account["source"]],
            "set_aside": account["set_aside"] + fewer[account["source"]],
        }
        for account in accounts
    ]


def _furniture(journal: Journal) -> list[list[Any]]:
    """The lines that were taken out: outlet, line as the first part has it, number of articles."""
    found: dict[tuple[str, str], tuple[int, str, int]] = {}
    for line in journal.read():
        for outlet, mark, named, articles in line.get("furniture", ()) if "part" in line else ():
            part, known, count = found.get((outlet, mark), (line["part"], named, 0))
            found[outlet, mark] = (*min((part, known), (line["part"], named)), count + articles)
    rows = sorted((-count, outlet, named) for (outlet, _), (_, named, count) in found.items())
    return [[outlet or None, named, -count] for count, outlet, named in rows]


def _cleared(target: Path) -> None:
    shutil.rmtree(target / INCOMING, ignore_errors=True)
    (target / NAME).unlink(missing_ok=True)
