"""A column of a table on disk, some rows at a time as Python values: through NumPy, several times as fast as Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


class StoredColumn:
    """The values of a column; names that recur are held once.

    >>> import pyarrow as pa
    >>> StoredColumn(pa.chunked_array([[5, 6, 7]])).between(1, 3)
    [6, 7]
    """

    __slots__ = ("_missing", "_names", "_numbers", "_values")

    def __init__(self, column: pa.ChunkedArray) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        whole = column.combine_chunks()
        self._values: pa.Array | None = None
        self._names: list[str] | None = None
        self._missing = whole.is_null().to_numpy(zero_copy_only=False) if whole.null_count else None
        if pa.types.is_dictionary(whole.type):
            self._names = whole.dictionary.to_pylist() or [""]  # where nothing but gaps was written
            self._numbers = pc.fill_null(whole.indices, 0).to_numpy(zero_copy_only=False)
        elif pa.types.is_primitive(whole.type) and not pa.types.is_temporal(whole.type):
            zero = pa.scalar(False if pa.types.is_boolean(whole.type) else 0, type=whole.type)
            self._numbers = pc.fill_null(whole, zero).to_numpy(zero_copy_only=False)
        else:
            self._values = whole

    def between(self, first: int, behind: int) -> list[Any]:
        """The values of some rows."""
        if self._values is not None:
            listed: list[Any] = self._values.slice(first, behind - first).to_pylist()
            return listed
        found: list[Any] = self._numbers[first:behind].tolist()
        if self._names is not None:
            found = list(map(self._names.__getitem__, found))
        if self._missing is None:
            return found
        missing = self._missing[first:behind].tolist()
        return [None if absent else value for value, absent in zip(found, missing, strict=True)]
