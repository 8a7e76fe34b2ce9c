"""The parts of the rules that more than one stage asks: forms of cues, the source of a cue, titles of works."""

from __future__ import annotations

import pytest

from toolkit.text.tokens import tokenize
from toolkit.voice.quotations import scan_quotations
from toolkit.voice.rules.clauses import Unit, is_title_case, units
from toolkit.voice.rules.cues import UNMEASURED, confidence, cue_forms, cue_share, finite_cues, is_measured
from toolkit.voice.rules.subjects import whose_cue


def sentence(text: str) -> Unit:
    (unit,) = units(tokenize(text), scan_quotations(text))
    return unit


# A sentence, the words of a cue in it, and its source; "carried" where the subject stands further left.
WHOSE_CUE = [
    ("Ortiz said the dam held.", "said", "Ortiz"),
    ("Ortiz has said the dam held.", "has said", "Ortiz"),
    ("The dam, old millers have said, held.", "have said", "old millers"),
    ("The dam, old millers will have said, held.", "will have said", "old millers"),
    ("Ortiz asked Hale to say it held.", "say", "Hale, carried"),
    ("Ortiz asked Hale to call for help.", "call for", "Hale, carried"),
    ("Ortiz asked Hale to argue strongly that it held.", "argue strongly", "Hale, carried"),
    ("Ortiz asked Hale to argue that it held.", "argue that", "Hale, carried"),
    ("Ortiz asked Hale to argue strongly that it held.", "argue strongly that", "Hale, carried"),
    ("Hale left and told the mayor it held.", "told", "Hale, carried"),
    ("“The dam held” says the committee.", "says", "the committee"),
    ("“The dam held” says Ortiz.", "says", "Ortiz"),
    ("“The dam held” says", "says", None),
    ("“The dam held” says and leaves.", "says", None),
    ("The dam held, says the committee.", "says", "the committee"),
    ("The dam held and says the committee.", "says", "The dam, carried"),
    ("Says the committee of Ely.", "Says", None),
    ("“It fell,” says “Ely Today” on Monday.", "says", None),
]


@pytest.mark.parametrize(("text", "cue", "expected"), WHOSE_CUE)
def test_a_cue_has_the_subject_of_its_last_verb_or_who_stands_behind_it(
    text: str, cue: str, expected: str | None
) -> None:
    unit = sentence(text)
    start = unit.starts.index(text.index(cue))
    found = whose_cue(unit, start, start + len(cue.split()))
    told = None
    if found is not None:
        (first, stop), carried = found
        told = text[unit.starts[first] : unit.ends[stop - 1]] + (", carried" if carried else "")
    assert told == expected


SHAPES = [
    ("say", "say", "base"),
    ("says", "say", "s"),
    ("said", "say", "past"),
    ("saying", "say", "ing"),
    ("points", "point out", "s"),
    ("pointed", "point out", "past"),
    ("pointing", "point out", "ing"),
    ("cast", "cast", "past"),
    ("casts", "cast", "s"),
    ("read", "read", "base"),
    ("would", "would like", "base"),
    ("'d", "would like", "past"),
    ("labelled", "label", "past"),
    ("claim", "claim", "noun"),
    ("adamant", "adamant", "adjective"),
]


@pytest.mark.parametrize(("form", "lemma", "shape"), SHAPES)
def test_a_form_of_a_cue_has_its_shape(form: str, lemma: str, shape: str) -> None:
    assert shape in {cue.shape for cue in cue_forms()[form] if cue.lemma == lemma}


def test_a_form_that_may_be_the_past_is_never_the_base() -> None:
    assert {cue.shape for cue in cue_forms()["cast"]} == {"past"}


def test_the_longer_cue_is_tried_first() -> None:
    assert [cue.particle for cue in cue_forms()["called"]] == ["for", "on", ""]


@pytest.mark.parametrize(
    ("form", "finite"),
    [
        ("said", True),
        ("claimed", True),
        ("warned", True),
        ("claims", False),  # a noun too
        ("say", False),
        ("saying", False),
        ("adamant", False),
        ("counselled", False),  # never a cue where it was measured
    ],
)
def test_a_finite_cue_is_seldom_anything_else(form: str, finite: bool) -> None:
    assert (form in finite_cues()) is finite


@pytest.mark.parametrize(
    ("form", "share"),
    [("said", "4"), ("signalled", "2"), ("counsel", "0"), ("pointed", "4"), ("cast", "?"), ("dam", "?")],
)
def test_a_cue_is_one_in_so_many_quarters_of_its_uses(form: str, share: str) -> None:
    assert cue_share(form) == share


def test_a_rule_is_as_sure_as_it_was_measured_whether_its_subject_is_carried_or_not() -> None:
    carried = "speech: that; subject carried along"
    assert is_measured("speech: that")
    assert is_measured(carried)
    assert confidence(carried) == confidence("speech: that") > UNMEASURED


def test_a_rule_that_the_gold_does_not_have_has_a_confidence_of_its_own() -> None:
    assert not is_measured("speech: as put")
    assert confidence("speech: as put") == UNMEASURED


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ortiz saw it in “The Good Dam of Ely” twice.", True),
        ("Ortiz saw it in “Good Dam” twice.", True),
        ("Ortiz saw it in “Dam” twice.", False),
        ("Ortiz saw it in “The Dam,” he wrote.", True),
        ("Ortiz saw it in “Dam, Wall and Mill” twice.", True),
        ("Ortiz saw it in “1984 Again” twice.", False),  # its first word has no capital
        ("Ortiz saw it in “Dam 1984” twice.", True),
        ("Ortiz saw it in “Dam – Wall” twice.", True),
        ("Ortiz saw it in “the Good Dam” twice.", False),
        ("Ortiz saw it in “The Good Dam!” twice.", False),
        ("Ortiz saw it in “The Good Dam?” twice.", False),
        ("Ortiz saw it in “The Dam holds Water” twice.", False),
        ("Ortiz saw it in “The Dam to See Of” twice.", True),
        ("Ortiz saw it in “The Dam to See of” twice.", False),
        ("Ortiz Saw “The Good Dam” in Ely", False),  # a sentence in such letters
        ("Ortiz saw “The Good Dam” there", True),
        ("Ortiz saw “The Good Dam”", False),
        ("Ortiz Hale saw “The Good Dam” again", False),
        ("Ortiz saw “The Good Dam” again, 7, 8, 9 “times” 10.", True),  # figures and quotations have no letter case
        ("“The Dam” " + "Ely " * 49 + "fell " * 50 + "Ely", True),  # a hundred atoms tell the sentence
        ("Ely" + " fell" * 51 + " Ely" * 49 + " “The Dam” Ely", True),
    ],
)
def test_a_title_has_capitals_in_a_sentence_that_has_none(text: str, title: bool) -> None:
    unit = sentence(text)
    (position, *_) = (k for k, quote in enumerate(unit.quotes) if quote is not None)
    assert is_title_case(unit, position) is title
