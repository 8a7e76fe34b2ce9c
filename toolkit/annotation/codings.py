"""Frames that people coded in articles: read from coding sheets or marks, and made ready for agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis.table_making import as_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.codebooks import Codebook
from toolkit.errors import LexiconError, QueryError, TableError
from toolkit.lexicon.reading import cells

if TYPE_CHECKING:
    import pandas as pd

PLAIN = ("article", "coder", "headline", "text", "note")  # columns of a sheet that are no frames
TOOL = "toolkit"  # the tool as one more coder
_LISTED = re.compile(r"\s*[|;]\s*")
_YES = frozenset(("1", "x", "yes", "y", "true", "present", "1.0"))
_NO = frozenset(("", "0", "-", "no", "n", "false", "absent", "0.0"))


def read_codings(source: str | Path | Iterable[str | Path]) -> pd.DataFrame:
    """What people coded, from coding sheets (`coding_sheet`) or tables of their own: one row per article and coder.

    A sheet has one column per frame: 1, x or yes where the frame is present, 0, no or nothing where it is not. A row
    without any mark was not coded; it is left out and counted in `.attrs["not_coded"]`. A table of one's own may have
    a column `frame` or `frames` in place of these, with one frame or several between ` | `. Files are .csv, .xlsx or
    .ods. The columns article, coder, headline, text and note may be there; without `article` rows are numbered.

    Columns: article, coder, headline, text, then one column per frame with 1 or 0.
    Raises TableError naming file, row, field and fix.
    """
    import pandas as pd

    given = [source] if isinstance(source, (str, Path)) else list(source)
    if not given:
        raise TableError("read_codings: no file was given; name a coding sheet.")
    tables, not_coded = [], 0
    for path in map(Path, given):
        table, without = _read(path)
        tables.append(table)
        not_coded += without
    whole = pd.concat(tables, ignore_index=True)
    frames = [name for name in whole.columns if name not in PLAIN[:4]]
    whole[frames] = whole[frames].fillna(0).astype("int64")
    twice = whole[whole.duplicated(["article", "coder"])]
    if len(twice):
        who, what = twice["coder"].iloc[0], twice["article"].iloc[0]
        raise TableError(
            f"codings: {who or 'the coder'} coded article {what!r} twice; keep one row, or name the coders."
        )
    whole.attrs["not_coded"] = not_coded
    return whole


def _read(path: Path) -> tuple[pd.DataFrame, int]:
    import pandas as pd

    if not path.is_file():
        raise TableError(f"{path}: there is no such coding sheet; coding_sheet(corpus, path) writes one.")
    try:
        rows = cells(path)
    except LexiconError as error:
        raise TableError(str(error)) from error
    header = [name.strip() for name in rows[0]] if rows else []
    listed = next((name for name in ("frame", "frames") if name in header), None)
    frames = [] if listed else [name for name in header if name and name not in PLAIN]
    if not listed and not frames:
        raise TableError(f"{path}: no column of a frame; a sheet has one column per frame, or a column 'frames'.")
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise TableError(f"{path}: the column {twice[0]!r} is there twice; leave one.")
    found: list[dict[str, Any]] = []
    not_coded = 0
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise TableError(
                f"{path}, row {number}: {len(row)} cells where the header has {len(header)}; mend the row."
            )
        values = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
        if listed:
            marked = dict.fromkeys(filter(None, _LISTED.split(values[listed])), 1)
        else:
            marked = {name: _mark(path, number, name, values[name]) for name in frames}
        if not (marked if listed else any(values[name] for name in frames)):
            not_coded += 1
            continue
        known = {name: _unquoted(values.get(name, "")) for name in PLAIN[:4]}
        known["article"] = known["article"] or str(number - 1)
        found.append(known | marked)
    if not found:
        raise TableError(f"{path}: no row is coded; write 1 or x below the frames that an article has.")
    table = pd.DataFrame(found)
    order = [*PLAIN[:4], *(frames or sorted(name for name in table.columns if name not in PLAIN))]
    return table[order], not_coded


def _mark(path: Path, row: int, frame: str, cell: str) -> int:
    lower = cell.lower()
    if lower in _YES or lower in _NO:
        return int(lower in _YES)
    raise TableError(f"{path}, row {row}, {frame}: {cell!r} is no mark; write 1 or x, or 0 or nothing.")


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if re.match(r"'[=+\-@＝＋－＠]", cell) else cell


def codings_of_marks(
    annotations: pd.DataFrame,
    corpus: Corpus | Article | Iterable[Article],
    *,
    codebook: Codebook,
) -> pd.DataFrame:
    """Codings from marks in the texts (`annotate`, `read_annotations`): an article has the frames whose code is marked.

    One row per article and person who marked anything in it, as `read_codings` gives them. Marks of codes that the
    codebook lacks are no frames. Raises QueryError if `annotations` is no table of marks.
    """
    import pandas as pd

    table = as_table(annotations, "annotations", ("article", "code", "person"), made_by="read_annotations")
    articles = {article.id: article for article in as_corpus(corpus)}
    names = [code.name for code in codebook]
    rows: dict[tuple[str, str], set[str]] = {}
    for article, code, person in zip(table["article"], table["code"], table["person"], strict=True):
        if str(article) in articles:
            rows.setdefault((str(article), str(person)), set()).add(str(code))
    found = [
        {"article": article, "coder": person, "headline": articles[article].headline or "",
         "text": articles[article].text, **{name: int(name in codes) for name in names}}
        for (article, person), codes in rows.items()
    ]  # fmt: skip
    return pd.DataFrame(found, columns=[*PLAIN[:4], *names])


def frame_labels(codings: pd.DataFrame, frame: str, *, frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """The labels of one frame, for `agreement`: one row per article and coder. Columns: unit, coder, label.

    With `frames` (a table of `frames`) the tool is one more coder, "toolkit", on the articles that people coded.
    Raises QueryError for a frame that nobody coded, and for tables of another kind.

    >>> import pandas as pd
    >>> codings = pd.DataFrame({"article": ["a", "a"], "coder": ["Ada", "Ben"], "war": [1, 0]})
    >>> frame_labels(codings, "war").values.tolist()
    [['a', 'Ada', 'present'], ['a', 'Ben', 'absent']]
    """
    import pandas as pd

    table = as_table(codings, "codings", ("article", "coder"), made_by="read_codings")
    if frame in PLAIN or frame not in table.columns:
        have = ", ".join(str(name) for name in table.columns if name not in PLAIN) or "none"
        raise QueryError(f"No frame {frame!r} was coded; there are {have}.")
    rows = list(zip(table["article"].astype(str), table["coder"].astype(str), table[frame], strict=True))
    if frames is not None:
        told = as_table(frames, "frames", ("article", "frame", "present"), made_by="frames(corpus)")
        units = set(table["article"].astype(str))
        told = told[(told["frame"] == frame) & told["article"].isin(units)]
        rows += [(unit, TOOL, present) for unit, present in zip(told["article"], told["present"], strict=True)]
    found = [(unit, coder, "present" if has else "absent") for unit, coder, has in rows]
    return pd.DataFrame(found, columns=["unit", "coder", "label"])
