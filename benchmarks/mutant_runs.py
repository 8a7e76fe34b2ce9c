"""The tests of a room, collected once, and run against one small fault after the other.

This is the process that `benchmarks.mutants` starts in a copy of the project. pytest imports the code and collects the
tests once. For each fault the process forks, puts the changed code into the functions that are there, and runs the
tests, the quickest first, until one fails. A fault outside of functions cannot be put in so: it is handed back.
"""

from __future__ import annotations

import ast
import json
import os
import resource
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutants import changes

BROKEN = "broken"  # the tests fail without a fault
OUTSIDE = "outside"  # the fault stands in no function
_WAITING = 20  # times the limit of computing time: a fault may also make a test wait for ever


class Request(NamedTuple):
    """What is asked of this process: tests, faults as (file, number), and bounds for each of them."""

    tests: list[str]
    faults: list[tuple[str, int]]
    seconds: float  # of computing time beyond three times that of the tests without a fault
    megabytes: int


def codes(code: types.CodeType) -> dict[tuple[str, int], types.CodeType]:
    """The code of the functions of a module and of its classes, by name and line; what stands in them is theirs."""
    found: dict[tuple[str, int], types.CodeType] = {}
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_flags & 1:  # CO_OPTIMIZED: a function, not the body of a class
                found[one.co_qualname, one.co_firstlineno] = one
            else:
                found |= codes(one)
    return found


def functions(module: types.ModuleType) -> Iterator[types.FunctionType]:
    """The functions that a module defines, in its classes and under decorators too."""
    seen: set[int] = set()

    def inside(value: object) -> Iterator[types.FunctionType]:
        if id(value) in seen:
            return
        seen.add(id(value))
        if isinstance(value, types.FunctionType):
            if value.__module__ == module.__name__:
                yield value
        elif isinstance(value, type):
            if value.__module__ == module.__name__:
                for one in list(vars(value).values()):
                    yield from inside(one)
        else:
            for name in ("__func__", "fget", "fset", "func"):
                yield from inside(getattr(value, name, None)) if hasattr(value, name) else ()
        if hasattr(value, "__wrapped__"):
            yield from inside(value.__wrapped__)

    for value in list(vars(module).values()):
        yield from inside(value)


def put_in(path: Path, number: int) -> bool:
    """Puts a fault into the functions of this process. False where it stands in none of them."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    changes(tree)[number].make()
    whole = codes(compile(source, str(path), "exec", dont_inherit=True))
    broken = codes(compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True))
    changed = {name: broken[name] for name in whole if name in broken and broken[name] != whole[name]}
    modules = [one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == str(path)]
    done = False
    for function in (one for module in modules for one in functions(module)):
        code = changed.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if code is not None:
            function.__code__ = code
            done = True
    return done and len(changed) == 1


class Room:
    """A plugin of pytest that runs what was collected once for each fault, each time in a process of its own."""

    def __init__(self, request: Request, to: TextIO) -> None:
        self.request, self.to = request, to

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of one run of the tests: one without a fault, and one for each fault."""
        items = list(session.items)
        began = time.perf_counter()
        whole = self._forked(lambda: _took(items), None)
        if not isinstance(whole, dict):
            self._tell(BROKEN)
            return True
        limit = self.request.seconds + 3 * (time.perf_counter() - began)
        items.sort(key=lambda item: round(whole.get(item.nodeid, 0.0), 1))
        for file, number in self.request.faults:
            path = Path(file).resolve()
            self._tell(self._forked(partial(_end, path, number, items), limit) or "stopped")
        return True

    def _tell(self, end: object) -> None:
        print(end, file=self.to, flush=True)

    def _forked(self, work: Callable[[], Any], seconds: float | None) -> Any:
        """What some work gives in a process of its own; None where it does not end or the process dies."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            status = 1
            try:
                os.close(reading)
                resource.setrlimit(resource.RLIMIT_AS, (self.request.megabytes * 1_000_000,) * 2)
                if seconds is not None:
                    signal.setitimer(signal.ITIMER_PROF, seconds)
                    signal.alarm(int(_WAITING * seconds))
                with os.fdopen(writing, "w") as told:
                    json.dump(work(), told)
                status = 0
            finally:
                os._exit(status)
        os.close(writing)
        with os.fdopen(reading) as told:
            said = told.read()
        _, status = os.waitpid(child, 0)
        return json.loads(said) if status == 0 else None


def _took(items: Sequence[pytest.Item]) -> dict[str, float] | None:
    """How long each test takes; None where one fails."""
    took = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        began = time.perf_counter()
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return None
        took[item.nodeid] = time.perf_counter() - began
    return took


def _end(path: Path, number: int, items: Sequence[pytest.Item]) -> str:
    if not put_in(path, number):
        return OUTSIDE
    return "killed" if _took(items) is None else "survived"


def main() -> None:
    asked = Request(**json.load(sys.stdin))
    with os.fdopen(os.dup(1), "w") as to:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        options = ["-q", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-seed=0", *asked.tests]
        sys.exit(pytest.main(options, plugins=[Room(asked, to)]))


if __name__ == "__main__":
    main()
