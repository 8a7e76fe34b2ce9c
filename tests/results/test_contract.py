"""What every public result promises: types without rows, sentences behind counts, a short display."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest

import toolkit as tk
from toolkit.results.registry import KINDS

_SAID = (
    "The thugs stormed the depot on Monday.",
    "“The terrorists shelled our school,” Mayor Anna Weber said.",
    "Militants fired on the harbour, the ministry claimed.",
    "Rain delayed the ferry, and nobody was hurt.",
    "Officials said that the fighters must leave the valley.",
    "The so-called “liberators” burned two barns.",
    "A brutal regime caused the crisis, residents told reporters.",
)


def _article(number: int) -> tk.Article:
    lines = [_SAID[(number * step + number) % len(_SAID)] for step in (1, 2, 3, 5)]
    return tk.Article(
        id=f"n{number}", outlet=("Courier", "Herald", "Post")[number % 3], headline=f"Thugs storm depot {number}",
        published=datetime(2026, 1 + number % 4, 1 + number % 27),
        text=f"{lines[0]} {lines[1]}\n\n{lines[2]} {lines[3]} Report {number} ends here.",
    )  # fmt: skip


CORPUS = tk.Corpus([_article(number) for number in range(100)])
REVERSED = tk.Corpus([*CORPUS][::-1])
Result = Callable[[tk.Corpus], pd.DataFrame]
# Results that need articles cannot be asked of none of them; the others have the same columns for an empty corpus.
RESULTS: dict[str, Result] = {
    "tokens": tk.tokens,
    "term_frequency": lambda c: tk.term_frequency(c, by="outlet"),
    "concordance": lambda c: tk.concordance(c, "the"),
    "dispersion": lambda c: tk.dispersion(c, ["thugs", "said"]),
    "collocations": lambda c: tk.collocations(c, "the"),
    "timeline": lambda c: tk.timeline(c, "said"),
    "text_statistics": tk.text_statistics,
    "attributions": tk.attributions,
    "quotations": tk.quotations,
    "voices": tk.voices,
    "loaded_language": tk.loaded_language,
    "loaded_summary": lambda c: tk.loaded_summary(c, by="outlet"),
    "voice_table": lambda c: tk.voice_table(tk.loaded_language(c)),
    "positions": lambda c: tk.positions(tk.loaded_language(c), c),
    "lexicon_coverage": tk.lexicon_coverage,
    "naming_choices": tk.naming_choices,
    "naming_table": lambda c: tk.naming_table(tk.naming_choices(c)),
    "compare_wording": tk.compare_wording,
    "actions": tk.actions,
    "entman": tk.entman,
    "headline_and_lead": tk.headline_and_lead,
    "duplicates": tk.duplicates,
}
TABLES = {name: make(CORPUS) for name, make in RESULTS.items()}
TABLES["keyness"] = tk.keyness(CORPUS, by="outlet", draws=99)
CASES = pytest.mark.parametrize("name", sorted(TABLES))


def _expected(name: str, table: pd.DataFrame) -> int:
    column = KINDS[name].counted
    if name == "duplicates":
        return 2 * int((table["evidence"] != "").sum())
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
        if KINDS[name].counted is None:
            assert opened == _expected(name, table)
        else:
            assert opened == _expected(name, table) or "cannot be opened" in str(opened)


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_the_order_of_articles_does_not_matter(name: str) -> None:
    def rows(table: pd.DataFrame) -> set[tuple[str, ...]]:
        shown = table.reset_index() if table.index.names[0] else table
        chosen = shown[[c for c in shown.columns if c not in ("ARF", "AWT", "ALD", "f_AWT", "f_ALD", "low", "high")]]
        return {tuple(f"{v:.9g}" if isinstance(v, float) else str(v) for v in row) for row in chosen.to_numpy()}

    if name == "duplicates":  # which of two equal stories is the first is told by their order
        assert len(RESULTS[name](REVERSED)) == len(TABLES[name])
    else:
        assert rows(RESULTS[name](REVERSED)) == rows(TABLES[name])


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
