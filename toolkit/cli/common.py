"""What several commands share: the options that name articles, what is told, how a mistake reads in a shell."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import ENGINES
from toolkit.errors import LoadError
from toolkit.text.printing import printable

if TYPE_CHECKING:
    from toolkit.articles import Corpus

COLUMNS = ("text", "id", "headline", "outlet", "published", "url")
_AS_OPTION = re.compile(
    r"\b(text|id|headline|outlet|published|url|encoding|format|source|notebooks|names|by|voice|engine)="
    r"(\.\.\.|'[^']*'|\"[^\"]*\")"
)
_VALUE = {"encoding": "NAME", "format": "NAME", "source": "PATH", "notebooks": "DIR", "names": "FILE", "by": "FIELD"}


def takes_articles(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that reads articles."""
    parser.add_argument(
        "path", metavar="PATH", help="a file, a folder, a pattern in quotation marks, or - for standard input"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 if anything was set aside")
    parser.add_argument("--engine", choices=ENGINES, default="model", help="the analysis of voice (model)")
    takes_columns(parser)
    parser.add_argument("--encoding", metavar="NAME", help="how text files are encoded, if it is told wrongly")
    parser.add_argument("--format", metavar="NAME", help="what the files are, if it is told wrongly (csv, html, ...)")


def takes_columns(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the columns of a table."""
    for column in COLUMNS:
        parser.add_argument(f"--{column}", metavar="COLUMN", help=f"the column of a table that holds the {column}")


def reading_of(options: argparse.Namespace) -> dict[str, Any]:
    """The options of `load` that were given."""
    names = (*COLUMNS, "encoding", "format")
    return {name: value for name in names if (value := getattr(options, name, None))}


def load_articles(options: argparse.Namespace) -> Corpus:
    """The articles that a command was given. Raises LoadError as `load` does."""
    from toolkit.loading import load

    if options.path == "-":
        return _from_standard_input(reading_of(options)).with_settings(engine=options.engine)
    options.path = founding_story_if_asked(options.path)
    return load(options.path, **reading_of(options)).with_settings(engine=options.engine)


def _from_standard_input(reading: dict[str, Any]) -> Corpus:
    from toolkit.loading import load

    data = sys.stdin.buffer.read()
    if not data.strip():
        raise LoadError("standard input: it is empty; pipe a file into the command, or name one in place of the -.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(data)
        try:
            return load(path, **reading)
        except LoadError as error:
            raise type(error)(str(error).replace(str(path), "standard input")) from error


def founding_story_if_asked(path: str) -> str:
    """`seeds`, if no such folder is here, is the founding story that comes with the toolkit."""
    from toolkit.notebook_files import shipped

    if path.rstrip("/\\") != "seeds" or os.path.exists(path):
        return path
    tell("there is no folder seeds here: the founding story that comes with the toolkit is read")
    return str(shipped("seeds"))


def set_aside(corpus: Corpus, options: argparse.Namespace) -> int:
    """Tell what could not be read; the exit code."""
    if corpus.rejections:
        tell(f"set aside {len(corpus.rejections)}:")
        for rejection in corpus.rejections[:20]:
            place = f" ({rejection.locator})" if rejection.locator else ""
            tell(f"  {rejection.source}{place}: {rejection.reason}")
        if len(corpus.rejections) > 20:
            tell(f"  and {len(corpus.rejections) - 20} more")
    return int(bool(corpus.rejections) and options.strict)


def for_the_shell(message: str) -> str:
    """Advice in the words of the shell.

    >>> for_the_shell("no column for the text. Pass text=...")
    'no column for the text. Pass --text COLUMN'
    """

    def option(match: re.Match[str]) -> str:
        name, value = match.groups()
        return f"--{name} {_VALUE.get(name, 'COLUMN') if value == '...' else value}"

    return _AS_OPTION.sub(option, message)


def say(message: str) -> None:
    """A result, on standard output. This and `tell` are the only ways by which a command prints text."""
    print(printable(message))


def tell(message: str) -> None:
    """One line on standard error."""
    print(printable(message), file=sys.stderr, flush=True)


class Parser(argparse.ArgumentParser):
    """A parser whose messages repeat nothing that a terminal would obey."""

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(printable(message), file)
