"""Sentences and tokens with exact offsets, in pure Python.

One regular expression finds the tokens, one pass over them joins abbreviations and finds where sentences end. Nothing
is ever rewritten: `text[start:end]` is the token. NLTK's own tokenizers replace quotation marks and split a curly
"don’t" into three, so they serve only where a corpus is handed on to NLTK.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from string import ascii_letters

APOSTROPHES = "'’ʼ"
HYPHENS = "-‐‑"
OPENING_QUOTES = "“„«‹‘‚"
CLOSING_QUOTES = "”»›’"

# Python's \w leaves out combining marks, without which Hindi, Arabic or decomposed accents fall apart.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03"
    "\u0a3c-\u0a4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0d00-\u0d03\u0d3b-\u0d4d\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u00ad\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_W = rf"[\w{_MARKS}]"
_TOKEN = re.compile(
    rf"""
      (?P<plain>(?<![\w{_MARKS}@\#])[A-Za-z]++(?=[\s,;)”"?!]))  # most words: nothing else can begin or go on here
    | (?P<url>(?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]}}'’])
    | (?P<email>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+)
    | (?P<hashtag>\#{_W}+)
    | (?P<handle>(?<!\w)@\w+)
    | (?P<initials>(?<!\w)(?:[^\W\d_]\.){{2,}}(?:[{HYPHENS}]{_W}+)*(?:['’]s\b)?)
    | (?P<number>\d+(?:[.,:/]\d+)*{_W}*(?:[{HYPHENS}{APOSTROPHES}]{_W}+)*)
    | (?P<word>{_W}+(?:[{HYPHENS}{APOSTROPHES}&]{_W}+)*)
    | (?P<ellipsis>\.(?:[ \u00a0]?\.)+|…+)
    | (?P<dash>--+)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(rf"['’]s(?![\w{_MARKS}])")
_KIND = {"initials": "word", "ellipsis": "punctuation", "dash": "punctuation"}
_WORD_KINDS = frozenset({"word", "number", "hashtag", "handle"})

_LONGEST_KEPT, _MOST_KEPT = 40, 50_000  # characters of a stretch without space, and stretches, that are remembered

# Abbreviations that news prose ends with a full stop, by what may follow. Spelling of the first letter counts.
_TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Prof Rev Fr Sr Sra Hon Sen Rep Gov Gen Col Maj Capt Cpt Cmdr Cdr Comdr Cmdt Lt Lieut Sgt Cpl Pvt"
    " Adm Brig Pres Supt Insp Det Ald St Ste Mt Ft Amb Atty Asst Assoc Dir Gens Sens Reps Govs Cols Drs Messrs Mmes"
    " Revs Profs vs v No Nos pp Vol Fig Art Sec Ch eg ie cf al approx".split()
)
_OTHERS = frozenset(
    "Inc Corp Co Ltd Bros LLC Jr Esq PhD Univ Dept Gov't Ave Blvd Rd Hwy Sq Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct"
    " Nov Dec Mon Tue Tues Wed Thu Thurs Fri Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich"
    " Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo Penn etc est Est a.m p.m D.C".split()
)
ABBREVIATIONS = _TITLES | _OTHERS | {"u.s", "u.n", "u.k", "e.g", "i.e", "p.m"}
_INITIAL = re.compile(r"[A-HJ-ZÀ-ÖØ-Þ]")  # not I: "World War I. The" ends a sentence more often than it names a person
_ENDS = frozenset(".!?…")
_TURNS = _ENDS | frozenset('“”"')
_CLOSERS = frozenset("”’\"')]}»›")
_OPENERS = frozenset("“‘\"'([{«‹„‚")

# Words that begin a sentence so much more often than a name that an abbreviation before them ended the last one.
_STARTERS = frozenset(
    "The A An He She It They We You I This That These Those There But And Or So In On At As For From With By After"
    " Before When While If Since Although Though However Meanwhile Then Now His Her Its Their Our My What Who Why How"
    " Where Some Many Most All Both Each Not No One Two Three According Also Still Yet Once Under Until During Because"
    " Despite Last Earlier Later Asked Police Officials Authorities".split()
)
# "Why?” Smith asked": a name and a verb of speech go on with the sentence that holds the quotation.
_SAID = frozenset("said says asked asks told tells wrote writes added adds replied tweeted shouted cried".split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, column by column; all columns have the same length.

    `words[i]` is `text[starts[i]:ends[i]]`, `lowers[i]` its lower case with straight apostrophes, `kinds[i]` one of
    word, number, url, email, hashtag, handle, punctuation, symbol, and `sentences[i]` the number of its sentence.
    `spans` are the sentences themselves: (start, end) in characters.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[str]
    sentences: list[int]
    spans: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: str) -> Tokens:
    """The tokens of a text, with the sentence each stands in. Every character that is no space is in one token.

    >>> tokenize("Mr. Bali’s U.S.-backed force left at 3:14am.").words
    ['Mr.', 'Bali’s', 'U.S.-backed', 'force', 'left', 'at', '3:14am', '.']
    """
    if has_spaced_dots(text):
        begins, cuts = [0], [cut(text)]
    else:
        begins, cuts = _spaced(text)
    starts = [begin + start for begin, cut in zip(begins, cuts, strict=True) for start in cut[3]]
    ends = [begin + end for begin, cut in zip(begins, cuts, strict=True) for end in cut[4]]
    words = list(chain.from_iterable([cut[0] for cut in cuts]))
    lowers = list(chain.from_iterable([cut[1] for cut in cuts]))
    kinds = list(chain.from_iterable([cut[2] for cut in cuts]))
    behind = sentence_ends(text, words, starts, ends, _turns(text, words, starts))
    sentences, spans = sentences_to(behind, starts, ends)
    return Tokens(text, words, lowers, starts, ends, kinds, sentences, spans)


# The tokens of a stretch of text: words, lower case, kinds, and offsets from its beginning. Plain tuples,
# for thousands of them are kept and the garbage collector passes over such.
Cut = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]


def _spaced(text: str) -> tuple[list[int], list[Cut]]:
    """The stretches without space, and where each begins."""
    begins: list[int] = []
    chunks: list[str] = []
    at = 0
    for line in text.split("\n"):
        stretches = line.split()
        if stretches:
            sizes = list(map(len, stretches))
            if len(line) == sum(sizes) + len(sizes) - 1:  # one space in every gap: the rule in clean text
                begins += accumulate(map(_NEXT, sizes[:-1]), initial=at)
            else:
                position = at
                for stretch in stretches:
                    position = text.index(stretch, position)
                    begins.append(position)
                    position += len(stretch)
            chunks += stretches
        at += len(line) + 1
    return begins, list(map(_KEPT.__getitem__, chunks))


_NEXT = (1).__add__


def cut(text: str) -> Cut:
    """The tokens of a stretch of text. What stands around a stretch between white space does not matter to them."""
    words: list[str] = []
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or "other"
        start, end = match.span()
        if ends and start < ends[-1]:  # the possessive ending of an abbreviation
            continue
        word = text[start:end]
        if word == "." and words and ends[-1] == start and kinds[-1] == "word" and ends_with_stop(words[-1]):
            ending = _POSSESSIVE.match(text, end)
            ends[-1] = ending.end() if ending else end
            words[-1] = text[starts[-1] : ends[-1]]
            continue
        words.append(word)
        starts.append(start)
        ends.append(end)
        if group == "plain":
            kinds.append("word")
        else:
            kinds.append(_KIND.get(group) or (_other_kind(word) if group == "other" else group))
    lowers = map(lower_form, words)
    return tuple(words), tuple(lowers), tuple(kinds), tuple(starts), tuple(ends)


def lower_form(word: str) -> str:
    """Lower case with straight apostrophes."""
    return word.lower() if word.isascii() else word.lower().replace("’", "'").replace("ʼ", "'")


class _Kept(dict[str, Cut]):
    """The tokens of stretches without space: the same few thousand make up most of the news."""

    def __missing__(self, chunk: str) -> Cut:
        found = cut(chunk)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = found
        return found


_KEPT = _Kept()


def has_spaced_dots(text: str) -> bool:
    """Whether a token may hold a space, as dots with spaces between them do; others are cut at spaces first."""
    return ". ." in text or ".\u00a0." in text


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text.

    >>> text = "“We entered … and stopped,” Gen. Bali said at 5 a.m. Tuesday. He left."
    >>> [text[start:end] for start, end in sentences(text)]
    ['“We entered … and stopped,” Gen. Bali said at 5 a.m. Tuesday.', 'He left.']
    """
    return tokenize(text).spans


def count_words(text: str) -> int:
    """How many words and numbers a text has; punctuation, addresses and symbols are not counted."""
    return sum(kind in _WORD_KINDS for kind in tokenize(text).kinds)


def is_word(kind: str) -> bool:
    """Whether a token of this kind counts as a word: word, number, hashtag or handle."""
    return kind in _WORD_KINDS


_CONTRACTIONS = frozenset("it's he's she's that's there's what's who's let's here's where's how's".split())


def term(lower: str) -> str:
    """The form a token is counted under: lower case, without the possessive ending.

    >>> term("recording's"), term("militants'"), term("it's"), term("don't")
    ('recording', 'militants', "it's", "don't")
    """
    if lower.endswith("'s") and lower not in _CONTRACTIONS and len(lower) > 2:
        return lower[:-2]
    return lower.rstrip("'") or lower


def ends_with_stop(word: str) -> bool:
    """Whether a full stop behind a word belongs to it: abbreviations and initials."""
    return word in _TITLES or word in _OTHERS or (len(word) == 1 and _INITIAL.match(word) is not None)


# The words of letters alone to which a full stop may belong.
STOPPED = frozenset(word for word in (*_TITLES, *_OTHERS, *ascii_letters) if word.isalpha() and ends_with_stop(word))


def _other_kind(char: str) -> str:
    from unicodedata import category

    return "punctuation" if category(char)[0] == "P" else "symbol"


def sentences_to(
    behind: Iterable[int], starts: Sequence[int], ends: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """The sentence of each token, and the sentences in characters, from the numbers of the tokens behind them."""
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    first = 0
    for following in behind:
        spans.append((starts[first], ends[following - 1]))
        numbers += [len(spans) - 1] * (following - first)
        first = following
    return numbers, spans


def sentence_ends(
    text: str, words: Sequence[str], starts: Sequence[int], ends: Sequence[int], at: Iterable[int]
) -> list[int]:
    """For every sentence the number of the token behind it.

    `at` are, in order, the tokens that `turns` names and the last ones of lines; the others end no sentence.
    """
    found: list[int] = []
    count = len(words)
    inside = False  # an open quotation
    following = 0
    for position in at:
        if position < following:
            continue  # a mark that closes what ended before it
        word = words[position]
        if word in '“”"':
            inside = not inside if word == '"' else word == "“"
        last = position
        if word[-1] in _ENDS:
            while last + 1 < count and starts[last + 1] == ends[last] and words[last + 1][0] in _CLOSERS:
                last += 1
                if words[last] in '”"':
                    inside = False
        following = last + 1
        if following == count:
            break
        gap = text[ends[last] : starts[following]]
        new_line = "\n" in gap
        if gap and (
            (new_line and line_ends(gap, words[following]))
            or (word[-1] in _ENDS and _ends_sentence(words, starts, ends, position, last, following, inside))
        ):
            found.append(following)
            if gap.count("\n") > 1:
                inside = False
    if count:
        found.append(count)
    return found


def turns(words: Iterable[str]) -> Iterator[bool]:
    """Whether a sentence may end or a quotation turn at each token: at full stops and the like, and quotation marks."""
    return map(_TURNS.__contains__, [word[-1] for word in words])


def _turns(text: str, words: list[str], starts: list[int]) -> list[int]:
    """The tokens at which a sentence may end or a quotation turn: marks, and the last ones of lines."""
    found = {position for position, turn in enumerate(turns(words)) if turn}
    at = text.find("\n")
    while at >= 0:
        found.add(bisect_left(starts, at) - 1)
        at = text.find("\n", at + 1)
    found.discard(-1)
    return sorted(found)


def line_ends(gap: str, following: str) -> bool:
    """An empty line always ends a sentence; a single line break does unless the next line goes on in lower case."""
    return gap.count("\n") > 1 or not following[0].islower()


def _ends_sentence(
    words: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    position: int,
    last: int,
    following: int,
    inside: bool,
) -> bool:
    word, after = words[position], words[following]
    begin = following
    while begin + 1 < len(words) and words[begin] in _OPENERS and starts[begin + 1] == ends[begin]:
        begin += 1
    head = words[begin]
    if head[0].islower() or head in ",;:)":
        return False
    if word[0] == "…" or word.startswith((". .", "..")):
        return not inside and (head[0].isupper() or after in _OPENERS)
    if len(word) > 1 and word[-1] == "." and last == position:
        stem = word[:-1]
        if stem in _TITLES or (len(stem) == 1 and stem.isalpha()):
            return False
        return after in _STARTERS or after in '“"'
    if word[-1] in "?!" and last > position:
        return not any(w in _SAID for w in words[following + 1 : following + 4] if head[0].isupper())
    return True
