"""Tokens and terms of a corpus: what is counted, and in whose voice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.analysis import Analysed, token_index
from toolkit.analysis.table_making import result_table
from toolkit.articles import UNKNOWN, Article, Corpus
from toolkit.data import read_rows
from toolkit.errors import QueryError
from toolkit.text.queries import Query
from toolkit.text.tokens import Tokens, is_word, term
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.index import TokenIndex

UNITS = ("word", "stem", "bigram", "trigram")
STOP_WORDS = ("none", "english")
# What people call several voices at once, and the voice of the outlet.
JOINED_VOICES: Mapping[str, frozenset[str]] = {
    "own": frozenset({"outlet"}),
    "quoted": frozenset({"direct", "partial"}),
    "unquoted": frozenset(VOICES) - {"direct", "partial"},
}


class Occurrence(NamedTuple):
    """One counted term: where it stands."""

    article: str
    sentence: int
    start: int
    end: int
    term: str


def chosen_voices(voice: str | Collection[str] | None) -> frozenset[str]:
    """The voices a `voice=` option names; all of them for None.

    "own" is the outlet's voice, "quoted" what stands inside quotation marks (direct and partial), "unquoted" all the
    rest. Raises QueryError for an unknown voice.

    >>> sorted(chosen_voices("quoted")), "indirect" in chosen_voices("unquoted")
    (['direct', 'partial'], True)
    """
    if voice is None:
        return frozenset(VOICES)
    if not isinstance(voice, Collection):
        raise QueryError(f"voice={voice!r} is no voice; choose from {', '.join((*VOICES, *JOINED_VOICES))}.")
    given = [voice] if isinstance(voice, str) else list(voice)
    for name in given:
        if name not in VOICES and name not in JOINED_VOICES:
            raise QueryError(f"voice={name!r} is no voice; choose from {', '.join((*VOICES, *JOINED_VOICES))}.")
    return frozenset().union(*(JOINED_VOICES.get(name, frozenset({name})) for name in given))


def listed_terms(terms: str | Iterable[str], option: str) -> list[str]:
    """One query or several as a list, each once. Raises QueryError for anything but texts, and for none of them."""
    if isinstance(terms, str):
        return [terms]
    if not isinstance(terms, Iterable) or hasattr(terms, "columns"):
        shown = "None" if terms is None else type(terms).__name__
        raise QueryError(f"{option}: give a word, a phrase or a wildcard, or a list of them; this is {shown}.")
    names = list(dict.fromkeys(terms))
    if wrong := [name for name in names if not isinstance(name, str)]:
        raise QueryError(f"{option}: {wrong[0]!r} is no text; give words, phrases or wildcards.")
    if not names:
        raise QueryError(f"{option} is empty; give a word, a phrase or a wildcard, or a list of them.")
    return names


def tokens(corpus: Corpus | Article | Iterable[Article] | TokenIndex) -> pd.DataFrame:
    """All tokens of a corpus: one row per token.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - token: as it stands
    - lower: in lower case, with straight apostrophes
    - start, end: characters of `Article.text`
    - kind: word, number, url, email, hashtag, handle, punctuation or symbol

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles.

    >>> tokens(Article(id="a", text="He left.")).token.tolist()
    ['He', 'left', '.']
    """
    index = token_index(corpus)
    types = dict.fromkeys(("article", "token", "lower", "kind"), "str") | dict.fromkeys(
        ("sentence", "start", "end"), "int64"
    )
    names = ("article", "sentence", "token", "lower", "start", "end", "kind")
    return result_table("tokens", index.table(), {name: types[name] for name in names}, corpus=index.corpus)


def occurrences(
    one: Analysed, *, unit: str = "word", stop_words: str = "none", voice: str | Collection[str] | None = None
) -> tuple[list[Occurrence], int]:
    """The terms of one article with their places, and how many words it has in the chosen voices."""
    if unit not in UNITS:
        raise QueryError(f"unit={unit!r}: choose from {', '.join(UNITS)}.")
    wanted = chosen_voices(voice)
    tokens = one.tokens
    keep = in_voices(one, wanted) if voice is not None else None
    left_out = stop_words_of(stop_words)
    total = sum(is_word(kind) and (keep is None or keep[n]) for n, kind in enumerate(tokens.kinds))
    size = {"bigram": 2, "trigram": 3}.get(unit, 1)
    name = stemmer() if unit == "stem" else str
    found = []
    for run in _runs(tokens, keep):
        terms = [term(tokens.lowers[n]) for n in run]
        for first in range(len(run) - size + 1):
            parts = terms[first : first + size]
            if left_out and any(part in left_out for part in parts):
                continue
            begin, end = run[first], run[first + size - 1]
            joined = " ".join(name(part) for part in parts)
            found.append(
                Occurrence(one.article.id, tokens.sentences[begin], tokens.starts[begin], tokens.ends[end], joined)
            )
    return found, total


def _runs(tokens: Tokens, keep: list[bool] | None) -> Iterator[list[int]]:
    """Words that follow each other in one sentence, with nothing between them."""
    run: list[int] = []
    for n, kind in enumerate(tokens.kinds):
        word = is_word(kind) and (keep is None or keep[n])
        if run and (not word or tokens.sentences[n] != tokens.sentences[run[-1]]):
            yield run
            run = []
        if word:
            run.append(n)
    if run:
        yield run


def in_voices(one: Analysed, wanted: frozenset[str]) -> list[bool]:
    """Whether each token of an article stands in one of the voices."""
    stretches = one.voices.stretches
    keep, at = [], 0
    for start in one.tokens.starts:
        while stretches[at].end <= start:
            at += 1
        keep.append(stretches[at].voice in wanted)
    return keep


def stop_words_of(name: str) -> frozenset[str]:
    """The stop words that a `stop_words=` option names. Raises QueryError for a list that does not ship."""
    if name not in STOP_WORDS:
        raise QueryError(f"stop_words={name!r}: choose from {', '.join(STOP_WORDS)}.")
    return stop_word_list() if name == "english" else frozenset()


@cache
def stop_word_list() -> frozenset[str]:
    """The shipped English stop words: function words only (`data/stopwords.csv`)."""
    return frozenset(row["word"] for row in read_rows("stopwords.csv"))


@cache
def stemmer() -> Callable[[str], str]:
    """NLTK's Snowball stemmer for English (Porter 2)."""
    from nltk.stem.snowball import SnowballStemmer

    stem: Callable[[str], str] = SnowballStemmer("english").stem
    return stem


def found_by_query(
    one: Analysed, queries: Sequence[str], *, voice: str | Collection[str] | None = None
) -> tuple[list[Occurrence], int]:
    """The places of words, phrases or wildcards in one article, each named by its query, and how many words it has."""
    wanted = chosen_voices(voice)
    tokens = one.tokens
    keep = in_voices(one, wanted) if voice is not None else None
    total = sum(is_word(kind) and (keep is None or keep[n]) for n, kind in enumerate(tokens.kinds))
    found = [
        Occurrence(one.article.id, tokens.sentences[match.first], match.start, match.end, query)
        for query in dict.fromkeys(queries)
        for match in Query(query).find(tokens)
        if keep is None or all(keep[match.first : match.last + 1])
    ]
    return found, total


def group_of(article: Article, field: str) -> str:
    """The name of the group an article belongs to, as in `Corpus.by`."""
    return _group(article.get(field))


def groups_of(corpus: Corpus, field: str) -> list[str]:
    """The groups of all articles, in their order."""
    return list(map(_group, corpus._values(field)))


def _group(value: object) -> str:
    return UNKNOWN if value is None else str(value)
