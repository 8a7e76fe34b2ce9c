"""What the caller of `load` gives: a path, a pattern, a list or a text; everything else is told what to do instead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote
from urllib.request import url2pathname

from toolkit.errors import LoadError
from toolkit.loading.web.addresses import parts_of

Source = str | os.PathLike[str]

_ADDRESS = re.compile(r"\s*(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20})://\S+|www\.[\w-]+\.\w{2,}\S*)\s*")
_BUCKETS = frozenset("s3 s3a s3n gs gcs az abfs abfss adl wasb wasbs hdfs dbfs b2 oss".split())
_DATABASES = frozenset("postgresql postgres mysql mariadb mssql oracle sqlite mongodb redis duckdb snowflake".split())


def checked(source: Source | Iterable[Source]) -> Source | Iterable[Source]:
    """The source as `load` reads it: `~` is the user's folder, `file://` a path. Raises LoadError for what is none.

    >>> checked("https://herald.example/story.html")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    LoadError: this is an address
    """
    if source is None:
        raise LoadError("load() was given None; give the path of a file or folder, or a text.")
    if isinstance(source, (bytes, bytearray)):
        raise LoadError("load() was given bytes; write them to a file and give its path, or decode them to a text.")
    if isinstance(source, str):
        return _path(source)
    if isinstance(source, os.PathLike):
        path = os.fspath(source)
        return os.path.expanduser(path) if isinstance(path, str) and path.startswith("~") else source
    kind = type(source).__name__
    if hasattr(source, "itertuples") or hasattr(source, "to_pandas") or hasattr(source, "iter_rows"):
        raise LoadError(f"load() reads files, and this is a {kind} in memory; use toolkit.from_table(df, text='...').")
    if isinstance(source, Mapping):
        raise LoadError(
            "load() reads files, and this is a record in memory; use toolkit.from_table([record], text='...')."
        )
    if hasattr(source, "read"):
        raise LoadError(f"load() was given an open file ({kind}); give its path instead.")
    if not isinstance(source, Iterable):
        raise LoadError(f"load() was given a {kind}; give the path of a file or folder, a list of paths, or a text.")
    held = list(source)
    if any(isinstance(one, Mapping) for one in held):
        raise LoadError("load() reads files, and this is a list of records; use toolkit.from_table(rows, text='...').")
    return held


def _path(source: str) -> str:
    if not source.strip():
        raise LoadError(
            "load() was given an empty string; give the path of a file or folder ('.' is this folder), or a text."
        )
    if source.startswith("~"):
        return os.path.expanduser(source)
    found = _ADDRESS.fullmatch(source)
    if found is None or os.path.lexists(source):
        return source
    scheme = (found["scheme"] or "https").lower()
    if scheme == "file":
        return url2pathname(unquote(parts_of(source.strip()).path))
    if scheme in _BUCKETS:
        raise LoadError(
            f"{source.strip()}: this is an address in a cloud; no network is opened: download the files and "
            "load the folder."
        )
    if scheme.partition("+")[0] in _DATABASES:
        raise LoadError(
            f"{source.strip()}: this is the address of a database; no network is opened: read the table with "
            "pandas.read_sql() and give it to toolkit.from_table()."
        )
    raise LoadError(
        f"{source.strip()}: this is the address of a web page; no network is opened: save the page in your browser (or "
        "download it) and load the file."
    )
