"""The shipped lexicon is whole, matches what it should and nothing else; a broken one is told row, field and fix."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.lexicon import CATEGORIES, COLUMNS, check
from toolkit.lexicon.reading import parse
from toolkit.text.tokens import count_words, tokenize

FOLDER = ROOT / "toolkit" / "data" / "lexicon"
LEXICON = tk.Lexicon.default()


def found(text: str) -> list[str]:
    return [match.text for match in LEXICON.match(tokenize(text))]


def test_it_has_no_mistake_and_every_example_holds() -> None:
    assert check(FOLDER) == []


def test_it_covers_every_category_with_complete_entries() -> None:
    assert len(LEXICON) >= 900
    assert {entry.category for entry in LEXICON} == set(CATEGORIES)
    for entry in LEXICON:
        complete = (entry.why.endswith("."), entry.alternative, entry.sources, entry.examples)
        assert all(complete), entry.id


@pytest.mark.parametrize("name", ["earthquake", "court", "match"])
def test_plain_reports_are_hardly_flagged_in_the_outlets_voice(name: str) -> None:
    story = tk.load(ROOT / "tests" / "stories" / f"{name}.txt")[0]  # written for this test
    own = tk.loaded_language(story, voice="outlet", severity="all")
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
    hits = tk.loaded_language(tk.Article(id="a", text="The thugs left."), lexicon=lexicon, severity="all")
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


def matched(tmp_path: Path, text: str, **fields: str) -> list[str]:
    """What an entry of its own finds in a text."""
    path = write(tmp_path / "mine.csv", ROW | {"examples": text, "counterexamples": ""} | fields)
    entries, problems = parse(path, examples=False)
    assert not problems, problems
    return [match.text for match in tk.Lexicon(entries).match(tokenize(text))]


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        ("flood ... of migrants", "A flood of migrants came.", ["flood of migrants"]),
        ("flood ... of migrants", "A flood this long summer of migrants came.", ["flood this long summer of migrants"]),
        ("flood ... of migrants", "A flood in the cold year 1953 of migrants came.", []),
        ("flood ...5 of us", "A flood in the cold year 1953 of us.", ["flood in the cold year 1953 of us"]),
        ("flood ... of migrants", "A flood came. It was of migrants.", []),
        ("thug+", "Thug, thugs and thugged.", ["Thug", "thugs", "thugged"]),
        ("witch hunt+", "Their witch hunts and a witch-hunt.", ["witch hunts", "witch-hunt"]),
        ("bully+", "He bullied them; bullies bully.", ["bullied", "bullies", "bully"]),
        ("extrem* | !extremely | !extremit*", "Extremists, extremely, extremities.", ["Extremists"]),
        ("anti-choice | pro-death", "An anti‑choice law and pro-death people.", ["anti‑choice", "pro-death"]),
        ("regime", "The regime's army and the regimes’ men.", ["regime"]),
        ("rigged election", "A “rigged” election.", ["rigged” election"]),
        ("rigged election", "It was rigged, election or not.", []),
    ],
)  # fmt: skip
def test_forms_hold_gaps_endings_exceptions_and_hyphens(
    tmp_path: Path, forms: str, text: str, expected: list[str]
) -> None:
    assert matched(tmp_path, text, forms=forms, match="pattern") == expected


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        ({"when_not": "before: against litter"}, "A crusade against litter.", 0),
        ({"when_not": "before: against litter"}, "A crusade against unbelievers.", 1),
        ({"when_not": "near: rugby | coach*"}, "The crusade of the coaches.", 0),
        ({"when_not": "near 3: rugby"}, "A crusade that in the end had nothing of rugby.", 1),
        ({"when_not": "near 3: rugby"}, "A rugby crusade.", 0),
        ({"when_loaded": "after: their holy"}, "They call it their holy crusade.", 1),
        ({"when_loaded": "after: their holy"}, "They call it a crusade.", 0),
        ({"when_not": "story: rugby"}, "A crusade began. Rugby was played.", 0),
        ({"case": "lower"}, "The Crusade of the old kings.", 0),
        ({"case": "lower"}, "Mayor Opens Crusade Against Noise", 1),
        ({"case": "capitalised"}, "The Crusade of the old kings.", 1),
        ({"case": "capitalised"}, "Mayor Opens Crusade Against Noise", 0),
    ],
)
def test_conditions_on_neighbours_sentence_story_and_case(
    tmp_path: Path, rules: dict[str, str], text: str, expected: int
) -> None:
    assert len(matched(tmp_path, text, forms="crusade+", match="word", **rules)) == expected


def test_initials_are_not_looked_for_in_a_line_of_capitals(tmp_path: Path) -> None:
    assert matched(tmp_path, "THE WAR IS OVER", forms="IS", case="exact") == []
    assert matched(tmp_path, "The group IS lost.", forms="IS", case="exact") == ["IS"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("He is not a terrorist.", True),
        ("He isn’t exactly a terrorist.", True),
        ("He was never called a terrorist.", True),
        ("He is not only a terrorist.", False),
        ("He did not flee and the terrorist did.", False),
        ("The terrorist did not flee.", False),
        ("He lives without the terrorist.", False),
        ("They want streets without these terrorist bands.", False),
        ("It was a night without a terrorist.", True),
        ("The court freed the non-terrorist.", True),
        ("The ex-terrorist teaches history.", False),
    ],
)
def test_a_denied_word_is_a_hit_that_says_so(text: str, negated: bool) -> None:
    table = tk.loaded_language(tk.Article(id="a", text=text), severity="all")
    assert table[table.text == "terrorist"].negated.tolist() == [negated]


def test_severity_is_the_tables_or_follows_from_what_is_known() -> None:
    assert {entry.severity for entry in LEXICON} == {"flag", "note"}
    for entry in LEXICON:
        if entry.chosen_severity:
            assert entry.severity == entry.chosen_severity
        elif entry.measured_precision is not None:
            assert entry.severity == ("flag" if entry.measured_precision > 0.5 else "note"), entry.id
        elif entry.category == "hedge" or entry.confidence == "low":
            assert entry.severity == "note", entry.id


def test_a_table_without_the_column_severity_is_read(tmp_path: Path) -> None:
    columns = [name for name in COLUMNS if name != "severity"]
    path = tmp_path / "old.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerow(ROW)
    assert [entry.severity for entry in tk.Lexicon.read(path)] == ["flag"]


def test_a_word_of_ones_own_is_added_with_its_reason() -> None:
    mine = tk.Lexicon.default().add("last stand", "war_metaphor", why="Sounds like a siege.", forms=["last stands"])
    assert len(mine) == len(tk.Lexicon.default()) + 1
    found = [
        m
        for m in mine.match(tokenize("It was their last stand; many last stands failed."))
        if m.entry.id == "last-stand"
    ]
    assert [(m.text, m.entry.why, m.entry.severity) for m in found] == [
        ("last stand", "Sounds like a siege.", "flag"),
        ("last stands", "Sounds like a siege.", "flag"),
    ]
    with pytest.raises(tk.LexiconError, match="no category 'war'"):
        mine.add("siege", "war", why="x")
    with pytest.raises(tk.LexiconError, match="already"):
        mine.add("last stand", "war_metaphor", why="x")
    with pytest.raises(tk.LexiconError, match="why="):
        mine.add("siege", "war_metaphor", why=" ")


def test_a_dash_without_spaces_is_a_hyphen_and_one_with_spaces_is_none() -> None:
    text = "The witch–hunt goes on – thugs everywhere."
    assert found(text) == ["witch–hunt", "thugs"]
    assert [text[match.start : match.end] for match in LEXICON.match(tokenize(text))] == ["witch–hunt", "thugs"]
    assert found("It was rigged – election or not.") == ["rigged"]


def test_words_of_other_languages_are_left_alone() -> None:
    assert found("The song is called l’horrible et le grotesque in French.") == []


def test_literal_and_legal_senses_are_no_hits() -> None:
    for text in (
        "Lying to the court can cost the seat.",
        "The voting regime of the club changed in May.",
        "She claimed asylum at the airport.",
        "They claimed the credit on their taxes.",
        "Brutal winds closed the harbour.",
        "The striker slammed the ball into the net.",
        "A swarm of bees left the hive.",
        "The hack of the server cost nine million.",
    ):
        assert found(text) == [], text


def test_a_claim_that_something_is_so_is_called_by_its_word() -> None:
    table = tk.loaded_language(tk.Article(id="a", text="He claimed that the bridge was safe."), severity="all")
    assert table.term.tolist() == ["claimed"]


def test_many_stars_are_read_at_all(tmp_path: Path) -> None:
    stars = "a*" * 12
    rule = {"forms": "thug", "match": "word", "when_not": f"near: {stars}b"}
    assert matched(tmp_path, f"The thug saw {'a' * 4000} there.", **rule) == ["thug"]
    assert matched(tmp_path, f"The thug saw {'a' * 40}b there.", **rule) == []
    problems = check(write(tmp_path / "mine.csv", ROW | {"forms": "t*h*u*g*s", "match": "pattern"}))
    assert any("more than 3" in problem.what for problem in problems)


def test_a_class_of_words_is_named_with_an_at_sign(tmp_path: Path) -> None:
    rule = {"forms": "vicious", "match": "word", "when_not": "before: @weather"}
    assert matched(tmp_path, "A vicious storm came.", **rule) == []
    assert matched(tmp_path, "A vicious letter came.", **rule) == ["vicious"]
    problems = check(write(tmp_path / "mine.csv", ROW | {"when_not": "near: @wether"}))
    assert [problem.field for problem in problems] == ["when_not"]
