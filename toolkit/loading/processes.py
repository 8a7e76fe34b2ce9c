"""Many files: one after the other, or by several processes where that pays; always in the same order."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from functools import partial

from toolkit.loading.outcomes import Outcome
from toolkit.loading.reading import Item, Settings, read_item, read_items
from toolkit.parallel import Progress, in_processes, processes_can_start

_FIRST = 1.0  # seconds of reading alone, after which it is known how long the rest takes
_PAYS = 4.0  # seconds that the rest must take for processes to be worth their start
_CHUNK = 8  # files a process is given at a time


def read_all(
    items: Sequence[Item], settings: Settings, *, processes: int | None = None, progress: bool | None = None
) -> Iterator[Outcome]:
    """The outcomes of all files, in their order. `processes=None` decides by the time that the first ones take."""
    with Progress(len(items), "reading", unit="files", wanted=progress) as shown:
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
    if len(items) - done < 2 * _CHUNK or not processes_can_start():
        return False
    return spent / done * (len(items) - done) > _PAYS


def _by_processes(items: Sequence[Item], settings: Settings, workers: int) -> Iterator[list[Outcome]]:
    """The outcomes of each file, in their order."""
    chunks = [list(items[at : at + _CHUNK]) for at in range(0, len(items), _CHUNK)]
    work = partial(read_items, settings=settings)
    for outcomes in in_processes(work, chunks, workers=min(workers, len(chunks)), one="processes=1"):
        yield from outcomes
