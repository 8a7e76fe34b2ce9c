"""From texts to tokens by array kernels: plain words, numbers and marks without a Python step for any of them.

Texts are looked at as one byte a character, those of Windows-1252: ASCII, curly quotation marks and dashes are all
that plain tokens hold. Whatever is not certain to be plain (addresses, initials, accents, fractions, rows of dots ...)
makes its whole chunk between white space *difficult*, and that goes to the tokenizer as it stands. No token holds white
space (`tokenizer.split`), so what is around a chunk does not matter to its tokens; and what a plain chunk holds is:

- words and numbers: letters and digits, joined by one hyphen or apostrophe with a letter or digit on either side;
- numbers of digits joined by one of `. , : /` with a digit on either side, and nothing but digits;
- marks, each a token of its own: all others, and hyphens and apostrophes that join nothing. A full stop has neither
  another nor a letter or digit behind it; whether it belongs to an abbreviation is seen when the words are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

ENCODING = "cp1252"
_DIFFICULT = 0x1F  # not a letter, mark or space of its own: stands for all characters that no plain token holds
MARKS = ",;:!?()[]\"$%.-'‘’“”–—"


def _table(characters: Iterable[str]) -> Booleans:
    table = np.zeros(256, dtype=np.bool_)
    table[list("".join(characters).encode(ENCODING))] = True
    return table


def _codes() -> Bytes:
    """For every character of the basic plane its byte; white space is a space, only line breaks stay what they are."""
    codes = np.full(1 << 16, _DIFFICULT, dtype=np.uint8)
    letters = [chr(code) for code in range(128) if chr(code).isalnum()]
    for character in (*letters, *MARKS, "/"):
        codes[ord(character)] = character.encode(ENCODING)[0]
    # all that Python's \s knows
    codes[[9, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)]] = ord(" ")
    codes[[0x2028, 0x2029, 0x202F, 0x205F, 0x3000]] = ord(" ")
    codes[ord("\n")] = ord("\n")
    return codes


_CODES = _codes()
_ALNUM = _table(chr(code) for code in range(128) if chr(code).isalnum())
_DIGIT = _table("0123456789")
_SPACE = _table(" \n")
_HARD = np.arange(256) == _DIFFICULT
_JOINS = _table("-'’")  # words and numbers
_POINTS = _table(".,:/")  # numbers alone
_SLASH, _STOP, _HYPHEN, _BREAK = ord("/"), ord("."), ord("-"), ord("\n")


class Pieces(NamedTuple):
    """The tokens of a stretch of texts in their order, as far as bytes tell.

    `codes` has a byte for every character, `begins` where tokens begin and `lengths` the characters of plain ones;
    `words` marks words and numbers among them. `difficult` are begin and end of the chunks that nothing is said about:
    each stands in `begins` as one piece.
    """

    codes: Bytes
    begins: Places
    lengths: Places
    words: Booleans
    difficult: npt.NDArray[np.int64]


def split(text: str) -> Pieces:
    """The pieces of a text, which must end with a line break."""
    codes = _bytes(text)
    solid, spaces = _ALNUM[codes], _SPACE[codes]
    hard = [np.flatnonzero(_HARD[codes]), _join_words(codes, solid), _join_numbers(codes, solid)]
    chunks = _chunks_around(np.concatenate(hard), spaces)
    inside = places_in(chunks[:, 0], chunks[:, 1] - chunks[:, 0])
    solid[inside] = False
    starts = ~spaces
    starts[1:] &= ~(solid[1:] & solid[:-1])
    starts[inside] = False
    starts[chunks[:, 0]] = True
    begins = np.flatnonzero(starts)
    words = solid[begins]
    edges = np.flatnonzero(solid[1:] != solid[:-1]) + 1
    if solid[0]:
        edges = np.concatenate(([0], edges))
    lengths = np.ones(len(begins), dtype=np.int64)
    lengths[words] = edges[1::2] - edges[0::2]
    return Pieces(codes, begins, lengths, words, chunks)


def _bytes(text: str) -> Bytes:
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(units) == len(text):
        return np.take(_CODES, units)
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return _CODES[np.minimum(wide, 0xFFFF)]  # the last of the plane is no character, and difficult


def _join_words(codes: Bytes, solid: Booleans) -> Places:
    """Makes hyphens and apostrophes between letters and digits part of the word. Gives those that are difficult."""
    places = np.flatnonzero(_JOINS[codes])
    joins = solid[places - 1] & solid[places + 1]  # the text ends with a line break, which is also before its begin
    dashes = (codes[places] == _HYPHEN) & (codes[places + 1] == _HYPHEN)
    solid[places[joins]] = True
    return places[dashes]


def _join_numbers(codes: Bytes, solid: Booleans) -> Places:
    """The same for points, commas, colons and slashes between digits."""
    places = np.flatnonzero(_POINTS[codes])
    behind = codes[places + 1]
    joins = _DIGIT[behind] & _DIGIT[codes[places - 1]]
    stops = (codes[places] == _STOP) & (_ALNUM[behind] | (behind == _STOP))
    hard = ~joins & (stops | (codes[places] == _SLASH))
    joined = places[joins]
    solid[joined] = True
    return np.concatenate((places[hard], joined[_mixed(codes, solid, joined)]))


def _mixed(codes: Bytes, solid: Booleans, places: Places) -> Booleans:
    """Which of the joints stand in something that holds more than digits and such joints: looked at outwards."""
    number = _DIGIT | _POINTS
    mixed = np.zeros(len(places), dtype=np.bool_)
    for step in (-1, 1):
        open_, at = np.arange(len(places)), places + step
        while len(open_):
            inside = (at >= 0) & solid[at]
            odd = inside & ~number[codes[at]]
            mixed[open_[odd]] = True
            goes_on = inside & ~odd
            open_, at = open_[goes_on], at[goes_on] + step
    return mixed


def _chunks_around(places: Places, spaces: Booleans) -> npt.NDArray[np.int64]:
    """Begin and end of the chunks between white space that hold the places."""
    if not len(places):
        return np.zeros((0, 2), dtype=np.int64)
    gaps = np.flatnonzero(spaces)
    behind = np.unique(np.searchsorted(gaps, places))
    begins = np.where(behind > 0, gaps[behind - 1] + 1, 0)
    return np.stack((begins, gaps[behind]), axis=1)


def places_in(begins: npt.NDArray[Any], sizes: npt.NDArray[Any]) -> Places:
    """All places of ranges."""
    behind = np.cumsum(sizes)
    places: Places = np.repeat(begins + sizes - behind, sizes) + np.arange(behind[-1] if len(behind) else 0)
    return places


def as_numbers(codes: Bytes) -> npt.NDArray[np.uint64]:
    """At every byte the eight bytes from there on as one number; a view, nothing is copied but the end."""
    padded = np.concatenate((codes, np.zeros(16, dtype=np.uint8)))
    return np.ndarray(shape=(len(codes) + 8,), dtype="<u8", buffer=padded, strides=(1,))


MASKS = np.array([(1 << (8 * size)) - 1 for size in range(8)] + [2**64 - 1], dtype=np.uint64)


def decoded(keys: npt.NDArray[Any]) -> list[str]:
    """The words that rows of eight-byte numbers spell."""
    data, size = keys.astype("<u8").tobytes(), 8 * keys.shape[1]
    return [data[at : at + size].rstrip(b"\0").decode(ENCODING) for at in range(0, len(data), size)]
