"""Phrases are found whatever word they are looked up by: before and behind it, in quotation marks, between hyphens."""

from __future__ import annotations

import pytest

import toolkit as tk
from toolkit.text.tokens import tokenize


def hits(form: str, text: str) -> list[str]:
    """What a lexicon of one form finds in a text."""
    lexicon = tk.Lexicon([]).add(form, "war_metaphor", why="Made for this test.")
    tokens = tokenize(text)
    found = lexicon.match(tokens)
    assert lexicon.match(tokens, known=lexicon.look_up(tokens.lowers, tokens.kinds)) == found
    return [match.text for match in found]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        # the rest stands behind the word that it is looked up by
        ("grenade of words", "It was a grenade of words.", ["grenade of words"]),
        ("grenade of words", "It was a grenade of paper.", []),
        ("grenade of words", "It was a grenade of", []),
        ("grenade of words", "A grenade. Of words he knew little.", []),
        ("grenade of words", "A grenade “of words” it was.", ["grenade “of words"]),
        ("grenade of words", "A grenade of (words) it was.", []),
        ("grenade of words", "A grenade, of words, it was.", []),
        ("grenade of words", "A grenade of word-s.", []),
        # the rest stands before it
        ("to a bloodbath", "It came to a bloodbath.", ["to a bloodbath"]),
        ("to a bloodbath", "It was a bloodbath.", []),
        ("to a bloodbath", "A bloodbath came.", []),
        ("to a bloodbath", "Bloodbath.", []),
        ("to a bloodbath", "It came to ‘a’ bloodbath.", ["to ‘a’ bloodbath"]),
        # on both sides
        ("the bloodbath of", "He saw the bloodbath of May.", ["the bloodbath of"]),
        ("the bloodbath of", "He saw a bloodbath of some days.", []),
        ("the bloodbath of", "The bloodbath in May.", []),
        # by a pattern, which says more than the most frequent words
        ("torch* the", "They torched the barn.", ["torched the"]),
        ("torch* the", "They torched a barn. The fire spread.", []),
        ("the torch*", "The torches of the rebels burned.", ["The torches"]),
        # gaps
        ("drown ... in paper", "They drown us all in paper.", ["drown us all in paper"]),
        ("drown ...2 in paper", "They drown us all here in paper.", []),
        ("drown ...9 in paper", "They drown one two three four five six seven eight nine in paper.",
         ["drown one two three four five six seven eight nine in paper"]),
        # between hyphens
        ("torch carrier", "A torch-carrier came, and torch-carriers left.", ["torch-carrier"]),
        ("torch* carrier", "A torch-carrier came.", ["torch-carrier"]),
        ("torch carrier", "A pre-torch carrier came.", []),
        ("carrier of torches", "A water-carrier of torches came.", ["carrier of torches"]),
        ("carrier of torches", "A carrier-of-torches came.", ["carrier-of-torches"]),
        ("carrier of torches", "A carrier of wax-torches came.", []),
        # a dash without spaces is read as a hyphen
        ("torch carrier", "A torch–carrier came.", ["torch–carrier"]),
    ],
)  # fmt: skip
def test_a_phrase_is_found_where_its_words_follow_one_another(form: str, text: str, expected: list[str]) -> None:
    assert hits(form, text) == expected


@pytest.mark.parametrize("more", [["grenade of paper"], ["grenade"], ["grenade ... of wax"], ["a grenade"]])
def test_phrases_with_one_word_in_common_do_not_hide_each_other(more: list[str]) -> None:
    lexicon = tk.Lexicon([]).add("grenade of words", "war_metaphor", forms=more, why="Made for this test.")
    found = [match.text for match in lexicon.match(tokenize("He threw words: it was no grenade of words."))]
    assert found == ["grenade of words"]
    assert [m.text for m in lexicon.match(tokenize(f"So it was, {more[0].replace('...', 'big')}."))] == [
        more[0].replace("...", "big")
    ]
