"""Files, folders, patterns, archives, lists and pasted text: each becomes articles or a named rejection."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.articles import Corpus
from toolkit.articles.load_report import LoadReport
from toolkit.articles.opening import open_corpus
from toolkit.articles.storage import is_saved_corpus
from toolkit.errors import LoadError
from toolkit.loading.archives import Limits
from toolkit.loading.asking import checked
from toolkit.loading.folders import files_of
from toolkit.loading.formats import named
from toolkit.loading.outcomes import Outcome, refused
from toolkit.loading.processes import read_all
from toolkit.loading.reading import Item, Settings, read_bytes, with_own_ids, without_suffix
from toolkit.loading.records import Columns
from toolkit.loading.tidying import without_furniture

Source = str | os.PathLike[str]


def load(
    source: Source | Iterable[Source],
    *,
    text: str | None = None,
    id: str | None = None,
    headline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    table: str | None = None,
    format: str | None = None,
    encoding: str | None = None,
    clean: bool = True,
    limits: Limits | None = None,
    processes: int | None = None,
    progress: bool | None = None,
) -> Corpus:
    """A corpus of everything that can be read: a file, a folder, a pattern (`"news/*.txt"`), a list, or pasted text.

    What a file is, is told from its bytes, never from its name; `format` overrides it ("csv", "html", "plain text";
    docs/formats.md lists them). Archives (.zip, .tar, .gz, .bz2, .xz) are read in memory, one inside another once. Text
    files are one article each, their anatomy taken apart (`Article.parts`). Tables are one article a row; `text`, `id`,
    `headline`, `outlet`, `published` and `url` name their columns, and where a name is not given a common one is looked
    for and said in the report. `table` names the table of a database, or the sheet of a workbook, where there are
    several. For other files `outlet` is the outlet of all their articles. `encoding` overrides how
    text files are decoded (their byte-order mark, else UTF-8, else a guess that the report names). `clean=False` leaves
    the texts of tables untouched, and leaves in what else recurs under many articles of one outlet (advertisements,
    newsletter boxes, copyright lines; `corpus.load_report.furniture_table` lists what was taken out). `limits` states
    how much of a file is read (`toolkit.loading.Limits`). A folder that `Corpus.save` wrote is opened as `toolkit.open`
    does. No network is ever opened.

    Folders are read file by file, and by several processes where that saves seconds (not in a script, which its
    processes would run again: pass `processes=` below `if __name__ == "__main__":`). `progress` shows or hides the line
    that counts files; by default it is shown in a terminal.

    The article's `id` is the file's path without its suffix, as seen from the folder given, or the table's id. What
    cannot be read is a row of `corpus.rejected` and the rest goes on; `corpus.load_report` says what became of every
    file.
    LoadError is raised, in one sentence, where a single file cannot be read or nothing at all could be.

    >>> corpus = load("Rain fell on Leeds.\\nIt rained all day.")
    >>> corpus[0].text
    'Rain fell on Leeds.\\n\\nIt rained all day.'
    """
    named_path = isinstance(source, os.PathLike) or (isinstance(source, str) and not _is_pasted(source))
    if named_path and is_saved_corpus(source):  # type: ignore[arg-type]
        return open_corpus(source)  # type: ignore[arg-type]
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    settings = Settings(
        columns=columns, encoding=encoding, format=format, tidy=clean, table=table, limits=limits or Limits()
    )
    if format is not None:
        named(format)  # an unknown name is a mistake of the call, not of every file
    source = checked(source)
    if isinstance(source, str) and _is_pasted(source):
        return _corpus(list(_pasted(source, settings)), "the pasted text")
    found = list(found_in(source))
    items = [one for one in found if isinstance(one, Item)]
    read = list(read_all(items, settings, processes=processes, progress=progress))
    missing = [one for one in found if isinstance(one, Outcome)]
    return _corpus([*read, *missing], _called(source), tidy=clean)


def _corpus(outcomes: list[Outcome], source: str, *, tidy: bool = True) -> Corpus:
    outcomes = with_own_ids(outcomes)
    articles = [article for one in outcomes for article in one.articles]
    rejections = [rejection for one in outcomes for rejection in one.rejections]
    if not articles:
        if len(outcomes) == 1 and len(rejections) == 1:
            raise LoadError(f"{rejections[0].source}: {rejections[0].reason}")
        reasons = (
            "; ".join(dict.fromkeys(f"{r.source}: {r.reason}" for r in rejections[:3])) or "there are no files in it"
        )
        raise LoadError(f"{source}: nothing could be read: {reasons}")
    articles, furniture = without_furniture(articles) if tidy else (articles, ())
    return Corpus(articles, rejections, load_report=LoadReport(tuple(one.account for one in outcomes), furniture))


_SURROGATE = re.compile("[\ud800-\udfff]")


def _pasted(source: str, settings: Settings) -> Iterator[Outcome]:
    data = _SURROGATE.sub("\ufffd", source).encode("utf-8")
    return read_bytes(data, source="pasted text", stem="pasted", settings=replace(settings, encoding="utf-8"))


def _is_pasted(source: str) -> bool:
    """A text, a page or a record instead of a path: several lines, or markup, or longer than any path."""
    several = "\n" in source.strip() or source.lstrip().startswith("<") or (len(source) > 300 and " " in source)
    return several and not os.path.lexists(source)


def _called(source: Source | Iterable[Source]) -> str:
    return str(source) if isinstance(source, (str, os.PathLike)) else "the list"


def found_in(source: Source | Iterable[Source]) -> Iterator[Item | Outcome]:
    """The files of a source in a fixed order, and what of it leads to none."""
    if not isinstance(source, (str, os.PathLike)):
        for one in source:
            if not isinstance(one, (str, os.PathLike)):
                yield refused(repr(one)[:80], "a list for load() holds paths only")
                continue
            try:
                yield from found_in(checked(one))
            except LoadError as error:
                yield refused(str(one), str(error).removeprefix(f"{one}: "))
        return
    path = Path(source)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise LoadError(f"{str(source)[:80]!r}: this is no path of a file or folder ({error}).") from error
    if is_folder:
        yield from files_of(path)
    elif exists:
        yield Item(path, without_suffix(path.name))
    elif any(char in str(source) for char in "*?["):
        yield from _matches(path, str(source))
    else:
        raise LoadError(f"{source}: there is no such file or folder; check the spelling, seen from {Path.cwd().name}/.")


def _matches(path: Path, pattern: str) -> Iterator[Item]:
    anchor = Path(path.anchor or ".")
    relative = str(path.relative_to(path.anchor)) if path.anchor else str(path)
    try:
        found = sorted(match for match in anchor.glob(relative) if match.is_file())
    except (ValueError, NotImplementedError) as error:
        raise LoadError(f"{pattern}: this is no pattern of file names ({error}).") from error
    if not found:
        raise LoadError(f"{pattern}: no file matches this pattern; check the folder and the suffix.")
    for match in found:
        yield Item(match, without_suffix(match.name))


def source_files(source: Source | Iterable[Source]) -> list[Path]:
    """The files that `load` would read, in its order. Raises LoadError as `load` does."""
    return [one.path for one in found_in(source) if isinstance(one, Item)]


def is_path(source: object) -> bool:
    """Whether `load` takes this for a path or a pattern, not for a pasted text."""
    return isinstance(source, os.PathLike) or (isinstance(source, str) and not _is_pasted(source))
