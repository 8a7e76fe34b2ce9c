"""Furniture of pages that stands in the text: lines that one outlet prints under many different articles.

Advertisement, "Story continued below", newsletter boxes, related links, credits of pictures, copyright lines. There is
no list of words and no list of sites: a line is furniture because it recurs, in articles that have nothing else in
common.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

FEWEST = 3  # articles with different text around the line: below that two copies of one story would do
SHORT = 6  # words: a shorter line recurs by chance, so it must recur in a share of the articles too
SHARE, SPEECH_SHARE = 0.01, 0.05  # of the outlet's articles; the second for short lines that end like a sentence
FEWEST_SHORT, FEWEST_SENTENCE = 5, 20
EDGE, MOSTLY = 3, 0.8  # lines from the beginning or the end, and in what share of its articles
LONGEST_LINK = 25  # words of a line that is told by its beginning alone
BEGINNING = 4  # words
REPEATED = 5  # times in one line

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")
_ENDS, _CLOSING, _SPOKEN = frozenset(".!?…"), "\"'”’»)]", ("”", '"')
_CAPITALS = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})+(?= \S)")  # two words or more, as only labels are set
_CAPITAL_PAIR = re.compile(r"([A-Z])(?<!\w[A-Z])(?=([a-z]+ [A-Z][a-z]+)\b)")  # overlapping ones too
_QUOTED = '“”"'
_LABEL = re.compile(r"(?P<label>[^\w\s]{0,3}\s?\w[^:.!?“”\"]{1,30}):\s*\S")


class Recurring(NamedTuple):
    """A line, or the beginning of lines (`…` at its end), with the articles of one outlet that print it."""

    outlet: str
    line: str
    articles: int


class _Line:
    """A line without the space around it, and what it is compared by."""

    __slots__ = ("_key", "start", "text")

    def __init__(self, start: int, text: str) -> None:
        self.start, self.text = start, text
        self._key = ""

    @property
    def key(self) -> str:
        if not self._key:
            self._key = _DIGITS.sub("0", " ".join(self.text.split())).casefold()
        return self._key


Spans = dict[int, list[tuple[int, int]]]


def find_furniture(articles: Sequence[tuple[str | None, str]]) -> tuple[Spans, list[Recurring]]:
    """The spans of furniture in each text (by its number), and what recurs with its counts.

    `articles` are pairs of outlet and text. Texts without an outlet are compared with each other. Spans are whole
    lines, in characters, in order.

    >>> texts = [f"The {word} opened, and many people came.\\n\\nSign up for our daily newsletter" for word in "abcde"]
    >>> spans, found = find_furniture([("X", text) for text in texts])
    >>> found[0].line, found[0].articles, texts[0][slice(*spans[0][0])]
    ('Sign up for our daily newsletter', 5, 'Sign up for our daily newsletter')
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (outlet, _) in enumerate(articles):
        groups[outlet or ""].append(number)
    spans: Spans = {}
    shown: dict[tuple[str, str], tuple[str, set[int]]] = {}
    for outlet, numbers in sorted(groups.items()):
        if (rules := learnt([articles[number][1] for number in numbers])) is None:
            continue
        for number in numbers:
            for one in marked(articles[number][1], rules):
                spans.setdefault(number, []).append((one.start, one.end))
                shown.setdefault((outlet, one.mark), (one.named, set()))[1].add(number)
    found = [Recurring(outlet, named, len(holders)) for (outlet, _), (named, holders) in shown.items()]
    return spans, sorted(found, key=lambda one: (-one.articles, one.outlet, one.line))


class Furniture(NamedTuple):
    """What recurs in the articles of one outlet: lines, beginnings of lines, and buttons that a line repeats."""

    lines: frozenset[str]
    beginnings: frozenset[str]
    controls: frozenset[str]


class Marked(NamedTuple):
    """A line that is furniture: its place, by what it is known, and how it is shown."""

    start: int
    end: int
    mark: str
    named: str


def learnt(texts: Sequence[str]) -> Furniture | None:
    """What recurs in the texts of one outlet; None if they are too few to tell."""
    if len(texts) < FEWEST:
        return None
    lines = dict(enumerate(map(_lines, texts)))
    whole = _recurring(lines, _often(lines))
    kept = frozenset(key for key, place in whole.items() if _is_furniture(key, place, len(lines)))
    return Furniture(kept, frozenset(_beginnings(lines, kept)), frozenset(_controls(lines)))


def marked(text: str, rules: Furniture) -> Iterator[Marked]:
    """The lines of a text that are furniture, in order."""
    edges = {(line[0], line[-1]) for line in rules.lines}
    for line in _lines(text):
        whole = _edges(line.text) in edges and line.key in rules.lines
        mark = line.key if whole else _begins(line, rules.beginnings) or _repeats(line, rules.controls)
        if mark is not None:
            named = line.text if whole else mark if mark.startswith("…") else f"{mark}…"
            yield Marked(line.start, line.start + len(line.text), mark, named)


def _lines(text: str) -> list[_Line]:
    lines = []
    at = 0
    for raw in text.split("\n"):
        shown = raw.strip()
        if shown:
            lines.append(_Line(at + raw.index(shown[0]), shown))
        at += len(raw) + 1
    return lines


def _edges(text: str) -> tuple[str, str]:
    """The first and the last character of the key of a line."""
    first, last = text[0], text[-1]
    return (
        "0" if first.isdecimal() else first.casefold()[0],
        "0" if last.isdecimal() else last.casefold()[-1],
    )  # fmt: skip


class _Place(NamedTuple):
    """How many different surroundings a line has, and in what share of its articles it stands at an edge."""

    surroundings: int
    at_edge: float


def _often(lines: dict[int, list[_Line]]) -> set[str]:
    counts: dict[str, int] = defaultdict(int)
    for of in lines.values():
        for key in {line.key for line in of}:
            counts[key] += 1
    return {key for key, count in counts.items() if count >= FEWEST}


def _recurring(lines: dict[int, list[_Line]], often: set[str]) -> dict[str, _Place]:
    """For each line that many articles have, how many different surroundings it has.

    The surroundings are the nearest lines before and behind that do not recur themselves: copies of one story have the
    same ones, and so count once.
    """
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    edges: dict[str, list[bool]] = defaultdict(list)
    for of in lines.values():
        if 2 * sum(len(line.text) for line in of if line.key in often) > sum(len(line.text) for line in of):
            continue  # a copy or a version of another story
        last = ""
        waiting: list[str] = []
        for number, line in enumerate(of):
            if line.key in often:
                before[line.key].add(last)
                waiting.append(line.key)
                edges[line.key].append(number < EDGE or number >= len(of) - EDGE)
            else:
                for key in waiting:
                    behind[key].add(line.key)
                waiting, last = [], line.key
        for key in waiting:
            behind[key].add("")
    return {key: _Place(max(len(before[key]), len(behind[key])), sum(at) / len(at)) for key, at in edges.items()}


def _is_furniture(key: str, place: _Place, articles: int) -> bool:
    if place.surroundings < FEWEST or any(mark in key for mark in _QUOTED):
        return False  # what somebody said may be quoted in many stories
    words = len(_WORDS.findall(key))
    sentence = _ends_sentence(key)
    if words >= SHORT:
        return not sentence or place.at_edge >= MOSTLY or place.surroundings >= FEWEST_SENTENCE
    return place.surroundings >= max(FEWEST_SHORT, (SPEECH_SHARE if sentence else SHARE) * articles)


def _beginnings(lines: dict[int, list[_Line]], kept: Set[str]) -> set[str]:
    """Beginnings that many short lines share which do not end like a sentence: links and credits of pictures."""
    rests: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, set[int]] = defaultdict(set)
    for number, of in lines.items():
        for line in of:
            if line.key not in kept and _may_be_link(line):
                for beginning in _possible(line):
                    rests[beginning].add(line.key)
                    holders[beginning].add(number)
    least = max(FEWEST_SHORT, SHARE * len(lines))
    return {b for b, found in rests.items() if len(found) >= FEWEST_SHORT and len(holders[b]) >= least}


def _begins(line: _Line, begun: Set[str]) -> str | None:
    if not begun or not _may_be_link(line):
        return None
    return next((beginning for beginning in _possible(line) if beginning in begun), None)


def _controls(lines: dict[int, list[_Line]]) -> set[str]:
    """Pairs of capitalised words that stand many times in single lines of several articles: buttons of galleries."""
    holders: dict[str, set[int]] = defaultdict(set)
    repeated: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for number, of in lines.items():
        counts = _pairs("\n".join([line.text for line in of]))
        everywhere.update(counts)
        for line in of if max(counts.values(), default=0) >= REPEATED else ():
            for pair, times in _pairs(line.text).items():
                if times >= REPEATED:
                    holders[pair].add(number)
                    repeated[pair] += times
    # a name that one long line repeats stands in other lines too
    return {
        pair for pair, found in holders.items() if len(found) >= FEWEST and repeated[pair] >= MOSTLY * everywhere[pair]
    }


def _repeats(line: _Line, controls: Set[str]) -> str | None:
    """The button that a line repeats as often as no prose does."""
    if not controls:
        return None
    counts = _pairs(line.text)
    return next((f"… {pair} …" for pair in sorted(controls) if counts[pair] >= REPEATED), None)


def _pairs(text: str) -> Counter[str]:
    """How often two words with capitals stand side by side."""
    return Counter([first + rest for first, rest in _CAPITAL_PAIR.findall(text)])


def _ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, or what somebody said."""
    return line.endswith(_SPOKEN) or line.rstrip(_CLOSING)[-1:] in _ENDS


def _may_be_link(line: _Line) -> bool:
    return not _ends_sentence(line.text) and len(_WORDS.findall(line.key)) <= LONGEST_LINK


def _possible(line: _Line) -> list[str]:
    """The label in front of a colon, and the first words."""
    found = []
    label = _LABEL.match(line.key)
    if label is not None and line.text[: label.end("label")].isupper():
        found.append(f"{label['label']}:")
    capitals = _CAPITALS.match(line.text)
    if capitals is not None:
        found.append(capitals.group().casefold())
    words = line.key.split(" ")
    if len(words) > BEGINNING:
        found.append(" ".join(words[:BEGINNING]))
    return found
