"""Texts by their numbers, in memory or in a file that goes with them."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Self

from toolkit.errors import ToolkitError


class Texts:
    """Texts to be read in any order; in a file they take no memory, and an article on disk is not read again for one.

    >>> with Texts(in_file=True) as texts:
    ...     for text in ("Rain fell.", "“Snow!”"):
    ...         texts.add(text)
    ...     texts[1], texts[0]
    ('“Snow!”', 'Rain fell.')
    """

    def __init__(self, *, in_file: bool) -> None:
        self._held: list[str] = []
        self._file = TemporaryFile("w+b") if in_file else None  # noqa: SIM115  closed at the end of the context
        self._edges = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, text: str) -> None:
        """The next text. Raises ToolkitError if there is no room for it on the disk."""
        if self._file is None:
            self._held.append(text)
            return
        written = text.encode("utf-8", "surrogatepass")
        try:
            self._file.seek(self._edges[-1])
            self._file.write(written)
            self._file.flush()
        except OSError as error:
            why = error.strerror or error
            raise ToolkitError(f"No text can be laid in the folder for temporary files ({why}); make room.") from error
        self._edges.append(self._edges[-1] + len(written))

    def __getitem__(self, number: int) -> str:
        if self._file is None:
            return self._held[number]
        first, behind = self._edges[number], self._edges[number + 1]
        self._file.seek(first)
        return self._file.read(behind - first).decode("utf-8", "surrogatepass")
