"""Agreement of people who coded the same articles, sentences or words, or who marked words of their own choosing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from toolkit.analysis.table_making import as_table, result_table
from toolkit.annotation import agreement_rows as rows_of
from toolkit.annotation.records import Annotation
from toolkit.annotation.tables import marks_in
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.annotation.ratings import Marks, Ratings, Read
    from toolkit.measures.agreement_scores import Level

Over = Literal["words", "sentences", "articles", "spans"]
By = Literal["all", "pair", "category", "person", "tool"]
TOOL = "toolkit"  # the name under which the tool is one more person
_MARKS = {"article", "start", "end", "code", "person"}


def agreement(
    labels: pd.DataFrame | Iterable[Mapping[str, object]],
    *,
    unit: str = "unit",
    coder: str = "coder",
    label: str = "label",
    level: Level = "nominal",
    by: By = "all",
    articles: Corpus | Article | Iterable[Article] | None = None,
    over: Over = "words",
    read: Read = "marked",
    tool: pd.DataFrame | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How far people agree who labelled the same units, or marked the same articles, better than chance.

    `labels` has one row per label, with the columns `unit`, `coder` and `label`; a unit may lack the labels of some
    people. Or it is a table of marks (`read_annotations`), with their `articles`: then the units are `over` words,
    sentences or whole articles, and the label of a unit is the codes that a person marked in it, or (none). Over
    "spans", the marks themselves are compared, where they begin and end. `read="marked"` takes a person to have read
    the articles in which they marked something, `read="all"` all of them. `tool` is a table of `loaded_language` or of
    marks: the toolkit as one more person. A value of 1 is perfect, 0 is chance.

    `by` chooses the rows: "all" is everybody together; "pair" each two people; "category" each label or code against
    all others; "person" each person against the others, and the alpha of the others alone; "tool" the precision,
    recall and F1 of `tool` on the words that each person marked, whatever the code.

    Columns:

    - measure: agreement (share of pairs of labels that are equal), krippendorff_alpha (units may lack labels; `level`
      is nominal, ordinal, interval or ratio), fleiss_kappa (units that everybody labelled), cohen_kappa, scott_pi,
      krippendorff_alpha_without (that person), unitizing_alpha and unitizing_alpha_without (Krippendorff's alpha for
      unitizing), precision, recall or f1
    - about: the pair, the category or the person; empty for all
    - value: missing where only one label was ever used
    - low, high: 95 % interval, by bootstrap over units; of marks over articles, with fewer than ten over sentences
    - units: how many the measure could use; of spans, how many were marked
    - coders: how many people

    Raises:
        QueryError: for missing columns, a label given twice, fewer than two people, labels that are no numbers where
            the level needs numbers, marks without their articles, and options that do not fit each other.
        AnnotationError: for a mark that does not stand in its article, or that
            is none.

    >>> given = [("A", 1, "x"), ("B", 1, "x"), ("A", 2, "y"), ("B", 2, "y"), ("A", 3, "x"), ("B", 3, "y")]
    >>> rows = [{"coder": coder, "unit": unit, "label": label} for coder, unit, label in given]
    >>> agreement(rows, draws=10)[["measure", "value"]].round(3).values.tolist()[:2]
    [['agreement', 0.667], ['krippendorff_alpha', 0.444]]
    """
    import pandas as pd

    if labels is None or isinstance(labels, (str, int, float)):
        shown = "None" if labels is None else type(labels).__name__
        raise QueryError(f"labels: a table of labels is needed, this is {shown}; give columns unit, coder, label.")
    for name, value, choices in (("by", by, ("all", "pair", "category", "person", "tool")),
                                 ("over", over, ("words", "sentences", "articles", "spans")),
                                 ("read", read, ("marked", "all"))):  # fmt: skip
        if value not in choices:
            raise QueryError(f"{name}={value!r}: choose from {', '.join(choices)}.")
    table = labels if isinstance(labels, pd.DataFrame) else pd.DataFrame(list(labels))
    if set(table.columns) >= _MARKS and label not in table:
        return _of_marks(table, by, over, read, level, articles, tool, draws, seed)
    if by == "tool" or tool is not None:
        raise QueryError("tool= is compared with marks; give a table of read_annotations and its articles=.")
    return _of_labels(table, unit, coder, label, level, by, draws, seed)


def _of_labels(
    table: pd.DataFrame, unit: str, coder: str, label: str, level: Level, by: By, draws: int, seed: int
) -> pd.DataFrame:
    import pandas as pd

    from toolkit.annotation.ratings import ratings_of
    from toolkit.measures.agreement_scores import in_order

    if missing := [name for name in (unit, coder, label) if name not in table]:
        listed = ", ".join(map(str, table.columns))
        raise QueryError(
            f"The labels have no column {missing[0]!r}; they have {listed}. Name it: unit=, coder=, label=."
        )
    table = table.dropna(subset=[label])
    twice = table[table.duplicated([unit, coder])]
    if len(twice):
        raise QueryError(f"{twice[coder].iloc[0]} labelled unit {twice[unit].iloc[0]} twice; keep one label.")
    grid = table.pivot(index=coder, columns=unit, values=label).astype("object")
    if len(grid) < 2:
        raise QueryError(f"Labels of {len(grid)} people; agreement needs two or more.")
    if level in ("interval", "ratio") and not pd.api.types.is_numeric_dtype(table[label]):
        raise QueryError(f"level={level!r} needs labels that are numbers; {table[label].iloc[0]!r} is none.")
    given = {
        str(name): [None if pd.isna(value) else value for value in row]
        for name, row in zip(grid.index, grid.to_numpy(), strict=True)
    }
    ordered = in_order({value for row in given.values() for value in row if value is not None})
    ratings = ratings_of(given, ordered)
    categories = [(str(name), frozenset({n})) for n, name in enumerate(ordered)]
    size = f"{len(grid.columns)} units, {len(grid)} people, {level} labels"
    found = _rows(ratings, by, level, categories, draws, seed)
    return _table(found, f"{size}; 95 %: {draws} draws of units, seed {seed}")


def _of_marks(
    table: pd.DataFrame, by: By, over: Over, read: Read, level: Level,
    articles: Corpus | Article | Iterable[Article] | None, tool: pd.DataFrame | None, draws: int, seed: int,
) -> pd.DataFrame:  # fmt: skip
    from toolkit.annotation.ratings import BLOCKS, Marks

    if articles is None:
        raise QueryError("Marks are compared in their articles; give them: agreement(marks, articles=corpus).")
    if level != "nominal":
        raise QueryError(f"level={level!r}: codes of marks are names, so the level is nominal; give labels for others.")
    if by == "tool" and (tool is None or over == "spans"):
        raise QueryError('by="tool" needs tool=loaded_language(corpus), and over="words", "sentences" or "articles".')
    corpus = as_corpus(articles)
    marks = marks_in(table, corpus)
    if tool is not None:
        marks += _of_the_tool(tool, corpus, {mark.person for mark in marks})
    people = Marks(marks, corpus, read, tool=None if tool is None else TOOL)
    if len(people.people) < 2:
        raise QueryError(f"Marks of {len(people.people)} people; agreement needs two or more.")
    many = len(people.articles) >= BLOCKS
    if over == "spans":
        found = list(_span_rows(people, by, draws, seed, BLOCKS))
        drawn = f"{draws} draws of articles" if many else "no interval with fewer than ten articles"
    else:
        ratings, codes = people.ratings(over)
        categories = [(c, frozenset(n for n, members in enumerate(codes) if c in members)) for c in people.codes]
        unmarked = codes.index(frozenset()) if frozenset() in codes else None
        found = list(_rows(ratings, by, level, categories, draws, seed, unmarked))
        drawn = f"{draws} draws of {'articles' if many else 'sentences'}"
    size = f"{len(people.articles)} {'article' if len(people.articles) == 1 else 'articles'}"
    return _table(found, f"{size}, {len(people.people)} people, over {over}; 95 %: {drawn}, seed {seed}")


def _rows(
    ratings: Ratings, by: By, level: Level, categories: Sequence[tuple[str, frozenset[int]]], draws: int, seed: int,
    unmarked: int | None = None,
) -> Iterable[rows_of.Score]:  # fmt: skip
    drawn = rows_of.Draws(int(ratings.blocks.max(initial=-1)) + 1, draws, seed)
    if by == "tool":
        return rows_of.of_tool(ratings, drawn, TOOL, unmarked)
    if by == "category":
        return rows_of.by_category(ratings, drawn, categories)
    return {"all": rows_of.of_all, "pair": rows_of.by_pair, "person": rows_of.by_person}[by](ratings, drawn, level)


def _span_rows(marks: Marks, by: By, draws: int, seed: int, least: int) -> Iterable[rows_of.Score]:
    people, codes = marks.people, marks.codes
    groups: dict[str, list[tuple[str, Sequence[str], Sequence[str]]]] = {
        "all": [("", people, codes)],
        "pair": [(", ".join(pair), pair, codes) for pair in combinations(people, 2)],
        "category": [(code, people, [code]) for code in codes],
        "person": [(name, [one for one in people if one != name], codes) for name in people if len(people) > 2],
    }
    measure = "unitizing_alpha_without" if by == "person" else "unitizing_alpha"
    return rows_of.of_spans(marks, groups[by], draws, seed, least, measure)


def _of_the_tool(tool: pd.DataFrame, corpus: Corpus, people: set[str]) -> list[Annotation]:
    """What the toolkit marked: loaded words with their category, or marks."""
    if TOOL in people:
        raise QueryError(f"A person is called {TOOL!r}, which is the name of tool=; rename the person.")
    table = as_table(tool, "tool", ("article", "start", "end"), made_by="loaded_language")
    code = next((name for name in ("code", "category") if name in table), None)
    if code is None:
        raise QueryError("tool: the table has no column 'code' or 'category'; loaded_language makes such a table.")
    named = table[["article", "start", "end"]].assign(code=table[code])
    here = named[named["article"].isin([article.id for article in corpus])]
    return [replace(mark, person=TOOL) for mark in marks_in(here, corpus)]


def _table(found: Iterable[rows_of.Score], caption: str) -> pd.DataFrame:
    types = {"measure": "str", "about": "str", "value": "float64", "low": "float64", "high": "float64"}
    types |= {"units": "int64", "coders": "int64"}
    return result_table("agreement", list(found), types, corpus=None, caption=caption)
