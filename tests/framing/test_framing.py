"""Framing tables: each row is a place in the text, with a voice, and opens into its sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import benchmarks
import toolkit as tk
from toolkit.data import read_rows
from toolkit.framing.actions import FORMS
from toolkit.framing.entman import FUNCTIONS


def rows(text: str) -> list[list[str | None]]:
    table = tk.actions(tk.Article(id="a", text=text))[["action", "form", "actor", "acted_on"]]
    return [[cell if isinstance(cell, str) else None for cell in row] for row in table.to_numpy().tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops shelled the town.", ["shell", "active", "Troops", "the town"]),
        ("The town was shelled by troops.", ["shell", "passive", "troops", "The town"]),
        ("Two people were killed on Monday.", ["kill", "passive without actor", None, "Two people"]),
        ("The capture of the town ended it.", ["capture", "noun", None, "the town"]),
        ("They tried to arrest the mayor.", ["arrest", "not finite", None, "the mayor"]),
        ("Besieged by troops, the town held out.", ["besiege", "passive", "troops", "the town"]),
        ("Police have arrested five men.", ["arrest", "active", "Police", "five men"]),
        ("“Planes struck the depot,” he said.", ["strike", "active", "Planes", "the depot"]),
    ],
)
def test_who_acts_and_who_is_acted_on(text: str, expected: list[str | None]) -> None:
    assert expected in rows(text)


@pytest.mark.parametrize("text", ["The besieged town waited.", "A newly released film opens.", "The forces moved on."])
def test_adjectives_and_other_words_are_no_actions(text: str) -> None:
    assert rows(text) == []


def test_the_founding_story_hides_one_killer_behind_a_passive(story: tk.Article) -> None:
    table = tk.actions(story)
    assert set(table.form) <= set(FORMS)
    killed = table[table.text == "killed"].iloc[0]
    assert (killed.form, killed.acted_on) == ("passive without actor", "38 militants and three SDF fighters")
    assert (killed.voice, killed.speaker) == ("indirect", "Mustafa Bali")
    attacking = table[table.text == "attacking"].iloc[0]
    assert (attacking.actor, attacking.acted_on) == ("Crusaders warplanes and Kurdish atheists", "his people")


def test_names_of_the_same_people_by_voice(story: tk.Article) -> None:
    naming = tk.naming_choices(story)
    table = tk.naming_table(naming)
    assert table.loc[("armed group members", "militant"), "all"] == 6
    assert table["all"].sum() == len(naming[naming.referent.isin(table.index.get_level_values(0))])
    sdf = naming[naming.of_whom == "SDF"]
    assert set(sdf.name) == {"fighter"}


def test_users_bring_their_own_referents(tmp_path: Path) -> None:
    article = tk.Article(id="a", text="The dam broke. The barrier had been old, IS said, as is known.")
    own = pd.DataFrame(
        {"referent": ["the dam"] * 2 + ["group"], "name": ["dam", "barrier", "IS"], "forms": ["dam", "barrier", "=IS"]}
    )
    assert tk.naming_choices(article, referents=own).text.tolist() == ["dam", "barrier", "IS"]
    own.to_csv(tmp_path / "own.csv", index=False)
    assert len(tk.naming_choices(article, referents=tmp_path / "own.csv")) == 3
    with pytest.raises(tk.TableError, match="no column 'forms'"):
        tk.naming_choices(article, referents=own.drop(columns="forms"))
    with pytest.raises(tk.TableError, match=r"missing\.csv: no such file"):
        tk.naming_choices(article, referents=tmp_path / "missing.csv")
    with pytest.raises(tk.TableError, match="row 1 has no forms"):
        tk.naming_choices(article, referents=own.assign(forms=["", "a", "b"]))


def test_the_table_of_referents_covers_at_least_ten() -> None:
    table = pd.DataFrame(read_rows("frames/referents.csv"))
    assert table.referent.nunique() >= 10
    assert (table.groupby("referent").name.nunique() >= 2).all()
    assert (table.why.str.len() > 5).all()
    assert (table.source.str.len() > 5).all()


def test_entmans_functions_come_with_their_voice(story: tk.Article) -> None:
    told = "The crisis was caused by drought. Critics condemned the ministry. “The mayor must resign,” Ruiz said."
    assert set(tk.entman(tk.Article(id="a", text=told)).function) == set(FUNCTIONS)
    table = tk.entman(story)
    remedies = table[(table.function == "remedy") & (table.voice == "partial")]
    assert remedies[["text", "speaker"]].to_numpy().tolist() == [["rise against", "an unidentified IS militant"]]


def test_every_framing_row_opens_into_its_sentence(corpus: tk.Corpus) -> None:
    for table in (tk.actions(corpus), tk.entman(corpus), tk.naming_choices(corpus), tk.attributions(corpus)):
        opened = tk.evidence(corpus, table)
        assert len(opened) == len(table) > 0
        column = "content" if "content" in table else "text"
        assert opened.match.tolist() == table[column].tolist()


def test_headline_and_lead_stand_side_by_side(story: tk.Article) -> None:
    table = tk.headline_and_lead(story)
    assert table.part.tolist() == ["headline", "lead"]
    assert table.shared.tolist() == ["islamic, state, syria"] * 2
    assert table.speakers.tolist() == ["Islamic State group", "a newly released audio recording"]


def test_names_say_what_the_table_says_and_nothing_else_beside_some_words() -> None:
    def names(text: str) -> list[str]:
        return tk.naming_choices(tk.Article(id="a", text=text))["name"].tolist()

    assert names("Dreamers and unauthorized immigrants met undocumented workers.") == [
        "Dreamer",
        "unauthorized immigrant",
        "undocumented worker",
    ]
    assert names("The rally drew the administration and the government.") == []
    assert names("Fighter jets and riot police came, and some wanted to protest.") == []
    assert names("THIS IS WRONG, they said.") == []


def test_words_in_capitals_point_to_no_function() -> None:
    assert tk.entman(tk.Article(id="a", text="MUST WATCH the video of the day.")).empty


def test_the_gold_of_framing_has_offsets_and_no_text() -> None:
    gold = Path(__file__).parents[2] / "benchmarks" / "gold"
    for name, count in (("actions", 300), ("action_forms", 250), ("entman", 200), ("naming", 200)):
        rows = [json.loads(line) for line in (gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert len(rows) == count
        for row in rows:
            assert 0 <= row["start"] < row["end"] < row["start"] + 60
            labels = {key: value for key, value in row.items() if key not in ("article", "start", "end")}
            assert all(
                value is None or isinstance(value, (bool, list)) or len(str(value)) < 40 for value in labels.values()
            )


def test_rows_of_framing_are_scored_by_article_and_offset(tmp_path: Path) -> None:
    text = "Troops shelled the town. The pilot was arrested by police."
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    rows = [
        {
            "article": "a",
            "start": 7,
            "end": 14,
            "kind": "force",
            "form": "active",
            "actor": [0, 6],
            "acted_on": [15, 23],
        },
        {
            "article": "a",
            "start": 39,
            "end": 47,
            "kind": "control",
            "form": "passive",
            "actor": None,
            "acted_on": [25, 34],
        },
    ]
    gold = tmp_path / "actions.jsonl"
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    scored = benchmarks.run("actions", gold, articles=tmp_path / "news.jsonl")
    assert (scored["found"], scored["all"]["right"], scored["acted_on"]["right"]) == (2, 1, 2)
    with pytest.raises(tk.QueryError, match="--articles"):
        benchmarks.run("actions", gold)


@pytest.mark.parametrize(
    "before",
    [
        "Ada Moyo and Ben Hill",
        "A bridge in Leeds on Monday | Ada Moyo",
        "Flood kills two",
        "Flood kills two.",
        "Analysis:",
    ],
)
def test_the_lead_is_no_byline_caption_label_or_repeated_headline(before: str) -> None:
    text = f"{before}\n\nA flood killed two people, police said.\n\nIt rained."
    opening = tk.headline_and_lead(tk.Article(id="a", headline="Flood kills two", text=text))
    assert opening["text"].tolist() == ["Flood kills two", "A flood killed two people, police said."]


def test_a_text_without_a_sentence_has_its_first_paragraph_as_lead() -> None:
    assert tk.headline_and_lead(tk.Article(id="a", text="Flood in Leeds\n\nTwo dead")).text.tolist() == [
        "Flood in Leeds"
    ]
