"""Parts of a long analysis on a Dask cluster, on this machine or on many that share the folder.

Dask hands out the numbers of the parts and gives those of a machine that is gone to another one. On each of its workers
a part is analysed by a guarded process, as on one machine, so an article that ends a process ends no worker.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from toolkit.analysis.one_part import Plan
from toolkit.analysis.part_process import PartProcess
from toolkit.errors import QueryError, ToolkitError
from toolkit.parallel import without_main

RETRIES = 3  # of a part whose worker failed
WAIT = 300  # seconds for a first worker
_NAME = "media-analysis-parts"


def on_cluster(
    plan: Plan, parts: Sequence[int], workers: int, prepare: str | None, *, address: str | None = None
) -> Iterator[dict[str, Any]]:
    """The lines of the journal, from the cluster at an address, or from one that is started on this machine.

    Raises QueryError if Dask is not installed, ToolkitError if the workers of a part end again and again.
    """
    try:
        from distributed import Client, KilledWorker, LocalCluster, as_completed
    except ImportError as error:
        raise QueryError("on='dask' needs Dask: install the extra, media-analysis-toolkit[cluster].") from error
    with ExitStack() as stack:
        where: Any = address
        if where is None:
            with without_main():
                cluster = LocalCluster(
                    n_workers=max(1, min(workers, len(parts))), threads_per_worker=1, dashboard_address=None,
                    host="127.0.0.1", silence_logs=50,
                )  # fmt: skip
            where = stack.enter_context(cluster)
        client = stack.enter_context(Client(where))
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            raise ToolkitError(f"{client.scheduler.address}: no worker of the cluster came; start some.") from error
        client.register_plugin(_guard(plan, prepare))
        futures = client.map(_part, parts, retries=RETRIES, pure=False)
        for future in as_completed(futures):
            try:
                line: dict[str, Any] = future.result()
            except KilledWorker as error:
                raise ToolkitError(
                    f"{plan.folder}: the workers of a part ended again and again; the same call goes on."
                ) from error
            yield line
            future.release()


def _guard(plan: Plan, prepare: str | None) -> Any:
    """What every worker gets, also one that comes later: as many guarded processes as it has threads."""
    from distributed import WorkerPlugin

    class Guard(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
        name = _NAME

        def setup(self, worker: Any) -> None:
            self.free: queue.SimpleQueue[PartProcess] = queue.SimpleQueue()
            self.processes = [PartProcess(plan, prepare=prepare) for _ in range(worker.state.nthreads)]
            for process in self.processes:
                self.free.put(process)

        def teardown(self, worker: Any) -> None:
            for process in self.processes:
                process.close()

    return Guard()


def _part(number: int) -> dict[str, Any]:
    """What a worker does with the number of a part."""
    from distributed import get_worker

    free = get_worker().plugins[_NAME].free
    process: PartProcess = free.get()
    try:
        return process.part(number)
    finally:
        free.put(process)
