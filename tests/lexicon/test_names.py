"""A capital that makes a word a name silences it: people, bodies, teams, works; nothing else does."""

from __future__ import annotations

import csv

import pytest

import toolkit as tk
from tests.conftest import ROOT
from tests.lexicon.test_lexicon import matched
from toolkit.text.tokens import tokenize

LEXICON = tk.Lexicon.default()
WORDS = ROOT / "toolkit" / "data" / "lexicon" / "words"


def found(text: str, *, rest: str | None = None) -> list[str]:
    return [match.text for match in LEXICON.match(tokenize(text), rest=tokenize(rest) if rest else None)]


@pytest.mark.parametrize(
    "text",
    [
        "The letter went to Mr Coward of Leeds.",
        "On Monday Sen. Savage voted against it.",
        "Anna Savage opened the bakery at six.",
        "They met Judge Thug in the hall.",
        "Lunch at The Mob costs nine pounds.",
        "The Radical Cyclists Association met in Bath.",
        "The map of the Extremist Research Centre shows nine towns.",
        "A VTM/MOB poll found no lead.",
        "Savage Lanterns played for an hour.",
        "Vile Orchard closed the evening.",
        "Tyrant is a series about a baker.",
        "“Bigot” was her second novel.",
        "The film Hysteria opens on Friday.",
        "Liars (2011) was shown again.",
        "Thugs beat the Rovers 3-1 in the rain.",
    ],
)
def test_a_name_is_no_judgement(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thugs broke the window of the baker.", "Thugs"),
        ("He saw the thugs near the shop.", "thugs"),
        ("Ruthless Israeli and Iranian words were heard.", "Ruthless"),
        ("The paper spoke of the Nazis of the council.", "Nazis"),
        ("Dictator Orlo of the island fled.", "Dictator"),
        ("He said: “Cowards all, and you know it.”", "Cowards"),
        ("The vote was RIGGED, he wrote.", "RIGGED"),
        ("The Deep State runs the town, he wrote.", "Deep State"),
        ("The terrorist attacked the cinema before the film began.", "terrorist"),
    ],
)
def test_a_capital_that_is_due_or_usual_silences_nothing(text: str, expected: str) -> None:
    assert expected in found(text)


def test_later_mentions_of_a_name_are_silent() -> None:
    text = "The bank named Ida Crook its head. Crook starts in May. Crook’s contract runs for two years."
    assert found(text) == []
    assert found("Crooks stole the safe. The police found the crooks in May.") == ["Crooks", "crooks"]


def test_a_headline_looks_at_the_rest_of_the_story() -> None:
    headline = "Savage Leaves Bank After Nine Years"
    assert found(headline) == ["Savage"]
    assert found(headline, rest="The bank said that Mary Savage would leave in June.") == []


def test_a_word_met_without_its_capital_is_no_name() -> None:
    assert found("The council called it a hoax. In its letter the Hoax is named twice.") == ["hoax", "Hoax"]


def test_the_tables_of_words_have_reasons_and_no_word_twice() -> None:
    for name in ("names.csv", "topics.csv"):
        with (WORDS / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert all(row["word"] and row["class"] and len(row["reason"]) > 10 for row in rows)
        keys = [(row["word"], row["class"]) for row in rows]
        assert len(set(keys)) == len(keys)


def test_a_form_written_with_a_capital_has_it_anyway(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    assert matched(folder, "They praised Gromism aloud.", forms="Gromism") == ["Gromism"]
    assert matched(folder, "They praised Gromism aloud.", forms="gromism") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Savage won, and Savage left.",
        "Savage & Sons closed.",
        "Savage and Sons closed.",
        "Savage Garden played.",
        "Savages Garden played.",
        "On Monday Savage voted.",
        "On Monday, Savage said no.",
        "They met Dana Savage. They met Savage again.",
        "The Savage Party won.",
        "The Savage Workers of the Party won.",
        "The Savage Workers of the World Party won.",
        "Savage, Inc. closed.",
        "He works at Savage, Inc. and left.",
        "He works at Savage Ltd in Leeds.",
        "The Liar Club met.",
        "The Liar’s Club met.",
        "Nazi Party members met.",
        "The Nazi Party met.",
        "Thugs beat Rovers 3-1.",
        "Thugs lost to Rovers 2-0.",
        "The crowd saw Thugs beat Rovers 3-1.",
        "A MOB/VTM poll found no lead.",
        "A Leeds MOB poll found none.",
        "The novel “Tyrant” was shown.",
        "Her new novel, “Tyrant,” was read.",
        "“Tyrant” is the new film by Hale.",
        "Tyrant (2011) was read again.",
        "Tyrant opens at the theater on Friday.",
        "The film, Tyrant, opens.",
        "Tyrant of Leeds is a novel.",
        "Ana Regime spoke. The Regime fell.",
        "Rebel Wilson smiled.",
        "Rebels Wilson smiled.",
        "Ana Rebel smiled.",
        "President Rebel smiled.",
        "Then Rebel smiled.",
        "Crook left. He met Crook’s wife.",
        "He said “Savage Garden” twice.",
        "In May: Savage Garden played.",
        "It ended… Savage Garden played.",
    ],
)
def test_what_stands_around_a_capital_makes_it_a_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Savage won.", ["Savage"]),
        ("The savage won.", ["savage"]),
        ("Savage, who won, left.", ["Savage"]),
        ("Savage and cruel words were heard.", ["Savage", "cruel"]),
        ("Savage US raids went on.", ["Savage"]),
        ("Savage Israeli raids went on.", ["Savage"]),
        ("Savage Garden played. Later Garden left alone.", ["Savage"]),
        ("Savage Mr Hale left.", ["Savage"]),
        ("Savage Senator Hale left.", ["Savage"]),
        ("They met Dana Savage. It was savage.", ["savage"]),
        ("Nazis 3-1 winners were cheered.", ["Nazis"]),
        ("Thugs beat Rovers.", ["Thugs"]),
        ("Thugs said Rovers would lose 2-0.", ["Thugs"]),
        ("Nazis beat the Rovers 3-1.", ["Nazis"]),
        ("THUGS left.", ["THUGS"]),
        ("He was RIGGED/FIXED.", ["RIGGED"]),
        ("The MOB ran.", ["MOB"]),
        ("A TERRORIST Poll was read.", ["TERRORIST"]),
        ("“Tyrant” was shown.", ["Tyrant"]),
        ("“Tyrant,” a film by Ana Hale, opens on Friday.", ["Tyrant"]),
        ("“Tyrant” is a man.", ["Tyrant"]),
        ("“Tyrant” is bad.", ["Tyrant"]),
        ("Tyrant (2011 was read.", ["Tyrant"]),
        ("Tyrant (x) was read.", ["Tyrant"]),
        ("Tyrant was released on Monday.", ["Tyrant"]),
        ("The Tyrant opens the door.", ["Tyrant"]),
        ("The film shows a Tyrant.", ["Tyrant"]),
        ("The film. Tyrant opens.", ["Tyrant"]),
        ("Tyrant left; it is a novel.", ["Tyrant"]),
        ("A film about the Regime was shown.", ["Regime"]),
        ("The Regime fell.", ["Regime"]),
        ("The Regime and the Rebels met.", ["Regime"]),
        ("Crook and the crook met.", ["Crook", "crook"]),
        ("Crook’s wife left. Crook came.", ["Crook", "Crook"]),
        ("Savage Attack On Leeds", ["Savage"]),
        ("Savage attack on Leeds", ["Savage"]),
        ("Ana Hale Met Savage On Monday", ["Savage"]),
        ("Mary Savage Leaves Bank After Nine Years", ["Savage"]),
    ],
)
def test_what_stands_around_a_capital_makes_it_no_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("headline", "rest", "expected"),
    [
        ("Savage Leaves Bank After Nine Years", "On Monday Savage voted.", []),
        ("Savage Leaves Bank After Nine Years", "The savage bank closed. On Monday Savage voted.", ["Savage"]),
        ("Savages Leave Bank After Nine Years", "The savage left. They met Savages on Monday.", ["Savages"]),
        ("Thugs Leave Bank", "The thug left.", ["Thugs"]),
        ("Crook Leaves Bank", "Crook left.", ["Crook"]),
    ],
)
def test_the_story_tells_whether_its_headline_has_a_name(headline: str, rest: str, expected: list[str]) -> None:
    assert found(headline, rest=rest) == expected
