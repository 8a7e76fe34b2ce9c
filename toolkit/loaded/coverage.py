"""What a lexicon finds in a corpus, and what of it never fires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.analysis import analysed
from toolkit.analysis.table_making import result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.lexicon import Lexicon

if TYPE_CHECKING:
    import pandas as pd


def lexicon_coverage(corpus: Corpus | Article | Iterable[Article], *, lexicon: Lexicon | None = None) -> pd.DataFrame:
    """How often each entry of a lexicon is found in a corpus, also those that never are; most hits first.

    Columns:

    - entry: its id
    - term
    - category
    - severity
    - hits: how often it is found; a row opens into so many sentences
    - articles: in how many

    Raises:
        QueryError: if `corpus` is no corpus, article or list of articles, and if `lexicon` is no lexicon.

    >>> table = lexicon_coverage(Article(id="a", text="The thugs left."))
    >>> table[table.hits > 0].term.tolist()
    ['thug']
    """

    found: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    whole = as_corpus(corpus).with_settings(lexicon=lexicon)
    chosen = Lexicon.default() if whole.settings.lexicon is None else whole.settings.lexicon
    for one in analysed(whole, english="lexicon_coverage"):
        here = one.packed_hits().entries
        found.update(here)
        articles.update(set(here))
    rows = [(e.id, e.term, e.category, e.severity, found[e.id], articles[e.id]) for e in chosen]
    rows.sort(key=lambda row: (-row[4], row[0]))
    types = dict.fromkeys(("entry", "term", "category", "severity"), "str") | {"hits": "int64", "articles": "int64"}
    return result_table("lexicon_coverage", rows, types, corpus=whole, settings={})
