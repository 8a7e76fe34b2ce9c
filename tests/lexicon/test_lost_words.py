"""No form of the lexicon disappears without a reason: each that ever was is found, or stands in the table of dropped.

After a change of the tables: `python -m tests.lexicon.test_lost_words` adds new forms to the list.
"""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import toolkit as tk
from tests.conftest import ROOT
from toolkit.lexicon.forms import expand
from toolkit.lexicon.matching import Matcher
from toolkit.text.tokens import tokenize

EVER = Path(__file__).with_name("forms_ever.txt")
DROPPED = ROOT / "toolkit" / "data" / "lexicon" / "words" / "dropped.csv"


@cache
def shipped() -> frozenset[str]:
    """The forms that are looked for, in lower case and with their endings."""
    written = (form for entry in tk.Lexicon.default() for form in entry.forms if not form.startswith("!"))
    return frozenset(one.lower() for form in written for one in expand(form))


@cache
def free() -> Matcher:
    """The lexicon without its conditions."""
    return Matcher(replace(entry, when_loaded=(), when_not=(), case="any") for entry in tk.Lexicon.default())


def is_found(form: str) -> bool:
    return form in shipped() or bool(free().match(tokenize(re.sub(r"\.\.\.\d*|…\d*", "x", form).replace("*", ""))))


def ever() -> set[str]:
    return set(EVER.read_text(encoding="utf-8").splitlines())


def dropped() -> dict[str, str]:
    with DROPPED.open(encoding="utf-8", newline="") as lines:
        return {row["form"]: row["reason"] for row in csv.DictReader(lines)}


def test_no_form_is_lost_without_a_reason() -> None:
    assert [form for form in sorted(ever() - set(dropped())) if not is_found(form)] == []


def test_the_list_of_forms_is_complete() -> None:
    assert sorted(shipped() - ever()) == []


def test_a_dropped_form_is_gone_and_says_why() -> None:
    for form, reason in dropped().items():
        assert form in ever(), form
        assert not is_found(form), form
        assert len(reason) > 20, form


if __name__ == "__main__":
    EVER.write_text("\n".join(sorted(ever() | shipped())) + "\n", encoding="utf-8")
