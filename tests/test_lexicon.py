"""The shipped lexicon is whole, matches what it should and nothing else; a broken one is told row, field and fix."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.lexicon import CATEGORIES, COLUMNS, check
from toolkit.tokenizer import count_words, tokenize

FOLDER = ROOT / "toolkit" / "data" / "lexicon"
LEXICON = tk.Lexicon.default()


def found(text: str) -> list[str]:
    return [match.text for match in LEXICON.match(tokenize(text))]


def test_it_has_no_mistake_and_every_example_holds() -> None:
    assert check(FOLDER) == []


def test_it_covers_every_category_with_complete_entries() -> None:
    assert len(LEXICON) >= 250
    assert {entry.category for entry in LEXICON} == set(CATEGORIES)
    for entry in LEXICON:
        complete = (entry.why.endswith("."), entry.alternative, entry.sources, entry.examples)
        assert all(complete), entry.id


@pytest.mark.parametrize("name", ["earthquake", "court", "match"])
def test_plain_reports_are_hardly_flagged_in_the_outlets_voice(name: str) -> None:
    story = tk.load(ROOT / "tests" / "stories" / f"{name}.txt")[0]  # written for this test
    own = tk.loaded_language(story, voice="outlet")
    assert 1000 * len(own) / count_words(story.text) <= 3, own.text.tolist()


def test_words_that_look_loaded_are_left_alone_in_their_plain_sense() -> None:
    assert "flood" not in found("The flood of 1953 damaged the streets.")
    assert "Crusaders" not in found("The Crusaders beat the Chiefs in rugby on Saturday.")
    assert "Crusaders" not in found("The Crusaders won again. It was a good season for the coach.")
    assert "caliphate" not in found("The Abbasid caliphate fell in 1258.")


def test_the_longest_match_wins_and_none_overlap() -> None:
    matches = LEXICON.match(tokenize("He blamed illegal aliens and the deep state for the flood of migrants."))
    ends = [match.end for match in matches]
    assert all(start >= end for end, start in zip(ends, (m.start for m in matches[1:]), strict=False))
    assert "illegal aliens" in [match.text for match in matches]


def test_possessives_plurals_and_hyphens_are_found() -> None:
    assert found("the extremists’ leader") == ["extremists"]
    assert "Crusader" in found("a Crusader-held fort near the front")


def test_parts_of_it_are_chosen_and_joined() -> None:
    war = LEXICON.only(categories=["religious_war"])
    assert {entry.category for entry in war} == {"religious_war"}
    assert "caliphate" in war
    assert "caliphate" not in LEXICON.without(terms=["caliphate"])
    assert len(war.merge(LEXICON)) == len(LEXICON)
    assert LEXICON.table.columns[:4].tolist() == ["id", "term", "category", "layer"]
    assert len(LEXICON.table) == len(LEXICON)


ROW = {
    "id": "thug", "term": "thug", "forms": "thug | thugs", "match": "word", "case": "any", "category": "dehumanising",
    "why": "Calls somebody a criminal.", "alternative": "suspect", "target": "", "used_by": "", "polarity": "negative",
    "when_loaded": "", "when_not": "", "sources": "own judgement; none; 2026-11; it judges", "disagreement": "",
    "confidence": "high", "examples": "They are thugs.", "counterexamples": "They left.", "measured_precision": "",
    "measured_n": "",
}  # fmt: skip


def write(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_users_lexicon_is_read_and_used(tmp_path: Path) -> None:
    lexicon = tk.Lexicon.read(write(tmp_path / "mine.csv", ROW))
    hits = tk.loaded_language(tk.Article(id="a", text="The thugs left."), lexicon=lexicon)
    assert hits[["text", "alternative"]].to_numpy().tolist() == [["thugs", "suspect"]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("category", "rude"), ("match", "fuzzy"), ("case", "upper"), ("polarity", "bad"), ("confidence", "sure"),
        ("why", ""), ("alternative", ""), ("sources", ""), ("forms", ""), ("term", ""), ("id", ""),
        ("when_not", "around: law"), ("examples", "Nothing here."), ("counterexamples", "They are thugs."),
        ("measured_precision", "1.7"),
    ],
)  # fmt: skip
def test_a_broken_field_is_named_with_its_row_and_a_fix(tmp_path: Path, field: str, value: str) -> None:
    path = write(tmp_path / "mine.csv", ROW | {"id": "ok"}, ROW | {field: value})
    problems = check(path)
    assert [problem for problem in problems if problem.row == 3 and problem.fix], problems
    with pytest.raises(tk.LexiconError, match="row 3"):
        tk.Lexicon.read(path)


def test_files_that_are_no_lexicon_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(tk.LexiconError, match=r"other\.csv"):
        tk.Lexicon.read(tmp_path / "other.csv")
    with pytest.raises(tk.LexiconError, match=r"missing\.csv"):
        tk.Lexicon.read(tmp_path / "missing.csv")
    with pytest.raises(tk.LexiconError, match="no category 'rude'"):
        LEXICON.only(categories=["rude"])
    with pytest.raises(tk.LexiconError, match="no entry 'rude'"):
        LEXICON.without(ids=["rude"])
