"""`toolkit report` and `toolkit verify`."""

from __future__ import annotations

import argparse
import time
from typing import Any

from toolkit.cli.common import (
    founding_story_if_asked,
    load_articles,
    reading_of,
    say,
    set_aside,
    takes_articles,
    takes_columns,
    tell,
)


def add(commands: Any) -> None:
    """Add both commands."""
    report = commands.add_parser("report", help="write a report folder about articles: page, tables, figures, notebook")
    takes_articles(report)
    report.add_argument("-o", "--out", required=True, metavar="DIR", help="the folder to write; new, empty or a report")
    report.add_argument("--title", default=None, help="the title of the page")
    report.add_argument("--by", default="outlet", metavar="FIELD", help="the field to compare articles by (outlet)")
    report.add_argument("--names", metavar="FILE", help="words for persons or things to compare: JSON, or CSV")
    report.add_argument(
        "--notebooks", nargs="?", const=True, default=None, metavar="DIR",
        help="add the lessons, run on these articles; with DIR the notebooks of that folder",
    )  # fmt: skip
    report.add_argument("--no-text", action="store_true", help="leave out what has more than seven words of a source")
    report.add_argument("--docx", action="store_true", help="add the page as a Word document (needs the extra docx)")
    report.add_argument("--workers", type=int, metavar="N", help="how many processes analyse")
    report.set_defaults(run=run_report)

    verify = commands.add_parser("verify", help="check that a report still follows from its input")
    verify.add_argument("folder", metavar="DIR")
    verify.add_argument("--source", metavar="PATH", help="where the input is now, if it has moved")
    takes_columns(verify)
    verify.set_defaults(run=run_verify)


def run_report(options: argparse.Namespace) -> int:
    """Write a report."""
    from toolkit.reporting import report

    began = time.monotonic()
    tell("starting")
    reading = reading_of(options)
    if options.path == "-":
        source: Any = load_articles(options)
        reading = {}
    else:
        source = options.path = founding_story_if_asked(options.path)
    given = {"title": options.title} if options.title else {}
    page = report(
        source, options.out, by=options.by, names=options.names, notebooks=options.notebooks,
        full_text=not options.no_text, docx=options.docx, engine=options.engine, workers=options.workers, told=tell,
        **given, **reading,
    )  # fmt: skip
    code = _told_aside(page.parent, options)
    tell(f"done in {time.monotonic() - began:.0f} s")
    say(str(page))
    return code


def _told_aside(folder: Any, options: argparse.Namespace) -> int:
    """What the report set aside, from the corpus it keeps."""
    from toolkit.articles.opening import open_corpus

    return set_aside(open_corpus(folder / "corpus"), options)


def run_verify(options: argparse.Namespace) -> int:
    """Print every check; 1 if one does not hold."""
    from toolkit.reporting import verify

    tell("computing the tables anew")
    checks = verify(options.folder, source=options.source, **reading_of(options))
    for check in checks:
        say(f"{'ok' if check.holds else 'NOT THE SAME':<12}  {check.item}: {check.found}")
    failed = sum(not check.holds for check in checks)
    say(f"{len(checks) - failed} of {len(checks)} checks hold")
    return int(failed > 0)
