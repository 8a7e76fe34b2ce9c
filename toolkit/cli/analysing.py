"""`toolkit analyze`: the tables of many articles, part by part, into a folder."""

from __future__ import annotations

import argparse
from typing import Any

from toolkit.cli.common import founding_story_if_asked, reading_of, set_aside, takes_articles, tell
from toolkit.errors import QueryError

_WHAT = "tokens, voices and loaded words of many articles, part by part, into a folder"


def add(commands: Any) -> None:
    """Add the command."""
    analyze = commands.add_parser(
        "analyze",
        help=_WHAT,
        description=f"Write {_WHAT}. If it is stopped at any moment, the same command goes on.",
        epilog="In Python, toolkit.open(DIR) is the corpus, read part by part. docs/scale.md tells sizes and times.",
    )
    takes_articles(analyze)
    analyze.add_argument("-o", "--out", metavar="DIR", required=True, help="the folder to write")
    analyze.add_argument("--workers", type=int, metavar="N", help="how many processes (one for each core)")
    analyze.add_argument(
        "--on", default="processes", metavar="WHERE",
        help="processes of this machine (the default), serial, dask, or the address of a Dask cluster (tcp://...)",
    )  # fmt: skip
    analyze.add_argument("--without-voice", action="store_true", help="tokens and loaded words alone: much faster")
    analyze.add_argument("--seconds", type=float, default=120, metavar="S", help="the most for one article (120)")
    analyze.add_argument("--megabytes", type=int, default=2048, metavar="MB", help="the most for one process (2048)")
    analyze.set_defaults(run=run_analyze)


def run_analyze(options: argparse.Namespace) -> int:
    """Analyse what a path holds into a folder, and tell what was set aside."""
    from toolkit.analysis import analyse

    if options.path == "-":
        raise QueryError("analyze reads files and folders; save what comes from standard input into a file first.")
    tables = ("tokens", "hits") if options.without_voice else ("tokens", "attributions", "voices", "hits")
    try:
        corpus = analyse(
            founding_story_if_asked(options.path), to=options.out, workers=options.workers, on=options.on,
            engine=options.engine, tables=tables, seconds=options.seconds, megabytes=options.megabytes,
            **reading_of(options),
        )  # fmt: skip
    except KeyboardInterrupt:
        tell("toolkit: stopped; the same command goes on where it stopped.")
        return 130
    tell(f"{options.out}: {len(corpus):,} articles analysed; toolkit.open({options.out!r}) reads them part by part")
    return set_aside(corpus, options)
