"""Marking in JupyterLab: what the kernel does with each message, and what is in the file then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import toolkit as tk
from toolkit.annotation.saving import MarkFile
from toolkit.views.annotator.session import codes_of

CORPUS = tk.Corpus(
    [
        tk.Article(id="a", text="Thugs fled 🌧 to Leeds.\n\nRain <b>fell</b>.", headline="One", outlet="Post"),
        tk.Article(id="b", text="Nobody was hurt.", headline="Two"),
    ]
)
CODES = {"contempt": "a word that belittles", "weather": ""}


class Code(NamedTuple):
    name: str
    title: str
    definition: str
    questions: tuple[str, ...]


def marked(identity: str = "m1", start: int = 0, end: int = 5, **given: Any) -> dict[str, Any]:
    return {"id": identity, "article": "a", "start": start, "end": end, "code": "contempt"} | given


@pytest.fixture(params=["m.jsonl", "m.csv"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return tmp_path / str(request.param)


def test_each_mark_is_in_the_file_before_it_is_acknowledged(path: Path) -> None:
    view = tk.annotate(CORPUS, CODES, path, person="Ada")
    assert view.session.act({"action": "save", "mark": marked(note="whose?", time="now")}) == {
        "saved": "m1",
        "count": 1,
    }
    table = tk.read_annotations(path, articles=CORPUS)
    assert table[["text", "code", "note", "person", "time", "id"]].values.tolist() == [
        ["Thugs", "contempt", "whose?", "Ada", "now", "m1"]
    ]
    assert view.table.equals(table)
    assert repr(view) == f"Annotator(1 mark by Ada in {path.name})"


def test_what_is_sent_twice_is_there_once_and_the_last_word_holds(path: Path) -> None:
    session = tk.annotate(CORPUS, CODES, path).session
    for note in ("", "", "why"):
        session.act({"action": "save", "mark": marked(note=note)})
    session.act({"action": "save", "mark": marked("m2", 11, 12, code="weather")})
    assert [(mark.text, mark.note) for mark in MarkFile(path).marks()] == [("Thugs", "why"), ("🌧", "")]
    assert session.act({"action": "remove", "id": "m1"})["removed"] == "m1"
    assert session.act({"action": "remove", "id": "m1"})["removed"] == "m1"
    assert [mark.id for mark in MarkFile(path).marks()] == ["m2"]


def test_a_new_kernel_finds_what_the_old_one_saved(path: Path) -> None:
    tk.annotate(CORPUS, CODES, path).session.act({"action": "save", "mark": marked()})
    again = tk.annotate(CORPUS, CODES, path).session
    assert again.act({"action": "begin"})["begun"]["articles"] == [["a", "One", "Post", 1], ["b", "Two", "", 0]]
    opened = again.act({"action": "open", "article": "a"})["opened"]
    assert [mark["id"] for mark in opened["marks"]] == ["m1"]
    assert "".join(opened["text"][start:end] for start, end in opened["tokens"][:2]) == "Thugsfled"


def test_two_people_share_a_file_and_nobody_changes_the_marks_of_others(path: Path) -> None:
    ada, ben = (tk.annotate(CORPUS, CODES, path, person=name) for name in ("Ada", "Ben"))
    for view, identity in ((ada, "m1"), (ben, "m2"), (ada, "m3")):
        view.session.act({"action": "save", "mark": marked(identity)})
    assert (len(ada.table), len(ben.table)) == (2, 1)
    assert ada.session.key != ben.session.key
    assert "somebody else" in ben.session.act({"action": "remove", "id": "m1"})["error"]
    assert "somebody else" in ben.session.act({"action": "save", "mark": marked("m1")})["error"]
    ada.session.act({"action": "remove", "id": "m1"})
    assert tk.read_annotations(path).person.tolist().count("Ben") == 1


def test_lines_that_are_no_marks_stay_and_a_line_that_was_cut_off_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"mine": 1}\n{"version": 1, "article": "a", "st', encoding="utf-8")
    session = tk.annotate(CORPUS, CODES, path).session
    assert session.act({"action": "begin"})["begun"]["unreadable"] == 2
    for identity in ("m1", "m2"):
        session.act({"action": "save", "mark": marked(identity)})
    session.act({"action": "remove", "id": "m1"})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ['{"mine": 1}', '{"version": 1, "article": "a", "st']
    assert [json.loads(line)["id"] for line in lines[2:]] == ["m2"]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ({"action": "save", "mark": marked(start=3, end=3)}, "has no characters 3 to 3"),
        ({"action": "save", "mark": marked(end=500)}, "has no characters 0 to 500"),
        ({"action": "save", "mark": marked(start="0")}, "no whole numbers"),
        ({"action": "save", "mark": marked(code="other")}, "no code 'other'"),
        ({"action": "save", "mark": marked(note=3)}, "note is no text"),
        ({"action": "save", "mark": marked(article="c")}, "No article has the id 'c'"),
        ({"action": "save", "mark": marked("")}, "needs an id"),
        ({"action": "save"}, "no mark in the message"),
        ({"action": "open", "article": "c"}, "No article has the id 'c'"),
        ({"action": "fly"}, "There is no action 'fly'"),
    ],
)
def test_a_message_that_cannot_be_done_says_why_and_saves_nothing(
    message: dict[str, Any], said: str, tmp_path: Path
) -> None:
    session = tk.annotate(CORPUS, CODES, tmp_path / "m.jsonl").session
    answer = session.act(message)
    assert said in answer["error"]
    assert "refused" in answer
    assert not (tmp_path / "m.jsonl").exists()


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_acknowledged(tmp_path: Path) -> None:
    session = tk.annotate(CORPUS, CODES, tmp_path / "none" / "m.jsonl").session
    answer = session.act({"action": "save", "mark": marked()})
    assert answer["refused"] == "m1"
    assert "cannot be saved" in answer["error"]


def test_codes_come_from_names_definitions_or_a_codebook() -> None:
    book = [Code("harm", "Harm", "Who is hurt?", ("Is somebody hurt?",))]
    assert codes_of(book)[0].questions == ("Is somebody hurt?",)
    shipped = codes_of(tk.Codebook.named("policy"))
    assert len(shipped) > 10
    assert all(code.title and code.definition and code.questions for code in shipped)
    assert codes_of(CODES)[0][:3] == ("contempt", "contempt", "a word that belittles")
    assert [code.title for code in codes_of(("a_b", "c"))] == ["a b", "c"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((CORPUS, []), "with codes is needed"),
        ((CORPUS, "contempt"), "with codes is needed"),
        ((CORPUS, None), "with codes is needed"),
        ((CORPUS, ["a", "a"]), "'a' stands in it twice"),
        ((CORPUS, [3]), "int is no code"),
        ((CORPUS, [" "]), "with codes is needed"),
        ((CORPUS, ["a"], "m.xlsx"), "in .jsonl or .csv"),
        ((CORPUS, ["a"], 3), "give the name of the file"),
        ((tk.Corpus(), ["a"]), "no article to mark"),
        (("text", ["a"]), ""),
    ],
)
def test_mistakes_of_the_call_are_told(given: tuple[Any, ...], said: str, tmp_path: Path) -> None:
    with pytest.raises(tk.ToolkitError) as told:
        tk.annotate(*given)
    assert said in str(told.value)
    assert str(told.value).endswith(".")


def test_a_table_that_is_none_of_marks_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("name,age\nAda,30\n")
    with pytest.raises(tk.AnnotationError, match="no column 'article'"):
        tk.annotate(CORPUS, CODES, tmp_path / "m.csv")
