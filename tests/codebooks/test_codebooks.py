"""Codebooks: those that ship are whole, a user's own is read, written and checked, indicators match as queries do."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit as tk
from toolkit.cli import main
from toolkit.codebooks import Code, Codebook, Indicator, check, shipped_names
from toolkit.codebooks.finding import Finder
from toolkit.data import data_path
from toolkit.text.queries import Query
from toolkit.text.tokens import tokenize

HEAD = "code,kind,text,reason,weight\n"
MINE = (
    HEAD + ",title,Two ways to see a dam,,\n"
    "harm,definition,What the dam destroys.,,\n"
    "harm,question,What is lost?,,\n"
    "harm,indicator,drown* | lost valley,what the water covers,2\n"
    "harm,example,The village was drowned.,,\n"
    "harm,counterexample,The village has light.,,\n"
    "use,definition,What the dam is good for.,,\n"
)


def write(folder: Path, text: str, name: str = "dam.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", shipped_names())
def test_a_codebook_that_ships_is_whole_and_its_examples_hold(name: str) -> None:
    book = Codebook.named(name)
    assert check(data_path(f"codebooks/{name}.csv")) == []
    for code in book.codes:
        assert code.definition.endswith(".")
        assert all(question.endswith("?") for question in code.questions)
        assert len(code.questions) >= 1
        if code.name == "other":
            continue
        assert code.indicators
        assert code.examples
        assert code.counterexamples
        assert all(one.reason for one in code.indicators)
        for example in code.examples:
            assert code.name in {hit.code for hit in book.find(example)}, example
        for example in code.counterexamples:
            assert code.name not in {hit.code for hit in book.find(example)}, example


def test_the_shipped_codebooks_have_the_codes_of_their_sources() -> None:
    assert shipped_names() == ["entman", "generic", "gun_violence", "issues", "policy"]
    sizes = {"policy": 15, "generic": 5, "entman": 4, "gun_violence": 9}
    assert {name: len(Codebook.named(name)) for name in sizes} == sizes
    with pytest.raises(tk.CodebookError, match="choose from entman, generic, gun_violence, issues, policy, or read"):
        Codebook.named("politics")


def test_no_form_stands_twice_in_a_code() -> None:
    for name in shipped_names():
        for code in Codebook.named(name):
            forms = [form for one in code.indicators for form in one.forms]
            assert sorted({form for form in forms if forms.count(form) > 1}) == [], (name, code.name)


@pytest.mark.parametrize("name", shipped_names())
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    book = Codebook.named(name)
    book.write(tmp_path / "copy.csv")
    assert Codebook.read(tmp_path / "copy.csv") == book
    assert pickle.loads(pickle.dumps(book)) == book


plain = st.text(st.sampled_from("abcdeäß,;\"'"), min_size=2, max_size=12)
codes = st.builds(
    Code,
    name=st.text(st.sampled_from("abcde_"), min_size=1, max_size=6),
    title=plain,
    definition=plain,
    questions=st.lists(plain, max_size=2).map(tuple),
    indicators=st.lists(
        st.builds(Indicator, text=plain, reason=plain, weight=st.sampled_from([0.5, 1.0, 2.0])), max_size=3
    ).map(tuple),
    examples=st.just(()),
    counterexamples=st.just(()),
    threshold=st.sampled_from([None, 0.25]),
)


@given(st.lists(codes, min_size=1, max_size=4, unique_by=lambda code: code.name))
def test_any_codebook_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, given: list[Code]) -> None:
    path = tmp_path_factory.mktemp("books") / "book.csv"
    book = Codebook("book", given, title="A title", source="a source")
    book.write(path)
    assert Codebook.read(path) == book


def test_a_codebook_of_ones_own_is_read(tmp_path: Path) -> None:
    book = Codebook.read(write(tmp_path, MINE))
    assert (book.name, book.title, [code.name for code in book]) == ("dam", "Two ways to see a dam", ["harm", "use"])
    harm = book.code("harm")
    assert harm.questions == ("What is lost?",)
    assert harm.indicators == (Indicator("drown* | lost valley", "what the water covers", 2.0),)
    assert [(hit.start, hit.end) for hit in book.find("Drowned in a lost valley.")] == [(0, 7), (13, 24)]
    assert "use" in book
    with pytest.raises(tk.CodebookError, match="no code 'gain'; it has harm, use"):
        book.code("gain")


def test_a_spreadsheet_is_read_as_the_table_is(tmp_path: Path) -> None:
    from openpyxl import Workbook

    sheet = (book := Workbook()).active
    assert sheet is not None
    for row in MINE.splitlines():
        sheet.append([float(cell) if cell == "2" else cell for cell in row.split(",")])
    book.save(tmp_path / "dam.xlsx")
    assert Codebook.read(tmp_path / "dam.xlsx") == Codebook.read(write(tmp_path, MINE))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.dic", "%\n1\tanger\n2\tpraise\n%\nhate*\t1\nkind of mean\t1\nlovely\t2\n"),
        ("list.yml", "anger: [hate*, kind of mean]\npraise: [lovely]\n"),
        ("list.lc3", "+anger\nhate*\nkind of mean\n+praise\nlovely\n"),
    ],
)
def test_a_dictionary_of_another_tool_is_a_codebook(tmp_path: Path, name: str, text: str) -> None:
    book = Codebook.read(write(tmp_path, text, name))
    assert [code.name for code in book] == ["anger", "praise"]
    assert [hit.code for hit in book.find("He hated the kind of mean but lovely cat.")] == ["anger", "anger", "praise"]
    assert all(code.definition and one.reason for code in book for one in code.indicators)
    assert check(tmp_path / name) == []


MISTAKES = {
    "no column for the kind": (MINE.replace("kind", "sort", 1), 1, "kind", "the column is missing"),
    "a column twice": ("code,kind,text,reason,reason\na,definition,x,,\n", 1, "reason", "twice"),
    "no row at all": (HEAD, 2, "code", "there is no row"),
    "no code at all": (HEAD + ",title,Dams,,\n", 2, "code", "there is no code"),
    "an unknown kind": (MINE.replace("question", "quest"), 4, "kind", "'quest' is no kind of row of a code"),
    "a kind that needs a code": (MINE + ",question,Why?,,\n", 9, "kind", "no kind of row without a code"),
    "an empty text": (MINE.replace("What is lost?", ""), 4, "text", "it is empty"),
    "an indicator without a reason": (MINE.replace("what the water covers", ""), 5, "reason", "it is empty"),
    "a weight that is no number": (MINE.replace(",2\n", ",much\n"), 5, "weight", "no weight above zero"),
    "a weight of zero": (MINE.replace(",2\n", ",0\n"), 5, "weight", "no weight above zero"),
    "a weight of a question": (MINE.replace("lost?,,", "lost?,,2"), 4, "weight", "a question has no weight"),
    "a threshold that is none": (MINE + "use,threshold,some,,\n", 9, "text", "no number above zero"),
    "two definitions": (MINE + "use,definition,More.,,\n", 9, "kind", "a second definition"),
    "two titles of the book": (MINE + ",title,More.,,\n", 9, "kind", "a second title"),
    "no definition": (MINE + "third,question,Why?,,\n", 9, "kind", "has no definition"),
    "a wildcard alone": (MINE.replace("drown*", "*"), 5, "text", "needs two letters"),
    "a gap": (MINE.replace("drown*", "drown ... town"), 5, "text", "no gaps"),
    "an exception": (MINE.replace("drown*", "!drown"), 5, "text", "no exceptions"),
    "nothing between two strokes": (MINE.replace("drown*", "drown* |"), 5, "text", "nothing between"),
    "a comma too many": (MINE.replace("What is lost?", "What, is, lost?"), 4, "weight", "cells where the header has 5"),
    "an example that is not found": (MINE.replace("was drowned", "is wet"), 6, "text", "holds no indicator"),
    "a counterexample that is found": (MINE.replace("has light", "drowns"), 7, "text", "holds an indicator"),
}


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_is_named_with_its_row_and_field(tmp_path: Path, name: str) -> None:
    text, row, field, part = MISTAKES[name]
    path = write(tmp_path, text)
    told = [problem for problem in check(path) if problem.row == row and problem.field == field]
    assert told, check(path)
    assert part in told[0].what
    assert told[0].fix
    with pytest.raises(tk.CodebookError, match=r"dam\.csv, row "):
        Codebook.read(path)


def test_what_is_no_table_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    for path in (tmp_path / "none.csv", tmp_path, tmp_path / "a.xlsx"):
        with pytest.raises(tk.CodebookError) as told:
            Codebook.read(path)
        assert str(told.value).endswith(".")
    with pytest.raises(tk.CodebookError, match=r"written as \.csv"):
        Codebook.named("entman").write(tmp_path / "a.xlsx")
    with pytest.raises(tk.CodebookError, match="cannot be written"):
        Codebook.named("entman").write(tmp_path / "no folder" / "a.csv")
    with pytest.raises(tk.CodebookError, match="has no codes"):
        Codebook("empty", [])
    with pytest.raises(tk.CodebookError, match="has the code 'a' twice"):
        Codebook("twice", [Code("a", "A", "x"), Code("a", "B", "y")])


def test_the_shell_checks_and_writes_a_codebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, MINE)
    assert main(["codebook", "check", str(path)]) == 0
    assert main(["codebook", "check", str(write(tmp_path, MISTAKES["a gap"][0]))]) == 1
    said = capsys.readouterr().out
    assert "0 mistakes in" in said
    assert "dam.csv, row 5, text: 'drown ... town': an indicator has no gaps; write words" in said
    assert main(["codebook", "write", "generic", "-o", str(tmp_path / "mine.csv")]) == 0
    assert Codebook.read(tmp_path / "mine.csv") == Codebook.named("generic")
    assert main(["codebook", "write", "none", "-o", str(tmp_path / "mine.csv")]) == 2


def test_the_longest_indicator_stands_for_all_codes_that_have_it() -> None:
    book = Codebook("b", [
        Code("money", "Money", "x", indicators=(Indicator("tax+", "r"), Indicator("trial", "r"))),
        Code("crime", "Crime", "x", indicators=(Indicator("tax fraud | trial", "r"),)),
    ])  # fmt: skip
    text = "The tax fraud trial. He pays taxes, and the tax. Fraud is another matter."
    assert [(hit.code, text[hit.start : hit.end]) for hit in book.find(text)] == [
        ("crime", "tax fraud"), ("money", "trial"), ("crime", "trial"), ("money", "taxes"), ("money", "tax"),
    ]  # fmt: skip


LETTERS = st.text(st.sampled_from("abAB'’ .“”-"), max_size=30)
FORMS = st.sampled_from(["a", "ab", "a*", "*b", "a b", "ab* a", "A", "Ab b*", "a-b", "ba'b"])


@given(LETTERS, FORMS)
def test_one_form_is_found_where_the_query_is(text: str, form: str) -> None:
    tokens = tokenize(text)
    numbers = tokens.sentences
    found = Finder([(form, 0)]).find(tokens.words, lambda n: numbers[n] == numbers[n + 1])
    matches = [(match.first, match.last - match.first + 1, (0,)) for match in Query(form).find(tokens)]
    assert list(found) == matches
