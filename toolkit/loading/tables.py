"""Tables in memory: a DataFrame, or a list of rows, becomes a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.articles import Corpus
from toolkit.articles.load_report import LoadReport
from toolkit.errors import TableError
from toolkit.loading.outcomes import outcome
from toolkit.loading.records import Columns
from toolkit.loading.rows import Row, reading
from toolkit.loading.tidying import without_furniture

if TYPE_CHECKING:
    import pandas as pd


def from_table(
    df: pd.DataFrame | Iterable[Mapping[str, Any]],
    *,
    text: str | None = None,
    id: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    clean: bool = True,
) -> Corpus:
    """A DataFrame, or a list of rows, becomes a corpus; the text is the body as it stands, after hygiene.

    `text` names the column of the text and must be given. The others name columns, too. `id` is the article in every
    result, as a string (1 and 1.0 become "1"); without it articles are called by the number of their row, from 1.
    `clean=False` leaves out the hygiene of `toolkit.text.hygiene`. All further columns are kept (`Article.extra`, and
    in `corpus.table`). Rows without text, or with an id that was used before, are listed in `corpus.rejected`. A date
    that cannot be read leaves `published` empty and stays in the extra column.

    Raises:
        TableError: for what is no table, without `text`, and for a column that does not exist.

    >>> corpus = from_table([{"body": "Rain fell.", "key": 7}], text="body", id="key")
    >>> corpus["7"].text
    'Rain fell.'
    """
    import pandas as pd

    if not isinstance(df, pd.DataFrame) and (isinstance(df, (str, bytes)) or not isinstance(df, Iterable)):
        shown = "None" if df is None else "a text" if isinstance(df, (str, bytes)) else type(df).__name__
        raise TableError(f"A DataFrame or a list of rows is needed, this is {shown}; toolkit.load(path) reads files.")
    # values stay what they are: columns of strings of pandas refuse half characters
    frame = df if isinstance(df, pd.DataFrame) else pd.DataFrame(list(df), dtype=object)
    if text is None:
        have = ", ".join(map(str, frame.columns)) or "none"
        raise TableError(f"from_table needs the name of the column of the text, text=...; columns are {have}.")
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    names = [str(name) for name in frame.columns]
    rows = (
        Row(f"row {number}", dict(zip(names, values, strict=True)))
        for number, values in enumerate(frame.itertuples(index=False, name=None), 1)
    )
    found = reading(rows, names, format="table in memory", source="table", columns=columns, guess=False)
    made = outcome(found, source="table", stem="", tidy=clean)
    articles, furniture = without_furniture(made.articles) if clean else (made.articles, ())
    return Corpus(articles, made.rejections, load_report=LoadReport(made.report.files, furniture))
