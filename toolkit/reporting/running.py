"""Run notebooks: each in a kernel of its own, with the one cell changed that names the source."""

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

ABOUT_STORIES = frozenset({"founding-story", "teaching-stories"})  # tags of cells
_SOURCE = re.compile(r"^SOURCE = (?P<path>\"[^\"\n]*\").*$", re.MULTILINE)
TIMEOUT = 600  # seconds for one cell
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
# The lessons of the project, by name: a notebook that somebody keeps beside them is none of them. 08 and 09 are not run
# in a report: they need an event that several outlets tell, which a reader's articles may not have.
LESSONS = (
    "01_load_articles", "02_term_frequency", "03_loaded_language", "04_whose_voice", "05_framing",
    "06_your_own_corpus", "07_compare_outlets", "10_key_terms",
)  # fmt: skip


def find_notebooks(folder: str | os.PathLike[str] | bool | None) -> list[Path]:
    """The notebooks of a folder, in the order of their names; without a folder the lessons of the project itself."""
    if folder is None or isinstance(folder, bool):
        where = shipped("notebooks")
        found = [path for name in LESSONS if (path := where / f"{name}.ipynb").is_file()]
    else:
        where = Path(folder)
        found = sorted(path for path in where.glob("*.ipynb") if not path.name.startswith("."))
    if not found:
        raise ReportError(f"{where}: there are no notebooks here; name their folder with notebooks=...")
    return found


def read_notebooks(paths: Sequence[Path]) -> list[tuple[Path, Any]]:
    """Notebooks that can be run, checked before anything else starts. Raises ReportError naming the notebook."""
    import nbformat

    found = []
    for path in paths:
        try:
            notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        except Exception as error:  # the reader raises errors of many kinds; the sentence keeps the reason
            raise ReportError(f"{path.name}: this is no notebook that can be read ({type(error).__name__}).") from error
        _parameters(notebook, path)
        found.append((path, notebook))
    return found


def run_notebooks(
    lessons: Sequence[Path | tuple[Path, Any]], source: Path, *, told: Callable[[str], None]
) -> list[tuple[Path, Any]]:
    """The executed notebooks. Raises ReportError naming the notebook and the cell that failed."""
    given = [one if isinstance(one, tuple) else read_notebooks([one])[0] for one in lessons]
    workers = max(1, min(len(given), os.cpu_count() or 1, 4))
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(_run, path, notebook, source, told) for path, notebook in given]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _run(path: Path, notebook: Any, source: Path, told: Callable[[str], None]) -> tuple[Path, Any]:
    leave_out_other_stories(notebook, source, path)
    point_at(notebook, relative(source, path.parent), path)
    execute(notebook, name=path.name, folder=path.parent)
    told(f"ran {path.name}")
    return path, notebook


def execute(notebook: Any, *, name: str, folder: Path) -> None:
    """Run a notebook in place, in a folder. Raises ReportError naming the cell that failed."""
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        coalesce_streams=True,  # how a stream is divided depends on chance
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute()
    except KeyboardInterrupt:
        raise
    except Exception as error:  # a kernel fails in many ways, under load also with an AssertionError
        raise ReportError(_failure(name, notebook, error)) from error
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day: two runs of a report are the same
    notebook.metadata["language_info"] = {"name": "python"}


def keep_notebooks(made: Path, ran: Sequence[tuple[Path, Any]]) -> None:
    """The notebooks as they were run, pointing at the articles from where they now are."""
    import nbformat

    (made / "notebooks").mkdir()
    for path, notebook in ran:
        point_at(notebook, "../corpus", path)
        text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
        (made / "notebooks" / path.name).write_text(text + "\n", encoding="utf-8")


def relative(path: Path, folder: Path) -> str:
    """A path as it is seen from a folder, so that no name of a machine or a person gets into a report."""
    try:
        return Path(os.path.relpath(os.path.abspath(path), os.path.abspath(folder))).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def point_at(notebook: Any, source: str, path: Path) -> None:
    """Set SOURCE in the one cell that is tagged `parameters`."""
    cell = _parameters(notebook, path)
    line = f"SOURCE = {json.dumps(source, ensure_ascii=False)}"
    cell.source = _SOURCE.sub(lambda match: line, cell.source)


def _parameters(notebook: Any, path: Path) -> Any:
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise ReportError(f"{path.name}: one cell must carry the tag 'parameters' and set SOURCE; {len(cells)} do.")
    return cells[0]


def leave_out_other_stories(notebook: Any, source: Path, path: Path) -> None:
    """Leave out the cells whose prose speaks of the stories that the notebook was written on, unless it runs on these.

    They carry one of the tags in `ABOUT_STORIES`.
    """
    if not any(ABOUT_STORIES & set(cell.metadata.get("tags", [])) for cell in notebook.cells):
        return
    named = _SOURCE.search(_parameters(notebook, path).source)
    own = path.parent / json.loads(named["path"]) if named else None
    if own is None or not own.exists() or _texts(own) != _texts(source):
        notebook.cells = [c for c in notebook.cells if not ABOUT_STORIES & set(c.metadata.get("tags", []))]


def _texts(source: Path) -> list[str]:
    from toolkit.loading import load

    return sorted(article.text for article in load(source))


def _failure(name: str, notebook: Any, error: Exception) -> str:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                reason = _ANSI.sub("", f"{output.ename}: {output.evalue}").splitlines()[0]
                return f"{name}, cell {number}: {reason} Open the notebook with the same source to look into it."
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return f"{name}: the notebook did not finish: {reason}"
