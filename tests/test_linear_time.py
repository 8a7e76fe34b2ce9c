"""The time of every function of texts grows with the length of a text, whatever stands in it.

Counted are steps of Python (lines and calls, by `sys.settrace`), not seconds: twice the text may take about twice the
steps. What one regular expression or one method of a list costs is no step. For that, the functions of `ONE_LOOP` also
read 100 kB of each text in a process of their own, which is stopped after a generous limit: that is to fail.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

import toolkit as tk
from tests.conftest import ROOT
from toolkit.anatomy import dissect
from toolkit.text.decoding import decode
from toolkit.text.hygiene import clean, unwrap
from toolkit.text.languages import tell_language
from toolkit.text.phrases import Phrases
from toolkit.text.printing import printable
from toolkit.text.queries import Query
from toolkit.text.tokens import tokenize
from toolkit.voice.quotations import scan_quotations
from toolkit.voice.rules.attribution import analyse
from toolkit.voice.stretches import voices_of

MOST = 2.6  # steps for twice the text; a square would be 4
SIZE = 3_000  # characters; the longer text has twice as many
LONG = 100_000
LIMIT = 600  # seconds for all of them: they need few, and the machine may be busy

# The worst characters, repeated.
UNITS = (
    '"', "“", "’", "a", "\n", "Ã", "â€", "(", "—", ".", "Ana Ruiz ", "BY ANA\n", "he said ", "“a” he said. ",
    '<b>"', "according to ", "militants ", "12:30 ", "Ann: a\n", "\u0301", "\ud800",
    "“Old Mill” of ", "so-called “a” ",
)  # fmt: skip


def _decoded(text: str) -> object:
    try:
        return decode(text.encode("cp1252", "replace") + b"\xe9", source="a.txt")
    except tk.LoadError as error:
        return str(error)


def functions() -> dict[str, Callable[[str], object]]:
    """Every function of texts, by name; what costs one set-up is set up here."""
    query, wild = Query("a* said"), Query("he|a", regex=True)
    phrases = Phrases([["he said so"], ["a b"]])
    lexicon = tk.Lexicon.default()
    return {
        "tokens": tokenize,
        "mojibake": clean,
        "wrapped lines": unwrap,
        "queries": lambda text: list(query.find(tokenize(text))),
        "expressions": lambda text: list(wild.find(tokenize(text))),
        "phrases": lambda text: list(phrases.find(tokenize(text))),
        "decoding": _decoded,
        "language": tell_language,
        "printing": printable,
        "quotations": scan_quotations,
        "lexicon": lambda text: lexicon.match(tokenize(text)),
        "anatomy": dissect,
        "rules of voice": analyse,
        "map of voices": lambda text: voices_of(text, engine="rules"),
    }


FUNCTIONS = functions()


def steps(function: Callable[[str], object], text: str) -> int:
    """How many calls and lines of this project's code a function takes for a text."""
    count = 0
    home = str(ROOT / "toolkit")

    def line(frame: FrameType, event: str, given: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def call(frame: FrameType, event: str, given: Any) -> Any:
        nonlocal count
        count += 1
        return line if frame.f_code.co_filename.startswith(home) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return count


def test_a_loop_in_a_loop_would_be_seen() -> None:
    assert steps(lambda text: [one for _ in text for one in tokenize(text).words], "a " * 40) > 3 * steps(
        lambda text: [one for _ in text for one in tokenize(text).words], "a " * 20
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_twice_the_text_takes_about_twice_the_steps(name: str) -> None:
    function = FUNCTIONS[name]
    function("Ana Ruiz “left”, he said.\n\nThe militants’ war ended.")  # tables are read once
    found = {}
    for unit in UNITS:
        text = unit * (SIZE // len(unit))
        function(text)  # words that were seen before are remembered
        shorter = steps(function, text)
        longer = steps(function, text * 2)
        if longer > MOST * shorter + 200:
            found[unit] = round(longer / shorter, 2)
    assert found == {}


CHILD = """
from tests.test_linear_time import FUNCTIONS, LONG, ONE_LOOP, UNITS
for name in ONE_LOOP:
    for unit in UNITS:
        FUNCTIONS[name](unit * (LONG // len(unit)))
"""
# Of the others, which take minutes for 100 kB without an end of a sentence, only the steps are counted.
ONE_LOOP = ("tokens", "mojibake", "wrapped lines", "decoding", "language", "printing", "quotations", "anatomy")


def test_long_texts_of_the_worst_characters_are_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD], cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT
    )
    assert done.returncode == 0, done.stderr
