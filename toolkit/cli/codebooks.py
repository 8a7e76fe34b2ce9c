"""`toolkit codebook check` and `write`."""

from __future__ import annotations

import argparse
from typing import Any

from toolkit.cli.common import say


def add(commands: Any) -> None:
    """Add the command with its actions."""
    codebook = commands.add_parser("codebook", help="work on a codebook of your own")
    actions = codebook.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name the row, the field and the fix of every mistake")
    check.add_argument("path", metavar="FILE", help=".csv, .xlsx, .ods, .dic, .yml, .lc3")
    check.set_defaults(run=_check)
    write = actions.add_parser(
        "write", help="write a codebook that ships with the toolkit, to edit it in a spreadsheet"
    )
    write.add_argument("name", metavar="NAME", help="policy, generic, entman, gun_violence or issues")
    write.add_argument("-o", "--out", metavar="FILE", required=True, help="where to write it, as .csv")
    write.set_defaults(run=_write)


def _check(options: argparse.Namespace) -> int:
    from toolkit.codebooks import check

    problems = check(options.path)
    for problem in problems:
        say(f"{problem.file}, row {problem.row}, {problem.field}: {problem.what}; {problem.fix}")
    say(f"{len(problems)} mistake{'' if len(problems) == 1 else 's'} in {options.path}")
    return int(bool(problems))


def _write(options: argparse.Namespace) -> int:
    from toolkit.codebooks import Codebook

    Codebook.named(options.name).write(options.out)
    say(options.out)
    return 0
