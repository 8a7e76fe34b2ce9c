"""Members of a ZIP-based document, read in memory, each with a limit on its bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from toolkit.errors import LoadError
from toolkit.loading.archives import ZIP_DAMAGE

LARGEST_MEMBER = 64_000_000  # bytes after unpacking: about 1,200 long articles; more is no document of articles


class Package:
    """A ZIP-based document. Nothing of it is written to disk and no name of a member becomes a path."""

    def __init__(self, data: bytes, *, source: str) -> None:
        self._source = source
        if not data:
            raise LoadError(f"{source}: the file is empty.")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._names = {info.filename: info for info in self._archive.infolist()}
        except ZIP_DAMAGE as error:
            raise LoadError(f"{source}: the document is damaged or cut short ({error}); export it again.") from error

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises LoadError where there is none, it is damaged or larger than the limit."""
        if name not in self._names:
            raise LoadError(f"{self._source}: the document has no part {name!r}; it is no such document or damaged.")
        try:
            with self._archive.open(self._names[name]) as stream:
                data = stream.read(LARGEST_MEMBER + 1)
        except ZIP_DAMAGE as error:
            raise LoadError(f"{self._source}: the part {name!r} cannot be unpacked ({error}).") from error
        if len(data) > LARGEST_MEMBER:
            limit = f"{LARGEST_MEMBER // 1_000_000} MB"
            raise LoadError(f"{self._source}: the part {name!r} is larger than {limit} unpacked and is not read.")
        return data
