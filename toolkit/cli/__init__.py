"""The `toolkit` command: what the package does, from the shell. One module per group of commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from toolkit.cli import analysing, codebooks, completion, lexicons, measuring, reading, reports, teaching
from toolkit.cli.common import Parser, for_the_shell, tell
from toolkit.errors import ToolkitError

_EXAMPLES = """examples:
  toolkit scan seeds/                          read marked articles in the terminal
  toolkit scan seeds/ --words --voice outlet   loaded words in the outlet's own voice, one a line
  toolkit report seeds/ -o report/             write one page with its tables and figures
  toolkit report news.csv --text body --outlet source -o report/
  toolkit report news.csv -o report/ --names names.json --no-text
  toolkit verify report/                       prove that the same input still gives the same tables
  toolkit analyze news.parquet -o study/       tables of many articles, part by part; goes on if it was stopped
  toolkit lab                                  copy the notebooks to ./toolkit-notebooks, open JupyterLab
  toolkit workshop build class/                pages, handouts and plans for a class, on a USB stick or a web host
  toolkit lexicon check my_lexicon.csv         find every mistake in a lexicon of your own
  toolkit train words --gold FILE -o MODEL     learn from annotated sentences which words are loaded
  toolkit lexicon coverage seeds/              which entries of the lexicon are found, and how often

exit codes: 0 done; 1 something was set aside or does not hold, and you asked (--strict, verify, lexicon check);
            2 the call itself is wrong
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. A user's mistake is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without Unicode shows a question mark, and no error of ours
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = parser_of_all()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        parser.print_help()
        return 0
    options, others = parser.parse_known_args(given)
    if others and options.run is not reading.run_lab:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    options.others = others
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except ToolkitError as error:
        tell(f"toolkit: {for_the_shell(str(error))}")
        return 2
    except KeyboardInterrupt:
        tell("toolkit: stopped; nothing was left half written.")
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone (`| head`): that is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser_of_all() -> argparse.ArgumentParser:
    """The parser with every command."""
    from toolkit import __version__

    parser = Parser(
        prog="toolkit",
        description="Loaded language in news articles, and whose voice it is in.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"toolkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in (reports, reading, analysing, lexicons, codebooks, measuring, teaching, completion):
        group.add(commands)
    parser.set_defaults(everything=parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
