"""Texts in a file are those that were laid there, in any order."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ToolkitError
from toolkit.stories.texts import Texts


@given(st.lists(st.text(max_size=8) | st.just("half \ud800"), max_size=6), st.booleans(), st.randoms())
def test_a_text_is_found_by_its_number(given_texts: list[str], in_file: bool, order: Any) -> None:
    with Texts(in_file=in_file) as texts:
        for text in given_texts:
            texts.add(text)
        numbers = list(range(len(given_texts)))
        order.shuffle(numbers)
        assert [texts[number] for number in numbers] == [given_texts[number] for number in numbers]


def test_a_full_disk_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, place: int) -> None: ...

        def write(self, data: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None: ...

    monkeypatch.setattr("toolkit.stories.texts.TemporaryFile", lambda mode: Full())
    with Texts(in_file=True) as texts, pytest.raises(ToolkitError, match="No space left on device"):
        texts.add("Rain fell.")
