"""Where the parts of a long analysis are worked on: in this process, in several, or on a cluster. The result is one.

Every engine takes the plan and the numbers of the parts, and gives the lines of the journal as they come.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from typing import Any

from toolkit.analysis.cluster import on_cluster
from toolkit.analysis.one_part import Analyst, Plan
from toolkit.analysis.part_process import PartProcess, answered
from toolkit.errors import LoadError, QueryError

Lines = Iterator[dict[str, Any]]
Engine = Callable[[Plan, Sequence[int], int, str | None], Lines]


def run(on: str, plan: Plan, parts: Sequence[int], *, workers: int, prepare: str | None = None) -> Lines:
    """The lines of the journal for some parts, in the order in which they are done."""
    return engine_of(on)(plan, parts, workers, prepare)


def engine_of(on: object) -> Engine:
    """The engine of a name, or of the address of a cluster. Raises QueryError for anything else."""
    if isinstance(on, str) and on in _ENGINES:
        return _ENGINES[on]
    if isinstance(on, str) and on.startswith(_ADDRESSES):
        return partial(on_cluster, address=on)
    named = ", ".join(_ENGINES)
    raise QueryError(f"on={on!r}: there is no such place to compute; choose from {named}, or give tcp://host:port.")


def _serial(plan: Plan, parts: Sequence[int], workers: int, prepare: str | None) -> Lines:
    """In this process: an article that raises is set aside; one that hangs or ends the process is not."""
    analyst = Analyst(plan)
    for number in parts:
        line = answered(analyst, number, {}, lambda place: None)
        if "failed" in line:
            raise LoadError(line["failed"])
        yield line


def _processes(plan: Plan, parts: Sequence[int], workers: int, prepare: str | None) -> Lines:
    """In several processes of this machine, each with one part at a time."""
    many = max(1, min(workers, len(parts)))
    processes = [PartProcess(plan, prepare=prepare) for _ in range(many)]
    free: queue.SimpleQueue[PartProcess] = queue.SimpleQueue()
    for process in processes:
        free.put(process)

    def work(number: int) -> dict[str, Any]:
        process = free.get()
        try:
            return process.part(number)
        finally:
            free.put(process)

    pool = ThreadPoolExecutor(many)
    try:
        for done in as_completed([pool.submit(work, number) for number in parts]):
            yield done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.close()
        pool.shutdown(wait=True)


_ENGINES: dict[str, Engine] = {"processes": _processes, "serial": _serial, "dask": on_cluster}
_ADDRESSES = ("tcp://", "tls://", "ucx://")  # as Dask writes them
