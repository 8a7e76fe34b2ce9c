"""The `toolkit` command: what the package does, from the shell."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.articles import ENGINES
from toolkit.errors import QueryError, ToolkitError
from toolkit.evaluation import TASKS

if TYPE_CHECKING:
    from toolkit.articles import Corpus

_EXAMPLES = """examples:
  toolkit scan seeds/                          read marked articles in the terminal
  toolkit scan seeds/ --words --voice outlet   loaded words in the outlet's own voice, one a line
  toolkit report seeds/ -o report/             run the notebooks, write one page with its tables
  toolkit report news.csv --text body --outlet source -o report/
  toolkit verify report/                       prove that the same input still gives the same tables
  toolkit lab                                  copy the notebooks to ./toolkit-notebooks, open JupyterLab
  toolkit lexicon check my_lexicon.csv         find every mistake in a lexicon of your own
  toolkit train words --gold FILE -o MODEL     learn from annotated sentences which words are loaded
  toolkit lexicon coverage seeds/              which entries of the lexicon are found, and how often

exit codes: 0 done; 1 something was set aside or does not hold, and you asked (--strict, verify, lexicon check);
            2 the call itself is wrong
"""
_COLUMNS = ("text", "id", "headline", "outlet", "published", "url")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. A user's mistake is one sentence on standard error."""
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    if others and options.run is not _lab:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    options.others = others
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except ToolkitError as error:
        print(f"toolkit: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("toolkit: stopped; nothing was left half written.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone (`| head`): that is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    from toolkit import __version__

    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="toolkit",
        description="Loaded language in news articles, and whose voice it is in.",
        epilog=_EXAMPLES,
        formatter_class=shape,
    )
    parser.add_argument("--version", action="version", version=f"toolkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    report = commands.add_parser("report", help="run the notebooks on articles and write a report folder")
    _takes_articles(report)
    report.add_argument("-o", "--out", required=True, metavar="DIR", help="the folder to write; new, empty or a report")
    report.add_argument("--notebooks", metavar="DIR", help="other notebooks than those of the project")
    report.add_argument("--title", default=None, help="the title of the page")
    report.set_defaults(run=_report)

    verify = commands.add_parser("verify", help="check that a report still follows from its input")
    verify.add_argument("folder", metavar="DIR")
    verify.add_argument("--source", metavar="PATH", help="where the input is now, if it has moved")
    verify.set_defaults(run=_verify)

    scan = commands.add_parser("scan", help="show articles in the terminal with loaded words and voices marked")
    _takes_articles(scan)
    scan.add_argument("--words", action="store_true", help="one loaded word a line, tab-separated")
    scan.add_argument("--voice", help="with --words: only this voice (outlet, direct, partial, indirect, ...)")
    scan.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    scan.set_defaults(run=_scan)

    lab = commands.add_parser(
        "lab",
        help="copy the notebooks to a folder of yours and open them in JupyterLab",
        epilog="Every other argument is handed to JupyterLab: toolkit lab --allow-root --ip=127.0.0.1",
    )
    lab.add_argument("folder", nargs="?", metavar="DIR", help="the folder for your copies (./toolkit-notebooks)")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    lab.add_argument("--port", type=int, help="another port than 8888")
    lab.set_defaults(run=_lab)

    lexicon = commands.add_parser("lexicon", help="work on a lexicon of your own")
    actions = lexicon.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name the row, the field and the fix of every mistake")
    check.add_argument("path", metavar="FILE", help="CSV or a folder of it, .xlsx, .ods, .dic, .yml, .lc3")
    check.set_defaults(run=_check_lexicon)
    coverage = actions.add_parser("coverage", help="what a lexicon finds in articles, and which entries never do")
    _takes_articles(coverage)
    coverage.add_argument("--lexicon", metavar="FILE", help="a lexicon of your own; that of the toolkit if not given")
    coverage.add_argument("--never", action="store_true", help="list the entries that find nothing")
    coverage.set_defaults(run=_lexicon_coverage)
    symmetry = actions.add_parser("symmetry", help="how many entries speak of whom, or are whose words")
    symmetry.add_argument("--lexicon", metavar="FILE", help="a lexicon of your own; that of the toolkit if not given")
    symmetry.add_argument("--by", choices=("target", "used_by"), default="target")
    symmetry.set_defaults(run=_lexicon_symmetry)

    train = commands.add_parser("train", help="train a model on annotated news")
    train.add_argument("task", choices=("voice", "words", "sentences"))
    train.add_argument("--gold", required=True, metavar="FILE", help="JSON lines, plain or .gz, with a column split")
    train.add_argument("-o", "--out", metavar="MODEL", help="where to write the model; for voice that of the toolkit")
    train.set_defaults(run=_train)

    benchmark = commands.add_parser("benchmark", help="measure on annotated news (docs/benchmarks.md)")
    benchmark.add_argument("task", metavar="TASK", help=", ".join(sorted(TASKS)))
    benchmark.add_argument(
        "--gold", required=True, metavar="FILE", help="JSON lines, plain or .gz; a folder for loading"
    )
    benchmark.add_argument("--part", default="dev", help="the part of the gold to score (dev)")
    benchmark.add_argument("--articles", metavar="FILE", help="voice: the articles of a gold of resolved speakers")
    benchmark.add_argument("--json", action="store_true", help="the same figures as JSON")
    benchmark.set_defaults(run=_benchmark)
    return parser


def _takes_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a file, a folder, or a pattern in quotation marks")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if anything was set aside")
    parser.add_argument("--engine", choices=ENGINES, default="model", help="the analysis of voice (model)")
    for column in _COLUMNS:
        parser.add_argument(f"--{column}", metavar="COLUMN", help=f"the column of a table that holds the {column}")


def _load(options: argparse.Namespace) -> Corpus:
    from toolkit.loading import load

    options.path = _founding_story_if_asked(options.path)
    return load(options.path, **_columns(options)).with_settings(engine=options.engine)


def _founding_story_if_asked(path: str) -> str:
    """`seeds`, if no such folder is here, is the founding story that comes with the toolkit."""
    from toolkit.notebook_files import shipped

    if path.rstrip("/\\") != "seeds" or os.path.exists(path):
        return path
    _tell("there is no folder seeds here: the founding story that comes with the toolkit is read")
    return str(shipped("seeds"))


def _columns(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name) for name in _COLUMNS if getattr(options, name)}


def _set_aside(corpus: Corpus, options: argparse.Namespace) -> int:
    if corpus.rejections:
        _tell(f"set aside {len(corpus.rejections)}:")
        for rejection in corpus.rejections[:20]:
            place = f" ({rejection.locator})" if rejection.locator else ""
            _tell(f"  {rejection.source}{place}: {rejection.reason}")
        if len(corpus.rejections) > 20:
            _tell(f"  and {len(corpus.rejections) - 20} more")
    return int(bool(corpus.rejections) and options.strict)


def _report(options: argparse.Namespace) -> int:
    from toolkit.reporting import report

    began = time.monotonic()
    _tell("starting")
    extra = {"title": options.title} if options.title else {}
    corpus = _load(options)
    source: Any = corpus if _columns(options) else options.path
    page = report(source, options.out, notebooks=options.notebooks, told=_tell, **extra)
    code = _set_aside(corpus, options)
    _tell(f"done in {time.monotonic() - began:.0f} s")
    print(page)
    return code


def _verify(options: argparse.Namespace) -> int:
    from toolkit.reporting import verify

    _tell("computing the tables anew")
    checks = verify(options.folder, source=options.source)
    for check in checks:
        print(f"{'ok' if check.holds else 'NOT THE SAME':<12}  {check.item}: {check.found}")
    failed = sum(not check.holds for check in checks)
    print(f"{len(checks) - failed} of {len(checks)} checks hold")
    return int(failed > 0)


def _scan(options: argparse.Namespace) -> int:
    from toolkit.views.terminal import scan, words
    from toolkit.voice import VOICES

    if options.voice and options.voice not in VOICES:
        raise QueryError(f"--voice {options.voice}: choose from {', '.join(VOICES)}.")
    corpus = _load(options)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    if options.words:
        for article in corpus:
            for line in words(article, voice=options.voice):
                print(line)
        return _set_aside(corpus, options)
    console = _console(options.color)
    for number, article in enumerate(corpus):
        if number:
            console.print("\n" + "-" * min(console.width, 72) + "\n")
        for text in scan(article):
            console.print(text, soft_wrap=not console.is_terminal)
    return _set_aside(corpus, options)


def _console(color: str) -> Any:
    from rich.console import Console

    plain = color == "never" or (color == "auto" and "NO_COLOR" in os.environ)
    return Console(
        force_terminal=True if color == "always" else None, no_color=plain, highlight=False, markup=False, emoji=False
    )


def _lab(options: argparse.Namespace) -> int:
    import subprocess
    from pathlib import Path

    from toolkit.data import data_path
    from toolkit.notebook_files import copy_notebooks, holds_own_notebooks

    folder = Path(options.folder or "toolkit-notebooks")
    opened = ""
    if not holds_own_notebooks(folder):
        copied = copy_notebooks(folder)
        opened = "/notebooks"
        _tell(f"{folder}: {len(copied.written)} files copied")
        for name in copied.kept:
            _tell(f"  {name}: you have changed it, so it was left as it is")
    settings = data_path("lab")  # no news, no search for updates: no network unasked
    command = [sys.executable, "-m", "jupyterlab", str(folder), f"--LabApp.app_settings_dir={settings}"]
    command += ["--LabApp.extension_manager=readonly", f"--LabApp.default_url=/lab/tree{opened}"]
    command += ["--no-browser"] if options.no_browser else []
    command += [f"--port={options.port}"] if options.port else []
    return subprocess.run([*command, *options.others], check=False).returncode  # noqa: S603  our own interpreter


def _check_lexicon(options: argparse.Namespace) -> int:
    from toolkit.lexicon import check

    problems = check(options.path)
    for problem in problems:
        print(f"{problem.file}, row {problem.row}, {problem.field}: {problem.what} {problem.fix}")
    print(f"{len(problems)} mistake{'' if len(problems) == 1 else 's'} in {options.path}")
    return int(bool(problems))


def _lexicon_coverage(options: argparse.Namespace) -> int:
    from toolkit.loaded.coverage import lexicon_coverage

    corpus = _load(options)
    table = lexicon_coverage(corpus, lexicon=_lexicon(options))
    fired = table[table["hits"] > 0]
    shown = table[table["hits"] == 0] if options.never else fired
    print("hits\tarticles\tseverity\tcategory\tterm")
    for row in shown.itertuples():
        print(row.hits, row.articles, row.severity, row.category, row.term, sep="\t")
    print(f"{len(fired)} of {len(table)} entries are found in {len(corpus)} articles, {len(table) - len(fired)} never")
    return _set_aside(corpus, options)


def _lexicon_symmetry(options: argparse.Namespace) -> int:
    from toolkit.lexicon import Lexicon

    print((_lexicon(options) or Lexicon.default()).symmetry(by=options.by).to_string(index=False))
    return 0


def _lexicon(options: argparse.Namespace) -> Any:
    from toolkit.lexicon import Lexicon

    return Lexicon.read(options.lexicon) if options.lexicon else None


def _benchmark(options: argparse.Namespace) -> int:
    import json

    from toolkit.evaluation import print_result, run

    _tell(f"measuring {options.task} on {os.path.basename(options.gold)}, part {options.part}")
    part = None if options.part == "all" else options.part
    result = run(options.task, options.gold, part=part, articles=options.articles)
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        print_result(result, print)
    return 0


def _train(options: argparse.Namespace) -> int:
    from pathlib import Path

    from toolkit.evaluation import read_gold

    if options.task != "voice":
        from toolkit.loaded.models.training import train_model

        if not options.out:
            raise QueryError(f"train {options.task}: say where to write the model with -o MODEL.")
        train_model(options.task, read_gold(options.gold, part="train"), Path(options.out), told=_tell)
        print(options.out)
        return 0
    from toolkit.data import data_path
    from toolkit.voice.sequence.training import train

    out = Path(options.out) if options.out else data_path("voice.tsv.gz")
    train(read_gold(options.gold, part="train"), out, told=_tell)
    print(out)
    return 0


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
