"""Small corpora and notebooks for the tests of reports. Their stories share no name with those of the project."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd

PARTS = (
    "The harbour of Ostrava Bay was closed by thugs, the harbour master said on Monday.",
    "“It is a disgrace,” Ilse Brandt told reporters. It was a devastating day for the ferry.",
    "The “friends of the reef” denied it. The ferry company claimed that nobody was hurt.",
    "A brutal storm had hit the pier. Petra Nilsson believes that the company must pay.",
    "Rain fell on the pier, and the ferry stayed away until noon.",
)


def rows(count: int = 8) -> list[dict[str, str]]:
    """Articles of two papers, in the words of a table: body, source, date, headline, party."""
    return [
        {
            "body": "\n\n".join(PARTS[(n + k) % len(PARTS)] for k in range(3)) + f" Ferry number {n} left.",
            "source": "Reef Courier" if n % 2 else "Pier Post",
            "date": f"2021-0{1 + n % 3}-1{n % 9}",
            "headline": f"Ferry {n} waits <outside> the harbour",
            "party": "red" if n % 3 else "=cmd|' /C calc'!A0",
        }
        for n in range(count)
    ]


def csv_file(path: Path, count: int = 8) -> Path:
    pd.DataFrame(rows(count)).to_csv(path, index=False)
    return path


def notebook(folder: Path, name: str, *cells: str, tagged: bool = True) -> Path:
    """A folder with one notebook whose second cell sets SOURCE."""
    folder.mkdir(exist_ok=True)
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_markdown_cell("# A question?\n\nPlain <b>prose</b>."),
        nbformat.v4.new_code_cell('SOURCE = "seeds"'),
    ]
    if tagged:
        book.cells[1].metadata["tags"] = ["parameters"]
    book.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(book, folder / f"{name}.ipynb")
    return folder
