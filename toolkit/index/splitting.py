"""From texts to tokens by array kernels: plain words, numbers and marks without a Python step for any of them.

Texts are looked at as one byte a character, in an alphabet of our own, which has what plain tokens hold: the letters
and digits of ASCII, frequent marks, curly quotation marks and dashes. Whatever is not certain to be plain (addresses,
initials, accents, fractions, rows of dots ...) makes its whole chunk between white space *difficult*, and that goes to
the tokenizer as it stands. No token holds white space, so what is around a chunk does not matter to its tokens; and
what a plain chunk holds is:

- words and numbers: letters and digits, joined by one hyphen or apostrophe with a letter or digit on either side;
- numbers of digits joined by one of `. , : /` with a digit on either side, and nothing but digits;
- marks, each a token of its own: all others, and hyphens and apostrophes that join nothing. A full stop has neither
  another nor a letter, digit or possessive ending behind it; whether it belongs to an abbreviation is seen when the
  words are known.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

# The alphabet is in an order in which every question about a character is one comparison: NumPy compares ten times as
# fast as it looks up. 0 is no character, 1 all the difficult ones, 2 and 3 white space; then what joins words, what
# joins numbers, the other marks, the digits, and the letters.
_JOINS, _POINTS, _OTHERS = "-'’", ".,:/", ';!?()[]"$%‘“”–—'
_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ALPHABET = f"\0\0 \n{_JOINS}{_POINTS}{_OTHERS}{_DIGITS}{_LETTERS}"
MARKS = _JOINS + _POINTS[:3] + _OTHERS  # a slash is always difficult, or joins numbers
_DIFFICULT, SPACE, BREAK = 1, 2, 3
_JOIN, _POINT, _OTHER, _DIGIT, _LETTER = (_ALPHABET.index(part[0]) for part in (_JOINS, _POINTS, ";", "0", "A"))
_HYPHEN, STOP, _SLASH = (_ALPHABET.index(character) for character in "-./")
CODES = {character: code for code, character in enumerate(_ALPHABET) if code > _DIFFICULT}
# All that Python's \s knows; only line breaks stay what they are.
_SPACES = [9, 11, 12, 13, 28, 29, 30, 31, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029]
_SPACES += [0x202F, 0x205F, 0x3000]


def _table() -> Bytes:
    """The codes of the basic plane."""
    codes = np.full(1 << 16, _DIFFICULT, dtype=np.uint8)
    for character, code in CODES.items():
        codes[ord(character)] = code
    codes[_SPACES] = SPACE
    return codes


_TABLE = _table()
_LATIN = _TABLE[:256].tobytes()


class Pieces(NamedTuple):
    """The tokens of a stretch of texts in their order, as far as bytes tell.

    `codes` has a byte for every character and `begins` where tokens begin; `words` marks words and numbers among them,
    which end at `ends`. `difficult` are begin and end of the chunks that nothing is said about: each stands in `begins`
    as one piece.
    """

    codes: Bytes
    begins: Places
    words: Booleans
    ends: Places
    difficult: npt.NDArray[np.int64]


def split(text: str) -> Pieces:
    """The pieces of a text, which must end with a line break."""
    codes = _coded(text)
    _tie_dots(codes, text)
    solid = codes >= _DIGIT
    hard = [np.flatnonzero(codes == _DIFFICULT), _join_words(codes, solid), _join_numbers(codes, solid)]
    spaces = (codes == SPACE) | (codes == BREAK)
    chunks = _chunks_around(np.concatenate(hard), spaces)
    inside = places_in(chunks[:, 0], chunks[:, 1] - chunks[:, 0])
    solid[inside] = False
    starts = solid[1:] & solid[:-1]
    starts |= spaces[1:]
    starts = np.concatenate((spaces[:1], starts))
    np.logical_not(starts, out=starts)
    starts[inside] = False
    starts[chunks[:, 0]] = True
    begins = np.flatnonzero(starts)
    ends = np.flatnonzero(solid[:-1] & ~solid[1:]) + 1
    return Pieces(codes, begins, solid[begins], ends, chunks)


def _coded(text: str) -> Bytes:
    if text.isascii():
        return np.frombuffer(bytearray(text.encode("ascii")).translate(_LATIN), dtype=np.uint8)
    units: npt.NDArray[Any] = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(units) != len(text):
        units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = np.frombuffer(bytearray(units.astype(np.uint8)).translate(_LATIN), dtype=np.uint8)
    others = np.flatnonzero(units > 0xFF)
    codes[others] = _TABLE[np.minimum(units[others], 0xFFFF)]  # the last of the plane is no character, so difficult
    return codes


def _tie_dots(codes: Bytes, text: str) -> None:
    """Spaced dots are the one token that holds spaces: these are made difficult, so the dots stay in one chunk."""
    stops = np.flatnonzero(codes == STOP)
    stops = stops[codes[stops + 1] == SPACE]  # something stands behind that: the text ends with a line break
    spaces = stops[codes[stops + 2] == STOP] + 1
    codes[[place for place in spaces.tolist() if text[place] in " \u00a0"]] = _DIFFICULT


def _join_words(codes: Bytes, solid: Booleans) -> Places:
    """Makes hyphens and apostrophes between letters and digits part of the word. Gives those that are difficult."""
    places = np.flatnonzero(codes - np.uint8(_JOIN) < len(_JOINS))
    joins = solid[places - 1] & solid[places + 1]  # the text ends with a line break, which is also before its begin
    dashes = (codes[places] == _HYPHEN) & (codes[places + 1] == _HYPHEN)
    endings = (codes[places - 1] == STOP) & solid[places + 1] & (codes[places] != _HYPHEN)  # "Jr.'s"
    solid[places[joins]] = True
    difficult: npt.NDArray[np.int64] = places[dashes | endings]
    return difficult


def _join_numbers(codes: Bytes, solid: Booleans) -> Places:
    """The same for points, commas, colons and slashes between digits."""
    places = np.flatnonzero(codes - np.uint8(_POINT) < len(_POINTS))
    here, behind = codes[places], codes[places + 1]
    joins = _is_digit(behind) & _is_digit(codes[places - 1])
    hard = ~joins & ((here == _SLASH) | ((here == STOP) & ((behind >= _DIGIT) | (behind == STOP))))
    joined = places[joins]
    solid[joined] = True
    return np.concatenate((places[hard], joined[_mixed(codes, solid, joined)]))


def _is_digit(codes: Bytes) -> Booleans:
    found: Booleans = codes - np.uint8(_DIGIT) < len(_DIGITS)
    return found


def _mixed(codes: Bytes, solid: Booleans, places: Places) -> Booleans:
    """Which of the joints stand in something that holds more than digits and such joints: looked at outwards."""
    mixed = np.zeros(len(places), dtype=np.bool_)
    for step in (-1, 1):
        left, at = np.arange(len(places)), places + step
        while len(left):
            here = codes[at]
            odd = solid[at] & ~(_is_digit(here) | (here - np.uint8(_POINT) < len(_POINTS)))
            mixed[left[odd]] = True
            goes_on = solid[at] & ~odd
            left, at = left[goes_on], at[goes_on] + step
    return mixed


def _chunks_around(places: Places, spaces: Booleans) -> npt.NDArray[np.int64]:
    """Begin and end of the chunks between white space that hold the places."""
    if not len(places):
        return np.zeros((0, 2), dtype=np.int64)
    gaps = np.flatnonzero(spaces)
    behind = np.unique(np.searchsorted(gaps, np.sort(places)))
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


# What is left of eight bytes when so many of them belong to a word.
MASKS = np.array([(1 << (8 * size)) - 1 for size in range(8)] + [2**64 - 1], dtype=np.uint64)
_SPELLED = bytes.maketrans(bytes(range(len(_ALPHABET))), _ALPHABET.encode("cp1252"))


def spelled(keys: npt.NDArray[np.uint64]) -> list[str]:
    """The words that rows of eight-byte numbers stand for."""
    words = keys.astype("<u8").view(f"S{8 * keys.shape[1]}").ravel().tolist()
    return b"\0".join(words).translate(_SPELLED).decode("cp1252").split("\0") if words else []


def spelled_as_number(word: str) -> int:
    """The number of a word of up to eight letters of the alphabet."""
    return int.from_bytes(bytes(map(CODES.__getitem__, word)), "little")
