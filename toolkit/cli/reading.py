"""`toolkit scan` and `toolkit lab`."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from toolkit.cli.common import load_articles, say, set_aside, takes_articles, tell
from toolkit.errors import QueryError


def add(commands: Any) -> None:
    """Add both commands."""
    scan = commands.add_parser("scan", help="show articles in the terminal with loaded words and voices marked")
    takes_articles(scan)
    scan.add_argument("--words", action="store_true", help="one loaded word a line, tab-separated")
    scan.add_argument("--voice", help="only this voice (own, quoted, unquoted, outlet, direct, partial, indirect, ...)")
    scan.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    scan.set_defaults(run=run_scan)

    lab = commands.add_parser(
        "lab",
        help="copy the notebooks to a folder of yours and open them in JupyterLab",
        epilog="Every other argument is handed to JupyterLab: toolkit lab --allow-root --ip=127.0.0.1",
    )
    lab.add_argument("folder", nargs="?", metavar="DIR", help="the folder for your copies (./toolkit-notebooks)")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--port", type=int, help="another port than 8888")
    lab.set_defaults(run=run_lab)


def run_scan(options: argparse.Namespace) -> int:
    """Print articles with their marks, or their loaded words."""
    from toolkit.statistics.terms import chosen_voices
    from toolkit.views.terminal import scan, words

    wanted = None
    if options.voice:
        try:
            wanted = chosen_voices(options.voice)
        except QueryError as error:
            raise QueryError(str(error).replace(f"voice={options.voice!r}", f"--voice {options.voice}")) from error
    corpus = load_articles(options)
    if options.words:
        for article in corpus:
            for line in words(article, settings=corpus.settings, voices=wanted):
                say(line)
        return set_aside(corpus, options)
    console = _console(options.color)
    for number, article in enumerate(corpus):
        if number:
            console.print("\n" + "-" * min(console.width, 72) + "\n")
        for text in scan(article, settings=corpus.settings, voices=wanted):
            console.print(text, soft_wrap=not console.is_terminal)
    return set_aside(corpus, options)


def _console(color: str) -> Any:
    from rich.console import Console

    class Piped(Console):
        """A console whose reader may go: that is told to `main`, and no error of ours."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    plain = color == "never" or (color == "auto" and "NO_COLOR" in os.environ)
    return Piped(
        force_terminal=True if color == "always" else None, no_color=plain, highlight=False, markup=False, emoji=False
    )


def run_lab(options: argparse.Namespace) -> int:
    """Copy the notebooks and open JupyterLab."""
    import subprocess
    from pathlib import Path

    from toolkit.data import data_path
    from toolkit.notebook_files import copy_notebooks, holds_own_notebooks

    folder = Path(options.folder or "toolkit-notebooks")
    opened = ""
    if not holds_own_notebooks(folder):
        copied = copy_notebooks(folder)
        opened = "/notebooks"
        tell(f"{folder}: {len(copied.written)} files copied")
        for name in copied.kept:
            tell(f"  {name}: you have changed it, so it was left as it is")
    settings = data_path("lab")  # no news, no search for updates: no network unasked
    command = [sys.executable, "-m", "jupyterlab", str(folder), f"--LabApp.app_settings_dir={settings}"]
    command += ["--LabApp.extension_manager=readonly", f"--LabApp.default_url=/lab/tree{opened}"]
    command += ["--no-browser"] if options.no_browser else []
    command += [f"--port={options.port}"] if options.port else []
    return subprocess.run([*command, *options.others], check=False).returncode  # noqa: S603  our own interpreter
