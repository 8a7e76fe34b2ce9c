"""What hygiene does to every single character, by what the character is."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest

from toolkit.text.hygiene import clean, hygiene

CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1)]
NOT_SHOWN = "\u00ad\u200b\u2060\ufeff"


def tidied(character: str) -> str:
    found = hygiene(f"a{character}b")[0]
    if not "\x80" <= character <= "\x9f":  # these are taken for mojibake, and mended, by `clean`
        assert clean(f"a{character}b").text == found
    return found


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [("Cc", {"ab", "a\nb"}), ("Zl", {"a\nb"}), ("Zp", {"a\nb"}), ("Zs", {"a b"}), ("Cs", {"a\ufffdb"})],
)
def test_characters_of_these_kinds_never_stay(kinds: str, expected: set[str]) -> None:
    found = {tidied(one) for one in CHARACTERS if category(one) == kinds and one not in "\t "}
    assert found == expected


def test_what_is_not_shown_goes_and_what_joins_letters_stays_between_them() -> None:
    assert {tidied(one) for one in NOT_SHOWN} == {"ab"}
    assert {tidied(one) for one in "\u200c\u200d"} == {"a\u200cb", "a\u200db"}
    assert {hygiene(f". {one}b")[0] for one in "\u200c\u200d"} == {". b"}


def test_all_other_characters_stay() -> None:
    others = [one for one in CHARACTERS if category(one) not in ("Cc", "Zl", "Zp", "Zs", "Cs") and one not in NOT_SHOWN]
    text = "".join(f"a{one}" for one in others)
    assert hygiene(f"{text}a")[0] == f"{text}a"
