"""Tables are counted before they are read."""

from __future__ import annotations

from toolkit.errors import TableError
from toolkit.loading.archives import Limits


def bounded(source: str, rows: int, columns: int, unpacked: int, limits: Limits, *, what: str = "table") -> None:
    """Raises TableError where a table has more rows, cells or bytes than the limits allow."""
    for name, count, most in (
        ("rows", rows, limits.rows),
        ("cells", rows * columns, limits.cells),
        ("bytes", unpacked, limits.total_bytes),
    ):
        if count > most:
            option = "total_bytes" if name == "bytes" else name
            raise TableError(
                f"{source}: the {what} has {count:,} {name} and at most {most:,} are read; split it, or raise the "
                f"limit with limits=Limits({option}=...)."
            )


def first_line(error: Exception) -> str:
    """What a library says of a file, in one line; the name of its error where it says nothing."""
    return (str(error).splitlines() or [type(error).__name__])[0]
