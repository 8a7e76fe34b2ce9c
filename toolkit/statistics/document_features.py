"""The counts of a corpus as a sparse matrix, articles by terms: what every comparison starts from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from toolkit.analysis import analysed, token_index
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.index import TokenIndex
from toolkit.statistics.terms import found_by_query, occurrences, stemmer, stop_words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Features(NamedTuple):
    """Counts of terms in articles.

    `matrix` is a scipy sparse array of integers, one row per article and one column per term; `terms` names the columns
    in their order (sorted), `articles` the rows (ids), and `words` has the words of each article that counts are
    divided by, before stop words are left out.
    """

    matrix: sparse.csr_array
    terms: tuple[str, ...]
    articles: tuple[str, ...]
    words: NDArray[np.int64]


def document_feature_matrix(
    corpus: Corpus | Article | Iterable[Article] | TokenIndex,
    *,
    unit: str = "word",
    stop_words: str = "none",
    voice: str | Collection[str] | None = None,
    terms: Sequence[str] | None = None,
) -> Features:
    """How often each term stands in each article, as a sparse matrix with its terms and articles.

    Units, stop words and voices as in `term_frequency`. With `terms`, words, phrases or wildcards, the columns are
    these, in the order given.

    >>> counts = document_feature_matrix([Article(id="a", text="Rain fell."), Article(id="b", text="Rain, rain!")])
    >>> counts.terms, counts.matrix.toarray().tolist(), counts.words.tolist()
    (('fell', 'rain'), [[1, 1], [0, 2]], [2, 2])
    """
    if unit in ("word", "stem") and voice is None and terms is None:
        return _counted(token_index(corpus), unit, stop_words)
    whole = as_corpus(corpus)
    columns = {name: n for n, name in enumerate(dict.fromkeys(terms or ()))}
    rows: list[int] = []
    places: list[int] = []
    counts: list[int] = []
    words = np.zeros(len(whole), dtype=np.int64)
    for row, one in enumerate(analysed(whole)):
        if terms is None:
            found, words[row] = occurrences(one, unit=unit, stop_words=stop_words, voice=voice)
        else:
            found, words[row] = found_by_query(one, terms, voice=voice)
        counted = Counter(place.term for place in found)
        rows += [row] * len(counted)
        places += [columns.setdefault(name, len(columns)) for name in counted]
        counts += counted.values()
    shape = (len(whole), len(columns))
    matrix = sparse.csr_array((np.array(counts, dtype=np.int64), (rows, places)), shape=shape)
    names = list(columns)
    if terms is None:
        order = sorted(range(len(names)), key=names.__getitem__)
        matrix, names = matrix[:, order].tocsr() if order else matrix, [names[n] for n in order]
    return Features(matrix, tuple(names), tuple(article.id for article in whole), words)


def _counted(index: TokenIndex, unit: str, stop_words: str) -> Features:
    """The same for single words of all voices, by array kernels."""
    left_out = stop_words_of(stop_words)
    kept = np.fromiter((name not in left_out for name in index.terms), dtype=bool, count=len(index.terms))
    keep = kept[index.term_of][index.types] if left_out else None
    counts = index.counts(keep=keep, name=stemmer() if unit == "stem" else None, order="alphabet")
    words = np.bincount(index.articles[index.word_types[index.types]], minlength=len(index.corpus))
    return Features(
        sparse.csr_array(counts.matrix, dtype=np.int64),
        tuple(counts.terms),
        tuple(article.id for article in index.corpus),
        words.astype(np.int64),
    )
