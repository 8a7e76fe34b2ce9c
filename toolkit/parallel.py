"""Work in several processes, always in the same order, and a bar for what takes more than a second."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from toolkit.errors import ToolkitError

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 4  # chunks per process that wait or are under way, which bounds the memory


def processes_can_start() -> bool:
    """Whether several processes can help: there is more than one core, and this is no such process itself."""
    import multiprocessing

    return (os.cpu_count() or 1) > 1 and multiprocessing.parent_process() is None


@contextmanager
def without_main() -> Iterator[None]:
    """While a process starts, the main module has no name and no file.

    The work is a function of this package, so a process need not run the user's script or notebook again; Python would
    do so, which starts the same work once more.
    """
    main = sys.modules["__main__"]
    hidden: dict[str, object] = {name: vars(main).pop(name) for name in ("__spec__", "__file__") if name in vars(main)}
    vars(main)["__spec__"] = None
    try:
        yield
    finally:
        vars(main).pop("__spec__")
        vars(main).update(hidden)


def in_processes(
    work: Callable[[T], R],
    chunks: Iterable[T],
    *,
    workers: int,
    start: Callable[..., None] | None = None,
    given: Sequence[Any] = (),
    one: str = "workers=1",
) -> Iterator[R]:
    """The results of `work` on each chunk, in the order of the chunks; `start(*given)` prepares each process.

    A process ends when this one does, whatever ended it. Raises ToolkitError if a process is ended from outside; `one`
    is how the caller's user asks for one process.
    """
    import multiprocessing

    waiting: deque[Future[R]] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(start, *given)) as pool:
        try:
            for chunk in chunks:
                with without_main():
                    waiting.append(pool.submit(work, chunk))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ToolkitError(
                f"A process was ended from outside, mostly for lack of memory; use one process: {one}."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(start: Callable[..., None] | None, *given: Any) -> None:
    """What a process does first. It never outlives the one that started it, and Ctrl-C ends it without a word."""
    import multiprocessing
    import signal
    import threading

    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101  this is a process of a pool

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    if start is not None:
        start(*given)


class Progress:
    """A bar on standard error with the remaining time, from the first second on.

    It is shown where standard error is a terminal, or where `wanted` is True. `total` is None if nobody knows it;
    `already` were done before.
    """

    def __init__(
        self, total: int | None, what: str, *, unit: str = "articles", wanted: bool | None = None, already: int = 0
    ) -> None:
        self._total, self._what, self._unit, self._already = total, what, unit, already
        self._wanted = sys.stderr.isatty() if wanted is None else wanted
        self._began = time.monotonic()
        self._next = self._began + 1
        self._widest = 0

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, *, also: str = "") -> None:
        """Say how many are done, and `also` what else is to be said."""
        now = time.monotonic()
        if not self._wanted or now < self._next or self._total == 0:
            return
        self._next = now + 0.25
        rate = (done - self._already) / (now - self._began)
        line = self._line(done, rate) + (f", {also}" if also else "")
        self._widest = max(self._widest, len(line))
        print(f"\r{line:<{self._widest}}", end="", file=sys.stderr, flush=True)

    def _line(self, done: int, rate: float) -> str:
        if self._total is None:
            return f"{self._what}: {done:,} {self._unit}, {rate:,.0f} a second"
        share = min(done / self._total, 1.0)
        left = (self._total - done) / rate if rate else 0.0
        bar = "█" * round(24 * share) + "░" * (24 - round(24 * share))
        return f"{self._what}: {done:,} of {self._total:,} {self._unit} {bar} {rate:,.0f} a second, {_clock(left)} left"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._widest:
            print(f"\r{' ' * self._widest}\r", end="", file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
