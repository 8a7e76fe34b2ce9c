"""Make the notebooks and pages of a checkout anew from the sources of the activities: `python make.py workshop`.

With numbers (`python -m toolkit.teaching 3 5`) only those activities.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from toolkit.notebook_files import shipped
from toolkit.reporting.running import execute
from toolkit.teaching.activities import activities
from toolkit.teaching.classroom import classroom_page
from toolkit.teaching.notebooks import as_json, facilitator_notebook, learner_notebook


def _run(book: Any, path: Path) -> None:
    execute(book, name=path.name, folder=path.parent)
    path.write_text(as_json(book), encoding="utf-8")


def main(numbers: Sequence[str]) -> None:
    """Write and run the notebooks, and write the pages."""
    workshop = shipped("notebooks") / "workshop"
    with ThreadPoolExecutor(2) as pool:
        running = []
        for one in activities():
            if numbers and str(one.number) not in numbers:
                continue
            name = f"{one.number}_{one.name}"
            for folder, make in (("learner", learner_notebook), ("facilitator", facilitator_notebook)):
                (workshop / folder).mkdir(exist_ok=True)
                running.append(pool.submit(_run, make(one), workshop / folder / f"{name}.ipynb"))
            (workshop / "learner" / f"{name}.html").write_text(classroom_page(one), encoding="utf-8")
        for done in running:
            done.result()


if __name__ == "__main__":
    main(sys.argv[1:])
