"""Voices corrected by hand reach every count, and a report keeps them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from tests.reporting.test_reporting import notebook
from toolkit.analysis import analysis_of
from toolkit.articles import VoiceEdit
from toolkit.voice import VOICES

TEXT = "The so-called “caliphate” fell. “We won,” Bali said. The terrorists left the town."
ARTICLE = tk.Article(id="a", text=TEXT)
START = TEXT.index("terrorists")
ROW = {"article": "a", "start": START, "end": START + 10, "voice": "indirect", "speaker": "Bali"}


def test_a_correction_changes_every_result_of_the_new_corpus_and_nothing_else() -> None:
    corpus = tk.Corpus([ARTICLE])
    fixed = tk.correct(corpus, pd.DataFrame([ROW]))
    hit = tk.loaded_language(fixed, severity="all").set_index("text").loc["terrorists"]
    assert (hit.voice, hit.speaker, hit.p) == ("indirect", "Bali", 1.0)
    assert tk.concordance(fixed, "terrorists").voice.tolist() == ["indirect"]
    assert tk.naming_choices(fixed).voice.tolist()[-1] == "indirect"
    assert "indirect" in tk.voices(fixed).voice.tolist()
    assert 'tkh-indirect"' in tk.highlight(fixed[0]).to_html()
    assert tk.loaded_language(corpus, severity="all").set_index("text").loc["terrorists"].voice == "outlet"


def test_a_correction_is_an_attribution_of_its_own_and_leaves_the_one_that_held_it() -> None:
    before = tk.attributions(ARTICLE)
    assert before.content.tolist() == ["“We won,”"]
    fixed = tk.correct(ARTICLE, pd.DataFrame([ROW]))
    after = tk.attributions(fixed)
    assert after[["attribution", "kind", "content", "speaker"]].to_numpy().tolist() == [
        [0, "direct", "“We won,”", "Bali"],
        [1, "indirect", "terrorists", "Bali"],
    ]
    assert after.why.tolist()[1] == "corrected by hand"
    won = TEXT.index("“We won,”")
    taken = tk.correct(fixed, pd.DataFrame([{"article": "a", "start": won, "end": won + 9, "voice": "outlet"}]))
    assert tk.attributions(taken).content.tolist() == ["terrorists"]


def test_a_correction_reaches_headline_and_lead() -> None:
    article = tk.Article(id="a", headline="Town falls", text=TEXT)
    lead = tk.headline_and_lead(tk.correct(article, pd.DataFrame([ROW]))).iloc[1]
    assert "terrorists (indirect)" in lead.loaded
    assert "terrorists (outlet)" in tk.headline_and_lead(article).iloc[1].loaded


def test_a_correction_keeps_what_was_read_and_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The terrorists left the town on Monday.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    corpus = tk.load(tmp_path).with_settings(engine="rules")
    fixed = tk.correct(corpus, pd.DataFrame([{"article": "a", "start": 4, "end": 14, "voice": "unsure"}]))
    assert fixed.load_report == corpus.load_report
    assert fixed.rejections == corpus.rejections != ()
    assert fixed.settings.engine == "rules"


def test_rows_of_a_result_with_the_voice_changed_are_corrections() -> None:
    corpus = tk.Corpus([ARTICLE])
    rows = tk.loaded_language(corpus, severity="all").query("text == 'terrorists'").assign(voice="unsure")
    assert (
        tk.loaded_language(tk.correct(corpus, rows), severity="all").set_index("text").loc["terrorists"].voice
        == "unsure"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"article": "b"}, "row 1: no article has the id 'b'"),
        ({"end": 4000}, "no characters"),
        ({"start": "x"}, "whole numbers"),
        ({"voice": "editor"}, "'editor' is no voice"),
    ],
)
def test_a_wrong_row_is_told_with_its_field(change: dict[str, object], said: str) -> None:
    with pytest.raises(tk.TableError, match=said):
        tk.correct(ARTICLE, pd.DataFrame([ROW | change]))
    with pytest.raises(tk.TableError, match="no column 'voice'"):
        tk.correct(ARTICLE, pd.DataFrame([ROW]).drop(columns="voice"))


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.sampled_from(VOICES)), max_size=5))
def test_corrected_voices_still_cover_the_text_without_gaps(found: list[tuple[int, int, str]]) -> None:
    by_hand = tuple(VoiceEdit(start, min(start + size, len(TEXT)), voice) for start, size, voice in found)
    voices = analysis_of(tk.Article(id="a", text=TEXT, voice_edits=by_hand)).voices
    stretches = voices.stretches
    assert stretches[0].start == 0
    assert stretches[-1].end == len(TEXT)
    assert all(left.end == right.start for left, right in pairwise(stretches))
    if by_hand:
        last = by_hand[-1]
        assert voices.at(last.start, last.end).voice == last.voice


def test_a_report_records_and_uses_corrections(tmp_path: Path) -> None:
    fixed = tk.correct(ARTICLE, pd.DataFrame([ROW]))
    cell = "import toolkit as tk\nprint(tk.concordance(tk.load(SOURCE), 'terrorists').voice.tolist())"
    tk.report(fixed, tmp_path / "out", notebooks=notebook(tmp_path / "books", "01", cell))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["corrections"] == [["a", START, START + 10, "indirect", "Bali"]]
    assert "['indirect']" in (tmp_path / "out" / "notebooks" / "01.ipynb").read_text(encoding="utf-8")
    assert all(check.holds for check in tk.verify(tmp_path / "out"))


def test_quotations_list_every_mark_with_its_voice() -> None:
    table = tk.quotations(ARTICLE)
    assert table[["text", "words", "voice"]].to_numpy().tolist() == [
        ["caliphate", 1, "distanced"],
        ["We won,", 2, "direct"],
    ]
    assert table.closed.all()


def test_shares_have_intervals_over_articles() -> None:
    one = tk.voices(ARTICLE)
    assert one.low.isna().all()
    articles = [tk.Article(id=str(n), text=TEXT if n % 2 else "It rained all day in the town.") for n in range(10)]
    table = tk.voices(articles)
    assert ((table.low <= table.share) & (table.share <= table.high)).all()
    assert table.equals(tk.voices(articles))
