"""`toolkit lexicon check`, `coverage` and `symmetry`."""

from __future__ import annotations

import argparse
from typing import Any

from toolkit.cli.common import load_articles, say, set_aside, takes_articles


def add(commands: Any) -> None:
    """Add the command with its actions."""
    lexicon = commands.add_parser("lexicon", help="work on a lexicon of your own")
    actions = lexicon.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name the row, the field and the fix of every mistake")
    check.add_argument("path", metavar="FILE", help="CSV or a folder of it, .xlsx, .ods, .dic, .yml, .lc3")
    check.set_defaults(run=_check_lexicon)
    coverage = actions.add_parser("coverage", help="what a lexicon finds in articles, and which entries never do")
    takes_articles(coverage)
    coverage.add_argument("--lexicon", metavar="FILE", help="a lexicon of your own; that of the toolkit if not given")
    coverage.add_argument("--never", action="store_true", help="list the entries that find nothing")
    coverage.set_defaults(run=_lexicon_coverage)
    symmetry = actions.add_parser("symmetry", help="how many entries speak of whom, or are whose words")
    symmetry.add_argument("--lexicon", metavar="FILE", help="a lexicon of your own; that of the toolkit if not given")
    symmetry.add_argument("--by", choices=("target", "used_by"), default="target")
    symmetry.set_defaults(run=_lexicon_symmetry)


def _check_lexicon(options: argparse.Namespace) -> int:
    from toolkit.lexicon import check

    problems = check(options.path)
    for problem in problems:
        say(f"{problem.file}, row {problem.row}, {problem.field}: {problem.what} {problem.fix}")
    say(f"{len(problems)} mistake{'' if len(problems) == 1 else 's'} in {options.path}")
    return int(bool(problems))


def _lexicon_coverage(options: argparse.Namespace) -> int:
    from toolkit.loaded.coverage import lexicon_coverage

    corpus = load_articles(options)
    table = lexicon_coverage(corpus, lexicon=_lexicon(options))
    fired = table[table["hits"] > 0]
    shown = table[table["hits"] == 0] if options.never else fired
    say("hits\tarticles\tseverity\tcategory\tterm")
    for row in shown.itertuples():
        say("\t".join(map(str, (row.hits, row.articles, row.severity, row.category, row.term))))
    say(f"{len(fired)} of {len(table)} entries are found in {len(corpus)} articles, {len(table) - len(fired)} never")
    return set_aside(corpus, options)


def _lexicon_symmetry(options: argparse.Namespace) -> int:
    from toolkit.lexicon import Lexicon

    given = _lexicon(options)
    lexicon = Lexicon.default() if given is None else given
    say(lexicon.symmetry(by=options.by).to_string(index=False))
    return 0


def _lexicon(options: argparse.Namespace) -> Any:
    from toolkit.lexicon import Lexicon

    return Lexicon.read(options.lexicon) if options.lexicon else None
