"""Who speaks: pronouns, one name for one person, and speakers that are noun phrases."""

from __future__ import annotations

import csv

import pytest

from tests.conftest import ROOT
from toolkit.articles import Engine
from toolkit.voice import attribute, voices_of
from toolkit.voice.noun_phrases import is_noun_phrase
from toolkit.voice.nouns import fits, sort_of_head
from toolkit.voice.people import split_titles

BOTH = pytest.mark.parametrize("engine", ["rules", "model"])


def speaker(text: str, words: str, engine: Engine, nth: int = 0) -> str | None:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return voices_of(text, engine=engine).at(start, start + len(words)).speaker


PRONOUNS = [
    # the last subject or speaker that fits, never any source before
    ("Marta Silva said the pier was safe. Olaf Brandt arrived late. He called it a wreck.", "wreck", "Olaf Brandt"),
    ("“Fish are scarce,” said Ken Ito, a fisher.\n\nMayor Rosa Diaz took the floor. “We act,” she said.", "We act",
     "Rosa Diaz"),
    ("Rosa Diaz met Ken Ito at noon. He said the nets were empty.", "nets", "Ken Ito"),
    ("Mr Quist said the roof was sound. His sister disagreed. “It will fall,” she said.", "It will fall", "his sister"),
    ("The museum said visits rose. Its director, Nora Lind, left. “It was hard,” she said.", "It was hard",
     "Nora Lind"),
    ("Officials said the well was clean.\n\nDoctor Ivan Petrov tested it. It was foul, he said.", "foul",
     "Ivan Petrov"),
    # number
    ("The mayor said two boats sank.\n\nThe fishers came home at dusk. They said the fleet was lost.", "the fleet",
     "the fishers"),
    ("Ken Ito spoke first. The divers came next. They said the wreck was old.", "wreck", "the divers"),
    # a thing is no "he"; somebody who is only named in the words is not the one who says them
    ("Ken Ito came home. The storm hit the pier. He said the nets were gone.", "nets", "Ken Ito"),
    ("Rosa Diaz came home. A vote against Nora Lind, she said, would be a mistake.", "mistake", "Rosa Diaz"),
    # subjects that only act count too, and pronouns that only act carry on
    ("Ken Ito has fished since 1990. He lost a boat in May. He says the sea is cruel.", "cruel", "Ken Ito"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("text", "words", "name"), PRONOUNS)
def test_a_pronoun_is_the_last_subject_or_speaker_that_fits(text: str, words: str, name: str, engine: Engine) -> None:
    assert speaker(text, words, engine) == name


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The storm hit the pier. He said the nets were gone.",
        "Rain fell all night. They said the nets were gone.",
        "Rosa Diaz came home. He said the nets were gone.",
    ],
)
def test_a_pronoun_that_nobody_fits_has_no_name(text: str, engine: Engine) -> None:
    assert speaker(text, "nets", engine) is None


@BOTH
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("President Maria Costa spoke. The president said the law was bad.", "bad", "Maria Costa"),
        ("Secretary of State John Lund came. Mr. Lund said the law was bad.", "bad", "John Lund"),
        ("Party spokesman Leo Marsh said the law was bad.", "bad", "Leo Marsh"),
        ("Clara Holm and Peter Holm ran. Mr. Holm said the law was bad.", "bad", "Peter Holm"),
        ("Clara Holm and Peter Holm ran. Ms. Holm said the law was bad.", "bad", "Clara Holm"),
        ("National Harbor Committee Chair Debbie Stone Park said the law was bad.", "bad", "Debbie Stone Park"),
    ],
)
def test_one_person_has_one_name(text: str, words: str, name: str, engine: Engine) -> None:
    assert speaker(text, words, engine) == name


@BOTH
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eva Stein, 51, of Ely, Kent, said the pond was green.", "Eva Stein"),
        ("Teachers at Bath, Wells and York said the pond was green.", "Teachers at Bath, Wells and York"),
        ("The vicar, who once kept a goat, a cow and a hen, said the pond was green.", "the vicar"),
        ("Eva Stein, whose last book, Rain, sold well, said the pond was green.", "Eva Stein"),
        ("Members of the club who had paid the fee said the pond was green.", "Members of the club"),
        ("Stein and Marlow said the pond was green.", "Stein and Marlow"),
        ("Eva Stein and her brother Leo said the pond was green.", "Eva Stein and her brother Leo"),
        ("Mr. Stein, Kent Liberal, said the pond was green.", "Stein"),
        ("Eva Stein on Tuesday evening said the pond was green.", "Eva Stein"),
        ("The plan was drawn up by Secretary Eva Stein, who said the pond was green.", "Eva Stein"),
    ],
)
def test_a_speaker_is_a_noun_phrase(text: str, name: str, engine: Engine) -> None:
    assert speaker(text, "green", engine) == name


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("the board of the club", True), ("Sally Q. Yates", True), ("a newly released tape", True), ("police", True),
        ("Will Hayes", True), ("Theresa May", True),
        ("criticized by some members", False), ("moving to head off a revolt", False), ("it's his voice", False),
        ("the board issued a report", False), ("in Leeds", False), ("decisions he", False),
        ("prove an obstacle", False),
    ],
)  # fmt: skip
def test_noun_phrases_are_told_from_clauses(name: str, is_one: bool) -> None:
    assert is_noun_phrase(name) is is_one


CARRIED = [
    ("She met voters in Leeds and later said the road was closed.", "the road was closed", None),
    ("Eva Stein met voters in Leeds and later said the road was closed.", "the road was closed", "Eva Stein"),
    ("Eva Stein left the hall, claiming that the road was closed.", "the road was closed", "Eva Stein"),
    ("The army tried to argue that the road was closed.", "the road was closed", "the army"),
    ("Eva Stein shook her head and blurted out, “The road is closed for good.”", "The road is closed", "Eva Stein"),
    ("Eva Stein said that Leo Marsh was tired and said the road was closed.", "the road was closed", "Eva Stein"),
    # a thing that is made for a purpose does not speak, and nor does a word of the content
    ("Flares rose over the pier, clearly meant to suggest that the boats were lost.", "boats were lost", None),
]


@BOTH
@pytest.mark.parametrize(("text", "words", "name"), CARRIED)
def test_a_subject_is_carried_along(text: str, words: str, name: str | None, engine: Engine) -> None:
    assert speaker(text, words, engine) == name


def test_an_inferred_source_is_less_sure_and_says_so() -> None:
    (found,) = attribute("Eva Stein left the hall, claiming that the road was closed.", engine="rules")
    (beside,) = attribute("Eva Stein claimed that the road was closed.", engine="rules")
    assert found.why == f"{beside.why}; subject carried along"
    assert found.p < beside.p


def test_titles_are_told_from_names() -> None:
    assert split_titles(["House", "Speaker", "Paul", "Marsh"]) == (["House", "Speaker"], ["Paul", "Marsh"])
    assert split_titles(["State", "John", "Lund"]) == (["State"], ["John", "Lund"])
    assert split_titles(["Bello"]) == ([], ["Bello"])


def test_things_are_no_persons() -> None:
    assert fits("he", sort_of_head("report")) is None
    assert fits("they", sort_of_head("officials")) == 0
    assert fits("she", sort_of_head("spokeswoman")) == 0
    assert fits("he", sort_of_head("number")) is None


def test_given_names_are_a_sorted_table_with_reasons() -> None:
    with (ROOT / "toolkit" / "data" / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    assert {row["gender"] for row in rows} == {"m", "f", "both"}
    assert all(row["source"] for row in rows)
