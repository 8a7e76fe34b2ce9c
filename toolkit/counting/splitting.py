"""From texts to chunks between white space, and from chunks to distinct ones: array kernels without a Python loop.

No token holds white space (`tokenizer.split`), so the tokens of a chunk do not depend on what stands around it. News
repeats itself: of a hundred chunks about four are new, and only those are looked at by the tokenizer.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Integers = npt.NDArray[np.int32]

# All characters that Python's \s knows; those beyond ASCII are looked for in UTF-8, by their first byte.
_ASCII_SPACES = np.zeros(256, dtype=bool)
_ASCII_SPACES[[9, 10, 11, 12, 13, 28, 29, 30, 31, 32]] = True
_OTHER_SPACES = tuple(
    chr(code).encode("utf-8")
    for code in (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
)
_LINE_BREAK = 10
_SEPARATOR = b"\n"


class Chunks(NamedTuple):
    """The chunks of several texts in their order.

    `types` numbers the distinct chunks, which `distinct` holds; `starts` counts characters from the beginning of the
    chunk's own text; `before_line_break` says whether the white space behind a chunk holds a line break; the chunks of
    text n are those from `first[n]` to `first[n + 1]`.
    """

    types: Integers
    starts: Integers
    before_line_break: npt.NDArray[np.bool_]
    first: Integers
    distinct: list[str]


def split_chunks(texts: list[str]) -> Chunks:
    """The chunks of texts, which together must have fewer than 2**31 bytes."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = _SEPARATOR.join(encoded) + _SEPARATOR
    codes = np.frombuffer(data, dtype=np.uint8)
    lengths = np.fromiter((len(piece) + 1 for piece in encoded), dtype=np.int64, count=len(encoded))
    text_starts = np.concatenate(([0], np.cumsum(lengths)))

    spaces = _ASCII_SPACES[codes]
    plain = data.isascii()
    if not plain:
        for space in _OTHER_SPACES:
            at = data.find(space)
            while at >= 0:
                spaces[at : at + len(space)] = True
                at = data.find(space, at + len(space))
    edges = np.flatnonzero(spaces[1:] != spaces[:-1]) + 1
    if not spaces[0]:
        edges = np.concatenate(([0], edges))
    begins, stops = edges[0::2], edges[1::2]

    first = np.searchsorted(begins, text_starts).astype(np.int32)
    owner = np.repeat(np.arange(len(texts)), np.diff(first))
    if not plain:
        characters = _characters(codes)
        starts = characters[begins] - characters[text_starts[:-1]][owner]
    else:
        starts = begins - text_starts[:-1][owner]
    types, distinct = _distinct(codes, begins, stops - begins)
    return Chunks(types, starts.astype(np.int32), _breaks_behind(codes, begins, stops), first, distinct)


def _characters(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """For every byte how many characters begin before it."""
    begins = (codes & 0xC0) != 0x80
    before: npt.NDArray[np.int64] = np.cumsum(begins, dtype=np.int64) - begins
    return before


def _breaks_behind(
    codes: npt.NDArray[np.uint8], begins: npt.NDArray[Any], stops: npt.NDArray[Any]
) -> npt.NDArray[np.bool_]:
    breaks = np.flatnonzero(codes == _LINE_BREAK)
    behind = np.zeros(len(begins), dtype=bool)
    if len(begins):
        owners = np.searchsorted(stops, breaks, side="right") - 1
        behind[owners[owners >= 0]] = True
    return behind


def _distinct(
    codes: npt.NDArray[np.uint8], begins: npt.NDArray[Any], lengths: npt.NDArray[Any]
) -> tuple[Integers, list[str]]:
    """The chunks as numbers of distinct ones.

    Six of seven chunks have at most eight bytes: they are looked up as whole numbers, the others as strings of bytes.
    """
    short = lengths <= _WORD if codes.all() else np.zeros(len(lengths), dtype=bool)  # NUL would hide a length
    keys = _as_numbers(codes)[begins[short]] & _MASKS[lengths[short]]
    short_types, short_distinct = pd.factorize(keys)
    long_types, long_distinct = _factorize_bytes(codes, begins[~short], lengths[~short])
    types = np.empty(len(lengths), dtype=np.int32)
    types[short] = short_types
    types[~short] = long_types + len(short_distinct)
    words = short_distinct.astype("<u8").tobytes()
    pieces = [words[at : at + _WORD].rstrip(b"\0") for at in range(0, len(words), _WORD)]
    return types, [piece.decode("utf-8", "surrogatepass") for piece in pieces + long_distinct]


_WORD = 8
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(_WORD)] + [2**64 - 1], dtype=np.uint64)


def _as_numbers(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """At every byte the eight bytes from there on as one number; a view, nothing is copied but the end."""
    padded = np.concatenate((codes, np.zeros(_WORD, dtype=np.uint8)))
    return np.ndarray(shape=(len(codes),), dtype="<u8", buffer=padded, strides=(1,))


def _factorize_bytes(
    codes: npt.NDArray[np.uint8], begins: npt.NDArray[Any], lengths: npt.NDArray[Any]
) -> tuple[Integers, list[bytes]]:
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    letters = codes[np.repeat(begins - offsets[:-1], lengths) + np.arange(offsets[-1])]
    array = pa.Array.from_buffers(pa.binary(), len(lengths), [None, pa.py_buffer(offsets), pa.py_buffer(letters)])
    coded = array.dictionary_encode()
    return coded.indices.to_numpy(zero_copy_only=False).astype(np.int32), coded.dictionary.to_pylist()
