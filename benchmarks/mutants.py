"""Small faults put into the code, one at a time: how many of them do the tests of their room find?

    python -m benchmarks.mutants --number 66 --seed 1
    python -m benchmarks.mutants --rooms voice --number 24 --seed 2

A mutant is the code with one change: a comparison turned round or moved by one, a small number one higher or lower,
`and` for `or`, a `not` left out, a branch never taken, a result not returned, a stated truth turned round. The tests of
the room run against it, in a copy of the project in a temporary folder, the quickest first, until one fails. They are
collected once for all mutants of their room (`benchmarks/mutant_runs.py`). What no test finds has survived: it is
printed with its line. Some survivors are equivalent, which means that they change no result; only a reader can tell.

Tests marked slow are left out, and a test that starts another process there sees the code without the fault. So what is
found is rather too little.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_LOADING = "tests/loading/test_"
_DATABASES = (
    "factiva", "factiva_lines", "nexis", "nexis_lines", "others", "fuzz", "records", "regional", "reviews",
)  # fmt: skip
_WEB = ("web", "web_archives", "web_bodies", "web_facts", "samples")
# The modules of a room, and the tests that are run against their mutants.
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "voice": (("toolkit/voice/rules/*.py",), ("tests/voice",)),
    "anatomy": (("toolkit/anatomy/*.py",), ("tests/anatomy",)),
    "text": (("toolkit/text/*.py",), ("tests/text",)),
    "measures": (("toolkit/measures/*.py",), ("tests/measures",)),
    "lexicon": (("toolkit/lexicon/*.py",), ("tests/lexicon",)),
    "loaded": (("toolkit/loaded/*.py", "toolkit/loaded/models/*.py"), ("tests/loaded",)),
    "statistics": (("toolkit/statistics/*.py",), ("tests/statistics",)),
    "reporting": (("toolkit/reporting/*.py",), ("tests/reporting",)),
    "loading": (("toolkit/loading/*.py",), ("tests/loading",)),
    "web": (("toolkit/loading/web/*.py",), tuple(f"{_LOADING}{name}.py" for name in _WEB)),
    "databases": (
        ("toolkit/loading/databases/*.py",),
        (f"{_LOADING}database_samples.py", *(f"{_LOADING}databases_{name}.py" for name in _DATABASES)),
    ),
    "agencies": (
        ("toolkit/loading/agencies/*.py",),
        tuple(
            f"{_LOADING}agencies{name}.py"
            for name in ("", *(f"_{one}" for one in "feeds fields g2 mail ninjs wires wordpress xml".split()))
        ),
    ),
    "documents": (
        ("toolkit/loading/documents/*.py",),
        tuple(
            f"{_LOADING}{name}.py"
            for name in (
                "documents",
                "pdf_epub",
                "one_article",
                "word_parts",
                "formats",
                "bounds",
                "hostile",
                "samples",
            )
        ),
    ),
}
SECONDS = 60.0  # of computing for one mutant, beyond three times that of the tests; one that takes longer does not end
MEGABYTES = 6_000  # of address space: a loop without end must not take the machine's memory
_LARGEST = 10  # numbers up to this are counts and places; larger ones are mostly measured
_TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}  # fmt: skip
_PYTEST = """
import sys
import resource
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]) * 1_000_000,) * 2)
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""
_RUNS = Path(__file__).with_name("mutant_runs.py")


class Change(NamedTuple):
    """One small fault: where it stands, what it is in words, and what makes it in the tree it was found in."""

    line: int
    what: str
    make: Callable[[], None]


class Mutant(NamedTuple):
    """The fault with this number among all of its file."""

    room: str
    file: str
    number: int
    line: int
    what: str


class Outcome(NamedTuple):
    """What became of a mutant: killed, survived, or stopped (it did not end in time)."""

    mutant: Mutant
    end: str


def changes(tree: ast.Module) -> list[Change]:
    """Every fault that can be put into a module, in the order of its code; each is made in this very tree."""
    return [change for node, parent in _code(tree, tree) for change in _changes_of(node, parent)]


def _code(node: ast.AST, parent: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """The nodes that run, with their parents: no annotations, no decorators, nothing for type checkers alone."""
    yield node, parent
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not (isinstance(child, ast.If) and _for_types(child)):
                yield from _code(child, node)


def _for_types(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _changes_of(node: ast.AST, parent: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op]):
            for turned in _TURNED[type(op)]:
                yield _set(node, "ops", [turned()])
        case ast.BoolOp(op=op):
            yield _set(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _put(node, operand)
        case ast.If(test=test) | ast.IfExp(test=test):
            yield Change(node.lineno, f"branch {_short(test)}  ->  never", _setting(node, "test", ast.Constant(False)))
        case ast.Return(value=ast.Constant(value=bool(value))):
            yield _set(node, "value", ast.Constant(not value))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield _set(node, "value", ast.Constant(None))
        case ast.Constant(value=int(value)) if not isinstance(value, bool) and abs(value) <= _LARGEST:
            yield _set(node, "value", value + 1, within=parent)
            yield _set(node, "value", value - 1, within=parent)


def _set(node: ast.expr | ast.stmt, name: str, value: object, within: ast.AST | None = None) -> Change:
    """The change that gives a field of a node another value, told by the node or by what it stands in."""
    kept, shown = getattr(node, name), within or node
    before = _short(shown)
    setattr(node, name, value)
    after = _short(shown)
    setattr(node, name, kept)
    return Change(node.lineno, f"{before}  ->  {after}", _setting(node, name, value))


def _setting(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)


def _put(node: ast.UnaryOp, operand: ast.expr) -> Change:
    """The change that leaves `not` out: twice `not` is what stands behind it, as a truth."""
    twice = ast.UnaryOp(ast.Not(), operand)
    return Change(node.lineno, f"{_short(node)}  ->  {_short(operand)}", _setting(node, "operand", twice))


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:97]}..."


def mutants(root: Path, rooms: Sequence[str]) -> list[Mutant]:
    """All mutants of some rooms, in a fixed order."""
    found = []
    for room in rooms:
        for file in sorted(path for pattern in ROOMS[room][0] for path in root.glob(pattern)):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found += [
                Mutant(room, file.relative_to(root).as_posix(), number, change.line, change.what)
                for number, change in enumerate(changes(tree))
            ]
    return found


def drawn(found: Sequence[Mutant], *, number: int, seed: int) -> list[Mutant]:
    """A random sample, each mutant as likely as every other."""
    chance = random.Random(seed)  # noqa: S311  a sample that can be drawn again, no secret
    return chance.sample(found, min(number, len(found)))


def mutated(source: str, number: int) -> str:
    """The source of a module with the fault of this number."""
    tree = ast.parse(source)
    changes(tree)[number].make()
    return ast.unparse(ast.fix_missing_locations(tree))


def copied(root: Path, to: Path) -> Path:
    """The project without what was built, to be broken there."""
    shutil.copytree(root, to, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "report", "*.egg-info"))
    (to / ".hypothesis").touch()  # a file: what fails against one mutant must not be tried again against the next
    return to


def tests_of(room: str) -> list[str]:
    """The tests of a room, and the folders of its code: the examples in its docstrings are tests too."""
    code, tests = ROOMS[room]
    return [*tests, *sorted({os.path.dirname(pattern) for pattern in code})]


def tested(root: Path, tests: Sequence[str], *, seconds: float) -> int | None:
    """The exit status of the tests of a project: 0 where all passed; None where they did not end in time."""
    options = ("-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-seed=0")
    command = [sys.executable, "-c", _PYTEST, str(MEGABYTES), *options, *tests]
    with subprocess.Popen(  # noqa: S603  this interpreter, with tests of the copy
        command,
        cwd=root,
        env=_plain(root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # and what it has started
            return None


def _plain(root: Path) -> dict[str, str]:
    """An environment with only the code of the copy, and no data that this machine has and others do not."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("TOOLKIT_")}
    return given | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}


def tried(root: Path, mutant: Mutant, *, seconds: float = 20 * SECONDS) -> Outcome:
    """What the tests say to one mutant in a process of its own; afterwards the copy is as it was before."""
    path = root / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(mutated(source, mutant.number), encoding="utf-8")
    try:
        status = tested(root, tests_of(mutant.room), seconds=seconds)
    finally:
        path.write_text(source, encoding="utf-8")
    return Outcome(mutant, "stopped" if status is None else "killed" if status else "survived")


def _collected_once(root: Path, room: str, here: Sequence[Mutant]) -> Iterator[Outcome]:
    """The mutants of one room, in a process that collects its tests once; a fault outside of functions has its own."""
    asked = root.parent / "asked.json"
    faults = [(str(root / mutant.file), mutant.number) for mutant in here]
    bounds = {"seconds": SECONDS, "megabytes": MEGABYTES}
    asked.write_text(json.dumps({"tests": tests_of(room), "faults": faults, **bounds}), encoding="utf-8")
    with (
        asked.open("rb") as request,
        subprocess.Popen(  # noqa: S603  this interpreter, with tests of the copy
            [sys.executable, str(_RUNS)],
            cwd=root,
            env=_plain(root) | {"PYTHONPATH": f"{root}{os.pathsep}{ROOT}"},
            stdin=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process,
    ):
        told = (line.strip() for line in process.stdout or ())
        for mutant in here:
            end = next(told, "broken")
            if end == "broken":
                raise RuntimeError(f"the tests of {room} fail without a fault; mend them first")
            yield tried(root, mutant) if end == "outside" else Outcome(mutant, end)


def run(sample: Sequence[Mutant], *, root: Path = ROOT) -> Iterator[Outcome]:
    """Each mutant, room by room. Raises RuntimeError where the tests of a room fail without any fault."""
    if not hasattr(os, "fork"):
        raise RuntimeError("this needs a system that can fork a process: Linux or macOS")
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(root, Path(folder) / "copy").resolve()
        for room in dict.fromkeys(mutant.room for mutant in sample):
            yield from _collected_once(copy, room, [mutant for mutant in sample if mutant.room == room])


def main() -> None:
    from toolkit.measures.intervals import wilson

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=66, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=list(ROOMS))
    given = parser.parse_args()
    everything = mutants(ROOT, given.rooms)
    sample = drawn(everything, number=given.number, seed=given.seed)
    print(f"{len(sample)} of {len(everything)} mutants of {', '.join(given.rooms)}, seed {given.seed}", flush=True)
    outcomes = []
    for outcome in run(sample):
        outcomes.append(outcome)
        print(f"{outcome.end:8} {outcome.mutant.file}:{outcome.mutant.line}  {outcome.mutant.what}", flush=True)
    for room in given.rooms:
        ends = [outcome.end for outcome in outcomes if outcome.mutant.room == room]
        if ends:
            print(f"{room}: {len(ends) - ends.count('survived')} of {len(ends)} found")
    found = sum(outcome.end != "survived" for outcome in outcomes)
    stopped = sum(outcome.end == "stopped" for outcome in outcomes)
    low, high = (float(bound) for bound in wilson(found, len(outcomes)))
    print(f"found: {found} of {len(outcomes)}, of these {stopped} because they did not end in time")
    print(f"share of all such mutants: {found / len(outcomes):.2f} [{low:.2f}, {high:.2f}]")


if __name__ == "__main__":
    main()
