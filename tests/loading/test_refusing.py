"""What is no article, at the lengths where it becomes one."""

from __future__ import annotations

import csv

import pytest

from toolkit.loading.refusing import FOLDER, is_null, is_placeholder, no_article


def phrase_of(kind: str | None, *, weak: bool) -> str:
    """The first phrase of the table that is of this kind, or of another one than a consent page."""
    with (FOLDER / "error_pages.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["phrase"], row["kind"]) for row in csv.DictReader(lines)]
    return next(
        phrase
        for phrase, its in rows
        if (len(phrase.split()) < 4) == weak and ((its == kind) if kind else its != "a consent page")
    )


@pytest.mark.parametrize(
    ("kind", "weak", "most"), [(None, True, 40), (None, False, 90), ("a consent page", False, 160)]
)
def test_a_phrase_counts_up_to_a_length(kind: str | None, weak: bool, most: int) -> None:
    phrase = phrase_of(kind, weak=weak)
    rest = most - len(phrase.split())
    assert phrase in (no_article(f"{phrase} {'rain ' * rest}") or "")
    assert no_article(f"{phrase} {'rain ' * (rest + 1)}") is None


def test_a_phrase_may_stand_in_the_headline() -> None:
    phrase = phrase_of(None, weak=False)
    assert no_article("Rain fell.", phrase.upper()) is not None
    assert no_article("Rain fell.") is None


def test_a_menu_has_eight_lines_of_which_three_are_of_menus() -> None:
    lines = ["Home", "News", "Sport", "Rain", "Dam", "Mill", "Farm", "Wall"]
    assert no_article("\n".join(lines)) is not None
    assert no_article("\n".join(lines), menus=False) is None
    assert no_article("\n".join(lines[:7])) is None
    assert no_article("\n".join(["River", *lines[1:]])) is None  # two of menus
    assert no_article("\n".join([*lines[:7], "Wall."])) is None  # a sentence
    assert no_article("\n".join([*lines[:7], "One two three four five"])) is None  # 7 of 8 lines are short
    long = [*lines, "Tea", "One two three four five"]
    assert no_article("\n".join(long)) is not None  # 9 of 10
    assert no_article("\n".join([*lines[:7], "One two three four"])) is not None


def test_cells_that_say_that_there_is_nothing() -> None:
    assert [is_null(cell) for cell in (" nan ", "Nan Goldin", "nan" + " " * 36, "nan" + " " * 37)] == [
        True, False, True, False,
    ]  # fmt: skip
    assert is_placeholder("NaN")
    assert is_placeholder(" only available in paid plans. ")
    assert not is_placeholder("only available in paid plans" + " " * 52)
    assert not is_placeholder("Rain fell.")
    assert no_article("Access denied. " + "x" * 20_000) is None
