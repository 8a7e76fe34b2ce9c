"""Sheets on which people code frames: one row per article, one column per frame, the codebook beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import QueryError, TableError
from toolkit.framing.indicators import as_codebook
from toolkit.reporting.exports import LONGEST_CELL, as_csv, write_workbook

if TYPE_CHECKING:
    import pandas as pd


def coding_sheet(
    corpus: Corpus | Article | Iterable[Article],
    path: str | Path | None = None,
    *,
    codebook: Codebook | str | Path = "policy",
    coder: str = "",
    sample: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """A sheet for coding frames by hand: one row per article, one empty column per frame.

    People code first, and the tool is measured by them: the sheet shows neither the outlet nor what the tool found.
    With `path` it is written as `.csv` or `.xlsx`; the workbook has the codebook on a second sheet, with the definition
    and the questions of each frame. A text longer than a cell holds is cut in the workbook, and its note says so.
    `sample` draws so many articles at random. Fill in 1 or x; `read_codings` reads the sheets of all coders,
    `frame_labels` and `agreement` compare them, `FrameModel` learns from them.

    Columns: article, coder, headline, text, note, then one column per frame.
    Raises QueryError for a sample of none, TableError for another ending or a place that cannot be written.

    >>> sheet = coding_sheet(Article(id="a", text="Rain fell."), codebook="generic")
    >>> list(sheet.columns)[:6]
    ['article', 'coder', 'headline', 'text', 'note', 'conflict']
    """
    import numpy as np
    import pandas as pd

    whole = as_corpus(corpus)
    book = as_codebook(codebook)
    articles = list(whole)
    if sample is not None:
        if sample < 1:
            raise QueryError(f"sample={sample}: draw 1 article or more.")
        chosen = np.random.default_rng(seed).permutation(len(articles))[:sample]
        articles = [articles[n] for n in sorted(chosen.tolist())]
    cut = path is not None and Path(path).suffix.lower() == ".xlsx"
    rows = [
        (one.id, coder, one.headline or "", one.text,
         f"only the first {LONGEST_CELL:,} characters" if cut and len(one.text) > LONGEST_CELL else "")
        for one in articles
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["article", "coder", "headline", "text", "note"])
    for code in book:
        table[code.name] = ""
    if path is not None:
        _write(Path(path), table, book)
    return table


def _write(path: Path, table: pd.DataFrame, book: Codebook) -> None:
    import pandas as pd

    try:
        if path.suffix.lower() == ".csv":
            path.write_bytes(as_csv(table))
        elif path.suffix.lower() == ".xlsx":
            rows = [(code.name, code.title, code.definition, " ".join(code.questions)) for code in book]
            said = pd.DataFrame(rows, columns=["frame", "title", "definition", "questions"])
            write_workbook(path, {"coding": table, "codebook": said})
        else:
            raise TableError(f"{path}: a coding sheet is written as .csv or .xlsx.")
    except OSError as error:
        raise TableError(f"{path}: the coding sheet cannot be written ({error.strerror}).") from error
