"""Each row of each result says itself in one or two sentences."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import toolkit as tk
from tests.results.asking import AGREEMENT, CORPUS, EVIDENCE, RESULTS, SHAPES, TABLES
from toolkit.results.registry import KINDS

EVERY = TABLES | {name: table for name, (_, table) in SHAPES.items()} | {"evidence": EVIDENCE, "agreement": AGREEMENT}
CASES = pytest.mark.parametrize("name", sorted(EVERY))


def _sentences(told: str) -> int:
    """How many sentences: a full stop before a capital, outside quotation marks."""
    return 1 + len(re.findall(r"\. (?=[A-Z0-9“])", re.sub("“[^”]*”", "“x”", told)))


def test_all_kinds_of_result_are_here() -> None:
    assert {table.attrs["result"] for table in EVERY.values()} == {*KINDS}


@CASES
def test_each_row_is_said_in_one_or_two_sentences(name: str) -> None:
    table = EVERY[name]
    for n in range(0, len(table), max(len(table) // 40, 1)):
        told = tk.explain(table.iloc[n])
        assert told == tk.explain(table.iloc[[n]])
        assert told.endswith(".")
        assert not told.endswith("..")
        assert _sentences(told) <= 2, told
        for wrong in ("nan", "NaN", "None", "e+", "  ", "\n", "_", "<"):
            assert wrong not in told, told


@CASES
def test_rows_are_said_from_a_csv_file_too(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    table = EVERY[name]
    file = tmp_path_factory.mktemp("rows") / "rows.csv"
    table.to_csv(file, index=table.index.names[0] is not None)
    again = tk.explain(pd.read_csv(file).iloc[0])
    assert _sentences(again) <= 2
    if "settings" not in table.attrs or not table.attrs["settings"].get("voice"):
        assert again == tk.explain(table.iloc[0])


@CASES
def test_an_empty_table_says_that_nothing_was_found(name: str) -> None:
    assert tk.explain(EVERY[name].head(0)) == "There is no row to explain: nothing was found."


@pytest.mark.parametrize("name", sorted(set(RESULTS) - {"timeline"}))
def test_a_result_without_rows_says_that_nothing_was_found(name: str) -> None:
    empty = RESULTS[name](tk.Corpus()) if name not in ("lexicon_coverage", "dispersion") else EVERY[name].head(0)
    if len(empty):  # rates of no words
        assert _sentences(tk.explain(empty.iloc[0])) <= 2
    else:
        assert "nothing was found" in tk.explain(empty)


def test_voice_group_interval_and_caution_are_named() -> None:
    told = tk.explain(tk.term_frequency(CORPUS, by="outlet", voice="outlet").iloc[0])
    assert "in the outlet's own voice of Courier" in told
    assert "95 % interval" in told
    told = tk.explain(
        tk.compare_wording(CORPUS, rates=True, voice=["direct", "partial"]).query("group == 'Post'").iloc[0]
    )
    assert "in the voice “direct” or in the voice “partial” of Post" in told
    assert "95 % interval" in told
    wide = tk.explain(EVERY["compare_wording"].query("word == 'fighter'"))
    assert "20 in Courier, 19 in Herald, 18 in Post" in wide
    assert "0 stand in the outlet's own voice, 57 " in wide
    assert "caution: a count has no interval" in wide
    by_voice = tk.explain(EVERY["voice_table"].iloc[0])
    assert by_voice.startswith("116 loaded words of the category violent actor label, 60 in the outlet's own voice")
    assert "“fighter” for armed group members" in tk.explain(
        EVERY["naming_table"].loc[[("armed group members", "fighter")]]
    )


def test_cautions_of_pairs_texts_and_labels() -> None:
    alpha = tk.explain(AGREEMENT.query("measure == 'krippendorff_alpha'"))
    assert "of 2 people and 6 units" in alpha
    assert "caution: only 6 units" in alpha
    one = tk.agreement([{"coder": c, "unit": u, "label": "x"} for c in "AB" for u in (1, 2)], draws=9)
    assert "cannot be told" in tk.explain(one.query("measure == 'krippendorff_alpha'"))
    assert "caution: only 32 words" in tk.explain(EVERY["text_statistics"].iloc[0])
    assert "nothing to measure" in tk.explain(tk.text_statistics(tk.Article(id="a", text="")).iloc[0])
    assert "read both before you leave one out" in tk.explain(EVERY["duplicates"].query("kind == 'near'").iloc[0])
    never = EVERY["lexicon_coverage"].query("hits == 0").iloc[0]
    assert "not found in any article" in tk.explain(never)


def test_a_voice_that_is_not_sure_is_doubted() -> None:
    for name in ("attributions", "quotations", "loaded_language"):
        row = EVERY[name].iloc[0]
        assert "caution: the voice is not sure (p = 0.4)" in tk.explain({**row, "p": 0.4})
        assert "caution" not in tk.explain({**row, "p": 0.9})


def test_who_says_the_content_of_an_attribution_is_named() -> None:
    assert ", said by the ministry, in article" in tk.explain(EVERY["attributions"].iloc[0])


def test_the_first_period_of_a_new_level_is_named() -> None:
    quiet = [
        tk.Article(id=f"q{n}", text="Snow fell and fell.", published=pd.Timestamp(2026, 1 + n // 10, 3))
        for n in range(40)
    ]
    loud = [
        tk.Article(id=f"r{n}", text="Rain and rain.", published=pd.Timestamp(2026, 5 + n // 10, 3)) for n in range(40)
    ]
    table = tk.timeline([*quiet, *loud], "rain", changes=True)
    assert "a new level begins here (p = " in tk.explain(table[table["change"]].iloc[0])
    assert "new level" not in tk.explain(table.iloc[0])


def test_rows_of_rates_open_into_their_sentences() -> None:
    table = EVERY["compare_wording with rates"]
    assert len(tk.evidence(CORPUS, table)) == table["count"].sum()
    one = table.query("word == 'fighter' and group == 'Post'")
    assert {CORPUS[name].outlet for name in tk.evidence(CORPUS, one)["article"]} == {"Post"}
    with pytest.raises(tk.QueryError, match="counts 99"):
        tk.evidence(CORPUS, one.assign(count=99))
