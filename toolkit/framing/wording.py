"""Which word each group chooses for the same people or thing, and which loaded words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis.table_making import Place, packed_places, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.framing.naming import naming_choices
from toolkit.lexicon import Lexicon
from toolkit.loaded.loaded_language import loaded_language

if TYPE_CHECKING:
    import pandas as pd


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

    whole = as_corpus(corpus)
    group_of = {article.id: name for name, group in whole.by(by).items() for article in group}
    naming = naming_choices(whole, referents=referents)
    loaded = loaded_language(whole, lexicon=lexicon, voice=voice)
    if voice is not None:
        naming = naming[naming["voice"].isin([voice] if isinstance(voice, str) else list(voice))]
    counts: Counter[tuple[str, str, str, str]] = Counter()
    places: dict[tuple[str, ...], list[Place]] = {}
    for kind, table, about, word in (("name", naming, "referent", "name"), ("loaded", loaded, "category", "term")):
        named = (table[name] for name in ("article", "start", "end", "text", about, word))
        for article, start, end, text, thing, term in zip(*named, strict=True):
            counts[kind, thing, term, group_of[article]] += 1
            places.setdefault((kind, thing, term, group_of[article]), []).append((article, start, end, text))
    names = sorted(set(group_of.values()))
    totals: Counter[tuple[str, str, str]] = Counter()
    for key, count in counts.items():
        totals[key[:3]] += count
    order = sorted(totals, key=lambda key: (key[0] != "name", key[1], -totals[key], key[2]))
    rows = [(*key, *(counts[(*key, name)] for name in names), totals[key]) for key in order]
    types = dict.fromkeys(("kind", "about", "word"), "str") | dict.fromkeys((*names, "all"), "int64")
    packed = packed_places({(*key[:3], key[3]): found for key, found in places.items()})
    settings = {"by": by, "voice": voice}
    return result_table("compare_wording", rows, types, corpus=whole, settings=settings, places=packed)
