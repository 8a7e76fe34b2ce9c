"""Which word each group chooses for the same people or thing, and which loaded words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis import analysed
from toolkit.analysis.table_making import Place, packed_places, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.framing.naming import Names, naming_choices
from toolkit.lexicon import Lexicon
from toolkit.loaded.loaded_language import loaded_language
from toolkit.loaded.summary import WITH_INDIRECT
from toolkit.statistics.terms import chosen_voices

if TYPE_CHECKING:
    import pandas as pd


def compare_wording(
    corpus: Corpus | Article | Iterable[Article],
    *,
    by: str = "outlet",
    voice: str | Collection[str] | None = None,
    lexicon: Lexicon | None = None,
    referents: str | Path | pd.DataFrame | None = None,
    names: Names | None = None,
    rates: bool = False,
) -> pd.DataFrame:
    """Which word each group uses for the same people or thing, and which loaded words of a category: one row per word.

    Referents and categories are in the order of their names, words by count. `by` is a field of the articles. `voice`
    keeps one voice or several ("unquoted": all but quotations). `referents` is a table of your own, `names` the short
    way to one (`names={"attacker": ["attacker*", "assailant*"]}`). With `rates=True` there is one row per word and
    group.

    Columns:

    - kind: name (one of several for a referent, as in `naming_choices`) or loaded (an entry of the lexicon)
    - about: the referent or the category
    - word
    - one column per group: uses of the word; not with `rates`
    - all: uses in all groups; not with `rates`
    - outlet_voice: of all, those in the outlet's own statements; not with `rates`
    - with_indirect: of all, those and reported speech without quotation marks, whose words are often the outlet's
      choice; not with `rates`
    - group: only with `rates`
    - count: uses by the group; only with `rates`
    - words: of the group, in those voices; only with `rates`
    - per_10000: uses in 10,000 words; only with `rates`
    - low, high: 95 % interval of per_10000 over articles, missing with fewer than 5; only with `rates`
    - articles, of_articles: with the word, and in all; only with `rates`

    Raises:
        QueryError: for a voice that does not exist, a field that articles do not have, names that cannot be read.
        TableError: for a table of referents that lacks a column or cannot be read.

    >>> corpus = Corpus([
    ...     Article(id="a", outlet="A", text="Militants left."), Article(id="b", outlet="B", text="Terrorists left.")
    ... ])
    >>> table = compare_wording(corpus)
    >>> table[table.kind == "name"][["word", "A", "B"]].values.tolist()
    [['militant', 1, 0], ['terrorist', 0, 1]]
    """

    whole = as_corpus(corpus)
    groups = whole.by(by)
    group_of = {article.id: name for name, group in groups.items() for article in group}
    wanted = chosen_voices(voice)
    naming = naming_choices(whole, referents=referents, names=names)
    naming = naming[naming["voice"].isin(wanted)]
    loaded = loaded_language(whole, lexicon=lexicon, voice=wanted, severity="all")
    counts: dict[_Word, Counter[str]] = {}  # by article
    said: dict[_Word, Counter[str]] = {}  # by voice
    places: dict[tuple[str, ...], list[Place]] = {}
    for kind, table, about, word in (("name", naming, "referent", "name"), ("loaded", loaded, "category", "term")):
        named = (table[name] for name in ("article", "start", "end", "text", about, word, "voice"))
        for article, start, end, text, thing, term, whose in zip(*named, strict=True):
            said.setdefault((kind, thing, term), Counter())[whose] += 1
            counts.setdefault((kind, thing, term), Counter())[article] += 1
            places.setdefault((kind, thing, term, group_of[article]), []).append((article, start, end, text))
    packed = packed_places(places)
    order = sorted(counts, key=lambda key: (key[0] != "name", key[1], -counts[key].total(), key[2]))
    if rates:
        ordered = {key: counts[key] for key in order}
        return _rates(whole, groups, ordered, wanted, packed, {"by": by, "voice": voice})
    in_groups = {key: Counter[str]() for key in order}
    for key, count in in_groups.items():
        for article, number in counts[key].items():
            count[group_of[article]] += number
    rows = [
        (
            *key,
            *(in_groups[key][name] for name in groups),
            *(counts[key].total(), said[key]["outlet"], sum(said[key][name] for name in WITH_INDIRECT)),
        )
        for key in order
    ]
    numbers = (*groups, "all", "outlet_voice", "with_indirect")
    types = dict.fromkeys(("kind", "about", "word"), "str") | dict.fromkeys(numbers, "int64")
    settings = {"by": by, "voice": voice}
    return result_table("compare_wording", rows, types, corpus=whole, settings=settings, places=packed)


_Word = tuple[str, str, str]  # kind, about, word


def _rates(
    corpus: Corpus,
    groups: Mapping[str, Corpus],
    counts: Mapping[_Word, Counter[str]],
    wanted: Collection[str],
    places: str,
    settings: Mapping[str, object],
) -> pd.DataFrame:
    """One row per word and group, with the rate, its interval over the articles of the group, and the articles."""
    import numpy as np
    from scipy import sparse

    from toolkit.statistics.intervals import rate_interval

    words = {
        one.article.id: sum(number for name, number in one.packed_voices().counted("voice") if name in wanted)
        for one in analysed(corpus)
    }
    rows: list[tuple[object, ...]] = []
    for name, group in groups.items():
        sizes = np.array([words[article.id] for article in group], dtype=np.int64)
        matrix = np.array([[count[article.id] for count in counts.values()] for article in group], dtype=np.int64)
        matrix = matrix.reshape(len(group), len(counts))
        low, high = rate_interval(sparse.csr_array(matrix), sizes)
        total = int(sizes.sum())
        for n, key in enumerate(counts):
            uses = int(matrix[:, n].sum())
            rate = 1e4 * uses / total if total else np.nan
            found = (uses, total, rate, 1e4 * low[n], 1e4 * high[n], int((matrix[:, n] > 0).sum()), len(group))
            rows.append((*key, name, *found))
    place = {key: n for n, key in enumerate(counts)}
    rows.sort(key=lambda row: place[row[0], row[1], row[2]])  # type: ignore[index]
    types = dict.fromkeys(("kind", "about", "word", "group"), "str") | dict.fromkeys(("count", "words"), "int64")
    types |= dict.fromkeys(("per_10000", "low", "high"), "float64")
    types |= dict.fromkeys(("articles", "of_articles"), "int64")
    return result_table("compare_wording_rates", rows, types, corpus=corpus, settings=settings, places=places)
