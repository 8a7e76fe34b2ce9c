"""Repeats of one text in a corpus: exact, near, contained, and versions of one page; agency copy marked as such.

Texts are compared as sets of shingles, pairs of neighbouring words (Broder 1997, "On the resemblance and containment
of documents"); pairs of short words ("of the", "that he") are phrases of the language and left out. Candidates share
part of a sketch, the shingles whose hash falls into one of `SAMPLED` classes: Broder's modulus sketch, which unlike
the minima of a MinHash keeps containment, so that a short copy of a long story is found. Every candidate is then
measured on all of its shingles, and on those outside quotation marks: what two outlets quote of one statement makes
neither a copy of the other. Nothing is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.stories.texts import Texts
from toolkit.voice.quotations import scan_quotations

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SAMPLED = 4  # one shingle of so many is in the sketch
COMMON = 40  # a shingle in more articles than this finds no candidates: a phrase, or a notice of the house
LETTERS = 9  # two words with fewer letters together are a phrase of the language
# These three by the benchmark, docs/benchmarks.md#duplicates. A statement that two outlets quote fills one place of a
# text, and names stand in any order; a copy rewritten word for word shares words all over it and in the same order.
CONTAINMENT = 0.3
ALL_OVER = 0.15  # containment that is enough where it is spread all over what is not quoted, in order:
IN_ORDER = 0.12  # so much of the middle one of ten parts of it
JACCARD = 0.03
# Whole sentences of the other text, in any order, make a copy too: so much of a text in runs of so many of its words,
# in so many of its ten parts. A document that two texts quote without marks stands in one place.
VERBATIM, RUN, PARTS = 0.15, 8, 5
CONTAINED = 0.8  # so much of the shorter text in the longer one, and it is a part of it
LEAST = 6  # shingles; shorter texts are compared as wholes only
BRIEF = 40  # shingles; shorter texts have all of them in the sketch, and must share more to be alike
BRIEF_SHARED = 0.6  # of the shingles of a brief: any two weather reports share a third
SPOKEN = 4  # words; a quotation of fewer is no statement
_BLOCK = 2_000_000  # pairs of sketch entries looked at together

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|cmpid|smid|ocid|partner|src|ref", re.I)
_COLUMNS = {
    "article": "str", "duplicate_of": "str", "kind": "str", "jaccard": "float64", "containment": "float64",
    "evidence": "str",
}  # fmt: skip


QUOTED = "quotations"


class Repeat(NamedTuple):
    """One article that repeats another: how, how much, and words that both share."""

    article: str
    duplicate_of: str
    kind: str
    jaccard: float
    containment: float
    evidence: str


class _Hashing(dict[str, int]):
    """The hash of every word that was met; the same in every run, unlike Python's own."""

    def __missing__(self, word: str) -> int:
        value = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        self[word] = value
        return value


def duplicates(corpus: Corpus | Article | Iterable[Article]) -> pd.DataFrame:
    """Which articles repeat another one of the corpus, and what shows it: one row per article that does.

    Columns:

    - article
    - duplicate_of: the article it repeats, never itself a repeat
    - kind: "exact" (the same words), "version" (the same address, whatever the words), "contained" (one is a part of
      the other, or nearly), "near" (at least 30 % of the shorter text stands in the other, or 15 % in the same order
      all over it) or "quotations" (only the same statements are quoted: no repeat, and `mark_duplicates` leaves such
      articles alone); whole sentences in many places make it near as well
    - jaccard: shared shingles of all in either text
    - containment: shared shingles of those in the shorter text
    - evidence: the longest run of words in both

    Contained and near are measured outside quotations. A brief of about 60 words or fewer is alike only if 60 % of its
    pairs of longer words stand in the other text. A brief of about 10 words or fewer is alike only if it is the same.

    Among repeats the agency's own story comes first, then the earliest, the longest and the first of the corpus; the
    others repeat it.

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    >>> text = "Heavy rain flooded several streets in Leeds on Monday and stopped trains across northern England."
    >>> corpus = Corpus([Article(id="a", text=text), Article(id="b", text=text.upper())])
    >>> duplicates(corpus)[["article", "duplicate_of", "kind"]].values.tolist()
    [['b', 'a', 'exact']]
    """

    whole = as_corpus(corpus)
    return result_table("duplicates", repeats(whole), _COLUMNS, corpus=whole, settings={})


def mark_duplicates(corpus: Corpus | Article | Iterable[Article]) -> Corpus:
    """The same articles, each with `duplicate_of` and `is_wire_copy`; `where(duplicate_of=None)` keeps one of each.

    Agency copy is an article of another outlet with an agency in its dateline or byline (`Article.agency`), and a
    repeat of such copy or of the agency's own story. "The Associated Press contributed to this report" is none.

    >>> article = Article(id="a", text="Rain fell.", outlet="Leeds Daily", agency="AP")
    >>> mark_duplicates([article])[0].is_wire_copy
    True
    """
    corpus = as_corpus(corpus)
    found = {repeat.article: repeat for repeat in repeats(corpus) if repeat.kind != QUOTED}
    copied_from = {one.duplicate_of for one in found.values() if one.kind != "version"}
    named = zip(corpus._values("id"), corpus._values("agency"), strict=True)
    agencies: dict[Any, Any] = {identity: agency for identity, agency in named if identity in copied_from}

    def marked(article: Article) -> Article:
        repeat = found.get(article.id)
        agency = agencies[repeat.duplicate_of] if repeat and repeat.kind != "version" else None
        copied = agency is not None and not _is_own(article, agency)
        wire = copied or (article.agency is not None and not _is_own(article, article.agency))
        return replace(article, duplicate_of=repeat.duplicate_of if repeat else None, is_wire_copy=wire)

    return Corpus(corpus._changed(marked), corpus.rejections)


def repeats(corpus: Corpus) -> list[Repeat]:
    """The rows of `duplicates` as records, in the order of the corpus."""
    with Texts(in_file=corpus.in_parts) as texts:
        return _repeats(_Measured(corpus, texts))


def _repeats(measured: _Measured) -> list[Repeat]:
    order = sorted(range(len(measured.precedence)), key=measured.precedence.__getitem__)
    rank = {number: place for place, number in enumerate(order)}
    sure = _sure(measured, order)
    alike: dict[int, list[_Link]] = {}
    quoted: dict[int, list[_Link]] = {}
    compared = [number for number in order if measured.digests[number] is not None and _kind(sure, number) != "exact"]
    for left, right in _candidates([measured.sketches[number] for number in compared]):
        earlier, later = sorted((compared[left], compared[right]), key=rank.__getitem__)
        alike_as, jaccard = measured.kind(earlier, later)
        if alike_as is not None:
            of_kind = quoted if alike_as == QUOTED else alike
            of_kind.setdefault(later, []).append(_Link(jaccard, -rank[earlier], earlier, alike_as))
    original: dict[int, int] = {}
    found: dict[int, Repeat] = {}
    for number in order:
        if number in sure:
            earlier, kind = sure[number]
            first = original.get(earlier, earlier)
            kind = kind if first == earlier or kind == "version" else found[earlier].kind
        else:  # only what it shares with a text that is no repeat itself: no chains of ever less alike texts
            near = [link for link in alike.get(number, ()) if link.earlier not in original]
            if not near:
                if others := [link for link in quoted.get(number, ()) if link.earlier not in original]:
                    found[number] = measured.repeat(number, max(others).earlier, QUOTED)
                continue
            _, _, first, kind = max(near)
        original[number] = first
        found[number] = measured.repeat(number, first, kind)
    return [found[number] for number in sorted(found)]


class _Link(NamedTuple):
    jaccard: float
    precedence: int
    earlier: int
    kind: str


def _kind(sure: dict[int, tuple[int, str]], number: int) -> str | None:
    return sure[number][1] if number in sure else None


def _sure(measured: _Measured, order: list[int]) -> dict[int, tuple[int, str]]:
    """Articles with the words or the address of one that comes before them."""
    found: dict[int, tuple[int, str]] = {}
    texts: dict[bytes, int] = {}
    addresses: dict[str, int] = {}
    for number in order:
        digest, address = measured.digests[number], measured.addresses[number]
        if address is not None and (before := addresses.setdefault(address, number)) != number:
            found[number] = before, "version"
        if digest is not None and (before := texts.setdefault(digest, number)) != number:
            found[number] = before, "exact"
    return found


def _precedence(article: Article, number: int) -> tuple[bool, bool, str, int, int]:
    own = article.agency is not None and _is_own(article, article.agency)
    when = article.published.isoformat() if article.published else ""
    return not own, not when, when, -len(article.text), number


def _is_own(article: Article, agency: str) -> bool:
    """Whether the outlet is the agency itself, whose stories are no copies."""
    outlet = (article.outlet or "").lower()
    return bool(outlet) and (agency.lower() in re.findall(r"\w+", outlet) or outlet in agency.lower())


def _address(url: str | None) -> str | None:
    """What of an address tells the page: no scheme, no www, no marks of campaigns, no place on the page."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return url.strip()
    asked = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)))
    path = parts.path.rstrip("/")
    return f"{host}{path}?{asked}" if host and (path or asked) else None


def _words(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    if words and 2 * sum(len(word) == 1 and _IS_CJK.match(word) is not None for word in words[:200]) > len(words[:200]):
        return [f"{a}{b}{c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]  # no spaces between words
    return words


class _Measured:
    """What is kept of every article (a digest, a sketch, its rank), and the shingles of those that are compared."""

    def __init__(self, corpus: Corpus, texts: Texts) -> None:
        import numpy as np

        self._texts = texts
        self._hashing = _Hashing()
        self._ids: list[str] = []
        self.precedence: list[tuple[bool, bool, str, int, int]] = []
        self.addresses: list[str | None] = []
        self.digests: list[bytes | None] = []
        self.sketches: list[Hashes] = []
        self.shingles = lru_cache(maxsize=20_000)(self._shingles)
        self.outside = lru_cache(maxsize=20_000)(self._outside)
        for number, article in enumerate(corpus):
            self._ids.append(article.id)
            self._texts.add(article.text)
            self.precedence.append(_precedence(article, number))
            self.addresses.append(_address(article.url))
            words = _words(article.text)
            self.digests.append(
                blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest() if words else None
            )
            hashes = np.unique(self._runs(words))
            if len(hashes) >= BRIEF:
                hashes = hashes[hashes % np.uint64(SAMPLED) == 0]
            self.sketches.append(hashes if len(hashes) >= LEAST else hashes[:0])

    def _runs(self, words: list[str]) -> Hashes:
        """The hash of every pair of neighbouring words that is no phrase of the language, in order."""
        hashes, kept = self._all(words)
        return hashes[kept]

    def _all(self, words: list[str]) -> tuple[Hashes, NDArray[np.bool_]]:
        import numpy as np

        size = len(words)
        if size < 2:
            return np.zeros(0, np.uint64), np.zeros(0, bool)
        values = np.fromiter(map(self._hashing.__getitem__, words), np.uint64, size)
        wide = 3 if _IS_CJK.match(words[0]) else 1
        letters = np.fromiter(map(len, words), np.int64, size) * wide
        hashes = (values[:-1] * np.uint64(0x9E3779B97F4A7C15)) ^ values[1:]
        hashes ^= hashes >> np.uint64(29)
        hashes *= np.uint64(0xBF58476D1CE4E5B9)
        hashes ^= hashes >> np.uint64(32)
        return hashes, letters[:-1] + letters[1:] >= LETTERS

    def _shingles(self, number: int) -> Hashes:
        import numpy as np

        return np.unique(self._runs(_words(self._texts[number])))

    def _outside(self, number: int) -> Hashes:
        """The shingles of a text without its statements in quotation marks."""
        import numpy as np

        return np.unique(np.concatenate([self._runs(words) for words in self._unquoted(number)]))

    def kind(self, earlier: int, later: int) -> tuple[str | None, float]:
        """What the later of two texts is to the earlier one, and the Jaccard similarity of all they say."""
        jaccard, containment, shorter = _shared(self.shingles(earlier), self.shingles(later))
        least = min(len(self.shingles(earlier)), len(self.shingles(later)))
        if jaccard < JACCARD or containment < (BRIEF_SHARED if least < BRIEF else ALL_OVER):
            return None, jaccard
        left, right = self.outside(earlier), self.outside(later)
        _, without, _ = _shared(left, right)
        if min(len(left), len(right)) < LEAST:  # hardly anything but quotations: a copy has nearly all of them
            copied = containment >= CONTAINED
        else:
            copied = min(containment, without) >= CONTAINMENT or (
                least >= BRIEF
                and ((without >= ALL_OVER and self.middle(earlier, later) >= IN_ORDER) or self.verbatim(earlier, later))
            )
        if not copied:
            spoken = containment >= CONTAINMENT or self.middle(earlier, later, quoted=True) >= ALL_OVER / 2
            return (QUOTED if spoken else None), jaccard
        return "contained" if containment >= CONTAINED and shorter < CONTAINED else "near", jaccard

    def shared(self, one: int, other: int) -> tuple[float, float, float]:
        return _shared(self.shingles(one), self.shingles(other))

    def middle(self, one: int, other: int, *, quoted: bool = False) -> float:
        """The share of shingles that stand in both in the same order, in the middle one of ten parts of the shorter.

        Statements in quotation marks are left out unless `quoted`.
        """
        import numpy as np

        shorter, longer = sorted((one, other), key=lambda number: len(self.shingles(number)))

        def read(number: int) -> Hashes:
            words = [_words(self._texts[number])] if quoted else self._unquoted(number)
            return np.concatenate([self._runs(part) for part in words])

        runs = read(shorter)
        first_at: dict[int, int] = {}
        for at, hashed in enumerate(read(longer).tolist()):
            first_at.setdefault(hashed, at)
        places = [(at, first_at[hashed]) for at, hashed in enumerate(runs.tolist()) if hashed in first_at]
        inside = np.zeros(len(runs), bool)
        inside[in_order(places)] = True
        return float(np.median([part.mean() for part in np.array_split(inside, 10)]))

    def verbatim(self, one: int, other: int) -> bool:
        """Whether much of the shorter text, outside quotations, stands word for word in the other, in many places."""
        import numpy as np

        shorter, longer = sorted((one, other), key=lambda number: len(self.shingles(number)))
        known = np.unique(np.concatenate([self._all(words)[0] for words in self._unquoted(longer)]))
        inside = []
        for words in self._unquoted(shorter):
            pairs = np.isin(self._all(words)[0], known)
            edges = np.flatnonzero(np.diff(pairs.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
            covered = np.zeros(len(words), bool)
            for start, end in edges.tolist():
                if end - start + 1 >= RUN:
                    covered[start : end + 1] = True
            inside.append(covered)
        every = np.concatenate(inside)
        parts = sum(bool(part.any()) for part in np.array_split(every, 10)) if len(every) >= 10 else 0
        return parts >= PARTS and float(every.mean()) >= VERBATIM

    def _unquoted(self, number: int) -> list[list[str]]:
        """The words of a text between its statements in quotation marks."""
        text, at = self._texts[number], 0
        found = []
        for quotation in scan_quotations(text):
            if quotation.start >= at and len(_words(text[quotation.start : quotation.end])) >= SPOKEN:
                found.append(_words(text[at : quotation.start]))
                at = quotation.end
        return [*found, _words(text[at:])]

    def repeat(self, number: int, first: int, kind: str) -> Repeat:
        if kind == "exact":
            jaccard, containment = 1.0, 1.0
        else:
            jaccard, containment, _ = self.shared(number, first)
        evidence = self._run(number, first)
        return Repeat(self._ids[number], self._ids[first], kind, round(jaccard, 3), round(containment, 3), evidence)

    def _run(self, number: int, first: int) -> str:
        """The longest run of words that stands in the article and in the original, at most 25 of them."""
        text = self._texts[number]
        words = _words(text)
        places: dict[int, list[int]] = {}
        for place, hashed in enumerate(self._all(_words(self._texts[first]))[0].tolist()):
            places.setdefault(hashed, []).append(place)
        longest, start, lengths = 0, 0, dict[int, int]()  # runs of pairs by the place in the original where they end
        for at, hashed in enumerate(self._all(words)[0].tolist()):
            lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(hashed, ())}
            if lengths and max(lengths.values()) > longest:
                longest = max(lengths.values())
                start = at - longest + 1
        if not longest:
            return ""
        end = min(start + longest + 1, start + 25)
        spans = [match.span() for match in _WORD.finditer(text.lower())] if len(text.lower()) == len(text) else []
        if len(spans) < end:
            return " ".join(words[start:end])
        return " ".join(text[spans[start][0] : spans[end - 1][1]].split())


def _shared(left: Hashes, right: Hashes) -> tuple[float, float, float]:
    """Jaccard, containment in the smaller set, and the smaller one's size as a share of the larger one's."""
    import numpy as np

    both = len(np.intersect1d(left, right, assume_unique=True))
    smaller, larger = sorted((len(left), len(right)))
    if not smaller:
        return 0.0, 0.0, 0.0
    return both / (smaller + larger - both), both / smaller, smaller / larger


def in_order(places: list[tuple[int, int]]) -> list[int]:
    """The most places of one text whose counterparts in the other stand in the same order (patience sorting)."""
    tops: list[int] = []
    top_of: list[int] = []
    before: list[int] = []
    for number, (_, counterpart) in enumerate(places):
        pile = bisect_left(tops, counterpart)
        before.append(top_of[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(counterpart)
            top_of.append(number)
        else:
            tops[pile], top_of[pile] = counterpart, number
    found: list[int] = []
    at = top_of[-1] if top_of else -1
    while at >= 0:
        found.append(places[at][0])
        at = before[at]
    return found


def _candidates(sketches: list[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs whose sketches share enough that their texts may: half of what is asked of the texts, and two at least."""
    import numpy as np

    if not sketches:
        return
    sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
    hashes = np.concatenate(sketches)
    order = np.argsort(hashes, kind="stable")
    hashes = hashes[order]
    articles = np.repeat(np.arange(len(sketches), dtype=np.int32), sizes)[order]
    edges = (
        np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, np.int64)
    )
    lengths = np.diff(np.append(edges, len(hashes)))
    ends = np.repeat(edges + lengths, lengths)
    shared = np.repeat((lengths > 1) & (lengths <= COMMON), lengths)
    places = np.flatnonzero(shared)
    places = places[np.argsort(articles[places], kind="stable")]
    partners = ends[places] - places - 1
    places, partners = places[partners > 0], partners[partners > 0]
    blocks = np.cumsum(partners) // _BLOCK
    lefts = articles[places]
    changes = np.flatnonzero(np.concatenate(([True], lefts[1:] != lefts[:-1]))) if len(lefts) else lefts[:0]
    cuts = changes[np.flatnonzero(np.diff(blocks[changes], prepend=-1))].tolist()  # between articles, not inside one
    del hashes, order
    for start, end in pairwise([*cuts, len(places)]):
        yield from _counted(articles, places[start:end], partners[start:end], sizes)


def _counted(
    articles: NDArray[np.int32], places: NDArray[np.int64], partners: NDArray[np.int64], sizes: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    import numpy as np

    left = np.repeat(articles[places].astype(np.int64), partners)
    step = np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    right = articles[np.repeat(places, partners) + 1 + step]
    pairs, counts = np.unique(left * len(sizes) + right, return_counts=True)
    left, right = pairs // len(sizes), pairs % len(sizes)
    enough = counts >= np.maximum(2, ALL_OVER / 2 * np.minimum(sizes[left], sizes[right]))
    yield from zip(left[enough].tolist(), right[enough].tolist(), strict=True)
