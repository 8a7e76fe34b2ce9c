"""A process that analyses parts, guarded: what ends it or hangs in it is one article, which is told and set aside.

The process gets a plan and numbers of parts on its standard input, and answers with lines of the journal. No text goes
through the pipe. Before each article it writes the number of the article into a small file: after its end that file
says which article it was. A clock in the process ends it when one article takes too long, whatever it hangs in. When
the process that started it is gone, it ends itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.analysis.intake import INCOMING
from toolkit.analysis.one_part import NOWHERE, TOGETHER, TRIES, Analyst, Plan
from toolkit.errors import LoadError, ToolkitError

_CHILD = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from toolkit.analysis.part_process import child; child()"
)


class PartProcess:
    """One process for parts, started anew when an article has ended it."""

    def __init__(self, plan: Plan, *, prepare: str | None = None) -> None:
        self._plan, self._prepare = plan, prepare
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def part(self, number: int) -> dict[str, Any]:
        """Analyse a part. Raises LoadError if its tables cannot be written, ToolkitError if that ends the process."""
        if not Path(self._plan.folder).is_dir():
            raise LoadError(
                f"part {number} cannot be read: this machine has no folder {self._plan.folder}, and the machines of a "
                "cluster must share it"
            )
        aside: dict[int, str] = {}
        alone = False
        ended: Counter[int] = Counter()
        while True:
            began = time.monotonic()
            told = {str(place): reason for place, reason in aside.items()}
            answer = self._ask({"part": number, "aside": told, "alone": alone})
            if answer is not None:
                if "failed" in answer:
                    raise LoadError(answer["failed"])
                return answer
            if self._closed:
                raise ToolkitError(f"{self._plan.folder}: the analysis was stopped; the same call goes on.")
            code = self._end()
            place = self._last_place(number)
            if place == TOGETHER and not alone:  # an article did it, and alone it will be told which
                alone = True
                continue
            ended[place] += 1
            if ended[place] >= TRIES:
                reason = self._why(number, code, began)
                if place in (NOWHERE, TOGETHER):
                    raise ToolkitError(f"{self._plan.folder}: part {number} cannot be read or written: {reason}.")
                aside[place] = reason

    def close(self) -> None:
        """End the process, for good."""
        self._closed = True
        self._end()

    def _ask(self, question: dict[str, Any]) -> dict[str, Any] | None:
        """The answer of the process; None if it has ended."""
        if self._process is None:
            self._process = self._started()
        process = self._process
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  both are pipes
        try:
            process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except (OSError, ValueError):  # a pipe that was closed
            return None
        found: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        paths = json.dumps([path for path in sys.path if isinstance(path, str)])
        process = subprocess.Popen(  # noqa: S603  our own interpreter
            [sys.executable, "-c", _CHILD, paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdin is not None  # noqa: S101  it is a pipe
        process.stdin.write(json.dumps(asdict(self._plan) | {"prepare": self._prepare}).encode("ascii") + b"\n")
        return process

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.stdin is not None:
            with suppress(OSError):  # it is gone already
                process.stdin.close()
        if not _ends_itself(process):
            process.kill()
        if process.stdout is not None:
            process.stdout.close()
        return process.wait()

    def _place_file(self, number: int) -> Path:
        return Path(self._plan.folder) / INCOMING / f"{number:06d}.at"

    def _last_place(self, number: int) -> int:
        try:
            return int(self._place_file(number).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return NOWHERE

    def _why(self, number: int, code: int, began: float) -> str:
        try:
            begun = self._place_file(number).stat().st_mtime
        except OSError:
            begun = time.time()
        if code == 1 and min(time.monotonic() - began, time.time() - begun) >= 0.9 * self._plan.seconds:
            return f"it took longer than {self._plan.seconds:g} seconds"
        how = f"signal {-code}" if code < 0 else f"code {code}"
        return f"it ended the process ({how}), mostly for lack of memory"


def _ends_itself(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        return False
    return True


def child() -> None:
    """What the process does: parts, one after the other, until its standard input ends."""
    import faulthandler
    import gc
    import queue
    import signal
    import threading

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes nowhere, and never between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    given = json.loads(sys.stdin.buffer.readline())
    prepare = given.pop("prepare")
    plan = Plan(**{**given, "tables": tuple(given["tables"])})
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            questions.put(line)
        os._exit(0)  # whoever started this process is gone, or has done with it

    threading.Thread(target=listen, daemon=True).start()
    _limit_memory(plan.megabytes)
    if prepare is not None:
        _prepared(prepare)
    try:
        analyst = Analyst(plan)
    except (OSError, ValueError) as error:
        questions.get()
        answers.write(json.dumps({"failed": f"part of the plan cannot be read ({error})"}).encode("ascii") + b"\n")
        answers.flush()
        return
    gc.freeze()  # the words of lexicon and model stay until the end: no collection need pass over them
    nowhere = open(os.devnull, "w")  # noqa: SIM115  the clock writes there until the process ends
    while True:
        asked = json.loads(questions.get())
        path = Path(plan.folder) / INCOMING / f"{asked['part']:06d}.at"
        with path.open("wb", buffering=0) as places:

            def at(place: int, places: Any = places) -> None:
                places.seek(0)
                places.write(b"%-12d" % place)
                faulthandler.cancel_dump_traceback_later()
                if place != NOWHERE:
                    faulthandler.dump_traceback_later(plan.seconds, exit=True, file=nowhere)

            at(NOWHERE)
            aside = {int(n): why for n, why in asked["aside"].items()}
            answer = answered(analyst, asked["part"], aside, at, alone=asked["alone"])
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def answered(
    analyst: Analyst, number: int, aside: dict[int, str], at: Callable[[int], None], *, alone: bool = False
) -> dict[str, Any]:
    """The line of the journal for a part, or what failed in one sentence."""
    try:
        return analyst.part(number, aside, at, alone=alone)
    except OSError as error:
        return {"failed": f"part {number} cannot be read or written ({error.strerror or error})"}
    except LoadError as error:
        return {"failed": str(error).rstrip(".")}


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    most = megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _prepared(name: str) -> None:
    """Call a function of another module first: tests bring articles that hang and the like."""
    from importlib import import_module

    module, _, function = name.partition(":")
    getattr(import_module(module), function)()
