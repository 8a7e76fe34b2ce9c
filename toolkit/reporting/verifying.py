"""Prove a report again: its files untouched, its input the same, its tables computed anew and equal."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.articles import Article, Corpus, VoiceEdit
from toolkit.errors import LoadError, ReportError
from toolkit.folders import sha256_of
from toolkit.reporting.exports import as_csv, sha256
from toolkit.reporting.inputs import Reread, Source, content_hash, difference, read_again
from toolkit.reporting.leaving_out import without_texts
from toolkit.reporting.manifest import files_in, made_with, read_manifest, seal_of
from toolkit.reporting.report_tables import for_people, tables
from toolkit.reporting.settings import ReportSettings

if TYPE_CHECKING:
    pass


class Check(NamedTuple):
    """One thing that was checked, whether it holds, and what was found."""

    item: str
    holds: bool
    found: str


def verify(
    out: str | os.PathLike[str], *, source: Source | None = None, progress: bool | None = None, **options: Any
) -> tuple[Check, ...]:
    """Every check of a report folder; the report is proved if all of them hold.

    Every file of the folder must be as it was written, none missing, none added. The articles of the input must say
    the same: its files are read again with the columns that were recorded; where they are gone, the copy inside the
    folder is checked. The tables computed anew must have the recorded hashes; where one differs, the row is named, and
    whether the input, the version or the settings are the reason. `source` names the input where it has moved, with
    other column names if they changed (`text=...`). Other versions of packages are told, but are no failure in
    themselves: what they compute is. Raises ReportError where `out` is no report or `source` cannot be read.
    """
    if not isinstance(out, (str, os.PathLike)):
        raise ReportError(f"verify takes the folder of a report, this is {type(out).__name__}; give its path.")
    folder = Path(out)
    manifest = read_manifest(folder)
    sealed = seal_of(manifest) == manifest["seal"]
    checks = [Check("manifest.json", sealed, "as it was written" if sealed else "changed since it was written")]
    checks += _counts(manifest)
    checks += _files(folder, manifest)
    versions = _other_versions(manifest)
    checks.append(Check("versions", True, versions or "the same as then"))
    inside, told = _inside(folder, manifest)
    again = read_again(manifest["input"], folder, source, options)
    found, corpus, changed = _input(manifest, inside, told, again, chosen=source is not None)
    checks += found
    if corpus is not None:
        why = "the input has changed" if changed else versions or ("" if sealed else "the manifest was changed")
        checks += _tables(folder, manifest, corpus, why, progress)
    return tuple(checks)


def _counts(manifest: dict[str, Any]) -> Iterator[Check]:
    said = manifest["counts"]
    there = {"articles": len(manifest["articles"]), "corrections": len(manifest["corrections"])}
    wrong = [f"{name}: {said[name]} said, {count} listed" for name, count in there.items() if said[name] != count]
    if "rejected" in manifest["tables"] and manifest["tables"]["rejected"]["rows"] != said["set_aside"]:
        wrong.append(f"set aside: {said['set_aside']} said, {manifest['tables']['rejected']['rows']} listed")
    yield Check("counts of the manifest", not wrong, "; ".join(wrong) or "they agree with its lists")


def _files(folder: Path, manifest: dict[str, Any]) -> Iterator[Check]:
    recorded = manifest["files"]
    there = list(files_in(folder))
    groups: Counter[str] = Counter()
    wrong = []
    for name, expected in recorded.items():
        group = name.partition("/")[0] + ("/" if "/" in name else "")
        groups[group] += 1
        state = _state(folder / name, expected)
        if state:
            wrong.append(Check(name, False, state))
            groups[group] -= 1
    added = sorted(set(there) - recorded.keys())
    for group, count in groups.items():
        if count:
            said = f"{count:,} file{'' if count == 1 else 's'}, as written"
            yield Check(group, True, said if group.endswith("/") else "as it was written")
    yield from wrong
    yield from (Check(name, False, "added: the report was written without this file") for name in added)


def _state(path: Path, expected: str) -> str | None:
    """What is wrong with a file, or None."""
    try:
        if path.is_symlink():
            return "a link stands in the place of the file"
        if not path.is_file():
            return "the file is gone"
        return None if sha256_of(path) == expected else "changed since it was written"
    except OSError as error:
        return f"the file cannot be read ({error.strerror or error})"


def _other_versions(manifest: dict[str, Any]) -> str:
    then, now = manifest["made_with"], made_with()
    told = [f"{n} {then[n]} then, {now[n]} now" for n in ("toolkit", "python") if then[n] != now[n]]
    names = sorted({*then["packages"], *now["packages"]})
    for name in names:
        old, new = (one["packages"].get(name, "not recorded") for one in (then, now))
        told += [f"{name} {old} then, {new} now"] if old != new else []
    if then["code"] != now["code"]:
        told.append("the code of the analysis is another")
    return "; ".join(told)


def _inside(folder: Path, manifest: dict[str, Any]) -> tuple[Corpus | None, str]:
    """The copy of the articles in the folder; without texts it holds the settings alone."""
    from toolkit.articles.opening import open_corpus

    try:
        return open_corpus(folder / "corpus"), ""
    except LoadError as error:
        return None, str(error)


def _input(
    manifest: dict[str, Any], inside: Corpus | None, told: str, again: Reread, *, chosen: bool
) -> tuple[list[Check], Corpus | None, bool]:
    """Checks of the input, the corpus to compute with, and whether its articles differ from those of the report."""
    checks: list[Check] = []
    recorded = [(one["id"], one["sha256"]) for one in manifest["articles"]]
    full = manifest["settings"]["full_text"]
    if inside is None:
        return [Check("corpus/", False, told)], None, False
    wrong = _settings(manifest, inside)
    checks.append(Check("settings", not wrong, wrong or "as recorded"))
    if full:
        held = [(article.id, content_hash(article)) for article in inside]
        differs = sorted({one for one, _ in set(held) ^ set(recorded)})
        same = not differs and len(held) == len(recorded)
        checks.append(Check("copy of the articles", same, f"{len(held):,} articles" if same else _named(differs)))
        edits = [[article.id, *edit] for article in inside for edit in article.voice_edits]
        same = edits == manifest["corrections"]
        checks.append(
            Check("corrections", same, f"{len(edits)} as recorded" if same else "others than the manifest records")
        )
    if again.corpus is None:
        gone = again.called != "changed" and full
        end = "checked against the copy inside" if full else "and the folder holds no copy of the articles"
        checks.append(Check("input", gone, f"{again.told}; {end}"))
        return checks, inside if full else None, False
    some = manifest["input"]["kind"] == "corpus"  # a selection: the source may hold more articles
    matched, differs = _match(manifest, inside if full else None, again.corpus, some=some)
    found = f"{len(recorded):,} articles of {again.called} say the same" if not differs else "; ".join(differs[:5])
    if len(differs) > 5:
        found += f"; and {len(differs) - 5} more"
    checks.append(Check("input", not differs, found))
    settled = Corpus(matched, inside.rejections, load_report=inside.load_report, settings=inside.settings)
    return checks, settled, bool(differs)


def _named(names: list[str]) -> str:
    return f"other articles than the manifest records: {', '.join(names[:5])}"


def _settings(manifest: dict[str, Any], inside: Corpus) -> str:
    engine, lexicon = inside.settings.key
    said = manifest["settings"]
    wrong = [f"engine: {engine} in the copy, {said['engine']} recorded"] if engine != said["engine"] else []
    wrong += ["lexicon: another in the copy than recorded"] if lexicon != said["lexicon"] else []
    return "; ".join(wrong)


def _match(
    manifest: dict[str, Any], inside: Corpus | None, now: Corpus, *, some: bool
) -> tuple[list[Article], list[str]]:
    """Articles matched by what they say, in the order of the report, and a sentence for each that differs."""
    by_content: dict[str, list[Article]] = {}
    for article in now:
        by_content.setdefault(content_hash(article), []).append(article)
    edits: dict[str, list[VoiceEdit]] = {}
    for identity, *edit in manifest["corrections"]:
        edits.setdefault(identity, []).append(VoiceEdit(*edit))
    matched: list[Article | None] = []
    for one in manifest["articles"]:
        same = by_content.get(one["sha256"])
        found = same.pop(0) if same else None
        if found is not None:
            kept = inside[one["id"]] if inside is not None and one["id"] in inside else None
            whole = kept is not None and content_hash(kept) == one["sha256"]
            found = kept if whole else replace(found, id=one["id"], voice_edits=tuple(edits.get(one["id"], ())))
        matched.append(found)
    others = {article.id: article for rest in by_content.values() for article in rest}
    told = []
    for number, one in enumerate(manifest["articles"]):
        if matched[number] is None:
            other = others.pop(one["id"], None)
            name = repr(one["id"])
            before = inside[one["id"]] if inside is not None and one["id"] in inside else None
            if other is None:
                told.append(f"article {name} is gone{_headline(before)}")
            else:
                how = f": {difference(before, other)}" if before is not None else ""
                told.append(f"article {name} has changed{_headline(before)}{how}")
                matched[number] = other
    articles = [article for article in matched if article is not None]
    if not some:
        taken = {article.id for article in articles}
        told += [f"article {identity!r} is new{_headline(others[identity])}" for identity in others]
        articles += [article for identity, article in others.items() if identity not in taken]
    return articles, told


def _headline(article: Article | None) -> str:
    return f" (“{article.headline[:60]}”)" if article is not None and article.headline else ""


def _tables(folder: Path, manifest: dict[str, Any], corpus: Corpus, why: str, progress: bool | None) -> Iterator[Check]:
    from toolkit.analysis import analyse

    settings = ReportSettings.from_json(manifest["settings"])
    analyse(corpus, progress=progress)
    seen = set()
    for name, table in tables(corpus, settings):
        seen.add(name)
        shown = for_people(table, corpus)
        if not settings.full_text:
            shown = without_texts(shown)
        data = as_csv(shown)
        said = manifest["tables"].get(name)
        if said is None:
            yield Check(f"{name}, computed anew", False, "the manifest records no such table")
        elif sha256(data) == said["sha256"]:
            yield Check(f"{name}, computed anew", True, f"{len(table):,} rows")
        else:
            reason = f"; the reason: {why}" if why else ""
            yield Check(f"{name}, computed anew", False, f"{_row(folder, name, said, data)}{reason}")
        path = folder / "tables" / f"{name}.csv"
        if said is not None and path.is_file() and sha256_of(path) != said["sha256"]:
            yield Check(f"tables/{name}.csv, row by row", False, _first_difference(data, path.read_bytes()))
    for name in sorted(manifest["tables"].keys() - seen):
        yield Check(f"{name}, computed anew", False, "there is no such table in this version")


def _row(folder: Path, name: str, said: dict[str, Any], now: bytes) -> str:
    path = folder / "tables" / f"{name}.csv"
    if not path.is_file() or sha256_of(path) != said["sha256"]:
        return "not the same as recorded"
    return _first_difference(path.read_bytes(), now, then="then", later="now")


def _first_difference(one: bytes, other: bytes, *, then: str = "computed", later: str = "in the file") -> str:
    """The first row and column in which two CSV tables differ."""
    first, second = _rows(one), _rows(other)
    head = first[0] if first else []
    for number, (a, b) in enumerate(zip(first, second, strict=False)):
        if a != b:
            pairs = zip([*head, *[""] * len(a)], a, b, strict=False)
            column, old, new = next(((c, x, y) for c, x, y in pairs if x != y), ("", str(len(a)), str(len(b))))
            where = "the head" if number == 0 else f"row {number}"
            return f"{where}, column {column!r}: {old[:40]!r} {then}, {new[:40]!r} {later}"
    if len(first) != len(second):
        return f"{len(first) - 1:,} rows {then}, {len(second) - 1:,} {later}"
    return "the same rows, written otherwise"


def _rows(data: bytes) -> list[list[str]]:
    import csv
    import io

    try:
        csv.field_size_limit(1 << 30)
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")))
    except csv.Error as error:
        raise ReportError(f"A table of the report is no CSV any more ({error}).") from error
