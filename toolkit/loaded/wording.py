"""Loaded language of many articles: how much in each voice, which word each group chooses, what a lexicon finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.framing import naming_choices
from toolkit.lexicon import Lexicon
from toolkit.loaded.loaded_language import hits, loaded_language
from toolkit.text.tokens import is_word, tokenize
from toolkit.voice import VOICES, article_voices

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

QUOTED = frozenset({"direct", "partial"})  # inside quotation marks
_VIEWS: Mapping[str, frozenset[str]] = {
    "(all)": frozenset(VOICES),
    "(without quotations)": frozenset(VOICES) - QUOTED,
    "(only quotations)": QUOTED,
}


class _Count(NamedTuple):
    words: Counter[str]  # by voice
    hits: Counter[str]


def loaded_summary(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str | None = None,
    lexicon: Lexicon | None = None,
    severity: str | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Loaded words in 1,000 words of each voice, with 95 % intervals by bootstrap over articles.

    One row a voice that has words, then three that join voices: (all), (without quotations) and (only quotations);
    with `by` (a field of the articles, as "outlet") so for each group. Columns: the field, voice, hits, words (of that
    voice), per_1000, low, high (missing for a single article), articles. `severity` counts only flags or only notes.
    The rates describe words, not outlets: they depend on the subject. Raises QueryError for another severity.

    >>> article = Article(id="a", text="The thugs left. “Thugs and vermin,” Bali said.")
    >>> table = loaded_summary(article)
    >>> table[table.voice == "(all)"][["hits", "words"]].values.tolist()
    [[3, 8]]
    """
    import pandas as pd

    if severity not in (None, "flag", "note"):
        raise QueryError(f"severity={severity!r}: choose flag or note, or leave it out for both.")
    whole = as_corpus(corpus)
    groups = whole.by(by) if by else {"": whole}
    rows: list[tuple[object, ...]] = []
    for name, group in groups.items():
        counts = [_count(article, lexicon, severity) for article in group]
        voices = {voice: frozenset({voice}) for voice in VOICES if any(count.words[voice] for count in counts)}
        for voice, joined in {**voices, **_VIEWS}.items():
            found = [sum(count.hits[one] for one in joined) for count in counts]
            words = [sum(count.words[one] for one in joined) for count in counts]
            rate = 1000 * sum(found) / sum(words) if sum(words) else float("nan")
            bounds = _interval(found, words, draws, seed)
            rows.append((name, voice, sum(found), sum(words), rate, *bounds, sum(map(bool, words))))
    field = by or "group"
    types = {field: "str", "voice": "str", "hits": "int64", "words": "int64", "per_1000": "float64"}
    types |= {"low": "float64", "high": "float64", "articles": "int64"}
    table = pd.DataFrame(rows, columns=list(types)).astype(types)
    return table if by else table.drop(columns=field)


def _count(article: Article, lexicon: Lexicon | None, severity: str | None) -> _Count:
    tokens = tokenize(article.text)
    stretches = article_voices(article).stretches
    words: Counter[str] = Counter()
    at = 0
    for start, kind in zip(tokens.starts, tokens.kinds, strict=True):
        while stretches[at].end <= start:
            at += 1
        words[stretches[at].voice] += is_word(kind)
    found = (hit for hit in hits(article, lexicon=lexicon) if severity in (None, hit.entry.severity))
    return _Count(words, Counter(hit.voice.voice for hit in found))


def _interval(found: list[int], words: list[int], draws: int, seed: int) -> tuple[float, float]:
    """The middle 95 % of hits in 1,000 words when articles are drawn anew, with replacement."""
    if len(found) < 2 or not sum(words):
        return float("nan"), float("nan")
    import numpy as np

    share = np.full(len(found), 1 / len(found))
    chosen = np.random.default_rng(seed).multinomial(len(found), share, size=draws)
    below: np.ndarray = chosen @ np.array(words)
    rates = 1000 * (chosen @ np.array(found))[below > 0] / below[below > 0]
    low, high = np.quantile(rates, [0.025, 0.975])
    return float(low), float(high)


def compare_wording(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str = "outlet",
    voice: str | Collection[str] | None = None,
    lexicon: Lexicon | None = None,
    referents: str | Path | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Which word each group uses for the same people or thing, and which loaded words of a category.

    One row a word. Columns: kind (name: one of several for a referent, as in `naming_choices`; loaded: an entry of the
    lexicon), about (the referent or the category), word, one column of counts a group, all. Referents and categories
    are in the order of their names, words by count. `by` is a field of the articles; `voice` keeps one voice or
    several; `referents` is a table of your own. Raises QueryError for a voice that does not exist.

    >>> corpus = Corpus([
    ...     Article(id="a", outlet="A", text="Militants left."), Article(id="b", outlet="B", text="Terrorists left.")
    ... ])
    >>> table = compare_wording(corpus)
    >>> table[table.kind == "name"][["word", "A", "B"]].values.tolist()
    [['militant', 1, 0], ['terrorist', 0, 1]]
    """
    import pandas as pd

    whole = as_corpus(corpus)
    group_of = {article.id: name for name, group in whole.by(by).items() for article in group}
    naming = naming_choices(whole, referents=referents)
    loaded = loaded_language(whole, lexicon=lexicon, voice=voice)
    if voice is not None:
        naming = naming[naming["voice"].isin([voice] if isinstance(voice, str) else list(voice))]
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for kind, table, about, word in (("name", naming, "referent", "name"), ("loaded", loaded, "category", "term")):
        for article, thing, term in zip(table["article"], table[about], table[word], strict=True):
            counts[kind, thing, term, group_of[article]] += 1
    names = sorted(set(group_of.values()))
    totals: Counter[tuple[str, str, str]] = Counter()
    for key, count in counts.items():
        totals[key[:3]] += count
    order = sorted(totals, key=lambda key: (key[0] != "name", key[1], -totals[key], key[2]))
    rows = [(*key, *(counts[(*key, name)] for name in names), totals[key]) for key in order]
    types = dict.fromkeys(("kind", "about", "word"), "str") | dict.fromkeys((*names, "all"), "int64")
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def lexicon_coverage(corpus: Corpus | Article | Iterable[Article], *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """How often each entry of a lexicon is found in a corpus, also those that never are; most hits first.

    Columns: entry (its id), term, category, severity, hits, articles (in how many).

    >>> table = lexicon_coverage(Article(id="a", text="The thugs left."))
    >>> table[table.hits > 0].term.tolist()
    ['thug']
    """
    import pandas as pd

    chosen = lexicon or Lexicon.default()
    found: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for article in as_corpus(corpus):
        here = [match.entry.id for match in chosen.match(tokenize(article.text))]
        found.update(here)
        articles.update(set(here))
    rows = [(e.id, e.term, e.category, e.severity, found[e.id], articles[e.id]) for e in chosen]
    rows.sort(key=lambda row: (-row[4], row[0]))
    types = dict.fromkeys(("entry", "term", "category", "severity"), "str") | {"hits": "int64", "articles": "int64"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
