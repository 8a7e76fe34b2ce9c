"""Loaded words always come with whose voice they are in."""

from __future__ import annotations

import pytest

import toolkit as tk


def test_the_founding_storys_slogans_are_never_the_outlets(story: tk.Article) -> None:
    table = tk.loaded_language(story, severity="all")
    slogans = table[table.text.isin(["Crusaders", "caliphate"])]
    assert slogans[["text", "voice", "speaker"]].fillna("").to_numpy().tolist() == [
        ["Crusaders", "partial", "a newly released audio recording"],
        ["Crusaders", "partial", "an unidentified IS militant"],
        ["Crusaders", "partial", "the man"],
        ["caliphate", "distanced", ""],
    ]
    own = set(tk.loaded_language(story, voice="outlet", severity="all").text)
    assert {"gunmen", "extremists", "devastating"} <= own
    assert not own & {"Crusaders", "caliphate"}


def test_evidence_opens_every_hit_into_its_sentence(corpus: tk.Corpus) -> None:
    table = tk.loaded_language(corpus, severity="all")
    sentences = tk.evidence(corpus, table)
    assert len(sentences) == len(table)
    assert all(word in text for word, text in zip(table.text, sentences.text, strict=True))
    assert sentences.match.tolist() == table.text.tolist()
    caliphate = sentences[table.text.to_numpy() == "caliphate"].text.item()
    assert caliphate.startswith("The capture of Baghouz")
    assert caliphate.endswith("Syria and Iraq.")


def test_every_hit_explains_itself(corpus: tk.Corpus) -> None:
    table = tk.loaded_language(corpus, severity="all")
    assert (table.why.str.len() > 10).all()
    assert (table.alternative.str.len() > 2).all()
    assert table.p.between(0, 1).all()
    article = corpus[0]
    assert all(article.text[s:e] == t for s, e, t in table[["start", "end", "text"]].to_numpy())


def test_choosing_voices_divides_the_hits(corpus: tk.Corpus) -> None:
    whole = tk.loaded_language(corpus, severity="all")
    parts = [len(tk.loaded_language(corpus, voice=voice, severity="all")) for voice in whole.voice.unique()]
    assert sum(parts) == len(whole)
    assert len(tk.loaded_language(corpus, voice=["outlet", "partial"], severity="all")) == int(
        whole.voice.isin(["outlet", "partial"]).sum()
    )
    with pytest.raises(tk.QueryError, match="is no voice"):
        tk.loaded_language(corpus, voice="editor", severity="all")


@pytest.mark.parametrize(
    ("text", "voice", "speaker"),
    [
        ("The terrorists left the town.", "outlet", None),
        ("“The terrorists left,” Ruiz said.", "direct", "Ruiz"),
        ("Ruiz said the terrorists had left.", "indirect", "Ruiz"),
        ("Ruiz spoke of “terrorists” in the town.", "partial", "Ruiz"),
        ("The so-called terrorists left the town.", "distanced", None),
        ("Critics fear that terrorists will come back.", "ascribed", "Critics"),
    ],
)
def test_one_word_in_six_voices(text: str, voice: str, speaker: str | None) -> None:
    table = tk.loaded_language(tk.Article(id="a", text=text), severity="all")
    row = table[table.text == "terrorists"].iloc[0]
    assert row.voice == voice
    assert (row.speaker if isinstance(row.speaker, str) else None) == speaker


def test_a_hit_is_called_by_its_own_word_where_an_entry_joins_several() -> None:
    table = tk.loaded_language(
        tk.Article(id="a", text="The nutters left. Loonies stayed. Terrorists came."), severity="all"
    )
    called = dict(zip(table.text, table.term, strict=True))
    assert called == {"nutters": "nutter", "Loonies": "loony", "Terrorists": "terrorist"}


def test_an_apostrophe_inside_a_hit_is_part_of_it() -> None:
    for text in ("The citizens' army came.", "The citizens’ army came."):
        found = tk.loaded_language(tk.Article(id="a", text=text), severity="all")
        assert found.text.tolist() == [text[4:-6]]
