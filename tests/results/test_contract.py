"""What every public result promises: types without rows, sentences behind counts, a short display."""

from __future__ import annotations

import inspect
import io
import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd
import pytest

import toolkit as tk
from tests.results.asking import AGREEMENT, CORPUS, EVIDENCE, KEYNESS, RESULTS, REVERSED, SHAPES, TABLES
from toolkit.results.registry import KINDS

CASES = pytest.mark.parametrize("name", sorted(TABLES))


# What the docstrings say in words about columns that depend on options.
_IN_WORDS = {
    "the field named by `by`": {"outlet"},
    "voice or speaker": {"voice", "speaker"},
    "one column per voice that occurs": {*tk.voices(CORPUS)["voice"]},
    "one column per group": {"Courier", "Herald", "Post"},
    "one column per measure": {*TABLES["collocations"].columns[7:]},
    "one column per name in `measures`": {"BIC", "JSD"},
}
# The shapes in which a result comes, with the words that do not hold for a shape.
_OPTIONAL = {
    "keyness": {"one column per name in `measures`"},
    "term_frequency of all": {"the field named by `by`"},
    "frame_summary of all": {"the field named by `by`"},
    "loaded_summary of all": {"the field named by `by`"},
}
_DOCUMENTED = {
    **{name: (name, table) for name, table in TABLES.items()},
    **SHAPES,
    "evidence": ("evidence", EVIDENCE),
    "agreement": ("agreement", AGREEMENT),
}


_MADE_BY = {"annotations": "read_annotations"}  # every other kind has the name of its function


def _docstring(kind: str) -> str:
    return inspect.getdoc(getattr(tk, _MADE_BY.get(kind, kind))) or ""


def _said_columns(kind: str) -> list[tuple[str, str]]:
    """The names, or the words for names, of the list of columns in the docstring, each with what is said of it."""
    text = _docstring(kind)
    listed = text.split("Columns:\n\n")[1].split("\n\n")[0]
    items = [" ".join(item.split()) for item in re.split(r"^- ", listed, flags=re.MULTILINE)[1:]]
    found = []
    for item in items:
        names, _, meaning = item.partition(": ")
        found += [(name, meaning) for name in ([names] if names in _IN_WORDS else names.split(", "))]
    return found


@pytest.mark.parametrize("name", sorted(_DOCUMENTED))
def test_the_columns_are_those_of_the_docstring(name: str) -> None:
    kind, table = _DOCUMENTED[name]
    have = [*filter(None, table.index.names), *table.columns]
    with_option = {"rates": name.endswith("with rates"), "changes": name.endswith("with changes")}
    allowed: set[str] = set()
    for words, meaning in _said_columns(kind):
        options = re.findall(r"(not|only) (?:with) `(\w+)`$", meaning)
        if any(with_option.get(option, True) != (sense == "only") for sense, option in options):
            continue
        names = _IN_WORDS.get(words, {words})
        if words not in _OPTIONAL.get(name, ()):
            assert names & {*have}, f"{name} has no {words}"
        if words not in _IN_WORDS:
            assert words in have
        allowed |= names
    assert {*have} <= allowed


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in _DOCUMENTED.values()}))
def test_the_errors_are_told_as_a_list(kind: str) -> None:
    text = _docstring(kind)
    errors = re.findall(r"^    (\w+): ", text.split("Raises:\n")[1].split("\n\n")[0], flags=re.MULTILINE)
    assert errors
    assert all(issubclass(getattr(tk, error), tk.ToolkitError) for error in errors)


def _expected(name: str, table: pd.DataFrame) -> int:
    column = KINDS[name].counted
    if name == "duplicates":
        return 2 * int((table["evidence"] != "").sum())
    if name == "genealogy":
        return int(table["text"].notna().sum() + table["original_text"].notna().sum())
    return len(table) if column is None else int(table[column].sum())


def _opened(corpus: tk.Corpus, rows: pd.DataFrame) -> int | str:
    """How many sentences stand behind rows, or the sentence that refuses them."""
    try:
        return len(tk.evidence(corpus, rows))
    except tk.QueryError as error:
        return str(error)


@CASES
def test_a_result_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    attrs = TABLES[name].attrs
    assert attrs["result"] == name
    assert attrs["corpus"] == CORPUS.fingerprint
    assert attrs["analysis"] == list(CORPUS.settings.key)
    assert len(TABLES[name]) > 0


@CASES
def test_as_many_sentences_open_as_a_result_counts(name: str) -> None:
    table = TABLES[name]
    assert len(tk.evidence(CORPUS, table)) == _expected(name, table)
    part = table.head(3).sort_index(ascending=False)
    assert len(tk.evidence(CORPUS, part)) == _expected(name, part)


@CASES
def test_rows_open_rightly_on_other_articles_or_not_at_all(name: str) -> None:
    table = TABLES[name]
    more = tk.Corpus([*CORPUS, tk.Article(id="new", text="The thugs said “no” and the militants left.", outlet="Post")])
    opened = _opened(more, table)
    assert opened == _expected(name, table) or "counted on other articles" in str(opened)


@CASES
def test_rows_from_a_csv_file_or_a_merge_open_rightly_or_not_at_all(name: str) -> None:
    table = TABLES[name]
    again = pd.read_csv(io.StringIO(table.to_csv()))
    merged = pd.DataFrame(table.reset_index(drop=False)).assign(one=1)
    merged.attrs = {}
    merged = merged.merge(pd.DataFrame({"one": [1], "two": [2]}), on="one")
    for rows in (again, merged):
        opened = _opened(CORPUS, rows)
        if KINDS[name].counted is None or KINDS[name].told_by:
            assert opened == _expected(name, table)
        else:
            assert opened == _expected(name, table) or "cannot be opened" in str(opened)


# What depends on where an article stands: distances over the length of the corpus, intervals by drawing articles, and
# the rank of sentences that score the same.
_BY_PLACE = {
    "dispersion": {"ARF", "AWT", "ALD", "f_AWT", "f_ALD"},
    "worth_a_look": {"rank"},
    "keyness": {"p", "p_adjusted", "top_article"},
    "frame_summary": {"p", "p_adjusted"},
}


def _rows(table: pd.DataFrame, without: Iterable[str] = ("low", "high")) -> Counter[tuple[str, ...]]:
    shown = table.reset_index() if table.index.names[0] else table
    chosen = shown[[c for c in shown.columns if c not in without]]
    return Counter(tuple(f"{v:.9g}" if isinstance(v, float) else str(v) for v in row) for row in chosen.to_numpy())


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_the_order_of_articles_does_not_matter(name: str) -> None:
    if name == "duplicates":  # which of two equal stories is the first is told by their order
        assert len(RESULTS[name](REVERSED)) == len(TABLES[name])
    else:
        without = {"low", "high", *_BY_PLACE.get(name, ())}
        assert _rows(RESULTS[name](REVERSED), without) == _rows(TABLES[name], without)


def test_the_order_of_articles_does_not_matter_for_keyness() -> None:
    without = {"low", "high", *_BY_PLACE["keyness"]}
    table = tk.keyness(REVERSED, **KEYNESS)
    assert _rows(table, without) == _rows(TABLES["keyness"], without)
    both = table.merge(TABLES["keyness"], on=["group", "term"])
    assert len(both) == len(table)
    assert (both["p_x"] - both["p_y"]).abs().max() < 0.2  # 99 draws, others for another order


def test_sentences_that_score_differently_keep_their_rank() -> None:
    assert RESULTS["worth_a_look"](REVERSED)["text"].tolist()[:50] == TABLES["worth_a_look"]["text"].tolist()[:50]


# Rows that speak of one article, or of one place in it: those of each article alone are those of all articles.
_APART = sorted(
    name
    for name in RESULTS
    if KINDS[name].counted is None and name not in ("duplicates", "events", "genealogy", "worth_a_look")
)


@pytest.mark.parametrize("name", [*_APART, "text_statistics"])
def test_together_equals_apart(name: str) -> None:
    apart: Counter[tuple[str, ...]] = Counter()
    for article in CORPUS:
        apart.update(_rows(RESULTS[name](tk.Corpus([article]))))
    assert apart == _rows(TABLES[name])


def test_sentences_worth_a_look_are_the_same_together_and_apart() -> None:
    apart: Counter[tuple[str, ...]] = Counter()
    for article in CORPUS:
        apart.update(_rows(RESULTS["worth_a_look"](tk.Corpus([article])), {"rank"}))
    assert apart == _rows(TABLES["worth_a_look"], {"rank"})


def test_rows_of_text_statistics_are_refused_on_another_text_of_the_same_name() -> None:
    rows = pd.read_csv(io.StringIO(tk.text_statistics(tk.Article(id="a", text="Rain fell today.")).to_csv()))
    for text in ("Rain fell. Then it stopped.", "Rain fell."):
        with pytest.raises(tk.QueryError, match="counts"):
            tk.evidence(tk.Article(id="a", text=text), rows)


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_an_empty_result_has_the_types_of_a_full_one(name: str) -> None:
    if name == "timeline":
        nothing = tk.timeline(tk.Corpus(), "said")
    elif name in ("voice_table", "naming_table"):  # a column for each voice that occurs
        assert len(RESULTS[name](tk.Corpus())) == 0
        return
    elif name == "term_frequency":
        nothing = tk.term_frequency(tk.Corpus(), by="outlet")
    else:
        nothing = RESULTS[name](tk.Corpus())
    full = TABLES[name]
    shared = [column for column in full.columns if column in nothing.columns]
    assert nothing[shared].dtypes.equals(full[shared].dtypes)
    assert name == "compare_wording" or list(nothing.columns) == list(full.columns)


@CASES
def test_a_result_shows_itself_short_and_escaped(name: str) -> None:
    shown = TABLES[name]._repr_html_()
    assert shown == TABLES[name].copy()._repr_html_()
    assert shown.startswith('<div class="result-table mathjax_ignore tex2jax_ignore">')
    for word in (">nan<", ">NaN<", ">None<", "&lt;NA&gt;", "<script", "http"):
        assert word not in shown
    if len(TABLES[name]) > 20:
        assert f"first 20 of {len(TABLES[name]):,} rows" in shown


@CASES
def test_a_result_stays_a_result_and_equals_a_plain_table(name: str) -> None:
    table = TABLES[name]
    for part in (table.head(2), table.sort_index(), table[:1], table.assign(extra=1)):
        assert part.attrs == table.attrs
        assert type(part) is type(table)
    assert table.equals(pd.DataFrame(table))


def test_text_in_a_table_is_escaped_and_rounded() -> None:
    hostile = tk.Article(id="<b>x</b>", text="The <script>alert(1)</script> thugs paid $5 and $6.")
    shown = tk.tokens(hostile)._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "0.3333333" not in tk.term_frequency(CORPUS)._repr_html_()


def test_rows_of_keyness_open_on_the_target_alone() -> None:
    target, reference = CORPUS.where(outlet="Post"), CORPUS.where(outlet="Herald")
    table = tk.keyness(target, reference, draws=99)
    assert len(tk.evidence(target, table)) == table["count"].sum()
    for other in (CORPUS, reference):
        with pytest.raises(tk.QueryError, match="the target"):
            tk.evidence(other, table)


def test_a_row_that_counts_otherwise_than_its_corpus_is_refused() -> None:
    with pytest.raises(tk.QueryError, match="counts 999"):
        tk.evidence(CORPUS, tk.term_frequency(CORPUS).head(1).assign(count=999))


def test_a_cell_of_voices_opens_alone() -> None:
    table = TABLES["voice_table"]
    for column in table.columns:
        assert len(tk.evidence(CORPUS, table[[column]])) == table[column].sum()


def test_rows_of_agreement_have_no_sentences() -> None:
    rows = [{"coder": c, "unit": u, "label": label} for c, u, label in (("A", 1, "x"), ("B", 1, "x"), ("A", 2, "y"))]
    table = tk.agreement(rows, draws=9)
    with pytest.raises(tk.QueryError, match="speak of labels"):
        tk.evidence(CORPUS, table)
