"""Tables with named columns: one row, one article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import Article, Corpus, Correction, Part, Rejection
from toolkit.clean import decode, hygiene
from toolkit.errors import LoadError, TableError
from toolkit.loading.records import Columns

if TYPE_CHECKING:
    import pandas as pd


# What tables call their columns, most telling first.
_COMMON = {
    "text": ("text", "body", "content", "article_text", "full_text", "fulltext", "article", "story", "maintext"),
    "id": ("id", "article_id", "doc_id", "guid", "key", "uuid"),
    "headline": ("headline", "title", "heading"),
    "outlet": ("outlet", "source", "publisher", "publication", "media_name", "newspaper", "domain"),
    "published": ("published", "publish_date", "published_at", "publishedat", "date", "pub_date", "datetime"),
    "url": ("url", "link", "web_url"),
}


def from_table(
    df: pd.DataFrame | Iterable[Mapping[str, Any]],
    *,
    text: str,
    id: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    clean: bool = True,
) -> Corpus:
    """A DataFrame, or a list of rows, becomes a corpus; the text is the body as it stands, after hygiene.

    `text` and the others name columns. `id` is the article in every result, as a string (1 and 1.0 become "1"); without
    it articles are called by the number of their row, from 1. `clean=False` leaves out the hygiene of
    `toolkit.clean`. All further columns are kept (`Article.extra`, and in `corpus.table`). Rows without text, or with
    an id that was used before, are listed in `corpus.rejected`. A date that cannot be read leaves `published` empty
    and stays in the extra column. Raises TableError for a column that does not exist.

    >>> corpus = from_table([{"body": "Rain fell.", "key": 7}], text="body", id="key")
    >>> corpus["7"].text
    'Rain fell.'
    """
    import pandas as pd

    frame = df if isinstance(df, pd.DataFrame) else pd.DataFrame(list(df))
    columns = Columns(text=text, id=id, headline=headline, outlet=outlet, published=published, url=url)
    articles, rejections = _articles(frame, columns, source="table", prefix="", clean=clean, guess=False)
    return Corpus(articles, rejections)


def read_table(
    path: Path, *, name: str, columns: Columns, encoding: str | None, clean: bool
) -> tuple[list[Article], list[Rejection]]:
    """The articles of a table file and the rows that are none."""
    reader = TABLES[path.suffix.lower()]
    frame, rejections = reader(path, encoding)
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise TableError(f"{path}: two columns are called {twice!r}; rename one.")
    articles, aside = _articles(frame, columns, source=str(path), prefix=f"{name}:", clean=clean, guess=True)
    return articles, [*rejections, *aside]


# Columns that are called like a field of an article fill it; every other column is kept under its own name.
_FILLS = frozenset({"modified", "byline", "dateline", "agency", "corrections"})


def _articles(
    frame: pd.DataFrame, columns: Columns, *, source: str, prefix: str, clean: bool, guess: bool
) -> tuple[list[Article], list[Rejection]]:
    chosen = _choose(frame, columns, source, guess)
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise TableError(f"{source}: two columns are called {twice!r}; rename one.")
    used = {name for name in chosen if name}
    extra = [str(name) for name in frame.columns if name not in used]
    articles, rejections = [], []
    seen: set[str] = set()
    for number, row in enumerate(frame.to_dict("records"), 1):
        body = _string(row[chosen.text])
        if body is None or not body.strip():
            rejections.append(Rejection(source, f"row {number}", f"no text in the column {chosen.text!r}"))
            continue
        if clean:
            body, _ = hygiene(body)
        identity = (_string(row[chosen.id]) if chosen.id else None) or f"{prefix}{number}"
        if identity in seen:
            rejections.append(Rejection(source, f"row {number}", f"the id {identity!r} was used before"))
            continue
        seen.add(identity)
        published = _date(row[chosen.published]) if chosen.published else None
        kept = [(name, _plain(row[name])) for name in extra if name not in _FILLS]
        if chosen.published and published is None and _string(row[chosen.published]):
            kept.append((chosen.published, _plain(row[chosen.published])))
        articles.append(
            Article(
                id=identity,
                text=body,
                headline=_string(row[chosen.headline]) if chosen.headline else None,
                outlet=_string(row[chosen.outlet]) if chosen.outlet else None,
                published=published,
                url=_string(row[chosen.url]) if chosen.url else None,
                modified=_date(row["modified"]) if "modified" in extra else None,
                byline=_string(row["byline"]) if "byline" in extra else None,
                dateline=_string(row["dateline"]) if "dateline" in extra else None,
                agency=_string(row["agency"]) if "agency" in extra else None,
                corrections=_corrections(row["corrections"], source, number) if "corrections" in extra else (),
                source=source,
                locator=f"row {number}",
                extra=tuple(kept),
                original=body,
                parts=(Part("body", 0, len(body), "column of a table"),),
            )
        )
    return articles, rejections


def _corrections(value: object, source: str, number: int) -> tuple[Correction, ...]:
    """Voices set by hand, as a report keeps them: JSON lists of start, end, voice and speaker."""
    text = _string(value)
    if text is None:
        return ()
    try:
        return tuple(Correction(int(start), int(end), str(v), who) for start, end, v, who in json.loads(text))
    except (ValueError, TypeError) as error:
        raise TableError(
            f"{source}: row {number}: corrections must be JSON lists of start, end, voice, speaker."
        ) from error


def _choose(frame: pd.DataFrame, columns: Columns, source: str, guess: bool) -> Columns:
    names = [str(name) for name in frame.columns]
    listed = ", ".join(names) or "none"
    chosen: dict[str, str | None] = {}
    taken: set[str] = set()
    for field, wanted in columns._asdict().items():
        if wanted is not None and wanted not in names:
            raise TableError(f"{source}: no column {wanted!r} for the {field}; columns are {listed}. Pass {field}=...")
        chosen[field] = wanted
        taken.add(wanted or "")
    for field in columns._fields:
        if chosen[field] is None and guess:
            lower = {name.lower(): name for name in reversed(names)}
            found = next((lower[c] for c in _COMMON[field] if c in lower and lower[c] not in taken), None)
            chosen[field] = found
            taken.add(found or "")
    if chosen["text"] is None:
        raise TableError(f"{source}: no column for the article text; columns are {listed}. Pass text=...")
    return Columns(**chosen)


def _plain(value: object) -> object:
    """A cell as plain Python: missing is None."""
    if value is None or value != value or type(value).__name__ == "NaTType":
        return None
    return value


def _string(value: object) -> str | None:
    value = _plain(value)
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return hygiene(text)[0] if any("\ud800" <= char <= "\udfff" for char in text) else text


def _date(value: object) -> datetime | None:
    import pandas as pd

    value = _plain(value)
    if value is None:
        return None
    moment = pd.Timestamp(value) if isinstance(value, datetime) else pd.to_datetime(str(value), errors="coerce")
    return moment.to_pydatetime().replace(tzinfo=None) if isinstance(moment, pd.Timestamp) else None


def _separated(separator: str) -> Callable[[Path, str | None], tuple[pd.DataFrame, list[Rejection]]]:
    def read(path: Path, encoding: str | None) -> tuple[pd.DataFrame, list[Rejection]]:
        import csv
        import io

        import pandas as pd

        csv.field_size_limit(max(csv.field_size_limit(), 50_000_000))
        text = decode(path.read_bytes(), source=str(path), encoding=encoding).removeprefix("\ufeff")
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            raise TableError(f"{path}: this is no table of values separated by {separator!r}: {error}.") from error
        header, *body = [row for row in rows if row]
        rejections = [
            Rejection(str(path), f"row {n}", f"{len(row)} values where the header names {len(header)}")
            for n, row in enumerate(body, 1)
            if len(row) != len(header)
        ]
        kept = [row for row in body if len(row) == len(header)]
        return pd.DataFrame(kept, columns=header, dtype="str"), rejections

    return read


def _excel(path: Path, encoding: str | None) -> tuple[pd.DataFrame, list[Rejection]]:
    import pandas as pd

    try:
        return pd.read_excel(path, engine="calamine"), []
    except Exception as error:  # the reader has no error type of its own; the sentence keeps its reason
        raise TableError(
            f"{path}: the spreadsheet cannot be read ({error}); save it again as .xlsx or .csv."
        ) from error


def _parquet(path: Path, encoding: str | None) -> tuple[pd.DataFrame, list[Rejection]]:
    import pandas as pd
    from pyarrow import ArrowException

    try:
        return pd.read_parquet(path), []
    except (ArrowException, OSError) as error:
        raise TableError(f"{path}: this is no Parquet table ({str(error).splitlines()[0]}).") from error


def _json(path: Path, encoding: str | None) -> tuple[pd.DataFrame, list[Rejection]]:
    import pandas as pd

    text = decode(path.read_bytes(), source=str(path), encoding=encoding).removeprefix("\ufeff")
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        if "\n" in text.strip() and text.lstrip().startswith("{"):
            return _json_lines(path, encoding)
        raise TableError(f"{path}: this is no JSON ({error}).") from error
    if isinstance(rows, dict):
        lists = [value for value in rows.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        rows = lists[0] if len(lists) == 1 else [rows]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TableError(f"{path}: give a list of objects, one article each.")
    return pd.DataFrame(rows, dtype="object"), []


def _json_lines(path: Path, encoding: str | None) -> tuple[pd.DataFrame, list[Rejection]]:
    import pandas as pd

    rows, rejections = [], []
    text = decode(path.read_bytes(), source=str(path), encoding=encoding).removeprefix("\ufeff")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            rejections.append(Rejection(str(path), f"line {number}", f"no JSON: {error}"))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            rejections.append(Rejection(str(path), f"line {number}", "no JSON object, one article a line"))
    if not rows:
        raise LoadError(f"{path}: no line holds a JSON object; give one article a line.")
    return pd.DataFrame(rows, dtype="object"), rejections


TABLES: dict[str, Callable[[Path, str | None], tuple[pd.DataFrame, list[Rejection]]]] = {
    ".csv": _separated(","),
    ".tsv": _separated("\t"),
    ".xlsx": _excel,
    ".xls": _excel,
    ".ods": _excel,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
}
