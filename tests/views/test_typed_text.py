"""A text that somebody typed: marked, counted, each word with its voice, also where the data stack is not installed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import toolkit as tk
from toolkit.views.typed_text import LONGEST, typed_text

TYPED = "“Thugs burned the barn,” said Ada Moor.\r\n\r\nThe brutal regime <b>fled</b>."


def test_each_loaded_word_of_a_typed_text_has_its_voice_and_speaker() -> None:
    said = typed_text(TYPED)
    words = {str(word["text"]): word for word in said["words"]}  # type: ignore[attr-defined]
    assert (words["Thugs"]["voice"], words["Thugs"]["speaker"]) == ("direct", "Ada Moor")
    assert words["brutal regime"]["voice"] == "outlet"
    assert all(word["why"] and word["category"] for word in words.values())
    assert str(said["summary"]).startswith(f"{len(words)} loaded words: ")


def test_the_parts_by_voice_hold_the_whole_text_and_its_markup_is_text() -> None:
    said = typed_text(TYPED)
    parts = [str(part["text"]) for part in said["voices"]]  # type: ignore[attr-defined]
    assert "".join("".join(parts).split()) == "".join(TYPED.split())
    assert "&lt;b&gt;fled" in str(said["html"])
    assert "<b>fled" not in str(said["html"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no text yet"), (" \n", "no text yet"), (None, "no text yet"), ("a" * (LONGEST + 1), "take a part")],
)
def test_what_is_no_text_gets_one_sentence(text: str, said: str) -> None:
    with pytest.raises(tk.QueryError, match=said):
        typed_text(text)


def test_it_needs_no_data_stack() -> None:
    code = (
        "import sys\n"
        "for name in 'numpy pandas pyarrow scipy sklearn matplotlib nltk lxml ftfy yaml'.split():\n"
        "    sys.modules[name] = None\n"
        "from toolkit.views.typed_text import typed_text\n"
        "print([(w['text'], w['voice']) for w in typed_text('“Thugs!” said Ada Moor.')['words']])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[('Thugs', 'direct')]", "")
