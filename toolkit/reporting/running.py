"""Run notebooks on a source: each in a kernel of its own, with the one cell changed that names the source."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from toolkit.errors import ReportError
from toolkit.notebook_files import shipped

TIMEOUT = 600  # seconds for one cell
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def find_notebooks(folder: str | os.PathLike[str] | None) -> list[Path]:
    """The notebooks of a folder, in the order of their names; without a folder those of the project itself."""
    where = Path(folder) if folder is not None else shipped("notebooks")
    found = sorted(path for path in where.glob("*.ipynb") if not path.name.startswith("."))
    if not found:
        raise ReportError(f"{where}: there are no notebooks here; name their folder with notebooks=...")
    return found


def run_notebooks(paths: Sequence[Path], source: Path, *, told: Callable[[str], None]) -> list[Any]:
    """The executed notebooks. Raises ReportError naming the notebook and the cell that failed."""
    workers = max(1, min(len(paths), os.cpu_count() or 1, 4))
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(_run, path, source, told) for path in paths]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _run(path: Path, source: Path, told: Callable[[str], None]) -> Any:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    except Exception as error:  # the reader raises errors of many kinds; the sentence keeps the reason
        raise ReportError(f"{path.name}: this is no notebook that can be read ({type(error).__name__}).") from error
    point_at(notebook, relative(source, path.parent), path)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise ReportError(_failure(path, notebook, error)) from error
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day: two runs of a report are the same
    notebook.metadata["language_info"] = {"name": "python"}
    told(f"ran {path.name}")
    return notebook


def relative(path: Path, folder: Path) -> str:
    """A path as it is seen from a folder, so that no name of a machine or a person gets into a report."""
    try:
        return Path(os.path.relpath(os.path.abspath(path), os.path.abspath(folder))).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def point_at(notebook: Any, source: str, path: Path) -> None:
    """Set SOURCE in the one cell that is tagged `parameters`."""
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise ReportError(f"{path.name}: one cell must carry the tag 'parameters' and set SOURCE; {len(cells)} do.")
    line = f"SOURCE = {json.dumps(source, ensure_ascii=False)}"
    cells[0].source = re.sub(r"^SOURCE = .*$", lambda match: line, cells[0].source, flags=re.MULTILINE)


def _failure(path: Path, notebook: Any, error: Exception) -> str:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                reason = _ANSI.sub("", f"{output.ename}: {output.evalue}").splitlines()[0]
                return f"{path.name}, cell {number}: {reason} Open the notebook with the same source to look into it."
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return f"{path.name}: the notebook did not finish: {reason}"
