"""Who said what: each stretch of what is said has a row, with the places of its source and of its word of saying."""

from __future__ import annotations

import pandas as pd

import toolkit as tk

TEXT = "“We saw the dam break,” Ruiz said, “and ran.” Nobody was hurt. “It was loud.”"
ARTICLE = tk.Article(id="a", outlet="Post", text=TEXT)


def test_both_halves_of_a_quotation_name_the_places_of_source_and_cue() -> None:
    table = tk.attributions(ARTICLE)
    said = table[table.speaker == "Ruiz"]
    assert said.content.tolist()[:2] == ["“We saw the dam break,”", "“and ran.”"]
    for row in said.head(2).itertuples():
        assert row.source == TEXT[row.source_start : row.source_end] == "Ruiz"
        assert row.cue == TEXT[row.cue_start : row.cue_end] == "said"
        assert row.content == TEXT[row.start : row.end]
    assert said.attribution.head(2).tolist() == [0, 0]


def test_a_quotation_whose_source_is_not_named_has_no_places_of_one() -> None:
    table = tk.attributions(tk.Article(id="a", text="The hall was full. “It was loud in there, too loud for us.”"))
    bare = table[table.source.isna()]
    assert len(bare)
    assert bare[["source_start", "source_end"]].isna().all(axis=None)
    assert bare[bare.cue.isna()][["cue_start", "cue_end"]].isna().all(axis=None)
    assert table.content.str.contains("It was loud").any()


def test_fields_of_the_articles_stand_beside_their_id() -> None:
    for table in (tk.attributions(ARTICLE, with_fields=("outlet",)), tk.quotations(ARTICLE, with_fields=("outlet",))):
        assert list(table.columns)[:2] == ["article", "outlet"]
        assert set(table.outlet) == {"Post"}


def test_quotations_have_their_words_without_the_marks_and_their_level() -> None:
    text = "“He called it ‘a great dam’ again,” Ruiz said of the “caliphate” there. She wrote: “No end was in sight"
    table = tk.quotations(tk.Article(id="a", text=text))
    found = table.set_index("text")
    assert found.words.to_dict() == {
        "He called it ‘a great dam’ again,": 7, "a great dam": 3, "caliphate": 1, "No end was in sight": 5,
    }  # fmt: skip
    assert found.level.tolist() == [0, 1, 0, 0]
    assert found.closed.tolist() == [True, True, True, False]
    assert [text[start:end] for start, end in zip(table.start, table.end, strict=True)] == [
        "“He called it ‘a great dam’ again,”", "‘a great dam’", "“caliphate”", "“No end was in sight",
    ]  # fmt: skip
    assert found.voice["He called it ‘a great dam’ again,"] == "direct"
    assert found.speaker["He called it ‘a great dam’ again,"] == "Ruiz"
    assert pd.isna(found.speaker["No end was in sight"]) or found.voice["No end was in sight"] == "direct"
