"""Actions: the right sense, the form, who acts and who is acted on; and the spelling of the table."""

from __future__ import annotations

import pytest

import toolkit as tk
from toolkit.data import read_rows

Row = tuple[str, str, str | None, str | None]


def rows(text: str) -> list[Row]:
    table = tk.actions(tk.Article(id="a", text=text))[["action", "form", "actor", "acted_on"]]
    return [tuple(cell if isinstance(cell, str) else None for cell in row) for row in table.to_numpy().tolist()]  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "The challenger beat the mayor by nine points.",
        "The council held a hearing on parking.",
        "The two parties cut a deal on Friday.",
        "The minister struck a balance.",
        "The paper released a report.",
        "She raised questions about the bridge.",
        "The senator attacked the proposal in a speech.",
        "He signed up for a course.",
        "The bill of the dentist left her poor.",
        "It was a fair shot, they said.",
        "The murder trial began.",
    ],
)
def test_other_senses_are_no_actions(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards beat the prisoner with batons.", ("beat", "active", "Guards", "the prisoner")),
        ("The nurse was held hostage by the gang.", ("hold", "passive", "the gang", "The nurse")),
        ("Parliament cut taxes on Friday.", ("cut", "active", "Parliament", "taxes")),
        ("A reporter shot and killed on air was mourned.", ("shoot", "passive without actor", None, "A reporter")),
        ("A reporter shot and killed on air was mourned.", ("kill", "passive without actor", None, "A reporter")),
        ("The envoys were expelled by Norway.", ("expel", "passive", "Norway", "The envoys")),
        ("Members of the crew attacked the ship with rockets.",
         ("attack", "active", "Members of the crew", "the ship")),
        ("The army, police and militias attacked the rebels.",
         ("attack", "active", "The army, police and militias", "the rebels")),
        ("Sen. Lisa Moyo (R-Utah), who was late, signed the bill.", ("sign", "active", "Sen. Lisa Moyo", "the bill")),
        ("Police on Tuesday arrested two of his men.", ("arrest", "active", "Police", "two of his men")),
        ("The plan to kill or capture the general failed.", ("capture", "not finite", None, "the general")),
        ("The resignation of the bishop came late.", ("resign", "noun", "the bishop", None)),
        ("Shots were heard, and his arrest followed.", ("arrest", "noun", None, "his")),
        ("They are expected to be arrested.", ("arrest", "passive without actor", None, "They")),
        ("Editors demanded that reporters leave.", ("demand", "active", "Editors", None)),
    ],
)  # fmt: skip
def test_form_actor_and_who_is_acted_on(text: str, expected: Row) -> None:
    assert expected in rows(text)


def test_there_is_no_actor_rather_than_a_doubtful_one() -> None:
    assert [row for row in rows("In Leeds on a wet day near the river police arrested a man.") if row[2]] == []


# Past and participle that no rule gives.
_IRREGULAR = {
    "beat",
    "cut",
    "fight",
    "flee",
    "hit",
    "hold",
    "leave",
    "overthrow",
    "shoot",
    "strike",
    "withdraw",
    "burn",
}
# Verbs of two syllables that end in one vowel and one consonant: which of them is stressed on the last.
_LAST = {"expel"}
_FIRST = {"enter", "kidnap", "murder", "surrender", "slaughter"}
_DOUBLED_ANYWAY = {"kidnap"}  # spelled with pp in both norms


def _endings(verb: str) -> tuple[str, str]:
    """Past and -ing by the rules of spelling."""
    vowels = "aeiou"
    if verb.endswith("ee"):
        return verb + "d", verb + "ing"
    if verb.endswith("e"):
        stem = verb[:-2] + "u" if verb.endswith("ue") else verb[:-1]
        return verb + "d", stem + "ing"
    if verb.endswith("y") and verb[-2] not in vowels:
        return verb[:-1] + "ied", verb + "ing"
    single = verb[-1] not in vowels + "wxy" and verb[-2] in vowels and verb[-3] not in vowels
    syllables = sum(1 for at, letter in enumerate(verb) if letter in vowels and (at == 0 or verb[at - 1] not in vowels))
    if single and syllables > 1 and verb not in _LAST | _FIRST:
        raise AssertionError(f"say which syllable of {verb} is stressed")
    doubled = single and (syllables == 1 or verb in _LAST | _DOUBLED_ANYWAY)
    stem = verb + verb[-1] if doubled else verb
    return stem + "ed", stem + "ing"


def test_every_form_of_the_table_follows_the_rules_of_spelling() -> None:
    for row in read_rows("frames/actions.csv"):
        verb = row["action"]
        past, ing = _endings(verb)
        assert row["ing"] == ing, verb
        if verb not in _IRREGULAR:
            assert (row["past"], row["participle"]) == (past, past), verb
    assert _endings("expel") == ("expelled", "expelling")


def test_senses_name_verbs_and_classes_of_the_tables() -> None:
    verbs = {row["action"] for row in read_rows("frames/actions.csv")}
    classes = {row["class"] for row in read_rows("frames/action_classes.csv")}
    for row in read_rows("frames/action_senses.csv"):
        assert row["action"] in verbs
        assert row["verdict"] in ("only", "not")
        assert row["form"] in ("any", "verb", "noun")
        assert len(row["why"]) >= 5
        assert len(row["source"]) > 5
        assert any(row[test] for test in ("actor", "object", "after", "before", "near")) or row["verdict"] == "only"
        marks = {
            part for test in ("actor", "object", "near") for part in row[test].split(" | ") if part.startswith("@")
        }
        assert marks <= {f"@{name}" for name in classes} | {"@none", "@name", "@pronoun"}
