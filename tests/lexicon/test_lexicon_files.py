"""Lexicons in many formats: spreadsheets and other tools' word lists are read, broken ones told row, field and fix."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import toolkit as tk
from tests.lexicon.test_lexicon import ROW, write
from toolkit.cli import main
from toolkit.lexicon import COLUMNS, check
from toolkit.text.tokens import tokenize

DIC = "%\n1\tanger\n2\tpraise\n%\nhate*\t1\nkind of mean\t1\nlovely\t2\nbold\t1 2\n"
YAML = "anger: [hate*, kind of mean]\nfeelings:\n  praise: [lovely]\n"
LC3 = "+anger\nhate*\nkind of mean\n+praise\nlovely\n"


def found(lexicon: tk.Lexicon, text: str) -> list[tuple[str, str]]:
    return [(match.text, match.entry.category) for match in lexicon.match(tokenize(text))]


@pytest.mark.parametrize(
    ("name", "text", "praise"),
    [("list.dic", DIC, "praise"), ("list.yml", YAML, "feelings/praise"), ("list.lc3", LC3, "praise")],
)
def test_word_lists_of_other_tools_are_read(tmp_path: Path, name: str, text: str, praise: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    lexicon = tk.Lexicon.read(tmp_path / name)
    expected = [("hated", "anger"), ("kind of mean", "anger"), ("lovely", praise)]
    assert found(lexicon, "He hated the kind of mean but lovely cat.") == expected
    assert check(tmp_path / name) == []
    entry = next(iter(lexicon.only(categories=[praise])))
    assert praise in entry.why
    assert name in entry.sources[0].organisation
    hits = tk.loaded_language(tk.Article(id="a", text="A lovely day."), lexicon=lexicon, severity="all")
    assert hits.category.tolist() == [praise]
    assert len(lexicon.merge(tk.Lexicon.default())) == len(lexicon) + len(tk.Lexicon.default())


def test_a_yaml_list_cannot_run_code(tmp_path: Path) -> None:
    path = tmp_path / "list.yml"
    path.write_text("anger: [!!python/object/apply:os.getcwd []]\n", encoding="utf-8")
    problems = check(path)
    assert problems == [] or all(problem.row for problem in problems)
    if not problems:
        assert all(isinstance(form, str) for entry in tk.Lexicon.read(path) for form in entry.forms)


def spreadsheet(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(columns))
    for row in rows:
        sheet.append([row.get(name, "") for name in columns])
    book.save(path)
    return path


def test_a_spreadsheet_is_read_like_a_table(tmp_path: Path) -> None:
    row = ROW | {"measured_precision": 0.5, "measured_n": 12}
    path = spreadsheet(tmp_path / "mine.xlsx", row)  # type: ignore[arg-type]
    lexicon = tk.Lexicon.read(path)
    assert found(lexicon, "The thugs left.") == [("thugs", "dehumanising")]
    assert lexicon.entries[0].measured_n == 12
    problems = check(spreadsheet(tmp_path / "bad.xlsx", ROW | {"why": ""}))
    assert [(problem.row, problem.field) for problem in problems] == [(2, "why")]


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


MUTILATED = {
    "a column missing": ("a.csv", table(ROW, columns=tuple(c for c in COLUMNS if c != "why")), 1, "why"),
    "a column twice": ("a.csv", table(ROW).replace("used_by", "target", 1), 1, "target"),
    "no entry": ("a.csv", table(), 2, "id"),
    "a comma too many": ("a.csv", table(ROW).rstrip() + ",x\n", 2, COLUMNS[-1]),
    "an id twice": ("a.csv", table(ROW, ROW), 3, "id"),
    "no why": ("a.csv", table(ROW | {"why": " "}), 2, "why"),
    "an unknown category": ("a.csv", table(ROW | {"category": "rude"}), 2, "category"),
    "an unknown severity": ("a.csv", table(ROW | {"severity": "high"}), 2, "severity"),
    "a form twice": ("a.csv", table(ROW | {"forms": "thug | thug"}), 2, "forms"),
    "a gap at the end": ("a.csv", table(ROW | {"forms": "thug | flood ..."}), 2, "forms"),
    "exceptions only": ("a.csv", table(ROW | {"forms": "!thug"}), 2, "forms"),
    "a wildcard in a word": ("a.csv", table(ROW | {"forms": "thug*"}), 2, "match"),
    "a lone star": ("a.csv", table(ROW | {"forms": "thug | *", "match": "pattern"}), 2, "forms"),
    "an unknown relation": ("a.csv", table(ROW | {"when_not": "beside: law"}), 2, "when_not"),
    "a relation without words": ("a.csv", table(ROW | {"when_loaded": "near 5:"}), 2, "when_loaded"),
    "a source of three parts": ("a.csv", table(ROW | {"sources": "AP; Stylebook; 2013-04"}), 2, "sources"),
    "an example that fails": ("a.csv", table(ROW | {"examples": "They left."}), 2, "examples"),
    "a counterexample that hits": ("a.csv", table(ROW | {"counterexamples": "A thug."}), 2, "counterexamples"),
    "a count below nought": ("a.csv", table(ROW | {"measured_n": "-3"}), 2, "measured_n"),
    "a .dic without bounds": ("a.dic", "anger\nhate\t1\n", 1, "%"),
    "a .dic with one bound": ("a.dic", "1\tanger\n%\nhate\t1\n", 1, "%"),
    "a .dic with an unknown number": ("a.dic", DIC + "vile\t9\n", 9, "category"),
    "a .dic with a condition": ("a.dic", DIC + "like\t(02 134)125/464\n", 9, "word"),
    "a category without a name": ("a.dic", DIC.replace("2\tpraise", "praise"), 3, "category"),
    "YAML that breaks": ("a.yml", "anger: [hate\npraise: x]\n: :", 2, "file"),
    "YAML without a category": ("a.yml", "- hate\n- vile\n", 1, "category"),
    "an empty .yml": ("a.yml", "{}\n", 1, "word"),
    "words before a category": ("a.lc3", "hate\n+anger\nvile\n", 1, "category"),
    "a + without a name": ("a.lcd", "+\n", 1, "category"),
}


@pytest.mark.parametrize("case", MUTILATED)
def test_a_mutilated_file_is_told_row_field_and_fix(
    tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text, row, field = MUTILATED[case]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    problems = check(path)
    assert (row, field) in {(problem.row, problem.field) for problem in problems}, problems
    assert all(problem.file == name and problem.what and problem.fix for problem in problems)
    with pytest.raises(tk.LexiconError, match=f"row {problems[0].row}"):
        tk.Lexicon.read(path)
    assert main(["lexicon", "check", str(path)]) == 1
    assert f"{name}, row {row}, {field}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b""), ("a.csv", b"\x00\x01\xff\xfe\x00"), ("a.csv", b'id,term\n"open'), ("a.xlsx", b"no spreadsheet")],
)
def test_a_file_that_is_no_table_is_one_sentence(
    tmp_path: Path, name: str, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["lexicon", "check", str(tmp_path / name)]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert "Traceback" not in told


def test_the_command_says_what_fires_and_what_never_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Town news\n\nThe thugs left the town. Two thugs came back.\n", encoding="utf-8")
    mine = write(
        tmp_path / "mine.csv", ROW, ROW | {"id": "lout", "term": "lout", "forms": "lout", "examples": "A lout."}
    )
    assert main(["lexicon", "coverage", str(story), "--lexicon", str(mine)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("\t") == ["2", "1", "flag", "dehumanising", "thug"]
    assert lines[-1].startswith("1 of 2 entries are found in 1 articles")
    assert main(["lexicon", "coverage", str(story), "--lexicon", str(mine), "--never"]) == 0
    assert "lout" in capsys.readouterr().out
    assert main(["lexicon", "symmetry"]) == 0
    assert "political camps" in capsys.readouterr().out
