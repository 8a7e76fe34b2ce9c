"""Tokens, term frequency and concordance: what is counted, in whose voice, and against which denominator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from toolkit.articles import UNKNOWN, Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.tokenizer import Tokens, is_word, term, tokenize
from toolkit.voice import VOICES, Voice, article_voices

if TYPE_CHECKING:
    import pandas as pd

UNITS = ("word", "stem", "bigram", "trigram")
_SPACE = re.compile(r"\s+")
STOP_WORDS = ("none", "english")


class Occurrence(NamedTuple):
    """One counted term: where it stands."""

    article: str
    sentence: int
    start: int
    end: int
    term: str


def chosen_voices(voice: str | Collection[str] | None) -> frozenset[str]:
    """The voices a `voice=` option names; all of them for None. Raises QueryError for an unknown one."""
    if voice is None:
        return frozenset(VOICES)
    wanted = frozenset([voice] if isinstance(voice, str) else voice)
    if unknown := sorted(wanted - set(VOICES)):
        raise QueryError(f"voice={unknown[0]!r} is no voice; choose from {', '.join(VOICES)}.")
    return wanted


def tokens(corpus: Corpus | Article | Iterable[Article]) -> pd.DataFrame:
    """All tokens of a corpus.

    Columns: article, sentence (numbered from 0 in each article), token, lower (straight apostrophes), start, end
    (characters into `Article.text`), kind (word, number, url, email, hashtag, handle, punctuation, symbol).

    >>> tokens(Article(id="a", text="He left.")).token.tolist()
    ['He', 'left', '.']
    """
    import pandas as pd

    columns: dict[str, list[object]] = {
        name: [] for name in ("article", "sentence", "token", "lower", "start", "end", "kind")
    }
    for article in as_corpus(corpus):
        found = tokenize(article.text)
        columns["article"] += [article.id] * len(found)
        columns["sentence"] += found.sentences
        columns["token"] += found.words
        columns["lower"] += found.lowers
        columns["start"] += found.starts
        columns["end"] += found.ends
        columns["kind"] += found.kinds
    types = dict.fromkeys(columns, "str") | dict.fromkeys(("sentence", "start", "end"), "int64")
    return pd.DataFrame(columns).astype(types)


def term_frequency(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str | None = None,
    unit: str = "word",
    stop_words: str = "none",
    voice: str | Collection[str] | None = None,
    minimum: int = 1,
) -> pd.DataFrame:
    """How often each term occurs, most frequent first.

    Columns: (the field named by `by`), term, count, per_million, articles (in how many it occurs), rank (1 is the most
    frequent, within its group; equal counts share a rank). Terms are lower case without possessive endings
    (`toolkit.tokenizer.term`). `unit="stem"` joins forms by NLTK's Snowball stemmer, which merges organ and
    organization; bigrams and trigrams stay inside a sentence and do not cross punctuation. `voice` counts only words
    in one voice or several. `stop_words="english"` leaves out the shipped list (`data/stopwords.csv`), `minimum` rarer
    terms.

    `per_million` divides by all words and numbers of the group in the chosen voices, before stop words or rare terms
    are left out: `.attrs["denominator"]` has them by group ("" for all), `.attrs["caption"]` says so in words.
    Raises QueryError for an unknown unit, list, voice or field.

    >>> article = Article(id="a", text="Rain fell. The rain’s end came.")
    >>> term_frequency(article, stop_words="english")[["term", "count"]].head(1).values.tolist()
    [['rain', 2]]
    """
    import pandas as pd

    if minimum < 1:
        raise QueryError(f"minimum={minimum}: a term is counted at least once; give 1 or more.")
    whole = as_corpus(corpus)
    groups = {"": whole} if by is None else whole.by(by)
    rows = []
    denominators: dict[str, int] = {}
    for group, part in groups.items():
        counts: Counter[str] = Counter()
        articles: Counter[str] = Counter()
        denominators[group] = 0
        for article in part:
            found, words = occurrences(article, unit=unit, stop_words=stop_words, voice=voice)
            counted = Counter(occurrence.term for occurrence in found)
            counts.update(counted)
            articles.update(dict.fromkeys(counted, 1))
            denominators[group] += words
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        rank, last = 0, -1
        for position, (name, count) in enumerate(ranked, 1):
            if count < minimum:
                break
            rank, last = (rank if count == last else position), count
            rows.append((group, name, count, 1e6 * count / denominators[group], articles[name], rank))
    types = {"group": "str", "term": "str", "count": "int64", "per_million": "float64", "articles": "int64"}
    table = pd.DataFrame(rows, columns=[*types, "rank"]).astype({**types, "rank": "int64"})
    table = table.drop(columns="group") if by is None else table.rename(columns={"group": by})
    whose = "all voices" if voice is None else "voice: " + ", ".join(sorted(chosen_voices(voice)))
    table.attrs = {
        "denominator": denominators,
        "caption": f"{sum(denominators.values()):,} words and numbers, {whose}; unit: {unit}; stop words: {stop_words}",
        "settings": {"by": by, "unit": unit, "stop_words": stop_words, "voice": voice},
    }
    return table


def occurrences(
    article: Article, *, unit: str = "word", stop_words: str = "none", voice: str | Collection[str] | None = None
) -> tuple[list[Occurrence], int]:
    """The terms of one article with their places, and how many words it has in the chosen voices."""
    if unit not in UNITS:
        raise QueryError(f"unit={unit!r}: choose from {', '.join(UNITS)}.")
    if stop_words not in STOP_WORDS:
        raise QueryError(f"stop_words={stop_words!r}: choose from {', '.join(STOP_WORDS)}.")
    wanted = chosen_voices(voice)
    tokens = tokenize(article.text)
    keep = _in_voices(article, tokens, wanted) if voice is not None else None
    left_out = stop_word_list() if stop_words == "english" else frozenset[str]()
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
                Occurrence(article.id, tokens.sentences[begin], tokens.starts[begin], tokens.ends[end], joined)
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


def _in_voices(article: Article, tokens: Tokens, wanted: frozenset[str]) -> list[bool]:
    stretches = article_voices(article).stretches
    keep, at = [], 0
    for start in tokens.starts:
        while stretches[at].end <= start:
            at += 1
        keep.append(stretches[at].voice in wanted)
    return keep


@cache
def stop_word_list() -> frozenset[str]:
    """The shipped English stop words: function words only (`data/stopwords.csv`)."""
    lines = files("toolkit").joinpath("data/stopwords.csv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(line.partition(",")[0] for line in lines)


@cache
def stemmer() -> Callable[[str], str]:
    """NLTK's Snowball stemmer for English (Porter 2)."""
    from nltk.stem.snowball import SnowballStemmer

    stem: Callable[[str], str] = SnowballStemmer("english").stem
    return stem


def concordance(
    corpus: Corpus | Article | Iterable[Article],
    query: str,
    *,
    window: int = 8,
    voice: str | Collection[str] | None = None,
) -> pd.DataFrame:
    """Every occurrence of a query with its context (key word in context).

    Columns: article, sentence, start, end, left, node, right, voice, speaker. `start` and `end` are characters into
    `Article.text`; left and right hold up to `window` tokens as they stand, on one line. `query` takes words, phrases
    and wildcards (`militant*`, `*-backed`); matching ignores case unless the query has capitals, and a possessive
    ending does not matter. Raises QueryError naming the part of the query that cannot be read.

    >>> found = concordance(Article(id="a", text="The so-called “caliphate” fell."), "caliphate")
    >>> found[["node", "voice"]].values.tolist()
    [['caliphate', 'distanced']]
    """
    import pandas as pd

    if window < 0:
        raise QueryError(f"window={window}: give the number of tokens on each side, 0 or more.")
    wanted = chosen_voices(voice)
    patterns = _patterns(query)
    rows = []
    for article in as_corpus(corpus):
        tokens = tokenize(article.text)
        matches = list(_matches(tokens, patterns, cased=query != query.lower()))
        if not matches:
            continue
        voices = article_voices(article)
        for first, last in matches:
            start, end = tokens.starts[first], tokens.ends[last]
            whose: Voice = voices.at(start, end)
            if whose.voice not in wanted:
                continue
            left = article.text[tokens.starts[max(first - window, 0)] : start] if window else ""
            right = article.text[end : tokens.ends[min(last + window, len(tokens) - 1)]] if window else ""
            place = (article.id, tokens.sentences[first], start, end)
            left, right = _SPACE.sub(" ", left), _SPACE.sub(" ", right)
            rows.append((*place, left, article.text[start:end], right, whose.voice, whose.speaker))
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64", "left": "str", "node": "str"}
    types |= {"right": "str", "voice": "str", "speaker": "str"}
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    table.attrs["caption"] = f"{len(table)} occurrences of {query!r}"
    return table


def _patterns(query: str) -> list[re.Pattern[str]]:
    parts = query.replace("’", "'").split()
    if not parts:
        raise QueryError("The query is empty; give a word, a phrase or a wildcard such as 'militant*'.")
    for part in parts:
        if not part.strip("*"):
            raise QueryError(f"{query!r}: the part {part!r} would match everything; add letters, such as 'militant*'.")
    return [re.compile(".*".join(re.escape(piece) for piece in part.split("*")), re.DOTALL) for part in parts]


def _matches(tokens: Tokens, patterns: list[re.Pattern[str]], *, cased: bool) -> Iterator[tuple[int, int]]:
    forms = [word.replace("’", "'") for word in tokens.words] if cased else tokens.lowers
    size = len(patterns)
    position = 0
    while position + size <= len(forms):
        here = range(position, position + size)
        if all(_equal(pattern, forms[n]) for pattern, n in zip(patterns, here, strict=True)) and (
            tokens.sentences[position] == tokens.sentences[position + size - 1]
        ):
            yield position, position + size - 1
            position += size
        else:
            position += 1


def _equal(pattern: re.Pattern[str], form: str) -> bool:
    return pattern.fullmatch(form) is not None or pattern.fullmatch(term(form)) is not None


def group_of(article: Article, field: str) -> str:
    """The name of the group an article belongs to, as in `Corpus.by`."""
    value = article.get(field)
    return UNKNOWN if value is None else str(value)
