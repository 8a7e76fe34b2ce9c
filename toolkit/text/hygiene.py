"""Unicode hygiene: what may be changed in a text, in a documented order, counted, and mapped back to the source.

In this order: mojibake (text that was decoded wrongly once: "â€œ") is mended line by line, where ftfy is certain, and
quotation marks stay as they are; line ends become "\\n"; control characters go; half characters (lone surrogates)
become U+FFFD; soft hyphens and zero-width characters go, but for the joiners inside words; no-break and other special
spaces become spaces. Lines that a typewriter or a mail program broke are joined last, never those of a table (`unwrap`;
not for columns of tables, whose text stays as it stands). Nothing else: no normalisation of letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]|(?<!\w)[\u200c\u200d]|[\u200c\u200d](?!\w)")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_STEPS = (
    ("line ends", _LINE_ENDS, "\n"),
    ("control characters", _CONTROLS, ""),
    ("half characters", _SURROGATES, "\ufffd"),
    ("invisible characters", _INVISIBLE, ""),
    ("special spaces", _SPACES, " "),
)
# What the steps look for, character by character: most texts hold none of it.
_ASKED = re.compile(
    "[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ud800-\udfff\ufeff]"
)
# Mojibake leaves two characters beyond ASCII side by side, or one beside a no-break space that became a space; only
# lines with such are shown to ftfy, which changes those that no language writes.
_BEYOND_ASCII, _UNREAL = re.compile(r"[^\x00-\x7f]+"), re.compile(r"[\x80-\x9f\ufffd]")
_OPENING = frozenset("ÂÃâà√")
_BEFORE_SPACE = re.compile(r"[ÂÃâà√] ")


class Edit(NamedTuple):
    """A stretch of the text before a step, and the length of what stands there after it."""

    start: int
    end: int
    length: int


class Mapping:
    """From offsets of a text to offsets of the text before its edits; the beginning of an edit stands for all of it.

    >>> cleaned = clean("soft\\u00adhyphen")
    >>> cleaned.mapping(4), cleaned.mapping(5)
    (5, 6)
    """

    __slots__ = ("_steps",)

    def __init__(self, steps: Iterable[Iterable[Edit]] = ()) -> None:
        self._steps = tuple(step for step in map(_anchors, steps) if step[0])

    def __call__(self, offset: int) -> int:
        for after, before in reversed(self._steps):
            at = bisect_right(after, offset) - 1
            if at >= 0:
                offset = before[at] + offset - after[at]
                if at + 1 < len(before):
                    offset = min(offset, before[at + 1])
        return offset

    def __bool__(self) -> bool:
        return bool(self._steps)


def _anchors(edits: Iterable[Edit]) -> tuple[list[int], list[int]]:
    """Where an edit begins and where the text after it begins, after and before the step."""
    after, before, shift = [], [], 0
    for edit in edits:
        if edit.length > 1:  # every character of a longer replacement stands for the beginning of the edit
            for at in range(edit.length):
                after.append(edit.start + shift + at)
                before.append(edit.start)
        elif edit.length:
            after.append(edit.start + shift)
            before.append(edit.start)
        shift += edit.length - (edit.end - edit.start)
        after.append(edit.end + shift)
        before.append(edit.end)
    return after, before


class Cleaned(NamedTuple):
    """A text after hygiene, how many characters (or lines) each step changed, and the way back to the source."""

    text: str
    counts: Counter[str]
    mapping: Mapping


def hygiene(text: str) -> tuple[str, Counter[str]]:
    """The characters of a text tidied, without mending of mojibake, and how many each step changed.

    >>> hygiene("A\\u00a0B\\r\\nsoft\\u00adhyphen")
    ('A B\\nsofthyphen', Counter({'line ends': 1, 'invisible characters': 1, 'special spaces': 1}))
    """
    counts: Counter[str] = Counter()
    for name, pattern, replacement in _STEPS if _ASKED.search(text) else ():
        text, changed = pattern.subn(replacement, text)
        if changed:
            counts[name] = changed
    return text, counts


def clean(text: str) -> Cleaned:
    """The text with mojibake mended and characters tidied, and the way back to the offsets of the text given.

    >>> clean("a\\u200bb").text, clean("itâ€™s").text
    ('ab', 'it’s')
    """
    text, edits, changed = _mended(text)
    counts = Counter({"mojibake": changed}) if changed else Counter[str]()
    steps = [edits] if changed else []
    for name, pattern, replacement in _STEPS if _ASKED.search(text) else ():
        edits = [Edit(*match.span(), len(replacement)) for match in pattern.finditer(text)]
        if edits:
            text = pattern.sub(replacement, text)
            counts[name] = len(edits)
            steps.append(edits)
    return Cleaned(text, counts, Mapping(steps))


def _mended(text: str) -> tuple[str, list[Edit], int]:
    """Mojibake mended line by line; a line that holds none is never changed."""
    if not _is_suspicious(text):
        return text, [], 0
    lines, edits, changed, at = [], [], 0, 0
    for line in text.split("\n"):
        mended = _mended_line(line)
        if mended != line:
            changed += 1
            edits += [Edit(at + e.start, at + e.end, e.length) for e in _differences(line, mended)]
        lines.append(mended)
        at += len(line) + 1
    return "\n".join(lines), edits, changed


def _is_suspicious(text: str) -> bool:
    if text.isascii():
        return False
    runs = _BEYOND_ASCII.findall(text)
    letters = "".join(runs)
    return (
        len(runs) < len(letters)
        or bool(_UNREAL.search(letters))
        or bool(not _OPENING.isdisjoint(letters) and _BEFORE_SPACE.search(text))
    )


def _mended_line(line: str) -> str:
    if not _is_suspicious(line):
        return line
    import ftfy

    return ftfy.fix_encoding(line)


_CODECS = ("sloppy-windows-1252", "latin-1", "macroman", "sloppy-windows-1251", "sloppy-windows-1250", "cp437")
_REACH = 12  # characters of a stretch for which its place is looked for beside that of a codec
_ANCHOR = 3  # characters behind a stretch that must agree


def _differences(before: str, after: str) -> Iterator[Edit]:
    """What was changed from one text to the other, in one pass whose steps grow with the length alone.

    A character that was decoded wrongly is known by the bytes it had; where that does not tell the stretch, it ends
    where the texts agree again, else with its word.
    """
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and before[i] == after[j]:
            i, j = i + 1, j + 1
            continue
        length, made = _stretch(before, after, i, j)
        yield Edit(i, i + length, made)
        i, j = i + length, j + made


def _stretch(before: str, after: str, i: int, j: int) -> tuple[int, int]:
    """How many characters of one text, and of the other, one change takes from here."""
    if i == len(before) or j == len(after):
        return len(before) - i, len(after) - j
    for wrong in _wrongly_decoded(after[j]):
        if before.startswith(wrong, i):
            return len(wrong), 1
    for total in range(1, _REACH):
        for made in range(min(total, 4) + 1):
            behind, there = i + total - made, j + made
            anchor = before[behind : behind + _ANCHOR]
            if anchor == after[there : there + _ANCHOR] and (
                len(anchor) == _ANCHOR or behind + len(anchor) == len(before)
            ):
                return total - made, made
    return _word_end(before, i) - i, _word_end(after, j) - j


def _word_end(text: str, start: int) -> int:
    found = text.find(" ", start + 1)
    return len(text) if found < 0 else found


@lru_cache(maxsize=4096)
def _wrongly_decoded(char: str) -> tuple[str, ...]:
    """What a character becomes if its bytes in UTF-8 are taken for those of another encoding, once or twice."""
    found: dict[str, None] = {}
    for codec in _CODECS:
        try:
            once = char.encode("utf-8").decode(codec)
            found[once] = None
            found[once.replace("\u00a0", " ")] = None  # somebody made the no-break space a space
            found[once.encode("utf-8").decode(codec)] = None
        except (UnicodeError, LookupError):
            continue
    with suppress(UnicodeError):  # a control character in place of a typographic mark of Windows
        found[char.encode("cp1252").decode("latin-1")] = None
    return tuple(sorted((one for one in found if one != char), key=len, reverse=True))


_TABULAR = re.compile(r"\t|\S {2,}\S|\|")
_WORD = re.compile(r"\S+")
_ENDS = frozenset('.!?…:;"”’»')


def unwrap(text: str) -> Cleaned:
    """The text with the lines of its paragraphs joined, where something broke them at one width; else as it was.

    A paragraph (lines without an empty line between them) is joined where every line but its last is so long that the
    first word of the next would not have fitted, at the width of the whole text; three such lines are needed, most of
    them ending inside a sentence. Lines with columns are a table and stay. A word that was divided by a hyphen at the
    end of a line keeps its hyphen.

    >>> from textwrap import fill
    >>> text = "Heavy rain fell on the town for the third day, and the bridge over the river was closed until May."
    >>> unwrap(fill(text, 32)).text == text
    True
    """
    edits: list[Edit] = []
    width = _width(text)
    if width:
        for start, block in _blocks(text):
            edits += _joints(start, block, width)
    open_ends = sum(text[edit.start - 1] not in _ENDS for edit in edits)
    if len(edits) < 3 or 2 * open_ends <= len(edits):
        return Cleaned(text, Counter(), Mapping())
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], " " * edit.length]
        at = edit.end
    joined = "".join([*pieces, text[at:]])
    return Cleaned(joined, Counter({"wrapped lines": len(edits)}), Mapping([edits]))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, with the offset of the first."""
    start, at = 0, 0
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            if not block:
                start = at
            block.append(line)
        elif block:
            yield start, block
            block = []
        at += len(line) + 1
    if block:
        yield start, block


def _width(text: str) -> int:
    """The width at which the text was broken: its longest line among those that break a paragraph; 0 for none."""
    lengths = [len(line.rstrip()) for _, block in _blocks(text) for line in block[:-1]]
    longest = max(lengths, default=0)
    return longest if 30 <= longest <= 140 else 0


def _joints(start: int, block: list[str], width: int) -> list[Edit]:
    if len(block) < 2 or any(_TABULAR.search(line.strip()) for line in block):
        return []
    edits, at = [], start
    for line, following in pairwise(block):
        word = _WORD.search(following)
        held = line.rstrip()
        if word is None or len(held) + 1 + len(word.group()) <= width - 1 or len(held) < 0.7 * width:
            return []
        divided = len(held) > 1 and held[-1] == "-" and held[-2].isalpha() and word.group()[0].islower()
        end = at + len(line) + 1 + word.start()
        edits.append(Edit(at + len(held), end, 0 if divided else 1))
        at += len(line) + 1
    return edits
