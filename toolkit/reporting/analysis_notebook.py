"""analysis.ipynb: a notebook about these articles, executed, with one cell per table and figure of the page."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from toolkit.articles import Corpus
from toolkit.reporting.figures import DRAWN
from toolkit.reporting.report_tables import KINDS
from toolkit.reporting.running import execute
from toolkit.reporting.settings import ReportSettings

NAME = "analysis.ipynb"


def cell_id(name: str, kind: str) -> str:
    """The name of a cell, which the page links to."""
    return f"{kind}-{name}".replace("_", "-")


def analysis_notebook(made: Path, corpus: Corpus, settings: ReportSettings, title: str) -> None:
    """Write and run the notebook in the folder of a report. Raises ReportError naming the cell that failed."""
    import nbformat

    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.cells = _cells(corpus, settings, title)
    execute(notebook, name=NAME, folder=made)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    (made / NAME).write_text(text + "\n", encoding="utf-8")


def _cells(corpus: Corpus, settings: ReportSettings, title: str) -> list[Any]:
    cells = [
        _prose(
            "start",
            f"# {escape(title, quote=False)}\n\nThe tables and figures of the report, one per cell. Run it again, "
            "change a cell, go on from there. Settings are in the second cell; the page `index.html` links each figure "
            "to its cell.",
        )
    ]
    if settings.full_text:
        cells.append(_code("setup", (
            "import pandas as pd\n\nimport toolkit as tk\n"
            "from toolkit.reporting.figures import draw\n"
            "from toolkit.reporting.report_tables import rates_over_time, telling_words\n\n"
            'pd.set_option("display.max_colwidth", 60)\npd.set_option("display.precision", 2)\n'
            'corpus = tk.open("corpus")  # the articles of this report, with their analysis\n'
            f"BY = {settings.by!r}\n{_names(settings)}\ncorpus"
        )))  # fmt: skip
    else:
        cells.append(_code("setup", (
            "import pandas as pd\n\nfrom toolkit.reporting.figures import draw\n\n"
            'pd.set_option("display.max_colwidth", 60)\npd.set_option("display.precision", 2)\n'
            f"BY = {settings.by!r}  # no text lies in this folder: the tables are read, not computed"
        )))  # fmt: skip
    for kind in KINDS:
        cells.append(_prose(f"about-{kind.name}", f"## {escape(kind.title.format(by=settings.by), quote=False)}"))
        code = kind.code if settings.full_text else f'pd.read_parquet("tables/{kind.name}.parquet")'
        cells.append(_code(cell_id(kind.name, "table"), f"{kind.name} = {code}\n{kind.name}.head(10)"))
        if kind.name in DRAWN:
            cells.append(_code(cell_id(kind.name, "figure"), f'draw("{kind.name}", {kind.name}, by=BY)'))
    return cells


def _names(settings: ReportSettings) -> str:
    if settings.referents is not None:
        rows = json.dumps([dict(row) for row in settings.referents], ensure_ascii=False)
        return f'NAMES = {{"referents": pd.DataFrame({rows})}}'
    return f"NAMES = {settings.naming!r}"


def _prose(name: str, source: str) -> Any:
    import nbformat

    return nbformat.v4.new_markdown_cell(source, id=_id(name))  # type: ignore[no-untyped-call]


def _code(name: str, source: str) -> Any:
    import nbformat

    return nbformat.v4.new_code_cell(source, id=_id(name))  # type: ignore[no-untyped-call]


def _id(name: str) -> str:
    return name.replace("_", "-")[:64]
