"""Decoding without guessing, and hygiene that counts what it changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit as tk
from toolkit.text.decoding import decode
from toolkit.text.hygiene import clean, hygiene


def test_hygiene_counts_each_kind_of_change() -> None:
    text, counts = hygiene("soft\u00adhyphen,\u00a0a \u200bzero")
    assert text == "softhyphen, a zero"
    assert sum(counts.values()) == 3


@settings(deadline=None)
@given(st.text(max_size=200))
def test_hygiene_is_stable_and_keeps_typographic_marks(text: str) -> None:
    once = hygiene(text)[0]
    assert hygiene(once)[0] == once
    marks = [char for char in text if char in "“”‘’«»—–…"]
    assert [char for char in once if char in "“”‘’«»—–…"] == marks


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"\xff\xfe\xff", "a.txt"), (b"ok \x00\x01\x02", "binary")],
)
def test_bytes_that_are_no_text_are_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(tk.LoadError, match=said) as caught:
        decode(data, source="a.txt")
    assert str(caught.value).startswith("a.txt: ")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_decoding_gives_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode(data, source="a.txt").text
    except tk.LoadError as error:
        text = str(error).removeprefix("a.txt: ")
        said = str(error)
    else:
        said = "a.txt: " + text
    assert text
    assert said.startswith("a.txt: ")


def test_lines_broken_at_one_width_are_joined_and_tables_stay() -> None:
    from textwrap import fill

    from toolkit.text.hygiene import unwrap

    story = "The council said on Monday that the old bridge over the river would stay closed until the end of May. " * 3
    table = "Ward   Votes\nNorth    120\nSouth     80\nWest      30"
    text = f"{fill(story.strip(), 60)}\n\n{table}"
    joined = unwrap(text)
    assert joined.text == f"{story.strip()}\n\n{table}"
    assert joined.counts["wrapped lines"] == fill(story.strip(), 60).count("\n")
    for at, char in enumerate(joined.text):
        assert char.isspace() or text[joined.mapping(at)] == char


def test_mojibake_is_mended_and_clean_lines_are_not_touched() -> None:
    from toolkit.text.hygiene import clean

    text = "“It’s over,” he said — “done”.\nThe mayorâ€™s cafÃ©"
    cleaned = clean(text)
    assert cleaned.text == "“It’s over,” he said — “done”.\nThe mayor’s café"
    assert cleaned.counts["mojibake"] == 1


@pytest.mark.parametrize("piece", ["itâ€™s â€œbadâ€\x9d ", "Ã© ", "Ã", "â€", "Â ", "\ufffd", "Ð¿Ñ€ "])
def test_mending_takes_time_in_proportion_to_the_length(piece: str) -> None:
    import time

    began = time.process_time()
    cleaned = clean(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 5
    assert cleaned.mapping(len(cleaned.text)) == 200_000 // len(piece) * len(piece)


def test_every_mended_character_leads_to_its_own_place() -> None:
    text = "Ana â€œBenâ€\x9d CafÃ© itâ€™s."
    cleaned = clean(text)
    assert cleaned.text == "Ana “Ben” Café it’s."
    for word in ("Ana", "Ben", "Caf", "it", "s."):
        assert text[cleaned.mapping(cleaned.text.index(word)) :].startswith(word)
