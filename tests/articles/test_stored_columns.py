"""A column on disk gives the values that were written, whatever its type and gaps."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.stored_columns import StoredColumn

KINDS: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
    "unsigned": (pa.uint32(), st.integers(0, 2**32 - 1)),
    "signed": (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    "float": (pa.float64(), st.floats(allow_nan=False)),
    "bool": (pa.bool_(), st.booleans()),
    "text": (pa.string(), st.text(alphabet="aé”😀", max_size=4)),
    "name": (pa.dictionary(pa.int32(), pa.string()), st.sampled_from(["own", "quoted", "unsure"])),
}


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_the_values_between_two_rows_are_those_that_were_written(kind: str, data: st.DataObject) -> None:
    arrow, values = KINDS[kind]
    pieces = data.draw(st.lists(st.lists(st.none() | values, max_size=5), max_size=4))
    column = pa.chunked_array([pa.array(piece, type=arrow) for piece in pieces], type=arrow)
    whole = [value for piece in pieces for value in piece]
    first = data.draw(st.integers(0, len(whole)))
    behind = data.draw(st.integers(first, len(whole)))
    found = StoredColumn(column).between(first, behind)
    assert found == whole[first:behind]
    assert [type(one) for one in found] == [type(one) for one in whole[first:behind]]
