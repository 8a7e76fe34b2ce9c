"""Every public function answers a wrong argument with one sentence of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import toolkit as tk

CORPUS = tk.Corpus([tk.Article(id="a", text="The thugs said “no”. Rain fell.", outlet="X")])
WRONG: dict[str, Any] = {
    "a text": "rain",
    "a list of texts": ["rain", "snow"],
    "a DataFrame": pd.DataFrame({"x": [1]}),
    "None": None,
    "a table of another kind": tk.text_statistics(CORPUS),
    "a number": 99,
}
Call = Callable[[Any], object]
OF_A_CORPUS: dict[str, Call] = {
    name: getattr(tk, name)
    for name in (
        "actions", "analyse", "attributions", "compare_wording", "document_feature_matrix", "duplicates", "entman",
        "events", "frame_summary", "frames", "genealogy", "headline_and_lead", "lexicon_coverage",
        "loaded_language", "loaded_summary", "mark_duplicates", "mark_issues", "naming_choices", "quotations",
        "responsibility", "term_frequency", "text_statistics", "tokens", "voices",
    )
}  # fmt: skip
OTHERS: dict[str, Call] = {
    "compare_event": lambda wrong: tk.compare_event(wrong),
    "event_page": lambda wrong: tk.event_page(wrong, "event.html"),
    "within_events": lambda wrong: tk.within_events(wrong),
    "concordance": lambda wrong: tk.concordance(wrong, "rain"),
    "concordance of": lambda wrong: tk.concordance(CORPUS, [wrong] if isinstance(wrong, str) else wrong),  # type: ignore[arg-type]
    "collocations": lambda wrong: tk.collocations(wrong, "rain"),
    "dispersion": lambda wrong: tk.dispersion(wrong, "rain"),
    "timeline": lambda wrong: tk.timeline(wrong, "rain"),
    "keyness": lambda wrong: tk.keyness(wrong, by="outlet"),
    "worth_a_look": lambda wrong: tk.worth_a_look(wrong, model="no such model"),
    "evidence": lambda wrong: tk.evidence(wrong, tk.tokens(CORPUS)),
    # a row of text_statistics explains itself, a table of articles does not
    "explain": lambda wrong: tk.explain(CORPUS.table if hasattr(wrong, "columns") and "flesch" in wrong else wrong),
    "plot": lambda wrong: tk.plot(wrong),
    "frame_actors": lambda wrong: tk.frame_actors(wrong, {"mayor": "mayor"}),
    "frame_actors with": lambda wrong: tk.frame_actors(CORPUS, wrong),
    "coding_sheet": tk.coding_sheet,
    "frame_labels": lambda wrong: tk.frame_labels(wrong, "war"),
    "validated_prevalence": lambda wrong: tk.validated_prevalence(tk.frames(CORPUS), wrong),
    "codings_of_marks": lambda wrong: tk.codings_of_marks(wrong, CORPUS, codebook=tk.Codebook.named("policy")),
    "voice_table": tk.voice_table,
    "naming_table": tk.naming_table,
    "positions": lambda wrong: tk.positions(wrong, CORPUS),
    "positions in": lambda wrong: tk.positions(tk.loaded_language(CORPUS), wrong),
    "correct": lambda wrong: tk.correct(wrong, pd.DataFrame()),
    "correct with": lambda wrong: tk.correct(CORPUS, wrong),
    "agreement": lambda wrong: tk.agreement(wrong if not isinstance(wrong, list) else None),  # type: ignore[arg-type]
    "read_annotations": tk.read_annotations,
    "write_annotations": lambda wrong: tk.write_annotations(wrong, "no/such/folder/marks.csv"),
    "disputed": lambda wrong: tk.disputed(wrong, CORPUS),
    "highlight": tk.highlight,
    "verify": tk.verify,
    "open": tk.open,
}
CALLS = OF_A_CORPUS | OTHERS


@pytest.mark.parametrize("wrong", sorted(WRONG))
@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_wrong_argument_gets_one_sentence(name: str, wrong: str) -> None:
    with pytest.raises(tk.ToolkitError) as told:
        CALLS[name](WRONG[wrong])
    said = str(told.value)
    assert said.endswith(".")
    assert "\n" not in said


@pytest.mark.parametrize("number", [99, 1, -2])
def test_a_number_that_no_article_has_gets_one_sentence(number: int) -> None:
    with pytest.raises(tk.QueryError, match="they are numbered 0 to 0"):
        CORPUS[number]
    with pytest.raises(IndexError):
        CORPUS[number]
    assert CORPUS[-1] is CORPUS[0]


def test_a_plot_of_what_cannot_be_drawn_gets_one_sentence() -> None:
    with pytest.raises(tk.QueryError, match="no figure of quotations"):
        tk.plot(tk.quotations(CORPUS))
    with pytest.raises(tk.QueryError, match="give it: plot"):
        tk.plot(tk.dispersion(CORPUS, "rain"))
    with pytest.raises(tk.QueryError, match="no option"):
        tk.plot(tk.term_frequency(CORPUS), colour="red")


def test_a_row_by_voice_is_read_with_its_voice_interval_and_caution() -> None:
    told = tk.explain(tk.loaded_summary(CORPUS).query("voice == 'outlet'"))
    assert "in the outlet's own voice" in told
    assert "no interval" in told
    assert "caution: only 1 use" in told
    assert tk.explain(tk.tokens(CORPUS).head(0)) == "There is no row to explain: nothing was found."


TABLE = pd.DataFrame({"body": ["Rain fell."], "key": [1]})
GATES: dict[str, tuple[Callable[[], object], str]] = {
    "from_table without text": (lambda: tk.from_table(TABLE), "text=...; columns are body, key"),
    "from_table of None": (lambda: tk.from_table(None, text="body"), "this is None"),  # type: ignore[arg-type]
    "from_table of a text": (lambda: tk.from_table("Rain.", text="body"), "this is a text"),  # type: ignore[arg-type]
    "from_table of a number": (lambda: tk.from_table(3, text="body"), "this is int"),  # type: ignore[arg-type]
    "from_table of a column that is not there": (lambda: tk.from_table(TABLE, text="text"), "no column 'text'"),
    "load of a DataFrame": (lambda: tk.load(TABLE), "from_table"),  # type: ignore[arg-type]
    "load of None": (lambda: tk.load(None), "given None"),  # type: ignore[arg-type]
    "settings": (lambda: tk.Settings(lexicon="x"), "a lexicon is needed"),  # type: ignore[arg-type]
    "corpus with settings": (lambda: CORPUS.with_settings(lexicon="x"), "a lexicon is needed"),  # type: ignore[arg-type]
    "voices by a number": (lambda: tk.voices(CORPUS, by=3), 'by="voice"'),  # type: ignore[arg-type]
    "groups by a number": (lambda: CORPUS.by(3), "no field 3"),  # type: ignore[arg-type]
    **{
        f"{name} by a number": (lambda name=name: getattr(tk, name)(CORPUS, by=3), "no field 3")
        for name in ("term_frequency", "keyness", "compare_wording", "loaded_summary")
    },
    **{
        f"{name} with a text for a lexicon": (lambda name=name: getattr(tk, name)(CORPUS, lexicon=""), "lexicon=''")
        for name in ("loaded_language", "lexicon_coverage", "loaded_summary", "compare_wording")
    },
}


@pytest.mark.parametrize("name", sorted(GATES))
def test_a_wrong_option_gets_one_sentence(name: str) -> None:
    call, part = GATES[name]
    with pytest.raises(tk.ToolkitError) as told:
        call()
    said = str(told.value)
    assert part in said
    assert said.endswith(".")
    assert "\n" not in said


def test_an_empty_lexicon_finds_nothing_and_is_not_the_shipped_one() -> None:
    nothing = tk.Lexicon([])
    assert len(tk.loaded_language(CORPUS, lexicon=nothing)) == 0
    assert len(tk.loaded_language(CORPUS)) == 1
    assert len(tk.lexicon_coverage(CORPUS.with_settings(lexicon=nothing))) == 0


@pytest.mark.parametrize("wrong", [None, 5])
def test_a_report_names_what_is_no_source(wrong: object, tmp_path: Path) -> None:
    with pytest.raises(tk.LoadError, match="load"):
        tk.report(wrong, tmp_path / "r")  # type: ignore[arg-type]


def test_a_report_names_what_is_no_folder() -> None:
    with pytest.raises(tk.ReportError, match="folder of the report"):
        tk.report("seeds/", None)  # type: ignore[arg-type]
