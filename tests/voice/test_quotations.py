"""The quotation scanner: every kind of mark, exact offsets, no exception."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.voice import scan_quotations


def quoted(text: str, level: int | None = 0) -> list[str]:
    return [text[q.start : q.end] for q in scan_quotations(text) if level is None or q.level == level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “We left.”", ["“We left.”"]),
        ('He said, "We left."', ['"We left."']),
        ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
        ("«Nous partons», dit-elle.", ["«Nous partons»"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("''So terrible'' he wrote.", ["''So terrible''"]),
        ("``We left,'' he said.", ["``We left,''"]),
        ("Leader calls vote a 'farce'", ["'farce'"]),
        ("‘We won’t go,’ said the boys’ coach, ‘ever.’", ["‘We won’t go,’", "‘ever.’"]),
        ("The boys' clubs of the '90s didn't close.", []),
        ("'Tis the season, 'em boys said.", []),
        ('A 6\'2" man and a "big" one', ['"big"']),
        ('<a href="x">He</a> said “yes”', ["“yes”"]),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_each_kind_of_mark_is_read(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_inside_a_quotation_is_one_level_down() -> None:
    text = "He said, “They call us ‘Crusaders’ and worse.”"
    assert quoted(text) == ["“They call us ‘Crusaders’ and worse.”"]
    assert quoted(text, 1) == ["‘Crusaders’"]


def test_a_paragraph_that_reopens_a_quotation_goes_on_with_it() -> None:
    text = "“We left at dawn.\n\n“Nobody stayed,” he said."
    first, second = scan_quotations(text)
    assert (first.closed, second.closed, second.continues) == (False, True, True)


def test_an_unclosed_quotation_ends_with_its_paragraph_and_is_less_sure() -> None:
    text = "“We left at dawn.\n\nThe town is quiet."
    (only,) = scan_quotations(text)
    assert (text[only.start : only.end], only.closed) == ("“We left at dawn.", False)
    assert only.p < 0.5


def test_a_quotation_of_one_word_is_kept() -> None:
    assert quoted("A “caliphate” fell.") == ["“caliphate”"]


MARKS = st.lists(st.sampled_from([*"“”\"'’‘«»„‚‹› ab.,\n<>", "''", "\n\n", "s' "]), max_size=80).map("".join)


def test_a_quotation_behind_an_apostrophe_stands_inside_of_nothing() -> None:
    assert [q.level for q in scan_quotations("'“We left”''")] == [0]


@given(st.one_of(MARKS, st.text(max_size=200)))
def test_quotations_of_any_text_are_nested_or_apart(text: str) -> None:
    found = scan_quotations(text)
    outer = [q for q in found if q.level == 0]
    for quote in found:
        assert 0 <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end <= len(text)
    assert all(left.end <= right.start for left, right in pairwise(outer))
    for inner in (q for q in found if q.level == 1):
        assert any(q.start <= inner.start and inner.end <= q.end for q in outer)
