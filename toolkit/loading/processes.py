"""Many files: one after the other, or by several processes where that pays; always in the same order."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from toolkit.errors import LoadError
from toolkit.loading.outcomes import Outcome
from toolkit.loading.reading import Item, Settings, read_item, read_items

_FIRST = 1.0  # seconds of reading alone, after which it is known how long the rest takes
_PAYS = 4.0  # seconds that the rest must take for processes to be worth their start
_CHUNK = 8  # files a process is given at a time
_AHEAD = 4  # chunks a process that wait or are under way, so that memory stays bounded


def read_all(
    items: Sequence[Item], settings: Settings, *, processes: int | None = None, progress: bool | None = None
) -> Iterator[Outcome]:
    """The outcomes of all files, in their order. `processes=None` decides by the time that the first ones take."""
    with _Progress(len(items), progress) as shown:
        done = 0
        if processes is None or processes <= 1:
            began = time.monotonic()
            for item in items:
                yield from read_item(item, settings)
                done += 1
                shown(done)
                spent = time.monotonic() - began
                if processes is None and spent > _FIRST and _pays(spent, items, done):
                    break
        rest = items[done:]
        if rest:
            for outcomes in _by_processes(rest, settings, processes or os.cpu_count() or 1):
                yield from outcomes
                done += 1
                shown(done)


def _pays(spent: float, items: Sequence[Item], done: int) -> bool:
    """Whether the rest takes so long, at the pace of the first files, that processes are worth their start."""
    if (os.cpu_count() or 1) < 2 or len(items) - done < 2 * _CHUNK or not _main_can_be_imported():
        return False
    return spent / done * (len(items) - done) > _PAYS


def _main_can_be_imported() -> bool:
    """Processes import the main module: a notebook has none, the command is guarded; a user's script may not be."""
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        return False
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return main is None or Path(main).stem in ("toolkit", "ipykernel_launcher") or Path(main).parent.name == "toolkit"


def _by_processes(items: Sequence[Item], settings: Settings, workers: int) -> Iterator[list[Outcome]]:
    """The outcomes of each file. Chunks are handed out as results are taken, and taken in order."""
    import multiprocessing

    chunks = [list(items[at : at + _CHUNK]) for at in range(0, len(items), _CHUNK)]
    waiting: deque[Future[list[list[Outcome]]]] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(chunks)), mp_context=context) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(read_items, chunk, settings))
                if len(waiting) >= _AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise LoadError(
                "A process that reads files was ended from outside, mostly for lack of memory; pass processes=1."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Progress:
    """A line on standard error for what takes more than a second, where somebody watches or asked for it."""

    def __init__(self, total: int, wanted: bool | None) -> None:
        self._total = total
        self._wanted = sys.stderr.isatty() if wanted is None else wanted
        self._next = time.monotonic() + 1
        self._written = False

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if self._wanted and now >= self._next:
            self._next = now + 0.5
            self._written = True
            print(f"\rreading: {done} of {self._total} files", end="", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._written:
            print(f"\r{' ' * 60}\r", end="", file=sys.stderr, flush=True)
