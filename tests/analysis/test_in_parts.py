"""A corpus that lies in parts is a corpus: every public function gives what it gives for the same corpus in memory."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import toolkit as tk
from tests.results.asking import CORPUS, KEYNESS, RESULTS, SHAPES, TABLES
from toolkit.articles.stored_parts import PartRecord, PartStore

VOICES = [{"article": "n7", "start": 0, "end": 9, "voice": "direct", "speaker": "Weber"}]
MORE: dict[str, Any] = {
    "keyness": lambda c: tk.keyness(c, **KEYNESS),
    "term_frequency of all": tk.term_frequency,
    "term_frequency of stems": lambda c: tk.term_frequency(c, unit="stem", stop_words="english", voice="own"),
    "term_frequency of bigrams": lambda c: tk.term_frequency(c, unit="bigram", minimum=2),
    "term_frequency of queries": lambda c: tk.term_frequency(c, terms=["thug*", "the depot", "moon"], by="outlet"),
    "compare_wording with rates": lambda c: tk.compare_wording(c, rates=True),
    "timeline with changes": lambda c: tk.timeline(c, "said", changes=True),
    "voices by speaker": lambda c: tk.voices(c, by="speaker"),
    "loaded_summary of all": tk.loaded_summary,
    "loaded_language with fields": lambda c: tk.loaded_language(c, with_fields=("outlet", "published")),
    "evidence": lambda c: tk.evidence(c, tk.voices(c)),
    "corrected": lambda c: tk.voices(tk.correct(c, pd.DataFrame(VOICES))),
    "table": lambda c: c.table,
    "rejected": lambda c: c.rejected,
    "headlines": lambda c: tk.loaded_language(c.headlines),
    "chosen": lambda c: tk.voices(c.where(outlet="Post")),
    "chosen by several": lambda c: tk.voices(c.where(outlet=["Post", "Herald"], language=None)),
    "a slice": lambda c: tk.tokens(c[30:-20:3]),
    "groups": lambda c: pd.concat([tk.voices(group) for group in c.by("outlet").values()]),
    "marked and not repeated": lambda c: tk.mark_duplicates(c[:40]).where(duplicate_of=None).table,
}
ALL = RESULTS | MORE
# Public functions of a corpus that are looked at below, show one to a person, or take other things beside it.
_OTHERS = {
    "analyse", "coding_sheet", "compare_event", "correct", "document_feature_matrix", "explore", "mark_duplicates",
    "mark_issues", "reading", "within_events",
}  # fmt: skip

_READS_MORE = {"genealogy"}  # each repeat is compared with its original, which may lie in any part


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> tk.Corpus:
    folder = tmp_path_factory.mktemp("scale") / "study"
    return tk.analyse(CORPUS, to=folder, on="serial", part=13)


def test_every_public_function_of_a_corpus_is_asked() -> None:
    functions = {name for name in tk.__all__ if inspect.isfunction(getattr(tk, name))}
    of_a_corpus = {name for name in functions if [*inspect.signature(getattr(tk, name)).parameters][:1] == ["corpus"]}
    assert len(of_a_corpus) > 20
    assert of_a_corpus - _OTHERS <= {name.partition(" ")[0] for name in ALL}


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(expected), rtol=1e-9)
    assert found.attrs == expected.attrs


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_result_is_the_same_in_parts_and_in_memory(name: str, parted: tk.Corpus) -> None:
    expected = TABLES.get(name)
    if expected is None:
        expected = SHAPES[name][1] if name in SHAPES else ALL[name](CORPUS)
    same(ALL[name](parted), expected)


def test_the_records_are_the_same(parted: tk.Corpus) -> None:
    assert parted == CORPUS
    assert hash(parted) == hash(CORPUS)
    assert parted.fingerprint == CORPUS.fingerprint
    assert parted["n42"] == CORPUS[42] == parted[42] == parted[-58]
    assert "n42" in parted
    assert "n100" not in parted
    assert CORPUS[3] in parted
    assert [article.id for article in parted[95:]] == ["n95", "n96", "n97", "n98", "n99"]
    assert parted[20:30]["n25"].id == "n25"
    with pytest.raises(tk.QueryError, match="No article has the id 'n31'"):
        parted[20:30]["n31"]
    with pytest.raises(tk.QueryError, match="numbered 0 to 99"):
        parted[100]
    with pytest.raises(tk.QueryError, match="no field 'party'"):
        parted.by("party")
    assert parted[20:30].fingerprint == CORPUS[20:30].fingerprint
    assert tk.analyse(parted) is parted


def test_views_counts_and_models_are_the_same(parted: tk.Corpus) -> None:
    for options in ({}, {"unit": "trigram"}, {"terms": ["said", "the", "thugs"]}, {"voice": "quoted"}):
        found, expected = (tk.document_feature_matrix(c, **options) for c in (parted, CORPUS))  # type: ignore[arg-type]
        assert (found.terms, found.articles) == (expected.terms, expected.articles)
        assert np.array_equal(found.matrix.toarray(), expected.matrix.toarray())
        assert np.array_equal(found.words, expected.words)
        assert found.matrix.dtype == expected.matrix.dtype
    assert tk.highlight(parted[50]).to_html() == tk.highlight(CORPUS[50]).to_html()
    assert tk.explain(tk.voices(parted).iloc[0]) == tk.explain(tk.voices(CORPUS).iloc[0])
    lines = [tk.reading(c, "thugs").table for c in (parted, CORPUS)]
    assert lines[0].equals(lines[1])
    assert len(tk.TokenIndex(parted)) == len(tk.TokenIndex(CORPUS))


def test_saved_in_one_piece_it_is_the_same(parted: tk.Corpus, tmp_path: Path) -> None:
    parted.save(tmp_path / "whole")
    assert tk.open(tmp_path / "whole") == CORPUS
    assert not tk.open(tmp_path / "whole").in_parts


def test_few_parts_are_held(parted: tk.Corpus) -> None:
    tk.voices(parted)
    tk.term_frequency(parted)
    assert len(parted._articles.store._held) <= 2  # type: ignore[attr-defined]


def test_a_question_reads_each_part_a_few_times(parted: tk.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    whole = PartStore._table

    def counted(store: PartStore, part: PartRecord, columns: list[str] | None = None) -> Any:
        if columns is None:
            read.append(part.number)
        return whole(store, part, columns)

    monkeypatch.setattr(PartStore, "_table", counted)
    often: dict[str, int] = {}
    for name in sorted({*ALL} - _READS_MORE):
        read.clear()
        ALL[name](tk.open(parted._articles.store.folder))
        often[name] = max(map(read.count, read), default=0)
    assert often.pop("duplicates") == 1
    assert {name: times for name, times in often.items() if times > 12} == {}
