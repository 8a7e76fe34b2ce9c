"""Model files: an .npz of numbers and of names as UTF-8 lines, with a header that says what it is. No pickle."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.errors import LoadError

VERSION = 1
_LARGEST = 500_000_000  # bytes unpacked; a model of 3,000 sentences has 8 MB
Arrays = dict[str, npt.NDArray[Any]]
Header = dict[str, Any]
M = TypeVar("M")


def read_model(path: Path, kind: str, make: Callable[[Header, Arrays], M]) -> M:
    """The model of a file, made of its header and its arrays. Raises LoadError if they do not fit."""
    header, arrays = _read(path, kind)
    try:
        return make(header, arrays)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise _damaged(path, f"a part is missing or does not fit ({error})") from error


def lines_of(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Names as an array: UTF-8 lines."""
    return np.frombuffer("\n".join(names).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def names_of(array: npt.NDArray[Any]) -> list[str]:
    """The names of such an array."""
    text = array.tobytes().decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []


def write_model(path: Path, header: Mapping[str, Any], arrays: Arrays) -> None:
    """Write a model; `header["kind"]` says of what. Raises LoadError if the place cannot be written."""
    described = json.dumps({"toolkit model": VERSION, **header}, sort_keys=True)
    try:
        with path.open("wb") as out:
            np.savez_compressed(out, allow_pickle=False, **{"header": lines_of([described]), **arrays})
    except OSError as error:
        raise LoadError(f"{path}: the model cannot be written ({error.strerror}); choose another place.") from error


def _read(path: Path, kind: str) -> tuple[dict[str, Any], Arrays]:
    if not path.is_file():
        raise LoadError(f"{path}: no such model; make one with: toolkit train {kind} --gold FILE -o {path.name}")
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise _damaged(path, "it unpacks to more than 500 MB")
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        header = json.loads(names_of(arrays.pop("header"))[0])
        found, version = header["kind"], header["toolkit model"]
    except (OSError, EOFError, KeyError, ValueError, TypeError, IndexError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(path, str(error) or type(error).__name__) from error
    if version != VERSION:
        raise LoadError(f"{path}: a model of version {version}, and this toolkit reads {VERSION}; train it anew.")
    if found != kind:
        raise LoadError(f"{path}: this is a model of {found}, where one of {kind} is needed.")
    return header, arrays


def _damaged(path: Path, what: str) -> LoadError:
    return LoadError(f"{path}: this is no whole model file: {what}. Train it anew with toolkit train.")
