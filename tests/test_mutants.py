"""Faults put into code: each kind is made, the same draw comes again, and a copy tells what the tests find."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks import mutants

SOURCE = """
def least(numbers: list[int], most: int = 100) -> int | None:
    if not numbers or most <= 3:
        return None
    return numbers[0] if numbers[0] is not None else -most
"""


def test_every_kind_of_fault_is_made() -> None:
    told = [change.what for change in mutants.changes(ast.parse(SOURCE))]
    assert told == [
        "branch not numbers or most <= 3  ->  never",
        "not numbers or most <= 3  ->  not numbers and most <= 3",
        "not numbers  ->  numbers",
        "most <= 3  ->  most < 3",
        "most <= 3  ->  most > 3",
        "most <= 3  ->  most <= 4",
        "most <= 3  ->  most <= 2",
        "return numbers[0] if numbers[0] is not None else -most  ->  return None",
        "branch numbers[0] is not None  ->  never",
        "numbers[0] is not None  ->  numbers[0] is None",
        "numbers[0]  ->  numbers[1]",
        "numbers[0]  ->  numbers[-1]",
        "numbers[0]  ->  numbers[1]",
        "numbers[0]  ->  numbers[-1]",
    ]


def test_a_mutant_differs_in_its_fault_alone() -> None:
    count = len(mutants.changes(ast.parse(SOURCE)))
    sources = [mutants.mutated(SOURCE, number) for number in range(count)]
    assert len(set(sources)) == count
    plain = ast.unparse(ast.parse(SOURCE)).splitlines()
    for source in sources:
        lines = source.splitlines()
        assert len(lines) == len(plain)
        assert sum(line != other for line, other in zip(lines, plain, strict=True)) == 1


def test_a_stated_truth_is_turned_round_and_a_number_is_not_left_out() -> None:
    tree = ast.parse("def yes():\n    return True\ndef none():\n    return 0\ndef text():\n    return 'a'\n")
    assert [change.what for change in mutants.changes(tree)] == [
        "return True  ->  return False",
        "return 0  ->  return 1",
        "return 0  ->  return -1",
    ]


def test_the_same_seed_draws_the_same_mutants() -> None:
    found = mutants.mutants(mutants.ROOT, ["measures"])
    assert mutants.drawn(found, number=20, seed=3) == mutants.drawn(found, number=20, seed=3)
    assert mutants.drawn(found, number=20, seed=3) != mutants.drawn(found, number=20, seed=4)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one function, whose test calls it with one number."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "limits.py").write_text("def small(number):\n    return number < 5\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    test = "from code_limits import small\n\ndef test_small():\n    assert small(4)\n"
    (tmp_path / "tests" / "test_limits.py").write_text(test.replace("code_limits", "limits"), encoding="utf-8")
    (tmp_path / "conftest.py").write_text("import sys\nsys.path.insert(0, 'code')\n", encoding="utf-8")
    monkeypatch.setattr(mutants, "ROOMS", {"limits": (("code/*.py",), ("tests",))})
    return tmp_path


def test_what_no_test_finds_survives_and_the_tree_stays_as_it_is(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    ends = {one.mutant.what: one.end for one in mutants.run(mutants.mutants(project, ["limits"])[:2], root=project)}
    assert ends == {"return number < 5  ->  return None": "killed", "number < 5  ->  number <= 5": "survived"}
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_tests_that_fail_without_a_fault_are_no_measure(project: Path) -> None:
    (project / "tests" / "test_limits.py").write_text("def test_wrong():\n    assert False\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="the tests of limits fail without a fault"):
        list(mutants.run(mutants.mutants(project, ["limits"]), root=project))


def test_a_mutant_that_does_not_end_is_stopped(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "code" / "limits.py").write_text(
        "def small(number):\n    while number > 5:\n        number -= 1\n    return True\n", encoding="utf-8"
    )
    (project / "tests" / "test_limits.py").write_text(
        "from limits import small\n\ndef test_small():\n    assert small(6)\n", encoding="utf-8"
    )
    monkeypatch.setattr(mutants, "SECONDS", 0.5)
    ends = {one.mutant.what: one.end for one in mutants.run(mutants.mutants(project, ["limits"]), root=project)}
    assert ends["number -= 1  ->  number -= 0"] == "stopped"
    assert ends["number > 5  ->  number <= 5"] == "survived"
    assert ends["return True  ->  return False"] == "killed"


SHAPES = """
from functools import cache

LEAST = 5

@cache
def kept(number):
    return number < 5

class Box:
    @property
    def wide(self):
        return not self

    @staticmethod
    def deep(number):
        return [one for one in (number,) if one > 1] != []

    def __bool__(self):
        return True
"""


def test_faults_stand_in_functions_of_every_kind_and_outside_of_them(project: Path) -> None:
    (project / "code" / "limits.py").write_text(SHAPES, encoding="utf-8")
    (project / "tests" / "test_limits.py").write_text(
        "from limits import LEAST, Box, kept\n\ndef test_all():\n    assert LEAST == 5\n"
        "    assert kept(4) and not kept(5) and Box().wide is False and Box.deep(2) and not Box.deep(1)\n",
        encoding="utf-8",
    )
    ends = {one.mutant.what: one.end for one in mutants.run(mutants.mutants(project, ["limits"]), root=project)}
    assert set(ends.values()) == {"killed"}
    assert {"LEAST = 5  ->  LEAST = 6", "number < 5  ->  number <= 5", "not self  ->  self"} <= ends.keys()
    assert "one > 1  ->  one >= 1" in ends


def test_a_mutant_that_never_ends_in_a_process_of_its_own_is_stopped(project: Path) -> None:
    (project / "tests" / "test_limits.py").write_text(
        "import time\n\ndef test_slow():\n    time.sleep(60)\n", encoding="utf-8"
    )
    mutant = mutants.mutants(project, ["limits"])[0]
    assert mutants.tried(project, mutant, seconds=0.5).end == "stopped"
