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
        found = [_light(document_feature_matrix(run, **options)) for run in parts_of(whole)]
        return _joined(found, terms)
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


def _light(found: Features) -> Features:
    """The counts of one part in small numbers: they wait until all parts are counted."""
    return found._replace(matrix=found.matrix.astype(np.int32))


def _joined(parts: list[Features], asked: Sequence[str] | None) -> Features:
    """The counts of all parts as one matrix; columns in the order of their letters, or as they were asked for."""
    names = tuple(dict.fromkeys(asked)) if asked is not None else tuple(sorted({t for one in parts for t in one.terms}))
    place = {name: number for number, name in enumerate(names)}
    nothing = np.zeros(0, dtype=np.int32)
    indices, counts, sizes = [nothing], [nothing], [nothing]
    for one in parts:
        columns = np.fromiter(map(place.__getitem__, one.terms), dtype=np.int32, count=len(one.terms))
        indices.append(columns[one.matrix.indices])
        counts.append(one.matrix.data)
        sizes.append(np.diff(one.matrix.indptr))
    articles = tuple(identity for one in parts for identity in one.articles)
    words = np.concatenate([np.zeros(0, np.int64), *(one.words for one in parts)])
    del parts[:]
    starts = np.concatenate(([0], np.cumsum(np.concatenate(sizes), dtype=np.int64)))
    cells = np.concatenate(counts).astype(np.int64), np.concatenate(indices), starts
    matrix = sparse.csr_array(cells, shape=(len(articles), len(names)))
    matrix.sort_indices()
    return Features(matrix, names, articles, words)


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
