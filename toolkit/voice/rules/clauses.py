"""Units of reporting: sentences with every quotation as one atom, so that rules see shapes like `“...”, he said`."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from toolkit.text.tokens import Tokens
from toolkit.voice.quotations import Quotation
from toolkit.voice.rules.cues import cue_forms

SHORT = 4  # words; up to this a quotation may be a scare quote, a title or a term
QUOTE = "“”"  # the word that stands for a whole quotation


# "IS" the group, "US" the country: capitals keep a word from being read as "is" or "us".
_CAPITALS = frozenset("IS US IT WHO OR AM ARE ALL MAY WE AN AS HE SO NO DO".split())


class Unit(NamedTuple):
    """One sentence, or several that one quotation runs through. Columns over its atoms: words, lower case, spans.

    `quotes[i]` is the quotation an atom stands for, None for an ordinary token.
    """

    text: str
    paragraph: int
    first: bool  # begins its paragraph
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[Quotation | None]
    lengths: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def long_quote(self, position: int) -> bool:
        """Whether the quotation has five words or more."""
        return self.lengths[position] > SHORT

    def inner(self, position: int) -> str:
        """The words of a quotation without its marks."""
        quote = self.quotes[position]
        return self.text[quote.inner_start : quote.inner_end].strip() if quote else ""

    def opens_utterance(self, position: int) -> bool:
        """Whether a quotation stands where an utterance may begin: at the front, or after a comma or colon."""
        return position == 0 or self.lowers[position - 1] in (",", ":", "(", "—", "–", "--", "-", QUOTE)


_NEAR = 100  # atoms on each side: no sentence of news is longer, and many titles must not each cost a whole one
_SMALL = frozenset("the a an of and in on for to with from at by or vs is as".split())


def is_title_case(unit: Unit, position: int) -> bool:
    """Whether a quotation is written like the title of a work or the name of a ship: “The Good, the Bad and the Ugly”.

    It has two capitalised words at least, no full stop, and stands in a sentence that is not written so itself.
    """
    inner = unit.inner(position).rstrip(" ,;")
    words = [word for word in inner.replace(",", " ").split() if word[0].isalnum()]
    large = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    if len(large) < 2 or not words[0][:1].isupper() or inner[-1:] in ".!?…—":
        return False
    if any(word not in large and word not in _SMALL for word in words) or words[-1] not in large:
        return False
    near = range(max(position - _NEAR, 0), min(position + _NEAR, len(unit)))
    outside = [unit.words[k] for k in near if unit.quotes[k] is None and unit.words[k][0].isalpha()]
    return sum(word[0].islower() for word in outside) * 2 > len(outside)


def units(tokens: Tokens, quotations: tuple[Quotation, ...]) -> list[Unit]:
    """The units of a text in order."""
    starts, ends = tokens.starts, tokens.ends
    outer = [quotation for quotation in quotations if quotation.level == 0]
    found: list[Unit] = []
    paragraph, at, count = -1, 0, len(tokens.spans)
    previous_end = -1
    number = 0
    token = 0
    while number < count:
        start, end = tokens.spans[number]
        while at < len(outer) and outer[at].end <= start:
            at += 1
        first_quote = at
        look = at
        while look < len(outer) and outer[look].start < end:
            while outer[look].end > end and number + 1 < count:
                number += 1
                end = tokens.spans[number][1]
            look += 1
        if (
            look > first_quote
            and outer[look - 1].end == end
            and number + 1 < count
            and _goes_on(tokens, end, bisect_left(starts, tokens.spans[number + 1][0], token))
        ):
            number += 1
            end = tokens.spans[number][1]
            while look < len(outer) and outer[look].start < end:
                while outer[look].end > end and number + 1 < count:
                    number += 1
                    end = tokens.spans[number][1]
                look += 1
        new = previous_end < 0 or "\n" in tokens.text[previous_end:start]
        paragraph += new
        stop = bisect_left(starts, end, token)
        found.append(_unit(tokens, outer[first_quote:look], token, stop, paragraph, new))
        token = stop
        previous_end = ends[stop - 1] if stop else end
        number += 1
    return found


_MOST_WORDS = 6  # of the speaker between a quotation and its verb
_ENDING = frozenset(". , ; : ! ? … — – to in on at during after before of about from with as when while late".split())


def _goes_on(tokens: Tokens, end: int, following: int) -> bool:
    """Whether a sentence that a quotation ended goes on behind it: “I will stay…” Ruiz remarked."""
    words, lowers = tokens.words, tokens.lowers
    if "\n" in tokens.text[end : tokens.starts[following]]:
        return False
    for at in range(following, min(following + _MOST_WORDS, len(words) - 1)):
        lower = lowers[at]
        if lower in _verbs_behind():
            after = lowers[at + 1]
            return at > following and (after in _ENDING or lower in ("told", "tells"))
        if not (words[at][0].isupper() or at == following):
            return False
    return False


@cache
def _verbs_behind() -> frozenset[str]:
    """Finite forms of cues that may stand behind what was said."""
    return frozenset(
        form
        for form, cues in cue_forms().items()
        if any(cue.category == "speech" and "par" in cue.frames and cue.shape in ("s", "past") for cue in cues)
    )


def _unit(tokens: Tokens, quotes: list[Quotation], token: int, stop: int, paragraph: int, first: bool) -> Unit:
    words, starts = tokens.words, tokens.starts
    if not quotes:
        blank: list[Quotation | None] = [None] * (stop - token)
        part = slice(token, stop)
        unit = Unit(
            tokens.text,
            paragraph,
            first,
            tokens.words[part],
            tokens.lowers[part],
            tokens.starts[part],
            tokens.ends[part],
            blank,
            [],
        )
        return _keep_capitals(unit)
    unit = Unit(tokens.text, paragraph, first, [], [], [], [], [], [])
    for quote in quotes:
        opening = bisect_left(starts, quote.start, token, stop)
        _take(unit, tokens, token, opening)
        token = bisect_left(starts, quote.end, opening, stop)
        unit.words.append(QUOTE)
        unit.lowers.append(QUOTE)
        unit.starts.append(quote.start)
        unit.ends.append(quote.end)
        unit.quotes.append(quote)
        unit.lengths.append(sum([word[0].isalnum() for word in words[opening:token]]))
    _take(unit, tokens, token, stop)
    return _keep_capitals(unit)


def _keep_capitals(unit: Unit) -> Unit:
    if not _CAPITALS.isdisjoint(unit.words) and not all(word.isupper() for word in unit.words if word.isalpha()):
        for position, word in enumerate(unit.words):
            if word in _CAPITALS:
                unit.lowers[position] = word
    return unit


def _take(unit: Unit, tokens: Tokens, start: int, stop: int) -> None:
    """Adds tokens outside quotations, all at once."""
    part = slice(start, stop)
    unit.words.extend(tokens.words[part])
    unit.lowers.extend(tokens.lowers[part])
    unit.starts.extend(tokens.starts[part])
    unit.ends.extend(tokens.ends[part])
    unit.quotes.extend([None] * (stop - start))
    unit.lengths.extend([0] * (stop - start))
