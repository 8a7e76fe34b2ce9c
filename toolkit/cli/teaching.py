"""`toolkit workshop build`."""

from __future__ import annotations

import argparse
from typing import Any

from toolkit.cli.common import say, tell


def add(commands: Any) -> None:
    """Add the command with its action."""
    workshop = commands.add_parser("workshop", help="activities for a class: pages that run from disk, handouts, plans")
    actions = workshop.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="write a folder for a class, to put on USB sticks or on a web host")
    build.add_argument("folder", metavar="DIR", help="the folder to write; new, empty or a workshop")
    build.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    from toolkit.teaching.building import build_workshop

    page = build_workshop(options.folder)
    tell(f"give to learners: {page.parent}; keep: {page.parent.parent / 'facilitator'}")
    say(str(page))
    return 0
