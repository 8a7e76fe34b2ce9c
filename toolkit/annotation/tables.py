"""Marks as a table: what users see, and what every function on marks takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from toolkit.analysis.table_making import as_table, result_table
from toolkit.annotation.records import FIELDS, STRINGS, Annotation, from_values
from toolkit.articles.short_display import is_missing
from toolkit.errors import AnnotationError, QueryError

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.articles import Article, Corpus, Rejection

TYPES = {name: "str" if name in STRINGS else "int64" for name in FIELDS}


def annotation_table(
    marks: Iterable[Annotation], *, corpus: Corpus | None = None, rejected: Iterable[Rejection] = ()
) -> pd.DataFrame:
    """The table of marks. What could not be read goes along in `.attrs["rejected"]`."""
    listed = list(marks)
    aside = [list(one) for one in rejected]
    rows = [tuple(getattr(mark, name) for name in FIELDS) for mark in listed]
    people, codes = len({mark.person for mark in listed}), len({mark.code for mark in listed})
    caption = f"{_counted(len(listed), 'mark')} by {_counted(people, 'person', 'people')}, {_counted(codes, 'code')}"
    caption += f"; {len(aside)} set aside" if aside else ""
    return result_table("annotations", rows, TYPES, corpus=corpus, caption=caption, rejected=aside)


def marks_of(table: object, articles: Mapping[str, Article] | None = None) -> list[Annotation]:
    """The marks of a table, in its order. Raises AnnotationError naming the row, the field and the fix."""
    needed = ("article", "start", "end", "code")
    rows = as_table(table, "annotations", needed, made_by="read_annotations").to_dict("records")
    found = []
    for number, row in enumerate(rows, 1):
        values: dict[str, Any] = {str(name): None if is_missing(value) else value for name, value in row.items()}
        values.pop("version", None)
        try:
            article = articles.get(str(values["article"])) if articles else None
            found.append(from_values(values, article))
        except AnnotationError as error:
            raise AnnotationError(f"annotations: row {number}: {error}") from error
    return found


def marks_in(table: object, corpus: Corpus) -> list[Annotation]:
    """The same, each checked against its article. Raises QueryError if an article is missing."""
    known = {article.id: article for article in corpus}
    needed = ("article", "start", "end", "code")
    for name in dict.fromkeys(as_table(table, "annotations", needed, made_by="read_annotations")["article"].tolist()):
        if name not in known:
            raise QueryError(
                f"No article has the id {str(name)[:60]!r}; give all articles that were marked (articles=)."
            )
    return marks_of(table, known)


def _counted(count: int, one: str, more: str = "") -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"
