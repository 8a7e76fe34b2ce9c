"""Names are no judgement: a capital that makes a word the name of a person, a body, a team or a work.

"Mr Savage" is nobody's insult. What stands around a word with a capital says whether it is a name; where a capital is
due anyway, at the beginning of a sentence and in a headline, the rest of the story is asked. Words by class are in
`data/lexicon/words/names.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from toolkit.data import read_rows
from toolkit.lexicon.context import has_headline_capitals
from toolkit.lexicon.entries import Entry
from toolkit.text.tokens import Tokens, is_word

_OPENS = frozenset("“\"‘'(:;[—–-•*…«„/|>")
_QUOTES = frozenset("“”\"‘’'«»„")
_IS = frozenset("is was are were".split())
_ARTICLES = frozenset("a an the her his their our my its one another".split())
_LINKS = frozenset("of and the for on in & n' 'n' a to".split())
_WINS = frozenset(
    "beat beats lost drew won defeated edged thrashed hammered face faces faced host hosts play plays".split()
)
_FIRMS = (["Inc."], ["Inc"], ["Ltd."], ["Ltd"], ["LLC"], ["Corp."], ["Co."])
_ARABIC = ("al-", "el-", "ar-", "as-", "ash-", "an-", "ad-")  # articles in names: Bilad al-Sham
_SCORE = re.compile(r"\d{1,3}[-–‑]\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 8  # tokens in which a word of works is looked for
_LONGEST = 5  # words of a name behind the one asked about
_ACRONYM = 4  # letters; a longer word in capitals is shouted
# Newspapers set these before a name as if they were titles ("dictator Kim"): the name goes on without them.
_TITLES = frozenset({"violent_actor_label", "state_and_legitimacy_naming", "ideology_label"})


Rest = Tokens | Callable[[], Tokens | None] | None


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("lexicon/words/names.csv") if row["class"] == name)


class Story:
    """The text in which a word is looked at, and the rest of the story it belongs to, read when it is asked for."""

    __slots__ = ("_headlines", "_read", "_rest", "tokens")

    def __init__(self, tokens: Tokens, rest: Rest = None) -> None:
        self.tokens = tokens
        self._rest = rest
        self._read: tuple[Tokens, ...] = ()
        self._headlines: dict[int, bool] = {}

    def in_headline(self, place: int) -> bool:
        """Whether all words around have capitals, so that they tell nothing."""
        number = self.tokens.sentences[place]
        if number not in self._headlines:
            self._headlines[number] = _in_headline(self.tokens, place)
        return self._headlines[number]

    def has_lower(self, word: str) -> bool:
        """Whether the word also stands without its capital, alone or as its singular or plural."""
        lower = word.lower()
        kin = (lower, lower + "s", lower[:-1] if lower.endswith("s") else lower)
        return any(one in text.words for text in self._texts() for one in kin)

    def _texts(self) -> tuple[Tokens, ...]:
        if not self._read:
            rest = self._rest() if callable(self._rest) else self._rest
            self._read = (self.tokens,) if rest is None else (self.tokens, rest)
        return self._read

    def is_named_elsewhere(self, place: int, *, alone: bool = True) -> bool:
        """Whether another mention of the word is a person's name, or has a capital that nothing else explains.

        The latter counts only with `alone`.
        """
        word = _bare(self.tokens.words[place])
        lone = False
        for text in self._texts():
            for other in _mentions(text, word):
                if (text is self.tokens and other == place) or _in_headline(text, other):
                    continue
                if _is_persons(text, other):
                    return True
                lone = lone or (alone and not _is_due(text, other))
        return lone and not self.has_lower(word)

    def stands_alone(self, place: int) -> bool:
        """Whether the word at a place is also met without the one before it."""
        word, before = self.tokens.words[place], self.tokens.words[place - 1]
        return any(
            other == 0 or text.words[other - 1] != before
            for text in self._texts()
            for other in _mentions(text, _bare(word))
            if text is not self.tokens or other != place
        )


def is_name(story: Story, first: int, last: int, *, word: str, entry: Entry, proper: bool) -> bool:
    """Whether the tokens from `first` to `last`, both included, are a name or a part of one.

    `word` is the hit's first word as it stands. `proper` says that the form has its capital anyway (Nazi, Islamist), so
    that only what follows can make it a name.
    """
    tokens = story.tokens
    if not tokens.words[first][:1].isupper():
        return word[0].isupper() and tokens.lowers[first].startswith(_ARABIC)
    single, before = first == last, _before(tokens, first)
    if single and before in _class("honorific"):
        return True
    if word.isupper() and len(word) > 1:
        return single and not proper and _is_acronym(tokens, first, word)
    if story.in_headline(first):
        return single and not proper and story.is_named_elsewhere(first)
    due = _is_due(tokens, first)
    if _is_body(story, first, last, due=due, proper=proper) or _is_work(tokens, first, last, due=due or proper):
        return True
    if not single:
        return False
    if _has_score(tokens, first) and not (due and proper):
        return True
    if proper:
        return False
    if due:
        return _opens_name(story, first, word, entry) or story.is_named_elsewhere(first)
    if _is_verb(entry, word):
        return False
    if _is_persons(tokens, first):
        return True
    if entry.category in _TITLES and not _is_in_run(tokens, first):  # "the Regime": some write the label so
        return story.is_named_elsewhere(first, alone=False)
    return not story.has_lower(word) or story.is_named_elsewhere(first)


def _is_in_run(tokens: Tokens, place: int) -> bool:
    """Whether the word before or behind has a capital that is not due."""
    before, after = _before(tokens, place), _following(tokens, place)
    if after is not None and tokens.words[after][:1].isupper():
        return True
    return before[:1].isupper() and not (before in _class("opener") and _is_due(tokens, place - 1))


def _is_verb(entry: Entry, word: str) -> bool:
    return entry.category == "loaded_reporting_verb" and word.endswith(("s", "ed", "ing"))


def _opens_name(story: Story, first: int, word: str, entry: Entry) -> bool:
    """Whether a word that opens a sentence goes on as a name: Savage Garden, but not Savage Israeli raids."""
    if entry.layer == "epistemic" or entry.category in _TITLES or word.endswith(("ing", "ed")):
        return False
    tokens = story.tokens
    following = first + 1
    if not word.endswith("s") and following < len(tokens) and tokens.lowers[following] in ("and", "&"):
        following += 1
    if not _goes_on(tokens, first, following) or story.has_lower(word):
        return False
    after = tokens.words[following]
    if not after[:1].isupper() or (after.isupper() and len(after) > 1):
        return False
    anyway = _class("known") | _class("honorific") | _class("office")
    return _bare(after) not in anyway and not story.stands_alone(following)


def _is_body(story: Story, first: int, last: int, *, due: bool, proper: bool) -> bool:
    """Whether the words go on to the noun of a body, a law or a place: the Radical Party, the Pro-Life Alliance."""
    tokens = story.tokens
    if not proper and tokens.words[last + 1 : last + 2] == [","] and tokens.words[last + 2 : last + 3] in _FIRMS:
        return True
    place = last
    for step in range(1 if proper else _LONGEST):
        place += 1
        if not _goes_on(tokens, last, place) or _following(tokens, place - 1) != place:
            return False
        word = tokens.words[place]
        if _bare(word) in _class("organisation"):
            return True
        if not word[:1].isupper() and not (step and word in _LINKS):
            return False
        if due and _bare(word) in _class("known"):
            return False
    return False


def _is_work(tokens: Tokens, first: int, last: int, *, due: bool) -> bool:
    """Whether the words are the title of a work, or those who perform it."""
    words, lowers = tokens.words, tokens.lowers
    behind = last + 1
    quoted = first > 0 and words[first - 1] in _QUOTES
    if behind < len(words) and words[behind] in ",." and quoted:
        behind += 1
    closed = behind < len(words) and words[behind] in _QUOTES
    number = tokens.sentences[first]
    near = [
        lowers[place]
        for place in range(max(first - _REACH, 0), min(last + _REACH + 1, len(words)))
        if tokens.sentences[place] == number and not first <= place <= last
    ]
    works = _class("work")
    if quoted and closed and not works.isdisjoint(lowers[max(first - _REACH // 2, 0) : first]):
        return True
    if (
        behind + 2 < len(words)
        and words[behind] == "("
        and _YEAR.fullmatch(words[behind + 1])
        and words[behind + 2] == ")"
    ):
        return True
    ahead = [
        place for place in range(last + 1, min(last + 1 + _LONGEST, len(words))) if tokens.sentences[place] == number
    ]
    for place in ahead:
        if lowers[place] in _IS:
            said = lowers[place + 1 : place + 1 + _LONGEST]
            return len(said) > 1 and said[0] in _ARTICLES and not works.isdisjoint(said)
        if not (words[place][:1].isupper() or lowers[place] in _LINKS or words[place] in _QUOTES):
            break
    if ahead and lowers[ahead[0]] in _class("release"):
        wanted = works | {one.lower() for one in _class("venue")}
        return not wanted.isdisjoint(lower for lower in near if lower != lowers[ahead[0]])
    return not due and _follows_work(tokens, first)


def _follows_work(tokens: Tokens, first: int) -> bool:
    """the film Tyrant; her first novel, Savages"""
    place = first - 1
    while place > 0 and (tokens.words[place] in _QUOTES or tokens.words[place] == ","):
        place -= 1
    return place >= 0 and tokens.sentences[place] == tokens.sentences[first] and tokens.lowers[place] in _class("work")


def _has_score(tokens: Tokens, first: int) -> bool:
    """Whether the sentence tells the result of a match."""
    number = tokens.sentences[first]
    near = range(first, min(first + 3 * _REACH, len(tokens)))
    inside = [place for place in near if tokens.sentences[place] == number]
    return any(tokens.lowers[place] in _WINS for place in inside[1:3]) and any(
        _SCORE.fullmatch(tokens.words[place]) for place in inside
    )


def _is_acronym(tokens: Tokens, place: int, word: str) -> bool:
    if len(word) > _ACRONYM:
        return False
    touching = {tokens.words[other] for other in (place - 1, place + 1) if 0 <= other < len(tokens)}
    before, after = _before(tokens, place), _following(tokens, place)
    return "/" in touching or any(
        one[:1].isupper() and one not in _class("opener")
        for one in (before, tokens.words[after] if after is not None else "")
    )


def _is_persons(tokens: Tokens, place: int) -> bool:
    """Whether a title, an office or another name stands directly before the word: Sen. Coons, Dana Bash."""
    before = _before(tokens, place)
    if not before[:1].isupper():
        return False
    if before in _class("honorific") or before in _class("office"):
        return True
    return not (_bare(before) in _class("known") or before in _class("opener") or before.endswith(("'s", "’s")))


def _is_due(tokens: Tokens, place: int) -> bool:
    """Whether the word would have a capital in any case: it opens a sentence, a quotation, what follows a colon."""
    if place == 0 or tokens.sentences[place - 1] != tokens.sentences[place]:
        return True
    return tokens.words[place - 1] in _OPENS or tokens.words[place - 1][0] in ".…"


def _in_headline(tokens: Tokens, place: int) -> bool:
    start, end = tokens.spans[tokens.sentences[place]]
    if tokens.text[end - 1] == ".":
        return False
    words = []
    low = place
    while low > 0 and tokens.starts[low - 1] >= start:
        low -= 1
    for other in range(low, len(tokens)):
        if tokens.starts[other] >= end:
            break
        if is_word(tokens.kinds[other]):
            words.append(tokens.words[other])
    return has_headline_capitals(words)


def _before(tokens: Tokens, place: int) -> str:
    """The word directly before, with nothing but a space between, or nothing."""
    other = place - 1
    if other < 0 or tokens.sentences[other] != tokens.sentences[place] or not is_word(tokens.kinds[other]):
        return ""
    return tokens.words[other] if tokens.starts[place] - tokens.ends[other] <= 1 else ""


def _following(tokens: Tokens, place: int) -> int | None:
    other = place + 1
    return other if other < len(tokens) and _goes_on(tokens, place, other) else None


def _goes_on(tokens: Tokens, place: int, other: int) -> bool:
    return (
        other < len(tokens)
        and tokens.sentences[other] == tokens.sentences[place]
        and is_word(tokens.kinds[other])
        and tokens.starts[other] - tokens.ends[other - 1] == 1
    )


def _mentions(tokens: Tokens, word: str) -> list[int]:
    """Where a word stands, spelled so, with or without a possessive ending."""
    found = []
    for written in (word, f"{word}’s", f"{word}'s"):
        at = -1
        for _ in range(tokens.words.count(written)):
            at = tokens.words.index(written, at + 1)
            found.append(at)
    return found


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
