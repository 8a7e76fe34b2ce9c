"""A corpus on disk is the corpus: every field, whatever it holds, and its analysis."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit as tk
from toolkit.articles import Caption, FileAccount, LoadReport, Part, Person, Rejection, VoiceEdit
from toolkit.articles.storage import code_fingerprint
from toolkit.voice import VOICES

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
MOMENT = st.none() | st.datetimes()
PLAIN = (
    st.none() | TEXT | st.booleans() | st.integers() | st.floats() | st.datetimes() | st.dates() | st.times()
    | st.timedeltas() | st.decimals(allow_nan=False) | st.binary(max_size=5)
)  # fmt: skip
VALUE = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))
NUMBER = st.integers(0, 50)
EDIT = st.builds(VoiceEdit, NUMBER, NUMBER, st.sampled_from(VOICES), MAYBE)


@st.composite
def articles(draw: st.DrawFn) -> tk.Article:
    return tk.Article(
        id=draw(TEXT), text=draw(TEXT), headline=draw(MAYBE), deck=draw(MAYBE), outlet=draw(MAYBE),
        published=draw(MOMENT), modified=draw(MOMENT), byline=draw(MAYBE),
        authors=tuple(draw(st.lists(st.builds(Person, TEXT, MAYBE), max_size=2))), dateline=draw(MAYBE),
        dateline_date=draw(MAYBE), agency=draw(MAYBE), agency_evidence=draw(MAYBE), section=draw(MAYBE),
        language=draw(MAYBE), captions=tuple(draw(st.lists(st.builds(Caption, TEXT, MAYBE), max_size=2))),
        taglines=tuple(draw(st.lists(TEXT, max_size=2))), notices=tuple(draw(st.lists(TEXT, max_size=2))),
        not_full_text=draw(MAYBE), is_wire_copy=draw(st.none() | st.booleans()), duplicate_of=draw(MAYBE),
        url=draw(MAYBE), source=draw(MAYBE), locator=draw(MAYBE),
        extra=tuple(draw(st.lists(st.tuples(st.sampled_from(["party", "Läng", "x"]), VALUE), max_size=3))),
        voice_edits=tuple(draw(st.lists(EDIT, max_size=2))),
        original=draw(TEXT), parts=tuple(draw(st.lists(st.builds(Part, TEXT, NUMBER, NUMBER, TEXT), max_size=2))),
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> tk.Corpus:
    made = draw(st.lists(articles(), max_size=4, unique_by=lambda article: article.id))
    files = [
        FileAccount(source=name, format="text", notes=(name,), removed={"byline": number}, kept=number)
        for name, number in draw(st.lists(st.tuples(TEXT, NUMBER), max_size=2))
    ]
    rejections = draw(st.lists(st.builds(Rejection, TEXT, TEXT, TEXT), max_size=2))
    corpus = tk.Corpus(made, rejections, load_report=LoadReport(tuple(files)))
    return corpus.with_settings(engine=draw(st.sampled_from(["model", "rules"])))


def back(corpus: tk.Corpus) -> tk.Corpus:
    with TemporaryDirectory() as folder:
        corpus.save(Path(folder) / "study")
        return tk.open(Path(folder) / "study")


@settings(max_examples=150)
@given(corpora())
def test_what_is_opened_is_what_was_saved_in_every_field(corpus: tk.Corpus) -> None:
    opened = back(corpus)
    for name in (field.name for field in fields(tk.Article) if field.compare):
        # repr tells 1 from 1.0 and True, and finds not-a-number equal to itself
        assert [repr(getattr(a, name)) for a in opened] == [repr(getattr(a, name)) for a in corpus], name
    assert opened.rejections == corpus.rejections
    assert opened.load_report == corpus.load_report
    assert opened.settings == corpus.settings
    assert opened.fingerprint == corpus.fingerprint


def test_columns_of_ones_own_keep_their_types() -> None:
    values = {
        "n": 3, "share": math.pi, "yes": True, "day": date(2026, 3, 4), "at": datetime(2026, 3, 4, 5, 6),
        "clock": time(5, 6), "span": timedelta(days=2), "money": Decimal("1.10"), "tags": ["a", 1], "none": None,
        "stamp": pd.Timestamp("2026-03-04"), "deep": {"a": (1, 2.5)},
    }  # fmt: skip
    article = tk.Article(id="a", text="Rain fell.", extra=tuple(values.items()))
    (opened,) = back(tk.Corpus([article]))
    assert dict(opened.extra) == values
    assert [type(value) for _, value in opened.extra] == [type(value) for value in values.values()]


def story(size: int = 3) -> tk.Corpus:
    text = "“We left at dawn,” Bali said. The so-called “caliphate” fell. Terrorists, police said, came from the north."
    return tk.Corpus(tk.Article(id=str(n), text=f"{text} {n}", outlet="X") for n in range(size))


def test_the_analysis_is_saved_and_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = tk.analyse(story())
    expected = [
        tk.attributions(corpus),
        tk.voices(corpus),
        tk.loaded_language(corpus, severity="all"),
        tk.tokens(corpus),
    ]
    corpus.save(tmp_path / "study")
    assert sorted(path.name for path in (tmp_path / "study").iterdir()) == [
        "articles.parquet", "attributions-model.parquet", "corpus.json", "hits-shipped.parquet", "rejected.parquet",
        "tokens.parquet", "voices-model.parquet",
    ]  # fmt: skip
    monkeypatch.setattr("toolkit.analysis.one_article.Analysed._voiced", None)
    monkeypatch.setattr("toolkit.analysis.one_article.Analysed._tokenized", None)
    opened = tk.open(tmp_path / "study")
    found = [tk.attributions(opened), tk.voices(opened), tk.loaded_language(opened, severity="all"), tk.tokens(opened)]
    for one, other in zip(found, expected, strict=True):
        assert one.equals(other)
    opened[1:].save(tmp_path / "part")
    assert tk.voices(tk.open(tmp_path / "part")).equals(tk.voices(opened[1:]))


def test_an_analysis_made_by_other_code_is_not_used(tmp_path: Path) -> None:
    tk.analyse(story()).save(tmp_path / "study")
    manifest = json.loads((tmp_path / "study" / "corpus.json").read_text(encoding="utf-8"))
    assert manifest["analysis"]["made_by"] == code_fingerprint()
    manifest["analysis"]["made_by"] = "0" * 64
    (tmp_path / "study" / "corpus.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "study" / "voices-model.parquet").unlink()
    assert tk.voices(tk.open(tmp_path / "study")).equals(tk.voices(story()))


def test_load_opens_a_saved_corpus(tmp_path: Path) -> None:
    story().save(tmp_path / "study")
    assert tk.load(tmp_path / "study") == story()
    with pytest.raises(tk.LoadError, match="no saved corpus"):
        tk.open(tmp_path)


def test_a_lexicon_of_ones_own_goes_with_the_corpus(tmp_path: Path) -> None:
    lexicon = tk.Lexicon.default().only(categories=["violent_actor_label"])
    corpus = story().with_settings(lexicon=lexicon, engine="rules")
    corpus.save(tmp_path / "study")
    opened = tk.open(tmp_path / "study")
    assert opened.settings.key == corpus.settings.key
    assert tk.loaded_language(opened, severity="all").equals(tk.loaded_language(corpus, severity="all"))


def test_a_folder_that_is_no_corpus_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(tk.LoadError, match="no saved corpus"):
        story().save(tmp_path / "letters")
    assert [path.name for path in tmp_path.rglob("*")] == ["letters", "a.txt"]
    with pytest.raises(tk.TableError, match="column 'x' holds object"):
        tk.Corpus([tk.Article(id="a", text="", extra=(("x", object()),))]).save(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_one_run_at_a_time_writes_a_folder(tmp_path: Path) -> None:
    from toolkit.folders import written_whole

    with written_whole(tmp_path / "study"), pytest.raises(tk.ToolkitError, match="another run is writing"):
        story().save(tmp_path / "study")
    (tmp_path / ".next.lock").write_text("999999999", encoding="ascii")  # left by a run that was killed
    story().save(tmp_path / "next")
    assert tk.open(tmp_path / "next") == story()


def test_a_run_that_was_killed_between_its_two_moves_loses_nothing(tmp_path: Path) -> None:
    story().save(tmp_path / "study")
    (tmp_path / "study").rename(tmp_path / ".study.old")
    from toolkit.folders import written_whole

    with pytest.raises(RuntimeError), written_whole(tmp_path / "study"):
        raise RuntimeError
    assert tk.open(tmp_path / "study") == story()


@pytest.mark.parametrize(
    "damage",
    [
        "", "[]", "{}", '{"format": 3}', '{"format": "media-analysis-corpus 1"}',
        '{"format": "media-analysis-corpus 1", "fingerprint": 3, "settings": [], "analysis": {}, "load_report": {}}',
    ],
)  # fmt: skip
def test_a_broken_manifest_is_told_in_one_sentence(tmp_path: Path, damage: str) -> None:
    story().save(tmp_path / "study")
    (tmp_path / "study" / "corpus.json").write_text(damage, encoding="utf-8")
    with pytest.raises(tk.LoadError, match=r"save the corpus again|cannot be read"):
        tk.open(tmp_path / "study")


def test_a_changed_table_is_told(tmp_path: Path) -> None:
    story().save(tmp_path / "study")
    story(2).save(tmp_path / "other")
    (tmp_path / "other" / "articles.parquet").replace(tmp_path / "study" / "articles.parquet")
    with pytest.raises(tk.LoadError, match="somebody changed"):
        tk.open(tmp_path / "study")
    (tmp_path / "study" / "articles.parquet").write_bytes(b"PAR1")
    with pytest.raises(tk.LoadError, match="damaged"):
        tk.open(tmp_path / "study")


def all_results(folder: Path) -> None:
    corpus = tk.open(folder)
    for result in (tk.attributions, tk.voices, tk.loaded_language):
        result(corpus)


def emptied(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.slice(0, 0), path)


def narrowed(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(table.column_names[-1:]), path)


@pytest.mark.parametrize("damage", [emptied, narrowed])
@pytest.mark.parametrize("name", ["tokens", "voices-model", "attributions-model", "rejected"])
def test_no_result_is_read_from_a_table_that_was_changed(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    corpus = tk.Corpus(story(), [Rejection("x.pdf", None, "no text")])
    tk.analyse(corpus).save(tmp_path / "study")
    damage(tmp_path / "study" / f"{name}.parquet")
    with pytest.raises(tk.LoadError, match=r"was changed|not the table that was saved"):
        all_results(tmp_path / "study")


def test_articles_without_the_column_of_their_analysis_are_told(tmp_path: Path) -> None:
    story().save(tmp_path / "study")
    narrow = tmp_path / "study" / "articles.parquet"
    pq.write_table(pq.read_table(narrow).drop_columns(["analysed"]), narrow)
    with pytest.raises(tk.LoadError, match="damaged"):
        tk.open(tmp_path / "study")
