"""Numbers of whole texts: length, diversity of words and readability, one row per article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.measures import diversity, readability
from toolkit.measures.readability import Counts
from toolkit.text.tokens import is_word, term

if TYPE_CHECKING:
    import pandas as pd

_READABILITY: dict[str, Callable[[Counts], float]] = {
    "flesch": readability.flesch_reading_ease,
    "flesch_kincaid": readability.flesch_kincaid,
    "fog": readability.gunning_fog,
    "smog": readability.smog,
    "ari": readability.automated_readability,
    "coleman_liau": readability.coleman_liau,
    "lix": readability.lix,
    "rix": readability.rix,
}


def text_statistics(corpus: Corpus | Article | Iterable[Article], *, window: int = 100) -> pd.DataFrame:
    """Length, diversity and readability of each article: one row per article.

    Words are lower case without possessive endings; numbers count. What a text is too short for is missing. Formulas
    and sources: `toolkit.measures.diversity` and `readability`. Readability is for English and knows nothing of what a
    text says.

    Columns:

    - article
    - sentences, words: how many
    - types: different words
    - words_per_sentence, syllables_per_word
    - TTR, guiraud, CTTR, herdan, maas: diversity that depends on length; compare texts of one length only
    - MATTR: diversity in windows of `window` words
    - MTLD, HDD, yule_K: diversity
    - flesch: readability; higher is easier
    - flesch_kincaid, fog, ari, coleman_liau, lix, rix: readability; lower is easier
    - smog: readability, from 30 sentences on; lower is easier

    Raises:
        QueryError: for a window below 1.

    >>> text_statistics(Article(id="a", text="The cat in the hat ate breakfast.")).flesch.round(2).tolist()
    [103.04]
    """

    if window < 1:
        raise QueryError(f"window={window}: give the number of words a window has, 1 or more.")
    rows = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="Readability"):
        article, tokens = one.article, one.tokens
        places = [n for n, kind in enumerate(tokens.kinds) if is_word(kind)]
        terms = [term(tokens.lowers[n]) for n in places]
        spoken = len({tokens.sentences[n] for n in places})
        counts = readability.count([tokens.words[n] for n in places], spoken)
        row: dict[str, object] = {
            "article": article.id, "sentences": len(tokens.spans), "words": counts.words, "types": len(set(terms)),
            "words_per_sentence": counts.words / spoken if spoken else float("nan"),
            "syllables_per_word": counts.syllables / counts.words if counts.words else float("nan"),
            "TTR": diversity.type_token_ratio(terms),
            "guiraud": diversity.type_token_ratio(terms, variant="root"),
            "CTTR": diversity.type_token_ratio(terms, variant="corrected"),
            "herdan": diversity.type_token_ratio(terms, variant="herdan"),
            "maas": diversity.type_token_ratio(terms, variant="maas"),
            "MATTR": diversity.moving_average_ttr(terms, window=window),
            "MTLD": diversity.mtld(terms), "HDD": diversity.hdd(terms), "yule_K": diversity.yule_k(terms),
        }  # fmt: skip
        rows.append(row | {name: formula(counts) for name, formula in _READABILITY.items()})
    integers = {"sentences": "int64", "words": "int64", "types": "int64"}
    names = [
        "article",
        *integers,
        "words_per_sentence",
        "syllables_per_word",
        "TTR",
        "guiraud",
        "CTTR",
        "herdan",
        "maas",
    ]
    names += ["MATTR", "MTLD", "HDD", "yule_K", *_READABILITY]
    types = dict.fromkeys(names, "float64") | {"article": "str"} | integers
    caption = f"one row per article; MATTR over {window} words; syllables by spelling, English"
    types = {name: types[name] for name in names}
    return result_table("text_statistics", rows, types, corpus=whole, caption=caption, settings={})
