"""The counts of a corpus as a sparse matrix, articles by terms: what every comparison starts from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy import sparse

from toolkit.analysis import parts_of, token_index, token_voices
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.errors import QueryError
from toolkit.index import TokenIndex
from toolkit.statistics.terms import UNITS, chosen_voices, stemmer, stop_words_of
from toolkit.text.queries import Query
from toolkit.voice import VOICES

if TYPE_CHECKING:
    from numpy.typing import NDArray


SIZES = {"bigram": 2, "trigram": 3}


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
    if unit not in UNITS:
        raise QueryError(f"unit={unit!r}: choose from {', '.join(UNITS)}.")
    left_out = stop_words_of(stop_words)
    whole = as_corpus(corpus)
    if whole.in_parts and "index" not in whole._kept:
        options: dict[str, Any] = {"unit": unit, "stop_words": stop_words, "voice": voice, "terms": terms}
        return _joined((document_feature_matrix(part, **options) for part in parts_of(whole)), terms)
    index, keep = token_index(whole), in_voices_of(whole, voice)
    if terms is not None:
        matrix, names = _of_queries(index, list(dict.fromkeys(terms)), keep)
    elif unit in SIZES:
        counted = _left_in(index, left_out, keep)
        matrix, names = index.grams(SIZES[unit], keep=keep, leave_out=None if counted is None else ~counted)
    else:
        counted = _left_in(index, left_out, keep)
        matrix, names = index.counts(keep=counted, name=stemmer() if unit == "stem" else None, order="alphabet")
    words = np.bincount(index.articles[counted_words(index, keep)], minlength=len(whole))
    return Features(
        sparse.csr_array(matrix, dtype=np.int64),
        tuple(names),
        tuple(article.id for article in whole),
        words.astype(np.int64),
    )


def _joined(parts: Iterable[Features], asked: Sequence[str] | None) -> Features:
    """The counts of all parts as one matrix; columns in the order of their letters, or as they were asked for.

    While parts are counted only numbers wait, the smallest that hold them, and each term is kept once.
    """
    numbers: dict[str, int] = {}
    waiting: list[tuple[NDArray[np.int32], NDArray[Any]]] = []
    sizes, words = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int64)]
    articles: list[str] = []
    for one in parts:
        number_of = (numbers.setdefault(name, len(numbers)) for name in one.terms)
        columns = np.fromiter(number_of, dtype=np.int32, count=len(one.terms))
        counts = one.matrix.data
        waiting.append((columns[one.matrix.indices], counts.astype(np.min_scalar_type(counts.max(initial=0)))))
        sizes.append(np.diff(one.matrix.indptr))
        words.append(one.words)
        articles += one.articles
    names = tuple(dict.fromkeys(asked)) if asked is not None else tuple(sorted(numbers))
    place = np.zeros(len(numbers), dtype=np.int32)
    for column, name in enumerate(names):
        if name in numbers:
            place[numbers[name]] = column
    starts = np.concatenate(([0], np.cumsum(np.concatenate(sizes), dtype=np.int64)))
    end = int(starts[-1])
    starts = starts.astype(np.int32 if end < 1 << 31 else np.int64)  # as the columns are, else both are copied
    indices, data = np.empty(end, dtype=np.int32), np.empty(end, dtype=np.int64)
    while waiting:  # from the last one, so that each is let go when it is in its place
        columns, counts = waiting.pop()
        indices[end - len(counts) : end], data[end - len(counts) : end] = place[columns], counts
        end -= len(counts)
    matrix = sparse.csr_array((data, indices, starts), shape=(len(articles), len(names)))
    matrix.sort_indices()
    return Features(matrix, names, tuple(articles), np.concatenate(words))


def in_voices_of(corpus: Corpus, voice: str | Collection[str] | None) -> NDArray[np.bool_] | None:
    """For each token of the index whether it stands in one of the voices; None for all of them."""
    wanted = chosen_voices(voice)
    if voice is None:
        return None
    return np.array([name in wanted for name in VOICES], dtype=bool)[token_voices(corpus)]


def counted_words(index: TokenIndex, keep: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """For each token whether it is one of the words that counts are divided by."""
    words: NDArray[np.bool_] = index.word_types[index.types]
    return words if keep is None else words & keep


def uses_of(index: TokenIndex, query: str, keep: NDArray[np.bool_] | None) -> tuple[NDArray[np.int64], int]:
    """The first token of every use of a query, all of whose tokens are kept, and how many tokens it has."""
    search = Query(query)
    found = index.find_query(search)
    if keep is not None:
        for part in range(search.size):
            found = found[keep[found + part]]
    return found, search.size


def _left_in(index: TokenIndex, left_out: frozenset[str], keep: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    """For each token whether it is counted: kept, and no stop word."""
    if not left_out:
        return keep
    kept = np.fromiter((name not in left_out for name in index.terms), dtype=bool, count=len(index.terms))
    found: NDArray[np.bool_] = kept[index.term_of][index.types]
    return found if keep is None else found & keep


def _of_queries(
    index: TokenIndex, queries: list[str], keep: NDArray[np.bool_] | None
) -> tuple[sparse.csr_array, list[str]]:
    shape = (len(index.corpus), len(queries))
    found = [index.articles[uses_of(index, query, keep)[0]] for query in queries]
    rows = np.concatenate([np.zeros(0, dtype=np.int32), *found])
    columns = np.repeat(np.arange(len(queries)), [len(places) for places in found])
    matrix = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
    return matrix, queries
